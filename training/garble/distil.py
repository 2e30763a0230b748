"""Teaches the network what the strong detector and it know together.

python distil.py --clean clean_sentences.jsonl.xz --base MINILM --start build/garble \\
    --strong-base SMOLLM --tuned build/strong/tuned.pt --out build/distilled

The teacher is the weighted sum of the log odds of both, as in `export_strong.py` but for every
sentence; it is fitted on one half of the made test set, and the other half tells what was learnt.
Two students go out from the network, each by a lesson of its own, and the mean of their weights and
its is what ships: it is better than each of them (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

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
from train import Round, fit, labels, rates, tokenizer_of

SEED = 21
LESSONS = (Round(25_000, 1e-4, 2e-4, SEED), Round(140_000, 1.5e-4, 3e-4, SEED, passes=2))
"""What each student is taught; both learn from the same examples, the first from fewer."""
TAUGHT = 0.7
"""How much the teacher's word weighs; the rest is the label."""
CHUNK = 10_000
"""Examples between two lines of progress."""

Member = tuple[Encoder | Decoder, Tokenizer]
"""A network of the teacher's."""


def log_odds(members: Sequence[Member], data: list[Example]) -> NDArray[np.float64]:
    """Of each example being garbled, by each member [example, member]."""
    texts = [each.text for each in data]
    return np.array([scores(*each, texts)[0] for each in members]).T


def taught(
    members: Sequence[Member], data: list[Example], fitted_on: list[Example]
) -> dict[str, float]:
    """What the members together take each sentence for, from 0 to 1 (garbled)."""
    mix = LogisticRegression(C=1e3, tol=1e-8).fit(
        log_odds(members, fitted_on), [bool(each.kind) for each in fitted_on]
    )
    print("mix", mix.coef_[0], mix.intercept_, flush=True)
    result: dict[str, float] = {}
    for at in range(0, len(data), CHUNK):
        part = data[at : at + CHUNK]
        garbled = mix.predict_proba(log_odds(members, part))[:, 1].tolist()
        result.update(zip((each.text for each in part), garbled, strict=True))
        print(f"taught {at + len(part)} of {len(data)}", flush=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("clean", "base", "start", "strong-base", "tuned", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    sentences = read(options.clean)
    corpus = Corpus(dict.fromkeys(sentences.train))
    made = examples(sentences.test, corpus, Random(1))[:2000]
    model, tokenizer = encoder(options.base), tokenizer_of(options.base)
    start = torch.load(options.start / "weights.pt")
    model.load_state_dict(start)
    data = drawn(sentences, corpus, max(each.examples for each in LESSONS), SEED)
    known = options.out / "teacher.json"
    if not known.exists():
        strong = Decoder(options.strong_base)
        strong.load_state_dict(torch.load(options.tuned), strict=False)
        members = (model, tokenizer), (strong, tokenizer_of(options.strong_base))
        known.write_text(json.dumps(taught(members, data, made[:1000])))
    soft = json.loads(known.read_text())

    def goal(example: Example) -> float:
        return TAUGHT * soft[example.text] + (1 - TAUGHT) * labels(example)

    students = []
    for lesson in LESSONS:
        model.load_state_dict(start)
        fit(model, data[: lesson.examples], tokenizer, rates(model, lesson), lesson, goal)
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
