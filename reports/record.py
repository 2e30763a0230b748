"""Reports as plain data: the records that the JSON formats write, fields in the promised order.

Lines and columns are 1-based, `start` and `end` 0-based, all in code points, ends exclusive.
"""

from __future__ import annotations

from typing import Any

from newslint.finding import Finding, Fix, Safety, Severity
from newslint.lines import Lines
from newslint.report import DocumentReport, Summary

Record = dict[str, Any]


def document_record(report: DocumentReport) -> Record:
    """A document and its findings."""
    document = report.document
    return {
        "path": report.path,
        "id": document.id,
        "encoding": document.encoding,
        "language": document.language,
        "score": report.score.value,
        "findings": [finding_record(finding, document.lines) for finding in report.findings],
    }


def finding_record(finding: Finding, lines: Lines) -> Record:
    """A finding in a text with these lines."""
    line, column = lines.position(finding.start)
    end_line, end_column = lines.position(finding.end)
    return {
        "code": finding.code,
        "name": finding.name,
        "family": finding.family,
        "severity": finding.severity.label,
        "message": finding.message,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": finding.start,
        "end": finding.end,
        "evidence": [{"kind": each.kind, "text": each.text} for each in finding.evidence],
        "confidence": finding.confidence,
        "fingerprint": finding.fingerprint,
        "fix": None if finding.fix is None else fix_record(finding.fix),
    }


def fix_record(fix: Fix) -> Record:
    """A fix."""
    return {
        "safety": fix.safety.label,
        "title": fix.title,
        "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits],
    }


def summary_record(summary: Summary) -> Record:
    """The counts of a run, and what could not be read."""
    return {
        "documents": summary.documents,
        "documents_with_findings": summary.flawed,
        "findings": summary.findings,
        "score": summary.score,
        "severities": {
            severity.label: summary.severities.get(severity, 0) for severity in reversed(Severity)
        },
        "fixable": {safety.label: summary.fixable.get(safety, 0) for safety in reversed(Safety)},
        "ignored": summary.ignored,
        "fixed": summary.fixed,
        "documents_changed": summary.changed,
        "errors": [{"path": each.path, "message": each.message} for each in summary.failures],
    }
