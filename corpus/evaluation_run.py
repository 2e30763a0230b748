"""Evaluates whole files of labelled documents, on several processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any, cast

from newslint import engine
from newslint.corpus import evaluation, line_evaluation, sentence_evaluation
from newslint.corpus.evaluation import Outcome
from newslint.corpus.labels import labelled_document, load_kinds, numbered_records
from newslint.corpus.line_evaluation import LinesOutcome
from newslint.corpus.processes import pool_of
from newslint.corpus.sentence_evaluation import SentencesOutcome
from newslint.errors import ConfigError, InputError, ModelError, NewslintError
from newslint.registry import selected
from newslint.settings import Settings

CHUNK = 16
"""Documents that a process is given at a time."""


@dataclass
class Evaluation:
    """What was seen in all files: labelled documents, lines, sentences, and what went wrong."""

    labels: Outcome | None = None
    lines: LinesOutcome | None = None
    sentences: SentencesOutcome | None = None
    failures: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Every figure, as `newslint eval --json` prints it."""
        return {
            "labels": evaluation.figures(self.labels) if self.labels else None,
            "lines": line_evaluation.figures(self.lines) if self.lines else None,
            "sentences": sentence_evaluation.figures(self.sentences) if self.sentences else None,
        }


def run(
    paths: Iterable[Path],
    settings: Settings,
    *,
    jobs: int = 1,
    languages: frozenset[str] = frozenset(),
    every: int = 1,
) -> Evaluation:
    """Evaluate every `every`-th document of the files, of the languages given (or of all).

    Raises InputError, naming file and line, on a file that cannot be read, is empty or of no known
    format, and on labels that are none; ConfigError on a label of an unmapped kind, and on a
    language that no document is of. Documents whose cleaning fails are named in `failures`.
    """
    known = [(index, record) for path in paths for index, record in enumerate(_known(path))]
    there = {record.get("lang") for _, record in known}
    for language in sorted(languages - there):
        listed = ", ".join(sorted(filter(None, there))) or "none that is named"
        raise ConfigError(f'no document is of the language "{language}"; there are: {listed}')
    records = [
        record
        for index, record in known
        if index % every == 0 and (not languages or record.get("lang") in languages)
    ]
    settings = engine.prepare(selected(settings), settings)
    result = Evaluation()
    labelled: list[Outcome] = []
    sentences: list[SentencesOutcome] = []
    for outcome in _mapped(partial(_evaluate, settings=settings), records, jobs):
        if isinstance(outcome, str):
            result.failures.append(outcome)
        elif isinstance(outcome, Outcome):
            labelled.append(outcome)
        elif isinstance(outcome, SentencesOutcome):
            sentences.append(outcome)
        else:
            result.lines = result.lines or LinesOutcome()
            result.lines.add(outcome)
    if labelled:
        result.labels = evaluation.united(labelled)
    if sentences:
        result.sentences = sentence_evaluation.united(sentences)
    return result


def _known(path: Path) -> Iterator[dict[str, Any]]:
    number = 0
    for number, record in numbered_records(path):
        try:
            _demand_labels(record)
        except (ConfigError, InputError) as error:
            raise type(error)(f"{path}:{number}: {error}") from error
        yield record
    if not number:
        raise InputError(f"{path}: there is no document in it")


def _demand_labels(record: Mapping[str, Any]) -> None:
    """Raise InputError or ConfigError on a record that cannot be evaluated."""
    if not isinstance(record.get("lang"), (str, type(None))):
        raise InputError(f'"lang" must be a string, not {record["lang"]!r}')
    if "labels" in record:
        load_kinds().check([labelled_document(record)])
    elif "label" in record:
        sentence_evaluation.demand_sentence(record)
    elif "lines" in record:
        line_evaluation.lines_document(record)
    else:
        raise InputError('there is no "labels", no "lines" and no "label"')


def _mapped(
    function: Callable[[str], Any], records: Sequence[Mapping[str, Any]], jobs: int
) -> Iterator[Any]:
    # Records go to the other process as JSON: it unpacks faster than pickled dictionaries.
    texts = [json.dumps(record) for record in records]
    if jobs <= 1 or len(texts) <= CHUNK:
        yield from map(function, texts)
        return
    with pool_of(min(jobs, ceil(len(texts) / CHUNK))) as pool:
        yield from pool.map(function, texts, chunksize=CHUNK)


def _evaluate(text: str, settings: Settings) -> Outcome | LinesOutcome | SentencesOutcome | str:
    record = json.loads(text)
    rules = selected(settings)
    try:
        if "labels" in record:
            return evaluation.evaluate(labelled_document(record), rules, settings)
        if "label" in record:
            return sentence_evaluation.evaluate_sentence(record, rules, settings)
        return line_evaluation.evaluate_lines(
            line_evaluation.lines_document(record), rules, settings
        )
    except (ConfigError, InputError, ModelError):
        raise
    except NewslintError as error:
        return str(error)


def below_floors(figures: Mapping[str, Any], floors: Mapping[str, Any]) -> list[str]:
    """What falls under its floor or rises over its ceiling, a sentence each.

    `floors` has a table `floor` and a table `ceiling`, either may be missing; inside, it is nested
    like `figures`. Raises ConfigError on a figure that does not exist or is no number.
    """
    unknown = set(floors) - {"floor", "ceiling"}
    if unknown:
        raise ConfigError(f"floors: only [floor] and [ceiling] are known, not {sorted(unknown)}")
    return [
        *_beyond(figures, floors.get("floor", {}), lambda got, limit: got < limit, "under", ""),
        *_beyond(figures, floors.get("ceiling", {}), lambda got, limit: got > limit, "over", ""),
    ]


def _beyond(
    figures: Any,
    limits: Mapping[str, Any],
    fails: Callable[[float, float], bool],
    word: str,
    path: str,
) -> Iterator[str]:
    for name, limit in limits.items():
        where = f"{path}.{name}" if path else name
        if not isinstance(figures, Mapping) or name not in figures:
            raise ConfigError(f'floors: there is no figure "{where}" in this evaluation')
        if isinstance(limit, Mapping):
            yield from _beyond(figures[name], limit, fails, word, where)
        elif not isinstance(figures[name], int | float):
            raise ConfigError(f'floors: "{where}" is {figures[name]!r} here, no number')
        elif fails(figures[name], cast(float, limit)):
            yield f"{where} is {figures[name]:.4f}, {word} {limit}"
