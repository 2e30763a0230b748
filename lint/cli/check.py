"""`newslint check`: report what is wrong, change nothing."""

from __future__ import annotations

from typing import Any

import click

from newslint.cli import completion
from newslint.cli.options import PATHS, reporting_options, settings_options


@click.command(short_help="Report what is wrong with documents.")
@PATHS
@click.option(
    "--baseline",
    metavar="FILE",
    shell_complete=completion.files,
    help="Leave out the findings in this baseline (see `newslint baseline`).",
)
@settings_options
@reporting_options
def check(paths: tuple[str, ...], baseline: str | None, **options: Any) -> int:
    """Report what is wrong with documents; change nothing.

    PATH is a file, a folder (every *.txt below it that .gitignore does not name), or - for
    standard input. A file of records (*.jsonl, *.jsonl.gz, *.jsonl.zst, *.parquet, *.warc.wet.gz)
    is checked record by record; the options --text-field and so on name the fields.

    \b
    Examples:
      newslint check article.txt
      newslint check articles/ --select title,residue --fail-level error
      newslint check articles/ --output terminal --output json:report.json
      newslint check feed.jsonl --text-field body --id-field url --source-field site
      curl -s https://example.org/article.txt | newslint check -

    \b
    Exit codes: 0 nothing at or over the fail level, 1 something, 2 an error.
    """
    from newslint.cli.session import prepare, run, with_baseline

    work, _ = with_baseline(prepare(paths, options, None), baseline)
    return run(work, paths, options)
