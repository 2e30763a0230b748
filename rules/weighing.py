"""What the line model adds to the rules: lines that no rule knows, and doubts about what one says.

A line that the rules did not judge is reported when its probability is high; it is deleted safely
only where the model is all but certain and two independent kinds of evidence can be told to a
person. A verdict of the rules that the model finds unlikely is no longer safe, or is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newslint.blocks import Block
from newslint.finding import Safety
from newslint.patterns import lazy
from newslint.rules.cases import LISTS, UNFIXED, Case, Verdict, asks
from newslint.rules.judgement import CLAUSE, Judgement
from newslint.rules.pack import words_of
from newslint.rules.packfile import KINDS

FOUND = 0.35
"""Probability from which a line is reported that no rule has judged."""
FOUND_OUTSIDE = 0.25
"""The same before the first and after the last paragraph."""
FOUND_ALONE = 0.9
"""The same for a line whose row is not likely to be residue as a whole: see `ROW_MEAN`."""
ROW_MEAN = 0.35
"""Mean probability of the lines between two paragraphs under which they are taken for a list of the
article, in which some lines look like those of a page."""
FOUND_PROSE = 0.4
"""The same for sentences whose words are those of lines that surround articles."""
FOUND_REPORT = 0.75
"""The same for sentences that could be reporting, to be deleted by an unsafe fix."""
SHOWN_REPORT = 0.7
"""The same for such sentences, and for those that say who said something, to be shown without a
fix. From .5 on more is found on pages, but so is the last sentence of an article that stands beside
residue."""
SHOWN_AMONG = 0.5
"""The same for such a sentence between two lines that are as likely to be residue, to be shown and
to be deleted by an unsafe fix."""
SHOWN_HEADING = 0.7
"""The same for a line that could head a section; it is never deleted."""
REMOVED = 0.5
"""Probability from which an unsafe fix deletes such a line."""
CERTAIN = 0.94
"""Probability from which such a line may be deleted safely, outside the article's body."""
BORNE_OUT = 0.98
"""Probability from which a rule's unsafe deletion of a line outside the body becomes safe."""
LISTED = 0.8
"""Probability from which a line may be deleted safely only because it stands in a list."""
NAMED = 0.94
"""The same for what could be a name."""
ROW = 3
"""Lines in a row, all likely to be residue, among which one that is certain may be deleted safely
even between paragraphs: what stands alone there can be a heading or a caption."""
ROW_LIKELY, ROW_CERTAIN = 0.9, 0.97
"""Probability from which a line belongs to such a row, and from which one of it is certain."""
DOUBTED = 0.3
"""Probability under which a rule's deletion is no longer safe."""
REFUTED = 0.05
"""Probability under which a verdict that rests on a phrase, but on no strong one, is dropped."""
REFUTED_SHAPE = 0.3
"""The same for a verdict that rests on no phrase at all."""
REFUTED_UNFIXED = 0.01
"""The same for kinds that no fix deletes."""
WORDED = 1.5
"""Log odds of the words alone from which they are evidence of their own."""
SHORT_RUN = 3
"""Lines in a row without a paragraph among them from which they bear each other out."""

TABLE = 4
"""Lines that are but a figure or a date from which on a row of lines is a table."""
DATA = 3
"""Lines that tell an amount, a price or a year from which on a row of lines is a list of them."""

POINTS = 2
"""Points below a line by which it is the heading of a summary."""

_AMID = frozenset({"promo-link", "ad-marker"})
"""Kinds of lines behind which articles go on."""
_FIGURE = lazy(r"[^\w\n]{0,3}\d[\d.,:/%-]{0,18}(?: ?[^\W\d_]{1,4}\.?)?")
"""A sum, a date in figures, a time, a score."""
_DATUM = lazy(
    r"(?i)(?:1[5-9]|20)\d\d ?[:–-] .{4,200}"
    r"|\d[\d.,/½¼¾]{0,6} ?(?:k?g|[cdm]?l|oz|lb|cups?|tbsp|tsp|EL|TL|[ckm]?m)\b.{2,80}"
    r"|[^\W\d_]\S*(?: [^\s\d]+){0,2} \d{1,3} ?[-–] ?\d{1,3}(?: [^\W\d_]\S*(?: [^\s\d]+){0,2})?"
    r"|.{2,60}[ :](?:[€$£] ?\d[\d.,]{0,9}|\d[\d.,]{0,9}[ \u00a0]?(?:€|euros?|EUR|zł|kr|TL|Rs))\.?"
    r"|(?-i:(?!A |I )[A-Z]{1,2}\.? \w|[A-Z][a-z]{2,12} \()[^:]{2,60} \d{1,3}\*?"
    r"|[^:]{2,60}: (?:[€$£] ?\d[\d.,]{0,9}(?:m|bn|k)?|\d[\d.]{0,5} ?(?:%|pc\b|per cent\b)).{0,80}"
)
"""A year with what happened, an amount of something, somebody with a score, a result, something
with its price or rate."""
_SCORER = lazy(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?: [A-ZÀ-ÖØ-Þ][^\W\d_]+)? \d{1,3}")
"""A name and a number alone: who scored when, a party and its seats."""
_STARS = lazy(r"[★☆⭐✩✭✮½ \ufe0f]{2,12}")
"""The verdict of a review."""
_POINT = lazy(r"[•▪●*–-] ?[^\W_]")
"""How a point of a summary begins."""
_RATE = lazy(r"\(?[^\W\d_]{0,3}[$€£¥₹]? ?\d[\d.,]* ?[^\d()=]{0,40} = [^()=]{2,60}\)?\.?")
"""What agencies put below a report: “($1 = 10.62 Norwegian crowns)”."""
_HEADINGS = {**LISTS, "dangling-heading": "related-list"}
"""What a line beside such a heading, or with such a phrase in it, is itself."""
_STAMP = lazy(r"^\W{0,9}\d|\d:\d\d|\b(?:19|20)\d\d\b")
"""Dates, times and counts: an article keeps them beside its title."""
_TELEPHONE = lazy(r"(?i)\W{0,3}(?:call|dial|ring|phone|text)\b\D{0,20}\d\d")
"""A number to call."""
_COUNT = lazy(r"\W?\d{1,3}\W?")
"""Counts alone, of comments, pictures or places in a list."""


@dataclass(frozen=True)
class Weights:
    """Two numbers for each block: the probability that it is residue, and its words' log odds."""

    probability: Sequence[float]
    words: Sequence[float]


def weighed(judgement: Judgement, weights: Weights) -> Iterator[Verdict]:
    """The verdicts of rules and model together, in the order of their places."""
    yield from _Weighing(judgement, weights).verdicts()


class _Weighing:
    def __init__(self, judgement: Judgement, weights: Weights) -> None:
        self.judgement = judgement
        self.cases = judgement.cases
        self.weights = weights
        prose = [case.prose for case in self.cases]
        self.run = _runs(prose)
        self.mean = _means(weights.probability, self.run)
        self.row = _runs(
            [
                running or probability < ROW_LIKELY
                for running, probability in zip(prose, weights.probability, strict=True)
            ]
        )
        self.data = _data(judgement, self.run, weights.words)
        self.stamping = words_of(judgement.pack.words("updated"))
        self.bylines = [
            f" {block.folded} "
            for block in judgement.blocks
            if judgement.metadata.get(block.first) == "byline"
        ]

    def verdicts(self) -> Iterator[Verdict]:
        ruled: dict[int, list[Verdict]] = {}
        for verdict in self.judgement.verdicts():
            ruled.setdefault(verdict.block.index, []).append(verdict)
        for index, case in enumerate(self.cases):
            own = ruled.get(case.block.index, [])
            if case.judged:
                yield from self._reconsidered(index, own)
            elif self.weights.probability[index] >= self._threshold(index):
                found = self._found(index)
                # What the rules can take out of a paragraph says more than a doubt about it all.
                yield from own if own and found.safety is None else (found,)
            else:
                yield from own

    def _threshold(self, index: int) -> float:
        """The probability from which a line is reported; over 1 for what is an article's own."""
        case = self.cases[index]
        if case.block is self.judgement.title or case.block.first in self.judgement.metadata:
            return 2.0
        if not case.hits and _TELEPHONE.match(case.block.text):
            return 2.0
        if index == 0 and self._could_be_the_title():
            return CERTAIN
        if case.prose:
            if self._worded(index) and not self.judgement.reports(case.block):
                return FOUND_PROSE
            if self._tells(index):
                return CERTAIN
            return SHOWN_AMONG if self._among_residue(index) else SHOWN_REPORT
        if not case.hits and (self.data[index] or _closes(case.block) or self._sums_up(index)):
            return 2.0
        if not self._inside(index):
            # A last paragraph that was cut is no label; a text without any may be all labels.
            label = self.judgement.last >= 0 and not _cut(case.block)
            return FOUND_OUTSIDE if label else FOUND
        if self._could_head_a_section(index):
            return CERTAIN if self._behind_a_link(index) else SHOWN_HEADING
        return FOUND if case.hits or self.mean[index] >= ROW_MEAN else FOUND_ALONE

    def _could_be_the_title(self) -> bool:
        """True for a short first line without a phrase above a text that has no other headline."""
        first, *others = self.cases[: max(self.judgement.first, 1)]
        plain = not (first.hits or first.block.terminal or first.prose)
        named = plain and first.block.size > 1 and first.block.text[0].isalnum()
        return named and not any(other.block.headline and not other.hits for other in others)

    def _sums_up(self, index: int) -> bool:
        """True for “Summary” above points that are told in sentences: a heading of the article."""
        below = self.cases[index + 1 : index + 1 + POINTS]
        if len(below) < POINTS or _POINT.match(self.cases[index].block.text):
            return False
        return all(
            _POINT.match(other.block.text)
            and other.block.size >= CLAUSE
            and not other.judged
            and self.weights.probability[other.block.index] < FOUND_OUTSIDE
            for other in below
        )

    def _among_residue(self, index: int) -> bool:
        """True where the lines above and below are likely to be residue, and no picture's credit.

        The last sentence of an article may stand below credits, end the text, or come after a link
        to another story.
        """
        if self._goes_on(index):
            return False
        beside = (index - 1, index + 1)
        return all(
            0 <= at < len(self.cases)
            and self.weights.probability[at] >= SHOWN_AMONG
            and self.cases[at].kind not in UNFIXED
            for at in beside
        )

    def _goes_on(self, index: int) -> bool:
        """True where a paragraph stands above the line above, or above links and advertisements."""
        above = index - 2
        while above > 0 and all(self.cases[at].kind in _AMID for at in (above, above + 1)):
            above -= 1
        if above < 0 or not self.cases[above].running:
            return False
        return self.weights.probability[above] < SHOWN_AMONG

    def _behind_a_link(self, index: int) -> bool:
        """True where the line above is a link or an advertisement amid the article's paragraphs."""
        return self.cases[index - 1].kind in _AMID and self._goes_on(index)

    def _tells(self, index: int) -> bool:
        """True for a sentence in an article's words, where a paragraph stands above the residue.

        “The next hearing is on 22 September.” below a call to subscribe is the article's end.
        """
        return self.weights.words[index] <= -WORDED and self._goes_on(index)

    def _inside(self, index: int) -> bool:
        """True between the first and the last paragraph."""
        return self.judgement.first <= index <= self.judgement.last

    def _worded(self, index: int) -> bool:
        """True for a sentence whose words are those of other residue."""
        case = self.cases[index]
        return bool(case.hits) or self.weights.words[index] >= WORDED

    def _could_head_a_section(self, index: int) -> bool:
        """True for a line alone between paragraphs, without a phrase: perhaps a heading."""
        case = self.cases[index]
        if case.hits or self.weights.words[index] >= WORDED:
            return False
        if case.block.terminal and not (case.block.text.endswith("?") and asks(case.block)):
            return False
        before, after = self.cases[max(0, index - 1)], self.cases[index + 1 : index + 2]
        alone = before.judged or before.prose
        inside = index > self.judgement.first and bool(after)
        return inside and alone and after[0].prose

    # -- what the rules say -----------------------------------------------------------------------

    def _reconsidered(self, index: int, verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
        case, probability = self.cases[index], self.weights.probability[index]
        strong = case.hit is not None and case.hit.entry.strong
        limit = REFUTED if case.hit else REFUTED_SHAPE
        limit = REFUTED_UNFIXED if case.kind in UNFIXED else limit
        if probability < limit and not strong:
            return
        for verdict in verdicts:
            evidence = dict(verdict.evidence)
            safety = verdict.safety
            if safety is Safety.SAFE and not self._confirmed(case, probability):
                safety = Safety.UNSAFE
            elif safety is Safety.UNSAFE and self._certain(index, verdict.kind, BORNE_OUT):
                evidence = {**self._evidence(index), **evidence}
                safety = Safety.SAFE if len(evidence) >= 2 else safety
            yield verdict._replace(
                safety=safety, evidence=tuple(evidence.items()), confidence=probability
            )

    def _confirmed(self, case: Case, probability: float) -> bool:
        """True when the model agrees; a line that no phrase of its own gives away needs more."""
        if case.hit is not None and case.hit.entry.strong:
            reading_time = case.kind == "menu" and _STAMP.search(case.block.text)
            if self._labels_a_date(case) or reading_time:
                return False
            return probability >= DOUBTED
        limit = NAMED if self._could_be_name(case) else LISTED
        return probability >= limit and not self._metadata(case)

    # -- what they do not say ---------------------------------------------------------------------

    def _found(self, index: int) -> Verdict:
        case, probability = self.cases[index], self.weights.probability[index]
        evidence = self._evidence(index)
        kind = self._kind(index)
        safety: Safety | None = Safety.UNSAFE if probability >= self._removed(index) else None
        certain = self._certain(index, kind, CERTAIN) and safety is not None
        if certain and len(evidence) >= 2 and not case.block.prose:
            safety = Safety.SAFE
        if self.judgement.last < 0 or kind in UNFIXED:
            safety = None
        block = case.block
        return Verdict(
            kind, block, block.start, block.end, tuple(evidence.items()), safety, probability
        )

    def _removed(self, index: int) -> float:
        """The probability from which an unsafe fix deletes a line; over 1 for never."""
        case = self.cases[index]
        if not case.prose:
            return 2.0 if self._could_head_a_section(index) else REMOVED
        if self.judgement.reports(case.block):
            return 2.0
        if self._worded(index):
            return REMOVED
        return SHOWN_AMONG if self._among_residue(index) else FOUND_REPORT

    def _certain(self, index: int, kind: str, outside: float) -> bool:
        """True for what is all but certain, alone outside the article's body or in a row in it.

        `kind` is what the line would be, `outside` the probability that is asked of a line before
        the first and after the last paragraph.
        """
        case, probability = self.cases[index], self.weights.probability[index]
        if self.judgement.reports(case.block) or self._metadata(case) or _advises(case):
            return False
        if self.judgement.guards.could_be_kept(case, kind):
            return False
        if not (case.hits or case.judged) and _SCORER.fullmatch(case.block.text):
            return False
        if self.row[index] >= ROW and probability >= ROW_CERTAIN:
            return not case.prose
        return not self._inside(index) and probability >= outside

    def _could_be_name(self, case: Case) -> bool:
        """True for two or three words, all with a capital: a section of the page, or a byline."""
        block = case.block
        return 2 <= block.size <= 3 and block.title_share == 1.0 and not self._worded(block.index)

    def _labels_a_date(self, case: Case) -> bool:
        """True for “Updated” or “First posted:”, which lost its date to another line."""
        return all(word in self.stamping for word in case.block.terms)

    def _metadata(self, case: Case) -> bool:
        """True for what could be a date, or its label, a name of the byline, or an address.

        An article keeps them, wherever they stand.
        """
        block = case.block
        if case.judged and _COUNT.fullmatch(block.text):
            return False
        if _STAMP.search(block.text) or "@" in block.text:
            return True
        if self._labels_a_date(case):
            return True
        return any(f" {block.folded} " in byline for byline in self.bylines)

    def _evidence(self, index: int) -> dict[str, str]:
        """What speaks for residue, in words; each kind of evidence at most once."""
        case = self.cases[index]
        block = case.block
        evidence: dict[str, str] = {}
        if case.hits:
            hit = max(case.hits, key=lambda hit: hit.end - hit.start)
            evidence["phrase"] = f"“{block.text[hit.start : hit.end]}”: {KINDS[hit.entry.kind]}"
        elif self.weights.words[index] >= WORDED:
            evidence["phrase"] = "its words are those of lines that surround articles"
        if block.label:
            evidence["shape"] = "a word or two, no sentence"
        elif block.headline:
            evidence["shape"] = "a heading or headline, no final mark"
        if index > self.judgement.last:
            evidence["position"] = "after the last paragraph"
        elif index < self.judgement.first:
            evidence["position"] = "before the first paragraph"
        beside = [self.cases[at] for at in (index - 1, index + 1) if 0 <= at < len(self.cases)]
        if any(other.judged for other in beside):
            evidence["neighbours"] = "stands beside other residue"
        elif self.run[index] >= SHORT_RUN:
            evidence["neighbours"] = f"stands among {self.run[index]} lines without a paragraph"
        if self.judgement.copies[block.folded] > 1:
            evidence["repetition"] = "the same line stands elsewhere in the text"
        if block.no_break_spaces or (block.url and not block.prose):
            evidence["link"] = "a no-break space or an address, as links leave behind"
        return evidence

    def _kind(self, index: int) -> str:
        """What the line is: by a phrase in it, by the lines beside it, by shape and place."""
        case = self.cases[index]
        for hit in case.hits:
            return _HEADINGS.get(hit.entry.kind, hit.entry.kind)
        if case.block.prose:
            return "page-text"
        beside = [self.cases[at] for at in (index - 1, index + 1) if 0 <= at < len(self.cases)]
        for other in beside:
            kind = _HEADINGS.get(other.kind, other.kind)
            if kind in ("menu", "share", "tags", "related-list", "newsletter"):
                return kind
        return "related-list" if case.block.headline and case.block.size >= 5 else "menu"


def _data(judgement: Judgement, runs: Sequence[int], words: Sequence[float]) -> list[bool]:
    """For each block whether it stands in a table or in a list that a sentence introduces."""
    result = [False] * len(runs)
    start = 0
    while start < len(runs):
        size = max(runs[start], 1)
        if runs[start]:
            first, end = _between_known(judgement, start, start + size)
            data = first if _is_table(judgement, first, end) else None
            if data is None and first < end:
                data = first + _introduced(judgement, first, end - first, words)
            if data is not None:
                result[data:end] = [True] * (end - data)
        start += size
    return result


def _between_known(judgement: Judgement, start: int, end: int) -> tuple[int, int]:
    """A row of lines without the residue that the rules know at its beginning and its end."""
    while start < end and judgement.cases[start].judged:
        start += 1
    while start < end and judgement.cases[end - 1].judged:
        end -= 1
    return start, end


def _is_table(judgement: Judgement, start: int, end: int) -> bool:
    """True for lines most of which are figures, scores, or tell amounts and years."""
    rows = judgement.blocks[start:end]
    size = len(rows)
    figures = sum(bool(_FIGURE.fullmatch(block.text)) for block in rows)
    known = sum(judgement.cases[block.index].judged for block in rows)
    data = sum(bool(_DATUM.fullmatch(block.text)) for block in rows)
    figured = figures >= TABLE and figures * 4 >= size
    return (figured or (data >= DATA and data * 2 >= size)) and known * 4 < size


def _introduced(judgement: Judgement, start: int, size: int, words: Sequence[float]) -> int:
    """How many lines of a row stand above the list that a sentence with a colon introduces.

    The sentence is the paragraph above the row, or a clause in it: its first line, or one that is
    in an article's words.
    """
    above = judgement.cases[start - 1] if start > 0 else None
    if above and above.block.introduces and not above.judged:
        return 0
    for at in range(start, start + size):
        case = judgement.cases[at]
        if case.block.introduces and case.block.size >= CLAUSE and not case.hits:
            if words[at] <= -WORDED:
                return at - start
            if at == start and judgement.first < start <= judgement.last:
                return 1
    return size


def _closes(block: Block) -> bool:
    """True for what articles end in: the stars of a review, the rate of a currency."""
    return bool(_STARS.fullmatch(block.text) or _RATE.fullmatch(block.text))


def _advises(case: Case) -> bool:
    """True for “Call 112” and “Yours,”: advice with a number, and what a letter or verse goes on
    from."""
    text = case.block.text
    return bool(_TELEPHONE.match(text)) or (text.endswith(",") and not case.hits)


def _cut(block: Block) -> bool:
    """True for what ends like a sentence, or like one that was cut."""
    return block.terminal or block.text.endswith((",", "…", "..", "]"))


def _means(values: Sequence[float], runs: Sequence[int]) -> list[float]:
    """For each block the mean value of the row that it stands in; 0 for a paragraph."""
    result = [0.0] * len(values)
    start = 0
    while start < len(values):
        size = max(runs[start], 1)
        if runs[start]:
            result[start : start + size] = [sum(values[start : start + size]) / size] * size
        start += size
    return result


def _runs(prose: Sequence[bool]) -> list[int]:
    """For each block how many blocks stand in a row with it, without a paragraph; 0 for one."""
    result = [0] * len(prose)
    start = 0
    for index in range(len(prose) + 1):
        if index == len(prose) or prose[index]:
            result[start:index] = [index - start] * (index - start)
            start = index + 1
    return result
