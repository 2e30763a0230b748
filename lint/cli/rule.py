"""`newslint rule`: what one rule means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newslint.cli import completion

if TYPE_CHECKING:
    from newslint.rule import Rule


@click.command(short_help="Explain a rule, with examples.")
@click.argument("code", shell_complete=completion.rule_names)
def rule(code: str) -> int:
    """Explain a rule: what it finds, why it matters, what its fix does.

    CODE is a rule's code or its name.

    \b
    Examples:
      newslint rule promo-link
    """
    from newslint.cli.output import standard_output
    from newslint.registry import rule_named

    standard_output("terminal").write(explain(rule_named(code)))
    return 0


def explain(rule: type[Rule]) -> str:
    """The page of a rule, in Markdown: documentation, bad and good examples, known misses."""
    facts = [f"family {rule.family}", f"severity {rule.severity.label}"]
    facts.append("has a fix" if rule.fixable() else "no fix that is applied")
    if not rule.default:
        facts.append("off unless it is selected")
    if rule.model:
        facts.append("needs a trained model")
    parts = [f"# {rule.code} {rule.name}", ", ".join(facts), rule.documentation()]
    if rule.bad:
        parts += ["## Reported (between ⟦ and ⟧)"]
        for bad in rule.bad:
            parts.append(_quoted(bad.marked))
            if bad.cleaned is not None:
                parts += ["becomes", _quoted(bad.cleaned)]
    if rule.good:
        parts += ["## Not reported"]
        for good in rule.good:
            parts += [_quoted(good.text), f"({good.why})"]
    if rule.known_misses:
        parts += ["## Known to be missed", *(_quoted(miss.marked) for miss in rule.known_misses)]
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    from newslint.reports.text import visible

    return "\n".join(f"    {visible(line)}".rstrip() for line in text.split("\n")) or "    "
