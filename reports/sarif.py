"""SARIF 2.1.0: what GitHub code scanning and the SARIF viewers of editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newslint._version import __version__
from newslint.cached import cached_property
from newslint.finding import FAMILIES, Finding, Fix, Severity
from newslint.report import DocumentReport, Failure, Summary
from newslint.reports.inrecord import message_of
from newslint.reports.linehash import line_hashes
from newslint.reports.renderer import Renderer
from newslint.reports.text import visible
from newslint.reports.units import Units
from newslint.reports.uri import uri_reference

if TYPE_CHECKING:
    from newslint.rule import Rule

Object = dict[str, Any]

RESULT_LIMIT = 25_000
"""GitHub refuses a run with more results than this; it shows the first 5,000."""
_TEXT_LIMIT = 1024
"""Characters of a description that GitHub takes."""
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_WHAT = re.compile(r"(?s)## What it does\n+(.*?)(?=\n+## |\Z)")
_LINK = re.compile(r"\[([^\[\]]{0,200})\]\(")
_PLACEHOLDER = re.compile(r"\{(\d{1,9})\}")


class Sarif(Renderer):
    """One run: rules with their documentation, results with fixes, the most severe first.

    Columns are UTF-16 code units: what CodeQL, GitHub and editors count in, and what readers that
    do not look at `columnKind` take for granted. Written when the run is over, since the most
    severe results come first and only `RESULT_LIMIT` of them may be there; the same input gives
    the same bytes, on any machine.
    """

    def start(self) -> None:
        """Nothing is written yet."""
        self._results: dict[Severity, list[str]] = {severity: [] for severity in Severity}
        self._examples: dict[str, Finding] = {}
        self._notifications: list[Object] = []

    def document(self, report: DocumentReport) -> None:
        """Keep the document's results, unless there are too many of their severity already."""
        if not report.findings:
            return
        results = _Results(report)
        for finding in report.findings:
            self._examples.setdefault(finding.code, finding)
            kept = self._results[finding.severity]
            if len(kept) < RESULT_LIMIT:
                kept.append(json.dumps(results.result(finding)))

    def failure(self, failure: Failure) -> None:
        """A notification of the tool, which makes the run an unsuccessful one."""
        notification = _notification("not-checked", "error", failure.message)
        notification["locations"] = [
            {"physicalLocation": {"artifactLocation": _artifact(failure.path)}}
        ]
        self._notifications.append(notification)

    def finish(self, summary: Summary) -> None:
        """The whole log."""
        kept = [each for severity in reversed(Severity) for each in self._results[severity]]
        kept = kept[:RESULT_LIMIT]
        if summary.findings > len(kept):
            self._notifications.append(_cut(summary, len(kept)))
        run = {
            "tool": {"driver": _driver(self._examples)},
            "columnKind": "utf16CodeUnits",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {
                _ROOT: {"description": {"text": "The directory in which newslint ran."}}
            },
            "invocations": [
                {
                    "executionSuccessful": not summary.failures,
                    "toolExecutionNotifications": self._notifications,
                }
            ],
        }
        log = {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
        head = json.dumps(log, indent=1).removesuffix("\n  }\n ]\n}")
        results = ",\n    ".join(kept)
        self.out.write(f'{head},\n   "results": [\n    {results}\n   ]\n  }}\n ]\n}}\n')


class _Results:
    """The results of one document."""

    def __init__(self, report: DocumentReport) -> None:
        document = report.document
        self._report = report
        self._artifact = _artifact(report.path)
        self._units = Units(document.text, document.lines, "utf-16-le")

    @cached_property
    def _hashes(self) -> list[str]:
        document = self._report.document
        return line_hashes(("\ufeff" if document.bom else "") + document.text)

    def result(self, finding: Finding) -> Object:
        record = self._report.document.record
        fingerprints = {"newslint/v1": finding.fingerprint}
        if record is None:
            region = self._region(finding.start, finding.end)
            line = min(region["startLine"], len(self._hashes))
            fingerprints["primaryLocationLineHash"] = self._hashes[line - 1]
        else:
            region = {"startLine": record}
        result: Object = {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": _message(message_of(self._report, finding))},
            "locations": [
                {"physicalLocation": {"artifactLocation": self._artifact, "region": region}}
            ],
            "partialFingerprints": fingerprints,
        }
        if record is None and finding.fix is not None and finding.fix.edits:
            result["fixes"] = [self._fix(finding.fix)]
        properties: Object = {
            "evidence": [{"kind": each.kind, "text": each.text} for each in finding.evidence]
        }
        if finding.confidence is not None:
            properties["confidence"] = finding.confidence
        return {**result, "properties": properties}

    def _fix(self, fix: Fix) -> Object:
        replacements = []
        for edit in fix.edits:
            replacement: Object = {"deletedRegion": self._region(edit.start, edit.end)}
            if edit.text:
                replacement["insertedContent"] = {"text": edit.text}
            replacements.append(replacement)
        change = {"artifactLocation": self._artifact, "replacements": replacements}
        title = _message(f"{fix.title} ({fix.safety.label})")
        return {"description": {"text": title}, "artifactChanges": [change]}

    def _region(self, start: int, end: int) -> Object:
        line, column = self._units.position(start)
        end_line, end_column = self._units.position(end)
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        }


def _artifact(path: str) -> Object:
    uri = uri_reference(path)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def _driver(examples: Mapping[str, Finding]) -> Object:
    """newslint, with the rules of the findings."""
    from newslint.registry import all_rules

    known = {rule.code: rule for rule in all_rules()}
    return {
        "name": "newslint",
        "semanticVersion": __version__,
        "rules": [_rule(examples[code], known.get(code)) for code in sorted(examples)],
    }


def _rule(example: Finding, rule: type[Rule] | None) -> Object:
    """A rule's descriptor; of a rule that is not installed here, what its findings tell."""
    if rule is None:
        severity = example.severity
        short = full = documentation = f"{example.name}: {FAMILIES.get(example.family, '')}"
    else:
        severity = rule.severity
        short, documentation = rule.summary(), rule.documentation()
        what = _WHAT.search(documentation)
        full = " ".join(what.group(1).split()) if what else short
    return {
        "id": example.code,
        "name": example.name,
        "shortDescription": {"text": _message(short[:_TEXT_LIMIT])},
        "fullDescription": {"text": _message(full[:_TEXT_LIMIT])},
        "help": {"text": documentation, "markdown": documentation},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [example.family], "problem.severity": _PROBLEMS[severity]},
    }


def _cut(summary: Summary, kept: int) -> Object:
    """That only the most severe of the findings are there."""
    text = (
        f"The {kept} most severe of {summary.findings} findings are listed; "
        f"GitHub takes no more than {RESULT_LIMIT}."
    )
    return _notification("results-left-out", "warning", text)


def _notification(name: str, level: str, text: str) -> Object:
    return {"descriptor": {"id": name}, "level": level, "message": {"text": _message(text)}}


def _message(text: str) -> str:
    """Text in which SARIF sees neither a link nor a placeholder.

    >>> _message("[a](b) {0} {x}")
    '\\\\[a\\\\](b) {{0}} {x}'
    """
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[\1\\](", visible(text)))
