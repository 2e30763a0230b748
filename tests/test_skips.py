"""What a skip means: a note on any machine, a failure where everything is required."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

SKIPS = {
    "a missing program": '@pytest.mark.needs("python", "no-such-program")\ndef test(): pass',
    "a missing module": 'def test(): pytest.importorskip("no_such_module")',
    "a condition": '@pytest.mark.skipif(True, reason="why not")\ndef test(): pass',
    "a call in a fixture": "@pytest.fixture\ndef it(): pytest.skip('no')\ndef test(it): pass",
    "a whole file": 'pytest.importorskip("no_such_module")\ndef test(): pass',
}
PASSES = {
    "an expected failure": '@pytest.mark.xfail(reason="known")\ndef test(): assert False',
    "a program that is there": '@pytest.mark.needs("git")\ndef test(): pass',
}


def pytest_on(folder: Path, test: str, require_all: str) -> subprocess.CompletedProcess[str]:
    """Run a file of one test beside our conftest.py."""
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "setup.cfg", folder)
    shutil.copy(ROOT / "tests/conftest.py", folder / "tests")
    (folder / "tests/test_it.py").write_text(f"import pytest\n\n{test}\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=folder,
        env={**os.environ, "NEWSLINT_REQUIRE_ALL": require_all},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("test", SKIPS.values(), ids=SKIPS)
def test_a_skip_gives_its_reason(tmp_path: Path, test: str) -> None:
    done = pytest_on(tmp_path, test, "")
    assert "1 skipped" in done.stdout and "SKIPPED [1]" in done.stdout


@pytest.mark.parametrize("test", SKIPS.values(), ids=SKIPS)
def test_a_skip_fails_where_everything_is_required(tmp_path: Path, test: str) -> None:
    done = pytest_on(tmp_path, test, "1")
    assert done.returncode not in (0, 5)
    assert "NEWSLINT_REQUIRE_ALL" in done.stdout and "skipped" not in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("test", PASSES.values(), ids=PASSES)
def test_nothing_else_fails_there(tmp_path: Path, test: str) -> None:
    assert pytest_on(tmp_path, test, "1").returncode == 0
