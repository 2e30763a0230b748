"""Positions in the units that other programs count in: UTF-16 code units, bytes of UTF-8."""

from __future__ import annotations

from itertools import accumulate

from newslint.lines import Lines

_STEP = 1024
_SIZES = {"utf-8": 1, "utf-16-le": 2}


class Units:
    """Lines and columns of a text, columns counted in code units of `encoding`.

    `encoding` is `"utf-8"` (columns in bytes) or `"utf-16-le"` (columns in 16-bit units). A
    position costs the same wherever it is: a line of a megabyte has no slow end.

    >>> text = "one\\na😀b"
    >>> Units(text, Lines(text), "utf-16-le").position(6)
    (2, 4)
    >>> Units(text, Lines(text), "utf-8").position(6)
    (2, 6)
    """

    def __init__(self, text: str, lines: Lines, encoding: str) -> None:
        self._text = text
        self._lines = lines
        self._encoding = encoding
        steps = (self._count(start, start + _STEP) for start in range(0, len(text), _STEP))
        self._before = [0, *accumulate(steps)]

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based (line, column) of the code point at `offset`."""
        line, column = self._lines.position(offset)
        start = offset - (column - 1)
        return line, self._units_before(offset) - self._units_before(start) + 1

    def _units_before(self, offset: int) -> int:
        step = offset // _STEP
        return self._before[step] + self._count(step * _STEP, offset)

    def _count(self, start: int, end: int) -> int:
        encoded = self._text[start:end].encode(self._encoding, "surrogatepass")
        return len(encoded) // _SIZES[self._encoding]
