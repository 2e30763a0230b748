"""Files of records repaired: the texts change, and every other byte stays."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import CLEANED, PROMO, TEXT, Newslint, home, is_one_line_about, newslint, write
from test_files import full_disk
from test_record_formats import table
from test_records import jsonl

from newslint.corpus.jsonfields import replaced
from newslint.corpus.rewriting import Rewriting
from newslint.document import Document
from newslint.errors import InputError
from newslint.journal import Journal
from newslint.report import DocumentReport, Repair

__all__ = ["home", "newslint"]  # fixtures

CAFE = "Café. " + TEXT
FEED = (
    b'\xef\xbb\xbf{ "id":1,  "text": ' + json.dumps(TEXT).encode() + b', "n": 1e3 }\r\n'
    b"\n"
    b'{"text": ' + json.dumps(CLEANED).encode() + b"}\n"
    b"{broken\n"
    b'{"meta": {"x": [1, {"text": "no"}]}, "text":'
    + json.dumps(CAFE, ensure_ascii=False).encode()
    + b',"text2":"\xc3\xa9"}\n'
    b'{"text": null}\n'
    b'\t{"text": ' + json.dumps(CAFE).encode() + b', "last": "\\u00e9\\/"}'
)
"""Lines of every style, the bad ones too."""
REPAIRED = FEED
for _ascii in (True, False):
    REPAIRED = REPAIRED.replace(
        json.dumps(TEXT, ensure_ascii=_ascii).encode()[1:],
        json.dumps(CLEANED, ensure_ascii=_ascii).encode()[1:],
    )


def test_the_texts_change_and_every_other_byte_stays(newslint: Newslint, home: Path) -> None:
    file = write(home / "feed.jsonl", FEED)
    code, out, err = newslint("fix", "feed.jsonl", *PROMO)
    assert code == 2  # for the lines that are bad
    assert [line.split(": ")[2] for line in err.splitlines()] == ["feed.jsonl:4", "feed.jsonl:6"]
    assert b"feed.jsonl#1 (1)\n  fixed RES001" in out
    assert b"Fixed 3 findings in 3 documents." in out
    assert file.read_bytes() == REPAIRED != FEED
    assert [path.name for path in home.iterdir()] == ["feed.jsonl"]
    # What is clean is not written again, and one undo gives all of it back.
    newslint("fix", "feed.jsonl", *PROMO)
    assert newslint("undo", "feed.jsonl").code == 0
    assert file.read_bytes() == FEED
    assert is_one_line_about(newslint("undo", "feed.jsonl").err, "nothing to undo")


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_clean_and_copies_are_what_fix_makes(newslint: Newslint, home: Path, jobs: str) -> None:
    write(home / "in/feed.jsonl", FEED)
    write(home / "in/clean.jsonl", jsonl({"text": CLEANED}))
    write(home / "in/b.txt")
    write(home / "newslint.toml", 'include = ["*.txt", "*.jsonl"]\n')
    code, out, _ = newslint("clean", "in/feed.jsonl", *PROMO)
    assert (code, out) == (2, REPAIRED)
    code, _, _ = newslint("fix", "in", *PROMO, "--output-dir", "out", "--jobs", jobs)
    assert code == 2
    assert (home / "in/feed.jsonl").read_bytes() == FEED
    made = {path.name: path.read_bytes() for path in (home / "out").iterdir()}
    assert made == {
        "feed.jsonl": REPAIRED,
        "clean.jsonl": (home / "in/clean.jsonl").read_bytes(),
        "b.txt": CLEANED.encode(),
    }


def test_nothing_is_written_where_nothing_changes(newslint: Newslint, home: Path) -> None:
    file = write(home / "feed.jsonl", jsonl({"text": CLEANED}))
    file.chmod(0o444)
    before = file.stat()
    assert newslint("fix", "feed.jsonl", *PROMO).code == 0
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert newslint("undo").out == b"There is nothing to undo.\n"


def test_a_field_within_an_object_is_repaired(newslint: Newslint, home: Path) -> None:
    file = write(home / "feed.jsonl", jsonl({"a": {"b": TEXT, "text": TEXT}, "text": TEXT}))
    assert newslint("fix", "feed.jsonl", *PROMO, "--text-field", "a.b").code == 0
    expected = {"a": {"b": CLEANED, "text": TEXT}, "text": TEXT}
    assert file.read_text() == jsonl(expected)


def test_many_files_are_repaired_in_one_run(newslint: Newslint, home: Path) -> None:
    for number in range(3):
        write(home / f"{number}.jsonl", jsonl(*[{"text": TEXT, "id": n} for n in range(20)], "{"))
        write(home / f"{number}.txt")
    paths = ["0.jsonl", "0.txt", "1.txt", "1.jsonl", "2.jsonl", "2.txt"]
    code, _, err = newslint("fix", *paths, *PROMO, "--jobs", "2")
    assert code == 2 and err.count("\n") == 3
    for number in range(3):
        lines = [json.loads(line) for line in (home / f"{number}.jsonl").open() if line != "{\n"]
        assert [line["text"] for line in lines] == [CLEANED] * 20
        assert (home / f"{number}.txt").read_text() == CLEANED


def test_the_diff_shows_the_texts(newslint: Newslint, home: Path) -> None:
    file = write(home / "feed.jsonl", jsonl({"text": CLEANED}, {"text": TEXT, "id": "a1"}))
    code, out, err = newslint("fix", "--diff", "feed.jsonl", *PROMO)
    assert (code, err) == (1, "")
    assert out.decode().startswith("--- feed.jsonl#2\n+++ feed.jsonl#2\n@@ ")
    assert b"\n-Also Read: Mayor opens the new bridge\n" in out
    assert file.read_text() == jsonl({"text": CLEANED}, {"text": TEXT, "id": "a1"})


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.warc.gz", "a.wet"])
@pytest.mark.parametrize(
    "command", [["fix"], ["fix", "--diff"], ["fix", "--output-dir", "out"], ["clean"]]
)
def test_of_no_other_kind_are_records_repaired(
    newslint: Newslint, home: Path, name: str, command: list[str]
) -> None:
    write(home / name, "nobody looks")
    code, _, err = newslint(*command, name, "--exit-zero" if command[0] == "fix" else "--isolated")
    assert code == 2
    assert is_one_line_about(err, f"{name}: newslint repairs no records but", "newslint.clean")
    assert (home / name).read_text() == "nobody looks"
    assert not (home / "out").exists()


@pytest.mark.parametrize("command", [["fix"], ["fix", "--output-dir", "out"], ["clean"]])
def test_a_pipe_is_not_repaired(newslint: Newslint, home: Path, command: list[str]) -> None:
    os.mkfifo("feed.jsonl")
    code, _, err = newslint(*command, "feed.jsonl")
    assert code == 2
    assert is_one_line_about(err, "feed.jsonl: no regular file")


def test_the_page_shows_the_records_of_a_table_cleaned(newslint: Newslint, home: Path) -> None:
    table(home / "a.parquet", {"text": [TEXT]})
    assert newslint("check", "a.parquet", *PROMO, "--output", "html:page.html").code == 1
    assert "<del" in (home / "page.html").read_text()


# what must not be lost


def test_a_file_that_cannot_be_written_is_named_and_stays(newslint: Newslint, home: Path) -> None:
    file = write(home / "feed.jsonl", jsonl(*[{"text": TEXT}] * 400))
    before = file.read_bytes()
    with full_disk(40_000):
        code, _, err = newslint("fix", "feed.jsonl", "--jobs", "1", "--quiet", *PROMO)
    assert code == 2
    assert is_one_line_about(err, "feed.jsonl: cannot be written", "it is as it was")
    assert file.read_bytes() == before
    assert [path.name for path in home.iterdir()] == ["feed.jsonl"]


def test_a_copy_never_takes_the_place_of_the_original(newslint: Newslint, home: Path) -> None:
    file = write(home / "feed.jsonl", jsonl({"text": TEXT}))
    code, _, err = newslint("fix", "feed.jsonl", "--output-dir", ".", "--quiet", *PROMO)
    assert code == 2
    assert is_one_line_about(err, "feed.jsonl: ", "would write over the original")
    assert file.read_text() == jsonl({"text": TEXT})


def repaired(number: int, before: str, after: str) -> DocumentReport:
    """The result of repairing the record in a line."""
    original = Document(before, path="feed.jsonl", record=number)
    repair = Repair(original, (), before.encode(), after.encode())
    return DocumentReport("feed.jsonl", original.with_text(after), (), repair=repair)


@pytest.mark.parametrize(
    "now",
    [
        jsonl({"text": "old"}, {"text": "another"}, {"text": "old"}),  # another text
        jsonl({"text": "old"}),  # fewer lines
        jsonl({"text": "old"}, {"body": "old"}, {}),  # no such field
        jsonl({"text": "old"}, "{", {}),
        jsonl({"text": "old"}, '{"text": 5}', {}),
    ],
)
def test_a_file_that_is_another_than_was_read_is_left_alone(home: Path, now: str) -> None:
    file = write(home / "feed.jsonl", now)
    with (
        pytest.raises(InputError, match=r"feed\.jsonl: changed while newslint was reading it"),
        Rewriting("feed.jsonl", "text", "feed.jsonl", Journal()) as rewriting,
    ):
        rewriting.add(repaired(2, "old", "new"))
        rewriting.finish()
    assert file.read_text() == now
    assert [path.name for path in home.iterdir()] == ["feed.jsonl"]


@pytest.mark.parametrize("late", [False, True])
def test_a_file_that_changes_while_it_is_copied_is_left_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    """Before its bytes go to the journal, or between that and its being written."""
    file = write(home / "feed.jsonl", jsonl({"text": "old"}))
    journal = Journal()
    record = journal.record_file

    def edited(*arguments: Any) -> None:
        if late:
            record(*arguments)
        file.write_text(jsonl({"text": "edited"}))
        if not late:
            record(*arguments)

    monkeypatch.setattr(journal, "record_file", edited)
    with (
        pytest.raises(InputError, match=r"^feed\.jsonl: changed while newslint was reading it"),
        Rewriting("feed.jsonl", "text", "feed.jsonl", journal) as rewriting,
    ):
        rewriting.add(repaired(1, "old", "new"))
        rewriting.finish()
    assert file.read_text() == jsonl({"text": "edited"})
    assert [path.name for path in home.iterdir()] == ["feed.jsonl"]
    assert not [path for path in (home.parent / "state").rglob("*") if path.is_file()]


_MEMORY = """
import resource, sys
from newslint.cli import run
arguments = sys.argv[1:]
code = run(arguments)
code = code or run(["undo", "-q", arguments[1]])
print(code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_file_that_is_repaired_and_undone(home: Path) -> None:
    def peak(name: str) -> int:
        arguments = ["fix", name, "-q", "--jobs", "1", "--no-model", *PROMO]
        done = subprocess.run(
            [sys.executable, "-c", _MEMORY, *arguments], capture_output=True, text=True, check=True
        )
        code, kibibytes = done.stdout.split()
        assert code == "0"
        return int(kibibytes)

    write(home / "small.jsonl", jsonl({"text": TEXT}))
    line = jsonl({"text": TEXT, "page": "x" * 200_000})
    write(home / "large.jsonl", line * 400)  # 80 MB
    assert peak("large.jsonl") < peak("small.jsonl") + 25_000


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_ended_leaves_nothing_behind(
    home: Path, number: signal.Signals, jobs: str
) -> None:
    lines = [{"text": TEXT, "id": number} for number in range(2000)]
    file = write(home / "feed.jsonl", jsonl(*lines))
    command = [sys.executable, "-m", "newslint", "fix", "feed.jsonl", "--jobs", jobs, "--no-model"]
    with subprocess.Popen(
        [*command, "--output", "jsonl"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as running:
        assert running.stdout is not None
        for _ in range(20):
            running.stdout.readline()
        assert len(list(home.iterdir())) == 2
        running.send_signal(number)
        running.stdout.read()
    assert running.returncode == 128 + number
    assert [path.name for path in home.iterdir()] == ["feed.jsonl"]
    assert file.read_text() == jsonl(*lines)


# one line

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(TEXTS, VALUES, max_size=4),
    st.dictionaries(TEXTS, VALUES, max_size=4),
    TEXTS,
    TEXTS,
    st.booleans(),
    st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", "  :  ")]),
    st.booleans(),
)
def test_one_string_is_replaced_and_nothing_else(
    head: dict[str, Any],
    tail: dict[str, Any],
    before: str,
    after: str,
    escaped: bool,
    separators: tuple[str, str],
    nested: bool,
) -> None:
    fields = {**head, "body": before, **{k: v for k, v in tail.items() if k != "body"}}
    value: dict[str, Any] = {"x": 1, "meta": fields, "body": 2} if nested else fields
    name = "meta.body" if nested else "body"
    line = json.dumps(value, ensure_ascii=escaped, separators=separators)
    new = replaced(line, name, before, after)
    fields["body"] = after
    assert json.loads(new) == json.loads(json.dumps(value))
    old, fresh = (json.dumps(text, ensure_ascii=line.isascii()) for text in (before, after))
    at = next(at for at in range(len(line)) if line[:at] + fresh + line[at + len(old) :] == new)
    assert line[at : at + len(old)] == json.dumps(before, ensure_ascii=escaped)


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ('{"text":"a"}', '{"text":"é/"}'.replace("é", "\\u00e9")),
        ('{"text":"a","x":"ü"}', '{"text":"é/","x":"ü"}'),
        ('{"text":"a\\/b","x":"ü"}', '{"text":"é\\/","x":"ü"}'),
        ('{"text":"no","text":"a"}', '{"text":"no","text":"\\u00e9/"}'),
        (' { "text" : "\\u0061" } ', ' { "text" : "\\u00e9/" } '),
        ('{"t\\u0065xt":"a"}', '{"t\\u0065xt":"\\u00e9/"}'),
    ],
)
def test_the_new_string_is_escaped_as_the_line_is(line: str, new: str) -> None:
    before = json.loads(line)["text"]
    assert replaced(line, "text", before, "é/") == new


def test_what_is_escaped_in_the_old_string_stays_so() -> None:
    # As PHP, Go and Java write: the line is no ASCII, and yet some characters are escaped.
    kept = "\\u003cb\\u003e \\u0026 \\u2028 \\u00E9 \\uD83D\\uDE00 \\/ \\u0022 \\\\ \\t ü"
    line = f'{{"text":"{kept} \\u0041A"}}'
    before = json.loads(line)["text"]
    assert replaced(line, "text", before, before[: -len(" AA")]) == f'{{"text":"{kept}"}}'
    # What stands there plain too is written plain.
    assert replaced('{"text":"a\\/b/cA\\u0041"}', "text", "a/b/cAA", "/A") == '{"text":"/A"}'


@given(st.lists(st.tuples(st.characters(exclude_categories=("Cs",)), st.booleans())), TEXTS)
def test_however_a_string_is_escaped_the_new_one_is_the_new_text(
    before: list[tuple[str, bool]], more: str
) -> None:
    def escaped(char: str, always: bool) -> str:
        units = char.encode("utf-16-be")
        codes = [units[at : at + 2].hex() for at in range(0, len(units), 2)]
        return "".join(f"\\u{c}" for c in codes) if always else json.dumps(char)[1:-1]

    inner = "".join(escaped(*each) for each in before)
    old = "".join(char for char, _ in before)
    new = replaced(f'{{"text":"{inner}"}}', "text", old, old[::-1] + more)
    assert json.loads(new)["text"] == old[::-1] + more
    assert new.isascii()


@pytest.mark.parametrize(
    "line", ["", "{", "[]", '"a"', "{}", '{"text": "b"}', '{"text" "a"}', '{"text": ', '{"a": {}}']
)
def test_a_line_that_does_not_hold_the_text_is_an_error(line: str) -> None:
    for name in ("text", "text.a", "a.text"):
        with pytest.raises(ValueError):
            replaced(line, name, "a", "b")
