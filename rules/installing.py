"""Bringing to this machine what newslint does not ship: into its cache directory, wholly or not."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from newslint.errors import ServiceError

SECONDS = 900.0
"""How long a program may take to bring something."""


def put(target: Path, make: Callable[[Path], Path]) -> None:
    """Put the folder that `make` makes in a scratch folder in the place of `target`.

    Nothing is left behind and nothing replaced when it fails. Raises ServiceError when the disk
    does not take it, and what `make` raises.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            # On the same file system as the target.
            dir=target.parent,
            prefix=".installing-",
            ignore_cleanup_errors=True,
        ) as folder:
            scratch = Path(folder)
            fresh = make(scratch)
            if target.exists():
                target.rename(scratch / "old")
            fresh.rename(target)
    except OSError as error:
        raise ServiceError(f"{target}: cannot be written ({error.strerror or error})") from error


def delete(target: Path) -> bool:
    """Delete a folder with all in it; False when there was none.

    Raises ServiceError when it cannot be deleted.
    """
    if not target.exists():
        return False
    try:
        shutil.rmtree(target)
    except OSError as error:
        raise ServiceError(f"{target}: cannot be deleted ({error.strerror})") from error
    return True


def fetch(command: Sequence[str], folder: Path, program: str, thing: str) -> None:
    """Have a program bring a thing over the network; raises ServiceError with its complaint."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ServiceError(
            f"{program} was not done after {SECONDS:.0f} s; is the network there?"
        ) from error
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if "ERROR" in line] or ["no word"]
        raise ServiceError(
            f"{program} could not bring {thing} ({lines[0].strip()}); is the network there?"
        )
