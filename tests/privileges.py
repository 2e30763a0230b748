"""Being nobody: root may write everywhere, so tests about permissions step down first."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A directory of one's own, and a block in which the process is not root."""
    directory = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(directory, NOBODY, NOBODY)
        # The saved user id stays 0, so that the way back is open.
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield directory
    finally:
        if root:
            os.setresuid(0, 0, 0)
        shutil.rmtree(directory, onerror=_unlock)


def _unlock(function: object, path: str, info: object) -> None:
    Path(path).parent.chmod(0o700)
    Path(path).chmod(0o700)
    shutil.rmtree(path) if Path(path).is_dir() else Path(path).unlink()
