"""JSON Lines: an object a document, written as soon as it is checked."""

from __future__ import annotations

import json

from newslint.report import DocumentReport
from newslint.reports.record import document_record
from newslint.reports.renderer import Renderer


class JsonLines(Renderer):
    """The documents of the `json` format, one a line."""

    def document(self, report: DocumentReport) -> None:
        """The document's line."""
        self.out.write(json.dumps(document_record(report), ensure_ascii=False) + "\n")
