"""What a rule says: a finding, its evidence, and the fix it offers.

All offsets are code points of the document's original text, end exclusive.
"""

from __future__ import annotations

import enum
from typing import NamedTuple

try:
    # Where hashlib has it from, which also loads OpenSSL: some milliseconds of every start.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


class Severity(enum.IntEnum):
    """How much a finding matters; ordered, so that a fail level is a comparison."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        return self.name.lower()


class Safety(enum.IntEnum):
    """What may be done with a fix.

    SAFE removes or repairs only what is not reporting. UNSAFE is probably right and may lose
    reporting. SUGGEST is shown and never applied: what was meant cannot be known.
    """

    SUGGEST = 0
    UNSAFE = 1
    SAFE = 2

    @property
    def label(self) -> str:
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
    """Replace `text[start:end]` by `text`; an insertion has start == end."""

    start: int
    end: int
    text: str = ""


class Fix(NamedTuple):
    """Edits that belong together, and how far they can be trusted."""

    safety: Safety
    title: str
    edits: tuple[Edit, ...]


class Evidence(NamedTuple):
    """One reason for a finding: its kind (phrase, shape, position, ...) and the words."""

    kind: str
    text: str


class Finding(NamedTuple):
    """One flaw at one place: `text[start:end]`, why it is one, and what can be done."""

    code: str
    name: str
    family: str
    severity: Severity
    start: int
    end: int
    message: str
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None
    fix: Fix | None = None
    fingerprint: str = ""

    @property
    def order(self) -> tuple[int, int, str]:
        """The key that findings are listed by: place first, the longer span first, then code."""
        return self.start, -self.end, self.code


def fingerprint(code: str, document_id: str, span: str, occurrence: int) -> str:
    """A name for a finding that survives moved lines and reworded messages: 16 hex digits.

    Hashes the rule's code, the document's id, the text of the span and how many equal spans of that
    code come before it (0-based); nothing else.
    """
    key = "\x1f".join((code, document_id, span, str(occurrence)))
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
