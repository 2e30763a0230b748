"""A tiny Llama with random weights: as a GGUF file, and computed slowly in another way.

`Tiny.log_likelihood` turns neighbouring numbers of queries and keys as one complex number, as the
first Llama did and GGUF files have them, a token at a time, in Python's own numbers.
"""

from __future__ import annotations

import cmath
import math
from pathlib import Path

import numpy as np
import pytest
from tokenizers import pre_tokenizers

from newslint.rules import modelinstallation

gguf = pytest.importorskip("gguf")

LAYERS, WIDTH, HEADS, GROUPS, INNER = 2, 16, 4, 2, 24
SIZE = WIDTH // HEADS
THETA, EPSILON = 1000.0, 1e-5
START = "<|endoftext|>"
MERGES = ["t h", "th e", "Ġ the"]
TOKENS = [START, *sorted(pre_tokenizers.ByteLevel.alphabet()), "th", "the", "Ġthe"]
NORMAL, CONTROL = 1, 3
SHAPES = {
    "attn_norm": (WIDTH,),
    "attn_q": (WIDTH, WIDTH),
    "attn_k": (GROUPS * SIZE, WIDTH),
    "attn_v": (GROUPS * SIZE, WIDTH),
    "attn_output": (WIDTH, WIDTH),
    "ffn_norm": (WIDTH,),
    "ffn_gate": (INNER, WIDTH),
    "ffn_up": (INNER, WIDTH),
    "ffn_down": (WIDTH, INNER),
}

Vector = list[float]


class Tiny:
    """The weights, by their names in the file. They are exact in 16 bits."""

    def __init__(self) -> None:
        random = np.random.default_rng(7)
        shapes = {"token_embd": (len(TOKENS), WIDTH), "output_norm": (WIDTH,)}
        for layer in range(LAYERS):
            shapes.update({f"blk.{layer}.{name}": shape for name, shape in SHAPES.items()})
        self.weights = {
            name: random.normal(0, 0.5, shape).astype(np.float16).astype(np.float32)
            for name, shape in shapes.items()
        }

    def write(self, file: Path) -> None:
        """Write the GGUF file."""
        writer = gguf.GGUFWriter(file, "llama")
        writer.add_block_count(LAYERS)
        writer.add_head_count(HEADS)
        writer.add_head_count_kv(GROUPS)
        writer.add_rope_freq_base(THETA)
        writer.add_layer_norm_rms_eps(EPSILON)
        writer.add_tokenizer_model("gpt2")
        writer.add_token_list(TOKENS)
        writer.add_token_types([CONTROL] + [NORMAL] * (len(TOKENS) - 1))
        writer.add_token_merges(MERGES)
        for name, values in self.weights.items():
            writer.add_tensor(f"{name}.weight", values)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()

    def log_likelihood(self, tokens: list[str]) -> float:
        """The log probability of these tokens after the start of a document."""
        total = 0.0
        for token, layers in zip(tokens, self.states([START, *tokens]), strict=False):
            odds = self._times("token_embd", self._normed("output_norm", layers[-1]))
            total += odds[TOKENS.index(token)] - math.log(math.fsum(map(math.exp, odds)))
        return total

    def states(self, tokens: list[str]) -> list[list[Vector]]:
        """What is known at each token after each layer."""
        memory: list[list[tuple[list[Vector], list[Vector]]]] = [[] for _ in range(LAYERS)]
        known: list[list[Vector]] = []
        for place, token in enumerate(tokens):
            x = self.weights["token_embd"][TOKENS.index(token)].tolist()
            known.append(
                [x := self._layer(layer, x, place, memory[layer]) for layer in range(LAYERS)]
            )
        return known

    def _layer(
        self, layer: int, x: Vector, place: int, memory: list[tuple[list[Vector], list[Vector]]]
    ) -> Vector:
        name = f"blk.{layer}."
        normed = self._normed(f"{name}attn_norm", x)
        queries = [turned(each, place) for each in heads(self._times(f"{name}attn_q", normed))]
        keys = [turned(each, place) for each in heads(self._times(f"{name}attn_k", normed))]
        memory.append((keys, heads(self._times(f"{name}attn_v", normed))))
        mixed: Vector = []
        for number, query in enumerate(queries):
            group = number // (HEADS // GROUPS)
            odds = [math.exp(dot(query, k[group]) / math.sqrt(SIZE)) for k, _ in memory]
            for at in range(SIZE):
                parts = (odd * v[group][at] for odd, (_, v) in zip(odds, memory, strict=True))
                mixed.append(sum(parts) / sum(odds))
        x = [a + b for a, b in zip(x, self._times(f"{name}attn_output", mixed), strict=True)]
        normed = self._normed(f"{name}ffn_norm", x)
        gate, up = (self._times(f"{name}ffn_{each}", normed) for each in ("gate", "up"))
        inner = [g / (1 + math.exp(-g)) * u for g, u in zip(gate, up, strict=True)]
        return [a + b for a, b in zip(x, self._times(f"{name}ffn_down", inner), strict=True)]

    def _times(self, name: str, x: Vector) -> Vector:
        return [dot(row, x) for row in self.weights[name].tolist()]

    def _normed(self, name: str, x: Vector) -> Vector:
        root = math.sqrt(dot(x, x) / len(x) + EPSILON)
        return [a / root * b for a, b in zip(x, self.weights[name].tolist(), strict=True)]


def installed(home: Path) -> Path:
    """The model as an installation has it, in a folder of `home`; beside it `tiny.gguf`."""
    Tiny().write(home / "tiny.gguf")
    modelinstallation.converted(home / "tiny.gguf", home / "model")
    return home / "model"


def dot(a: Vector, b: Vector) -> float:
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def heads(x: Vector) -> list[Vector]:
    return [x[start : start + SIZE] for start in range(0, len(x), SIZE)]


def turned(x: Vector, place: int) -> Vector:
    """Each two neighbours as a complex number, turned by an angle that grows with the place."""
    result: Vector = []
    for at in range(0, SIZE, 2):
        number = complex(x[at], x[at + 1]) * cmath.exp(1j * place * THETA ** (-at / SIZE))
        result += [number.real, number.imag]
    return result
