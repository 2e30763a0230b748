"""Trains the reader of the strong detector on the states of a language model, and lets it teach.

    python strong.py --clean clean_sentences.jsonl.xz --base SMOLLM --out build/strong
    python strong.py --clean clean_sentences.jsonl.xz --base SMOLLM --out build/strong --teach 60000

The language model stays as it is, so its states of each example are computed once. `--teach N`
writes `teacher.json`: the first N examples that `train.py` will draw, and how garbled the strong
detector thinks they are.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

import torch
from corrupt import Corpus, Example
from data import drawn, examples, read
from measure import report, scores
from models import Decoder, batch, decoder
from tokenizers import Tokenizer
from torch import Tensor, nn
from train import SEED as TAUGHT_SEED
from train import loss, targets, tokenizer_of

BATCH = 64
DEPTH = 18
"""Layers of the language model that are kept: those above know more of the next word and less of
the sentence."""
LONGEST = 96
PASSES = 6


class States(NamedTuple):
    """What the language model makes of an example."""

    example: Example
    states: Tensor
    """[token, width]."""
    offsets: list[tuple[int, int]]


def states_of(model: Decoder, tokenizer: Tokenizer, found: list[Example]) -> list[States]:
    """The states of all examples, the shortest first."""
    result, started = [], time.monotonic()
    order = sorted(found, key=lambda each: len(each.text))
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 32):
            rows = order[at : at + 32]
            made, offsets = batch([each.text for each in rows], tokenizer)
            states = model.lower(made.ids).bfloat16()
            for row, example in enumerate(rows):
                length = int(made.mask[row].sum())
                result.append(States(example, states[row, :length].clone(), offsets[row][:length]))
            if at % 3200 == 0:
                speed = len(result) / (time.monotonic() - started)
                print(f"states of {len(result)} of {len(order)}, {speed:.0f}/s", flush=True)
    return result


def fit(model: Decoder, data: list[States], seed: int) -> None:
    """Train the reader alone."""
    reader = model.reader.train()
    optimizer = torch.optim.AdamW(reader.parameters(), lr=1e-3, weight_decay=0.01)
    random = Random(seed)
    steps, step = PASSES * (len(data) // BATCH + 1), 0
    for number in range(PASSES):
        groups = [data[at : at + BATCH] for at in range(0, len(data), BATCH)]
        random.shuffle(groups)
        total = 0.0
        for group in groups:
            for each in optimizer.param_groups:
                each["lr"] = 2e-3 * min(1.0, (step + 1) / 100) * max(0.02, 1 - step / steps)
            step += 1
            states = nn.utils.rnn.pad_sequence([each.states for each in group], batch_first=True)
            lengths = torch.tensor([len(each.offsets) for each in group])
            mask = (torch.arange(states.shape[1])[None] < lengths[:, None]).float()
            sentence, tokens = reader(states.float(), mask)
            found = [each.example for each in group]
            value = loss(
                sentence,
                tokens,
                torch.tensor([float(bool(each.kind)) for each in found]),
                targets(found, [each.offsets for each in group], states.shape[1]),
                mask,
            )
            value.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += value.item()
        print(f"pass {number}: loss {total / len(groups):.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--examples", type=int, default=40_000)
    parser.add_argument("--teach", type=int, default=0)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    sentences = read(options.clean)
    corpus = Corpus(dict.fromkeys(sentences.train))
    tokenizer = tokenizer_of(options.base, LONGEST)
    config = json.loads((options.base / "config.json").read_text())
    model = decoder(torch.load(options.base / "weights.pt", mmap=True), config, DEPTH)
    if options.teach:
        model.reader.load_state_dict(torch.load(options.out / "reader.pt"))
        found = drawn(sentences, corpus, options.teach, TAUGHT_SEED)
        values, _ = scores(model, tokenizer, [each.text for each in found])
        known = {
            each.text: round(1 / (1 + math.exp(-value)), 4)
            for each, value in zip(found, values, strict=True)
        }
        (options.out / "teacher.json").write_text(json.dumps(known))
        return
    found = drawn(sentences, corpus, options.examples, options.seed)
    fit(model, states_of(model, tokenizer, found), options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.reader.state_dict(), options.out / "reader.pt")
    made = examples(sentences.test, corpus, Random(1))[:2000]
    report(model, tokenizer, sentences.kept_out, made, options.measure)


if __name__ == "__main__":
    main()
