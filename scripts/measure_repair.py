"""How often the order that is suggested for a scrambled sentence is the one that was written.

    python scripts/measure_repair.py SENTENCES [--number 300]

SENTENCES are JSON lines `{text}` of well-formed sentences that the model was not trained on. In
each, two neighbouring blocks of two to six words change places, by a fixed seed. Prints what of
the scrambled sentences is flagged, how often the right swap is among those that are tried, how
often the original comes first, and what each margin would suggest on scrambled and on well-formed
sentences. The margin of the product is `newslint.rules.garbledsentence.MARGIN`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from newslint.corpus.labels import read_records
from newslint.rules.garbledsentence import open_ended, readable, seams
from newslint.rules.garblemodel import Model, model
from newslint.rules.pack import load
from newslint.rules.reorder import Swap, Words, likeliest

MARGINS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0)
FUNCTION = load("en").words("function")
BLOCK = (2, 6)
"""Words of a block, at least and at most."""


class Tried(NamedTuple):
    """A sentence whose orders were judged: log odds of the text and of the best order."""

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


def tried(text: str, reader: Model) -> tuple[Tried | None, list[Swap]]:
    """What judging the orders of a sentence gives, flagged or not, and the swaps tried."""
    reading = reader.read(text)
    if reading is None:
        return None, []
    words = Words(text, FUNCTION)
    swaps = likeliest(open_ended(seams(words, reading)))
    orders = words.orders(swaps)
    if not orders:
        return None, swaps
    own, *others = reader.judge([text, *(order.whole for order in orders)])
    best = min(range(len(orders)), key=others.__getitem__)
    flagged = reading.logit >= reader.facts.report
    return Tried(flagged, own - others[best], others[best], orders[best].whole), swaps


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--number", type=int, default=300)
    options = parser.parse_args()
    reader, chance = model(), random.Random(5)
    texts = [str(record["text"]) for record in read_records(options.sentences)]
    chance.shuffle(texts)
    pairs = []
    for text in filter(readable, texts):
        made = scrambled(text, chance)
        if made and len(pairs) < options.number:
            pairs.append((text, *made))
    results = []
    complete = 0
    for text, broken, swap in pairs:
        result, swaps = tried(broken, reader)
        complete += swap in swaps
        results.append((text, result))
    fine = [tried(text, reader)[0] for text in texts[: 10 * options.number] if readable(text)]
    report(reader, results, complete, fine)


def report(
    reader: Model,
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
    print(f"\n{'margin':>6}{'suggested':>11}{'right':>8}{'well-formed suggested':>23}")
    for margin in MARGINS:
        offered = [(t, r) for t, r in results if r and clear(r, margin, reader)]
        right = sum(r.whole == t for t, r in offered)
        wrong = sum(r is not None and clear(r, margin, reader) for r in fine)
        print(
            f"{margin:6.1f}{len(offered) / size:11.1%}{right / size:8.1%}{wrong / len(fine):23.2%}"
        )


def clear(result: Tried, margin: float, reader: Model) -> bool:
    """Whether the product would suggest the order."""
    gain = result.gain / reader.facts.temperature
    return result.flagged and result.best < reader.facts.report and gain >= margin


if __name__ == "__main__":
    main()
