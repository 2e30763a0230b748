"""The formats for other programs: golden bytes, hostile text, and those programs themselves."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from strategies import damaged_texts, texts
from test_reports import GOLDEN, TEXT, finding, rendered, sample

from newslint import __version__
from newslint.document import Document
from newslint.finding import Edit, Finding, Fix, Safety, Severity, named
from newslint.lines import Lines
from newslint.registry import all_rules
from newslint.report import DocumentReport, Failure, Result
from newslint.reports import markdown, sarif
from newslint.reports.linehash import line_hashes
from newslint.reports.text import visible
from newslint.reports.units import Units
from newslint.reports.uri import uri_reference
from newslint.resolution import apply
from newslint.rule import Rule

FILES = {
    "sarif": "report.sarif",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "rdjsonl": "report.rdjsonl",
    "markdown": "report.md",
    "csv": "report.csv",
}
HOSTILE_PATH = "news/a|b `c`: 100%, [x](y) 😀\u202e.txt"
HOSTILE = (
    "::error file=a.txt::forged\r\n"
    "##[error]forged |cell| `code` <script>alert(1)</script> ]]> &amp; {0} [link](http://a.example)\n"
    "😀😀 \x1b[31mred\x1b[0m \u202eback\u202c \x00 \ufffe\uffff www.a.example\r"
    '=HYPERLINK("http://a.example")\n'
    "*bold* _thin_ ~~gone~~ #1 @name %0A\n"
)


class Promo(Rule):
    """A line about another story.

    ## What it does
    Reports a line that is
    about another story.

    ## Why it matters
    It is not the article.

    ## Fix
    Deletes the line.
    """

    code = "RES001"
    name = "promo"
    family = "residue"


def hostile() -> DocumentReport:
    """A document whose every line is a finding with a fix; its path and messages are no better."""
    document = Document(HOSTILE, id=HOSTILE_PATH, path=HOSTILE_PATH)
    findings = []
    severities = (*Severity, Severity.ERROR, Severity.INFO)
    for line, severity in zip(document.lines, severities, strict=True):
        start, end = line.start, line.end
        fix = Fix(Safety.UNSAFE, f"Replace by {line.text}", (Edit(start, end, line.text[::-1]),))
        where = (start, end, line.text)
        findings.append(Finding("RES001", "promo", "residue", severity, *where, fix=fix))
    return DocumentReport(HOSTILE_PATH, document, named(document, findings))


def everything() -> list[Result]:
    """The sample of the other formats, the hostile document and a hostile failure."""
    return [*sample(), hostile(), Failure(HOSTILE_PATH, f"{HOSTILE_PATH}: \x1b[2J\n::error::no")]


@pytest.mark.parametrize(("name", "file"), FILES.items())
def test_a_report_is_what_it_was(name: str, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # What the rules say of themselves may change without the format changing.
    monkeypatch.setattr("newslint.registry.all_rules", lambda: (Promo,))
    expected = (GOLDEN / file).read_bytes().decode().replace("VERSION", __version__)
    assert rendered(name, everything()) == expected


@pytest.mark.parametrize("name", FILES)
def test_a_report_of_nothing_is_a_report(name: str) -> None:
    output = rendered(name, [])
    if name in ("sarif", "gitlab"):
        json.loads(output)
    elif name == "junit":
        JUnitXml.fromstring(output.encode())
    assert "finding" not in output or name == "markdown"


@pytest.mark.parametrize("name", FILES)
def test_a_report_is_the_same_every_time(name: str) -> None:
    assert rendered(name, everything()) == rendered(name, everything())


# SARIF


def run_of(results: list[Result]) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(rendered("sarif", results))["runs"][0]
    return run


def utf16_slice(text: str, region: dict[str, int]) -> tuple[int, int]:
    """The code points of a region, found without newslint: lines by hand, columns in UTF-16."""
    starts = [0, *(match.end() for match in re.finditer("\r\n|\n|\r", text))]

    def offset(line: int, column: int) -> int:
        start = starts[line - 1]
        units = text[start:].encode("utf-16-le", "surrogatepass")[: 2 * (column - 1)]
        return start + len(units.decode("utf-16-le", "surrogatepass"))

    return (
        offset(region["startLine"], region["startColumn"]),
        offset(region["endLine"], region["endColumn"]),
    )


def test_sarif_regions_and_fixes_are_those_of_the_findings() -> None:
    for report in (sample()[0], hostile()):
        assert isinstance(report, DocumentReport)
        text = report.document.text
        found = {each.fingerprint: each for each in report.findings}
        results = run_of([report])["results"]
        assert len(results) == len(found) > 1
        for result in results:
            original = found[result["partialFingerprints"]["newslint/v1"]]
            region = result["locations"][0]["physicalLocation"]["region"]
            assert utf16_slice(text, region) == (original.start, original.end)
            if original.fix is None:
                assert "fixes" not in result
                continue
            [change] = result["fixes"][0]["artifactChanges"]
            edits = tuple(
                Edit(*utf16_slice(text, each["deletedRegion"]), each["insertedContent"]["text"])
                if "insertedContent" in each
                else Edit(*utf16_slice(text, each["deletedRegion"]))
                for each in change["replacements"]
            )
            assert apply(text, edits) == apply(text, original.fix.edits)


def test_sarif_lists_the_most_severe_first_and_says_what_it_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sarif, "RESULT_LIMIT", 3)
    run = run_of(sample()[:3])
    assert [each["level"] for each in run["results"]] == ["error", "warning", "warning"]
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert "3 most severe of 4 findings" in notification["message"]["text"]
    assert run["invocations"][0]["executionSuccessful"]


def test_sarif_keeps_the_most_severe_of_many_more_findings_than_github_takes() -> None:
    text = "word " * 26_000
    document = Document(text)
    infos = [
        Finding("GAR001", "x", "garble", Severity.INFO, at, at + 4, "No.")
        for at in range(0, len(text), 5)
    ]
    last = infos[-1]._replace(severity=Severity.ERROR)
    results = run_of([DocumentReport("a.txt", document, (*infos[:-1], last))])["results"]
    assert len(results) == 25_000
    assert [each["level"] for each in results[:2]] == ["error", "note"]


def test_sarif_without_a_failure_or_a_cut_has_no_notification() -> None:
    invocation = run_of(sample()[:3])["invocations"][0]
    assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_sarif_documents_every_rule_as_github_wants_it() -> None:
    findings = tuple(
        Finding(rule.code, rule.name, rule.family, rule.severity, 0, 1, "No.")
        for rule in all_rules()
    )
    rules = run_of([DocumentReport("a", Document("text"), findings)])["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule.code for rule in all_rules())
    for rule in rules:
        assert rule["help"]["text"] and rule["help"]["markdown"].count("\n## ") >= 3
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_sarif_messages_hold_neither_links_nor_placeholders() -> None:
    texts = [each["message"]["text"] for each in run_of([hostile()])["results"]]
    [line] = [text for text in texts if "##[error]" in text]
    assert "{{0}}" in line and r"\[link\](" in line


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("news/one.txt", "news/one.txt"),
        ("../a b.txt", "../a%20b.txt"),
        ("c:d.txt", "c%3Ad.txt"),
        ("100%#?.txt", "100%25%23%3F.txt"),
        ("é😀.txt", "%C3%A9%F0%9F%98%80.txt"),
        (os.fsdecode(b"\xff.txt"), "%FF.txt"),
        ("/tmp/a b.txt", "file:///tmp/a%20b.txt"),
        ("-", "-"),
    ],
)
def test_paths_as_uris(path: str, uri: str) -> None:
    assert uri_reference(path) == uri


@given(damaged_texts(), st.sampled_from(["utf-8", "utf-16-le"]), st.data())
def test_columns_in_units_count_what_stands_before(
    text: str, encoding: str, data: st.DataObject
) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = lines.position(offset)
    before = text[offset - (column - 1) : offset].encode(encoding)
    size = 1 if encoding == "utf-8" else 2
    assert Units(text, lines, encoding).position(offset) == (line, len(before) // size + 1)


def test_columns_far_out_on_a_long_line() -> None:
    text = "😀é" * 50_000
    units = Units(text, Lines(text), "utf-8")
    assert units.position(len(text) - 1) == (1, 6 * 50_000 - 2 + 1)


def defined_hashes(text: str) -> list[str]:
    """The hashes of lines by their definition, slowly."""
    text = re.sub("\r\n|\r", "\n", text).replace(" ", "").replace("\t", "")
    raw = text.encode("utf-16-be", "surrogatepass")
    units = [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)] + [65535]
    starts = [i for i in range(len(units)) if i == 0 or units[i - 1] == 10]
    values = [
        sum(unit * 37 ** (99 - k) for k, unit in enumerate(units[i : i + 100])) % 2**64
        for i in starts
    ]
    return [f"{value:x}:{values[: i + 1].count(value)}" for i, value in enumerate(values)]


@given(texts() | damaged_texts() | st.text("ab \n\r", max_size=400))
def test_hashes_of_lines_are_what_they_are_defined_to_be(text: str) -> None:
    assert line_hashes(text) == defined_hashes(text)


def test_the_same_line_far_from_the_end_has_the_same_hash_with_another_number() -> None:
    hashes = line_hashes("The same words again.\n" * 10)
    assert [each.partition(":")[2] for each in hashes[:4]] == ["1", "2", "3", "4"]
    assert len({each.partition(":")[0] for each in hashes[:4]}) == 1


def multitool(*arguments: str | Path) -> str:
    # Without the variable .NET asks for a library of its own for languages.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(
        ["sarif-multitool", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.needs("sarif-multitool")
@pytest.mark.parametrize("kind", ["Sarif", "Ghas"])
def test_sarif_is_valid_for_the_multitool(tmp_path: Path, kind: str) -> None:
    (tmp_path / "report.sarif").write_text(rendered("sarif", everything()), encoding="utf-8")
    (tmp_path / "empty.sarif").write_text(rendered("sarif", []), encoding="utf-8")
    files = (tmp_path / "report.sarif", tmp_path / "empty.sarif")
    said = multitool("validate", *files, "--rule-kind", kind)
    assert "2 files scanned" in said
    complaints = re.findall(r": (?:error|warning) \w+", said)
    # newslint has no site to point to.
    assert set(complaints) <= {": warning SARIF2005"}, said


@pytest.mark.needs("sarif-multitool")
def test_the_multitool_finds_the_same_hashes_of_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    report = sample()[0]
    assert isinstance(report, DocumentReport)
    log = json.loads(rendered("sarif", [report._replace(path=str(tmp_path / "a.txt"))]))
    expected = []
    for result in log["runs"][0]["results"]:
        fingerprints = result.pop("partialFingerprints")
        expected.append(fingerprints["primaryLocationLineHash"])
    bare, made = tmp_path / "bare.sarif", tmp_path / "made.sarif"
    bare.write_text(json.dumps(log), encoding="utf-8")
    multitool("rewrite", bare, "--output", made, "--insert", "RollingHashPartialFingerprints")
    results = json.loads(made.read_text("utf-8-sig"))["runs"][0]["results"]
    found = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]
    assert found == expected


# GitHub


ESCAPES = {"%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%"}


def unescaped(text: str) -> str:
    return re.sub("%..", lambda match: ESCAPES[match.group()], text)


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands, read as the runner reads them."""
    found = []
    for line in output.splitlines():
        assert line.startswith("::")
        head, _, data = line[2:].partition("::")
        name, _, rest = head.partition(" ")
        pairs = (pair.split("=", 1) for pair in rest.split(","))
        values = {key: unescaped(value) for key, value in pairs}
        found.append((name, values, unescaped(data)))
    return found


def test_github_commands_cannot_be_forged() -> None:
    found = commands(rendered("github", [hostile()]))
    assert len(found) == 5
    assert {values["file"] for _, values, _ in found} == {visible(HOSTILE_PATH)}
    assert found[0][2] == "::error file=a.txt::forged"
    assert found[-1][2] == "*bold* _thin_ ~~gone~~ #1 @name %0A"


def test_github_has_columns_only_where_an_annotation_is_on_one_line() -> None:
    annotations = [values for _, values, _ in commands(rendered("github", sample()[:1]))]
    on_one_line = [values["line"] == values["endLine"] for values in annotations]
    assert set(on_one_line) == {True, False}
    assert ["col" in values for values in annotations] == on_one_line


def test_github_says_how_many_annotations_are_shown_when_there_are_too_many() -> None:
    one = sample()[0]
    assert not rendered("github", [one] * 5).count("GitHub shows")
    many = rendered("github", [one] * 6)
    assert "6 of 6 errors, 10 of 12 warnings, 6 of 6 notices" in many.splitlines()[-1]


def test_github_names_no_file_for_standard_input() -> None:
    report = DocumentReport("-", Document(TEXT), (finding("close", "X", "x", Severity.INFO),))
    [(_, values, _)] = commands(rendered("github", [report]))
    assert "file" not in values


# GitLab


def test_gitlab_issues_have_the_documented_fields() -> None:
    issues = json.loads(rendered("gitlab", everything()))
    assert len(issues) == 11
    for issue in issues:
        assert list(issue) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))
    # GitLab shows one issue a fingerprint.
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


# JUnit


def test_junit_is_read_by_a_library() -> None:
    suite = next(iter(JUnitXml.fromstring(rendered("junit", everything()).encode())))
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (6, 2, 2, 0)
    cases = {case.name: case for case in suite}
    [failure] = cases["news/one.txt"].result
    assert failure.message == "4 findings" and failure.type == "error"
    assert len(failure.text.splitlines()) == 4
    assert cases["news/two.txt"].is_passed and cases["news/three.txt"].is_passed
    [error] = cases["news/four.txt"].result
    assert "PDF" in error.message


def test_junit_passes_a_document_with_nothing_but_information() -> None:
    report = sample()[0]
    assert isinstance(report, DocumentReport)
    only = report._replace(findings=(report.findings[0],))
    case = next(iter(next(iter(JUnitXml.fromstring(rendered("junit", [only]).encode())))))
    assert case.is_passed and "GAR009" in case.system_out


@given(st.text())
def test_junit_is_xml_whatever_a_document_holds(text: str) -> None:
    found = Finding("X", "x", "document", Severity.ERROR, 0, len(text), text)
    output = rendered("junit", [DocumentReport(text, Document(text), (found,))])
    assert JUnitXml.fromstring(output.encode())


# reviewdog


def test_rdjsonl_suggestions_are_the_fixes() -> None:
    report = hostile()
    lines = rendered("rdjsonl", [report]).splitlines()
    assert len(lines) == len(report.findings) > 1
    for line in lines:
        diagnostic = json.loads(line)
        [suggestion] = diagnostic["suggestions"]
        place = suggestion["range"]
        content = report.document.lines[place["start"]["line"] - 1].text.encode()
        cut = content[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode()
        assert cut == suggestion["text"][::-1]
        assert diagnostic["location"]["range"] == place


@pytest.mark.needs("reviewdog")
def test_rdjsonl_is_accepted_by_reviewdog(tmp_path: Path) -> None:
    diagnostics = rendered("rdjsonl", everything())

    def reviewdog(reporter: str) -> str:
        arguments = ("-f=rdjsonl", f"-reporter={reporter}", "-filter-mode=nofilter", "-diff=true")
        done = subprocess.run(
            ["reviewdog", *arguments],
            cwd=tmp_path,
            input=diagnostics.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0 and not done.stderr, done.stderr.decode()
        return done.stdout.decode()

    assert reviewdog("local") == diagnostics
    lines = zip(diagnostics.splitlines(), reviewdog("rdjsonl").splitlines(), strict=True)
    for written, read in lines:
        before, after = json.loads(written), json.loads(read)
        for suggestion in after.get("suggestions", ()):
            # An empty text is none in reviewdog's own output.
            suggestion.setdefault("text", "")
        for field in ("message", "severity", "code", "location", "suggestions"):
            assert after.get(field) == before.get(field)


# Markdown


def as_html(output: str) -> str:
    """What GitHub makes of Markdown, before it takes out what is dangerous."""
    html: str = cmarkgfm.github_flavored_markdown_to_html(output, cmarkgfm.Options.CMARK_OPT_UNSAFE)
    return html


def test_markdown_shows_hostile_text_as_text() -> None:
    html = as_html(rendered("markdown", everything()))
    tags = set(re.findall(r"<(\w+)", html))
    listed = {"h2", "h3", "p", "ul", "li", "strong", "code", "br"}
    assert tags <= listed | {"table", "thead", "tbody", "tr", "th", "td"}
    assert "|cell| `code` &lt;script&gt;" in html and "&amp;amp;" in html
    assert "*bold* _thin_ ~~gone~~ #1 @name" in html
    assert html.count("<li>") == 11


@given(damaged_texts())
def test_markdown_of_any_text_is_two_lists_and_a_table(text: str) -> None:
    found = Finding("X001", "x", "document", Severity.ERROR, 0, len(text), text)
    report = DocumentReport(f"a{text}", Document(text), (found,))
    html = as_html(rendered("markdown", [report, Failure("b", f"b{text}")]))
    assert html.count("<li>") == 2 and html.count("<h3>") == 2 and html.count("<tr>") == 3
    assert not re.search(r"<(?:a|img|script|em|del|blockquote)\b", html)


def test_markdown_stops_before_github_refuses_it_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = sample()[0]
    monkeypatch.setattr(markdown, "ROOM", len(rendered("markdown", [one])))
    output = rendered("markdown", [one] * 5)
    listed = output.count("### news/one.txt")
    assert 0 < listed < 5
    assert output.endswith(f"Not listed, for want of room: {5 - listed} more.\n")
    assert "| residue | 5 | 10 | 5 | 20 |" in output


# CSV


def test_csv_is_what_rfc_4180_says() -> None:
    output = rendered("csv", everything())
    assert output.endswith("\r\n") and output.count("\n") == output.count("\r\n") == 10
    rows = list(csv.DictReader(io.StringIO(output, newline=""), strict=True))
    report = sample()[0]
    assert isinstance(report, DocumentReport)
    assert rows[1]["text"] == TEXT[int(rows[1]["start"]) : int(rows[1]["end"])]
    assert [row["fingerprint"] for row in rows[:4]] == [f.fingerprint for f in report.findings]


def test_no_cell_of_csv_is_a_formula() -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '"=1"', "plain", "-"]
    reports = [
        DocumentReport(text, Document(text), (Finding("X", "x", "y", Severity.INFO, 0, 9, text),))
        for text in texts
    ]
    rows = list(csv.reader(io.StringIO(rendered("csv", reports), newline="")))
    assert len(rows) == 1 + len(texts)
    for row in rows:
        assert not any(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in row)
