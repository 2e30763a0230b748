"""The figures of `newslint stats`: as tables for people, as JSON, and as one table in CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newslint._version import __version__
from newslint.finding import Severity
from newslint.reports.csv import cell
from newslint.reports.text import table, visible

if TYPE_CHECKING:
    from newslint.corpus.statistics import Group, Groups, Statistics

LEVELS = tuple(reversed(Severity))
COLUMNS = (
    *("by", "key", "documents", "documents_with_findings", "findings"),
    *(level.label for level in LEVELS),
    "score",
)
UNKNOWN = "(unknown)"


def record(statistics: Statistics) -> dict[str, Any]:
    """The figures as plain data. What is most frequent comes first, days in their order."""
    return {
        "version": __version__,
        **_group(statistics.all),
        "points_lost": {level.label: statistics.lost[level] for level in LEVELS},
        "ceilings": [
            {"ceiling": ceiling, "documents": count}
            for ceiling, count in sorted(statistics.held.items())
            if count
        ],
        "scores": [
            {"from": low, "to": high, "documents": count}
            for low, high, count in statistics.classes()
        ],
        "families": [_kind("family", *each) for each in _frequent(statistics.families)],
        "rules": [_rule(*each) for each in _frequent(statistics.rules)],
        "sources": [{"source": key, **_group(each)} for key, each in _frequent(statistics.sources)],
        "days": [{"day": key, **_group(each)} for key, each in _by_day(statistics.days)],
    }


def as_json(statistics: Statistics) -> str:
    """The figures as a JSON object."""
    return json.dumps(record(statistics), ensure_ascii=False, indent=2) + "\n"


def as_csv(statistics: Statistics) -> str:
    """The figures as a table whose first column says what a row counts by (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerow(_row("all", "", statistics.all, True))
    for by, groups, scored in (
        ("family", _frequent(statistics.families), False),
        ("rule", _frequent(statistics.rules), False),
        ("source", _frequent(statistics.sources), True),
        ("day", _by_day(statistics.days), True),
    ):
        for key, group in groups:
            writer.writerow(_row(by, cell(key or ""), group, scored))
    for low, high, count in statistics.classes():
        writer.writerow(("score", _span(low, high), count, *[""] * 6))
    return out.getvalue()


def as_tables(statistics: Statistics) -> str:
    """The figures as tables in plain text."""
    return "\n\n".join(_tables(statistics)) + "\n"


WRITERS = {"table": as_tables, "json": as_json, "csv": as_csv}
"""By name of the format: what writes the figures."""


def _tables(statistics: Statistics) -> Iterator[str]:
    every = statistics.all
    if not every.documents:
        yield "No documents."
        return
    levels = ", ".join(f"{every.severities[level]} {level.label}" for level in LEVELS)
    lost = ", ".join(
        f"{statistics.lost[level] / every.documents:.1f} by {level.label}" for level in LEVELS
    )
    lines = [
        f"{'documents':12}{every.documents}, {every.flawed} with findings",
        f"{'findings':12}{every.findings}: {levels}",
        f"{'score':12}{every.score:g} of 100",
        f"{'points lost':12}{lost}, on average",
    ]
    for ceiling, count in sorted(statistics.held.items()):
        if count:
            lines.append(f"{'held down':12}{count} to a score of {ceiling}")
    yield "\n".join(lines)
    yield table(
        "By score",
        ("", "documents"),
        [
            (_span(low, high), str(count))
            for low, high, count in statistics.classes()
            if count or low == high
        ],
    )
    kinds = ("", "findings", "documents", *(level.label for level in LEVELS))
    for title, groups in (("By family", statistics.families), ("By rule", statistics.rules)):
        rows = [
            (str(key), str(each.findings), str(each.documents), *_levels(each))
            for key, each in _frequent(groups)
        ]
        if rows:
            yield table(title, kinds, rows)
    head = ("", "documents", "flawed", "findings", *(level.label for level in LEVELS), "score")
    for title, listed in (
        ("By source", _frequent(statistics.sources)),
        ("By day", _by_day(statistics.days)),
    ):
        yield table(
            title,
            head,
            [
                (
                    UNKNOWN if key is None else visible(key),
                    str(each.documents),
                    str(each.flawed),
                    str(each.findings),
                    *_levels(each),
                    f"{each.score:g}",
                )
                for key, each in listed
            ],
        )


def _frequent(groups: Groups) -> list[tuple[str | None, Group]]:
    """The groups with the most findings first, then the most documents; what is unknown last."""
    return sorted(
        groups.items(),
        key=lambda each: (each[0] is None, -each[1].findings, -each[1].documents, each[0] or ""),
    )


def _by_day(groups: Groups) -> list[tuple[str | None, Group]]:
    return sorted(groups.items(), key=lambda each: (each[0] is None, each[0] or ""))


def _group(group: Group) -> dict[str, Any]:
    return {
        "documents": group.documents,
        "documents_with_findings": group.flawed,
        "findings": group.findings,
        "severities": _severities(group),
        "score": group.score,
    }


def _kind(name: str, key: str | None, group: Group) -> dict[str, Any]:
    return {
        name: key,
        "documents": group.documents,
        "findings": group.findings,
        "severities": _severities(group),
    }


def _rule(key: str | None, group: Group) -> dict[str, Any]:
    code, _, name = str(key).partition(" ")
    return {"code": code, **_kind("name", name, group)}


def _severities(group: Group) -> Mapping[str, int]:
    return {level.label: group.severities[level] for level in LEVELS}


def _levels(group: Group) -> list[str]:
    return [str(group.severities[level]) for level in LEVELS]


def _row(by: str, key: str, group: Group, scored: bool) -> list[object]:
    counts = (group.documents, group.flawed, group.findings)
    return [by, key, *counts, *_levels(group), group.score if scored else ""]


def _span(low: int, high: int) -> str:
    """
    >>> _span(90, 99), _span(100, 100)
    ('90 to 99', '100')
    """
    return str(low) if low == high else f"{low} to {high}"
