"""Asks a LanguageTool server about a text, through language-tool-python (GPL-3.0-only)."""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import language_tool_python
import requests
from language_tool_python.exceptions import LanguageToolError

from newslint.errors import ServiceError

PROBE_SECONDS = 8.0
"""A server that does not answer by then is dead."""
RETURN_SECONDS = 45.0
"""How long a server that has answered before may be away: newslint's own is back by then."""
DEATHS = 4
"""A text under which the server died so often is not sent again."""
_AGAIN_SECONDS = 0.3
_MARGIN_SECONDS = 5.0
"""A server that knows the limit tells of it itself, a little later."""
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LOCAL = ("127.0.0.1", "localhost", "::1")


class Report(NamedTuple):
    """What LanguageTool says of `text[start:end]`; offsets are code points."""

    start: int
    end: int
    message: str
    rule: str
    category: str
    replacements: tuple[str, ...]


class _Tool(language_tool_python.LanguageTool):  # type: ignore[misc]
    """One language of a server, asked once a call: whether to ask again is our affair."""

    def __init__(self, language: str, url: str, limit: float) -> None:
        """Ask the server at `url` for its languages; ValueError when `language` is none of them.

        No answer may take longer than `limit` seconds.
        """
        self._TIMEOUT = limit
        local = urlsplit(url).hostname in _LOCAL
        # Not through a proxy of the environment's, which knows nothing of this machine.
        proxies = {"no_proxy": ",".join(_LOCAL)} if local else None
        super().__init__(language, remote_server=url, host=_LOCAL[0], proxies=proxies)

    def _query_server(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["num_tries"] = 1
        return super()._query_server(*args, **kwargs)


class Client:
    """A server at `url`, which may take `limit` seconds for one text."""

    def __init__(self, url: str, limit: float) -> None:
        self._url = url
        self._limit = limit
        self._tools: dict[str, _Tool | None] = {}
        self._lost = False

    def probe(self) -> None:
        """Raises ServiceError when no LanguageTool server answers."""
        stranger = f"what answers at {self._url} is no LanguageTool server"
        try:
            _Tool("en", self._url, PROBE_SECONDS)
        except (LanguageToolError, requests.RequestException) as error:
            if isinstance(error.__cause__, requests.JSONDecodeError):
                raise ServiceError(stranger) from error
            raise ServiceError(
                f"no LanguageTool server answers at {self._url} ({_reason(error)}); start one "
                "there, or correct languagetool-url in the configuration"
            ) from error
        except (ValueError, TypeError, AttributeError) as error:
            raise ServiceError(stranger) from error

    def check(self, text: str, language: str, categories: tuple[str, ...]) -> list[Report]:
        """What the rules of these categories report; nothing for a language it does not have.

        A server that dies on the way is asked again when it is back. Raises ServiceError when it
        does not come back, dies of the text, takes too long, or refuses it.
        """
        began = time.monotonic()
        patience = 0.0 if self._lost else RETURN_SECONDS
        deaths = 0
        while True:
            try:
                return self._ask(text, language, categories)
            except (LanguageToolError, requests.RequestException) as error:
                trouble = _verdict(error, self._limit)
                if trouble:
                    raise ServiceError(trouble) from error
                if not _refused(error):
                    # It was there, and may have died of another process's text.
                    began = time.monotonic()
                    deaths += 1
                if deaths == DEATHS:
                    raise ServiceError(
                        f"LanguageTool died {DEATHS} times while it read it; leave it out"
                    ) from error
                if time.monotonic() > began + patience:
                    self._lost = True
                    raise ServiceError(
                        f"the LanguageTool server at {self._url} is gone ({_reason(error)})"
                    ) from error
            time.sleep(_AGAIN_SECONDS)

    def _ask(self, text: str, language: str, categories: tuple[str, ...]) -> list[Report]:
        tool = self._tool(language)
        if tool is None:
            return []
        tool.enabled_categories = set(categories)
        tool.enabled_rules_only = True
        matches = tool.check(plain(text))
        self._lost = False
        return [
            Report(
                match.offset,
                match.offset + match.error_length,
                " ".join(match.message.split()),
                match.rule_id,
                match.category,
                tuple(match.replacements),
            )
            for match in matches
        ]

    def _tool(self, language: str) -> _Tool | None:
        """The tool of a language; None when the server does not have it."""
        if language not in self._tools:
            try:
                self._tools[language] = _Tool(language, self._url, self._limit + _MARGIN_SECONDS)
            except ValueError as error:
                if "unsupported language" not in str(error):
                    raise
                self._tools[language] = None
        return self._tools[language]


@lru_cache(maxsize=8)
def client(url: str, limit: float) -> Client:
    """This process's client of a server."""
    return Client(url, limit)


def plain(text: str) -> str:
    """`text` with one UTF-16 unit, what LanguageTool counts, for every code point.

    Emoji and the like become another symbol; none of its rules reads them.

    >>> plain("so 😀 happy")
    'so ☺ happy'
    """
    return _SURROGATE.sub("\ufffd", _ASTRAL.sub("\u263a", text))


def _verdict(error: Exception, limit: float) -> str | None:
    """What the server, being there, has against the text; None when it is not there."""
    cause = error.__cause__ if isinstance(error, LanguageToolError) else error
    if isinstance(cause, requests.Timeout) and not isinstance(cause, requests.ConnectTimeout):
        return (
            f"LanguageTool took longer than {limit:g} s for it; raise languagetool-timeout or "
            "leave it out"
        )
    if isinstance(cause, OSError) and not isinstance(cause, requests.JSONDecodeError):
        return None
    words = " ".join(str(error).split())
    if "took longer than" in words or "TimeoutException" in words:
        return (
            f"LanguageTool took longer than {limit:g} s for it; raise languagetool-timeout or "
            "leave it out"
        )
    return f"LanguageTool refused it: {words[:200]}"


def _refused(error: Exception) -> bool:
    """Whether nobody was there to be asked."""
    return "NewConnectionError" in repr(error.__cause__ or error)


def _reason(error: Exception) -> str:
    """The heart of a network library's message."""
    cause = error.__cause__ or error
    if isinstance(cause, requests.Timeout):
        return "no answer in time"
    match = re.search(r"(Connection refused|Name or service not known|[\w ]*[Rr]eset by peer)",
                      str(cause))  # fmt: skip
    return match[1].lower() if match else type(cause).__name__
