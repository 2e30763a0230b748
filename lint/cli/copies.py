"""Where the cleaned copies of a run go: each below one folder, none over a document of the run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from newslint.corpus.files import relative
from newslint.errors import InputError
from newslint.filesystem import reported, shown
from newslint.ignores import COPIES_NAME

_MARK_TEXT = b"newslint fix --output-dir writes copies here, and reads none of them again.\n"


class Copies:
    """Each document goes below `folder`, to where it stands below what all `paths` have in common.

    A folder of copies that lies within a folder that is read is left out of it, lest the copies of
    one run are the documents of the next. A mark tells it from a folder that was there before.
    """

    def __init__(self, paths: Sequence[str], folder: Path) -> None:
        self._folder = folder
        self._real = os.path.realpath(folder)
        named = [path for path in paths if path != "-"]
        self._folders = [os.path.realpath(path) for path in named if Path(path).is_dir()]
        # What was named and is a folder of copies itself, or lies in one, is read all the same.
        self._read = [place for place in map(_place, named) if _is_in(place, self._real)]
        self._common = os.path.commonpath(
            [_full_folder(path) for path in named] or [str(Path.cwd())]
        )

    def choose(self, files: list[str]) -> list[str]:
        """Those of `files` that are documents of the run, and no copies.

        Raises InputError, nothing being written yet, when a copy would go where a document of the
        run is, or where another copy goes, or out of the folder.
        """
        if self._within():
            inside = list(self._copies_among(files))
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
        inside = _is_in(full, self._common)
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

    def _copies_among(self, files: Iterable[str]) -> Iterator[str]:
        """The files in the folder that are read only since a folder above it was named."""
        real = cache(os.path.realpath)
        for file in files:
            folder, name = os.path.split(file)
            place = os.path.join(real(folder), name)  # noqa: PTH118
            left_out = file != "-" and _is_in(place, self._real)
            if left_out and not any(_is_in(place, read) for read in self._read):
                yield file

    def _marked(self) -> bool:
        return (self._folder / COPIES_NAME).is_file()

    def _mark(self) -> None:
        with reported(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / COPIES_NAME).write_bytes(_MARK_TEXT)


def _full(path: str) -> str:
    """The absolute path of a document, as its name in the run has it.

    It has no `..`: what that leads to only the system can tell.
    """
    return os.path.join(Path.cwd(), relative(path))  # noqa: PTH118


def _full_folder(path: str) -> str:
    """The same for a folder of them, or for the one that a document is in."""
    if not Path(path).is_dir():
        return os.path.dirname(_full(path))  # noqa: PTH120
    return os.path.realpath(path) if ".." in Path(path).parts else str(Path(path).absolute())


def _place(path: str) -> str:
    """Where a file lies, links to its folder followed; a link to the file itself is not."""
    if Path(path).is_dir():
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118


def _is_in(path: str, folder: str) -> bool:
    """True for what lies in a folder, at any depth, and for the folder; neither has links."""
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118


def _identity(path: str | Path) -> tuple[int, int]:
    status = Path(path).stat()
    return status.st_dev, status.st_ino
