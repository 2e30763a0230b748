"""Documents out of files and back: what comes in goes out, and a failed write costs nothing."""

from __future__ import annotations

import codecs
import io
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from privileges import unprivileged
from strategies import texts

from newslint.corpus.files import read_document, read_stdin
from newslint.errors import InputError
from newslint.filesystem import write_atomic
from newslint.settings import Settings

HERE = Settings()
ENGLISH = "The mayor said that the bridge would open in spring, and that the old one would go.\n"
SPANISH = "El alcalde dijo que el puente se abrirá en primavera y que el viejo desaparecerá.\n"


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unchanged(path: Path, data: bytes) -> bool:
    """True when a file holds `data` still and nothing was left beside it."""
    return path.read_bytes() == data and [entry.name for entry in path.parent.iterdir()] == [
        path.name
    ]


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let no file grow over `size` bytes: writing fails half way, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_document_knows_where_it_came_from_and_how_its_bytes_were() -> None:
    Path("in").mkdir()
    data = codecs.BOM_UTF8 + ENGLISH.replace("\n", "\r\n").encode()
    Path("in/a.txt").write_bytes(data)
    document = read_document("in/a.txt", HERE)
    assert document.id == document.path == "in/a.txt"
    assert (document.encoding, document.bom, document.guessed) == ("utf-8", codecs.BOM_UTF8, False)
    assert document.text == ENGLISH.replace("\n", "\r\n")
    assert document.encode(document.text) == data


@given(texts())
def test_what_is_read_can_be_written_back_byte_for_byte(text: str) -> None:
    data = text.encode()
    document = read_document("a.txt", HERE, data)
    assert document.encode(document.text) == data


def test_the_language_is_detected_unless_it_is_set() -> None:
    assert read_document("a", HERE, SPANISH.encode()).language == "es"
    assert read_document("a", Settings(language="hi"), SPANISH.encode()).language == "hi"


@pytest.mark.parametrize("name", ["./in/a.txt", "in//a.txt", "in/../in/a.txt", "{}/in/a.txt"])
def test_a_file_under_the_current_directory_has_one_relative_name(
    directory: Path, name: str
) -> None:
    assert read_document(name.format(directory), HERE, b"").id == "in/a.txt"


def test_a_file_elsewhere_has_its_absolute_name(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("in").mkdir()
    monkeypatch.chdir("in")
    assert read_document("../a.txt", HERE, b"").id == f"{directory}/a.txt"


def test_the_way_up_from_a_link_leads_to_where_the_link_points(directory: Path) -> None:
    Path("far/away").mkdir(parents=True)
    Path("link").symlink_to("far/away")
    assert read_document("link/../a.txt", HERE, b"").id == "far/a.txt"


def test_a_link_keeps_its_own_name() -> None:
    Path("real.txt").write_text("text")
    Path("link.txt").symlink_to("real.txt")
    assert read_document("link.txt", HERE).id == "link.txt"


@pytest.mark.parametrize(
    "name", ["two words.txt", "-n.txt", "新聞 – é.txt", "one\ntwo.txt", "--.txt"]
)
def test_odd_names_are_names(name: str) -> None:
    Path(name).write_text(ENGLISH)
    assert read_document(name, HERE).id == name


def test_a_name_that_is_no_utf8_is_kept_and_escaped_in_the_id() -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text(ENGLISH)
    document = read_document(name, HERE)
    assert (document.id, document.path) == (r"caf\xe9.txt", name)


def test_errors_take_one_line_whatever_the_name() -> None:
    with pytest.raises(InputError) as caught:
        read_document("no\nsuch\udce9.txt", HERE)
    assert str(caught.value) == r"no\nsuch\xe9.txt: No such file or directory"


def test_a_directory_is_no_document() -> None:
    with pytest.raises(InputError, match="Is a directory"):
        read_document(".", HERE)


def test_what_is_no_text_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"^a\.txt: it is a PDF document"):
        read_document("a.txt", HERE, b"%PDF-1.4\n")


def test_a_file_that_may_not_be_read_is_refused_by_name() -> None:
    with unprivileged() as directory:
        path = directory / "a.txt"
        path.write_text("text")
        path.chmod(0)
        with pytest.raises(InputError, match=r"a\.txt: Permission denied"):
            read_document(str(path), HERE)


def test_a_file_over_the_limit_is_refused_by_name_and_never_read() -> None:
    with Path("huge.txt").open("wb") as file:
        file.truncate(10 * 1024**3)
    with pytest.raises(InputError, match=r"^huge\.txt: 10,737,418,240 bytes .* --max-size"):
        read_document("huge.txt", HERE)


def test_the_limit_itself_is_allowed_and_one_more_is_not() -> None:
    limit = Settings(max_size=10)
    Path("a.txt").write_bytes(b"x" * 10)
    assert read_document("a.txt", limit).text == "x" * 10
    for data in (None, b"x" * 11):
        Path("a.txt").write_bytes(b"x" * 11)
        with pytest.raises(InputError, match=r"over the limit of 10 bytes"):
            read_document("a.txt", limit, data)


def test_a_file_without_a_size_is_still_limited() -> None:
    with pytest.raises(InputError, match="over the limit"):
        read_document("/dev/zero", Settings(max_size=1000))


def test_standard_input_is_a_document_without_a_path() -> None:
    document = read_stdin(HERE, io.BytesIO(SPANISH.encode("cp1252")))
    assert (document.id, document.path, document.language) == ("-", None, "es")
    assert document.guessed
    with pytest.raises(InputError, match=r"^-: it is over the limit"):
        read_stdin(Settings(max_size=5), io.BytesIO(b"123456"))


@given(texts())
def test_what_is_written_is_what_was_given(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "written.txt"
    write_atomic(path, text.encode(), expected=None)
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o2755])
def test_the_mode_is_kept(directory: Path, mode: int) -> None:
    path = directory / "a.txt"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomic(path, b"new", expected=b"old")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert unchanged(path, b"new")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_the_owner_is_kept(directory: Path) -> None:
    path = directory / "a.txt"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    write_atomic(path, b"new", expected=b"old")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


def test_a_file_of_another_owner_that_one_may_write_is_written() -> None:
    with unprivileged() as directory:
        path = directory / "a.txt"
        path.write_bytes(b"old")
        write_atomic(path, b"new", expected=b"old")
        assert unchanged(path, b"new")


def test_a_new_file_has_the_usual_mode(directory: Path) -> None:
    umask = os.umask(0o027)
    try:
        write_atomic(directory / "a.txt", b"new", expected=None)
    finally:
        os.umask(umask)
    assert stat.S_IMODE((directory / "a.txt").stat().st_mode) == 0o640


def test_links_stay_and_the_file_they_lead_to_is_written(directory: Path) -> None:
    (directory / "far").mkdir()
    Path("far/real.txt").write_bytes(b"old")
    Path("link.txt").symlink_to("hop.txt")
    Path("hop.txt").symlink_to("far/real.txt")
    write_atomic("link.txt", b"new", expected=b"old")
    assert Path("link.txt").readlink() == Path("hop.txt")
    assert unchanged(directory / "far/real.txt", b"new")


def test_a_file_that_changed_meanwhile_is_left_alone(directory: Path) -> None:
    path = directory / "a.txt"
    path.write_bytes(b"edited")
    with pytest.raises(InputError, match="changed while newslint was reading it"):
        write_atomic(path, b"new", expected=b"old")
    assert unchanged(path, b"edited")


def test_a_file_that_vanished_meanwhile_is_not_made_again(directory: Path) -> None:
    with pytest.raises(InputError, match=r"a\.txt"):
        write_atomic("a.txt", b"new", expected=b"old")
    assert list(directory.iterdir()) == []


def test_a_full_disk_leaves_the_file_as_it_was(directory: Path) -> None:
    path = directory / "a.txt"
    path.write_bytes(b"old")
    with full_disk(4096), pytest.raises(InputError, match=r"a\.txt: cannot be written .*too large"):
        write_atomic(path, b"x" * 100_000, expected=b"old")
    assert unchanged(path, b"old")


def test_a_read_only_file_is_left_as_it_was() -> None:
    with unprivileged() as directory:
        path = directory / "a.txt"
        path.write_bytes(b"old")
        path.chmod(0o444)
        with pytest.raises(InputError, match=r"a\.txt: is read-only"):
            write_atomic(path, b"new", expected=b"old")
        assert unchanged(path, b"old")


def test_a_read_only_directory_leaves_the_file_as_it_was() -> None:
    with unprivileged() as directory:
        path = directory / "a.txt"
        path.write_bytes(b"old")
        directory.chmod(0o555)
        with pytest.raises(InputError, match=r"a\.txt: cannot be written \(Permission denied\)"):
            write_atomic(path, b"new", expected=b"old")
        directory.chmod(0o755)
        assert unchanged(path, b"old")


@pytest.mark.parametrize("path", ["/dev/null", "folder", "pipe"])
def test_what_is_no_regular_file_is_never_replaced(path: str) -> None:
    Path("folder").mkdir()
    os.mkfifo("pipe")
    with pytest.raises(InputError, match="no regular file"):
        write_atomic(path, b"new", expected=None)


def test_what_was_never_there_is_not_said_to_be_as_it_was(directory: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written .*; nothing was written") as caught:
        write_atomic("nowhere/a.txt", b"x", expected=None)
    assert "as it was" not in str(caught.value)


def test_links_in_circles_and_missing_directories_are_errors() -> None:
    Path("loop").symlink_to("loop")
    for path in ("loop", "missing/a.txt"):
        with pytest.raises(InputError, match="cannot be written"):
            write_atomic(path, b"new", expected=None)


def test_an_interrupted_write_leaves_nothing_behind(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = directory / "a.txt"
    path.write_bytes(b"old")

    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, b"new", expected=b"old")
    assert unchanged(path, b"old")
