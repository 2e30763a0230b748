"""The line model: how likely each block of a text is no part of the article.

A linear model of hashed words and characters, whose scores join the numbers of
`newslint.rules.linefeatures` as features of boosted trees. The trees are oblivious (all nodes of a
level ask the same question), so that a leaf's number is a row of answers read as bits, and all
trees of all blocks are evaluated in a few array operations. Trained by `training/residue`; what
on, and how well it does, is told in docs/models/residue.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newslint.rule import Context
from newslint.rules.judgement import judged_by_rules
from newslint.rules.linefeatures import Facts, Floats, Measured, features, measure
from newslint.rules.weighing import Weights

FILE = Path(__file__).parent / "models" / "residue.npz"
ROWS = 2048
"""Blocks that the trees are evaluated for at a time: bounds the memory that they take."""


@dataclass(frozen=True)
class Model:
    """The weights.

    `linear` holds a weight a bucket and `bias` is added to their sum. Tree `t` asks `depth`
    questions, is feature `splits[t, d]` over `borders[t, d]`, and answers `leaves[t, leaf]`; the
    log odds are the sum of the answers and `offset`. `calibration` (slope, intercept) makes them
    probabilities.
    """

    linear: Floats
    bias: float
    splits: NDArray[np.int64]
    borders: Floats
    leaves: Floats
    offset: float
    calibration: tuple[float, float]
    names: tuple[str, ...]

    def scores(self, measured: Measured, words: Floats | None = None) -> Floats:
        """The probability of each block that it is residue; `words` when they are known."""
        words = self.word_scores(measured) if words is None else words
        table, names = features(measured, words)
        if names != self.names:
            raise ValueError("the line model was trained on other features than these")
        slope, intercept = self.calibration
        odds = slope * self.margins(table) + intercept
        probability: Floats = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return probability

    def word_scores(self, measured: Measured) -> Floats:
        """What the words and characters of each block say, in log odds."""
        odds: Floats = (
            measured.words.dot(self.linear) + measured.characters.dot(self.linear) + self.bias
        ).astype(np.float32)
        return odds

    def margins(self, table: Floats) -> Floats:
        """The log odds that the trees give each row of features."""
        parts = [self._margins(table[at : at + ROWS]) for at in range(0, len(table), ROWS)]
        return np.concatenate(parts)

    def _margins(self, table: Floats) -> Floats:
        trees, leaves = self.leaves.shape
        columns = np.ascontiguousarray(table.T)
        # Whole numbers throughout: a product of floats is left to BLAS, and some get it wrong.
        leaf = np.zeros((trees, len(table)), np.min_scalar_type(leaves - 1))
        for split, border in zip(self.splits.T[::-1], self.borders.T[::-1], strict=True):
            leaf += leaf
            leaf += columns.take(split, axis=0) > border[:, None]
        place = leaf.T.astype(np.int64, order="C")
        place += np.arange(0, trees * leaves, leaves)
        # Added up in the order of the trees: another one rounds otherwise.
        total: Floats = self.leaves.ravel().take(place).sum(axis=1, dtype=np.float32)
        return total + self.offset


@lru_cache(maxsize=4)
def load(path: Path = FILE) -> Model:
    """The model in a file, read once."""
    with np.load(path, allow_pickle=False) as file:
        return unpacked({name: file[name] for name in file.files})


def unpacked(arrays: dict[str, Any]) -> Model:
    """The model that a file's arrays make; weights are kept in small numbers there."""
    return Model(
        linear=arrays["linear"].astype(np.float32) * np.float32(arrays["linear_unit"]),
        bias=float(arrays["bias"]),
        splits=arrays["splits"].astype(np.int64),
        borders=arrays["borders"].astype(np.float32),
        leaves=arrays["leaves"].astype(np.float32) * np.float32(arrays["leaves_unit"]),
        offset=float(arrays["offset"]),
        calibration=(float(arrays["calibration"][0]), float(arrays["calibration"][1])),
        names=tuple(str(arrays["names"]).split()),
    )


def line_weights(ctx: Context) -> Weights:
    """What the model makes of each block of a document that has some. Ask through `ctx.once`."""
    model, numbers = load(), ctx.once(measured)
    words = model.word_scores(numbers)
    return Weights(model.scores(numbers, words).tolist(), words.tolist())


def measured(ctx: Context) -> Measured:
    """The numbers of a document that has blocks. Ask through `ctx.once`."""
    judgement = ctx.once(judged_by_rules)
    facts = [
        Facts(
            block=case.block,
            kind=case.kind,
            hit=case.hit,
            hits=case.hits,
            evidence=frozenset(case.evidence),
            metadata=judgement.metadata.get(case.block.first),
            title=case.block is judgement.title,
            running=case.prose,
        )
        for case in judgement.cases
    ]
    return measure(facts, judgement.pack)
