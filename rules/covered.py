"""Places of a text, and what they cover."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

S = TypeVar("S", bound=tuple[Any, ...])


class Covered(Generic[S]):
    """Places of a text that do not overlap, to ask quickly what they cover."""

    def __init__(self, spans: Iterable[S]) -> None:
        self._spans = sorted(spans, key=lambda span: span[0])
        self._starts = [span[0] for span in self._spans]

    def __bool__(self) -> bool:
        return bool(self._spans)

    def touch(self, start: int, end: int) -> bool:
        """True when one of the places holds some of `text[start:end]`."""
        at = bisect_right(self._starts, max(start, end - 1))
        return at > 0 and self._spans[at - 1][1] > start

    def within(self, start: int, end: int) -> list[S]:
        """Those that lie in `text[start:end]`."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end - 1)
        return [span for span in self._spans[first:last] if span[1] <= end]
