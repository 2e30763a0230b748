"""All rules, found by code, family or name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from newslint.errors import ConfigError, did_you_mean
from newslint.finding import FAMILIES
from newslint.rule import Rule
from newslint.settings import Settings

ALL = "ALL"
"""The selector of every rule; those that need a server are selected by name only."""


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Every rule that newslint has, in the order of their codes."""
    from newslint.ignores import StaleIgnore
    from newslint.rules import RULES

    return tuple(sorted((*RULES, StaleIgnore), key=lambda rule: rule.code))


def rule_named(selector: str) -> type[Rule]:
    """The one rule with this code or name.

    Raises ConfigError, with a suggestion, when there is none.
    """
    for rule in all_rules():
        if selector.casefold() in (rule.code.casefold(), rule.name):
            return rule
    known = [word for rule in all_rules() for word in (rule.code, rule.name)]
    hint = did_you_mean(selector, known) or "; `newslint rules` lists them"
    raise ConfigError(f'no rule is called "{selector}"{hint}')


def selected(settings: Settings) -> tuple[Rule, ...]:
    """The rules that `settings` select, ready to run.

    Raises ConfigError, with a suggestion, on a selector that matches no rule.
    """
    default = frozenset(rule for rule in all_rules() if rule.default)
    chosen = expand(settings.select) if settings.select else default
    chosen |= expand(settings.extend_select)
    asked = {*settings.select, *settings.extend_select} - {ALL}
    services = {rule for rule in chosen if rule.service} - expand(asked)
    grammar = expand(["grammar"] if settings.grammar else [])
    chosen = ((chosen - services) | grammar) - expand(settings.ignore)
    expand(settings.severity)
    return tuple(
        rule() for rule in all_rules() if rule in chosen and (settings.model or not rule.model)
    )


def expand(selectors: Iterable[str]) -> frozenset[type[Rule]]:
    """The rules that selectors stand for: a code, a prefix of codes, a family, a name, or ALL."""
    return frozenset(rule for selector in selectors for rule in _matches(selector))


def _matches(selector: str) -> list[type[Rule]]:
    rules = all_rules()
    if selector == ALL:
        return list(rules)
    if selector in FAMILIES:
        return [rule for rule in rules if rule.family == selector]
    found = [
        rule
        for rule in rules
        if rule.name == selector or (len(selector) >= 3 and rule.code.startswith(selector.upper()))
    ]
    if not found:
        known = [*FAMILIES, *(word for rule in rules for word in (rule.code, rule.name))]
        raise ConfigError(
            f'"{selector}" is no rule, family or code{did_you_mean(selector, known)}; '
            "`newslint rules` lists them all"
        )
    return found
