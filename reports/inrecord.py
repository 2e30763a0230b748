"""Findings in a record, for programs that know places in files alone.

A place within the text of a record is none in its file. So these programs are told the record's
line, and no fix, which they would apply to the file; the message has the place in the text.
"""

from __future__ import annotations

from newslint.finding import Finding
from newslint.report import DocumentReport


def message_of(report: DocumentReport, finding: Finding) -> str:
    """The message of a finding; in a record also which one it is, and where in its text.

    >>> from newslint.document import Document
    >>> from newslint.finding import Severity
    >>> found = Finding("RES001", "promo-link", "residue", Severity.INFO, 4, 8, "A link.")
    >>> message_of(DocumentReport("feed.jsonl", Document("Two\\nlines", "a1", record=7), ()), found)
    'A link. (a1, line 2, column 1)'
    """
    document = report.document
    if document.record is None:
        return finding.message
    line, column = document.lines.position(finding.start)
    return f"{finding.message} ({document.id}, line {line}, column {column})"
