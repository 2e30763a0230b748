"""Files of JSON Lines written anew, with the cleaned texts in the place of the old ones.

A file is copied as the results of its records come in, so memory does not grow with it. Every byte
stays but for those of the strings that hold a text that changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from newslint.corpus.jsonfields import replaced
from newslint.filesystem import Replacement, changed, reported
from newslint.journal import Journal, digest_of
from newslint.report import DocumentReport

_MARK = "\ufeff"
_STEP = 1 << 20


class Copy:
    """A file of JSON Lines on its way to `write`, with other texts in the field `field`."""

    def __init__(
        self, path: str, file: BinaryIO, field: str, write: Callable[[bytes], object]
    ) -> None:
        self._path = path
        self._file = file
        self._field = field
        self._write = write
        self._line = 1
        """The number of the line that comes next."""
        self._read, self._written = hashlib.sha256(), hashlib.sha256()

    @property
    def digests(self) -> tuple[str, str]:
        """The SHA-256 digests (hexadecimal) of what was read and what was written."""
        return self._read.hexdigest(), self._written.hexdigest()

    def replace(self, report: DocumentReport) -> None:
        """Copy the file up to a record, and the record with its cleaned text, if that is another.

        Records come in the order of the file. Raises InputError when the file has changed.
        """
        repair, number = report.repair, report.document.record
        assert repair is not None and number is not None
        if not repair.changed:
            return
        while self._line < number:
            part = self._next()
            if not part:
                raise changed(self._path)
            self._put(part, part)
            self._line += part.endswith(b"\n")
        line = bytearray()
        while not line.endswith(b"\n") and (part := self._next()):
            line += part
        self._put(bytes(line), self._cleaned(line, repair.original.text, report.document.text))
        self._line += 1

    def rest(self) -> None:
        """Copy what is left, and close the file: Windows replaces none that is open."""
        while part := self._next():
            self._put(part, part)
        self._file.close()

    def _next(self) -> bytes:
        """The next line, or a part of a long one; nothing at the end."""
        with reported(self._path):
            return self._file.readline(_STEP)

    def _put(self, read: bytes, written: bytes) -> None:
        self._read.update(read)
        self._written.update(written)
        self._write(written)

    def _cleaned(self, line: bytearray, before: str, after: str) -> bytes:
        try:
            text = line.decode()
            mark = _MARK if self._line == 1 and text.startswith(_MARK) else ""
            return (mark + replaced(text[len(mark) :], self._field, before, after)).encode()
        except (ValueError, RecursionError) as error:
            raise changed(self._path) from error


class Rewriting:
    """A file of records whose cleaned version is written to `target`, whole, when it is finished.

    Where that is the file itself, `journal` notes it, and it is written only if a record changed.
    A context; what is not finished when it ends is let go of.
    """

    def __init__(
        self, path: str, field: str, target: str | Path, journal: Journal | None = None
    ) -> None:
        self._path = path
        self._field = field
        self._target = target
        self._journal = journal
        self._open = ExitStack()
        self._copy: Copy | None = None

    def add(self, report: DocumentReport) -> None:
        """Take the cleaned text of the next record. Raises InputError when that cannot be done."""
        if report.repair is not None and report.repair.changed:
            self._begun().replace(report)

    def finish(self) -> None:
        """Write the file. Raises InputError, `target` being as it was, when that cannot be done."""
        if self._copy is None and self._journal is not None:
            return
        copy = self._begun()
        copy.rest()
        before, after = copy.digests
        if self._journal is None:
            self._new.commit()
            return
        with self._journal.fixing_file(self._path, before, after):
            self._new.commit(lambda file: digest_of(file) == before)

    def __enter__(self) -> Rewriting:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def _begun(self) -> Copy:
        if self._copy is None:
            with reported(self._path):
                file = self._open.enter_context(Path(self._path).open("rb"))  # noqa: SIM115
            self._new = self._open.enter_context(Replacement(self._target))
            self._copy = Copy(self._path, file, self._field, self._new.write)
        return self._copy
