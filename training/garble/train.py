"""Trains the network in rounds; see README.md beside this file.

python train.py --clean clean_sentences.jsonl.xz --base MINILM --out build/garble
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import torch
from corrupt import Corpus, Example
from data import drawn, examples, read
from measure import report
from models import LONGEST, Batch, Encoder, batch, encoder
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional


class Round(NamedTuple):
    """Training on examples that are drawn anew."""

    examples: int
    rate: float
    """The highest learning rate."""
    new_rate: float
    """That of what the base has not learnt: heads and capitals."""
    seed: int
    passes: int = 1
    batch: int = 32
    """Sentences of one step."""


ROUNDS = (Round(260_000, 2.5e-4, 1e-3, 7), Round(350_000, 2e-4, 1e-3, 8))


def tokenizer_of(folder: Path) -> Tokenizer:
    """The tokenizer of a base, cutting and padding batches."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return tokenizer


def batches(data: list[Example], size: int, random: Random) -> Iterator[list[Example]]:
    """Batches of like length, in random order."""
    data = random.sample(data, k=len(data))
    chunk = size * 50
    for at in range(0, len(data), chunk):
        part = sorted(data[at : at + chunk], key=lambda each: len(each.text))
        groups = [part[i : i + size] for i in range(0, len(part), size)]
        random.shuffle(groups)
        yield from groups


def targets(found: list[Example], offsets: list[list[tuple[int, int]]], width: int) -> Tensor:
    """1 for the tokens that begin at a break [sentence, token]."""
    result = torch.zeros(len(found), width)
    for row, (example, spans) in enumerate(zip(found, offsets, strict=True)):
        for column, (start, end) in enumerate(spans):
            if end > start and start in example.seams:
                result[row, column] = 1.0
    return result


def loss(sentence: Tensor, tokens: Tensor, garbled: Tensor, breaks: Tensor, mask: Tensor) -> Tensor:
    """Cross entropy of the sentences, and of their tokens, in which breaks are rare."""
    whole = functional.binary_cross_entropy_with_logits(sentence, garbled)
    each = functional.binary_cross_entropy_with_logits(
        tokens, breaks, reduction="none", pos_weight=torch.tensor(4.0, device=tokens.device)
    )
    return whole + (each * mask).sum() / mask.sum() * 2


def descend(model: nn.Module, optimizer: torch.optim.Optimizer, value: Tensor) -> None:
    """One step down the loss `value`, no longer than 1."""
    value.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()


def labels(example: Example) -> float:
    """1 for a garbled sentence."""
    return float(bool(example.kind))


def rates(model: Encoder, part: Round) -> list[tuple[list[nn.Parameter], float]]:
    """What is tuned of the encoder, with its highest rate; word embeddings stay as they are."""
    model.words.requires_grad_(False)
    named = {name: p for name, p in model.named_parameters() if p.requires_grad}
    new = [name for name in named if name.startswith(("heads", "case"))]
    old = [name for name in named if name not in new]
    return [
        ([named[name] for name in old], part.rate),
        ([named[name] for name in new], part.new_rate),
    ]


def fit(
    model: nn.Module,
    data: list[Example],
    tokenizer: Tokenizer,
    tuned: list[tuple[list[nn.Parameter], float]],
    part: Round,
    goal: Callable[[Example], float] = labels,
) -> None:
    """Train what is `tuned` on `data`, learning rates rising to those given and falling to 0.

    `goal` is what a sentence is to be taken for, from 0 to 1 (garbled)."""
    model.train()
    device = next(model.parameters()).device
    optimizer = torch.optim.AdamW(
        [{"params": parameters, "top": rate} for parameters, rate in tuned], weight_decay=0.01
    )
    data = data * part.passes
    steps = math.ceil(len(data) / part.batch)
    started = time.monotonic()
    for step, found in enumerate(batches(data, part.batch, Random(part.seed))):
        share = min(1.0, (step + 1) / (0.05 * steps)) * max(0.02, 1 - step / steps)
        for each in optimizer.param_groups:
            each["lr"] = each["top"] * share
        made, offsets = batch([example.text for example in found], tokenizer)
        made = Batch(*(each.to(device) for each in made))
        with torch.autocast(device.type, torch.bfloat16):
            sentence, tokens = model(*made)
        garbled = torch.tensor([goal(example) for example in found], device=device)
        breaks = targets(found, offsets, made.ids.shape[1]).to(device)
        value = loss(sentence.float(), tokens.float(), garbled, breaks, made.mask.float())
        descend(model, optimizer, value)
        if step % 100 == 0:
            speed = (step + 1) * part.batch / (time.monotonic() - started)
            print(f"step {step} of {steps}: loss {value.item():.3f}, {speed:.0f}/s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    sentences = read(options.clean)
    corpus = Corpus(dict.fromkeys(sentences.train))
    made = examples(sentences.test, corpus, Random(1))[:2000]
    torch.manual_seed(ROUNDS[0].seed)
    model, tokenizer = encoder(options.base), tokenizer_of(options.base)
    for number, each in enumerate(ROUNDS, 1):
        print(f"round {number}: {each}", flush=True)
        data = drawn(sentences, corpus, each.examples, each.seed)
        fit(model, data, tokenizer, rates(model, each), each)
        torch.save(model.state_dict(), options.out / "weights.pt")
        report(model, tokenizer, sentences.kept_out, made, options.measure)


if __name__ == "__main__":
    main()
