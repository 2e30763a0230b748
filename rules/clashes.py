"""Words that cannot stand side by side in English: what a rule can know of broken syntax.

Every pattern was counted on 140,000 sentences of clean English first: what occurs there, other than
as a slip, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newslint.blocks import Block
from newslint.finding import Finding
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule

_EDGE = r"(?<![\w’'\-\"“.&])"
_ARTICLES = lazy(
    rf"{_EDGE}(?:(?:[Tt]he (?!the )|an? (?!an? ))"
    r"(?:the|an?|he|she|they|this|these|is|was|were|are|has|had|have|of|and|their)(?= [a-z]{2})"
    r"|(?:his|their|our|my|your) (?:the|an?)(?= [a-z]{2})"
    r"|(?:the|an?) (?:on|in|of|for|from|into|with) (?:the|an?)(?= [a-z]{2})"
    r"|(?:be|been|is|was|are|were) an? (?:in|at|on|of|into|from|with|by)(?= [a-z])"
    r"|(?:at|with|into|for|by|during|between|about|[Dd]espite) of(?= [a-z]{2}))"
)
_BASE = (
    "declare|announce|accuse|inform|allege|describe|receive|include|provide|require|allow|believe"
    "|expect|refuse|agree|confirm|reveal|admit|arrive|begin|deny|decide|destroy|discover|explain"
    "|identify|introduce|invite|prevent|publish|remove|replace|resign|suggest|threaten|determine"
    "|establish|encourage|ensure|create|convince|continue|consider|compare|collect|appoint|apologise"
    "|apologize|evacuate|investigate|relocate|injure"
)
"""Verbs whose base form is neither a noun nor an adjective nor a participle."""
_VERBS = lazy(
    rf"{_EDGE}(?:(?P<cleft>(?:was|were|been|being)(?: also| already| now)? (?:{_BASE}))"
    rf"|(?:has|have|had)(?: also| already| now)? (?:{_BASE})"
    r"|(?P<what>was were|were was|was are|has have|have has|had has|were are)"
    r"|(?:would|could|should|cannot|must|(?:would|could|should|wo|ca)n['’]t)"
    r" (?:has|is|was|were|are)"
    r"|(?:(?:did|does)n['’]t|(?:did|does) not)"
    r" (?:(?!used|[a-z]*eed(?![a-z])|(?:sh|w|emb|b|shr)ed(?![a-z]))[a-z]{2,14}ed"
    r"|was|were|is|are|has|had|went|took|came|said|made)"
    r"|(?<!of )(?<!in )(?<!for )(?<!by )(?<!and )(?<!without )[Aa]ccording"
    r" (?:the|an?|data|documents|experts|figures|officials|police|records|reports|sources"
    r"|statistics|authorities))(?![\w’'-])"
)


def _pairs(*sides: tuple[str, str]) -> frozenset[tuple[str, str]]:
    """Every word of the left side with every word of the right side, for each (left, right)."""
    return frozenset(
        (one, two) for left, right in sides for one in left.split() for two in right.split()
    )


_ARTICLE_PAIRS = _pairs(
    (
        "the a an",
        "the a an he she they this these is was were are has had have of and their"
        " on in for from into with at by",
    ),
    ("his their our my your", "the a an"),
    ("at with into for by during between about despite", "of"),
)
"""Neighbouring words of which one pair is wherever `_ARTICLES` matches."""
_VERB_PAIRS = _pairs(
    ("was were been being has have had", "was were are has have had"),
    ("was were been being has have had also already now", _BASE.replace("|", " ")),
    ("would could should cannot must t", "has is was were are"),
    ("did does", "not"),
    ("didn doesn", "t"),
    (
        "according",
        "the a an data documents experts figures officials police records reports sources"
        " statistics authorities",
    ),
)
"""The same for `_VERBS`."""
_DO = lazy(r"\b(?:d[oi]d?|does|done|doing|step|thing|task|job|aim|idea|plan|goal|role)\b")
"""Words after which a base form may follow "was" ("all he did was announce it")."""
_WHAT = lazy(r"\b(?:what|all|who|how|where|that|which|whatever|as|than)\b", re.I)
"""Words after which two forms of "be" or "have" may meet ("what they were are signs")."""
_ALL_PAIRS = _ARTICLE_PAIRS | _VERB_PAIRS


class ArticleClash(Rule):
    """An article or a preposition before a word that it never stands before ("the he", "at of").

    ## What it does
    Reports, in English running text, an article followed by another article, a pronoun, a verb form
    such as "is", or "of"; a possessive before an article ("his the"); a preposition between two
    articles or before "of": the word between them is missing, or one of the two is too much.

    ## Why it matters
    A word was lost, or two versions of the sentence were joined.

    ## Fix
    None: which word is wrong, or missing, cannot be known.
    """

    code = "GAR006"
    name = "article-clash"
    family = "garble"
    bad = (
        Bad("The rumour spread after ⟦the he⟧ promised to close the old harbour for good."),
        Bad("In this town water is ⟦the an⟧ important question, and has been for years."),
        Bad("The driver was said to ⟦be a in⟧ stable condition after the crash on the bridge."),
        Bad("Our reporter saw ⟦their the⟧ flooded cellar ⟦despite of⟧ all the warnings."),
    )
    good = (
        Good("They walked from A to B and then took the A train to the harbour.", "letters"),
        Good('He sang "The Is and the Was", an old song, on Friday night.', "a title in quotes"),
        Good("The He-Man doll is back", "a name in a headline"),
        Good("The then mayor and the in crowd of the town never came back.", "adjectives"),
        Good("She gave her the keys, and the storm closed in of its own accord.", "no possessive"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        for block, match in _matches(ctx, _ARTICLES, _ARTICLE_PAIRS):
            yield self.finding(
                block.start + match.start(),
                block.start + match.end(),
                f"“{match.group()}” cannot stand together: a word was lost, or is too much.",
            )


class VerbClash(Rule):
    """Verb forms that cannot follow each other ("was declare", "would has", "didn't posed").

    ## What it does
    Reports, in English running text, a form of "be" or "have" before the base form of a verb, two
    forms of "be" or "have" in a row, "would" and its like before "has" or "is", "didn't" before a
    past form, and "according" without "to". Clefts ("all he did was announce it", "what they were
    are signs") are in order.

    ## Why it matters
    An ending or a word was lost. Where one is missing, look for others: such text often was
    translated or rewritten by a program.

    ## Fix
    None: which of the words is wrong cannot be known.
    """

    code = "GAR007"
    name = "verb-clash"
    family = "garble"
    bad = (
        Bad("The vote was counted again after she ⟦was declare⟧ winner on Saturday night."),
        Bad("The mayor ⟦didn't opened⟧ the bridge because the road ⟦would has⟧ been closed."),
        Bad("The fire in the mill ⟦were are⟧ fighting grew, ⟦according officials⟧ of the town."),
    )
    good = (
        Good("All the mayor did was announce a plan that nobody in town had read.", "a cleft"),
        Good("What the two lights were are signs for the ships that come at night.", "a cleft"),
        Good(
            '"It didn\'t need a vote," she said, and it did not succeed in the end.', "base forms"
        ),
        Good("He spoke of according the town its rights, according to officials.", "a verb"),
        Good("Mayor must: is it time to go?", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        for block, match in _matches(ctx, _VERBS, _VERB_PAIRS):
            before = block.text[max(0, match.start() - 100) : match.start()]
            if (match["cleft"] and _DO.search(before)) or (match["what"] and _WHAT.search(before)):
                continue
            yield self.finding(
                block.start + match.start(),
                block.start + match.end(),
                f"“{match.group()}” is no form of a verb: an ending or a word was lost.",
            )


RULES: tuple[type[Rule], ...] = (ArticleClash, VerbClash)


def _matches(
    ctx: Context, pattern: re.Pattern[str], pairs: frozenset[tuple[str, str]]
) -> Iterator[tuple[Block, re.Match[str]]]:
    """What `pattern` finds in the running text of an English document, where one of `pairs` is."""
    for block in ctx.once(_clashing):
        if not pairs.isdisjoint(pairwise(block.terms)):
            for match in pattern.finditer(block.text):
                yield block, match


def _clashing(ctx: Context) -> list[Block]:
    """The running text of an English document that has any pair of words that may clash."""
    if ctx.document.language != "en":
        return []
    return [
        block
        for block in ctx.document.blocks
        if block.prose and not _ALL_PAIRS.isdisjoint(pairwise(block.terms))
    ]
