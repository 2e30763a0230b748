"""Where reports go: one run to standard output and to any number of files."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import click

from newslint.errors import InputError
from newslint.filesystem import reported
from newslint.reports.renderer import Renderer, renderer_named

if TYPE_CHECKING:
    from newslint.report import Result, Summary

DEFAULT_WIDTH = 100
"""Columns of a report that goes to no terminal."""


class Target(NamedTuple):
    """A format, and the file it goes to; None for standard output."""

    format: str
    file: Path | None = None


def targets(outputs: Sequence[str], shorthand: str | None, quiet: bool) -> list[Target]:
    """Where `--output` and `--output-format` send a run; the terminal report when they are silent.

    Raises UsageError when two formats would go to standard output, or to one file.
    """
    chosen = [_target(output) for output in outputs]
    if shorthand is not None:
        chosen.append(Target(shorthand))
    if not chosen and not quiet:
        chosen.append(Target("terminal"))
    if sum(target.file is None for target in chosen) > 1:
        raise click.UsageError(
            "two formats cannot both go to standard output; give one a file: --output FORMAT:FILE"
        )
    files = [os.path.realpath(target.file) for target in chosen if target.file is not None]
    for target in chosen:
        full = os.path.realpath(target.file or os.devnull)
        if files.count(full) > 1 and (Path(full).is_file() or not Path(full).exists()):
            raise click.UsageError(f"two reports cannot both be written to {target.file}")
    return chosen


def takes_standard_output(options: Mapping[str, Any]) -> bool:
    """Whether `--output` or `--output-format` sends a report to standard output.

    Raises UsageError as `targets` does.
    """
    chosen = targets(options["output"], options["output_format"], quiet=True)
    return any(target.file is None for target in chosen)


def spare(targets: Sequence[Target], documents: Iterable[str]) -> None:
    """Raises UsageError when a report would take the place of one of the documents."""
    files = [target.file for target in targets if target.file is not None]
    # Where they will be written: `x/../a.txt` is a.txt, be there a folder x or not.
    finals = {Path(os.path.realpath(file)): file for file in files}
    there = {(status.st_dev, status.st_ino): finals[final] for final, status in _regular(finals)}
    if not there:
        return
    for document, status in _regular(map(Path, documents)):
        file = there.get((status.st_dev, status.st_ino))
        if file is not None:
            raise click.UsageError(
                f"the report {file} would be written over the document {document}; name another "
                "file, or leave the document out by `exclude`"
            )


def _regular(files: Iterable[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    """Those of `files` that are there and are no pipes or devices, with what is known of them."""
    for file in files:
        with suppress(OSError):
            status = file.stat()
            if stat.S_ISREG(status.st_mode):
                yield file, status


def _target(output: str) -> Target:
    name, _, file = output.partition(":")
    return Target(name, Path(file) if file not in ("", "-") else None)


class _File(NamedTuple):
    """A report on its way to a file: it is written under another name until it is whole."""

    shown: Path
    """The file as it was named."""
    stream: TextIO
    temporary: Path
    final: Path
    """Where it goes, links followed; `temporary` itself for a pipe or a device."""

    def drop(self) -> None:
        """Close it, and leave what the file held."""
        with suppress(OSError):
            self.stream.close()
        if self.temporary != self.final:
            self.temporary.unlink(missing_ok=True)


class Reports:
    """The reports of one run. A file appears, whole, when the run is over."""

    def __init__(self, targets: Sequence[Target]) -> None:
        """Raises ConfigError on an unknown format, InputError when a file cannot be made."""
        formats = [renderer_named(target.format) for target in targets]
        self._files: list[_File] = []
        self._renderers: list[tuple[Renderer, Path | None]] = []
        try:
            for made, target in zip(formats, targets, strict=True):
                self._renderers.append((self._renderer(made, target), target.file))
        except BaseException:
            self._drop()
            raise

    def __enter__(self) -> Reports:
        for renderer, file in self._renderers:
            with _naming(file):
                renderer.start()
        return self

    @property
    def cleaned(self) -> bool:
        """Whether one of the formats shows how documents are cleaned."""
        return any(renderer.cleaned for renderer, _ in self._renderers)

    def add(self, result: Result) -> None:
        """Report one document. Raises InputError when a file cannot be written.

        What standard output is told, it is told now: a reader who has gone (`| head`) is noticed
        before the next document is worked on.
        """
        from newslint.report import Failure

        for renderer, file in self._renderers:
            with _naming(file):
                if isinstance(result, Failure):
                    renderer.failure(result)
                else:
                    renderer.document(result)
                if file is None:
                    renderer.out.flush()

    def finish(self, summary: Summary) -> None:
        """The run is over: end every report, and give the files their names.

        Raises InputError when a file cannot be written.
        """
        for renderer, file in self._renderers:
            with _naming(file):
                renderer.finish(summary)
        while self._files:
            report = self._files[-1]
            with reported(report.shown):
                report.stream.close()
                if report.temporary != report.final:
                    report.temporary.replace(report.final)
            self._files.pop()

    def __exit__(self, *error: object) -> None:
        self._drop()

    def _drop(self) -> None:
        for file in self._files:
            file.drop()

    def _renderer(self, made: type[Renderer], target: Target) -> Renderer:
        if target.file is None:
            return made(standard_output(target.format), colour=coloured(sys.stdout), width=width())
        final = Path(os.path.realpath(target.file))
        # A pipe or a device is written to as it is.
        special = target.file.exists() and not target.file.is_file()
        name = target.file if special else final.with_name(f".newslint-{os.urandom(8).hex()}.tmp")
        with reported(target.file):
            stream = name.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        self._files.append(_File(target.file, stream, name, name if special else final))
        return made(stream, width=DEFAULT_WIDTH)


@contextmanager
def _naming(file: Path | None) -> Iterator[None]:
    """Have the system's errors name the file of a report; a pipe that nobody reads is no error."""
    try:
        with nullcontext() if file is None else reported(file):
            yield
    except InputError as error:
        if isinstance(error.__cause__, BrokenPipeError):
            raise error.__cause__ from None
        raise


def standard_output(format: str) -> TextIO:
    """Standard output, ready for a format: UTF-8 for machines, what the locale says for people."""
    stream = sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        if format == "terminal":
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def coloured(stream: TextIO) -> bool:
    """True when colours may be written: to a terminal, unless NO_COLOR or FORCE_COLOR decide."""
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR")
    if forced:
        return forced not in ("0", "false")
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal; `DEFAULT_WIDTH` when there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH
