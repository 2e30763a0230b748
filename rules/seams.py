"""Seams: places where a blank is missing; and what is known of the words beside them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from newslint.cached import cached_property
from newslint.finding import Safety
from newslint.patterns import lazy
from newslint.rule import Context
from newslint.rules.pack import pack_of

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŤŪŮŰŲŹŻŽА-ЯЁІЇЄҐΑ-ΩΆΈ-Ώ"
LOWER = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšťūůűųźżžа-яёіїєґα-ωά-ώΐΰ"
"""Capital and small letters, for a class of a regular expression."""
PIECE = lazy(r"[^\W_]+")
"""A run of letters and digits."""
OPENING, CLOSING = "\"“”'‘([", "\"”’')].,;:!?…"
"""Marks around a word that want no blank."""
_COMMA = lazy(r",(?=(\s)|[^\W\d_])")
_STARTERS_TEXT = """
the this that these those he she they we with from while after his her their our according police
however meanwhile
"""
_STARTERS = frozenset(_STARTERS_TEXT.split())
_TOUCHING = ("ja", "ko", "zh")


class Seam(NamedTuple):
    """A place where a blank is missing."""

    at: int
    """Where in its run without blanks the blank belongs, in code points."""
    safety: Safety
    """How far the fix can be trusted that puts it there."""
    reason: str
    """Why, as the end of a sentence: "a word follows the comma"."""


class Vocabulary:
    """What is known of the words of a document and of its language."""

    def __init__(self, ctx: Context) -> None:
        pack = pack_of(ctx)
        self._text = ctx.document.text
        self._starters = (_STARTERS, pack.words("months"), pack.words("weekdays"))
        self._function = pack.words("function")
        self.syllables = ctx.document.language == "vi"
        """Whether the words are syllables, with letters that `UPPER` and `LOWER` do not have."""
        self.touching = ctx.document.language in _TOUCHING
        """Whether no blank need stand before a bracket in the language."""

    def starts(self, word: str) -> bool:
        """True for a word, case folded, that begins a sentence or a date."""
        return any(word in known for known in self._starters)

    def is_common(self, word: str) -> bool:
        """True for such a word, and for a function word."""
        return word in self._function or self.starts(word)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each run of letters and digits stands in the document."""
        return Counter(PIECE.findall(self._text))

    @cached_property
    def spaced(self) -> bool:
        """True where a blank follows most commas."""
        commas = [bool(blank) for blank in _COMMA.findall(self._text)]
        return sum(commas) * 2 > len(commas)
