"""What the line model sees of a text: numbers for every block, computed for all of them at once.

The text is one array of characters; counts in a block are sums over its piece of that array, and
what stands around a block is read off prefix sums, so that the cost grows with the text and
nothing else. Training and run time share this file: a number means the same in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from unicodedata import category

import numpy as np
from numpy.typing import ArrayLike, NDArray

from newslint.blocks import CLOSERS, NO_BREAK_SPACES, TERMINALS, Block
from newslint.rules.pack import Hit, Pack
from newslint.rules.packfile import KINDS

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
_FAR = np.array(FAR)[:, None]

_FINAL = frozenset(TERMINALS)
_WORDLIKE = frozenset("LMN")
_BARS, _BULLETS, _DASHES = frozenset("|/»›>→▶►«‹<"), frozenset("•·▪■●*✓+#"), frozenset("-–—―")
_QUOTES = frozenset("\"'“”‘’„‟‚`´")
_BRACKETS = frozenset("()[]{}「」『』【】")
_SIGNS = frozenset("@©®™&=%$€£₹¥")
(
    _LETTER, _UPPER, _LOWER, _DIGIT, _BLANK, _NBSP, _FINALS, _COMMA, _COLON, _QUOTE, _BRACKET,
    _BAR, _DASH, _BULLET, _DOTS, _SIGN, _WIDE,
) = range(17)  # fmt: skip
"""The classes that characters belong to."""
_P, _Q, _R = np.uint32(0x01000193), np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B)
_POWERS = np.cumprod(np.concatenate(([1], np.full(63, _P))).astype(np.uint32), dtype=np.uint32)
_EDGE = np.uint32(10)
_PAGE_BITS = 7
_IN_PAGE = (1 << _PAGE_BITS) - 1


_COUNTED = {
    "no_break_spaces": _NBSP, "finals": _FINALS, "commas": _COMMA, "colons": _COLON,
    "quotes": _QUOTE, "brackets": _BRACKET, "bars": _BAR, "dashes": _DASH, "bullets": _BULLET,
    "signs": _SIGN, "wide": _WIDE,
}  # fmt: skip
_FIRST = {
    "upper": _UPPER, "lower": _LOWER, "digit": _DIGIT, "quote": _QUOTE, "bracket": _BRACKET,
    "bullet": _BULLET, "bar": _BAR, "dash": _DASH,
}  # fmt: skip
_LAST = {
    "digit": _DIGIT, "colon": _COLON, "comma": _COMMA, "bracket": _BRACKET, "quote": _QUOTE,
    "bar": _BAR, "dots": _DOTS,
}  # fmt: skip
"""The classes of characters that are counted, and looked for at the ends of a block."""
_COUNTED_CLASSES, _FIRST_CLASSES, _LAST_CLASSES = (
    np.array([*names.values()]) for names in (_COUNTED, _FIRST, _LAST)
)
_RULE_NAMES = (
    "ruled", "ruled_strong", "ruled_whole", "phrases", "phrase_strong",
    "phrase_start", "phrase_end", "byline", "stamp", "title", "running",
    *(f"evidence_{kind}" for kind in EVIDENCE),
)  # fmt: skip
OWN = (
    "characters", "words", "word_length", "longest_word", "capitals", "capital_long", "shouted",
    "numbers", "upper", "letters", "digits", *_COUNTED, *(f"first_{name}" for name in _FIRST),
    *(f"last_{name}" for name in _LAST), "terminal", "question", "exclamation", "dotted_end",
    "sentences", "second_capital", *(f"list_{name}" for name in LISTED), "url",
    *(f"ruled_{kind}" for kind in RULED_KINDS), *_RULE_NAMES,
    "copies", "said", "often", "once", "titled",
)  # fmt: skip
"""The names of the numbers of a block alone and of its words in the document."""
_NEIGHBOURS = (
    "words", "capital_long", "upper", "digits", "finals", "terminal", "question", "colons", "bars",
    "last_colon", "list_function", "list_reporting", "list_months", "url", "ruled",
    "ruled_strong", "phrases", "byline", "stamp", "title", "running", "copies", "said", "titled",
    "sentences", "first_bullet", "numbers",
)  # fmt: skip
_STEPS, _SCORE_STEPS = (-2, -1, 1, 2), (-3, -2, -1, 1, 2, 3)
"""Blocks above and below whose own numbers a block is given."""
_SHARES = (
    "ruled", "running", "terminal", "capital_long", "words", "said", "ruled_strong", "stamp",
    "score",
)  # fmt: skip
"""Numbers whose means are taken over the blocks above and below."""
_OF_RUNS = ("words", "ruled", "ruled_strong", "capital_long", "terminal", "score", "said")
"""Numbers whose means are taken over the run that a block belongs to."""
_AROUND = (*(f"{side}_{far}" for far in FAR for side in ("above", "below")), "mean")
ALL = (
    *OWN, "score", *(f"score_{step:+d}" for step in _SCORE_STEPS),
    *(f"{name}_{step:+d}" for name in _NEIGHBOURS for step in _STEPS),
    *(f"{name}_{around}" for name in _SHARES for around in _AROUND),
    "place", "blocks_above", "blocks_below", "from_first", "from_last", "words_above",
    "words_below", "words_share", "from_title", "run_size", "run_above", "run_below",
    *(f"run_{name}" for name in _OF_RUNS), "run_best", "next_run_size", "document_blocks",
    "document_words", "paragraph_words",
)  # fmt: skip
"""The names of all that the trees see, in their order."""


class Facts(NamedTuple):
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
        sums = np.bincount(self.blocks, weights.take(self.buckets), self.count)
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
        pages = codes >> _PAGE_BITS
        there = np.flatnonzero(np.bincount(pages))
        known = _pages(tuple(there.tolist()))
        number = np.empty(there[-1] + 1, np.intp)
        number[there] = np.arange(len(there)) << _PAGE_BITS
        self.which = number.take(pages) + (codes & _IN_PAGE)
        self.low = known.low.take(self.which)
        self.wordlike = known.wordlike.take(self.which)
        self.classes = known.classes
        self.closer = known.closer
        self.low[self.ends] = _EDGE
        self.wordlike[self.ends] = False

    def are(self, kind: int, places: Array) -> Array:
        """Whether the characters at some places are of a class."""
        kinds: Array = self.classes[kind][self.which[places]]
        return kinds

    def counts(self) -> Floats:
        """How many characters of each class every block holds (classes x blocks)."""
        chars, blocks = self.classes.shape[1], len(self.starts)
        pairs = self.block * chars + self.which
        # Characters are counted first and classes then: far fewer numbers than characters.
        summed: Floats
        if blocks * chars <= 4 * len(self.which) + 4096:
            counted = np.bincount(pairs, minlength=blocks * chars).reshape(blocks, chars)
            summed = self.classes.astype(np.float32) @ counted.T.astype(np.float32)
        else:
            kinds = self.classes[:, self.which]
            summed = np.add.reduceat(kinds, self.starts, axis=1, dtype=np.float32)
        return summed


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
        self.same = self.block[1:] == self.block[:-1]
        """Whether a word and the one after it stand in one block."""
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
        same = self.same
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


class _Characters(NamedTuple):
    """Of some characters: the small letter (digits are one), whether words hold it, whether it is
    one of `CLOSERS`, and its classes (classes x characters)."""

    low: NDArray[np.uint32]
    wordlike: NDArray[np.bool_]
    closer: NDArray[np.bool_]
    classes: NDArray[np.bool_]


@lru_cache(maxsize=16)
def _pages(numbers: tuple[int, ...]) -> _Characters:
    """The characters of some pages, one page after the other."""
    pages = [_page(number) for number in numbers]
    return _Characters(*(np.concatenate(column, axis=-1) for column in zip(*pages, strict=True)))


@lru_cache(maxsize=512)
def _page(number: int) -> _Characters:
    """The characters of a page: neighbours in Unicode, which a text has many of if it has one."""
    first = number << _PAGE_BITS
    known = [_character(chr(code)) for code in range(first, first + _IN_PAGE + 1)]
    low, wordlike, closer, classes = zip(*known, strict=True)
    return _Characters(
        np.array(low, np.uint32),
        np.array(wordlike, bool),
        np.array(closer, bool),
        np.array(classes, bool).T,
    )


def _character(char: str) -> tuple[int, bool, bool, tuple[bool, ...]]:
    kind = category(char)
    low = "0" if kind == "Nd" else char.lower() if len(char.lower()) == 1 else char
    wide = "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "가" <= char <= "힣"
    nbsp = char in NO_BREAK_SPACES
    classes = (
        kind[0] == "L", kind in ("Lu", "Lt"), kind == "Ll", kind == "Nd", kind[0] in "ZC", nbsp,
        char in _FINAL, char in ",;،、，；", char in ":：", char in _QUOTES, char in _BRACKETS,
        char in _BARS, char in _DASHES, char in _BULLETS, char == "…", char in _SIGNS, wide,
    )  # fmt: skip
    code = ord(" ") if kind[0] in "ZC" else ord(low)
    return code, kind[0] in _WORDLIKE, char in CLOSERS, classes


def measure(facts: Sequence[Facts], pack: Pack) -> Measured:
    """The numbers of each block alone and of its words in the document; `facts` are not empty."""
    text = _Text([fact.block for fact in facts])
    words = _Words(text)
    table = _Table(OWN, len(facts))
    _measure_shape(table, text, words)
    _measure_lists(table, facts, pack)
    _measure_rules(table, facts)
    _measure_words(table, facts, words)
    return Measured(table.rows.T, OWN, words.grams(), _characters(text))


class _Table:
    """Numbers of all blocks by their names; a row has the same number of every block."""

    def __init__(self, names: tuple[str, ...], count: int) -> None:
        self.rows = np.empty((len(names), count), np.float32)
        self._places = _places(names)

    def __setitem__(self, name: str, values: ArrayLike) -> None:
        self.rows[self._places[name]] = values

    def __getitem__(self, name: str) -> Floats:
        row: Floats = self.rows[self._places[name]]
        return row

    def stretch(self, first: str, size: int) -> Floats:
        """The rows from `first` on."""
        at = self._places[first]
        return self.rows[at : at + size]

    def of(self, names: tuple[str, ...]) -> Floats:
        """A copy of some rows."""
        rows: Floats = self.rows[[self._places[name] for name in names]]
        return rows


@lru_cache(maxsize=4)
def _places(names: tuple[str, ...]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _measure_shape(table: _Table, text: _Text, words: _Words) -> None:
    counts = text.counts()
    counts[_BLANK] -= 1.0
    sizes = (text.ends - text.starts).astype(np.float32)
    letters = np.maximum(counts[_LETTER], 1.0)
    number = words.per_block()
    some = np.maximum(number, 1.0)
    capital = text.are(_UPPER, words.first)
    long = (words.size > 3) & text.are(_LETTER, words.first)
    second = text.are(_UPPER, np.minimum(words.first + 1, words.last))
    shouted = capital & (words.size > 1) & second
    table["characters"] = np.log1p(sizes)
    table["words"] = np.where(counts[_WIDE] > 4, counts[_WIDE] / 2, number)
    table["word_length"] = words.per_block(words.size) / some
    table["longest_word"] = _maximum(words)
    table["capitals"] = words.per_block(capital) / some
    table["capital_long"] = words.per_block(capital & long) / np.maximum(words.per_block(long), 1.0)
    table["shouted"] = words.per_block(shouted) / some
    table["numbers"] = words.per_block(text.are(_DIGIT, words.first)) / some
    table["upper"] = counts[_UPPER] / letters
    table["letters"] = counts[_LETTER] / np.maximum(sizes, 1.0)
    table["digits"] = counts[_DIGIT] / np.maximum(sizes, 1.0)
    counted = table.stretch("no_break_spaces", len(_COUNTED))
    np.minimum(counts[_COUNTED_CLASSES], 30.0, out=counted)
    for name, kinds, places in (
        ("first_upper", _FIRST_CLASSES, text.starts),
        ("last_digit", _LAST_CLASSES, text.ends - 1),
    ):
        table.stretch(name, len(kinds))[:] = text.classes[kinds][:, text.which[places]]
    _measure_ends(table, text)
    table["sentences"] = np.minimum(_sentence_ends(text, words), 20.0)
    table["second_capital"] = _second_capital(words, capital)


def _measure_ends(table: _Table, text: _Text) -> None:
    """Whether blocks end in a final mark (quotes and brackets aside), in ? or !, in dots."""
    at = text.ends - 1
    for _ in range(2):
        at = np.where(text.closer[text.which[at]] & (at > text.starts), at - 1, at)
    last = text.low[at]
    stop = text.low[np.maximum(at - 1, text.starts)] == ord(".")
    table["terminal"] = text.are(_FINALS, at)
    table["question"] = (last == ord("?")) | (last == ord("？"))
    table["exclamation"] = last == ord("!")
    table["dotted_end"] = ((last == ord(".")) & stop) | (last == ord("…"))


def _maximum(words: _Words) -> Floats:
    longest = np.zeros(words.count, np.float32)
    np.maximum.at(longest, words.block, words.size.astype(np.float32))
    return longest


def _sentence_ends(text: _Text, words: _Words) -> Floats:
    """How often a final mark, a blank and a capital follow each other."""
    if len(words.first) < 2:
        return np.zeros(words.count, np.float32)
    gap = words.first[1:] - words.last[:-1]
    marked = text.are(_FINALS, words.last[:-1] + 1)
    ends = marked & (gap > 2) & ~text.are(_LOWER, words.first[1:]) & words.same
    return np.bincount(words.block[1:], ends, words.count).astype(np.float32)


def _second_capital(words: _Words, capital: Array) -> Floats:
    """Whether the second word of a block begins with a capital."""
    result = np.zeros(words.count, np.float32)
    if len(words.first) > 1:
        opens = np.concatenate(([True], ~words.same))
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


def _measure_lists(table: _Table, facts: Sequence[Facts], pack: Pack) -> None:
    known = _listed(pack).get
    found = [list(filter(None, map(known, fact.block.terms))) for fact in facts]
    masks = np.fromiter(chain.from_iterable(found), np.int64)
    edges = np.zeros(len(facts) + 1, np.int64)
    np.cumsum([len(masks) for masks in found], out=edges[1:])
    sums = np.zeros((len(LISTED), len(masks) + 1), np.int64)
    np.cumsum((masks >> np.arange(len(LISTED))[:, None]) & 1, axis=1, out=sums[:, 1:])
    counts = sums[:, edges[1:]] - sums[:, edges[:-1]]
    sizes = np.array([max(len(fact.block.terms), 1) for fact in facts], np.float64)
    np.minimum(counts, 5, out=table.stretch("list_function", len(LISTED)), casting="unsafe")
    table["list_function"] = counts[0] / sizes
    table["url"] = [fact.block.url for fact in facts]


def _measure_rules(table: _Table, facts: Sequence[Facts]) -> None:
    ruled = table.stretch(f"ruled_{RULED_KINDS[0]}", len(RULED_KINDS))
    numbers = table.stretch("ruled", len(_RULE_NAMES))
    ruled[:] = numbers[:] = 0.0
    for number, fact in enumerate(facts):
        if fact.kind:
            ruled[RULED_KINDS.index(fact.kind), number] = 1.0
        if fact.kind or fact.hits or fact.evidence or fact.metadata:
            numbers[:, number] = _rule_numbers(fact)
    table["title"] = [fact.title for fact in facts]
    table["running"] = [fact.running for fact in facts]
    # Not the kind "share": the model was trained on this number under its name.
    table["ruled_share"] = [_share(fact) for fact in facts]


def _share(fact: Facts) -> float:
    """How much of a block its phrase takes."""
    hit = fact.hit
    return (hit.end - hit.start) / max(len(fact.block.text), 1) if hit else 0.0


def _rule_numbers(fact: Facts) -> tuple[float, ...]:
    size = max(len(fact.block.text), 1)
    hit, hits = fact.hit, fact.hits
    return (
        fact.kind != "",
        hit is not None and hit.entry.strong,
        hit is not None and hit.whole,
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


def _measure_words(table: _Table, facts: Sequence[Facts], words: _Words) -> None:
    """How much of a block the article says elsewhere, its title says, and other lines repeat."""
    count = len(facts)
    running = np.fromiter((fact.running for fact in facts), bool, count)
    title = np.fromiter((fact.title for fact in facts), bool, count)
    copies: dict[str, int] = {}
    for fact in facts:
        copies[fact.block.folded] = copies.get(fact.block.folded, 0) + 1
    table["copies"] = np.fromiter(
        (min(copies[fact.block.folded], 9) for fact in facts), np.float32, count
    )
    long = words.size > 3
    block, which = words.block[long], _numbered(words.hash[long])
    total = np.maximum(np.bincount(block, minlength=count), 1)
    said = np.bincount(which, running[block], minlength=1)
    others = said[which] - running[block]
    anywhere = np.bincount(which, minlength=1)[which]
    titled = np.bincount(which, title[block], minlength=1)[which] > title[block]
    table["said"] = np.bincount(block, others > 0, count) / total
    table["often"] = np.bincount(block, np.log1p(others), count) / total
    table["once"] = np.bincount(block, anywhere == 1, count) / total
    table["titled"] = np.bincount(block, titled, count) / total


def _numbered(hashes: Array) -> Array:
    """For each hash a number, the same for equal ones; `np.unique` takes twice as long."""
    order = hashes.argsort()
    ordered = hashes[order]
    numbers = np.empty(len(hashes), np.intp)
    numbers[order] = np.cumsum(np.concatenate(([False], ordered[1:] != ordered[:-1])))[: len(order)]
    return numbers


def features(measured: Measured, score: Floats) -> tuple[Floats, tuple[str, ...]]:
    """All that the trees see: blocks x features, and the names of the features.

    `score` is what the linear model makes of the words of each block.
    """
    table = _Table(ALL, len(score))
    table.rows[: len(OWN)] = measured.own.T
    table["score"] = score
    _measure_neighbours(table, ("score",), _SCORE_STEPS, 0.0)
    _measure_neighbours(table, _NEIGHBOURS, _STEPS, -1.0)
    _measure_windows(table)
    _measure_place(table)
    _measure_runs(table)
    _measure_document(table)
    return table.rows.T, ALL


def _measure_neighbours(
    table: _Table, names: tuple[str, ...], steps: tuple[int, ...], outside: float
) -> None:
    """Of each block the numbers of those some steps above and below it."""
    values = table.of(names)
    rows = table.stretch(f"{names[0]}_{steps[0]:+d}", len(names) * len(steps))
    shifted = rows.reshape(len(names), len(steps), -1)
    shifted[:] = outside
    for number, step in enumerate(steps):
        if step > 0:
            shifted[:, number, :-step] = values[:, step:]
        else:
            shifted[:, number, -step:] = values[:, :step]


def _measure_windows(table: _Table) -> None:
    """Means over the blocks above and below, and over the whole text."""
    values = table.of(_SHARES)
    count = values.shape[1]
    rows = table.stretch(f"{_SHARES[0]}_{_AROUND[0]}", len(_SHARES) * len(_AROUND))
    means = rows.reshape(len(_SHARES), len(_AROUND), count)
    sums = np.zeros((len(_SHARES), count + 1))
    np.cumsum(values, axis=1, dtype=np.float64, out=sums[:, 1:])
    at = np.arange(count)
    above, below = np.maximum(at - _FAR, 0), np.minimum(at + _FAR + 1, count)
    means[:, :-1:2] = (sums[:, None, :-1] - sums[:, above]) / np.maximum(at - above, 1)
    means[:, 1:-1:2] = (sums[:, below] - sums[:, None, 1:]) / np.maximum(below - at - 1, 1)
    means[:, -1] = sums[:, -1:] / count


def _measure_place(table: _Table) -> None:
    """Where a block stands between the paragraphs of the text."""
    running = table["running"] > 0
    count = len(running)
    at = np.arange(count)
    paragraphs = np.flatnonzero(running)
    first, last = (paragraphs[0], paragraphs[-1]) if len(paragraphs) else (count, -1)
    words = np.concatenate(([0.0], np.cumsum(table["words"] * running, dtype=np.float64)))
    table["place"] = at / count
    table["blocks_above"] = np.minimum(at, 200)
    table["blocks_below"] = np.minimum(count - 1 - at, 200)
    table["from_first"] = _bounded(at - first)
    table["from_last"] = _bounded(at - last)
    table["words_above"] = np.log1p(words[:-1])
    table["words_below"] = np.log1p(words[-1] - words[1:])
    table["words_share"] = words[:-1] / max(words[-1], 1.0)
    title = np.flatnonzero(table["title"] > 0)
    table["from_title"] = _bounded(at - (title[0] if len(title) else -1))


def _bounded(distances: Array) -> Array:
    """The same, but no further than 200; `np.clip` takes three times as long."""
    nearer: Array = np.minimum(np.maximum(distances, -200), 200)
    return nearer


def _measure_runs(table: _Table) -> None:
    """The run of blocks without a paragraph among them that a block belongs to."""
    running = table["running"] > 0
    count = len(running)
    at = np.arange(count)
    run = np.cumsum(np.concatenate(([False], running[1:] != running[:-1])))
    sizes = np.bincount(run)
    first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    table["run_size"] = np.minimum(sizes[run], 200)
    table["run_above"] = np.minimum(at - first[run], 200)
    table["run_below"] = np.minimum(first[run] + sizes[run] - 1 - at, 200)
    for name in _OF_RUNS:
        table[f"run_{name}"] = (np.bincount(run, table[name]) / sizes)[run]
    best = np.full(len(sizes), -np.inf)
    np.maximum.at(best, run, table["score"])
    table["run_best"] = best[run]
    following = np.minimum(run + 1, len(sizes) - 1)
    table["next_run_size"] = np.where(following > run, np.minimum(sizes[following], 50), 0)


def _measure_document(table: _Table) -> None:
    count = len(table["words"])
    running = table["running"] > 0
    words = table["words"] * running
    table["document_blocks"] = min(count, 1000)
    table["document_words"] = np.log1p(words.sum())
    table["paragraph_words"] = words.sum() / max(running.sum(), 1)
