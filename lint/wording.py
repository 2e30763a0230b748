"""The words of a text, found by splitting it.

Whatever stands between words is exchanged for blanks once for the whole text, character by
character, so that every offset stays what it is. The words of a line or sentence are then those of
`str.split`, which takes a tenth of the time of a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from unicodedata import category, is_normalized, normalize

from newslint.cached import cached_property
from newslint.patterns import lazy

# Vowel signs and other marks are no \w for Python, yet part of a word in Hindi, Arabic, Thai, ...
_MARK_RANGES = (
    ("\u0300", "\u036f"), ("\u064b", "\u065f"), ("\u0900", "\u0903"), ("\u093a", "\u094f"),
    ("\u0980", "\u0dff"), ("\u0e31", "\u0e4e"), ("\u200c", "\u200d"),
)  # fmt: skip
MARKS = "".join(f"{first}-{last}" for first, last in _MARK_RANGES)
"""The same for a class of a regular expression."""
_MARKS = frozenset(
    chr(code) for first, last in _MARK_RANGES for code in range(ord(first), ord(last) + 1)
)
_FIRST_WIDE = "\u3005"
WIDE = "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of Chinese and Japanese, which are written without blanks; for a class of a pattern."""
_JOINING = "'’.-"
"""What may stand within a word, not at its ends."""
_INSIDE = (*_JOINING, "_")
_NEVER_FIRST = "".join({mark for mark in _MARKS if not mark.isalnum()}.union(_INSIDE))
_TOKEN = re.compile(rf"[\w{MARKS}]+")
_TOKEN_OR_BLANK = lazy(rf"(?:[^\W_]|[{MARKS}])+")
"""The same where an underscore counts as a blank; it takes twice as long."""
_UNIT = lazy(rf"[{WIDE}]|(?:[^\W_{WIDE}]|[{MARKS}])+")


def fold(text: str) -> str:
    """`text` reduced to what makes two lines the same: case folded, letters and digits, one blank.

    Composed and decomposed letters (é, ढ़) count as one.

    >>> fold("  Also Read:\u00a0Musk's ‘tick’ ")
    'also read musk s tick'
    """
    folded = normalize("NFC", text.casefold())
    return " ".join(tokens_of(folded).findall(folded))


def tokens_of(text: str) -> re.Pattern[str]:
    """What finds the terms of `text` (see `Wording.terms`) and their places."""
    return _TOKEN_OR_BLANK if "_" in text else _TOKEN


def units_of(text: str) -> re.Pattern[str]:
    """What finds the words that phrases of packs are compared by, and their places in `text`.

    They are its terms; where words stand without blanks, every character is one.

    >>> units_of("关注我们的Facebook").findall("关注我们的Facebook")
    ['关', '注', '我', '们', '的', 'Facebook']
    """
    return _UNIT if max(text, default="") >= _FIRST_WIDE else tokens_of(text)


def exchanged(text: str, characters: Iterable[tuple[str, str]]) -> str:
    """`text` with some characters for others, given as (old, new).

    The few that we exchange take a tenth of what `str.translate` takes.
    """
    for old, new in characters:
        text = text.replace(old, new)
    return text


class Wording:
    """The words of any part of a text, of which `characters` are the different ones."""

    def __init__(self, text: str, characters: Collection[str] | None = None) -> None:
        self._text = text
        self._characters = frozenset(text) if characters is None else characters

    def words(self, start: int, end: int) -> list[str]:
        """The words of `text[start:end]`; apostrophes, inner dots and hyphens are kept.

        >>> Wording("The U.S. 'ship' - well-known").words(0, 29)
        ['The', 'U.S', 'ship', 'well-known']
        """
        pieces = self._apart[start:end].split()
        words = [word for piece in pieces if (word := piece.strip(_JOINING))]
        if self._plain_starts:
            return words
        return [rest for word in words if (rest := word.lstrip(_NEVER_FIRST))]

    def count(self, start: int, end: int) -> int:
        """How many `words` there are; they need not be made for that where no piece is cut.

        >>> Wording("The U.S. 'ship' - well-known").count(0, 29)
        4
        """
        apart = self._apart
        if apart[max(0, start - 1) : start].strip() or apart[end : end + 1].strip():
            return len(self.words(start, end))
        pieces = apart[start:end].split()
        return len(pieces) - sum(map(pieces.count, self._lone))

    def terms(self, start: int, end: int) -> list[str]:
        """The runs of letters, marks and digits of `text[start:end]`, case folded.

        >>> Wording("Musk's ‘Tick’").terms(0, 13)
        ['musk', 's', 'tick']
        """
        if self._folded is not None:
            return self._folded[start:end].split()
        return normalize("NFC", self._bare[start:end].casefold()).split()

    def folded(self, start: int, end: int) -> str:
        """`fold(text[start:end])`."""
        return fold(self._text[start:end]) if self._composing else " ".join(self.terms(start, end))

    @cached_property
    def wide(self) -> bool:
        """True where a script that is written without blanks may stand in the text."""
        return max(self._characters, default="") >= _FIRST_WIDE

    @cached_property
    def _apart(self) -> str:
        """The text with blanks between its words."""
        blanks = [char for char in self._separators if char not in _INSIDE]
        return exchanged(self._text, ((char, " ") for char in blanks))

    @cached_property
    def _lone(self) -> frozenset[str]:
        """The pieces between blanks that are no words: dashes, dots, ..."""
        pieces = {*self._apart.split()}
        return frozenset(
            piece for piece in pieces if not (piece[0].isalnum() or piece.lstrip(_NEVER_FIRST))
        )

    @cached_property
    def _bare(self) -> str:
        """The text with blanks between its terms."""
        return exchanged(self._apart, ((char, " ") for char in _INSIDE))

    @cached_property
    def _folded(self) -> str | None:
        """The same, case folded, where that leaves every character at its place; else None."""
        folded = self._bare.casefold()
        aligned = len(folded) == len(self._bare) and is_normalized("NFC", folded)
        return folded if aligned else None

    @cached_property
    def _separators(self) -> list[str]:
        """The characters that are no letters, marks or digits."""
        return [char for char in self._characters if not char.isalnum() and char not in _MARKS]

    @cached_property
    def _plain_starts(self) -> bool:
        """True where every word begins with the first letter or digit of its piece."""
        return "_" not in self._characters and _MARKS.isdisjoint(self._characters)

    @cached_property
    def _composing(self) -> bool:
        """True where a mark that parts two terms could become one letter with what precedes it."""
        return any(category(char)[0] == "M" for char in self._separators)
