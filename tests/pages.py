"""What the pages of the documentation tell their readers to write and to type."""

from __future__ import annotations

import re
from pathlib import Path

from checkout import ROOT

FENCE = re.compile(r"(?ms)^```([^\n`]*)\n(.*?)^```[ ]*$")


def blocks(page: Path) -> list[tuple[str, str]]:
    """(what stands behind the opening marks, content) of every fenced block."""
    return FENCE.findall(page.read_text(encoding="utf-8"))


def recipe(name: str) -> Path:
    """The page of a recipe."""
    return ROOT / f"docs/recipes/{name}.md"


def written(page: Path, folder: Path) -> Path:
    """Write the files that a page shows with their names; the folder."""
    for info, body in blocks(page):
        _, _, name = info.partition(" title=")
        if name:
            (folder / name).write_text(body, encoding="utf-8")
    return folder


def typed(page: Path) -> list[str]:
    """The shell commands of a page that `make docs` does not run, a block each."""
    return [body for info, body in blocks(page) if info == "sh"]
