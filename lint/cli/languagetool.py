"""`newslint languagetool`: bring LanguageTool here, see what is there, take it away."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from newslint.cli.options import file_options

if TYPE_CHECKING:
    from newslint.rules.languagetool.installation import Installation

MEGABYTE = 1_000_000


@click.group(short_help="Install, show or remove LanguageTool, for --grammar.")
def languagetool() -> None:
    """Install, show or remove LanguageTool, which `--grammar` needs.

    \b
    Examples:
      pip install "newslint[grammar]"
      newslint languagetool install
      newslint check --grammar articles/
    """


@languagetool.command(short_help="Download LanguageTool to the cache directory.")
@click.option(
    "--languages",
    multiple=True,
    metavar="CODES",
    help="Languages to have besides English, comma separated (Maven only; the archive has all).",
)
@click.option(
    "--archive",
    is_flag=True,
    help="Bring the official archive (250 MB) even where Maven is there.",
)
def install(languages: tuple[str, ...], archive: bool) -> int:
    """Download LanguageTool to the cache directory; `NEWSLINT_CACHE_DIR` names another.

    With Maven (mvn) only the modules that are needed come, 100 MB from Maven Central, checksums
    verified. Without it language-tool-python brings the official archive, whose SHA-256 it knows.

    \b
    Examples:
      newslint languagetool install
      newslint languagetool install --languages de,fr

    \b
    Exit codes: 0 it is there, 2 it could not be had.
    """
    import shutil

    from newslint.rules.languagetool import installation

    wanted = {"en", *",".join(languages).replace(",", " ").split()}
    needed = installation.modules(wanted)
    present = installation.installed()
    if present is not None and set(needed) <= set(present.languages):
        click.echo(f"Already there: {_described(present)}")
        return 0
    _no_server_runs()
    maven = None if archive else shutil.which("mvn")
    way = "Maven" if maven else "language-tool-python"
    click.echo(f"Bringing LanguageTool {installation.VERSION} by {way} ...")
    there = present.languages if present else ()
    click.echo(_described(installation.install({*wanted, *there}, maven)))
    return 0


@languagetool.command(short_help="Show what is there, what is missing, and what runs.")
@file_options
def status(**options: Any) -> int:
    """Show what of LanguageTool is there, what is missing, and which servers run.

    \b
    Exit codes: 0 `--grammar` would run, 2 something is missing.
    """
    from newslint.cli.options import effective
    from newslint.errors import ServiceError
    from newslint.rules.languagetool import installation, server

    settings = effective((), options).settings
    found = installation.installed(settings.languagetool_directory)
    machine = installation.java()
    folder = settings.languagetool_directory or installation.default_folder()
    lines = {
        "LanguageTool": _described(found) if found else f"none in {folder}",
        "Java": f"{machine[1]}, {machine[0]}" if machine else "none found",
        "language-tool-python": "installed" if installation.package() else "not installed",
        "server named": settings.languagetool_url or "none",
    }
    for name, text in lines.items():
        click.echo(f"{name + ':':22}{text}")
    for each in server.running():
        memory = f", {each.memory // MEGABYTE} MB" if each.memory else ""
        click.echo(f"{'server running:':22}port {each.port}, process {each.pid}{memory}")
    try:
        if settings.languagetool_url is None:
            installation.ready(settings.languagetool_directory)
        else:
            from newslint.rules.grammar import address

            address(settings)
    except ServiceError as error:
        sys.stdout.flush()
        raise error
    return 0


@languagetool.command(short_help="Delete the LanguageTool that newslint installed.")
def remove() -> int:
    """Delete the LanguageTool that `newslint languagetool install` brought."""
    from newslint.rules.languagetool import installation

    _no_server_runs()
    folder = installation.cache_directory()
    click.echo(f"Removed {folder}" if installation.remove() else f"Nothing in {folder}")
    return 0


def _no_server_runs() -> None:
    from newslint.errors import ServiceError
    from newslint.rules.languagetool import server

    for each in server.running():
        raise ServiceError(
            f"a newslint is at work with LanguageTool (process {each.pid}); wait until it is done"
        )


def _described(found: Installation) -> str:
    size = found.size // MEGABYTE
    languages = ", ".join(found.languages) or "none"
    version = found.version or "of unknown version"
    return f"{version}, {size} MB in {found.folder}; languages: {languages}"
