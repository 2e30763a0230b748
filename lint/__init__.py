'''newslint finds, explains and repairs the flaws of ingested news text.

>>> import newslint
>>> text = """The council voted on Monday to raise the budget for schools.
...
... Also Read: Mayor opens the new bridge
...
... The mayor said on Tuesday that the vote had been close.
... """
>>> [finding.name for finding in newslint.check(text)]
['promo-link']
>>> print(newslint.clean(text).text, end="")
The council voted on Monday to raise the budget for schools.
<BLANKLINE>
The mayor said on Tuesday that the vote had been close.

What `__all__` names is stable, and says since when it is there. Everything else of the package is
imported when it is used.
'''

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.document import Document
    from newslint.errors import (
        ConfigError,
        InputError,
        NewslintError,
        PackError,
        RuleError,
        UnstableError,
    )
    from newslint.finding import Edit, Evidence, Finding, Fix, Safety, Severity
    from newslint.ignores import Ignores
    from newslint.resolution import Cleaned
    from newslint.rule import Rule
    from newslint.settings import Settings

__all__ = [
    "Cleaned",
    "ConfigError",
    "Document",
    "Edit",
    "Evidence",
    "Finding",
    "Fix",
    "InputError",
    "NewslintError",
    "PackError",
    "RuleError",
    "Safety",
    "Settings",
    "Severity",
    "UnstableError",
    "__version__",
    "check",
    "clean",
]

_HOMES = {
    "Cleaned": "resolution",
    "Document": "document",
    "Settings": "settings",
    **dict.fromkeys(("Edit", "Evidence", "Finding", "Fix", "Safety", "Severity"), "finding"),
    **dict.fromkeys(
        ("ConfigError", "InputError", "NewslintError", "PackError", "RuleError", "UnstableError"),
        "errors",
    ),
}
"""The modules of the public classes, which are imported when they are first asked for."""


def check(
    text: str,
    *,
    language: str | None = None,
    title: str | None = None,
    source: str | None = None,
    id: str = "-",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    settings: Settings | None = None,
) -> tuple[Finding, ...]:
    """The findings in a text, in the order of their places.

    `language` is an ISO 639-1 code; detected when None. `title` and `source` (the publisher) are
    what is known from elsewhere. `id` names the document in fingerprints. `select` and `ignore`
    take codes, prefixes of codes, families and names; `settings` takes everything else, and its
    own `select` and `ignore` hold where these two are empty. No configuration file is read.

    Raises ConfigError on an unknown rule, InputError on half a surrogate pair, RuleError when a
    rule fails.

    >>> from newslint import check
    >>> check("Also Read: Mayor opens the new bridge", ignore=["residue", "document"])
    ()

    Since 0.1.0.
    """
    from newslint import engine

    document, rules, known, ignores = _prepared(
        text, language, title, source, id, select, ignore, settings
    )
    return ignores.split(document, engine.check(document, rules, known))[0]


def clean(
    text: str,
    *,
    unsafe: bool = False,
    language: str | None = None,
    title: str | None = None,
    source: str | None = None,
    id: str = "-",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    settings: Settings | None = None,
) -> Cleaned:
    """The cleaned text (`.text`), what was done to it (`.applied`) and what is left (`.remaining`).

    Safe fixes only, unless `unsafe`. The other arguments are those of `check`. Cleaning a cleaned
    text changes nothing.

    Raises ConfigError on an unknown rule, InputError on half a surrogate pair, RuleError when a
    rule fails, UnstableError when the fixes do not settle.

    >>> from newslint import clean
    >>> clean("Nothing is wrong with this sentence.").changed
    False

    Since 0.1.0.
    """
    from newslint import engine
    from newslint.finding import Safety

    document, rules, known, ignores = _prepared(
        text, language, title, source, id, select, ignore, settings
    )
    level = Safety.UNSAFE if unsafe else Safety.SAFE
    return engine.fix(document, rules, known, level, ignores.ignored)


def _prepared(
    text: str,
    language: str | None,
    title: str | None,
    source: str | None,
    id: str,
    select: Iterable[str],
    ignore: Iterable[str],
    settings: Settings | None,
) -> tuple[Document, tuple[Rule, ...], Settings, Ignores]:
    """The document, and what is done with it."""
    from dataclasses import replace

    from newslint import engine
    from newslint.decoding import half_surrogate
    from newslint.document import Document
    from newslint.errors import InputError
    from newslint.ignores import Ignores
    from newslint.language import detect
    from newslint.registry import selected
    from newslint.settings import Settings

    trouble = half_surrogate(text)
    if trouble:
        raise InputError(f"{id}: {trouble}")
    known = settings or Settings()
    known = replace(
        known, select=_listed(select) or known.select, ignore=_listed(ignore) or known.ignore
    )
    document = Document(
        text,
        id=id,
        language=language or known.language or detect(text),
        title=title,
        source=source or known.source,
    )
    rules = selected(known)
    return document, rules, engine.prepare(rules, known), Ignores(known.allow_lines)


def _listed(selectors: Iterable[str]) -> tuple[str, ...]:
    return (selectors,) if isinstance(selectors, str) else tuple(selectors)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"newslint.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
