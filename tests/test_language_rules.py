"""What holds for every rule of punctuation, garble and truncation, whatever the text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from properties import demand_places, demand_rest
from strategies import punctuated_texts

from newslint import engine
from newslint.document import Document
from newslint.rules import garble, punctuation, truncation
from newslint.settings import Settings

RULES = tuple(rule() for rule in (*punctuation.RULES, *garble.RULES, *truncation.RULES))
LANGUAGES = st.sampled_from(["en", "de", "es", "fr", "hi", "id", "pt", "ko"])


@given(punctuated_texts(), LANGUAGES)
def test_findings_and_edits_lie_inside_the_text(text: str, language: str) -> None:
    document = Document(text, language=language)
    demand_places(document, RULES)
    for found in engine.check(document, RULES, Settings()):
        assert text[found.start : found.end].strip()


@given(punctuated_texts(), LANGUAGES)
def test_cleaning_twice_is_cleaning_once(text: str, language: str) -> None:
    demand_rest(Document(text, language=language), RULES)


@given(punctuated_texts())
def test_a_safe_fix_loses_no_word_but_a_doubled_one(text: str) -> None:
    cleaned = engine.fix(Document(text), RULES, Settings()).text
    doubled = {found.code for found in engine.check(Document(text), RULES, Settings())} & {"GAR003"}
    if not doubled:
        assert _letters(cleaned) == _letters(text)


def _letters(text: str) -> str:
    """The letters and figures of a text but for the counts that feeds leave."""
    return "".join(char for char in re.sub(r"\[\+\d+ chars\]", "", text) if char.isalnum())
