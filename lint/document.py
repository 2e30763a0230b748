"""The document that rules look at: immutable text with its coordinates and features.

Rules never see bytes. What a file's bytes were (encoding, byte-order mark) is kept here so that a
cleaned text can be written back the way it came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import Any

from newslint.blocks import Block, find_blocks
from newslint.cached import cached_property
from newslint.lines import Lines
from newslint.wording import Wording


@dataclass(frozen=True)
class Document:
    """One news document.

    What it is made of is stable; what rules see of it (lines, blocks, sentences, ...) may change
    with any minor version.

    Since 0.1.0.
    """

    text: str
    """Decoded, without the byte-order mark, line ends untouched."""
    id: str = "-"
    """What names it in reports and fingerprints: a path, or a record's id."""
    path: str | None = None
    """The file it came from; None when it came from none."""
    encoding: str = "utf-8"
    """Python's name of the encoding that its bytes are in."""
    bom: bytes = b""
    """The byte-order mark that the bytes begin with; empty without one."""
    guessed: bool = False
    """Whether the encoding is a guess."""
    language: str = "en"
    """ISO 639-1 code."""
    title: str | None = None
    """The headline, where it is known from elsewhere (a record's field)."""
    source: str | None = None
    """The publisher, where it is known from elsewhere."""
    record: int | None = None
    """Its line or place, from 1, in a file of many records; None for a file of its own."""
    ignored: frozenset[str] = frozenset()
    """What its record says shall be ignored: codes of rules, and fingerprints of findings."""
    detected: bool = False
    """Whether the language is what its text looks like: nobody has said it."""
    _cache: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def __getstate__(self) -> dict[str, object]:
        """What travels to another process, or into a copy: not what was computed on the way."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"_cache": {}}

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that the text is made of: cheap to ask before looking for them."""
        return frozenset(self.text)

    @cached_property
    def wording(self) -> Wording:
        """The words of any part of the text."""
        return Wording(self.text, self.characters)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the text, folded as the terms of its blocks are."""
        return Counter(chain.from_iterable(block.terms for block in self.blocks))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs, headings and labels of the text, in order."""
        return find_blocks(self.text, self.lines, self.wording)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of every sentence of every block, blanks trimmed, in order."""
        from newslint.sentences import split

        return tuple(
            (block.start + start, block.start + end)
            for block in self.blocks
            for start, end in split(block.text, self.language)
        )

    @cached_property
    def newline(self) -> str:
        """The line end that the document uses most; LF when it has none."""
        crlf = self.text.count("\r\n")
        counts = {
            "\r\n": crlf,
            "\n": self.text.count("\n") - crlf,
            "\r": self.text.count("\r") - crlf,
        }
        best = max(counts, key=lambda end: counts[end])
        return best if counts[best] else "\n"

    def byte_offset(self, offset: int) -> int:
        """Where the code point at `offset` begins in the file's bytes, byte-order mark included.

        Raises ValueError on an offset that lies outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} lies outside the text (0 to {len(self.text)})")
        return len(self.bom) + len(self.text[:offset].encode(self.encoding))

    def encode(self, text: str) -> bytes:
        """The bytes of `text` as this document's file holds them.

        Raises UnicodeEncodeError when the encoding has no place for a character of `text`.
        """
        return self.bom + text.encode(self.encoding)

    def with_text(self, text: str) -> Document:
        """The same document with another text (language, title and source stay as they were)."""
        return replace(self, text=text, _cache={})


def held(document: Document, pieces: Iterable[str]) -> list[str]:
    """Those of some short pieces that stand in the text of a document."""
    text, characters = document.text, document.characters
    return [piece for piece in pieces if characters.issuperset(piece) and piece in text]
