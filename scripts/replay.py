"""Run what a page of the documentation tells its reader to type, and put in what came out.

A page is replayed from top to bottom in a folder of its own, which holds a copy of `corpus/sample`.
What a fenced block means is told by the words behind its opening marks:

* `console`: lines that begin with `$ ` are commands; the lines between them are their output and
  are replaced by the real one.
* `python`: is run; a failure is an error.
* `pycon`: is run, all such blocks of a page as one session; an output that is not the one shown is
  an error.
* any language with `title=NAME`: is written to that file and not run. A configuration file is
  loaded, and an error in it is one of the page.

All other blocks stay as they are.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"(?ms)^```(?P<info>[a-z][^\n`]*)\n(?P<body>.*?)^```[ ]*$")
CONFIGURATIONS = ("newslint.toml", "pyproject.toml", "setup.cfg")
WIDTH = 88
"""Columns of the terminal that the commands believe to write to."""
HOME = "/home/ana/news"
"""What the folder of the commands is called in their output."""


class PageError(Exception):
    """A page says something that does not work; the message names page, block and trouble."""


class Session:
    """A folder with the sample articles, in which commands are run one after another."""

    def __init__(self, folder: Path, colour: bool = False, width: int = WIDTH) -> None:
        self._folder = folder.resolve()
        shutil.copytree(ROOT / "corpus/sample", self._folder / "corpus/sample")
        self._typed = ""
        self._environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self._folder),
            "NEWSLINT_STATE_DIR": f"{self._folder}.state",
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "COLUMNS": str(width),
            "FORCE_COLOR" if colour else "NO_COLOR": "1",
        }

    def run(self, command: str) -> str:
        """What a shell command prints, errors included.

        Raises PageError when it is not there or shows that newslint is broken.
        """
        done = self._run("sh", "-c", command)
        if done.returncode == 127 or "Traceback" in done.stdout:
            raise PageError(f"{command}: {done.stdout}")
        return done.stdout.replace(str(self._folder), HOME)

    def write(self, name: str, text: str) -> None:
        """Make a file. Raises PageError on a configuration that newslint does not understand."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if name in CONFIGURATIONS:
            self._succeed(name, "-m", "newslint", "config", "--config", name)

    def python(self, code: str) -> None:
        """Run a program. Raises PageError when it fails."""
        self._succeed("python", "-c", code)

    def doctest(self, code: str) -> None:
        """Go on with an interactive session. Raises PageError when it goes otherwise."""
        self._typed += f"{code}\n"
        file = Path(f"{self._folder}.doctest")
        file.write_text(self._typed, encoding="utf-8")
        self._succeed("pycon", "-m", "doctest", str(file))

    def _succeed(self, what: str, *arguments: str) -> None:
        done = self._run(sys.executable, *arguments)
        if done.returncode:
            raise PageError(f"{what}: {done.stdout}")

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )


@contextmanager
def session(colour: bool = False, width: int = WIDTH) -> Iterator[Session]:
    """A session in a temporary folder."""
    with TemporaryDirectory() as name:
        yield Session(Path(name) / "news", colour, width)


def replayed(page: str) -> str:
    """A page with the real output of its commands. Raises PageError on a block that fails."""
    if not any(_runs(match["info"]) for match in FENCE.finditer(page)):
        return page
    with session() as here:
        return FENCE.sub(lambda match: _block(here, match), page)


def _runs(info: str) -> bool:
    return info in ("console", "python", "pycon") or " title=" in info


def _block(here: Session, match: re.Match[str]) -> str:
    info, body = match["info"], match["body"]
    _, _, title = info.partition(" title=")
    if title:
        here.write(title, body)
    elif info == "python":
        here.python(body)
    elif info == "pycon":
        here.doctest(body)
    elif info == "console":
        return f"```console\n{_answered(here, body)}```"
    return match[0]


def _answered(here: Session, body: str) -> str:
    commands = [line for line in body.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{_ended(here.run(command[2:]))}" for command in commands)


def _ended(output: str) -> str:
    return output if output.endswith("\n") or not output else f"{output}\n"
