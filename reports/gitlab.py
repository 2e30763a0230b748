"""GitLab code quality: the artifact that merge requests show."""

from __future__ import annotations

import json
import os
from collections import Counter

from newslint.finding import Severity
from newslint.finding import fingerprint as fingerprint_of
from newslint.report import DocumentReport, Failure, Summary
from newslint.reports.inrecord import message_of
from newslint.reports.renderer import Renderer
from newslint.reports.text import visible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_NOT_CHECKED = "not-checked"


class Gitlab(Renderer):
    """A list of issues, one a line, with the fields that GitLab documents.

    A document that could not be checked is an issue of severity `blocker`.
    """

    def start(self) -> None:
        """Open the list."""
        self.out.write("[")
        self._separator = "\n"
        self._failed: Counter[str] = Counter()

    def document(self, report: DocumentReport) -> None:
        """An issue for each finding."""
        for finding in report.findings:
            line, _ = report.document.lines.position(finding.start)
            self._issue(
                description=f"{finding.code}: {message_of(report, finding)}",
                check_name=finding.name,
                fingerprint=finding.fingerprint,
                severity=_SEVERITIES[finding.severity],
                path=report.path,
                line=report.document.record or line,
            )

    def failure(self, failure: Failure) -> None:
        """An issue at the first line."""
        seen = self._failed[failure.path]
        self._failed[failure.path] += 1
        self._issue(
            description=failure.message,
            check_name=_NOT_CHECKED,
            fingerprint=fingerprint_of(_NOT_CHECKED, failure.path, "", seen),
            severity="blocker",
            path=failure.path,
            line=1,
        )

    def finish(self, summary: Summary) -> None:
        """Close the list."""
        self.out.write("\n]\n")

    def _issue(
        self,
        description: str,
        check_name: str,
        fingerprint: str,
        severity: str,
        path: str,
        line: int,
    ) -> None:
        issue = {
            "description": visible(description),
            "check_name": check_name,
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {"path": path.replace(os.sep, "/"), "lines": {"begin": line}},
        }
        self.out.write(self._separator + json.dumps(issue))
        self._separator = ",\n"
