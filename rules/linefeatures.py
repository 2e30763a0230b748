"""What the line model sees of a text: numbers for every block, computed for all of them at once.

The text is one array of characters; counts in a block are sums over its piece of that array, and
what stands around a block is read off prefix sums, so that the cost grows with the text and
nothing else. Training and run time share this file: a number means the same in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from newslint.blocks import CLOSERS, NO_BREAK_SPACES, TERMINALS, Block
from newslint.rules.pack import KINDS, Hit, Pack

Floats = NDArray[np.float32]
Array = NDArray[Any]

BUCKETS = 1 << 15
"""Places of the hash table of words; characters have as many behind them."""
EVIDENCE = ("phrase", "shape", "position", "neighbours", "repetition", "link")
RULED_KINDS = (*sorted({*KINDS, "related-list", "tags", "dangling-heading"}),)
LISTED = (
    "function", "reporting", "months", "byline", "updated", "credit", "networks", "truncation",
)  # fmt: skip
"""Word lists of the packs that are counted in a block."""
FAR = (3, 6, 12)
"""Blocks above and below that shares are taken of."""

_CLASSES = (
    "letter", "upper", "lower", "digit", "blank", "nbsp", "final", "comma", "colon", "quote",
    "bracket", "bar", "dash", "bullet", "dots", "sign", "wide",
)  # fmt: skip
_FINAL = frozenset(TERMINALS)
_WORDLIKE = frozenset("LMN")
_BARS, _BULLETS, _DASHES = frozenset("|/»›>→▶►«‹<"), frozenset("•·▪■●*✓+#"), frozenset("-–—―")
_QUOTES = frozenset("\"'“”‘’„‟‚`´")
_BRACKETS = frozenset("()[]{}「」『』【】")
_SIGNS = frozenset("@©®™&=%$€£₹¥")
_LETTER, _UPPER, _LOWER, _DIGIT = 0, 1, 2, 3
_BLANK, _NBSP, _FINALS, _COMMA, _COLON, _QUOTE, _BRACKET = 4, 5, 6, 7, 8, 9, 10
_BAR, _DASH, _BULLET, _DOTS, _SIGN, _WIDE = 11, 12, 13, 14, 15, 16
_P, _Q, _R = np.uint32(0x01000193), np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B)
_POWERS = np.cumprod(np.concatenate(([1], np.full(63, _P))).astype(np.uint32), dtype=np.uint32)
_EDGE = np.uint32(10)


@dataclass(frozen=True)
class Facts:
    """What is known of one block from the rules before the model looks at it."""

    block: Block
    kind: str
    hit: Hit | None
    hits: Sequence[Hit]
    evidence: frozenset[str]
    metadata: str | None
    title: bool
    running: bool


@dataclass(frozen=True)
class Grams:
    """Hashed n-grams: gram `i` falls in bucket `buckets[i]` and stands in block `blocks[i]`."""

    buckets: NDArray[np.int64]
    blocks: NDArray[np.int64]
    count: int

    def dot(self, weights: Floats) -> Floats:
        """The sum of `weights` over the grams of each block, by the root of their number."""
        sums = np.bincount(self.blocks, weights[self.buckets], self.count)
        sizes = np.bincount(self.blocks, minlength=self.count)
        return (sums / np.sqrt(np.maximum(sizes, 1))).astype(np.float32)


@dataclass(frozen=True)
class Measured:
    """The numbers of a document: `own` (blocks x features, by `names`), and its n-grams."""

    own: Floats
    names: tuple[str, ...]
    words: Grams
    characters: Grams

    def column(self, name: str) -> Floats:
        """One number of every block."""
        return self.own[:, self.names.index(name)]


class _Text:
    """The characters of all blocks, one after the other, with a line end behind each."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        texts = [block.text for block in blocks]
        joined = "\n".join((*texts, ""))
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
        sizes = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
        self.starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        self.ends = self.starts + sizes - 1
        self.block = np.repeat(np.arange(len(texts)), sizes)
        different, which = _numbered(codes)
        known = [_character(int(code)) for code in different]
        self.low = np.array([low for low, _, _ in known], np.uint32)[which]
        self.wordlike = np.array([word for _, word, _ in known], bool)[which]
        self.table = np.array([flags for _, _, flags in known], np.uint8)
        self.which = which
        self.low[self.ends] = _EDGE
        self.wordlike[self.ends] = False

    def flags(self, of: Array) -> Array:
        """The classes of characters at some places (places x classes)."""
        return self.table[self.which[of]]

    def counts(self) -> Floats:
        """How many characters of each class every block holds."""
        chars = len(self.table)
        pairs = self.block * chars + self.which
        # Characters are counted first and classes then: far fewer numbers than characters.
        if len(self.starts) * chars <= 4 * len(self.which) + 4096:
            counted = np.bincount(pairs, minlength=len(self.starts) * chars)
            return (counted.reshape(-1, chars) @ self.table.astype(np.float32)).astype(np.float32)
        summed = np.add.reduceat(self.table[self.which], self.starts, axis=0, dtype=np.float32)
        return np.asarray(summed, np.float32)


def _numbered(codes: Array) -> tuple[Array, Array]:
    """The different code points of a text, and which of them each character is.

    As `np.unique` does, which sorts the text to find them.
    """
    there = np.zeros(int(codes.max()) + 1, bool)
    there[codes] = True
    different = np.flatnonzero(there)
    number = np.empty(len(there), np.intp)
    number[different] = np.arange(len(different))
    return different, number[codes]


class _Words:
    """The words of all blocks: runs of letters, marks and digits."""

    def __init__(self, text: _Text) -> None:
        inside = text.wordlike
        before = np.concatenate(([False], inside[:-1]))
        after = np.concatenate((inside[1:], [False]))
        self.first = np.flatnonzero(inside & ~before)
        self.last = np.flatnonzero(inside & ~after)
        self.size = self.last - self.first + 1
        self.block = text.block[self.first]
        self.count = len(text.starts)
        if len(self.first):
            number = np.cumsum(inside & ~before) - 1
            # Before the first word there is none to count from.
            place = np.clip(np.arange(len(inside)) - self.first[np.maximum(number, 0)], 0, 63)
            terms = np.where(inside, (text.low + np.uint32(1)) * _POWERS[place], np.uint32(0))
            self.hash = np.add.reduceat(terms, self.first, dtype=np.uint32)
        else:
            self.hash = np.zeros(0, np.uint32)

    def per_block(self, values: Array | None = None) -> Floats:
        """Sums of `values` (numbers of words, when None) by block."""
        return np.bincount(self.block, values, self.count).astype(np.float32)

    def grams(self) -> Grams:
        """1-grams and 2-grams, the ends of a block counting as words of their own."""
        if not len(self.hash):
            return Grams(np.zeros(0, np.int64), np.zeros(0, np.int64), self.count)
        same = self.block[1:] == self.block[:-1]
        opens = np.concatenate(([True], ~same))
        closes = np.concatenate((~same, [True]))
        pairs = self.hash[:-1][same] * _P + self.hash[1:][same] * _Q
        hashed = np.concatenate(
            (self.hash, pairs, self.hash[opens] * _R, self.hash[closes] * _R + _Q)
        )
        places = (self.block, self.block[1:][same], self.block[opens], self.block[closes])
        return Grams(_bucket(hashed), np.concatenate(places), self.count)


def _bucket(hashed: Array, offset: int = 0) -> NDArray[np.int64]:
    mixed = hashed ^ (hashed >> np.uint32(15))
    buckets: NDArray[np.int64] = ((mixed * _R) >> np.uint32(17)).astype(np.int64) + offset
    return buckets


def _characters(text: _Text) -> Grams:
    """3-grams and 4-grams of characters inside a block, its line ends among them."""
    low = np.concatenate(([_EDGE], text.low))
    blocks = np.concatenate(([0], text.block))
    three = low[:-2] * _P + low[1:-1] * _Q + low[2:] * _R
    whole = low[1:-1] != _EDGE
    places = blocks[1:-1]
    four = three[:-1] * _P + low[3:]
    whole_four = whole[:-1] & (low[2:-1] != _EDGE)
    hashed = np.concatenate((three[whole], four[whole_four]))
    return Grams(
        _bucket(hashed, BUCKETS),
        np.concatenate((places[whole], places[:-1][whole_four])),
        len(text.starts),
    )


@lru_cache(maxsize=4096)
def _character(code: int) -> tuple[int, bool, tuple[int, ...]]:
    """A character: its small letter (digits are one), whether words hold it, and its classes."""
    char = chr(code)
    kind = category(char)
    low = "0" if kind == "Nd" else char.lower() if len(char.lower()) == 1 else char
    wide = "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "가" <= char <= "힣"
    nbsp = char in NO_BREAK_SPACES
    flags = (
        kind[0] == "L", kind in ("Lu", "Lt"), kind == "Ll", kind == "Nd", kind[0] in "ZC", nbsp,
        char in _FINAL, char in ",;،、，；", char in ":：", char in _QUOTES, char in _BRACKETS,
        char in _BARS, char in _DASHES, char in _BULLETS, char == "…", char in _SIGNS, wide,
    )  # fmt: skip
    return ord(" ") if kind[0] in "ZC" else ord(low), kind[0] in _WORDLIKE, tuple(map(int, flags))


def measure(facts: Sequence[Facts], pack: Pack) -> Measured:
    """The numbers of each block alone and of its words in the document; `facts` are not empty."""
    text = _Text([fact.block for fact in facts])
    words = _Words(text)
    columns: dict[str, Array] = {}
    _measure_shape(columns, text, words)
    _measure_lists(columns, facts, pack)
    _measure_rules(columns, facts)
    _measure_words(columns, facts, words)
    own = np.stack(list(columns.values()), axis=1).astype(np.float32)
    return Measured(own, tuple(columns), words.grams(), _characters(text))


def _measure_shape(columns: dict[str, Array], text: _Text, words: _Words) -> None:
    counts = text.counts()
    counts[:, _BLANK] -= 1.0
    sizes = (text.ends - text.starts).astype(np.float32)
    letters = np.maximum(counts[:, _LETTER], 1.0)
    number = words.per_block()
    some = np.maximum(number, 1.0)
    head = text.flags(words.first) if len(words.first) else np.zeros((0, len(_CLASSES)), np.uint8)
    capital = head[:, _UPPER] > 0
    long = (words.size > 3) & (head[:, _LETTER] > 0)
    second = text.flags(np.minimum(words.first + 1, words.last))
    shouted = capital & (words.size > 1) & (second[:, _UPPER] > 0)
    first, last = text.flags(text.starts), text.flags(text.ends - 1)
    inner = _without_closers(text)
    columns["characters"] = np.log1p(sizes)
    columns["words"] = np.where(counts[:, _WIDE] > 4, counts[:, _WIDE] / 2, number)
    columns["word_length"] = words.per_block(words.size) / some
    columns["longest_word"] = _maximum(words)
    columns["capitals"] = words.per_block(capital) / some
    columns["capital_long"] = words.per_block(capital & long) / np.maximum(
        words.per_block(long), 1.0
    )
    columns["shouted"] = words.per_block(shouted) / some
    columns["numbers"] = words.per_block(head[:, _DIGIT]) / some
    columns["upper"] = counts[:, _UPPER] / letters
    columns["letters"] = counts[:, _LETTER] / np.maximum(sizes, 1.0)
    columns["digits"] = counts[:, _DIGIT] / np.maximum(sizes, 1.0)
    for name, column in (
        ("no_break_spaces", _NBSP), ("finals", _FINALS), ("commas", _COMMA), ("colons", _COLON),
        ("quotes", _QUOTE), ("brackets", _BRACKET), ("bars", _BAR), ("dashes", _DASH),
        ("bullets", _BULLET), ("signs", _SIGN), ("wide", _WIDE),
    ):  # fmt: skip
        columns[name] = np.minimum(counts[:, column], 30.0)
    for name, column in (
        ("upper", _UPPER), ("lower", _LOWER), ("digit", _DIGIT), ("quote", _QUOTE),
        ("bracket", _BRACKET), ("bullet", _BULLET), ("bar", _BAR), ("dash", _DASH),
    ):  # fmt: skip
        columns[f"first_{name}"] = first[:, column]
    for name, column in (
        ("digit", _DIGIT), ("colon", _COLON), ("comma", _COMMA), ("bracket", _BRACKET),
        ("quote", _QUOTE), ("bar", _BAR), ("dots", _DOTS),
    ):  # fmt: skip
        columns[f"last_{name}"] = last[:, column]
    columns["terminal"] = inner[0]
    columns["question"] = inner[1]
    columns["exclamation"] = inner[2]
    columns["dotted_end"] = inner[3]
    columns["sentences"] = np.minimum(_sentence_ends(text, words), 20.0)
    columns["second_capital"] = _second_capital(text, words, capital)


def _without_closers(text: _Text) -> tuple[Array, Array, Array, Array]:
    """Whether blocks end in a final mark (quotes and brackets aside), in ? or !, in dots."""
    closers = np.isin(text.low, np.array([ord(char) for char in CLOSERS], np.uint32))
    at = text.ends - 1
    for _ in range(2):
        at = np.where(closers[at] & (at > text.starts), at - 1, at)
    final = text.flags(at)[:, _FINALS]
    dots = (text.low[at] == ord(".")) & (text.low[np.maximum(at - 1, text.starts)] == ord("."))
    dots |= text.low[at] == ord("…")
    return final, np.isin(text.low[at], (63, 0xFF1F)), text.low[at] == 33, dots


def _maximum(words: _Words) -> Floats:
    longest = np.zeros(words.count, np.float32)
    np.maximum.at(longest, words.block, words.size.astype(np.float32))
    return longest


def _sentence_ends(text: _Text, words: _Words) -> Floats:
    """How often a final mark, a blank and a capital follow each other."""
    if len(words.first) < 2:
        return np.zeros(words.count, np.float32)
    gap = words.first[1:] - words.last[:-1]
    marked = text.flags(words.last[:-1] + 1)[:, _FINALS] > 0
    begins = text.flags(words.first[1:])[:, _LOWER] == 0
    ends = marked & (gap > 2) & begins & (words.block[1:] == words.block[:-1])
    return np.bincount(words.block[1:], ends, words.count).astype(np.float32)


def _second_capital(text: _Text, words: _Words, capital: Array) -> Floats:
    """Whether the second word of a block begins with a capital."""
    result = np.zeros(words.count, np.float32)
    if len(words.first) > 1:
        opens = np.concatenate(([True], words.block[1:] != words.block[:-1]))
        second = opens[:-1] & ~opens[1:]
        result[words.block[1:][second]] = capital[1:][second]
    return result


@lru_cache(maxsize=16)
def _listed(pack: Pack) -> dict[str, int]:
    """Each word of the lists, and the lists it stands in as bits."""
    bits: dict[str, int] = {}
    for number, name in enumerate(LISTED):
        for word in pack.words(name):
            bits[word] = bits.get(word, 0) | 1 << number
    return bits


def _measure_lists(columns: dict[str, Array], facts: Sequence[Facts], pack: Pack) -> None:
    bits = _listed(pack)
    found = [[bits[word] for word, _, _ in fact.block.tokens if word in bits] for fact in facts]
    blocks = np.repeat(np.arange(len(facts)), [len(masks) for masks in found])
    masks = np.array([mask for masks in found for mask in masks], np.int64)
    sizes = np.array([max(len(fact.block.tokens), 1) for fact in facts], np.float64)
    for number, name in enumerate(LISTED):
        counts = np.bincount(blocks, (masks >> number) & 1, len(facts))
        columns[f"list_{name}"] = counts / sizes if name == "function" else np.minimum(counts, 5)
    columns["url"] = np.array([fact.block.url for fact in facts], np.float32)


def _measure_rules(columns: dict[str, Array], facts: Sequence[Facts]) -> None:
    table = np.zeros((len(facts), len(RULED_KINDS)), np.float32)
    for row, fact in enumerate(facts):
        if fact.kind:
            table[row, RULED_KINDS.index(fact.kind)] = 1.0
    for number, kind in enumerate(RULED_KINDS):
        columns[f"ruled_{kind}"] = table[:, number]
    numbers = np.array([_rule_numbers(fact) for fact in facts], np.float32)
    columns.update(zip(_RULE_NAMES, numbers.T, strict=True))


_RULE_NAMES = (
    "ruled", "ruled_strong", "ruled_whole", "ruled_share", "phrases", "phrase_strong",
    "phrase_start", "phrase_end", "byline", "stamp", "title", "running",
    *(f"evidence_{kind}" for kind in EVIDENCE),
)  # fmt: skip


def _rule_numbers(fact: Facts) -> tuple[float, ...]:
    size = max(len(fact.block.text), 1)
    hit, hits = fact.hit, fact.hits
    return (
        fact.kind != "",
        hit is not None and hit.entry.strong,
        hit is not None and hit.whole,
        (hit.end - hit.start) / size if hit else 0.0,
        min(len(hits), 5),
        bool(hits) and any(other.entry.strong for other in hits),
        bool(hits) and any(other.start < 3 for other in hits),
        bool(hits) and any(other.end > size - 3 for other in hits),
        fact.metadata == "byline",
        fact.metadata == "timestamp",
        fact.title,
        fact.running,
        *[kind in fact.evidence for kind in EVIDENCE],
    )


def _measure_words(columns: dict[str, Array], facts: Sequence[Facts], words: _Words) -> None:
    """How much of a block the article says elsewhere, its title says, and other lines repeat."""
    count = len(facts)
    running = np.fromiter((fact.running for fact in facts), bool, count)
    title = np.fromiter((fact.title for fact in facts), bool, count)
    copies: dict[str, int] = {}
    for fact in facts:
        copies[fact.block.folded] = copies.get(fact.block.folded, 0) + 1
    columns["copies"] = np.fromiter(
        (min(copies[fact.block.folded], 9) for fact in facts), np.float32, count
    )
    long = words.size > 3
    block, (_, which) = words.block[long], np.unique(words.hash[long], return_inverse=True)
    total = np.maximum(np.bincount(block, minlength=count), 1)
    said = np.bincount(which, running[block], minlength=1)
    others = said[which] - running[block]
    anywhere = np.bincount(which, minlength=1)[which]
    titled = np.bincount(which, title[block], minlength=1)[which] > title[block]
    columns["said"] = np.bincount(block, others > 0, count) / total
    columns["often"] = np.bincount(block, np.log1p(others), count) / total
    columns["once"] = np.bincount(block, anywhere == 1, count) / total
    columns["titled"] = np.bincount(block, titled, count) / total


_NEIGHBOURS = (
    "words", "capital_long", "upper", "digits", "finals", "terminal", "question", "colons", "bars",
    "last_colon", "list_function", "list_reporting", "list_months", "url", "ruled",
    "ruled_strong", "phrases", "byline", "stamp", "title", "running", "copies", "said", "titled",
    "sentences", "first_bullet", "numbers",
)  # fmt: skip
_SHARES = ("ruled", "running", "terminal", "capital_long", "words", "said", "ruled_strong", "stamp")
"""Numbers whose means are taken over the blocks above and below."""


def features(measured: Measured, score: Floats) -> tuple[Floats, tuple[str, ...]]:
    """All that the trees see: blocks x features, and the names of the features.

    `score` is what the linear model makes of the words of each block.
    """
    own, names = measured.own, measured.names
    columns: dict[str, Array] = {name: own[:, number] for number, name in enumerate(names)}
    columns["score"] = score
    _measure_neighbours(columns, ("score",), (-3, -2, -1, 1, 2, 3), 0.0)
    _measure_neighbours(columns, _NEIGHBOURS, (-2, -1, 1, 2), -1.0)
    _measure_windows(columns, (*_SHARES, "score"))
    _measure_place(columns)
    _measure_runs(columns)
    _measure_document(columns)
    table = np.empty((len(score), len(columns)), np.float32)
    for number, column in enumerate(columns.values()):
        table[:, number] = column
    return table, tuple(columns)


def _measure_neighbours(
    columns: dict[str, Array], names: Sequence[str], steps: Sequence[int], outside: float
) -> None:
    """Of each block the numbers of those some steps above and below it."""
    values = np.stack([columns[name] for name in names], axis=1)
    shifted = np.full((len(steps), *values.shape), outside, np.float32)
    for number, step in enumerate(steps):
        if step > 0:
            shifted[number, :-step] = values[step:]
        else:
            shifted[number, -step:] = values[:step]
    for column, name in enumerate(names):
        for number, step in enumerate(steps):
            columns[f"{name}_{step:+d}"] = shifted[number, :, column]


def _measure_windows(columns: dict[str, Array], names: Sequence[str]) -> None:
    """Means over the blocks above and below, and over the whole text."""
    values = np.stack([columns[name] for name in names], axis=1)
    count = len(values)
    sums = np.zeros((count + 1, len(names)))
    np.cumsum(values, axis=0, dtype=np.float64, out=sums[1:])
    at = np.arange(count)
    means = []
    for far in FAR:
        above, below = np.maximum(at - far, 0), np.minimum(at + far + 1, count)
        means.append((sums[at] - sums[above]) / np.maximum(at - above, 1)[:, None])
        means.append((sums[below] - sums[at + 1]) / np.maximum(below - at - 1, 1)[:, None])
    for column, name in enumerate(names):
        for number, far in enumerate(FAR):
            columns[f"{name}_above_{far}"] = means[2 * number][:, column]
            columns[f"{name}_below_{far}"] = means[2 * number + 1][:, column]
        columns[f"{name}_mean"] = np.broadcast_to(sums[-1, column] / count, count)


def _measure_place(columns: dict[str, Array]) -> None:
    """Where a block stands between the paragraphs of the text."""
    running = columns["running"] > 0
    count = len(running)
    at = np.arange(count)
    paragraphs = np.flatnonzero(running)
    first, last = (paragraphs[0], paragraphs[-1]) if len(paragraphs) else (count, -1)
    words = np.concatenate(([0.0], np.cumsum(columns["words"] * running, dtype=np.float64)))
    columns["place"] = at / count
    columns["blocks_above"] = np.minimum(at, 200)
    columns["blocks_below"] = np.minimum(count - 1 - at, 200)
    columns["from_first"] = np.clip(at - first, -200, 200)
    columns["from_last"] = np.clip(at - last, -200, 200)
    columns["words_above"] = np.log1p(words[:-1])
    columns["words_below"] = np.log1p(words[-1] - words[1:])
    columns["words_share"] = words[:-1] / max(words[-1], 1.0)
    title = np.flatnonzero(columns["title"] > 0)
    columns["from_title"] = np.clip(at - (title[0] if len(title) else -1), -200, 200)


def _measure_runs(columns: dict[str, Array]) -> None:
    """The run of blocks without a paragraph among them that a block belongs to."""
    running = columns["running"] > 0
    count = len(running)
    at = np.arange(count)
    run = np.cumsum(np.concatenate(([False], running[1:] != running[:-1])))
    sizes = np.bincount(run)
    first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    columns["run_size"] = np.minimum(sizes[run], 200)
    columns["run_above"] = np.minimum(at - first[run], 200)
    columns["run_below"] = np.minimum(first[run] + sizes[run] - 1 - at, 200)
    for name in ("words", "ruled", "ruled_strong", "capital_long", "terminal", "score", "said"):
        columns[f"run_{name}"] = (np.bincount(run, columns[name]) / sizes)[run]
    best = np.full(len(sizes), -np.inf)
    np.maximum.at(best, run, columns["score"])
    columns["run_best"] = best[run]
    following = np.minimum(run + 1, len(sizes) - 1)
    columns["next_run_size"] = np.where(following > run, np.minimum(sizes[following], 50), 0)


def _measure_document(columns: dict[str, Array]) -> None:
    count = len(columns["words"])
    running = columns["running"] > 0
    words = columns["words"] * running
    columns["document_blocks"] = np.full(count, min(count, 1000))
    columns["document_words"] = np.full(count, np.log1p(words.sum()))
    columns["paragraph_words"] = np.full(count, words.sum() / max(running.sum(), 1))
