"""The words of a text, found by splitting: the same that a regular expression finds."""

from __future__ import annotations

import re
from unicodedata import normalize

from hypothesis import example, given
from hypothesis import strategies as st
from strategies import articles, texts

from newslint.document import Document
from newslint.wording import MARKS, Wording, fold

_WORD = re.compile(rf"[^\W_](?:[\w{MARKS}'’.-]*[\w{MARKS}])?")
_TERM = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_LETTERS = st.text("aEß_éİ'’.-…“ \u00a0\n\u0301\u093fक9²\u3099か日")
ANY_TEXT = st.one_of(texts(), articles(), _LETTERS)


@given(ANY_TEXT, st.integers(0, 60), st.integers(0, 60))
@example("_a_' .b- '\u0301c' -_- d_ - -- '- e", 0, 60)
@example("a-b c-d", 2, 3)
@example("ab- - '", 2, 3)
@example("અમદાવાદ \u0abe", 0, 60)
def test_splitting_finds_the_words_that_a_pattern_finds(text: str, start: int, size: int) -> None:
    end = min(start + size, len(text))
    words = _WORD.findall(text[start:end])
    assert Wording(text).words(start, end) == words
    assert Wording(text).count(start, end) == len(words)


@given(ANY_TEXT, st.integers(0, 60), st.integers(0, 60))
@example("Straße_a É\u0301", 0, 60)
def test_splitting_finds_the_terms_that_a_pattern_finds(text: str, start: int, size: int) -> None:
    end = min(start + size, len(text))
    terms = [normalize("NFC", word.casefold()) for word in _TERM.findall(text[start:end])]
    assert Wording(text).terms(start, end) == terms
    assert Wording(text).folded(start, end) == fold(text[start:end])


@given(ANY_TEXT)
def test_blocks_read_their_words_from_the_document(text: str) -> None:
    for block in Document(text).blocks:
        assert block.words == _WORD.findall(block.text)
        assert block.folded == fold(block.text)
