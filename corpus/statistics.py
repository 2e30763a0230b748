"""The counts of a run: by family, rule, source and day, and how the scores of its documents lie."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from newslint.finding import Finding, Severity
from newslint.provenance import Sources, day_of
from newslint.report import DocumentReport
from newslint.score import BEST, mean

STEP = 10
"""Width of the classes that scores are counted in; a score of 100 is a class of its own."""


@dataclass
class Group:
    """What some documents come to, or the findings of a rule or family in them."""

    documents: int = 0
    """All documents of a source or day; of a rule or family those that have a finding of it."""
    flawed: int = 0
    """Documents with a finding."""
    severities: Counter[Severity] = field(default_factory=Counter)
    """Findings by severity."""
    total: int = 0
    """The sum of the documents' scores."""

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(self.severities.values())

    @property
    def score(self) -> float | None:
        """The score of the documents together."""
        return mean(self.total, self.documents)

    def add(self, findings: Iterable[Finding], score: int) -> None:
        """Count a document with these findings."""
        found = Counter(finding.severity for finding in findings)
        self.documents += 1
        self.flawed += bool(found)
        self.severities.update(found)
        self.total += score


Groups = dict[str | None, Group]
"""Groups by what they have in common; None where that is unknown."""


class Statistics:
    """Counts the documents of a run, in any order. What it holds grows with the groups alone."""

    def __init__(self) -> None:
        self.all = Group()
        self.families: Groups = defaultdict(Group)
        self.rules: Groups = defaultdict(Group)
        """By code and name."""
        self.sources: Groups = defaultdict(Group)
        self.days: Groups = defaultdict(Group)
        """By day, as ISO 8601 has it."""
        self.lost: Counter[Severity] = Counter()
        """Points that documents lost, by severity."""
        self.held: Counter[int] = Counter()
        """Documents that a ceiling keeps from a higher score, by ceiling."""
        self._scores: Counter[int] = Counter()
        self._names = Sources()

    def add(self, report: DocumentReport) -> None:
        """Count a document."""
        findings, (score, lost, ceiling) = report.findings, report.score
        day = day_of(report)
        self.all.add(findings, score)
        self.sources[self._names.of(report.document)].add(findings, score)
        self.days[day.isoformat() if day is not None else None].add(findings, score)
        for family, found in _parted(findings, lambda each: each.family).items():
            self.families[family].add(found, score)
        for rule, found in _parted(findings, lambda each: f"{each.code} {each.name}").items():
            self.rules[rule].add(found, score)
        self.lost.update(lost)
        self.held[ceiling] += ceiling < BEST - sum(lost.values())
        self._scores[score] += 1

    def classes(self) -> list[tuple[int, int, int]]:
        """(lowest score, highest score, documents) of each class of scores, the best first."""
        bounds = [(BEST, BEST), *((low, low + STEP - 1) for low in range(BEST - STEP, -1, -STEP))]
        return [
            (low, high, sum(self._scores[score] for score in range(low, high + 1)))
            for low, high in bounds
        ]


def _parted(
    findings: Iterable[Finding], key: Callable[[Finding], str]
) -> Mapping[str, list[Finding]]:
    parts: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        parts[key(finding)].append(finding)
    return parts
