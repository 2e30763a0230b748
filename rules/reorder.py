"""Other orders of a sentence's words, for sentences whose words are all there but misplaced.

The commonest scramble of a clause is two neighbouring blocks of words that changed places; moving
one block elsewhere is the same. Three seams are left where it was done, so that three places that
may be seams give one order to try. Which order is the best is for a judge to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from heapq import nlargest, nsmallest
from itertools import pairwise
from math import inf
from typing import NamedTuple

from newslint.blocks import CLOSERS, TERMINALS
from newslint.patterns import lazy

MOST_ORDERS = 36
"""Orders that are tried of a sentence, the likeliest, unless more are asked for."""
LONGEST_BLOCK = 9
"""Words of a block that may have changed its place."""

Swap = tuple[int, int, int]
"""Where two neighbouring blocks begin and the second one ends, in numbers of words before."""

Judge = Callable[[Sequence[str]], Sequence[float]]
"""Tells of some texts how garbled each is: the higher, the worse."""

_WORD = lazy(r"\S+")
_OPENERS = "\"'“‘„«»([{"
_HEAD = lazy(rf"[{re.escape(_OPENERS)}]*")
_TAIL = lazy(rf"[{re.escape(CLOSERS)}]*[{re.escape(TERMINALS)}]+[{re.escape(CLOSERS)}]*\Z")
_MARKS = lazy(r"[“”„«»()\[\]{}\"]")
_HANGING = (",", ";", ":", "-", "–", "—")


class Order(NamedTuple):
    """Another order of the words of a sentence: `text` in the place of `[start:end]` of it."""

    start: int
    end: int
    text: str
    whole: str
    """The sentence with that order."""


class Words:
    """The words of a sentence, and what stays in its place when they move.

    Blanks stay between the same numbers of words; so do an opening quotation mark before the first
    word, the capital of the first word, and the final mark.
    """

    def __init__(self, text: str, small: Collection[str] = frozenset()) -> None:
        """`small` are words that have a capital at the start of a sentence only."""
        self.text = text
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self._small = small
        if not self.spans:
            return
        first, last = self.spans[0], self.spans[-1]
        head = _HEAD.match(text)
        tail = _TAIL.search(text, last[0])
        start = head.end() if head else 0
        end = tail.start() if tail else len(text)
        if not first[0] <= start < first[1] or not last[0] < end:
            start, end = 0, len(text)
        self.spans[0] = (start, first[1])
        self.spans[-1] = (self.spans[-1][0], end)

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, index: int) -> str:
        start, end = self.spans[index]
        return self.text[start:end]

    def is_name(self, index: int) -> bool:
        """Whether a word has a capital that it would not have only for its place."""
        return self[index][:1].isupper() and self[index].casefold() not in self._small

    def orders(self, swaps: Iterable[Swap]) -> list[Order]:
        """The orders that swaps of neighbouring blocks give, one swap an order.

        No order is the text's own, none comes twice, none moves a quotation mark or bracket past
        another one or a comma to the end. Raises ValueError on a swap outside the sentence or of
        an empty block.
        """
        marks = _MARKS.findall(self.text)
        found: dict[str, Order] = {}
        for first, middle, last in swaps:
            if not 0 <= first < middle < last <= len(self):
                raise ValueError(f"swap {(first, middle, last)} of {len(self)} words")
            order = self._swapped(first, middle, last)
            fits = order.whole != self.text and _MARKS.findall(order.whole) == marks
            if fits and not (last == len(self) and self[middle - 1].endswith(_HANGING)):
                found.setdefault(order.whole, order)
        return list(found.values())

    def _swapped(self, first: int, middle: int, last: int) -> Order:
        """The words from `middle` to `last` before those from `first` to `middle`."""
        moved = [*range(middle, last), *range(first, middle)]
        words = [self[index] for index in moved]
        if first == 0:
            at = last - middle
            words[0] = _capital(words[0])
            words[at] = self._uncapital(words[at])
        spans = self.spans[first:last]
        gaps = [self.text[left[1] : right[0]] for left, right in pairwise(spans)]
        start, end = self.spans[first][0], self.spans[last - 1][1]
        text = "".join(part for pair in zip(words, [*gaps, ""], strict=True) for part in pair)
        return Order(start, end, text, self.text[:start] + text + self.text[end:])

    def _uncapital(self, word: str) -> str:
        small = word[:1].lower() + word[1:]
        return small if small in self._small else word


def likeliest(odds: Sequence[float], most: int = MOST_ORDERS) -> list[Swap]:
    """The `most` swaps whose seams are the likeliest together, the likeliest first.

    `odds` holds, for each word and for the end of the sentence, the log odds that it breaks before
    it. Looks at every two blocks of at most `LONGEST_BLOCK` words.
    """
    size = len(odds)
    swaps = (
        (first, middle, last)
        for first in range(size)
        for middle in range(first + 1, min(first + LONGEST_BLOCK, size - 1) + 1)
        for last in range(middle + 1, min(middle + LONGEST_BLOCK, size - 1) + 1)
    )
    return nlargest(most, swaps, key=lambda swap: sum(odds[place] for place in swap))


def better(
    words: Words, swaps: Iterable[Swap], judge: Judge, *, below: float, margin: float
) -> Order | None:
    """The order that `judge` likes best, when it is clearly better than the text; else None.

    Clearly: it scores below `below`, and the text scores at least `margin` more. The text and all
    orders are judged in one call.
    """
    orders = words.orders(swaps)
    if not orders:
        return None
    own, *others = judge([words.text, *(order.whole for order in orders)])
    best = min(range(len(orders)), key=others.__getitem__)
    return orders[best] if others[best] < below and own - others[best] >= margin else None


def in_turn(first: Judge, second: Judge, most: int) -> Judge:
    """A judge who asks `second` about the text and the `most` orders that `first` likes best.

    Of several texts the first one is the text itself. All other orders are infinitely bad.
    """

    def judge(texts: Sequence[str]) -> list[float]:
        scores = first(texts)
        kept = [0, *nsmallest(most, range(1, len(texts)), key=scores.__getitem__)]
        found = dict(zip(kept, second([texts[index] for index in kept]), strict=True))
        return [found.get(index, inf) for index in range(len(texts))]

    return judge


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
