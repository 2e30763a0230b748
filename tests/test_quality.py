"""The rules on the shipped corpus must reach the floors that `corpus/floors.toml` sets."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newslint.corpus.evaluation_run import below_floors, run
from newslint.settings import Settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@pytest.fixture(scope="module")
def evaluation():
    return run(sorted((CORPUS / "articles").glob("*.jsonl")), Settings())


def test_every_document_of_the_corpus_can_be_checked_and_cleaned(evaluation):
    assert evaluation.failures == []
    assert evaluation.labels.documents >= 40


def test_no_figure_is_under_its_floor_or_over_its_ceiling(evaluation):
    floors = tomllib.loads((CORPUS / "floors.toml").read_text(encoding="utf-8"))
    assert below_floors(evaluation.figures(), floors) == []


def test_no_safe_fix_changes_more_than_blanks_outside_a_label(evaluation):
    assert [str(place) for place in evaluation.labels.outside] == []
