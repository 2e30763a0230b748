"""How well findings and fixes take residue lines off real pages, and what they take along.

Reads documents whose lines are labelled: `content`, `noise`, `meta` (title, byline, date, caption),
`amb` (not to be told) and `dup` (a repeated line, of which either copy may go). `amb` and `dup`
lines count neither way. Three readings of the same run:

* `all`: a line counts as reported when findings cover at least half of its characters that are no
  blanks; findings of the family metadata are left aside;
* `fix`: safe and unsafe fixes were applied; a line counts when at least half of it went;
* `safe`: the same with safe fixes alone.

A document is better or worse when the F1 of its words (a multiset) against those of its content
and meta lines rises or falls. What a fix repairs, say a damaged apostrophe, counts as kept, and
invisible characters part no words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newslint.corpus.evaluation import Place, as_document, clean_both, f1, ratio
from newslint.corpus.labels import demand_text
from newslint.corpus.survival import deleted
from newslint.engine import check
from newslint.errors import InputError, did_you_mean
from newslint.finding import Finding
from newslint.rule import Rule
from newslint.settings import Settings

READINGS = ("all", "fix", "safe")
LABELS = ("content", "noise", "meta", "amb", "dup")
COUNTED = frozenset({"content", "noise", "meta"})
SHORT_LINE = 12
"""Content lines of fewer words are also counted apart: they are the ones at risk."""
GROUPS = ("lang", "source", "kind")
_WORD = re.compile(r"\w+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and blanks without width."""


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One line: its text, its label, and what kind of noise or meta it is."""

    text: str
    label: str
    kind: str = "other"


@dataclass(frozen=True)
class LinesDocument:
    """A document whose text is its lines joined by a newline."""

    id: str
    lang: str
    source: str
    lines: tuple[LabelledLine, ...]

    @property
    def text(self) -> str:
        """The document as rules are given it."""
        return "\n".join(line.text for line in self.lines)


@dataclass
class Tally:
    """Counts of one reading over some lines and documents."""

    noise: int = 0
    noise_hit: int = 0
    content: int = 0
    content_hit: int = 0
    short: int = 0
    short_hit: int = 0
    meta: int = 0
    meta_hit: int = 0
    documents: int = 0
    better: int = 0
    worse: int = 0
    before: float = 0.0
    after: float = 0.0

    def add(self, other: Tally) -> None:
        """Add the counts of `other`."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def figures(self) -> dict[str, float | int | None]:
        """What the counts come to; None for a share of nothing.

        `f1` is against content lines, `f1_meta` with meta lines counted as content; `*_deleted` are
        shares of lines; `token_f1` is the mean over documents.
        """
        recall = ratio(self.noise_hit, self.noise)
        precision = ratio(self.noise_hit, self.noise_hit + self.content_hit)
        with_meta = ratio(self.noise_hit, self.noise_hit + self.content_hit + self.meta_hit)
        return {
            "precision": precision,
            "recall": recall,
            "f1": f1(precision, recall),
            "f1_meta": f1(with_meta, recall),
            "content_deleted": ratio(self.content_hit, self.content),
            "short_content_deleted": ratio(self.short_hit, self.short),
            "meta_deleted": ratio(self.meta_hit, self.meta),
            "better": ratio(self.better, self.documents),
            "worse": ratio(self.worse, self.documents),
            "token_f1_before": ratio(self.before, self.documents),
            "token_f1": ratio(self.after, self.documents),
            "noise_lines": self.noise,
            "content_lines": self.content,
            "documents": self.documents,
        }


@dataclass
class LinesOutcome:
    """Tallies by (reading, group, name), and the lines that a person should look at.

    The group "" with the name "" holds everything. In the group "kind" only noise counts.
    """

    tallies: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)

    def add(self, other: LinesOutcome) -> None:
        """Add the counts and places of `other`."""
        for key, tally in other.tallies.items():
            self.tallies.setdefault(key, Tally()).add(tally)
        self.places += other.places


def lines_document(record: Mapping[str, Any]) -> LinesDocument:
    """The document of one record `{id, lang, source, lines: [{text, label, kind?}]}`.

    Raises InputError when a field is missing or of the wrong type, a label is unknown, or a line's
    text holds a line end.
    """
    name = str(record.get("id", "?"))
    if not isinstance(record["lines"], list):
        raise InputError(f'{name}: "lines" must be a list')
    lines = tuple(_line(raw, f"{name}: line {n}") for n, raw in enumerate(record["lines"], 1))
    for number, line in enumerate(lines, 1):
        if "\n" in line.text or "\r" in line.text:
            raise InputError(f"{name}: line {number} holds a line end")
    return LinesDocument(name, str(record.get("lang")), str(record.get("source")), lines)


def _line(raw: object, where: str) -> LabelledLine:
    if not isinstance(raw, Mapping):
        raise InputError(f"{where}: must be an object, not {raw!r}")
    text, label, kind = demand_text(raw.get("text"), where), raw.get("label"), raw.get("kind")
    if label not in LABELS:
        hint = did_you_mean(str(label), LABELS)
        raise InputError(f"{where}: {label!r} is no label{hint}; use {', '.join(LABELS)}")
    if not isinstance(kind, (str, type(None))):
        raise InputError(f'{where}: "kind" must be a string, not {kind!r}')
    return LabelledLine(text, label, kind or "other")


def evaluate_lines(
    labelled: LinesDocument, rules: Sequence[Rule], settings: Settings
) -> LinesOutcome:
    """Check and clean one document of labelled lines and count.

    Raises UnstableError when its fixes do not settle.
    """
    document = as_document(labelled.id, labelled.text, settings)
    findings = check(document, rules, settings)
    safe, unsafe = clean_both(document, findings, rules, settings)
    reported = [finding for finding in findings if finding.family != "metadata"]
    gone = {
        "all": _covered(len(document.text), reported),
        "fix": bytes(deleted(unsafe)),
        "safe": bytes(deleted(safe)),
    }
    outcome = LinesOutcome()
    for reading in READINGS:
        hits = _hits(labelled, gone[reading])
        _count(outcome, reading, labelled, hits, gone[reading])
        outcome.places += _places(reading, labelled, hits, findings)
    return outcome


def figures(outcome: LinesOutcome) -> dict[str, Any]:
    """All figures, as `newslint eval --json` prints them under "lines": by reading, by group."""
    result: dict[str, Any] = {}
    for reading in READINGS:
        total = outcome.tallies.get((reading, "", ""), Tally()).figures()
        groups: dict[str, dict[str, Any]] = {group: {} for group in GROUPS}
        for (of, group, name), tally in sorted(outcome.tallies.items()):
            if of == reading and group:
                numbers = tally.figures()
                if group == "kind":
                    numbers = {key: numbers[key] for key in ("recall", "noise_lines")}
                groups[group][name] = numbers
        result[reading] = {**total, **groups}
    return result


def _covered(length: int, findings: Iterable[Finding]) -> bytes:
    flags = bytearray(length)
    for finding in findings:
        flags[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    return bytes(flags)


def _hits(labelled: LinesDocument, gone: bytes) -> list[bool]:
    """For each line, whether at least half of its characters that are no blanks are gone."""
    hits, offset = [], 0
    for line in labelled.lines:
        flags = [gone[offset + index] for index, char in enumerate(line.text) if not char.isspace()]
        hits.append(bool(flags) and sum(flags) * 2 >= len(flags))
        offset += len(line.text) + 1
    return hits


def _count(
    outcome: LinesOutcome, reading: str, labelled: LinesDocument, hits: Sequence[bool], gone: bytes
) -> None:
    total = Tally(documents=1)
    for line, hit in zip(labelled.lines, hits, strict=True):
        if line.label == "noise":
            total.noise += 1
            total.noise_hit += hit
            kind = outcome.tallies.setdefault((reading, "kind", line.kind), Tally())
            kind.noise += 1
            kind.noise_hit += hit
        elif line.label == "meta":
            total.meta += 1
            total.meta_hit += hit
        elif line.label == "content":
            short = len(line.text.split()) < SHORT_LINE
            total.content += 1
            total.content_hit += hit
            total.short += short
            total.short_hit += short and hit
    total.before, total.after = _token_f1(labelled, gone)
    total.better = int(total.after > total.before + 1e-9)
    total.worse = int(total.after < total.before - 1e-9)
    for group, name in (("", ""), ("lang", labelled.lang), ("source", labelled.source)):
        outcome.tallies.setdefault((reading, group, name), Tally()).add(total)


def _token_f1(labelled: LinesDocument, gone: bytes) -> tuple[float, float]:
    """Word F1 against content and meta, of the whole text and of what is left of it."""
    gold: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    left: Counter[str] = Counter()
    offset = 0
    for line in labelled.lines:
        start, offset = offset, offset + len(line.text) + 1
        if line.label not in COUNTED:
            continue
        words = _words(line.text)
        whole.update(words)
        if line.label != "noise":
            gold.update(words)
        flags = gone[start : start + len(line.text)]
        if any(flags):
            kept = "".join(char for char, flag in zip(line.text, flags, strict=True) if not flag)
            words = _words(kept)
        left.update(words)
    return _overlap_f1(whole, gold), _overlap_f1(left, gold)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_INVISIBLE))


def _overlap_f1(found: Counter[str], gold: Counter[str]) -> float:
    total = found.total() + gold.total()
    return 2 * (found & gold).total() / total if total else 1.0


def _places(
    reading: str, labelled: LinesDocument, hits: Sequence[bool], findings: Sequence[Finding]
) -> Iterable[Place]:
    """Noise that was missed, and content or meta that was hit (with the codes that did it)."""
    offset = 0
    for number, (line, hit) in enumerate(zip(labelled.lines, hits, strict=True), 1):
        start, offset = offset, offset + len(line.text) + 1
        if hit == (line.label == "noise") or line.label not in COUNTED:
            continue
        what = f"{reading} missed {line.kind}"
        if hit:
            codes = sorted(
                {f.code for f in findings if f.start < start + len(line.text) and f.end > start}
            )
            what = f"{reading} wrong {line.label} {' '.join(codes)}"
        yield Place(labelled.id, number, what, line.text[:200])
