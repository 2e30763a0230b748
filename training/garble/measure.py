"""What a network reaches on sentences that it has not seen."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from corrupt import Example
from models import Encoder, batch
from tokenizers import Tokenizer


def scores(model: Encoder, tokenizer: Tokenizer, texts: list[str]) -> tuple[list[float], list[int]]:
    """For each text the logit of "garbled", and the offset of the character where it breaks."""
    model.eval()
    device = next(model.parameters()).device
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    logits, breaks = [0.0] * len(texts), [0] * len(texts)
    with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
        for at in range(0, len(order), 64):
            rows = order[at : at + 64]
            made, offsets = batch([texts[i] for i in rows], tokenizer)
            sentence, tokens = model(*(each.to(device) for each in made))
            best = tokens.argmax(dim=1).tolist()
            for i, spans, value, token in zip(rows, offsets, sentence.tolist(), best, strict=True):
                logits[i], breaks[i] = value, spans[token][0]
    return logits, breaks


def auc(good: list[float], bad: list[float]) -> float:
    """The chance that a bad one has the higher score."""
    ranked = sorted([(s, 0) for s in good] + [(s, 1) for s in bad])
    below = total = 0
    for _, is_bad in ranked:
        total += below * is_bad
        below += 1 - is_bad
    return total / (len(good) * len(bad))


def report(
    model: Encoder,
    tokenizer: Tokenizer,
    kept_out: list[str],
    made: list[Example],
    files: list[Path],
) -> None:
    """Print AUC and recall at 1 % and 0.2 % false positives of the sentences kept out."""
    clean = sorted(scores(model, tokenizer, kept_out)[0])
    limits = [clean[int(len(clean) * share)] for share in (0.99, 0.998)]
    print("thresholds", limits)
    values, breaks = scores(model, tokenizer, [each.text for each in made])
    tell("made", values, [bool(each.kind) for each in made], limits)
    hits = [
        (e, b) for e, v, b in zip(made, values, breaks, strict=True) if e.kind and v > limits[0]
    ]
    exact = sum(b in e.seams for e, b in hits)
    print(f"break exact in {exact / max(1, len(hits)):.3f} of {len(hits)}")
    kinds = defaultdict(list)
    for e, v in zip(made, values, strict=True):
        kinds[e.kind].append(v > limits[0])
    print({kind: f"{sum(hit)}/{len(hit)}" for kind, hit in sorted(kinds.items())})
    for file in files:
        texts, garbled = labelled(file)
        tell(file.stem, scores(model, tokenizer, texts)[0], garbled, limits)


def labelled(file: Path) -> tuple[list[str], list[bool]]:
    """The sentences of a file (JSON lines: text, label), and whether each is garbled."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [row["text"] for row in rows], [row["label"] != "ok" for row in rows]


def tell(
    name: str, values: Iterable[float], garbled: Sequence[bool], limits: Sequence[float]
) -> None:
    """Print AUC, and recall and false positives from each limit on."""
    pairs = list(zip(values, garbled, strict=True))
    good = [value for value, is_bad in pairs if not is_bad]
    bad = [value for value, is_bad in pairs if is_bad]
    parts = [f"{name}: AUC {auc(good, bad):.3f}"]
    for limit in limits:
        recall = sum(v >= limit for v in bad) / len(bad)
        alarms = sum(v >= limit for v in good) / len(good)
        parts.append(f"recall {recall:.3f} at {alarms:.3f}")
    print(", ".join(parts), flush=True)
