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
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from newslint.errors import InputError
from newslint.filesystem import Replacement, changed, parts, reported, shown

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
        if before != after:
            self._record(path, _digest(before), _digest(after), BytesIO(before))

    def record_file(self, path: str | os.PathLike[str], before: str, after: str) -> None:
        """The same for a file that is too large to be held: it is copied.

        `before` and `after` are the SHA-256 digests (hexadecimal) of its bytes. Raises InputError
        as `record` does, and when the file has another digest than `before`.
        """
        with reported(path), Path(path).open("rb") as file:
            self._record(path, before, after, file)

    def _record(
        self, path: str | os.PathLike[str], before: str, after: str, source: BinaryIO
    ) -> None:
        entry = Entry(os.path.realpath(path), time.time(), before, after)
        try:
            stored = self._store(entry, source)
        except (InputError, OSError) as error:
            raise InputError(
                f"{shown(path)}: left as it is, since its undo entry cannot be stored: {error}"
            ) from error
        if not stored:
            raise changed(path)

    def undo(self, path: str | os.PathLike[str]) -> None:
        """Give the file at `path` the bytes from before its last fix.

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
            current = digest_of(real)
        for place in places:
            entry, start = _verified(place, real)
            if entry.after == current:
                _restore(entry, place, start)
            elif entry.before != current:
                continue
            with reported(place):
                place.unlink(missing_ok=True)
            return
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

    def _store(self, entry: Entry, source: BinaryIO) -> bool:
        """Write an entry; False, none being written, when `source` does not hold what it says."""
        newest, older = self._places(entry.path)
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._prune()
        # A fix that was recorded and never written makes way; one that was is kept as well.
        if _wrote(newest, entry.before):
            newest.replace(older)
        digest = hashlib.sha256()
        with Replacement(newest, mode=0o600) as new:
            new.write(json.dumps(asdict(entry)).encode("ascii") + b"\n")
            for part in parts(source):
                digest.update(part)
                new.write(part)
            whole = digest.hexdigest() == entry.before
            if whole:
                new.commit()
        return whole

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


def digest_of(path: str | os.PathLike[str]) -> str:
    """The SHA-256 digest of a file (hexadecimal). Raises OSError when it cannot be read."""
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        for part in parts(file):
            digest.update(part)
    return digest.hexdigest()


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


def _verified(place: Path, real: str) -> tuple[Entry, int]:
    """The entry at `place`, and where in it the bytes of the file `real` begin; both are whole."""
    digest = hashlib.sha256()
    with reported(place), place.open("rb") as file:
        line = file.readline()
        for part in parts(file):
            digest.update(part)
    entry = _parsed(place, line)
    if entry.path != real or entry.before != digest.hexdigest():
        raise _damaged(place)
    return entry, len(line)


def _restore(entry: Entry, place: Path, start: int) -> None:
    """Give the file of an entry the bytes that stand at `place` from `start` on."""
    with Replacement(entry.path) as new:
        with reported(place), place.open("rb") as file:
            file.seek(start)
            for part in parts(file):
                new.write(part)
        new.commit(lambda target: digest_of(target) == entry.after)


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
