"""The score: what it is made of, and that repairing never lowers it."""

from __future__ import annotations

import pytest
from checkout import ROOT
from hypothesis import given
from hypothesis import strategies as st

from newslint import engine
from newslint.corpus.evaluation import as_document
from newslint.corpus.labels import read_records
from newslint.document import Document
from newslint.finding import FAMILIES, Finding, Safety, Severity
from newslint.ignores import Entry, Ignores
from newslint.registry import selected
from newslint.report import DocumentReport, Failure, Tally
from newslint.score import CAPS, CEILINGS, COSTS, Score, mean, score
from newslint.settings import Settings

INFO, WARNING, ERROR = Severity


def finding(severity: Severity, family: str = "residue") -> Finding:
    return Finding("TST001", "test", family, severity, 0, 1, "A test.")


def findings() -> st.SearchStrategy[list[Finding]]:
    one = st.builds(finding, st.sampled_from(Severity), st.sampled_from(sorted(FAMILIES)))
    return st.lists(one, max_size=40)


@given(findings(), st.data())
def test_taking_any_findings_away_never_lowers_the_score(
    found: list[Finding], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(found), unique_by=id) if found else st.just([]))
    assert score(kept).value >= score(found).value


@given(findings(), st.data())
def test_a_finding_that_becomes_less_severe_never_lowers_the_score(
    found: list[Finding], data: st.DataObject
) -> None:
    milder = [
        each._replace(severity=data.draw(st.sampled_from(list(Severity)[: each.severity + 1])))
        for each in found
    ]
    assert score(milder).value >= score(found).value


@given(findings())
def test_a_score_is_the_sum_of_its_parts(found: list[Finding]) -> None:
    value, lost, ceiling = score(found)
    assert 0 <= value <= 100
    assert value == min(100 - sum(lost.values()), ceiling)
    assert all(points >= 0 for points in lost.values())
    assert lost[INFO] <= CAPS[INFO]
    assert lost[INFO] + lost[WARNING] <= CAPS[WARNING]


@given(st.permutations([finding(each) for each in (INFO, INFO, WARNING, WARNING, ERROR)]))
def test_the_order_of_the_findings_does_not_matter(found: list[Finding]) -> None:
    assert score(found).value == 100 - 2 - 6 - 10


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ([], 100),
        ([finding(INFO)], 99),
        ([finding(WARNING)], 97),
        ([finding(ERROR)], 90),
        ([finding(INFO)] * 11, 90),  # blanks alone never cost more than an error
        ([finding(WARNING)] * 1000, 50),
        ([finding(INFO)] * 1000 + [finding(WARNING)] * 1000, 50),
        ([finding(ERROR)] * 9, 10),
        ([finding(ERROR)] * 1000, 0),
        ([finding(INFO, "metadata")] * 9, 100),  # a byline is no flaw
        ([finding(WARNING, "metadata")], 97),  # unless the user says so
        ([finding(INFO, "document")], 100),  # a stale entry of the ignore file
        ([finding(WARNING, "document")], 0),  # no article
        ([finding(WARNING, "truncation")], 50),
        ([finding(ERROR, "truncation")], 50),
        ([finding(INFO, "truncation")], 99),
        ([finding(ERROR, "truncation")] * 6, 40),
    ],
)
def test_a_score_can_be_worked_out_by_hand(found: list[Finding], value: int) -> None:
    assert score(found).value == value


def test_every_family_with_a_ceiling_is_one() -> None:
    assert set(CEILINGS) <= set(FAMILIES)
    assert list(COSTS) == list(CAPS) == list(Severity)


@pytest.mark.parametrize(
    ("text", "ceiling"),
    [
        ("[Removed]", 0),
        ("It rained all day in the hills.\n\nThe mayor said that he wants to...", 50),
        ("It rained all day in the hills.\n\nThe mayor said that he wants to stay.\n", 100),
    ],
)
def test_what_blocks_a_document_is_found_by_the_rules(text: str, ceiling: int) -> None:
    document = Document(text)
    assert score(engine.check(document, selected(Settings()), Settings())).ceiling == ceiling


@pytest.mark.long
def test_no_labelled_article_scores_less_after_a_fix() -> None:
    """A fix may bring a flaw to light that another covered; here that never costs more."""
    settings = Settings()
    rules = selected(settings)
    files = sorted((ROOT / "corpus/articles").glob("*.jsonl"))
    records = [record for file in files for record in read_records(file)]
    assert len(records) > 40
    for record in records:
        document = as_document(record["id"], record["text"], settings)
        before = score(engine.check(document, rules, settings)).value
        for level in (Safety.SAFE, Safety.UNSAFE):
            after = score(engine.fix(document, rules, settings, level).remaining).value
            assert after >= before, (document.id, level)


@given(st.lists(st.integers(0, 100), min_size=1))
def test_the_score_of_a_corpus_is_the_mean_rounded_down(scores: list[int]) -> None:
    value = mean(sum(scores), len(scores))
    assert value is not None
    assert value * len(scores) <= sum(scores) + 1e-6
    assert (value + 0.1) * len(scores) > sum(scores) - 1e-6
    assert (value == 100) == (set(scores) == {100})


@given(st.lists(st.integers(0, 100), min_size=1), st.data())
def test_a_better_document_never_lowers_the_score_of_its_corpus(
    scores: list[int], data: st.DataObject
) -> None:
    better = list(scores)
    index = data.draw(st.integers(0, len(scores) - 1))
    better[index] = data.draw(st.integers(scores[index], 100))
    before, after = mean(sum(scores), len(scores)), mean(sum(better), len(better))
    assert before is not None and after is not None and after >= before


def test_no_documents_have_no_score() -> None:
    tally = Tally()
    tally.add(Failure("a.txt", "a.txt: it is a PDF document"))
    assert tally.summary().score is None


def test_a_run_has_the_score_of_the_documents_that_were_read() -> None:
    tally = Tally()
    tally.add(DocumentReport("a", Document("x"), (finding(ERROR),)))
    tally.add(DocumentReport("b", Document("x"), (finding(WARNING), finding(INFO))))
    tally.add(DocumentReport("c", Document("x"), ()))
    tally.add(Failure("d", "d: it is a PDF document"))
    assert tally.summary().score == 95.3  # (90 + 96 + 100) / 3


def test_ignored_findings_cost_nothing() -> None:
    text = "The council met on Monday.\n\nAlso Read: Mayor opens the new bridge\n\nIt voted.\n"
    document = Document(text, id="a.txt")
    settings = Settings(select=("promo-link",))
    found = engine.check(document, selected(settings), settings)
    assert score(found).value == 97
    entries = {each.fingerprint: Entry(each.fingerprint, each.code, "a.txt") for each in found}
    kept, ignored = Ignores(entries=entries).split(document, found)
    assert DocumentReport("a.txt", document, kept, ignored).score == Score(
        100, dict.fromkeys(Severity, 0), 100
    )


def test_the_page_about_the_score_has_its_numbers() -> None:
    page = (ROOT / "docs/score.md").read_text(encoding="utf-8")
    for severity in Severity:
        assert f"| `{severity.label}` | {COSTS[severity]} | {CAPS[severity]} |" in page
    for family, ceiling in CEILINGS.items():
        assert f"| `{family}` | {ceiling} |" in page
