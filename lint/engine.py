"""Runs rules over one document; knows no concrete rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newslint.document import Document
from newslint.errors import NewslintError, RuleError
from newslint.finding import Finding, Safety, named
from newslint.profiles import profile_of
from newslint.resolution import Cleaned, Ignored, clean, nothing_ignored
from newslint.rule import Context, Rule
from newslint.settings import Settings
from newslint.spans import Spans


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
    settings give the rule; those of a rule that gives way only where no other rule of the families
    that it gives way to has one; none on lines that the profile of the document's source keeps,
    and none beside that of a rule that says all. Nothing is ignored here: `newslint.ignores` tells
    which findings the user has settled. Raises RuleError when a rule fails.
    """
    context = Context(document, settings)
    found = {
        (finding.code, finding.start, finding.end): finding
        for rule in rules
        for finding in _findings(rule, context)
    }
    whole = {rule.code for rule in rules if rule.says_all}
    findings = list(found.values())
    if whole and any(each.code in whole for each in findings):
        return named(document, (each for each in findings if each.code in whole))
    weak = [rule for rule in rules if rule.gives_way]
    for rule in sorted(weak, key=lambda rule: len(rule.gives_way)):
        findings = _without_overlaps(findings, rule)
    kept = profile_of(document, settings).keep_lines
    return named(document, _off_lines(document, findings, kept) if kept else findings)


def _off_lines(
    document: Document, findings: Iterable[Finding], lines: frozenset[str]
) -> Iterable[Finding]:
    """`findings` but for those that lie on `lines` (folded), or would change one."""
    from newslint.ignores import Ignores

    return Ignores(lines).split(document, findings)[0]


def _without_overlaps(findings: Sequence[Finding], weak: Rule) -> list[Finding]:
    """`findings` but for those of `weak` that touch characters of one that it gives way to."""
    strong = Spans(
        (each.start, each.end)
        for each in findings
        if each.code != weak.code and not weak.gives_way.isdisjoint((each.family, each.code))
    )
    return [
        each
        for each in findings
        if each.code != weak.code or not strong.touch(each.start, each.end)
    ]


def _findings(rule: Rule, context: Context) -> Sequence[Finding]:
    severity = context.settings.severity.get(rule.code)
    try:
        found = list(rule.check(context))
    except (NewslintError, MemoryError):
        raise
    except Exception as error:
        raise RuleError(
            f"{context.document.id}: rule {rule.code} ({rule.name}) failed: "
            f"{type(error).__name__}: {error}; leave it out with `--ignore {rule.code}` "
            "and please report it"
        ) from error
    if severity is None:
        return found
    return [finding._replace(severity=severity) for finding in found]


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
