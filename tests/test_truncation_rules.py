"""Truncation: marks of a cut, the sentence that was cut, and ends that need neither."""

from __future__ import annotations

import pytest

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety, Severity
from newslint.rule import Rule
from newslint.rules.truncation import CutEnd, CutSentence, TruncationMarker
from newslint.settings import Settings

STORY = "The council met on Friday in the old hall.\n\nIt will vote on the bridge in May.\n\n"


def spans(rule: type[Rule], text: str, language: str = "en") -> list[str]:
    found = engine.check(Document(text, language=language), [rule()], Settings())
    return [text[finding.start : finding.end] for finding in found]


@pytest.mark.parametrize(
    "mark",
    ["… [+742 chars]", "... [+1 chars]", " … [+13211 chars]", "... [5397 chars]", "…", "...", "…."],
)
def test_a_mark_at_the_end_is_reported_without_the_sentence(mark: str) -> None:
    text = f"{STORY}It rained. The mayor wants to bui{mark}"
    marks = spans(TruncationMarker, text)
    assert len(marks) == 1
    assert mark.endswith(marks[0])
    assert spans(CutSentence, text) == ["The mayor wants to bui"]


def test_the_cut_itself_is_an_error_and_has_no_fix() -> None:
    document = Document("It rained. The mayor wants to bui… [+742 chars]")
    (found,) = engine.check(document, [CutSentence()], Settings())
    assert found.severity is Severity.ERROR
    assert found.fix is None


def test_a_safe_fix_leaves_every_mark_of_a_cut_where_it_is() -> None:
    text = f"{STORY}The mayor wants to bui… [+742 chars]"
    rules = [TruncationMarker(), CutSentence(), CutEnd()]
    assert engine.fix(Document(text), rules, Settings(), Safety.SAFE).text == text


def test_where_a_feed_cut_twice_both_marks_are_found() -> None:
    text = "It rained. The mayor wants to bui…\nAnn Reed is mayor. She was born in t… [+9 chars]"
    assert spans(TruncationMarker, text) == ["…", "… [+9 chars]"]
    assert spans(CutSentence, text) == ["The mayor wants to bui", "She was born in t"]


def test_headlines_cut_with_two_stops_are_marked_when_there_are_several() -> None:
    heads = "Two roads closed after the long stor ..\nMayor praises all who came to he .."
    assert spans(TruncationMarker, heads) == [" ..", " .."]
    assert spans(CutSentence, heads) == []


def test_a_mark_before_read_more_takes_the_call_along() -> None:
    text = "The mayor spoke about the bridge and the… Continue reading »\n\nIt rained all day."
    assert spans(TruncationMarker, text) == ["… Continue reading »"]


@pytest.mark.parametrize(
    "text",
    [
        "“I thought...” she said.\n\nThen she went home to her family in the hills.",
        "“The plan […] is dead,” he said on the day of the vote in the old hall.",
        "Rides, cakes, songs and much more…\n\nThe fair opens on Friday at noon.",
        "Wait for it...\n\nThe jury chose a film from Peru, and nobody was surprised.",
        "To be continued...",
        "...",
        "The end of the story is known (see below...)\n\nIt rained all day in town.",
    ],
)
def test_ends_that_trail_off_on_purpose_are_left_alone(text: str) -> None:
    assert spans(TruncationMarker, text) == []


@pytest.mark.parametrize(
    "end",
    [
        "It rained. The mayor told the council about the money for the",
        "It rained. The mayor told the council about the money, the bridge,",
        "It rained. The mayor told the council about the money that the town had lent to the "
        "owners of the mill, and nobody asked how it would ever come back",
    ],
)
def test_a_last_paragraph_that_stops_short_is_reported(end: str) -> None:
    assert spans(CutEnd, STORY + end) == [end.removeprefix("It rained. ")]


@pytest.mark.parametrize(
    "end",
    [
        "Ann Reed is a reporter. Follow her at http://a.example/ann-reed-of-the-town-news",
        "More About The Council And The Mayor Of The Town By The River",
        "Picture: the mayor with the council in front of the bridge",
        "– Ann Reed, editor of the Town News and author of books",
        "The writer is a reporter of the Town News in the hills.",
        "The mayor told all about the money. ALSO READ: Bridge closed for a year in the town",
    ],
)
def test_last_lines_that_need_no_mark_are_left_alone(end: str) -> None:
    assert spans(CutEnd, STORY + end) == []


def test_a_paragraph_that_goes_on_in_the_next_one_is_not_cut() -> None:
    start = f"{STORY}It rained again. The mayor told the whole council about the\n\n"
    assert spans(CutEnd, f"{start}money for the bridge.\n\n{STORY}") == []
    assert spans(CutEnd, f"{start}Money went to those who came first.\n\n{STORY}") == [
        "The mayor told the whole council about the"
    ]


def test_texts_whose_paragraphs_have_no_final_marks_are_not_cut() -> None:
    line = "The mayor told the council about the money that the town had lent to the owners"
    assert spans(CutEnd, "\n\n".join([line] * 5)) == []


def test_an_empty_text_was_not_cut() -> None:
    for rule in (TruncationMarker, CutSentence, CutEnd):
        assert spans(rule, "") == []
        assert spans(rule, "\n\n") == []


@pytest.mark.parametrize("notice", ["", "\n\nShare this story", "\n\n© 2021 The Town News."])
def test_a_single_sentence_under_the_story_that_ends_open_is_cut(notice: str) -> None:
    story = (
        "The mayor opened the bridge on Friday, and people came from all over the hills.\n\n" * 2
    )
    end = "In the hall behind the bridge, where the old maps of the town hang,"
    assert spans(CutEnd, story + end + notice) == [end]
    assert spans(CutEnd, f"{story}{end}\n\nher deputy spoke of the flood.{notice}") == []


def test_a_call_to_read_on_is_a_stub_only_under_a_cut() -> None:
    story = "The mayor opened the bridge on Friday.\n\n"
    assert spans(TruncationMarker, f"{story}She spoke of the flood.\n\nRead more") == []
    assert spans(TruncationMarker, f"{story}She spoke of the...\n\nRead more") == [
        "...",
        "Read more",
    ]
    assert spans(TruncationMarker, f"{story}Comments (…)\n\nSign in") == []
