"""A small language model, run by numpy: what it knows at each token, how likely it finds a text.

A Llama (SmolLM2-135M; Touvron et al. 2023, "LLaMA", with the grouped keys and values of Ainslie et
al. 2023, "GQA"): each token sees those before it. `newslint.rules.modelinstallation` writes its
files. They are mapped, not read: all processes of a machine share one copy of them in memory, and
the system takes it back when it is needed. They hold float32, as to widen float16 at each reading
of a sentence costs more than the reading.

BLAS is held to one thread: the sentences are short, and newslint runs a process a core.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from newslint.errors import ModelError

Floats = NDArray[np.float32]
FACTS, TOKENIZER = "model.json", "tokenizer.json"
ARRAYS = ("words", "norms", "attention", "out", "gated", "down", "norm")
DEPTH = 18
"""Layers that `states` goes through: those above know more of the next word and less of the
sentence."""
SEEN = (12, 18)
"""Layers whose states it returns."""
START = "<|endoftext|>"
"""The token that stands between texts; a text's first token is as likely as it is after that."""
VOCABULARY_STEP = 4096
"""Words whose odds are computed at a time: bounds the memory that they take."""


class Facts(NamedTuple):
    """What the arrays do not tell of a model."""

    heads: int
    groups: int
    """Keys and values; each serves `heads / groups` heads."""
    theta: float
    """The base of the wave lengths that tell places apart."""
    epsilon: float
    """What is added to a variance."""


class States(NamedTuple):
    """What the model knows at each token of a text."""

    offsets: list[tuple[int, int]]
    """(start, end) in the text, without the blank that a token may begin with."""
    values: Floats
    """[token, layers seen * width]."""


class _Part(NamedTuple):
    """The tokens of a text that are computed: rows of an array of many texts' tokens.

    They go on after the first `shared` tokens of another text, whose keys and values are known.
    """

    rows: slice
    shared: int


_Memory = list[tuple[Floats, Floats]]
"""Keys and values of a text, [group, token, size] each, by layer."""


class LanguageModel:
    """The weights, ready to read.

    `words` [token, width] are the vectors of tokens, on the way in and out. By layer: `norms`
    [layer, 2, width] before attention and before the gated step, `attention` [layer, width +
    2 * groups * size, width] queries, keys and values, `out` [layer, width, width], `gated`
    [layer, 2 * inner, width] gate and value, `down` [layer, width, inner]; `norm` [width] is the
    last one's.
    """

    def __init__(self, folder: Path) -> None:
        """Raises ModelError when a file is missing or damaged."""
        try:
            self.facts = Facts(**json.loads((folder / FACTS).read_text(encoding="utf-8")))
            arrays = {
                name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ARRAYS
            }
            self._tokenizer = _tokenizer(folder / TOKENIZER)
        except Exception as error:
            raise ModelError(
                f"{folder}: this is not the language model ({error}); run "
                "`newslint model remove` and `newslint model install`"
            ) from error
        self._words, self._norms, self._attention = (arrays[name] for name in ARRAYS[:3])
        self._out, self._gated, self._down, self._norm = (arrays[name] for name in ARRAYS[3:])
        self._size = self._words.shape[1] // self.facts.heads
        self._start = int(self._tokenizer.token_to_id(START))
        self._threads = ThreadpoolController()

    def states(self, text: str) -> States:
        """The states of the tokens of `text` after the layers `SEEN`."""
        found = self._tokenizer.encode(text)
        offsets = [(start + (text[start:end][:1] == " "), end) for start, end in found.offsets]
        part = _Part(slice(0, len(found.ids)), 0)
        with self._threads.limit(limits=1, user_api="blas"):
            layers = self._layers(found.ids, [part], DEPTH)
            seen = [rows for number, (rows, *_) in enumerate(layers, 1) if number in SEEN]
        return States(offsets, np.concatenate(seen, axis=1))

    def log_likelihoods(self, texts: Sequence[str]) -> list[float]:
        """The natural logarithm of the probability of each text.

        Texts that begin like the first one cost what follows only: for orders of the same words.
        """
        if not texts:
            return []
        first, *others = ([self._start, *each.ids] for each in self._tokenizer.encode_batch(texts))
        with self._threads.limit(limits=1, user_api="blas"):
            return self._likelihoods(first, others)

    def _likelihoods(self, first: list[int], others: list[list[int]]) -> list[float]:
        whole = _Part(slice(0, len(first)), 0)
        memory, known = [], np.empty(0, np.float32)
        for known, keys, values in self._layers(first, [whole], len(self._out)):
            memory.append((keys, values))
        own = self._log_probabilities(known[:-1], first[1:])
        # At least the start is shared; at most all but a token, so that each has one to compute.
        shared = [min(_alike(first, other), len(other) - 1) or 1 for other in others]
        rests = [other[count:] for other, count in zip(others, shared, strict=True)]
        bounds = [0, *accumulate(map(len, rests))]
        spans = [slice(*pair) for pair in pairwise(bounds)]
        parts = [_Part(*each) for each in zip(spans, shared, strict=True)]
        ids = [token for rest in rests for token in rest]
        if not ids:
            return [float(own.sum())] * (1 + len(others))
        rows = np.empty(0, np.float32)
        for rows, *_ in self._layers(ids, parts, len(self._out), memory):
            pass
        # The state before a text's own first token is that of the last one which it shares.
        before = np.concatenate([rows[:1], rows[:-1]])
        before[bounds[:-1]] = known[[count - 1 for count in shared]]
        each = self._log_probabilities(before, ids)
        return [
            float(own.sum()),
            *(float(own[: p.shared - 1].sum() + each[p.rows].sum()) for p in parts),
        ]

    def _layers(
        self, ids: list[int], parts: list[_Part], depth: int, memory: _Memory | None = None
    ) -> Iterator[tuple[Floats, Floats, Floats]]:
        """The states [token, width] after each layer, and the keys and values of that layer.

        `memory` holds those of the text that the parts go on after.
        """
        heads, groups, size = self.facts.heads, self.facts.groups, self._size
        turns = self._turns(parts)
        rows = self._words[ids]
        for layer in range(depth):
            x = self._scaled(rows, self._norms[layer, 0]) @ self._attention[layer].T
            mixed = x.reshape(len(ids), heads + 2 * groups, size).swapaxes(0, 1)
            mixed[: heads + groups] = _turned(mixed[: heads + groups], *turns)
            queries = mixed[:heads].reshape(groups, heads // groups, len(ids), size)
            keys, values = mixed[heads : heads + groups], mixed[heads + groups :]
            before = memory[layer] if memory else (keys[:, :0], values[:, :0])
            found = [
                _attended(
                    queries[:, :, part.rows],
                    np.concatenate([before[0][:, : part.shared], keys[:, part.rows]], axis=1),
                    np.concatenate([before[1][:, : part.shared], values[:, part.rows]], axis=1),
                )
                for part in parts
            ]
            rows = rows + np.concatenate(found) @ self._out[layer].T
            x = self._scaled(rows, self._norms[layer, 1]) @ self._gated[layer].T
            gate, up = np.split(x, 2, axis=1)
            rows = rows + (gate / (1 + np.exp(-gate)) * up) @ self._down[layer].T
            yield rows, keys, values

    def _turns(self, parts: list[_Part]) -> tuple[Floats, Floats]:
        """Cosines and sines [token, size] of the angles that tell where a token stands.

        Su et al. 2021, "RoFormer".
        """
        places = np.concatenate(
            [np.arange(p.rows.stop - p.rows.start) + p.shared for p in parts]
        ).astype(np.float32)
        half = self._size // 2
        waves = self.facts.theta ** (-np.arange(half, dtype=np.float32) / half)
        angles = np.tile(places[:, None] * waves.astype(np.float32), 2)
        return np.cos(angles), np.sin(angles)

    def _scaled(self, rows: Floats, weights: Floats) -> Floats:
        """Zhang and Sennrich 2019, "Root mean square layer normalization"."""
        mean = np.mean(rows * rows, axis=1, keepdims=True)
        scaled: Floats = rows / np.sqrt(mean + self.facts.epsilon) * weights
        return scaled

    def _log_probabilities(self, rows: Floats, ids: Sequence[int]) -> Floats:
        """The log probability of each token `ids[i]` after the state `rows[i]`."""
        rows = self._scaled(rows, self._norm)
        total = np.full(len(ids), -np.inf, np.float32)
        for at in range(0, len(self._words), VOCABULARY_STEP):
            odds = rows @ self._words[at : at + VOCABULARY_STEP].T
            top = odds.max(axis=1, initial=-np.inf)
            odds -= top[:, None]
            total = np.logaddexp(total, np.log(np.exp(odds, out=odds).sum(axis=1)) + top)
        own: Floats = (rows * self._words[list(ids)]).sum(axis=1) - total
        return own


def _attended(queries: Floats, keys: Floats, values: Floats) -> Floats:
    """What each token draws from those before it and itself: [token, heads * size].

    `queries` [group, head, token, size] are of the last tokens of `keys` and `values`
    [group, token, size].
    """
    new, size = queries.shape[2:]
    scores = queries @ keys[:, None].swapaxes(2, 3) * np.float32(size**-0.5)
    scores += np.triu(np.full((new, keys.shape[1]), -1e4, np.float32), keys.shape[1] - new + 1)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    mixed: Floats = (scores @ values[:, None]).transpose(2, 0, 1, 3).reshape(new, -1)
    return mixed


def _turned(x: Floats, cos: Floats, sin: Floats) -> Floats:
    half = x.shape[-1] // 2
    turned: Floats = x * cos + np.concatenate([-x[..., half:], x[..., :half]], axis=-1) * sin
    return turned


def _alike(first: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens two texts begin with alike."""
    pairs = zip(first, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
