"""The line model: numbers that are the same everywhere, and deletions that can be accounted for."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Sequence
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
from newslint.rules.judgement import judged_by_rules
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


def scores(text: str) -> Sequence[float]:
    return linemodel.line_weights(context(text)).probability


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
    blocks = Document(text).blocks
    found = scores(text) if blocks else []
    assert len(found) == len(blocks)
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
    findings = residue(ARTICLE + REMAINS)
    assert findings
    for finding in findings:
        assert finding.confidence is not None
        assert 0.0 <= finding.confidence <= 1.0
        assert finding.evidence


def test_without_a_model_nothing_has_a_probability() -> None:
    ctx = context(ARTICLE + REMAINS, Settings(model=False))
    rules = selected(Settings(select=("residue",), model=False))
    found = engine.check(ctx.document, rules, ctx.settings)
    assert found
    assert all(finding.confidence is None for finding in found)


def test_in_an_empty_text_there_is_nothing_to_judge() -> None:
    assert residue("\n\n") == []


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


ARTICLES = [
    (record["text"], record["lang"])
    for path in CORPUS
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())
]


def safe_residue(text: str, language: str, settings: Settings) -> list[Finding]:
    """The findings of residue whose deletion is safe."""
    found = engine.check(Document(text, language=language), RESIDUE, settings)
    return [each for each in found if each.fix and each.fix.safety is Safety.SAFE]


def assert_accounted_for(found: list[Finding]) -> None:
    for each in found:
        assert len({evidence.kind for evidence in each.evidence} & INDEPENDENT) >= 2, each
        assert all(evidence.text for evidence in each.evidence), each
        assert each.confidence is None or each.confidence >= weighing.DOUBTED, each


@pytest.mark.skipif(not CORPUS, reason="a checkout without the corpus")
@pytest.mark.parametrize("model", [True, False])
def test_a_safe_deletion_of_residue_rests_on_two_kinds_of_evidence(model: bool) -> None:
    settings = Settings(model=model)
    found = [each for article in ARTICLES for each in safe_residue(*article, settings)]
    assert len(found) > 100
    assert_accounted_for(found)


@st.composite
def mutated_articles(draw: st.DrawFn) -> tuple[str, str]:
    """A labelled article some of whose lines were moved, doubled, cut, glued or made others."""
    text, language = draw(st.sampled_from(ARTICLES))
    lines = text.split("\n")
    scraps = [*REMAINS.splitlines(), *ARTICLE.splitlines(), "", "12", "May 3, 2021", "Ana Roth"]
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(lines) - 1))
        to = draw(st.integers(0, len(lines)))
        scrap = draw(st.sampled_from(scraps))
        change = draw(st.sampled_from(["copy", "move", "drop", "add", "glue", "shout", "link"]))
        line = lines[at]
        if change == "copy":
            lines.insert(to, line)
        elif change in ("move", "drop") and len(lines) > 1:
            del lines[at]
            lines[to - 1 : to - 1] = [line] if change == "move" else []
        elif change == "add":
            lines.insert(to, scrap)
        elif change == "glue":
            lines[at] = f"{line} {scrap}"
        elif change == "shout":
            lines[at] = line.upper()
        elif change == "link":
            lines[at] = f"\u00a0{line.replace(' ', chr(0xA0), 1)}"
    return "\n".join(lines), language


@pytest.mark.skipif(not CORPUS, reason="a checkout without the corpus")
@given(st.data())
def test_so_does_it_in_articles_whose_lines_were_mixed_up(data: st.DataObject) -> None:
    assert_accounted_for(safe_residue(*data.draw(mutated_articles()), SETTINGS))


@given(articles())
def test_so_does_it_in_any_text(text: str) -> None:
    assert_accounted_for(safe_residue(text, "en", SETTINGS))


def test_a_text_that_begins_with_a_long_row_of_signs_is_judged_like_any_other() -> None:
    assert scores("-" * 80 + "\n" + ARTICLE)[1:] == pytest.approx(scores(ARTICLE), abs=0.2)
    assert len(scores("-" * 500)) == 1


def test_between_paragraphs_nothing_is_deleted_safely_by_its_place() -> None:
    first, rest = ARTICLE.split("\n", 2)[0], ARTICLE.split("\n", 1)[1]
    half = rest.splitlines(keepends=True)
    alone = "".join((first, "\n", *half[:3], "Most Popular\n", *half[3:]))
    row = "".join((first, "\n", *half[:3], REMAINS, *half[3:]))
    strong = {
        text: [
            each.evidence[0].kind == "phrase" and "“" in each.evidence[0].text
            for each in safe_residue(text, "en", SETTINGS)
        ]
        for text in (alone, row)
    }
    assert strong[row] and all(strong[alone] + strong[row])


@pytest.mark.parametrize("line", ["Updated", "Posted:", "Mara Tillman", "mara@elmford.example"])
def test_what_could_be_a_date_or_a_byline_is_never_deleted_safely(line: str) -> None:
    text = f"{ARTICLE.splitlines()[0]}\nBy Mara Tillman\n" + "".join(
        ARTICLE.splitlines(keepends=True)[1:]
    )
    for place in (text + REMAINS + line + "\n" + REMAINS, f"{line}\n{text}", text + line):
        gone = [place[each.start : each.end] for each in safe_residue(place, "en", SETTINGS)]
        assert line not in gone


def told(text: str, likely: dict[str, float], words: float = 0.0) -> dict[str, Safety | None]:
    """Which lines are reported, and how safe it is to delete them, were they so `likely` residue.

    The words of the lines say nothing either way, or have the log odds `words`.
    """
    judgement = context(text).once(judged_by_rules)
    lines = [block.text for block in judgement.blocks]
    weights = weighing.Weights([likely.get(line, 0.01) for line in lines], [words] * len(lines))
    return {
        lines[verdict.block.index]: verdict.safety
        for verdict in weighing.weighed(judgement, weights)
    }


SENTENCES = (
    "Clouds over the hills give way to a clear night in all of the valley.",
    "The lowest tide of the week comes on Friday at six in the morning.",
    "Roads in the east of the town stay closed until the end of the month.",
    "The lamps of the quay are lit again from five in the evening to midnight.",
)
FLOURS = ("Rye and barley", "Oats", "Spelt from the hills")
PARAGRAPH_WITH_A_COLON = (
    "The mill below the old bridge, which was closed for nine years and opened again last month,"
    " now sells these kinds of flour on each of the four days that it grinds:"
)
CLAUSE_WITH_A_COLON = "The mill sells these kinds of flour:"


def test_a_sentence_that_could_be_reporting_needs_residue_on_both_sides() -> None:
    one, two, three, four = SENTENCES
    text = ARTICLE + "\n".join(SENTENCES) + "\n"
    likely = weighing.SHOWN_AMONG
    assert told(text, dict.fromkeys(SENTENCES, likely)) == {three: Safety.UNSAFE}
    assert told(text, {one: likely, two: likely, three: likely}) == {}
    assert told(text, {one: likely, two: likely - 0.01, three: likely, four: likely}) == {}
    assert told(text, {one: likely, two: likely, three: likely - 0.01, four: 1.0}) == {
        four: Safety.UNSAFE
    }


@pytest.mark.parametrize(
    "links",
    [
        ["Also Read: Ferry fares to rise in May"],
        ["Also Read: Ferry fares to rise in May", "Also Read: Mayor opens the new quay"],
        ["Advertisement", "Also Read: Mayor opens the new quay"],
        ["Share this article"],
    ],
)
def test_an_article_may_end_behind_a_link_to_another_story(links: list[str]) -> None:
    end, call = SENTENCES[0], "Join our WhatsApp group"
    text = ARTICLE + "\n".join((*links, end, call, "Related News")) + "\n"
    likely = dict.fromkeys((*links, call, "Related News"), 1.0) | {end: 0.69}
    found = told(text, likely)
    assert end not in found
    assert found.keys() >= {*links, call}


def test_below_a_call_a_sentence_in_the_words_of_articles_is_the_articles_end() -> None:
    end, call = SENTENCES[1], "Subscribe to our newsletter"
    text = ARTICLE + f"{call}\n{end}\nTags: bridge, tram\n"
    likely = {call: 1.0, end: 0.9, "Tags: bridge, tram": 1.0}
    assert end in told(text, likely)
    assert end not in told(text, likely, -weighing.WORDED)
    assert end in told(text, likely | {end: weighing.CERTAIN}, -weighing.WORDED)


@pytest.mark.parametrize("heading", ["Tide Tables for the Week Are Out", "What happens next?"])
def test_a_heading_behind_a_link_amid_paragraphs_is_the_articles_own(heading: str) -> None:
    link = "Read Also: Ferry fares to rise in May"
    text = ARTICLE + f"{link}\n{heading}\n{SENTENCES[0]}\n{SENTENCES[1]}\n"
    assert heading not in told(text, {link: 1.0, heading: 0.9})
    alone = text.replace(f"{link}\n", "")
    assert told(alone, {heading: 0.9}) == {heading: None}


SCORES = ("Elmford 3-0 Ashby Cross", "Port Ellery 1-1 Selwick United", "Hull 2–0 Leeds")


def test_scores_below_the_last_paragraph_are_left_alone_beside_residue() -> None:
    call, link = "Follow us on Facebook and X", "More football: www.elmford.example/football"
    text = ARTICLE + "\n".join(("Other results:", *SCORES, call, link)) + "\n"
    likely = dict.fromkeys(("Other results:", *SCORES), 0.9) | {call: 1.0, link: 1.0}
    assert told(text, likely).keys() == {call, link}


def test_a_list_that_a_clause_below_a_link_introduces_is_left_alone() -> None:
    link, call = "Also on Elmford Herald: Ferry fares to rise", "Sign up for our newsletter"
    text = ARTICLE + "\n".join((link, CLAUSE_WITH_A_COLON, *FLOURS, call)) + "\n"
    likely = dict.fromkeys(FLOURS, 0.9) | {link: 1.0, call: 1.0, CLAUSE_WITH_A_COLON: 0.3}
    assert told(text, likely, -weighing.WORDED).keys() == {link, call}


def test_a_number_to_call_is_no_text_of_the_page() -> None:
    number = "Call 1930 to report a theft at sea."
    text = ARTICLE + f"{number}\nFollow us on Facebook and X\n"
    assert number not in told(text, {number: 1.0, "Follow us on Facebook and X": 1.0})


def test_a_sentence_below_the_credit_of_a_picture_is_not_taken_for_residue() -> None:
    text = ARTICLE + f"(Image: Getty Images)\n{SENTENCES[0]}\n{SENTENCES[1]}\n"
    likely = dict.fromkeys(SENTENCES, 0.69) | {"(Image: Getty Images)": 1.0}
    assert told(text, likely) == {"(Image: Getty Images)": None}


def test_what_somebody_said_is_never_deleted_for_the_residue_around_it() -> None:
    said = "The mayor said on Friday that the tide would not reach the town."
    text = ARTICLE + f"{SENTENCES[2]}\n{SENTENCES[0]}\n{said}\n{SENTENCES[1]}\n"
    found = told(text, dict.fromkeys((*SENTENCES, said), 0.69))
    assert found[said] is None


@pytest.mark.parametrize("likely", [0.69, 0.95, 1.0])
@pytest.mark.parametrize("announced", [PARAGRAPH_WITH_A_COLON, CLAUSE_WITH_A_COLON])
def test_a_line_of_a_list_that_a_paragraph_or_a_clause_introduces_is_left_alone(
    announced: str, likely: float
) -> None:
    head, *rest = ARTICLE.splitlines()
    text = "\n".join((head, *rest[:2], announced, *FLOURS, *rest[2:], ""))
    assert told(text, dict.fromkeys(FLOURS, likely)) == {}


@pytest.mark.parametrize("announced", ["More from here:", "The mill sells kinds of flour"])
def test_a_list_below_a_label_or_a_clause_without_a_colon_may_be_residue(announced: str) -> None:
    head, *rest = ARTICLE.splitlines()
    text = "\n".join((head, *rest[:2], announced, *FLOURS, *rest[2:], ""))
    assert told(text, dict.fromkeys(FLOURS, 1.0)).keys() >= set(FLOURS)


@pytest.mark.parametrize(
    "rows",
    [
        (
            "RECENT SALES\n\n12 Harbour Row, 2-bed terrace: £310,000 (asking £325,000)\n"
            "The Old Net Loft, Quay St: £540,000\nFlat 4, Admiral House: £189,950, STC\n"
            "Trevenna Farm, 31 acres: £1.1m\n"
        ),
        (
            "Best buys\n\nTwo-year fix: 4.09%, Elm United, fee £995, max LTV 75%\n"
            "Five-year fix: 3.96%, Northwide, fee £1,499, max LTV 60%\n"
            "Easy access: 4.75%, Atlas, min £1\n"
        ),
        (
            "Lions 1st inns\nM Nel b Mhlaba 4\nA Jacobs lbw b Mhlaba 31\n"
            "R Radebe (capt) c Zulu b Mhlaba 17\nJ Phiri not out 40\nExtras (lb3 nb2) 5\n"
            "Total (7 wkts, 41 overs) 143\n"
        ),
    ],
    ids=["prices", "rates", "scores"],
)
def test_a_list_of_prices_rates_or_scores_below_an_article_belongs_to_it(rows: str) -> None:
    assert residue(f"{ARTICLE}\n{rows}") == []


def test_the_heading_of_a_summary_in_sentences_belongs_to_the_article() -> None:
    title, rest = ARTICLE.split("\n", 1)
    points = "• The bridge will cost 40 million\n• Work on the east bank begins in March\n"
    assert residue(f"{title}\n\nSummary\n\n{points}\n{rest}") == []
    short = residue(f"{title}\n\nSummary\n\n• Sport\n• Business\n\n{rest}")
    assert any(each.start < len(title) + 11 for each in short)
