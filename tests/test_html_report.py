"""The HTML report: golden bytes, hostile text read by a parser, and what it says of a run."""

from __future__ import annotations

import io
import json
import re
from base64 import b64encode
from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from html_samples import HOSTILE, TEXT, checked, fixed, hostile, page, sample
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import damaged_texts, punctuated_texts, texts
from test_reports import GOLDEN

import newslint
from newslint import __version__
from newslint.changes import Changes
from newslint.cli import run
from newslint.document import Document
from newslint.errors import UnstableError
from newslint.finding import Edit, Finding, Fix, Safety, Severity, named
from newslint.lines import Lines
from newslint.report import DocumentReport, Result
from newslint.reports import charts, html
from newslint.reports.notes import CLEANED, notes_of
from newslint.reports.sidebyside import Run, rows_of
from newslint.reports.text import visible
from newslint.resolution import Cleaned

ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "script", "header", "main", "footer"),
    *("section", "nav", "article", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "a"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "details"),
    *("summary", "span", "b", "bdi", "code", "sup", "del", "ins", "mark", "wbr", "svg", "defs"),
    *("pattern", "rect", "circle", "g", "label", "input", "fieldset", "legend", "output", "button"),
}
"""Every element that a template writes."""
ATTRIBUTES = {
    *(
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "href",
        "id",
        "role",
        "tabindex",
    ),
    *("aria-label", "aria-labelledby", "aria-describedby", "aria-hidden", "focusable", "hidden"),
    *(
        "title",
        "scope",
        "dir",
        "data-severity",
        "data-family",
        "data-later",
        "type",
        "value",
        "for",
    ),
    *("checked", "autocomplete", "spellcheck", "x", "y", "width", "height", "cx", "cy", "r"),
    *("patternUnits", "patternTransform"),
}


def parsed(results: list[Result]) -> Element:
    """The tree of a page as browsers read it."""
    # Bytes, as a file has them: a surrogate would not get through.
    tree: Element = html5lib.parse(
        page(results).encode(), transport_encoding="utf-8", namespaceHTMLElements=False
    )
    return tree


def name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def shown(element: Element) -> str:
    """The text of an element without numbers and reasons."""
    parts = [element.text or ""]
    for child in element:
        if name(child) != "sup" and child.get("class") != "why":
            parts.append(shown(child))
        parts.append(child.tail or "")
    return "".join(parts)


def classed(tree: Element, tag: str, wanted: str) -> list[Element]:
    return [each for each in tree.iter(tag) if wanted in each.get("class", "").split()]


def cells(article: Element) -> tuple[list[str], list[str]]:
    """The lines of the text and of its cleaned version, as they are shown."""
    [table] = classed(article, "table", "text") or [Element("table")]
    rows = [[shown(cell) for cell in row.iter("td")] for row in table.iter("tr")]
    before = [row[0] for row in rows if row]
    after = [row[-1] for row in rows if row]
    return before, after


def seen(text: str) -> list[str]:
    """The lines of a text that there is something to see of."""
    lines = [visible(line.text) for line in Lines(text)]
    return [line for line in lines if line.strip()]


def split(lines: list[str]) -> list[str]:
    return [line for cell in lines for line in cell.split("\n") if line.strip()]


def only_ours(tree: Element) -> None:
    """No element, attribute or address is there that a template does not write."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            raise AssertionError(f"a comment: {element.text!r}")
        assert name(element) in ELEMENTS, element.tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        if "href" in element.attrib:
            assert re.fullmatch(r"#(documents|d\d+([nba]\d+)?)", element.attrib["href"])
    assert len(list(tree.iter("script"))) == len(list(tree.iter("style"))) == 1


# What it writes


@pytest.mark.parametrize(
    ("results", "file"),
    [(sample(), "report.html"), ([fixed(TEXT)], "report-fixed.html")],
    ids=["check", "fix"],
)
def test_a_report_is_what_it_was(results: list[Result], file: str) -> None:
    made = page(results).replace(f"newslint {__version__}", "newslint VERSION")
    made = made.replace(f"<span>{__version__}<", "<span>VERSION<")
    # What it looks like is looked at.
    for word, asset in (("STYLE", "report.css"), ("SCRIPT", "report.js")):
        text = (html.TEMPLATES / asset).read_text(encoding="utf-8")
        hashed = b64encode(sha256(text.encode()).digest()).decode()
        assert made.count(text) == made.count(hashed) == 1
        made = made.replace(text, word).replace(hashed, f"{word}-HASH")
    expected = (GOLDEN / file).read_bytes().decode()
    assert made == expected


def test_style_and_script_are_let_in_by_their_hashes_and_nothing_else_is() -> None:
    tree = parsed(sample())
    [policy] = [each.get("content") for each in tree.iter("meta") if "http-equiv" in each.attrib]
    hashes = {
        tag: b64encode(sha256((element.text or "").encode()).digest()).decode()
        for tag in ("style", "script")
        for element in tree.iter(tag)
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; "
        f"script-src 'sha256-{hashes['script']}'; base-uri 'none'; form-action 'none'"
    )
    assert not [each for each in tree.iter() if "style" in each.attrib]


def test_a_report_of_nothing_is_a_page() -> None:
    tree = parsed([])
    only_ours(tree)
    assert "Report on 0 documents" in page([])


def test_the_notes_and_the_text_lead_to_each_other() -> None:
    for results in (sample(), hostile(), [fixed(TEXT)]):
        tree = parsed(results)
        names = [each.get("id") for each in tree.iter() if "id" in each.attrib]
        assert len(names) == len(set(names))
        for element in tree.iter():
            for attribute in ("aria-describedby", "aria-labelledby", "for"):
                assert element.get(attribute, names[0]) in names
            if "href" in element.attrib:
                assert element.attrib["href"][1:] in names


def test_what_changed_is_struck_out_or_put_in_and_what_did_not_is_marked() -> None:
    tree = parsed([checked(TEXT)])
    [article] = tree.iter("article")
    [body] = article.iter("tbody")
    assert [shown(each) for each in body.iter("del")] == [
        "Bridge opens after nine years",
        " ",
        "the the",
        "Also Read: Ferry\u00a0is sold",
    ]
    assert [shown(each) for each in body.iter("ins")] == ["the"]
    marks = [(shown(each), each.get("class")) for each in body.iter("mark")]
    once = [("Updated: 3 May 2021", "info"), ("said. had", "error"), ("{HEAD}", "warning")]
    assert Counter(marks) == Counter(once * 2)


def test_each_change_and_each_mark_tells_its_reason() -> None:
    [article] = parsed([checked(TEXT)]).iter("article")
    told = {}
    for run_ in classed(article, "span", "run"):
        [why] = classed(run_, "span", "why")
        told[shown(run_)] = "".join(why.itertext())
    assert "promo-link" in told["Also Read: Ferry\u00a0is sold"]
    assert (
        "Gone from the cleaned text through another fix." in told["Also Read: Ferry\u00a0is sold"]
    )
    assert "Suggestion, not made: Take out the full stop." in told["said. had"]
    assert "Unsafe fix, not made: Delete the shortcode." in told["{HEAD}"]
    assert "No fix: for an editor to decide." in told["Updated: 3 May 2021"]
    assert "shape: <i>doubled-word</i>" in told["the the"] and "done." in told["the"]


def test_a_missing_line_end_that_is_put_in_shows_as_a_sign() -> None:
    [article] = parsed([checked("The vote was close")]).iter("article")
    assert [each.get("class") for each in article.iter("ins")] == ["line"]


def test_the_text_that_cleaning_leaves_alone_stands_there_once() -> None:
    [article] = parsed([checked("All is well, and stays.\n")]).iter("article")
    assert [shown(each) for each in article.iter("td")] == ["All is well, and stays."]


# Hostile text


@pytest.mark.parametrize("results", [hostile(), sample()], ids=["hostile", "sample"])
def test_nothing_of_a_document_becomes_markup(results: list[Result]) -> None:
    only_ours(parsed(results))


def test_hostile_text_is_all_there_to_be_read() -> None:
    tree = parsed(hostile())
    for article, report in zip(tree.iter("article"), hostile(), strict=False):
        assert isinstance(report, DocumentReport) and report.cleaned is not None
        before, after = cells(article)
        assert split(before) == seen(HOSTILE)
        assert split(after) == seen(report.cleaned.text)
    assert "<U+202E>right" in page(hostile()).replace("&lt;", "<").replace("&gt;", ">")
    assert not set(page(hostile())) & set("\x00\x1b\x07\x9b\u202e\u2066\u2028\ud800\udfff")


@settings(max_examples=60)
@given(damaged_texts() | punctuated_texts() | texts(), st.text(max_size=20), st.booleans())
def test_any_text_is_shown_whole_on_both_sides_and_is_never_markup(
    text: str, path: str, repaired: bool
) -> None:
    known = {"title": text, "source": path, "encoding": text[:9], "language": text[-5:]}
    report = fixed_any(text, path) if repaired else checked(text, path, **known)
    tree = parsed([report])
    only_ours(tree)
    assert report.cleaned is not None
    [article] = tree.iter("article")
    before, after = cells(article)
    # A browser makes a line feed of a carriage return; `visible` leaves neither.
    assert split(before) == seen(text)
    assert split(after) == seen(report.cleaned.text)
    assert shown(next(iter(article.iter("h3")))) == visible(path)


def fixed_any(text: str, path: str) -> DocumentReport:
    report = checked(text, path)
    assert report.cleaned is not None
    return report._replace(
        document=report.document.with_text(report.cleaned.text), findings=report.cleaned.remaining
    )


@settings(max_examples=60)
@given(damaged_texts() | punctuated_texts())
@example("\n\x08\r0")
def test_rows_are_both_texts_and_every_note_shows_where_it_is(text: str) -> None:
    """With the real rules, whose fixes take several rounds."""
    document = Document(text)
    made = newslint.clean(text, unsafe=True)._replace(document=document)
    report = DocumentReport("-", document, newslint.check(text), cleaned=made)
    changes = Changes(made)
    notes = notes_of(report, changes)
    rows, count = rows_of(document, changes, notes, len(text) + len(made.text) + 1, 10_000)
    assert count == len(text)
    for side, whole in (("before", text), ("after", made.text)):
        written = [getattr(row, side) for row in rows]
        parts = [
            part.text if not isinstance(part, Run) else "".join(each.text for each in part.parts)
            for cell in written
            for part in [*(cell or ()), *([] if cell is None else [None])]
            if part is not None
        ]
        assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", "".join(seen(whole)))
        begun = [
            number
            for cell in written
            for part in cell or ()
            if isinstance(part, Run)
            for number in part.begun
        ]
        assert len(begun) == len(set(begun))
        lines = document.lines if side == "before" else Lines(made.text)
        expected = {
            number for number, note in enumerate(notes, 1) if getattr(note, side) and len(lines)
        }
        assert set(begun) == expected
    reported = Counter(each.fingerprint for each in report.findings)
    assert Counter(note.finding.fingerprint for note in notes if not note.later) == reported
    done = [note for note in notes if note.state == CLEANED]
    assert len(done) == len(made.applied)


def test_what_a_fix_cut_the_edge_off_is_still_the_same_finding() -> None:
    """The fix of one finding takes the first character of another, which stays."""
    text = "He said , had it.\n"
    document = Document(text)
    fix = Fix(Safety.SAFE, "Delete the blank", (Edit(7, 8),))
    blank = Finding("WSP005", "blank", "whitespace", Severity.INFO, 7, 9, "No.", fix=fix)
    lost = Finding("GAR001", "lost", "garble", Severity.ERROR, 7, 13, "No.")
    moved = lost._replace(end=12)
    made = Cleaned(
        document, "He said, had it.\n", (blank,), ((Edit(7, 8),),), (moved,), (), ((blank,),)
    )
    report = DocumentReport("-", document, named(document, (blank, lost)), cleaned=made)
    report = report._replace(cleaned=made._replace(by_round=((report.findings[1],),)))
    notes = notes_of(report, Changes(report.cleaned or made))
    assert [(each.finding.code, each.state, each.later) for each in notes] == [
        ("GAR001", "open", False),
        ("WSP005", "cleaned", False),
    ]
    assert (notes[0].before, notes[0].after) == (((7, 13),), ((7, 12),))


# What it says of a run


def test_more_documents_than_are_shown_are_sampled_and_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "SAMPLE", 3)
    good, bad, worst = "All is well, and stays.\n", "A , b, and more.\n", "He said. had left, so.\n"
    order = [good, bad, good, worst, good, bad, bad]
    results: list[Result] = [checked(text, f"n/{at}.txt") for at, text in enumerate(order)]
    tree = parsed(results)
    assert [shown(each) for each in tree.iter("h3")] == ["n/1.txt", "n/3.txt", "n/5.txt"]
    said = " ".join(shown(each) for each in classed(tree, "p", "sampling"))
    assert "3 of 7 documents" in said and "most errors" in said
    [families] = [each for each in tree.iter("table") if "Repairable" in "".join(each.itertext())]
    rows = {row[0].text: [cell.text for cell in row[2:]] for row in families.iter("tr")}
    assert rows["whitespace"] == ["3", "3"] and rows["garble"] == ["1", "0"]


def test_no_more_than_the_sample_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "SAMPLE", 5)
    renderer = html.Html(io.StringIO())
    for number in range(60):
        renderer.document(checked("a , b.\n\n" * (number % 7), f"{number}.txt"))
        assert len(renderer._sample) <= 5
    assert {each.counts for each in renderer._sample} == {(0, 6, 0)}


def test_all_documents_are_shown_while_there_is_room() -> None:
    assert "sampling" not in {each.get("class") for each in parsed(sample()).iter("p")}


def test_a_long_text_is_cut_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "CHARACTERS", 100)
    monkeypatch.setattr(html, "NOTES", 2)
    made = page([checked("word " * 30 + "\na , b , c , d, and so on\n")])
    assert "The first 100 of 176 characters are shown." in made
    assert "1 more findings are not listed." in made
    only_ours(parsed([checked("word " * 30 + "\na , b , c , d, and so on\n")]))


def test_a_document_that_could_not_be_cleaned_is_shown_as_it_is() -> None:
    report = checked(TEXT)._replace(cleaned=None)
    [article] = parsed([report]).iter("article")
    assert split(cells(article)[0]) == seen(TEXT)
    assert "A cleaned version could not be made" in "".join(article.itertext())


def test_failures_are_listed() -> None:
    made = page(sample())
    assert "Not checked: 1" in made and "it is a &lt;PDF&gt; document" in made


def test_the_charts_count_what_the_page_counts() -> None:
    tree = parsed(sample())
    titles = [each.text for each in tree.iter() if name(each) == "title"]
    assert "1 error, 5 warnings, 2 info" in titles
    assert "2021-05-03: 1 error, 5 warnings, 2 info" in titles
    assert "No day is known of 3 documents." in page(sample())


def counts(**of: int) -> Counter[Severity]:
    return Counter({Severity[level.upper()]: number for level, number in of.items()})


def test_bars_are_as_long_as_their_counts() -> None:
    first, second = charts.bars({"b": counts(info=1), "a": counts(error=1, warning=3)}, {"a": 2})
    assert (first.label, first.total, first.others, second.others) == ("a", 4, 2, 0)
    assert [tuple(each) for each in first.segments] == [("error", 0, 25), ("warning", 25, 75)]
    assert [tuple(each) for each in second.segments] == [("info", 0, 25)]


def test_sources_beyond_the_first_are_taken_together_and_unknown_ones_come_last() -> None:
    rows: dict[str | None, Counter[Severity]] = {
        f"s{number:02}": counts(info=20 - number) for number in range(16)
    }
    rows[None] = counts(error=99)
    bars, rest = charts.source_bars(rows, dict.fromkeys(rows, 1))
    assert [bar.label for bar in bars][-2:] == ["", None] and rest == 4
    assert sum(bar.total for bar in bars) == sum(each.total() for each in rows.values())
    assert sum(bar.others for bar in bars) == 17


@pytest.mark.parametrize(
    ("days", "unit", "columns"),
    [(1, "day", 1), (92, "day", 92), (93, "month", 5), (2_700, "month", 90), (36_000, "year", 99)],
)
def test_long_times_are_counted_by_month_or_year(days: int, unit: str, columns: int) -> None:
    first = date(1921, 1, 30)
    found = {first + timedelta(number): counts(info=1) for number in range(days)}
    line = charts.timeline(found, dict.fromkeys(found, 1))
    assert line is not None
    assert (line.unit, len(line.columns)) == (unit, columns)
    assert sum(column.total for column in line.columns) == days
    assert [bar.label for bar in line.columns] == sorted(str(bar.label) for bar in line.columns)


def test_no_dated_document_gives_no_timeline() -> None:
    assert charts.timeline({}, {}) is None


# The command line


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some documents, which is the current one."""
    monkeypatch.chdir(tmp_path)
    for number, text in enumerate((TEXT, "The mayor was late, he said on Monday.\n", HOSTILE)):
        data = text.replace("\x00", "").encode("utf-8", "ignore")
        (tmp_path / f"{number}.txt").write_bytes(data)
    return tmp_path


def test_check_shows_what_clean_would_make(
    articles: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = (articles / "0.txt").read_bytes()
    run(["check", "0.txt", "--output", "html:r.html", "--isolated"])
    assert (articles / "0.txt").read_bytes() == before
    tree: Any = html5lib.parse(Path("r.html").read_bytes(), namespaceHTMLElements=False)
    capfdbinary.readouterr()
    run(["clean", "0.txt", "--isolated"])
    cleaned = capfdbinary.readouterr().out.decode()
    assert cleaned != before.decode()
    assert split(cells(tree)[0]) == seen(before.decode())
    assert split(cells(tree)[1]) == seen(cleaned)


def test_fix_shows_what_it_made_of_what(articles: Path) -> None:
    before = (articles / "0.txt").read_bytes().decode()
    run(["fix", "0.txt", "--output", "html:r.html", "--isolated"])
    tree: Any = html5lib.parse(Path("r.html").read_bytes(), namespaceHTMLElements=False)
    assert split(cells(tree)[0]) == seen(before)
    assert split(cells(tree)[1]) == seen((articles / "0.txt").read_bytes().decode())


def test_the_page_is_the_same_whatever_the_number_of_processes(articles: Path) -> None:
    for jobs in ("1", "3"):
        run(["check", ".", "--output", f"html:{jobs}.html", "--isolated", "--jobs", jobs])
    assert Path("1.html").read_bytes() == Path("3.html").read_bytes()


def test_other_formats_and_the_exit_code_do_not_depend_on_the_page(articles: Path) -> None:
    alone = run(["check", ".", "--output", "json:a.json", "--isolated"])
    beside = run(["check", ".", "--output", "json:b.json", "--output", "html:b.html", "--isolated"])
    assert alone == beside
    assert json.loads(Path("a.json").read_text()) == json.loads(Path("b.json").read_text())


def test_a_text_that_does_not_settle_is_checked_and_shown_all_the_same(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unstable(*_: object) -> None:
        raise UnstableError("0.txt: the fixes do not settle")

    monkeypatch.setattr("newslint.corpus.examine.clean", unstable)
    assert run(["check", "0.txt", "--output", "html:r.html", "--isolated", "--jobs", "1"]) == 1
    assert "A cleaned version could not be made" in Path("r.html").read_text(encoding="utf-8")


def test_without_a_page_nothing_is_cleaned(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.corpus.examine.clean", None)
    assert run(["check", "0.txt", "--output", "json:r.json", "--isolated", "--jobs", "1"]) == 1
