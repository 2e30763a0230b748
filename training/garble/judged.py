"""Examples that a language model has judged: what it does not mind is no flaw.

    python judged.py --clean clean_sentences.jsonl.xz --base SMOLLM --spun build/spun.jsonl.xz \\
        --out build/judged.jsonl.xz

Three sources of flaws, each beside its original: those of `corrupt.py`, of `spun.py`, and sentences
that the language model itself went on with for some words from somewhere in the middle, before the
original's own words follow. Made for a GPU: four minutes on
an H200.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import torch
from corrupt import Corpus, Example
from data import drawn, read
from decoder import LanguageModel
from models import batch
from tokenizers import Tokenizer
from train import tokenizer_of

MADE = 2_060_000
"""Examples drawn, of which half are garbled."""
CONTINUED = 45_000
"""Sentences that the language model goes on with."""
SEED = 4
BATCH = 256
SURPRISED = {
    "lost_function_word": 0.5,
    "lost_article": 0.5,
    "put_in_small_word": 2.0,
    "wrong_small_word": 1.5,
    "verb_form": 1.5,
    "agreement": 1.0,
    "wrong_word": 3.0,
    "misspelt_into_word": 3.0,
    "slot_word": 1.0,
    "swapped": 2.0,
    "moved": 2.0,
    "shuffled": 2.0,
    "translated": 3.0,
}
"""Nats by which a flaw of a kind must make a sentence less likely. Where words are lost a sentence
gets likelier, so kinds that lose more than a small word are not judged."""
SURPRISING_END = 5.0
"""Nats of the final mark of a sentence that a feed cut, so that it could not have ended there."""
SPUN = 4.0
"""Nats for each word that was spun."""
TRANSLATED = (8.0, 0.5, 2.5)
"""Nats for all of a translated sentence, for each of its tokens, and for each difference."""
AFTER = 5.0
"""Nats by which the words after the language model's own must have become less likely."""
_PIECE = re.compile(r"[A-Za-z0-9][A-Za-z0-9'-]*,?")


class Judge:
    """The language model, and how many nats it takes each token of a text to be worth."""

    def __init__(self, folder: Path, device: torch.device) -> None:
        self.model = LanguageModel(folder).to(device).eval()
        self.tokenizer: Tokenizer = tokenizer_of(folder)
        self.device = device

    @torch.inference_mode()
    def nats(self, texts: list[str]) -> list[list[float]]:
        """Of each token of each text: minus its log probability."""
        result: list[list[float]] = [[] for _ in texts]
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            made, _ = batch([texts[row] for row in rows], self.tokenizer)
            ids = made.ids.to(self.device)
            with torch.autocast(self.device.type, torch.bfloat16):
                states = self.model.final(ids)[:, :-1]
                logits = self.model.logits(states)
            found = logits.logsumexp(-1) - logits.gather(-1, ids[..., None])[..., 0]
            for row, values, length in zip(rows, found.tolist(), made.mask.sum(1), strict=True):
                result[row] = values[: int(length)]
        return result

    @torch.inference_mode()
    def continued(self, beginnings: list[list[int]], number: int) -> list[list[int]]:
        """`number` tokens that may follow each beginning (token ids), drawn by their
        probability."""
        lengths = torch.tensor([len(each) for each in beginnings], device=self.device)
        ids = torch.zeros(len(lengths), int(lengths.max()) + number, dtype=torch.long)
        for row, each in enumerate(beginnings):
            ids[row, : len(each)] = torch.tensor(each)
        ids = ids.to(self.device)
        rows = torch.arange(len(ids), device=self.device)
        for step in range(number):
            with torch.autocast(self.device.type, torch.bfloat16):
                # The start of the document stands first, so this is the last one's state.
                states = self.model.final(ids)[rows, lengths + step]
                odds = self.model.logits(states)
            ids[rows, lengths + step] = torch.multinomial(torch.softmax(odds, -1), 1)[:, 0]
        return [
            row[length : length + number]
            for row, length in zip(ids.tolist(), lengths.tolist(), strict=True)
        ]


Pair = tuple[str, Example]
"""A sentence and what was made of it."""


def minded(judge: Judge, pairs: list[Pair]) -> Iterator[Pair]:
    """Those whose flaw makes the sentence less likely."""
    before = {text: sum(nats) for text, nats in _each(judge, {text for text, _ in pairs})}
    after = dict(_each(judge, {example.text for _, example in pairs}))
    for text, example in pairs:
        nats = after[example.text]
        if example.kind == "feed_cut":
            kept = not example.text.endswith(".") or nats[-1] >= SURPRISING_END
        elif example.kind == "spun":
            kept = sum(nats) - before[text] >= SPUN * len(example.seams)
        elif example.kind.startswith("by_way_of"):
            whole, token, difference = TRANSLATED
            most = max(whole, token * len(nats), difference * len(example.seams))
            kept = sum(nats) - before[text] >= most
        else:
            limit = SURPRISED.get(example.kind)
            kept = limit is None or sum(nats) - before[text] >= limit
        if kept:
            yield text, example


def _each(judge: Judge, texts: Iterable[str]) -> Iterator[tuple[str, list[float]]]:
    ordered = sorted(texts)
    return zip(ordered, judge.nats(ordered), strict=True)


def gone_on(judge: Judge, sentences: list[str], random: Random) -> Iterator[Pair]:
    """Sentences into which the language model put words of its own, at the cost of what follows."""
    for at in range(0, len(sentences), BATCH):
        places = [_place(text, judge.tokenizer, random) for text in sentences[at : at + BATCH]]
        found = [each for each in places if each]
        if not found:
            continue
        pieces = judge.continued([ids for _, ids, _, _ in found], number=6)
        made: list[tuple[str, str, int, str]] = []
        for (text, _, start, end), piece in zip(found, pieces, strict=True):
            # The last word may be cut.
            words = judge.tokenizer.decode(piece).split(" ")[1:-1][: random.randint(1, 4)]
            if words and all(map(_PIECE.fullmatch, words)):
                before = f"{text[:start]} {' '.join(words)}"
                made.append((text, before + text[end:], len(before) + 1, text[end:]))
        old, new = (judge.nats([row[column] for row in made]) for column in (0, 1))
        for (text, other, seam, rest), known, nats in zip(made, old, new, strict=True):
            after = len(judge.tokenizer.encode(rest, add_special_tokens=False).ids)
            if other != text and sum(nats[-after:]) - sum(known[-after:]) >= AFTER:
                yield text, Example(other, (seam,), "continued")


def _place(
    text: str, tokenizer: Tokenizer, random: Random
) -> tuple[str, list[int], int, int] | None:
    """The tokens before a word somewhere in a sentence, where they end, and where up to four words
    later the sentence is to go on."""
    encoding = tokenizer.encode(text)
    begins = [at for at, (start, _) in enumerate(encoding.offsets) if at > 2 and text[start] == " "]
    if len(begins) < 6 or len(encoding.ids) > 90:
        return None
    first = random.randrange(len(begins) - 3)
    last = min(first + random.choice((0, 0, 1, 1, 2, 3, 4)), len(begins) - 2)
    start, end = (encoding.offsets[begins[each]][0] for each in (first, last))
    return text, encoding.ids[: begins[first]], start, end


def judged(file: Path) -> list[Example]:
    """What `main` has written."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Example(row["text"], tuple(row["seams"]), row["kind"]) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--spun", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--made", type=int, default=MADE)
    parser.add_argument("--continued", type=int, default=CONTINUED)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    random = Random(SEED)
    judge = Judge(options.base, torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    sentences = read(options.clean)
    made = drawn(sentences, Corpus(dict.fromkeys(sentences.train)), options.made, SEED)
    pairs = [(whole.text, broken) for whole, broken in zip(made[::2], made[1::2], strict=True)]
    with lzma.open(options.spun, "rt", encoding="utf-8") as lines:
        pairs += [
            (row["original"], Example(row["text"], tuple(row["seams"]), row["kind"]))
            for row in map(json.loads, lines)
        ]
    some = random.sample(sorted(set(sentences.train)), k=options.continued)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(options.out, "wt", encoding="utf-8") as file:
        for found in (minded(judge, pairs), gone_on(judge, some, random)):
            for text, broken in found:
                for example in (Example(text, (), ""), broken):
                    file.write(json.dumps(example._asdict(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
