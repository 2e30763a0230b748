"""The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit on a scratch repository.

The hooks are installed once for all tests: pre-commit installs this checkout and what it requires
into an environment of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from checkout import copy_checkout

pytest.importorskip("pre_commit")
pytestmark = pytest.mark.needs("git")

CLEAN = """The council voted on Monday to raise the budget for schools.

The mayor said on Tuesday that the vote had been close.
"""
FLAWED = CLEAN.replace("\n\n", "\n\nAlso Read: Mayor opens the new bridge\n\n")
UNFIXABLE = CLEAN.replace("the vote", "“the vote")
"""A flaw that no safe fix repairs."""
MODIFIED = "files were modified by this hook"
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Nobody"),
    **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "nobody@example.com"),
}
"""Environment in which git knows nothing of the user's settings."""


class Hooks(NamedTuple):
    """A repository of hooks, and the environment in which pre-commit has them installed."""

    repository: Path
    commit: str
    environment: Mapping[str, str]

    def configuration(self, hook: str, *more: str) -> str:
        """A configuration with one hook; `more` are further lines of it."""
        lines = (
            f"- repo: {self.repository}",
            f"  rev: {self.commit}",
            "  hooks:",
            f"  - id: {hook}",
        )
        return "\n".join(("repos:", *lines, *(f"    {line}" for line in more), ""))


class Outcome(NamedTuple):
    code: int
    out: str


def command(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> Outcome:
    """What a program answers, standard error included."""
    done = subprocess.run(
        arguments,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode())


def git(*arguments: str, cwd: Path) -> str:
    """What git answers; an assertion fails where git does."""
    done = command("git", *arguments, cwd=cwd, environment={**os.environ, **GIT})
    assert done.code == 0, done.out
    return done.out.strip()


def repository(folder: Path) -> Path:
    """Make a git repository of a folder, with all its files committed; the folder."""
    git("init", "--quiet", cwd=folder)
    git("add", "--all", cwd=folder)
    git("commit", "--quiet", "--no-verify", "--allow-empty", "--message=all", cwd=folder)
    return folder


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory, from_wheels: Mapping[str, str]) -> Hooks:
    """The hooks of this checkout, installed."""
    folder = tmp_path_factory.mktemp("hooks")
    source = repository(copy_checkout(folder / "newslint"))
    environment = {
        **os.environ,
        **GIT,
        **from_wheels,
        "PRE_COMMIT_HOME": str(folder / "home"),
        "NEWSLINT_STATE_DIR": str(folder / "state"),
    }
    commit = git("rev-parse", "HEAD", cwd=source)
    found = Hooks(source, commit, environment)
    (folder / "scratch").mkdir()
    scratch = repository(folder / "scratch")
    (scratch / ".pre-commit-config.yaml").write_text(found.configuration("newslint"))
    done = pre_commit(found, "install-hooks", cwd=scratch)
    assert done.code == 0, done.out
    return found


def pre_commit(hooks: Hooks, *arguments: str, cwd: Path) -> Outcome:
    """Run pre-commit."""
    return command(
        sys.executable, "-m", "pre_commit", *arguments, cwd=cwd, environment=hooks.environment
    )


class Scratch:
    """A repository with one of the hooks in its configuration, and files that are staged."""

    def __init__(self, folder: Path, hooks: Hooks, hook: str, *more: str) -> None:
        self.folder, self.hooks = folder, hooks
        folder.mkdir()
        self.write(".pre-commit-config.yaml", hooks.configuration(hook, *more))
        repository(folder)

    def write(self, name: str, text: str) -> Path:
        """Write a file; its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def run(self, *arguments: str) -> Outcome:
        """Stage everything and run the hook on what is staged."""
        git("add", "--all", cwd=self.folder)
        return pre_commit(self.hooks, "run", *arguments, cwd=self.folder)


@pytest.fixture
def check(tmp_path: Path, hooks: Hooks) -> Scratch:
    return Scratch(tmp_path / "scratch", hooks, "newslint")


@pytest.fixture
def fix(tmp_path: Path, hooks: Hooks) -> Scratch:
    return Scratch(tmp_path / "scratch", hooks, "newslint-fix")


ODD_NAMES = ["two words.txt", "-n.txt", "--unsafe.txt", "नगर – été.txt", "a/b c/'quoted'.txt"]


def test_a_finding_fails_the_check_and_the_file_stays(check: Scratch) -> None:
    file = check.write("a.txt", FLAWED)
    code, out = check.run()
    assert code == 1 and "RES001 promo-link" in out and "a.txt" in out
    assert MODIFIED not in out
    assert file.read_text() == FLAWED


def test_clean_text_passes_both_hooks(tmp_path: Path, hooks: Hooks) -> None:
    for hook in ("newslint", "newslint-fix"):
        scratch = Scratch(tmp_path / hook, hooks, hook)
        file = scratch.write("a.txt", CLEAN)
        code, out = scratch.run()
        assert (code, "Passed" in out) == (0, True), out
        assert file.read_text() == CLEAN


def test_fixing_rewrites_and_says_so_and_then_passes(fix: Scratch) -> None:
    file = fix.write("a.txt", FLAWED)
    code, out = fix.run()
    assert code == 1 and MODIFIED in out
    assert file.read_text() == CLEAN
    code, out = fix.run()
    assert (code, "Passed" in out) == (0, True), out
    assert file.read_text() == CLEAN


def test_what_cannot_be_fixed_is_reported_on_every_run(fix: Scratch) -> None:
    file = fix.write("a.txt", UNFIXABLE + "\nAlso Read: Mayor opens the new bridge\n")
    code, out = fix.run()
    assert code == 1 and MODIFIED in out and "unbalanced-quote" in out
    kept = file.read_text()
    assert "Also Read" not in kept and "“the vote" in kept
    code, out = fix.run()
    assert code == 1 and MODIFIED not in out and "unbalanced-quote" in out
    assert file.read_text() == kept


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_file_of_any_name_is_checked(check: Scratch, name: str) -> None:
    check.write(name, FLAWED)
    code, out = check.run()
    assert code == 1 and "RES001 promo-link" in out and "error:" not in out, out


def test_files_of_any_names_are_fixed(fix: Scratch) -> None:
    files = [fix.write(name, FLAWED) for name in ODD_NAMES]
    code, out = fix.run()
    assert code == 1 and MODIFIED in out and "error:" not in out, out
    assert [file.read_text() for file in files] == [CLEAN] * len(files)
    assert fix.run().code == 0


@pytest.mark.parametrize("name", ["code.py", "page.html", "notes.md", "text", "a.txt.bak", "b.csv"])
def test_what_is_no_plain_text_is_never_touched(fix: Scratch, name: str) -> None:
    file = fix.write(name, FLAWED)
    code, out = fix.run()
    assert (code, "no files to check" in out) == (0, True), out
    assert file.read_text() == FLAWED


def test_only_what_is_staged_is_touched(fix: Scratch) -> None:
    fix.write("a.txt", FLAWED)
    git("add", "--all", cwd=fix.folder)
    later = fix.write("later.txt", FLAWED)
    assert pre_commit(fix.hooks, "run", cwd=fix.folder).code == 1
    assert later.read_text() == FLAWED


def test_line_ends_and_byte_order_mark_survive(fix: Scratch) -> None:
    file = fix.write("a.txt", "\ufeff" + FLAWED.replace("\n", "\r\n"))
    assert fix.run().code == 1
    assert file.read_bytes().decode() == "\ufeff" + CLEAN.replace("\n", "\r\n")


def test_two_hundred_files_go_to_one_process(tmp_path: Path, hooks: Hooks) -> None:
    fix = Scratch(tmp_path / "scratch", hooks, "newslint-fix", 'args: ["--no-model", "--"]')
    files = [fix.write(f"day {n % 7}/story {n}.txt", FLAWED) for n in range(200)]
    code, out = fix.run()
    assert code == 1 and out.count(MODIFIED) == 1
    assert out.count("Fixed 200 findings in 200 documents.") == 1, out
    assert all(file.read_text() == CLEAN for file in files)


def test_both_hooks_can_be_tried_without_a_configuration(tmp_path: Path, hooks: Hooks) -> None:
    """As the guide says: `pre-commit try-repo`, which installs the hooks for this once."""
    (tmp_path / "scratch").mkdir()
    scratch = repository(tmp_path / "scratch")
    files = [scratch / name for name in ODD_NAMES]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FLAWED)
    git("add", "--all", cwd=scratch)
    code, out = pre_commit(hooks, "try-repo", hooks.repository, "--all-files", cwd=scratch)
    assert code == 1, out
    # The hook that checks has changed nothing, the one that fixes has said so.
    checked, _, fixed = out.partition("newslint (fix)")
    assert checked.count("warning RES001 promo-link") == len(files) and MODIFIED not in checked, out
    assert fixed.count("fixed RES001 promo-link") == len(files) and MODIFIED in fixed, out
    assert [file.read_text() for file in files] == [CLEAN] * len(files)


def test_arguments_of_ones_own_and_the_file_of_settings_are_heeded(
    tmp_path: Path, hooks: Hooks
) -> None:
    own = Scratch(tmp_path / "own", hooks, "newslint", 'args: ["--ignore", "residue", "--"]')
    own.write("-a.txt", FLAWED)
    assert own.run().code == 0
    settings = Scratch(tmp_path / "settings", hooks, "newslint")
    settings.write("newslint.toml", 'ignore = ["residue"]\n')
    settings.write("a.txt", FLAWED)
    assert settings.run().code == 0


def test_the_commit_is_stopped_where_the_hook_is_installed(check: Scratch) -> None:
    assert pre_commit(check.hooks, "install", cwd=check.folder).code == 0

    def commit(text: str) -> Outcome:
        check.write("a.txt", text)
        git("add", "--all", cwd=check.folder)
        return command(
            "git", "commit", "--message=news", cwd=check.folder, environment=check.hooks.environment
        )

    stopped = commit(FLAWED)
    assert stopped.code == 1 and "RES001 promo-link" in stopped.out
    assert commit(CLEAN).code == 0
