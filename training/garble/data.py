"""Sentences to learn from, to set thresholds on and to test on; none is in two of these."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from pathlib import Path
from random import Random
from typing import NamedTuple

from corrupt import Corpus, Example, garbled

SHARES = {"wikinews": 3, "masc": 1, "sou": 1, "digitalgov": 1, "18f": 1}
"""How often a sentence of each source is read in an epoch; wikinews alone is news."""
KEPT_OUT = 3_000
"""Sentences of wikinews that thresholds are set on, with those that are broken themselves."""
BROKEN = Path(__file__).with_name("broken.txt")
"""Which sentences kept out are broken themselves ("they're are", "and and"): those that networks
suspected most, 270 of the small ones' and 120 of the strong detector's, were read by hand, these
121 were. A line each: the first 16 hexadecimal digits of the SHA-256 of the text."""
TESTED = 2_500
"""Sentences that the made test set is made of."""
_SHAPE = re.compile(r"[\"“‘'(\[]?[A-Z0-9£$€].*[.!?][\"”’')\]]{0,2}", re.S)
_SAID = re.compile(
    r"\b(say|says|said|told \w+|tells \w+|claims?|claimed|believes?|believed|announced|added"
    r"|reported|suggest(?:s|ed)?|hopes?|hoped|thinks?|thought|knows?|knew|so|rumou?rs|warned"
    r"|noted) that "
)
"""Words after which "that" may be left out."""
_SPACED = re.compile(r" (?:['’,.;:?!)]|n't|'s)(?: |$)|\( |\s-\s\w+\s-\s\w")
"""Marks with blanks around them, as tokenised text has them: no news sentence looks like that."""


class Sentences(NamedTuple):
    """Well-formed sentences."""

    train: list[str]
    """Repeated by the shares of their sources."""
    kept_out: list[str]
    test: list[str]


def read(file: Path) -> Sentences:
    """Split the sentences of `file` (JSON Lines in xz: text, source)."""
    by_source: dict[str, list[str]] = {source: [] for source in SHARES}
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            by_source[record["source"]].append(" ".join(record["text"].split()))
    random = Random(20)
    for sentences in by_source.values():
        random.shuffle(sentences)
    news = by_source["wikinews"]
    kept_out, by_source["wikinews"] = news[:KEPT_OUT], news[KEPT_OUT:]
    clean = {source: [each for each in s if usable(each)] for source, s in by_source.items()}
    test = clean["wikinews"][:500]
    clean["wikinews"] = clean["wikinews"][500:]
    for source in ("masc", "sou", "digitalgov", "18f"):
        test += clean[source][: (TESTED - 500) // 4]
        clean[source] = clean[source][(TESTED - 500) // 4 :]
    unseen = {*kept_out, *test}
    train = [
        each
        for source, share in SHARES.items()
        for each in clean[source] * share
        if each not in unseen
    ]
    broken = set(BROKEN.read_text().split())
    kept_out = [each for each in kept_out if usable(each) and _digest(each) not in broken]
    return Sentences(train, kept_out, test)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def usable(text: str) -> bool:
    """Whether a sentence has the shape of one in a news article, and 5 to 60 words."""
    return (
        5 <= text.count(" ") + 1 <= 60 and bool(_SHAPE.fullmatch(text)) and not _SPACED.search(text)
    )


def drawn(found: Sentences, corpus: Corpus, number: int, seed: int) -> list[Example]:
    """About `number` examples to train on, the first of them the same whatever the number."""
    random = Random(seed)
    result: list[Example] = []
    while len(result) < number:
        result += examples(random.choices(found.train, k=1000), corpus, random)
    return result


def examples(sentences: list[str], corpus: Corpus, random: Random) -> list[Example]:
    """Each sentence well-formed, and garbled once; both stay near each other."""
    result = []
    for text in sentences:
        broken = garbled(text, random, corpus)
        if broken:
            result += [Example(_varied(text, random), (), ""), broken]
    return result


def _varied(text: str, random: Random) -> str:
    """A well-formed sentence, now and then without its final mark, as in headings and captions, or
    without a "that" that may go."""
    if random.random() < 0.4:
        text = _SAID.sub(r"\1 ", text, count=1)
    return text.rstrip(".") if random.random() < 0.08 else text
