"""What cleaning would change, as a unified diff that `patch -p0` can apply."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from newslint.document import Document

_COLOURS = {"-": "red", "+": "green", "@": "cyan"}
_ESCAPES = dict(zip('\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True))
_NO_NEWLINE = "\\ No newline at end of file\n"


def unified(path: str, document: Document, cleaned: str) -> Iterator[str]:
    """The lines of the diff from a document's text to the cleaned one, their ends included.

    `path` is the file as the system knows it. As patch sees it, a line ends at a line feed: a
    carriage return before it is part of the line, and so is a byte-order mark.
    """
    mark = document.bom.decode(document.encoding)
    before, after = ((mark + text).split("\n") for text in (document.text, cleaned))
    name = named(path)
    for line in difflib.unified_diff(_ended(before), _ended(after), name, name):
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"


def named(path: str) -> str:
    """A path as the head of a diff has it, and patch reads it.

    A tab ends a name with blanks, as GNU diff does; odd ones are quoted as git and C do.

    >>> named("a b.txt"), named('say "a".txt'), named("café.txt")
    ('a b.txt\\t', '"say \\\\"a\\\\".txt"', 'café.txt')
    """
    parts = []
    for char in path:
        if char in _ESCAPES:
            parts.append(f"\\{_ESCAPES[char]}")
        elif char.isprintable():
            parts.append(char)
        else:
            parts += [f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape")]
    quoted = "".join(parts)
    if quoted != path or path.startswith(" "):  # patch passes over blanks before a name
        return f'"{quoted}"'
    return f"{path}\t" if " " in path else path


def _ended(lines: list[str]) -> list[str]:
    """Lines with their line feeds; the last part has none, and is no line when it is empty."""
    *whole, last = lines
    return [f"{line}\n" for line in whole] + [last] * bool(last)


def painted(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a diff in the usual colours."""
    import click

    for number, line in enumerate(lines):
        style = {"bold": True} if number < 2 else {"fg": _COLOURS.get(line[0])}
        yield click.style(line.rstrip("\n"), **style) + "\n"


def harmless(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a diff for a person's terminal: what could move the cursor is made visible."""
    from newslint.reports.text import visible

    for line in lines:
        body = line.removesuffix("\n").removesuffix("\r")
        yield visible(body) + "\n"
