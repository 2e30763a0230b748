"""Teaches the network what the strong detector and it know together.

python distil.py --clean clean_sentences.jsonl.xz --base MINILM --start build/garble \\
    --strong-base SMOLLM --reader build/strong/reader.pt --out build/distilled

The teacher is the weighted sum of the log odds of both, as in `export_strong.py` but for every
sentence; it is fitted on one half of the made test set, and the other half tells what was learnt.
Two students go out from the network, each by a lesson of its own, and the mean of their weights and
its is what ships: it is better than each of them (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import torch
from corrupt import Corpus, Example
from data import drawn, examples, read
from decoder import Decoder
from measure import report, scores
from models import Encoder, encoder
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer
from train import Round, fit, labels, tokenizer_of


class Lesson(NamedTuple):
    """`passes` over the first `examples`; `rate` is the highest learning rate."""

    examples: int
    passes: int
    rate: float


LESSONS = (Lesson(25_000, 1, 1e-4), Lesson(140_000, 2, 1.5e-4))
TAUGHT = 0.7
"""How much the teacher's word weighs; the rest is the label."""
CHUNK = 10_000


class Teacher:
    """The network as it was, and the strong detector."""

    def __init__(self, *members: tuple[Encoder | Decoder, Tokenizer]) -> None:
        self._members = members

    def __call__(self, texts: list[str]) -> NDArray[np.float64]:
        """Log odds by each member [text, member]."""
        return np.array([scores(*each, texts)[0] for each in self._members]).T


def taught(teacher: Teacher, data: list[Example], fitted_on: list[Example]) -> dict[str, float]:
    """What the teacher takes each sentence for, from 0 to 1 (garbled)."""
    mix = LogisticRegression(C=1e3, tol=1e-8).fit(
        teacher([each.text for each in fitted_on]), [bool(each.kind) for each in fitted_on]
    )
    print("mix", mix.coef_[0], mix.intercept_, flush=True)
    result: dict[str, float] = {}
    for at in range(0, len(data), CHUNK):
        texts = [each.text for each in data[at : at + CHUNK]]
        odds = mix.predict_proba(teacher(texts))[:, 1].tolist()
        result.update(zip(texts, odds, strict=True))
        print(f"taught {at + len(texts)} of {len(data)}", flush=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("clean", "base", "start", "strong-base", "reader", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    sentences = read(options.clean)
    corpus = Corpus(dict.fromkeys(sentences.train))
    made = examples(sentences.test, corpus, Random(1))[:2000]
    model, tokenizer = encoder(options.base), tokenizer_of(options.base)
    start = torch.load(options.start / "weights.pt")
    model.load_state_dict(start)
    data = drawn(sentences, corpus, max(each.examples for each in LESSONS), options.seed)
    known = options.out / "teacher.json"
    if not known.exists():
        strong = Decoder(options.strong_base)
        strong.reader.load_state_dict(torch.load(options.reader))
        teacher = Teacher((model, tokenizer), (strong, tokenizer_of(options.strong_base)))
        known.write_text(json.dumps(taught(teacher, data, made[:1000])))
    soft = json.loads(known.read_text())

    def goal(example: Example) -> float:
        return TAUGHT * soft[example.text] + (1 - TAUGHT) * labels(example)

    students = []
    for lesson in LESSONS:
        model.load_state_dict(start)
        part = Round(lesson.examples, lesson.rate, 2 * lesson.rate, options.seed)
        fit(model, data[: lesson.examples] * lesson.passes, tokenizer, part, goal)
        students.append({name: each.clone() for name, each in model.state_dict().items()})
    weights = {
        name: (each + torch.stack([student[name] for student in students]).mean(0)) / 2
        for name, each in start.items()
    }
    torch.save(weights, options.out / "weights.pt")
    model.load_state_dict(weights)
    report(model, tokenizer, sentences.kept_out, made[1000:], options.measure)


if __name__ == "__main__":
    main()
