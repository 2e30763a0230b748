"""Encoding, markup and whitespace rules together, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import demand_places, demand_rest
from strategies import damaged_texts

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety
from newslint.rules import encoding, markup, whitespace
from newslint.settings import Settings

RULES = [rule() for family in (encoding, markup, whitespace) for rule in family.RULES]
LANGUAGES = st.sampled_from(["en", "fr", "hi", "ja"])


@given(damaged_texts(), LANGUAGES)
def test_findings_and_edits_lie_inside_the_text(text: str, language: str) -> None:
    demand_places(Document(text, language=language), RULES)


@given(damaged_texts(), LANGUAGES)
def test_cleaning_twice_is_cleaning_once(text: str, language: str) -> None:
    demand_rest(Document(text, language=language), RULES)


@given(st.text(st.sampled_from("aB .,\t\n\r\u00a0("), max_size=60))
def test_whitespace_fixes_change_nothing_but_blanks(text: str) -> None:
    rules = [rule() for rule in whitespace.RULES]
    cleaned = engine.fix(Document(text), rules, Settings(), Safety.UNSAFE).text
    assert "".join(cleaned.split()) == "".join(text.split())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_clean_article_is_left_alone_whatever_its_line_ends(end: str) -> None:
    paragraphs = [
        "Council Votes to Keep the Ferry",
        "“We heard you,” the mayor told some 300 people on Monday; they cheered (loudly).",
        "The vote, 5-4, came after a 3-hour debate. Ms. O’Neill’s motion costs £1.5 million.",
        "It’s over: no more talks. “Why not?” asked Dr. Li [the deputy].",
        "See www.example.com or write to ferry@example.com.",
    ]
    for gap in (end, end * 2):
        text = gap.join(paragraphs) + end
        assert engine.check(Document(text), RULES, Settings()) == ()
