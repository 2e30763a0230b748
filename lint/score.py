"""A number for how clean a document is: 100 less what its findings cost, never below 0.

Each finding costs points by its severity, and what a severity and those below it cost together is
capped, so that many blanks never weigh as much as a cut sentence. Nothing is divided by the length
of a text: of a density one could not say that repairing a flaw never makes it worse. What blocks
the use of a document holds its score under a ceiling.

Taking a finding away, or making it less severe, never lowers a score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newslint.finding import Finding, Severity

BEST = 100
COSTS = {Severity.INFO: 1, Severity.WARNING: 3, Severity.ERROR: 10}
"""Points that a finding costs."""
CAPS = {Severity.INFO: 10, Severity.WARNING: 50, Severity.ERROR: 100}
"""Points that the findings of a severity and of those below it cost together, at most."""
NOTES = frozenset({"metadata", "document"})
"""Families whose findings of severity `info` are no flaws, and cost nothing."""
CEILINGS = {"truncation": 50, "document": 0}
"""By family: the highest score of a document with a finding of it over `info`."""


class Score(NamedTuple):
    """The score of a document, and its parts: `value == min(100 - sum of lost, ceiling)`."""

    value: int
    """0 to 100."""
    lost: Mapping[Severity, int]
    """Points lost by severity, caps applied."""
    ceiling: int
    """100, or less where a finding blocks the use of the document."""


def score(findings: Iterable[Finding]) -> Score:
    """The score of a document with these findings. Those that are ignored should not be among them.

    >>> score([]).value
    100
    """
    counts: Counter[Severity] = Counter()
    ceiling = BEST
    for finding in findings:
        if finding.severity > Severity.INFO:
            ceiling = min(ceiling, CEILINGS.get(finding.family, BEST))
        elif finding.family in NOTES:
            continue
        counts[finding.severity] += 1
    lost = {}
    total = 0
    for severity in Severity:
        before, total = total, min(CAPS[severity], total + COSTS[severity] * counts[severity])
        lost[severity] = total - before
    return Score(min(BEST - total, ceiling), lost, ceiling)


def mean(total: int, documents: int) -> float | None:
    """The score of a corpus: the mean of its documents' scores, rounded down to one decimal.

    `total` is the sum of the scores. None when there are no documents. Rounded down, so that 100.0
    is a corpus without a flaw.

    >>> mean(299, 3), mean(0, 0)
    (99.6, None)
    """
    return (10 * total // documents) / 10 if documents else None
