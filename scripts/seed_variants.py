"""Copies of a text that mean the same to a linter: other names, outlets, headlines, line ends.

A tool that knows the seed articles by heart fails on these; one that knows news does not. Nothing
here knows the articles either: names are the words that are capitalised inside sentences and never
stand in lower case, headlines are the lines that the flaw list and the trap list call so.
"""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?:][\"”’]?\s+|[\"“‘(\[]\s*)$")
_CALENDAR = [*calendar.day_name, *calendar.month_name]
_COMMON = ["us", "uk", "eu", "ceo", "covid", "jd", "whatsapp", "facebook", "twitter", "google"]
_BUTTONS = ["also", "read", "share", "related", "news", "join"]
KEPT = frozenset(word.casefold() for word in (*_CALENDAR, *_COMMON, *_BUTTONS))
"""Words that stay: dates, what every newsroom writes alike, and what buttons say."""
HEADLINES = (
    "Harbour council signs off ferry plan after night of heated talks on fares",
    "Orchard growers count the cost as late frost grips the northern valleys",
    "Museum of tides reopens with a show of maps drawn by lighthouse keepers",
    "Striking bakers return to ovens as wage talks enter a third week",
    "School choir from hill village wins place at winter festival of song",
    "Engineers find second crack in viaduct closed since the spring floods",
    "Mayors agree to share night trains under new regional transport deal",
    "How a small town brought its last cinema back from the brink of ruin",
)


@dataclass(frozen=True)
class Variant:
    """A text made of another by disjoint edits, and where the other's characters are in it."""

    name: str
    text: str
    edits: tuple[Edit, ...]
    bom: bool = False

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return (b"\xef\xbb\xbf" if self.bom else b"") + self.text.encode()

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where the original span lies now; a span that cuts a replaced word takes all of it."""
        new_start, new_end = start, end
        for first, last, new in self.edits:
            grown = len(new) - (last - first)
            if last <= start:
                new_start += grown
            elif first <= start:
                new_start -= start - first
            if first < end:
                new_end += grown + max(0, last - end)
        return new_start, new_end


def variants(
    text: str, headlines: Sequence[tuple[int, int]], fixed: Sequence[tuple[int, int]]
) -> Iterator[Variant]:
    """The text itself and its copies.

    `headlines` are the spans to put other headlines in (equal ones get the same), `fixed` the spans
    whose capitals are a flaw and no name.
    """
    renamed = tuple(sorted(_other_words(text, headlines, fixed)))
    for name, words in (("as it is", ()), ("other names", renamed)):
        yield _variant(name, text, words)
        for end, title in (("\r\n", "CRLF"), ("\r", "CR")):
            yield _variant(f"{name}, {title}", text, (*words, *_line_ends(text, end)))
        yield _variant(f"{name}, byte-order mark", text, words, bom=True)
        last: Edit = (
            (len(text) - 1, len(text), "") if text.endswith("\n") else (len(text), len(text), "\n")
        )
        yield _variant(f"{name}, end of file", text, (*words, last))


def _variant(name: str, text: str, edits: Iterable[Edit], bom: bool = False) -> Variant:
    ordered = tuple(sorted(edits))
    parts: list[str] = []
    offset = 0
    for start, end, new in ordered:
        parts += (text[offset:start], new)
        offset = end
    return Variant(name, "".join((*parts, text[offset:])), ordered, bom)


def _line_ends(text: str, end: str) -> Iterator[Edit]:
    for match in re.finditer("\n", text):
        yield match.start(), match.end(), end


def _other_words(
    text: str, headlines: Sequence[tuple[int, int]], fixed: Sequence[tuple[int, int]]
) -> Iterator[Edit]:
    chosen: dict[str, str] = {}
    for start, end in headlines:
        old = text[start:end]
        new = chosen.setdefault(old, HEADLINES[len(chosen) % len(HEADLINES)])
        yield start, end, _capitalised(new) if _is_capitalised(old) else new
    names = _names(text)
    others = dict(zip(sorted(names), _invented(), strict=False))
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        inside = any(a <= match.start() < b for a, b in (*headlines, *fixed))
        if word in others and not inside and not match.group().islower():
            new = others[word]
            yield match.start(), match.end(), new.upper() if match.group().isupper() else new


def _is_capitalised(headline: str) -> bool:
    words = [word for word in _WORD.findall(headline) if len(word) > 3]
    return bool(sum(word[0].isupper() for word in words) * 3 >= len(words) * 2)


def _capitalised(headline: str) -> str:
    words = headline.split(" ")
    return " ".join(word[0].upper() + word[1:] if len(word) > 3 else word for word in words)


def _names(text: str) -> set[str]:
    lower = {match.group() for match in _WORD.finditer(text) if match.group().islower()}
    names = set()
    for match in _WORD.finditer(text):
        word = match.group()
        before = text[max(0, match.start() - 4) : match.start()]
        opens = _BEFORE_SENTENCE.search(before) or before.endswith("\n")
        camel = any(char.isupper() for char in word[1:]) and not word.isupper()
        if word[0].isupper() and len(word) > 1 and (camel or not opens):
            names.add(word.casefold())
    return names - lower - KEPT


def _invented() -> Iterator[str]:
    """Names that no list of names holds, without end."""
    heads = ("Bel", "Cor", "Dav", "Fen", "Gal", "Hol", "Jar", "Kes", "Lun", "Mar", "Nor", "Pel")
    tails = ("andor", "ovik", "inash", "arro", "emund", "ivara", "ostan", "elga", "urim", "adesh")
    for count in itertools.count():
        for tail, head in itertools.product(tails, heads):
            yield head + tail + "o" * count
