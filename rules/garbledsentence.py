"""Sentences that are broken, found by a model that reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, repeat
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from newslint.blocks import CLOSERS
from newslint.finding import Finding, Fix, Safety, Severity
from newslint.language import detect
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete, replace
from newslint.rules.authorship import metadata_lines, metadata_marks
from newslint.rules.capitals import stray_capitals
from newslint.rules.document import absence
from newslint.rules.headline import title_block
from newslint.rules.judgement import judge
from newslint.rules.numberednames import numbered_names
from newslint.rules.pack import pack_of
from newslint.spans import Spans

if TYPE_CHECKING:
    from newslint.rules.garblemodel import Model, Reader, Reading
    from newslint.rules.languagemodel import LanguageModel
    from newslint.rules.reorder import Judge, Order, Words
    from newslint.settings import Settings

ENGLISH = "en"
SHORTEST, LONGEST = 7, 120
"""Words of the sentences that are read. Of shorter ones the model takes one in five for garbled
("Leave to appeal was refused."), and real garbled sentences of news are hardly ever so short."""
FINAL = ".!?"
TOGETHER = 64
"""Sentences that are given to a detector at once."""
BREAK = 0.0
"""Log odds from which a word counts as a place where the sentence breaks."""
PIECE_BREAK = -1.5
"""The same for a piece of a sentence: there the model's eye is on the first word, which is not
counted. Of whole pieces that begin small one in nine is reported."""
SHORT = 10
"""Words of a sentence under which the model must be sure: of what it would report for information
of shorter ones, one in eight is garbled, of others one in four."""
SPUN = 0.0
"""Log odds from which a sentence is reported in which a common noun has a capital, as in the slots
of spinners: as likely garbled as not. One in a thousand well-formed sentences has such a noun, and
none of 2,825 reaches this too."""
MARGIN = 4.0
"""By how much the log odds of an order of the words must be lower than the text's, calibrated."""
REPAIR_MARGIN = 12.0
"""By how many nats an order must be likelier than the text, where the language model judges."""
REPAIR_ORDERS, REPAIR_SHORTLIST = 144, 36
"""Orders that are tried then, and those of them, the least garbled, that it judges."""
TWICE, TWICE_MARGIN = 1.0, 2.0
"""Log odds from which a sentence is reported in which a word stands twice, and by how much they
must be lower without the second one. "We expect that that will happen" has .8, and of 45 sentences
in which a word does so on purpose no other has more."""
ENDS = 4
"""The rank among the places of a sentence that its ends have at least, as seams of a block."""
NEAR = 3
"""Words that evidence shows on each side of a break."""
MOST_BREAKS = 3
"""Breaks that evidence shows."""

_DIGIT = lazy(r"\d")
_LABEL = lazy(r"[^:.!?]{1,40}: ")
_LABEL_WORDS = 4
_SMALL_NAME = lazy(r"[a-z]+[\dA-Z]")
"""How a name begins that is written small: “eBay”, “k8s”. The model takes it for a cut word."""
_LIST = lazy(r"[•|*·▪►=≈≤≥∝√]|^(?:[-–—]|\(?\w{1,2}[.)]) |^[^:.!?]{1,40}: [^;]+; [^;]+; ")
"""Marks of lists, tables and formulas, and a row of results: “France: tries Roe, Lint; pens Oba 2;
drop goal Lint.”"""
_INSIDE = lazy(r"[)\]}”]|[^\"“”]{0,400}\.[\"”] [a-z]")
"""How the rest of a sentence begins that was cut inside a bracket or a quotation: `We mean it.”
campaign ...`."""


class Sentence(NamedTuple):
    """A sentence of running text, `text[start:end]` of the document."""

    start: int
    end: int
    text: str
    piece: bool
    """Whether it follows a full stop in its paragraph and begins small."""


def sentences(ctx: Context) -> Iterator[Sentence]:
    """The sentences of a document that the model can judge: those of its running text.

    Left out: the title, bylines and stamps, what is residue, and what is not `readable`.
    """
    if ctx.document.language != ENGLISH or ctx.once(absence) is not None:
        return
    verdicts = ctx.once(judge)
    residue = {verdict.block.index for verdict in verdicts if verdict.whole}
    title, metadata = ctx.once(title_block), ctx.once(metadata_lines)
    inline = ((each.start, each.end) for each in verdicts if not each.whole)
    aside = Spans([*inline, *((mark.start, mark.end) for mark in ctx.once(metadata_marks))])
    blocks = iter(ctx.document.blocks)
    block = next(blocks, None)
    for start, end in ctx.document.sentences:
        while block is not None and block.end <= start:
            block = next(blocks, None)
        if block is None:
            return
        if not block.prose or block is title:
            continue
        if block.index in residue or block.first in metadata or aside.touch(start, end):
            continue
        text = ctx.document.text[start:end]
        if readable(text):
            yield Sentence(start, end, text, start > block.start and text[0].islower())


def readable(text: str) -> bool:
    """True for what may be an English sentence of a report: not too short or long, with a final
    mark, not all capitals or figures, no entry of a list, no rest of one that was cut in a bracket
    or a quotation."""
    body = text.rstrip(CLOSERS)
    words = text.split()
    if not SHORTEST <= len(words) <= LONGEST or body[-1:] not in FINAL or body.endswith(".."):
        return False
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    figures = sum(bool(_DIGIT.search(word)) for word in words)
    if upper >= lower or figures * 5 >= len(words) * 2:
        return False
    return not _LIST.search(text) and not _INSIDE.match(text)


def unusual(sentence: Sentence) -> bool:
    """True for a sentence of a kind that the model has seldom read, so that it must be sure: short
    ones, entries behind a label, those of names or figures for a good part.

    A piece behind a stray stop may be short, and a place in capitals is a dateline, no label.
    """
    text, words = sentence.text, sentence.text.split()
    names = sum(word[:1].isupper() for word in words)
    figures = sum(bool(_DIGIT.search(word)) for word in words)
    label = _LABEL.match(text) if ":" in text else None
    return (
        (len(words) < SHORT and not sentence.piece)
        or names * 5 >= len(words) * 2
        or figures * 5 >= len(words)
        or (label is not None and not label[0].isupper() and len(label[0].split()) <= _LABEL_WORDS)
    )


class GarbledSentence(Rule):
    """A sentence that cannot be read: its words stand in a wrong order, or some are lost.

    ## What it does
    Reads every English sentence of running text with a small model and reports the place where one
    breaks: clauses that changed places or were spliced, words that are lost, left over or
    wrong. Left alone: titles, headlines, bylines, lists, what is residue, sentences without a
    final mark, of fewer than 7 or more than 120 words, and those of figures or capitals. Of
    well-formed sentences of news one in a hundred is reported, so a finding is a warning only
    where the model is surer than that (one in five hundred), and else for information; a short
    sentence, an entry behind a label, and one of names or figures for two words in five or one in
    five, only where it is that sure. Nothing is reported of a sentence that is whole with a plain
    name in the place of one that the text knows, without a bracket at the break, or with “has” for
    the “have” of a team. Where a
    common noun has a capital as in the slots of a spinner (PUN003), less is asked. A name with a
    number that the text repeats, as products have one, is no break. With
    `--strong` a language model reads every sentence too (docs/models/strong.md). Where
    another rule has said what is wrong at the same place (a stray stop, a doubled word, a tag),
    this one says nothing. Where a word that may stand twice does so ("in in", "that that") and the
    sentence is whole without the second one, that word alone is reported.

    ## Why it matters
    Spinners, translators and extractors leave sentences that look like English and tell nothing.
    Search and summaries take them for facts, and checkers of grammar pass them.

    ## Fix
    Deletes the second of two equal words where the sentence is whole without it (unsafe). Where all
    the words seem to be there, suggests the order in which the sentence reads best; never for a
    piece behind a stray stop. That is never applied: what was meant cannot be known.
    """

    code = "GAR008"
    name = "garbled-sentence"
    family = "garble"
    model = True
    gives_way = frozenset(
        {"title", "residue", "metadata", "truncation", "garble", "markup", "encoding", "grammar"}
        # A lost apostrophe or blank makes words that the model does not know.
        | {"PUN004", "PUN005"}
    )
    bad = (
        Bad(
            "The harbour board said on Monday that ferries ⟦would to the island until stop "
            "sailing the pier has⟧ been repaired."
        ),
        Bad(
            "Residents of the east bank signatures ⟦against had collected 12,000 the⟧ tram since "
            "the spring."
        ),
        Bad(
            "The harbour wall has been breached ⟦in in⟧ two places, the council said on Monday.",
            "The harbour wall has been breached in two places, the council said on Monday.",
        ),
    )
    good = (
        Good("“No way he stays,” a fan outside the ground said, “not after this.”", "a quotation"),
        Good("Storm shuts harbour, ferries idle, islanders stranded", "a headline"),
        Good("Lindt beat Roe 6-4, 3-6, 7-6 (7-5) on Sunday to win the title.", "scores"),
        Good(
            "The “Ferries. We’re on it.” campaign did not appeal to Julia Grant, who speaks for "
            "the harbour, she said on Monday.",
            "a slogan that the splitter cuts",
        ),
        Good(
            "The Kestrel Swift 16 AI costs 900 pounds in the shops of the harbour.\n\n"
            "Who wants a laptop that lasts all day will find the Kestrel Swift 16 AI worth a look.",
            "a product, named twice",
        ),
        Good(
            "The rover Endeavour stands in the hall.\n\nHovering lamps explain what you see, and "
            "clicking on parts of Endeavour unfurls details about its design.",
            "a name that the model may not know",
        ),
        Good(
            "Dunmore have another worry, although Finn is back on the pitch after treatment to "
            "his foot.",
            "a plural of one team",
        ),
        Good(
            "But (there's always a but) it has an early-repayment charge: 5% in year one, then 4, "
            "3, 2, 1.",
            "an aside in brackets",
        ),
        Good(
            "k9desk offers an open booking platform for ferries, pilot boats and water taxis.",
            "a name that begins small",
        ),
        Good(
            "Nov. 2017: Buys rival SkyNorth for $410m, mostly debt.",
            "an entry of a timeline",
        ),
        Good(
            "England: tries Marlowe, Tuilofa 2; cons Goode 3; pens Goode 3; sent off Blamire.",
            "a row of results",
        ),
    )

    def prepare(self, settings: Settings) -> Settings:
        """`settings` as they are. Raises ModelError when the language model is asked for in
        vain."""
        if settings.repair_model or settings.strong:
            from newslint.rules import modelinstallation

            modelinstallation.ready()
        return settings

    def check(self, ctx: Context) -> Iterable[Finding]:
        spun = Spans(ctx.once(stray_capitals))
        for reader, sentence, reading in _readings(ctx):
            limit = SPUN if spun.touch(sentence.start, sentence.end) else reader.facts.report
            if reading is None or reading.logit < min(limit, TWICE):
                continue
            if limit == reader.facts.report and unusual(sentence):
                limit = reader.facts.sure
            from newslint.rules.reorder import Words

            garbled = reading.logit >= limit
            words = Words(sentence.text, pack_of(ctx).words("function"))
            copy = repeated(words, reading.logit, reader) if reading.logit >= TWICE else None
            if (copy is None and not garbled) or detect(sentence.text) != ENGLISH:
                continue
            if copy is None:
                yield from self._found(ctx, reader, sentence, reading, words)
            else:
                yield self._twice(reader, sentence, reading, words, copy)

    def _twice(
        self, reader: Reader, sentence: Sentence, reading: Reading, words: Words, copy: int
    ) -> Finding:
        """What is reported of a sentence that is whole without the word numbered `copy`."""
        start, end = words.spans[copy - 1]
        cut = sentence.start + end, sentence.start + words.spans[copy][1]
        return self.finding(
            sentence.start + start,
            cut[1],
            "The same word stands twice in a row; without the second one the sentence is whole.",
            evidence=[("break", _shown(words, copy))],
            fix=delete(*cut, Safety.UNSAFE, "Delete the copy"),
            severity=Severity.WARNING if reading.logit >= reader.facts.sure else Severity.INFO,
            confidence=reader.facts.probability(reading.logit),
        )

    def _found(
        self, ctx: Context, reader: Reader, sentence: Sentence, reading: Reading, words: Words
    ) -> Iterator[Finding]:
        """What is reported of a sentence that is garbled."""
        from newslint.rules.garblemodel import model
        from newslint.rules.rereading import capitalised, whole_otherwise

        places = seams(words, reading)
        if sentence.piece or _SMALL_NAME.match(words[0]):
            # That its first word begins nothing is the stop's fault, or an abbreviation's, or a
            # name's.
            places[0] = float("-inf")
        if max(places) < (PIECE_BREAK if sentence.piece else BREAK):
            return
        shown = breaks(places)
        if all(_beside_name(ctx, sentence, words, place) for place in shown):
            return
        likeliest = places.index(max(places))
        if whole_otherwise(words, likeliest, reader, ctx.once(capitalised)):
            return
        order = None
        # Words of a piece are lost, or stand before the stop; what is reported for the word in its
        # slot has a wrong one: no order of them is right.
        if not sentence.piece and reading.logit >= reader.facts.report:
            order = suggestion(words, places, model(), _repair_model(ctx.settings))
        start, end = broken(words, places)
        yield self.finding(
            sentence.start + start,
            sentence.start + end,
            "The sentence breaks here: words stand in a wrong order, or some are lost or wrong.",
            evidence=[("break", _shown(words, place)) for place in shown],
            fix=_fix(sentence, order),
            severity=Severity.WARNING if reading.logit >= reader.facts.sure else Severity.INFO,
            confidence=reader.facts.probability(reading.logit),
        )


def _beside_name(ctx: Context, sentence: Sentence, words: Words, place: int) -> bool:
    """Whether a break lies inside or beside a name with a number that the document repeats."""
    start, _ = words.spans[max(0, place - 1)]
    _, end = words.spans[min(place, len(words) - 1)]
    return ctx.once(numbered_names).touch(sentence.start + start, sentence.start + end)


def _readings(ctx: Context) -> Iterator[tuple[Reader, Sentence, Reading | None]]:
    """The sentences of a document in their order, each with what read it and with its reading."""
    from newslint.rules import garblemodel

    for piece, run in groupby(sentences(ctx), key=attrgetter("piece")):
        # The strong detector takes nearly every piece for garbled, whole or not.
        reader = garblemodel.reader(strong=ctx.settings.strong and not piece)
        while some := list(islice(run, TOGETHER)):
            readings = reader.read([each.text for each in some])
            yield from zip(repeat(reader), some, readings, strict=False)


def repeated(words: Words, odds: float, reader: Reader) -> int | None:
    """The number of a word that equals the one before it and without which the sentence is whole.

    `odds` are the log odds that the sentence is garbled as it stands.
    """
    for at in range(1, len(words)):
        if words[at] != words[at - 1]:
            continue
        end, start = words.spans[at - 1][1], words.spans[at][1]
        reading = reader.read([words.text[:end] + words.text[start:]])[0]
        if reading is not None and reading.logit < min(BREAK, odds - TWICE_MARGIN):
            return at
    return None


def seams(words: Words, reading: Reading) -> list[float]:
    """For each word, and for the end, the log odds that the sentence breaks before it.

    A word's is that of its first token; the end's that of the final mark.
    """
    odds = [float("-inf")] * (len(words) + 1)
    at = 0
    for token in reading.tokens:
        while at < len(words) and words.spans[at][1] <= token.start:
            at += 1
        if odds[at] == float("-inf"):
            odds[at] = token.logit
    return odds


def breaks(odds: Sequence[float]) -> list[int]:
    """Where the sentence breaks, the likeliest place and others that are likely, in their order."""
    ranked = sorted(range(len(odds)), key=lambda place: -odds[place])
    likely = [place for place in ranked[:MOST_BREAKS] if odds[place] >= BREAK]
    return sorted(likely or ranked[:1])


def broken(words: Words, odds: Sequence[float]) -> tuple[int, int]:
    """The stretch from the word before the first break to the word after the last one.

    The word before is left out where it is the first one and may itself begin nothing.
    """
    places = breaks(odds)
    first, last = max(places[0] - 1, 0), min(places[-1], len(words) - 1)
    if odds[first] == float("-inf"):
        first = min(first + 1, last)
    return words.spans[first][0], words.spans[last][1]


def suggestion(
    words: Words, odds: Sequence[float], reader: Model, repair: LanguageModel | None = None
) -> Order | None:
    """The order of the words that reads clearly better, if there is one.

    Better for the language model where it is given, else for the model that reads. None where the
    first word is the likeliest break: its start was cut, or a sentence before it.
    """
    if max(odds) == odds[0]:
        return None
    from newslint.rules.reorder import better, likeliest

    if repair is not None:
        swaps = likeliest(open_ended(odds), REPAIR_ORDERS)
        judge = repair_judge(reader, repair)
        return better(words, swaps, judge, below=inf, margin=REPAIR_MARGIN)
    facts = reader.facts
    margin = MARGIN * facts.temperature
    swaps = likeliest(open_ended(odds))
    return better(words, swaps, reader.judge, below=facts.report, margin=margin)


def repair_judge(reader: Model, repair: LanguageModel) -> Judge:
    """Judges orders by how unlikely they are, in nats; the least garbled of them only."""
    from newslint.rules.reorder import in_turn

    def unlikelihoods(texts: Sequence[str]) -> list[float]:
        return [-each for each in repair.log_likelihoods(texts)]

    return in_turn(reader.judge, unlikelihoods, REPAIR_SHORTLIST)


def open_ended(odds: Sequence[float]) -> list[float]:
    """`odds` with the two ends as likely as the likeliest places but some.

    A block that came from the start or the end of the sentence leaves no seam there to be seen.
    """
    floor = sorted(odds)[-ENDS:][0]
    return [max(odds[0], floor), *odds[1:-1], max(odds[-1], floor)]


def _repair_model(settings: Settings) -> LanguageModel | None:
    if not settings.repair_model:
        return None
    from newslint.rules import modelinstallation
    from newslint.rules.languagemodel import model

    return model(modelinstallation.ready())


def _shown(words: Words, place: int) -> str:
    """The words around a break: "... strike after | the company ..."."""
    before = [words[index] for index in range(max(0, place - NEAR), place)]
    after = [words[index] for index in range(place, min(place + NEAR, len(words)))]
    opening = ["..."] if place > NEAR else []
    closing = ["..."] if place + NEAR < len(words) else []
    return " ".join([*opening, *before, "|", *after, *closing])


def _fix(sentence: Sentence, order: Order | None) -> Fix | None:
    if order is None:
        return None
    start, end = sentence.start + order.start, sentence.start + order.end
    title = f"Perhaps “{order.text}”"
    return replace(start, end, order.text, Safety.SUGGEST, title)


RULES: tuple[type[Rule], ...] = (GarbledSentence,)
