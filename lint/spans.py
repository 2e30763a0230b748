"""Whether a stretch of text touches any of many others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Spans (start, end) of a text, end exclusive; they may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reaches = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """True when a character of `text[start:end]` lies in one of them.

        >>> Spans([(4, 9), (0, 2)]).touch(2, 4), Spans([(4, 9), (0, 2)]).touch(8, 12)
        (False, True)
        """
        before = bisect_left(self._starts, end)
        return before > 0 and self._reaches[before - 1] > start
