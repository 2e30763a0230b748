"""What LanguageTool reports, made findings of ours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace as changed
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from newslint.errors import ServiceError
from newslint.finding import FAMILIES, Edit, Finding, Fix, Safety, Severity
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule

if TYPE_CHECKING:
    from newslint.blocks import Block
    from newslint.rules.languagetool.client import Report
    from newslint.settings import Settings

SERIOUS = "GRAMMAR"
"""The category of LanguageTool whose reports are warnings; others' are information."""
_GAP = "\n\n"
_PARAGRAPHS = frozenset(
    [
        *("PUNCTUATION_PARAGRAPH_END", "PUNCTUATION_PARAGRAPH_END2", "TOO_LONG_PARAGRAPH"),
        *("PARAGRAPH_REPEAT_BEGINNING_RULE", "WHITESPACE_PARAGRAPH", "WHITESPACE_PARAGRAPH_BEGIN"),
    ]
)
"""Rules about where paragraphs end: newslint's blocks know better."""
_WORD = lazy(r"[^\W_]+(?:[’'-][^\W_]+)*")
_INSIDE = lazy(r"(?<=[^\W_,;:][ \u00a0])[^\W\d_]+(?:[’'-][^\W_]+)*|(?<=[,;:] )[^\W\d_]+")
"""Words that do not open a sentence."""
_QUOTES = lazy('[“”„«»"]')
_MENDED = lazy(r"\[[^\W\d_]")
"""An editor's bracket in the middle of a word ("preserve[d]")."""
_JOINTS = lazy(r"[\s\u00a0‐‑–-]+")
_MANY = 3
"""So many replacements are named at most."""


class Grammar(Rule):
    """What LanguageTool calls a mistake of grammar.

    ## What it does
    Sends the paragraphs of the text, without headlines and labels, to a LanguageTool server and
    reports what its rules of the category GRAMMAR find; `grammar-categories` names others.
    Spelling stays out, and so do hyphens, capitals and the ends of paragraphs. A report gives way
    to any other finding at the same place. House words, and names that the document writes with a
    capital, are never to be changed. Off by default: `--grammar` or `grammar = true` switches it
    on, and LanguageTool has to be there (see docs/languagetool.md).

    ## Why it matters
    A verb that does not agree with its subject, a doubled comparative: such slips of translation,
    rewriting and haste are what readers notice, and what newslint's own rules do not look for.

    ## Fix
    Puts LanguageTool's only replacement in place. Unsafe: it may not be what the author meant. With
    several replacements, or inside a quotation, it is suggested only.
    """

    code = "GRM001"
    name = "grammar"
    family = "grammar"
    severity = Severity.WARNING
    default = False
    service = True
    gives_way = frozenset(FAMILIES) - {"document"}
    bad = (
        Bad(
            "She did not ⟦knew⟧ about the plan for the harbour.",
            "She did not know about the plan for the harbour.",
        ),
        Bad("They ⟦was⟧ late for the opening of the bridge."),
        Bad('"I ⟦has⟧ seen the fire," the clerk told the court on Monday.'),
    )
    good = (
        Good("She did not know that they were late for the opening.", "all agrees"),
        Good("Clerk did not knew of fire, court told", "headlines leave words out"),
        Good('The finds will "only be preserve[d] here", said the envoy.', "mended in brackets"),
        Good("The open air theatre plays in the south pole tent.", "hyphens, capitals: spelling"),
    )

    def prepare(self, settings: Settings) -> Settings:
        """`settings` with the URL of a server that answers; starts newslint's own when none is set.

        Raises ServiceError when there can be none.
        """
        return changed(settings, languagetool_url=address(settings))

    def check(self, ctx: Context) -> Iterable[Finding]:
        from newslint.rules.languagetool.client import client

        settings = ctx.settings
        sentences = (block for block in ctx.document.blocks if block.terminal or block.prose)
        pieces = _Pieces(sentences)
        if not pieces.text:
            return
        server = client(
            settings.languagetool_url or address(settings), settings.languagetool_timeout
        )
        try:
            reports = server.check(pieces.text, ctx.document.language, settings.grammar_categories)
        except ServiceError as error:
            raise ServiceError(f"{ctx.document.id}: {error}") from error
        names = ctx.once(_names)
        for report in reports:
            place = pieces.place(report)
            if place is None or _MENDED.match(ctx.document.text, place.end):
                continue
            if report.rule in _PARAGRAPHS or _spelling(report, place):
                continue
            finding = self._finding(report, place, names, settings.house_words)
            if finding is not None:
                yield finding

    def _finding(
        self, report: Report, place: _Place, names: frozenset[str], house_words: frozenset[str]
    ) -> Finding | None:
        """The finding of a report; None when only changing a name could answer it."""
        kept = {
            word
            for word in _WORD.findall(place.text)
            if word in names or word.casefold() in house_words
        }
        kept.update(word for word in house_words if " " in word and word in place.text.casefold())
        fitting = [each for each in report.replacements if _keeps(each, kept)]
        if kept and not fitting:
            return None
        return self.finding(
            place.start,
            place.end,
            report.message,
            evidence=[("rule", f"{report.rule} ({report.category})")],
            fix=_fix(place, fitting),
            severity=Severity.WARNING if report.category == SERIOUS else Severity.INFO,
        )


def address(settings: Settings) -> str:
    """The URL of the server that these settings ask for; raises ServiceError."""
    from newslint.rules.languagetool import installation, server

    if settings.languagetool_url is None:
        return server.shared(settings.languagetool_directory, settings.languagetool_timeout)
    if not installation.package():
        raise ServiceError(f"grammar needs {installation.PACKAGE}")
    from newslint.rules.languagetool.client import client

    client(settings.languagetool_url, settings.languagetool_timeout).probe()
    return settings.languagetool_url


class _Place(NamedTuple):
    """What a report is about: `text` at `start` to `end` of the document."""

    start: int
    end: int
    text: str
    before: str
    """The text of its block up to it."""

    @property
    def quoted(self) -> bool:
        """Whether a quotation mark is open before it, or stands in it."""
        return len(_QUOTES.findall(self.before)) % 2 == 1 or bool(_QUOTES.search(self.text))


class _Pieces:
    """The blocks of a text one below the other, as paragraphs, and the way back."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = tuple(blocks)
        self.text = _GAP.join(block.text for block in self._blocks)
        lengths = (len(block.text) + len(_GAP) for block in self._blocks)
        self._starts = [0, *accumulate(lengths)]

    def place(self, report: Report) -> _Place | None:
        """Where a report's span is in the document; None when it is empty or in no one block."""
        index = bisect_right(self._starts, report.start) - 1
        if not 0 <= index < len(self._blocks):
            return None
        block = self._blocks[index]
        start, end = (offset - self._starts[index] for offset in (report.start, report.end))
        if not start < end <= len(block.text):
            return None
        return _Place(
            block.start + start, block.start + end, block.text[start:end], block.text[:start]
        )


def _names(ctx: Context) -> frozenset[str]:
    """Words that the document writes with a capital inside a sentence."""
    return frozenset(
        word
        for block in ctx.document.blocks
        if block.prose and block.title_share < 0.7
        for word in _INSIDE.findall(block.text)
        if word[0].isupper()
    )


def _spelling(report: Report, place: _Place) -> bool:
    """Whether all that it asks for is a hyphen, a blank or a capital.

    A capital after a full stop would even hide that words were lost there.
    """
    return {_joined(each) for each in report.replacements} == {_joined(place.text)}


def _joined(text: str) -> str:
    return _JOINTS.sub("", text).casefold()


def _keeps(replacement: str, kept: Iterable[str]) -> bool:
    """Whether all words (and house words of several words, case folded) are left as they are."""
    words = set(_WORD.findall(replacement))
    return all(each in words or (" " in each and each in replacement.casefold()) for each in kept)


def _fix(place: _Place, replacements: list[str]) -> Fix | None:
    """The first replacement, applicable only where it is the only one, outside quotations."""
    fitting = [
        each
        for each in replacements
        # The other way round it stands for an emoji: see `client.plain`.
        if each != place.text and ("\u263a" not in each or "\u263a" in place.text)
    ]
    if not fitting:
        return None
    first = fitting[0]
    sure = len(fitting) == 1 and not place.quoted
    title = f"Replace by {_either(fitting[:_MANY])}" if first else "Delete it"
    safety = Safety.UNSAFE if sure else Safety.SUGGEST
    return Fix(safety, title, (Edit(place.start, place.end, first),))


def _either(words: list[str]) -> str:
    *others, last = (f"“{word}”" for word in words)
    return f"{', '.join(others)} or {last}" if others else last


RULES: tuple[type[Rule], ...] = (Grammar,)
