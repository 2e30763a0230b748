"""Writing files so that a crash, a full disk or another program never costs a byte."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newslint.errors import InputError

CACHE_VARIABLE = "NEWSLINT_CACHE_DIR"
"""Environment variable that names another cache directory."""


def cache_directory() -> Path:
    """The folder of what newslint installed; `NEWSLINT_CACHE_DIR` moves it."""
    own = os.environ.get(CACHE_VARIABLE)
    if own:
        return Path(own)
    import platformdirs

    return Path(platformdirs.user_cache_dir("newslint", appauthor=False))


def shown(path: str | os.PathLike[str]) -> str:
    """A path fit for one line of a message: control characters and undecodable bytes escaped.

    >>> shown("one\\ntwo.txt")
    'one\\\\ntwo.txt'
    """
    name = os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in name
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


def write_atomic(
    path: str | os.PathLike[str], data: bytes, expected: bytes | None, mode: int = 0o666
) -> None:
    """Make `data` the content of the file at `path`: wholly, or not at all.

    The bytes go to a temporary file in the same directory, are forced to disk, and take the file's
    place in one step. Links are followed: the file that they lead to is replaced, the links stay.
    Mode is kept, owner and group where the system permits; other hard links keep the old content.
    A file that does not exist is created with `mode` less the umask.

    `expected` is what the file must still hold right before it is replaced; None if that does not
    matter.

    Raises InputError, the file being as it was and the temporary file gone, when the disk is full,
    a permission is missing, the path is no regular file, or the file does not hold `expected`.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".newslint-{os.urandom(8).hex()}.tmp")
    try:
        before = _regular(path, target)
        try:
            _write(temporary, data, before, mode)
            if expected is not None and target.read_bytes() != expected:
                raise InputError(
                    f"{shown(path)}: changed while newslint was reading it; left as it is, "
                    "run newslint again"
                )
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_directory(target.parent)
    except OSError as error:
        raise InputError(
            f"{shown(path)}: cannot be written ({error.strerror or error}); it is as it was"
        ) from error


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


def _write(temporary: Path, data: bytes, like: os.stat_result | None, mode: int) -> None:
    """Create `temporary`, with owner and mode of `like`, and force `data` to disk."""
    # Until it has its owner and mode, nobody else may read it.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, mode if like is None else 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if like is not None:
        _take_over(temporary, like)


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
