"""What cleaning left of a text, character by character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newslint.finding import Edit
from newslint.resolution import Cleaned

INSERTED = -1
"""The origin of a character that cleaning put in."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of cleaning, on the original text.

    `removed` are the offsets of the characters that went, `inserted` what was put at `anchor`.
    """

    anchor: int
    removed: tuple[int, ...]
    inserted: str


def changes(cleaned: Cleaned) -> Iterator[Change]:
    """Every edit of every round, in terms of the original text.

    What an edit replaces by itself (the letters that "technology's" shares with "technologys") is
    no change. Characters that a later round takes of what an earlier one put in are left out.
    """
    text, origins = cleaned.document.text, list(range(len(cleaned.document.text)))
    for edits in cleaned.rounds:
        parts: list[str] = []
        kept: list[int] = []
        offset = 0
        for edit in (_shortened(text, edit) for edit in edits):
            before = origins[offset : edit.start]
            parts += (text[offset : edit.start], edit.text)
            kept += before
            anchor = next((origin for origin in reversed(kept) if origin != INSERTED), INSERTED) + 1
            kept += [INSERTED] * len(edit.text)
            gone = origins[edit.start : edit.end]
            yield Change(anchor, tuple(origin for origin in gone if origin != INSERTED), edit.text)
            offset = edit.end
        text = "".join((*parts, text[offset:]))
        origins = kept + origins[offset:]


def survivors(cleaned: Cleaned) -> bytearray:
    """One byte a character of the original text: 1 where cleaning kept it, 0 where it went."""
    return bytearray(not gone for gone in _removed(cleaned, changes(cleaned)))


def deleted(cleaned: Cleaned) -> bytearray:
    """One byte a character of the original text: 1 where it went and only blanks took its place.

    What a repair puts a word or a mark in the place of is not lost.
    """
    return _removed(cleaned, (one for one in changes(cleaned) if not one.inserted.strip()))


def _removed(cleaned: Cleaned, some: Iterable[Change]) -> bytearray:
    """One byte a character of the original text: 1 where one of some changes removed it."""
    flags = bytearray(len(cleaned.document.text))
    for change in some:
        for offset in change.removed:
            flags[offset] = 1
    return flags


def _shortened(text: str, edit: Edit) -> Edit:
    """`edit` without the characters at its ends that it replaces by themselves."""
    start, end, new = edit.start, edit.end, edit.text
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(start, end, new)
