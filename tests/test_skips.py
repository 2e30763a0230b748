"""What a skip means: a note on any machine, a failure where everything is required."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from checkout import ROOT

TESTS = """
import pytest

@pytest.mark.needs("git", "no-such-program")
def test_missing_program(): pass

def test_missing_module(): pytest.importorskip("no_such_module")

@pytest.mark.skipif(True, reason="why not")
def test_condition(): pass

@pytest.fixture
def fixture(): pytest.skip("not here")

def test_fixture(fixture): pass

@pytest.mark.xfail(reason="known")
def test_expected_failure(): assert False

@pytest.mark.needs("git")
def test_program_that_is_there(): pass
"""
WHOLE_FILE = "import pytest; pytest.importorskip('no_such_module')"


def last_lines(folder: Path, require_all: str) -> str:
    """How pytest closes on these tests, with our conftest.py beside them."""
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "setup.cfg", folder)
    shutil.copy(ROOT / "tests/conftest.py", folder / "tests")
    (folder / "tests/test_parts.py").write_text(TESTS)
    (folder / "tests/test_whole_file.py").write_text(WHOLE_FILE)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--continue-on-collection-errors"],
        cwd=folder,
        env={**os.environ, "NEWSLINT_REQUIRE_ALL": require_all, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.partition("short test summary info")[2]


def test_a_skip_gives_its_reason(tmp_path: Path) -> None:
    summary = last_lines(tmp_path, "")
    assert "1 passed, 5 skipped, 1 xfailed" in summary
    assert "needs the program no-such-program" in summary and "why not" in summary


def test_a_skip_fails_where_everything_is_required_and_nothing_else_does(tmp_path: Path) -> None:
    summary = last_lines(tmp_path, "1")
    assert "1 failed, 1 passed, 1 xfailed, 4 errors" in summary
    assert "NEWSLINT_REQUIRE_ALL" in summary
