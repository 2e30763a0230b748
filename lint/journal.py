"""The undo journal: what files held before newslint last wrote to them.

Kept apart from the files, in the user's state directory, so that nothing is ever left beside or in
an article.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from newslint.errors import InputError
from newslint.filesystem import (
    STATE_VARIABLE,
    Replacement,
    changed,
    parts,
    reported,
    shown,
    state_directory,
)

KEEP_DAYS = 90
"""Entries that are older are dropped when something new is recorded."""
_PENDING = ".undo-pending"


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

    Of each file the last two fixes are kept, whole and uncompressed, for `KEEP_DAYS` days. That is
    at most twice the size of the files that were fixed, and once more while one is written: its
    entry is pending until then, and costs no other one when the file cannot be written.
    Everything is readable by its owner only. Several processes may fix and undo at once.

    An entry is one file: a line of JSON (the fields of `Entry`), then the original bytes.
    """

    def __init__(self, directory: str | os.PathLike[str] | None = None) -> None:
        """Open the journal in a state directory; None stands for the user's.

        Nothing is created before the first record.
        """
        self._directory = Path(directory or state_directory()) / "undo"
        self._pruned = False

    @contextmanager
    def fixing(self, path: str | os.PathLike[str], before: bytes, after: bytes) -> Iterator[None]:
        """A context in which the file at `path` is changed from `before` to `after`.

        What it held is stored first, and let go of again when the file was not changed in the end.
        Raises InputError, before anything is changed, when it cannot be stored.
        """
        if before == after:
            yield
            return
        with self._alone(new=True):
            self.record(path, before, after)
            with self._settling(path):
                yield

    @contextmanager
    def fixing_file(self, path: str | os.PathLike[str], before: str, after: str) -> Iterator[None]:
        """The same for a file that is too large to be held: it is copied.

        `before` and `after` are the SHA-256 digests (hexadecimal) of its bytes. Raises InputError
        as `fixing` does, and when the file has another digest than `before`.
        """
        with self._alone(new=True):
            self.record_file(path, before, after)
            with self._settling(path):
                yield

    @contextmanager
    def _alone(self, *, new: bool = False) -> Iterator[None]:
        """A block that no two processes are in at once, lest one settles what another has begun.

        The directory is locked, a `new` one made first, and the system lets go of it however the
        process ends. Where that cannot be had (on Windows, on some mounts) nothing is waited for.
        """
        with ExitStack() as held:
            with suppress(ImportError, OSError):
                import fcntl

                if new:
                    self._make()
                lock = os.open(self._directory, os.O_RDONLY)
                held.callback(os.close, lock)
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def record(self, path: str | os.PathLike[str], before: bytes, after: bytes) -> None:
        """Note that the file at `path` is about to change from `before` to `after`.

        The first half of `fixing`, and all that there is of it after a crash.
        """
        self._record(path, _digest(before), _digest(after), BytesIO(before))

    def record_file(self, path: str | os.PathLike[str], before: str, after: str) -> None:
        """The first half of `fixing_file`."""
        with reported(path), Path(path).open("rb") as file:
            self._record(path, before, after, file)

    @contextmanager
    def _settling(self, path: str | os.PathLike[str]) -> Iterator[None]:
        """A context in which the fix is written whose entry is pending."""
        real = os.path.realpath(path)
        try:
            yield
        except BaseException:
            # Ctrl-C may come when the new bytes are there already.
            with suppress(InputError, OSError):
                self._settle(real, _current(real))
            raise
        with suppress(InputError, OSError):  # pending, it can be undone as well
            self._keep(real)

    def _record(
        self, path: str | os.PathLike[str], before: str, after: str, source: BinaryIO
    ) -> None:
        entry = Entry(os.path.realpath(path), time.time(), before, after)
        try:
            stored = self._store(entry, source)
        except (InputError, OSError) as error:
            raise InputError(
                f"{shown(path)}: left as it is, since what it holds cannot be kept for `undo`: "
                f"{_reason(error)}; set {STATE_VARIABLE} to a folder that can be written to"
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
        with self._alone():
            self._undo(path, os.path.realpath(path))

    def _kept(self, real: str) -> list[Path]:
        with reported(self._directory):
            return [place for place in self._places(real) if place.exists()]

    def _undo(self, path: str | os.PathLike[str], real: str) -> None:
        places = self._kept(real)
        if not places:
            raise InputError(f"{shown(path)}: nothing to undo; newslint knows of no fix of it")
        with reported(path):
            if not stat.S_ISREG(Path(real).stat().st_mode):
                raise InputError(f"{shown(path)}: no regular file any more, so it is left alone")
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
            with suppress(InputError, OSError):
                entry = _header(place)
                if place.suffix == _PENDING and _current(entry.path) != entry.after:
                    continue
                known = newest.get(entry.path, entry)
                newest[entry.path] = max(known, entry, key=lambda entry: entry.time)
        return [newest[path] for path in sorted(newest)]

    def _places(self, real: str) -> tuple[Path, Path, Path]:
        """Where the fix that is being written is kept, the last one, and the one before it."""
        name = hashlib.sha256(os.fsencode(real)).hexdigest()
        pending, newest, older = (
            self._directory / f"{name}{suffix}" for suffix in (_PENDING, ".undo", ".undo-older")
        )
        return pending, newest, older

    def _settle(self, real: str, current: str | None) -> None:
        """Keep the pending entry of a file with the `current` digest if that is its fix's."""
        pending, _, _ = self._places(real)
        if _wrote(pending, current):
            self._keep(real)
        else:
            pending.unlink(missing_ok=True)

    def _keep(self, real: str) -> None:
        """Make the pending entry of a file that of its last fix."""
        pending, newest, older = self._places(real)
        # A fix that was overwritten by somebody makes way; another is kept as well.
        if _wrote(newest, _header(pending).before):
            newest.replace(older)
        pending.replace(newest)

    def _store(self, entry: Entry, source: BinaryIO) -> bool:
        """Write an entry; False, none being written, when `source` does not hold what it says."""
        pending, _, _ = self._places(entry.path)
        self._make()
        self._prune()
        self._settle(entry.path, entry.before)  # what a crash left
        digest = hashlib.sha256()
        with Replacement(pending, mode=0o600) as new:
            new.write(json.dumps(asdict(entry)).encode("ascii") + b"\n")
            for part in parts(source):
                digest.update(part)
                new.write(part)
            whole = digest.hexdigest() == entry.before
            if whole:
                new.commit()
        return whole

    def _make(self) -> None:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)

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


def _current(real: str) -> str | None:
    """The digest of the file at a path without links; None when no regular file is there."""
    try:
        regular = stat.S_ISREG(Path(real).stat().st_mode)
    except FileNotFoundError:
        return None
    return digest_of(real) if regular else None


def _reason(error: InputError | OSError) -> str:
    if isinstance(error, InputError):
        return str(error)
    return f"{shown(error.filename)}: {error.strerror}" if error.filename else str(error)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _header(place: Path) -> Entry:
    """The entry at `place` without its bytes."""
    with reported(place), place.open("rb") as file:
        return _parsed(place, file.readline())


def _wrote(place: Path, current: str | None) -> bool:
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
