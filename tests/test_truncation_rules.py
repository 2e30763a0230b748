"""Truncation: marks of a cut, the sentence that was cut, and ends that need neither."""

from __future__ import annotations

import pytest

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety, Severity
from newslint.rule import Rule
from newslint.rules.repetition import NearRepeatedParagraph
from newslint.rules.truncation import RULES, CutEnd, CutSentence, TruncationMarker
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


def _fixed(text: str) -> str:
    rules = [*(rule() for rule in RULES), NearRepeatedParagraph()]
    return engine.fix(Document(text), rules, Settings(), Safety.SAFE).text


def test_a_safe_fix_leaves_the_ellipsis_of_what_a_feed_counted() -> None:
    text = f"{STORY}The mayor wants to bui… [+742 chars]"
    assert _fixed(text) == f"{STORY}The mayor wants to bui…"
    assert spans(CutSentence, _fixed(text)) == ["The mayor wants to bui"]


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}The mayor wants to bui [+742 chars]",
        f"{STORY}The mayor wants to build roads, schools and more… [+742 chars]",
        f"{STORY}The mayor wants to bui… [+742 chars] - The Herald",
        f"The mayor wants to bui… [+742 chars]\n\n{STORY}",
        f"It rained. The mayor wants to sel…\n\n{STORY}The mayor wants to bui… [+742 chars]",
        f"{STORY}The mayor wants to bui… [+742 chars]\n\nThe reeve wants to s… [+712 chars]",
        f"{STORY}The mayor wants to bui…",
    ],
)
def test_a_safe_fix_leaves_a_mark_without_which_the_cut_is_not_seen(text: str) -> None:
    assert _fixed(text) == text


def test_what_a_feed_cut_twice_is_still_told_to_be_cut_when_the_copy_is_gone() -> None:
    longer = "The mayor wants to build a bridge across the river to the village of Mil…"
    shorter = "The mayor wants to build a bridge across the river… [+742 chars]"
    fixed = _fixed(f"{longer}\n\nBy Ann Reed\n\n{shorter}")
    assert fixed == f"{longer}\n\nBy Ann Reed\n"
    assert len(spans(CutSentence, fixed)) == 1
    kept = f"{longer}\n\n{STORY}{shorter}"
    assert shorter in _fixed(kept)


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


@pytest.mark.parametrize(
    "mark",
    [
        " [...] Read more",
        " […]Read more",
        " .... Continue",
        "… Subscribe to read the full article",
        "&hellip;",
        "&hellip; Read more",
        " (more)",
        " (MORE)",
        "… (more)",
    ],
)
def test_marks_of_feeds_pages_and_wires_are_all_found(mark: str) -> None:
    text = f"The council met on Friday.\n\nThe mayor said that she could not see{mark}"
    assert spans(TruncationMarker, text) == [mark]
    assert spans(CutSentence, text) == ["The mayor said that she could not see"]


@pytest.mark.parametrize(
    "end",
    [
        "She asked for bread (more bread) for the town.",
        "The council met on Friday (for more).",
        "Bread, cakes and fish (and more)",
        "She wants to continue.",
        "He said: “The plan [...] is dead,” and left. Read more",
    ],
)
def test_brackets_and_calls_alone_are_no_marks_of_a_cut(end: str) -> None:
    assert spans(TruncationMarker, f"The council met on Friday.\n\n{end}") == []


MARKED = "".join(
    f"{sentence}\n\n"
    for sentence in (
        "The council of the town met on Friday in the old hall by the river.",
        "It will vote on the money for the new bridge at the end of May.",
        "The old bridge was closed in March after a flood, the mayor said.",
    )
)


@pytest.mark.parametrize(
    "end",
    [
        "It rained. The mayor said that the mill, which is old, would be sold to pay for the wag",
        "The bridge costs a lot of money each day and would",
        "The owners of the mill, who live in town, have not",
        "The head of the council, Ann Reed, who",
        "Reed told the mayor, who came by boat, that she could not see a way out",
        '"We shall be back on Friday," said the mayor, "and we shall',
        "The council will meet again on Friday to decide whether to",
        "The bridge costs a",
    ],
)
def test_a_cut_end_of_any_length_is_found_where_the_others_end_in_marks(end: str) -> None:
    assert spans(CutEnd, MARKED + end) == [end.removeprefix("It rained. ")]


@pytest.mark.parametrize(
    "end",
    [
        "Bridge closed for a year, mayor says",
        "Who they are and where they will be",
        "Read the report that the council was given, and what it says",
        "The old mill, the river and the bridge in pictures",
        "Ann Reed, Bo Lind and Carl Roth contributed to this report",
        "Photo: the mayor, who came by boat, on the bridge that she opened",
        "Sign up for our newsletter, and get the news of the town by mail",
        "How we got here, and where we go from here, in ten charts",
    ],
)
def test_a_line_under_the_story_that_is_no_sentence_of_it_is_not_cut(end: str) -> None:
    assert spans(CutEnd, MARKED + end) == []


@pytest.mark.parametrize(
    ("end", "cut"),
    [
        ("The bridge is home to gulls, doves and", True),
        ("Drivers were told that they could leave their cars on the", True),
        ("It rained for days. The owners of the mill were", True),
        ("What the bridge costs, and who pays for it", False),
        ("Money: where it comes from", False),
        ("A day to remember for all who were there", False),
        ("The road ahead, and what it will be", False),
        ("The Best Of What There Is And", False),
    ],
)
def test_a_heading_between_paragraphs_is_told_from_a_cut_sentence(end: str, cut: bool) -> None:
    after = "The mayor opened the hall at noon, and the council went in."
    expected = [end.removeprefix("It rained for days. ")] if cut else []
    assert spans(CutEnd, f"{MARKED}{end}\n\n{after}\n\n{MARKED}") == expected


LOCAL = {
    "de": "Der Rat der Stadt traf sich am Freitag in der alten Halle am Fluss und beriet lange.",
    "fr": "Le conseil de la ville s’est réuni vendredi dans la vieille salle au bord du fleuve.",
    "it": "Il consiglio della città si è riunito venerdì nella vecchia sala in riva al fiume.",
    "pl": "Rada miasta zebrała się w piątek w starej sali nad rzeką i długo obradowała o moście.",
    "ru": "Совет города собрался в пятницу в старом зале у реки и долго говорил о новом мосте.",
    "hi": "शहर की परिषद शुक्रवार को नदी के पास पुराने भवन में मिली और पुल पर लंबी बात हुई।",
}


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("de", "Die Stadt hat nun einen Monat Zeit, um"),
        ("de", "Der Pegel soll am Dienstag sinken, sofern die Regenfälle im"),
        ("de", "Der Schaden ist hoch. Nach Angaben der Stadt sinkt der Pegel, sofern die Regenf"),
        ("fr", "La ville a désormais un mois pour"),
        ("it", "Il comune ha ora un mese per"),
        ("pl", "Gmina ma teraz miesiąc, aby"),
        ("ru", "У района теперь есть месяц, чтобы"),
        ("hi", "परिषद के पास अब एक महीना है ताकि"),
    ],
)
def test_cut_ends_in_other_languages(language: str, end: str) -> None:
    text = f"{LOCAL[language]}\n\n" * 4 + end
    assert [span[-12:] for span in spans(CutEnd, text, language)] == [end[-12:]]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("de", "Läuferin scheidet bei Marathon in der Stadt aus"),
        ("de", "Ministerin sagt der Stadt dreihundert Millionen Euro Hilfe für die Brücke zu"),
        ("de", "Geben Sie Ihren Kommentar hier ein"),
        ("fr", "Le pont de la ville, vu du fleuve"),
        ("ru", "Мост, который построили за год"),
    ],
)
def test_headings_of_other_languages_may_end_in_small_words(language: str, heading: str) -> None:
    text = f"{LOCAL[language]}\n\n" * 4
    assert spans(CutEnd, f"{text}{heading}\n\n{text}", language) == []


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


@pytest.mark.parametrize("end", ["Ferry fares to rise in May", "The boat was built by Will"])
def test_a_name_at_the_end_of_a_line_is_no_verb(end: str) -> None:
    text = STORY + "It rained all day, and no boat left the harbour.\n\n"
    assert spans(CutEnd, f"{text}{end}\n") == []
    before, _, name = end.rpartition(" ")
    assert spans(CutEnd, f"{text}{before} {name.lower()}\n")
