"""The files of this repository, copied: builds leave nothing behind in the original."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_MADE = (".git", ".venv*", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis")


def copy_checkout(target: Path) -> Path:
    """Copy all but what git, make and Python put here to the new folder `target`; the folder.

    Not git's list of files: the tests run from an unpacked sdist too.
    """
    return Path(shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*_MADE), symlinks=True))


def committed_files(folder: Path) -> set[str]:
    """The names of the files in `folder` that git keeps; of all files where git keeps none."""
    done = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    there = files_of(folder)
    return there & set(done.stdout.split("\0")) or there


def files_of(folder: Path, pattern: str = "**/*") -> set[str]:
    """The names of the files below a folder, relative to it, with forward slashes."""
    return {path.relative_to(folder).as_posix() for path in folder.glob(pattern) if path.is_file()}
