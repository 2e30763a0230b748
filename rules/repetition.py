"""Paragraphs and sentences that stand in a text twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from newslint.blocks import Block
from newslint.finding import Finding, Fix, Safety
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete_lines
from newslint.rules.authorship import metadata_lines
from newslint.rules.credits import credit_span
from newslint.rules.headline import title_block
from newslint.rules.likeness import LONGEST, first_alike
from newslint.rules.pack import pack_of
from newslint.rules.title import title_copies
from newslint.wording import fold, units_of

MIN_WORDS = 8
"""Shorter sentences repeat on purpose: refrains, questions, formulas."""
AT_ONCE = 5
"""Words of a sentence that repeats the one straight before it: a slip, where nobody speaks."""
NEAR = 85.0
"""Similarity (rapidfuzz ratio, 0 to 100) from which two sentences are the same one."""
REPLACED_WORDS = 12
"""Different words from which on two sentences that differ by a word in one place are the same."""
CUT_WORDS = 4
"""Words that a cut copy must have in common with the start of what it copies."""

OPENING = 8
"""Letters at the start by which a cut copy finds the paragraphs that it may be a copy of."""
SAME_OPENING = 8
"""Paragraphs of one opening that are remembered."""

_DATELINE = lazy(
    r"(?:[A-Z][\w.'’ -]{1,30}(?:, ?[\w. ]{2,20})? ?\([^()]{2,60}\)"
    r"|[A-Z][A-Z .,'’/-]{2,40}?(?=\s?[:–—-]))"
    r"\s*(?:--|[:–—-])?\s*"
)
_CUT = lazy(r"(?:…|\.{3,})\s*(?:\[\s?\+?\s?\d+ [^\]\s]{2,12}\s?\])?\s*$|\[\+?\d+ chars\]\s*$")
_COUNTED = lazy(r"\[\s?\+?\s?\d+ [^\]\s]{2,12}\s?\]\s*$")
"""What a feed puts behind a text that it cut: “[+2616 chars]”."""
_MARKS = lazy(r"[*•·\-–—|#\d]+[.)]?\s")
_QUOTES = "\"“”„«‘'"
_NUMBER = lazy(r"\d+")
_PRONOUN = lazy(r"(?:He|She|They|It|His|Her|Their|Its|Both)\b")
_FACT = lazy(r"[^\W\d_a-z][\w]{1,30}|\d+")
"""A name or a number."""
_COUNTING_TEXT = "second third fourth fifth another"
_COUNTING = frozenset(_COUNTING_TEXT.split())


class Unit(NamedTuple):
    """A piece of text that can be repeated: `text[start:end]` of the document, in a block."""

    block: Block
    start: int
    end: int
    text: str
    folded: str

    @property
    def whole(self) -> bool:
        """True when it is all of its block."""
        return self.start == self.block.start and self.end == self.block.end


class Repeat(NamedTuple):
    """A unit that repeats an earlier one.

    `kind` is "same", "near", "cut" or, for a cut copy all of whose letters stand in the earlier
    one, "start".
    """

    unit: Unit
    earlier: Unit
    kind: str


def repeats(ctx: Context) -> tuple[Repeat, ...]:
    """All repeated paragraphs and sentences of a document. Ask through `ctx.once`.

    Of a repeated paragraph the paragraph is named, not its sentences. Titles and their copies are
    left out: `title_copies` tells them.
    """
    taken = _titles(ctx)
    paragraphs = [
        Unit(block, block.start, block.end, block.text, _folded(block, block.folded))
        for block in ctx.document.blocks
        if block.index not in taken and block.size >= CUT_WORDS
    ]
    digits = "".join(filter(str.isdigit, ctx.document.characters))
    found = [*_cut_copies(paragraphs), *_alike(_long(paragraphs, digits))]
    done = {repeat.unit.block.index for repeat in found}
    units = _sentences(ctx, taken)
    sentences = [unit for unit in _long(units, digits) if not _marked(unit.block.text)]
    found += [repeat for repeat in _alike(sentences) if repeat.unit.block.index not in done]
    seen = {repeat.unit.start for repeat in found}
    found += [repeat for repeat in _at_once(units, digits) if repeat.unit.start not in seen]
    return tuple(sorted(found, key=lambda repeat: repeat.unit.start))


def _titles(ctx: Context) -> set[int]:
    title = ctx.once(title_block)
    metadata = ctx.once(metadata_lines)
    taken = {copy.block.index for copy in ctx.once(title_copies)}
    taken |= {block.index for block in ctx.document.blocks if block.first in metadata}
    return taken | ({title.index} if title else set())


def _long(units: Sequence[Unit], digits: str) -> list[Unit]:
    return [
        unit for unit in units if _count(unit, unit.folded) >= MIN_WORDS and _is_prose(unit, digits)
    ]


def _is_prose(unit: Unit, digits: str) -> bool:
    """False for what repeats by its nature: questions, list items, rows of figures.

    `digits` are those that the document is written with.
    """
    text = unit.text
    return not (
        text.rstrip(_QUOTES + " )").endswith(("?", "？", "؟"))
        or _marked(text)
        or "\t" in text
        or "|" in text
        or (3 if unit.block.wide else 6) * sum(map(text.count, digits)) > len(text)
    )


def _folded(block: Block, folded: str) -> str:
    """A folded text of a block with a blank between its characters where none parts its words."""
    return " ".join(units_of(folded).findall(folded)) if block.wide else folded


def _count(unit: Unit, folded: str) -> int:
    """The words of such a text; two characters without a blank count as one."""
    count = folded.count(" ") + 1
    return count // 2 if unit.block.wide else count


def _marked(text: str) -> bool:
    """True for what begins with the bullet or number of a list's item."""
    return not text[:1].isalpha() and _MARKS.match(text) is not None


def _sentences(ctx: Context, taken: set[int]) -> list[Unit]:
    """The sentences of a document outside titles, datelines cut off."""
    units, spans = [], iter(ctx.document.sentences)
    starts = {block.start: block for block in ctx.document.blocks}
    block: Block | None = None
    for start, end in spans:
        block = starts.get(start, block)
        if block is None or block.index in taken:
            continue
        text = ctx.document.text[start:end]
        dateline = _DATELINE.match(text) if start == block.start and _may_date(text) else None
        told = start + dateline.end() if dateline else start
        folded = _folded(block, ctx.document.wording.folded(told, end))
        units.append(Unit(block, start, end, text, folded))
    return units


def _may_date(text: str) -> bool:
    """False for a text that begins with no `_DATELINE`."""
    if "(" in text[:60]:
        return True
    return not text[1:2].islower() and any(map(text[:46].__contains__, ":–—-"))


def _alike(units: Sequence[Unit]) -> list[Repeat]:
    """The units that are like an earlier one."""
    pairs = first_alike([unit.folded for unit in units], NEAR)
    return [
        Repeat(units[later], units[earlier], kind)
        for later, earlier in pairs.items()
        if _may_repeat(units[earlier], units[later])
        and not _of_another(units[earlier], units[later])
        and (kind := _kind(units[earlier], units[later]))
    ]


def _at_once(units: Sequence[Unit], digits: str) -> Iterator[Repeat]:
    """Short sentences that repeat the one straight before them, outside quotations."""
    for one, two in pairwise(units):
        if one.folded != two.folded or one.block is not two.block:
            continue
        size = _count(two, two.folded)
        spoken = any(mark in two.block.text for mark in '"“”„«»!?「『！？')
        if AT_ONCE <= size < MIN_WORDS and not spoken and _is_prose(two, digits):
            yield Repeat(two, one, "same")


def _may_repeat(earlier: Unit, later: Unit) -> bool:
    """False for lines of lists, and for a heading or pull quote that quotes the text below it."""
    pulled = not earlier.block.prose and earlier.text[0] in _QUOTES
    return later.block.prose and not pulled


def _of_another(earlier: Unit, later: Unit) -> bool:
    """True for sentences that tell the same of two people ("He was fined £430"): each begins with a
    pronoun, and what stands before it in its paragraph names somebody else.
    """
    if earlier.block is later.block or not _PRONOUN.match(later.text):
        return False
    first, second = (one.block.text[: one.start - one.block.start] for one in (earlier, later))
    one, two = (Counter(_FACT.findall(text)) for text in (first, second))
    return bool(one - two) and bool(two - one)


def _kind(earlier: Unit, later: Unit) -> str:
    """How the later unit repeats the earlier one; empty when both tell something of their own."""
    if earlier.folded == later.folded:
        return "same"
    if later.block.wide:
        # Neither capitals nor blanks tell the names in which two sentences differ.
        return ""
    one, two = _facts(earlier), _facts(later)
    if (one - two and two - one) or _ordinals(earlier) != _ordinals(later):
        return ""
    words, others = set(earlier.folded.split()), set(later.folded.split())
    replaced = bool(words - others) and bool(others - words)
    return "" if replaced and min(len(words), len(others)) < REPLACED_WORDS else "near"


def _ordinals(unit: Unit) -> list[str]:
    """The words of a unit that count: "a gnome" and "a second gnome" are two."""
    return [word for word in unit.folded.split() if word in _COUNTING]


def _facts(unit: Unit) -> Counter[str]:
    """The names and numbers of a unit: what tells two sentences of the same form apart."""
    words = [word for word in re.findall(r"[^\W_]+", unit.text) if word[0].isupper()]
    folded = unit.folded.split()
    return Counter(word for word in map(str.casefold, words) if word in folded) + Counter(
        _NUMBER.findall(unit.folded)
    )


def _cut_copies(units: Sequence[Unit]) -> Iterator[Repeat]:
    """Paragraphs that begin like an earlier one and end in the mark of a cut."""
    openings: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        same = openings[_squeezed(unit.folded)[:OPENING]]
        marked = unit.text.endswith((".", "…", "]"))
        marked = marked and any(map(unit.text[-60:].__contains__, ("…", "...", "chars]")))
        cut = _CUT.search(unit.text, max(0, len(unit.text) - 60)) if marked else None
        kept = fold(unit.text[: cut.start()]) if cut else ""
        if kept and _count(unit, _folded(unit.block, kept)) >= CUT_WORDS:
            earlier = next((one for one in same if _begins(one.folded, kept)), None)
            if earlier is not None:
                literal = _squeezed(earlier.folded).startswith(_squeezed(kept))
                yield Repeat(unit, earlier, "start" if literal else "cut")
        if len(same) < SAME_OPENING:
            same.append(unit)


def _begins(text: str, kept: str) -> bool:
    """True when `text` begins with `kept`, lost apostrophes and a slip aside."""
    text, kept = _squeezed(text), _squeezed(kept)
    if text.startswith(kept):
        return True
    if not 40 < len(kept) <= LONGEST:
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(text[: len(kept)], kept, score_cutoff=92))


def _squeezed(folded: str) -> str:
    return folded.replace(" ", "")


class RepeatedParagraph(Rule):
    """A paragraph stands in the text twice.

    ## What it does
    Finds paragraphs of eight words and more that repeat an earlier one, wherever they stand.
    Questions, list items and rows of figures repeat by nature and are left out.

    ## Why it matters
    Feeds and templates print the same paragraph as summary and as text. Readers stumble, counts
    and language models weigh it double.

    ## Fix
    Deletes the later copy. Safe for a paragraph straight under the same one, when it is the only
    one that is repeated, a sentence stands below, and a paragraph, the title or nothing above.
    Unsafe for what comes back later, which may be a refrain, a pull quote or the caption of another
    picture, and for quotations and captions.
    """

    code = "REP001"
    name = "repeated-paragraph"
    family = "repetition"

    bad = (
        Bad(
            "The bakery at the old mill will close at the end of June after a century.\n\n"
            "Its owner found nobody to take it over.\n\n"
            "⟦The bakery at the old mill will close at the end of June after a century.⟧\n\n"
            "The mill itself stays open to visitors.",
            cleaned="The bakery at the old mill will close at the end of June after a century.\n\n"
            "Its owner found nobody to take it over.\n\n"
            "The mill itself stays open to visitors.",
        ),
        Bad(
            "老磨坊的面包店经营百年之后将在六月底关门，村民们正在收集签名。\n\n"
            "店主没有找到接手的人。\n\n"
            "⟦老磨坊的面包店经营百年之后将在六月底关门，村民们正在收集签名。⟧\n\n磨坊仍向游客开放。",
            "老磨坊的面包店经营百年之后将在六月底关门，村民们正在收集签名。\n\n"
            "店主没有找到接手的人。\n\n磨坊仍向游客开放。",
            "zh",
        ),
    )
    good = (
        Good(
            "What would you do first if you were mayor of this town?\n\nI would plant trees.\n\n"
            "What would you do first if you were mayor of this town?\n\nI would build a pool.",
            "the same question put to two people",
        ),
        Good(
            "“We want bread.”\n\nThe crowd waited.\n\n“We want bread.”",
            "a chant",
        ),
        Good(
            "Bakers Close Shop After Ninety Years\n\nThe bakers closed their shop after ninety "
            "years, and the village mourns.",
            "a headline and the sentence that tells it again",
        ),
        Good(
            "张伟被罚款四百三十元并处社区服务。\n\n李娜被罚款四百三十元并处社区服务。",
            "two people",
            "zh",
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        copies = [one for one in ctx.once(repeats) if one.unit.whole and one.kind == "same"]
        for copy in copies:
            safe = len(copies) == 1 and _printed_twice(ctx, copy)
            yield self.finding(
                copy.unit.start,
                copy.unit.end,
                "This paragraph stands in the text already.",
                evidence=[("earlier", copy.earlier.text)],
                fix=_deletion(ctx, copy.unit.block, Safety.SAFE if safe else Safety.UNSAFE),
            )


class NearRepeatedParagraph(Rule):
    """A paragraph is nearly the same as an earlier one, or its cut copy.

    ## What it does
    Finds paragraphs that differ from an earlier one by a word or two, and paragraphs that begin
    like an earlier one and break off ("... [+1200 chars]"). Two paragraphs that each hold a name or
    number of their own are two reports, not one.

    ## Why it matters
    The summary of a feed and the text behind it are often joined as they are.

    ## Fix
    Deletes a cut copy. Safe for what a feed cut and counted ("[+1200 chars]") when every letter of
    it stands in the longer copy, and that one was cut too: nothing is lost, nor is it hidden that
    more is missing. Otherwise unsafe, for the last words may stand nowhere else. For a near copy
    deletion is only suggested: which version is the right one cannot be known.
    """

    code = "REP002"
    name = "near-repeated-paragraph"
    family = "repetition"

    bad = (
        Bad(
            "The bakery at the old mill will close at the end of June, its owner said on Friday. "
            "She found nobody to take it over.\n\n"
            "⟦The bakery at the old mill will close at the end of June, its own… [+812 chars]⟧",
            cleaned="The bakery at the old mill will close at the end of June, its owner said on "
            "Friday. She found nobody to take it over.\n",
        ),
        Bad(
            "The bakery at the old mill will close at the end of June, its owner said on Friday. "
            "She found nobody to take…\n\n"
            "⟦The bakery at the old mill will close at the end of June, its own… [+812 chars]⟧",
            cleaned="The bakery at the old mill will close at the end of June, its owner said on "
            "Friday. She found nobody to take…\n",
        ),
        Bad(
            "The bakery at the mill was led by Ana Roth, who baked bread for sixty years.\n\n"
            "Nobody wants to take it over.\n\n"
            "⟦The bakery (founded 1931) at the mill was led by Ana Roth, who baked bread for sixty "
            "years.⟧",
        ),
    )
    good = (
        Good(
            "Ana Roth, 34, of Millbrook, was fined for selling bread on a Sunday morning.\n\n"
            "Bo Lindt, 51, of Millbrook, was fined for selling bread on a Sunday morning.",
            "two people in sentences of the same form",
        ),
        Good(
            "Those who come by boat are served on the lower deck.\n\n"
            "Those who come by train are served on the upper deck.",
            "two short sentences of one form",
        ),
        Good(
            "Shares of the mill rose 3 percent to 41 crowns at the close of trading.\n\n"
            "Shares of the mill rose 5 percent to 43 crowns at the close of trading.",
            "two sets of numbers",
        ),
        Good(
            "“We will not close the bakery as long as I live,” she said.\n\n"
            "“We will not sell the bakery to anyone who wants a café,” he said.",
            "two quotations that begin alike",
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for repeat in ctx.once(repeats):
            if repeat.unit.whole and repeat.kind != "same":
                unit, cut = repeat.unit, repeat.kind in ("cut", "start")
                safety = Safety.UNSAFE if cut else Safety.SUGGEST
                safety = Safety.SAFE if _told_by_longer(ctx, repeat) else safety
                yield self.finding(
                    unit.start,
                    unit.end,
                    "A cut copy of an earlier paragraph."
                    if cut
                    else "This paragraph is nearly the same as an earlier one.",
                    evidence=[("earlier", repeat.earlier.text)],
                    fix=_deletion(ctx, unit.block, safety),
                )


class RepeatedSentence(Rule):
    """A sentence stands in the text twice.

    ## What it does
    Finds sentences of eight words and more that repeat an earlier one inside another paragraph,
    exactly or but for a word: most often the deck, taken up in the text. Straight behind the
    same sentence five words are enough, where nobody is quoted. Sentences that tell the same of
    two people ("She was fined £40.") are in order.

    ## Why it matters
    The reader reads the same sentence again; a summary is counted as news.

    ## Fix
    None: the rest of the paragraph may lean on the sentence.
    """

    code = "REP003"
    name = "repeated-sentence"
    family = "repetition"

    bad = (
        Bad(
            "The bakery at the old mill will close at the end of June.\n\n"
            "⟦The bakery at the old mill will close at the end of June.⟧ Its owner found nobody "
            "to take it over, and the lease ends.",
        ),
        Bad(
            "He has to pay a fine. He must pay £154 to the court. ⟦He must pay £154 to the court.⟧"
        ),
    )
    good = (
        Good(
            "The bakery will close in June. Its owner is sad. The mill stays open, its owner is "
            "glad. The bakery will close in June.",
            "short sentences repeat on purpose",
        ),
        Good(
            "Bo Lind, 31, of Mill Lane, took a loaf. He was fined £40 and given a year to pay.\n\n"
            "Al Lund, 33, of Mill Lane, took a cake. He was fined £40 and given a year to pay.\n\n"
            "Ed Holm, 44, of Long Road, admitted stealing a loaf from the old bakery.\n\n"
            "Ed Holm, 44, of Long Road, admitted stealing a second loaf from the old bakery.",
            "the cases of a court",
        ),
        Good(
            "It did not rain. It did not rain. “It did not rain on Friday,” she said.", "a speech"
        ),
        Good(
            "“I have a dream of bread for everyone in this town,” she began.\n\n"
            "“I have a dream of ovens in every house of this town,” she went on.",
            "a figure of speech in quotations",
        ),
        Good(
            "Mill Bakery Will Close at the End of June This Year\n\n"
            "The mill bakery will close at the end of June this year. Its owner found nobody.",
            "a headline and the sentence that tells it again",
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for repeat in ctx.once(repeats):
            if not repeat.unit.whole:
                yield self.finding(
                    repeat.unit.start,
                    repeat.unit.end,
                    "This sentence stands in the text already.",
                    evidence=[("earlier", repeat.earlier.text)],
                )


def _printed_twice(ctx: Context, copy: Repeat) -> bool:
    """True for a paragraph straight under the same one, within the running text.

    Captions and boxes about the author are printed twice too, but between labels and headlines.
    """
    block, blocks = copy.unit.block, ctx.document.blocks
    if block.index != copy.earlier.block.index + 1 or not block.prose or block.text[0] in _QUOTES:
        return False
    above = blocks[max(0, block.index - 2) : block.index - 1]
    below = blocks[block.index + 1 : block.index + 2]
    title = ctx.once(title_block)
    framed = all(one.prose or one is title for one in above) and any(one.terminal for one in below)
    return framed and credit_span(block, pack_of(ctx)) is None


def _told_by_longer(ctx: Context, copy: Repeat) -> bool:
    """True for what a feed cut and counted, below a longer piece of the same text, cut as well.

    Without the copy that piece is the last paragraph, so that its cut is still seen.
    """
    if copy.kind != "start":
        return False
    own, above = copy.unit.block.index, copy.earlier.block.index
    if any(index > above for index in ctx.once(_last_prose) if index != own):
        return False
    unit, earlier = copy.unit.text[-60:], copy.earlier.text[-60:]
    return _COUNTED.search(unit) is not None and _CUT.search(earlier) is not None


def _last_prose(ctx: Context) -> tuple[int, ...]:
    """The numbers of the last two paragraphs; asked for each copy, so found once."""
    upwards = (block.index for block in reversed(ctx.document.blocks) if block.prose)
    return tuple(islice(upwards, 2))


def _deletion(ctx: Context, block: Block, safety: Safety) -> Fix:
    return delete_lines(
        ctx.document, block.first, block.last, safety, "Delete the repeated paragraph"
    )


RULES: tuple[type[Rule], ...] = (RepeatedParagraph, NearRepeatedParagraph, RepeatedSentence)
