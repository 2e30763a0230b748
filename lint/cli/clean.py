"""`newslint clean`: a document in, its cleaned text out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint.cli.options import PATH, settings_options

if TYPE_CHECKING:
    from newslint.corpus.examine import Work


@click.command(short_help="Write the cleaned text of a document to standard output.")
@PATH
@click.option("--unsafe", is_flag=True, help="Also apply fixes that may lose reporting.")
@settings_options
def clean(path: str, unsafe: bool, **options: Any) -> int:
    """Write the cleaned text of PATH (- for standard input) to standard output.

    Every byte that no fix touches is written as it was read: encoding, byte-order mark and line
    ends stay. Of a file of records (*.jsonl) all of it is written, with the texts cleaned. Nothing
    is reported; `newslint check` does that.

    \b
    Examples:
      newslint clean - < raw.txt > cleaned.txt
      newslint clean article.txt --unsafe | wc -w
      newslint clean feed.jsonl --text-field body > cleaned.jsonl

    \b
    Exit codes: 0 the text was written, 2 an error.
    """
    from newslint.cli import EXIT_CLEAN, EXIT_ERROR, complain
    from newslint.cli.fix import write_standard_output
    from newslint.cli.session import prepare
    from newslint.corpus.examine import Examiner
    from newslint.corpus.records import is_records
    from newslint.finding import Safety
    from newslint.report import Failure

    work = prepare([path], options, Safety.UNSAFE if unsafe else Safety.SAFE)
    if is_records(path):
        return _clean_records(path, work)
    result = Examiner(work)(path)
    if isinstance(result, Failure):
        complain(result.message)
        return EXIT_ERROR
    assert result.repair is not None
    write_standard_output(result.repair.after)
    return EXIT_CLEAN


def _clean_records(path: str, work: Work) -> int:
    """The same for a file of records; one that cannot be read is written as it is, and named."""
    from newslint.cli import EXIT_CLEAN, EXIT_ERROR, complain
    from newslint.cli.fix import write_standard_output
    from newslint.corpus.records import unwritable
    from newslint.corpus.rewriting import Copy
    from newslint.corpus.runner import run
    from newslint.errors import InputError
    from newslint.filesystem import reported
    from newslint.report import DocumentReport

    refusal = unwritable(path)
    if refusal is not None:
        raise InputError(refusal.message)
    with reported(path):
        file = Path(path).open("rb")  # noqa: SIM115
    failed = False
    with file:
        copy = Copy(path, file, work.settings.text_field, write_standard_output)
        for result in run(work, [path], 1):
            if isinstance(result, DocumentReport):
                copy.replace(result)
            else:
                complain(result.message)
                failed = True
        copy.rest()
    return EXIT_ERROR if failed else EXIT_CLEAN
