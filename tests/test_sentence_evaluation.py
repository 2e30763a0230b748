"""`newslint eval` on sentences: every figure on sentences few enough to count by hand."""

from __future__ import annotations

import json

import pytest
import toygarble
from commandline import evaluated
from hypothesis import given
from hypothesis import strategies as st

from newslint.corpus.evaluation_run import run
from newslint.corpus.sentence_evaluation import (
    Judged,
    SentencesOutcome,
    Thresholds,
    auc,
    evaluate_sentence,
)
from newslint.corpus.sentence_evaluation import figures as figures_of
from newslint.errors import InputError
from newslint.registry import selected
from newslint.rules import garblemodel
from newslint.rules.garbledsentence import GarbledSentence
from newslint.settings import Settings

BROKEN = "She asked the clerk for for help at the town hall on Friday night."
ODD = "She asked help clerk for the at hall the town on Friday night."
FINE = "She asked the clerk for help at the town hall on Friday night."


def judged(garbled, rules=(), logit=None, check=()):
    return Judged("text", garbled, "", rules, check, logit)


def sentence_figures(*sentences, report=0.0, sure=2.0):
    known = any(each.logit is not None for each in sentences)
    return figures_of(SentencesOutcome(sentences, Thresholds(report, sure) if known else None))


def test_a_rule_ranks_above_any_log_odds():
    found = sentence_figures(
        judged(True, logit=-9.0, rules=("GAR001",)),
        judged(True, logit=1.0),
        judged(False, logit=8.0),
        judged(False, logit=-1.0),
    )
    assert found["model"]["auc"] == 0.25
    assert found["both"]["auc"] == 0.75


def test_recall_and_false_positives_are_counted_at_both_thresholds():
    found = sentence_figures(
        judged(True, logit=3.0),
        judged(True, logit=0.5),
        judged(True, logit=-4.0, rules=("GAR003",)),
        judged(False, logit=1.0),
        judged(False, logit=-1.0),
    )
    assert (found["model"]["found"], found["model"]["wrong"]) == (2, 1)
    assert (found["model"]["sure"]["found"], found["model"]["sure"]["wrong"]) == (1, 0)
    assert (found["both"]["found"], found["both"]["sure"]["found"]) == (3, 2)
    assert (found["rules"]["found"], found["rules"]["wrong"]) == (1, 0)
    assert found["both"]["recall"] == 1.0
    assert found["both"]["false_positives"] == 0.5


def test_a_threshold_itself_is_reached():
    found = sentence_figures(judged(True, logit=0.0), judged(False, logit=2.0))
    assert (found["model"]["found"], found["model"]["sure"]["wrong"]) == (1, 1)


def test_without_a_model_only_rules_have_figures():
    found = sentence_figures(judged(True, rules=("GAR001",)), judged(False))
    assert found["thresholds"] is found["model"] is found["both"] is None
    assert found["rules"]["recall"] == 1.0


def test_a_share_of_no_sentences_is_none():
    found = sentence_figures(judged(True, logit=1.0))
    assert found["rules"]["false_positives"] is None
    assert found["model"]["auc"] is None


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=40))
def test_auc_is_the_share_of_pairs_that_are_ranked_right(items):
    pairs = [(p, n) for p, good in items if good for n, other in items if not other]
    right = sum((p > n) + (p == n) / 2 for p, n in pairs)
    got = auc([score for score, _ in items], [good for _, good in items])
    assert got is None if not pairs else got == pytest.approx(right / len(pairs))


@pytest.fixture
def sentences(tmp_path):
    path = tmp_path / "sentences.jsonl"
    records = [
        {"text": BROKEN, "label": "garbled", "note": "doubled"},
        {"text": ODD, "label": "garbled", "note": "scrambled"},
        {"text": FINE, "label": "ok", "url": "https://example.org"},
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_sentences_are_judged_by_rules_alone(sentences):
    found = run([sentences], Settings(model=False)).figures()
    assert found["labels"] is found["lines"] is None
    assert (found["sentences"]["garbled"], found["sentences"]["ok"]) == (2, 1)
    assert found["sentences"]["rules"] == found["sentences"]["check"]
    assert found["sentences"]["rules"]["found"] == 1
    assert found["sentences"]["rules"]["wrong"] == 0


def test_the_command_prints_a_table_of_sentences_and_what_was_missed(sentences):
    table = evaluated(str(sentences), "--no-model")
    assert "Labelled sentences (2 garbled, 1 well-formed)" in table.out
    row = next(line for line in table.out.splitlines() if line.startswith("rules alone"))
    assert row.split() == ["rules", "alone", "-", "0.500", "1/2", "0.00", "0/1"]
    missed = evaluated(str(sentences), "--no-model", "--show", "missed")
    assert missed.out == f"missed scrambled: {ODD}\n"


@pytest.mark.parametrize("record", [{"text": FINE, "label": "good"}, {"label": "ok"}])
def test_a_sentence_with_another_label_or_without_text_is_refused(tmp_path, record):
    path = tmp_path / "sentences.jsonl"
    path.write_text(json.dumps(record) + "\n")
    with pytest.raises(InputError, match='"garbled" or "ok"'):
        run([path], Settings(model=False))


def test_the_model_takes_part_in_judging_sentences(sentences, tmp_path, monkeypatch):
    monkeypatch.setattr(garblemodel, "FOLDER", toygarble.write(tmp_path / "toy"))
    rules = (*selected(Settings(model=False)), GarbledSentence())
    text = "The council voted to on Tuesday build a second bridge over river Elm."
    outcome = evaluate_sentence({"text": text, "label": "garbled"}, rules, Settings())
    (one,) = outcome.judged
    assert (one.rules, one.check) == ((), ("GAR008",))
    assert one.logit == toygarble.WHOLE + 3 * (toygarble.BREAK - toygarble.WHOLE)
    assert outcome.thresholds == Thresholds(toygarble.REPORT, toygarble.REPORT + 3.0)
