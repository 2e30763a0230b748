"""What cleaning changed, told on the original text, however many rounds it took.

The rounds of a cleaning each have offsets of their own. Here they are put together: which
characters of the original are gone, what came in their place, and which findings are the reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from newslint.finding import Edit, Finding
from newslint.resolution import Cleaned


class Piece(NamedTuple):
    """A part of the original, of the cleaned text, or of both.

    Kept: `text` is `original[start:end]`, without `reasons`. Gone: `original[start:end]`, and
    `text` is empty. New: `text` stands at `start == end`.
    """

    start: int
    end: int
    text: str
    reasons: tuple[int, ...] = ()
    """Indexes of the applied findings that made the piece go or come."""

    @property
    def kept(self) -> bool:
        """True for a piece that stands in both texts."""
        return bool(self.text) and self.start < self.end


class Changes:
    """The way from a document's text to the cleaned one.

    `pieces` are in order: the kept and the gone ones together are the original, the kept and the
    new ones the cleaned text. `applied` are the findings whose fixes were applied, at their places
    in the original. Cost grows with the text, and with the edits of each round.
    """

    def __init__(self, cleaned: Cleaned) -> None:
        text = cleaned.document.text
        self.pieces: list[Piece] = [Piece(0, len(text), text)] if text else []
        applied: list[Finding] = []
        for edits, findings in zip(cleaned.rounds, cleaned.by_round, strict=True):
            reasons = _reasons(edits, findings, len(applied))
            self._index()
            for finding in findings:
                start, end = self.original(finding.start, finding.end)
                applied.append(finding._replace(start=start, end=end))
            self.pieces = list(_joined(_edited(self.pieces, edits, reasons)))
        self._index()
        self.applied = tuple(applied)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the cleaned text was in the original.

        What is new stands where it was put; an empty span is where the next character was.
        """
        first = self._original(start)
        return first, max(first, self._original(end - 1, after=True)) if end > start else first

    def _index(self) -> None:
        """Get ready to find pieces by their place in the cleaned text."""
        self._visible = [piece for piece in self.pieces if piece.text]
        self._starts = [0, *accumulate(len(piece.text) for piece in self._visible)]

    def _original(self, offset: int, *, after: bool = False) -> int:
        index = bisect_right(self._starts, offset) - 1
        if index >= len(self._visible):
            return max((piece.end for piece in self.pieces[-1:]), default=0)
        piece = self._visible[index]
        if not piece.kept:
            return piece.start
        return piece.start + offset - self._starts[index] + after


def _reasons(
    edits: Sequence[Edit], findings: Iterable[Finding], first: int
) -> list[tuple[int, ...]]:
    """For each edit of a round the indexes, from `first` on, of the findings that it comes from.

    The edits of fixes were united and grown on the way, so each of theirs lies in one of `edits`.
    """
    starts = [edit.start for edit in edits]
    reasons: list[dict[int, None]] = [{} for _ in edits]
    for number, finding in enumerate(findings, first):
        for edit in finding.fix.edits if finding.fix else ():
            at = bisect_right(starts, edit.start) - 1
            # An insertion may stand where the edit before it ends.
            for index in (at, at - 1):
                if index >= 0 and edits[index].end >= edit.end and _of(edits[index], edit):
                    reasons[index][number] = None
                    break
    return [tuple(each) for each in reasons]


def _of(edit: Edit, part: Edit) -> bool:
    """Whether `part` may be a part of `edit`: deletions are united with deletions only."""
    return edit == part or not (edit.text or part.text)


def _edited(
    pieces: Iterable[Piece], edits: Sequence[Edit], reasons: Sequence[tuple[int, ...]]
) -> Iterator[Piece]:
    """`pieces` after a round of sorted, disjoint edits, whose offsets are those of their text."""
    left = iter(zip(edits, reasons, strict=True))
    edit, why = next(left, (None, ()))
    offset = at = 0
    for piece in pieces:
        start, end = piece.start, piece.end
        at = start
        text = piece.text
        if not text:
            at = end
            yield piece
            continue
        while edit is not None and edit.start < offset + len(text):
            before = max(0, edit.start - offset)
            if before:
                yield _part(piece, start, text[:before])
                start += before if piece.kept else 0
                text = text[before:]
                offset += before
            covered = min(len(text), edit.end - offset)
            if covered and piece.kept:
                yield Piece(start, start + covered, "", why)
                start += covered
            text = text[covered:]
            offset += covered
            if edit.end > offset:
                break
            if edit.text:
                yield Piece(start, start, edit.text, why)
            edit, why = next(left, (None, ()))
        if text:
            yield _part(piece, start, text)
            offset += len(text)
        at = end
    while edit is not None:
        if edit.text:
            yield Piece(at, at, edit.text, why)
        edit, why = next(left, (None, ()))


def _part(piece: Piece, start: int, text: str) -> Piece:
    end = start + len(text) if piece.kept else start
    return Piece(start, end, text, piece.reasons)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """`pieces` with neighbours of one sort and one reason made one; what is gone comes first."""
    last: Piece | None = None
    for piece in _gone_first(pieces):
        if last is None:
            last = piece
        elif (last.kept, bool(last.text), last.reasons) == (
            *(piece.kept, bool(piece.text)),
            piece.reasons,
        ):
            last = last._replace(end=piece.end, text=last.text + piece.text)
        else:
            yield last
            last = piece
    if last is not None:
        yield last


def _gone_first(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """In each run between kept pieces the gone ones first, and the new ones where these end."""
    new: list[Piece] = []
    end = 0
    for piece in pieces:
        if piece.text and not piece.kept:
            new.append(piece)
            continue
        if piece.kept:
            yield from (each._replace(start=end, end=end) for each in new)
            new = []
        end = piece.end
        yield piece
    yield from (each._replace(start=end, end=end) for each in new)
