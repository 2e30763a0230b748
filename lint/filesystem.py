"""Writing files so that a crash, a full disk or another program never costs a byte."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Literal

from newslint.errors import ConfigError, InputError

STDIN: Literal["-"] = "-"
"""What stands for standard input where a path could."""
_PART = 1 << 20
CACHE_VARIABLE = "NEWSLINT_CACHE_DIR"
"""Environment variable that names another cache directory."""
STATE_VARIABLE = "NEWSLINT_STATE_DIR"
"""Environment variable that names another state directory."""


def cache_directory() -> Path:
    """The folder of what newslint installed; `NEWSLINT_CACHE_DIR` moves it."""
    import platformdirs

    return folder_in(CACHE_VARIABLE) or platformdirs.user_cache_path("newslint", appauthor=False)


def state_directory() -> Path:
    """The folder of what newslint keeps of its runs; `NEWSLINT_STATE_DIR` moves it."""
    import platformdirs

    return folder_in(STATE_VARIABLE) or platformdirs.user_state_path("newslint", appauthor=False)


def folder_in(variable: str) -> Path | None:
    """The folder that a variable of the environment names, from the current one; None for none."""
    named = os.environ.get(variable)
    return Path(named).absolute() if named else None


def written(path: str | os.PathLike[str]) -> str:
    """A path as it can be written: bytes of it that are no UTF-8 are escaped."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def shown(path: str | os.PathLike[str]) -> str:
    """A path fit for one line of a message: control characters and undecodable bytes escaped.

    >>> shown("one\\ntwo.txt")
    'one\\\\ntwo.txt'
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in written(path)
    )


def trouble(path: str | os.PathLike[str], error: OSError) -> InputError:
    """The InputError for what the operating system said about a path."""
    return InputError(f"{shown(path)}: {error.strerror or error}")


@contextmanager
def reported(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn the operating system's errors inside the block to InputErrors that name `path`."""
    try:
        yield
    except OSError as error:
        raise trouble(path, error) from error


def read_text(file: Path) -> str:
    """What a file that people write for newslint holds: UTF-8, a byte-order mark left out.

    Raises ConfigError, naming the file, when it cannot be read.
    """
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ConfigError(f"{file}: cannot be read: {reason}") from error


def read_toml(file: Path) -> dict[str, Any]:
    """The table that people wrote in a file. Raises ConfigError, naming the file, for none."""
    import tomli

    try:
        return tomli.loads(read_text(file))
    except tomli.TOMLDecodeError as error:
        raise ConfigError(f"{file}: is no valid TOML: {error}") from error


class Replacement:
    """New content for the file at a path: it takes the place of the old one wholly, or not at all.

    A context. What is written goes to a temporary file in the same directory; `commit` forces it to
    disk and puts it in the file's place in one step. Links are followed: the file that they lead to
    is replaced, the links stay. Mode is kept, owner and group where the system permits; other hard
    links keep the old content. A file that does not exist is created with `mode` less the umask.

    Everything raises InputError, the file being as it was, when the disk is full, a permission is
    missing, or the path is no regular file. The temporary file is gone when the context ends.
    """

    def __init__(self, path: str | os.PathLike[str], mode: int = 0o666) -> None:
        self._path = path
        self._mode = mode
        self._target = Path(os.path.realpath(path))
        self._temporary = self._target.with_name(f".newslint-{os.urandom(8).hex()}.tmp")

    def __enter__(self) -> Replacement:
        with self._writing():
            self._before = _regular(self._path, self._target)
            # Until it has its owner and mode, nobody else may read it.
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            mode = self._mode if self._before is None else 0o600
            self._file = os.fdopen(os.open(self._temporary, flags, mode), "wb")
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Add to the new content."""
        with self._writing():
            self._file.write(data)

    def commit(self, unchanged: Callable[[Path], bool] | None = None) -> None:
        """Put the new content in the file's place.

        `unchanged` is asked right before whether the file is still what it was; if not, InputError
        is raised.
        """
        with self._writing():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            if self._before is not None:
                _take_over(self._temporary, self._before)
            if unchanged is not None and not unchanged(self._target):
                raise changed(self._path)
            self._temporary.replace(self._target)
            _sync_directory(self._target.parent)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            there = os.path.lexists(self._target)
            raise InputError(
                f"{shown(self._path)}: cannot be written ({error.strerror or error}); "
                f"{'it is as it was' if there else 'nothing was written'}"
            ) from error


def changed(path: str | os.PathLike[str]) -> InputError:
    """The InputError for a file that somebody else wrote to."""
    return InputError(
        f"{shown(path)}: changed while newslint was reading it; left as it is, run newslint again"
    )


def write_atomic(
    path: str | os.PathLike[str], data: bytes, expected: bytes | None, mode: int = 0o666
) -> None:
    """Make `data` the content of the file at `path`: wholly, or not at all (see `Replacement`).

    `expected` is what the file must still hold right before it is replaced; None if that does not
    matter.

    Raises InputError, the file being as it was and the temporary file gone, when the disk is full,
    a permission is missing, the path is no regular file, or the file does not hold `expected`.
    """
    with Replacement(path, mode) as new:
        new.write(data)
        new.commit(None if expected is None else lambda target: target.read_bytes() == expected)


def parts(file: BinaryIO) -> Iterator[bytes]:
    """The rest of a file, in pieces that are easily held."""
    while part := file.read(_PART):
        yield part


def _regular(path: str | os.PathLike[str], target: Path) -> os.stat_result | None:
    """What the system knows of a file that may be replaced; None when there is none yet."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{shown(path)}: no regular file, so newslint does not write to it")
    if not os.access(target, os.W_OK):
        raise InputError(f"{shown(path)}: is read-only; make it writable first")
    return status


def _take_over(temporary: Path, like: os.stat_result) -> None:
    """Give a file the mode of another, and its owner and group where the system permits."""
    if sys.platform != "win32":
        # One by one: who may not give a file away may still set a group of theirs.
        for user, group in ((like.st_uid, -1), (-1, like.st_gid)):
            with suppress(OSError):
                os.chown(temporary, user, group)
    # After chown, which clears the set-id bits.
    temporary.chmod(stat.S_IMODE(like.st_mode))


def _sync_directory(directory: Path) -> None:
    """Force the new name to disk, where the system can (Windows cannot, nor can some mounts)."""
    with suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
