"""The line model: numbers that are the same everywhere, and deletions that can be accounted for."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, texts

from newslint import engine
from newslint.document import Document
from newslint.finding import Finding, Safety
from newslint.registry import selected
from newslint.rule import Context
from newslint.rules import linemodel, weighing
from newslint.rules.linefeatures import features
from newslint.settings import Settings

ROOT = Path(__file__).parent.parent
CARD = ROOT / "docs" / "models" / "residue.md"
CORPUS = sorted((ROOT / "corpus" / "articles").glob("*.jsonl"))
SETTINGS = Settings()
RESIDUE = selected(Settings(select=("residue",)))
INDEPENDENT = {"phrase", "shape", "position", "neighbours", "repetition", "link"}

ARTICLE = """\
Council backs new bridge over the Elm
The council of Elmford voted on Tuesday to build a second bridge over the river Elm by 2031.
“We have waited forty years for this,” said Mara Tillman, who chairs the transport committee.
The bridge will cost 40 million and carry two lanes, a cycle path and a tram line, the plan says.
Residents of the east bank had collected 12,000 signatures against the tram since the spring.
Work is to begin in March, once the ministry has approved the crossing of the nature reserve.
"""
REMAINS = """\
Most Popular
Ten beaches that are worth the drive this summer
Police find missing painting in a garage
Why the price of bread is rising again
Elmford United sign striker from rivals
Sign up for our newsletter
© 2024 Elmford Courier. All rights reserved.
"""


def context(text: str, settings: Settings = SETTINGS) -> Context:
    return Context(Document(text), settings)


def scores(text: str) -> list[float]:
    result = linemodel.line_scores(context(text))
    return [] if result is None else result.tolist()


def residue(text: str) -> list[Finding]:
    return list(engine.check(Document(text), RESIDUE, SETTINGS))


@given(st.one_of(texts(), articles()))
def test_features_of_any_text_are_finite_and_the_same_twice(text: str) -> None:
    ctx = context(text)
    if not ctx.document.blocks:
        return
    measured = linemodel.measured(ctx)
    words = linemodel.load().word_scores(measured)
    table, names = features(measured, words)
    again, _ = features(linemodel.measured(context(text)), words)
    assert table.shape == (len(ctx.document.blocks), len(names))
    assert np.isfinite(table).all()
    assert np.array_equal(table, again)


@given(st.one_of(texts(), articles()))
def test_scores_of_any_text_are_probabilities_one_a_block(text: str) -> None:
    found = scores(text)
    assert len(found) == len(Document(text).blocks)
    assert all(0.0 <= score <= 1.0 for score in found)


def test_a_block_is_scored_alike_whatever_is_scored_beside_it() -> None:
    ctx = context((ARTICLE + REMAINS) * 400)
    model = linemodel.load()
    measured = linemodel.measured(ctx)
    table, _ = features(measured, model.word_scores(measured))
    together = model.margins(table)
    alone = np.concatenate([model.margins(table[at : at + 1]) for at in range(0, len(table), 97)])
    assert len(table) > linemodel.ROWS
    assert np.allclose(together[::97], alone, atol=1e-4)


def test_what_surrounds_an_article_is_likelier_than_the_article() -> None:
    found = scores(ARTICLE + REMAINS)
    size = len(Document(ARTICLE).blocks)
    assert max(found[:size]) < min(found[size:])


def test_an_article_without_residue_is_left_alone() -> None:
    assert residue(ARTICLE) == []


def test_a_finding_of_the_model_says_how_likely_it_is_and_why() -> None:
    for finding in residue(ARTICLE + REMAINS):
        assert finding.confidence is not None
        assert 0.0 <= finding.confidence <= 1.0
        assert finding.evidence


def test_without_a_model_nothing_has_a_probability() -> None:
    ctx = context(ARTICLE + REMAINS, Settings(model=False))
    assert linemodel.line_scores(ctx) is None
    rules = selected(Settings(select=("residue",), model=False))
    found = engine.check(ctx.document, rules, ctx.settings)
    assert found
    assert all(finding.confidence is None for finding in found)


def test_an_empty_text_has_no_scores() -> None:
    assert linemodel.line_scores(context("\n\n")) is None


@pytest.mark.parametrize(("option", "imported"), [("--no-model", "False"), (None, "True")])
def test_only_the_model_needs_numpy(tmp_path: Path, option: str | None, imported: str) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE + REMAINS, encoding="utf-8")
    program = (
        "import sys\nfrom newslint.cli import run\n"
        f"run(['check', {str(path)!r}, '--exit-zero', *{[option] if option else []!r}])\n"
        "print('numpy' in sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stderr.strip().splitlines()[-1] == imported


def test_the_model_file_is_the_one_that_the_card_describes() -> None:
    digest = hashlib.sha256(linemodel.FILE.read_bytes()).hexdigest()
    named = re.search(r"SHA-256[^`]*`([0-9a-f]{64})`", CARD.read_text(encoding="utf-8"))
    assert named is not None
    assert named[1] == digest


def test_the_model_file_is_small_and_holds_numbers_alone() -> None:
    assert linemodel.FILE.stat().st_size < 500_000
    with np.load(linemodel.FILE, allow_pickle=False) as file:
        kinds = {name: file[name].dtype.kind for name in file.files}
    assert {name for name, kind in kinds.items() if kind not in "fiu"} == {"names"}


@pytest.mark.skipif(not CORPUS, reason="a checkout without the corpus")
def test_a_safe_deletion_of_residue_rests_on_two_kinds_of_evidence() -> None:
    seen = 0
    for path in CORPUS:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for finding in residue(record["text"]):
                if finding.fix is not None and finding.fix.safety is Safety.SAFE:
                    kinds = {evidence.kind for evidence in finding.evidence}
                    assert len(kinds & INDEPENDENT) >= 2, finding
                    seen += 1
    assert seen


@given(articles())
def test_thresholds_hold_for_any_text(text: str) -> None:
    ctx = context(text)
    for finding in engine.check(ctx.document, RESIDUE, SETTINGS):
        if finding.fix is None or finding.fix.safety is not Safety.SAFE:
            continue
        assert len({evidence.kind for evidence in finding.evidence} & INDEPENDENT) >= 2
        assert finding.confidence is None or finding.confidence >= weighing.DOUBTED
