"""`newslint fix`: repair what can be repaired without losing reporting."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint.cli.options import PATHS, reporting_options, settings_options

if TYPE_CHECKING:
    from newslint.cli.copies import Copies
    from newslint.cli.session import Finish
    from newslint.corpus.examine import Work
    from newslint.corpus.rewriting import Rewriting
    from newslint.report import DocumentReport, Repair, Result


@click.command(short_help="Repair documents in place.")
@PATHS
@click.option("--diff", is_flag=True, help="Print what would change, and write nothing.")
@click.option("--unsafe", is_flag=True, help="Also apply fixes that may lose reporting.")
@click.option(
    "--output-dir",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write cleaned copies below this folder and leave the originals alone.",
)
@settings_options
@reporting_options
def fix(
    paths: tuple[str, ...], diff: bool, unsafe: bool, output_dir: Path | None, **options: Any
) -> int:
    """Repair documents in place, and report what is left.

    Only safe fixes are applied: they remove or repair what is no reporting. `newslint undo` takes
    the last fix of a file back. Of standard input (-) the cleaned text goes to standard output.
    In a file of records (*.jsonl) the texts are repaired, and nothing else is touched.

    \b
    Examples:
      newslint fix --diff articles/
      newslint fix articles/
      newslint fix articles/ --output-dir cleaned/
      newslint fix article.txt --unsafe --ignore PUN

    \b
    Exit codes: 0 nothing left at or over the fail level, 1 something is left (or --diff would
    change something), 2 an error.
    """
    from newslint.cli.copies import Copies
    from newslint.cli.session import everything, exit_code, prepare, report, tell_if_empty
    from newslint.finding import Safety

    if diff and output_dir is not None:
        raise click.UsageError("--diff writes nothing, so it goes with no --output-dir")
    work = prepare(paths, options, Safety.UNSAFE if unsafe else Safety.SAFE)
    quiet = options["quiet"]
    if diff or "-" in paths:
        _leave_standard_output(options, "the diff" if diff else "the cleaned text")
    copies = None if output_dir is None else Copies(paths, output_dir)
    choose = everything if copies is None else copies.choose
    summary = report(work, paths, options, _finish(work, diff, copies), choose)
    if not quiet:
        tell_if_empty(summary, work, paths)
    changes = diff and summary.changed > 0 and not options["exit_zero"]
    return max(exit_code(work, summary, options), int(changes))


def _leave_standard_output(options: dict[str, Any], use: str) -> None:
    """Have no report on standard output, which has another `use`."""
    from newslint.cli.output import takes_standard_output

    options["quiet"] = True
    if takes_standard_output(options):
        raise click.UsageError(
            f"standard output is for {use}; give the report a file: --output FORMAT:FILE"
        )


def _finish(work: Work, diff: bool, copies: Copies | None) -> Finish:
    if diff:
        return partial(_documents, _print_diff)
    field = work.settings.text_field
    files = _InPlace(field) if copies is None else _Copied(field, copies)
    return partial(_written, files)


class _Files(ABC):
    """Where cleaned documents go. All of it raises InputError when they cannot go there."""

    def document(self, report: DocumentReport) -> None:
        """Write a document that is a file of its own, or was on standard input."""
        assert report.repair is not None
        file = report.repair.original.path
        if file is None:
            write_standard_output(report.repair.after)
        else:
            self.file(file, report.repair)

    @abstractmethod
    def file(self, file: str, repair: Repair) -> None:
        """Write what became of a file."""

    @abstractmethod
    def records(self, file: str) -> Rewriting:
        """What writes a file of records."""


def _written(files: _Files, results: Iterator[Result]) -> Iterator[Result]:
    """`results`, each document being written; what goes wrong is a failure of that document."""
    for file, group in groupby(results, _HomeOf()):
        if file is None:
            yield from _documents(files.document, group)
        else:
            yield from _rewritten(partial(files.records, file), file, group)


class _HomeOf:
    """The file of records that a result is of, or None; a failure goes with the result before."""

    def __init__(self) -> None:
        self._home: str | None = None

    def __call__(self, result: Result) -> str | None:
        document = getattr(result, "document", None)
        if document is not None:
            self._home = document.path if document.record is not None else None
        return self._home


def _documents(
    write: Callable[[DocumentReport], None], results: Iterator[Result]
) -> Iterator[Result]:
    """`results`, each of which is written by itself."""
    from newslint.errors import InputError
    from newslint.report import DocumentReport, Failure

    for result in results:
        try:
            if isinstance(result, DocumentReport):
                write(result)
        except InputError as error:
            yield Failure(result.path, str(error))
        else:
            yield result


def _rewritten(
    begin: Callable[[], Rewriting], file: str, results: Iterator[Result]
) -> Iterator[Result]:
    """`results` of a file of records, which is written, or fails, as a whole when all are there."""
    from newslint.errors import InputError
    from newslint.filesystem import shown
    from newslint.report import DocumentReport, Failure

    try:
        with begin() as rewriting:
            for result in results:
                yield result
                if isinstance(result, DocumentReport):
                    rewriting.add(result)
            rewriting.finish()
    except InputError as error:
        yield from results
        yield Failure(shown(file), str(error))


def write_standard_output(data: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


class _InPlace(_Files):
    """Each document goes back to its file, the journal first."""

    def __init__(self, field: str) -> None:
        from newslint.journal import Journal

        self._field = field
        self._journal = Journal()

    def file(self, file: str, repair: Repair) -> None:
        from newslint.filesystem import write_atomic

        if repair.changed:
            with self._journal.fixing(file, repair.before, repair.after):
                write_atomic(file, repair.after, expected=repair.before)

    def records(self, file: str) -> Rewriting:
        from newslint.corpus.rewriting import Rewriting

        return Rewriting(file, self._field, file, self._journal)


def _print_diff(report: DocumentReport) -> None:
    """A document's diff, on standard output."""
    from newslint.cli.diff import harmless, painted, unified
    from newslint.cli.output import coloured

    assert report.repair is not None
    original = report.repair.original
    number = "" if original.record is None else f"#{original.record}"
    path = f"{original.path or report.path}{number}"
    lines = unified(path, original, report.document.text)
    if sys.stdout.isatty():
        lines = harmless(lines)
    if coloured(sys.stdout):
        lines = painted(lines)
    write_standard_output("".join(lines).encode("utf-8", "backslashreplace"))


class _Copied(_Files):
    """Each document goes to its place among the copies."""

    def __init__(self, field: str, copies: Copies) -> None:
        self._field = field
        self._copies = copies

    def file(self, file: str, repair: Repair) -> None:
        from newslint.filesystem import write_atomic

        write_atomic(self._copies.target(file), repair.after, expected=None)

    def records(self, file: str) -> Rewriting:
        from newslint.corpus.rewriting import Rewriting

        return Rewriting(file, self._field, self._copies.target(file))
