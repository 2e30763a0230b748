"""A strong detector with random weights: a reader of a language model's states, and changes of the
tiny language model."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import tinyllama
from numpy.typing import NDArray

NARROW, STATE, HIDDEN, RANK = 6, 4, 5, 2


def weights(width: int) -> dict[str, NDArray[np.float16]]:
    """Weights for states of this width, by the names of PyTorch's modules."""
    random = np.random.RandomState(6)
    recurrent = {
        "weight_ih": (3 * STATE, NARROW),
        "weight_hh": (3 * STATE, STATE),
        "bias_ih": (3 * STATE,),
        "bias_hh": (3 * STATE,),
    }
    shapes: dict[str, tuple[int, ...]] = {
        "norm.weight": (width,),
        "norm.bias": (width,),
        "narrow.weight": (NARROW, width),
        "narrow.bias": (NARROW,),
        **{f"both_ways.{name}_l0": shape for name, shape in recurrent.items()},
        **{f"both_ways.{name}_l0_reverse": shape for name, shape in recurrent.items()},
        "heads.token.weight": (1, 2 * STATE),
        "heads.token.bias": (1,),
        "heads.weight.weight": (1, 2 * STATE),
        "heads.weight.bias": (1,),
        "heads.hidden.weight": (HIDDEN, 4 * STATE),
        "heads.hidden.bias": (HIDDEN,),
        "heads.sentence.weight": (1, HIDDEN + 1),
        "heads.sentence.bias": (1,),
    }
    return {
        name: random.normal(0.0, 0.5, shape).astype(np.float16) for name, shape in shapes.items()
    }


def changes() -> dict[str, NDArray[np.float16]]:
    """Changes of the tiny language model."""
    random = np.random.RandomState(8)
    narrow = tinyllama.GROUPS * tinyllama.SIZE
    width, inner, layers = tinyllama.WIDTH, tinyllama.INNER, tinyllama.LAYERS
    shapes = {
        **dict.fromkeys(("q", "out"), (width, width)),
        **dict.fromkeys(("k", "v"), (narrow, width)),
        **dict.fromkeys(("gate", "up"), (inner, width)),
        "down": (width, inner),
    }
    made = {}
    for name, (outer, inner) in shapes.items():
        for part, shape in (("down", (layers, RANK, inner)), ("up", (layers, outer, RANK))):
            made[f"changes.{name}.{part}"] = random.normal(0.0, 0.1, shape).astype(np.float16)
    return made


def write(folder: Path, width: int, **mix: float) -> None:
    """Write a reader, changes and their facts beside the garble model in `folder`.

    Unless `mix` says otherwise the reader has no say.
    """
    file = folder / "strong.npz"
    np.savez(file, **weights(width), **changes())  # type: ignore[arg-type]
    facts = {
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "beside": json.loads((folder / "garble.json").read_text())["sha256"],
        "max_length": 160,
        "thresholds": {"report": 0.0, "sure": 3.0},
        "temperature": 1.0,
        "mix": {"small": 1.0, "strong": 0.0, "bias": 0.0, **mix},
    }
    (folder / "strong.json").write_text(json.dumps(facts), encoding="utf-8")
