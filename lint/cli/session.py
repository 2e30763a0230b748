"""One run of `check` or `fix`: its settings, its documents, its reports and its exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint.cli import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, complain, remark
from newslint.cli.options import effective
from newslint.cli.output import Reports, spare, targets
from newslint.cli.progress import Progress
from newslint.report import Failure, Result, Summary, Tally

if TYPE_CHECKING:
    from newslint.baseline import Baseline
    from newslint.config import Effective
    from newslint.corpus.examine import Work
    from newslint.finding import Safety

Finish = Callable[[Iterator[Result]], Iterator[Result]]
"""What is done with results, in this process and in order, before they are reported."""


Choose = Callable[[list[str]], list[str]]
"""Which of the files that are there a run takes. May raise InputError, before one is read."""


def as_it_is(results: Iterator[Result]) -> Iterator[Result]:
    """The `Finish` of a run that writes nothing."""
    return results


def everything(files: list[str]) -> list[str]:
    """The `Choose` that takes all."""
    return files


def each(do: Callable[[Result], None]) -> Finish:
    """The `Finish` that looks at each result."""

    def finish(results: Iterator[Result]) -> Iterator[Result]:
        for result in results:
            do(result)
            yield result

    return finish


def prepare(paths: Sequence[str], options: Mapping[str, Any], level: Safety | None) -> Work:
    """The work that the command line asks for: check, or clean with fixes of at least `level`."""
    from newslint.corpus.examine import Work
    from newslint.filesystem import STDIN
    from newslint.ignores import Ignores, load

    if set(paths) == {STDIN} and any(
        value for name, value in options.items() if name.endswith("_field")
    ):
        raise click.UsageError(
            "standard input is read as one article, so there are no fields to name; write the "
            "records to a file, such as feed.jsonl"
        )
    known = effective(paths, options)
    allowed = known.settings.allow_lines
    if options["isolated"]:
        return Work(known.settings, Ignores(allowed), known.root, level)
    return Work(known.settings, load(_folders(known), allowed), known.root, level)


def with_baseline(work: Work, file: str | Path | None) -> tuple[Work, Baseline | None]:
    """The work without the findings of the baseline in `file`, and that baseline; None for none.

    Raises ConfigError when there is no such baseline.
    """
    if file is None:
        return work, None
    from newslint.baseline import read

    baseline = read(Path(file))
    return work._replace(ignores=work.ignores.with_baseline(baseline.entries)), baseline


def _folders(known: Effective) -> list[Path]:
    """Where the ignore file may be: beside the configuration, or in the current directory."""
    return [known.root, Path.cwd()]


def run(work: Work, paths: Sequence[str], options: Mapping[str, Any]) -> int:
    """Do `work` on all documents below `paths`, report it as `options` say; the exit code."""
    summary = report(work, paths, options)
    if not options["quiet"]:
        tell_if_empty(summary, work, paths)
    return exit_code(work, summary, options)


def tell_if_empty(summary: Summary, work: Work, paths: Sequence[str]) -> None:
    """Say that a run had nothing to read, which may be a wrong path."""
    from newslint.filesystem import shown

    if summary.documents or summary.failures:
        return
    where, patterns = ", ".join(map(shown, paths)), ", ".join(work.settings.include)
    remark(
        f"there was nothing to read in {where}: no file there matches `include` ({patterns}), or "
        "`exclude` or a .gitignore leaves it out"
    )


def exit_code(work: Work, summary: Summary, options: Mapping[str, Any]) -> int:
    """2 for a document that failed, 1 for findings at or over the fail level, else 0."""
    if summary.failures:
        return EXIT_ERROR
    if options["exit_zero"] or not summary.at_least(work.settings.fail_level):
        return EXIT_CLEAN
    return EXIT_FINDINGS


def report(
    work: Work,
    paths: Sequence[str],
    options: Mapping[str, Any],
    finish: Finish = as_it_is,
    choose: Choose = everything,
) -> Summary:
    """Do `work` on all documents below `paths`, report it as `options` say; the counts.

    A document that fails is named on standard error and counted; the others go on.
    """
    from newslint.corpus.records import is_records
    from newslint.corpus.runner import run as results_of

    tally = Tally()
    failures: list[Failure] = []
    files = choose(list(_documents(paths, work, failures)))
    progress = Progress(None if any(map(is_records, files)) else len(files))
    chosen = targets(options["output"], options["output_format"], options["quiet"])
    spare(chosen, files)
    with Reports(chosen) as reports:
        for failure in failures:
            _tell(failure, tally, reports)
        work = work._replace(cleaned=reports.cleaned)
        with closing(results_of(work, files, options["jobs"])) as results:
            for result in finish(progress.over(results)):
                _tell(result, tally, reports)
        summary = tally.summary()
        reports.finish(summary)
    return summary


def _documents(paths: Sequence[str], work: Work, failures: list[Failure]) -> Iterator[str]:
    """The files that `paths` stand for; what is not there goes to `failures`."""
    from newslint.corpus.paths import discover
    from newslint.errors import InputError
    from newslint.filesystem import shown

    def note(path: str, error: InputError) -> None:
        failures.append(Failure(shown(path), str(error)))

    return map(str, discover(paths, work.settings, note))


def _tell(result: Result, tally: Tally, reports: Reports) -> None:
    tally.add(result)
    if isinstance(result, Failure):
        sys.stdout.flush()
        complain(result.message)
    reports.add(result)
