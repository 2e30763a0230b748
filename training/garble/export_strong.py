"""Packs a trained strong detector for the product: weights as float16, the mix, thresholds.

    python export_strong.py --tuned build/strong/tuned.pt --base SMOLLM \
        --clean clean_sentences.jsonl.xz --out ../../rules/models

Reads the small network, as it is packed, in the folder `--out`; what is set here holds beside that
network alone. The mix is fitted on one half of the made test set; the other half and the files of
`--measure` tell what it is good for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import onnxruntime
import torch
from corrupt import Corpus
from data import examples, read
from decoder import MATRICES, STRENGTH, Decoder
from export import NAMES, SHARES
from measure import labelled, scores, tell
from models import batch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer
from torch import Tensor
from train import tokenizer_of


class Small:
    """The packed small network."""

    def __init__(self, folder: Path) -> None:
        self.about = json.loads((folder / "garble.json").read_text())
        self._tokenizer = Tokenizer.from_file(str(folder / "garble-tokenizer.json"))
        self._session = onnxruntime.InferenceSession(str(folder / "garble.onnx"))

    def logits(self, texts: Sequence[str]) -> list[float]:
        """Log odds of each text, each read alone."""
        return [self._logit(text) for text in texts]

    def _logit(self, text: str) -> float:
        made, _ = batch([text], self._tokenizer)
        feed = {name: each.numpy() for name, each in zip(NAMES, made, strict=True)}
        return float(self._session.run(["sentence"], feed)[0][0])


class Strong:
    """The language model and what is to be packed of it."""

    def __init__(self, base: Path, tuned: Path) -> None:
        self.weights: dict[str, Tensor] = torch.load(tuned)
        self._model = Decoder(base)
        self._model.load_state_dict(self.weights, strict=False)
        if torch.cuda.is_available():
            self._model.cuda()
        self._tokenizer = tokenizer_of(base)

    def logits(self, texts: list[str]) -> list[float]:
        """Log odds of each text."""
        return scores(self._model, self._tokenizer, texts)[0]

    def packed(self) -> dict[str, NDArray[np.float16]]:
        """The arrays that `newslint.rules.strongmodel` reads."""
        arrays = {
            name.removeprefix("reader."): each
            for name, each in self.weights.items()
            if name.startswith("reader.")
        }
        layers = range(len(self._model.lower.layers))
        for name in MATRICES:
            parts = {"down": ("a", 1.0), "up": ("b", STRENGTH)}
            for part, (own, by) in parts.items():
                every = [self.weights[f"lower.layers.{at}.{name}.{own}"] for at in layers]
                arrays[f"changes.{name}.{part}"] = torch.stack(every) * by
        return {name: each.numpy().astype(np.float16) for name, each in arrays.items()}


class Mix(NamedTuple):
    """See `newslint.rules.strongmodel.Mix`."""

    small: float
    strong: float
    bias: float


class Both(NamedTuple):
    """The two detectors side by side."""

    small: Small
    strong: Strong

    def odds(self, texts: list[str]) -> NDArray[np.float64]:
        """Log odds of each text by each [text, detector]."""
        return np.column_stack([self.small.logits(texts), self.strong.logits(texts)])


def fitted(odds: NDArray[np.float64], garbled: Sequence[bool]) -> Mix:
    """The mix of log odds that fits best: logistic regression."""
    model = LogisticRegression(C=1e3, tol=1e-8).fit(odds, garbled)
    return Mix(*model.coef_[0].tolist(), float(model.intercept_[0]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tuned", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    both = Both(Small(options.out), Strong(options.base, options.tuned))
    found = read(options.clean)
    made = examples(found.test, Corpus(found.test), Random(1))[:2000]
    garbled = [bool(each.kind) for each in made]
    odds, half = both.odds([each.text for each in made]), len(made) // 2
    mix = fitted(odds[:half], garbled[:half])

    def mixed(odds: NDArray[np.float64]) -> list[float]:
        values: list[float] = (odds @ mix[:2] + mix.bias).tolist()
        return values

    clean = sorted(mixed(both.odds(found.kept_out)))
    limits = {name: clean[int(len(clean) * (1 - share))] for name, share in SHARES.items()}
    file = options.out / "strong.npz"
    np.savez_compressed(file, **both.strong.packed())
    about = {
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "beside": both.small.about["sha256"],
        "max_length": both.small.about["max_length"],
        "thresholds": {name: round(value, 3) for name, value in limits.items()},
        "temperature": 1.0,
        "mix": {name: round(value, 4) for name, value in mix._asdict().items()},
    }
    (options.out / "strong.json").write_text(json.dumps(about, indent=2) + "\n")
    print(about, file.stat().st_size)
    tell("made, the other half", mixed(odds[half:]), garbled[half:], [*limits.values()])
    for name in options.measure:
        texts, garbled = labelled(name)
        tell(name.stem, mixed(both.odds(texts)), garbled, [*limits.values()])


if __name__ == "__main__":
    main()
