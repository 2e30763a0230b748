"""What cleaning changed, told on the original: nothing is lost on the way through the rounds."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from strategies import damaged_texts, punctuated_texts

import newslint
from newslint.changes import Changes, Piece
from newslint.document import Document
from newslint.finding import Edit, Finding, Fix, Safety, Severity
from newslint.resolution import Cleaned, apply, invert


def fixed(*edits: tuple[int, int, str]) -> Finding:
    """A finding whose fix makes these edits, at the place of the first."""
    made = tuple(Edit(*edit) for edit in edits)
    start, end = made[0].start, made[0].end
    fix = Fix(Safety.SAFE, "Mend it", made)
    return Finding("TST001", "test", "garble", Severity.WARNING, start, end, "No.", fix=fix)


def cleaned(text: str, *rounds: list[Finding]) -> Cleaned:
    """A text after rounds of findings whose fixes are applied as they are."""
    current, edits = text, []
    for findings in rounds:
        edits.append(
            tuple(sorted(edit for each in findings if each.fix for edit in each.fix.edits))
        )
        current = apply(current, edits[-1])
    applied = tuple(each for findings in rounds for each in findings)
    return Cleaned(
        Document(text), current, applied, tuple(edits), (), (), tuple(map(tuple, rounds))
    )


def check_pieces(of: Cleaned) -> Changes:
    """The changes of a cleaning, which must give both texts and leave nothing out."""
    changes, original = Changes(of), of.document.text
    old = [piece for piece in changes.pieces if piece.start < piece.end]
    assert "".join(original[piece.start : piece.end] for piece in old) == original
    assert all(before.end == after.start for before, after in pairwise(old))
    assert "".join(piece.text for piece in changes.pieces) == of.text
    for piece in changes.pieces:
        assert piece.start < piece.end or piece.text
        assert not piece.kept or piece.text == original[piece.start : piece.end]
        assert not piece.kept or not piece.reasons
    assert len(changes.applied) == len(of.applied)
    for finding in changes.applied:
        assert 0 <= finding.start <= finding.end <= len(original)
    return changes


@st.composite
def cleanings(draw: st.DrawFn) -> Cleaned:
    """Up to four rounds of disjoint edits, each of them in a fix alone or with its neighbours."""
    text = current = draw(st.text("abc \n", max_size=30))
    rounds = []
    for _ in range(draw(st.integers(0, 4))):
        places = sorted(draw(st.lists(st.integers(0, len(current)), max_size=8, unique=True)))
        findings = []
        for start, end in zip(places[::2], places[1::2], strict=False):
            new = draw(st.sampled_from(("", "x", "yz\n")))
            findings.append(
                fixed((start, draw(st.sampled_from((start, end))) if new else end, new))
            )
        rounds.append(findings)
        current = apply(current, [edit for each in findings if each.fix for edit in each.fix.edits])
    return cleaned(text, *rounds)


@given(cleanings())
def test_the_pieces_are_both_texts(of: Cleaned) -> None:
    changes = check_pieces(of)
    for piece in changes.pieces:
        assert piece.kept or piece.reasons


@given(damaged_texts() | punctuated_texts())
def test_so_they_are_after_real_rules(text: str) -> None:
    of = newslint.clean(text, unsafe=True)
    changes = check_pieces(of)
    for piece in changes.pieces:
        assert piece.kept or piece.reasons, "a change without a reason"
    for finding in of.remaining:
        start, end = changes.original(finding.start, finding.end)
        assert 0 <= start <= end <= len(text)


def test_places_of_later_rounds_are_those_of_the_original() -> None:
    text = "one two three four"
    of = cleaned(text, [fixed((0, 4, ""))], [fixed((4, 9, "3"))], [fixed((0, 3, ""), (6, 10, ""))])
    changes = check_pieces(of)
    spans = [text[each.start : each.end] for each in changes.applied]
    assert spans == ["one ", "three", "two"]
    assert [piece for piece in changes.pieces if not piece.kept] == [
        Piece(0, 4, "", (0,)),
        Piece(4, 7, "", (2,)),
        Piece(8, 13, "", (1,)),
        Piece(13, 13, "3", (1,)),
        Piece(14, 18, "", (2,)),
    ]


def test_what_was_put_in_and_taken_out_again_leaves_no_trace() -> None:
    of = cleaned("ab", [fixed((1, 1, "xyz"))], [fixed((1, 4, ""))])
    assert check_pieces(of).pieces == [Piece(0, 2, "ab")]


def test_what_was_put_in_before_something_that_went_later_stands_behind_it() -> None:
    of = cleaned("one two.", [fixed((4, 4, "2"))], [fixed((5, 8, ""))])
    assert check_pieces(of).pieces == [
        Piece(0, 4, "one "),
        Piece(4, 7, "", (1,)),
        Piece(7, 7, "2", (0,)),
        Piece(7, 8, "."),
    ]


def test_a_span_ends_before_what_went_behind_it() -> None:
    changes = Changes(cleaned("one two three", [fixed((3, 7, ""))]))
    assert changes.original(0, 3) == (0, 3)
    assert changes.original(0, 4) == (0, 8)
    assert changes.original(3, 3) == (7, 7)


def test_a_text_that_nothing_changed_is_one_piece() -> None:
    assert check_pieces(cleaned("ab")).pieces == [Piece(0, 2, "ab")]
    assert check_pieces(cleaned("")).pieces == []


@given(damaged_texts() | punctuated_texts())
def test_the_edits_of_a_cleaning_lead_there_and_back(text: str) -> None:
    of = newslint.clean(text, unsafe=True)
    current, back = text, []
    for edits in of.rounds:
        back.append(invert(current, edits))
        current = apply(current, edits)
    assert current == of.text
    for edits in reversed(back):
        current = apply(current, edits)
    assert current == text


def test_a_line_that_goes_is_one_piece_with_the_blank_line_and_all_reasons() -> None:
    line = "Also Read: Mayor opens the new bridge"
    text = f"The council voted on Monday.\n\n{line}\n\nThe mayor was late, he said.\n"
    start, end = text.index(line), text.index(line) + len(line)
    both = [fixed((start, end + 1, "")), fixed((start, end, ""))]
    of = newslint.clean(text)
    assert of.applied and of.text == text.replace(f"{line}\n\n", "")
    [gone] = [piece for piece in check_pieces(of).pieces if not piece.kept]
    assert text[gone.start : gone.end] == f"{line}\n\n"
    united = of._replace(applied=tuple(both), by_round=(tuple(both),))
    [gone] = [piece for piece in check_pieces(united).pieces if not piece.kept]
    assert gone.reasons == (0, 1)
