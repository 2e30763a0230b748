"""`newslint fix`: repair what can be repaired without losing reporting."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint.cli.options import PATHS, reporting_options, settings_options

if TYPE_CHECKING:
    from newslint.cli.session import Finish
    from newslint.report import DocumentReport, Result


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
    from newslint.cli.session import exit_code, prepare, report
    from newslint.finding import Safety

    if diff and output_dir is not None:
        raise click.UsageError("--diff writes nothing, so it goes with no --output-dir")
    work = prepare(paths, options, Safety.UNSAFE if unsafe else Safety.SAFE)
    if diff or "-" in paths:
        _leave_standard_output(options, "the diff" if diff else "the cleaned text")
    summary = report(work, paths, options, _finish(paths, diff, output_dir))
    changes = diff and summary.changed > 0 and not options["exit_zero"]
    return max(exit_code(work, summary, options), int(changes))


def _leave_standard_output(options: dict[str, Any], use: str) -> None:
    """Have no report on standard output, which has another `use`."""
    from newslint.cli.output import targets

    options["quiet"] = True
    if any(
        target.file is None for target in targets(options["output"], options["output_format"], True)
    ):
        raise click.UsageError(
            f"standard output is for {use}; give the report a file: --output FORMAT:FILE"
        )


def _finish(paths: Sequence[str], diff: bool, output_dir: Path | None) -> Finish:
    if diff:
        return _checked(_Diff())
    return _checked(_Copies(paths, output_dir) if output_dir is not None else _InPlace())


def _checked(write: Any) -> Finish:
    """`write` for documents that were cleaned; what goes wrong is a failure of that document."""
    from newslint.errors import InputError
    from newslint.report import Failure

    def finish(result: Result) -> Result:
        if isinstance(result, Failure):
            return result
        try:
            write(result)
        except InputError as error:
            return Failure(result.path, str(error))
        return result

    return finish


def write_standard_output(data: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


class _InPlace:
    """Each document goes back to its file, the journal first."""

    def __init__(self) -> None:
        from newslint.journal import Journal

        self._journal = Journal()

    def __call__(self, report: DocumentReport) -> None:
        from newslint.corpus.files import write_atomic

        repair = report.repair
        assert repair is not None
        file = repair.original.path
        if file is None:
            write_standard_output(repair.after)
        elif repair.changed:
            self._journal.record(file, repair.before, repair.after)
            write_atomic(file, repair.after, expected=repair.before)


class _Diff:
    """Each document's diff goes to standard output."""

    def __call__(self, report: DocumentReport) -> None:
        from newslint.cli.diff import harmless, painted, unified
        from newslint.cli.output import coloured

        assert report.repair is not None
        lines = unified(report.path, report.repair.original, report.document.text)
        if sys.stdout.isatty():
            lines = harmless(lines)
        if coloured(sys.stdout):
            lines = painted(lines)
        write_standard_output("".join(lines).encode("utf-8", "backslashreplace"))


@dataclass(frozen=True)
class _Copies:
    """Each document goes below `folder`, to where it stands below what all `paths` have in common.

    Raises InputError rather than write over an original.
    """

    paths: Sequence[str]
    folder: Path

    def __call__(self, report: DocumentReport) -> None:
        from newslint.corpus.files import write_atomic
        from newslint.errors import InputError
        from newslint.filesystem import shown, trouble

        repair = report.repair
        assert repair is not None
        file = repair.original.path
        if file is None:
            write_standard_output(repair.after)
            return
        target = self.folder / os.path.relpath(Path(file).absolute(), self._common())
        if os.path.realpath(target) == os.path.realpath(file):
            raise InputError(
                f"{shown(report.path)}: --output-dir {self.folder} would write over the original; "
                "name another folder"
            )
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise trouble(target.parent, error) from error
        write_atomic(target, repair.after, expected=None)

    def _common(self) -> str:
        """The deepest folder that holds all that was named."""
        named = [Path(path).absolute() for path in self.paths if path != "-"]
        return os.path.commonpath([path if path.is_dir() else path.parent for path in named])
