"""Which of many short texts are alike: exact copies and near copies, at linear cost.

Comparing all pairs is quadratic. Texts that are nearly the same share most of their word bigrams,
and so, almost surely, some of those with the smallest hashes (bottom-k sketches, Broder 1997): only
texts that share one are compared letter by letter.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, pairwise
from zlib import crc32

SKETCH = 6
"""Bigram hashes kept of each text."""
POSTINGS = 32
"""Texts remembered for a hash; what many share says nothing."""
LONGEST = 2000
"""Longer texts are compared as a whole only: letter by letter costs the square of the length."""
FEW = 150
"""Up to so many texts, all pairs of about the same length are looked at."""


def first_alike(texts: Sequence[str], cutoff: float) -> dict[int, int]:
    """For each folded text that is like an earlier one: its index -> the earlier one's.

    Of several earlier ones the first exact copy wins, then the most similar. `cutoff` is a
    rapidfuzz ratio, 0 to 100.
    """
    found: dict[int, int] = {}
    seen: dict[str, int] = {}
    nearby = _Windows(texts) if len(texts) <= FEW else _Sketches(texts)
    for index, text in enumerate(texts):
        if text in seen:
            found[index] = seen[text]
            continue
        candidates = nearby.before(index)
        if candidates:
            best = _most_alike(text, [(other, texts[other]) for other in candidates], cutoff)
            if best is not None:
                found[index] = best
        seen[text] = index
    return found


def _most_alike(text: str, others: Sequence[tuple[int, str]], cutoff: float) -> int | None:
    # What shares too few letters is not worth the import, which costs more than all the rest. Once
    # that is paid, comparing is cheaper than counting letters.
    if "rapidfuzz.fuzz" not in sys.modules:
        others = [(index, other) for index, other in others if _bound(text, other) > cutoff - 1]
        if not others:
            return None
    from rapidfuzz import fuzz

    best, score = None, cutoff
    for index, other in others:
        ratio = fuzz.ratio(text, other, score_cutoff=score)
        if ratio and (best is None or ratio > score):
            best, score = index, ratio
    return best


def _bound(text: str, other: str) -> float:
    """The highest ratio that two texts with these letters can have, in whatever order."""
    shared = sum((Counter(text) & Counter(other)).values())
    return 200.0 * shared / (len(text) + len(other))


def _same_size(text: str, other: str) -> bool:
    """True for lengths of which two near copies can be, and that can be compared."""
    longer = max(len(text), len(other))
    return longer <= LONGEST and 4 * abs(len(text) - len(other)) <= len(text) + len(other)


class _Windows:
    """Candidates among few texts: about as long, with half of the words in common.

    Words that several texts have are bits of a number for each text: what two have in common is
    counted in one step.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        words = [frozenset(text.split()) for text in texts]
        counts = Counter(chain.from_iterable(words))
        shared = frozenset(word for word, count in counts.items() if count > 1)
        bits = {word: 1 << place for place, word in enumerate(shared)}
        self._bits = [sum(map(bits.__getitem__, shared & each)) for each in words]
        self._halves = [(len(each) + 1) // 2 for each in words]

    def before(self, index: int) -> list[int]:
        """The earlier texts that may be like this one."""
        text, bits, half = self._texts[index], self._bits[index], self._halves[index]
        if bits.bit_count() < half:
            return []
        earlier = zip(range(index), self._bits, self._halves, strict=False)
        return [
            other
            for other, others, least in earlier
            if (common := (bits & others).bit_count()) >= half
            and common >= least
            and _same_size(text, self._texts[other])
        ]


class _Sketches:
    """Candidates among many texts: those that share a bigram of their sketches."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._postings: dict[int, list[int]] = defaultdict(list)

    def before(self, index: int) -> list[int]:
        """The earlier texts that may be like this one; to be asked in order, once each."""
        text = self._texts[index]
        found: set[int] = set()
        for key in _sketch(text):
            posting = self._postings[key]
            found.update(posting)
            if len(posting) < POSTINGS:
                posting.append(index)
        return sorted(other for other in found if _same_size(text, self._texts[other]))


def _sketch(text: str) -> list[int]:
    """The smallest hashes of the word bigrams (CRC-32: the same in every process)."""
    words = text.split()
    bigrams = {f"{one} {two}" for one, two in pairwise(words)} or {text}
    return sorted(crc32(bigram.encode("utf-8", "surrogatepass")) for bigram in bigrams)[:SKETCH]
