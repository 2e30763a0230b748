"""The strong detector's network: a reader of what a language model knows at each token.

The language model is the one that `newslint model install` brings (`rules/languagemodel.py`
computes it in the product); it stays as it is. Only the reader is trained.
"""

from __future__ import annotations

import json
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
DROPPED = 0.2


class Decoder(nn.Module):
    """The lower layers of the language model in a folder, and a reader of their states."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.lower = Lower(folder)
        self.reader = Reader(self.lower.width * len(SEEN))

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        return self.reader(self.lower(ids), mask)


class Lower(nn.Module):
    """The states of tokens after the layers `SEEN` [sentence, token, 2 * width]."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        facts = json.loads((folder / "model.json").read_bytes())
        self.words = nn.Embedding.from_pretrained(_weights(folder, "words"))
        self.width = self.words.embedding_dim
        self.theta = facts["theta"]
        self.layers = nn.ModuleList(
            DecoderLayer(self.width, facts["heads"], facts["groups"], facts["epsilon"])
            for _ in range(max(SEEN))
        )
        for name in dict(self.layers[0].named_parameters()):
            stacked = _weights(folder, name.removesuffix(".weight"))
            for layer, weights in zip(self.layers, stacked, strict=False):
                layer.get_parameter(name).data = weights
        self.requires_grad_(False)

    def forward(self, ids: Tensor) -> Tensor:
        states = self.words(functional.pad(ids, (1, 0), value=START))
        length, half = states.shape[1], self.layers[0].size // 2
        turns = torch.arange(length)[:, None] * self.theta ** (-torch.arange(half) / half)
        turns = torch.cat([turns, turns], dim=1)
        ahead = torch.full((length, length), -1e4).triu(1)
        seen = []
        for number, layer in enumerate(self.layers, 1):
            states = layer(states, turns.cos(), turns.sin(), ahead)
            if number in SEEN:
                seen.append(states[:, 1:])
        return torch.cat(seen, dim=-1)


class DecoderLayer(nn.Module):
    """One layer of a Llama with grouped keys and values; each token sees those before it."""

    def __init__(self, width: int, heads: int, groups: int, epsilon: float) -> None:
        super().__init__()
        self.heads, self.groups, self.size = heads, groups, width // heads
        self.epsilon = epsilon
        self.norm1, self.norm2 = nn.Parameter(torch.ones(width)), nn.Parameter(torch.ones(width))
        self.q, self.out = (nn.Linear(width, width, bias=False) for _ in range(2))
        self.k, self.v = (nn.Linear(width, groups * self.size, bias=False) for _ in range(2))
        # Their inner width comes with the weights.
        self.gate, self.up, self.down = (nn.Linear(1, 1, bias=False) for _ in range(3))

    def forward(self, states: Tensor, cos: Tensor, sin: Tensor, ahead: Tensor) -> Tensor:
        batch, length, width = states.shape
        x = self._scaled(states, self.norm1)
        q = _turned(self.q(x).view(batch, length, self.heads, -1).transpose(1, 2), cos, sin)
        k = _turned(self.k(x).view(batch, length, self.groups, -1).transpose(1, 2), cos, sin)
        v = self.v(x).view(batch, length, self.groups, -1).transpose(1, 2)
        k = k.repeat_interleave(self.heads // self.groups, dim=1)
        v = v.repeat_interleave(self.heads // self.groups, dim=1)
        weights = torch.softmax(q @ k.transpose(2, 3) * self.size**-0.5 + ahead, -1).to(v.dtype)
        states = states + self.out((weights @ v).transpose(1, 2).reshape(batch, length, width))
        x = self._scaled(states, self.norm2)
        return states + self.down(functional.silu(self.gate(x)) * self.up(x))

    def _scaled(self, states: Tensor, by: Tensor) -> Tensor:
        wide = states.float()
        return wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.epsilon) * by


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
            narrow, mask.sum(1).long(), batch_first=True, enforce_sorted=False
        )
        wide, _ = nn.utils.rnn.pad_packed_sequence(
            self.both_ways(packed)[0], batch_first=True, total_length=states.shape[1]
        )
        return self.heads(self.dropped(wide), mask)


def _turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = x.shape[-1] // 2
    return x * cos + torch.cat([-x[..., half:], x[..., :half]], dim=-1) * sin


def _weights(folder: Path, name: str) -> Tensor:
    return torch.from_numpy(np.load(folder / f"{name}.npy").astype(np.float32))
