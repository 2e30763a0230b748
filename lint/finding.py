"""What a rule says: a finding, its evidence, and the fix it offers.

All offsets are code points of the document's original text, end exclusive.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from newslint.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from newslint.document import Document

try:
    # Where hashlib has it from, which also loads OpenSSL: some milliseconds of every start.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


class Severity(enum.IntEnum):
    """How much a finding matters; ordered, so that a fail level is a comparison.

    Since 0.1.0.
    """

    INFO = 0
    """To know of: a byline, a timestamp. Fails no run unless asked to."""
    WARNING = 1
    """A flaw."""
    ERROR = 2
    """A flaw that makes the text useless or wrong."""

    @property
    def label(self) -> str:
        """The name in small letters, as configuration and reports have it."""
        return self.name.lower()


def severity_of(level: object) -> Severity:
    """The severity that is given as such or by its label. Raises ConfigError on what is neither."""
    if isinstance(level, Severity):
        return level
    known = {severity.label: severity for severity in Severity}
    severity = known.get(level.lower()) if isinstance(level, str) else None
    if severity is None:
        raise ConfigError(
            f'"{level}" is no severity{did_you_mean(str(level), known)}; use {", ".join(known)}'
        )
    return severity


class Safety(enum.IntEnum):
    """What may be done with a fix.

    Ordered by how far the fix can be trusted.

    Since 0.1.0.
    """

    SUGGEST = 0
    """Shown and never applied: what was meant cannot be known."""
    UNSAFE = 1
    """Probably right, and may lose reporting."""
    SAFE = 2
    """Removes or repairs only what is not reporting."""

    @property
    def label(self) -> str:
        """The name in small letters, as reports have it."""
        return self.name.lower()


FAMILIES = {
    "title": "repeated or near-repeated titles",
    "residue": "lines and spans that are not the article",
    "metadata": "bylines, timestamps, captions: kept, reported for information",
    "truncation": "an end that was cut",
    "garble": "broken syntax",
    "punctuation": "quotes, brackets, apostrophes, capitals, glued words",
    "repetition": "repeated sentences and paragraphs",
    "encoding": "mojibake and characters that are no text",
    "markup": "tags, scripts, entities, links left over",
    "whitespace": "blanks and the paragraph convention",
    "document": "the text as a whole",
    "grammar": "what LanguageTool reports",
    "corpus": "what only many documents show",
}
"""Every family a finding may belong to, with what it holds."""


class Edit(NamedTuple):
    """Replace a part of a document's text; an insertion has start == end.

    Since 0.1.0.
    """

    start: int
    """Where the part begins: an offset in code points."""
    end: int
    """Where it ends, exclusive."""
    text: str = ""
    """What stands there afterwards; empty for a deletion."""


class Fix(NamedTuple):
    """Edits that belong together, and how far they can be trusted.

    Since 0.1.0.
    """

    safety: Safety
    """Whether it is made, and when."""
    title: str
    """What it does, in a few words: "Delete the line"."""
    edits: tuple[Edit, ...]
    """All are made, or none."""


class Evidence(NamedTuple):
    """One reason for a finding.

    Since 0.1.0.
    """

    kind: str
    """What kind of reason: `phrase`, `shape`, `position`, ..."""
    text: str
    """The reason in words."""


class Finding(NamedTuple):
    """One flaw at one place, why it is one, and what can be done.

    Since 0.1.0.
    """

    code: str
    """The rule's code: "RES001"."""
    name: str
    """The rule's name: "promo-link"."""
    family: str
    """The rule's family: "residue"."""
    severity: Severity
    """How much it matters, under the settings of the run."""
    start: int
    """Where the flaw begins in the original text: an offset in code points."""
    end: int
    """Where it ends, exclusive."""
    message: str
    """What is wrong, in a sentence; its words may change with any version."""
    evidence: tuple[Evidence, ...] = ()
    """The reasons."""
    confidence: float | None = None
    """What a model thinks, from 0 to 1; None where none was asked."""
    fix: Fix | None = None
    """What can be done; None where nothing can."""
    fingerprint: str = ""
    """A name that stays when lines move and messages are reworded: 16 hex digits."""

    @property
    def order(self) -> tuple[int, int, str]:
        """The key that findings are listed by: place first, the longer span first, then code."""
        return self.start, -self.end, self.code


def named(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` in the order of their places, each with its fingerprint."""
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for finding in sorted(findings, key=lambda finding: finding.order):
        span = document.text[finding.start : finding.end]
        occurrence = seen[finding.code, span]
        seen[finding.code, span] += 1
        name = fingerprint(finding.code, document.id, span, occurrence)
        result.append(finding._replace(fingerprint=name))
    return tuple(result)


def fingerprint(code: str, document_id: str, span: str, occurrence: int) -> str:
    """A name for a finding that survives moved lines and reworded messages: 16 hex digits.

    Hashes the rule's code, the document's id, the text of the span and how many equal spans of that
    code come before it (0-based); nothing else.
    """
    key = "\x1f".join((code, document_id, span, str(occurrence)))
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
