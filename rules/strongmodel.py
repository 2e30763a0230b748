"""The strong detector: a language model reads sentences beside the garble model.

The language model (`newslint.rules.languagemodel`) is tuned to the task by small changes of its
matrices; a small network over its states, a gated recurrent unit both ways, gives log odds of its
own. A weighted sum of the two decides. What it was trained on and how well it does:
docs/models/strong.md.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from io import BytesIO
from itertools import islice
from math import erf
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newslint.rules import garblemodel, modelinstallation
from newslint.rules.garblemodel import REMEMBERED, Facts, Model, Reading, Token
from newslint.rules.languagemodel import (
    MATRICES,
    Change,
    LanguageModel,
    States,
    model,
    one_thread,
)

Floats = NDArray[np.float32]

WEIGHTS, FACTS = "strong.npz", "strong.json"
CHANGES = "changes."
"""How the names of what is added to the language model begin: `changes.MATRIX.down` and `.up`."""
SEEN = (12, 18)
"""Layers of the language model whose states are read: those above know more of the next word and
less of the sentence."""
_erf = np.vectorize(erf, otypes=[np.float32])


class Mix(NamedTuple):
    """How two log odds become those of the finding: `small * own + strong * other + bias`.

    `beside` is the SHA-256 of the garble model's network that this is true of.
    """

    small: float
    strong: float
    bias: float
    beside: str


class Network:
    """What the reader makes of the states of a sentence.

    `weights` are those of PyTorch's modules, by their names: a layer norm, a linear layer `narrow`,
    a GRU `both_ways`, and heads for each token and for the sentence.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._weights = weights

    def __call__(self, states: Floats) -> tuple[float, Floats]:
        """The log odds of the sentence, and those of each token [token], of states [token, width].

        The sentence's come from the states weighed by attention, the first one, and the log odds
        of the token that is the worst.
        """
        w = self._weights
        centred = states - states.mean(axis=1, keepdims=True)
        x = centred / np.sqrt((centred * centred).mean(axis=1, keepdims=True) + 1e-5)
        x = _gelu(self._linear(x * w["norm.weight"] + w["norm.bias"], "narrow"))
        wide = np.concatenate(
            [self._recurrent(x, ""), self._recurrent(x[::-1], "_reverse")[::-1]], axis=1
        )
        tokens = self._linear(wide, "heads.token")[:, 0]
        odds = self._linear(wide, "heads.weight")[:, 0]
        shares = np.exp(odds - odds.max())
        pooled = np.concatenate([shares @ wide / shares.sum(), wide[0]])
        hidden = _gelu(self._linear(pooled, "heads.hidden"))
        sentence = self._linear(np.append(hidden, tokens.max()), "heads.sentence")
        return float(sentence[0]), tokens

    def _linear(self, x: Floats, name: str) -> Floats:
        result: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result

    def _recurrent(self, x: Floats, way: str) -> Floats:
        """The gated recurrent unit of Cho et al. 2014 as PyTorch has it; [token, width]."""
        inner = self._weights[f"both_ways.weight_hh_l0{way}"].T
        bias = self._weights[f"both_ways.bias_hh_l0{way}"]
        outer = x @ self._weights[f"both_ways.weight_ih_l0{way}"].T
        outer += self._weights[f"both_ways.bias_ih_l0{way}"]
        state = np.zeros(len(inner), np.float32)
        states = np.empty((len(x), len(state)), np.float32)
        for number, given in enumerate(outer):
            reset, update, new = np.split(given, 3)
            own_reset, own_update, own_new = np.split(state @ inner + bias, 3)
            kept = _sigmoid(update + own_update)
            new = np.tanh(new + _sigmoid(reset + own_reset) * own_new)
            state = states[number] = (1 - kept) * new + kept * state
        return states


class Strong:
    """Both detectors, ready to read sentences, as `garblemodel.Model` is."""

    def __init__(self, folder: Path, small: Model) -> None:
        """Raises ModelError when a file of the reader is missing or damaged."""
        self.facts = garblemodel.facts(folder, FACTS)
        self.mix = mix(folder)
        self._small = small
        self._network, self._changes = _weights(folder / WEIGHTS, self.facts)
        self._known: dict[str, Reading] = {}

    def read(self, texts: Sequence[str]) -> list[Reading | None]:
        """The reading of each sentence; None of one that is too long."""
        small = dict(zip(texts, self._small.read(texts), strict=True))
        found = {text: self._known[text] for text in small if text in self._known}
        new = {text: each for text, each in small.items() if each and text not in found}
        found.update(self._by_both(new))
        self._known = dict(islice((found | self._known).items(), REMEMBERED))
        return [found.get(text) for text in texts]

    def _by_both(self, small: Mapping[str, Reading]) -> dict[str, Reading]:
        """The readings of sentences, of each of which the garble model's is given."""
        if not small:
            return {}
        states = self._language_model.states([*small], SEEN, self._changes)
        with one_thread():
            return {
                text: self._mixed(reading, each)
                for (text, reading), each in zip(small.items(), states, strict=True)
            }

    def _mixed(self, small: Reading, states: States) -> Reading:
        logit, odds = self._network(states.values)
        logit = self.mix.small * small.logit + self.mix.strong * logit + self.mix.bias
        # Of a character that is several tokens the first one counts.
        strong = dict(zip(reversed(states.starts), reversed(odds.tolist()), strict=True))
        tokens = (
            Token(t.start, t.end, (t.logit + strong.get(t.start, t.logit)) / 2)
            for t in small.tokens
        )
        return Reading(logit, tuple(tokens))

    @cached_property
    def _language_model(self) -> LanguageModel:
        return model(modelinstallation.ready())


def strong() -> Strong:
    """The strong detector, read once by each process. Raises ModelError when it cannot be."""
    return _loaded(garblemodel.FOLDER, os.getpid())


@cache
def _loaded(folder: Path, _process: int) -> Strong:
    return Strong(folder, garblemodel.model())


def mix(folder: Path) -> Mix:
    """How the weights in a folder are to be used. Raises ModelError."""
    found = garblemodel.read_facts(folder / FACTS)
    try:
        numbers = {name: float(found["mix"][name]) for name in Mix._fields[:-1]}
        return Mix(**numbers, beside=str(found["beside"]))
    except (ValueError, KeyError, TypeError) as error:
        raise garblemodel.damaged(folder / FACTS, error) from error


def _weights(path: Path, facts: Facts) -> tuple[Network, dict[str, Change]]:
    """The reader, and what is added to the language model for it."""
    content = garblemodel.content_of(path, facts.sha256)
    try:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float32) for name in file.files}
        changes = {
            name: Change(arrays.pop(f"{CHANGES}{name}.down"), arrays.pop(f"{CHANGES}{name}.up"))
            for name in MATRICES
        }
    except (ValueError, KeyError) as error:
        raise garblemodel.damaged(path, error) from error
    return Network(arrays), changes


def _gelu(x: Floats) -> Floats:
    """Hendrycks and Gimpel 2016."""
    return np.asarray(x * (1 + _erf(x * np.float32(0.5**0.5))) / 2, np.float32)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)
