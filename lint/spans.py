"""Many stretches of a text, to be asked quickly what of it they cover."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Any, Generic, TypeVar

S = TypeVar("S", bound=tuple[Any, ...])


class Spans(Generic[S]):
    """Tuples that begin with the (start, end) of a stretch, end exclusive; they may overlap."""

    def __init__(self, spans: Iterable[S]) -> None:
        self._spans = sorted(spans, key=lambda span: span[0])
        self._starts = [span[0] for span in self._spans]
        self._reaches = list(accumulate((span[1] for span in self._spans), max))

    def __bool__(self) -> bool:
        return bool(self._spans)

    def touch(self, start: int, end: int) -> bool:
        """True when a character of `text[start:end]` lies in one of them.

        >>> Spans([(4, 9), (0, 2)]).touch(2, 4), Spans([(4, 9), (0, 2)]).touch(8, 12)
        (False, True)
        """
        before = bisect_left(self._starts, end)
        return before > 0 and self._reaches[before - 1] > start

    def within(self, start: int, end: int) -> list[S]:
        """Those that lie in `text[start:end]`, in the order of their starts.

        >>> Spans([(4, 9), (0, 2), (5, 7)]).within(4, 8)
        [(5, 7)]
        """
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [span for span in self._spans[first:last] if span[1] <= end]
