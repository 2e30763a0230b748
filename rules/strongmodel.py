"""The strong detector: a language model reads what the garble model suspects.

A sentence whose log odds of the garble model reach `Mix.read` is read by the language model too
(`newslint.rules.languagemodel`), and a small network over its states, a gated recurrent unit both
ways, gives log odds of its own. A weighted sum of the two decides. What it was trained on and how
well it does: docs/models/strong.md.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from io import BytesIO
from math import erf
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newslint.rules import garblemodel, modelinstallation
from newslint.rules.garblemodel import REMEMBERED, Facts, Model, Reading, Token
from newslint.rules.languagemodel import LanguageModel, model, one_thread

Floats = NDArray[np.float32]

WEIGHTS, FACTS = "strong.npz", "strong.json"
SEEN = (12, 18)
"""Layers of the language model whose states are read: those above know more of the next word and
less of the sentence."""
_erf = np.vectorize(erf, otypes=[np.float32])


class Mix(NamedTuple):
    """How two log odds become those of the finding: `small * own + strong * other + bias`.

    From the garble model's log odds `read` on a sentence is read by both. `beside` is the SHA-256
    of the garble model's network that this is true of.
    """

    read: float
    small: float
    strong: float
    bias: float
    beside: str


class Network:
    """What the reader makes of the states of a sentence.

    `weights` are those of PyTorch's modules, by their names: a layer norm, a linear layer `narrow`,
    a GRU `both_ways`, and heads for each token and for the sentence.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.float16]]) -> None:
        self._weights = {name: value.astype(np.float32) for name, value in weights.items()}

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
        self._network = _network(folder / WEIGHTS, self.facts)
        self.read = lru_cache(maxsize=REMEMBERED)(self._read)
        """The reading of one sentence; None when it is too long.

        Log odds are those of the weighted sum; of a sentence that only the garble model read, its.
        """

    @cached_property
    def _language_model(self) -> LanguageModel:
        return model(modelinstallation.ready())

    def _read(self, text: str) -> Reading | None:
        small = self._small.read(text)
        if small is None:
            return None
        if small.logit < self.mix.read:
            return small._replace(logit=small.logit / self._small.facts.temperature)
        states = self._language_model.states(text, SEEN)
        with one_thread():
            logit, odds = self._network(states.values)
        logit = self.mix.small * small.logit + self.mix.strong * logit + self.mix.bias
        # Of a character that is several tokens the first one counts.
        strong = dict(zip(reversed(states.starts), reversed(odds.tolist()), strict=True))
        tokens = (
            Token(t.start, t.end, (t.logit + strong.get(t.start, t.logit)) / 2)
            for t in small.tokens
        )
        return Reading(logit, tuple(tokens))


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


def _network(path: Path, facts: Facts) -> Network:
    content = garblemodel.content_of(path, facts.sha256)
    try:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            return Network({name: file[name] for name in file.files})
    except ValueError as error:
        raise garblemodel.damaged(path, error) from error


def _gelu(x: Floats) -> Floats:
    """Hendrycks and Gimpel 2016."""
    return np.asarray(x * (1 + _erf(x * np.float32(0.5**0.5))) / 2, np.float32)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)
