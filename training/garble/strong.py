"""Trains the reader of the strong detector on the states of the language model.

    python strong.py --clean clean_sentences.jsonl.xz --base SMOLLM --out build/strong

The language model stays as it is, so the states of each example are computed once: 75 kB of memory
an example.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

import torch
from corrupt import Corpus, Example
from data import drawn, examples, read
from decoder import Decoder
from measure import report
from models import batch
from tokenizers import Tokenizer
from torch import Tensor, nn
from train import descend, labels, loss, targets, tokenizer_of

BATCH = 64
RATE = 2e-3
PASSES = 4


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
    """Train the reader alone, the learning rate rising to `RATE` and falling to 0."""
    reader = model.reader.train()
    optimizer = torch.optim.AdamW(reader.parameters(), lr=RATE, weight_decay=0.01)
    random = Random(seed)
    groups = [data[at : at + BATCH] for at in range(0, len(data), BATCH)]
    steps, step = PASSES * len(groups), 0
    for number in range(PASSES):
        random.shuffle(groups)
        total = 0.0
        for group in groups:
            for each in optimizer.param_groups:
                each["lr"] = RATE * min(1.0, (step + 1) / 100) * max(0.02, 1 - step / steps)
            step += 1
            states = nn.utils.rnn.pad_sequence([each.states for each in group], batch_first=True)
            lengths = torch.tensor([len(each.offsets) for each in group])
            mask = (torch.arange(states.shape[1])[None] < lengths[:, None]).float()
            sentence, tokens = reader(states.float(), mask)
            found = [each.example for each in group]
            garbled = torch.tensor([labels(each) for each in found])
            breaks = targets(found, [each.offsets for each in group], states.shape[1])
            value = loss(sentence, tokens, garbled, breaks, mask)
            descend(reader, optimizer, value)
            total += value.item()
        print(f"pass {number}: loss {total / len(groups):.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--examples", type=int, default=70_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    sentences = read(options.clean)
    corpus = Corpus(dict.fromkeys(sentences.train))
    tokenizer = tokenizer_of(options.base)
    model = Decoder(options.base)
    found = drawn(sentences, corpus, options.examples, options.seed)
    fit(model, states_of(model, tokenizer, found), options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.reader.state_dict(), options.out / "reader.pt")
    made = examples(sentences.test, corpus, Random(1))[:2000]
    report(model, tokenizer, sentences.kept_out, made, options.measure)


if __name__ == "__main__":
    main()
