"""Trains the line model and says how good it is on sites that it has not seen.

    python training/residue/train.py ../shared/residue --out rules/models/residue.npz

Everything is seeded. Sites are told apart by their network; all numbers come from models that have
not seen a page of the network that they are asked about.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool
from pages import TRAINED, Page, pages
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from newslint.rules.linefeatures import BUCKETS, features
from newslint.rules.linemodel import unpacked

FOLDS = 5
SEED = 7
MISLABELLED = (1.5, -4.0)
"""Log odds over which a line that is no noise, under which a noise line, is left out of training:
models of other sites are sure of the opposite, and the gold of whole pages is known to be loose."""
QUICK = {"iterations": 200, "learning_rate": 0.15}
"""Trees that only have to tell which labels to trust."""
TREES: dict[str, Any] = {
    "iterations": 500,
    "depth": 6,
    "learning_rate": 0.07,
    "l2_leaf_reg": 10,
    "rsm": 0.3,
    "random_seed": SEED,
    "verbose": 0,
    "allow_writing_files": False,
}


@dataclass
class Lines:
    """All blocks of some pages, one after the other: n-grams, label, fold and page number."""

    pages: list[Page]
    grams: sparse.csr_matrix
    labels: np.ndarray
    folds: np.ndarray

    def tables(self, scores: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
        """What the trees see of every block, given what the words of each say."""
        tables, names, at = [], (), 0
        for page in self.pages:
            size = len(page.labels)
            table, names = features(page.measured, scores[at : at + size].astype(np.float32))
            tables.append(table)
            at += size
        return np.concatenate(tables), names


@dataclass
class Linear:
    """A linear model of n-grams."""

    weights: np.ndarray
    bias: float

    def __call__(self, grams: sparse.csr_matrix) -> np.ndarray:
        return np.asarray(grams @ self.weights + self.bias)


@dataclass
class Stack:
    """The linear model and the trees of one training set."""

    linear: Linear
    trees: CatBoostClassifier
    names: tuple[str, ...]

    def margins(self, lines: Lines) -> np.ndarray:
        """The log odds of every block."""
        table, _ = lines.tables(self.linear(lines.grams))
        return np.asarray(self.trees.predict(table, prediction_type="RawFormulaVal"))


def fold_of(page: Page) -> int:
    """The fold of a page: that of its network."""
    return fold_of_network(page.network)


def fold_of_network(network: str) -> int:
    """The fold of a network, by a hash of its name."""
    return int(hashlib.md5(network.encode()).hexdigest(), 16) % FOLDS


def lines_of(some: list[Page]) -> Lines:
    """The blocks of pages."""
    sizes = [len(page.labels) for page in some]
    return Lines(
        some,
        _grams(some, sum(sizes)),
        np.array([label for page in some for label in page.labels]),
        np.repeat([fold_of(page) for page in some], sizes),
    )


def _grams(some: list[Page], rows: int) -> sparse.csr_matrix:
    total = sparse.csr_matrix((rows, 2 * BUCKETS), dtype=np.float32)
    for which in ("words", "characters"):
        where, what, weight, at = [], [], [], 0
        for page in some:
            grams = getattr(page.measured, which)
            sizes = np.maximum(np.bincount(grams.blocks, minlength=grams.count), 1)
            where.append(grams.blocks + at)
            what.append(grams.buckets)
            weight.append((1 / np.sqrt(sizes))[grams.blocks].astype(np.float32))
            at += grams.count
        joined = tuple(np.concatenate(parts) for parts in (where, what))
        total = total + sparse.csr_matrix((np.concatenate(weight), joined), shape=total.shape)
    return total


def fit_linear(lines: Lines, without: set[int]) -> Linear:
    """A linear model of the folds that are not in `without`."""
    keep = (lines.labels >= 0) & ~np.isin(lines.folds, list(without))
    model = LogisticRegression(C=1.0, max_iter=60, tol=1e-3)
    model.fit(lines.grams[keep], lines.labels[keep] == 1)
    return Linear(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


class Trainer:
    """Fits stacks; linear models are shared, since many need the same one."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.trusted = lines.labels >= 0
        self._linear: dict[frozenset[int], Linear] = {}

    def linear(self, *without: int) -> Linear:
        key = frozenset(without)
        if key not in self._linear:
            self._linear[key] = fit_linear(self.lines, set(key))
        return self._linear[key]

    def stack(self, *without: int, **trees: Any) -> Stack:
        """The stack that has seen no page of the folds `without`; `trees` overrides `TREES`."""
        lines = self.lines
        scores = np.zeros(len(lines.labels))
        for fold in set(range(FOLDS)) - set(without):
            inside = lines.folds == fold
            scores[inside] = self.linear(fold, *without)(lines.grams[inside])
        table, names = lines.tables(scores)
        keep = self.trusted & ~np.isin(lines.folds, list(without))
        labels = lines.labels[keep]
        model = CatBoostClassifier(**{**TREES, **trees})
        model.fit(Pool(table[keep], labels == 1))
        return Stack(self.linear(*without), model, names)

    def stacks(self, **trees: Any) -> list[Stack]:
        """A stack for each fold, which has not seen it."""
        return [self.stack(fold, **trees) for fold in range(FOLDS)]

    def distrust(self, margins: np.ndarray) -> None:
        """Leave out lines whose label models of other sites are sure to be wrong."""
        high, low = MISLABELLED
        noise = self.lines.labels == 1
        self.trusted = (self.lines.labels >= 0) & ~(
            (~noise & (margins > high)) | (noise & (margins < low))
        )


def out_of_fold(stacks: list[Stack], lines: Lines) -> np.ndarray:
    """The log odds of every block, by the stack that has not seen its network."""
    margins = np.zeros(len(lines.labels))
    for fold, stack in enumerate(stacks):
        inside = lines.folds == fold
        margins[inside] = stack.margins(lines)[inside]
    return margins


def calibrated(margins: np.ndarray, labels: np.ndarray, trusted: np.ndarray) -> tuple[float, float]:
    """Slope and intercept that make log odds the log odds of being noise (Platt)."""
    model = LogisticRegression(C=1e6).fit(margins[trusted, None], labels[trusted] == 1)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def packed(stack: Stack, calibration: tuple[float, float]) -> dict[str, np.ndarray]:
    """The arrays that `newslint.rules.linemodel` reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trees.json"
        stack.trees.save_model(str(path), format="json")
        raw = json.loads(path.read_text())
    trees = raw["oblivious_trees"]
    depth = TREES["depth"]
    numbers = [feature["flat_feature_index"] for feature in raw["features_info"]["float_features"]]
    splits = np.zeros((len(trees), depth), np.uint16)
    borders = np.full((len(trees), depth), np.inf, np.float32)
    leaves = np.zeros((len(trees), 1 << depth))
    for row, tree in enumerate(trees):
        for column, split in enumerate(tree["splits"]):
            splits[row, column] = numbers[split["float_feature_index"]]
            borders[row, column] = split["border"]
        leaves[row, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, (bias,) = raw["scale_and_bias"]
    leaves *= scale
    leaves_unit = np.abs(leaves).max() / 32767
    linear_unit = np.abs(stack.linear.weights).max() / 2047
    return {
        "linear": np.round(stack.linear.weights / linear_unit).astype(np.int16),
        "linear_unit": np.float32(linear_unit),
        "bias": np.float32(stack.linear.bias),
        "splits": splits,
        "borders": borders,
        "leaves": np.round(leaves / leaves_unit).astype(np.int16),
        "leaves_unit": np.float32(leaves_unit),
        "offset": np.float32(bias),
        "calibration": np.array(calibration, np.float64),
        "names": np.array(" ".join(stack.names)),
    }


def save(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write a model file; the same arrays give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("residue", type=Path, help="folder with dev.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True, help="the model file to write")
    parser.add_argument("--folds", type=Path, help="folder for a model of each fold")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    found = pages(arguments.residue / "dev.jsonl.xz", sources=TRAINED, jobs=arguments.jobs)
    lines = lines_of(found)
    trainer = Trainer(lines)
    trainer.distrust(out_of_fold(trainer.stacks(**QUICK), lines))
    stacks = trainer.stacks()
    margins = out_of_fold(stacks, lines)
    calibration = calibrated(margins, lines.labels, trainer.trusted)
    whole = trainer.stack()
    save(arguments.out, packed(whole, calibration))
    if arguments.folds:
        for fold, stack in enumerate(stacks):
            save(arguments.folds / f"fold{fold}.npz", packed(stack, calibration))
    parity = np.concatenate(
        [unpacked(packed(whole, (1.0, 0.0))).scores(page.measured) for page in found[:20]]
    )
    exact = 1 / (1 + np.exp(-whole.margins(lines_of(found[:20]))))
    print(f"largest difference to CatBoost on 20 pages: {np.abs(parity - exact).max():.5f}")
    print(f"{len(found)} extractions, {len(lines.labels)} lines, calibration {calibration}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
