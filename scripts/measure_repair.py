"""How often the order that is suggested for a scrambled sentence is the one that was written.

    python scripts/measure_repair.py SENTENCES [--number 300] [--well-formed 3000]
        [--strong] [--repair-model]

SENTENCES are JSON lines `{text}` of well-formed sentences that the model was not trained on. In
each, two neighbouring blocks of two to six words change places, by a fixed seed. Prints what of
the scrambled sentences is flagged, how often the right swap is among those that are tried, how
often the original comes first, and what each margin would suggest on scrambled and on well-formed
sentences: on those that are flagged, as the product does, and on all. The margins of the product
are `MARGIN` (log odds) and, for the language model, `REPAIR_MARGIN` (nats) of
`newslint.rules.garbledsentence`.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import NamedTuple

from newslint.corpus.labels import read_records
from newslint.rules import languagemodel, modelinstallation
from newslint.rules.garbledsentence import (
    REPAIR_ORDERS,
    open_ended,
    readable,
    repair_judge,
    seams,
)
from newslint.rules.garblemodel import Reader, model, reader
from newslint.rules.pack import load
from newslint.rules.reorder import MOST_ORDERS, Judge, Swap, Words, likeliest

FUNCTION = load("en").words("function")
BLOCK = (2, 6)
"""Words of a block, at least and at most."""


class Ranking(NamedTuple):
    """Who judges how many orders, and what an order must be to be suggested."""

    judge: Judge
    orders: int
    below: float
    unit: float
    """What margins are counted in."""
    margins: tuple[float, ...]


class Tried(NamedTuple):
    """A sentence whose orders were judged: scores of the text and of the best order."""

    flagged: bool
    gain: float
    best: float
    whole: str


def scrambled(text: str, chance: random.Random) -> tuple[str, Swap] | None:
    """`text` with two neighbouring blocks swapped, and the swap that mends it."""
    words = Words(text, FUNCTION)
    first, second = (chance.randint(*BLOCK) for _ in range(2))
    if len(words) < first + second + 2:
        return None
    start = chance.randint(0, len(words) - first - second)
    orders = words.orders([(start, start + first, start + first + second)])
    return (orders[0].whole, (start, start + second, start + first + second)) if orders else None


def ranking(repair: bool) -> Ranking:
    """The product's own, with the language model or without."""
    if repair:
        judge = repair_judge(model(), languagemodel.model(modelinstallation.ready()))
        return Ranking(judge, REPAIR_ORDERS, inf, 1.0, (0, 2, 4, 6, 8, 9, 10, 11, 12, 14, 16))
    facts = model().facts
    margins = (0, 0.5, 1, 1.5, 2, 3, 4, 5, 6)
    return Ranking(model().judge, MOST_ORDERS, facts.report, facts.temperature, margins)


def tried(text: str, by: Reader, ranked: Ranking) -> tuple[Tried | None, list[Swap]]:
    """What judging the orders of a sentence gives, flagged or not, and the swaps tried."""
    (reading,) = by.read([text])
    if reading is None:
        return None, []
    words = Words(text, FUNCTION)
    swaps = likeliest(open_ended(seams(words, reading)), ranked.orders)
    orders = words.orders(swaps)
    if not orders:
        return None, swaps
    own, *others = ranked.judge([text, *(order.whole for order in orders)])
    best = min(range(len(orders)), key=others.__getitem__)
    flagged = reading.logit >= by.facts.report
    return Tried(flagged, own - others[best], others[best], orders[best].whole), swaps


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--well-formed", type=int, default=3000)
    parser.add_argument("--strong", action="store_true")
    parser.add_argument("--repair-model", action="store_true")
    options = parser.parse_args()
    by, ranked = reader(strong=options.strong), ranking(options.repair_model)
    chance = random.Random(5)
    texts = [str(record["text"]) for record in read_records(options.sentences)]
    chance.shuffle(texts)
    pairs = []
    for text in filter(readable, texts):
        made = scrambled(text, chance)
        if made and len(pairs) < options.number:
            pairs.append((text, *made))
    results = []
    complete = 0
    began, spent = time.perf_counter(), time.process_time()
    for text, broken, swap in pairs:
        result, swaps = tried(broken, by, ranked)
        complete += swap in swaps
        results.append((text, result))
    took, spent = time.perf_counter() - began, time.process_time() - spent
    well_formed = texts[: options.well_formed]
    fine = [tried(text, by, ranked)[0] for text in well_formed if readable(text)]
    report(ranked, results, complete, fine)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    size = len(pairs)
    print(f"\n{took / size:.2f} s a scrambled sentence, {spent / size:.2f} s of CPU; ", end="")
    print(f"peak memory {memory:.0f} MB")


def report(
    by: Ranking,
    results: Sequence[tuple[str, Tried | None]],
    complete: int,
    fine: Sequence[Tried | None],
) -> None:
    """Print the figures."""
    size = len(results)
    first = sum(result is not None and result.whole == text for text, result in results)
    flagged = sum(result is not None and result.flagged for _, result in results)
    print(f"{size} scrambled sentences, {len(fine)} well-formed ones")
    print(f"flagged {flagged / size:.1%}, the right swap among those tried {complete / size:.1%}")
    print(f"the original comes first {first / size:.1%} (flagged or not, whatever the margin)")
    columns = f"{'suggested':>11}{'right':>8}{'well-formed suggested':>23}"
    print(f"\n{'':6}{'flagged sentences':>42}{'all sentences':>42}\nmargin{columns}{columns}")
    for margin in by.margins:
        print(f"{margin:6.1f}", end="")
        for only in (True, False):
            offered = [(t, r) for t, r in results if r and clear(r, margin, by, only)]
            right = sum(r.whole == t for t, r in offered)
            wrong = sum(r is not None and clear(r, margin, by, only) for r in fine)
            shares = f"{len(offered) / size:11.1%}{right / size:8.1%}{wrong / len(fine):23.2%}"
            print(shares, end="" if only else "\n")


def clear(result: Tried, margin: float, by: Ranking, only_flagged: bool) -> bool:
    """Whether the product would suggest the order, were it to be suggested for such a sentence."""
    gain = result.gain / by.unit
    return (result.flagged or not only_flagged) and result.best < by.below and gain >= margin


if __name__ == "__main__":
    main()
