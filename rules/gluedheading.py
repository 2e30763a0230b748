"""Headings and bylines that ran into the sentence behind them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from newslint.blocks import Block
from newslint.finding import Finding
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule
from newslint.rules.pack import pack_of
from newslint.rules.seams import LOWER, UPPER

_POLITE = frozenset(
    ["i", "sie", "ihr", "ihre", "ihren", "ihnen", "ihrem", "ihrer", "may", "will", "us"]
)
"""Function words that have a capital inside a sentence, or are names too."""


class GluedHeading(Rule):
    """A byline or a heading that ran into the sentence after it.

    ## What it does
    Reports a paragraph that opens with "By", two names and then a sentence of its own
    ("By Ann Reed The police have ..."), and one that opens with a few words, the last of them
    small, and then a function word with a capital ("Back to school The bus ..."), without a mark
    between.

    ## Why it matters
    The reader stumbles, and a program takes the name for the subject of the sentence.

    ## Fix
    None: where the name or the heading ends is not certain.
    """

    code = "PUN008"
    name = "glued-heading"
    family = "punctuation"
    bad = (
        Bad("⟦By Ann Reed The⟧ police have closed three roads around the old harbour."),
        Bad("⟦By John K. Marsh A⟧ ferry with forty people ran aground near the island on Sunday."),
        Bad("⟦Storm over the hills The⟧ police have closed three roads around the old harbour."),
        Bad("⟦Noche sin luz El⟧ puerto quedó a oscuras hasta las seis de la mañana.", None, "es"),
    )
    good = (
        Good("By Ann Reed\nThe police have closed three roads.", "a byline on its own line"),
        Good("By Monday The Times had sold out in all towns of the coast.", "a day and a name"),
        Good("By George The Musical opens downtown", "a title in a headline"),
        Good('"By God The world is ending," he cried out, and everybody laughed.', "a quotation"),
        Good("Gestern baten wir Sie um Geduld, denn die Brücke war gesperrt.", "a pronoun", "de"),
        Good("In our town The Hague is loved by all who have ever been there.", "a name"),
    )

    _BYLINE = lazy(
        rf"[Bb]y [{UPPER}][{LOWER}]{{1,20}}(?: [{UPPER}]\.?)?"
        rf"(?: [{UPPER}][{LOWER}’'-]{{1,20}}){{1,2}}"
        rf" (?:The|A|An|In|It|At|After|When|For|As|On)(?= [{UPPER}]?[{LOWER}]{{2,}} )"
    )
    _HEADING = lazy(
        rf"[{UPPER}][\w’'-]{{0,24}} (?:[^\W\d_][\w’'-]{{0,24}} ){{0,5}}"
        rf"(?P<last>[{LOWER}]{{3,20}}) (?P<first>[{UPPER}][{LOWER}]{{0,9}})"
        rf"(?= [{LOWER}]{{2,20}}(?![\w’'-]))"
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        function = pack_of(ctx).words("function")
        for block in ctx.document.blocks:
            if not block.prose:
                continue
            by = block.text[1:3] == "y " and self._BYLINE.match(block.text)
            heading = self._HEADING.match(block.text) if _may_head(block, function) else None
            if by:
                yield self._found(block, by.end(), "byline")
            elif heading and heading["last"] not in function and _opens(heading, function):
                yield self._found(block, heading.end(), "heading")

    def _found(self, block: Block, end: int, what: str) -> Finding:
        return self.finding(
            block.start, block.start + end, f"A {what} ran into the sentence that follows it."
        )


def _may_head(block: Block, function: Collection[str]) -> bool:
    """False for a paragraph without a function word with a capital behind its first words."""
    words = block.text.split(None, 8)[2:8] if block.size > 9 else ()
    return any(word[0].isupper() and word.casefold() in function for word in words)


def _opens(heading: re.Match[str], function: Collection[str]) -> bool:
    """True when a function word with a capital begins the sentence after a heading."""
    first = heading["first"].casefold()
    return first in function and first not in _POLITE


RULES: tuple[type[Rule], ...] = (GluedHeading,)
