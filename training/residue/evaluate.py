"""Says how well rules and line model do together on pages of networks that the model has not seen.

    python training/residue/evaluate.py ../shared/residue --folds build/folds

`train.py --folds` has written a model for each fold of the networks; every page is judged by the
one that has seen no page of its network. The counts are those of `newslint eval`.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from train import fold_of_network

from newslint.corpus.evaluation import Place
from newslint.corpus.line_evaluation import LinesOutcome, evaluate_lines, figures, lines_document
from newslint.registry import selected
from newslint.rules import linemodel
from newslint.settings import Settings

_load = linemodel.load
SHOWN = ("precision", "recall", "f1", "f1_meta", "content_deleted", "meta_deleted", "worse")
TOKENS = ("token_f1_before", "token_f1")


def outcomes(
    path: Path, folds: Path | None, settings: Settings, jobs: int
) -> Iterator[tuple[str, LinesOutcome]]:
    """The language and the outcome of every page in a file of labelled lines, in its order."""
    with lzma.open(path, "rt", encoding="utf-8") as file, ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(_outcome, folds=folds, settings=settings), file, chunksize=16)


def _outcome(raw: str, folds: Path | None, settings: Settings) -> tuple[str, LinesOutcome]:
    record: dict[str, Any] = json.loads(raw)
    if folds is not None:
        fold = fold_of_network(str(record.get("network") or record["site"]))
        linemodel.FILE, linemodel.load = folds / f"fold{fold}.npz", _load_own  # type: ignore
    outcome = evaluate_lines(lines_document(record), selected(settings), settings)
    return record["lang"], outcome


def _load_own(path: Path | None = None) -> linemodel.Model:
    """The model in `linemodel.FILE`, whatever file that is by now."""
    return _load(path or linemodel.FILE)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("residue", type=Path, help="folder with dev.jsonl.xz, or such a file")
    parser.add_argument("--folds", type=Path, help="folder with the folds' models")
    parser.add_argument("--select", default="residue", help="families, a comma between them")
    parser.add_argument("--places", type=Path, help="where to write all errors, a line each")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    path = arguments.residue
    path = path / "dev.jsonl.xz" if path.is_dir() else path
    settings = Settings(
        select=tuple(filter(None, arguments.select.split(","))), model=arguments.folds is not None
    )
    english, others = LinesOutcome(), LinesOutcome()
    places: list[tuple[str, Place]] = []
    for language, outcome in outcomes(path, arguments.folds, settings, arguments.jobs):
        (english if language == "en" else others).add(outcome)
        places += [(language, place) for place in outcome.places]
    for name, outcome in (("English", english), ("other languages", others)):
        for reading, numbers in figures(outcome).items():
            shown = " ".join(f"{key} {_percent(numbers[key])}" for key in SHOWN)
            tokens = " -> ".join(f"{numbers[key]:.4f}" for key in TOKENS)
            print(f"{name:16} {reading:5} {shown} token F1 {tokens}")
    if arguments.places:
        with arguments.places.open("w", encoding="utf-8") as file:
            for language, place in places:
                file.write(json.dumps([language, *astuple(place)], ensure_ascii=False) + "\n")
    return 0


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.3%}"


if __name__ == "__main__":
    sys.exit(main())
