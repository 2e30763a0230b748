"""Profiles: what the configuration says about the pages of one source.

    [sources."harbour-post.example"]
    keep-lines = ["Tide tables"]
    drop-lines = ["The Harbour Post is printed on recycled paper."]

    [sources."harbour-post.example".phrases]
    promo-link = ["more on the quay"]

A profile holds for the documents whose source bears its name (see `profile_of`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import ConfigError, did_you_mean
from newslint.wording import fold

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.settings import Settings

KEYS = ("phrases", "keep-lines", "drop-lines")


class Profile(NamedTuple):
    """What holds for one source. Lines are folded as `newslint.wording.fold` does."""

    name: str = ""
    """The source, as the configuration writes it."""
    phrases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(kind of residue, phrases): lines that are such a phrase, or carry it as their label."""
    keep_lines: frozenset[str] = frozenset()
    """Lines that nothing is reported on and no fix touches."""
    drop_lines: frozenset[str] = frozenset()
    """Lines that are no part of an article."""

    def table(self) -> dict[str, Any]:
        """The profile as a configuration file has it."""
        return {
            "phrases": dict(self.phrases),
            "keep-lines": self.keep_lines,
            "drop-lines": self.drop_lines,
        }

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The phrases as the entries of a pack."""
        return [
            {"kind": kind, "where": "label", "phrases": list(phrases), "strong": True}
            for kind, phrases in self.phrases
        ]


NONE = Profile()


def profile_of(document: Document, settings: Settings) -> Profile:
    """The profile of a document's source; an empty one where there is none.

    The source is what the document says itself (a record's field, `source` in Python), else
    `settings.source`, else the name of the file's folder. Capitals and a leading "www." make no
    difference.
    """
    if not settings.sources:
        return NONE
    from newslint.provenance import key_of, source_of

    name = document.source or settings.source or source_of(document)
    return settings.sources.get(key_of(name), NONE) if name else NONE


def parse(name: str, raw: object, where: str) -> Profile:
    """The profile that a table of the configuration describes.

    Raises ConfigError, naming the key, on what is not understood.
    """
    if not isinstance(raw, Mapping):
        raise ConfigError(f'{where}: must be a table, written [sources."{name}"]')
    for key in raw:
        if str(key).replace("_", "-") not in KEYS:
            raise ConfigError(
                f'{where}: there is no key "{key}"{did_you_mean(str(key), KEYS)}; '
                f"the keys are {', '.join(KEYS)}"
            )
    table = {str(key).replace("_", "-"): value for key, value in raw.items()}
    if len(table) < len(raw):
        raise ConfigError(f"{where}: a key is set twice, once with - and once with _")
    return Profile(
        name,
        _phrases(table.get("phrases", {}), f"{where}.phrases"),
        _lines(table.get("keep-lines", []), f"{where}.keep-lines"),
        _lines(table.get("drop-lines", []), f"{where}.drop-lines"),
    )


def _phrases(raw: object, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    from newslint.rules.packfile import KINDS

    if not isinstance(raw, Mapping):
        raise ConfigError(f'{where}: must be a table such as {{promo-link = ["more on the quay"]}}')
    for kind in raw:
        if kind not in KINDS:
            raise ConfigError(
                f'{where}: "{kind}" is no kind of residue{did_you_mean(str(kind), KINDS)}; '
                f"the kinds are {', '.join(KINDS)}"
            )
    return tuple((kind, _strings(phrases, f"{where}.{kind}")) for kind, phrases in raw.items())


def _lines(raw: object, where: str) -> frozenset[str]:
    return frozenset(fold(line) for line in _strings(raw, where))


def _strings(raw: object, where: str) -> tuple[str, ...]:
    if isinstance(raw, str) or not isinstance(raw, Sequence):
        raise ConfigError(f"{where}: must be a list of strings")
    for each in raw:
        if not isinstance(each, str):
            raise ConfigError(f"{where}: must be a list of strings")
        if not fold(each):
            raise ConfigError(f'{where}: "{each}" has no letter and no digit in it')
    return tuple(raw)
