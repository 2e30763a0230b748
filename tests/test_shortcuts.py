"""Shortcuts: a cheap question that spares a dear one answers no only where the dear one would."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, texts

from newslint import sentences
from newslint.blocks import Block
from newslint.document import Document, held
from newslint.patterns import _Lazy, cheaper
from newslint.rule import Context
from newslint.rules import authorship, clashes, credits, pairs, punctuation, stamps
from newslint.rules.judgement import _INLINE_KINDS
from newslint.rules.pack import load, pack_of
from newslint.settings import Settings
from newslint.wording import Wording, fold

ANY_TEXT = st.one_of(texts(), articles())
LANGUAGES = ("de", "el", "en", "es", "fr", "hi", "hy", "id", "pt", "ru", "zh")
SETTINGS = Settings(model=False)


def block_of(text: str) -> Block:
    return Block(0, 0, 0, 0, len(text), text, Wording(text))


def spoken(words: str, marks: str = " ,.;:!?'’\"“”()«»-") -> st.SearchStrategy[str]:
    """Texts of certain words with all sorts of marks between them."""
    gap = st.one_of(st.just(" "), st.text(marks, min_size=1, max_size=3))
    piece = st.tuples(st.sampled_from(words.split()), gap).map("".join)
    return st.lists(piece, max_size=12).map("".join)


@given(ANY_TEXT)
def test_every_term_of_a_block_has_its_place(text: str) -> None:
    block = block_of(text)
    assert [fold(text[start:end]) for start, end in block.places] == block.terms
    assert block.folded == " ".join(block.terms) == fold(text)


@given(
    st.one_of(ANY_TEXT, spoken("He left No May arc Dr. 1 al é मैं 日本", " .!?…)(;:“”\"'։।。")),
    st.sampled_from(LANGUAGES),
)
def test_a_text_without_a_mark_is_one_sentence(text: str, language: str) -> None:
    quick = sentences.split(text, language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "_may_end", lambda text: True)
        assert sentences.split(text, language) == quick


@pytest.mark.parametrize(
    ("pattern", "neighbours", "words"),
    [
        (
            clashes._ARTICLES,
            clashes._ARTICLE_PAIRS,
            "the The a an he is was of and their his our your on in for with at by despite be go",
        ),
        (
            clashes._VERBS,
            clashes._VERB_PAIRS,
            "was were been has had also now announce refuse are would could can't won’t didn't does"
            " not worked went said according the officials used what all",
        ),
    ],
)
def test_two_words_that_clash_are_two_terms(
    pattern: re.Pattern[str], neighbours: frozenset[tuple[str, str]], words: str
) -> None:
    @given(spoken(words))
    def check(text: str) -> None:
        terms = block_of(text).terms
        if pattern.search(text):
            assert not neighbours.isdisjoint(pairwise(terms))

    check()


@pytest.mark.parametrize(
    ("pattern", "pieces", "words"),
    [
        (pairs._BACK_TO_BACK, pairs._NEIGHBOURS, '" ” » “ „ « so then'),
        (punctuation._STRAY, punctuation._STRAY_PAIRS, 'word . , ; : ? .. ” " » … ,, end'),
        (authorship._ABOUT, authorship._ABOUT_HINTS, "You you can mail e-mail Follow her on read"),
    ],
)
def test_where_a_pattern_matches_a_piece_stands(
    pattern: re.Pattern[str], pieces: tuple[str, ...], words: str
) -> None:
    @given(spoken(words))
    def check(text: str) -> None:
        if pattern.search(text):
            assert held(Document(text), pieces)

    check()


@given(st.one_of(ANY_TEXT, spoken("A left Right row to l r center Left cent from", " ():")))
def test_a_caption_that_says_who_is_where_names_a_place(text: str) -> None:
    if credits._CAPTION.search(text):
        assert credits._places(text)


@given(
    st.one_of(
        ANY_TEXT,
        spoken("May by a.m p.m 10:30 2024 ISTThe GMT Ann iPhone o’clock x.com @ann é 3rd May12:30"),
    )
)
def test_a_plain_word_is_the_token_that_the_other_patterns_make_of_it(text: str) -> None:
    slow = re.compile(stamps._TOKEN.pattern.partition("|")[2])
    assert stamps._TOKEN.pattern.startswith("[A-Z]?[a-z]+(?!")
    assert [m.span() for m in stamps._TOKEN.finditer(text)] == [
        m.span() for m in slow.finditer(text)
    ]


def edges() -> list[str]:
    """The patterns of all rules that are compiled in another form."""
    modules = [vars(module) for name, module in sys.modules.items() if name.startswith("newslint.")]
    known = {value.pattern for names in modules for value in names.values() if type(value) is _Lazy}
    return sorted(pattern for pattern in known if cheaper(pattern) != pattern)


def test_many_patterns_are_made_cheaper() -> None:
    assert len(edges()) > 20
    assert cheaper("(?<![\\w’'-])(?![x-’y])(?![^’a])") == (
        "(?<![\\w'-])(?<![’])(?![x-’y])(?![^’a])"
    )


@given(
    st.one_of(ANY_TEXT, spoken("the the year years’ worst it’s Harbour City cities a.b x@y-z ")),
    st.data(),
)
def test_a_pattern_made_cheaper_finds_the_same(text: str, data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(edges()))
    found, right = re.finditer(cheaper(pattern), text), re.finditer(pattern, text)
    assert [match.span() for match in found] == [match.span() for match in right]


@given(ANY_TEXT, st.data())
def test_a_part_with_a_call_passes_the_sieve(text: str, data: st.DataObject) -> None:
    pack = load("en")
    phrases = sorted(
        " ".join(words)
        for words, entry in pack._phrases if entry.strong and entry.kind in _INLINE_KINDS
    )  # fmt: skip
    calls = [
        *phrases, "Subscribe to our daily newsletter", "Sign up for alerts", "© 2024 The Courier",
        "All rights reserved.", "[Also Read: Storm closes bridge]", "READ MORE Why it rained",
    ]  # fmt: skip
    part = data.draw(st.sampled_from(calls))
    sieve = pack.sieve(_INLINE_KINDS) or pack.sieve(_INLINE_KINDS)
    assert sieve is not None
    strong = [hit for hit in pack.hits(block_of(part)) if hit.entry.strong]
    if any(hit.entry.kind in _INLINE_KINDS for hit in strong):
        whole = f"{text}\n{part}\n{text}"
        alone = sieve.is_phrase(block_of(part).folded)
        assert alone or sieve.phrase_in(block_of(whole).terms) or sieve.pattern_in(whole)


def test_a_sieve_lets_pass_what_nothing_is_known_of() -> None:
    quiet = "The council voted on Monday to build a bridge over the river."
    sieve = load("en").sieve(_INLINE_KINDS) or load("en").sieve(_INLINE_KINDS)
    assert sieve is not None
    assert not sieve.is_phrase(block_of(quiet).folded)
    assert not sieve.phrase_in(block_of(quiet).terms)
    assert not sieve.pattern_in(quiet)


def test_the_first_document_is_read_like_the_others() -> None:
    text = (
        "The bridge over the Elm is open again after two years of work. Also Read: Storm closes\n"
        "\nThe mayor said that the second one would be built by the end of the year."
    )
    load.cache_clear()
    found = []
    for _ in range(3):
        ctx = Context(Document(text), SETTINGS)
        from newslint.rules.judgement import judge

        found.append([verdict[2:5] for verdict in judge(ctx)])
    assert found[0] == found[1] == found[2]
    assert pack_of(Context(Document(text), SETTINGS))._sieves[_INLINE_KINDS] is not None


@given(
    st.one_of(
        ANY_TEXT,
        spoken(
            "By by Ann Lee Staff Writer Reporter our desk Reuters AP @lee bureau said", " ,|.\n"
        ),
    )
)
def test_what_could_be_no_byline_is_none(text: str) -> None:
    quick = authorship.metadata_marks(Context(Document(text), SETTINGS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authorship._Reader, "_may_sign", lambda self, block: True)
        assert authorship.metadata_marks(Context(Document(text), SETTINGS)) == quick
