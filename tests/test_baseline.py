"""Baselines: only what is new counts, they shrink by themselves and grow only when told to."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privileges import unprivileged
from test_cli import Newslint, home, is_one_line_about, newslint, process, write
from test_gate import CLEAN, FLAWED, LINES, PROMO, verdict

from newslint.baseline import FILE_NAME, create, read, rewrite, written
from newslint.errors import ConfigError, InputError
from newslint.ignores import Entry

__all__ = ["home", "newslint"]  # fixtures

HEAD = '{"newslint-baseline": 1}\n'
ENTRY = {"path": "a.txt", "code": "RES001", "text": "Also", "fingerprint": "0123456789abcdef"}
OTHER = "Also Read: Ferry crews end their strike\n"


def lines(file: Path) -> list[dict[str, str]]:
    """The entries of a baseline, as they stand there."""
    head, *rest = file.read_text(encoding="utf-8").splitlines()
    assert head + "\n" == HEAD
    return [json.loads(line) for line in rest]


def made(newslint: Newslint, *arguments: str) -> Path:
    """The baseline of the current directory."""
    assert newslint("baseline", "create", ".", *arguments).code == 0
    return Path(FILE_NAME)


# the file


def entries() -> st.SearchStrategy[list[Entry]]:
    words = st.text(min_size=1, max_size=20)
    one = st.builds(
        Entry, words, words, words, reason=st.text(max_size=9), text=st.text(max_size=9)
    )
    return st.lists(one, max_size=6, unique_by=lambda entry: entry.fingerprint)


@given(entries(), st.randoms())
def test_what_is_written_is_read_back_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory, known: list[Entry], random: object
) -> None:
    file = tmp_path_factory.mktemp("baseline") / "b.jsonl"
    create(file, known)
    baseline = read(file)
    assert dict(baseline.entries) == {entry.fingerprint: entry for entry in known}
    shuffled = list(known)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert written(shuffled) == baseline.data
    text = baseline.data.decode()
    assert all(char.isprintable() for char in text.replace("\n", ""))
    assert text.count("\n") == len(known) + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["is no baseline"]),
        ("\n" + HEAD, ["is no baseline"]),
        (json.dumps(ENTRY) + "\n", ["is no baseline", "first line"]),
        ("[1]\n", ["is no baseline"]),
        ("[" * 100_000, ["is no baseline"]),
        ('{"newslint-baseline": 2}\n', ["another version than 1"]),
        ('{"newslint-baseline": true}\n', ["another version than 1"]),
        ('{"newslint-baseline": "1"}\n', ["another version than 1"]),
        (HEAD + "{\n", ["b.jsonl:2", "Expecting"]),
        (HEAD + "\n\n[]\n", ["b.jsonl:4", "no JSON object"]),
        (HEAD + "<<<<<<< ours\n", ["b.jsonl:2", "is no entry"]),
        (HEAD + HEAD, ["b.jsonl:2", '"newslint-baseline"']),
        (HEAD + json.dumps({**ENTRY, "path": 5}), ["b.jsonl:2", "must be a string"]),
        (HEAD + json.dumps({**ENTRY, "fingerprint": ["x"]}), ["b.jsonl:2", "must be a string"]),
        (
            HEAD + json.dumps({**ENTRY, "fingerprint": ""}),
            ["b.jsonl:2", '"fingerprint" is missing'],
        ),
        (HEAD + json.dumps({**ENTRY, "lines": "3"}), ["b.jsonl:2", '"lines"']),
        (
            HEAD + json.dumps(ENTRY) + "\n" + json.dumps({**ENTRY, "code": "RES002"}),
            ["b.jsonl:3", "stands above"],
        ),
        (HEAD + "[" * 100_000, ["b.jsonl:2", "is no entry"]),
    ],
)
def test_a_broken_baseline_is_named_with_its_line(
    tmp_path: Path, text: str, words: list[str]
) -> None:
    file = write(tmp_path / "b.jsonl", text)
    with pytest.raises(ConfigError) as caught:
        read(file)
    for word in (str(file), *words):
        assert word in str(caught.value)
    assert file.read_text() == text


def test_an_entry_that_stands_there_twice_counts_once(tmp_path: Path) -> None:
    """As it does where two branches took up the same finding."""
    file = write(tmp_path / "b.jsonl", HEAD + 2 * (json.dumps(ENTRY) + "\r\n"))
    baseline = read(file)
    assert list(baseline.entries) == [ENTRY["fingerprint"]]
    rewrite(baseline, baseline.entries.values())
    assert lines(file) == [ENTRY]


@pytest.mark.parametrize("make", ["missing", "folder", "latin"])
def test_a_baseline_that_cannot_be_read_is_an_error(tmp_path: Path, make: str) -> None:
    file = tmp_path / "b.jsonl"
    if make == "folder":
        file.mkdir()
    elif make == "latin":
        file.write_bytes(HEAD.encode() + b'{"text": "\xe9"}')
    with pytest.raises(ConfigError) as caught:
        read(file)
    assert str(file) in str(caught.value)


def test_a_baseline_that_one_may_not_read_or_write_is_an_error() -> None:
    with unprivileged() as folder:
        file = write(folder / "b.jsonl", HEAD)
        file.chmod(0o444)
        baseline = read(file)
        with pytest.raises(InputError, match="read-only"):
            rewrite(baseline, [Entry("f", "c", "p")])
        file.chmod(0)
        with pytest.raises(ConfigError, match="Permission denied"):
            read(file)


def test_a_baseline_that_another_program_changed_is_left_alone(tmp_path: Path) -> None:
    file = write(tmp_path / "b.jsonl", HEAD + json.dumps(ENTRY) + "\n")
    baseline = read(file)
    other = HEAD + json.dumps({**ENTRY, "fingerprint": "fedcba9876543210"}) + "\n"
    write(file, other)
    with pytest.raises(InputError, match="changed while"):
        rewrite(baseline, [])
    assert file.read_text() == other
    assert [path.name for path in tmp_path.iterdir()] == ["b.jsonl"]


def test_a_baseline_keeps_its_mode_and_is_not_written_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    create(file, [Entry("f" * 16, "RES001", "a.txt")])
    file.chmod(0o640)
    before = file.stat()
    baseline = read(file)
    rewrite(baseline, baseline.entries.values())
    assert file.stat().st_ino == before.st_ino
    rewrite(baseline, [])
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_text() == HEAD


# create


def test_create_writes_what_a_reviewer_needs(newslint: Newslint, home: Path) -> None:
    write(home / "news" / "a.txt", FLAWED)
    write(home / "b.txt", CLEAN)
    code, out, err = newslint("baseline", "create", ".")
    assert (code, out, err) == (0, b"newslint-baseline.jsonl: 1 entry of 1 document\n", "")
    (entry,) = lines(home / FILE_NAME)
    assert list(entry) == ["path", "code", "text", "fingerprint"]
    assert (entry["path"], entry["code"]) == ("news/a.txt", "RES001")
    assert entry["text"] == PROMO.strip()


def test_create_refuses_to_write_over_anything(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    for text in ("mine", HEAD):
        write(home / "b.jsonl", text)
        code, out, err = newslint("baseline", "create", ".", "--baseline", "b.jsonl")
        assert (code, out) == (2, b"")
        assert is_one_line_about(err, "b.jsonl", "baseline update")
        assert (home / "b.jsonl").read_text() == text
    (home / "c.jsonl").symlink_to("nowhere")
    assert newslint("baseline", "create", ".", "--baseline", "c.jsonl").code == 2
    assert not (home / "nowhere").exists()


def test_create_leaves_ignored_findings_out(newslint: Newslint, home: Path) -> None:
    write(home / "newslint.toml", 'allow-lines = ["Also read: Mayor opens the new bridge"]\n')
    write(home / "a.txt", FLAWED.replace(PROMO, f"{PROMO}\n{OTHER}"))
    assert [entry["text"] for entry in lines(made(newslint))] == [OTHER.strip()]


def test_create_stands_beside_the_configuration_or_where_it_says(
    newslint: Newslint, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home / "newslint.toml", "")
    write(home / "news" / "a.txt", FLAWED)
    monkeypatch.chdir(home / "news")
    assert newslint("baseline", "create", ".").code == 0
    assert lines(home / FILE_NAME)[0]["path"] == "news/a.txt"
    write(home / "newslint.toml", '[gate]\nbaseline = "known/b.jsonl"\n')
    (home / "known").mkdir()
    assert newslint("baseline", "create", ".").code == 0
    assert len(lines(home / "known/b.jsonl")) == 1


def test_a_document_that_cannot_be_read_has_no_entries(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    write(home / "b.txt", b"%PDF-1.4\n\x00\x01")
    code, out, err = newslint("baseline", "create", ".")
    assert code == 2 and is_one_line_about(err, "b.txt")
    assert out == b"newslint-baseline.jsonl: 1 entry of 1 document\n"


def test_without_a_document_no_baseline_is_made(newslint: Newslint, home: Path) -> None:
    (home / "empty").mkdir()
    for folder in ("empty", "nowhere"):
        code, out, err = newslint("baseline", "create", folder)
        assert (code, out) == (2, b"")
        assert "no documents, so no baseline is made" in err
        assert not (home / FILE_NAME).exists()


def test_a_hostile_text_is_no_danger_in_a_baseline(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED.replace("bridge", "br\u202eidge \x1b[2J\u2028 " + "and more " * 9))
    data = made(newslint).read_bytes().decode()
    assert all(char.isprintable() for char in data.replace("\n", ""))
    assert any(entry["text"].endswith("…") for entry in lines(home / FILE_NAME))


# only what is new counts


def test_a_finding_of_the_baseline_does_not_count(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    made(newslint)
    outcome = newslint("gate", ".", "--baseline", FILE_NAME)
    assert outcome.code == 0
    assert verdict(outcome) == (
        "passed: 1 document, score 100, 1 limit kept; baseline: 1 known finding"
    )
    assert newslint("gate", ".").code == 1
    assert newslint("check", ".", "--baseline", FILE_NAME) == (
        0,
        b"No findings in 1 document; 1 ignored.\n",
        "",
    )


def test_a_new_finding_counts_alone(newslint: Newslint, home: Path) -> None:
    write(
        home / "newslint.toml", f'[gate]\nbaseline = "{FILE_NAME}"\n[gate.budgets]\nresidue = 0\n'
    )
    write(home / "a.txt", FLAWED)
    made(newslint)
    assert newslint("gate", ".").code == 0
    write(home / "a.txt", FLAWED.replace(PROMO, f"{PROMO}\n{OTHER}"))
    outcome = newslint("gate", ".", "--output", "jsonl:new.jsonl")
    assert outcome.code == 1
    assert verdict(outcome) == ("FAILED: residue: 1 finding, budget 0; baseline: 1 known finding")
    record = json.loads((home / "new.jsonl").read_text())
    (found,) = record["findings"]
    assert (found["line"], record["score"]) == (5, 97)
    write(home / "b.txt", FLAWED)  # the same words in another document are new
    assert "residue: 2 findings" in verdict(newslint("gate", "."))


def test_a_baseline_holds_when_lines_move(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    file = made(newslint)
    write(home / "a.txt", f"{LINES[1]}\n\nIt was a quiet meeting.\n\n{FLAWED}\nIt rained.\n")
    outcome = newslint("gate", ".", "--baseline", str(file), "--ignore", "repetition")
    assert (outcome.code, verdict(outcome).count("stale")) == (0, 0)
    write(home / "a.txt", FLAWED.replace("Mayor", "Major"))
    outcome = newslint("gate", ".", "--baseline", str(file))
    assert outcome.code == 1
    assert "1 stale entry" in verdict(outcome)


def test_stale_entries_are_counted_and_never_fail(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED.replace(PROMO, f"{PROMO}\n{OTHER}"))
    write(home / "b.txt", FLAWED)
    file = made(newslint)
    write(home / "a.txt", CLEAN)
    outcome = newslint("gate", ".", "--baseline", str(file))
    assert outcome.code == 0
    assert verdict(outcome).endswith(
        "baseline: 1 known finding; 2 stale entries, which `newslint baseline prune` drops"
    )
    assert len(lines(file)) == 3


def test_fix_repairs_what_the_baseline_knows(newslint: Newslint, home: Path) -> None:
    write(home / "newslint.toml", f'[gate]\nbaseline = "{FILE_NAME}"\n')
    write(home / "a.txt", FLAWED)
    made(newslint)
    assert newslint("fix", "a.txt", "--quiet").code == 0
    assert (home / "a.txt").read_text() == CLEAN
    assert "1 stale entry" in verdict(newslint("gate", "."))


def test_what_the_ignore_file_settles_too_is_not_stale(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    (entry,) = lines(made(newslint))
    write(home / "newslint-ignore.jsonl", json.dumps(entry) + "\n")
    outcome = newslint("gate", ".", "--baseline", FILE_NAME)
    assert (outcome.code, verdict(outcome).count("stale")) == (0, 0)


# update and prune


def test_update_drops_what_is_gone_and_grows_only_when_told(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    file = made(newslint)
    write(home / "a.txt", FLAWED.replace(PROMO, OTHER))
    code, out, err = newslint("baseline", "update", ".")
    assert (code, err) == (0, "")
    assert out == (
        b"newslint-baseline.jsonl: 1 entry removed, 0 kept, 1 new finding left out "
        b"(--accept-new takes them up)\n"
    )
    assert lines(file) == []
    code, out, err = newslint("baseline", "update", ".", "--accept-new")
    assert (code, out) == (0, b"newslint-baseline.jsonl: 0 entries removed, 0 kept, 1 added\n")
    assert [entry["text"] for entry in lines(file)] == [OTHER.strip()]
    assert newslint("gate", ".", "--baseline", str(file)).code == 0


def test_prune_only_drops(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    write(home / "b.txt", FLAWED)
    file = made(newslint)
    write(home / "a.txt", FLAWED.replace(PROMO, OTHER))
    for paths in ([], ["."]):
        code, out, _ = newslint("baseline", "prune", *paths)
        assert code == 0
        assert out.endswith(b"removed, 1 kept\n")
        assert [entry["path"] for entry in lines(file)] == ["b.txt"]


def test_update_of_a_baseline_that_is_right_changes_no_byte(newslint: Newslint, home: Path) -> None:
    write(home / "b.txt", FLAWED)
    write(home / "a" / "a.txt", FLAWED.replace(PROMO, f"{PROMO}\n{OTHER}"))
    file = made(newslint)
    before = file.read_bytes()
    for command in (["update", "."], ["update"], ["update", "--accept-new"], ["prune"]):
        assert newslint("baseline", *command).code == 0
        assert file.read_bytes() == before


def test_what_a_run_does_not_see_stays(newslint: Newslint, home: Path) -> None:
    write(home / "a" / "a.txt", FLAWED)
    write(home / "b" / "b.txt", FLAWED)
    file = made(newslint)
    before = file.read_bytes()
    write(home / "b" / "b.txt", CLEAN)
    for arguments in (
        ["a"],  # another folder
        [".", "--ignore", "residue"],  # the rule did not run
        [".", "--select", "title"],
        ["a/a.txt"],
    ):
        assert newslint("baseline", "update", *arguments).code == 0
        assert file.read_bytes() == before
    assert newslint("baseline", "update", "nowhere").code == 2
    assert file.read_bytes() == before
    write(home / "b" / "b.txt", b"%PDF-1.4\n\x00\x01")
    assert newslint("baseline", "update", ".").code == 2
    assert file.read_bytes() == before


def test_entries_of_a_document_that_was_deleted_are_stale(newslint: Newslint, home: Path) -> None:
    write(home / "a" / "a.txt", FLAWED)
    write(home / "b" / "b.txt", FLAWED)
    file = made(newslint)
    (home / "b" / "b.txt").unlink()
    assert "stale" not in verdict(newslint("gate", "a", "--baseline", str(file)))
    assert "1 stale entry" in verdict(newslint("gate", ".", "--baseline", str(file)))
    assert newslint("baseline", "prune").code == 0
    assert [entry["path"] for entry in lines(file)] == ["a/a.txt"]


def test_a_baseline_none_of_whose_documents_is_there_is_not_emptied(
    newslint: Newslint, home: Path
) -> None:
    write(home / "a.txt", FLAWED)
    file = made(newslint)
    before = file.read_bytes()
    (home / "a.txt").rename(home / "elsewhere.text")
    code, out, err = newslint("baseline", "prune")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, FILE_NAME, "PATH")
    assert file.read_bytes() == before


def test_a_reason_that_somebody_wrote_is_kept(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED.replace(PROMO, f"{PROMO}\n{OTHER}"))
    file = made(newslint)
    head, first, second = file.read_text().splitlines()
    noted = first.removesuffix("}") + ', "reason": "the desk wants it"}'
    write(file, "\n".join((head, second, noted)) + "\n")
    assert newslint("baseline", "update", ".", "--accept-new").code == 0
    assert file.read_text().splitlines() == [head, noted, second]


def test_update_without_a_baseline_says_how_to_make_one(newslint: Newslint, home: Path) -> None:
    write(home / "a.txt", FLAWED)
    for command in ("update", "prune"):
        code, out, err = newslint("baseline", command, ".")
        assert (code, out) == (2, b"")
        assert is_one_line_about(err, FILE_NAME, "baseline create")


def test_a_baseline_in_a_folder_that_cannot_be_written_is_an_error(home: Path) -> None:
    write(home / "a.txt", FLAWED)
    code, out, err = process("baseline", "create", "a.txt", "--baseline", "none/b.jsonl")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "none/b.jsonl")


def test_a_baseline_does_not_depend_on_the_number_of_processes(home: Path) -> None:
    for number in range(40):
        text = FLAWED.replace("bridge", f"bridge {number % 7}")
        write(home / f"{number}.txt", text if number % 2 else CLEAN)
    for jobs in ("1", "2"):
        assert process("baseline", "create", ".", "--baseline", jobs, "--jobs", jobs).code == 0
    assert (home / "1").read_bytes() == (home / "2").read_bytes()
    assert len(lines(home / "1")) == 20
    runs = {process("gate", ".", "--baseline", "1", "--jobs", jobs) for jobs in ("1", "2")}
    assert len(runs) == 1 and runs.pop().code == 0
