"""Single documents: from a file or standard input to a Document."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from newslint.decoding import decode
from newslint.document import Document
from newslint.errors import InputError
from newslint.filesystem import STDIN, reported, shown, written
from newslint.settings import Settings


def read_document(path: str, settings: Settings, data: bytes | None = None) -> Document:
    """The document in the file at `path`, or in `data` when the caller has its bytes already.

    Its path is relative to the current directory when the file is under it, else absolute, with
    forward slashes. Its id is the same, but for bytes that are no UTF-8, which are escaped: an id
    can always be written.

    Raises InputError, naming the file, when it is larger than `settings.max_size` (before a byte of
    it is read), cannot be read, or is no text.
    """
    if data is None:
        data = _read_file(path, settings.max_size)
    elif len(data) > settings.max_size:
        raise _too_large(path, len(data), settings.max_size)
    name = STDIN if path == STDIN else relative(path)
    try:
        decoded = decode(data)
    except InputError as error:
        raise InputError(f"{shown(path)}: {error}") from None
    return Document(
        decoded.text,
        id=written(name),
        path=None if path == STDIN else name,
        encoding=decoded.encoding,
        bom=decoded.bom,
        guessed=decoded.guessed,
        language=settings.language or _language(decoded.text),
        detected=settings.language is None,
        source=settings.source,
    )


def read_stdin(settings: Settings, stream: BinaryIO | None = None) -> Document:
    """The document on standard input (or in `stream`); its id is "-" and it has no path.

    Raises InputError as `read_document` does.
    """
    if stream is None:
        if sys.stdin is None:
            raise InputError(f"{STDIN}: standard input is closed")
        stream = sys.stdin.buffer
    return read_document(STDIN, settings, _bounded(STDIN, stream, settings.max_size))


def relative(path: str) -> str:
    """`path` relative to the current directory when it is under it, else absolute."""
    # `link/..` is not where the link stands, so only the system can resolve it.
    parent, base = os.path.split(path)
    here = Path.cwd()
    full = Path(os.path.realpath(parent) if ".." in Path(parent).parts else here / parent) / base
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()


def _read_file(path: str, limit: int) -> bytes:
    with reported(path):
        size = Path(path).stat().st_size
        if size > limit:
            raise _too_large(path, size, limit)
        with Path(path).open("rb") as file:
            return _bounded(path, file, limit)


def _bounded(path: str, stream: BinaryIO, limit: int) -> bytes:
    """All of `stream`, which may hold more than its size said (a pipe, a file that grows)."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise _too_large(path, None, limit)
    return data


def _too_large(path: str, size: int | None, limit: int) -> InputError:
    what = f"{size:,} bytes are" if size is not None else "it is"
    return InputError(
        f"{shown(path)}: {what} over the limit of {limit:,} bytes; "
        "split it into documents or raise --max-size"
    )


def _language(text: str) -> str:
    from newslint.language import detect

    return detect(text)
