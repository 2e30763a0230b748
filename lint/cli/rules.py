"""`newslint rules`: all rules at a glance."""

from __future__ import annotations

import click


@click.command(short_help="List all rules.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def rules(as_json: bool) -> int:
    """List all rules: code, name, family, severity, and what each finds.

    \b
    Examples:
      newslint rules
      newslint rules --json
    """
    from newslint.cli.output import standard_output
    from newslint.registry import all_rules

    out = standard_output("json" if as_json else "terminal")
    if as_json:
        import json

        records = [
            {
                "code": rule.code,
                "name": rule.name,
                "family": rule.family,
                "severity": rule.severity.label,
                "fixable": rule.fixable(),
                "model": rule.model,
                "default": rule.default,
                "summary": rule.summary(),
            }
            for rule in all_rules()
        ]
        out.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        return 0
    width = max((len(rule.name) for rule in all_rules()), default=0)
    for rule in all_rules():
        mark = ("*" if rule.fixable() else " ") + (" " if rule.default else "-")
        out.write(
            f"{rule.code} {rule.name:{width}} {mark} {rule.severity.label:7} {rule.summary()}\n"
        )
    out.write(f"{len(all_rules())} rules; * has a fix, - runs only when it is selected.\n")
    return 0
