"""`newslint gate`: pass or fail a whole run by its score, its failing documents and its budgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newslint.cli import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, completion, remark
from newslint.cli.options import PATHS, reporting_options, settings_options

if TYPE_CHECKING:
    from newslint.gate import Verdict
    from newslint.limits import Limits
    from newslint.report import Summary

T = TypeVar("T")


@click.command(short_help="Pass or fail a run as a whole: score, failing documents, budgets.")
@PATHS
@click.option(
    "--min-score",
    metavar="N",
    help="The score of the run must be at least N, 0 to 100.",
)
@click.option(
    "--max-failing",
    multiple=True,
    metavar="SEVERITY=SHARE",
    shell_complete=completion.shares,
    help="At most so many documents, a number or a share such as 2%, may have a finding of this "
    "severity or a higher one; repeatable.",
)
@click.option(
    "--budget",
    "budgets",
    multiple=True,
    metavar="WHAT=N|P%",
    shell_complete=completion.budgets,
    help="At most N findings, or P% of documents that have one. WHAT is a code, family or name of "
    "rules, or source:NAME for findings at or over the fail level in documents of a source; "
    "repeatable.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    shell_complete=completion.files,
    help="Findings in this baseline do not count (see `newslint baseline`).",
)
@settings_options
@reporting_options
def gate(
    paths: tuple[str, ...],
    min_score: str | None,
    max_failing: tuple[str, ...],
    budgets: tuple[str, ...],
    baseline: str | None,
    **options: Any,
) -> int:
    """Pass or fail documents as a whole, and say so in one line.

    The limits are those of the table [gate] of the configuration, and those given here. Without
    any, no document may have a finding at or over the fail level. No documents at all fail: the
    feed has dried up, or the path is wrong. No report is written unless --output or
    --output-format names one.

    \b
    Examples:
      newslint gate feed/2026-05-04 --min-score 90
      newslint gate feed/ --max-failing error=0 --max-failing warning=5%
      newslint gate feed/ --budget truncation=1% --budget source:harbour-post=20
      newslint gate archive/ --baseline newslint-baseline.jsonl --output github

    \b
    Exit codes: 0 passed, 1 failed, 2 an error, such as a document that cannot be read.
    """
    from newslint.baseline import Seen
    from newslint.cli.baseline import stale_entries
    from newslint.cli.output import takes_standard_output
    from newslint.cli.session import each, prepare, report, with_baseline
    from newslint.gate import Gate
    from newslint.report import DocumentReport, Result

    work = prepare(paths, options, None)
    limits = work.settings.gate.but(_limits(min_score, max_failing, budgets, baseline))
    work, known = with_baseline(work, limits.baseline)
    judge = Gate(limits, work.settings.fail_level)
    seen = Seen(known.entries if known is not None else {})

    def count(result: Result) -> None:
        if isinstance(result, DocumentReport):
            judge.add(result)
        seen.add(result)

    summary = report(work, paths, {**options, "quiet": True}, each(count))
    verdict = judge.verdict(summary)
    if not options["quiet"]:
        for note in judge.notes():
            remark(note)
        phrases = list(_phrases(summary, verdict))
        if known is not None:
            phrases += _about_baseline(len(seen.matched), len(stale_entries(seen, work, paths)))
        _say(f"gate: {'; '.join(phrases)}", error=takes_standard_output(options))
    if summary.failures:
        return EXIT_ERROR
    return EXIT_FINDINGS if verdict.broken and not options["exit_zero"] else EXIT_CLEAN


def _limits(
    min_score: str | None,
    max_failing: tuple[str, ...],
    budgets: tuple[str, ...],
    baseline: str | None,
) -> Limits:
    """The limits of the command line. Raises ConfigError, naming the option, on an odd one."""
    from newslint import limits

    return limits.Limits(
        None if min_score is None else _parsed("--min-score", limits.min_score, min_score),
        _parsed("--max-failing", limits.max_failing, max_failing),
        _parsed("--budget", limits.budgets, budgets),
        baseline,
    )


def _parsed(option: str, parse: Callable[[object], T], raw: object) -> T:
    from newslint.errors import ConfigError

    try:
        return parse(raw)
    except ConfigError as error:
        raise ConfigError(f"{option}: {error}") from error


def _phrases(summary: Summary, verdict: Verdict) -> Iterator[str]:
    """The verdict on a run, in phrases."""
    from newslint.report import counted

    if summary.failures:
        yield f"ERROR: {counted(len(summary.failures), 'document')} could not be read or checked"
        yield from verdict.broken if summary.documents else ()
    elif verdict.broken:
        yield f"FAILED: {verdict.broken[0]}"
        yield from verdict.broken[1:]
    else:
        documents, kept = counted(summary.documents, "document"), counted(verdict.kept, "limit")
        yield f"passed: {documents}, score {summary.score:g}, {kept} kept"


def _about_baseline(known: int, stale: int) -> Iterator[str]:
    from newslint.report import counted

    yield f"baseline: {counted(known, 'known finding')}"
    if stale:
        entries = counted(stale, "stale entry", "stale entries")
        yield f"{entries}, which `newslint baseline prune` drops"


def _say(line: str, *, error: bool) -> None:
    """A line in which nothing can move the cursor."""
    from newslint.cli.output import standard_output
    from newslint.reports.text import visible

    standard_output("terminal")
    click.echo(visible(line), err=error)
