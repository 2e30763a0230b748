"""What can go wrong, said so that a person knows what to do next.

Every error that newslint raises on purpose is a `NewslintError`. The command line turns one into a
single line on standard error and exit code 2; nothing else is ever swallowed.
"""

from __future__ import annotations

from collections.abc import Iterable

OUT_OF_MEMORY = "there is not enough memory"


class NewslintError(Exception):
    """Base of all deliberate errors; `str(error)` names the thing, the trouble and the way out.

    Since 0.1.0.
    """


class InputError(NewslintError):
    """A document that cannot be read or written (binary, undecodable, too large, vanished, ...).

    Since 0.1.0.
    """


class ConfigError(NewslintError):
    """A setting, selector or option that newslint does not understand.

    Since 0.1.0.
    """


class PackError(ConfigError):
    """A phrase pack that cannot be used; names file, entry and reason.

    Since 0.1.0.
    """


class UnstableError(NewslintError):
    """Fixes that do not settle; the document stays untouched.

    Since 0.1.0.
    """


class ServiceError(NewslintError):
    """A program or server that a rule needs: missing, dead, too slow, or at odds with a text."""


class ModelError(NewslintError):
    """A trained model whose file is missing or damaged."""


class RuleError(NewslintError):
    """A rule that failed on a document; names both. The document's other findings are lost.

    Since 0.1.0.
    """


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion to append to an error message, or an empty string.

    >>> did_you_mean("promo-lnk", ["promo-link", "share-row"])
    ' (did you mean "promo-link"?)'
    >>> did_you_mean("zzz", ["promo-link"])
    ''
    """
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""
