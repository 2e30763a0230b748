"""The undo journal: what files held before newslint last wrote to them.

Kept apart from the files, in the user's state directory, so that nothing is ever left beside or in
an article.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from newslint.errors import InputError
from newslint.filesystem import reported, shown, write_atomic

STATE_VARIABLE = "NEWSLINT_STATE_DIR"
"""Environment variable that names another state directory."""
KEEP_DAYS = 90
"""Entries that are older are dropped when something new is recorded."""


@dataclass(frozen=True)
class Entry:
    """One fix that can be undone: the file's absolute path, links resolved; when it was fixed
    (seconds since the epoch); the SHA-256 digests of its bytes before and after (hexadecimal).
    """

    path: str
    time: float
    before: str
    after: str


class Journal:
    """What can be undone, by the path of the file.

    Of each file the last two fixes are kept, whole and uncompressed, for `KEEP_DAYS` days: two, so
    that a fix which is recorded and then cannot be written does not cost the one before it. That is
    at most twice the size of the files that were fixed.
    Everything is readable by its owner only. Several processes may record at once.

    An entry is one file: a line of JSON (the fields of `Entry`), then the original bytes.
    """

    def __init__(self, directory: str | os.PathLike[str] | None = None) -> None:
        """Open the journal in a state directory; None stands for the user's.

        That is `NEWSLINT_STATE_DIR` where it is set. Nothing is created before the first record.
        """
        self._directory = Path(directory or _state_directory()) / "undo"
        self._pruned = False

    def record(self, path: str | os.PathLike[str], before: bytes, after: bytes) -> None:
        """Note that the file at `path` is about to change from `before` to `after`.

        To be called before the file is written. Raises InputError when the entry cannot be stored;
        the file should then not be written.
        """
        if before == after:
            return
        real = os.path.realpath(path)
        entry = Entry(real, time.time(), _digest(before), _digest(after))
        try:
            self._store(entry, before)
        except (InputError, OSError) as error:
            raise InputError(
                f"{shown(path)}: left as it is, since its undo entry cannot be stored: {error}"
            ) from error

    def undo(self, path: str | os.PathLike[str]) -> bytes:
        """Give the file at `path` the bytes from before its last fix, and return them.

        A file that holds these bytes already (its fix was recorded and never written) stays as it
        is. Undoing once more takes back the fix before, where that is still known.

        Raises InputError, changing nothing, when no fix of the file is known, when the file was
        changed or removed since, or when the journal's entry is damaged.
        """
        real = os.path.realpath(path)
        with reported(path):
            places = [place for place in self._places(real) if place.exists()]
            if not places:
                raise InputError(f"{shown(path)}: nothing to undo; newslint knows of no fix of it")
            current = Path(real).read_bytes()
        for place in places:
            entry, before = _load(place, real)
            if entry.after == _digest(current):
                write_atomic(real, before, expected=current)
            elif before != current:
                continue
            with reported(place):
                place.unlink(missing_ok=True)
            return before
        raise InputError(
            f"{shown(path)}: was changed after newslint fixed it, so undoing would lose that change"
        )

    def entries(self) -> list[Entry]:
        """The last fix of every file that has one, by path; damaged entries are left out."""
        newest: dict[str, Entry] = {}
        for place in self._directory.glob("*.undo*"):
            with suppress(InputError):
                entry = _header(place)
                known = newest.get(entry.path, entry)
                newest[entry.path] = max(known, entry, key=lambda entry: entry.time)
        return [newest[path] for path in sorted(newest)]

    def _places(self, real: str) -> tuple[Path, Path]:
        """Where the last fix of a file is kept, and the one before it."""
        name = hashlib.sha256(os.fsencode(real)).hexdigest()
        return self._directory / f"{name}.undo", self._directory / f"{name}.undo-older"

    def _store(self, entry: Entry, before: bytes) -> None:
        newest, older = self._places(entry.path)
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._prune()
        # A fix that was recorded and never written makes way; one that was is kept as well.
        if _wrote(newest, entry.before):
            newest.replace(older)
        line = json.dumps(asdict(entry)).encode("ascii")
        write_atomic(newest, line + b"\n" + before, expected=None, mode=0o600)

    def _prune(self) -> None:
        """Drop, once for each journal that is opened, the entries that are too old."""
        if self._pruned:
            return
        self._pruned = True
        oldest = time.time() - KEEP_DAYS * 86_400
        for place in self._directory.iterdir():
            with suppress(FileNotFoundError):
                if place.stat().st_mtime < oldest:
                    place.unlink()


def _state_directory() -> str:
    from platformdirs import user_state_dir

    return os.environ.get(STATE_VARIABLE) or user_state_dir("newslint", appauthor=False)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _header(place: Path) -> Entry:
    """The entry at `place` without its bytes."""
    with reported(place), place.open("rb") as file:
        return _parsed(place, file.readline())


def _wrote(place: Path, current: str) -> bool:
    """True when the fix recorded at `place` is what gave its file the `current` digest."""
    try:
        return place.exists() and _header(place).after == current
    except InputError:
        return False


def _load(place: Path, real: str) -> tuple[Entry, bytes]:
    """The entry at `place` and the original bytes of the file `real`, both verified."""
    with reported(place):
        line, _, before = place.read_bytes().partition(b"\n")
    entry = _parsed(place, line)
    if entry.path != real or entry.before != _digest(before):
        raise _damaged(place)
    return entry, before


def _parsed(place: Path, line: bytes) -> Entry:
    try:
        entry = Entry(**json.loads(line))
    except (ValueError, TypeError):
        raise _damaged(place) from None
    kinds = (entry.path, str), (entry.time, float), (entry.before, str), (entry.after, str)
    if not all(isinstance(value, kind) for value, kind in kinds):
        raise _damaged(place)
    return entry


def _damaged(place: Path) -> InputError:
    return InputError(f"{shown(place)}: this entry of the undo journal is damaged; not undone")
