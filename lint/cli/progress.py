"""How far a long run is: one line on standard error, only for somebody who watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")
AFTER, EVERY = 2.0, 0.1
"""Seconds before the line appears, and between two updates of it."""
_ERASE = "\r\x1b[K"


class Progress:
    """Counts items on a terminal, once a run has lasted over `AFTER` seconds.

    `total` is None where nobody knows how many there will be.
    """

    def __init__(
        self,
        total: int | None,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._stream = stream or sys.stderr
        self._clock = clock
        self._next = clock() + AFTER
        self._watched = self._stream.isatty()
        self._shown = False

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """`items` as they come, counted; while one is dealt with, the line is not there."""
        try:
            for number, item in enumerate(items, 1):
                self._hide()
                yield item
                self._update(number)
        finally:
            self._hide()

    def _hide(self) -> None:
        if self._shown:
            self._stream.write(_ERASE)
            self._stream.flush()
            self._shown = False

    def _update(self, number: int) -> None:
        if not self._watched or self._clock() < self._next:
            return
        self._next = self._clock() + EVERY
        if self._total is None:
            told = f"{number} documents"
        else:
            told = f"{number} of {self._total} documents ({100 * number // self._total} %)"
        self._stream.write(_ERASE + told)
        self._stream.flush()
        self._shown = True
