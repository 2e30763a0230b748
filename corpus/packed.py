"""Files that are compressed, by their names; every other one is read as it is."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, cast

from newslint.errors import InputError
from newslint.filesystem import shown

Opener = Callable[..., IO[bytes]]


def opener(path: str) -> tuple[Opener, tuple[type[Exception], ...]]:
    """What opens the file at `path`, and what reading it raises where it is damaged or cut off."""
    if path.lower().endswith(".gz"):
        return cast(Opener, gzip.open), (EOFError, gzip.BadGzipFile, zlib.error)
    if path.lower().endswith(".zst"):
        with extra(path):
            if sys.version_info >= (3, 14):
                from compression import zstd
            else:
                from backports import zstd
        return cast(Opener, zstd.open), (EOFError, zstd.ZstdError)
    return open, ()


@contextmanager
def extra(path: str) -> Iterator[None]:
    """Have an import say, where it fails, how to get what reads the file at `path`."""
    try:
        yield
    except ImportError as error:
        raise InputError(
            f"{shown(path)}: reading it needs a package that is not here ({error}); "
            'pip install "newslint[records]"'
        ) from error
