"""Trains one of the two networks; see README.md beside this file.

    python train.py strong --clean clean_sentences.jsonl.xz --base SMOLLM --out build/strong
    python train.py small --clean clean_sentences.jsonl.xz --base MINILM --out build/small \
        --teacher build/strong
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import torch
from corrupt import Corpus, Example
from data import drawn, examples, read
from measure import report
from models import LONGEST, Decoder, Encoder, batch, decoder, encoder
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

BATCH = 32
SEED = 7
DEPTH = 18
"""Layers of the language model that are kept: higher ones know more of the next word, less of
the sentence."""
FROZEN = 6
"""Its lowest layers are left as they are."""


def tokenizer_of(folder: Path, longest: int = LONGEST) -> Tokenizer:
    """The tokenizer of a base, cutting and padding batches."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding()
    return tokenizer


def base(kind: str, folder: Path) -> Encoder | Decoder:
    """The untrained network on the weights in `folder`."""
    if kind == "small":
        return encoder(folder)
    config = json.loads((folder / "config.json").read_text())
    return decoder(torch.load(folder / "weights.pt", mmap=True), config, DEPTH)


def batches(
    data: list[tuple[Example, float]], random: Random
) -> Iterator[list[tuple[Example, float]]]:
    """Batches of like length, in random order."""
    data = random.sample(data, k=len(data))
    chunk = BATCH * 50
    for at in range(0, len(data), chunk):
        part = sorted(data[at : at + chunk], key=lambda each: len(each[0].text))
        groups = [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
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
        tokens, breaks, reduction="none", pos_weight=torch.tensor(4.0)
    )
    return whole + (each * mask).sum() / mask.sum() * 2


def fit(
    model: Encoder | Decoder,
    data: list[tuple[Example, float]],
    tokenizer: Tokenizer,
    rate: float,
    seed: int,
) -> None:
    """One pass over `data` (examples and how garbled they are, 0 to 1), the rate falling to 0."""
    model.train()
    new = [
        p for n, p in model.named_parameters() if n.startswith(("heads", "narrow", "both", "case"))
    ]
    known = {id(p) for p in new}
    old = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": old, "lr": rate, "top": rate}, {"params": new, "lr": 1e-3, "top": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = math.ceil(len(data) / BATCH)
    started = time.monotonic()
    for step, group in enumerate(batches(data, Random(seed))):
        share = min(1.0, (step + 1) / (0.05 * steps)) * max(0.02, 1 - step / steps)
        for each in optimizer.param_groups:
            each["lr"] = each["top"] * share
        found = [example for example, _ in group]
        made, offsets = batch([example.text for example in found], tokenizer)
        with torch.autocast("cpu", torch.bfloat16):
            sentence, tokens = model(*made)
        mask = made.mask.float()
        garbled = torch.tensor([label for _, label in group])
        # Where the teacher sees no flaw, there is no break to be learnt either.
        breaks = targets(found, offsets, made.ids.shape[1]) * garbled[:, None]
        value = loss(sentence.float(), tokens.float(), garbled, breaks, mask)
        value.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        if step % 100 == 0:
            speed = (step + 1) * BATCH / (time.monotonic() - started)
            print(f"step {step} of {steps}: loss {value.item():.3f}, {speed:.0f}/s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["small", "strong"])
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    sentences = read(options.clean)
    corpus = Corpus(dict.fromkeys(sentences.train))
    found = drawn(sentences, corpus, options.examples, options.seed)
    data = [(each, float(bool(each.kind))) for each in found]
    print(len(data), "examples", flush=True)
    if options.teacher:
        data = taught(data, options.teacher)
    model, tokenizer = base(options.kind, options.base), tokenizer_of(options.base)
    if options.start:
        model.load_state_dict(torch.load(options.start / "weights.pt"))
    model.words.requires_grad_(False)
    if isinstance(model, Decoder):
        for layer in model.layers[:FROZEN]:
            layer.requires_grad_(False)
    rate = options.rate or (1e-4 if options.kind == "small" else 5e-5)
    fit(model, data, tokenizer, rate, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / "weights.pt")
    made = examples(sentences.test, corpus, Random(1))[:2000]
    report(model, tokenizer, sentences.kept_out, made, options.measure)


def taught(data: list[tuple[Example, float]], folder: Path) -> list[tuple[Example, float]]:
    """`data` with labels half their own, half the teacher's (teacher.json: text to probability)."""
    known = json.loads((folder / "teacher.json").read_text())
    return [(each, (label + known.get(each.text, label)) / 2) for each, label in data]


if __name__ == "__main__":
    main()
