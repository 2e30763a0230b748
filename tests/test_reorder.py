"""Other orders of a sentence's words: always the same words, never the same text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.rules.reorder import (
    LONGEST_BLOCK,
    MOST_ORDERS,
    Swap,
    Words,
    better,
    in_turn,
    likeliest,
)

_SAMPLE = "the The board Lindt said on Monday, it’s “we go” (a) e\u0301 😀 12"
WORD = st.sampled_from(_SAMPLE.split())
BLANK = st.sampled_from((" ", "  ", "\u00a0", "\n"))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORD, max_size=14))
    gaps = [draw(BLANK) for _ in words]
    body = "".join(word + gap for word, gap in zip(words, gaps, strict=True)).strip()
    return (
        draw(st.sampled_from(("", "“", '"'))) + body + draw(st.sampled_from((".", "?”", "", '."')))
    )


@st.composite
def cut(draw: st.DrawFn) -> tuple[Words, list[Swap]]:
    words = Words(draw(sentences()), frozenset({"the", "on"}))
    seams = draw(st.lists(st.integers(0, len(words)), max_size=7, unique=True))
    return words, list(combinations(sorted(seams), 3))


def folded(text: str) -> Counter[str]:
    return Counter(word.casefold().strip('“”".,?()') for word in text.split())


@given(cut())
def test_an_order_is_made_of_the_same_words(case: tuple[Words, list[Swap]]) -> None:
    words, swaps = case
    for order in words.orders(swaps):
        assert folded(order.whole) == folded(words.text)
        assert sorted(order.whole.casefold()) == sorted(words.text.casefold())


@given(cut())
def test_every_order_differs_from_the_text_and_from_every_other_one(
    case: tuple[Words, list[Swap]],
) -> None:
    words, swaps = case
    wholes = [order.whole for order in words.orders(swaps)]
    assert words.text not in wholes
    assert len(set(wholes)) == len(wholes)
    assert len(wholes) <= len(swaps)


@given(cut())
def test_an_order_put_in_its_place_gives_the_whole(case: tuple[Words, list[Swap]]) -> None:
    words, swaps = case
    for order in words.orders(swaps):
        assert words.text[: order.start] + order.text + words.text[order.end :] == order.whole


@given(cut())
def test_first_and_final_marks_stay_where_they_are(case: tuple[Words, list[Swap]]) -> None:
    words, swaps = case
    for order in words.orders(swaps):
        start, end = words.spans[0][0], words.spans[-1][1]
        assert order.whole[:start] == words.text[:start]
        assert order.whole[end:] == words.text[end:]


def whole(text: str, first: int, middle: int, last: int) -> list[str]:
    words = Words(text, frozenset({"on", "the"}))
    return [order.whole for order in words.orders([(first, middle, last)])]


def test_two_neighbouring_blocks_change_places() -> None:
    text = "Ferries will the pier until stop sailing is mended."
    assert whole(text, 2, 5, 7) == ["Ferries will stop sailing the pier until is mended."]


def test_a_block_that_moves_to_the_start_takes_the_capital() -> None:
    text = "On Monday the board of the port said so."
    assert whole(text, 0, 2, 7) == ["The board of the port on Monday said so."]


def test_a_name_that_leaves_the_start_keeps_its_capital() -> None:
    assert whole("Lindt said nobody came.", 0, 2, 4) == ["Nobody came Lindt said."]


def test_a_block_that_moves_to_the_end_stands_before_the_final_mark() -> None:
    assert whole("“Nobody said came to us.”", 1, 2, 5) == ["“Nobody came to us said.”"]


def test_blanks_stay_where_they_are() -> None:
    assert whole("We\u00a0all  came and\nwent.", 1, 2, 4) == ["We\u00a0came  and all\nwent."]


@pytest.mark.parametrize(
    ("text", "seams"),
    [
        ("He said “we go” on Monday.", (2, 3, 4)),
        ("The board (of the port) met.", (1, 3, 5)),
        ("In May, it rained.", (0, 2, 4)),
    ],
)
def test_no_order_breaks_a_quotation_a_bracket_or_ends_in_a_comma(
    text: str, seams: tuple[int, int, int]
) -> None:
    assert whole(text, *seams) == []


@pytest.mark.parametrize("swap", [(0, 1, 4), (0, 0, 2), (1, 2, 2), (-1, 1, 2), (2, 1, 3)])
def test_a_swap_outside_the_sentence_or_of_nothing_is_an_error(swap: Swap) -> None:
    with pytest.raises(ValueError, match="of 3 words"):
        Words("It rained again.").orders([swap])


@given(st.lists(st.floats(-9, 9), max_size=40))
def test_swaps_are_of_two_short_blocks_inside_the_sentence(odds: list[float]) -> None:
    swaps = likeliest(odds)
    assert len(set(swaps)) == len(swaps) <= MOST_ORDERS
    for first, middle, last in swaps:
        assert 0 <= first < middle < last < len(odds)
        assert middle - first <= LONGEST_BLOCK >= last - middle


def test_the_three_likeliest_places_are_tried_first() -> None:
    odds = [-9.0] * 30
    odds[4] = odds[11] = odds[13] = 2.0
    odds[29] = 5.0
    assert likeliest(odds)[0] == (4, 11, 13)


def test_a_sentence_of_a_word_or_two_has_hardly_an_order() -> None:
    assert likeliest([]) == likeliest([1.0]) == likeliest([1.0, 1.0]) == []
    assert likeliest([1.0, 1.0, 1.0]) == [(0, 1, 2)]


def counting(wanted: str, calls: list[int]) -> object:
    """A judge that likes one text, and notes how many texts it was given in each call."""

    def judge(texts: Sequence[str]) -> list[float]:
        calls.append(len(texts))
        return [-5.0 if text == wanted else 3.0 for text in texts]

    return judge


WORDS = Words("We the board met of saw today.")
SWAPS = list(combinations(range(7), 3))
WANTED = "We saw the board met of today."


def test_the_best_order_is_found_in_one_call() -> None:
    calls: list[int] = []
    order = better(WORDS, SWAPS, counting(WANTED, calls), below=0.0, margin=2.0)  # type: ignore[arg-type]
    assert order is not None and order.whole == WANTED
    assert calls == [1 + len(WORDS.orders(SWAPS))]


@pytest.mark.parametrize(("below", "margin"), [(-6.0, 2.0), (0.0, 9.0)])
def test_an_order_that_is_not_clearly_better_is_none(below: float, margin: float) -> None:
    judge = counting(WANTED, [])
    assert better(WORDS, SWAPS, judge, below=below, margin=margin) is None  # type: ignore[arg-type]


def test_where_there_is_no_other_order_the_judge_is_not_asked() -> None:
    calls: list[int] = []
    judge = counting(WANTED, calls)
    assert better(WORDS, [], judge, below=0.0, margin=2.0) is None  # type: ignore[arg-type]
    assert calls == []


def test_the_second_judge_reads_the_text_and_what_the_first_one_likes_best() -> None:
    read: list[list[str]] = []

    def longest(texts: Sequence[str]) -> list[float]:
        read.append(list(texts))
        return [-float(len(text)) for text in texts]

    judge = in_turn(lambda texts: [float(text[-1]) for text in texts], longest, 2)
    assert judge(["own 9", "a 3", "long 1", "longest 4", "longer 2"]) == [-5, inf, -6, inf, -8]
    assert read == [["own 9", "long 1", "longer 2"]]
    assert judge(["own 9"]) == [-5]


def test_more_orders_than_usual_begin_with_the_usual_ones() -> None:
    odds = [float(number * 7 % 11) for number in range(12)]
    many = likeliest(odds, 100)
    assert len(many) == 100 and many[:MOST_ORDERS] == likeliest(odds)
