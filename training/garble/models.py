"""The two networks: a small encoder that ships, and a cut language model that teaches it.

Both map sentences to a logit of "garbled" and, for each token, a logit of "the sentence breaks
before this token". Both are plain PyTorch, so that they export to ONNX as they are.
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


class Decoder(nn.Module):
    """The lower layers of a Llama as they are, each token seeing those before it, and a reader."""

    def __init__(self, config: dict[str, int], depth: int) -> None:
        super().__init__()
        self.lower = Lower(config, depth)
        self.reader = Reader(2 * config["hidden_size"])

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        return self.reader(self.lower(ids), mask)


class Lower(nn.Module):
    """States after two thirds of the layers and after all of them [sentence, token, 2 * width]."""

    def __init__(self, config: dict[str, int], depth: int) -> None:
        super().__init__()
        self.words = nn.Embedding(config["vocab_size"], config["hidden_size"])
        self.layers = nn.ModuleList(DecoderLayer(config) for _ in range(depth))

    def forward(self, ids: Tensor) -> Tensor:
        states = self.words(ids)
        length, half = ids.shape[1], self.layers[0].size // 2
        turns = torch.arange(length)[:, None] * 100_000.0 ** (-torch.arange(half) / half)
        turns = torch.cat([turns, turns], dim=1).to(ids.device)
        ahead = torch.full((length, length), -1e4, device=ids.device).triu(1)
        seen = []
        for number, layer in enumerate(self.layers, 1):
            states = layer(states, turns.cos(), turns.sin(), ahead)
            if number in (len(self.layers) * 2 // 3, len(self.layers)):
                seen.append(states)
        return torch.cat(seen, dim=-1)


class Reader(nn.Module):
    """A GRU both ways over the states of a language model, and the two answers."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.narrow = nn.Linear(width, 192)
        self.both_ways = nn.GRU(192, 128, batch_first=True, bidirectional=True)
        self.heads = Heads(256)

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        narrow = functional.gelu(self.narrow(self.norm(states.float())))
        wide, _ = self.both_ways(narrow)
        return self.heads(wide, mask)


class DecoderLayer(nn.Module):
    """One layer of a Llama with grouped keys and values."""

    def __init__(self, config: dict[str, int]) -> None:
        super().__init__()
        width, inner = config["hidden_size"], config["intermediate_size"]
        self.heads, self.groups = config["num_attention_heads"], config["num_key_value_heads"]
        self.size = width // self.heads
        self.norm1, self.norm2 = nn.Parameter(torch.ones(width)), nn.Parameter(torch.ones(width))
        self.q = nn.Linear(width, width, bias=False)
        self.k = nn.Linear(width, self.groups * self.size, bias=False)
        self.v = nn.Linear(width, self.groups * self.size, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.gate = nn.Linear(width, inner, bias=False)
        self.up = nn.Linear(width, inner, bias=False)
        self.down = nn.Linear(inner, width, bias=False)

    def forward(self, states: Tensor, cos: Tensor, sin: Tensor, ahead: Tensor) -> Tensor:
        batch, length, width = states.shape
        x = _scaled(states, self.norm1)
        q = _turned(self.q(x).view(batch, length, self.heads, -1).transpose(1, 2), cos, sin)
        k = _turned(self.k(x).view(batch, length, self.groups, -1).transpose(1, 2), cos, sin)
        v = self.v(x).view(batch, length, self.groups, -1).transpose(1, 2)
        k = k.repeat_interleave(self.heads // self.groups, dim=1)
        v = v.repeat_interleave(self.heads // self.groups, dim=1)
        weights = torch.softmax(q @ k.transpose(2, 3) * self.size**-0.5 + ahead, -1).to(v.dtype)
        states = states + self.out((weights @ v).transpose(1, 2).reshape(batch, length, width))
        x = _scaled(states, self.norm2)
        return states + self.down(functional.silu(self.gate(x)) * self.up(x))


def _scaled(states: Tensor, by: Tensor) -> Tensor:
    wide = states.float()
    return wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + 1e-5) * by


def _turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = x.shape[-1] // 2
    return x * cos + torch.cat([-x[..., half:], x[..., :half]], dim=-1) * sin


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
    _load(model, {n: w for n, w in weights.items() if n in model.state_dict()})
    return model


def decoder(weights: dict[str, Tensor], config: dict[str, int], depth: int) -> Decoder:
    """The decoder with the lower layers of a Llama's weights (Hugging Face names)."""
    model = Decoder(config, depth)
    names = {
        "model.": "lower.",
        "embed_tokens": "words",
        "self_attn.q_proj": "q",
        "self_attn.k_proj": "k",
        "self_attn.v_proj": "v",
        "self_attn.o_proj": "out",
        "mlp.gate_proj": "gate",
        "mlp.up_proj": "up",
        "mlp.down_proj": "down",
        "post_attention_layernorm.weight": "norm2",
        "input_layernorm.weight": "norm1",
    }
    renamed = {}
    for name, value in weights.items():
        for old, new in names.items():
            name = name.replace(old, new)
        if name in model.state_dict():
            renamed[name] = value.float()
    _load(model, renamed)
    return model


def _load(model: nn.Module, weights: dict[str, Tensor]) -> None:
    """Put weights in; all but the new heads must be there."""
    missing, unexpected = model.load_state_dict(weights, strict=False)
    new = ("heads.", "reader.")
    assert not unexpected, unexpected
    assert all(name.startswith(new) for name in missing), missing


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
