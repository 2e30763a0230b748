"""`newslint undo`: give files the bytes from before their last fix."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newslint.cli.options import SOME_PATHS

if TYPE_CHECKING:
    from newslint.journal import Journal


@click.command(short_help="Take back the last fix of files.")
@SOME_PATHS
@click.option("--list", "only_list", is_flag=True, help="List what can be undone, and stop.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
def undo(paths: tuple[str, ...], only_list: bool, quiet: bool) -> int:
    """Give files the bytes from before newslint's last fix of them.

    PATH is a file, or a folder for every file below it that newslint fixed; without PATH, the
    current directory. A file that was changed since is left alone, and named.

    \b
    Examples:
      newslint undo article.txt
      newslint undo --list
    """
    from newslint.cli import EXIT_CLEAN, EXIT_ERROR
    from newslint.filesystem import shown
    from newslint.journal import Journal

    journal = Journal()
    files = _files(journal, paths or (".",))
    if only_list:
        known = {entry.path for entry in journal.entries()}
        files = [file for file in files if os.path.realpath(file) in known]
    if not files and not quiet:
        click.echo("There is nothing to undo.")
    if only_list:
        click.echo("".join(f"{shown(file)}\n" for file in files), nl=False)
        return EXIT_CLEAN
    undone = [_undo(journal, file, quiet) for file in files]
    return EXIT_CLEAN if all(undone) else EXIT_ERROR


def _undo(journal: Journal, file: str, quiet: bool) -> bool:
    """Undo the last fix of one file; False when that cannot be done, which is said."""
    from newslint.cli import complain
    from newslint.errors import InputError
    from newslint.filesystem import shown

    try:
        journal.undo(file)
    except InputError as error:
        complain(str(error))
        return False
    if not quiet:
        click.echo(f"{shown(file)}: as it was before")
    return True


def _files(journal: Journal, paths: tuple[str, ...]) -> list[str]:
    """The files that `paths` name, and for a folder those below it that the journal knows."""
    files: dict[str, None] = {}
    for path in paths:
        if Path(path).is_dir():
            folder = Path(os.path.realpath(path))
            known = (entry.path for entry in journal.entries())
            files.update((file, None) for file in known if Path(file).is_relative_to(folder))
        else:
            files[path] = None
    return list(files)
