"""`newslint clean`: a document in, its cleaned text out."""

from __future__ import annotations

from typing import Any

import click

from newslint.cli.options import settings_options


@click.command(short_help="Write the cleaned text of a document to standard output.")
@click.argument("path", metavar="PATH")
@click.option("--unsafe", is_flag=True, help="Also apply fixes that may lose reporting.")
@settings_options
def clean(path: str, unsafe: bool, **options: Any) -> int:
    """Write the cleaned text of PATH (- for standard input) to standard output.

    Every byte that no fix touches is written as it was read: encoding, byte-order mark and line
    ends stay. Nothing is reported; `newslint check` does that.

    \b
    Examples:
      newslint clean - < raw.txt > cleaned.txt
      newslint clean article.txt --unsafe | wc -w

    \b
    Exit codes: 0 the text was written, 2 an error.
    """
    from newslint.cli import EXIT_CLEAN, EXIT_ERROR, complain
    from newslint.cli.fix import write_standard_output
    from newslint.cli.session import prepare
    from newslint.corpus.examine import Examiner
    from newslint.corpus.records import is_records, no_fix
    from newslint.finding import Safety
    from newslint.report import Failure

    work = prepare([path], options, Safety.UNSAFE if unsafe else Safety.SAFE)
    result = no_fix(path) if is_records(path) else Examiner(work)(path)
    if isinstance(result, Failure):
        complain(result.message)
        return EXIT_ERROR
    assert result.repair is not None
    write_standard_output(result.repair.after)
    return EXIT_CLEAN
