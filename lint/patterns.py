"""Regular expressions that cost nothing until they are used.

Compiling the patterns of all rules took a fifth of the time of a run on one file, and most texts
need few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the pattern, compiled now; kept here, so that this is asked but once."""
        if name.startswith("__"):  # an abstract class asks each of its attributes for some of these
            raise AttributeError(name)
        method = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, put off until a method of the pattern is called.

    What is asked of the pattern before should be cheap and often enough: a character that the text
    must hold.

    >>> lazy(r"&\\w+;").findall("R&D &amp; more")
    ['&amp;']
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
