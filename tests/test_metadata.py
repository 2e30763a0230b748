"""Bylines and timestamps: found where pages print them, and nowhere in prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, texts

from newslint import engine
from newslint.document import Document
from newslint.finding import Severity
from newslint.rule import Context
from newslint.rules.metadata import RULES, metadata_lines
from newslint.settings import Settings

TITLE = "Council backs new bridge over the river"
LEAD = "The council voted on Monday to build a second bridge over the river, at last."
BODY = "Residents had asked for it since the flood, which cut the town in two for a week."


def _page(*lines: str) -> str:
    return "\n".join(lines)


def _marks(text: str, language: str = "en") -> list[tuple[str, str]]:
    document = Document(text, language=language)
    found = engine.check(document, [rule() for rule in RULES], Settings())
    assert all(one.severity is Severity.INFO and one.fix is None for one in found)
    return [(one.name, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    "line",
    [
        "By Maria Tillman",
        "by: Maria Tillman",
        "BY MARIA TILLMAN AND BO LINDT",
        "By Maria Tillman, Staff Writer",
        "By Maria Tillman | The River Post",
        "Maria Tillman, Staff Writer",
        "RP Correspondent",
        "Our Special Correspondent",
        "Written by Maria Tillman and Bo Lindt",
        "Maria Tillman @mtillman",
        "mtillman@riverpost.example",
        "Author: Maria Tillman",
    ],
)
def test_a_byline_under_the_title_is_found_as_a_whole_line(line: str) -> None:
    assert _marks(_page(TITLE, line, LEAD, BODY)) == [("byline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Maria Tillman; Editing by Bo Lindt)",
        "Originally posted on River Post.",
        "With inputs from PTI",
        "The Associated Press created this story using technology provided by a partner.",
        "You can email Maria Tillman at mtillman@riverpost.example.",
        "Maria Tillman is a reporter at the River Post. She writes about bridges.",
    ],
)
def test_credits_and_notes_on_the_author_are_found_after_the_text(line: str) -> None:
    assert _marks(_page(TITLE, LEAD, BODY, line)) == [("byline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Published 7:40 p.m. ET March 17, 2020",
        "Updated: Sep 24, 2022, 08:40 PM IST",
        "Updated: 9.45pm",
        "Posted on 03/27/2024 8:39:16 AM PDT",
        "Published 29th Oct 2023, 12:47 GMT",
        "Posted: Nov 8, 2023 / 11:50 AM EST",
        "14/03/2020 16h15",
        "2024-03-27T08:39:16Z",
        "2024-03-27",
        "Wed 29th April 2020 | 03:32 PM",
        "September 13, 2023",
        "5 minutes ago",
        "an hour ago",
        "Last updated on December 30, 2025",
    ],
)
def test_a_stamp_under_the_title_is_found_as_a_whole_line(line: str) -> None:
    assert _marks(_page(TITLE, line, LEAD, BODY)) == [("timestamp", line)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "27 de agosto de 2019"),
        ("es", "Actualizado: 27 agosto 2019, 10:30"),
        ("es", "hace 5 minutos"),
        ("pt", "14 de março de 2020 às 16h15"),
        ("fr", "Publié le 14 mars 2020 à 16h15"),
        ("fr", "il y a 3 heures"),
        ("de", "14. März 2020, 16:15 Uhr"),
        ("de", "vor 2 Stunden"),
        ("hi", "27 अगस्त 2019"),
        ("id", "Selasa, 20 Januari 2026 18:30 WIB"),
        ("id", "5 menit yang lalu"),
        ("ja", "2024年3月27日 8:39"),
        ("ko", "2024년 3월 27일"),
    ],
)
def test_stamps_are_read_in_the_language_of_the_document(language: str, line: str) -> None:
    text = _page("A title of a few words stands here", line, LEAD, BODY)
    assert _marks(text, language) == [("timestamp", line)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "Por Ana Pérez"),
        ("pt", "Por Ana Pereira"),
        ("fr", "Par Anne Moreau"),
        ("de", "Von Anna Becker"),
    ],
)
def test_bylines_are_read_in_the_language_of_the_document(language: str, line: str) -> None:
    assert _marks(_page(TITLE, line, LEAD, BODY), language) == [("byline", line)]


@pytest.mark.parametrize(
    ("line", "name", "stamp"),
    [
        ("By Maria Tillman Apr. 28, 2023 1:15 pm", "By Maria Tillman", "Apr. 28, 2023 1:15 pm"),
        (
            "Maria Tillman, The River Post Published 7:40 p.m. ET March 17, 2020",
            "Maria Tillman, The River Post",
            "Published 7:40 p.m. ET March 17, 2020",
        ),
        ("River | The Rising PostMarch 27, 2024", "River | The Rising Post", "March 27, 2024"),
    ],
)
def test_a_line_of_name_and_date_is_parted(line: str, name: str, stamp: str) -> None:
    text = _page(TITLE, line, LEAD, BODY)
    assert _marks(text) == [("byline", name), ("timestamp", stamp)]


def test_a_name_between_by_and_a_date_is_part_of_the_byline() -> None:
    text = _page(TITLE, "By", "Maria Tillman", "-", "September 13, 2023", LEAD, BODY)
    assert metadata_lines(Context(Document(text), Settings())) == {
        1: "byline",
        2: "byline",
        3: "byline",
        4: "timestamp",
    }


def test_stamp_and_byline_glued_to_the_first_paragraph_are_spanned_alone() -> None:
    text = _page(TITLE, f"Updated: Sep 24, 2022, 08:40 PM IST{LEAD}", BODY)
    assert _marks(text) == [("timestamp", "Updated: Sep 24, 2022, 08:40 PM IST")]
    text = _page(TITLE, f"By Maria Tillman {LEAD}", BODY)
    assert _marks(text) == [("byline", "By Maria Tillman")]
    assert metadata_lines(Context(Document(text), Settings())) == {}


def test_an_agency_tag_is_spanned_at_the_end_of_the_text() -> None:
    assert _marks(_page(TITLE, LEAD, f"{BODY} (PTI)")) == [("byline", "(PTI)")]
    assert _marks(_page(TITLE, LEAD, f"{BODY} (RSPB)")) == []


@pytest.mark.parametrize(
    "line",
    [
        "By the time the vote was over, most of the members had left the hall.",
        "By Monday, Maria Tillman and Bo Lindt had changed their minds about the bridge.",
        "Posted profits of the bridge company rose to 5 million crowns in March 2020.",
        "Published on March 3, 2020, the report warned of a flood within five years.",
        "BERLIN: The council of the town voted on Monday to build a second bridge.",
        "MOSCOW (Reuters) - The council of the town voted on Monday to build a bridge.",
        "Washington, Oct 2 (IANS) The council voted on Monday to build a second bridge.",
        "“By Maria Tillman” stood above the story, and everyone in the town had read it.",
        "The bridge was opened on September 13, 2023, at 5:30 pm, in the rain.",
        "The reporter, the editor and the columnist sat in the first row of the hall.",
        "She told the council to email questions to the mayor before the vote.",
        "The flood of March 17, 2020",
        "By the Numbers",
        "Written by Maria Tillman in 1987, the book tells the story of the old bridge.",
    ],
)
def test_prose_and_headings_are_left_alone(line: str) -> None:
    assert _marks(_page(TITLE, LEAD, line, BODY)) == []


def test_dates_as_headings_of_a_chronicle_are_left_alone() -> None:
    pairs = [(f"March {day}, 2020", BODY) for day in (3, 5, 8, 13)]
    text = _page(TITLE, LEAD, *(line for pair in pairs for line in pair))
    assert _marks(text) == []


def test_dates_in_the_cells_of_a_table_are_left_alone() -> None:
    rows = [(f"2020-09-{day:02}", "$2,800", "Bo L.") for day in range(1, 9)]
    text = _page(TITLE, LEAD, BODY, "Date", "Amount", *(cell for row in rows for cell in row))
    assert [name for name, _ in _marks(text)] == []


@pytest.mark.parametrize("title", ["By Election Night the Mood Had Changed", "Editor Shot in Port"])
def test_a_headline_is_no_byline(title: str) -> None:
    assert _marks(_page(title, LEAD, BODY)) == []


@given(articles() | texts(), st.sampled_from(["en", "es", "hi", "de", "xx"]))
def test_offsets_lie_in_the_text_and_whole_lines_are_lines(text: str, language: str) -> None:
    document = Document(text, language=language)
    for found in engine.check(document, [rule() for rule in RULES], Settings()):
        assert 0 <= found.start < found.end <= len(text)
    lines = metadata_lines(Context(document, Settings()))
    assert set(lines) <= set(range(len(document.lines)))
    assert set(lines.values()) <= {"byline", "timestamp"}
