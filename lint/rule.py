"""Rules: what one looks like, what it is given, and the examples that document and test it."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from newslint.document import Document
from newslint.finding import Edit, Evidence, Finding, Fix, Safety, Severity

if TYPE_CHECKING:
    from newslint.settings import Settings

T = TypeVar("T")
OPEN, CLOSE = "⟦", "⟧"


class Bad(NamedTuple):
    """A text with a flaw between ⟦ and ⟧, and the text after the rule's own fix.

    `cleaned` is what all applicable fixes of the rule (safe and unsafe) make of it; None when the
    rule offers no fix, or only a suggestion.
    """

    marked: str
    cleaned: str | None = None
    language: str = "en"

    @property
    def text(self) -> str:
        """The text without the marks."""
        return self.marked.replace(OPEN, "").replace(CLOSE, "")

    @property
    def spans(self) -> list[tuple[int, int]]:
        """(start, end) of every marked flaw in `text`."""
        spans, offset, start = [], 0, 0
        for char in self.marked:
            if char == OPEN:
                start = offset
            elif char == CLOSE:
                spans.append((start, offset))
            else:
                offset += 1
        return spans


class Good(NamedTuple):
    """A near miss: a text that looks like the flaw and is none, and why."""

    text: str
    why: str
    language: str = "en"


class Context(NamedTuple):
    """What a rule is given: one document, the settings, and a memory for shared analyses."""

    document: Document
    settings: Settings

    def once(self, analysis: Callable[[Context], T]) -> T:
        """The result of `analysis(self)`, computed at most once for this document.

        >>> from newslint.settings import Settings
        >>> ctx = Context(Document("one\\ntwo"), Settings())
        >>> ctx.once(lambda ctx: len(ctx.document.lines))
        2
        """
        cache = self.document._cache
        if analysis not in cache:
            cache[analysis] = analysis(self)
        result: T = cache[analysis]
        return result


class Rule(ABC):
    """Base of all rules. The docstring is the rule's documentation (Markdown).

    Its first line says what the rule finds; then come `## What it does`, `## Why it matters` and
    `## Fix` (what the fix does and when it is unsafe; or why there is none).
    """

    code: ClassVar[str]
    name: ClassVar[str]
    family: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    model: ClassVar[bool] = False
    """True when the rule needs a trained model; `--no-model` leaves it out."""
    default: ClassVar[bool] = True
    """False for a rule that runs only when it is selected."""
    service: ClassVar[bool] = False
    """True for a rule that needs a server: `ALL` does not select it."""
    gives_way: ClassVar[frozenset[str]] = frozenset()
    """Families and codes: where another such rule has a finding, those of this rule are dropped."""
    says_all: ClassVar[bool] = False
    """True for a rule beside whose finding no other rule has one in the document."""
    example_settings: ClassVar[Mapping[str, Any]] = {}
    """Settings that the examples need, by field."""
    bad: ClassVar[tuple[Bad, ...]] = ()
    good: ClassVar[tuple[Good, ...]] = ()
    known_misses: ClassVar[tuple[Bad, ...]] = ()

    def prepare(self, settings: Settings) -> Settings:
        """Get ready for a run, once, in the process that starts the others; the settings to use.

        Raises NewslintError when the rule cannot run.
        """
        return settings

    @abstractmethod
    def check(self, ctx: Context) -> Iterable[Finding]:
        """Yield the findings of one document, in any order."""

    @classmethod
    def documentation(cls) -> str:
        """The docstring, unindented."""
        return inspect.cleandoc(cls.__doc__ or "")

    @classmethod
    def summary(cls) -> str:
        """The first line of the documentation."""
        return cls.documentation().partition("\n")[0]

    @classmethod
    def fixable(cls) -> bool:
        """True when an example shows the rule repairing something."""
        return any(example.cleaned is not None for example in cls.bad)

    def finding(
        self,
        start: int,
        end: int,
        message: str,
        *,
        evidence: Iterable[tuple[str, str]] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
        confidence: float | None = None,
    ) -> Finding:
        """A finding of this rule at `text[start:end]`."""
        return Finding(
            code=self.code,
            name=self.name,
            family=self.family,
            severity=self.severity if severity is None else severity,
            start=start,
            end=end,
            message=message,
            evidence=tuple(Evidence(kind, text) for kind, text in evidence),
            confidence=confidence,
            fix=fix,
        )


def delete(start: int, end: int, safety: Safety, title: str = "Delete it") -> Fix:
    """A fix that deletes `text[start:end]` and nothing around it."""
    return Fix(safety, title, (Edit(start, end),))


def replace(start: int, end: int, text: str, safety: Safety, title: str | None = None) -> Fix:
    """A fix that puts `text` in the place of `text[start:end]`."""
    return Fix(safety, title or f"Replace by “{text}”", (Edit(start, end, text),))


def delete_lines(
    document: Document, first: int, last: int, safety: Safety, title: str = "Delete the line"
) -> Fix:
    """A fix that deletes whole lines `first` to `last` (indexes, both included).

    Lines between two blank lines take one of them along; the last lines of a text take the blank
    lines before them.
    """
    return Fix(safety, title, (line_deletion(document, first, last),))


def line_deletion(document: Document, first: int, last: int) -> Edit:
    """The edit of `delete_lines`."""
    lines = document.lines
    start, end = lines[first].start, lines[last].next
    blank_before = first == 0 or lines[first - 1].blank
    if all(lines[index].blank for index in range(last + 1, len(lines))):
        while first > 0 and lines[first - 1].blank:
            first -= 1
        return Edit(lines[first].start, len(document.text))
    if blank_before and lines[last + 1].blank:
        end = lines[last + 1].next
    return Edit(start, end)
