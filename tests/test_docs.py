"""The documentation says what is true: its links, commands, options, keys, outputs and examples."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from checkout import ROOT
from pages import FENCE, blocks

import newslint
from newslint.cli import COMMANDS, cli
from newslint.cli.config import toml
from newslint.config import load
from newslint.reports.renderer import FORMATS
from newslint.settings import Settings

PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "corpus").rglob("*.md")]
)
BY_HAND = [page for page in PAGES if page.parent.name != "rules"]
"""Pages that people write."""
PACKAGES = {"lint": "", "rules": "rules", "corpus": "corpus", "reports": "reports"}

_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"(?m)^#+ (.+)$")
_CALL = re.compile(r"(?<![\w./@#-])newslint +([a-z]+)([^|;&\n]*)")
_OPTION = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _prose(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def _anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page give, as Git hosts make them."""
    titles = _HEADING.findall(_prose(page))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def _options(command: str) -> set[str]:
    found = cli.get_command(click.Context(cli), command)
    assert found is not None, f"there is no command {command}"
    inner = found.commands.values() if isinstance(found, click.Group) else ()
    options = (option for each in (found, *inner) for option in each.params)
    names = (each for option in options for each in (*option.opts, *option.secondary_opts))
    return {*names, "-h", "--help"}


ALL_OPTIONS = {option for command in COMMANDS for option in _options(command)} | {"--version"}


def _calls(page: Path) -> Iterator[tuple[str, str]]:
    """(command, the rest of the line) for every call of newslint that a page shows."""
    for info, body in blocks(page):
        if info in ("console", "sh", "yaml"):
            for line in body.splitlines():
                if info != "console" or line.startswith("$ "):
                    yield from _CALL.findall(line.partition("  # ")[0])
    for code in _CODE.findall(_prose(page)):
        yield from _CALL.findall(code)


@pytest.mark.long
def test_what_is_made_from_the_code_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/build_docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"run `make docs`:\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/images").glob("*.svg")), ids=_name)
def test_every_picture_is_well_formed_and_loads_nothing(picture: Path) -> None:
    elements = list(ElementTree.parse(picture).iter())
    assert len(elements) > 10
    assert not [name for each in elements for name in each.attrib if name.endswith("href")]
    assert "url(" not in picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(_prose(page)):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{link}: there is no {target}"
        assert not anchor or anchor in _anchors(target), f"{link}: no such heading"


@pytest.mark.parametrize("page", BY_HAND, ids=_name)
def test_every_command_and_option_exists(page: Path) -> None:
    for command, rest in _calls(page):
        assert set(_OPTION.findall(rest)) <= _options(command), (command, rest)
        formats = set(re.findall(r"--output(?:-format)? ([a-z]+)", rest))
        assert formats <= set(FORMATS), (command, rest)
    for code in _CODE.findall(_prose(page)):
        if code.startswith("--"):
            assert code.split()[0] in ALL_OPTIONS | {"--"}, code


@pytest.mark.parametrize("page", BY_HAND, ids=_name)
def test_every_target_of_make_exists(page: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    named = [code for code in _CODE.findall(_prose(page)) if code.startswith("make ")]
    named += [line for info, body in blocks(page) if info == "sh" for line in body.splitlines()]
    for line in named:
        if line.startswith("make "):
            assert line.split()[1] in targets, line


@pytest.mark.parametrize("page", BY_HAND, ids=_name)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    shown = {info.partition("title=")[2] for info, _ in blocks(page)}
    for code in _CODE.findall(_prose(page)):
        inside = re.fullmatch(
            r"(?:lint|rules|corpus|reports|tests|scripts|docs|\.ci)/[\w./-]*", code
        )
        assert inside is None or (ROOT / code).exists() or code in shown, code


def test_the_pages_have_enough_of_what_is_looked_at_here() -> None:
    assert sum(1 for page in BY_HAND for _ in _calls(page)) > 100
    assert sum(len(_LINK.findall(_prose(page))) for page in PAGES) > 200


def test_every_configuration_that_is_shown_is_understood(tmp_path: Path) -> None:
    shown = 0
    for page in BY_HAND:
        for info, body in blocks(page):
            title = info.partition("title=")[2]
            if title.endswith(".txt") or title == "house.toml":
                (tmp_path / title).write_text(body, encoding="utf-8")
            if info == "toml" and page.name != "packs.md":  # whose other blocks are packs
                title = "newslint.toml"
            if title in ("newslint.toml", "pyproject.toml", "setup.cfg"):
                (tmp_path / title).write_text(body, encoding="utf-8")
                assert load(file=tmp_path / title).settings != Settings(), page
                shown += 1
    assert shown > 5


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| `([\w-]+)` \| (?:[^|]+) \| `([^`]+)` \|", text)
    settings = Settings()
    assert rows == [
        (each.name.replace("_", "-"), toml(getattr(settings, each.name)))
        for each in fields(settings)
    ]


def test_every_output_format_is_documented() -> None:
    text = (ROOT / "docs/output.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| `(\w+)` \|", text)[: len(FORMATS)] == list(FORMATS)


def test_every_hook_that_is_named_is_one() -> None:
    hooks = re.findall(r"(?m)^- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    shown = [
        hook
        for page in BY_HAND
        for info, body in blocks(page)
        if info == "yaml"
        for hook in re.findall(r"- id: (\S+)", body)
    ]
    assert set(shown) == set(hooks)


def test_the_rule_of_the_contributors_guide_works_where_it_says(tmp_path: Path) -> None:
    page = ROOT / "CONTRIBUTING.md"
    rule = dict(blocks(page))["python title=rules/embargo.py"]
    package = tmp_path / "newslint"
    for folder, name in PACKAGES.items():
        shutil.copytree(
            ROOT / folder,
            package / name,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    (package / "rules/embargo.py").write_text(rule, encoding="utf-8")
    init = package / "rules/__init__.py"
    text = init.read_text(encoding="utf-8").replace(
        "    encoding,\n", "    embargo,\n    encoding,\n"
    )
    assert "    embargo,\n" in text
    text = re.sub(r"(?m)^FAMILIES = \(\n", "FAMILIES = (\n    embargo,\n", text)
    init.write_text(text, encoding="utf-8")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert run("-m", "newslint", "rule", "embargo-note").startswith("# RES099 embargo-note")
    examples = str(ROOT / "tests/test_rule_examples.py")
    passed = run("-m", "pytest", "-q", "-p", "no:cacheprovider", examples, "-k", "RES099")
    assert re.search(r"\b[1-9]\d* passed", passed)


def test_nothing_names_a_place_on_the_machine_of_its_author() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:root|work|tmp)\b", page.read_text(encoding="utf-8"))


def test_every_public_name_is_in_the_reference_and_says_since_when() -> None:
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    reference = text.partition("<!-- reference -->")[2]
    sections = dict(re.findall(r"(?m)^### `(\w+)`\n\n\*Since (\d+\.\d+\.\d+)[.;]", reference))
    assert set(sections) == set(newslint.__all__)
    known = re.findall(r"(?m)^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert set(sections.values()) <= set(known)
    for name in set(newslint.__all__) - {"__version__"}:
        assert f"Since {sections[name]}." in (getattr(newslint, name).__doc__ or ""), name


def test_every_page_of_the_site_is_in_its_navigation() -> None:
    """What `make site` holds too, where MkDocs is installed."""
    named = re.findall(r"(?m)^ +- [^:]+: (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"))
    pages = {_name(page) for page in PAGES if "decisions" not in page.parts}
    assert sorted(named) == sorted(pages)
