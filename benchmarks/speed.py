"""How fast the rules are: beside a peer, by rule, and as documents grow. Prints tables.

    python benchmarks/speed.py                      # beside the peer, then growth
    python benchmarks/speed.py articles/ --by-rule  # on one's own texts, with the cost of each rule

All figures are CPU seconds of one process. They depend on the machine; ratios much less.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import by_rule
import documents
from work import Work, check, compared, fix, peer, seconds

OWN = {"newslint check": check, "newslint fix": fix}
LINES = (1_000, 10_000, 100_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = _options(arguments)
    texts = documents.load(options.paths)
    print(_described(texts))
    print_comparison(texts, options.rounds)
    if options.by_rule:
        print_by_rule(texts)
    print_growth(texts, options.lines)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the speed of newslint's rules.")
    parser.add_argument("paths", nargs="*", type=Path, help="text files, folders or JSON Lines")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of the comparison")
    parser.add_argument("--by-rule", action="store_true", help="list what each rule costs")
    parser.add_argument(
        "--lines",
        type=lambda text: [int(part) for part in text.split(",") if part],
        default=LINES,
        help="lengths of the documents that show growth, e.g. 1000,10000; empty for none",
    )
    return parser.parse_args(arguments)


def _described(texts: Sequence[str]) -> str:
    size = sum(len(text.encode()) for text in texts)
    return f"{len(texts)} documents, {size / len(texts):,.0f} bytes each on average"


def print_comparison(texts: list[str], rounds: int) -> None:
    """What a document costs, beside the peer where that is installed."""
    works: dict[str, Work] = dict(OWN)
    try:
        peers = peer()
    except ImportError as error:
        print(f"\nno peer: {error} (pip install -r benchmarks/requirements.txt)")
        peers = {}
    costs = compared({**works, **peers}, texts, rounds)
    total = sum(costs[name] for name in peers)
    if peers:
        costs["datatrove, all three"] = total
    size = sum(len(text.encode()) for text in texts)
    print(f"\n{'':34}{'ms a document':>14}{'MB/s':>8}{'of the peer':>13}")
    for name, cost in costs.items():
        ratio = f"{cost / total:.2f}" if total else ""
        print(f"{name:34}{cost / len(texts) * 1e3:14.2f}{size / cost / 1e6:8.2f}{ratio:>13}")


def print_by_rule(texts: list[str]) -> None:
    """What each rule and each shared analysis costs a document."""
    by_rule.costs(texts)
    costs = by_rule.costs(texts)
    total = sum(costs.values())
    print(f"\n{'':50}{'µs a document':>14}{'share':>8}")
    for name, cost in costs.items():
        print(f"{name:50}{cost / len(texts) * 1e6:14.0f}{cost / total:8.1%}")
    print(f"{'all':50}{total / len(texts) * 1e6:14.0f}")


def print_growth(texts: list[str], lengths: Sequence[int]) -> None:
    """What a line costs in ever longer documents: the same, were the work linear."""
    if not lengths:
        return
    print(f"\n{'lines':>9}{'lines shuffled: µs a line':>28}{'repeated: µs a line':>22}")
    for length in lengths:
        cells = []
        for shuffled in (True, False):
            text = documents.long_document(texts, length, shuffled=shuffled)
            cells.append(seconds(check, [text]) / length * 1e6)
        print(f"{length:9,}{cells[0]:28.0f}{cells[1]:22.0f}", flush=True)


if __name__ == "__main__":
    main()
