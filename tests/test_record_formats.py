"""Records in compressed files, in tables and in what crawlers write."""

from __future__ import annotations

import builtins
import gzip
import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from test_cli import PROMO, TEXT, Newslint, home, is_one_line_about, newslint, write
from test_records import ARTICLE, FIELDS, URL, failures_of, jsonl, peak, reports, texts_of
from warcio.warcwriter import WARCWriter

from newslint.corpus.records import Record, records_of
from newslint.report import Failure
from newslint.settings import Settings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["home", "newslint"]  # fixtures


def table(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    parquet.write_table(pyarrow.table(columns), path, **options)
    return path


def wet(
    texts: Iterable[str | bytes],
    *,
    packed: bool = True,
    kind: str = "conversion",
    site: str = "https://www.harbour.example",
) -> bytes:
    """A WARC file with these texts, of pages of one host."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a crawler"}))
    for number, text in enumerate(texts):
        data = text.encode() if isinstance(text, str) else text
        address = f"{site}/{number}"
        writer.write_record(
            writer.create_warc_record(
                address, kind, payload=io.BytesIO(data), warc_content_type="text/plain"
            )
        )
    return out.getvalue()


def written(path: Path, kind: str) -> Path:
    """The same two records as a file of each kind."""
    lines = jsonl(ARTICLE, {**ARTICLE, "url": "b"}).encode()
    if kind == "parquet":
        columns = {name: [value, value] for name, value in ARTICLE.items()}
        return table(path / "feed.parquet", {**columns, "url": [URL, "b"]})
    if kind == "jsonl.gz":
        lines = gzip.compress(lines)
    elif kind == "jsonl.zst":
        half = lines.index(b"\n") + 1
        lines = zstd.compress(lines[:half]) + zstd.compress(lines[half:])  # two frames
    return write(path / f"feed.{kind}", lines)


@pytest.mark.parametrize("kind", ["jsonl", "ndjson", "jsonl.gz", "jsonl.zst", "parquet"])
def test_every_kind_gives_the_same_documents(newslint: Newslint, home: Path, kind: str) -> None:
    name = written(home, kind).name
    code, out, err = newslint("check", name, *FIELDS, *PROMO, "--output-format", "jsonl")
    assert (code, err) == (1, "")
    first, second = reports(out)
    assert (first["path"], first["id"], second["id"]) == (name, URL, "b")
    assert [found["line"] for found in first["findings"]] == [3]
    known = Settings(text_field="body", title_field="headline", source_field="site")
    found = list(records_of(name, known))
    assert [each[3:] for each in found] == [
        (TEXT, None, "Harbour votes", "harbour.example", ())
    ] * 2


# zstd


@pytest.mark.parametrize("cut", [1, 30])
def test_of_a_zstd_file_that_was_cut_off_the_whole_lines_are_read(tmp_path: Path, cut: int) -> None:
    lines = jsonl(*({"text": os.urandom(30).hex()} for _ in range(9000)))
    file = write(tmp_path / "a.jsonl.zst", zstd.compress(lines.encode())[:-cut])
    (message,) = failures_of(file)
    read = len(texts_of(file))
    assert 5000 < read <= 9000
    assert message.startswith(f"a.jsonl.zst: is damaged or cut off after line {read} (")


def test_what_is_no_zstd_file_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl.zst", jsonl({"text": "One."}))
    (message,) = failures_of(file)
    assert message.startswith("a.jsonl.zst: is damaged or cut off after line 0 (")


# Parquet


def test_rows_without_an_id_have_their_number(tmp_path: Path) -> None:
    file = table(tmp_path / "a.parquet", {"text": [f"Text {n}." for n in range(40)]})
    found = [each for each in records_of(str(file), Settings()) if isinstance(each, Record)]
    assert [each.number for each in found] == list(range(1, 41))
    assert found[16].where.endswith("a.parquet: row 17")


def test_what_a_row_ignores_is_a_column_of_lists(tmp_path: Path) -> None:
    columns = {"text": ["One.", "Two."], "newslint-ignore": [["RES001", "title"], None]}
    file = table(tmp_path / "a.parquet", columns)
    found = [each for each in records_of(str(file), Settings()) if isinstance(each, Record)]
    assert [each.ignore for each in found] == [("RES001", "title"), ()]


def test_of_a_struct_a_field_is_read(tmp_path: Path) -> None:
    meta = [{"title": "One", "page": {"text": "A."}}, {"title": "Two", "page": None}, None]
    file = table(tmp_path / "a.parquet", {"meta": meta, "meta.flat": ["x", "y", "z"]})
    assert texts_of(file, text_field="meta.page.text", title_field="meta.title") == ["A."]
    assert len(failures_of(file, text_field="meta.page.text")) == 2
    assert texts_of(file, text_field="meta.flat", id_field="meta.page.text") == ["x", "y", "z"]


def test_values_that_are_no_text_are_named_with_their_row(tmp_path: Path) -> None:
    file = table(tmp_path / "a.parquet", {"text": ["One.", None, "Two."], "id": [1, 2, 3]})
    assert failures_of(file)[0].startswith('a.parquet: row 2: its field "text" is null')
    assert texts_of(file) == ["One.", "Two."]
    raw = table(tmp_path / "raw.parquet", {"text": [b"One."]})
    assert 'its field "text" is bytes, no string' in failures_of(raw)[0]


def test_a_string_that_is_no_utf8_is_named_with_its_row(tmp_path: Path) -> None:
    broken = pyarrow.array([b"One.", b"caf\xe9", b"Two."]).view(pyarrow.string())
    file = table(tmp_path / "a.parquet", {"text": broken})
    assert texts_of(file) == ["One.", "Two."]
    assert failures_of(file)[0].startswith("a.parquet: row 2: has a value that cannot be read")


def test_a_moment_that_python_has_none_for_is_named_with_its_row(tmp_path: Path) -> None:
    moments = pyarrow.array([0, 2**62, 1], pyarrow.timestamp("ms"))
    file = table(tmp_path / "a.parquet", {"text": ["One.", "Two.", "Three."], "id": moments})
    assert texts_of(file) == ["One.", "Three."]
    assert failures_of(file)[0].startswith("a.parquet: row 2: has a value that cannot be read")


def test_a_table_without_the_column_is_one_error(tmp_path: Path) -> None:
    file = table(tmp_path / "a.parquet", {"Text": ["One."] * 50, "url": ["a"] * 50})
    (message,) = failures_of(file)
    assert message.startswith('a.parquet: has no field "text" (did you mean "Text"?)')
    assert message.endswith('Its fields are "Text", "url"')
    (message,) = failures_of(file, text_field="Text", id_field="urll")
    assert 'no record has the field "urll" (did you mean "url"?)' in message
    assert message.endswith('Its fields are "Text", "url"')


@pytest.mark.parametrize("data", [b"", b"PAR1", b'{"text": "One."}\n' * 9])
def test_what_is_no_table_is_named(tmp_path: Path, data: bytes) -> None:
    (message,) = failures_of(write(tmp_path / "a.parquet", data))
    assert message.startswith("a.parquet: is no Parquet file, or damaged (")
    assert "\n" not in message


def test_of_a_damaged_table_the_other_groups_of_rows_are_read(tmp_path: Path) -> None:
    texts = [os.urandom(500).hex() for _ in range(100)]
    whole = table(tmp_path / "a.parquet", {"text": texts}, row_group_size=25).read_bytes()
    (message,) = failures_of(write(tmp_path / "cut.parquet", whole[:-9]))
    assert message.startswith("cut.parquet: is no Parquet file, or damaged (")
    third = parquet.ParquetFile(io.BytesIO(whole)).metadata.row_group(2).column(0)
    start = third.dictionary_page_offset or third.data_page_offset
    file = write(tmp_path / "zeros.parquet", whole[:start] + bytes(5000) + whole[start + 5000 :])
    (message,) = failures_of(file)
    assert message.startswith("zeros.parquet: row 51: cannot be read, nor can the rest")
    assert "\n" not in message
    assert texts_of(file) == texts[:50] + texts[75:]


def test_a_table_without_rows_holds_no_record(tmp_path: Path) -> None:
    file = table(tmp_path / "a.parquet", {"text": pyarrow.array([], pyarrow.string())})
    assert failures_of(file)[0].startswith("a.parquet: holds no record")


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    texts = [os.urandom(500).hex() for _ in range(60_000)]
    small = table(tmp_path / "small.parquet", {"text": texts[:1]})
    large = table(tmp_path / "large.parquet", {"text": texts, "other": texts})  # 120 MB
    (one, little), (all_of_them, much) = peak(small), peak(large)
    assert (one, all_of_them) == (1, 60_000)
    assert much < little + 30_000


def test_several_processes_check_a_table(newslint: Newslint, home: Path) -> None:
    ids = [str(number) for number in range(60)]
    table(home / "a.parquet", {"text": [TEXT] * 60, "id": ids})
    out = newslint("check", "a.parquet", "-j", "2", *PROMO, "--output-format", "jsonl").out
    assert [each["id"] for each in reports(out)] == ids


# WARC


@pytest.mark.parametrize(
    ("name", "packed"),
    [("a.warc", False), ("a.warc.gz", True), ("a.warc.wet.gz", True), ("a.wet", False)],
)
def test_the_texts_of_a_wet_file_are_documents(
    newslint: Newslint, home: Path, name: str, packed: bool
) -> None:
    write(home / name, wet([TEXT, "Café."], packed=packed))
    code, out, err = newslint("check", name, *PROMO, "--output-format", "jsonl")
    assert (code, err) == (1, "")
    first, second = reports(out)
    assert [each["id"] for each in (first, second)] == [
        *("https://www.harbour.example/0", "https://www.harbour.example/1")
    ]
    assert len(first["findings"]) == 1
    found = list(records_of(name, Settings()))
    assert [each[3:] for each in found][1] == (
        *("Café.", "https://www.harbour.example/1", None, "www.harbour.example", ()),
    )


def test_an_address_without_a_host_is_an_id_all_the_same(tmp_path: Path) -> None:
    file = write(tmp_path / "a.wet", wet(["One."], packed=False, site="http://[1"))
    (record,) = records_of(str(file), Settings())
    assert isinstance(record, Record)
    assert (record.id, record.source) == ("http://[1/0", None)


def test_pages_of_a_crawler_are_one_error(newslint: Newslint, home: Path) -> None:
    pages = wet(["<html>"] * 9, kind="resource")
    write(home / "a.warc.gz", wet([TEXT]) + pages)
    code, out, err = newslint("check", "a.warc.gz", *PROMO, "--output-format", "jsonl")
    assert code == 2
    assert len(reports(out)) == 1
    assert is_one_line_about(err, "a.warc.gz: 9 of its 12 records hold pages", "extract")


@pytest.mark.parametrize("cut", [5, 300, 560, 700])
@pytest.mark.parametrize("packed", [False, True])
def test_of_a_warc_file_that_was_cut_off_the_whole_records_are_read(
    tmp_path: Path, packed: bool, cut: int
) -> None:
    texts = [os.urandom(250).hex() for _ in range(5)]
    name = "a.warc.gz" if packed else "a.warc"
    file = write(tmp_path / name, wet(texts, packed=packed)[:-cut])
    good = texts_of(file)
    assert 3 <= len(good) <= 5 and good == texts[: len(good)]
    if len(good) < 5:
        assert len(failures_of(file)) == 1


@pytest.mark.parametrize(
    "data", [b"nonsense\n" * 9, gzip.compress(b"nonsense\n", mtime=0), b"\x1f\x8b\x08"]
)
def test_what_is_no_warc_file_is_named(tmp_path: Path, data: bytes) -> None:
    (message,) = failures_of(write(tmp_path / "a.warc.gz", data))
    assert message.startswith("a.warc.gz: is no WARC file, or damaged or cut off after record 0 (")


def test_a_text_in_warc_that_is_too_large_or_no_utf8_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "a.warc.gz", wet(["x" * 101, b"caf\xe9", "One."]))
    assert texts_of(file, max_size=100) == ["One."]
    large, odd = failures_of(file, max_size=100)
    assert large.startswith("a.warc.gz: record 2: its text is over the limit of 100 bytes")
    assert odd.startswith("a.warc.gz: record 3: is no UTF-8 from byte 4 on")


# without the extra


@pytest.mark.parametrize(
    ("name", "package"),
    [("a.jsonl.zst", "backports"), ("a.parquet", "pyarrow"), ("a.warc.gz", "warcio")],
)
def test_without_the_extra_an_error_says_how_to_get_it(
    newslint: Newslint, home: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    real = builtins.__import__

    def lacking(wanted: str, *rest: Any) -> Any:
        if wanted.partition(".")[0] in (package, "compression"):
            raise ModuleNotFoundError(f"No module named '{package}'")
        return real(wanted, *rest)

    write(home / name, "x")
    monkeypatch.setattr(builtins, "__import__", lacking)
    code, _, err = newslint("check", name)
    assert code == 2
    assert is_one_line_about(err, f"{name}: ", package, 'pip install "newslint[records]"')


# whatever the bytes are


@given(st.data())
def test_no_bytes_are_beyond_a_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    kind = data.draw(st.sampled_from(["jsonl", "jsonl.gz", "jsonl.zst", "parquet", "wet.gz"]))
    whole = wet(["One.", "Two."]) if kind == "wet.gz" else written(folder, kind).read_bytes()
    at = int(data.draw(st.floats(0, 1)) * len(whole))
    damage = data.draw(st.binary(max_size=8))
    file = write(folder / f"a.{kind}", whole[:at] + damage + whole[at + len(damage) :])
    found = list(records_of(str(file), Settings(text_field="body")))
    assert found
    messages = [each.message for each in found if isinstance(each, Failure)]
    assert not [message for message in messages if "newslint failed" in message]
