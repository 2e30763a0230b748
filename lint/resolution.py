"""From fixes to a cleaned text: choose, order, apply, repeat until nothing changes.

Two fixes that touch the same characters cannot both be taken as they are. Deletions are united;
otherwise the safer one wins, then the one that covers more (the nested flaw goes with the line that
goes), then the earlier one. What lost has its turn in the next round, on the new text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import NamedTuple

from newslint.document import Document
from newslint.errors import UnstableError
from newslint.finding import Edit, Finding, Safety
from newslint.rule import line_deletion

Ignored = Callable[[Document, Finding], bool]
"""Tells of a finding in a document whether the user has settled it: such are never fixed."""

MAX_ROUNDS = 32
"""Rounds after which a document counts as one that does not settle."""


class Cleaned(NamedTuple):
    """What cleaning made of a document.

    Since 0.1.0.
    """

    document: Document
    """The original."""
    text: str
    """The cleaned text."""
    applied: tuple[Finding, ...]
    """The findings whose fixes were applied; offsets are those of the round they were found in."""
    rounds: tuple[tuple[Edit, ...], ...] = ()
    """The edits of each round, on the text that the round before left."""
    remaining: tuple[Finding, ...] = ()
    """What is still found in the cleaned text, named as a fresh check of it would."""
    ignored: tuple[Finding, ...] = ()
    """The same for the findings that the user has settled."""
    by_round: tuple[tuple[Finding, ...], ...] = ()
    """The applied findings of each round."""

    @property
    def changed(self) -> bool:
        """Whether cleaning changed anything."""
        return self.text != self.document.text


def nothing_ignored(document: Document, finding: Finding) -> bool:
    """The `Ignored` of a run without ignores."""
    return False


def clean(
    document: Document,
    check: Callable[[Document], Iterable[Finding]],
    level: Safety = Safety.SAFE,
    ignored: Ignored = nothing_ignored,
) -> Cleaned:
    """Apply the fixes of at least `level` that `check` finds, again until nothing changes.

    Where the language was detected, it is detected again when nothing changes any more: a fresh
    run would do so, and may find more if the language of what was deleted was another one.

    A finding that is there in two rounds keeps the fingerprint of the first, whatever the edits
    between them did to its place and number, so that `ignored` means the same one in every round.
    Raises UnstableError when `MAX_ROUNDS` are not enough.
    """
    current = document
    applied: list[tuple[Finding, ...]] = []
    rounds: list[tuple[Edit, ...]] = []
    names: Names = {}
    for _ in range(MAX_ROUNDS):
        fresh = tuple(check(current))
        findings = [each._replace(fingerprint=_name(each, names)) for each in fresh]
        settled = [ignored(current, finding) for finding in findings]
        open_findings = [each for each, done in zip(findings, settled, strict=True) if not done]
        chosen, edits = choose(current, open_findings, level)
        text = apply(current.text, edits)
        again = looked_at_again(current) if text == current.text else None
        if again is current:
            return Cleaned(
                document,
                current.text,
                tuple(chain.from_iterable(applied)),
                tuple(rounds),
                tuple(each for each, done in zip(fresh, settled, strict=True) if not done),
                tuple(each for each, done in zip(fresh, settled, strict=True) if done),
                tuple(applied),
            )
        names = _carried(findings, edits)
        if again is not None:
            current = again
            continue
        applied.append(tuple(chosen))
        rounds.append(edits)
        current = current.with_text(text)
    codes = ", ".join(sorted({finding.code for finding in chain.from_iterable(applied)}))
    raise UnstableError(
        f"{document.id}: the fixes do not settle after {MAX_ROUNDS} rounds ({codes}); the text "
        "stays as it is. Please report this with the text, or ignore one of these rules."
    )


def looked_at_again(document: Document) -> Document:
    """The document in the language that its text looks like now, unless that was given."""
    if not document.detected:
        return document
    from newslint.language import detect

    language = detect(document.text)
    if language == document.language:
        return document
    return replace(document, language=language, _cache={})


Names = Mapping[tuple[str, int, int], str]
"""Fingerprints of known findings by code, start and end."""


def _name(finding: Finding, names: Names) -> str:
    return names.get((finding.code, finding.start, finding.end), finding.fingerprint)


def _carried(findings: Iterable[Finding], edits: Sequence[Edit]) -> Names:
    """The names of the findings that `edits` left alone, by where they stand after them."""
    starts = [edit.start for edit in edits]
    shifts = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]
    names = {}
    for finding in findings:
        before = bisect_right(starts, finding.start)
        touched = before and edits[before - 1].end > finding.start
        if touched or bisect_left(starts, finding.end) > before:
            continue
        shift = shifts[before]
        names[finding.code, finding.start + shift, finding.end + shift] = finding.fingerprint
    return names


def choose(
    document: Document, findings: Iterable[Finding], level: Safety
) -> tuple[list[Finding], tuple[Edit, ...]]:
    """The findings whose fixes go together, and their edits: sorted, disjoint, united."""
    candidates = [
        finding for finding in findings if finding.fix is not None and finding.fix.safety >= level
    ]
    candidates.sort(key=_priority)
    taken = _Taken()
    chosen = [finding for finding in candidates if finding.fix and taken.take(finding.fix.edits)]
    return sorted(chosen, key=lambda finding: finding.order), _tidy(document, taken.united())


def apply(text: str, edits: Sequence[Edit]) -> str:
    """`text` with sorted, disjoint edits made."""
    parts: list[str] = []
    offset = 0
    for edit in edits:
        parts += (text[offset : edit.start], edit.text)
        offset = edit.end
    return "".join((*parts, text[offset:]))


def invert(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that turn `apply(text, edits)` back into `text`."""
    inverse, shift = [], 0
    for edit in edits:
        start = edit.start + shift
        inverse.append(Edit(start, start + len(edit.text), text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    return tuple(inverse)


def _priority(finding: Finding) -> tuple[int, int, int, str]:
    assert finding.fix is not None
    covered = sum(edit.end - edit.start for edit in finding.fix.edits)
    return -finding.fix.safety, -covered, finding.start, finding.code


class _Taken:
    """The edits taken so far: deletions, which may unite, and replacements, which may not."""

    def __init__(self) -> None:
        self._edits: list[tuple[int, int, str]] = []

    def take(self, edits: Sequence[Edit]) -> bool:
        """Take all of `edits`, or none when one of them is in the way of another fix."""
        if any(self._conflicts(edit) for edit in edits):
            return False
        for edit in edits:
            key = (edit.start, edit.end, edit.text)
            if not edit.text and edit.start < edit.end:
                key = self._unite(edit)
            insort(self._edits, key)
        return True

    def _near(self, edit: Edit) -> range:
        """Indexes of the taken edits that touch `edit`; taken edits are disjoint and sorted."""
        low = high = bisect_left(self._edits, (edit.start, -1, ""))
        while low > 0 and self._edits[low - 1][1] >= edit.start:
            low -= 1
        while high < len(self._edits) and self._edits[high][0] <= edit.end:
            high += 1
        return range(low, high)

    def _conflicts(self, edit: Edit) -> bool:
        deletes = not edit.text and edit.start < edit.end
        for index in self._near(edit):
            start, end, text = self._edits[index]
            if deletes and not text:
                continue
            # Touching is no conflict, but for two insertions at one place.
            if start < edit.end and edit.start < end:
                return True
            if start == end == edit.start or edit.start == edit.end == start:
                return True
        return False

    def _unite(self, edit: Edit) -> tuple[int, int, str]:
        start, end = edit.start, edit.end
        for index in reversed(self._near(edit)):
            other_start, other_end, text = self._edits[index]
            if not text:
                start, end = min(start, other_start), max(end, other_end)
                del self._edits[index]
        return start, end, ""

    def united(self) -> list[Edit]:
        return [Edit(*edit) for edit in self._edits]


def _tidy(document: Document, edits: list[Edit]) -> tuple[Edit, ...]:
    """Where lines that were deleted together stood between blank lines, one of these goes too."""
    return tuple(_with_blank_line(document, edit) for edit in edits)


def _with_blank_line(document: Document, edit: Edit) -> Edit:
    if edit.text or edit.start == edit.end:
        return edit
    lines = document.lines
    first, last = lines.index_at(edit.start), lines.index_at(edit.end - 1)
    whole = lines[first].start == edit.start and lines[last].next == edit.end
    return line_deletion(document, first, last) if whole else edit
