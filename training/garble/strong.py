"""Trains the strong detector: changes of the language model, and a reader of its states.

    python strong.py --clean clean_sentences.jsonl.xz --base SMOLLM \\
        --judged build/judged.jsonl.xz --out build/strong

Made for a GPU: 190 seconds on an H200.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import torch
from corrupt import Corpus
from data import examples, read
from decoder import Decoder
from judged import judged
from measure import report
from train import Round, fit, tokenizer_of

PART = Round(425_000, 6e-4, 1.5e-3, seed=9, batch=256)
SEED = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--judged", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--examples", type=int, default=PART.examples)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(SEED)
    sentences = read(options.clean)
    model, tokenizer = Decoder(options.base).to(device), tokenizer_of(options.base)
    data = judged(options.judged)
    Random(PART.seed).shuffle(data)
    changes = [each for name, each in model.trained().items() if name.startswith("lower")]
    tuned = [(changes, PART.rate), ([*model.reader.parameters()], PART.new_rate)]
    fit(model, data[: options.examples], tokenizer, tuned, PART)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(
        {name: each.cpu() for name, each in model.trained().items()}, options.out / "tuned.pt"
    )
    made = examples(sentences.test, Corpus(dict.fromkeys(sentences.train)), Random(1))[:2000]
    report(model, tokenizer, sentences.kept_out, made, options.measure)


if __name__ == "__main__":
    main()
