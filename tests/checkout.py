"""The files of this repository, copied: builds leave nothing behind in the original."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_MADE = (".git", ".venv*", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis")


def copy_checkout(target: Path) -> Path:
    """Copy all but what git, make and Python put here to the new folder `target`; the folder.

    Not git's list of files: the tests run from an unpacked sdist too.
    """
    return Path(shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*_MADE), symlinks=True))


def files_of(folder: Path, pattern: str = "**/*") -> set[str]:
    """The names of the files below a folder, relative to it, with forward slashes."""
    return {path.relative_to(folder).as_posix() for path in folder.glob(pattern) if path.is_file()}
