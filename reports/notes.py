"""The findings of a document as numbered notes: what became of each, and where it shows."""

from __future__ import annotations

from collections.abc import Iterator
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
    left = {
        (each.code, *changes.original(each.start, each.end)): each
        for each in report.cleaned.remaining
    }
    done = {finding.fingerprint for finding in changes.applied}
    known = {finding.fingerprint for finding in report.findings}
    for each in report.findings if checked else ():
        if each.fingerprint in done:
            continue
        rest = left.pop((each.code, each.start, each.end), None)
        marked = _marked(each, each.start, each.end)
        if rest is None:
            yield Note(each, GONE, each.start, marked)
        else:
            yield Note(each, OPEN, each.start, marked, _marked(each, rest.start, rest.end))
    for (_, start, end), each in left.items():
        marked = () if checked else _marked(each, start, end)
        yield Note(each, OPEN, start, marked, _marked(each, each.start, each.end), checked)
    old, new = _places(changes)
    for number, each in enumerate(changes.applied):
        before, after = tuple(old.get(number, ())), tuple(new.get(number, ()))
        if not before and not after:
            before = _marked(each, each.start, each.end)
        later = checked and each.fingerprint not in known
        yield Note(each, CLEANED, each.start, before, after, later)


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
