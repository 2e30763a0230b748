"""The network: an encoder that maps sentences to a logit of "garbled" and, for each token, a logit
of "the sentence breaks before this token".

Plain PyTorch, so that it exports to ONNX as it is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

LONGEST = 128
"""Tokens of a sentence that are read."""


class Batch(NamedTuple):
    """Sentences as tensors [sentence, token]; `case` is 0 small, 1 Capital, 2 CAPITALS."""

    ids: Tensor
    mask: Tensor
    case: Tensor


class Heads(nn.Module):
    """The two answers, drawn from the states of the tokens."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.token = nn.Linear(width, 1)
        self.weight = nn.Linear(width, 1)
        self.hidden = nn.Linear(2 * width, 192)
        self.sentence = nn.Linear(192 + 1, 1)

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        off = (1.0 - mask.float()) * -1e4
        tokens = self.token(states).squeeze(-1) + off
        weights = torch.softmax(self.weight(states).squeeze(-1) + off, dim=1)
        pooled = torch.cat([(weights.unsqueeze(-1) * states).sum(1), states[:, 0]], dim=1)
        worst = tokens.max(dim=1, keepdim=True).values
        joined = torch.cat([functional.gelu(self.hidden(pooled)), worst], dim=1)
        return self.sentence(joined).squeeze(-1), tokens


class Encoder(nn.Module):
    """A BERT of a few layers that also knows which tokens have capitals."""

    def __init__(self, config: dict[str, int]) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.case = nn.Embedding(3, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            EncoderLayer(width, config["num_attention_heads"], config["intermediate_size"])
            for _ in range(config["num_hidden_layers"])
        )
        self.heads = Heads(width)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.norm(self.words(ids) + self.places(places) + self.case(case))
        bias = ((1.0 - mask.float()) * -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        return self.heads(states, mask)


class EncoderLayer(nn.Module):
    """Attention to all tokens, then a step of its own for each."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = states.shape
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = (f(states).view(shape).transpose(1, 2) for f in (self.q, self.k, self.v))
        scores = q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + bias
        mixed = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, length, width)
        states = self.norm1(states + self.out(mixed))
        return self.norm2(states + self.down(functional.gelu(self.up(states))))


def encoder(folder: Path) -> Encoder:
    """The encoder with the weights of a BERT in `folder` (config.json, model.safetensors)."""
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text())
    model = Encoder(config)
    names = {
        "embeddings.word_embeddings": "words",
        "embeddings.position_embeddings": "places",
        "embeddings.LayerNorm": "norm",
        "attention.self.query": "q",
        "attention.self.key": "k",
        "attention.self.value": "v",
        "attention.output.dense": "out",
        "attention.output.LayerNorm": "norm1",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm2",
        "encoder.layer": "layers",
    }
    weights = {}
    for name, value in load_file(folder / "model.safetensors").items():
        for old, new in names.items():
            name = name.replace(old, new)
        weights[name] = value
    kind = weights.pop("embeddings.token_type_embeddings.weight")[0]
    weights["case.weight"] = kind.repeat(3, 1)
    known = {name: weight for name, weight in weights.items() if name in model.state_dict()}
    missing, _ = model.load_state_dict(known, strict=False)
    assert all(name.startswith("heads.") for name in missing), missing
    return model


def batch(texts: list[str], tokenizer: Tokenizer) -> tuple[Batch, list[list[tuple[int, int]]]]:
    """Sentences as tensors, and the (start, end) of each token in its text."""
    encoded = tokenizer.encode_batch(texts)
    ids = torch.tensor([each.ids for each in encoded])
    mask = torch.tensor([each.attention_mask for each in encoded])
    offsets = [
        [(start + (text[start:end][:1] == " "), end) for start, end in each.offsets]
        for text, each in zip(texts, encoded, strict=True)
    ]
    case = [
        [_case(text[start:end]) for start, end in spans]
        for text, spans in zip(texts, offsets, strict=True)
    ]
    return Batch(ids, mask, torch.tensor(case)), offsets


def _case(token: str) -> int:
    if not token[:1].isupper():
        return 0
    return 2 if len(token) > 1 and token.isupper() else 1
