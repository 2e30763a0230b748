"""Which files a run reads: what was named, and what directories hold."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from newslint.errors import ConfigError, InputError
from newslint.filesystem import STDIN, shown, trouble
from newslint.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Source = Path | Literal["-"]
OnError = Callable[[str, InputError], None]
"""Is told which path cannot be read, and why."""


def discover(
    paths: Sequence[str], settings: Settings, on_error: OnError | None = None
) -> list[Source]:
    """The files that `paths` stand for, in the order given, those of a directory by name.

    A file is taken whatever its name; "-" is standard input. Of a directory, at any depth, come the
    files that match `settings.include` and neither `settings.exclude` nor a .gitignore file (those
    above it in its repository count too, unless they ignore the very directory that was named).
    Patterns of the settings are relative to the current directory when the named directory is
    under it, else to the named directory. Links to directories are not followed and `.git` is never
    entered, and newslint's own files (ignores, a baseline, the mark of a folder of copies) are left
    out. No file comes twice, by whatever names it is reached.

    A path that does not exist, or a directory or .gitignore that cannot be read, goes to `on_error`
    and the others are still visited; without `on_error` an InputError is raised. Raises ConfigError
    on a pattern that is none.
    """
    on_error = on_error or _fail
    found: list[Source] = []
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            if STDIN not in found:
                found.append(STDIN)
            continue
        try:
            directory = stat.S_ISDIR(_status(path).st_mode)
        except FileNotFoundError:
            on_error(path, InputError(f"{shown(path)}: no such file or directory"))
        except OSError as error:
            on_error(path, trouble(path, error))
        else:
            files = _Walk(path, settings, on_error).files() if directory else [_named(path)]
            found += _unseen(files, seen)
    return found


def _status(path: str) -> os.stat_result:
    """What is at `path`; a link that leads nowhere is there, and reading it says what is wrong."""
    try:
        return os.stat(path)  # noqa: PTH116 (for Path the empty name is a folder)
    except OSError:
        return os.lstat(path)


def _named(path: str) -> _File:
    return _File(path, os.path.realpath(path), False)


class _File(NamedTuple):
    path: str
    real: str
    link: bool


def _unseen(files: Iterable[_File], seen: set[str]) -> list[Path]:
    """The files not `seen` yet, in order; where a file and links to it are there, the file."""
    files = list(files)
    chosen: set[str] = set()
    for file in sorted(files, key=lambda file: file.link):
        if file.real not in seen:
            seen.add(file.real)
            chosen.add(file.path)
    return [Path(file.path) for file in files if file.path in chosen]


def _fail(path: str, error: InputError) -> None:
    raise error


class _Ignores(NamedTuple):
    """The patterns of one .gitignore, and those above it, which they override.

    Only entries of directories that are not ignored themselves may be asked for. Unlike for git, a
    pattern that takes a directory back in (`!drafts`) does so with all that is in it.
    """

    root: str
    spec: GitIgnoreSpec
    above: _Ignores | None

    def ignored(self, path: str) -> bool:
        """True when the last pattern that matches `path` (directories end in a slash) says so."""
        level: _Ignores | None = self
        while level is not None:
            verdict = level.spec.check_file(_below(level.root, path)).include
            if verdict is not None:
                return verdict
            level = level.above
        return False


class _Directory(NamedTuple):
    path: str
    real: str
    ignores: _Ignores | None


class _Walk:
    """The files of one named directory that a run reads."""

    def __init__(self, path: str, settings: Settings, on_error: OnError) -> None:
        from newslint.ignores import BASELINE_NAME, COPIES_NAME, FILE_NAME

        self._path = path
        self._real = os.path.realpath(path)
        self._on_error = on_error
        self._include = _spec(settings.include)
        self._exclude = _spec(settings.exclude)
        self._own = {BASELINE_NAME, COPIES_NAME, FILE_NAME}
        here = os.path.realpath(os.curdir)
        self._base = here if Path(self._real).is_relative_to(here) else self._real

    def files(self) -> Iterator[_File]:
        """Every file to be read, depth first, entries in the order of their names."""
        pending: list[_File | _Directory] = []
        if ".git" not in Path(self._real).parts:
            pending.append(_Directory(self._path, self._real, self._inherited()))
        while pending:
            entry = pending.pop()
            if isinstance(entry, _File):
                yield entry
                continue
            try:
                pending += reversed(self._entries(entry))
            except OSError as error:
                self._on_error(entry.path, trouble(entry.path, error))

    def _inherited(self) -> _Ignores | None:
        """The .gitignore files of the repository above the named directory.

        None when there is no repository, or when it ignores the directory, which was named all the
        same: then only what lies in it decides.
        """
        real = Path(self._real)
        above = [real, *real.parents]
        # Unlike Path.exists, no error where a folder above may not be entered.
        repositories = (os.path.exists(at / ".git") for at in above)  # noqa: PTH110
        root = next((index for index, there in enumerate(repositories) if there), 0)
        ignores: _Ignores | None = None
        for index in range(root, 0, -1):
            ignores = self._with_gitignore(str(above[index]), ignores)
            if ignores is not None and ignores.ignored(f"{above[index - 1]}{os.sep}"):
                return None
        return ignores

    def _entries(self, directory: _Directory) -> list[_File | _Directory]:
        """What is to be read in `directory` and what is to be entered, by name."""
        with os.scandir(directory.path) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
        names = {entry.name for entry in entries}
        # A repository inside another one obeys its own files only.
        ignores = None if ".git" in names else directory.ignores
        if ".gitignore" in names:
            ignores = self._with_gitignore(directory.real, ignores)
        found = (self._entry(entry, directory.real, ignores) for entry in entries)
        return [entry for entry in found if entry is not None]

    def _entry(
        self, entry: os.DirEntry[str], parent: str, ignores: _Ignores | None
    ) -> _File | _Directory | None:
        real = os.path.join(parent, entry.name)  # noqa: PTH118
        if entry.name == ".git":
            return None
        if entry.is_dir(follow_symlinks=False):
            left_out = self._left_out(real + os.sep, ignores)
            return None if left_out else _Directory(entry.path, real, ignores)
        if entry.name in self._own or not self._include.match_file(_below(self._base, real)):
            return None
        if self._left_out(real, ignores) or not self._regular(entry):
            return None
        link = entry.is_symlink()
        return _File(entry.path, os.path.realpath(real) if link else real, link)

    def _left_out(self, path: str, ignores: _Ignores | None) -> bool:
        excluded = self._exclude.match_file(_below(self._base, path))
        return excluded or (ignores is not None and ignores.ignored(path))

    def _regular(self, entry: os.DirEntry[str]) -> bool:
        """True for a regular file or a link to one; a pipe would hang whoever reads it."""
        try:
            return entry.is_file()
        except OSError as error:
            self._on_error(entry.path, trouble(entry.path, error))
            return False

    def _with_gitignore(self, directory: str, above: _Ignores | None) -> _Ignores | None:
        """`above` and the .gitignore of `directory`, if there is one; like git, no link to one."""
        file = Path(directory) / ".gitignore"
        try:
            if file.is_symlink() or not file.is_file():
                return above
            lines = file.read_text("utf-8-sig", "replace").split("\n")
        except OSError as error:
            self._on_error(str(file), trouble(file, error))
            return above
        return _Ignores(directory, _spec(lines, strict=False), above)


def _spec(patterns: Iterable[str], strict: bool = True) -> GitIgnoreSpec:
    """Gitignore patterns, compiled; one that is none raises ConfigError, or is left out."""
    from pathspec import GitIgnoreSpec

    usable = []
    for pattern in patterns:
        if is_pattern(pattern):
            usable.append(pattern)
        elif strict:
            raise ConfigError(f'include/exclude: "{pattern}" is no gitignore pattern')
    return GitIgnoreSpec.from_lines(usable)


def is_pattern(pattern: str) -> bool:
    """Whether it is one of gitignore's, or an empty line or comment: `[` could match nothing."""
    from pathspec import GitIgnoreSpec

    try:
        compiled = GitIgnoreSpec.from_lines([pattern]).patterns
    except ValueError:
        return False
    nothing = all(each.include is None for each in compiled)
    return not nothing or not pattern.strip() or pattern.startswith("#")


def _below(root: str, path: str) -> str:
    """`path` as patterns that stand in `root` see it.

    Bytes that are no UTF-8 are replaced, as they are in patterns: not all matchers take them.
    """
    relative = path[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
    return relative.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
