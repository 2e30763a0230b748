"""The command line as its users meet it: exit codes, bytes, files, errors of one line."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from newslint import __version__
from newslint.cli import COMMANDS, run
from newslint.cli.progress import Progress

TEXT = """The council voted on Monday to raise the budget for schools.

Also Read: Mayor opens the new bridge

The mayor said on Tuesday that the vote had been close.
"""
CLEANED = """The council voted on Monday to raise the budget for schools.

The mayor said on Tuesday that the vote had been close.
"""
PROMO = ["--select", "promo-link"]


class Outcome(NamedTuple):
    code: int
    out: bytes
    err: str


Newslint = Callable[..., Outcome]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current directory, and a journal of its own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NEWSLINT_STATE_DIR", str(tmp_path / "state"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def newslint(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Newslint:
    """Runs the command line in this process."""

    def call(*arguments: str) -> Outcome:
        code = run(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err.decode())

    return call


def process(*arguments: str, stdin: bytes = b"", **environment: str) -> Outcome:
    """Runs the command line as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr.decode())


def write(path: Path, text: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def is_one_line_about(error: str, *words: str) -> bool:
    return (
        error.startswith("newslint: error: ")
        and error.count("\n") == 1
        and all(word in error for word in words)
    )


# check


def test_check_reports_and_exits_with_1(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    code, out, err = newslint("check", "a.txt", *PROMO)
    assert (code, err) == (1, "")
    assert b"a.txt" in out and b"3:1" in out and b"RES001 promo-link" in out and b"^^^^" in out
    assert b"1 fixable with `newslint fix`." in out
    assert b"\x1b" not in out
    assert (home / "a.txt").read_text() == TEXT


def test_check_of_a_clean_file_exits_with_0(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", CLEANED)
    code, out, err = newslint("check", "a.txt", *PROMO)
    assert (code, out, err) == (0, b"No findings in 1 document.\n", "")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--fail-level", "error"], 0),
        (["--fail-level", "warning"], 1),
        (["--exit-zero"], 0),
        (["--ignore", "residue"], 0),
        (["--ignore", "RES001,title"], 0),
        (["--ignore", "title", "--ignore", "RES"], 0),
        (["--quiet"], 1),
    ],
)
def test_the_exit_code_follows_the_options(
    newslint: Newslint, home: Path, options: list[str], expected: int
) -> None:
    write(home / "a.txt")
    assert newslint("check", "a.txt", *PROMO, *options).code == expected


def test_extend_select_adds_to_what_is_selected(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    assert newslint("check", "a.txt", "--select", "title").code == 0
    assert newslint("check", "a.txt", "--select", "title", "--extend-select", "RES001").code == 1


def test_quiet_prints_nothing(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    assert newslint("check", "a.txt", "--quiet", *PROMO)[1:] == (b"", "")


def test_one_bad_file_never_stops_the_others(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", b"%PDF-1.7 ...")
    write(home / "b.txt")
    code, out, err = newslint("check", "gone.txt", "a.txt", "b.txt", "--output-format", "concise")
    assert code == 2
    assert out.startswith(b"b.txt:3:1: RES001 ")
    first, second = err.splitlines(keepends=True)
    assert is_one_line_about(first, "gone.txt: no such file")
    assert is_one_line_about(second, "a.txt: ", "PDF")


def test_a_failure_is_an_error_even_with_exit_zero(newslint: Newslint, home: Path) -> None:
    assert newslint("check", "gone.txt", "--exit-zero").code == 2


def test_a_file_over_the_limit_is_refused_by_name(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    code, _, err = newslint("check", "a.txt", "--max-size", "20")
    assert code == 2
    assert is_one_line_about(err, "a.txt", "--max-size")


def test_a_folder_is_read_for_its_texts(newslint: Newslint, home: Path) -> None:
    write(home / "news/a.txt")
    write(home / "news/deep/b.txt")
    write(home / "news/c.py")
    out = newslint("check", "news", "--output-format", "concise", *PROMO).out.decode()
    assert [line.partition(":")[0] for line in out.splitlines()] == [
        "news/a.txt",
        "news/deep/b.txt",
    ]


@pytest.mark.parametrize("arguments", [["check"], ["fix"], ["fix", "--diff"]])
def test_a_run_with_nothing_to_read_says_so(
    newslint: Newslint, home: Path, arguments: list[str]
) -> None:
    write(home / "news/a.md")
    code, out, err = newslint(*arguments, "news")
    assert (code, out) == (0, b"")
    assert err.startswith("newslint: note: there was nothing to read in news: ")
    assert "(*.txt)" in err and err.count("\n") == 1
    assert newslint(*arguments, "news", "--quiet") == (0, b"", "")
    write(home / "news/a.txt", CLEANED)
    assert newslint(*arguments, "news", *PROMO).err == ""


def test_a_document_that_needs_too_much_memory_is_no_fault_of_newslint(
    newslint: Newslint, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("newslint.rules.residue.PromoLink.check", exhausted)
    write(home / "a.txt")
    code, _, err = newslint("check", "a.txt", *PROMO)
    assert code == 2
    assert is_one_line_about(err, "a.txt", "not enough memory")
    assert "report" not in err
    monkeypatch.setattr("newslint.cli.session.prepare", exhausted)
    code, _, err = newslint("check", "a.txt", *PROMO)
    assert code == 2
    assert is_one_line_about(err, "not enough memory")
    assert "report" not in err


def test_standard_input_is_checked(home: Path) -> None:
    code, out, err = process(
        "check", "-", "--output-format", "concise", *PROMO, stdin=TEXT.encode()
    )
    assert (code, err) == (1, "")
    assert out.startswith(b"-:3:1: RES001 ")


def test_no_model_and_language_are_taken(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    out = newslint(
        "check", "a.txt", "--no-model", "--language", "pt", "--output-format", "json"
    ).out
    assert json.loads(out)["documents"][0]["language"] == "pt"


def test_the_number_of_jobs_changes_no_byte(newslint: Newslint, home: Path) -> None:
    for number in range(40):
        write(home / f"news/{number:02}.txt", TEXT * (number % 3) + CLEANED)
    outputs = {
        newslint("check", "news", "--jobs", jobs, "--output-format", "json", *PROMO)[:2]
        for jobs in ("1", "2", "4")
    }
    assert len(outputs) == 1


# output


def test_one_run_goes_to_several_places(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    outputs = ["--output", "json:report.json", "--output", "jsonl:lines.jsonl"]
    _, out, _ = newslint("check", "a.txt", *PROMO, *outputs, "--output", "concise")
    assert out.startswith(b"a.txt:3:1: RES001 ")
    report = json.loads((home / "report.json").read_text())
    assert report["version"] == __version__
    assert report["documents"] == [json.loads((home / "lines.jsonl").read_text())]
    assert sorted(path.name for path in home.iterdir()) == ["a.txt", "lines.jsonl", "report.json"]


def test_two_formats_on_standard_output_are_refused(newslint: Newslint, home: Path) -> None:
    code, out, err = newslint("check", "a.txt", "--output", "json", "--output-format", "concise")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "FORMAT:FILE")


@pytest.mark.parametrize("second", ["report.txt", "./report.txt", "link.txt"])
def test_two_formats_in_one_file_are_refused(newslint: Newslint, home: Path, second: str) -> None:
    write(home / "a.txt")
    (home / "link.txt").symlink_to("report.txt")
    outputs = ["--output", "json:report.txt", "--output", f"concise:{second}"]
    code, _, err = newslint("check", "a.txt", *outputs)
    assert code == 2
    assert is_one_line_about(err, "two reports cannot both be written to ")
    assert not (home / "report.txt").exists()


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_two_formats_may_go_to_one_device(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    outputs = ["--output", "json:/dev/null", "--output", "concise:/dev/null"]
    assert newslint("check", "a.txt", *PROMO, *outputs) == (1, b"", "")


def test_a_report_never_takes_the_place_of_a_document(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    code, _, err = newslint("check", ".", "--output", "concise:a.txt")
    assert code == 2
    assert is_one_line_about(err, "a.txt", "over the document")
    assert (home / "a.txt").read_bytes() == TEXT.encode()


@pytest.mark.parametrize("name", ["x/../a.txt", "./a.txt", "link.txt", "deep/../a.txt"])
def test_a_report_never_takes_it_by_another_name(newslint: Newslint, home: Path, name: str) -> None:
    write(home / "a.txt")
    (home / "deep").mkdir()
    (home / "link.txt").symlink_to("a.txt")
    code, _, err = newslint("check", "a.txt", "--output", f"json:{name}")
    assert code == 2
    assert is_one_line_about(err, "a.txt", "over the document")
    assert (home / "a.txt").read_bytes() == TEXT.encode()


def test_a_report_goes_where_a_link_leads(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    (home / "latest.txt").symlink_to("today.txt")
    (home / "today.txt").write_text("before")
    newslint("check", "a.txt", *PROMO, "--output", "concise:latest.txt")
    assert (home / "latest.txt").is_symlink()
    assert (home / "today.txt").read_text().startswith("a.txt:3:1: RES001 ")


def test_an_unknown_format_is_refused_with_a_suggestion(newslint: Newslint, home: Path) -> None:
    code, _, err = newslint("check", "a.txt", "--output", "jsn:x")
    assert code == 2
    assert is_one_line_about(err, 'did you mean "json', "concise")


def test_a_report_that_cannot_be_written_is_an_error(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    code, _, err = newslint("check", "a.txt", "--output", "json:nowhere/report.json")
    assert code == 2
    assert is_one_line_about(err, "nowhere/report.json")


def test_a_run_that_ends_early_leaves_an_old_report_alone(newslint: Newslint, home: Path) -> None:
    write(home / "report.json", "old")
    code, _, _ = newslint("check", "a.txt", "--output", "json:report.json", "--output", "nonsense")
    assert code == 2
    assert (home / "report.json").read_text() == "old"
    assert [path.name for path in home.iterdir()] == ["report.json"]


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_terminals_or_when_forced(
    home: Path, environment: dict[str, str], colours: bool
) -> None:
    write(home / "a.txt")
    assert (b"\x1b[" in process("check", "a.txt", *PROMO, **environment).out) is colours
    assert (b"\x1b[" in process("fix", "--diff", "a.txt", *PROMO, **environment).out) is colours


def test_json_is_utf8_whatever_the_locale(home: Path) -> None:
    write(home / "नया.txt", "समाचार\n")
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    code, out, _ = process("check", "नया.txt", "--output-format", "json", **environment)
    assert code in (0, 1)
    assert json.loads(out.decode("utf-8"))["documents"][0]["path"] == "नया.txt"
    assert process("check", "नया.txt", **environment).code in (0, 1)


# fix


def test_fix_repairs_in_place_and_says_what(newslint: Newslint, home: Path) -> None:
    file = write(home / "a.txt")
    code, out, err = newslint("fix", "a.txt", *PROMO)
    assert (code, err) == (0, "")
    assert file.read_text() == CLEANED
    assert b"fixed RES001 promo-link" in out
    assert b"Fixed 1 finding in 1 document." in out
    code, out, _ = newslint("fix", "a.txt", *PROMO)
    assert (code, out) == (0, b"No findings in 1 document.\n")


def test_fix_exits_with_1_while_something_is_left(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    write(home / "newslint.toml", "[severity]\nmetadata = 'error'\n")
    write(home / "b.txt", "By Jane Doe\n\n" + TEXT)
    assert newslint("fix", "b.txt", "--select", "byline,promo-link").code == 1
    assert newslint("fix", "b.txt", "--select", "byline", "--exit-zero").code == 0


def test_a_name_is_told_with_all_its_blanks(newslint: Newslint, home: Path) -> None:
    assert is_one_line_about(newslint("check", "a  b.txt").err, "a  b.txt: no such")


def test_a_current_directory_that_is_gone_is_named(tmp_path: Path) -> None:
    program = f"{shlex.quote(sys.executable)} -m newslint"
    (tmp_path / "gone").mkdir()
    done = subprocess.run(
        ["sh", "-c", f"cd gone && rmdir ../gone && exec {program} check ../a.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert is_one_line_about(done.stderr, "the current directory, which is gone")


def test_config_is_asked_about_one_path_that_is_there(newslint: Newslint, home: Path) -> None:
    code, out, _ = newslint("config", "-")
    assert (code, out.splitlines()[0]) == (0, b"# configuration file: none")
    for arguments in (["gone"], [".", "."]):
        code, out, err = newslint("config", *arguments)
        assert (code, out) == (2, b"")
        assert is_one_line_about(err, arguments[-1], "newslint config --help")


def test_a_link_that_leads_round_in_a_circle_costs_only_itself(
    newslint: Newslint, home: Path
) -> None:
    write(home / "a.txt")
    (home / "loop.txt").symlink_to("loop.txt")
    code, out, err = newslint("check", "loop.txt", "a.txt", *PROMO, "--output-format", "concise")
    assert code == 2
    assert out.startswith(b"a.txt:3:1: RES001")
    assert is_one_line_about(err, "loop.txt", "symbolic links")


def test_undo_gives_every_byte_back(newslint: Newslint, home: Path) -> None:
    original = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    file = write(home / "a.txt", original)
    newslint("fix", "a.txt", *PROMO)
    assert file.read_bytes() == b"\xef\xbb\xbf" + CLEANED.replace("\n", "\r\n").encode()
    code, out, _ = newslint("undo", "a.txt")
    assert (code, out) == (0, b"a.txt: as it was before\n")
    assert file.read_bytes() == original
    code, _, err = newslint("undo", "a.txt")
    assert code == 2
    assert is_one_line_about(err, "a.txt", "nothing to undo")
    assert newslint("undo", "--list", "a.txt").out == b"There is nothing to undo.\n"


def test_undo_of_a_folder_undoes_what_is_below_it(newslint: Newslint, home: Path) -> None:
    files = [write(home / name) for name in ("news/a.txt", "news/deep/b.txt", "other/c.txt")]
    newslint("fix", "news", "other", *PROMO)
    assert len(newslint("undo", "--list").out.splitlines()) == 3
    assert newslint("undo", "news").code == 0
    assert [file.read_text() == TEXT for file in files] == [True, True, False]
    assert newslint("undo").code == 0
    assert files[2].read_text() == TEXT
    assert newslint("undo").out == b"There is nothing to undo.\n"


def test_undo_leaves_a_file_alone_that_was_changed_since(newslint: Newslint, home: Path) -> None:
    changed, other = write(home / "a.txt"), write(home / "b.txt")
    newslint("fix", "a.txt", "b.txt", *PROMO)
    changed.write_text("rewritten")
    code, out, err = newslint("undo", "a.txt", "b.txt", "--quiet")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "a.txt", "changed")
    assert (changed.read_text(), other.read_text()) == ("rewritten", TEXT)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_undo_knows_nothing_of_a_fix_that_failed(newslint: Newslint, home: Path) -> None:
    os.mkfifo(home / "r.txt")
    with subprocess.Popen(["sh", "-c", 'printf %s "$1" > r.txt', "sh", TEXT]):
        code, _, err = newslint("fix", "r.txt", *PROMO)
    assert code == 2
    assert is_one_line_about(err, "r.txt", "no regular file")
    assert newslint("undo", "--list").out == b"There is nothing to undo.\n"
    code, _, err = newslint("undo", "r.txt")
    assert code == 2
    assert is_one_line_about(err, "r.txt", "nothing to undo")


def test_diff_writes_nothing_and_exits_with_1(newslint: Newslint, home: Path) -> None:
    file = write(home / "a.txt")
    code, out, err = newslint("fix", "--diff", "a.txt", *PROMO)
    assert (code, err) == (1, "")
    assert file.read_text() == TEXT
    assert b"-Also Read: Mayor opens the new bridge\n" in out
    assert newslint("fix", "--diff", "a.txt", "--exit-zero", *PROMO).code == 0
    write(file, CLEANED)
    assert newslint("fix", "--diff", "a.txt", *PROMO) == (0, b"", "")


@pytest.mark.needs("patch")
@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + TEXT.partition("\n\n")[2].encode(),
        (CLEANED + "\nAlso Read: Mayor opens the new bridge").encode(),
        TEXT.rstrip("\n").encode(),
    ],
    ids=["plain", "crlf", "bom", "no newline, last line goes", "no newline, last line stays"],
)
def test_patch_makes_of_the_diff_what_fix_writes(
    newslint: Newslint, home: Path, data: bytes
) -> None:
    file = write(home / "a.txt", data)
    diff = newslint("fix", "--diff", "a.txt", *PROMO).out
    assert diff
    command = ["patch", "--binary", "-p0"]
    subprocess.run(command, input=diff, cwd=home, check=True, capture_output=True)
    patched = file.read_bytes()
    write(file, data)
    newslint("fix", "a.txt", *PROMO)
    assert file.read_bytes() == patched != data


@pytest.mark.needs("patch")
@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("two words.txt", b"--- two words.txt\t\n"),
        ("deep/é .txt", "--- deep/é .txt\t\n".encode()),
        (" one.txt", b'--- " one.txt"\n'),
        ("a\tb.txt", b'--- "a\\tb.txt"\n'),
        ("a\nb c.txt", b'--- "a\\nb c.txt"\n'),
        ('say "a".txt', b'--- "say \\"a\\".txt"\n'),
        ("back\\slash.txt", b'--- "back\\\\slash.txt"\n'),
        ("\x1b[2J\u202e.txt", b'--- "\\033[2J\\342\\200\\256.txt"\n'),
        (os.fsdecode(b"\xff.txt"), b'--- "\\377.txt"\n'),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="needs file names of any bytes")
def test_patch_finds_the_file_whatever_its_name(
    newslint: Newslint, home: Path, name: str, head: bytes
) -> None:
    file = write(home / name)
    diff = newslint("fix", "--diff", name, *PROMO).out
    assert diff.startswith(head + head.replace(b"---", b"+++"))
    command = ["patch", "--binary", "-p0"]
    subprocess.run(command, input=diff, cwd=home, check=True, capture_output=True)
    assert file.read_text() == CLEANED


def test_copies_go_below_the_output_folder(newslint: Newslint, home: Path) -> None:
    files = [write(home / "news/a.txt"), write(home / "news/deep/b.txt", CLEANED)]
    code, _, _ = newslint("fix", "news", "--output-dir", "cleaned", *PROMO)
    assert code == 0
    assert (home / "cleaned/a.txt").read_text() == CLEANED
    assert (home / "cleaned/deep/b.txt").read_text() == CLEANED
    assert [file.read_text() for file in files] == [TEXT, CLEANED]
    assert newslint("undo", "--list").out == b"There is nothing to undo.\n"


def test_files_of_one_name_in_two_folders_keep_apart(newslint: Newslint, home: Path) -> None:
    write(home / "one/a.txt")
    write(home / "two/a.txt", CLEANED + "Two.\n")
    newslint("fix", "one/a.txt", "two/a.txt", "--output-dir", "cleaned", *PROMO)
    assert (home / "cleaned/one/a.txt").read_text() == CLEANED
    assert (home / "cleaned/two/a.txt").read_text() == CLEANED + "Two.\n"


def test_copies_never_go_over_the_originals(newslint: Newslint, home: Path) -> None:
    file = write(home / "news/a.txt")
    code, _, err = newslint("fix", "news", "--output-dir", "news", *PROMO)
    assert code == 2
    assert is_one_line_about(err, "news/a.txt", "original")
    assert file.read_text() == TEXT


def below(folder: Path) -> list[str]:
    """The files below a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_copies_of_what_lies_elsewhere_go_below_the_output_folder_too(
    newslint: Newslint, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home / "other/a.txt")
    write(home / "here/sub/b.txt")
    precious = write(home / "here/other/a.txt", "precious")
    monkeypatch.chdir(home / "here")
    code, _, _ = newslint("fix", "../other/a.txt", "sub/b.txt", "--output-dir", "out", *PROMO)
    assert code == 0
    assert precious.read_text() == "precious"
    assert below(home / "here/out") == ["here/sub/b.txt", "other/a.txt"]
    newslint("fix", "../other", "../here/sub/b.txt", "--output-dir", "again", *PROMO)
    assert below(home / "here/again") == ["here/sub/b.txt", "other/a.txt"]


@pytest.mark.parametrize("link", ["out", "out/deep", "out/deep/a.txt"])
def test_copies_never_leave_the_output_folder_by_a_link(
    newslint: Newslint, home: Path, link: str
) -> None:
    write(home / "news/deep/a.txt")
    precious = write(home / "elsewhere/deep/a.txt", "precious")
    (home / link).parent.mkdir(parents=True, exist_ok=True)
    (home / link).symlink_to(home / "elsewhere" / Path(link).relative_to("out"))
    code, _, err = newslint("fix", "news", "--output-dir", "out", *PROMO)
    if link == "out":  # the folder itself may be elsewhere
        assert (code, precious.read_text()) == (0, CLEANED)
        return
    assert code == 2
    assert is_one_line_about(err, "news/deep/a.txt", "would not lie below --output-dir out")
    assert precious.read_text() == "precious"


@pytest.mark.parametrize(
    ("paths", "folder", "word"),
    [
        (["."], "sub", "may be no copy"),
        (["."], "sub/sub", "may be no copy"),
        (["sub"], ".", "original"),
        (["sub", "a.txt"], "sub", "original"),
        (["a.txt", "sub/a.txt"], "sub", "original"),
        (["."], ".", "original"),
        (["."], "link", "may be no copy"),
        (["link", "link/sub"], ".", "original"),
    ],
)
def test_copies_never_go_over_another_document_of_the_run(
    newslint: Newslint, home: Path, paths: list[str], folder: str, word: str
) -> None:
    names = ("a.txt", "b.txt", "sub/a.txt", "sub/sub/a.txt", "sub/sub/sub/a.txt")
    files = [write(home / name, TEXT.replace("council", name)) for name in names]
    (home / "link").symlink_to("sub")
    before = [file.read_text() for file in files]
    code, _, err = newslint("fix", *paths, "--output-dir", folder, *PROMO)
    assert code == 2
    assert is_one_line_about(err, "--output-dir", word)
    assert [file.read_text() for file in files] == before
    assert below(home) == sorted(names)  # and nothing was written before it stopped


def test_two_copies_never_go_to_one_file(newslint: Newslint, home: Path) -> None:
    write(home / "one/a.txt")
    write(home / "two/a.txt")
    (home / "out/one").mkdir(parents=True)
    (home / "out/two").symlink_to("one")
    code, _, err = newslint("fix", "one", "two", "--output-dir", "out", *PROMO)
    assert code == 2
    assert is_one_line_about(err, "one/a.txt", "two/a.txt", "both")


@pytest.mark.parametrize("folder", ["out", "./deep/../out", "deep/out"])
def test_copies_within_what_is_read_are_not_read_again(
    newslint: Newslint, home: Path, folder: str
) -> None:
    file = write(home / "a.txt")
    write(home / "deep/b.txt", CLEANED)
    out = home / folder
    for text in (TEXT, TEXT + "\nIt will meet again in May.\n"):
        write(file, text)
        code, _, err = newslint("fix", ".", "--output-dir", folder, *PROMO)
        assert (code, err) == (0, "")
        assert below(out) == [".newslint-copies", "a.txt", "deep/b.txt"]
        assert (out / "a.txt").read_text() == text.replace(TEXT, CLEANED)
    write(home / "newslint.toml", 'include = ["*.txt", "*copies*"]')
    assert b".newslint-copies" not in newslint("check", ".", "--output-format", "json").out
    # Named itself, a copy is a document like others.
    code, _, err = newslint("fix", ".", str(out / "a.txt"), "--output-dir", folder, *PROMO)
    assert code == 2
    assert is_one_line_about(err, "a.txt", "original")


def test_a_folder_of_copies_elsewhere_holds_nothing_else(newslint: Newslint, home: Path) -> None:
    write(home / "news/a.txt")
    for _ in range(2):
        assert newslint("fix", "news", "--output-dir", "out", *PROMO).code == 0
    assert below(home / "out") == ["a.txt"]


def test_diff_and_output_folder_contradict_each_other(newslint: Newslint, home: Path) -> None:
    code, _, err = newslint("fix", "--diff", "--output-dir", "x", "a.txt")
    assert code == 2
    assert is_one_line_about(err, "--output-dir")


def test_fix_of_standard_input_writes_the_cleaned_text(home: Path) -> None:
    assert process("fix", "-", *PROMO, stdin=TEXT.encode()) == (0, CLEANED.encode(), "")
    code, out, _ = process("fix", "--diff", "-", *PROMO, stdin=TEXT.encode())
    assert (code, out.startswith(b"--- -\n+++ -\n@@")) == (1, True)


def test_the_diff_and_a_report_do_not_mix(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    code, out, err = newslint("fix", "--diff", "a.txt", "--output-format", "json")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "--output FORMAT:FILE")
    code, out, _ = newslint("fix", "--diff", "a.txt", *PROMO, "--output", "json:report.json")
    assert (code, out[:4]) == (1, b"--- ")
    assert json.loads((home / "report.json").read_text())["summary"]["fixed"] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names of any bytes")
def test_a_file_whose_name_is_no_text_is_fixed_and_undone(newslint: Newslint, home: Path) -> None:
    name = os.fsdecode(b"news-\xff\x1b[2J.txt")
    file = write(home / name)
    code, out, _ = newslint("fix", ".", *PROMO)
    assert code == 0
    assert file.read_text() == CLEANED
    assert b"\x1b" not in out
    assert newslint("undo", name).code == 0
    assert file.read_text() == TEXT
    write(home / name, b"\0")
    assert "\x1b" not in newslint("check", name).err
    assert json.loads(newslint("check", name, "--output-format", "json").out)["documents"] == []


# clean


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_clean_is_byte_exact_but_for_its_edits(home: Path, encoding: str, newline: str) -> None:
    before, after = (
        (text + "Ünïcode “quotes” stay.").replace("\n", newline).encode(encoding)
        for text in (TEXT, CLEANED)
    )
    assert process("clean", "-", *PROMO, stdin=before) == (0, after, "")


def test_clean_of_a_file_leaves_the_file_alone(newslint: Newslint, home: Path) -> None:
    file = write(home / "a.txt")
    assert newslint("clean", "a.txt", *PROMO) == (0, CLEANED.encode(), "")
    assert file.read_text() == TEXT


def test_clean_of_what_is_no_text_writes_nothing(home: Path) -> None:
    code, out, err = process("clean", "-", stdin=b"\x7fELF\0\0")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "-: ")


# rule, rules, config


def test_rule_explains_by_code_and_by_name(newslint: Newslint) -> None:
    code, out, _ = newslint("rule", "promo-link")
    assert code == 0
    assert out == newslint("rule", "res001").out
    for part in ("# RES001 promo-link", "## Why it matters", "## Not reported", "⟦", "becomes"):
        assert part in out.decode()


def test_rule_refuses_what_is_none(newslint: Newslint) -> None:
    code, out, err = newslint("rule", "promo-lnk")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, 'did you mean "promo-link"?')


def test_rules_lists_every_rule(newslint: Newslint) -> None:
    from newslint.registry import all_rules

    lines = newslint("rules").out.decode().splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [rule.code for rule in all_rules()]
    records = json.loads(newslint("rules", "--json").out)
    assert [record["name"] for record in records] == [rule.name for rule in all_rules()]


def test_config_says_where_each_setting_comes_from(newslint: Newslint, home: Path) -> None:
    file = write(home / "newslint.toml", 'language = "pt"\n')
    out = newslint("config", "--max-size", "1k").out.decode()
    assert f'language = "pt"  # {file}' in out
    assert "max-size = 1024  # command line" in out
    assert "model = true  # default" in out
    assert 'language = "auto"  # default' in newslint("config", "--isolated").out.decode()


def test_the_configuration_of_the_first_path_holds(newslint: Newslint, home: Path) -> None:
    write(home / "news/newslint.toml", 'ignore = ["residue"]\n')
    write(home / "news/a.txt")
    assert newslint("check", "news/a.txt", *PROMO).code == 0
    assert newslint("check", "news/a.txt", "--isolated", *PROMO).code == 1
    write(home / "other.toml", 'fail-level = "error"\n')
    assert newslint("check", "news/a.txt", "--config", "other.toml", *PROMO).code == 0


def test_a_wrong_configuration_is_one_line(newslint: Newslint, home: Path) -> None:
    write(home / "newslint.toml", "fail-lvel = 'error'\n")
    code, out, err = newslint("check", "a.txt")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "newslint.toml: ", 'did you mean "fail-level"?')


# ignores


def test_a_settled_finding_is_neither_shown_nor_fixed(newslint: Newslint, home: Path) -> None:
    file = write(home / "news/a.txt")
    write(home / "newslint.toml", "")
    report = json.loads(newslint("check", "news", *PROMO, "--output-format", "json").out)
    (found,) = report["documents"][0]["findings"]
    entry = {"fingerprint": found["fingerprint"], "code": found["code"], "path": "news/a.txt"}
    write(home / "newslint-ignore.jsonl", json.dumps(entry) + "\n")
    code, out, _ = newslint("check", "news", *PROMO)
    assert (code, out) == (0, b"No findings in 1 document; 1 ignored.\n")
    assert newslint("fix", "news", *PROMO).code == 0
    assert file.read_text() == TEXT
    assert newslint("check", "news", "--isolated", *PROMO).code == 1


def test_a_forgotten_ignore_is_reported_as_stale(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", CLEANED)
    entry = {"fingerprint": "0" * 16, "code": "RES001", "path": "a.txt", "reason": "our column"}
    write(home / "newslint-ignore.jsonl", json.dumps(entry) + "\n")
    selection = ["--select", "promo-link,stale-ignore", "--fail-level", "info"]
    code, out, _ = newslint("check", "a.txt", *selection)
    assert code == 1
    assert b"stale-ignore" in out and b"our column" in out


def test_a_broken_ignore_file_is_one_line(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt")
    write(home / "newslint-ignore.jsonl", "{}\nnonsense\n")
    code, _, err = newslint("check", "a.txt")
    assert code == 2
    assert is_one_line_about(err, "newslint-ignore.jsonl:1: ", "fingerprint")


# usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], ['did you mean "check"?']),
        (["check"], ["PATH", "newslint check --help"]),
        (["check", "--jbs", "2", "x"], ["--jobs"]),
        (["check", "--jobs", "0", "x"], ["--jobs"]),
        (["check", "--jobs", "100000", "x"], ["--jobs", "1000"]),
        (["check", "--fail-level", "high", "x"], ["warning"]),
        (["check", "--select", "promo-lnk", "x"], ["--select", "promo-link"]),
        (["check", "--config", "gone.toml", "x"], ["gone.toml"]),
        (["check", "--isolated", "--house-words", "gone.txt", "x"], ["--house-words", "gone.txt"]),
    ],
)
def test_wrong_usage_is_one_line_and_exits_with_2(
    newslint: Newslint, arguments: list[str], words: list[str]
) -> None:
    code, out, err = newslint(*arguments)
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, *words)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(newslint: Newslint, command: str) -> None:
    code, out, _ = newslint(command, "--help")
    assert code == 0
    assert out.startswith(f"Usage: newslint {command}".encode())
    assert max(map(len, out.decode().splitlines())) <= 100


def test_version_and_help(newslint: Newslint) -> None:
    assert newslint("--version") == (0, f"newslint {__version__}\n".encode(), "")
    assert all(command.encode() in newslint("--help").out for command in COMMANDS)
    code, out, err = newslint()
    assert (code, out, err.startswith("Usage:")) == (2, b"", True)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("newslint check sam", ["file,sam"]),
        ("newslint undo sam", ["file,sam"]),
        ("newslint check --baseline sam", ["file,sam"]),
        ("newslint config sam", ["file,sam"]),
        ("newslint check --output-format json", ["plain,json", "plain,jsonl"]),
        ("newslint check --ignore title,meta", ["plain,title,metadata"]),
        ("newslint rule promo", ["plain,promo-link"]),
    ],
)
def test_the_tab_key_offers_files_formats_and_rules(words: str, offered: list[str]) -> None:
    last = str(len(words.split()) - 1)
    done = process(_NEWSLINT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=last)
    assert done.out.decode().split() == offered


def test_completion_is_there() -> None:
    environment = {"_NEWSLINT_COMPLETE": "bash_complete", "COMP_WORDS": "newslint ch"}
    assert b"check" in process(**environment, COMP_CWORD="1").out


# pipes and signals


def test_a_reader_that_goes_away_is_no_error(home: Path) -> None:
    for number in range(60):
        write(home / f"news/{number}.txt", TEXT * 40)
    command = f"{shlex.quote(sys.executable)} -m newslint check news | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_an_error(home: Path) -> None:
    write(home / "a.txt")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newslint", "check", "a.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr and b"newslint: error: " in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_error_changes_no_exit_code(home: Path) -> None:
    write(home / "a.txt")
    for arguments, code in (["nothing.txt"], 2), (["a.txt", "nothing.txt"], 2), (["a.txt"], 1):
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "newslint", "check", "--quiet", *arguments]
            assert subprocess.run(command, stderr=full, check=False).returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_a_report_is_an_error_that_names_it(home: Path) -> None:
    write(home / "a.txt")
    command = [sys.executable, "-m", "newslint", "check", "a.txt", "--output", "html:/dev/full"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"newslint: error: /dev/full: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(
    ("command", "closed", "code", "words"),
    [
        ("check a.txt", ">&-", 2, "standard output: "),
        ("check a.txt --quiet", ">&-", 1, ""),
        ("clean a.txt", ">&-", 2, "standard output: "),
        ("check -", "<&-", 2, "-: standard input is closed"),
        ("check a.txt --quiet", "2>&-", 1, ""),
        ("check nothing.txt", "2>&-", 2, ""),
    ],
)
def test_a_stream_that_the_caller_closed_is_an_error_only_where_it_is_needed(
    home: Path, command: str, closed: str, code: int, words: str
) -> None:
    write(home / "a.txt")
    line = f"{shlex.quote(sys.executable)} -m newslint {command} --select promo-link {closed}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, "")
    assert is_one_line_about(done.stderr, words) if words else not done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_at_once_and_leaves_whole_files(home: Path, jobs: str) -> None:
    for number in range(1500):
        write(home / f"news/{number}.txt", TEXT + str(number))
    running = subprocess.Popen(
        [sys.executable, "-m", "newslint", "fix", "news", "--jobs", jobs, *PROMO],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pipesize=4096,  # not all fits into it that is said: the run is not over when it is ended
        start_new_session=True,
    )
    assert running.stdout is not None
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in err
    for path in (home / "news").iterdir():
        number = path.stem
        assert path.suffix == ".txt" and path.read_text() in (TEXT + number, CLEANED + number)


# progress


class Screen:
    """A stream that says it is a terminal, or not."""

    def __init__(self, tty: bool = True) -> None:
        self.tty = tty
        self.text = ""

    def isatty(self) -> bool:
        return self.tty

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("total", [10, None])
@pytest.mark.parametrize(
    ("tty", "seconds", "shown"), [(True, 1, True), (True, 0.01, False), (False, 1, False)]
)
def test_progress_is_for_those_who_wait_at_a_terminal(
    tty: bool, seconds: float, shown: bool, total: int | None
) -> None:
    now = time.monotonic()

    def clock() -> float:
        nonlocal now
        now += seconds
        return now

    screen = Screen(tty)
    progress = Progress(total, screen, clock)  # type: ignore[arg-type]
    assert list(progress.over(range(10))) == list(range(10))
    told = "3 documents" if total is None else "3 of 10 documents (30 %)"
    assert (told in screen.text) is shown
    assert screen.text == "" or screen.text.endswith("\r\x1b[K")
