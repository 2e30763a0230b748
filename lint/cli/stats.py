"""`newslint stats`: what is wrong with many documents, in figures."""

from __future__ import annotations

from typing import Any

import click

from newslint.cli import EXIT_CLEAN, EXIT_ERROR
from newslint.cli.options import JOBS, PATHS, settings_options

FORMATS = ("table", "json", "csv")


@click.command(short_help="Count findings by rule, source and day.")
@PATHS
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="table",
    help="Tables for people (unless given), a JSON object, or one table in CSV.",
)
@settings_options
@JOBS
def stats(paths: tuple[str, ...], format_: str, **options: Any) -> int:
    """Count the findings of documents by family, rule, source and day, and show how scores lie.

    The source of a document is what the document says itself, or else the name of its folder; its
    day that of its first timestamp, as the rule `timestamp` finds it. Ignored findings do not
    count.

    \b
    Examples:
      newslint stats feed/
      newslint stats feed/ --ignore metadata --format csv > figures.csv
      newslint stats article.txt            what its score is made of

    \b
    Exit codes: 0 counted, 2 an error; a document that cannot be read is left out and named.
    """
    from newslint.cli.output import standard_output
    from newslint.cli.session import each, prepare, report
    from newslint.corpus.statistics import Statistics
    from newslint.report import DocumentReport, Result
    from newslint.reports.statistics import WRITERS

    statistics = Statistics()

    def count(result: Result) -> None:
        if isinstance(result, DocumentReport):
            statistics.add(result)

    silent = {**options, "output": (), "output_format": None, "quiet": True}
    summary = report(prepare(paths, options, None), paths, silent, each(count))
    standard_output("terminal" if format_ == "table" else format_).write(
        WRITERS[format_](statistics)
    )
    return EXIT_ERROR if summary.failures else EXIT_CLEAN
