"""The findings of a document as numbered notes: what became of each, and where it shows."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newslint.changes import Changes
from newslint.finding import Finding
from newslint.report import DocumentReport

Span = tuple[int, int]
CLEANED, OPEN, GONE = "cleaned", "open", "gone"
"""States of a note: its fix was applied; it is still there; the fix of another took it along."""
_WHOLE = ("document",)
"""Families whose findings are about no place, but about the text as a whole."""


class Note(NamedTuple):
    """A finding, and where it shows in the original and in the cleaned text.

    What was cleaned shows where the text was changed; what is open shows on both sides. A side
    without spans has nothing to show.
    """

    finding: Finding
    state: str
    place: int
    """Where the finding begins in the original."""
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()
    later: bool = False
    """Whether the check of the original did not report it: it came to light by other fixes."""


def notes_of(report: DocumentReport, changes: Changes | None) -> list[Note]:
    """The notes of a document in the order of their places in the original.

    `changes` are those of `report.cleaned`. Without them all findings are open, on one side.
    """
    if changes is None:
        notes = [
            Note(each, OPEN, each.start, _marked(each, each.start, each.end))
            for each in report.findings
        ]
    else:
        notes = list(_told(report, changes))
    return sorted(notes, key=lambda note: (note.place, note.finding.order))


def repaired(report: DocumentReport) -> Iterator[Finding]:
    """The findings whose fixes were applied, or would be: after `check`, only reported ones."""
    if report.cleaned is None:
        return
    if report.repair is not None:
        yield from report.cleaned.applied
        return
    done = {finding.fingerprint for finding in report.cleaned.applied}
    yield from (finding for finding in report.findings if finding.fingerprint in done)


def found(report: DocumentReport) -> Iterator[Finding]:
    """All that was found in a document, whether or not it was repaired."""
    if report.cleaned is not None and report.repair is not None:
        yield from report.cleaned.applied
    yield from report.findings


def _told(report: DocumentReport, changes: Changes) -> Iterator[Note]:
    assert report.cleaned is not None
    checked = report.repair is None
    done = {finding.fingerprint for finding in changes.applied}
    unseen = Counter(finding.fingerprint for finding in report.findings)
    before = [each for each in report.findings if checked and each.fingerprint not in done]
    left = [
        each._replace(start=start, end=end)
        for each in report.cleaned.remaining
        for start, end in [changes.original(each.start, each.end)]
    ]
    same = _matched(before, left)
    for number, each in enumerate(before):
        marked = _marked(each, each.start, each.end)
        if number not in same:
            yield Note(each, GONE, each.start, marked)
            continue
        rest = report.cleaned.remaining[same[number]]
        yield Note(each, OPEN, each.start, marked, _marked(each, rest.start, rest.end))
    for number in sorted(set(range(len(left))) - set(same.values())):
        each, rest = left[number], report.cleaned.remaining[number]
        marked = () if checked else _marked(each, each.start, each.end)
        after = _marked(rest, rest.start, rest.end)
        yield Note(each, OPEN, each.start, marked, after, checked)
    old, new = _places(changes)
    for number, each in enumerate(changes.applied):
        gone, come = tuple(old.get(number, ())), tuple(new.get(number, ()))
        if not gone and not come:
            gone = _marked(each, each.start, each.end)
        # What a later round found anew may be the like of what an earlier one repaired.
        later = checked and unseen[each.fingerprint] <= 0
        unseen[each.fingerprint] -= 1
        yield Note(each, CLEANED, each.start, gone, come, later)


def _matched(before: Sequence[Finding], left: Sequence[Finding]) -> dict[int, int]:
    """Which findings of the original, by index, are which of the remaining ones.

    These are at their places in the original, but where a fix took the edge of one along, its place
    is a little smaller: so equal places go together first, and then of one code those that overlap.
    """
    there: dict[tuple[str, int, int], deque[int]] = {}
    for index, each in enumerate(left):
        there.setdefault((each.code, each.start, each.end), deque()).append(index)
    same = {}
    for number, each in enumerate(before):
        waiting = there.get((each.code, each.start, each.end))
        if waiting:
            same[number] = waiting.popleft()
    free: dict[str, deque[int]] = {}
    for index in sorted(index for waiting in there.values() for index in waiting):
        free.setdefault(left[index].code, deque()).append(index)
    for number, each in enumerate(before):
        others = free.get(each.code)
        while number not in same and others and left[others[0]].start < each.end:
            index = others.popleft()
            if left[index].end > each.start:
                same[number] = index
    return same


def _marked(finding: Finding, start: int, end: int) -> tuple[Span, ...]:
    return () if finding.family in _WHOLE else ((start, end),)


def _places(changes: Changes) -> tuple[dict[int, list[Span]], dict[int, list[Span]]]:
    """Where each applied finding took something away, and where it put something in.

    Of what several took away together, each has the part that it was found at.
    """
    old: dict[int, list[Span]] = {}
    new: dict[int, list[Span]] = {}
    offset = 0
    for piece in changes.pieces:
        for number in piece.reasons:
            if piece.text:
                new.setdefault(number, []).append((offset, offset + len(piece.text)))
                continue
            finding = changes.applied[number]
            part = max(piece.start, finding.start), min(piece.end, finding.end)
            alone = len(piece.reasons) == 1 or part[0] >= part[1]
            old.setdefault(number, []).append((piece.start, piece.end) if alone else part)
        offset += len(piece.text)
    return old, new
