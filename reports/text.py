"""Text made fit for a terminal: visible controls, display width, a line cut around a span."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from newslint.patterns import lazy

# Controls but for the tab, marks that reorder text, invisible fillers, odd line ends, and what
# stands for bytes of a file name that are no UTF-8.
_HIDDEN = lazy(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_TAB = "    "

Row = Sequence[str]


def visible(text: str) -> str:
    """`text` in which nothing can move the cursor, reorder the line or hide.

    >>> visible("a\\x1b[31mb\\u202ec\\td")
    'a␛[31mb<U+202E>c    d'
    """
    if text.replace("\u00a0", " ").isprintable():
        return text
    return _HIDDEN.sub(_name, text).replace("\t", _TAB)


def _name(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes (it holds nothing that `visible` changes).

    >>> columns("naïve"), columns("新聞"), columns("e\\u0301")
    (5, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def table(title: str, head: Row, rows: Iterable[Row]) -> str:
    """A table under a title: the first column to the left, the others to the right.

    >>> print(table("By day", ("", "documents"), [("Monday", "2"), ("新聞", "10")]))
    By day
            documents
    Monday          2
    新聞           10
    """
    lines = [head, *rows]
    widths = [max(columns(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join([title, *(_aligned(line, widths) for line in lines)])


def _aligned(line: Row, widths: Sequence[int]) -> str:
    gaps = [" " * (width - columns(cell)) for cell, width in zip(line, widths, strict=True)]
    first = line[0] + gaps[0]
    return "  ".join([first, *map("".join, zip(gaps[1:], line[1:], strict=True))]).rstrip()


def snippet(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The part of `line` around `line[start:end]` in at most `width` columns, and its carets.

    What is cut away on a side is shown as `…` there.

    >>> print("\\n".join(snippet("the the cat sat on the mat", 4, 7, 14)))
    the the cat …
        ^^^
    """
    offset = max(0, start - width)
    cells = [visible(char) for char in line[offset : start + 2 * width]]
    sizes = [columns(cell) for cell in cells]
    left = right = first = start - offset
    last = min(max(end - offset, first + 1), len(cells))
    room = width - 2
    right = _grow(sizes, right, last, room)
    room -= sum(sizes[left:right])
    if right == last:
        ahead = _shrink(sizes, left, room // 2)
        room -= sum(sizes[ahead:left])
        left = ahead
        right = _grow(sizes, right, len(cells), room)
        room -= sum(sizes[last:right])
        left = _shrink(sizes, left, room)
    before = "…" if offset + left > 0 else ""
    after = "…" if offset + right < len(line) else ""
    lead = len(before) + sum(sizes[left:first])
    marked = max(1, sum(sizes[first : min(last, right)]))
    return before + "".join(cells[left:right]) + after, " " * lead + "^" * marked


def _grow(sizes: list[int], index: int, limit: int, room: int) -> int:
    """The index up to which cells from `index` on fit into `room`, at most `limit`."""
    while index < limit and sizes[index] <= room:
        room -= sizes[index]
        index += 1
    return index


def _shrink(sizes: list[int], index: int, room: int) -> int:
    """The index from which cells up to `index` fit into `room`."""
    while index > 0 and sizes[index - 1] <= room:
        room -= sizes[index - 1]
        index -= 1
    return index
