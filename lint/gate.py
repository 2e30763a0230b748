"""The judge of a run: counts documents against limits, and says in a line what it thinks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from newslint.errors import did_you_mean
from newslint.finding import Finding, Severity
from newslint.limits import SOURCE, Limits, at_most
from newslint.provenance import Sources, key_of
from newslint.registry import expand
from newslint.report import DocumentReport, Summary, counted

_HAVE = {
    Severity.ERROR: "errors",
    Severity.WARNING: "warnings or errors",
    Severity.INFO: "findings",
}


class Verdict(NamedTuple):
    """What a gate says of a run."""

    broken: tuple[str, ...]
    """The limits that do not hold, a phrase each; empty when the run passes."""
    kept: int
    """How many limits hold."""


class Gate:
    """Counts the documents of a run, in any order, and judges it by its limits.

    A budget for rules counts their findings whatever their severity; one for a source counts
    findings at or over the fail level. A percentage is one of documents: of all of them, or of the
    source's. Without a limit no document may have a finding at or over the fail level. A run
    without documents passes no gate.
    """

    def __init__(self, limits: Limits, fail_level: Severity) -> None:
        if limits.min_score is None and not limits.max_failing and not limits.budgets:
            limits = limits._replace(max_failing={fail_level: at_most(0)})
        self._limits = limits
        self._fail_level = fail_level
        self._failing: Counter[Severity] = Counter()
        self._findings: Counter[str] = Counter()
        self._having: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        """Documents by source, here and below as `key_of` has it."""
        self._names = Sources()
        self._budgets_of: dict[str, list[str]] = defaultdict(list)
        self._source_budgets: dict[str, list[str]] = defaultdict(list)
        for what in limits.budgets:
            if what.startswith(SOURCE):
                self._source_budgets[_source_in(what)].append(what)
            else:
                for rule in expand([what]):
                    self._budgets_of[rule.code].append(what)

    def add(self, report: DocumentReport) -> None:
        """Count a document."""
        worst = max((each.severity for each in report.findings), default=None)
        if worst is not None:
            self._failing.update(each for each in self._limits.max_failing if worst >= each)
        name = self._names.of(report.document) if self._source_budgets else None
        source = None if name is None else key_of(name)
        if source is not None:
            self._sources[source] += 1
        counts: Counter[str] = Counter()
        for finding in report.findings:
            counts.update(self._budgets(finding, source))
        self._findings.update(counts)
        self._having.update(counts.keys())

    def _budgets(self, finding: Finding, source: str | None) -> Iterator[str]:
        """The budgets that a finding takes from."""
        yield from self._budgets_of.get(finding.code, ())
        if source is not None and finding.severity >= self._fail_level:
            yield from self._source_budgets.get(source, ())

    def verdict(self, summary: Summary) -> Verdict:
        """What is to be said of the run, when all its documents were counted."""
        if not summary.documents:
            return Verdict(("no documents: an empty run passes no gate",), 0)
        judged = [
            *self._judged_score(summary.score),
            *self._judged_failing(summary.documents),
            *self._judged_budgets(summary.documents),
        ]
        broken = tuple(phrase for phrase in judged if phrase)
        return Verdict(broken, len(judged) - len(broken))

    def notes(self) -> Iterator[str]:
        """What is odd about the limits: budgets for sources that no document comes from."""
        for what in self._limits.budgets:
            if what.startswith(SOURCE) and not self._sources[_source_in(what)]:
                source = what.removeprefix(SOURCE)
                suggestion = did_you_mean(source, self._names)
                yield f'no document is of the source "{source}", which has a budget{suggestion}'

    def _judged_score(self, score: float | None) -> Iterator[str]:
        """A phrase for each limit, here and below: empty when the limit holds."""
        least = self._limits.min_score
        if least is not None and score is not None:
            yield f"score {score:g}, at least {least:g} is asked" if score < least else ""

    def _judged_failing(self, documents: int) -> Iterator[str]:
        for severity, limit in self._limits.max_failing.items():
            count = self._failing[severity]
            yield (
                f"{_of(count, documents)} have {_HAVE[severity]}, at most {limit} may"
                if limit.exceeded(count, documents)
                else ""
            )

    def _judged_budgets(self, documents: int) -> Iterator[str]:
        for what, limit in self._limits.budgets.items():
            of_source = what.startswith(SOURCE)
            base = self._sources[_source_in(what)] if of_source else documents
            count = self._having[what] if limit.percent else self._findings[what]
            found = f"in {_of(count, base)}" if limit.percent else counted(count, "finding")
            yield f"{what}: {found}, budget {limit}" if limit.exceeded(count, base) else ""


def _source_in(budget: str) -> str:
    return key_of(budget.removeprefix(SOURCE))


def _of(count: int, documents: int) -> str:
    """A share in words. Rounded up, so that what is over a limit does not read as if it were not.

    >>> _of(12, 240), _of(1, 3)
    ('12 of 240 documents (5.0 %)', '1 of 3 documents (33.4 %)')
    """
    tenths = -(-1000 * count // documents) if documents else 0
    return f"{count} of {counted(documents, 'document')} ({tenths / 10:.1f} %)"
