"""What is measured on: the labelled corpus, or files and folders that one names."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from pathlib import Path

from newslint.corpus.labels import read_records

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"


def load(paths: Iterable[Path], language: str = "en") -> list[str]:
    """The texts of `paths`; of the corpus in `language` when there are none.

    A path is a text file, a folder (every *.txt below it), or JSON Lines with a field `text`.
    """
    named = list(paths)
    if not named:
        return [str(record["text"]) for record in read_records(CORPUS / f"{language}.jsonl")]
    return [text for path in named for text in _texts(path)]


def _texts(path: Path) -> list[str]:
    if path.is_dir():
        return [text for file in sorted(path.rglob("*.txt")) for text in _texts(file)]
    if ".jsonl" in path.suffixes:
        return [str(record["text"]) for record in read_records(path)]
    return [path.read_bytes().decode("utf-8-sig")]


def long_document(texts: Iterable[str], lines: int, *, shuffled: bool) -> str:
    """One document of so many lines that are not blank, made of those of `texts` over and over.

    `shuffled` puts the words of each further copy of a line in another order, by a fixed seed, so
    that hardly any line stands twice; otherwise nearly every line does.
    """
    source = [line for text in texts for line in text.splitlines() if line.strip()]
    chance = random.Random(1)
    made = []
    for number, line in enumerate(itertools.islice(itertools.cycle(source), lines)):
        if shuffled and number >= len(source):
            words = line.split()
            chance.shuffle(words)
            line = " ".join(words)
        made.append(line)
    return "\n\n".join(made) + "\n"
