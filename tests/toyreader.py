"""A reader of a language model's states with random weights, as the strong detector has one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NARROW, STATE, HIDDEN = 6, 4, 5


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


def write(folder: Path, width: int, **mix: float) -> None:
    """Write a reader and its facts beside the garble model in `folder`.

    Unless `mix` says otherwise every sentence is read, and the reader has no say.
    """
    file = folder / "strong.npz"
    np.savez(file, **weights(width))  # type: ignore[arg-type]
    facts = {
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "beside": json.loads((folder / "garble.json").read_text())["sha256"],
        "max_length": 160,
        "thresholds": {"report": 0.0, "sure": 3.0},
        "temperature": 1.0,
        "mix": {"read": -99.0, "small": 1.0, "strong": 0.0, "bias": 0.0, **mix},
    }
    (folder / "strong.json").write_text(json.dumps(facts), encoding="utf-8")
