"""A line a finding: for editors, grep and people in a hurry."""

from __future__ import annotations

from newslint.report import DocumentReport
from newslint.reports.renderer import Renderer
from newslint.reports.text import visible


class Concise(Renderer):
    """`path:line:column: CODE message`."""

    def document(self, report: DocumentReport) -> None:
        """A line for each finding."""
        for finding in report.findings:
            line, column = report.document.lines.position(finding.start)
            message = f"{finding.code} {visible(finding.message)}"
            self.out.write(f"{visible(report.place)}:{line}:{column}: {message}\n")
