"""Markdown as GitHub reads it: the summary of a job, or a comment."""

from __future__ import annotations

import re
from collections import Counter

from newslint.finding import Severity
from newslint.report import DocumentReport, Failure, Summary
from newslint.reports.renderer import Renderer
from newslint.reports.terminal import summary_lines
from newslint.reports.text import visible

ROOM = 900_000
"""Bytes of documents and failures that are listed. GitHub refuses a summary of over 1 MiB."""
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#:@!$^{}]")
_WWW = re.compile(r"(?i)\b(www)\.")


class Markdown(Renderer):
    """The counts, a table by family and severity, and the findings of each document.

    Nothing of a document is read as Markdown or HTML, and no address in it becomes a link. Written
    when the run is over: the counts come first.
    """

    def start(self) -> None:
        """Nothing is written yet."""
        self._families: Counter[tuple[str, Severity]] = Counter()
        self._documents: list[str] = []
        self._failures: list[str] = []
        self._room = ROOM
        self._left_out = 0

    def document(self, report: DocumentReport) -> None:
        """Count the document's findings, and list them while there is room."""
        if not report.findings:
            return
        self._families.update((each.family, each.severity) for each in report.findings)
        self._list(self._documents, _section(report))

    def failure(self, failure: Failure) -> None:
        """List the failure while there is room."""
        self._list(self._failures, f"- {_escaped(failure.message)}\n")

    def finish(self, summary: Summary) -> None:
        """The whole page."""
        self.out.write("## newslint\n\n")
        self.out.write("  \n".join(summary_lines(summary)) + "\n")
        if summary.failures:
            count = len(summary.failures)
            self.out.write(f"\n### Not checked: {count}\n\n{''.join(self._failures)}")
        if self._families:
            self.out.write("\n" + self._table())
        self.out.writelines(self._documents)
        if self._left_out:
            self.out.write(f"\nNot listed, for want of room: {self._left_out} more.\n")

    def _list(self, entries: list[str], entry: str) -> None:
        """Add an entry; once one did not fit, all that follow are left out too."""
        self._room -= len(entry.encode("utf-8", "backslashreplace"))
        if self._room >= 0:
            entries.append(entry)
        else:
            self._left_out += 1

    def _table(self) -> str:
        """The findings by family and severity, the most frequent family first."""
        families: Counter[str] = Counter()
        severities: Counter[str] = Counter()
        for (family, severity), count in self._families.items():
            families[family] += count
            severities[severity.label] += count
        levels = tuple(reversed(Severity))
        rows = [
            (family, *(str(self._families[family, level]) for level in levels), str(count))
            for family, count in sorted(families.items(), key=lambda item: (-item[1], item[0]))
        ]
        sums = (*(str(severities[level.label]) for level in levels), str(families.total()))
        head = ("family", *(level.label for level in levels), "all")
        lines = (head, ("---", *["---:"] * 4), *rows, ("all", *sums))
        return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _section(report: DocumentReport) -> str:
    """A document's heading and its findings as a list."""
    lines = [f"\n### {_escaped(report.name)}\n\n"]
    for finding in report.findings:
        line, column = report.document.lines.position(finding.start)
        rule = f"{finding.severity.label} **{finding.code}** {_escaped(finding.name)}"
        lines.append(f"- {line}:{column} {rule}: {_escaped(finding.message)}\n")
    return "".join(lines)


def _escaped(text: str) -> str:
    """
    >>> print(_escaped("<b>|`*\\n"))
    \\<b\\>\\|\\`\\*␊
    """
    plain = _SPECIAL.sub(r"\\\g<0>", visible(text))
    return _WWW.sub(r"\1\.", plain)
