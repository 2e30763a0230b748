"""`newslint eval`: how good the rules are, measured on labelled documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint.cli.options import JOBS, rule_options
from newslint.errors import ConfigError, did_you_mean
from newslint.finding import FAMILIES

if TYPE_CHECKING:
    from newslint.corpus.evaluation import Answer, Outcome, Place, Report
    from newslint.corpus.evaluation_run import Evaluation

SHOWN = ("missed", "wrong", "all", "unsafe-edits", "deleted")


@click.command("eval", short_help="Measure the rules on labelled documents.")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="Print every figure as JSON.")
@click.option(
    "--floors",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file of figures; exit with 1 when one is not reached.",
)
@click.option(
    "--show",
    type=click.Choice(SHOWN),
    help="List what was missed, wrongly reported, or changed outside every label.",
)
@click.option("--family", "families", multiple=True, metavar="NAME", help="Only show this family.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="NAME", help="Only show this kind of label."
)
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Only documents that the file says are in this language.",
)
@click.option(
    "--every", default=1, type=click.IntRange(1), metavar="N", help="Only every N-th document."
)
@rule_options
@click.option(
    "--language",
    metavar="CODE",
    help="Take every document to be in this language; detected unless given.",
)
@click.option("--no-model", is_flag=True, help="Leave out the rules that need a trained model.")
@click.option("--strong", is_flag=True, help="Have a language model read each sentence too.")
@JOBS
def eval_command(
    files: tuple[Path, ...],
    as_json: bool,
    floors: Path | None,
    show: str | None,
    families: tuple[str, ...],
    kinds: tuple[str, ...],
    languages: tuple[str, ...],
    every: int,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    no_model: bool,
    strong: bool,
    language: str | None,
    jobs: int | None,
) -> int:
    """Measure the rules on labelled documents.

    FILE is JSON lines (plain, .gz or .xz) of one of three formats: documents with labels
    `{id, text, labels: [{start, end, kind, certain, action, replacement}]}`, documents whose
    lines are labelled `{id, lines: [{text, label, kind}]}`, or sentences that are garbled or not
    `{text, label: "garbled" or "ok", note}`.

    \b
    Examples:
      newslint eval labelled.jsonl
      newslint eval labelled.jsonl --show missed --family residue
      newslint eval labelled.jsonl --json --floors floors.toml

    \b
    Exit codes: 0 measured, 1 a figure is under its floor, 2 an error, such as a document whose
    cleaning failed.
    """
    from newslint.cli import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, complain
    from newslint.corpus.evaluation_run import below_floors, run
    from newslint.corpus.runner import cores
    from newslint.filesystem import read_toml
    from newslint.registry import selected
    from newslint.reports.evaluation import render
    from newslint.settings import Settings

    settings = Settings(
        select=_split(select),
        extend_select=_split(extend_select),
        ignore=_split(ignore),
        language=language,
        model=not no_model,
        strong=strong,
    )
    selected(settings)  # a selector that matches no rule is told before any process is started
    result = run(
        files,
        settings,
        jobs=jobs or cores(),
        languages=frozenset(_split(languages)),
        every=every,
    )
    figures = result.figures()
    _check_names(figures, _split(families), _split(kinds), bool(show))
    failed = below_floors(figures, read_toml(floors)) if floors else []
    if as_json:
        click.echo(json.dumps(figures, indent=2))
    elif show:
        for line in _shown(result, show, frozenset(_split(families)), frozenset(_split(kinds))):
            click.echo(line)
    else:
        click.echo(render(_filtered(figures, _split(families), _split(kinds))))
    for line in (*_some(result.failures), *failed):
        complain(line)
    if result.failures:
        return EXIT_ERROR
    return EXIT_FINDINGS if failed else EXIT_CLEAN


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    """`("a,b", "c")` as `("a", "b", "c")`."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _some(failures: list[str], most: int = 10) -> list[str]:
    """The first failures, and how many more there are."""
    rest = len(failures) - most
    return [*failures[:most], *([f"... and {rest} more documents failed"] if rest > 0 else [])]


def _check_names(
    figures: dict[str, Any], families: tuple[str, ...], kinds: tuple[str, ...], show: bool
) -> None:
    """Raise ConfigError on a family or kind that nothing in the files matches.

    Where misses and false alarms are shown, there may be none of what could be there.
    """
    from newslint.corpus.labels import load_kinds

    labels, lines = figures["labels"] or {}, figures["lines"] or {}
    of_lines = (lines[reading]["kind"] for reading in lines)
    there = {
        "family": (families, [*(FAMILIES if labels and show else ()), *labels.get("families", ())]),
        "kind": (
            kinds,
            [
                *(load_kinds().answers if labels and show else ()),
                *labels.get("kinds", ()),
                *chain(*of_lines),
            ],
        ),
    }
    for what, (asked, known) in there.items():
        for name in asked:
            if name not in known:
                raise ConfigError(
                    f'--{what}: nothing in these files has the {what} "{name}"'
                    f"{did_you_mean(name, known)}"
                )


def _filtered(
    figures: dict[str, Any], families: tuple[str, ...], kinds: tuple[str, ...]
) -> dict[str, Any]:
    """The figures with the tables by family and by kind cut down to what was asked for."""
    labels = figures["labels"]
    if labels and families:
        labels["families"] = {k: v for k, v in labels["families"].items() if k in families}
    if labels and kinds:
        labels["kinds"] = {k: v for k, v in labels["kinds"].items() if k in kinds}
    return figures


def _shown(
    result: Evaluation, show: str, families: frozenset[str], kinds: frozenset[str]
) -> Iterator[str]:
    """One line a miss or false alarm: document, line number, what it is, the text."""
    if result.labels:
        if show in ("missed", "all"):
            yield from _missed(result.labels, families, kinds)
        if show in ("wrong", "all"):
            yield from _wrong(result.labels, families, kinds)
        if show in ("unsafe-edits", "all"):
            for place in result.labels.outside:
                yield _told(place, f"safe edit outside labels, {place.what}")
        if show in ("deleted", "all"):
            yield from (_told(place, "wrongly deleted") for place in result.labels.deleted)
    if result.lines:
        for place in result.lines.places:
            if _wanted(place.what, show, kinds):
                yield _told(place, place.what)
    if result.sentences:
        from newslint.corpus.sentence_evaluation import shown

        yield from shown(result.sentences, show)


def _missed(labels: Outcome, families: frozenset[str], kinds: frozenset[str]) -> Iterator[str]:
    """The labels that no finding answers."""
    from newslint.corpus.labels import load_kinds

    for answer in labels.answers:
        homes = load_kinds().answers[answer.kind]
        meant = (not kinds or answer.kind in kinds) and (not families or families & {*homes})
        if meant and not answer.codes:
            sure = "missed" if answer.certain else "missed (uncertain)"
            yield _told(answer, f"{sure} {answer.kind}")


def _wrong(labels: Outcome, families: frozenset[str], kinds: frozenset[str]) -> Iterator[str]:
    """The findings that answer no label."""
    from newslint.corpus.evaluation import Verdict
    from newslint.corpus.labels import load_kinds

    answers = load_kinds().answers
    asked = {home for kind in kinds for home in answers.get(kind, ())}
    for report in labels.reports:
        meant = not families or report.family in families
        if report.verdict is Verdict.WRONG and meant and (not kinds or report.family in asked):
            on = f" (on {', '.join(report.on)})" if report.on else ""
            yield _told(report, f"wrong {report.code} {report.family}{on}")


def _told(at: Answer | Report | Place, what: str) -> str:
    return f"{at.document}:{at.line}: {what}: {at.text}"


def _wanted(what: str, show: str, kinds: frozenset[str]) -> bool:
    reading, verdict, kind = what.split(" ", 3)[:3]
    if kinds and kind not in kinds:
        return False
    if show == "unsafe-edits":
        return reading == "safe" and verdict == "wrong"
    if show == "deleted":
        return reading == "fix" and verdict == "wrong"
    return reading == "all" and show in (verdict, "all")
