"""Findings that give way to others at the same place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import engine
from newslint.document import Document
from newslint.finding import Finding
from newslint.rule import Context, Rule
from newslint.settings import Settings
from newslint.spans import Spans

TEXT = "The council voted on Tuesday to build a second bridge."


class Word(Rule):
    """A rule of the tests: reports some words."""

    def __init__(self, code: str, family: str, words: str, gives_way: Iterable[str] = ()) -> None:
        self.code, self.name, self.family = code, code.lower(), family  # type: ignore[misc]
        self.gives_way = frozenset(gives_way)  # type: ignore[misc]
        self.words = words

    def check(self, ctx: Context) -> Iterable[Finding]:
        start = ctx.document.text.index(self.words)
        yield self.finding(start, start + len(self.words), "Found.")


def codes(*rules: Rule) -> list[str]:
    """The codes that are found, whatever the order of the rules."""
    found = {
        tuple(each.code for each in engine.check(Document(TEXT), order, Settings()))
        for order in permutations(rules)
    }
    assert len(found) == 1
    return list(found.pop())


STRONG = Word("AAA001", "garble", "on Tuesday")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("voted on", ["AAA001"]),
        ("Tuesday to", ["AAA001"]),
        ("Tue", ["AAA001"]),
        ("council voted on Tuesday to build", ["AAA001"]),
        ("voted ", ["BBB001", "AAA001"]),
        (" to build", ["AAA001", "BBB001"]),
    ],
)
def test_a_finding_gives_way_where_it_touches_another(words: str, expected: list[str]) -> None:
    assert codes(STRONG, Word("BBB001", "grammar", words, ["garble"])) == expected


def test_a_finding_gives_way_to_the_families_that_its_rule_names_and_no_others() -> None:
    assert len(codes(STRONG, Word("BBB001", "grammar", "Tuesday", ["title", "markup"]))) == 2


def test_a_finding_gives_way_to_single_rules_too() -> None:
    assert codes(STRONG, Word("BBB001", "grammar", "Tuesday", ["AAA001"])) == ["AAA001"]
    assert len(codes(STRONG, Word("BBB001", "grammar", "Tuesday", ["AAA002"]))) == 2


def test_findings_of_one_family_give_way_to_other_rules_of_it_alone() -> None:
    weak = Word("BBB001", "garble", "Tuesday", ["garble"])
    assert codes(weak) == ["BBB001"]
    assert codes(STRONG, weak) == ["AAA001"]


def test_what_has_given_way_makes_nothing_else_give_way() -> None:
    """The middle one goes for the first; the last one touches the middle one alone."""
    middle = Word("BBB001", "garble", "Tuesday to build", ["garble"])
    last = Word("CCC001", "grammar", "build", ["garble", "title"])
    assert codes(STRONG, middle, last) == ["AAA001", "CCC001"]
    assert codes(middle, last) == ["BBB001"]


SPAN = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: tuple(sorted(pair)))


@given(st.lists(SPAN), SPAN)
def test_spans_touch_what_shares_a_character_with_one_of_them(
    spans: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    inside = {place for start, end in spans for place in range(start, end)}
    expected = not inside.isdisjoint(range(*span))
    full = [(start, end) for start, end in spans if start < end]
    if span[0] < span[1]:
        assert Spans(full).touch(*span) == expected
