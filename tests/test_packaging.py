"""The sdist holds everything, the wheel what runs."""

from __future__ import annotations

import email
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from checkout import committed_files, copy_checkout, files_of

from newslint import __version__

pytest.importorskip("build")
pytestmark = pytest.mark.needs("git")

FOLDERS = {
    "lint": "newslint",
    "rules": "newslint/rules",
    "corpus": "newslint/corpus",
    "reports": "newslint/reports",
}
"""The folders of the repository and what they are in a wheel."""
INFO = f"newslint-{__version__}.dist-info/"


class Built(NamedTuple):
    """What was built of which files."""

    source: Path
    sdist: Path
    wheel: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An sdist, and the wheel that the sdist gives, built without the network."""
    folder = tmp_path_factory.mktemp("packages")
    source, out = copy_checkout(folder / "two words"), folder / "dist"
    pristine = copy_checkout(folder / "pristine")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", out, source],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return Built(pristine, sdist, wheel)


@pytest.fixture(scope="session")
def in_sdist(built: Built) -> set[str]:
    with tarfile.open(built.sdist) as archive:
        names = [member.name for member in archive if member.isfile()]
    return {name.partition("/")[2] for name in names}


@pytest.fixture(scope="session")
def in_wheel(built: Built) -> set[str]:
    with zipfile.ZipFile(built.wheel) as archive:
        return set(archive.namelist())


def test_the_names_of_both_tell_the_version(built: Built) -> None:
    assert built.sdist.name == f"newslint-{__version__}.tar.gz"
    assert built.wheel.name == f"newslint-{__version__}-py3-none-any.whl"


def test_the_sdist_holds_all_files_of_the_repository(built: Built, in_sdist: set[str]) -> None:
    assert committed_files(built.source) - in_sdist == set()


def test_the_sdist_holds_nothing_else_but_what_setuptools_writes(
    built: Built, in_sdist: set[str]
) -> None:
    others = in_sdist - files_of(built.source)
    assert {name for name in others if not name.startswith("newslint.egg-info/")} == {"PKG-INFO"}


def test_the_sdist_has_the_bytes_of_the_repository(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        for member in archive:
            original = built.source / member.name.partition("/")[2]
            if member.isfile() and original.is_file() and original.name != "setup.cfg":
                stored = archive.extractfile(member)
                assert stored is not None and stored.read() == original.read_bytes(), member.name


def test_every_module_is_in_the_wheel_under_its_package(built: Built, in_wheel: set[str]) -> None:
    modules = {
        f"{package}/{name}"
        for folder, package in FOLDERS.items()
        for name in files_of(built.source / folder, "**/*.py")
    }
    assert modules == {name for name in in_wheel if name.endswith(".py")}


def test_all_data_but_sources_and_prose_is_in_the_wheel(built: Built, in_wheel: set[str]) -> None:
    data = {
        f"{FOLDERS[name.partition('/')[0]]}/{name.partition('/')[2]}"
        for name in committed_files(built.source)
        if name.partition("/")[0] in FOLDERS
        and not name.endswith((".py", ".md"))
        and not name.startswith("corpus/articles/src/")
    }
    assert {"newslint/py.typed", "newslint/rules/packs/en.toml"} <= data
    assert data - in_wheel == set()


def test_the_wheel_holds_one_package_and_no_sources_of_the_corpus(in_wheel: set[str]) -> None:
    assert {name.partition("/")[0] for name in in_wheel} == {"newslint", INFO.rstrip("/")}
    assert not [name for name in in_wheel if "/src/" in name or "test" in name]


def test_the_data_in_the_wheel_has_the_bytes_of_the_repository(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        for folder, package in FOLDERS.items():
            for name in files_of(built.source / folder):
                if f"{package}/{name}" in archive.namelist():
                    stored = archive.read(f"{package}/{name}")
                    assert stored == (built.source / folder / name).read_bytes(), name


def test_the_wheel_tells_licence_python_extras_and_the_command(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        metadata = email.message_from_bytes(archive.read(f"{INFO}METADATA"))
        assert archive.read(f"{INFO}licenses/LICENSE") == (built.source / "LICENSE").read_bytes()
        entries = archive.read(f"{INFO}entry_points.txt").decode()
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.10"
    assert set(metadata.get_all("Provides-Extra", [])) >= {"grammar", "repair", "test", "dev"}
    assert "newslint = newslint.cli:main" in entries
    assert metadata.get_payload(), "the description, from the README, is empty"


def test_the_wheel_runs_from_where_it_lies(built: Built, tmp_path: Path) -> None:
    """Unpacked into a folder that comes first on the path, so that the sources are out of reach."""
    with zipfile.ZipFile(built.wheel) as archive:
        archive.extractall(tmp_path)
    program = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}]\n"
        "import newslint, newslint.cli\n"
        "assert newslint.__file__.startswith(sys.path[0]), newslint.__file__\n"
        "sys.exit(newslint.cli.run(['check', '--output-format', 'concise', sys.argv[1]]))"
    )
    sample = tmp_path / "newslint/corpus/sample/ferry-strike.txt"
    done = subprocess.run(
        [sys.executable, "-c", program, sample], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert ": RES001 " in done.stdout
