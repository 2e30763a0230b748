"""Draw the pictures of the documentation from what newslint really prints on `corpus/sample`.

A picture is an SVG file of plain text: it can be searched and copied, needs no font of its own, and
follows the reader's light or dark setting.

    python scripts/make_pictures.py

`build_docs.py` makes them too, and knows whether they are up to date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from replay import ROOT, session

from newslint.reports.text import columns

IMAGES = ROOT / "docs/images"
WIDTH = 114
"""Columns of the terminals in the pictures."""
PICTURES = {
    "check": "newslint check corpus/sample/ferry-strike.txt --select title,garble,RES003",
    "diff": "newslint fix --diff corpus/sample/ferry-strike.txt",
}
"""Each picture's file name, without its ending, and the command in it."""
CELL, LINE, SIZE, MARGIN = 8.4, 19, 14, 16
"""Width of a character, height of a line, size of the letters and margin, in pixels."""
STYLE = f"""\
  text {{ font: {SIZE}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    fill: #24292f; white-space: pre }}
  rect {{ fill: #f6f8fa; stroke: #d0d7de }}
  .c1 {{ font-weight: bold }} .c4 {{ text-decoration: underline }}
  .c31 {{ fill: #b31d28 }} .c32 {{ fill: #116329 }} .c33 {{ fill: #8a4600 }}
  .c34 {{ fill: #0550ae }} .c36 {{ fill: #1b6a75 }}
  @media (prefers-color-scheme: dark) {{
    text {{ fill: #d6dbe1 }} rect {{ fill: #0d1117; stroke: #3d444d }}
    .c31 {{ fill: #ff8b85 }} .c32 {{ fill: #6bd17c }} .c33 {{ fill: #e3b341 }}
    .c34 {{ fill: #79b8ff }} .c36 {{ fill: #67d4e0 }}
  }}"""
Line = list[tuple[str, str]]
"""Runs of text of one colour, each with the classes that give it."""
_ESCAPE = re.compile(r"\x1b\[([\d;]*)m")


def picture(command: str) -> str:
    """The SVG of a terminal in which `command` was typed."""
    with session(colour=True, width=WIDTH) as here:
        output = here.run(command)
    typed = [f"$ {command}", *output.rstrip("\n").split("\n")]
    lines = [part for line in typed for part in _wrapped(_runs(line))]
    width = round(max(_columns(line) for line in lines) * CELL) + 2 * MARGIN
    height = len(lines) * LINE + 2 * MARGIN
    rows = "\n".join(_row(number, line) for number, line in enumerate(lines) if line)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{escape(command)}">\n'
        f"<style>\n{STYLE}\n</style>\n"
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6"/>\n'
        f"{rows}\n</svg>\n"
    )


def _row(number: int, line: Line) -> str:
    """One line of the terminal, each run of one colour at the column where it belongs."""
    y = MARGIN + (number + 1) * LINE - 5
    column = 0
    texts = []
    for classes, run in line:
        words = run.strip(" ")
        x = round(MARGIN + (column + len(run) - len(run.lstrip(" "))) * CELL, 1)
        column += columns(run)
        if words:
            colour = f' class="{classes}"' if classes else ""
            place = f'x="{x}" y="{y}" textLength="{round(columns(words) * CELL, 1)}"'
            texts.append(f"<text {place}{colour}>{escape(words)}</text>")
    return "\n".join(texts)


def _runs(line: str) -> Iterator[tuple[str, str]]:
    """The parts of a line, each with the classes that the ANSI codes before it stand for."""
    classes: list[str] = []
    for index, part in enumerate(_ESCAPE.split(line)):
        if index % 2:
            codes = part.split(";")
            classes = [] if "0" in codes else [*classes, *(f"c{code}" for code in codes)]
        else:
            yield " ".join(classes), part


def _wrapped(runs: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """The lines that a terminal makes of one that may be too long for it."""
    line: Line = []
    for classes, run in runs:
        for char in run:
            if _columns(line) + columns(char) > WIDTH:
                yield line
                line = []
            if line and line[-1][0] == classes:
                line[-1] = classes, line[-1][1] + char
            else:
                line.append((classes, char))
    yield line


def _columns(line: Line) -> int:
    return sum(columns(run) for _, run in line)


def pictures() -> dict[Path, str]:
    """Every picture, and what it ought to be."""
    return {IMAGES / f"{name}.svg": picture(command) for name, command in PICTURES.items()}


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    for path, drawn in pictures().items():
        path.write_text(drawn, encoding="utf-8")
