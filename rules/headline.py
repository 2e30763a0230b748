"""The title of a text: which line it is, and what stands behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from newslint.blocks import CLOSERS, Block
from newslint.patterns import lazy
from newslint.rule import Context
from newslint.rules.authorship import metadata_lines
from newslint.rules.pack import hits_by_block
from newslint.wording import fold

HEAD_LIMIT = 60
"""Blocks from the start among which the title is looked for: menus can be long."""
HEAD_PROSE = 3
"""Paragraphs of running text after which no title comes any more."""
MIN_WORDS = 4
"""Titles of fewer words repeat by chance: section names, labels, names."""
LEAD_PROSE = 5
"""Paragraphs whose words a title shares."""
LIKELY = 2.0
"""What must speak for a line before it counts as the title (see `_likelihood`)."""
TWICE_WORDS = 6
"""Words that such a headline must have: buttons and labels stand there twice too."""

_SUFFIX = lazy(
    r"(?:\s{1,4}(?:[-–—|»·•:]|::|\|\|)\s{1,4}|\s{0,4}\|\s{0,4})"
    r"(?P<name>[^|–—»·•]{2,40})$"
)
_CRUMBS = lazy(r"\s(?:[/>»›→|]|&gt;)\s")
_CRUMB_MARKS = ("/", ">", "»", "›", "→", "|", "&gt;")
_ARROW = lazy(r"\s[>»›→]\s")
_MENU = frozenset({
    "home", "menu", "search", "login", "log", "sign", "in", "register", "news", "sport",
    "sports", "business", "world", "politics", "opinion", "video", "videos", "photos",
    "entertainment", "lifestyle", "tech", "technology", "health", "weather", "travel",
    "culture", "science", "local", "national", "international", "latest", "share", "tweet",
    "print", "email", "comments", "contact", "about", "newsletter", "newsletters", "subscribe",
    "facebook", "twitter", "instagram", "whatsapp", "linkedin", "youtube",
})  # fmt: skip
_INGREDIENT = lazy(r"[½¼¾] |\d[\d.,/½¼¾]{0,6} ?(?:tbsp|tsp|EL|TL)\b")
"""How the line of an ingredient begins; headlines begin with amounts too: “2m lose power”."""
_MARKED = lazy(r"# \S")
_SUBMARKED = lazy(r"## \S")
_FIRST_ITEM = lazy(r"1[.):] \S")
_CREDITED = lazy(
    r"\b(?:photo|photograph|image|picture|getty|reuters|afp|shutterstock|foto|bild|credit)\b|[©/]\S",
    re.I,
)


class Suffix(NamedTuple):
    """A last segment behind a separator: `text[start:]` of a line, its name, what stands before."""

    stem: str
    start: int
    name: str
    separator: str


def site_suffix(text: str) -> Suffix | None:
    """The last segment of a title behind " - ", " | ", " :: " and the like, if it has one."""
    match = _SUFFIX.search(text)
    if match is None or match.start() == 0:
        return None
    separator = text[match.start() : match.start("name")].strip()
    return Suffix(text[: match.start()], match.start(), match["name"].strip(), separator)


def title_block(ctx: Context) -> Block | None:
    """The block that holds the document's title, or None. Ask through `ctx.once`.

    The line that equals the known title, when the caller gave one; else the likeliest
    line of the head: shaped like a headline, telling what the text tells, menus, bylines and share
    rows left out. Of two versions of one title it is the first.
    """
    head = _head(ctx.document.blocks)
    known = ctx.document.title
    if known:
        wanted = stems(known)
        for block in head:
            if wanted & stems(block.text):
                return block
    ranked = [(block, _likelihood(ctx, block, head)) for block in _candidates(ctx, head)]
    best = max(ranked, key=lambda pair: pair[1], default=None)
    if best is None or best[1] < LIKELY:
        return None
    return next(block for block, _ in ranked if block is best[0] or _same_story(block, best[0]))


def _head(blocks: Sequence[Block]) -> list[Block]:
    """The blocks before the third paragraph of running text, or before the text ends."""
    head, prose = [], 0
    last = max((block.index for block in blocks if block.prose), default=len(blocks))
    for block in blocks[: min(HEAD_LIMIT, last)]:
        prose += block.prose and block.size > 12
        if prose >= HEAD_PROSE:
            break
        head.append(block)
    return head


def _candidates(ctx: Context, head: Sequence[Block]) -> list[Block]:
    """The lines of the head that have the shape of a headline and are nothing else."""
    metadata = ctx.once(metadata_lines)
    hits = ctx.once(hits_by_block)
    residue = {
        block.index: hit.entry.kind
        for block in head
        for hit in hits[block.index]
        if hit.entry.strong
    }
    return [
        block
        for block in head
        if block.first not in metadata
        and block.index not in residue
        and residue.get(block.index - 1) not in ("promo-link", "related-heading")
        and (_is_shaped(block) or _MARKED.match(block.text))
        and not _is_menu(block)
        and not _INGREDIENT.match(block.text)
        and not _is_first_item(ctx, block)
    ]


def _is_first_item(ctx: Context, block: Block) -> bool:
    """True for “1. ...” below another line where “2. ...” follows: an item of a list."""
    if not block.index or not _FIRST_ITEM.match(block.text):
        return False
    below = ctx.document.blocks[block.index + 1 : block.index + 1 + HEAD_LIMIT]
    return any(other.text.startswith(f"2{block.text[1]} ") for other in below)


def _is_shaped(block: Block) -> bool:
    """True for the shape of a headline: no final mark, or a question or exclamation."""
    if block.headline:
        return not block.text.endswith((":", ",", "：", "，", "、", "،"))
    ends = block.text.rstrip(CLOSERS).endswith((".", "…", "।", "。", "۔"))
    return block.terminal and 3 <= block.size <= 22 and not ends


def _likelihood(ctx: Context, block: Block, head: Sequence[Block]) -> float:
    """How much speaks for a line being the title; from `LIKELY` on it may be one."""
    blocks = ctx.document.blocks
    counts, lead = ctx.once(_printed), ctx.once(lead_words)
    words = telling_words(block)
    told = len(words & lead) / len(words) if words else 0.0
    metadata = ctx.once(metadata_lines)
    signed = any(one.first in metadata for one in blocks[block.index + 1 : block.index + 3])
    return (
        2.0
        + min(1.5, 3.0 * told)
        + (1.0 if block.size >= MIN_WORDS else -0.5)
        + (2.0 if _MARKED.match(block.text) else 0.0)
        + (1.0 if _SUBMARKED.match(block.text) else 0.0)
        + (1.0 if counts[block.folded] == 2 and block.size >= TWICE_WORDS else 0.0)
        + (0.5 if signed else 0.0)
        - (
            1.5
            if _CREDITED.search(block.text) or (block.text.isupper() and block.size > 8)
            else 0.0
        )
        - (0.7 if block.size > 15 else 0.0)
        - (0.5 if block.size > 20 else 0.0)
        - 0.15 * min(block.index - head[0].index, 10)
    )


def _same_story(block: Block, title: Block) -> bool:
    """True for the title itself and for an earlier version of it."""
    words, wanted = set(block.folded.split()), set(title.folded.split())
    return 3 * len(words & wanted) >= 2 * min(len(words), len(wanted)) >= 2 * MIN_WORDS


def _printed(ctx: Context) -> Counter[str]:
    """How often each line stands among the first ones."""
    return Counter(block.folded for block in ctx.document.blocks[:HEAD_LIMIT])


def lead_words(ctx: Context) -> set[str]:
    """The longer words of the first paragraphs of running text: a title tells the same story.

    Ask through `ctx.once`.
    """
    paragraphs = [block for block in ctx.document.blocks if block.prose and block.size > 12]
    return set(chain.from_iterable(map(telling_words, paragraphs[:LEAD_PROSE])))


def telling_words(block: Block) -> set[str]:
    """The longer words of a block; pairs of characters where words stand without blanks."""
    if block.wide:
        return {one + two for one, two in pairwise(block.units)}
    return {word for word in block.folded.split() if len(word) > 3}


def stems(text: str) -> set[str]:
    """`text` folded, with and without what may be a site's name."""
    suffix = site_suffix(text)
    stems = {fold(text), fold(suffix.stem) if suffix else ""}
    return {stem for stem in stems if stem}


def _is_menu(block: Block) -> bool:
    """True for rows of menu items or buttons, and for breadcrumbs."""
    words = block.terms
    if 2 * sum(map(_MENU.__contains__, words)) >= len(words):
        return True
    if block.text.startswith(("•", "*", "- ", "http", "www.", "<", "©", "###", "—")):
        return True
    marked = any(map(block.text.__contains__, _CRUMB_MARKS))
    crumbs = len(_CRUMBS.findall(block.text)) if marked else 0
    return (
        crumbs >= 2
        or (crumbs > 0 and words[:1] == ["home"])
        or (crumbs > 0 and bool(_ARROW.search(block.text)))
    )
