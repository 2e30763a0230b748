"""Where a document comes from and of what day it is: known, or honestly unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from newslint import engine
from newslint.document import Document
from newslint.provenance import NUMBERED, _month, day_of, parse_day, source_of
from newslint.registry import selected
from newslint.report import DocumentReport
from newslint.rules.pack import languages, load
from newslint.settings import Settings


def checked(text: str, language: str = "en") -> DocumentReport:
    document = Document(text, language=language)
    rules = selected(Settings(select=("timestamp",)))
    return DocumentReport("-", document, engine.check(document, rules, Settings()))


@pytest.mark.parametrize(
    ("document", "source"),
    [
        (Document("", id="feeds/harbour/1.txt", path="feeds/harbour/1.txt"), "harbour"),
        (Document("", id="feeds/harbour/1.txt", path="1.txt"), "harbour"),
        (Document("", id="/data/harbour/1.txt", path="/data/harbour/1.txt"), "harbour"),
        (Document("", id="a/b.txt", path="a/b.txt", source="Harbour Post"), "Harbour Post"),
        (Document("", id="1.txt", path="1.txt"), None),
        (Document("", id="https://a.example/1"), None),  # a record's name is no path
        (Document(""), None),
    ],
)
def test_the_source_is_what_the_document_says_or_its_folder(
    document: Document, source: str | None
) -> None:
    assert source_of(document) == source


@pytest.mark.parametrize(
    ("stamp", "language", "day"),
    [
        ("Updated: May 3, 2021, 08:40 PM", "en", date(2021, 5, 3)),
        ("Posted: 2:30 PM, May 3rd 2021", "en", date(2021, 5, 3)),
        ("Sept. 30, 2020", "en", date(2020, 9, 30)),
        ("03-May-2021", "en", date(2021, 5, 3)),
        ("2021-05-03T10:00:00Z", "en", date(2021, 5, 3)),
        ("13/11/2020", "en", date(2020, 11, 13)),
        ("11/13/2020", "en", date(2020, 11, 13)),
        ("11/11/2020", "en", date(2020, 11, 11)),
        ("12/11/2020 16:15", "en", None),  # November or December
        ("12/11/2020 16:15", "es", date(2020, 11, 12)),
        ("03.04.21 - 12:00", "de", date(2021, 4, 3)),
        ("3. März 2021", "de", date(2021, 3, 3)),
        ("1er août 2021", "fr", date(2021, 8, 1)),
        ("5 de fevereiro de 2020 às 10h", "pt", date(2020, 2, 5)),
        ("Senin, 3 Mei 2021 10:00 WIB", "id", date(2021, 5, 3)),
        ("3 मई 2021", "hi", date(2021, 5, 3)),
        ("2021年5月3日", "zh", date(2021, 5, 3)),
        ("2021년 5월 3일", "ko", date(2021, 5, 3)),
        ("03/05/2021 08:40", "vi", date(2021, 5, 3)),
        ("3 مايو 2021", "ar", date(2021, 5, 3)),
        ("3 ژوئن 2021", "fa", date(2021, 6, 3)),
        ("3 خرداد 1400", "fa", None),
        ("31 February 2021", "en", None),
        ("32/13/2021", "en", None),
        ("May 3", "en", None),
        ("2 hours ago", "en", None),
        ("", "en", None),
    ],
)
def test_a_day_is_read_only_where_it_is_certain(
    stamp: str, language: str, day: date | None
) -> None:
    assert parse_day(stamp, language) == day


SOLAR = frozenset({
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "امرداد", "شهریور", "مهر", "آبان", "آذر", "دی",
    "بهمن", "اسفند",
})  # fmt: skip
"""The months of the Persian year, which are none of ours."""


@pytest.mark.parametrize("language", sorted(set(languages()) - set(NUMBERED)))
def test_every_month_of_every_pack_has_its_number(language: str) -> None:
    names = {word for word in load(language, ()).words("months") if " " not in word}
    months = {word: _month(word) for word in names - SOLAR}
    assert all(months.values()), months
    assert set(months.values()) == set(range(1, 13))


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    for written in (f"{day:%Y-%m-%d}", f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"):
        assert parse_day(written) == day


@given(texts())
def test_no_text_is_too_odd_for_a_day(text: str) -> None:
    assert parse_day(text) is None or isinstance(parse_day(text, "de"), date)


def test_the_day_is_that_of_the_first_stamp_that_has_one() -> None:
    body = "The council voted on Monday to raise the budget for schools in the old town.\n"
    text = f"Budget rises\n\n2 hours ago\n\nMay 3, 2021\n\nUpdated: May 4, 2021\n\n{body}"
    assert day_of(checked(text)) == date(2021, 5, 3)
    assert day_of(checked(f"Budget rises\n\n{body}")) is None


def test_an_ignored_stamp_counts_and_a_date_in_the_text_does_not() -> None:
    report = checked("Budget rises\n\nMay 3, 2021\n\nThe council voted on Monday to raise it.\n")
    assert day_of(report._replace(findings=(), ignored=report.findings)) == date(2021, 5, 3)
    assert day_of(report._replace(findings=())) is None
