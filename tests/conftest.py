"""What holds for every test: nothing of the user's is read or written, and what a skip means."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
import tomli
from hypothesis import settings

from newslint.config import find
from newslint.errors import ModelError, ServiceError
from newslint.rules import modelinstallation
from newslint.rules.languagetool import installation

REQUIRE_ALL = os.environ.get("NEWSLINT_REQUIRE_ALL", "") not in ("", "0")
"""Whether a test that is skipped fails, as it does in CI."""

LANGUAGETOOL = "languagetool"
"""What a test needs that asks a LanguageTool server of our own: Java, the jars, a package."""
LANGUAGE_MODEL = "language model"
"""What a test needs that asks the real weights of it."""

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
_numbers = itertools.count()

for _variable in [name for name in os.environ if name.startswith("GIT_")]:
    # Set where the tests run from a hook of git, and then naming a repository that is none of ours.
    del os.environ[_variable]
for _name in ("SIGINT", "SIGHUP"):
    # Ignored where the tests run in the background or under nohup; what they start inherits that.
    _signal = getattr(signal, _name, None)
    if _signal is not None and signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, signal.SIG_DFL)
# A deadline says how busy the machine is, and no more.
settings.register_profile("newslint", deadline=None)
settings.load_profile("newslint")
# Hides what goes wrong when a program's last output is written.
os.environ.pop("PYTHONUNBUFFERED", None)


@pytest.fixture(scope="session", autouse=True)
def no_configuration(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Fails where a configuration of the user's lies above the folder for temporary files."""
    file = find(tmp_path_factory.getbasetemp())
    assert file is None, f"{file} would change what the tests see; set TMPDIR to another folder"


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state directory of this test alone; not there before something is written to it."""
    directory = tmp_path_factory.getbasetemp() / "state" / str(next(_numbers))
    monkeypatch.setenv("NEWSLINT_STATE_DIR", str(directory))
    return directory


@pytest.fixture(scope="session")
def from_wheels(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Environment in which pip installs what newslint requires, and nothing else, from files.

    They come from the package index once, for all environments that tests have made; the test is
    skipped where none can be reached. Nothing is compiled ahead that may never be imported.
    """
    from checkout import ROOT, copy_checkout

    folder = tmp_path_factory.mktemp("wheels")
    source = copy_checkout(folder / "newslint")
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = (source, *project["build-system"]["requires"])
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--dest", folder, *needed],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if re.search("No matching distribution found|Temporary failure in name resol", done.stdout):
        pytest.skip("needs a package index, from which newslint's dependencies are installed")
    assert done.returncode == 0, done.stdout
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_COMPILE": "0"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests of a file begin first, while other processes have work too."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that is marked `needs(program)` where that is missing."""
    programs = [program for mark in item.iter_markers("needs") for program in mark.args]
    for name, ready in {
        LANGUAGETOOL: installation.ready,
        LANGUAGE_MODEL: modelinstallation.ready,
    }.items():
        if name in programs:
            programs.remove(name)
            trouble = _lacking(ready)
            if trouble:
                pytest.skip(trouble)
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"needs the program {' and '.join(missing)}")


@cache
def _lacking(ready: Callable[[], object]) -> str:
    """What is missing for what newslint itself brings; empty when nothing is."""
    try:
        ready()
    except (ModelError, ServiceError) as error:
        return str(error)
    return ""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test fails under NEWSLINT_REQUIRE_ALL."""
    return _strict((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """So does a file of tests that was skipped as a whole."""
    return _strict((yield))


def _strict(report: Report) -> Report:
    """The report, of a failure where it was of a skip. An expected failure is none."""
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        _, _, reason = report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}; NEWSLINT_REQUIRE_ALL is set, so this is a failure"
    return report
