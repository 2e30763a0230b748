"""Pack files: the phrases and word lists of a language, as data that newsrooms can write too.

A pack is a TOML file:

    language = "en"                 # ISO 639-1, or "*" for every language

    [words]                         # closed lists that rules read: see WORD_LISTS
    reporting = ["said", "says"]

    [[residue]]
    kind = "promo-link"             # see KINDS
    where = "label"                 # see WHERE
    phrases = ["also read", "read also"]
    unless = ["also read in court"] # phrases that make it reporting after all
    strong = true                   # no sentence of an article looks like this
    max_words = 30                  # longer lines are not meant
    seen = "Indian and Nigerian portals"

    [[residue]]
    kind = "copyright"
    where = "start"
    patterns = ['(?:©|\\(c\\))\\s*\\d{4}']   # RE2, case-insensitive

Phrases are compared word by word, case and punctuation aside.

What a file says is checked and sorted into a `Table` once: that of a shipped pack stands beside it
as JSON (`make packs`), since this would take a tenth of the time of a run on one file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypedDict
from unicodedata import normalize
from zlib import crc32

from newslint.errors import ConfigError, PackError, did_you_mean
from newslint.filesystem import read_toml
from newslint.rules.patternset import Gate, trouble
from newslint.wording import fold, units_of

FOLDER = Path(__file__).parent / "packs"
PARSED = FOLDER / "parsed"
"""The tables of the shipped packs, as JSON, by `scripts/parse_packs.py`."""
COMMON = "any"
"""The pack that is read for every language: what pages carry in English wherever they are."""

KINDS = {
    "promo-link": "a line that sends the reader to another story",
    "related-heading": "the heading of a list of other stories",
    "share": "buttons and calls to share the story",
    "follow": "calls to follow the outlet on a network",
    "newsletter": "calls to subscribe to a newsletter",
    "newsletter-heading": "the heading of a list of newsletters",
    "messenger": "calls to install an app or to join a channel of a messenger",
    "messenger-heading": "the heading of a list of apps",
    "ad-marker": "the label of an advertisement",
    "comments": "what surrounds the readers' comments",
    "copyright": "copyright and reuse notices, agency notices",
    "paywall": "cookie, consent, login and subscription texts",
    "video": "the texts of a video or audio player",
    "photo-credit": "the credit of a photograph",
    "menu": "menu items, buttons, breadcrumbs",
    "tags-heading": "the heading of a list of topics",
    "donate": "calls to support the outlet",
    "contact": "calls to write to the newsroom, corrections, about the author",
}
"""Kinds of residue that a phrase can stand for."""

WHERE = {
    "line": "the whole line, punctuation and ornaments aside",
    "start": "the beginning of the line",
    "label": "the whole line, or the beginning before a colon, bar, dash or arrow",
    "end": "the end of the line",
    "inside": "anywhere in the line",
}
"""Where a phrase may stand in its line."""

INNER = ("inside", "end")
"""Where a phrase need not begin its line."""

WORD_LISTS = (
    "function", "months", "weekdays", "reporting", "byline", "updated", "truncation", "credit",
    "abbreviations", "ours", "calling", "mailings", "doubled", "networks", "agencies", "open",
    "half_open", "auxiliaries", "reading", "imperatives",
)  # fmt: skip
"""The word lists that rules ask for."""

_TABLES = {"language", "words", "residue"}
_KEYS = {"kind", "where", "phrases", "patterns", "unless", "strong", "max_words", "seen"}


class Entry(NamedTuple):
    """What the phrases and patterns of one `[[residue]]` table have in common.

    `patterned` is True when the table holds patterns alone, `own` when a user wrote it, who knows
    what the pages say.
    """

    kind: str
    where: str
    unless: list[list[str]]
    strong: bool
    max_words: int
    patterned: bool
    own: bool


class Table(TypedDict):
    """What a pack says, checked, in the form in which it is looked up; JSON can hold it."""

    words: dict[str, list[str]]
    """The word lists, case folded."""
    entries: list[list[Any]]
    """The values of each `Entry`."""
    phrases: dict[str, list[tuple[int, str]]]
    """By the first word of a phrase: (number of its entry, its words)."""
    inner: list[str]
    """The first words of phrases that may stand behind the first word of a line."""
    patterns: list[tuple[int, str, list[list[str]]]]
    """(Number of its entry, pattern, what a text must hold for it: see `Pattern.needs`)."""


def shipped(name: str) -> Table:
    """The table of a shipped pack, parsed before; parsed now where that cannot be used."""
    import json

    path = FOLDER / f"{name}.toml"
    try:
        kept = json.loads((PARSED / f"{name}.json").read_bytes())
        if kept["checksum"] == checksum(path.read_bytes()):
            table: Table = kept["table"]
            return table
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return parse(path.name, read(path))


def checksum(pack: bytes) -> int:
    """What tells whether a pack has changed, whatever its line ends are (CRC-32)."""
    return crc32(pack.replace(b"\r\n", b"\n"))


def read(path: Path) -> dict[str, Any]:
    """The table of a pack. Raises PackError when it cannot be read or is no valid TOML."""
    try:
        return read_toml(path)
    except ConfigError as error:
        raise PackError(str(error)) from error


def parse(source: str, raw: Mapping[str, Any], own: bool = False) -> Table:
    """The table of a pack, from what its file says.

    `source` is what errors call it; `own` is as in `Entry`. Raises PackError when something in it
    is wrong.
    """
    for key in raw.keys() - _TABLES:
        raise PackError(f"{source}: unknown key {key!r}{did_you_mean(key, _TABLES)}")
    lists, entries = raw.get("words", {}), raw.get("residue", [])
    if not isinstance(lists, Mapping):
        raise PackError(f"{source}: words: must be a table, written [words]")
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise PackError(f"{source}: residue: must be a list of tables, written [[residue]]")
    table = Table(words={}, entries=[], phrases={}, inner=[], patterns=[])
    for name, words in lists.items():
        if name not in WORD_LISTS:
            raise PackError(
                f"{source}: [words] {name}: no such list{did_you_mean(name, WORD_LISTS)}"
            )
        listed = _strings(source, f"[words] {name}", words)
        table["words"][name] = [normalize("NFC", word.casefold()) for word in listed]
    for number, entry in enumerate(entries, 1):
        _add(table, f"{source}: [[residue]] entry {number}", entry, own)
    try:
        Gate({at: pattern for at, (_, pattern, _) in enumerate(table["patterns"])})
    except PackError as error:
        raise PackError(f"{source}: {error}") from error
    return table


def _add(table: Table, place: str, raw: Mapping[str, Any], own: bool) -> None:
    phrases = _strings(place, "phrases", raw.get("phrases", []))
    patterns = _strings(place, "patterns", raw.get("patterns", []))
    if phrases:
        place += f' ("{phrases[0]}")'
    for key in raw.keys() - _KEYS:
        raise PackError(f"{place}: unknown key {key!r}{did_you_mean(key, _KEYS)}")
    kind, where = raw.get("kind", ""), raw.get("where", "line")
    if not isinstance(kind, str) or kind not in KINDS:
        raise PackError(f"{place}: unknown kind {kind!r}{did_you_mean(str(kind), KINDS)}")
    if not isinstance(where, str) or where not in WHERE:
        raise PackError(f"{place}: unknown place {where!r}{did_you_mean(str(where), WHERE)}")
    if not phrases and not patterns:
        raise PackError(f"{place}: neither phrases nor patterns")
    strong, max_words = raw.get("strong", False), raw.get("max_words", 40)
    if not isinstance(strong, bool):
        raise PackError(f"{place}: strong: must be true or false")
    if not isinstance(max_words, int) or isinstance(max_words, bool) or max_words < 1:
        raise PackError(f"{place}: max_words: must be a whole number, 1 or more")
    for pattern in patterns:
        reason = trouble(pattern)
        if reason:
            raise PackError(f"{place}: pattern {pattern!r} is no valid RE2: {reason}")
    entry = Entry(
        kind=kind,
        where=where,
        unless=[_words(text) for text in _strings(place, "unless", raw.get("unless", []))],
        strong=strong,
        max_words=max_words,
        patterned=not phrases,
        own=own,
    )
    number = len(table["entries"])
    table["entries"].append(list(entry))
    for phrase in phrases:
        words = _words(phrase)
        if not words:
            raise PackError(f"{place}: {phrase!r} has no word in it")
        table["phrases"].setdefault(words[0], []).append((number, " ".join(words)))
        if where in INNER and words[0] not in table["inner"]:
            table["inner"].append(words[0])
    table["patterns"] += [(number, pattern, []) for pattern in patterns]


def _words(phrase: str) -> list[str]:
    """The words of a phrase as the units of a block are."""
    folded = fold(phrase)
    return units_of(folded).findall(folded)


def _strings(place: str, key: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise PackError(f"{place}: {key}: must be a list of strings")
    return list(value)
