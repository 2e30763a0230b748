"""Encoding, markup and whitespace rules together, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety
from newslint.rules import encoding, markup, whitespace
from newslint.settings import Settings
from tests.strategies import damaged_texts

RULES = [rule() for family in (encoding, markup, whitespace) for rule in family.RULES]
LANGUAGES = st.sampled_from(["en", "fr", "hi", "ja"])


@given(damaged_texts(), LANGUAGES)
def test_findings_and_edits_lie_inside_the_text(text: str, language: str) -> None:
    for found in engine.check(Document(text, language=language), RULES, Settings()):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.start < found.end or found.end == len(text)
        for edit in found.fix.edits if found.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)


@settings(deadline=None)
@given(damaged_texts(), LANGUAGES, st.sampled_from([Safety.SAFE, Safety.UNSAFE]))
def test_cleaning_twice_is_cleaning_once(text: str, language: str, level: Safety) -> None:
    once = engine.fix(Document(text, language=language), RULES, Settings(), level).text
    again = engine.fix(Document(once, language=language), RULES, Settings(), level).text
    assert again == once


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
