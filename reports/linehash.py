"""Hashes by which GitHub recognises a line after others have moved."""

from __future__ import annotations

import re
from collections import Counter

_BLOCK = 100
_FACTOR = 37
_MASK = 2**64 - 1
_LEAVING = pow(_FACTOR, _BLOCK, 2**64)
_LINE_FEED = 10
_END_OF_FILE = 0xFFFF


def line_hashes(text: str) -> list[str]:
    """`hash:occurrence` for every line of `text`, as GitHub's upload of SARIF files computes them.

    The hash is that of the 100 UTF-16 code units from the start of the line on, blanks and tabs
    left out, every line end a line feed; the occurrence tells equal ones apart, from 1. A text that
    ends in a line end has one hash more than it has lines. What GitHub computes itself it compares
    with what it is given (`primaryLocationLineHash`), and warns of every difference.

    >>> line_hashes("")
    ['c129715d7a2bc9a3:1']
    """
    plain = re.sub(r"\r\n?", "\n", text).replace(" ", "").replace("\t", "")
    encoded = memoryview(plain.encode("utf-16", "surrogatepass"))[2:]
    units = [*encoded.cast("H"), _END_OF_FILE, *[0] * _BLOCK]
    window = 0
    for unit in units[:_BLOCK]:
        window = (window * _FACTOR + unit) & _MASK
    seen: Counter[int] = Counter()
    hashes = []
    previous = _LINE_FEED
    for leaving, entering in zip(units, units[_BLOCK:], strict=False):
        if previous == _LINE_FEED:
            seen[window] += 1
            hashes.append(f"{window:x}:{seen[window]}")
        window = (window * _FACTOR + entering - leaving * _LEAVING) & _MASK
        previous = leaving
    return hashes
