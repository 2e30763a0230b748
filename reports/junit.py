"""JUnit: every document a test case, for the many programs that show test results."""

from __future__ import annotations

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from newslint.finding import Severity
from newslint.report import DocumentReport, Failure, Summary, counted
from newslint.reports.renderer import Renderer
from newslint.reports.text import visible

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = str.maketrans({0xFFFE: "<U+FFFE>", 0xFFFF: "<U+FFFF>"})


class Junit(Renderer):
    """One suite. A document fails by a finding over `info`; one that cannot be read is an error.

    The findings are one text (many readers show one failure a case); those of a document that
    passes are its output. Written when the run is over: the counts come first.
    """

    def start(self) -> None:
        """Nothing is written yet."""
        self._cases: list[str] = []
        self._counts: Counter[str] = Counter()

    def document(self, report: DocumentReport) -> None:
        """The document's test case."""
        if not report.findings:
            self._case(report.name, report.path, "")
            return
        listed = "\n".join(_lines(report))
        worst = max(finding.severity for finding in report.findings)
        if worst is Severity.INFO:
            self._case(report.name, report.path, f"<system-out>{_text(listed)}</system-out>")
            return
        count = len(report.findings)
        message = _attribute(counted(count, "finding"))
        head = f"<failure message={message} type={_attribute(worst.label)}>"
        self._counts["failures"] += 1
        self._case(report.name, report.path, f"{head}{_text(listed)}</failure>")

    def failure(self, failure: Failure) -> None:
        """A test case with an error."""
        message = _attribute(failure.message)
        self._counts["errors"] += 1
        self._case(failure.path, failure.path, f'<error message={message} type="not-checked"/>')

    def finish(self, summary: Summary) -> None:
        """The whole document."""
        tests, failures, errors = len(self._cases), self._counts["failures"], self._counts["errors"]
        counts = f'name="newslint" tests="{tests}" failures="{failures}" errors="{errors}"'
        self.out.write(f'{_HEAD}<testsuites {counts}>\n<testsuite {counts} skipped="0">\n')
        self.out.writelines(self._cases)
        self.out.write("</testsuite>\n</testsuites>\n")

    def _case(self, name: str, path: str, content: str) -> None:
        head = f'<testcase classname="newslint" name={_attribute(name)} file={_attribute(path)}'
        self._cases.append(f"{head}>{content}</testcase>\n" if content else f"{head}/>\n")


def _lines(report: DocumentReport) -> list[str]:
    """`line:column: severity CODE name: message` for each finding."""
    lines = []
    for finding in report.findings:
        line, column = report.document.lines.position(finding.start)
        rule = f"{finding.severity.label} {finding.code} {finding.name}"
        lines.append(f"{line}:{column}: {rule}: {visible(finding.message)}")
    return lines


def _text(text: str) -> str:
    """Character data: characters that XML 1.0 has no place for are named."""
    return escape(text.translate(_NOT_XML))


def _attribute(text: str) -> str:
    """The value of an attribute with its quotes."""
    return quoteattr(visible(text).translate(_NOT_XML))
