"""The gate: limits, the verdict in a line, exit codes, only what is new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import Newslint, Outcome, home, is_one_line_about, newslint, process, write

from newslint.config import load
from newslint.document import Document
from newslint.errors import ConfigError
from newslint.finding import FAMILIES, Finding, Severity
from newslint.gate import Gate, Verdict
from newslint.limits import AtMost, Limits, at_most, budgets, max_failing
from newslint.registry import all_rules
from newslint.report import DocumentReport, Tally

__all__ = ["home", "newslint"]  # fixtures

INFO, WARNING, ERROR = Severity
PROMO = "Also Read: Mayor opens the new bridge\n"
LINES = [
    "The council voted on Monday to raise the budget for schools in the old town.",
    "The mayor said on Tuesday that the vote had been close.",
]
CLEAN = "\n\n".join(LINES) + "\n"
FLAWED = f"{LINES[0]}\n\n{PROMO}\n{LINES[1]}\n"
CUT = f"{LINES[0]}\n\nThe mayor said that he wants to...\n"


def finding(severity: Severity, code: str = "RES001", family: str = "residue") -> Finding:
    return Finding(code, "a-rule", family, severity, 0, 0, "A test.")


def report(*findings: Finding, source: str | None = None) -> DocumentReport:
    return DocumentReport("a", Document("", source=source), findings)


def judged(
    limits: Limits, reports: list[DocumentReport], fail_level: Severity = WARNING
) -> tuple[Verdict, list[str]]:
    gate, tally = Gate(limits, fail_level), Tally()
    for each in reports:
        gate.add(each)
        tally.add(each)
    return gate.verdict(tally.summary()), list(gate.notes())


def broken(limits: Limits, reports: list[DocumentReport]) -> tuple[str, ...]:
    return judged(limits, reports)[0].broken


def verdict(outcome: Outcome) -> str:
    """The one line on standard output."""
    assert outcome.out.count(b"\n") == 1
    assert outcome.out.startswith(b"gate: ")
    return outcome.out.decode().removeprefix("gate: ").rstrip("\n")


# limits


@pytest.mark.parametrize(
    ("raw", "text"),
    [(0, "0"), (20, "20"), ("20", "20"), ("0%", "0 %"), ("2.5%", "2.5 %"), (" 5 % ", "5 %")],
)
def test_a_limit_is_a_number_or_a_percentage(raw: object, text: str) -> None:
    assert str(at_most(raw)) == text


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "x",
        "%",
        "-1",
        -1,
        2.5,
        "2.5",
        "101%",
        "1e3",
        "5%%",
        ".5%",
        "٣",
        True,
        None,
        [],
        "9" * 99,
    ],
)
def test_what_is_no_limit_is_refused(raw: object) -> None:
    with pytest.raises(ConfigError, match="is no limit"):
        at_most(raw)


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 10_000))
def test_a_percentage_is_compared_exactly(count: int, documents: int, hundredths: int) -> None:
    limit = at_most(f"{hundredths // 100}.{hundredths % 100:02}%")
    assert limit.exceeded(count, documents) == (count * 10_000 > hundredths * documents)


def test_a_whole_number_is_a_number_of_documents_and_not_a_share() -> None:
    reports = [report(finding(ERROR))] * 3 + [report()] * 997
    assert broken(Limits(max_failing=max_failing({"error": 2})), reports) == (
        "3 of 1000 documents (0.3 %) have errors, at most 2 may",
    )
    assert broken(Limits(max_failing=max_failing({"error": "2%"})), reports) == ()


def test_limits_of_the_command_line_join_those_of_the_file() -> None:
    file = Limits(90, max_failing({"error": 0}), budgets({"residue": 5, "title": 1}), "old")
    line = Limits(None, max_failing({"warning": "5%"}), budgets({"residue": 9}))
    assert file.but(line) == Limits(
        90,
        max_failing({"error": 0, "warning": "5%"}),
        budgets({"residue": 9, "title": 1}),
        "old",
    )


# the judge


@pytest.mark.parametrize(
    ("found", "fail_level", "phrase"),
    [
        (WARNING, WARNING, "1 of 2 documents (50.0 %) have warnings or errors, at most 0 may"),
        (INFO, WARNING, None),
        (WARNING, ERROR, None),
        (INFO, INFO, "1 of 2 documents (50.0 %) have findings, at most 0 may"),
    ],
)
def test_without_a_limit_a_gate_asks_what_check_asks(
    found: Severity, fail_level: Severity, phrase: str | None
) -> None:
    result, _ = judged(Limits(), [report(finding(found)), report()], fail_level)
    assert result == (Verdict((phrase,), 0) if phrase else Verdict((), 1))


def test_a_document_with_an_error_has_a_warning_or_error() -> None:
    limits = Limits(max_failing=max_failing({"warning": 0}))
    assert broken(limits, [report(finding(ERROR))]) == (
        "1 of 1 document (100.0 %) have warnings or errors, at most 0 may",
    )


def test_a_score_that_is_asked_for_is_enough() -> None:
    reports = [report(finding(ERROR)), report(finding(WARNING)), report()]  # 95.6…
    assert broken(Limits(95.6), reports) == ()
    assert broken(Limits(95.7), reports) == ("score 95.6, at least 95.7 is asked",)


def test_a_budget_counts_findings_whatever_their_severity() -> None:
    reports = [report(finding(INFO), finding(WARNING)), report(finding(WARNING, "TIT001", "title"))]
    for what in ("RES001", "RES", "residue", "promo-link"):
        assert broken(Limits(budgets=budgets({what: 2})), reports) == ()
        assert broken(Limits(budgets=budgets({what: 1})), reports) == (
            f"{what}: 2 findings, budget 1",
        )


def test_a_budget_in_per_cent_counts_documents() -> None:
    reports = [report(finding(INFO), finding(WARNING)), report(), report(), report()]
    assert broken(Limits(budgets=budgets({"residue": "25%"})), reports) == ()
    assert broken(Limits(budgets=budgets({"residue": "24.9%"})), reports) == (
        "residue: in 1 of 4 documents (25.0 %), budget 24.9 %",
    )


def test_a_budget_of_a_source_counts_what_would_fail_in_its_documents() -> None:
    reports = [
        report(finding(WARNING), finding(INFO), source="post"),
        report(finding(ERROR), source="post"),
        report(finding(INFO), source="post"),
        report(finding(WARNING), source="echo"),
        report(finding(WARNING)),
    ]
    assert broken(Limits(budgets=budgets({"source:post": 2, "source:echo": 1})), reports) == ()
    assert broken(Limits(budgets=budgets({"source:post": 1, "source:echo": 0})), reports) == (
        "source:post: 2 findings, budget 1",
        "source:echo: 1 finding, budget 0",
    )
    assert broken(Limits(budgets=budgets({"source:post": "66%", "residue": "80%"})), reports) == (
        "source:post: in 2 of 3 documents (66.7 %), budget 66 %",
        "residue: in 5 of 5 documents (100.0 %), budget 80 %",
    )


def test_a_source_is_found_however_its_name_is_written() -> None:
    names = ("post.example", "WWW.Post.example")
    reports = [report(finding(WARNING), source=name) for name in names]
    limits = Limits(budgets=budgets({"source:POST.example": 1}))
    assert broken(limits, reports) == ("source:POST.example: 2 findings, budget 1",)
    assert judged(limits, reports)[1] == []


def test_a_budget_of_a_source_that_nobody_saw_is_noted() -> None:
    result, notes = judged(Limits(budgets=budgets({"source:pots": 1})), [report(source="post")])
    assert result == Verdict((), 1)
    assert notes == [
        'no document is of the source "pots", which has a budget (did you mean "post"?)'
    ]


def test_a_run_without_documents_passes_no_gate() -> None:
    for limits in (Limits(), Limits(0), Limits(budgets=budgets({"residue": 5}))):
        assert broken(limits, []) == ("no documents: an empty run passes no gate",)


@given(
    st.lists(
        st.lists(
            st.builds(
                finding,
                st.sampled_from(Severity),
                st.sampled_from([rule.code for rule in all_rules()]),
                st.sampled_from(sorted(FAMILIES)),
            ),
            max_size=4,
        ),
        min_size=1,
        max_size=8,
    ),
    st.data(),
)
def test_fewer_findings_never_fail_where_more_passed(
    documents: list[list[Finding]], data: st.DataObject
) -> None:
    limits = Limits(
        data.draw(st.sampled_from([None, 50, 95])),
        {WARNING: AtMost(at_most(data.draw(st.integers(0, 4))).number, False)},
        budgets({"residue": 2, "source:post": "40%", "RES001": "10%"}),
    )
    fewer = [
        data.draw(st.lists(st.sampled_from(each), unique_by=id)) if each else []
        for each in documents
    ]
    before = broken(limits, [report(*each, source="post") for each in documents])
    after = broken(limits, [report(*each, source="post") for each in fewer])
    assert len(after) <= len(before)


# configuration


def test_a_configuration_file_holds_the_limits(tmp_path: Path) -> None:
    file = write(
        tmp_path / "newslint.toml",
        '[gate]\nmin-score = 92.5\nbaseline = "known.jsonl"\n'
        '[gate.max-failing]\nerror = 0\nwarning = "5%"\n'
        '[gate.budgets]\nresidue = 20\n"source:harbour post" = "10%"\n',
    )
    expected = Limits(
        92.5,
        max_failing({"error": 0, "warning": "5%"}),
        budgets({"residue": 20, "source:harbour post": "10%"}),
        str(tmp_path / "known.jsonl"),
    )
    assert load(file=file).settings.gate == expected
    cfg = write(
        tmp_path / "setup.cfg",
        "[newslint.gate]\nmin_score = 92.5\nbaseline = known.jsonl\nmax-failing =\n    error = 0\n"
        "    warning = 5%\nbudgets =\n    residue = 20\n    source:harbour post = 10%\n",
    )
    assert load(file=cfg).settings.gate == expected
    project = write(tmp_path / "pyproject.toml", '[tool.newslint.gate]\nmin-score = "92.5"\n')
    assert load(file=project).settings.gate == Limits(92.5)


def test_an_unknown_section_of_setup_cfg_is_an_error(tmp_path: Path) -> None:
    file = write(tmp_path / "setup.cfg", "[newslint.gat]\nmin-score = 5\n")
    with pytest.raises(ConfigError, match=r'"gat" \(did you mean "gate"\?\)'):
        load(file=file)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gate = 5", ["gate: must be a table"]),
        ("[gate]\nmin-scor = 5", ['"min-scor"', 'did you mean "min-score"?', "budgets"]),
        ("[gate]\nmin-score = 101", ["gate.min-score", "no score from 0 to 100"]),
        ("[gate]\nmin-score = nan", ["gate.min-score", "no score"]),
        ("[gate]\nmin-score = true", ["gate.min-score", "no score"]),
        ("[gate]\nmin-score = []", ["gate.min-score", "no score"]),
        ("[gate]\nmax-failing = 5", ["gate.max-failing", "must be a table"]),
        ("[gate.max-failing]\neror = 0", ['"eror" is no severity', 'did you mean "error"?']),
        ("[gate.max-failing]\nerror = 0.5", ["0.5", "is no limit"]),
        ("[gate.budgets]\nresidu = 3", ['"residu"', 'did you mean "residue"?']),
        ('[gate.budgets]\n"source:" = 3', ["names no source"]),
        ("[gate.budgets]\nresidue = []", ["is no limit"]),
        ("[gate]\nbaseline = 5", ["gate.baseline", "path of a file"]),
    ],
)
def test_what_is_not_understood_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    file = write(tmp_path / "newslint.toml", text + "\n")
    with pytest.raises(ConfigError) as caught:
        load(file=file)
    for word in (str(file), *words):
        assert word in str(caught.value)


# the command


def test_a_run_that_passes_says_so_in_a_line(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", CLEAN)
    write(home / "b.txt", FLAWED)
    outcome = newslint("gate", ".", "--min-score", "95", "--budget", "residue=1")
    assert (outcome.code, outcome.err) == (0, "")
    assert verdict(outcome) == "passed: 2 documents, score 98.5, 2 limits kept"


def test_a_run_that_fails_says_why_in_a_line(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", CUT)
    write(home / "b.txt", FLAWED)
    arguments = ["--max-failing", "error=2%", "--budget", "residue=0", "--min-score", "10"]
    outcome = newslint("gate", ".", *arguments)
    assert (outcome.code, outcome.err) == (1, "")
    assert verdict(outcome) == (
        "FAILED: 1 of 2 documents (50.0 %) have errors, at most 2 % may; "
        "residue: 1 finding, budget 0"
    )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-level", "error"], 0),
        (["--exit-zero"], 0),
        (["--ignore", "residue"], 0),
        (["--max-failing", "warning=1"], 0),
        (["--max-failing", "warning=100%"], 0),
        (["--max-failing", "warning=0"], 1),
        (["--min-score", "97"], 0),
        (["--min-score", "97.1"], 1),
        (["--budget", "RES001=1"], 0),
        (["--budget", "promo-link=0%"], 1),
        (["--budget", "source:home=1"], 0),
    ],
)
def test_the_exit_code_follows_the_limits(
    newslint: Newslint, home: Path, options: list[str], code: int
) -> None:
    write(home / "a.txt", FLAWED)
    outcome = newslint("gate", "a.txt", *options)
    assert outcome.code == code
    assert verdict(outcome).startswith(
        "passed" if code == 0 and "--exit-zero" not in options else "F"
    )


def test_quiet_says_nothing_and_still_fails(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    assert newslint("gate", "a.txt", "--quiet", "--budget", "source:x=1", "--min-score", "99") == (
        1,
        b"",
        "",
    )


def test_the_verdict_leaves_standard_output_to_a_report(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    code, out, err = newslint("gate", "a.txt", "--output", "json", "--output", "csv:found.csv")
    assert (code, err.count("\n")) == (1, 1)
    assert err.startswith("gate: FAILED: ")
    assert json.loads(out)["summary"]["score"] == 97
    assert "RES001" in (home / "found.csv").read_text()
    outcome = newslint("gate", "a.txt", "--output", "csv:found.csv")
    assert verdict(outcome).startswith("FAILED: ") and outcome.err == ""


def test_a_document_that_cannot_be_read_is_an_error(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", CLEAN)
    write(home / "b.txt", b"%PDF-1.4\n\x00\x01")
    outcome = newslint("gate", ".", "--exit-zero")
    assert outcome.code == 2
    assert is_one_line_about(outcome.err, "b.txt")
    assert verdict(outcome) == "ERROR: 1 document could not be read or checked"


def test_an_empty_folder_fails_and_a_missing_one_is_an_error(
    newslint: Newslint, home: Path
) -> None:
    (home / "feed").mkdir()
    outcome = newslint("gate", "feed", "--min-score", "0")
    assert outcome.code == 1
    assert verdict(outcome) == "FAILED: no documents: an empty run passes no gate"
    assert newslint("gate", "fed").code == 2


def test_the_configuration_and_the_command_line_both_hold(newslint: Newslint, home: Path) -> None:
    write(home / "newslint.toml", "[gate.budgets]\nresidue = 0\n")
    write(home / "a.txt", FLAWED)
    assert newslint("gate", "a.txt", "--min-score", "1").code == 1
    assert newslint("gate", "a.txt", "--budget", "residue=1").code == 0
    assert newslint("gate", "a.txt", "--isolated", "--min-score", "1").code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--min-score", "x"], ["--min-score", '"x"']),
        (["--min-score", "-1"], ["--min-score"]),
        (["--max-failing", "error"], ["--max-failing", "NAME=LIMIT"]),
        (["--max-failing", "=3"], ["--max-failing", "NAME=LIMIT"]),
        (["--max-failing", "worning=3"], ["--max-failing", 'did you mean "warning"?']),
        (["--budget", "residue=x"], ["--budget", '"x" is no limit']),
        (["--budget", "promo-lnk=1"], ["--budget", 'did you mean "promo-link"?']),
        (["--baseline", "none.jsonl"], ["none.jsonl", "baseline create"]),
    ],
)
def test_an_odd_option_is_named(
    newslint: Newslint, home: Path, options: list[str], words: list[str]
) -> None:
    write(home / "a.txt", CLEAN)
    code, out, err = newslint("gate", "a.txt", *options)
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, *words)


def test_a_hostile_name_of_a_source_stays_in_its_line(newslint: Newslint, home: Path) -> None:
    name = "ha\x1b[2Jrbour\u202e"
    write(home / name / "a.txt", FLAWED)
    outcome = newslint("gate", ".", "--budget", f"source:{name}=0", "--budget", "source:a\nb=1")
    assert outcome.code == 1
    assert "\x1b" not in verdict(outcome) and "\u202e" not in outcome.out.decode()
    assert outcome.err.count("\n") == 1


def test_the_verdict_does_not_depend_on_the_number_of_processes(home: Path) -> None:
    for number in range(40):
        write(home / f"source{number % 3}" / f"{number}.txt", FLAWED if number % 5 == 0 else CLEAN)
    write(home / "source0" / "cut.txt", CUT)
    arguments = ["--budget", "source:source0=1", "--budget", "residue=2%", "--min-score", "99.9"]
    runs = {process("gate", str(home), *arguments, "--jobs", jobs) for jobs in ("1", "2")}
    (outcome,) = runs
    assert outcome.code == 1 and outcome.out.count(b";") == 2


def test_completion_knows_severities_and_rules(home: Path) -> None:
    def completed(words: str, number: int) -> bytes:
        return process(
            _NEWSLINT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(number)
        ).out

    assert b"error=" in completed("newslint gate --max-failing e", 3)
    assert b"promo-link=" in completed("newslint gate --budget promo", 3)
