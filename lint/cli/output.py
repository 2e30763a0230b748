"""Where reports go: one run to standard output and to any number of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import click

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

    Raises UsageError when two formats would go to standard output.
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
    return chosen


def _target(output: str) -> Target:
    name, _, file = output.partition(":")
    return Target(name, Path(file) if file not in ("", "-") else None)


class Reports:
    """The reports of one run. A file appears, whole, when the run is over."""

    def __init__(self, targets: Sequence[Target]) -> None:
        """Raises ConfigError on an unknown format, InputError when a file cannot be made."""
        formats = [renderer_named(target.format) for target in targets]
        self._files: list[tuple[TextIO, Path, Path]] = []
        self._renderers = [
            self._renderer(made, target) for made, target in zip(formats, targets, strict=True)
        ]

    def __enter__(self) -> Reports:
        for renderer in self._renderers:
            renderer.start()
        return self

    @property
    def cleaned(self) -> bool:
        """Whether one of the formats shows how documents are cleaned."""
        return any(renderer.cleaned for renderer in self._renderers)

    def add(self, result: Result) -> None:
        """Report one document."""
        from newslint.report import Failure

        for renderer in self._renderers:
            if isinstance(result, Failure):
                renderer.failure(result)
            else:
                renderer.document(result)

    def finish(self, summary: Summary) -> None:
        """The run is over: end every report, and give the files their names."""
        for renderer in self._renderers:
            renderer.finish(summary)
        while self._files:
            stream, temporary, file = self._files.pop()
            stream.close()
            if temporary != file:
                temporary.replace(file)

    def __exit__(self, *error: object) -> None:
        for stream, temporary, file in self._files:
            stream.close()
            if temporary != file:
                temporary.unlink(missing_ok=True)

    def _renderer(self, made: type[Renderer], target: Target) -> Renderer:
        if target.file is None:
            return made(standard_output(target.format), colour=coloured(sys.stdout), width=width())
        from newslint.filesystem import trouble

        # A pipe or a device is written to as it is.
        special = target.file.exists() and not target.file.is_file()
        name = target.file if special else target.file.with_name(f"{target.file.name}.tmp")
        try:
            stream = name.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise trouble(target.file, error) from error
        self._files.append((stream, name, target.file))
        return made(stream, width=DEFAULT_WIDTH)


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
