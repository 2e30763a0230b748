"""Counts of findings as the geometry of small charts; the HTML report draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from newslint.finding import Severity

LEVELS = tuple(reversed(Severity))
"""The severities in the order in which charts stack them."""
SOURCES = 12
"""So many sources have a bar of their own."""
COLUMNS = 92
"""A chart of days or months has at most so many columns; more become months or years."""
HEIGHT = 96
"""The height of a column chart in pixels."""

Counts = Counter[Severity]


class Segment(NamedTuple):
    """A part of a bar: its severity, and where it begins and how long it is, as a share of 100."""

    severity: str
    offset: float
    length: float


class Bar(NamedTuple):
    """A label, its findings, and the bar that shows them by severity."""

    label: str | None
    counts: tuple[int, ...]
    """Findings by severity, in the order of `LEVELS`."""
    others: int
    """What is counted beside them: repaired findings, or documents."""
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        """All its findings."""
        return sum(self.counts)


class Timeline(NamedTuple):
    """Columns in the order of time, without a gap; each is a `unit`: "day", "month" or "year"."""

    unit: str
    columns: tuple[Bar, ...]

    @property
    def highest(self) -> int:
        """The findings of the highest column."""
        return max(column.total for column in self.columns)


def bars(rows: Mapping[str, Counts], others: Mapping[str, int]) -> tuple[Bar, ...]:
    """A bar for each row, the one with most findings first."""
    ordered = sorted(rows.items(), key=lambda item: (-item[1].total(), item[0]))
    return _scaled([(label, counts, others.get(label, 0)) for label, counts in ordered])


def source_bars(
    rows: Mapping[str | None, Counts], documents: Mapping[str | None, int]
) -> tuple[tuple[Bar, ...], int]:
    """A bar for each of the sources with most findings, and how many more there are.

    Documents whose source nobody knows come last, under the label None, and so do the other
    sources together, under "".
    """
    named = sorted(
        ((label, counts) for label, counts in rows.items() if label is not None),
        key=lambda item: (-item[1].total(), -documents[item[0]], item[0]),
    )
    most = SOURCES if len(named) > SOURCES + 1 else len(named)
    shown: list[tuple[str | None, Counts, int]] = [
        (label, counts, documents[label]) for label, counts in named[:most]
    ]
    rest = named[most:]
    if rest:
        together = sum((counts for _, counts in rest), Counter[Severity]())
        shown.append(("", together, sum(documents[label] for label, _ in rest)))
    if None in rows:
        shown.append((None, rows[None], documents[None]))
    return _scaled(shown), len(rest)


def timeline(days: Mapping[date, Counts], documents: Mapping[date, int]) -> Timeline | None:
    """The findings of dated documents over time; None when no document is dated."""
    if not days:
        return None
    for unit in ("day", "month", "year"):
        ticks = list(_ticks(min(days), max(days), unit))
        if len(ticks) <= COLUMNS:
            break
    counts: dict[str, Counts] = {tick: Counter() for tick in ticks}
    amounts: Counter[str] = Counter()
    for day, found in days.items():
        counts[_label(day, unit)] += found
        amounts[_label(day, unit)] += documents[day]
    return Timeline(unit, _scaled([(tick, counts[tick], amounts[tick]) for tick in ticks]))


def _ticks(first: date, last: date, unit: str) -> Iterator[str]:
    """The labels of all days, months or years from `first` to `last`."""
    label = ""
    for number in range(first.toordinal(), last.toordinal() + 1):
        before, label = label, _label(date.fromordinal(number), unit)
        if label != before:
            yield label


def _label(day: date, unit: str) -> str:
    """
    >>> _label(date(2021, 5, 3), "day"), _label(date(2021, 5, 3), "month")
    ('2021-05-03', '2021-05')
    """
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def _scaled(rows: Sequence[tuple[str | None, Counts, int]]) -> tuple[Bar, ...]:
    """Bars for `rows`, the longest of which is 100 long."""
    longest = max((counts.total() for _, counts, _ in rows), default=0) or 1
    return tuple(
        Bar(
            label,
            tuple(counts[level] for level in LEVELS),
            others,
            tuple(_segments(counts, longest)),
        )
        for label, counts, others in rows
    )


def _segments(counts: Counts, longest: int) -> Iterator[Segment]:
    offset = 0
    for level in LEVELS:
        if counts[level]:
            yield Segment(
                level.label,
                round(100 * offset / longest, 2),
                round(100 * counts[level] / longest, 2),
            )
        offset += counts[level]
