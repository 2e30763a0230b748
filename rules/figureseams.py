"""Blanks that are missing beside figures: “Oct.4”, “June 4,1935”, “45years”, “2019.The”."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.finding import Safety
from newslint.patterns import lazy
from newslint.rule import Context
from newslint.rules.pack import pack_of
from newslint.rules.seams import LOWER, UPPER, Seam, Vocabulary

_MONTH = lazy(
    r"^\(?(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=(?:\d\d?|\d{4})(?:[,;:)]|\.?$))"
)
_DAY = lazy(r"(?<=\s)\d\d?,(?=(?:1[5-9]|20)\d\d(?!\d|[,.]\d))")
"""The day of a date, and the year that stands too near: “4,1935”."""
_AFTER_FIGURE = lazy(
    rf"^[\"“‘'(\[]?(?:[\d.,:/–-]*\d\d|[\d:]*[ap]\.m)\.(?=([{UPPER}][{LOWER}]+)(?:['’]\w+)?\W*$)"
)
"""A figure or a time that ends a sentence, and the first word of the next; nothing else."""
_COUNTED = lazy(
    r"^\(?(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?=(?:years|months|weeks|days|hours|minutes"
    r"|people|persons|percent|million|billion|trillion|crores?|lakhs?|miles|(?:kilo)?met(?:re|er)s)"
    r"(?![\w’'-]|\.\w))"
)
"""A number before what it counts."""


def figure_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams beside a number or a date: “Oct.4”, “45years”, “2019.The”, “p.m.The”."""
    if chunk[:2].lstrip("(")[:1].isdigit() and (counted := _COUNTED.match(chunk)):
        yield Seam(counted.end(), Safety.SAFE, "what is counted follows its number")
    if "." not in chunk[1:-1]:
        return
    if month := _MONTH.match(chunk):
        yield Seam(month.end(), Safety.SAFE, "a day follows its month")
    if (figure := _AFTER_FIGURE.match(chunk)) and words.is_common(figure[1].casefold()):
        yield Seam(figure.end(), Safety.SAFE, "a sentence ends and the next one follows")


def days_of_dates(ctx: Context) -> Iterator[tuple[int, int, int]]:
    """(start, end, where the blank belongs) of days with a year too near: “June 4,1935”."""
    text = ctx.document.text
    months = pack_of(ctx).words("months")
    for match in _DAY.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].split()[-1:]
        if before and before[0].rstrip(".").casefold() in months:
            yield match.start(), match.end() + 4, match.end()
