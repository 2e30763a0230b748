"""JSON: one object for the whole run, written as it goes on."""

from __future__ import annotations

import json

from newslint._version import __version__
from newslint.report import DocumentReport, Summary
from newslint.reports.record import document_record, summary_record
from newslint.reports.renderer import Renderer


class Json(Renderer):
    """`{"version", "documents": [...], "summary": {...}}`, a document a line."""

    def start(self) -> None:
        """Open the object and its list of documents."""
        self.out.write(f'{{"version": {json.dumps(__version__)}, "documents": [')
        self._separator = "\n"

    def document(self, report: DocumentReport) -> None:
        """The document's entry of the list."""
        record = json.dumps(document_record(report), ensure_ascii=False)
        self.out.write(self._separator + record)
        self._separator = ",\n"

    def finish(self, summary: Summary) -> None:
        """Close the list, add the summary, close the object."""
        record = json.dumps(summary_record(summary), ensure_ascii=False)
        self.out.write(f'\n], "summary": {record}}}\n')
