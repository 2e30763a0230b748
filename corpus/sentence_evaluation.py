"""How well garbled sentences are told from others: by rules, by the model, by both.

Reads sentences that are labelled `garbled` or `ok`, each by itself. Four readings of the same run:

* `rules`: a rule of the family garble that needs no model has a finding;
* `model`: the log odds that the model gives the sentence reach a threshold;
* `both`: one or the other; a rule's finding ranks above any log odds;
* `check`: what `newslint check` would report on the sentence as a document. It reads fewer
  sentences than the model could (see GAR008), so that this is less than `both`.

The thresholds are those that the weights are shipped with, set on other sentences: `report` where
1 %, `sure` where 0.2 % of well-formed sentences are reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import Any, NamedTuple

from newslint.corpus.evaluation import as_document, ratio
from newslint.corpus.labels import demand_text
from newslint.engine import check
from newslint.errors import InputError
from newslint.rule import Rule
from newslint.settings import Settings

GARBLED, WELL_FORMED = "garbled", "ok"
FAMILY = "garble"


class Judged(NamedTuple):
    """One sentence, its label, and what was made of it.

    `rules` and `check` are codes of findings, without the model's rule and of all; `logit` is what
    the model says, None without one.
    """

    text: str
    garbled: bool
    note: str
    rules: tuple[str, ...]
    check: tuple[str, ...]
    logit: float | None


@dataclass(frozen=True)
class Thresholds:
    """Log odds from which a sentence is reported, and from which it is all but certain."""

    report: float
    sure: float


class SentencesOutcome(NamedTuple):
    """Sentences that were judged, and the model's thresholds (None without a model)."""

    judged: tuple[Judged, ...]
    thresholds: Thresholds | None


def demand_sentence(record: Mapping[str, Any]) -> tuple[str, str]:
    """The text and the label of a sentence's record. Raises InputError when they are none."""
    text, label = record.get("text"), record.get("label")
    if not isinstance(text, str) or label not in (GARBLED, WELL_FORMED):
        raise InputError(
            f'a sentence needs a "text", and a "label" that is "{GARBLED}" or "{WELL_FORMED}", '
            f"not {label!r}"
        )
    return demand_text(text, "a sentence"), label


def evaluate_sentence(
    record: Mapping[str, Any], rules: Sequence[Rule], settings: Settings
) -> SentencesOutcome:
    """Judge the sentence of one record `{text, label, note?}`.

    Raises InputError when a field is missing or the label is neither `garbled` nor `ok`, and
    ModelError when the model cannot be read.
    """
    text, label = demand_sentence(record)
    document = as_document("-", text, settings)
    own = [rule for rule in rules if rule.family == FAMILY]
    without = [rule for rule in own if not rule.model]
    logit, thresholds = _by_model(text, settings) if len(without) < len(own) else (None, None)
    judged = Judged(
        text,
        label == GARBLED,
        str(record.get("note", "")),
        tuple(found.code for found in check(document, without, settings)),
        tuple(found.code for found in check(document, rules, settings) if found.family == FAMILY),
        logit,
    )
    return SentencesOutcome((judged,), thresholds)


def united(outcomes: Iterable[SentencesOutcome]) -> SentencesOutcome:
    """The outcomes of many sentences as one."""
    every = list(outcomes)
    judged = tuple(each for outcome in every for each in outcome.judged)
    return SentencesOutcome(judged, next((each.thresholds for each in every), None))


def figures(outcome: SentencesOutcome) -> dict[str, Any]:
    """All figures, as `newslint eval --json` prints them under "sentences"; None for what there is
    not.

    Each reading has `recall` and `false_positives` (shares), `found` and `wrong` (counts); `model`
    and `both` have `auc` (the chance that a garbled sentence ranks above a well-formed one, ties
    half), and under `sure` the same counts and shares at the stricter threshold.
    """
    judged, thresholds = outcome
    result: dict[str, Any] = {
        "garbled": sum(each.garbled for each in judged),
        "ok": sum(not each.garbled for each in judged),
        "thresholds": vars(thresholds) if thresholds else None,
        "rules": _counted(judged, [bool(each.rules) for each in judged]),
        "check": _counted(judged, [bool(each.check) for each in judged]),
        "model": None,
        "both": None,
    }
    if thresholds is None:
        return result
    odds = [-inf if each.logit is None else each.logit for each in judged]
    ruled = [bool(each.rules) for each in judged]
    garbled = [each.garbled for each in judged]

    def at(limit: float, known: Sequence[bool]) -> dict[str, float | int | None]:
        reported = [rule or own >= limit for rule, own in zip(known, odds, strict=True)]
        return _counted(judged, reported)

    for name, known in (("model", [False] * len(judged)), ("both", ruled)):
        result[name] = {
            "auc": auc(list(zip(known, odds, strict=True)), garbled),
            **at(thresholds.report, known),
            "sure": at(thresholds.sure, known),
        }
    return result


def shown(outcome: SentencesOutcome, what: str) -> Iterator[str]:
    """The garbled sentences that `check` does not report, the others that it does, or both.

    `what` is "missed", "wrong" or "all".
    """
    for each in outcome.judged:
        verdict = "missed" if each.garbled else "wrong"
        if each.garbled == bool(each.check) or what not in (verdict, "all"):
            continue
        odds = "" if each.logit is None else f" ({each.logit:+.2f})"
        why = " ".join(each.check) or each.note
        yield f"{verdict} {why}{odds}: {each.text}"


def auc(scores: Sequence[Any], positive: Sequence[bool]) -> float | None:
    """The chance that a positive scores above a negative, ties counting half; None without both.

    The Mann-Whitney statistic, in n log n.

    >>> auc([3, 1, 2, 1], [True, True, False, False])
    0.625
    """
    ordered = sorted(zip(scores, positive, strict=True), key=lambda pair: pair[0])
    below, won = 0, 0.0
    for _, group in groupby(ordered, key=lambda pair: pair[0]):
        members = [is_positive for _, is_positive in group]
        positives = sum(members)
        negatives = len(members) - positives
        won += positives * (below + negatives / 2)
        below += negatives
    return ratio(won, below * (len(ordered) - below))


def _by_model(text: str, settings: Settings) -> tuple[float | None, Thresholds]:
    from newslint.rules import garblemodel

    reader = garblemodel.reader(strong=settings.strong)
    (reading,) = reader.read([text])
    thresholds = Thresholds(reader.facts.report, reader.facts.sure)
    return None if reading is None else reading.logit, thresholds


def _counted(judged: Sequence[Judged], reported: Sequence[bool]) -> dict[str, float | int | None]:
    pairs = [(each.garbled, hit) for each, hit in zip(judged, reported, strict=True)]
    found = sum(garbled and hit for garbled, hit in pairs)
    wrong = sum(hit and not garbled for garbled, hit in pairs)
    garbled = sum(garbled for garbled, _ in pairs)
    return {
        "recall": ratio(found, garbled),
        "false_positives": ratio(wrong, len(pairs) - garbled),
        "found": found,
        "wrong": wrong,
    }
