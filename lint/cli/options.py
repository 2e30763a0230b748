"""Options that several commands share, and what they say of the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newslint.cli import completion

if TYPE_CHECKING:
    from newslint.config import Effective

Command = TypeVar("Command", bound=Callable[..., Any])
PATH = click.argument("path", metavar="PATH", shell_complete=completion.files)
PATHS = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", shell_complete=completion.files
)
SOME_PATHS = click.argument("paths", nargs=-1, metavar="[PATH...]", shell_complete=completion.files)
JOBS = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1, max=1000),
    metavar="N",
    help="Processes to use, 1000 at most; all cores unless given.",
)

_RULES = (
    click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=completion.selectors,
        help="Run these rules only: codes, prefixes of codes, names or families, comma separated.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        shell_complete=completion.selectors,
        help="Leave these rules out.",
    ),
    click.option(
        "--extend-select",
        multiple=True,
        metavar="RULES",
        shell_complete=completion.selectors,
        help="Run these rules too.",
    ),
)
_FILES = (
    click.option(
        "--config",
        "config_file",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Read this configuration file instead of the nearest one.",
    ),
    click.option("--isolated", is_flag=True, help="Read no configuration and no ignore file."),
)
_SETTINGS = (
    *_RULES,
    click.option(
        "--language",
        metavar="CODE",
        help='The language of all documents, such as "en"; detected unless given.',
    ),
    click.option(
        "--source",
        metavar="NAME",
        help="Where the documents come from, for the profiles in the configuration; the name of "
        "each file's folder unless given.",
    ),
    click.option(
        "--text-field",
        metavar="NAME",
        help='The field that holds the article in a file of records (*.jsonl, *.parquet); "text" '
        'unless given. "meta.body" is the field body within meta.',
    ),
    click.option(
        "--id-field", metavar="NAME", help='The field that names a record; "id" unless given.'
    ),
    click.option(
        "--title-field",
        metavar="NAME",
        help='The field with a record\'s headline; "title" unless given.',
    ),
    click.option(
        "--source-field",
        metavar="NAME",
        help="The field that says where a record comes from, for the profiles in the "
        'configuration; "source" unless given.',
    ),
    click.option(
        "--ignore-field",
        metavar="NAME",
        help="The field that lists what is ignored in a record, rules or fingerprints of findings; "
        '"newslint-ignore" unless given.',
    ),
    click.option("--no-model", is_flag=True, help="Leave out the rules that need a trained model."),
    click.option(
        "--strong/--no-strong",
        default=None,
        help="Have a language model read each sentence too (see `newslint model`).",
    ),
    click.option(
        "--repair-model/--no-repair-model",
        default=None,
        help="Have a language model judge repairs of garbled sentences (see `newslint model`).",
    ),
    click.option(
        "--grammar/--no-grammar",
        default=None,
        help="Report mistakes of grammar too; needs LanguageTool (see `newslint languagetool`).",
    ),
    click.option(
        "--max-size",
        metavar="SIZE",
        help='Refuse files, and texts of records, over this size, such as "4M"; 16M unless given.',
    ),
    click.option(
        "--house-words",
        metavar="FILE",
        shell_complete=completion.files,
        help="A list of names and spellings that are in order, one a line.",
    ),
    *_FILES,
)
_REPORTING = (
    click.option(
        "--fail-level",
        type=click.Choice(["info", "warning", "error"]),
        help="Exit with 1 when a finding is at least this severe; warning unless given.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    JOBS,
    click.option(
        "--output",
        multiple=True,
        metavar="FORMAT[:FILE]",
        shell_complete=completion.formats,
        help="Write a report in this format, to a file or standard output; repeatable.",
    ),
    click.option(
        "--output-format",
        metavar="FORMAT",
        shell_complete=completion.formats,
        help="The format on standard output: terminal (unless given), concise, json, jsonl, sarif, "
        "github, gitlab, junit, rdjsonl, markdown, csv or html.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors."),
)


def rule_options(command: Command) -> Command:
    """Add the options that choose rules."""
    return _added(command, _RULES)


def file_options(command: Command) -> Command:
    """Add the options that say where settings come from."""
    return _added(command, _FILES)


def settings_options(command: Command) -> Command:
    """Add the options that change settings."""
    return _added(command, _SETTINGS)


def reporting_options(command: Command) -> Command:
    """Add the options that say how a run is reported."""
    return _added(command, _REPORTING)


def _added(command: Command, options: Iterable[Callable[[Command], Command]]) -> Command:
    for option in reversed(tuple(options)):
        command = option(command)
    return command


def effective(paths: Iterable[str], options: Mapping[str, Any]) -> Effective:
    """The settings for `paths` under the options of a command line, `file_options` at least.

    Raises ConfigError on a configuration or an option that is not understood.
    """
    from newslint.config import load
    from newslint.settings import Settings

    if options["isolated"] and options["config_file"]:
        raise click.UsageError("--isolated and --config contradict each other")
    overrides = {each.name: options.get(each.name) for each in fields(Settings)}
    for name in ("select", "ignore", "extend_select"):
        overrides[name] = ",".join(options.get(name, ())) or None
    overrides["model"] = False if options.get("no_model") else None
    start = next((Path(path) for path in paths if path != "-"), None)
    return load(start, overrides, file=options["config_file"], isolated=options["isolated"])
