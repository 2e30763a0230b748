"""`newslint baseline`: keep the findings that are there, so that only new ones count."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from newslint.cli import EXIT_CLEAN, EXIT_ERROR, completion
from newslint.cli.options import JOBS, PATHS, SOME_PATHS, settings_options

if TYPE_CHECKING:
    from newslint.baseline import Baseline, Seen
    from newslint.corpus.examine import Work
    from newslint.ignores import Entry
    from newslint.report import Result

_FILE = click.option(
    "--baseline",
    "file",
    metavar="FILE",
    shell_complete=completion.files,
    help="The baseline; what [gate] of the configuration names unless given, or else "
    "newslint-baseline.jsonl beside the configuration file or in the current directory.",
)
_SILENT: dict[str, Any] = {"output": (), "output_format": None, "quiet": True}


@click.group(short_help="Keep today's findings in a file, so that only new ones count.")
def baseline() -> None:
    """Keep today's findings in a file, so that `check` and `gate` count only new ones.

    An entry is matched by the finding's fingerprint, which stays when lines move. A baseline can
    only shrink, unless it is told to grow.

    \b
    Examples:
      newslint baseline create archive/
      newslint gate archive/ --baseline newslint-baseline.jsonl
      newslint baseline update archive/                 drop what was repaired
      newslint baseline update archive/ --accept-new    and take up what is new
    """


@baseline.command(short_help="Write the findings of documents to a new baseline.")
@PATHS
@_FILE
@settings_options
@JOBS
def create(paths: tuple[str, ...], file: str | None, **options: Any) -> int:
    """Write all findings of documents, but for ignored ones, to a new baseline.

    A baseline that is there already is left as it is.

    \b
    Examples:
      newslint baseline create archive/
      newslint baseline create archive/ --baseline known.jsonl --ignore metadata

    \b
    Exit codes: 0 written, 2 an error; a document that cannot be read has no entries.
    """
    from newslint import baseline as baselines
    from newslint.cli.session import prepare
    from newslint.report import counted

    work = prepare(paths, options, None)
    target = _file(work, file)
    baselines.must_be_new(target)
    run = _run(work, paths, options, None)
    if not run.documents:
        raise click.UsageError("there are no documents, so no baseline is made")
    baselines.create(target, run.new.values())
    documents = len({entry.path for entry in run.new.values()})
    click.echo(
        f"{_shown(target)}: {counted(len(run.new), 'entry', 'entries')} of "
        f"{counted(documents, 'document')}"
    )
    return EXIT_ERROR if run.failed else EXIT_CLEAN


@baseline.command(short_help="Drop what is gone, and say what is new.")
@SOME_PATHS
@_FILE
@click.option("--accept-new", is_flag=True, help="Take up new findings too.")
@settings_options
@JOBS
def update(paths: tuple[str, ...], file: str | None, accept_new: bool, **options: Any) -> int:
    """Drop the entries whose finding is gone; with --accept-new take up new findings.

    Without PATH the documents that the baseline names are checked. Entries of documents that were
    not checked, and of rules that did not run, stay.

    \b
    Examples:
      newslint baseline update archive/
      newslint baseline update archive/2021 --accept-new

    \b
    Exit codes: 0 brought up to date, 2 an error; entries of a document that cannot be read stay.
    """
    return _rewrite(paths, file, options, accept_new=accept_new, tell_new=True)


@baseline.command(short_help="Drop stale entries, and nothing else.")
@SOME_PATHS
@_FILE
@settings_options
@JOBS
def prune(paths: tuple[str, ...], file: str | None, **options: Any) -> int:
    """Drop the entries whose finding is gone, and nothing else.

    Without PATH the documents that the baseline names are checked. Entries of documents that were
    not checked, and of rules that did not run, stay.

    \b
    Examples:
      newslint baseline prune
      newslint baseline prune archive/ --baseline known.jsonl

    \b
    Exit codes: 0 pruned, 2 an error; entries of a document that cannot be read stay.
    """
    return _rewrite(paths, file, options, accept_new=False, tell_new=False)


def stale_entries(seen: Seen, work: Work, paths: Sequence[str]) -> list[Entry]:
    """The entries whose finding a run of `work` on `paths` would have seen, and did not."""
    from newslint.baseline import Covered
    from newslint.registry import all_rules, selected

    idle = {rule.code for rule in all_rules()} - {rule.code for rule in selected(work.settings)}
    looked_in = [Path.cwd() / os.path.normpath(path) for path in paths if path != "-"]
    return seen.stale(Covered(work.root or Path.cwd(), looked_in), idle)


class _Run(NamedTuple):
    """What a run said of a baseline."""

    seen: Seen
    new: dict[str, Entry]
    """Entries for the findings that count, by fingerprint."""
    documents: int
    """Documents that were checked."""
    failed: bool


def _run(work: Work, paths: Sequence[str], options: dict[str, Any], known: Baseline | None) -> _Run:
    """Check all documents below `paths`."""
    from newslint.baseline import Seen, entries_for
    from newslint.cli.session import each, report
    from newslint.report import DocumentReport

    seen = Seen(known.entries if known is not None else {})
    new: dict[str, Entry] = {}

    def note(result: Result) -> None:
        seen.add(result)
        if isinstance(result, DocumentReport):
            found = entries_for(result, work.root or Path.cwd())
            new.update((entry.fingerprint, entry) for entry in found)

    summary = report(work, paths, {**options, **_SILENT}, each(note))
    return _Run(seen, new, summary.documents, bool(summary.failures))


def _rewrite(
    paths: tuple[str, ...],
    file: str | None,
    options: dict[str, Any],
    *,
    accept_new: bool,
    tell_new: bool,
) -> int:
    """Take what is stale out of a baseline and, when asked, what is new into it."""
    from newslint.baseline import rewrite
    from newslint.cli.session import prepare, with_baseline
    from newslint.report import counted

    work = prepare(paths, options, None)
    work, known = with_baseline(work, _file(work, file))
    assert known is not None
    run = _run(work, paths or _named(known, work), options, known)
    stale = {
        entry.fingerprint for entry in stale_entries(run.seen, work, paths or _everywhere(work))
    }
    kept = [entry for entry in known.entries.values() if entry.fingerprint not in stale]
    rewrite(known, [*kept, *(run.new.values() if accept_new else ())])
    told = [f"{counted(len(stale), 'entry', 'entries')} removed", f"{len(kept)} kept"]
    if accept_new:
        told.append(f"{len(run.new)} added")
    elif tell_new:
        left_out = counted(len(run.new), "new finding")
        told.append(f"{left_out} left out" + (" (--accept-new takes them up)" if run.new else ""))
    click.echo(f"{_shown(known.file)}: {', '.join(told)}")
    return EXIT_ERROR if run.failed else EXIT_CLEAN


def _file(work: Work, file: str | None) -> Path:
    """The baseline that is meant."""
    from newslint.baseline import FILE_NAME

    folder = work.root or Path.cwd()
    return Path(file or work.settings.gate.baseline or folder / FILE_NAME)


def _named(known: Baseline, work: Work) -> list[str]:
    """The documents that a baseline names, as far as they are there.

    Raises ConfigError when it names some and none of them is.
    """
    from newslint.errors import ConfigError

    folder = work.root or Path.cwd()
    names = {entry.home for entry in known.entries.values()}
    there = [str(folder / name) for name in sorted(names) if (folder / name).is_file()]
    if names and not there:
        raise ConfigError(
            f"{_shown(known.file)}: none of the documents that it names is there; name the PATHs "
            "to look in"
        )
    return there


def _everywhere(work: Work) -> list[str]:
    return [str(work.root or Path.cwd())]


def _shown(file: Path) -> str:
    """A path, relative to the current directory where it lies below."""
    from newslint.filesystem import shown

    full, here = Path.cwd() / file, Path.cwd()
    return shown(full.relative_to(here) if full.is_relative_to(here) else file)
