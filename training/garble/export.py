"""Packs a trained network for the product: int8 ONNX, its tokenizer, its thresholds.

    python export.py --weights build/garble --base MINILM --clean clean_sentences.jsonl.xz \
        --out ../../rules/models
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path
from random import Random

import numpy as np
import onnxruntime
import torch
from corrupt import Corpus
from data import examples, read
from measure import labelled, tell
from models import LONGEST, batch, encoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from train import tokenizer_of

NAMES = ("input_ids", "attention_mask", "case")
SHARES = {"report": 0.01, "sure": 0.002}
"""The share of well-formed sentences that each threshold lets through as garbled."""


def packed(base: Path, weights: Path, out: Path) -> None:
    """Write the network of `weights` to `out`, its weights as int8."""
    model = encoder(base)
    model.load_state_dict(torch.load(weights / "weights.pt"))
    model.eval()
    made, _ = batch(["The council met on Monday.", "It voted."], tokenizer_of(base))
    axes = {0: "sentence", 1: "token"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model,
            tuple(made),
            plain,
            input_names=list(NAMES),
            output_names=["sentence", "tokens"],
            dynamic_axes={
                **dict.fromkeys(NAMES, axes),
                "sentence": {0: "sentence"},
                "tokens": axes,
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            out,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )


def logits(file: Path, tokenizer: Tokenizer, texts: list[str]) -> list[float]:
    """What the packed network says of each text."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(file), options)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    result = np.zeros(len(texts))
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        made, _ = batch([texts[i] for i in rows], tokenizer)
        feed = {name: each.numpy() for name, each in zip(NAMES, made, strict=True)}
        result[rows] = session.run(["sentence"], feed)[0]
    return [float(each) for each in result]


def temperature(values: list[float], garbled: list[bool]) -> float:
    """What log odds are divided by to fit the made test set best, half of which is garbled."""
    x, y = np.array(values), np.array(garbled)
    tried = np.arange(0.5, 4.0, 0.05)
    losses = [np.logaddexp(0, np.where(y, -x, x) / each).mean() for each in tried]
    return float(tried[int(np.argmin(losses))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    file = options.out / "garble.onnx"
    packed(options.base, options.weights, file)
    tokenizer = tokenizer_of(options.base)
    found = read(options.clean)
    clean = sorted(logits(file, tokenizer, found.kept_out))
    limits = {name: clean[int(len(clean) * (1 - share))] for name, share in SHARES.items()}
    tokenizer.no_padding()
    tokenizer.save(str(options.out / "garble-tokenizer.json"), pretty=False)
    tokenizer.enable_padding()
    made = examples(found.test, Corpus(found.test), Random(1))[:2000]
    values = logits(file, tokenizer, [each.text for each in made])
    about = {
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "max_length": LONGEST,
        "thresholds": {name: round(value, 3) for name, value in limits.items()},
        "temperature": round(temperature(values, [bool(each.kind) for each in made]), 2),
    }
    (options.out / "garble.json").write_text(json.dumps(about, indent=2) + "\n")
    print(about, file.stat().st_size)
    for name in options.measure:
        texts, garbled = labelled(name)
        tell(name.stem, logits(file, tokenizer, texts), garbled, [*limits.values()])


if __name__ == "__main__":
    main()
