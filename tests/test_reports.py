"""What the reports say, byte for byte on a small run, and on hostile input."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from newslint import __version__
from newslint.document import Document
from newslint.errors import ConfigError
from newslint.finding import Edit, Evidence, Finding, Fix, Safety, Severity, named
from newslint.report import DocumentReport, Failure, Repair, Result, Tally
from newslint.reports.renderer import FORMATS, renderer_named
from newslint.reports.text import columns, snippet, visible

GOLDEN = Path(__file__).parent / "golden"
TEXT = (
    "Der Rat stimmte für den Haushalt – 新聞 sagt „ja“.\r\n"
    "\r\n"
    "Also Read: Mayor opens the new bridge\r\n"
    "\tThe the vote was close.\r\n"
    "A heading\r\n"
    "Another heading"
)


def finding(
    words: str,
    code: str,
    name: str,
    severity: Severity,
    fix: Fix | None = None,
    text: str = TEXT,
    message: str = "It does not belong here.",
) -> Finding:
    start = text.index(words)
    evidence = (Evidence("phrase", "also read"),) if fix else ()
    end = start + len(words)
    return Finding(code, name, "residue", severity, start, end, message, evidence, 0.5, fix)


def sample() -> list[Result]:
    """One document with a finding of each sort, a clean one, a repaired one and a failure."""
    document = Document(TEXT, id="news/one.txt", path="news/one.txt", language="de")
    line = TEXT.index("Also")
    gone = Fix(Safety.SAFE, "Delete the line", (Edit(line, line + 39),))
    word = TEXT.index("The the")
    once = Fix(Safety.UNSAFE, "Replace by “The”", (Edit(word, word + 7, "The"),))
    idea = Fix(Safety.SUGGEST, "Write it in Latin letters", (Edit(35, 37, "Shimbun"),))
    findings = [
        finding("新聞", "GAR009", "odd-word", Severity.INFO, idea),
        finding("Also Read: Mayor opens the new bridge", "RES001", "promo", Severity.WARNING, gone),
        finding("The the", "GAR001", "doubled-word", Severity.ERROR, once),
        finding("A heading\r\nAnother heading", "RES002", "related-list", Severity.WARNING),
    ]
    ignored = finding("close", "PUN001", "stray", Severity.WARNING)
    clean = Document("All is well.\n", id="news/two.txt", path="news/two.txt")
    before = Document("Ads\nWell.\n", id="news/three.txt", path="news/three.txt")
    applied = finding(
        "Ads", "RES008", "ad-marker", Severity.WARNING, Fix(Safety.SAFE, "Delete it", ()), "Ads\n"
    )
    repair = Repair(before, (applied, applied), b"Ads\nWell.\n", b"Well.\n")
    return [
        DocumentReport("news/one.txt", document, named(document, findings), (ignored,)),
        DocumentReport("news/two.txt", clean, ()),
        DocumentReport("news/three.txt", before.with_text("Well.\n"), (), (), repair),
        Failure("news/four.txt", "news/four.txt: it is a PDF document, not plain text"),
    ]


def rendered(name: str, results: list[Result], **style: object) -> str:
    out = io.StringIO(newline="")
    renderer = renderer_named(name)(out, **style)  # type: ignore[arg-type]
    tally = Tally()
    renderer.start()
    for result in results:
        tally.add(result)
        if isinstance(result, Failure):
            renderer.failure(result)
        else:
            renderer.document(result)
    renderer.finish(tally.summary())
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "style", "file"),
    [
        ("terminal", {}, "terminal.txt"),
        ("terminal", {"colour": True, "width": 40}, "terminal-colour.txt"),
        ("concise", {}, "concise.txt"),
        ("json", {}, "report.json"),
        ("jsonl", {}, "report.jsonl"),
    ],
)
def test_a_report_is_what_it_was(name: str, style: dict[str, object], file: str) -> None:
    expected = (GOLDEN / file).read_bytes().decode().replace("VERSION", __version__)
    assert rendered(name, sample(), **style) == expected


def test_json_has_the_promised_fields_in_the_promised_order() -> None:
    report = json.loads(rendered("json", sample()))
    assert list(report) == ["version", "documents", "summary"]
    document = report["documents"][0]
    assert list(document) == ["path", "id", "encoding", "language", "score", "findings"]
    assert document["score"] == 83
    assert report["summary"]["score"] == 94.3
    assert list(document["findings"][1]) == [
        *("code", "name", "family", "severity", "message"),
        *("line", "column", "end_line", "end_column", "start", "end"),
        *("evidence", "confidence", "fingerprint", "fix"),
    ]
    assert list(document["findings"][1]["fix"]) == ["safety", "title", "edits"]
    assert document["findings"][3]["fix"] is None


def test_offsets_in_json_are_code_points_of_the_text() -> None:
    findings = json.loads(rendered("json", sample()))["documents"][0]["findings"]
    assert len(findings) > 1
    for found in findings:
        lines = TEXT.split("\r\n")
        first = lines[found["line"] - 1][found["column"] - 1 :]
        assert TEXT[found["start"] : found["end"]].startswith(first[:2])


def test_json_of_no_documents_is_json() -> None:
    assert json.loads(rendered("json", []))["documents"] == []


def test_jsonl_lines_are_the_documents_of_json() -> None:
    lines = rendered("jsonl", sample()).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(rendered("json", sample()))[
        "documents"
    ]


def test_the_counts_of_the_summary_add_up() -> None:
    tally = Tally()
    for result in sample():
        tally.add(result)
    summary = tally.summary()
    assert (summary.documents, summary.flawed, summary.findings) == (3, 1, 4)
    assert (summary.ignored, summary.fixed, summary.changed) == (1, 2, 1)
    assert summary.at_least(Severity.WARNING) == 3
    assert [failure.path for failure in summary.failures] == ["news/four.txt"]


def test_an_unknown_format_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ConfigError, match=r'"jsn".*did you mean "json'):
        renderer_named("jsn")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_survives_a_hostile_document(name: str) -> None:
    text = "\x1b[2J\u202egnp.exe\u2066\x00\x07\x9b31m\u2028x\r"
    document = Document(text, id="\x1b[2Jname", path="\x1b[2Jname")
    hostile = finding(text, "ENC001", "control", Severity.ERROR, text=text, message=text)
    output = rendered(name, [DocumentReport("\x1b[2Jname", document, (hostile,))])
    assert "\x1b" not in output
    assert "\x9b" not in output or name.startswith("json")
    assert name.startswith("json") or "\u202e" not in output


@given(texts())
def test_visible_text_is_one_line_that_moves_nothing(text: str) -> None:
    shown = visible(text)
    assert "\n" not in shown and "\r" not in shown and "\t" not in shown
    assert not set(shown) & set("\x1b\x07\u202a\u202e\u2066\u2069\ufeff")


def test_ordinary_text_is_shown_as_it_is() -> None:
    for text in (
        "plain",
        "naïve – „ja“ 100 %",
        "हिन्दी का क्\u200dष",
        "新聞",
        "👩\u200d🚀",
        "a\u00a0b",
    ):
        assert visible(text) == text


@given(texts(), st.integers(0, 200), st.integers(0, 200), st.integers(20, 120))
def test_a_snippet_fits_and_its_carets_stand_under_it(
    text: str, start: int, length: int, width: int
) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    shown, carets = snippet(text, start, end, width)
    assert columns(shown) <= width
    assert carets.strip("^ ") == "" and carets.strip().strip("^") == "" and "^" in carets
    assert len(carets) <= width + 1


def test_carets_stand_under_wide_characters_and_behind_tabs() -> None:
    assert snippet("\t新聞 says", 1, 3, 40) == ("    新聞 says", "    ^^^^")


def test_a_span_far_out_on_a_long_line_is_shown_with_what_stands_around_it() -> None:
    line = "word " * 200_000
    shown, carets = snippet(line, 500_000, 500_004, 40)
    assert shown.startswith("…") and shown.endswith("…")
    assert shown[carets.index("^") : carets.index("^") + 4] == line[500_000:500_004]


def test_a_span_wider_than_the_terminal_is_cut_at_its_end() -> None:
    shown, carets = snippet("x" * 300, 100, 280, 40)
    assert shown == "…" + "x" * 38 + "…"
    assert carets == " " + "^" * 38
