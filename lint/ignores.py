"""Findings that the user has settled: by allowed lines, by a field of their record, and by
fingerprint in an ignore file or a baseline.

News text has no comments, and nothing is ever inserted in an article: what shall not be reported
stands in the configuration (`ignore`, `allow-lines`), in `newslint-ignore.jsonl`, or beside the
text in its record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from newslint.document import Document
from newslint.errors import ConfigError
from newslint.filesystem import read_text
from newslint.finding import Finding, Severity, named
from newslint.rule import Context, Rule
from newslint.wording import fold

FILE_NAME = "newslint-ignore.jsonl"
BASELINE_NAME = "newslint-baseline.jsonl"
COPIES_NAME = ".newslint-copies"
"""The mark of a folder, among documents, that `fix --output-dir` writes copies to."""


class Entry(NamedTuple):
    """One settled finding: a line of the ignore file or of a baseline."""

    fingerprint: str
    code: str
    path: str
    """The document's id."""
    reason: str = ""
    text: str = ""
    """The words that were found, for people."""
    file: str = ""
    """The file of records that the document stands in; empty for a document of its own."""

    @property
    def home(self) -> str:
        """The file that the document is, or stands in: a path relative to the root."""
        return self.file or self.path


class Ignores:
    """What is ignored in a run: allowed lines (folded), entries by fingerprint, a baseline."""

    def __init__(
        self,
        allow_lines: frozenset[str] = frozenset(),
        entries: Mapping[str, Entry] | None = None,
        baseline: Iterable[str] = (),
    ) -> None:
        """`baseline`: fingerprints of findings that were there before (see `newslint.baseline`)."""
        self.allow_lines = allow_lines
        self.entries = entries or {}
        self.baseline = frozenset(baseline)
        self._by_document: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            self._by_document.setdefault(entry.path, []).append(entry)

    def with_baseline(self, baseline: Iterable[str]) -> Ignores:
        """The same, and the findings with these fingerprints."""
        return Ignores(self.allow_lines, self.entries, baseline)

    def ignored(self, document: Document, finding: Finding) -> bool:
        """True when the finding is settled, lies on allowed lines, or would change one."""
        return (
            finding.code in document.ignored
            or finding.fingerprint in document.ignored
            or finding.fingerprint in self.entries
            or finding.fingerprint in self.baseline
            or (bool(self.allow_lines) and self._allowed(document, finding))
        )

    def _allowed(self, document: Document, finding: Finding) -> bool:
        covered = list(self._on_allowed(document, finding.start, finding.end))
        if covered and all(covered):
            return True
        edits = finding.fix.edits if finding.fix is not None else ()
        return any(any(self._on_allowed(document, edit.start, edit.end)) for edit in edits)

    def _on_allowed(self, document: Document, start: int, end: int) -> Iterator[bool]:
        """For each line of `text[start:end]` that is not blank: is it allowed?"""
        lines = document.lines
        if not lines:
            return
        # A line is folded once, however many findings are on it: it may be the whole text.
        known = cast(dict[int, bool], document._cache.setdefault(self.allow_lines, {}))
        for index in range(lines.index_at(start), lines.index_at(max(start, end - 1)) + 1):
            if not lines[index].blank:
                if index not in known:
                    known[index] = fold(lines[index].text) in self.allow_lines
                yield known[index]

    def split(
        self, document: Document, findings: Iterable[Finding]
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """(findings that count, ignored ones), each in the order given."""
        kept: list[Finding] = []
        settled: list[Finding] = []
        for finding in findings:
            (settled if self.ignored(document, finding) else kept).append(finding)
        return tuple(kept), tuple(settled)

    def stale(
        self, document: Document, ignored: Iterable[Finding], rules: Sequence[Rule]
    ) -> tuple[Finding, ...]:
        """A finding for each entry of this document that matched nothing.

        Entries of rules that did not run say nothing; without the rule `stale-ignore` among
        `rules` nothing is reported.
        """
        reporter = next((rule for rule in rules if isinstance(rule, StaleIgnore)), None)
        entries = self._by_document.get(document.id)
        if reporter is None or not entries:
            return ()
        from newslint.registry import all_rules

        idle = {rule.code for rule in all_rules()} - {rule.code for rule in rules}
        matched = {finding.fingerprint for finding in ignored}
        gone = [
            reporter.report(entry)
            for entry in entries
            if entry.code not in idle and entry.fingerprint not in matched
        ]
        return named(document, gone)


class StaleIgnore(Rule):
    """An entry of `newslint-ignore.jsonl` matches nothing any more.

    ## What it does
    Reports each entry of the ignore file whose document was checked, whose rule ran, and whose
    fingerprint no finding has: the flaw was repaired, its words were changed, or the document got
    another path.

    ## Why it matters
    A forgotten entry hides the next flaw that looks like the old one.

    ## Fix
    None by newslint: delete the line from `newslint-ignore.jsonl`, or give it the fingerprint that
    `newslint check --output-format json` shows.
    """

    code = "DOC901"
    name = "stale-ignore"
    family = "document"
    severity = Severity.INFO

    def check(self, ctx: Context) -> Iterable[Finding]:
        """Nothing: what is stale is known only after the other rules (see `Ignores.stale`)."""
        return ()

    def report(self, entry: Entry) -> Finding:
        """The finding that says that `entry` is stale."""
        evidence = [("ignored", f"{entry.code} {entry.fingerprint}")]
        if entry.reason:
            evidence.append(("reason", entry.reason))
        return self.finding(
            0,
            0,
            f"The ignored finding {entry.code} {entry.fingerprint} is no longer there, "
            f"so its line in {FILE_NAME} can go.",
            evidence=evidence,
        )


def load(folders: Iterable[Path], allow_lines: frozenset[str] = frozenset()) -> Ignores:
    """The ignores of the first of `folders` that has an ignore file, with the allowed lines.

    Raises ConfigError, naming file and line, on a line that is no entry.
    """
    for folder in folders:
        file = folder / FILE_NAME
        if file.is_file():
            return Ignores(allow_lines, {entry.fingerprint: entry for entry in read(file)})
    return Ignores(allow_lines)


def read(file: Path) -> list[Entry]:
    """The entries of an ignore file: one JSON object a line, blank lines skipped.

    Raises ConfigError, naming file and line, on anything else.
    """
    return [entry for _, entry in entries_of(file, read_text(file))]


def entries_of(file: Path, text: str, first: int = 1) -> Iterator[tuple[int, Entry]]:
    """(number of the line, entry) for each line of a file from line `first` on.

    Raises ConfigError, naming file and line, on a line that is neither blank nor an entry.
    """
    import json

    for number, line in enumerate(text.split("\n")[first - 1 :], first):
        if not line.strip():
            continue
        try:
            yield number, _entry(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise ConfigError(
                f"{file}:{number}: is no entry ({error}); an entry is "
                '{"fingerprint": "...", "code": "...", "path": "...", "reason": "..."}'
            ) from error


def _entry(raw: Any) -> Entry:
    if not isinstance(raw, dict):
        raise ValueError("it is no JSON object")
    names = Entry._fields
    for name in raw:
        if name not in names:
            raise ValueError(f'there is no field "{name}"')
    for name in names[:3]:
        if not raw.get(name):
            raise ValueError(f'the field "{name}" is missing')
    if not all(isinstance(each, str) for each in raw.values()):
        raise ValueError("every field must be a string")
    return Entry(**raw)
