"""Packs a trained reader for the product: its weights as float16, thresholds, and the mix.

    python export_strong.py --reader build/strong/reader.pt --base SMOLLM \
        --clean clean_sentences.jsonl.xz --out ../../rules/models

Reads the small network, as it is packed, in the folder `--out`; what is set here holds beside that
network alone. As in the product, the strong detector reads what the small one suspects, and each
sentence is read alone. The mix is fitted on one half of the made test set, the other half and the
files of `--measure` tell what it is good for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import onnxruntime
import torch
from corrupt import Corpus
from data import examples, read
from decoder import Decoder
from export import NAMES, SHARES
from measure import labelled, tell
from models import batch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer
from train import tokenizer_of

READ = 0.2
"""The share of well-formed sentences that the strong detector reads."""


class Small:
    """The packed small network."""

    def __init__(self, folder: Path) -> None:
        self._known: dict[str, float] = {}
        self.about = json.loads((folder / "garble.json").read_text())
        self._tokenizer = Tokenizer.from_file(str(folder / "garble-tokenizer.json"))
        self._session = onnxruntime.InferenceSession(str(folder / "garble.onnx"))

    def logits(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Log odds of each text, each read alone."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._logit(text)
        return np.array([self._known[text] for text in texts])

    def _logit(self, text: str) -> float:
        made, _ = batch([text], self._tokenizer)
        feed = {name: each.numpy() for name, each in zip(NAMES, made, strict=True)}
        return float(self._session.run(["sentence"], feed)[0][0])


class Strong:
    """The language model and the reader to be packed."""

    def __init__(self, base: Path, reader: Path) -> None:
        self._model = Decoder(base)
        self._model.reader.load_state_dict(torch.load(reader))
        self._model.eval()
        self._tokenizer = tokenizer_of(base)

    def logits(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Log odds of each text; only texts of as many tokens are read together."""
        by_length = defaultdict(list)
        for number, text in enumerate(texts):
            by_length[len(self._tokenizer.encode(text).ids)].append(number)
        result = np.zeros(len(texts))
        with torch.inference_mode():
            for rows in by_length.values():
                made, _ = batch([texts[row] for row in rows], self._tokenizer)
                result[rows] = self._model(*made)[0].numpy()
        return result


class Mix(NamedTuple):
    """See `newslint.rules.strongmodel.Mix`."""

    read: float
    small: float
    strong: float
    bias: float


class Both(NamedTuple):
    """The two detectors, one behind the other."""

    small: Small
    strong: Strong

    def logits(self, texts: Sequence[str], mix: Mix) -> NDArray[np.float64]:
        """Log odds as the product has them."""
        own = self.small.logits(texts)
        read = np.flatnonzero(own >= mix.read)
        result = own / self.small.about["temperature"]
        other = self.strong.logits([texts[row] for row in read])
        result[read] = mix.small * own[read] + mix.strong * other + mix.bias
        return result

    def fitted(self, read: float, texts: Sequence[str], garbled: Sequence[bool]) -> Mix:
        """The mix of log odds from `read` on that fits best: logistic regression."""
        own = self.small.logits(texts)
        rows = np.flatnonzero(own >= read)
        other = self.strong.logits([texts[row] for row in rows])
        model = LogisticRegression(C=1e3, tol=1e-8).fit(
            np.column_stack([own[rows], other]), np.array(garbled)[rows]
        )
        return Mix(read, *model.coef_[0].tolist(), float(model.intercept_[0]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    both = Both(Small(options.out), Strong(options.base, options.reader))
    found = read(options.clean)
    made = examples(found.test, Corpus(found.test), Random(1))[:2000]
    texts, garbled = [each.text for each in made], [bool(each.kind) for each in made]
    half = len(made) // 2
    bound = float(np.quantile(both.small.logits(found.kept_out), 1 - READ))
    mix = both.fitted(bound, texts[:half], garbled[:half])
    clean = np.sort(both.logits(found.kept_out, mix))
    limits = {name: float(clean[int(len(clean) * (1 - share))]) for name, share in SHARES.items()}
    file = options.out / "strong.npz"
    weights = torch.load(options.reader)
    np.savez_compressed(file, **{name: w.numpy().astype(np.float16) for name, w in weights.items()})
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
    values = both.logits(texts[half:], mix).tolist()
    tell("made, the other half", values, garbled[half:], [*limits.values()])
    for name in options.measure:
        texts, garbled = labelled(name)
        tell(name.stem, both.logits(texts, mix).tolist(), garbled, [*limits.values()])


if __name__ == "__main__":
    main()
