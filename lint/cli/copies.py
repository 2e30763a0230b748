"""Where the cleaned copies of a run go: each below one folder, none over a document of the run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from newslint.corpus.files import relative
from newslint.errors import InputError
from newslint.filesystem import reported, shown

MARK = ".newslint-copies"
"""The file by which a later run knows a folder of copies that lies among the documents."""
_MARK_TEXT = b"newslint fix --output-dir writes copies here, and reads none of them again.\n"


class Copies:
    """Each document goes below `folder`, to where it stands below what all `paths` have in common.

    A folder of copies that lies within a folder that is read is left out of it, lest the copies of
    one run are the documents of the next. A mark tells it from a folder that was there before.
    """

    def __init__(self, paths: Sequence[str], folder: Path) -> None:
        self._folder = folder
        self._real = os.path.realpath(folder)
        named = [_full(path) for path in paths if path != "-"]
        self._folders = [os.path.realpath(path) for path in named if path.is_dir()]
        # What was named and is a folder of copies itself, or lies in one, is read all the same.
        self._read = [real for real in map(_place, named) if _is_in(real, self._real)]
        self._common = os.path.commonpath(
            [path if path.is_dir() else path.parent for path in named] or [Path.cwd()]
        )

    def choose(self, files: list[str]) -> list[str]:
        """Those of `files` that are documents of the run, and no copies; all can be written.

        Raises InputError, nothing being written yet, when a copy would go where a document of the
        run is, or where another copy goes, or out of the folder.
        """
        if self._within():
            inside = [file for file in files if file != "-" and self._holds(file)]
            if inside and not self._marked():
                raise InputError(
                    f"--output-dir {shown(self._folder)}: lies in a folder that is read, and "
                    f"{shown(inside[0])} in it may be no copy; name another folder, or delete this "
                    "one if it holds nothing but copies"
                )
            copies = set(inside)
            files = [file for file in files if file not in copies]
        self._spare(files)
        if files and self._within() and not self._marked():
            self._mark()
        return files

    def target(self, file: str) -> Path:
        """Where the copy of the document at `file` goes; its folder is there.

        Raises InputError when that is out of the folder, or cannot be made.
        """
        target = self._below(file)
        with reported(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _below(self, file: str) -> Path:
        full = _full(file)
        target = self._folder / os.path.relpath(full, self._common)
        inside = full.is_relative_to(self._common)
        real = os.path.realpath(target)
        if not inside or real == self._real or not _is_in(real, self._real):
            raise InputError(
                f"{shown(file)}: its copy {shown(target)} would not lie below --output-dir "
                f"{shown(self._folder)}; take away the link that leads out of it, or name another "
                "folder"
            )
        return target

    def _spare(self, files: Iterable[str]) -> None:
        """Raises InputError when the copies of `files` would cost one of them, or each other."""
        documents = {os.path.realpath(file): file for file in files if file != "-"}
        known: dict[tuple[int, int], str] = {}
        for file in documents.values():
            # The same file may go by other names: where case makes no difference, and by links.
            with suppress(OSError):
                known[_identity(file)] = file
        taken: dict[str, str] = {}
        for file in documents.values():
            target = self._below(file)
            real = os.path.realpath(target)
            lost = documents.get(real)
            if lost is None:
                with suppress(OSError):
                    lost = known.get(_identity(target))
            if lost is not None:
                raise InputError(
                    f"{shown(lost)}: --output-dir {shown(self._folder)} would write over the "
                    "original; name another folder"
                )
            if real in taken:
                raise InputError(
                    f"{shown(file)}: its copy and that of {shown(taken[real])} would both be "
                    f"{shown(real)}; name another --output-dir"
                )
            taken[real] = file

    def _within(self) -> bool:
        """True when the folder lies below one that is read."""
        return any(self._real != path and _is_in(self._real, path) for path in self._folders)

    def _holds(self, file: str) -> bool:
        """True for a file of the folder that is read only since a folder above was named."""
        place = _place(_full(file))
        return _is_in(place, self._real) and not any(_is_in(place, read) for read in self._read)

    def _marked(self) -> bool:
        return (self._folder / MARK).is_file()

    def _mark(self) -> None:
        with reported(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / MARK).write_bytes(_MARK_TEXT)


def _full(path: str) -> Path:
    """The absolute path of a document, or of a folder of them, as the names of documents have it.

    It has no `..`: what that leads to only the system can tell.
    """
    if Path(path).is_dir():
        return Path(os.path.realpath(path)) if ".." in Path(path).parts else Path(path).absolute()
    return Path.cwd() / relative(path)


def _place(path: Path) -> str:
    """Where a file lies, links to its folder followed; a link to the file itself is not."""
    return (
        os.path.realpath(path)
        if path.is_dir()
        else str(Path(os.path.realpath(path.parent)) / path.name)
    )


def _is_in(path: str, folder: str) -> bool:
    """True for what lies in a folder, at any depth, and for the folder."""
    return Path(path).is_relative_to(folder)


def _identity(path: str | Path) -> tuple[int, int]:
    status = Path(path).stat()
    return status.st_dev, status.st_ino
