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

    Raises ConfigError on an unknown rule or language, InputError on half a surrogate pair,
    RuleError when a rule fails.

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

    Raises ConfigError on an unknown rule or language, InputError on half a surrogate pair,
    RuleError when a rule fails, UnstableError when the fixes do not settle.

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
    from newslint.language import code_of, detect
    from newslint.registry import selected
    from newslint.settings import Settings

    _demand_types(text, id, settings, language=language, title=title, source=source)
    trouble = half_surrogate(text)
    if trouble:
        raise InputError(f"{id}: {trouble}")
    known = settings or Settings()
    # Bringing settings into form costs more than a short text: not for every call.
    only, without = _listed("select", select), _listed("ignore", ignore)
    if only or without:
        known = replace(known, select=only or known.select, ignore=without or known.ignore)
    given = known.language if language is None else code_of(language)
    document = Document(
        text,
        id=id,
        language=given or detect(text),
        detected=given is None,
        title=title,
        source=source or known.source,
    )
    rules = selected(known)
    return document, rules, engine.prepare(rules, known), Ignores(known.allow_lines)


def _demand_types(text: object, id: object, settings: object, **others: object) -> None:
    """Raise TypeError on an argument that is none of what it may be."""
    from newslint.settings import Settings

    if not isinstance(text, str):
        way_out = "; decode it first" if isinstance(text, (bytes, bytearray)) else ""
        raise TypeError(f"text must be a str, not {type(text).__name__}{way_out}")
    if not isinstance(id, str):
        raise TypeError(f"id must be a str, not {type(id).__name__}")
    if not isinstance(settings, (Settings, type(None))):
        raise TypeError(f"settings must be Settings or None, not {type(settings).__name__}")
    for name, value in others.items():
        if not isinstance(value, (str, type(None))):
            raise TypeError(f"{name} must be a str or None, not {type(value).__name__}")


def _listed(name: str, selectors: Iterable[str]) -> tuple[str, ...]:
    from collections.abc import Iterable

    if isinstance(selectors, str):
        return (selectors,)
    listed = tuple(selectors) if isinstance(selectors, Iterable) else (selectors,)
    for each in listed:
        if not isinstance(each, str):
            raise TypeError(f"{name} must hold strings, not {type(each).__name__}")
    return listed


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"newslint.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
