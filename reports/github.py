"""Annotations on GitHub: workflow commands on the standard output of a step."""

from __future__ import annotations

from newslint.document import Document
from newslint.finding import Finding, Severity
from newslint.report import DocumentReport, Failure, Summary
from newslint.reports.inrecord import message_of
from newslint.reports.renderer import Renderer
from newslint.reports.text import visible

SHOWN = 10
"""How many annotations of a kind GitHub shows for a step; the log holds them all."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Github(Renderer):
    """`::error file=...,line=...::message`, a line a finding; columns count code points."""

    def document(self, report: DocumentReport) -> None:
        """A command for each finding."""
        for finding in report.findings:
            where = _where(report.document, finding)
            place = {**_file(report.path), **where, "title": f"{finding.code} {finding.name}"}
            self._command(_COMMANDS[finding.severity], place, message_of(report, finding))

    def failure(self, failure: Failure) -> None:
        """An error without a place in the file."""
        place = {**_file(failure.path), "title": "not checked"}
        self._command("error", place, failure.message)

    def finish(self, summary: Summary) -> None:
        """How many annotations GitHub leaves out, when it does."""
        counts = {each: summary.severities.get(each, 0) for each in reversed(Severity)}
        counts[Severity.ERROR] += len(summary.failures)
        if any(count > SHOWN for count in counts.values()):
            parts = (f"{min(n, SHOWN)} of {n} {_COMMANDS[each]}s" for each, n in counts.items())
            message = (
                f"GitHub shows {', '.join(parts)}: at most {SHOWN} of a kind for a step. "
                "The log of the step has them all."
            )
            self._command("notice", {"title": "newslint"}, message)

    def _command(self, name: str, properties: dict[str, object], message: str) -> None:
        shown = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        self.out.write(f"::{name} {shown}::{_data(visible(message))}\n")


def _where(document: Document, finding: Finding) -> dict[str, int]:
    if document.record is not None:
        return {"line": document.record}
    line, column = document.lines.position(finding.start)
    end_line, end_column = document.lines.position(finding.end)
    # GitHub refuses columns where an annotation spans lines.
    columns = {"col": column, "endColumn": end_column} if line == end_line else {}
    return {"line": line, "endLine": end_line, **columns}


def _file(path: str) -> dict[str, object]:
    return {} if path == "-" else {"file": visible(path)}


def _data(text: str) -> str:
    """A message, escaped as the runner undoes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, escaped as the runner undoes it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
