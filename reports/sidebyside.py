"""A text and its cleaned version as rows of marked lines, for a page that shows both.

Every line of either text is in one row, in order; a row ends where lines end in both texts. The
cost grows with the text, and with the notes that reach over a line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from newslint.changes import Changes, Piece
from newslint.document import Document
from newslint.finding import Severity
from newslint.lines import Lines
from newslint.reports.notes import CLEANED, Note, Span
from newslint.reports.text import visible

REASONS_AT, LINES_TOLD = 6, 12
"""A run tells this many reasons, and a note its reason in this many lines: the notes have all."""


class Part(NamedTuple):
    """Characters that look alike: an HTML element's name ("" for none), and what they are."""

    tag: str
    text: str
    severity: str = ""
    sign: str = ""
    """What stands for characters that nobody sees: "line" for a line end, "point" for none."""


class Run(NamedTuple):
    """Marked parts that touch, within a line."""

    parts: tuple[Part, ...]
    notes: tuple[int, ...]
    """The numbers of the notes that it has to do with and whose reason it tells."""
    more: int
    """How many more there are."""
    begun: tuple[int, ...]
    """The numbers of the notes that show here first on this side."""


Cell = tuple[Part | Run, ...]


class Row(NamedTuple):
    """Lines of the original, and what the cleaned text has in their place.

    A side is None when the text has no line there. `kind`: "same", "changed", "cut" (only the
    original has it) or "new" (only the cleaned text). `gap`: blank lines stand before it.
    """

    kind: str
    gap: bool
    before: Cell | None
    after: Cell | None


def rows_of(
    document: Document, changes: Changes | None, notes: Sequence[Note], room: int, most: int
) -> tuple[list[Row], int]:
    """The rows of a document, and how many code points of the original they show.

    Not more than `room` code points are shown of a side, and not more than `most` rows. Without
    `changes` there is one side only.
    """
    text = document.text
    cleaned = text if changes is None else "".join(piece.text for piece in changes.pieces)
    pieces = [Piece(0, len(text), text)] if changes is None else changes.pieces
    lines = (document.lines, document.lines if cleaned == text else Lines(cleaned))
    before = _Side(text, lines[0], _spans(pieces, notes, after=False))
    after = _Side(cleaned, lines[1], _spans(pieces, notes, after=True))
    rows: list[Row] = []
    shown, gap = 0, False
    for (start, end), (first, last) in _places(pieces, *lines):
        if start >= room or first >= room or len(rows) == most:
            break
        left = before.cell(start, min(end, room)) if end > start else None
        right = after.cell(first, min(last, room)) if last > first else None
        if _blank(left) and _blank(right):
            gap = bool(rows)
        else:
            same = text[start:end] == cleaned[first:last]
            kind = "new" if left is None else "cut" if right is None else "changed"
            rows.append(Row("same" if same else kind, gap, left, right))
            gap = False
        shown = min(end, room)
    return rows, shown


def _blank(cell: Cell | None) -> bool:
    """Whether nothing is seen in a cell."""
    return not any(isinstance(each, Run) or each.text.strip() for each in cell or ())


def _places(pieces: Iterable[Piece], old: Lines, new: Lines) -> Iterator[tuple[Span, Span]]:
    """The spans of the rows in the original and in the cleaned text."""
    ends = new[-1].next if new else 0
    starts = {line.start for line in new} | {0, ends}
    at = (0, 0)
    place = 0
    for piece in pieces:
        for offset in _breaks(piece, old, new, place):
            if offset != at and _begins(old, offset[0]) and offset[1] in starts:
                yield (at[0], offset[0]), (at[1], offset[1])
                at = offset
        place += len(piece.text)
    total = (old[-1].next if old else 0, ends)
    if at != total:
        yield (at[0], total[0]), (at[1], total[1])


def _begins(lines: Lines, offset: int) -> bool:
    """Whether a line begins at `offset`, or the text ends there."""
    if not lines or offset >= lines[-1].next:
        return True
    return bool(lines[lines.index_at(offset)].start == offset)


def _breaks(piece: Piece, old: Lines, new: Lines, place: int) -> Iterator[tuple[int, int]]:
    """(offset in the original, in the cleaned text) where a row may end in a piece, in order."""
    if piece.start < piece.end:
        for index in range(old.index_at(piece.start) if len(old) else 0, len(old)):
            start = old[index].start
            if start > piece.end:
                break
            if start >= piece.start:
                yield start, place + (start - piece.start if piece.text else 0)
        yield piece.end, place + len(piece.text)
    else:
        end = place + len(piece.text)
        for index in range(new.index_at(place), len(new)):
            start = new[index].start
            if start > end:
                break
            if start >= place:
                yield piece.start, start
        yield piece.start, end


class _Mark(NamedTuple):
    """Something to show: what is gone, new or noted, and the numbers of its notes."""

    start: int
    end: int
    tag: str
    notes: tuple[int, ...]
    severity: Severity | None = None


def _spans(pieces: Iterable[Piece], notes: Sequence[Note], *, after: bool) -> list[_Mark]:
    """All marks of a side, in the order of their starts."""
    marks: list[_Mark] = []
    changed: dict[Span, list[int]] = {}
    for number, note in enumerate(notes, 1):
        for span in note.after if after else note.before:
            if note.state == CLEANED:
                changed.setdefault(span, []).append(number)
            else:
                marks.append(_Mark(*span, "mark", (number,), note.finding.severity))
    offset = 0
    for piece in pieces:
        start, end = (offset, offset + len(piece.text)) if after else (piece.start, piece.end)
        offset += len(piece.text)
        if not piece.kept and start < end and bool(piece.text) == after:
            numbers = changed.pop((start, end), [])
            marks.append(_Mark(start, end, "ins" if after else "del", tuple(numbers)))
    for span, numbers in changed.items():
        severities = (notes[number - 1].finding.severity for number in numbers)
        marks.append(_Mark(*span, "mark", tuple(numbers), max(severities)))
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.notes))


class _Side:
    """One of the two texts with its marks, asked for its lines from first to last."""

    def __init__(self, text: str, lines: Lines, marks: Sequence[_Mark]) -> None:
        self._text, self._lines, self._marks = text, lines, marks
        self._next = 0
        self._active: list[_Mark] = []
        self._told: dict[int, int] = {}

    def cell(self, start: int, end: int) -> Cell:
        """What the lines in `[start, end)` look like, a line end between each two of them."""
        shown: list[Part | Run] = []
        first = self._lines.index_at(start)
        for index in range(first, len(self._lines)):
            line = self._lines[index]
            if line.start >= end:
                break
            if index > first:
                shown.append(Part("", "\n"))
            shown += self._line(line.start, min(line.end, end), line.next)
        return tuple(shown)

    def _line(self, start: int, end: int, following: int) -> Iterator[Part | Run]:
        """The parts of the line `[start, end)`, whose line end reaches to `following`."""
        last = following >= len(self._text)
        while self._next < len(self._marks):
            mark = self._marks[self._next]
            if mark.start > following or (mark.start == following and not last):
                break
            self._active.append(mark)
            self._next += 1
        shown = [mark for mark in self._active if self._shows(mark, start, end)]
        here = sorted((_clipped(mark, start, end) for mark in shown), key=_place)
        self._active = [mark for mark in self._active if mark.end > following]
        offset = start
        for group in _touching(here):
            if group[0].start > offset:
                yield Part("", visible(self._text[offset : group[0].start]))
            yield self._run(group)
            offset = max(mark.end for mark in group)
        if offset < end:
            yield Part("", visible(self._text[offset:end]))

    def _shows(self, mark: _Mark, start: int, end: int) -> bool:
        """Whether a mark has to show in the line `[start, end)`, where it begins or goes on.

        One that covers no more than line ends, or nothing, shows where it begins.
        """
        if max(mark.start, start) < min(mark.end, end):
            return True
        return mark.start >= start and not self._text[mark.start : mark.end].strip("\r\n")

    def _run(self, group: Sequence[_Mark]) -> Run:
        numbers = sorted({number for mark in group for number in mark.notes})
        begun = tuple(number for number in numbers if number not in self._told)
        told = []
        for number in numbers:
            self._told[number] = self._told.get(number, 0) + 1
            if self._told[number] <= LINES_TOLD:
                told.append(number)
        more = len(told[REASONS_AT:])
        return Run(tuple(_merged(self._parts(group))), tuple(told[:REASONS_AT]), more, begun)

    def _parts(self, group: Sequence[_Mark]) -> Iterator[Part]:
        points = {mark.start: mark for mark in group if mark.start == mark.end}
        waiting = deque(mark for mark in group if mark.start < mark.end)
        active: list[_Mark] = []
        edges = sorted({edge for mark in group for edge in (mark.start, mark.end)})
        for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
            if start in points:
                yield _point(points[start])
            while waiting and waiting[0].start == start:
                active.append(waiting.popleft())
            active = [mark for mark in active if mark.end > start]
            if start < end:
                yield _look(active, visible(self._text[start:end]))


def _merged(parts: Iterable[Part]) -> Iterator[Part]:
    """`parts` with neighbours that look alike made one."""
    for look, alike in groupby(parts, key=lambda part: part._replace(text="")):
        yield look._replace(text="".join(part.text for part in alike))


def _point(mark: _Mark) -> Part:
    severity = "" if mark.severity is None else mark.severity.label
    return Part(mark.tag, "", severity, "point" if mark.tag == "mark" else "line")


def _look(marks: Iterable[_Mark], text: str) -> Part:
    """What characters under these marks look like: changed before noted, the worst note first."""
    tag, worst = "", Severity.INFO
    for mark in marks:
        if mark.severity is None:
            return Part(mark.tag, text)
        tag, worst = mark.tag, max(worst, mark.severity)
    return Part(tag, text, worst.label if tag else "")


def _place(mark: _Mark) -> Span:
    return mark.start, mark.end


def _clipped(mark: _Mark, start: int, end: int) -> _Mark:
    """The part of a mark in `[start, end)`; at `end` where it has none."""
    low = min(max(mark.start, start), end)
    return mark._replace(start=low, end=max(low, min(mark.end, end)))


def _touching(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    """Sorted marks in groups that overlap or touch."""
    group: list[_Mark] = []
    reach = 0
    for mark in marks:
        if group and mark.start > reach:
            yield group
            group = []
        reach = max(reach, mark.end) if group else mark.end
        group.append(mark)
    if group:
        yield group
