"""The language model: how likely it finds each of some texts, and what it knows at each token.

SmolLM2-135M, a Llama (https://arxiv.org/abs/2502.02737), computed with numpy.
`modelinstallation.py` brings its weights. What it is good for: docs/models/language.md and
docs/models/strong.md.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from threadpoolctl import ThreadpoolController

    Floats = NDArray[np.floating[Any]]

FACTS, TOKENIZER = "model.json", "tokenizer.json"
MATRICES = ("q", "k", "v", "out", "gate", "up", "down")
"""The matrices that each layer has."""
ARRAYS = ("words", "norm", "norm1", "norm2", *MATRICES)
"""The weights, each a file `NAME.npy`; those of the layers are stacked."""
START = 0
"""The token that documents begin with (`<|endoftext|>`)."""
NODES = 512
"""Tokens that are computed together at most, unless one text alone has more."""
_COLUMNS = 4096
"""Words of the vocabulary whose logits are computed together."""
REMEMBERED = 256
"""Sets of texts whose results are kept: `fix` asks for the same ones in every round."""


class Facts(NamedTuple):
    """The shape of the network, as far as its weights do not tell it."""

    heads: int
    groups: int
    """Heads of keys and values; several heads of queries share one."""
    theta: float
    """The base of the rotary position embedding."""
    epsilon: float
    """What keeps RMSNorm from dividing by zero."""


class States(NamedTuple):
    """What the language model knows at each token of a text."""

    starts: tuple[int, ...]
    """Where each token begins in the text; a blank that it begins with does not count."""
    values: Floats
    """[token, layers * width]."""


class Change(NamedTuple):
    """What is added to a weight matrix of each layer, `up @ down`: a low-rank adaptation (Hu et al.
    2021, https://arxiv.org/abs/2106.09685)."""

    down: Floats
    """[layer, rank, in]."""
    up: Floats
    """[layer, out, rank]."""


_AS_IS: Mapping[str, Change] = MappingProxyType({})


class LanguageModel:
    """The weights, mapped into memory as they lie on the disk (float32), ready to judge texts."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError when a file is missing, damaged, or another kind of model."""
        try:
            self._facts, self._weights, self._tokenizer = _loaded_files(folder)
        except Exception as error:
            raise ModelError(
                f"{folder}: this is not the language model ({error}); bring it anew by `newslint "
                "model remove` and `newslint model install`"
            ) from error
        self._known = lru_cache(maxsize=REMEMBERED)(self._computed)

    def log_likelihoods(self, texts: Sequence[str]) -> list[float]:
        """The log probability of each text after the start of a document, in nats.

        Made for orders of the same words: what texts have in common at their beginning is computed
        once.
        """
        return list(self._known(tuple(texts)))

    def states(
        self, texts: Sequence[str], layers: Sequence[int], changes: Mapping[str, Change] = _AS_IS
    ) -> list[States]:
        """What is known of each text after each of some layers (1 is the first), one beside the
        other.

        `changes` are those of `MATRICES`, by name, up to the last of the layers. Texts are computed
        together, which takes half the time and changes numbers by millionths.
        """
        import numpy as np

        encodings = self._tokenizer.encode_batch(texts)
        ids = [tuple(each.ids) for each in encodings]
        found: dict[tuple[int, ...], Floats] = {}
        with one_thread():
            for tree in _trees(sorted(set(ids))):
                passed = enumerate(islice(self._layers(tree, changes), max(layers)), 1)
                seen = [states.copy() for layer, states in passed if layer in layers]
                beside = np.concatenate(seen, axis=1)
                found.update({path: beside[nodes] for path, nodes in tree.paths.items()})
        return [
            States(_starts(text, each.offsets), found[path])
            for text, each, path in zip(texts, encodings, ids, strict=True)
        ]

    def _computed(self, texts: tuple[str, ...]) -> list[float]:
        ids = [tuple(each.ids) for each in self._tokenizer.encode_batch(texts)]
        found: dict[tuple[int, ...], float] = {}
        with one_thread():
            for tree in _trees(sorted(set(ids))):
                steps = self._steps(tree)
                found.update({text: float(steps[path].sum()) for text, path in tree.paths.items()})
        return [found[each] for each in ids]

    def _steps(self, tree: _Tree) -> Floats:
        """The log probability of each node's token after those before it; 0 for the root."""
        import numpy as np

        (states,) = deque(self._layers(tree), maxlen=1)
        states = _normed(states, self._weights["norm"], self._facts.epsilon)
        inner = np.unique(tree.parents[1:])
        total = np.full(len(tree.ids), -np.inf, dtype=np.float32)
        words = self._weights["words"]
        for start in range(0, len(words), _COLUMNS):
            logits = states[inner] @ words[start : start + _COLUMNS].T
            top = logits.max(axis=1)
            part = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
            total[inner] = np.logaddexp(total[inner], part)
        own = np.einsum("nw,nw->n", states[tree.parents], words[tree.ids])
        steps: Floats = own - total[tree.parents]
        steps[0] = 0.0
        return steps

    def _layers(self, tree: _Tree, changes: Mapping[str, Change] = _AS_IS) -> Iterator[Floats]:
        """What the network knows at each node after each layer, [node, width]; one array, which
        the next layer changes."""
        import numpy as np

        facts, weights = self._facts, self._weights
        width = weights["words"].shape[1]
        turns = _turns(tree.depths, width // facts.heads, facts.theta)
        states = weights["words"][tree.ids]
        for layer in range(len(weights["q"])):
            through = partial(self._through, layer=layer, changes=changes)
            x = _normed(states, weights["norm1"][layer], facts.epsilon)
            q = _turned(through(x, "q").reshape(len(x), facts.heads, -1), turns)
            k = _turned(through(x, "k").reshape(len(x), facts.groups, -1), turns)
            v = through(x, "v").reshape(len(x), facts.groups, -1)
            states += through(_attended(q, k, v, tree.bias), "out")
            x = _normed(states, weights["norm2"][layer], facts.epsilon)
            gate = through(x, "gate")
            gate /= 1 + np.exp(-gate)
            gate *= through(x, "up")
            states += through(gate, "down")
            yield states

    def _through(self, x: Floats, name: str, layer: int, changes: Mapping[str, Change]) -> Floats:
        """`x` [node, in] times a matrix of a layer, changed as `changes` has it; [node, out]."""
        result: Floats = x @ self._weights[name][layer].T
        if name in changes:
            result += x @ changes[name].down[layer].T @ changes[name].up[layer].T
        return result


def _starts(text: str, offsets: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(start + (text[start:end][:1] == " ") for start, end in offsets)


def one_thread() -> AbstractContextManager[object]:
    """Holds BLAS to one thread while it lasts.

    Several wait for each other at work: ten times as dear on a busy machine, and the processes of a
    run are as many as the cores.
    """
    context: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return context


@cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


class _Tree(NamedTuple):
    """Texts whose common beginnings are one; node 0 is the start of the document."""

    ids: NDArray[np.int64]
    parents: NDArray[np.int64]
    depths: NDArray[np.int64]
    bias: Floats
    """[node, other]: 0 where the other one leads to the node, or is it; else minus infinity."""
    paths: dict[tuple[int, ...], list[int]]
    """The nodes of each text."""


def _trees(texts: Sequence[tuple[int, ...]]) -> Iterator[_Tree]:
    """Trees of at most `NODES` nodes that hold the texts (token ids, sorted) between them."""
    nodes: dict[tuple[int, int], int] = {}
    paths: dict[tuple[int, ...], list[int]] = {}
    for text in texts:
        if paths and len(nodes) + len(text) >= NODES:
            yield _tree(nodes, paths)
            nodes, paths = {}, {}
        at, path = 0, []
        for token in text:
            at = nodes.setdefault((at, token), len(nodes) + 1)
            path.append(at)
        paths[text] = path
    if paths:
        yield _tree(nodes, paths)


def _tree(nodes: dict[tuple[int, int], int], paths: dict[tuple[int, ...], list[int]]) -> _Tree:
    """`nodes` has the number of each node by its parent and its token, in order."""
    import numpy as np

    pairs = np.array([(0, START), *nodes], dtype=np.int64)
    parents, ids = pairs[:, 0], pairs[:, 1]
    depths = np.zeros(len(pairs), dtype=np.int64)
    bias = np.full((len(pairs), len(pairs)), -np.inf, dtype=np.float32)
    bias[0, 0] = 0.0
    for node, parent in enumerate(parents[1:], 1):
        depths[node] = depths[parent] + 1
        bias[node] = bias[parent]
        bias[node, node] = 0.0
    return _Tree(ids, parents, depths, bias, paths)


def _normed(x: Floats, by: Floats, epsilon: float) -> Floats:
    """RMSNorm."""
    import numpy as np

    root: Floats = np.sqrt(np.square(x).mean(axis=-1, keepdims=True) + epsilon)
    return x / root * by


def _turns(depths: NDArray[np.int64], size: int, theta: float) -> tuple[Floats, Floats]:
    """Cosines and sines of the rotary position embedding, [node, 1, half a head]."""
    import numpy as np

    half = size // 2
    angles = depths[:, None, None] * theta ** (-np.arange(half) / half)
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)


def _turned(x: Floats, turns: tuple[Floats, Floats]) -> Floats:
    """Queries or keys [node, head, size], turned by their place."""
    import numpy as np

    (cos, sin), half = turns, x.shape[-1] // 2
    left, right = x[..., :half], x[..., half:]
    return np.concatenate([left * cos - right * sin, right * cos + left * sin], axis=-1)


def _attended(q: Floats, k: Floats, v: Floats, bias: Floats) -> Floats:
    """Attention of each node to those that lead to it, [node, width]."""
    import numpy as np

    nodes, heads, size = q.shape
    mixed = np.empty_like(q)
    for head in range(heads):
        group = head * k.shape[1] // heads
        scores = q[:, head] @ k[:, group].T
        scores *= np.float32(size**-0.5)
        scores += bias
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        mixed[:, head] = scores @ v[:, group]
    return mixed.reshape(nodes, -1)


def _loaded_files(folder: Path) -> tuple[Facts, dict[str, Any], Any]:
    """Facts, weights and tokenizer; any exception says that they are not what they should be."""
    import json

    import numpy as np
    from tokenizers import Tokenizer

    facts = Facts(**json.loads((folder / FACTS).read_bytes()))
    weights: dict[str, Any] = {
        name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS
    }
    layers: int
    width: int
    inner: int
    layers, width, inner = weights["down"].shape
    narrow = width // facts.heads * facts.groups
    shapes = {
        "words": (len(weights["words"]), width),
        "norm": (width,),
        **dict.fromkeys(("norm1", "norm2"), (layers, width)),
        **dict.fromkeys(("q", "out"), (layers, width, width)),
        **dict.fromkeys(("k", "v"), (layers, narrow, width)),
        **dict.fromkeys(("gate", "up"), (layers, inner, width)),
        "down": (layers, width, inner),
    }
    for name, shape in shapes.items():
        if weights[name].shape != shape:
            raise ValueError(f"{name}.npy has the shape {weights[name].shape}, not {shape}")
    return facts, weights, Tokenizer.from_buffer((folder / TOKENIZER).read_bytes())


def model(folder: Path) -> LanguageModel:
    """The model in a folder, read once by each process. Raises ModelError when it cannot be."""
    return _loaded(folder, os.getpid())


@cache
def _loaded(folder: Path, _process: int) -> LanguageModel:
    return LanguageModel(folder)
