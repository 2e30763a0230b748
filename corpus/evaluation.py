"""How well findings and fixes answer the labels of people: precision, recall, harm, work saved.

How a finding and a label are matched:

* A finding **answers** a label when its family (or code) is one that the label's kind maps to in
  `kinds.toml`, the two overlap, and at least a third of the finding's characters lie on labels that
  such findings may answer; a finding under 40 characters need only overlap. Of a repeated pair
  either copy may be found.
* **Recall** is the share of the certain labels that some finding answers.
* **Precision** is right / (right + wrong). Right is a finding that answers any label, certain or
  not. Neither right nor wrong (`aside`) are findings that answer nothing and lie on uncertain
  labels only; findings of truncation, white space or punctuation that reach the end of a text that
  the annotator cut; blanks of severity info (the labels name only some of them); and families that
  no kind of label maps to, such as `document`. Every other finding is wrong.
* The **headline** leaves out the kinds that only a reader of the meaning can find (`kinds.toml`,
  `[headline]`): their labels do not count, nor do findings that answer nothing else.
* **Repaired** = 1 - after / before, summed over documents: word edits (words inserted or deleted)
  between the text and its gold version, and between the cleaned text and its gold version. The
  gold version is the text with the labels' deletions and replacements made, uncertain ones too.
* A **false deletion** is a line whose characters all went though no label asks to delete any of it.
* A safe fix is **outside** when it removes or inserts anything but blanks outside every label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from newslint.corpus.labels import DELETING, Kinds, Label, LabelledDocument, load_kinds
from newslint.corpus.survival import Change, changes, survivors
from newslint.document import Document
from newslint.engine import check
from newslint.finding import Finding, Safety, Severity
from newslint.resolution import Cleaned, clean
from newslint.rule import Rule
from newslint.settings import Settings

SHORT = 40
"""A finding of fewer characters answers whatever label it overlaps."""
SHARE = 3
"""A longer finding must lie on labels with one in so many of its characters."""
TWIN = 75.0
"""Lines and sentences this similar (rapidfuzz ratio of their folded texts) are copies."""
TWIN_KINDS = frozenset({"duplicate-title", "duplicate-paragraph"})
AT_CUT = frozenset({"truncation", "whitespace", "punctuation"})
"""Families whose findings at the end of a text may be the annotator's cut, not a flaw."""

Span = tuple[int, int]


class Verdict(Enum):
    """What a finding turned out to be."""

    RIGHT = "right"
    WRONG = "wrong"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Report:
    """One finding, judged: `kinds` are those of the labels it answers, `on` those it overlaps."""

    document: str
    line: int
    code: str
    family: str
    text: str
    verdict: Verdict
    kinds: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One label, with the families and codes of the findings that answer it."""

    document: str
    line: int
    text: str
    kind: str
    certain: bool
    families: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What cleaning with one level of fixes did, in words and lines."""

    before: int = 0
    after: int = 0
    content_lines: int = 0
    false_deletions: int = 0

    def __add__(self, other: Effect) -> Effect:
        return Effect(
            self.before + other.before,
            self.after + other.after,
            self.content_lines + other.content_lines,
            self.false_deletions + other.false_deletions,
        )

    def figures(self) -> dict[str, float | int | None]:
        """The counts and what they come to."""
        return {
            "word_edits_before": self.before,
            "word_edits_after": self.after,
            "repaired": ratio(self.before - self.after, self.before),
            "content_lines": self.content_lines,
            "false_deletions": self.false_deletions,
            "false_deletions_per_10000": ratio(10_000 * self.false_deletions, self.content_lines),
        }


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a document that a person should look at, and why."""

    document: str
    line: int
    what: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """Everything that was seen on one document, or on many."""

    documents: int = 0
    reports: tuple[Report, ...] = ()
    answers: tuple[Answer, ...] = ()
    safe: Effect = Effect()
    unsafe: Effect = Effect()
    outside: tuple[Place, ...] = ()
    deleted: tuple[Place, ...] = ()


def evaluate(
    labelled: LabelledDocument,
    rules: Sequence[Rule],
    settings: Settings,
    kinds: Kinds | None = None,
) -> Outcome:
    """Check and clean one labelled document and judge the result.

    Raises UnstableError when its fixes do not settle.
    """
    kinds = kinds or load_kinds()
    document = as_document(labelled.id, labelled.text, settings)
    findings = check(document, rules, settings)
    judge = Judge(document, labelled, kinds)
    safe, unsafe = clean_both(document, findings, rules, settings)
    return Outcome(
        documents=1,
        reports=tuple(judge.report(finding) for finding in findings),
        answers=tuple(judge.answer(label, findings) for label in labelled.labels),
        safe=judge.effect(safe),
        unsafe=judge.effect(unsafe),
        outside=tuple(judge.outside(safe)),
        deleted=tuple(judge.falsely_deleted(unsafe)),
    )


def as_document(name: str, text: str, settings: Settings) -> Document:
    """The document that `newslint check` would see: only its text is known."""
    from newslint.language import detect

    language, detected = settings.language or detect(text), settings.language is None
    return Document(text, id=name, language=language, detected=detected)


def clean_both(
    document: Document, findings: Sequence[Finding], rules: Sequence[Rule], settings: Settings
) -> tuple[Cleaned, Cleaned]:
    """The document cleaned by safe fixes, and by safe and unsafe ones; `findings` are its own."""

    # Both cleanings often pass through the same text: it is checked once.
    known = {(document.text, document.language): findings}

    def again(current: Document) -> Sequence[Finding]:
        seen = (current.text, current.language)
        if seen not in known:
            known[seen] = check(current, rules, settings)
        return known[seen]

    return clean(document, again, Safety.SAFE), clean(document, again, Safety.UNSAFE)


@dataclass(frozen=True)
class Judge:
    """Knows one document and its labels, and says what findings and fixes are worth."""

    document: Document
    labelled: LabelledDocument
    kinds: Kinds
    spans: dict[Label, tuple[Span, ...]] = field(init=False)
    """Where a label may be answered: its own place and, of a repeated pair, the other copy's."""

    def __post_init__(self) -> None:
        spans = {
            label: ((label.start, label.end), *self._twins(label)) for label in self.labelled.labels
        }
        object.__setattr__(self, "spans", spans)

    def report(self, finding: Finding) -> Report:
        """The finding with its verdict."""
        answered = self._answered(finding)
        touched = [label for label in self.spans if _touches(self.spans[label], finding)]
        if answered:
            verdict = Verdict.RIGHT
        elif self._aside(finding, touched):
            verdict = Verdict.ASIDE
        else:
            verdict = Verdict.WRONG
        return Report(
            self.labelled.id,
            self._line(finding.start),
            finding.code,
            finding.family,
            _excerpt(self.document.text[finding.start : finding.end]),
            verdict,
            tuple(sorted({label.kind for label in answered})),
            tuple(sorted({label.kind for label in touched})),
            finding.message,
        )

    def answer(self, label: Label, findings: Iterable[Finding]) -> Answer:
        """The label with the findings that answer it."""
        found = [finding for finding in findings if label in self._answered(finding)]
        return Answer(
            self.labelled.id,
            self._line(label.start),
            _excerpt(self.document.text[label.start : label.end]),
            label.kind,
            label.certain,
            tuple(sorted({finding.family for finding in found})),
            tuple(sorted({finding.code for finding in found})),
        )

    def effect(self, cleaned: Cleaned) -> Effect:
        """Word edits saved and lines wrongly deleted by a cleaning."""
        gold = self.labelled.gold
        return Effect(
            word_edits(self.labelled.text, gold),
            word_edits(cleaned.text, gold),
            sum(1 for _ in self._content_lines()),
            sum(1 for _ in self.falsely_deleted(cleaned)),
        )

    def falsely_deleted(self, cleaned: Cleaned) -> Iterator[Place]:
        """The lines that went though no label asks for it."""
        if not cleaned.changed:
            return
        kept = survivors(cleaned)
        for start, end in self._content_lines():
            if not any(kept[start:end]):
                yield self._place(start, "deleted", self.document.text[start:end])

    def outside(self, cleaned: Cleaned) -> Iterator[Place]:
        """The edits that change anything but blanks outside every label."""
        text = self.document.text
        marked = bytearray(len(text) + 1)
        for start, end in (span for spans in self.spans.values() for span in spans):
            marked[start : end + 1] = b"\1" * (end + 1 - start)
        inside = bytearray(len(text) + 1)
        for start, end in (span for spans in self.spans.values() for span in spans):
            inside[start:end] = b"\1" * (end - start)
        for change in changes(cleaned):
            lost = [i for i in change.removed if not text[i].isspace() and not inside[i]]
            if lost:
                yield self._place(lost[0], "removed", "".join(text[i] for i in change.removed))
            elif change.inserted.strip() and not _anchored(change, marked):
                yield self._place(change.anchor, "inserted", change.inserted)

    def _answered(self, finding: Finding) -> list[Label]:
        able = [label for label in self.spans if self.kinds.answered_by(label.kind, finding)]
        touched = [label for label in able if _touches(self.spans[label], finding)]
        length = finding.end - finding.start
        if not touched or length < SHORT:
            return touched
        covered = bytearray(length)
        for start, end in (span for label in able for span in self.spans[label]):
            low, high = max(start, finding.start), min(end, finding.end)
            if low < high:
                covered[low - finding.start : high - finding.start] = b"\1" * (high - low)
        return touched if sum(covered) * SHARE >= length else []

    def _aside(self, finding: Finding, touched: Sequence[Label]) -> bool:
        if not any(finding.family in answers for answers in self.kinds.answers.values()):
            return True
        if touched and not any(label.certain for label in touched):
            return True
        if finding.family == "whitespace" and finding.severity == Severity.INFO:
            return not touched
        at_end = finding.end >= len(self.document.text.rstrip())
        return self.labelled.cut and at_end and finding.family in AT_CUT

    def _twins(self, label: Label) -> Iterator[Span]:
        """The other copies of what a label of a repeated pair marks."""
        if label.kind not in TWIN_KINDS:
            return
        from rapidfuzz import fuzz

        from newslint.wording import fold

        text = self.document.text
        copy = text[label.start : label.end]
        folded = fold(copy)
        blocks = [(block.start, block.end) for block in self.document.blocks]
        for start, end in {*blocks, *self.document.sentences}:
            if start < label.end and label.start < end:
                continue
            if fuzz.ratio(folded, fold(text[start:end]), score_cutoff=TWIN):
                yield start, end
        start = text.find(copy)
        while start >= 0:
            if start + len(copy) <= label.start or label.end <= start:
                yield start, start + len(copy)
            start = text.find(copy, start + 1)

    def _content_lines(self) -> Iterator[Span]:
        deleting = [
            span
            for label, spans in self.spans.items()
            if label.action in DELETING or label.kind in TWIN_KINDS
            for span in spans
        ]
        for line in self.document.lines:
            if line.blank or any(start < line.end and line.start < end for start, end in deleting):
                continue
            yield line.start, line.end

    def _line(self, offset: int) -> int:
        return self.document.lines.position(offset)[0]

    def _place(self, offset: int, what: str, text: str) -> Place:
        return Place(self.labelled.id, self._line(offset), what, _excerpt(text))


def word_edits(left: str, right: str) -> int:
    """How many words must be inserted or deleted to make one text of the other; blanks aside.

    >>> word_edits("He said said  so.", "He said so, again.")
    4
    """
    from rapidfuzz.distance import Indel

    return int(Indel.distance(left.split(), right.split()))


def _touches(spans: Iterable[Span], finding: Finding) -> bool:
    if finding.start == finding.end:
        return any(start <= finding.start <= end for start, end in spans)
    return any(start < finding.end and finding.start < end for start, end in spans)


def _anchored(change: Change, marked: bytearray) -> bool:
    return bool(marked[change.anchor]) or any(marked[offset] for offset in change.removed)


def _excerpt(text: str) -> str:
    """The text on one line, its middle left out when it is long."""
    flat = text.replace("\r", "␍").replace("\n", "␊")
    return flat if len(flat) <= 160 else f"{flat[:120]} […] {flat[-30:]}"


def ratio(part: float, whole: float) -> float | None:
    """`part / whole`; None for a share of nothing."""
    return part / whole if whole else None


def united(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcomes of many documents as one."""
    documents, safe, unsafe = 0, Effect(), Effect()
    reports: list[Report] = []
    answers: list[Answer] = []
    outside: list[Place] = []
    deleted: list[Place] = []
    for outcome in outcomes:
        documents += outcome.documents
        reports += outcome.reports
        answers += outcome.answers
        safe += outcome.safe
        unsafe += outcome.unsafe
        outside += outcome.outside
        deleted += outcome.deleted
    return Outcome(
        documents,
        tuple(reports),
        tuple(answers),
        safe,
        unsafe,
        tuple(outside),
        tuple(deleted),
    )


@dataclass
class Score:
    """Counts of one family, kind or rule, and what they come to."""

    certain: int = 0
    found: int = 0
    uncertain: int = 0
    uncertain_found: int = 0
    right: int = 0
    wrong: int = 0
    aside: int = 0

    def see_label(self, answer: Answer) -> None:
        """Count one label."""
        found = bool(answer.codes)
        if answer.certain:
            self.certain += 1
            self.found += found
        else:
            self.uncertain += 1
            self.uncertain_found += found

    def see_finding(self, report: Report) -> None:
        """Count one finding."""
        self.right += report.verdict is Verdict.RIGHT
        self.wrong += report.verdict is Verdict.WRONG
        self.aside += report.verdict is Verdict.ASIDE

    def figures(self) -> dict[str, float | int | None]:
        """The counts and what they come to; None for a share of nothing."""
        precision = ratio(self.right, self.right + self.wrong)
        recall = ratio(self.found, self.certain)
        return {
            "precision": precision,
            "recall": recall,
            "f1": f1(precision, recall),
            **vars(self),
        }


def f1(precision: float | None, recall: float | None) -> float | None:
    """Their harmonic mean; None when one of them is None."""
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(outcome: Outcome, kinds: Kinds | None = None) -> dict[str, Any]:
    """All figures of an evaluation, as `newslint eval --json` prints them under "labels".

    `families` and `rules` count findings by what made them; a family's recall is that of the kinds
    whose home it is. The precision of a kind is that of the rules that answered labels of it.
    """
    kinds = kinds or load_kinds()
    return {
        "documents": outcome.documents,
        "headline": _headline(outcome, kinds).figures(),
        "families": _by_family(outcome, kinds),
        "kinds": _by_kind(outcome),
        "rules": _by_rule(outcome),
        "fixes": {"safe": outcome.safe.figures(), "unsafe": outcome.unsafe.figures()},
        "safe_edits_outside_labels": len(outcome.outside),
        "aside": dict(
            Counter(r.family for r in outcome.reports if r.verdict is Verdict.ASIDE).most_common()
        ),
    }


def _headline(outcome: Outcome, kinds: Kinds) -> Score:
    score = Score()
    for answer in outcome.answers:
        if answer.kind not in kinds.aside:
            score.see_label(answer)
    for report in outcome.reports:
        if not report.kinds or not kinds.aside.issuperset(report.kinds):
            score.see_finding(report)
    return score


def _by_family(outcome: Outcome, kinds: Kinds) -> dict[str, dict[str, float | int | None]]:
    scores: dict[str, Score] = {}
    for answer in outcome.answers:
        scores.setdefault(kinds.home(answer.kind), Score()).see_label(answer)
    for report in outcome.reports:
        scores.setdefault(report.family, Score()).see_finding(report)
    return {family: scores[family].figures() for family in sorted(scores)}


def _by_kind(outcome: Outcome) -> dict[str, dict[str, float | int | None]]:
    scores: dict[str, Score] = {}
    codes: dict[str, set[str]] = {}
    for answer in outcome.answers:
        scores.setdefault(answer.kind, Score()).see_label(answer)
        codes.setdefault(answer.kind, set()).update(answer.codes)
    for kind, score in scores.items():
        for report in outcome.reports:
            if report.code in codes[kind]:
                score.see_finding(report)
    return {kind: scores[kind].figures() for kind in sorted(scores)}


def _by_rule(outcome: Outcome) -> dict[str, dict[str, float | int | None]]:
    scores: dict[str, Score] = {}
    for report in outcome.reports:
        scores.setdefault(report.code, Score()).see_finding(report)
    wanted = ("precision", "right", "wrong", "aside")
    return {
        code: {name: scores[code].figures()[name] for name in wanted} for code in sorted(scores)
    }
