"""What holds for every rule of punctuation, garble and truncation, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import punctuated_texts

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety
from newslint.rules import garble, punctuation, truncation
from newslint.settings import Settings

RULES = tuple(rule() for rule in (*punctuation.RULES, *garble.RULES, *truncation.RULES))
LANGUAGES = st.sampled_from(["en", "de", "es", "fr", "hi", "id", "pt", "ko"])


@given(punctuated_texts(), LANGUAGES)
def test_findings_and_edits_lie_inside_the_text(text: str, language: str) -> None:
    for found in engine.check(Document(text, language=language), RULES, Settings()):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        for edit in found.fix.edits if found.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)
            assert text[edit.start : edit.end] != edit.text


@pytest.mark.parametrize("level", [Safety.SAFE, Safety.UNSAFE])
@given(text=punctuated_texts(), language=LANGUAGES)
def test_cleaning_twice_is_cleaning_once(level: Safety, text: str, language: str) -> None:
    document = Document(text, language=language)
    once = engine.fix(document, RULES, Settings(), level)
    assert engine.fix(document.with_text(once.text), RULES, Settings(), level).text == once.text


@given(punctuated_texts())
def test_a_safe_fix_loses_no_word_but_a_doubled_one(text: str) -> None:
    cleaned = engine.fix(Document(text), RULES, Settings()).text
    doubled = {found.code for found in engine.check(Document(text), RULES, Settings())} & {"GAR003"}
    if not doubled:
        assert _letters(cleaned) == _letters(text)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
