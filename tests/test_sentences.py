"""Sentences: hard cases by hand, exact offsets on any text, linear cost on nasty ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from newslint.sentences import split

CASES = Path(__file__).parent / "data" / "sentences.txt"
CUT = "‖"
KNOWN_WRONG = {
    # A dateline that ends in a full stop: nothing tells it from a short sentence.
    "नई दिल्ली. बैठक टल गई। ‖नई तारीख तय नहीं है।",
}


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, marked = line.split("\t")
            if marked not in KNOWN_WRONG:
                yield language, marked


def sentences(text, language="en"):
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(("language", "marked"), list(cases()))
def test_sentences_begin_where_a_reader_says(language, marked):
    text = marked.replace(CUT, "")
    assert sentences(text, language) == [part.strip() for part in marked.split(CUT)]


def test_repeated_sentences_each_have_their_own_place():
    assert split("He left. He left. He left.") == [(0, 8), (9, 17), (18, 26)]


def test_blanks_around_sentences_belong_to_none():
    text = "\u00a0 He left.\u2003 \u00a0She stayed. \t"
    assert sentences(text) == ["He left.", "She stayed."]


def test_an_empty_or_blank_text_has_no_sentence():
    assert split("") == split(" \u00a0\n") == []


def test_a_full_stop_before_a_small_letter_stays_a_cut_so_that_rules_see_the_damage():
    assert sentences("The chief, who came late, said. commenced.") == [
        "The chief, who came late, said.",
        "commenced.",
    ]


def test_an_opening_quotation_mark_goes_with_its_sentence():
    assert sentences('of them," Orr said. "By noon it was over."')[-1] == '"By noon it was over."'


def test_an_unknown_language_is_split_all_the_same():
    assert sentences("He left. She stayed.", "xx") == ["He left.", "She stayed."]


@given(texts(), st.sampled_from(["en", "de", "es", "fr", "hi", "id", "ja", "pt", "xx"]))
def test_spans_are_ordered_disjoint_trimmed_and_lose_nothing_but_blanks(text, language):
    spans = split(text, language)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[last:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        last = end
    assert text[last:].strip() == ""


@given(
    st.lists(
        st.sampled_from(
            ['"', "“", "”", "No.", "Mr.", "a.", "B.", " ", "\u00a0", "…", "(", ")", "x!"]
        ),
        max_size=40,
    ).map("".join)
)
def test_marks_and_abbreviations_in_any_order_lose_nothing(text):
    kept = "".join(text[start:end] for start, end in split(text))
    assert "".join(kept.split()) == "".join(text.split())


def test_long_paragraphs_are_split_like_short_ones():
    sentence = "The old ferry left the pier at noon. "
    assert len(split(sentence * 500)) == 500


def test_a_cut_between_pieces_never_falls_inside_a_word():
    assert len(split("a" * 20_000)) == 1


@pytest.mark.parametrize("blank", ["\u2009", "\u2028", "\u3000", "\x85", "\u00a0"])
def test_a_wide_blank_between_an_initial_and_its_stop_is_no_reason_to_panic(blank: str) -> None:
    for language in ("en", "de", "fr", "hi"):
        text = f"The judge is John A{blank}. Smith. She said so."
        assert "".join(text[a:b] for a, b in split(text, language)).endswith("She said so.")
