"""Files of records: every record a document, whatever stands beside it, in bounded memory."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import articles, damaged_texts
from test_cli import (
    CLEANED,
    PROMO,
    TEXT,
    Newslint,
    home,
    is_one_line_about,
    newslint,
    process,
    write,
)

from newslint.corpus import records
from newslint.corpus.examine import Work
from newslint.corpus.records import Record, is_records, records_of
from newslint.corpus.runner import run
from newslint.document import Document
from newslint.engine import check
from newslint.registry import selected
from newslint.report import DocumentReport, Failure
from newslint.settings import Settings

__all__ = ["home", "newslint"]  # fixtures

FIELDS = [
    *("--text-field", "body", "--id-field", "url"),
    *("--title-field", "headline", "--source-field", "site"),
]
URL = "https://harbour.example/2026/vote"
ARTICLE = {"url": URL, "headline": "Harbour votes", "site": "harbour.example", "body": TEXT}


def jsonl(*values: object) -> str:
    """A line for each value; what is a string already stands as it is."""
    return "".join(f"{v if isinstance(v, str) else json.dumps(v)}\n" for v in values)


def reports(out: bytes) -> list[dict[str, Any]]:
    """The documents of the format `jsonl`."""
    return [json.loads(line) for line in out.splitlines()]


def texts_of(path: Path, **known: Any) -> list[str]:
    """The texts of the good records of a file."""
    found = records_of(str(path), Settings(**known))
    return [each.text for each in found if isinstance(each, Record)]


def failures_of(path: Path, **known: Any) -> list[str]:
    """What is wrong with a file, without its folder."""
    found = list(records_of(str(path), Settings(**known)))
    assert all(each.path == str(path) for each in found)
    messages = [each.message for each in found if isinstance(each, Failure)]
    return [message.replace(f"{path.parent}/", "") for message in messages]


# names


@pytest.mark.parametrize(
    "name",
    [
        *("feed.jsonl", "FEED.JSONL", "feed.ndjson", "feed.jsonl.gz", "feed.jsonl.zst"),
        *("feed.jsonl.xz", "a.warc.gz", "a.parquet"),
    ],
)
def test_a_file_of_records_is_known_by_its_name(name: str) -> None:
    assert is_records(name)


@pytest.mark.parametrize(
    "name",
    [
        *("jsonl", "parquet.txt", "on-jsonl-and-warc.txt", "a.json", "-"),
        *("page.warc.txt", "feed.jsonl.TXT"),
    ],
)
def test_a_text_about_records_is_a_text(name: str) -> None:
    assert not is_records(name)


def test_a_kind_that_nobody_reads_is_one_error(newslint: Newslint, home: Path) -> None:
    write(home / "feed.jsonl.xz", "nobody looks")
    code, out, err = newslint("check", "feed.jsonl.xz", "--output-format", "jsonl")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "feed.jsonl.xz: ", "*.jsonl.gz")


# documents


def test_every_record_is_a_document(newslint: Newslint, home: Path) -> None:
    other = {"url": "", "body": CLEANED, "headline": None}
    write(home / "feed.jsonl", jsonl(ARTICLE, other))
    code, out, err = newslint("check", "feed.jsonl", *FIELDS, *PROMO, "--output-format", "jsonl")
    assert (code, err) == (1, "")
    first, second = reports(out)
    assert (first["path"], first["id"]) == ("feed.jsonl", URL)
    assert (second["path"], second["id"], second["findings"]) == ("feed.jsonl", "feed.jsonl#2", [])
    (found,) = first["findings"]
    assert (found["code"], found["line"], found["column"]) == ("RES001", 3, 1)
    assert TEXT[found["start"] : found["end"]] == "Also Read: Mayor opens the new bridge"


def test_the_usual_names_of_fields_need_no_option_and_no_field(tmp_path: Path) -> None:
    known = {"text": "One.", "id": 17, "title": " Head ", "source": "harbour.example"}
    odd = {"text": "Two.", "id": {"$oid": "5"}, "title": ["a"], "source": {"name": "b"}}
    file = write(tmp_path / "a.jsonl", jsonl(known, {"text": "Three."}, odd))
    assert [each[4:] for each in records_of(str(file), Settings())] == [
        ("17", "Head", "harbour.example", ()),
        (None, None, None, ()),
        (None, None, None, ()),
    ]


def test_a_dot_leads_into_an_object_unless_it_is_part_of_a_name(tmp_path: Path) -> None:
    nested = {"meta": {"text": {"plain": "Nested."}}}
    flat = {"meta.text.plain": "Flat.", **nested}
    file = write(tmp_path / "a.jsonl", jsonl(nested, flat, {"meta": "none"}, {"meta": {}}))
    assert texts_of(file, text_field="meta.text.plain") == ["Nested.", "Flat."]


@pytest.mark.parametrize("name", ["", ".", "a.", ".a", "a..b"])
def test_the_name_of_a_field_is_no_puzzle(newslint: Newslint, home: Path, name: str) -> None:
    code, _, err = newslint("check", "feed.jsonl", "--text-field", name)
    assert code == 2
    assert is_one_line_about(err, "--text-field: must be the name of a field")


def test_the_fields_stand_in_the_configuration(newslint: Newslint, home: Path) -> None:
    write(home / "newslint.toml", 'text-field = "body"\nid_field = "url"\n')
    write(home / "feed.jsonl", jsonl(ARTICLE))
    (document,) = reports(newslint("check", "feed.jsonl", "--output-format", "jsonl").out)
    assert document["id"] == URL


def test_a_document_knows_what_its_record_says(home: Path) -> None:
    write(home / "feed.jsonl", jsonl({"text": "a"}, {**ARTICLE, "text": TEXT}))
    known = Settings(id_field="url", title_field="headline", source_field="site", source="mine")
    plain, full = run(Work(known), ["feed.jsonl"])
    assert isinstance(plain, DocumentReport) and isinstance(full, DocumentReport)
    document = full.document
    assert (document.path, document.id, document.record) == ("feed.jsonl", URL, 2)
    assert (document.title, document.source) == ("Harbour votes", "harbour.example")
    assert (plain.document.title, plain.document.source) == (None, "mine")


def test_the_profile_is_that_of_the_record_s_source(newslint: Newslint, home: Path) -> None:
    line = "The Harbour Post is printed on recycled paper."
    write(
        home / "newslint.toml",
        f'select = ["source-line"]\n[sources."harbour.example"]\ndrop-lines = ["{line}"]\n'
        f'[sources."feeds"]\ndrop-lines = ["{line}"]\n',
    )
    body = f"{CLEANED}\n{line}\n"
    sources = ["WWW.Harbour.example", "other.example", None]
    lines = [{"id": "a/b/c", "text": body, "source": source} for source in sources]
    write(home / "feeds/today.jsonl", jsonl(*lines))
    out = newslint("check", "feeds/today.jsonl", "--output-format", "jsonl").out
    # The last one says nothing of its source, so its file's folder does, not its id.
    assert [len(document["findings"]) for document in reports(out)] == [1, 0, 1]


def test_stats_count_by_the_source_of_the_record(newslint: Newslint, home: Path) -> None:
    lines = [{"text": TEXT, "source": name} for name in ("a.example", "a.example", "b.example")]
    write(home / "feed.jsonl", jsonl(*lines, {"id": "x/y", "text": TEXT}))
    stats = json.loads(newslint("stats", "feed.jsonl", "--format", "json").out)
    counts = {each["source"]: each["documents"] for each in stats["sources"]}
    assert counts == {"a.example": 2, "b.example": 1, None: 1}


def test_ids_do_not_depend_on_where_newslint_is_called(
    newslint: Newslint, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home / "newslint.toml", 'select = ["promo-link"]\n')
    write(home / "in/feed.jsonl", jsonl({"text": TEXT}))
    above = reports(newslint("check", "in/feed.jsonl", "--output-format", "jsonl").out)
    monkeypatch.chdir("in")
    inside = reports(newslint("check", "feed.jsonl", "--output-format", "jsonl").out)
    assert [above[0]["path"], inside[0]["path"]] == ["in/feed.jsonl", "feed.jsonl"]
    assert above[0]["id"] == inside[0]["id"] == "in/feed.jsonl#1"
    assert above[0]["findings"] == inside[0]["findings"]


def test_a_folder_gives_the_files_of_records_that_include_names(
    newslint: Newslint, home: Path
) -> None:
    write(home / "in/a.txt", CLEANED)
    write(home / "in/b.jsonl", jsonl({"text": CLEANED}, {"text": CLEANED}))
    (plain,) = reports(newslint("check", "in", "--output-format", "jsonl").out)
    assert plain["path"] == "in/a.txt"
    write(home / "newslint.toml", 'include = ["*.txt", "*.jsonl"]\n')
    found = reports(newslint("check", "in", "--output-format", "jsonl").out)
    assert [each["id"] for each in found] == ["in/a.txt", "in/b.jsonl#1", "in/b.jsonl#2"]


ENTRY = {"fingerprint": "0123456789abcdef", "code": "RES001", "path": "a1"}


@pytest.mark.parametrize("command", ["check", "fix"])
def test_of_a_folder_what_newslint_keeps_there_is_no_feed(
    newslint: Newslint, home: Path, command: str
) -> None:
    write(home / "newslint.toml", 'include = ["*.jsonl"]\n')
    write(home / "a.jsonl", jsonl({"text": CLEANED}))
    kept = jsonl({"newslint-baseline": 1}, {**ENTRY, "text": "\x01Also Read: Mayor opens bridge"})
    baseline = write(home / "newslint-baseline.jsonl", kept)
    write(home / "newslint-ignore.jsonl", jsonl(ENTRY))
    code, out, err = newslint(command, ".", "--output-format", "jsonl")
    assert (code, [each["path"] for each in reports(out)], err) == (0, ["a.jsonl"], "")
    assert baseline.read_text() == kept


def test_a_baseline_by_whatever_name_is_no_feed(newslint: Newslint, home: Path) -> None:
    kept = jsonl({"newslint-baseline": 1}, {**ENTRY, "text": "\x01Also Read: Mayor opens bridge"})
    baseline = write(home / "known.jsonl", kept)
    code, out, err = newslint("fix", "known.jsonl", "--output-format", "jsonl")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "known.jsonl: ", "baseline", "exclude")
    assert baseline.read_text() == kept


@given(st.lists(articles() | damaged_texts(), min_size=1, max_size=4))
@settings(max_examples=30)
def test_a_record_is_checked_as_its_text_in_a_file_is(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("same")
    # What a file cannot hold as text: a byte-order mark belongs to it, NULs make it binary.
    texts = [text.lstrip("\ufeff").replace("\0", "") for text in texts]
    files = [write(folder / f"{number}.txt", text) for number, text in enumerate(texts)]
    lines = [{"id": str(file), "text": text} for file, text in zip(files, texts, strict=True)]
    feed = write(folder / "feed.jsonl", jsonl(*lines))
    work = Work(Settings(model=False, language="en"))
    alone = list(run(work, list(map(str, files)), 1))
    together = list(run(work, [str(feed)], 1))
    for one, record in zip(alone, together, strict=True):
        if isinstance(one, Failure):  # many control characters: binary, in a file
            assert "control characters" in one.message
            continue
        assert isinstance(record, DocumentReport)
        assert record.document.id == one.document.id
        assert record.document.text == one.document.text
        assert record.findings == one.findings


# many


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_order_is_that_of_the_records_whatever_the_number_of_jobs(
    newslint: Newslint, home: Path, jobs: str
) -> None:
    lines = [{"text": TEXT * (number % 3), "id": str(number)} for number in range(50)]
    write(home / "feed.jsonl", jsonl(*lines[:7], "{", *lines[8:]))
    write(home / "a.txt")
    arguments = ["feed.jsonl", "a.txt", "feed.ndjson", "--jobs", jobs, "--output-format", "jsonl"]
    write(home / "feed.ndjson", jsonl({"text": TEXT, "id": "last"}))
    code, out, err = newslint("check", *arguments, *PROMO)
    assert code == 2
    assert is_one_line_about(err, "feed.jsonl:8: is no JSON")
    expected = [str(number) for number in range(50) if number != 7]
    assert [each["id"] for each in reports(out)] == [*expected, "a.txt", "last"]


def test_what_is_read_is_checked_before_the_file_ends(tmp_path: Path) -> None:
    """A pipe that nobody closes gives its first report all the same."""
    pipe = tmp_path / "feed.jsonl"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "newslint", "check", pipe.name, "--output-format", "jsonl"]
    with subprocess.Popen(
        [*command, "--jobs", "1", "--no-model"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as running:
        assert running.stdout is not None
        with pipe.open("w") as feed:
            feed.write(jsonl({"text": TEXT, "id": "first"}))
            feed.flush()
            assert json.loads(running.stdout.readline())["id"] == "first"
            feed.write(jsonl({"text": TEXT, "id": "second"}))
        assert json.loads(running.stdout.readline())["id"] == "second"


_MEMORY = """
import resource, sys
from newslint.corpus.records import records_of
from newslint.settings import Settings
seen = sum(1 for _ in records_of(sys.argv[1], Settings(max_size=20_000)))
print(seen, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(file: Path) -> tuple[int, int]:
    """How many records and failures a file has, and the KiB that reading it takes at most."""
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(file)], capture_output=True, text=True, check=True
    )
    seen, peak = done.stdout.split()
    return int(seen), int(peak)


def test_memory_does_not_grow_with_the_file_nor_with_a_line(tmp_path: Path) -> None:
    small, large = tmp_path / "small.jsonl.gz", tmp_path / "large.jsonl.gz"
    line = json.dumps({"text": TEXT * 20}).encode() + b"\n"
    with gzip.open(small, "wb", 1) as file:
        file.write(line)
    with gzip.open(large, "wb", 1) as file:
        for _ in range(20_000):  # 70 MB
            file.write(line)
        file.write(b'{"text": "')
        for _ in range(100):  # a line of 100 MB
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + line)
    (one, little), (all_of_them, much) = peak(small), peak(large)
    assert (one, all_of_them) == (1, 20_002)
    assert much < little + 20_000


# bad input


BAD = {
    "{broken": "is no JSON, see column 2",
    '{"text": "a"} {"text": "b"}': "is no JSON, see column 15",
    "[1, 2]": "is a list, no object",
    '"text"': "is a string, no object",
    "null": "is null, no object",
    '{"text": 5}': 'its field "text" is a number, no string',
    '{"text": null}': 'its field "text" is null, no string',
    '{"text": ["a"]}': 'its field "text" is a list, no string',
    '{"text": {"a": "b"}}': 'its field "text" is an object, no string',
    '{"text": "a\\ud83d"}': 'its field "text": U+D83D at offset 1 is half a surrogate pair',
    '{"Text": "a", "url": "b"}': 'no field "text" (did you mean "Text"?)',
    "{}": "It has no field",
    '{"text": ' + "9" * 5000 + "}": "is no JSON that can be read",
    "[" * 100_000: "is no JSON that can be read",
    '{"text": "' + "x" * 200 + '"}': "200 bytes are over the limit of 100 bytes",
    '{"text": "' + "é" * 51 + '"}': "102 bytes are over the limit of 100 bytes",
}


@pytest.mark.parametrize("line", BAD, ids=lambda line: line[:20])
def test_a_bad_record_is_named_with_its_line_and_the_others_are_read(
    tmp_path: Path, line: str
) -> None:
    file = write(tmp_path / "a.jsonl", jsonl({"text": "One."}, line, "", {"text": "Two."}))
    (message,) = failures_of(file, max_size=100)
    assert message.startswith("a.jsonl:2: ")
    assert BAD[line] in message and "\n" not in message
    assert texts_of(file, max_size=100) == ["One.", "Two."]
    *_, last = records_of(str(file), Settings())
    assert isinstance(last, Record) and last.number == 4


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            gzip.compress(b'{"text": "a"}\n', mtime=0),
            "is gzip-compressed data, no plain JSON Lines; name it *.jsonl.gz",
        ),
        (
            b"\x28\xb5\x2f\xfd\x04",
            "is zstd-compressed data, no plain JSON Lines; name it *.jsonl.zst",
        ),
        (b"PK\x03\x04\n", "is a ZIP archive (or a docx, odt or epub document), no plain"),
    ],
)
def test_what_is_packed_and_not_named_so_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    file = write(tmp_path / "a.jsonl", data)
    (message,) = failures_of(file)
    assert message.startswith(f"a.jsonl: {said}")


def test_a_line_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", b'{"text": "caf\xe9"}\n{"text": "caf\xc3\xa9"}\n')
    assert texts_of(file) == ["café"]
    (message,) = failures_of(file)
    assert message.startswith("a.jsonl:1: is no UTF-8 from byte 14 on")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_marks_blank_lines_and_line_ends_are_no_records(tmp_path: Path, end: bytes) -> None:
    data = b'\xef\xbb\xbf{"text": "One."}\r\n\n  \t\n{"text": "Two\\r\\n."}' + end
    file = write(tmp_path / "a.jsonl", data)
    assert texts_of(file) == ["One.", "Two\r\n."]
    assert failures_of(file) == []


def test_whole_pairs_and_nul_are_text(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", '{"text": "\\ud83d\\ude00\\u0000"}\n')
    assert texts_of(file) == ["😀\0"]


def test_halves_of_pairs_beside_the_text_are_written_out(newslint: Newslint, home: Path) -> None:
    line = '{"text": "One.", "id": "a\\ud83d", "title": "\\ud83d", "source": "\\ud83d"}'
    write(home / "a.jsonl", jsonl(line))
    code, out, err = newslint("check", "a.jsonl", "--output-format", "jsonl", *PROMO)
    assert (code, err) == (0, "")
    assert reports(out)[0]["id"] == r"a\ud83d"


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff"])
def test_a_file_without_records_is_an_error(newslint: Newslint, home: Path, data: str) -> None:
    write(home / "a.jsonl", data)
    code, out, err = newslint("check", "a.jsonl", "--quiet")
    assert (code, out) == (2, b"")
    assert is_one_line_about(err, "a.jsonl: holds no record")


@pytest.mark.parametrize("cut", [1, 8, 30])
def test_of_a_gzip_file_that_was_cut_off_the_whole_lines_are_read(tmp_path: Path, cut: int) -> None:
    whole = gzip.compress(
        jsonl(*({"text": f"Text {os.urandom(9)!r}."} for _ in range(99))).encode()
    )
    file = write(tmp_path / "a.jsonl.gz", whole[:-cut])
    message = failures_of(file)[-1]
    read = len(texts_of(file))
    assert 90 <= read <= 99
    assert message.startswith(f"a.jsonl.gz: is damaged or cut off after line {read} (")
    assert len(failures_of(file)) == 1


def test_what_is_no_gzip_file_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl.gz", jsonl({"text": "One."}))
    (message,) = failures_of(file)
    assert message.startswith("a.jsonl.gz: is damaged") and "line 0" in message


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert failures_of(tmp_path / "gone.jsonl") == ["gone.jsonl: No such file or directory"]
    assert len(failures_of(tmp_path / "gone.jsonl", id_field="url")) == 1
    (tmp_path / "folder.jsonl").mkdir()
    assert failures_of(tmp_path / "folder.jsonl") == ["folder.jsonl: Is a directory"]


def test_a_field_that_was_named_and_is_nowhere_is_an_error(newslint: Newslint, home: Path) -> None:
    write(home / "a.jsonl", jsonl(ARTICLE, ARTICLE))
    arguments = ["--text-field", "body", "--id-field", "urll", "--output-format", "jsonl"]
    code, out, err = newslint("check", "a.jsonl", *arguments)
    assert code == 2
    assert len(reports(out)) == 2
    assert is_one_line_about(err, 'a.jsonl: no record has the field "urll" (did you mean "url"?)')


def test_a_field_that_was_named_and_is_sometimes_missing_is_no_error(tmp_path: Path) -> None:
    lines = [{"text": "One.", "url": "a"}, {"text": "Two."}, {"text": "Three.", "url": None}]
    file = write(tmp_path / "a.jsonl", jsonl(*lines))
    assert failures_of(file, id_field="url") == []
    found = list(records_of(str(file), Settings(id_field="url")))
    assert [each.id for each in found if isinstance(each, Record)] == ["a", None, None]


@pytest.mark.parametrize("value", [{"name": "x"}, ["x"], True, 1.5])
def test_a_field_that_was_named_and_is_no_string_is_an_error(tmp_path: Path, value: object) -> None:
    file = write(tmp_path / "a.jsonl", jsonl({"text": "One.", "site": value}, {"text": "Two."}))
    (message,) = failures_of(file, source_field="site")
    assert message.startswith('a.jsonl:1: its field "site" is ') and "--source-field" in message


def test_of_very_many_bad_records_the_rest_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "TOLD", 3)
    file = write(tmp_path / "a.jsonl", jsonl(*["{"] * 10, {"text": "One."}))
    messages = failures_of(file)
    assert [message.split(": ")[0] for message in messages[:-1]] == [
        *("a.jsonl:1", "a.jsonl:2", "a.jsonl:3")
    ]
    assert messages[-1] == "a.jsonl: 7 more records cannot be read either"
    assert texts_of(file) == ["One."]


def test_many_fields_are_listed_in_part(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", jsonl({f"field\n{number}": 1 for number in range(50)}))
    (message,) = failures_of(file)
    assert message.endswith(r'"field\n19" and 30 more')


# what is reported


@pytest.fixture
def feed(home: Path) -> Iterator[Path]:
    """Two records with the same flaw; the second has no id."""
    write(home / "newslint.toml", 'select = ["promo-link"]\n')
    yield write(home / "feed.jsonl", jsonl({"id": "a1", "text": TEXT}, {"text": TEXT}))


def test_people_are_told_which_record_it_is(newslint: Newslint, feed: Path) -> None:
    out = newslint("check", "feed.jsonl").out.decode()
    assert "feed.jsonl#1 (a1)\n  3:1 warning RES001" in out
    assert "feed.jsonl#2\n  3:1 warning RES001" in out
    concise = newslint("check", "feed.jsonl", "--output-format", "concise").out.decode()
    assert [line.split(" ")[0] for line in concise.splitlines()] == [
        *("feed.jsonl#1:3:1:", "feed.jsonl#2:3:1:")
    ]


PLACE = "(a1, line 3, column 1)"


def test_programs_that_know_files_alone_are_told_the_record_s_line_and_no_fix(
    newslint: Newslint, home: Path
) -> None:
    write(home / "feed.jsonl", jsonl({"text": CLEANED}, {"id": "a1", "text": TEXT}))

    def of(name: str) -> str:
        return newslint("check", "feed.jsonl", *PROMO, "--output-format", name).out.decode()

    (result,) = json.loads(of("sarif"))["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 2}
    assert list(result["partialFingerprints"]) == ["newslint/v1"]
    assert "fixes" not in result and PLACE in result["message"]["text"]

    assert "::warning file=feed.jsonl,line=2,title=RES001 promo-link::" in of("github")
    assert PLACE in of("github")

    (issue,) = json.loads(of("gitlab"))
    assert issue["location"] == {"path": "feed.jsonl", "lines": {"begin": 2}}
    assert PLACE in issue["description"]

    diagnostic = json.loads(of("rdjsonl"))
    assert diagnostic["location"]["range"] == {"start": {"line": 2}}
    assert "suggestions" not in diagnostic and PLACE in diagnostic["message"]


@pytest.mark.parametrize("name", ["markdown", "junit", "html", "csv", "json"])
def test_every_other_report_names_the_record(newslint: Newslint, feed: Path, name: str) -> None:
    out = newslint("check", "feed.jsonl", "--output-format", name).out.decode()
    first = {
        "markdown": r"### feed.jsonl\#1 (a1)",
        "junit": 'name="feed.jsonl#1 (a1)" file="feed.jsonl"',
        "html": "feed.jsonl#1 (a1)",
        "csv": ",a1\r\n",
        "json": '"id": "a1"',
    }[name]
    assert first in out


def test_every_bad_record_is_an_issue_of_its_own_on_gitlab(newslint: Newslint, home: Path) -> None:
    write(home / "feed.jsonl", jsonl("{", "{", {"text": TEXT}))
    code, out, _ = newslint("check", "feed.jsonl", "--output-format", "gitlab")
    issues = json.loads(out)
    assert code == 2
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_a_fingerprint_settles_a_finding_of_one_record(
    newslint: Newslint, home: Path, feed: Path
) -> None:
    first, _ = reports(newslint("check", "feed.jsonl", "--output-format", "jsonl").out)
    found = first["findings"][0]
    entry = {"fingerprint": found["fingerprint"], "code": "RES001", "path": "a1"}
    write(home / "newslint-ignore.jsonl", json.dumps(entry))
    out = newslint("check", "feed.jsonl", "--output-format", "jsonl").out
    assert [len(each["findings"]) for each in reports(out)] == [0, 1]
    # The entry goes with the id, not with the line.
    write(feed, jsonl({"text": TEXT}, {"id": "a1", "text": TEXT}))
    out = newslint("check", "feed.jsonl", "--output-format", "jsonl").out
    assert [len(each["findings"]) for each in reports(out)] == [1, 0]


OTHER = f"{CLEANED}\nAlso Read: Ferry crews end their strike\n"


@pytest.mark.parametrize("command", ["check", "fix", "clean"])
def test_of_standard_input_there_are_no_fields(command: str) -> None:
    code, out, err = process(command, "-", "--text-field", "body", stdin=jsonl(ARTICLE).encode())
    assert (code, out) == (2, b"")
    assert "standard input is read as one article" in err and "feed.jsonl" in err


def test_a_record_says_itself_what_is_ignored(newslint: Newslint, home: Path) -> None:
    (finding,) = check(Document(TEXT, id="c"), selected(Settings(select=("RES001",))), Settings())
    ways = [["promo-link"], ["RES001", "title"], [finding.fingerprint], ["TIT"], [], None]
    values = [{"id": "c", "text": TEXT, "newslint-ignore": way} for way in ways]
    (home / "feed.jsonl").write_text(jsonl(*values))
    _, out, _ = newslint("check", "feed.jsonl", "--select", "RES001,TIT", "--output", "jsonl")
    assert [len(each["findings"]) for each in reports(out)] == [0, 0, 0, 1, 1, 1]
    _, out, _ = newslint("check", "feed.jsonl", "--ignore-field", "mine", "--output", "jsonl")
    assert all(each["findings"] for each in reports(out))
    before = (home / "feed.jsonl").read_bytes()
    newslint("fix", "feed.jsonl", "--select", "RES001", "--jobs", "2")
    after = (home / "feed.jsonl").read_bytes().splitlines()
    assert after[:3] == before.splitlines()[:3]
    assert [json.loads(line)["text"] for line in after[3:]] == [CLEANED] * 3


@pytest.mark.parametrize("value", ["RES001", {"RES001": True}, ["RES001", 1]])
def test_what_a_record_ignores_is_a_list_of_strings(tmp_path: Path, value: object) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(jsonl({"text": "Fog.", "newslint-ignore": value}))
    (message,) = failures_of(file)
    assert message.startswith('a.jsonl:1: its field "newslint-ignore" is no list of strings; ')


def test_a_rule_that_a_record_ignores_must_exist(newslint: Newslint, home: Path) -> None:
    line = {"text": "Fog.", "newslint-ignore": ["promo"]}
    (home / "feed.jsonl").write_text(jsonl(line, {"text": "Rain."}))
    code, out, err = newslint("check", "feed.jsonl", "--output", "jsonl")
    assert code == 2 and len(reports(out)) == 1
    assert 'feed.jsonl:1: "promo" is no rule, family or code (did you mean "promo-link"?)' in err


def test_a_baseline_knows_the_records_and_their_file(
    newslint: Newslint, home: Path, feed: Path
) -> None:
    made = newslint("baseline", "create", "feed.jsonl")
    assert (made.code, made.out) == (0, b"newslint-baseline.jsonl: 2 entries of 2 documents\n")
    _, *lines = (home / "newslint-baseline.jsonl").read_text().splitlines()
    assert {json.loads(line)["file"] for line in lines} == {"feed.jsonl"}
    assert newslint("check", "feed.jsonl", "--baseline", "newslint-baseline.jsonl").code == 0
    write(feed, jsonl({"id": "a1", "text": OTHER}, {"id": "a2", "text": TEXT}))
    check = newslint("check", "feed.jsonl", "--baseline", "newslint-baseline.jsonl", "-q")
    assert check.code == 1
    # Without a path: what the baseline names is checked.
    out = newslint("baseline", "update").out.decode()
    assert out == (
        "newslint-baseline.jsonl: 2 entries removed, 0 kept, 2 new findings left out "
        "(--accept-new takes them up)\n"
    )


def test_a_baseline_keeps_the_records_of_a_file_that_was_not_read_to_its_end(
    newslint: Newslint, home: Path, feed: Path
) -> None:
    newslint("baseline", "create", "feed.jsonl")
    write(feed, jsonl({"text": CLEANED, "id": "b"}, "{"))
    code, out, _ = newslint("baseline", "prune", "feed.jsonl")
    assert (code, out) == (2, b"newslint-baseline.jsonl: 0 entries removed, 2 kept\n")
    # A folder of which the file of records is no part says nothing of them either.
    write(home / "a.txt", CLEANED)
    code, out, _ = newslint("baseline", "prune", ".")
    assert (code, out) == (0, b"newslint-baseline.jsonl: 0 entries removed, 2 kept\n")
    feed.unlink()
    code, out, _ = newslint("baseline", "prune", ".")
    assert (code, out) == (0, b"newslint-baseline.jsonl: 2 entries removed, 0 kept\n")


def test_a_gate_judges_the_records(newslint: Newslint, feed: Path) -> None:
    assert newslint("gate", "feed.jsonl", "--max-failing", "warning=2").code == 0
    code, out, _ = newslint("gate", "feed.jsonl", "--max-failing", "warning=1")
    assert code == 1
    assert b"2 documents" in out
