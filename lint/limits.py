"""What a run may look like to pass `newslint gate`: limits as data, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from newslint.errors import ConfigError
from newslint.finding import Severity, severity_of

if TYPE_CHECKING:
    from fractions import Fraction

SOURCE = "source:"
"""Opens a budget for a source instead of rules."""


class AtMost(NamedTuple):
    """A limit: a whole number, or a percentage of the documents."""

    number: Fraction
    percent: bool

    def exceeded(self, count: int, documents: int) -> bool:
        """True when `count` is over the limit; a percentage is one of `documents`."""
        return count * 100 > self.number * documents if self.percent else count > self.number

    def __str__(self) -> str:
        return f"{float(self.number):g}{' %' if self.percent else ''}"


class Limits(NamedTuple):
    """The limits of a gate. Without any of the first three, a gate asks what `check` asks."""

    min_score: float | None = None
    """The score of the run must be at least this, 0 to 100."""
    max_failing: Mapping[Severity, AtMost] = {}
    """So many documents may have a finding of the severity or a higher one."""
    budgets: Mapping[str, AtMost] = {}
    """By selector of rules, or `source:NAME`: so many findings, or such a share of documents that
    have one, may there be."""
    baseline: str | None = None
    """The path of a baseline, whose findings do not count."""

    def but(self, others: Limits) -> Limits:
        """These limits, with those that `others` sets put in."""
        return Limits(
            self.min_score if others.min_score is None else others.min_score,
            {**self.max_failing, **others.max_failing},
            {**self.budgets, **others.budgets},
            self.baseline if others.baseline is None else others.baseline,
        )

    def table(self) -> dict[str, object]:
        """The limits that are set, as a configuration file has them."""
        known = {
            "min-score": self.min_score,
            "max-failing": {key.label: _shown(limit) for key, limit in self.max_failing.items()},
            "budgets": {key: _shown(limit) for key, limit in self.budgets.items()},
            "baseline": self.baseline,
        }
        return {key: value for key, value in known.items() if value not in (None, {})}


def _shown(limit: AtMost) -> str | int:
    return str(limit).replace(" ", "") if limit.percent else int(limit.number)


def min_score(raw: object) -> float:
    """A number from 0 to 100. Raises ConfigError on anything else."""
    if isinstance(raw, (int, float, str)) and not isinstance(raw, bool):
        try:
            number = float(raw)
        except ValueError:
            number = -1
        if 0 <= number <= 100:
            return number
    raise ConfigError(f'"{raw}" is no score from 0 to 100')


def max_failing(raw: object) -> Mapping[Severity, AtMost]:
    """A limit by severity. Raises ConfigError on an unknown severity or an odd limit."""
    pairs = _pairs(raw, 'error = "2%"')
    return {severity_of(name): at_most(limit) for name, limit in pairs}


def budgets(raw: object) -> Mapping[str, AtMost]:
    """A limit by selector of rules or `source:NAME`.

    Raises ConfigError on a selector that matches no rule, and on an odd limit.
    """
    from newslint.registry import expand

    limits = {}
    for what, limit in _pairs(raw, 'residue = 20 or "source:harbour-post" = "5%"'):
        if what == SOURCE:
            raise ConfigError(f'"{SOURCE}" names no source')
        if not what.startswith(SOURCE):
            expand([what])
        limits[what] = at_most(limit)
    return limits


def at_most(raw: object) -> AtMost:
    """The limit that 20, "20" or "2.5%" stands for. Raises ConfigError on anything else.

    >>> str(at_most(20)), str(at_most("2.5%"))
    ('20', '2.5 %')
    """
    from fractions import Fraction

    text = str(raw).strip() if isinstance(raw, (int, str)) and not isinstance(raw, bool) else ""
    number = text.removesuffix("%").rstrip()
    percent = number != text
    whole, _, part = number.partition(".")
    digits = whole + part
    plain = digits.isascii() and digits.isdigit() and len(digits) < 16
    if plain and whole and (percent or number == whole):
        limit = AtMost(Fraction(number), percent)
        if not percent or limit.number <= 100:
            return limit
    raise ConfigError(f'"{raw}" is no limit; use a whole number, or a percentage such as "2.5%"')


def _pairs(raw: object, example: str) -> Iterable[tuple[str, object]]:
    """(key, value) of a table; of a text, as setup.cfg has it, each line is `key = value`.

    So is each text of a list, as the command line has it.
    """
    if isinstance(raw, Mapping):
        return raw.items()
    lines = raw.splitlines() if isinstance(raw, str) else raw
    if not isinstance(lines, (list, tuple)):
        raise ConfigError(f"must be a table such as {{{example}}}")
    pairs = [line.rpartition("=") for line in lines if line.strip()]
    for key, equals, value in pairs:
        if not equals or not key.strip():
            raise ConfigError(f'"{key or value}" is not of the form NAME=LIMIT')
    return [(key.strip(), value.strip()) for key, _, value in pairs]


PARSERS: Mapping[str, Callable[[object], object]] = {
    "min-score": min_score,
    "max-failing": max_failing,
    "budgets": budgets,
}
"""By key of the configuration: how a raw value becomes one of `Limits`."""
