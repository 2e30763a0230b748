"""Stamps: the dates and times that a page prints beside its text, found word by word.

A stamp is a run of words that can only stand in a date or a time (numbers, months, weekdays, time
zones, "updated", "ago"), with enough of them to be one. Runs are found in one pass, in every
language whose pack names its months; numeric dates need no pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from newslint.patterns import lazy
from newslint.rule import Context
from newslint.rules.pack import Pack, load, pack_of
from newslint.wording import MARKS

_ZONES = (
    "gmt", "utc", "ist", "est", "edt", "et", "pst", "pdt", "pt", "cst", "cdt", "ct", "mst",
    "mdt", "bst", "cet", "cest", "eet", "eest", "msk", "wib", "wita", "wit", "wat", "eat",
    "cat", "sast", "aest", "aedt", "jst", "kst", "pkt", "hkt", "sgt", "brt", "art",
)  # fmt: skip
_CLOCK = {"am", "pm", "a.m", "p.m", "a.m.", "p.m.", "uhr", "hrs", "h", "klo", "noon", *_ZONES}
_LINKS = frozenset({
    "on", "at", "the", "of", "de", "del", "da", "do", "às", "as", "a", "à", "las", "los", "le",
    "el", "il", "am", "um", "den", "vom", "dem", "pukul", "jam", "kl", "dated", "date", "time",
    "last", "first", "and", "y", "e", "et", "und", "को", "पर",
})  # fmt: skip
_UNITS = frozenset({
    "second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours",
    "hr", "hrs", "day", "days", "week", "weeks", "month", "months", "year", "years", "segundo",
    "segundos", "minuto", "minutos", "hora", "horas", "día", "días", "dia", "dias", "semana",
    "semanas", "mes", "meses", "mês", "seconde", "secondes", "heure", "heures", "jour", "jours",
    "semaine", "semaines", "mois", "sekunde", "sekunden", "minuten", "stunde", "stunden", "tag",
    "tagen", "tage", "woche", "wochen", "detik", "menit", "jam", "hari", "minggu", "bulan",
    "मिनट", "घंटे", "घंटा", "घंटों", "दिन", "क्षण", "हफ्ते",
})  # fmt: skip
_AGO = {"ago", "il", "hace", "há", "atrás", "vor", "lalu", "पहले", "पूर्व"}
_VAGUE = {"just", "now", "an", "a", "one", "yang", "il", "y", "कुछ", "ही", "un", "una", "um", "uma"}
_VAGUE |= {"few", "couple", "einer", "einem", "over", "about"}
_DIGIT = lazy(r"\d")
_KINDS = {"clock": _CLOCK, "link": _LINKS, "unit": _UNITS, "ago": _AGO, "vague": _VAGUE}
_NOTHING: frozenset[str] = frozenset()

_TOKEN = lazy(
    # First what most words are; the rest would say the same of them, slower.
    rf"[A-Z]?[a-z]+(?![\w{MARKS}'’@.-])"
    r"|\d{4}-\d\d-\d\dT[\d:.]{2,15}(?:Z|[+-]\d\d:?\d\d)?"
    rf"|(?:{'|'.join(zone.upper() for zone in _ZONES)})(?=[A-Z][a-z])"
    r"|[APap]\.\s?[Mm]\.?"
    r"|(?:19|20)\d\d(?=\d{1,2}:\d\d)"
    r"|[^\W\d_]+(?=\d{1,2}[.:/]\d{1,2}[.:/])"
    r"|\d+(?:[:./h-]\d+)*(?:(?:st|nd|rd|th|er|º|ª|am|pm|AM|PM|h)(?![^\W\d_]))?"
    r"|[^\W\d_][\w-]{1,40}\.(?:com|net|org|info|co|in|tv|ie|de|fr|es|br|id)\b"
    r"|[^\W\d_]*?[a-z](?=[A-Z][a-z])"
    rf"|[^\W\d_](?:[\w{MARKS}'’@-]*[\w{MARKS}])?"
)
_DATE = lazy(r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2})$")
_ISO = lazy(r"\d{4}-\d\d-\d\dT")
_TIME = lazy(r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d){1,2}(?:am|pm|h)?$|(?:1[0-2]|\d)(?:am|pm)$", re.I)
_DAY = lazy(r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|ª|\.)?$", re.I)
_YEAR = lazy(r"(?:19|20)\d\d$")
_EAST = lazy(r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일](?:\s?\d{1,2}:\d\d)?")
LOOSE = frozenset({"link", "vague"})
"""Kinds of words that may stand around a stamp."""
_GAP = lazy(r"[\s,|/·•.:;()\[\]–—-]{0,6}")


class Token(NamedTuple):
    """A word or number: `text[start:end]` of its line, and what part of a stamp it can be."""

    text: str
    start: int
    end: int
    kinds: frozenset[str]


class Stamp(NamedTuple):
    """A date or time: `text[start:end]`, and whether a word like "updated" opens it."""

    start: int
    end: int
    labelled: bool


class Calendar:
    """The words that dates are made of in a document's language, and in English."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._months = self._listed(packs, "months")
        self._weekdays = self._listed(packs, "weekdays")
        self._labels = self._listed(packs, "updated") - _LINKS
        self._known: dict[str, frozenset[str]] = {}
        for kind, words in (
            ("month", self._months),
            ("weekday", self._weekdays),
            ("label", self._labels),
            *_KINDS.items(),
        ):
            for word in words:
                self._known[word] = self._known.get(word, _NOTHING) | {kind}

    @staticmethod
    def _listed(packs: Sequence[Pack], name: str) -> frozenset[str]:
        entries = frozenset().union(*(pack.words(name) for pack in packs))
        return frozenset(word.rstrip(".") for entry in entries for word in entry.split())

    def tokens(self, text: str) -> list[Token]:
        """The words and numbers of a line; without their kinds in a line that has no stamp."""
        kinds = self._kinds if self.may_stamp(text) else _no_kinds
        return [
            Token(match[0], match.start(), match.end(), kinds(match[0]))
            for match in _TOKEN.finditer(text)
        ]

    def may_stamp(self, text: str) -> bool:
        """False for a text without a digit and a word like "ago", and so without a stamp; cheap to
        ask before its tokens are made.
        """
        return _DIGIT.search(text) is not None or any(map(text.casefold().__contains__, _AGO))

    def may_label(self, text: str) -> bool:
        """False for a text without a word like "updated", which opens a stamp."""
        return any(map(text.casefold().__contains__, self._labels))

    def stamps(self, text: str, tokens: Sequence[Token]) -> list[Stamp]:
        """The stamps of a line, in order."""
        eastern = "年" in text or "년" in text
        east = [Stamp(*each.span(), False) for each in _EAST.finditer(text)] if eastern else []
        return east or [stamp for run in _runs(text, tokens) if (stamp := _stamp(run))]

    def is_label(self, word: str) -> bool:
        """True for a word like "updated"."""
        return word.casefold() in self._labels

    def is_date_word(self, word: str) -> bool:
        """True for the name of a month or a weekday."""
        return word.casefold() in self._months | self._weekdays

    def _kinds(self, token: str) -> frozenset[str]:
        if token[0].isdigit():
            return _number_kinds(token)
        return self._known.get(token.casefold(), _NOTHING)


@lru_cache(maxsize=4096)
def _number_kinds(token: str) -> frozenset[str]:
    word = token.casefold()
    tests = (
        ("date", _DATE.match(word) or _ISO.match(token)),
        ("time", _TIME.match(word)),
        ("day", _DAY.match(word)),
        ("year", _YEAR.match(word)),
        ("number", word.isdigit() and len(word) < 3),
    )
    return frozenset(kind for kind, holds in tests if holds)


def _no_kinds(token: str) -> frozenset[str]:
    return _NOTHING


def calendar(ctx: Context) -> Calendar:
    """The calendar of a document's language."""
    own = pack_of(ctx)
    return _calendar((own,) if ctx.document.language == "en" else (own, load("en", ())))


_calendar = lru_cache(maxsize=64)(Calendar)


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Neighbouring tokens that can all be parts of a stamp."""
    run: list[Token] = []
    for token in tokens:
        gap = text[run[-1].end : token.start] if run else ""
        if run and (not token.kinds or not _GAP.fullmatch(gap)):
            yield run
            run = []
        if token.kinds:
            run.append(token)
    if run:
        yield run


def _stamp(run: list[Token]) -> Stamp | None:
    run = _trimmed(run)
    kinds = set().union(*(token.kinds for token in run))
    full = bool(
        "date" in kinds
        or ("month" in kinds and "day" in kinds and kinds & {"year", "time"})
        or {"weekday", "time"} <= kinds
    )
    relative = "ago" in kinds and "unit" in kinds
    labelled = "label" in kinds
    dated = full or relative or (labelled and (_clocked(kinds) or {"month", "day"} <= kinds))
    if not dated or not run:
        return None
    return Stamp(run[0].start, run[-1].end, labelled)


def _clocked(kinds: set[str]) -> bool:
    return "time" in kinds or {"day", "clock"} <= kinds


def _trimmed(run: list[Token]) -> list[Token]:
    """`run` without link words at its ends."""
    first, last = 0, len(run)
    while first < last and run[first].kinds <= LOOSE and not _begins(run, first):
        first += 1
    while last > first and run[last - 1].kinds <= LOOSE:
        last -= 1
    return run[first:last]


def _begins(run: list[Token], index: int) -> bool:
    """True when a vague word ("an", "a few") opens a relative time ("an hour ago")."""
    return "vague" in run[index].kinds and any(
        "unit" in token.kinds for token in run[index + 1 : index + 3]
    )
