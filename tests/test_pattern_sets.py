"""Pattern sets: what is left out for a text can match nowhere in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import Document
from newslint.errors import PackError
from newslint.rules import pack
from newslint.rules.packfile import FOLDER, shipped
from newslint.rules.patternset import Pattern, PatternSet, plain

ROOT = Path(__file__).parents[1]
KNOWN = [
    (pattern, needs)
    for name in sorted(path.stem for path in FOLDER.glob("*.toml"))
    for _, pattern, needs in shipped(name)["patterns"]
    if needs
]
ARTICLES = sorted(ROOT.glob("corpus/articles/*.jsonl"))


def numbers(patterns: PatternSet, line: str) -> list[int]:
    return [number for number, _ in patterns.found(line)]


def test_most_patterns_are_known_to_need_something() -> None:
    assert len(KNOWN) > 0.8 * sum(
        len(shipped(path.stem)["patterns"]) for path in FOLDER.glob("*.toml")
    )


@given(st.data())
def test_what_a_shipped_pattern_matches_holds_what_it_needs(data: st.DataObject) -> None:
    pattern, needs = data.draw(st.sampled_from(KNOWN))
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    changed = data.draw(st.sampled_from([str, str.upper, str.lower, str.title]))(text)
    options = re2.Options()
    options.case_sensitive = False
    if re2.compile(pattern, options).search(plain(changed)):
        assert Pattern(pattern, needs).possible(plain(changed).casefold())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_patterns_of_the_first_texts_find_what_all_find(path: Path) -> None:
    total = 0
    for line in path.read_text(encoding="utf-8").splitlines()[-4:]:
        record = json.loads(line)
        blocks = Document(record["text"]).blocks
        pack.load.cache_clear()
        loaded = pack.load(record["lang"])
        found = []
        for _ in range(6):  # the last two by all patterns
            loaded.expect("\n".join(block.text for block in blocks))
            found.append([loaded.hits(block) for block in blocks])
        assert all(hits == found[-1] for hits in found)
        total += sum(map(len, found[-1]))
    assert total


def test_the_first_texts_build_what_their_words_call_for_and_later_ones_all() -> None:
    patterns = PatternSet(
        [Pattern("pass it", [["pass"]]), Pattern("hand \\S+ on", [["hand "], [" on"]])]
    )
    patterns.expect("Please PASS it\nHand it over")
    assert numbers(patterns, "pass it") == [0]
    assert numbers(patterns, "hand it on") == []  # was announced without it
    patterns.expect("Hand\u00a0it on")
    assert numbers(patterns, "Hand\u00a0it on") == [1]
    assert numbers(patterns, "pass it") == [0]  # still: another thread may be at it
    other = PatternSet(list(patterns))
    for _ in range(5):
        other.expect("")
    assert numbers(other, "pass it") == [0]


def test_patterns_find_in_a_text_that_nobody_announced() -> None:
    assert numbers(PatternSet([Pattern("pass it", [["pass"]])]), "Pass it") == [0]
    assert numbers(PatternSet([]), "Pass it") == []


def test_patterns_that_are_too_large_all_together_are_refused(tmp_path: Path) -> None:
    large = [f"{number}" + "[a-z][0-9]" * 500 for number in range(500)]
    own = tmp_path / "own.toml"
    own.write_text(f'[[residue]]\nkind = "share"\npatterns = {json.dumps(large)}\n')
    with pytest.raises(PackError, match=r"own\.toml: patterns: too large for RE2 all together"):
        pack.load("xx", (str(own),))
