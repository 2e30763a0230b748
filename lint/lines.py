"""Lines of a text and the coordinates that people and programs name its places by.

A line ends at LF, CRLF or a lone CR and nowhere else: news text holds form feeds, NEL and U+2028
that editors do not break at, so `str.splitlines` would count differently from every editor.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text[start:end]` is its content, `text[end:next]` its line end (perhaps "")."""

    index: int
    start: int
    end: int
    next: int
    text: str

    @property
    def blank(self) -> bool:
        """True when there is nothing on the line but white space (no-break spaces included)."""
        return not self.text or self.text.isspace()


class Lines(Sequence[Line]):
    """The lines of a text, with conversion from offsets to positions.

    A text that ends in a line terminator has no empty line after it; the empty text has none.
    """

    def __init__(self, text: str) -> None:
        self._lines = tuple(_split(text))
        self._starts = [line.start for line in self._lines]

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...

    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        return self._lines[index]

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def index_at(self, offset: int) -> int:
        """The index of the line that holds the code point at `offset` (its terminator included)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based (line, column) of `offset` in code points; the text's end has one too."""
        if not self._lines:
            return 1, offset + 1
        last = self._lines[-1]
        if offset >= last.next > last.end:
            return len(self._lines) + 1, offset - last.next + 1
        index = self.index_at(offset)
        return index + 1, offset - self._lines[index].start + 1


def _split(text: str) -> Iterator[Line]:
    bodies = _END.split(text) if "\r" in text else text.split("\n")
    ends = _END.findall(text) if "\r" in text else ["\n"] * (len(bodies) - 1)
    start = 0
    for index, (body, end) in enumerate(zip(bodies, [*ends, ""], strict=True)):
        if body or end:
            yield Line(index, start, start + len(body), start + len(body) + len(end), body)
        start += len(body) + len(end)
