"""Broken syntax that a rule can know without a model; and the rules of the family `garble`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newslint.blocks import Block
from newslint.finding import Finding, Safety
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete, delete_lines
from newslint.rules import clashes, doubled, garbledsentence, speech
from newslint.rules.pack import pack_of

ENGLISH = "en"
_STOP = lazy(
    r"(?<![\w’'.@/-])(?:\d{1,3}-)?([^\W\d_][\w’'-]{2,30}[\"”’'»)]{0,2})\. "
    r"([^\W\d_]{1,30}(?:['’]s)?)(?![\w@/’'-]|\.\w)"
)
"""A word, a full stop, and the word after it."""
_STOP_AFTER = lazy(
    r"(?<![\w’'.@/-])(?:(?P<name>[^\W\d_a-z][^\W\d_A-Z]{2,30})"
    r"|(?P<number>[$£€][\d.,]{1,12}(?:k|m|bn|tn)?|(?<= )(?:19|20)\d\d|\d[\d.,]{0,9}%)"
    r"|(?P<short>[a-z]{2})|(?P<quoted>[A-Z]{2,12}(?=[\"”»]\.)))"
    r"[\"”’'»)]{0,2}\. (?P<after>[^\W\d_]{1,30})(?![\w@/’'-]|\.\w)"
)
"""The same after a name, an amount, a year, a short word, or an acronym that ends a quotation."""
_SHORT_TEXT = "it he me us we up in on to of by at do so go be is an or if my"
_SHORT = frozenset(_SHORT_TEXT.split())
"""Words of two letters that are no abbreviations."""
_ORDINALS = (
    "de",
    "cs",
    "da",
    "et",
    "fi",
    "hr",
    "hu",
    "lv",
    "nb",
    "nn",
    "no",
    "pl",
    "sk",
    "sl",
    "tr",
)
"""Languages that write a stop after an ordinal number."""
_SHORTENED_TEXT = """
assoc attys atty capts comm commr natl soc elec supp mssrs messrs mmes sgts lts gens revs drs profs
sens reps govs cos corps insp supt maj brig cmdr lieut hons esqs bart revd ald cllr cie exc excmo
ilmo sra sras srta dña dra dott sig prov stadt tech inst coll acad bapt cath meth presb luth blvd
cent penn nevada conf trans ency dept depts ctr bldg mlle mme
"""
_SHORTENED = frozenset(_SHORTENED_TEXT.split())
"""Short forms with a capital that no pack knows."""
_VOWEL = lazy(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõåøæœ]", re.I)
_ONE_WORD = lazy(r"[a-z]{3,20}[.!?](?=\s|$)")
_SMALL_NAMES_TEXT = """
ipad iphone ipod imac icloud ios ebay macos eharmony adidas lululemon airbnb
de la van von der den del di da al el bin ibn www http https com org net ly
gov edu info tv io
"""
_SMALL_NAMES = frozenset(_SMALL_NAMES_TEXT.split())
_LOWER_START = lazy(r"([a-zß-öø-ÿ]{1,20})(?=[ ,'’])")


class StrayStop(Rule):
    """A full stop in the middle of a sentence, followed by a small letter.

    ## What it does
    Reports a full stop between two words of running text when the second begins small and is not
    a sentence by itself (see lost-fragment). Abbreviations, initials, addresses, ellipses and names
    that begin small (iPhone) are in order.

    ## Why it matters
    A sentence was cut and glued: words are missing, or stand in the wrong place. A capital letter
    would hide the damage.

    ## Fix
    Suggests taking out the stop. Never applied: whether words are missing cannot be known.
    """

    code = "GAR001"
    name = "stray-stop"
    family = "garble"
    bad = (
        Bad(
            'The envoy said the firm "put profit ⟦first". and⟧ have left the talks without a deal.'
        ),
        Bad("The council closed the old ⟦bridge. because⟧ its pillars were about to give way."),
        Bad('It called the tapes "work of the ⟦CIA". and⟧ has refused to play them in court.'),
        Bad("It lost ⟦£9m. and⟧ a ship in ⟦2019. where⟧ ⟦Reed. who⟧ leads it, told us on Monday."),
    )
    good = (
        Good("The firm (approx. forty people) met Acme Inc. at 9 a.m. today.", "abbreviations"),
        Good('"We waited ... and waited. iPhone users did not," the clerk said.', "an ellipsis"),
        Good("He reads example.com and will.i.am daily, e.g. on the train.", "addresses, names"),
        Good("U.S. vs. them: how the cup was won", "abbreviations in a headline"),
        Good("He left Acme Corp. and Hill Bros. in Calif. with Ann Reed Jr. last May.", "names"),
        Good("Am 1. mai und im Jahr 2019. und am 2. Juni war der Rat in der Stadt.", "days", "de"),
    )  # fmt: skip

    def check(self, ctx: Context) -> Iterable[Finding]:
        for block, match in _stops(ctx):
            if _ONE_WORD.match(block.text, _next(match)):
                continue
            start, end = block.start + match.start(), block.start + match.end()
            stop = block.start + block.text.rindex(". ", match.start(), match.end())
            yield self.finding(
                start,
                end,
                "A full stop stands in the middle of a sentence: words were lost or moved here.",
                fix=delete(stop, stop + 1, Safety.SUGGEST, "Take out the full stop"),
            )


class LostFragment(Rule):
    """A small-letter word that stands alone as a sentence.

    ## What it does
    Reports one word in small letters between two final marks ("... said. commenced."), and a word
    such as "and" alone on its line between two whole paragraphs.

    ## Why it matters
    The word is what is left of a sentence, or it belongs to another one.

    ## Fix
    Suggests deleting it. Never applied: its sentence may be elsewhere in the text.
    """

    code = "GAR002"
    name = "lost-fragment"
    family = "garble"
    bad = (
        Bad("The minister, who runs the office for rivers, spoke of the flood. ⟦resumed.⟧"),
        Bad("Sales of tea fell by 5%. ⟦began.⟧ They rose in Asia. ⟦followed.⟧ Nobody knows why."),
        Bad("The train was late again. ⟦waiting.⟧ Nobody knew why it had stopped."),
        Bad("The train was late again on Friday.\n\n⟦and⟧\n\nNobody knew why it had stopped."),
    )
    good = (
        Good("The train was late. Again. Nobody knew why it had stopped.", "a fragment on purpose"),
        Good('"Wait. what?" she wrote to her friends on the train.', "a question in a quotation"),
        Good("The mayor met Reed Assoc. officials. Acme Corp. said. It was 2 p.m. then.", "short"),
        Good("He works for example.com. iPhone. He sells it too, at a loss.", "a name"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        for block, match in _stops(ctx):
            word = _ONE_WORD.match(block.text, _next(match))
            if word and not word.group().endswith("?"):
                start, end = block.start + word.start(), block.start + word.end()
                yield self.finding(
                    start,
                    end,
                    "One word stands alone as a sentence: it is left over from another one.",
                    fix=delete(start - 1, end, Safety.SUGGEST, "Delete the word"),
                )
        function = pack_of(ctx).words("function")
        blocks = ctx.document.blocks
        for previous, block, following in zip(blocks, blocks[1:], blocks[2:], strict=False):
            if block.text not in function or not (previous.prose and following.prose):
                continue
            if previous.terminal and not following.text[0].islower():
                yield self.finding(
                    block.start,
                    block.end,
                    "One word stands alone between two paragraphs: its sentence is lost.",
                    fix=delete_lines(ctx.document, block.first, block.last, Safety.SUGGEST),
                )


class CutStart(Rule):
    """A paragraph whose first letters are missing.

    ## What it does
    Reports, in English, a paragraph of running text that begins with a small letter after a
    paragraph that ended with a final mark, in a document whose paragraphs begin with capitals.
    Names that begin small and headlines are in order.

    ## Why it matters
    Extractors that cut a drop cap or a button take the first letters along: "hina's economy",
    "uncil said". The word, and often the one before it, is lost.

    ## Fix
    None: the lost letters are on the original page only.
    """

    code = "GAR004"
    name = "cut-start"
    family = "garble"
    bad = (
        Bad(
            "It rained all day in the hills above the town.\n\n"
            "⟦uncil⟧ said that both roads to the harbour would stay closed until Monday."
        ),
        Bad(
            "It rained all day in the hills above the town.\n\n"
            "⟦arbour⟧ officials said that no ship had left since the storm began on Friday."
        ),
    )
    good = (
        Good(
            "The mayor spoke of three things that the town needs,\n\n"
            "and then he left the hall without another word to the press.",
            "the sentence before goes on",
        ),
        Good(
            "It rained all day in the hills above the town.\n\n"
            "iPhone users got a warning from the weather service in the morning.",
            "a name that begins small",
        ),
        Good(
            "Three words are banned:\n\n“crisis” and “chaos” are two that the mayor hates.\n\n"
            "• the third is one that nobody in the town hall dares to say aloud.",
            "a quotation and a list",
        ),
        Good("storm closes both roads to harbour", "a headline in small letters"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        if ctx.document.language != ENGLISH:
            return
        blocks = ctx.document.blocks
        prose = [block for block in blocks if block.prose]
        small = sum(block.text[0].islower() for block in prose)
        if small * 3 > len(prose) + 2:
            return
        for previous, block in zip([None, *blocks[:-1]], blocks, strict=False):
            if not (block.prose and block.terminal) or (previous and not previous.terminal):
                continue
            match = _LOWER_START.match(block.text)
            if match and match[1] not in _SMALL_NAMES | ctx.settings.house_words:
                yield self.finding(
                    block.start,
                    block.start + match.end(1),
                    "The paragraph begins in the middle of a sentence or word: its start was cut.",
                )


def _stops(ctx: Context) -> Iterator[tuple[Block, re.Match[str]]]:
    """Full stops of running text that a small letter follows, abbreviations left out.

    Group 1 is what stands before the stop, the last group what stands after it.
    """
    pack = pack_of(ctx)
    function = pack.words("function")
    if not function:
        return
    abbreviations = pack.words("abbreviations")
    unnamed = _SMALL_NAMES | ctx.settings.house_words
    for block in ctx.document.blocks:
        if not block.prose or not any(after[:1].islower() for after in block.text.split(". ")[1:]):
            continue
        for match in _STOP.finditer(block.text):
            before, after = match[1].strip("\"”’'»)"), match[2]
            if not after.islower() or after in unnamed:
                continue
            if not before.islower() or before in abbreviations:
                continue
            yield block, match
        for match in _STOP_AFTER.finditer(block.text):
            after = match["after"]
            if after.islower() and after not in unnamed and _ends_nothing(ctx, match, function):
                yield block, match


def _next(match: re.Match[str]) -> int:
    """Where the word after the stop begins."""
    return match.string.rindex(" ", match.start(), match.end()) + 1


def _ends_nothing(ctx: Context, match: re.Match[str], function: frozenset[str]) -> bool:
    """True when the stop behind a name, a number or a short word is no part of it."""
    after = match["after"]
    if len(after) == 1 and after not in function:
        return False
    alone = _ONE_WORD.match(match.string, match.start("after")) is not None
    pack = pack_of(ctx)
    open_end = after in function or (alone and after not in pack.words("reporting"))
    if match["number"]:
        return open_end and not ctx.document.language.startswith(_ORDINALS)
    if match["quoted"]:
        return after in function
    if match["short"]:
        return ctx.document.language == ENGLISH and match["short"] in _SHORT and len(after) > 1
    name = match["name"].casefold()
    if name in pack.words("abbreviations") or name in _SHORTENED or not _VOWEL.search(name):
        return False
    if name in pack.words("weekdays") or name in pack.words("months"):
        return True
    if name.endswith("str"):
        return False
    return len(name) > (3 if open_end else 4)


RULES: tuple[type[Rule], ...] = (
    StrayStop,
    LostFragment,
    *doubled.RULES,
    *clashes.RULES,
    CutStart,
    *speech.RULES,
    *garbledsentence.RULES,
)
