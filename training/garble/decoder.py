"""The strong detector's network: a language model, tuned, and a reader of its states.

The language model is the one that `newslint model install` brings (`rules/languagemodel.py`
computes it in the product); its own weights stay as they are.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from models import Heads
from torch import Tensor, nn
from torch.nn import functional

SEEN = (12, 18)
"""Layers whose states are read, as in `newslint.rules.strongmodel`: those above know more of the
next word and less of the sentence."""
START = 0
"""The token that documents begin with; each sentence is read after it."""
MATRICES = ("q", "k", "v", "out", "gate", "up", "down")
RANK = 16
STRENGTH = 2.0
"""What changes are multiplied with."""
DROPPED = 0.1


class Decoder(nn.Module):
    """The lower layers of the language model in a folder, each matrix of which is tuned by a change
    of rank `RANK`, and a reader of their states."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.lower = LanguageModel(folder, max(SEEN), RANK)
        self.reader = Reader(self.lower.width * len(SEEN))

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        passed = enumerate(self.lower.layers_of(ids), 1)
        seen = [states[:, 1:] for number, states in passed if number in SEEN]
        return self.reader(torch.cat(seen, dim=-1), mask)

    def trained(self) -> dict[str, Tensor]:
        """The weights that training changes, by their names."""
        return {name: each for name, each in self.named_parameters() if each.requires_grad}


class LanguageModel(nn.Module):
    """The language model in a folder, or its lower layers."""

    def __init__(self, folder: Path, layers: int | None = None, rank: int = 0) -> None:
        super().__init__()
        facts = json.loads((folder / "model.json").read_bytes())
        self.words = nn.Parameter(_weights(folder, "words"), requires_grad=False)
        self.norm = nn.Parameter(_weights(folder, "norm"), requires_grad=False)
        self.width = self.words.shape[1]
        self.theta, self.epsilon = facts["theta"], facts["epsilon"]
        arrays = {name: _weights(folder, name) for name in ("norm1", "norm2", *MATRICES)}
        self.layers = nn.ModuleList(
            DecoderLayer({name: each[at] for name, each in arrays.items()}, facts, rank)
            for at in range(len(arrays["q"]))[:layers]
        )

    def layers_of(self, ids: Tensor) -> Iterator[Tensor]:
        """The states after each layer [sentence, 1 + token, width]; the first is that of the start
        of a document."""
        states = functional.embedding(functional.pad(ids, (1, 0), value=START), self.words)
        half = self.layers[0].size // 2
        places = torch.arange(states.shape[1], device=ids.device)
        turns = places[:, None] * self.theta ** (-torch.arange(half, device=ids.device) / half)
        turns = torch.cat([turns, turns], dim=1)
        for layer in self.layers:
            states = layer(states, turns.cos(), turns.sin())
            yield states

    def final(self, ids: Tensor) -> Tensor:
        """The states from which the next word is told [sentence, 1 + token, width]."""
        (states,) = deque(self.layers_of(ids), maxlen=1)
        return _scaled(states, self.norm, self.epsilon)

    def logits(self, states: Tensor) -> Tensor:
        """Of each word of the vocabulary being the next one."""
        return functional.linear(states, self.words).float()


class DecoderLayer(nn.Module):
    """One layer of a Llama with grouped keys and values; each token sees those before it."""

    def __init__(self, weights: dict[str, Tensor], facts: dict[str, float], rank: int) -> None:
        super().__init__()
        self.epsilon = facts["epsilon"]
        self.size = len(weights["q"]) // int(facts["heads"])
        self.norm1, self.norm2 = (
            nn.Parameter(weights[name], requires_grad=False) for name in ("norm1", "norm2")
        )
        self.q, self.k, self.v, self.out, self.gate, self.up, self.down = (
            Tuned(weights[name], rank) for name in MATRICES
        )

    def forward(self, states: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        x = _scaled(states, self.norm1, self.epsilon)
        q, k, v = (
            each(x).unflatten(-1, (-1, self.size)).transpose(1, 2)
            for each in (self.q, self.k, self.v)
        )
        q, k = _turned(q, cos, sin).to(v.dtype), _turned(k, cos, sin).to(v.dtype)
        k, v = (each.repeat_interleave(q.shape[1] // k.shape[1], dim=1) for each in (k, v))
        mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        states = states + self.out(mixed.transpose(1, 2).flatten(2))
        x = _scaled(states, self.norm2, self.epsilon)
        return states + self.down(functional.silu(self.gate(x)) * self.up(x))


class Tuned(nn.Module):
    """A matrix that stays as it is, and a change of low rank that is learnt (Hu et al. 2021)."""

    def __init__(self, weight: Tensor, rank: int) -> None:
        super().__init__()
        outer, inner = weight.shape
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.a = nn.Parameter(torch.randn(rank, inner) * inner**-0.5) if rank else None
        self.b = nn.Parameter(torch.zeros(outer, rank)) if rank else None

    def forward(self, x: Tensor) -> Tensor:
        result = functional.linear(x, self.weight)
        if self.a is not None:
            change = functional.linear(functional.linear(x, self.a), self.b)
            result = result + STRENGTH * change
        return result


class Reader(nn.Module):
    """A GRU both ways over the states of a language model, and the two answers."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.narrow = nn.Linear(width, 192)
        self.both_ways = nn.GRU(192, 128, batch_first=True, bidirectional=True)
        self.heads = Heads(256)
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        narrow = self.dropped(functional.gelu(self.narrow(self.norm(states.float()))))
        packed = nn.utils.rnn.pack_padded_sequence(
            narrow, mask.sum(1).long().cpu(), batch_first=True, enforce_sorted=False
        )
        wide, _ = nn.utils.rnn.pad_packed_sequence(
            self.both_ways(packed)[0], batch_first=True, total_length=states.shape[1]
        )
        return self.heads(self.dropped(wide), mask)


def _scaled(states: Tensor, by: Tensor, epsilon: float) -> Tensor:
    """RMSNorm."""
    wide = states.float()
    return wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + epsilon) * by


def _turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = x.shape[-1] // 2
    return x * cos + torch.cat([-x[..., half:], x[..., :half]], dim=-1) * sin


def _weights(folder: Path, name: str) -> Tensor:
    return torch.from_numpy(np.load(folder / f"{name}.npy").astype(np.float32))
