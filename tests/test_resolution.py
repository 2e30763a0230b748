"""Which fixes go together, and what rounds of them make of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import Document
from newslint.errors import UnstableError
from newslint.finding import Edit, Finding, Fix, Safety, Severity
from newslint.resolution import MAX_ROUNDS, apply, choose, clean, invert

SAFE, UNSAFE = Safety.SAFE, Safety.UNSAFE
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def found(
    code: str, *edits: tuple[int, int, str], safety: Safety = SAFE, fingerprint: str = ""
) -> Finding:
    """A finding at the place of its first edit, with a fix of all of them."""
    made = tuple(Edit(*edit) for edit in edits)
    start, end = made[0].start, made[0].end
    fix = Fix(safety, "Mend it", made)
    finding = Finding(code, code.lower(), "garble", Severity.WARNING, start, end, "No.", fix=fix)
    return finding._replace(fingerprint=fingerprint)


def chosen(*findings: Finding, level: Safety = SAFE, text: str = LETTERS) -> tuple[list[str], str]:
    """The codes of the fixes that are taken, whatever their order, and what becomes of a text."""
    results = []
    for order in (findings, findings[::-1]):
        taken, edits = choose(Document(text), order, level)
        results.append(([each.code for each in taken], apply(text, edits)))
    assert results[0] == results[1]
    return results[0]


# which fix wins


def test_a_fix_below_the_level_is_not_made() -> None:
    both = found("A", (0, 1, "")), found("B", (5, 6, ""), safety=UNSAFE)
    assert chosen(*both) == (["A"], LETTERS[1:])
    assert chosen(*both, level=UNSAFE) == (["A", "B"], "bcdeghijklmnopqrstuvwxyz")


def test_the_safer_fix_wins_though_the_other_covers_more_and_is_earlier() -> None:
    safe, unsafe = found("B", (4, 6, "!")), found("A", (2, 9, "?"), safety=UNSAFE)
    assert chosen(safe, unsafe, level=UNSAFE) == (["B"], "abcd!ghijklmnopqrstuvwxyz")


def test_of_equally_safe_ones_that_wins_which_covers_more() -> None:
    less, more = found("A", (2, 4, "!")), found("B", (3, 6, "?"))
    assert chosen(less, more) == (["B"], "abc?ghijklmnopqrstuvwxyz")


def test_what_a_fix_covers_is_counted_over_all_its_edits() -> None:
    one, two = found("A", (3, 6, "!")), found("B", (4, 6, "?"), (8, 10, "?"))
    assert chosen(one, two) == (["B"], "abcd?gh?klmnopqrstuvwxyz")


def test_then_the_earlier_one_then_the_code_decides() -> None:
    early, late = found("B", (2, 5, "!")), found("A", (4, 7, "?"))
    assert chosen(early, late)[0] == ["B"]
    assert chosen(found("B", (2, 5, "!")), found("A", (2, 5, "?"))) == (["A"], "ab?" + LETTERS[5:])


def test_a_fix_is_made_as_a_whole_or_not_at_all() -> None:
    large, pair = found("A", (0, 9, "!")), found("B", (8, 10, "?"), (20, 22, "?"))
    assert chosen(large, pair) == (["A"], "!" + LETTERS[9:])


def test_deletions_that_meet_are_united() -> None:
    three = found("A", (2, 5, "")), found("B", (4, 8, "")), found("C", (8, 10, ""))
    taken, edits = choose(Document(LETTERS), three, SAFE)
    assert ([each.code for each in taken], edits) == (["A", "B", "C"], (Edit(2, 10, ""),))
    chosen(*three)
    # One that bridges two.
    assert chosen(*three[::2], found("D", (5, 8, "")))[0] == ["A", "D", "C"]


def test_what_only_touches_is_in_nobodys_way() -> None:
    both = found("A", (2, 5, "!")), found("B", (5, 8, "?"))
    assert chosen(*both) == (["A", "B"], "ab!?ijklmnopqrstuvwxyz")
    assert chosen(found("A", (2, 5, "")), found("B", (5, 8, "?")))[1] == "ab?" + LETTERS[8:]


@pytest.mark.parametrize("other", [(4, 4, "2"), (4, 6, ""), (4, 6, "2")])
def test_nothing_else_begins_where_something_is_put_in(other: tuple[int, int, str]) -> None:
    codes, _ = chosen(found("A", (4, 4, "1")), found("B", other))
    assert len(codes) == 1


def test_something_may_be_put_in_where_a_deletion_ends() -> None:
    assert chosen(found("A", (2, 4, "")), found("B", (4, 4, "!"))) == (
        ["A", "B"],
        "ab!" + LETTERS[4:],
    )


EDITS = st.builds(
    lambda places, text: (*sorted(places), text),
    st.tuples(st.integers(0, 26), st.integers(0, 26)),
    st.sampled_from(("", "!")),
).filter(lambda edit: edit[0] < edit[1] or edit[2])


@given(st.lists(st.tuples(EDITS, st.sampled_from((SAFE, UNSAFE))), max_size=9))
def test_edits_are_sorted_disjoint_and_begin_at_places_of_their_own(
    fixes: list[tuple[tuple[int, int, str], Safety]],
) -> None:
    findings = [found(f"T{n}", edit, safety=safety) for n, (edit, safety) in enumerate(fixes)]
    taken, edits = choose(Document(LETTERS), findings, UNSAFE)
    assert all(before.end <= after.start for before, after in pairwise(edits))
    assert len({edit.start for edit in edits}) == len(edits)
    for finding in findings:
        assert finding.fix is not None
        (edit,) = finding.fix.edits
        near = [each for each in edits if each.start <= edit.end and edit.start <= each.end]
        if finding in taken:
            assert edit in near or any(
                not each.text and each.start <= edit.start and edit.end <= each.end
                for each in near
                if not edit.text
            )
        else:
            assert near
    assert apply(apply(LETTERS, edits), invert(LETTERS, edits)) == LETTERS


# blank lines


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("One.\n\nx\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\nx\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\n\nx\nTwo.\n", "One.\n\nTwo.\n"),
        ("x\n\nTwo.\n", "Two.\n"),
        ("One.\n\n\nx\n", "One.\n"),
        ("One.\n\nax\n\nTwo.\n", "One.\n\na\nTwo.\n"),
    ],
)
def test_of_the_blank_lines_around_lines_that_go_one_goes_too(text: str, after: str) -> None:
    start = text.index("x")
    _, edits = choose(Document(text), [found("A", (start, start + 2, ""))], SAFE)
    assert apply(text, edits) == after


# rounds


def script(*rounds: Iterable[Finding]) -> Callable[[Document], Iterable[Finding]]:
    """A check that finds something else each time it is asked, and in the end nothing."""
    left = iter(rounds)
    return lambda document: next(left, ())


def test_what_lost_has_its_turn_in_the_next_round() -> None:
    def check(document: Document) -> Iterable[Finding]:
        for code, word in (("A", "bc"), ("B", "ad")):
            at = document.text.find(word)
            if at >= 0:
                yield found(code, (at, at + 2, ""))

    cleaned = clean(Document("abcde"), check)
    assert cleaned.text == "e"
    assert [[each.code for each in some] for some in cleaned.by_round] == [["A"], ["B"]]


def test_a_text_that_never_settles_stays_as_it_is() -> None:
    def check(document: Document) -> Iterable[Finding]:
        yield found("A", (0, 1, "b" if document.text == "a" else "a"))

    with pytest.raises(UnstableError, match=rf"x: .* after {MAX_ROUNDS} rounds \(A\)"):
        clean(Document("a", id="x"), check)


def ignored_names(before: Finding, edits: Finding, after: Finding) -> list[str]:
    """The names by which the second round asks whether a finding is settled."""
    names = []

    def ignored(document: Document, finding: Finding) -> bool:
        if document.text != LETTERS:
            names.append(finding.fingerprint)
        return finding.code == "X"

    def check(document: Document) -> Iterable[Finding]:
        return (before, edits) if document.text == LETTERS else (after,)

    clean(Document(LETTERS), check, ignored=ignored)
    return names


@pytest.mark.parametrize(
    ("before", "edit", "after", "name"),
    [
        ((10, 12), (2, 5, ""), (7, 9), "first"),  # moved by what went before it
        ((10, 12), (2, 5, "long!"), (12, 14), "first"),
        ((10, 12), (15, 18, ""), (10, 12), "first"),
        ((10, 12), (7, 10, ""), (7, 9), "first"),  # what went ended where it begins
        ((10, 14), (11, 12, ""), (10, 13), "second"),  # it was changed itself
        ((10, 14), (11, 12, "!"), (10, 14), "second"),
        ((10, 14), (8, 11, ""), (8, 11), "second"),
        ((10, 12), (2, 5, ""), (10, 12), "second"),  # another, where it was
    ],
)
def test_a_finding_keeps_its_name_where_only_its_place_has_changed(
    before: tuple[int, int], edit: tuple[int, int, str], after: tuple[int, int], name: str
) -> None:
    first = found("X", (*before, "?"), fingerprint="first")
    second = found("X", (*after, "?"), fingerprint="second")
    assert ignored_names(first, found("A", edit), second) == [name]


def test_a_language_that_was_detected_is_detected_again_in_the_end() -> None:
    german = "Der Rat stimmte am Dienstag für den Bau einer zweiten Brücke über den Fluss.\n"
    english = "The council of the town voted on Tuesday for a second bridge over the river.\n" * 4
    seen = []

    def check(document: Document) -> Iterable[Finding]:
        seen.append(document.language)
        if english in document.text:
            yield found("A", (0, len(english), ""))

    assert clean(Document(english + german, language="en", detected=True), check).text == german
    assert seen == ["en", "en", "de"]
    seen.clear()
    clean(Document(english + german, language="en"), check)
    assert seen == ["en", "en"]
