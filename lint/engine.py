"""Runs rules over one document; knows no concrete rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newslint.document import Document
from newslint.finding import Finding, Safety, fingerprint
from newslint.resolution import Cleaned, clean
from newslint.rule import Context, Rule
from newslint.settings import Settings


def check(document: Document, rules: Sequence[Rule], settings: Settings) -> tuple[Finding, ...]:
    """All findings of `rules` in a document, in the order of their places, with fingerprints.

    Findings of the same rule at the same place are reported once. Nothing is ignored here:
    `newslint.ignores` tells which findings the user has settled.
    """
    context = Context(document, settings)
    found = {
        (finding.code, finding.start, finding.end): finding
        for rule in rules
        for finding in rule.check(context)
    }
    return named(document, found.values())


def named(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` in the order of their places, each with its fingerprint."""
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for finding in sorted(findings, key=lambda finding: finding.order):
        span = document.text[finding.start : finding.end]
        occurrence = seen[finding.code, span]
        seen[finding.code, span] += 1
        name = fingerprint(finding.code, document.id, span, occurrence)
        result.append(replace(finding, fingerprint=name))
    return tuple(result)


def fix(
    document: Document, rules: Sequence[Rule], settings: Settings, level: Safety = Safety.SAFE
) -> Cleaned:
    """The document cleaned by the fixes of at least `level`.

    Raises UnstableError when the fixes do not settle.
    """
    return clean(document, lambda current: check(current, rules, settings), level)
