"""What a run says about its documents: the immutable data that every report is made of.

A run is a stream: one `DocumentReport` or `Failure` a document, in the order of the input, then
one `Summary`. Nobody has to hold more than one document at a time. Named tuples, because these
are made at every start and cost a tenth of what dataclasses do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from newslint.document import Document
from newslint.finding import Finding, Safety, Severity
from newslint.score import Score, mean, score

if TYPE_CHECKING:
    from newslint.resolution import Cleaned


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun, whose plural ends in s unless it is given.

    >>> counted(1, "document"), counted(2, "document"), counted(0, "entry", "entries")
    ('1 document', '2 documents', '0 entries')
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"


class Repair(NamedTuple):
    """What `fix` made of a document."""

    original: Document
    """Its path opens the file; None for standard input."""
    applied: tuple[Finding, ...]
    """The findings whose fixes were applied, in the order of their rounds."""
    before: bytes
    """The file's bytes before."""
    after: bytes
    """The file's bytes with the cleaned text."""

    @property
    def changed(self) -> bool:
        """Whether the file is another one now."""
        return self.before != self.after


class DocumentReport(NamedTuple):
    """What was found in one document.

    `document` is the text that the findings' offsets count in: the checked one, or after `fix` the
    cleaned one. `path` is its name in reports ("-" for standard input).
    """

    path: str
    document: Document
    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...] = ()
    """Findings that the user has settled: counted, never shown or fixed."""
    repair: Repair | None = None
    cleaned: Cleaned | None = None
    """How `fix` cleaned it, or would after `check`; only where the run was asked to tell."""

    @property
    def place(self) -> str:
        """The path; of a record of a file, with its number.

        >>> DocumentReport("feed.jsonl", Document("", id="a1", record=7), ()).place
        'feed.jsonl#7'
        """
        number = self.document.record
        return self.path if number is None else f"{self.path}#{number}"

    @property
    def name(self) -> str:
        """What people call the document: its place, and the id of a record that has one.

        >>> DocumentReport("feed.jsonl", Document("", id="a1", record=7), ()).name
        'feed.jsonl#7 (a1)'
        """
        number, id = self.document.record, self.document.id
        numbered = number is None or id.endswith(f"#{number}")
        return self.place if numbered else f"{self.place} ({id})"

    @property
    def score(self) -> Score:
        """The score of the document as it is reported, ignored findings left out."""
        return score(self.findings)


class Failure(NamedTuple):
    """A document that could not be read, checked or written, and why: one sentence for the user."""

    path: str
    message: str


Result = DocumentReport | Failure


class Summary(NamedTuple):
    """The counts of a run. Every number is one of findings unless it says otherwise."""

    documents: int
    """Documents that were read and checked."""
    flawed: int
    """Documents with a finding."""
    severities: Mapping[Severity, int]
    fixable: Mapping[Safety, int]
    """Findings with a fix, by how far it can be trusted."""
    ignored: int
    fixed: int
    changed: int
    """Documents that fixes changed."""
    failures: tuple[Failure, ...]
    score: float | None = None
    """The mean of the documents' scores, 0 to 100; None when there are no documents."""

    @property
    def findings(self) -> int:
        """How many findings there are that count."""
        return sum(self.severities.values())

    def at_least(self, level: Severity) -> int:
        """How many findings have this severity or a higher one."""
        return sum(count for severity, count in self.severities.items() if severity >= level)


class Tally:
    """Counts a run while it goes on."""

    def __init__(self) -> None:
        self._severities: Counter[Severity] = Counter()
        self._fixable: Counter[Safety] = Counter()
        self._failures: list[Failure] = []
        self._documents = self._flawed = self._ignored = self._fixed = self._changed = 0
        self._score = 0

    def add(self, result: Result) -> None:
        """Count one document."""
        if isinstance(result, Failure):
            self._failures.append(result)
            return
        self._documents += 1
        self._score += result.score.value
        self._flawed += bool(result.findings)
        self._ignored += len(result.ignored)
        self._severities.update(finding.severity for finding in result.findings)
        self._fixable.update(each.fix.safety for each in result.findings if each.fix)
        if result.repair is not None:
            self._fixed += len(result.repair.applied)
            self._changed += result.repair.changed

    def summary(self) -> Summary:
        """The counts so far."""
        return Summary(
            self._documents,
            self._flawed,
            dict(self._severities),
            dict(self._fixable),
            self._ignored,
            self._fixed,
            self._changed,
            tuple(self._failures),
            mean(self._score, self._documents),
        )
