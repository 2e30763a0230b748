"""The undo journal: every byte back, and never a byte that somebody wrote since."""

from __future__ import annotations

import os
import stat
import time
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privileges import unprivileged

from newslint import journal as journal_module
from newslint.errors import InputError
from newslint.filesystem import write_atomic
from newslint.journal import KEEP_DAYS, Entry, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "state")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    path = tmp_path / "news" / "two words – é.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\n")
    return path


def fix(journal: Journal, path: Path, after: bytes) -> None:
    before = path.read_bytes()
    with journal.fixing(path, before, after):
        write_atomic(path, after, expected=before)


def undone(journal: Journal, path: str | Path) -> bytes:
    """What a file holds after an undo."""
    journal.undo(path)
    return Path(path).read_bytes()


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "state" / "undo").iterdir())


@given(st.binary(), st.binary())
def test_every_byte_comes_back(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes
) -> None:
    directory = tmp_path_factory.mktemp("undo")
    journal, path = Journal(directory / "state"), directory / "a.txt"
    path.write_bytes(before)
    fix(journal, path, after)
    assert path.read_bytes() == after
    if before == after:
        assert journal.entries() == []
    else:
        assert undone(journal, path) == before


def test_what_was_never_fixed_cannot_be_undone(journal: Journal, article: Path) -> None:
    with pytest.raises(InputError, match="nothing to undo"):
        journal.undo(article)
    assert journal.entries() == []


def test_what_was_undone_cannot_be_undone_again(journal: Journal, article: Path) -> None:
    fix(journal, article, b"two")
    journal.undo(article)
    with pytest.raises(InputError, match="nothing to undo"):
        journal.undo(article)
    assert journal.entries() == []


def test_the_last_fix_is_undone_first_and_then_the_one_before(
    journal: Journal, article: Path
) -> None:
    original = article.read_bytes()
    for after in (b"two", b"three", b"four"):
        fix(journal, article, after)
    assert undone(journal, article) == b"three"
    assert undone(journal, article) == b"two" != original
    with pytest.raises(InputError, match="nothing to undo"):
        journal.undo(article)


def test_a_fix_that_somebody_overwrote_makes_way_and_not_the_one_before(
    journal: Journal, article: Path
) -> None:
    article.write_bytes(b"one")
    fix(journal, article, b"two")
    fix(journal, article, b"three")
    article.write_bytes(b"rewritten")
    fix(journal, article, b"mended")
    assert undone(journal, article) == b"rewritten"
    article.write_bytes(b"two")
    assert undone(journal, article) == b"one"


def test_a_file_that_does_not_hold_what_was_read_is_not_fixed(
    tmp_path: Path, journal: Journal, article: Path
) -> None:
    digests = [sha256(data).hexdigest() for data in (b"read", b"mended")]
    with pytest.raises(InputError, match="changed"), journal.fixing_file(article, *digests):
        raise AssertionError
    assert kept(tmp_path) == []


def test_a_change_made_while_undoing_is_never_lost(
    journal: Journal, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fix(journal, article, b"two")
    verified = journal_module._verified

    def late(place: Path, real: str) -> tuple[Entry, int]:
        article.write_bytes(b"rewritten")
        return verified(place, real)

    monkeypatch.setattr(journal_module, "_verified", late)
    with pytest.raises(InputError, match="changed"):
        journal.undo(article)
    assert article.read_bytes() == b"rewritten"


def test_a_change_made_since_is_never_lost(journal: Journal, article: Path) -> None:
    fix(journal, article, b"two")
    article.write_bytes(b"two, edited")
    with pytest.raises(InputError, match="changed after newslint fixed it"):
        journal.undo(article)
    assert article.read_bytes() == b"two, edited"
    article.write_bytes(b"two")
    journal.undo(article)
    assert article.read_bytes() == b"\xef\xbb\xbfone\r\n"


def test_a_file_removed_since_is_not_made_again(journal: Journal, article: Path) -> None:
    fix(journal, article, b"two")
    article.unlink()
    with pytest.raises(InputError, match="No such file"):
        journal.undo(article)
    assert not article.exists()


def test_a_crash_before_the_file_was_written_loses_nothing(journal: Journal, article: Path) -> None:
    original = article.read_bytes()
    journal.record(article, original, b"two")
    assert undone(journal, article) == original
    assert journal.entries() == []


def test_a_crash_after_the_file_was_restored_loses_nothing(journal: Journal, article: Path) -> None:
    original = article.read_bytes()
    fix(journal, article, b"two")
    write_atomic(article, original, expected=b"two")
    assert undone(journal, article) == original


def test_fixes_that_could_not_be_written_do_not_cost_the_one_before(
    journal: Journal, article: Path
) -> None:
    original = article.read_bytes()
    fix(journal, article, b"two")
    for _ in range(3):
        journal.record(article, b"two", b"three, which the disk had no room for")
    assert undone(journal, article) == b"two"
    assert undone(journal, article) == original


def test_a_fix_that_fails_leaves_no_entry_and_costs_no_other(
    tmp_path: Path, journal: Journal, article: Path
) -> None:
    original = article.read_bytes()
    with pytest.raises(InputError), journal.fixing(article, original, b"two"):
        write_atomic(article, b"two", expected=b"something else")
    assert journal.entries() == [] == kept(tmp_path)
    fix(journal, article, b"two")
    fix(journal, article, b"three")
    for _ in range(3):
        with pytest.raises(InputError), journal.fixing(article, b"three", b"four"):
            write_atomic(article, b"four", expected=b"something else")
    assert undone(journal, article) == b"two"
    assert undone(journal, article) == original


def test_an_interrupt_right_after_the_file_was_written_does_not_cost_the_entry(
    journal: Journal, article: Path
) -> None:
    original = article.read_bytes()
    with pytest.raises(KeyboardInterrupt), journal.fixing(article, original, b"two"):
        write_atomic(article, b"two", expected=original)
        raise KeyboardInterrupt
    assert undone(journal, article) == original


def test_a_crash_right_after_the_file_was_written_costs_neither_entry(
    journal: Journal, article: Path
) -> None:
    original = article.read_bytes()
    journal.record(article, original, b"two")
    assert journal.entries() == []  # it may never be written
    write_atomic(article, b"two", expected=original)
    assert [entry.path for entry in journal.entries()] == [os.path.realpath(article)]
    fix(journal, article, b"three")
    assert undone(journal, article) == b"two"
    assert undone(journal, article) == original


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_neither_fixed_nor_read_by_undo(
    tmp_path: Path, journal: Journal, article: Path
) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="no regular file"), journal.fixing(pipe, b"one", b"two"):
        write_atomic(pipe, b"two", expected=b"one")
    assert journal.entries() == [] == kept(tmp_path)
    fix(journal, article, b"two")
    article.unlink()
    os.mkfifo(article)
    with pytest.raises(InputError, match="no regular file"):
        journal.undo(article)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data.replace(b"one", b"0ne"),
        lambda data: b"",
        lambda data: b"{}\n",
        lambda data: b"[1, 2]\nold",
        lambda data: b"\xff\xfe" + data,
        lambda data: data.replace(b"news/", b"olds/"),
        lambda data: data.replace(b'"time": ', b'"time": "').replace(b', "before"', b'", "before"'),
    ],
)
def test_a_damaged_entry_is_refused(
    tmp_path: Path, journal: Journal, article: Path, damage: object
) -> None:
    fix(journal, article, b"two")
    (entry,) = kept(tmp_path)
    assert callable(damage)
    entry.write_bytes(damage(entry.read_bytes()))
    with pytest.raises(InputError, match="damaged"):
        journal.undo(article)
    assert article.read_bytes() == b"two"
    journal.entries()


def test_a_fix_that_another_process_begins_meanwhile_does_not_cost_this_one(
    tmp_path: Path, journal: Journal, article: Path
) -> None:
    before = article.read_bytes()
    troubles: list[InputError] = []

    def fix_as_well() -> None:
        try:
            with Journal(tmp_path / "state").fixing(article, before, b"another's"):
                write_atomic(article, b"another's", expected=before)
        except InputError as error:
            troubles.append(error)

    other = Thread(target=fix_as_well)
    with journal.fixing(article, before, b"two"):
        other.start()
        other.join(0.3)  # as far as it gets
        write_atomic(article, b"two", expected=before)
    other.join()
    assert ["changed while newslint was reading it" in str(each) for each in troubles] == [True]
    assert article.read_bytes() == b"two"
    assert undone(journal, article) == before


def test_an_entry_of_another_file_is_refused(
    tmp_path: Path, journal: Journal, article: Path
) -> None:
    fix(journal, article, b"two")
    (of_article,) = kept(tmp_path)
    entry = of_article.read_bytes()
    of_article.unlink()
    other = article.with_name("other.txt")
    other.write_bytes(b"one")
    fix(journal, other, b"two")
    (of_other,) = kept(tmp_path)
    of_other.write_bytes(entry)
    with pytest.raises(InputError, match="damaged"):
        journal.undo(other)
    assert (article.read_bytes(), other.read_bytes()) == (b"two", b"two")


def test_a_damaged_entry_does_not_stand_in_the_way_of_the_next_fix(
    tmp_path: Path, journal: Journal, article: Path
) -> None:
    fix(journal, article, b"two")
    kept(tmp_path)[0].write_bytes(b"nonsense")
    fix(journal, article, b"three")
    assert undone(journal, article) == b"two"


def test_entries_tell_the_last_fix_of_every_file_by_path(tmp_path: Path, journal: Journal) -> None:
    names = ["a\nb.txt", *(f"b{number}.txt" for number in range(9)), os.fsdecode(b"\xe9.txt")]
    for name in reversed(names):
        (tmp_path / name).write_bytes(b"one")
        fix(journal, tmp_path / name, b"two")
        fix(journal, tmp_path / name, b"three")
    entries = journal.entries()
    assert [Path(entry.path).name for entry in entries] == names
    assert {entry.after for entry in entries} == {sha256(b"three").hexdigest()}
    assert all(abs(entry.time - time.time()) < 60 for entry in entries)
    for entry in entries:
        assert undone(journal, entry.path) == b"two"


def test_a_file_is_known_by_every_path_that_leads_to_it(
    journal: Journal, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = article.parent.parent / "link.txt"
    link.symlink_to(article)
    fix(journal, link, b"two")
    monkeypatch.chdir(article.parent)
    assert undone(journal, article.name) == b"\xef\xbb\xbfone\r\n"
    assert link.is_symlink()


def test_nothing_is_created_before_there_is_something_to_keep(
    tmp_path: Path, journal: Journal, article: Path
) -> None:
    journal.entries()
    with pytest.raises(InputError):
        journal.undo(article)
    assert not (tmp_path / "state").exists()


def test_nobody_else_may_read_what_is_kept(tmp_path: Path, journal: Journal, article: Path) -> None:
    umask = os.umask(0)
    try:
        fix(journal, article, b"two")
        fix(journal, article, b"three")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "state/undo").stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept(tmp_path)] == [0o600, 0o600]


def test_what_is_kept_is_bounded(tmp_path: Path, journal: Journal, article: Path) -> None:
    for number in range(20):
        fix(journal, article, b"%d" % number)
    assert len(kept(tmp_path)) == 2


def test_old_entries_are_dropped_when_something_new_is_recorded(
    tmp_path: Path, journal: Journal, article: Path
) -> None:
    other = article.with_name("other.txt")
    other.write_bytes(b"one")
    fix(journal, article, b"two")
    old = time.time() - (KEEP_DAYS + 1) * 86_400
    os.utime(kept(tmp_path)[0], (old, old))
    again = Journal(tmp_path / "state")
    fix(again, other, b"two")
    assert [entry.path for entry in again.entries()] == [str(other)]


def test_the_state_directory_can_be_set(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSLINT_STATE_DIR", str(tmp_path / "elsewhere"))
    fix(Journal(), article, b"two")
    assert len(list((tmp_path / "elsewhere/undo").iterdir())) == 1
    assert undone(Journal(), article) == b"\xef\xbb\xbfone\r\n"


def test_a_relative_folder_is_looked_up_from_where_newslint_is_called(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSLINT_STATE_DIR", "kept")
    journal = Journal()
    monkeypatch.chdir("/")
    fix(journal, article, b"two")
    assert len(list((tmp_path / "kept/undo").iterdir())) == 1


def test_without_it_the_journal_is_in_the_users_own(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSLINT_STATE_DIR", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    fix(Journal(), article, b"two")
    assert list(tmp_path.rglob("newslint/undo/*.undo"))


def test_a_journal_that_cannot_be_written_is_an_error_that_names_the_file() -> None:
    with unprivileged() as directory:
        path = directory / "a.txt"
        path.write_bytes(b"one")
        (directory / "state").mkdir(mode=0o500)
        with pytest.raises(InputError, match=r"a\.txt: left as it is.*NEWSLINT_STATE_DIR"):
            Journal(directory / "state").record(path, b"one", b"two")
        assert path.read_bytes() == b"one"


def test_a_journal_that_cannot_be_read_is_named_and_not_the_file() -> None:
    with unprivileged() as directory:
        (directory / "a.txt").write_bytes(b"one")
        (directory / "state").mkdir(mode=0)
        with pytest.raises(InputError, match=r"state/undo: Permission denied"):
            Journal(directory / "state").undo(directory / "a.txt")


def test_a_read_only_file_stays_undoable(journal: Journal) -> None:
    with unprivileged() as directory:
        path = directory / "a.txt"
        path.write_bytes(b"one")
        own = Journal(directory / "state")
        fix(own, path, b"two")
        path.chmod(0o444)
        with pytest.raises(InputError, match="read-only"):
            own.undo(path)
        path.chmod(0o644)
        assert undone(own, path) == b"one"
