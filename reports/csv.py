"""A table of findings for spreadsheets and data frames."""

from __future__ import annotations

import csv

from newslint.report import DocumentReport
from newslint.reports.renderer import Renderer
from newslint.reports.text import visible

COLUMNS = (
    *("path", "line", "column", "end_line", "end_column", "start", "end"),
    *("code", "name", "family", "severity", "message", "text", "confidence"),
    *("fix_safety", "fix_title", "fingerprint", "id"),
)
_FORMULA = tuple("=+-@＝＋－＠")


class Csv(Renderer):
    """RFC 4180: a head, then a row a finding, lines ended by CRLF.

    A text that a spreadsheet would take for a formula is led by an apostrophe; controls are made
    visible, so a row is one line.
    """

    def start(self) -> None:
        """The names of the columns."""
        self._writer = csv.writer(self.out, lineterminator="\r\n")
        self._writer.writerow(COLUMNS)

    def document(self, report: DocumentReport) -> None:
        """A row for each finding."""
        document = report.document
        for finding in report.findings:
            fix = finding.fix
            self._writer.writerow(
                (
                    cell(report.path),
                    *document.lines.position(finding.start),
                    *document.lines.position(finding.end),
                    finding.start,
                    finding.end,
                    finding.code,
                    finding.name,
                    finding.family,
                    finding.severity.label,
                    cell(finding.message),
                    cell(document.text[finding.start : finding.end]),
                    "" if finding.confidence is None else finding.confidence,
                    "" if fix is None else fix.safety.label,
                    "" if fix is None else cell(fix.title),
                    finding.fingerprint,
                    cell(document.id),
                )
            )


def cell(text: str) -> str:
    """`text` as a cell that is one line and that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("a\\nb")
    ("'=1+1", 'a␊b')
    """
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
