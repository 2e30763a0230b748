"""The counts of `newslint stats`: they add up, in every format, and do not depend on order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import Newslint, home, is_one_line_about, newslint, process, write
from test_gate import CLEAN, CUT, FLAWED

from newslint.corpus.statistics import Statistics
from newslint.document import Document
from newslint.finding import FAMILIES, Finding, Severity
from newslint.report import DocumentReport
from newslint.reports.statistics import COLUMNS, WRITERS, as_csv, as_json, as_tables, record

__all__ = ["home", "newslint"]  # fixtures

DATED = f"Budget rises\n\nMay 3, 2021\n\n{FLAWED}"


def reports() -> st.SearchStrategy[list[DocumentReport]]:
    finding = st.builds(
        lambda code, family, severity: Finding(code, code.lower(), family, severity, 0, 0, ""),
        st.sampled_from(["RES001", "TIT001", "WSP001"]),
        st.sampled_from(sorted(FAMILIES)),
        st.sampled_from(Severity),
    )
    document = st.builds(
        lambda source: Document("", source=source), st.sampled_from([None, "post", "echo"])
    )
    one = st.builds(
        DocumentReport, st.just("a"), document, st.lists(finding, max_size=5).map(tuple)
    )
    return st.lists(one, max_size=12)


def counted(reports: Iterable[DocumentReport]) -> Statistics:
    statistics = Statistics()
    for report in reports:
        statistics.add(report)
    return statistics


@given(reports())
def test_every_group_adds_up_to_all(made: list[DocumentReport]) -> None:
    figures = record(counted(made))
    findings = sum(len(each.findings) for each in made)
    assert figures["documents"] == len(made) == sum(each["documents"] for each in figures["scores"])
    for groups in ("families", "rules", "sources", "days"):
        assert sum(each["findings"] for each in figures[groups]) == findings
    for groups in ("sources", "days"):
        assert sum(each["documents"] for each in figures[groups]) == len(made)
    assert figures["documents_with_findings"] == sum(bool(each.findings) for each in made)
    assert sum(figures["severities"].values()) == findings


@given(reports(), st.randoms())
def test_the_order_of_the_documents_does_not_matter(
    made: list[DocumentReport], random: object
) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for write_figures in WRITERS.values():
        assert write_figures(counted(made)) == write_figures(counted(shuffled))


@given(reports())
def test_every_row_of_the_csv_has_every_column(made: list[DocumentReport]) -> None:
    head, everything, *rows = csv.reader(io.StringIO(as_csv(counted(made))))
    assert tuple(head) == COLUMNS
    assert everything[:3] == ["all", "", str(len(made))]
    assert all(len(row) == len(COLUMNS) for row in rows)


def sample() -> list[DocumentReport]:
    """Two documents of a source, one of them dated, and one of nowhere that a ceiling holds."""
    warning = Finding("RES001", "promo-link", "residue", Severity.WARNING, 0, 0, "")
    info = Finding("WSP001", "trailing-blank", "whitespace", Severity.INFO, 0, 0, "")
    stamp = Finding("MET002", "timestamp", "metadata", Severity.INFO, 0, 11, "")
    cut = Finding("TRU003", "cut-end", "truncation", Severity.ERROR, 0, 0, "")
    return [
        DocumentReport(
            "a", Document("May 3, 2021", source="新聞"), (stamp, warning, warning, info)
        ),
        DocumentReport("b", Document("", source="新聞"), ()),
        DocumentReport("c", Document(""), (cut,)),
    ]


TABLES = """\
documents   3, 2 with findings
findings    5: 1 error, 2 warning, 2 info
score       81 of 100
points lost 3.3 by error, 2.0 by warning, 0.3 by info, on average
held down   1 to a score of 50

By score
          documents
100               1
90 to 99          1
50 to 59          1

By family
            findings  documents  error  warning  info
residue            2          1      0        2     0
metadata           1          1      0        0     1
truncation         1          1      1        0     0
whitespace         1          1      0        0     1

By rule
                       findings  documents  error  warning  info
RES001 promo-link             2          1      0        2     0
MET002 timestamp              1          1      0        0     1
TRU003 cut-end                1          1      1        0     0
WSP001 trailing-blank         1          1      0        0     1

By source
           documents  flawed  findings  error  warning  info  score
新聞               2       1         4      0        2     2   96.5
(unknown)          1       1         1      1        0     0     50

By day
            documents  flawed  findings  error  warning  info  score
2021-05-03          1       1         4      0        2     2     93
(unknown)           2       1         1      1        0     0     75
"""


def test_the_tables_are_what_they_were() -> None:
    assert as_tables(counted(sample())) == TABLES


def test_the_json_has_its_fields() -> None:
    figures = json.loads(as_json(counted(sample())))
    assert list(figures) == [
        *("version", "documents", "documents_with_findings", "findings", "severities", "score"),
        *("points_lost", "ceilings", "scores", "families", "rules", "sources", "days"),
    ]
    assert figures["score"] == 81.0
    assert figures["points_lost"] == {"error": 10, "warning": 6, "info": 1}
    assert figures["ceilings"] == [{"ceiling": 50, "documents": 1}]
    assert [each["source"] for each in figures["sources"]] == ["新聞", None]
    assert [each["day"] for each in figures["days"]] == ["2021-05-03", None]
    assert figures["rules"][0] == {
        "code": "RES001",
        "name": "promo-link",
        "documents": 1,
        "findings": 2,
        "severities": {"error": 0, "warning": 2, "info": 0},
    }


def test_a_ceiling_that_changes_nothing_holds_nobody_down() -> None:
    cut = Finding("TRU003", "cut-end", "truncation", Severity.ERROR, 0, 0, "")
    statistics = counted([DocumentReport("a", Document(""), (cut,) * 6)])
    assert record(statistics)["ceilings"] == []


def test_no_documents_are_no_error_in_any_format() -> None:
    assert as_tables(Statistics()) == "No documents.\n"
    assert json.loads(as_json(Statistics()))["score"] is None
    assert as_csv(Statistics()).splitlines()[1] == "all,,0,0,0,0,0,0,"


def test_names_of_a_source_that_differ_in_capitals_or_www_are_one() -> None:
    names = ("Post.example", "www.post.example", "echo.example")
    statistics = counted(DocumentReport(n, Document("", source=n), ()) for n in names)
    assert {name: each.documents for name, each in statistics.sources.items()} == {
        "Post.example": 2,
        "echo.example": 1,
    }


def test_a_source_can_do_nothing_in_a_table() -> None:
    name = '=HYPERLINK("x")\x1b[2J\u202e\n'
    statistics = counted([DocumentReport("a", Document("", source=name), ())])
    for output in (as_tables(statistics), as_csv(statistics)):
        assert "\x1b" not in output and "\u202e" not in output
    assert "'=HYPERLINK" in as_csv(statistics)
    assert json.loads(as_json(statistics))["sources"][0]["source"] == name


# the command


def test_stats_counts_by_source_and_day(newslint: Newslint, home: Path) -> None:
    write(home / "post" / "a.txt", DATED)
    write(home / "post" / "b.txt", CLEAN)
    write(home / "echo" / "c.txt", CUT)
    code, out, err = newslint("stats", ".", "--format", "json")
    assert (code, err) == (0, "")
    figures = json.loads(out)
    assert {each["source"]: each["documents"] for each in figures["sources"]} == {
        "post": 2,
        "echo": 1,
    }
    assert {each["day"]: each["documents"] for each in figures["days"]} == {
        "2021-05-03": 1,
        None: 2,
    }
    assert newslint("stats", ".").out.startswith(b"documents   3, 2 with findings\n")


def test_stats_leave_out_what_is_ignored(newslint: Newslint, home: Path) -> None:
    write(home / "newslint.toml", 'allow-lines = ["Also Read: Mayor opens the new bridge"]\n')
    write(home / "a.txt", FLAWED)
    figures = json.loads(newslint("stats", ".", "--format", "json").out)
    assert (figures["findings"], figures["score"]) == (0, 100)


def test_a_document_that_cannot_be_read_is_named_and_the_rest_counted(
    newslint: Newslint, home: Path
) -> None:
    write(home / "a.txt", FLAWED)
    write(home / "b.txt", b"%PDF-1.4\n\x00\x01")
    code, out, err = newslint("stats", ".", "--format", "csv")
    assert code == 2 and is_one_line_about(err, "b.txt")
    assert out.splitlines()[1] == b"all,,1,1,1,0,1,0,97.0"


@pytest.mark.parametrize("format_", sorted(WRITERS))
def test_figures_do_not_depend_on_the_number_of_processes(home: Path, format_: str) -> None:
    for number in range(36):
        write(home / f"s{number % 5}" / f"{number}.txt", (FLAWED, CLEAN, CUT, DATED)[number % 4])
    runs = {
        process("stats", ".", "--format", format_, "--jobs", jobs, NO_COLOR="1")
        for jobs in ("1", "2")
    }
    (outcome,) = runs
    assert outcome.code == 0 and outcome.out


def test_an_unknown_format_is_refused(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    code, out, err = newslint("stats", "a.txt", "--format", "yaml")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "yaml", "table")
