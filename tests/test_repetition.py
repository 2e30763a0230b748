"""Repeated paragraphs and sentences, and what repeats on purpose."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from properties import demand_places, demand_rest
from strategies import articles, texts

from newslint import engine
from newslint.document import Document
from newslint.finding import Finding, Safety
from newslint.rules import title
from newslint.rules.likeness import FEW, first_alike
from newslint.rules.repetition import RULES
from newslint.settings import Settings
from newslint.wording import fold

TITLE = "Mill bakery closes its doors after ninety years"
LEAD = "The bakery at the old mill will close at the end of June, its owner said on Friday."
BODY = "Nobody wants to take over the ovens, and the lease of the house runs out in autumn."
TAIL = "The mill stays open to visitors and will sell coffee on Sundays from May to October."


def _page(*lines: str) -> str:
    return "\n\n".join(lines)


def _findings(text: str) -> list[Finding]:
    return list(engine.check(Document(text), [rule() for rule in RULES], Settings()))


def _spans(text: str) -> list[tuple[str, str]]:
    return [(found.code, text[found.start : found.end]) for found in _findings(text)]


@pytest.mark.parametrize("lines", [(LEAD, LEAD, BODY), (BODY, LEAD, LEAD.upper(), TAIL)])
def test_a_paragraph_straight_under_the_same_one_is_deleted_safely(lines: tuple[str, ...]) -> None:
    text = _page(TITLE, *lines)
    (found,) = _findings(text)
    assert found.code == "REP001" and found.fix and found.fix.safety is Safety.SAFE
    cleaned = engine.fix(Document(text), [rule() for rule in RULES], Settings()).text
    assert cleaned.count(LEAD) == 1 and len(cleaned) < len(text)


CREDITED = (
    "Ana Roth stands at the oven of the bakery in Millbrook, where her grandmother baked her first "
    "bread in the year of the flood, on the last day of the summer. (Photo: Bo Lindt)"
)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((LEAD, BODY, LEAD), "it comes back later"),
        ((LEAD, BODY, TAIL, LEAD.upper()), "it comes back at the end"),
        ((BODY, LEAD, LEAD), "a box at the end of the page"),
        ((BODY, "By Ana Roth", LEAD, LEAD, TAIL), "a box about the author"),
        ((LEAD, LEAD, "Gallery: the mill", BODY), "the caption of a picture above a gallery"),
        ((BODY, CREDITED, CREDITED, TAIL), "a caption with its credit"),
    ],
)
def test_a_repeated_paragraph_is_found_elsewhere_but_not_deleted_safely(
    lines: tuple[str, ...], why: str
) -> None:
    text = _page(TITLE, *lines)
    (found,) = _findings(text)
    assert found.code == "REP001" and found.fix and found.fix.safety is Safety.UNSAFE, why


def test_interleaved_repetitions_are_all_found_and_none_is_deleted_safely() -> None:
    text = _page(TITLE, LEAD, BODY, TAIL, LEAD, BODY, TAIL)
    assert _spans(text) == [("REP001", LEAD), ("REP001", BODY), ("REP001", TAIL)]
    rules = [rule() for rule in RULES]
    assert engine.fix(Document(text), rules, Settings()).text == text
    cleaned = engine.fix(Document(text), rules, Settings(), Safety.UNSAFE).text
    assert cleaned == _page(TITLE, LEAD, BODY, TAIL) + "\n"


def test_captions_that_are_all_printed_twice_are_not_deleted_safely() -> None:
    fixes = [found.fix for found in _findings(_page(TITLE, BODY, LEAD, LEAD, TAIL, TAIL, BODY))]
    assert len(fixes) == 3
    assert all(fix and fix.safety is Safety.UNSAFE for fix in fixes)


@pytest.mark.parametrize(
    "line",
    [
        "Q: What will you do when the bakery at the mill is closed?",
        "- two cups of flour, one cup of water and a spoon of salt",
        "Rovers 2 Wanderers 1, Albion 0 United 0, Town 3 City 3, Vale 4 Hill 2",
        "1. The oven must be clean before the first loaf goes in.",
        "Bread and salt, bread and salt.",
    ],
)
def test_lines_that_repeat_by_their_nature_are_left_alone(line: str) -> None:
    assert _spans(_page(TITLE, LEAD, line, BODY, line, TAIL)) == []


def test_a_quotation_that_comes_back_is_not_deleted_safely() -> None:
    quote = "“We shall bake bread in this house until the last stone of the mill has fallen.”"
    (found,) = _findings(_page(TITLE, LEAD, quote, BODY, quote, TAIL))
    assert found.fix and found.fix.safety is Safety.UNSAFE


def test_a_short_refrain_is_not_deleted_safely() -> None:
    line = "And the wheel of the old mill went round and round."
    fixes = [found.fix for found in _findings(_page(TITLE, line, LEAD, line, BODY, line, TAIL))]
    assert fixes and all(fix and fix.safety is Safety.UNSAFE for fix in fixes)


@pytest.mark.parametrize("mark", ["…", "...", "… [+812 chars]", " [+812 chars]", "... [812 chars]"])
def test_a_cut_copy_is_found_and_its_deletion_is_unsafe(mark: str) -> None:
    cut = LEAD[:50] + mark
    (found,) = _findings(_page(TITLE, LEAD, BODY, cut))
    assert found.code == "REP002" and found.fix and found.fix.safety is Safety.UNSAFE


def test_a_cut_copy_whose_apostrophes_were_lost_is_found() -> None:
    whole = (
        "The mill’s oldest baker’s daughter’s son told the town’s council that the ovens are cold."
    )
    cut = "The mills oldest bakers daughters son told the towns council that the ov… [+99 chars]"
    assert _spans(_page(TITLE, whole, cut)) == [("REP002", cut)]


@pytest.mark.parametrize(
    ("earlier", "later", "safety"),
    [
        (LEAD[:70] + "…", LEAD[:50] + "… [+2616 chars]", Safety.SAFE),
        (LEAD[:70] + "... [+40 chars]", LEAD[:70] + "... [+2616 chars]", Safety.SAFE),
        # That something is missing would be told no more.
        (LEAD, LEAD[:50] + "… [+2616 chars]", Safety.UNSAFE),
        # Nobody says what cut it.
        (LEAD[:70] + "…", LEAD[:50] + "…", Safety.UNSAFE),
        # A letter of its own, or words.
        (LEAD[:70] + "…", LEAD[:20] + "x" + LEAD[20:65] + "… [+9 chars]", Safety.UNSAFE),
        (LEAD[:50] + "…", LEAD[:55] + "… [+2616 chars]", Safety.UNSAFE),
    ],
)
def test_what_a_feed_cut_twice_is_deleted_safely_where_it_is_shorter(
    earlier: str, later: str, safety: Safety
) -> None:
    found = _findings(_page(TITLE, earlier, "By Ana Roth", later))
    assert [(one.code, one.start, one.fix and one.fix.safety) for one in found] == [
        ("REP002", _page(TITLE, earlier, "By Ana Roth", later).rindex(later), safety)
    ]


def test_a_near_copy_is_flagged_and_never_deleted() -> None:
    near = LEAD.replace("on Friday", "late on Friday")
    text = _page(TITLE, LEAD, BODY, near)
    (found,) = _findings(text)
    assert found.code == "REP002" and found.fix and found.fix.safety is Safety.SUGGEST
    cleaned = engine.fix(Document(text), [rule() for rule in RULES], Settings(), Safety.UNSAFE)
    assert cleaned.text == text


def test_the_deck_taken_up_behind_a_dateline_is_found() -> None:
    text = _page(TITLE, LEAD.rstrip("."), f"MILLBROOK (Harbour Press) {LEAD} {BODY}")
    assert [code for code, _ in _spans(text)] == ["REP003"]


def test_a_sentence_repeated_in_another_paragraph_is_spanned_alone() -> None:
    assert _spans(_page(TITLE, LEAD, f"{BODY} {LEAD} {TAIL}")) == [("REP003", LEAD)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Police in Millbrook arrested Ana Roth, 34, on Monday for the theft of a bicycle.",
            "Police in Millbrook arrested Bo Lindt, 29, on Monday for the theft of a bicycle.",
        ),
        (
            "The river rose by 12 centimetres on Monday and flooded the lower streets.",
            "The river rose by 21 centimetres on Monday and flooded the lower streets.",
        ),
    ],
)
def test_sentences_of_one_form_with_their_own_names_or_numbers_are_two_reports(
    one: str, two: str
) -> None:
    assert _spans(_page(TITLE, LEAD, one, BODY, two)) == []


def test_a_line_is_reported_as_title_or_as_repetition_never_as_both() -> None:
    text = _page(TITLE, TITLE, LEAD, BODY, TITLE, LEAD)
    rules = [rule() for rule in (*title.RULES, *RULES)]
    places = [(found.start, found.end) for found in engine.check(Document(text), rules, Settings())]
    assert len(places) == len(set(places)) == 3


def test_two_ways_of_looking_for_near_copies_agree_on_clear_cases() -> None:
    dice = random.Random(7)
    words = ["".join(dice.choices("abcdefghij", k=6)) for _ in range(500)]
    lines = [" ".join(dice.choices(words, k=14)) for _ in range(2 * FEW)]
    for index in range(0, FEW, 10):
        lines.append(lines[index].rpartition(" ")[0] + " changed")
    expected = {2 * FEW + step: 10 * step for step in range(FEW // 10)}
    assert first_alike(lines, 85) == expected
    few = lines[:50] + lines[2 * FEW : 2 * FEW + 5]
    assert first_alike(few, 85) == {50 + step: 10 * step for step in range(5)}


def test_an_exact_copy_goes_before_a_more_recent_near_copy() -> None:
    folded = [fold(LEAD), fold(LEAD + " Today"), fold(LEAD)]
    assert first_alike(folded, 85) == {1: 0, 2: 0}


@given(articles() | texts())
def test_offsets_lie_in_the_text_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    rules = [rule() for rule in (*title.RULES, *RULES)]
    demand_places(Document(text), rules)
    demand_rest(Document(text), rules)
