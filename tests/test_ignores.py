"""Settled findings are counted, never shown, never fixed; and forgotten entries are reported."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from newslint import engine
from newslint.document import Document
from newslint.errors import ConfigError
from newslint.finding import Finding, Safety, Severity
from newslint.ignores import FILE_NAME, Entry, Ignores, StaleIgnore, load
from newslint.rule import Context, Rule, delete, delete_lines
from newslint.settings import Settings
from newslint.wording import fold

PROMO = "Also Read: the other story"


class Promo(Rule):
    """Lines that begin with "Also Read", deleted one a round."""

    code, name, family = "TST001", "promo", "residue"

    def check(self, ctx: Context) -> Iterable[Finding]:
        lines = [line for line in ctx.document.lines if line.text.startswith("Also Read")]
        for number, line in enumerate(lines):
            # Only the first has a fix: the second round sees another first.
            fix = delete_lines(ctx.document, line.index, line.index, Safety.SAFE)
            yield self.finding(line.start, line.end, "A promo.", fix=None if number else fix)


class Block(Rule):
    """The whole text after its first line, deleted at once."""

    code, name, family = "TST002", "block", "residue"

    def check(self, ctx: Context) -> Iterable[Finding]:
        start, end = ctx.document.text.index("\n") + 1, len(ctx.document.text)
        if start < end:
            yield self.finding(start, end, "A block.", fix=delete(start, end, Safety.SAFE))


def named(document: Document, rule: type[Rule] = Promo) -> tuple[Finding, ...]:
    return engine.check(document, [rule()], Settings())


def settled(*findings: Finding, path: str = "a.txt") -> Ignores:
    entries = [Entry(each.fingerprint, each.code, path, "a column") for each in findings]
    return Ignores(entries={entry.fingerprint: entry for entry in entries})


def fixed(document: Document, ignores: Ignores, rule: type[Rule] = Promo) -> str:
    return engine.fix(document, [rule()], Settings(), Safety.SAFE, ignores.ignored).text


def test_a_settled_finding_is_counted_apart() -> None:
    document = Document(f"One.\n{PROMO}\nTwo.\n{PROMO}\n", id="a.txt")
    first, second = named(document)
    assert settled(second).split(document, (first, second)) == ((first,), (second,))


def test_a_settled_finding_survives_the_end_of_its_twin() -> None:
    """After the first is deleted the second is the first of its kind, yet still the settled one."""
    document = Document(f"One.\n{PROMO}\nTwo.\n{PROMO}\nThree.\n", id="a.txt")
    _, second = named(document)
    assert fixed(document, settled(second)) == f"One.\nTwo.\n{PROMO}\nThree.\n"


def test_the_twin_of_a_settled_finding_is_not_settled_with_it() -> None:
    document = Document(f"{PROMO} A\nTwo.\n{PROMO} B\n", id="a.txt")
    first, _ = named(document)
    kept, ignored = settled(first).split(document, named(document))
    assert [document.text[each.start : each.end] for each in kept] == [f"{PROMO} B"]
    assert ignored == (first,)


def test_what_is_left_is_named_as_a_fresh_check_names_it() -> None:
    document = Document(f"One.\n{PROMO}\nTwo.\n{PROMO}\nThree.\n", id="a.txt")
    _, second = named(document)
    cleaned = engine.fix(document, [Promo()], Settings(), Safety.SAFE, settled(second).ignored)
    again = named(document.with_text(cleaned.text))
    assert cleaned.remaining == ()
    assert cleaned.ignored == again


def test_without_ignores_everything_goes() -> None:
    document = Document(f"One.\n{PROMO}\nTwo.\n{PROMO}\nThree.\n")
    assert fixed(document, Ignores()) == "One.\nTwo.\nThree.\n"


def test_nothing_is_reported_on_an_allowed_line_however_it_is_written() -> None:
    document = Document("One.\nALSO READ – “the other story”\nTwo.\n")
    finding = Finding("T", "t", "residue", Severity.INFO, 5, 34, "")
    allowed = Ignores(frozenset({fold(PROMO)}))
    assert allowed.ignored(document, finding)
    assert not Ignores(frozenset({fold("the other story")})).ignored(document, finding)


def test_a_line_is_looked_at_once_however_many_findings_are_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folded: list[str] = []
    monkeypatch.setattr("newslint.ignores.fold", lambda line: folded.append(line) or fold(line))
    document = Document("One word after another.\nTwo.\n")
    findings = [Finding("T", "t", "x", Severity.INFO, at, at + 1, "") for at in range(20)]
    assert Ignores(frozenset({"two"})).split(document, findings) == (tuple(findings), ())
    assert Ignores(frozenset({"one word after another"})).split(document, findings)[0] == ()
    assert folded == ["One word after another."] * 2


def test_a_fix_that_would_change_an_allowed_line_is_not_applied() -> None:
    document = Document(f"One.\nTwo.\n{PROMO}\nThree.\n")
    assert fixed(document, Ignores(frozenset({fold("Three.")})), Block) == document.text
    assert fixed(document, Ignores(frozenset({fold("One.")})), Block) == "One.\n"


def test_a_finding_on_blank_lines_is_not_on_an_allowed_line() -> None:
    document = Document("One.\n\n\nTwo.\n")
    finding = Finding("T", "t", "whitespace", Severity.INFO, 5, 7, "")
    assert not Ignores(frozenset({"one", "two"})).ignored(document, finding)
    assert not Ignores(frozenset({"one"})).ignored(Document(""), finding)


def test_a_stale_entry_is_reported_with_its_reason() -> None:
    document = Document("One.\n", id="a.txt")
    entry = Entry("0123456789abcdef", "TST001", "a.txt", "our column")
    ignores = Ignores(entries={entry.fingerprint: entry})
    (finding,) = ignores.stale(document, (), [Promo(), StaleIgnore()])
    assert (finding.code, finding.severity) == (StaleIgnore.code, Severity.INFO)
    assert "0123456789abcdef" in finding.message
    assert ("reason", "our column") in [(each.kind, each.text) for each in finding.evidence]


@pytest.mark.parametrize(
    ("path", "code", "rules"),
    [
        ("b.txt", "TST001", [Promo(), StaleIgnore()]),  # another document's
        ("a.txt", "RES001", [Promo(), StaleIgnore()]),  # its rule did not run
        ("a.txt", "TST001", [Promo()]),  # nobody asked
    ],
)
def test_an_entry_that_this_run_cannot_judge_is_not_stale(
    path: str, code: str, rules: list[Rule]
) -> None:
    entry = Entry("0123456789abcdef", code, path)
    ignores = Ignores(entries={entry.fingerprint: entry})
    assert ignores.stale(Document("One.\n", id="a.txt"), (), rules) == ()


def test_an_entry_that_matches_is_not_stale() -> None:
    document = Document(f"One.\n{PROMO}\n", id="a.txt")
    ignores = settled(*named(document))
    _, ignored = ignores.split(document, named(document))
    assert ignores.stale(document, ignored, [Promo(), StaleIgnore()]) == ()


def test_the_first_folder_with_an_ignore_file_counts(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    entry = {"fingerprint": "f1", "code": "RES001", "path": "a.txt", "reason": "ours"}
    (there / FILE_NAME).write_text(json.dumps(entry) + "\n\n")
    assert load([here, there]).entries == {"f1": Entry("f1", "RES001", "a.txt", "ours")}
    (here / FILE_NAME).write_text("")
    assert load([here, there]).entries == {}
    assert load([tmp_path]).entries == {}


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("{", "Expecting"),
        ("[]", "no JSON object"),
        ('{"fingerprint": "f", "code": "C"}', '"path" is missing'),
        ('{"fingerprint": "f", "code": "C", "path": "p", "reson": "r"}', '"reson"'),
        ('{"fingerprint": "f", "code": "C", "path": "p", "reason": 1}', "string"),
        ("[" * 100_000, "no entry"),
    ],
)
def test_a_broken_line_is_named_by_its_number(tmp_path: Path, line: str, trouble: str) -> None:
    file = tmp_path / FILE_NAME
    file.write_text('{"fingerprint": "f", "code": "C", "path": "p"}\n' + line)
    with pytest.raises(ConfigError) as caught:
        load([tmp_path])
    assert f"{file}:2: " in str(caught.value)
    assert trouble in str(caught.value)
