"""Diagnostics for reviewdog, which posts them wherever code is reviewed."""

from __future__ import annotations

import json
from typing import Any

from newslint.finding import Edit, Finding, Severity
from newslint.report import DocumentReport, Failure
from newslint.reports.inrecord import message_of
from newslint.reports.renderer import Renderer
from newslint.reports.text import visible
from newslint.reports.units import Units

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_SOURCE = {"name": "newslint"}


class RdJsonLines(Renderer):
    """A `Diagnostic` of the Reviewdog Diagnostic Format a line; columns count bytes of UTF-8.

    The edits of a fix, of whatever safety, are the suggestions: a reviewer decides about them.
    """

    def document(self, report: DocumentReport) -> None:
        """A diagnostic for each finding."""
        if not report.findings:
            return
        document, record = report.document, report.document.record
        units = Units(document.text, document.lines, "utf-8")
        for finding in report.findings:
            place = _range(units, finding) if record is None else {"start": {"line": record}}
            diagnostic: dict[str, Any] = {
                "message": visible(message_of(report, finding)),
                "location": {"path": report.path, "range": place},
                "severity": _SEVERITIES[finding.severity],
                "source": _SOURCE,
                "code": {"value": finding.code},
            }
            if record is None and finding.fix is not None:
                diagnostic["suggestions"] = [
                    {"range": _range(units, edit), "text": edit.text} for edit in finding.fix.edits
                ]
            self._write(diagnostic)

    def failure(self, failure: Failure) -> None:
        """A diagnostic of the file as a whole."""
        self._write(
            {
                "message": visible(failure.message),
                "location": {"path": failure.path},
                "severity": "ERROR",
                "source": _SOURCE,
            }
        )

    def _write(self, diagnostic: dict[str, Any]) -> None:
        self.out.write(json.dumps(diagnostic) + "\n")


def _range(units: Units, span: Finding | Edit) -> dict[str, dict[str, int]]:
    """From where to where a finding or an edit goes."""
    line, column = units.position(span.start)
    end_line, end_column = units.position(span.end)
    return {
        "start": {"line": line, "column": column},
        "end": {"line": end_line, "column": end_column},
    }
