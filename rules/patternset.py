"""Which of the many patterns of a pack stand in a line, by RE2: none can hang.

A `Gate` of RE2 sets answers for all patterns at once, and is worth its price where many texts are
read. Who reads one text pays more for building it than for all else: what each pattern needs
(words, a sign) is looked for in the text first, and it is built of those few that may match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

from newslint.errors import PackError
from newslint.patterns import lazy
from newslint.wording import exchanged

_PLAIN = (*((char, " ") for char in "\u00a0\u202f\u2007\u2009"), ("’", "'"), ("‘", "'"))
"""What patterns need not care about: no-break spaces and curly apostrophes, one for one."""
_ORNAMENTS = r"[\s\x{a0}.,:;!?…|/>*#=~_•·▪■●►▶→»›–—-]*"
"""What may surround a pattern at the edge of its line: bullets and marks, never a quotation."""
_BOUNDS = lazy(r"(\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\])|\{\d+,\d+\}")
"""The bounds of a repeat in a pattern; or, as group 1, an escape or a class, which hold none."""
_BY_LINE = "(?m)"
"""What makes the anchors of a pattern hold at every line."""
_OTHER_ANCHORS = lazy(r"\\[Az]|\(\?[a-zA-Z]*-[a-zA-Z]*m")
"""What stands for the edges of a text alone in RE2."""
_FEW = 4
"""So many texts are read by the patterns that may match in them, before a set of all is built."""


class Pattern(NamedTuple):
    """A pattern with its anchors and, where that is known, what a text must hold for it.

    `needs` are alternatives, case folded: of each list one string at least stands in every text
    in which the pattern matches. Without any the pattern may match anywhere.
    """

    source: str
    needs: Sequence[Sequence[str]] = ()

    def possible(self, text: str) -> bool:
        """False for a text, case folded and plain, in which it cannot match."""
        return all(any(word in text for word in words) for words in self.needs)


class PatternSet:
    """Some patterns, compiled when a text first needs them."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._programs: dict[int, Any] = {}
        self._gate = Gate({})
        self._texts = 0
        self._lock = Lock()

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self._patterns)

    def expect(self, text: str) -> None:
        """Make ready for the lines of `text` and for parts of them.

        What was expected before stays ready: other threads may be reading it.
        """
        if self._texts > _FEW:
            return
        with self._lock:
            self._texts += 1
            folded = plain(text).casefold()
            wanted = {
                number: pattern.source
                for number, pattern in enumerate(self._patterns)
                if number in self._gate or self._texts > _FEW or pattern.possible(folded)
            }
            if len(wanted) > len(self._gate):
                self._gate = Gate(wanted)

    def found(self, line: str) -> Iterator[tuple[int, Any]]:
        """The patterns that match in a line: their numbers, and RE2's match.

        The line must be one of a text that was expected; if none was, any will do.
        """
        if not self._texts:
            self._texts = _FEW
            self.expect(line)
        text = plain(line)
        for number in self._gate.may_match(text):
            match = self._program(number).search(text)
            if match is not None:
                yield number, match

    def _program(self, number: int) -> Any:
        if number not in self._programs:
            import re2

            self._programs[number] = re2.compile(self._patterns[number].source, _options())
        return self._programs[number]


class Gate:
    """Tells which of some numbered patterns may occur in a text, by RE2 sets.

    Those that are tied to the start of a line and the others are sets of their own: in one set the
    states of RE2's automaton multiply until they no longer fit in its memory, and it builds them
    anew for every text. Raises PackError when the patterns are too large all together.
    """

    def __init__(self, patterns: Mapping[int, str]) -> None:
        tied: list[int] = []
        free: list[int] = []
        for number, pattern in patterns.items():
            starts = pattern.removeprefix(_BY_LINE).startswith("^")
            (tied if starts else free).append(number)
        self._patterns = patterns
        self._sets = [
            (_set(patterns[number] for number in numbers), numbers)
            for numbers in (tied, free)
            if numbers
        ]

    def __len__(self) -> int:
        return len(self._patterns)

    def __contains__(self, number: int) -> bool:
        return number in self._patterns

    def may_match(self, text: str) -> list[int]:
        """The numbers of the patterns that may occur in a plain text; match them again."""
        return [numbers[at] for known, numbers in self._sets for at in known.Match(text) or ()]


def _set(patterns: Iterable[str]) -> Any:
    """An RE2 set of patterns, which tells for some where they do not occur after all.

    Without the bounds of their repeats they compile and match in a quarter of the time.
    """
    import re2

    known = re2.Set.SearchSet(_options())
    for pattern in patterns:
        known.Add(_BOUNDS.sub(_unbounded, pattern))
    try:
        known.Compile()
    except re2.error as error:
        raise PackError(
            "patterns: too large for RE2 all together; shorten their repeats"
        ) from error
    return known


def trouble(pattern: str) -> str:
    """What RE2 says is wrong with a pattern; empty when nothing is."""
    import re2

    try:
        re2.compile(pattern, _options())
    except re2.error as error:
        (reason,) = error.args
        text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        # Where it is at a loss it repeats the whole.
        return text.removesuffix(f": {pattern}") or "it is not understood"
    return ""


def anchored(pattern: str, where: str) -> str:
    """`pattern` where it may stand in a line: see `newslint.rules.packfile.WHERE`."""
    head = f"^{_ORNAMENTS}" if where in ("line", "start", "label") else ""
    tail = f"{_ORNAMENTS}$" if where in ("line", "end") else ""
    return f"{head}(?:{pattern}){tail}"


def by_line(pattern: str) -> str:
    """`pattern` with anchors that hold at every line; what matches anywhere, if it has others."""
    return "" if _OTHER_ANCHORS.search(pattern) else f"{_BY_LINE}{pattern}"


def plain(text: str) -> str:
    """`text` as patterns see it: plain blanks and apostrophes."""
    return text if text.isascii() else exchanged(text, _PLAIN)


def _unbounded(match: re.Match[str]) -> str:
    return match[1] or "*"


def _options() -> Any:
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options
