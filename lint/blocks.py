"""Blocks: the paragraphs, headings and labels of a text, with cheap features computed once.

In most ingested news one line is one paragraph. Where a text is hard-wrapped (wire copy, mail), the
lines of a paragraph are joined. Rules read a block's features instead of scanning the text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newslint.cached import cached_property
from newslint.lines import Line, Lines
from newslint.patterns import lazy
from newslint.wording import WIDE, Wording, tokens_of, units_of

TERMINALS = ".!?…।॥。！？؟۔"
"""Marks that end a sentence, in the scripts of the languages we read."""
CLOSERS = "\"'”’»›)]}」』）】"
"""What may stand after the final mark of a sentence: closing quotes and brackets."""
NO_BREAK_SPACES = "\u00a0\u202f\u2007"

_WIDE = lazy(rf"[{WIDE}]")
_HANGUL = lazy(r"[\uac00-\ud7af]")
_URL = lazy(r"https?://|www\.[a-z0-9]|\b[a-z0-9-]+\.(?:com|org|net|co|tv|ie|in|de|fr|es|br)/", re.I)


@dataclass(frozen=True)
class Block:
    """`text[start:end]` of the document: lines `first` to `last`, surrounding blanks excluded."""

    index: int
    first: int
    last: int
    start: int
    end: int
    text: str
    wording: Wording = field(repr=False, compare=False)

    @cached_property
    def words(self) -> list[str]:
        """Its words, apostrophes, inner dots and hyphens kept."""
        return self.wording.words(self.start, self.end)

    @cached_property
    def terms(self) -> list[str]:
        """The words of `folded`, in order."""
        return self.wording.terms(self.start, self.end)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where each of `terms` stands in `text`: (start, end)."""
        return [match.span() for match in tokens_of(self.text).finditer(self.text)]

    @cached_property
    def units(self) -> list[str]:
        """What phrases are compared with: `terms`, or characters (see `newslint.wording.WIDE`)."""
        if not self.wording.wide:
            return self.terms
        terms = self.terms
        return [unit for term in terms for unit in units_of(term).findall(term)]

    @cached_property
    def unit_places(self) -> list[tuple[int, int]]:
        """Where each of `units` stands in `text`: (start, end)."""
        if not self.wording.wide:
            return self.places
        return [match.span() for match in units_of(self.text).finditer(self.text)]

    def held(self, words: frozenset[str]) -> frozenset[str]:
        """Which of some words, case folded, are among its terms.

        Within the terms of Chinese and Japanese too: a word of one character at their end only.
        """
        found = self.vocabulary & words
        if not self.wide:
            return found
        folded = f"{self.folded} "
        return found.union(
            word
            for word in words
            if _WIDE.match(word) and (word if len(word) > 1 else f"{word} ") in folded
        )

    def opens(self, words: frozenset[str]) -> bool:
        """True when its first term is one of some words, or begins with it where none are apart."""
        first = self.terms[0] if self.terms else ""
        wide = self.wide and _WIDE.match(first) is not None
        return first in words or (wide and first.startswith(tuple(words)))

    @cached_property
    def wide(self) -> bool:
        """True where letters of a script that is written without blanks stand in it."""
        return self.wording.wide and _WIDE.search(self.text) is not None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different `terms`: cheap to ask before looking for one of them."""
        return frozenset(self.terms)

    @cached_property
    def size(self) -> int:
        """Number of words; two characters count as one in scripts written without blanks.

        Korean parts its words, but leaves no blank before what other languages say in a small word.
        """
        words = self.wording.count(self.start, self.end)
        if not self.wording.wide:
            return words
        wide, hangul = len(_WIDE.findall(self.text)), len(_HANGUL.findall(self.text))
        apart = max(words, hangul // 2) if hangul > 4 else words
        return wide // 2 + apart if wide > 4 else apart

    @cached_property
    def folded(self) -> str:
        """See `fold`."""
        return self.wording.folded(self.start, self.end)

    @cached_property
    def terminal(self) -> bool:
        """True when it ends like a sentence: a final mark, perhaps inside quotes or brackets.

        The last sentence of a speech in corners has none in Japanese: 「寒い。もう帰る」.
        """
        tail = self.text.rstrip(CLOSERS + " \t" + NO_BREAK_SPACES)
        if tail and tail[-1] in TERMINALS:
            return True
        return self.text[0] in "「『" and self.text[-1] in "」』" and "。" in tail

    @property
    def introduces(self) -> bool:
        """True when it ends in a colon: what stands below it may belong to it."""
        return self.text.endswith((":", "："))

    @cached_property
    def title_share(self) -> float:
        """Share of words of four letters and more (of all, if none is) with a capital first."""
        words = [word for word in self.words if word[0].isalpha()]
        long = [word for word in words if len(word) > 3] or words
        return sum(word[0].isupper() for word in long) / len(long) if long else 0.0

    @cached_property
    def upper_share(self) -> float:
        """Share of its cased letters that are capitals."""
        upper = sum(char.isupper() for char in self.text)
        cased = upper + sum(char.islower() for char in self.text)
        return upper / cased if cased else 0.0

    @cached_property
    def no_break_spaces(self) -> int:
        """How many no-break spaces it holds: extractors leave them where a page had a link."""
        return sum(self.text.count(char) for char in NO_BREAK_SPACES)

    @cached_property
    def url(self) -> bool:
        """True when a web address stands in it."""
        possible = "/" in self.text or "www." in self.text.lower()
        return possible and bool(_URL.search(self.text))

    @cached_property
    def prose(self) -> bool:
        """True for running text: a full sentence, or so many words that it can be no heading."""
        return (self.terminal and self.size >= 6) or self.size >= 28

    @cached_property
    def headline(self) -> bool:
        """True for what is shaped like a headline or a heading: some words, no final mark."""
        return not self.terminal and 3 <= self.size < 28

    @cached_property
    def label(self) -> bool:
        """True for a word or two without a final mark: a menu item, a button, a name."""
        return not self.terminal and self.size < 3


def find_blocks(text: str, lines: Lines, wording: Wording) -> tuple[Block, ...]:
    """The blocks of a text: each line that is not blank, or wrapped lines joined to paragraphs."""
    groups: list[list[Line]] = []
    wrapped = _hard_wrapped(lines)
    previous: Line | None = None
    for line in lines:
        if line.blank:
            previous = None
            continue
        if wrapped and previous is not None and _continues(previous, line):
            groups[-1].append(line)
        else:
            groups.append([line])
        previous = line
    return tuple(_block(index, group, text, wording) for index, group in enumerate(groups))


def _block(index: int, group: list[Line], text: str, wording: Wording) -> Block:
    first, last = group[0], group[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    end = last.start + len(last.text.rstrip())
    return Block(index, first.index, last.index, start, end, text[start:end], wording)


def _hard_wrapped(lines: Lines) -> bool:
    """True when lines break at a column, not at paragraphs: most breaks fall inside a sentence."""
    full = [line for line in lines if 45 <= len(line.text) <= 100]
    long = sum(len(line.text) > 110 for line in lines)
    if len(full) < 4 or long * 8 > len(full):
        return False
    pairs = [
        (line, lines[line.index + 1])
        for line in full
        if line.index + 1 < len(lines) and not lines[line.index + 1].blank
    ]
    return (
        len(pairs) * 2 >= len(full)
        and sum(
            _continues(line, following) and following.text.lstrip()[:1].islower()
            for line, following in pairs
        )
        * 5
        >= len(pairs) * 2
    )


def _continues(line: Line, following: Line) -> bool:
    return len(line.text) >= 45 and not following.text.startswith((" ", "\t", "*", "-", "•"))
