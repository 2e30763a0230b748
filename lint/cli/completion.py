"""What the Tab key offers for arguments and options; nothing is imported before it is pressed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def files(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Have the shell offer files, as it does by itself for programs that it knows nothing of."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def rule_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Codes and names of rules."""
    from newslint.registry import all_rules

    return _beginning(incomplete, (word for rule in all_rules() for word in (rule.code, rule.name)))


def selectors(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Families, codes and names of rules, for the last place of a list with commas."""
    from newslint.finding import FAMILIES

    before, comma, last = incomplete.rpartition(",")
    known = [*_beginning(last, FAMILIES), *rule_names(context, parameter, last)]
    return [f"{before}{comma}{word}" for word in known]


def formats(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Formats of reports."""
    from newslint.reports.renderer import FORMATS

    return _beginning(incomplete, FORMATS)


def shares(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Severities, of which `--max-failing` wants a share."""
    from newslint.finding import Severity

    return _beginning(incomplete, (f"{severity.label}=" for severity in Severity))


def budgets(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """What `--budget` can be for."""
    known = selectors(context, parameter, incomplete)
    return [*_beginning(incomplete, ["source:"]), *(f"{word}=" for word in known)]


def _beginning(incomplete: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]
