"""For people: each finding with its place, its reason, the words themselves and the way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from newslint.finding import Finding, Fix, Safety, Severity
from newslint.report import DocumentReport, Repair, Summary, counted
from newslint.reports.renderer import Renderer
from newslint.reports.text import snippet, visible

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "info"}
_HINTS = {
    Safety.SAFE: "fix",
    Safety.UNSAFE: "unsafe fix",
    Safety.SUGGEST: "suggestion",
}


class Terminal(Renderer):
    """A document's name, its findings with snippets and carets, and a summary of the run."""

    def document(self, report: DocumentReport) -> None:
        """What was fixed and what was found in a document; nothing when that is nothing."""
        fixed = report.repair is not None and report.repair.applied
        if not report.findings and not fixed:
            return
        self._line(self._paint(visible(report.name), bold=True, underline=True))
        if report.repair is not None:
            for line in _fixed(report.repair):
                self._line(self._paint(line, fg="green"))
        for finding in report.findings:
            self._finding(report, finding)
        self._line("")

    def finish(self, summary: Summary) -> None:
        """The counts, and what `newslint fix` would do."""
        for line in summary_lines(summary):
            self._line(line)

    def _finding(self, report: DocumentReport, finding: Finding) -> None:
        lines = report.document.lines
        line, column = lines.position(finding.start)
        self._line(
            f"  {line}:{column} "
            + self._paint(finding.severity.label, fg=_COLOURS[finding.severity])
            + " "
            + self._paint(f"{finding.code} {finding.name}", bold=True)
            + f": {visible(finding.message)}"
        )
        if line <= len(lines):
            self._snippet(report, finding, line)
        for evidence in finding.evidence:
            self._line(f"      {visible(evidence.kind)}: {visible(evidence.text)}")
        if finding.fix is not None:
            self._line(f"      {self._paint(_hint(finding.fix), fg='cyan')}")

    def _snippet(self, report: DocumentReport, finding: Finding, number: int) -> None:
        lines = report.document.lines
        line = lines[number - 1]
        gutter = f"{number:>5} | "
        start, end = finding.start - line.start, min(finding.end, line.end) - line.start
        shown, carets = snippet(line.text, start, end, max(20, self.width - len(gutter)))
        self._line(gutter + shown)
        last = lines.index_at(max(finding.start, finding.end - 1))
        more = f" and {counted(last - line.index, 'more line')}" if last > line.index else ""
        mark = self._paint(carets.strip(), fg=_COLOURS[finding.severity])
        indent = " " * (len(carets) - len(carets.strip()))
        self._line(f"      | {indent}{mark}{more}")

    def _line(self, text: str) -> None:
        self.out.write(text + "\n")

    def _paint(self, text: str, **style: Any) -> str:
        if not self.colour:
            return text
        import click

        return click.style(text, **style)


def _hint(fix: Fix) -> str:
    return f"{_HINTS[fix.safety]}: {visible(fix.title)}"


def _fixed(repair: Repair) -> Iterator[str]:
    """A line for each kind of flaw that was repaired."""
    counts = Counter(
        (finding.code, finding.name, finding.fix.title)
        for finding in repair.applied
        if finding.fix is not None
    )
    for (code, name, title), count in sorted(counts.items()):
        times = f" ({count} times)" if count > 1 else ""
        yield f"  fixed {code} {name}: {visible(title)}{times}"


def summary_lines(summary: Summary) -> Iterator[str]:
    """The counts of a run as sentences, and what `newslint fix` would do."""
    ignored = f"; {summary.ignored} ignored" if summary.ignored else ""
    if summary.fixed:
        yield (
            f"Fixed {counted(summary.fixed, 'finding')} in {counted(summary.changed, 'document')}."
        )
    left = "left " if summary.fixed else ""
    if not summary.findings and not summary.documents and not summary.fixed:
        return
    if not summary.findings:
        yield f"No findings {left}in {counted(summary.documents, 'document')}{ignored}."
        return
    levels = ", ".join(
        counted(summary.severities[severity], severity.label, _PLURALS[severity])
        for severity in reversed(Severity)
        if summary.severities.get(severity)
    )
    yield (
        f"{counted(summary.findings, 'finding')} {left}in {summary.flawed} of "
        f"{counted(summary.documents, 'document')}: {levels}{ignored}. "
        f"Score: {summary.score:g} of 100."
    )
    safe, unsafe = (summary.fixable.get(each, 0) for each in (Safety.SAFE, Safety.UNSAFE))
    if safe and unsafe:
        yield f"{safe} fixable with `newslint fix` ({unsafe} more with --unsafe)."
    elif safe:
        yield f"{safe} fixable with `newslint fix`."
    elif unsafe:
        yield f"{unsafe} fixable with `newslint fix --unsafe`."
