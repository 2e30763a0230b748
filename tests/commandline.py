"""The command line called within a test."""

from __future__ import annotations

from typing import NamedTuple

from click.testing import CliRunner

from newslint.cli import run


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


def evaluated(*arguments: str) -> Outcome:
    """What `newslint eval` does with these arguments."""
    with CliRunner().isolation() as (out, err, _):
        code = run(["eval", *arguments])
        return Outcome(code, out.getvalue().decode(), err.getvalue().decode())
