"""Where a document comes from and of what day it is, as far as it and its findings tell.

Both are for counting, and the source for what the configuration says of it; never for judging. An
unknown one is None, and is not guessed.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newslint.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.report import DocumentReport

TIMESTAMP = "timestamp"
"""The rule whose findings say when a text was published."""

_MONTHS = tuple(
    tuple(beginnings.split())
    for beginnings in (
        "jan jän ene gen sty oca ian leden ledn янв січ ιαν जन يناير جانفي ژانویه",
        "feb fev fév lut şub únor фев лют φεβ फर फ़र فبراير فيفري شباط فوریه",
        "mar mär mrz mrt maa břez мар берез μάρ μαρ मार्च مارس آذار",
        "apr abr avr kwi nis duben dubn апр квіт απρ अप्रै أبريل ابريل إبريل أفريل نيسان آوریل",
        "may mai mei mag maj květ май мая трав μάι μαΐ μαϊ मई مايو ماي أيار مه",
        "jun juin giu cze haz iun červ июн черв ιούν ιουν जून يونيو جوان حزيران ژوئن",
        "jul juil lug lip tem iul červenc červene июл лип ιούλ ιουλ जुल"
        " يوليو جويلية تموز ژوئیه جولای",
        "aug ago aoû agu agt ags sie ağu srpen srpn авг серп αύγ αυγ अग"
        " أغسطس اغسطس آب أوت غشت اوت آگوست",
        "sep set wrz eyl zář сен верес σεπ सित سبتمبر أيلول شتنبر سپتامبر",
        "oct okt out ott paź eki říj окт жовт οκτ अक् أكتوبر اكتوبر اکتبر",
        "nov nop lis kas noi ноя листоп νοέ νοε नव نوفمبر نونبر نوامبر",
        "dec dez dic déc des gru ara prosin дек груд δεκ दिस ديسمبر دجنبر دسامبر",
    )
)
"""How the months' names begin in the languages that have a pack, January first.

In the languages of `NUMBERED` they are numbers.
"""
NUMBERED = ("ja", "ko", "vi", "zh")

_YEAR_FIRST = lazy(r"(?<!\d)((?:19|20)\d\d)[-./年년]\s?(\d{1,2})[-./月월]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = lazy(r"(?<![\d.])(\d{1,2})([-./])(\d{1,2})\2((?:19|20)?\d\d)(?![\d])")
_WORD = r"([^\s\d.,/|()-]{2,20})"
_DAY_MONTH = lazy(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]{{0,2}}(?:(?:de|of)\s)?{_WORD}"
    r"[.,-]{0,2}\s?(?:(?:de|del|of)\s)?((?:19|20)\d\d)(?!\d)"
)
_MONTH_DAY = lazy(rf"{_WORD}\.?\s?(\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s{{0,2}}((?:19|20)\d\d)(?![\d])")


class Sources:
    """The sources of many documents, each by the name that it was first met with.

    Names that differ only in what makes no difference for profiles are of one source.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def of(self, document: Document) -> str | None:
        """What the source of a document is called; None where it is unknown."""
        name = source_of(document)
        return None if name is None else self._names.setdefault(key_of(name), name)


def key_of(name: str) -> str:
    """A source's name as others are compared with it: capitals and a leading "www." aside.

    >>> key_of("WWW.Example.com")
    'example.com'
    """
    return name.strip().casefold().removeprefix("www.")


def source_of(document: Document) -> str | None:
    """The outlet or feed of a document: what it says itself, or else the name of its folder.

    The folder is the one in the document's id, which is the path below the configuration file's
    folder, so that it does not depend on where newslint is called. None for standard input and
    for a file that lies in no folder of its own.

    >>> from newslint.document import Document
    >>> source_of(Document("", id="feeds/harbour-post/1.txt", path="feeds/harbour-post/1.txt"))
    'harbour-post'
    """
    if document.source or document.path is None:
        return document.source or None
    # The id of a record is no path.
    file = document.id if document.record is None else document.path
    return PurePosixPath(file).parent.name or None


def day_of(report: DocumentReport) -> date | None:
    """The day of the first timestamp that a document's findings name, ignored ones included.

    None where the rule `timestamp` found nothing or did not run, and where a stamp has no day of
    a year ("2 hours ago") or one that can be read in two ways ("03/04/2021" in English).
    """
    text, language = report.document.text, report.document.language
    stamps = [each for each in (*report.findings, *report.ignored) if each.name == TIMESTAMP]
    for stamp in sorted(stamps, key=lambda each: each.order):
        day = parse_day(text[stamp.start : stamp.end], language)
        if day is not None:
            return day
    return None


def parse_day(text: str, language: str = "en") -> date | None:
    """The first day of a year that a stamp names; None when there is none for certain.

    A date of three numbers is read with the month first in English alone, and there only where
    it cannot be a day.

    >>> parse_day("Updated: May 3, 2021, 08:40 PM"), parse_day("03/04/2021")
    (datetime.date(2021, 5, 3), None)
    """
    for year, month, day in _readings(text.casefold(), language):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _readings(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Every (year, month, day) that a stamp may mean, in the order of the patterns."""
    for match in _YEAR_FIRST.finditer(text):
        yield int(match[1]), int(match[2]), int(match[3])
    for match in _YEAR_LAST.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        if language != "en" or match[2] == "." or first > 12 or first == second:
            yield year, second, first
        elif second > 12:
            yield year, first, second
    for match in _DAY_MONTH.finditer(text):
        yield int(match[3]), _month(match[2]), int(match[1])
    for match in _MONTH_DAY.finditer(text):
        yield int(match[3]), _month(match[1]), int(match[2])


def _month(word: str) -> int:
    """The number of the month that a folded word names; 0 when it names none."""
    for number in range(12, 0, -1):  # "červenec" is July, and begins as June does
        if word.startswith(_MONTHS[number - 1]):
            return number
    return 0
