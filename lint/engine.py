"""Runs rules over one document; knows no concrete rule."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from newslint.document import Document
from newslint.errors import NewslintError, RuleError
from newslint.finding import Finding, Safety, fingerprint
from newslint.profiles import profile_of
from newslint.resolution import Cleaned, Ignored, clean, nothing_ignored
from newslint.rule import Context, Rule
from newslint.settings import Settings


def prepare(rules: Iterable[Rule], settings: Settings) -> Settings:
    """Get rules ready for many documents; the settings to check these with, in any process.

    Raises NewslintError when a rule cannot run (a server that it needs is missing).
    """
    for rule in rules:
        settings = rule.prepare(settings)
    return settings


def check(document: Document, rules: Sequence[Rule], settings: Settings) -> tuple[Finding, ...]:
    """All findings of `rules` in a document, in the order of their places, with fingerprints.

    Findings of the same rule at the same place are reported once, with the severity that the
    settings give the rule; those of rules that give way only where no other rule has a finding;
    none on lines that the profile of the document's source keeps, and none beside that of a rule
    that says all.
    Nothing is ignored here: `newslint.ignores` tells which findings the
    user has settled. Raises RuleError when a rule fails.
    """
    context = Context(document, settings)
    found = {
        (finding.code, finding.start, finding.end): finding
        for rule in rules
        for finding in _findings(rule, context)
    }
    whole = {rule.code for rule in rules if rule.says_all}
    if whole and any(each.code in whole for each in found.values()):
        return named(document, (each for each in found.values() if each.code in whole))
    weak = {rule.code for rule in rules if rule.gives_way}
    left = _without_overlaps(found.values(), weak) if weak else found.values()
    kept = profile_of(document, settings).keep_lines
    return named(document, _off_lines(document, left, kept) if kept else left)


def _off_lines(
    document: Document, findings: Iterable[Finding], lines: frozenset[str]
) -> Iterable[Finding]:
    """`findings` but for those that lie on `lines` (folded), or would change one."""
    from newslint.ignores import Ignores

    return Ignores(lines).split(document, findings)[0]


def _without_overlaps(findings: Iterable[Finding], weak: Collection[str]) -> Iterator[Finding]:
    """`findings` but for those of `weak` codes that touch characters of another's.

    Findings about the whole document touch everything, and say nothing about a place.
    """
    findings = list(findings)
    strong = sorted(
        (each.start, each.end)
        for each in findings
        if each.code not in weak and each.family != "document"
    )
    starts = [start for start, _ in strong]
    reaches = list(accumulate((end for _, end in strong), max))
    for each in findings:
        before = bisect_left(starts, each.end)
        if each.code not in weak or not before or reaches[before - 1] <= each.start:
            yield each


def _findings(rule: Rule, context: Context) -> Iterator[Finding]:
    severity = context.settings.severity.get(rule.code)
    try:
        for finding in rule.check(context):
            yield finding if severity is None else finding._replace(severity=severity)
    except NewslintError:
        raise
    except Exception as error:
        raise RuleError(
            f"{context.document.id}: rule {rule.code} ({rule.name}) failed: "
            f"{type(error).__name__}: {error}; leave it out with `--ignore {rule.code}` "
            "and please report it"
        ) from error


def named(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` in the order of their places, each with its fingerprint."""
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for finding in sorted(findings, key=lambda finding: finding.order):
        span = document.text[finding.start : finding.end]
        occurrence = seen[finding.code, span]
        seen[finding.code, span] += 1
        name = fingerprint(finding.code, document.id, span, occurrence)
        result.append(finding._replace(fingerprint=name))
    return tuple(result)


def fix(
    document: Document,
    rules: Sequence[Rule],
    settings: Settings,
    level: Safety = Safety.SAFE,
    ignored: Ignored = nothing_ignored,
) -> Cleaned:
    """The document cleaned by the fixes of at least `level`, but for those of ignored findings.

    Raises UnstableError when the fixes do not settle, RuleError when a rule fails.
    """
    return clean(document, lambda current: check(current, rules, settings), level, ignored)
