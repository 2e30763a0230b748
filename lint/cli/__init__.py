"""The command line: one module a command, imported when it is called."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, TextIO

import click

from newslint._version import __version__

COMMANDS = {
    "check": "newslint.cli.check:check",
    "fix": "newslint.cli.fix:fix",
    "clean": "newslint.cli.clean:clean",
    "undo": "newslint.cli.undo:undo",
    "gate": "newslint.cli.gate:gate",
    "baseline": "newslint.cli.baseline:baseline",
    "stats": "newslint.cli.stats:stats",
    "rule": "newslint.cli.rule:rule",
    "rules": "newslint.cli.rules:rules",
    "config": "newslint.cli.config:config",
    "eval": "newslint.cli.eval:eval_command",
    "languagetool": "newslint.cli.languagetool:languagetool",
    "model": "newslint.cli.model:model",
}
"""Every command, and where it is."""

EXIT_CLEAN, EXIT_FINDINGS, EXIT_ERROR = 0, 1, 2
EXIT_INTERRUPTED, EXIT_BROKEN_PIPE = 130, 141
"""What shells report of a program that SIGINT or SIGPIPE ended."""


_ALLOCATIONS = 50_000
"""Objects, more than were let go of, after which Python looks for garbage; 700 is its default."""


class Commands(click.Group):
    """The group of all commands, none of which is imported before it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now; None when there is none."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """As click does, but click's own way with a broken pipe is an exit code of 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return broken_pipe()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a misspelt command."""
        from newslint.errors import did_you_mean

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f'there is no command "{args[0]}"{did_you_mean(args[0], COMMANDS)}')
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="newslint", message="%(prog)s %(version)s")
def cli() -> None:
    """Find, explain and repair the flaws of ingested news text.

    \b
    Examples:
      newslint check article.txt            what is wrong with it
      newslint check articles/              every *.txt file below a folder
      newslint fix --diff article.txt       what would be repaired
      newslint fix article.txt              repair it (newslint undo takes it back)
      newslint clean - < raw > cleaned      as a filter
      newslint gate articles/               pass or fail all of them, in one line
      newslint rule promo-link              what a rule means, with examples

    \b
    Exit codes: 0 clean, 1 findings at or over the fail level, 2 an error.

    \b
    Completion with the Tab key, a line for your shell's start-up file:
      bash   eval "$(_NEWSLINT_COMPLETE=bash_source newslint)"
      zsh    eval "$(_NEWSLINT_COMPLETE=zsh_source newslint)"
      fish   _NEWSLINT_COMPLETE=fish_source newslint | source
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave the process with its exit code.

    Hardly anything that a start makes is garbage: looking for it less often than Python does, and
    not at the end, saves an eighth of the time of a run on one file.
    """
    tidy_up_when_ended()
    gc.set_threshold(_ALLOCATIONS)
    code = run(arguments)
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Every error is one line on standard error."""
    from newslint.errors import OUT_OF_MEMORY, NewslintError

    stand_in_for_closed_streams()
    try:
        code = cli.main(arguments, prog_name="newslint", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        program = context.command_path if context is not None else "newslint"
        complain(f"{error.format_message().rstrip('.')}; see `{program} --help`")
    except NewslintError as error:
        complain(str(error))
    except (KeyboardInterrupt, click.Abort):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return broken_pipe()
    except FileNotFoundError as error:
        # Without a name it is what the system says of a current directory that was deleted.
        named = error.filename or "the current directory, which is gone; change to another one"
        complain(f"{named}: {error.strerror or error}")
    except OSError as error:
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
        if error.filename is None:
            let_go_of(sys.stdout)
    except MemoryError:
        complain(f"{OUT_OF_MEMORY}; give newslint more of it, or fewer documents at a time")
    except Exception:
        import traceback

        try:
            traceback.print_exc()
        except OSError:
            let_go_of(sys.stderr)
        complain("this is a fault of newslint; please report it with the lines above")
    else:
        return int(code or 0)
    return EXIT_ERROR


def tidy_up_when_ended() -> None:
    """Have SIGTERM and SIGHUP end the process as Ctrl-C does: no temporary file is left behind.

    The exit code is the one that shells report of a process that the signal ended. A signal that
    is ignored (`nohup`) stays so.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, _: sys.exit(128 + number))


def stand_in_for_closed_streams() -> None:
    """Where the caller closed standard output (`>&-`), have writing to it be an error like others.

    Python has None there. Messages for a closed standard error go nowhere.
    """
    for name, mode in (("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, mode), "w", encoding="utf-8"))


def complain(message: str) -> None:
    """One line on standard error, in which nothing can move the cursor."""
    _say(f"error: {' '.join(line.strip() for line in message.splitlines())}")


def remark(message: str) -> None:
    """One line on standard error that is no error."""
    _say(f"note: {message}")


def _say(message: str) -> None:
    """A line on standard error; where that cannot be written, the exit code has to do."""
    from newslint.reports.text import visible

    try:
        click.echo(f"newslint: {visible(message)}", err=True)
    except OSError:
        let_go_of(sys.stderr)


def broken_pipe() -> int:
    """Let go of a standard output that nobody reads any more; the exit code for that."""
    let_go_of(sys.stdout)
    return EXIT_BROKEN_PIPE


def let_go_of(stream: TextIO) -> None:
    """Have what is left for a stream go nowhere, lest Python fails on it at its end."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (pathlib is dear to import)
        os.dup2(nowhere.fileno(), stream.fileno())
