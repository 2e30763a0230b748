"""Paths as URI references."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def uri_reference(path: str) -> str:
    """A path as a URI reference: a relative one stays relative, an absolute one becomes `file:`.

    Everything but letters, digits and `_.-~/` is percent-encoded, bytes that are no UTF-8 too.

    >>> uri_reference("news/a b: 100%.txt")
    'news/a%20b%3A%20100%25.txt'
    """
    whole = Path(path)
    if whole.is_absolute():
        return whole.as_uri()
    return quote(os.fsencode(path.replace(os.sep, "/")))
