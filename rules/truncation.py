"""Ends that were cut: the marker a feed leaves, the sentence before it, ends without a marker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from newslint.blocks import CLOSERS, TERMINALS, Block
from newslint.finding import Finding, Safety, Severity
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete, delete_lines
from newslint.rules.pack import hits_by_block, pack_of
from newslint.wording import fold

_COUNT = lazy(
    r"(?:[ \u00a0]?(?:…|\.{2,4}))?[ \u00a0]{0,2}\[\+?[ \u00a0]?\d[\d,.]{0,8} ?"
    r"(?:chars?|characters|more chars?|caracteres|Zeichen|caractères)\]"
)
"""What news APIs put where they cut: "… [+1234 chars]"."""
_TURN = lazy(r"(?:\[?\d\d?:\d\d(?::\d\d)?\]? )?[A-Z][A-Z .'’-]{0,30}(?: \([^()]{1,40}\))?: ")
"""How a turn of a transcript begins: “[00:02:01] TOM: So, er...”."""
_BRACKETED = lazy(r"[ \u00a0]?[\[(](?:…|\.{3}|&hellip;)[\])]$")
_TRAILING = lazy(r"[ \u00a0]?(?:[»>][ \u00a0]?)?(?:…\.?|(?<!\.)\.{2,4}|\. \. \.|&hellip;)$")
_QUOTED_END = lazy(r"(?:…|\.{2,6})[\"”’'»)]{1,2}$")
_MORE = lazy(r"[ \u00a0]?(?:(?:…|\.{3})[ \u00a0]?)?[(\[]more(?:…|\.{3})?[)\]]$", re.I)
"""What wire copy puts where it goes on in another piece."""
_MARKS = ("…", "..", "…]", "..]", "…)", "..)", "&hellip;")
"""What may stand before a call to read on."""
_ARROW = lazy(r"[»>]")
_ELLIPSIS = lazy(r"\.{3}|…")
_TWO_STOPS = lazy(r"[ \u00a0]\.\.$")
_LABELLED = lazy(r"[ \u00a0]?(?:…|\.{3})[ \u00a0]([A-Z]\w{2,20})$")
"""A teaser cut before the name of its section: "the severity of flo... News"."""
_TRAILS_OFF = lazy(
    r"\b(?:more|so on|so forth|etc|continued|knows|wait|y más|mehr|plus|mais)$", re.IGNORECASE
)
"""Ends that trail off on purpose."""
_SENTENCE_END = lazy(
    rf"[{re.escape(TERMINALS)}][{re.escape(CLOSERS)}]{{0,2}}[ \u00a0]+(?=[^a-z\s])"
    r"|<[^<>]{1,40}>[ \u00a0]*(?=[^<\s])"
    rf"|[。！？][{re.escape(CLOSERS)}]{{0,2}}(?=[^\W\d_])"
)
_NEW_SENTENCE = lazy(r"[^\W\d_][^.!?।]{20,400}[.!?।]")
_LIST_ITEM = lazy(r"(?:^[*•\-–—\d])|;[ \u00a0](?:and|or|y|o|et|und|e)$")
_UNFINISHED_TEXT = """
more to follow; more follows; more to come; to be continued; more details to follow; more soon
fortsetzung folgt; wird fortgesetzt; weitere informationen folgen; mehr in kürze
continuará; habrá ampliación; mais detalhes em instantes; aguarde mais informações; continua
plus d informations à venir; plus d infos à suivre; bersambung
"""
_UNFINISHED = frozenset(
    phrase.strip() for line in _UNFINISHED_TEXT.split("\n") for phrase in line.split(";") if phrase
)
"""Lines by which a newsroom says itself that the story has no end yet, folded."""
_CALL = lazy(r"[A-Z][A-Za-z ]{2,30}:")
_WORD_AT_END = lazy(r"[\w\u0900-\u0903\u093a-\u094f]+$")
_UNCUT = lazy(
    r"(?:what|who|why|how|where|when|which|this is|these are|here|more|read|see|sign|follow|click"
    r"|find|learn|get|watch|listen|share|tell|contact|visit|join"
    r"|photo|picture|image|source|by)\b",
    re.I,
)
"""How headings, captions and calls begin, which may end in a verb or in nothing."""
_CLAUSE = lazy(r"[^\W\d_], [^\W\d_A-Z][^\W\d_]*[ \u00a0][^\W\d_A-Z]")
"""A comma between two small words: no list of names."""
_NOTICE = lazy(r"[©®@|]|https?:|www\.|\w\.(?:com|org|net|co)\b", re.I)
_DOMAIN = lazy(r"\w\.[a-z]{2,6}$")
_BEFORE_VERBS_TEXT = """
whether how able unable going ready about want wants wanted plan plans planned hope hopes hoped due
expected agreed decided decides forced have has had ought likely try tries tried trying asked urged
told set continue continues
"""
_BEFORE_VERBS = frozenset(_BEFORE_VERBS_TEXT.split())
"""English words after which "to" wants a verb: it ends no clause there."""
_OF_LABELS = ("by", "from", "with", "of", "for")
"""Words that end labels ("Data provided by")."""
_NOUNS_LARGE = "de"
"""The language that writes every noun large."""

SHORTEST_WIDE = 8
"""Characters from which on what follows a sentence is one, where words stand without blanks."""
LONGEST = 2000
"""Characters of a sentence that are looked at before the mark that cut it."""


class Cut(NamedTuple):
    """A place where a text was cut: the marker and the sentence that it broke off, if it is one.

    `shown` is the end of the part of the marker by which the cut would still be known; 0 or `start`
    when there is none.
    """

    block: Block
    start: int
    end: int
    sentence: bool
    shown: int = 0


class TruncationMarker(Rule):
    """The mark that a feed leaves where it cut a text.

    ## What it does
    Reports "[+1234 chars]", "[...]" at a line's end, and an ellipsis at a line's end where the text
    was cut: at the end of the document or of its last paragraph, before "Read more", after a word
    that needs another one ("of the..."), or where the document shows another such mark. So are the
    "Read more" on a line of its own under such a cut, and "More to follow..." at the end. A
    quotation that trails off, and the texts of buttons ("Loading..."), are in order.

    ## Why it matters
    What follows is missing. A story that ends in the middle of a word must not be published, and
    a program that learns from it learns the mark.

    ## Fix
    Deletes the mark. Unsafe: without it the cut is harder to see, and the text is still incomplete.
    What a feed counted behind an ellipsis ("… [+1234 chars]") goes safely where the ellipsis alone
    is a mark, at the end of the text; the ellipsis then stays until somebody asks for unsafe fixes.
    """

    code = "TRU001"
    name = "truncation-marker"
    family = "truncation"
    bad = (
        Bad(
            "The council met on Friday to talk about the new brid⟦… [+1930 chars]⟧",
            "The council met on Friday to talk about the new brid",
        ),
        Bad(
            "The council met on Friday.\n\nIt wants to build the⟦ […]⟧",
            "The council met on Friday.\n\nIt wants to build the",
        ),
        Bad(
            "The council met on Friday and spoke about the⟦... Read more⟧\nThe mayor was ill.",
            "The council met on Friday and spoke about the\nThe mayor was ill.",
        ),
        Bad(
            "The council met on Friday.\n\nIt voted for the bridge in the⟦ (…)⟧\n\n⟦Read more⟧",
            "The council met on Friday.\n\nIt voted for the bridge in the\n",
        ),
        Bad(
            "The mine was closed after the fire, the police said.\n\n⟦More to follow...⟧",
            "The mine was closed after the fire, the police said.\n",
        ),
    )
    good = (
        Good("He said: “The plan [...] is dead,” and left the room for good.", "an elision"),
        Good('"I just thought..." she said.\n\nThen she laughed and left.', "a quotation"),
        Good("The fair has cakes, rides and more…\n\nIt opens on Friday.", "a teaser"),
        Good("And the winner is...\n\nThe jury chose a film from Peru.", "a headline"),
        Good("The jury chose a film from Peru on Friday.\n\nLike Loading...", "a button"),
        Good("The jury met on Friday in the old hall.\n\nRead more", "a link under a whole text"),
        Good("TOM: And there is water because...\n\nMAYA: It is cheaper.", "a transcript"),
    )  # fmt: skip

    def check(self, ctx: Context) -> Iterable[Finding]:
        for cut in ctx.once(_cuts):
            counted = cut.start < cut.shown < cut.end
            fix = (
                delete(cut.shown, cut.end, Safety.SAFE, "Delete the count, and leave the ellipsis")
                if counted
                else delete(cut.start, cut.end, Safety.UNSAFE, "Delete the mark of the cut")
            )
            yield self.finding(
                cut.start, cut.end, "The text was cut here: what follows is missing.", fix=fix
            )
        for block in _stub_lines(ctx):
            yield self.finding(
                block.start,
                block.end,
                "This line stands for the rest of the text, which is missing.",
                fix=delete_lines(ctx.document, block.first, block.last, Safety.UNSAFE),
            )


class CutSentence(Rule):
    """A sentence that a feed cut.

    ## What it does
    Reports the sentence before the mark of a cut (see truncation-marker), from its beginning to the
    last word that is left.

    ## Why it matters
    The sentence has no end: it may say the opposite of what the source said.

    ## Fix
    None: the missing words are on the original page only.
    """

    code = "TRU002"
    name = "cut-sentence"
    family = "truncation"
    severity = Severity.ERROR
    bad = (
        Bad("It rained. ⟦The council met on Friday to talk about the new brid⟧… [+1930 chars]"),
        Bad("It rained all day in the hills.\n\n⟦The mayor said that he wants to⟧..."),
    )
    good = (
        Good("It rained all day in the hills. [+1930 chars]", "the cut fell between two sentences"),
        Good('"I never thought that we would..." she said.\n\nThen she left.', "a quotation"),
        Good("Want to know more...?\n\nThe fair opens on Friday at noon.", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        for cut in ctx.once(_cuts):
            if not cut.sentence:
                continue
            begin = max(cut.block.start, cut.start - LONGEST)
            body = ctx.document.text[begin : cut.start].rstrip()
            start = _last_sentence(body)
            if body and body[-1] not in TERMINALS + CLOSERS and start < len(body):
                yield self.finding(
                    begin + start,
                    begin + len(body),
                    "This sentence was cut: its end is missing.",
                )


class CutEnd(Rule):
    """A paragraph that stops in the middle of a sentence, without a mark.

    ## What it does
    Reports the last sentence of a paragraph of running text that ends in a comma, a dash or a word
    that needs another one ("of", "and the", "would"). At the end of a document whose paragraphs end
    in marks, also a last paragraph that has none and is a sentence: another one stands before it,
    a clause ends in it ("Reed said, who came by boat, that she saw a way"), a quotation in it is
    open, or it is long. Headings, lists, captions and bylines are left alone.

    ## Why it matters
    Half a sentence is published as a whole one; often more than that sentence is missing.

    ## Fix
    None: the missing words are on the original page only.
    """

    code = "TRU003"
    name = "cut-end"
    family = "truncation"
    severity = Severity.ERROR
    bad = (
        Bad(
            "The council met on Friday in the old hall.\n\nIt will vote on the bridge in May.\n\n"
            "It rained. ⟦The mayor told the members of the council about the money and⟧"
        ),
        Bad(
            "The council met on Friday in the old hall by the river.\n\n"
            "It will vote on the bridge at the end of May.\n\n"
            "The old bridge was closed after a flood in March.\n\n"
            "⟦The owners of the mill, who came by boat, said it would be sold to pay for the wag⟧"
        ),
    )
    good = (
        Good(
            "The council met on Friday in the old hall.\n\nIt will vote on the bridge in May.\n\n"
            "More about the council and the mayor of the town",
            "a headline at the end",
        ),
        Good(
            "The council met on Friday in the hall.\n\nWho will vote:\n\nthe mayor,\n\nher deputy",
            "a list",
        ),
        Good(
            "The council met on Friday.\n\n“I never saw so many people come to this hall,\n\n"
            "“and I saw a few,” she said of the night.",
            "a quotation that goes on in the next paragraph",
        ),
    )  # fmt: skip

    def check(self, ctx: Context) -> Iterable[Finding]:
        for block in ctx.once(_cut_ends):
            yield self.finding(
                block.start + _last_sentence(block.text),
                block.end,
                "The paragraph stops in the middle of a sentence.",
            )


RULES: tuple[type[Rule], ...] = (TruncationMarker, CutSentence, CutEnd)


def _cuts(ctx: Context) -> tuple[Cut, ...]:
    """All places of the document where a mark shows that it was cut."""
    return tuple(_find_cuts(ctx))


def _find_cuts(ctx: Context) -> Iterator[Cut]:
    blocks = ctx.document.blocks
    pack = pack_of(ctx)
    marked = [block for block in blocks if _may_be_cut(block)]
    if not marked:
        return
    stubs = sorted(pack.words("truncation"), key=len, reverse=True)
    whole_stubs = _folded(pack.words("truncation"))
    opening = pack.words("open") | pack.words("half_open")
    labels = Counter(match[1] for block in marked if (match := _LABELLED.search(block.text)))
    counted = any(_COUNT.search(block.text) for block in marked)
    hits = ctx.once(hits_by_block)
    last = max((block.index for block in blocks if block.prose), default=-1)
    clipped = sum(bool(_TWO_STOPS.search(block.text)) for block in marked) > 1
    for block in marked:
        if block.folded in _UNFINISHED:
            continue
        following = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        at_end = following is None or following.folded in whole_stubs
        at_end = at_end or (block.index == last and not hits[block.index])
        if _COUNT.search(block.text):
            for match in _COUNT.finditer(block.text):
                start, end = block.start + match.start(), block.start + match.end()
                shown = _ellipsis_before(block, match) if at_end and len(marked) == 1 else 0
                yield Cut(block, start, end, True, start + shown)
        elif (labelled := _LABELLED.search(block.text)) and labels[labelled[1]] > 1:
            yield Cut(block, block.start + labelled.start(), block.start + labelled.start(1), False)
        elif (mark := _mark_at_end(block, stubs)) and not _interrupted(block, following):
            body = block.text[: mark.start()]
            if fold(body[_last_sentence(body) :]) in whole_stubs and fold(body) not in whole_stubs:
                continue
            headline = clipped and bool(_TWO_STOPS.search(block.text))
            shown = at_end or mark.group().endswith(("]", ")")) or mark.end() < len(block.text)
            shown = (shown and block.size > 2) or _last_word(body) in opening
            if headline or counted or (shown and not _TRAILS_OFF.search(body)):
                sentence = not headline and not _ARROW.search(mark.group())
                sentence = sentence and not _ELLIPSIS.match(body) and fold(body) not in stubs
                yield Cut(block, block.start + mark.start(), block.end, sentence)


def _ellipsis_before(block: Block, counted: re.Match[str]) -> int:
    """Length of the ellipsis in “… [+1234 chars]” that would tell of the cut alone; 0 if none."""
    body = block.text[: counted.start()]
    if counted.end() < len(block.text) or _TRAILS_OFF.search(body) or len(body.split()) < 3:
        return 0
    return len(counted.group().partition("[")[0].rstrip())


def _interrupted(block: Block, following: Block | None) -> bool:
    """True for what somebody says in a transcript before another one takes over."""
    return following is not None and bool(_TURN.match(block.text) and _TURN.match(following.text))


def _may_be_cut(block: Block) -> bool:
    """True when a block holds a piece of one of the marks of a cut."""
    text = block.text
    return any(map(text.__contains__, ("…", "..", ". .", "[", "&hellip;"))) or text[-1] == ")"


@lru_cache(maxsize=64)
def _folded(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, phrases))


def _stub_lines(ctx: Context) -> Iterator[Block]:
    """Lines that stand for what is missing: a call to read on under a cut, "More to follow"."""
    blocks = ctx.document.blocks
    cut = {found.block.index for found in ctx.once(_cuts)}
    ended = cut | {block.index for block in ctx.once(_cut_ends)}
    stubs = _folded(pack_of(ctx).words("truncation"))
    for block in blocks[1:]:
        if block.index in cut:
            continue
        if block.folded in _UNFINISHED or (block.index - 1 in ended and block.folded in stubs):
            yield block


def _cut_ends(ctx: Context) -> tuple[Block, ...]:
    """The paragraphs that stop in the middle of a sentence, without a mark."""
    return tuple(_find_cut_ends(ctx))


def _find_cut_ends(ctx: Context) -> Iterator[Block]:
    blocks = ctx.document.blocks
    judge = _Ends(ctx)
    cut = {found.block.index for found in ctx.once(_cuts)}
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if not block.terminal and block.size > 3 and block.index not in cut:
            goes_on = following is not None and following.text[0].islower()
            if not goes_on and judge.cut(block, following):
                yield block


class _Ends:
    """Tells of the paragraphs of a document whether they stop in the middle of a sentence."""

    def __init__(self, ctx: Context) -> None:
        blocks = ctx.document.blocks
        self._blocks = blocks
        pack = pack_of(ctx)
        self._open = pack.words("open")
        self._half_open = pack.words("half_open")
        self._auxiliaries = pack.words("auxiliaries")
        self._most = 0.75 if ctx.document.language == _NOUNS_LARGE else 0.4
        self._last = max((block.index for block in blocks if _tells(block)), default=-1)
        whole = (block.index for block in blocks if block.prose and block.terminal)
        self._last_whole = max(whole, default=-1)
        self._hits = ctx.once(hits_by_block)
        self._whole = sum(block.prose and block.terminal for block in blocks)
        told = blocks[: self._last + 1]
        unmarked = sum(block.size >= 12 and not block.terminal for block in told)
        self._unmarked, self._told = unmarked, len(told)

    def cut(self, block: Block, following: Block | None) -> bool:
        """True for a paragraph that stops in the middle of a sentence."""
        under = block.index > self._last and self._whole > 1
        if under and self._asks_for_more(block, following):
            return True
        if under and self._breaks_off(block, following):
            return True
        if block.size >= 10 and not _no_prose(block):
            if following is None:
                return self._stops_short(block)
            if self._whole > 2 and self._opens(block) and _NEW_SENTENCE.match(following.text):
                return True
        return self._stops_between(block, following)

    def _marked(self, block: Block) -> bool:
        """True when the paragraphs but for `block` have their final marks."""
        own = block.size >= 12 and block.index <= self._last
        return self._whole > 2 and (self._unmarked - own) * 8 <= self._told

    def _opens(self, block: Block) -> bool:
        """True for a block that ends in a word that needs another one."""
        word = _last_word(block.text)
        if word == "to":
            return _last_word(block.text[: -len(word)].rstrip()) in _BEFORE_VERBS
        return word in self._open

    def _sentence(self, block: Block) -> bool:
        """True for what looks like a sentence, and neither like a title nor like a notice."""
        text = block.text
        word = _last_word(text)
        surely = bool(word) and text[: -len(word)].rstrip()[-1:] == ","
        surely = surely or (block.title_share <= 0.5 and word in self._open)
        return (
            not text[0].islower()
            and block.title_share <= max(0.7 if surely else 0.0, self._most)
            and not (block.url or _LIST_ITEM.search(text) or _NOTICE.search(text))
        )

    def _asks_for_more(self, block: Block, following: Block | None) -> bool:
        """True for a sentence in small letters that a comma or a word that needs another one ends:
        under the last whole paragraph it is no item of a list.
        """
        if not self._sentence(block):
            return False
        word = _last_word(block.text)
        if block.text[-1] == ",":
            return block.size >= 10
        if self._opens(block):
            named = following is not None and following.label and "©" not in following.text
            label = named or _UNCUT.match(block.text) or (block.size < 6 and word in _OF_LABELS)
            return block.size >= 10 or not label
        clause = block.text[: -len(word)].rstrip()[-1:] == "," or _holds_clause(block.text)
        if word in self._half_open:
            return clause and not _UNCUT.match(block.text) and not self._hits[block.index]
        if _UNCUT.match(block.text):
            return False
        if _name_at_end(block):
            return False
        alone = following is None and word in self._auxiliaries and self._marked(block)
        return alone or self._ends_in_verb(block)

    def _surrounds(self, block: Block) -> bool:
        """True for what stands under an article and does not belong to it."""
        return "©" in block.text or any(hit.entry.strong for hit in self._hits[block.index])

    def _ends_in_verb(self, block: Block) -> bool:
        """True for the end of a second sentence, or of a clause, in an auxiliary ("have not")."""
        word = _last_word(block.text)
        if word == "not":
            word = _last_word(block.text[: -len(word)].rstrip())
        return word in self._auxiliaries and _holds_clause(block.text)

    def _breaks_off(self, block: Block, following: Block | None) -> bool:
        """True for a last paragraph with no final mark under whole ones, that is a sentence:
        another one stands before it, or a quotation in it is open.
        """
        text = block.text
        if block.size < 8 or not self._marked(block) or not self._sentence(block):
            return False
        if (
            text[-1].isupper()
            or text[-1].isdigit()
            or not _last_word(text)
            or self._hits[block.index]
        ):
            return False
        if not all(self._surrounds(after) for after in self._blocks[block.index + 1 :]):
            return False
        if block.index != self._last_whole + 1 or _UNCUT.match(text) or ":" in text:
            return False
        if text.count('"') % 2 == 1 or text.count("“") > text.count("”"):
            return True
        start = _last_sentence(text)
        told = text[start:]
        if start and (len(told) < SHORTEST_WIDE if block.wide else told.count(" ") < 3):
            return False
        return bool(start) or (block.size >= 12 and _CLAUSE.search(text) is not None)

    def _stops_short(self, block: Block) -> bool:
        """True when the document's last paragraph asks for more words, or alone has no final
        mark.
        """
        if self._opens(block) or block.text[-1] in ",–—":
            return True
        long = self._whole > 1 and block.size >= 28 and block.text[-1].islower()
        return long and not _DOMAIN.search(block.text)

    def _stops_between(self, block: Block, following: Block | None) -> bool:
        """True for a paragraph among whole ones that ends in a word that needs another one."""
        if following is None or not 0 < block.index < self._last or not self._marked(block):
            return False
        before = self._blocks[block.index - 1]
        inside = _last_sentence(block.text) > 0
        framed = before.prose and before.terminal and following.prose and following.terminal
        return (
            framed
            and (self._opens(block) or (inside and self._ends_in_verb(block)))
            and self._sentence(block)
            and (inside or not (_UNCUT.match(block.text) or ":" in block.text))
            and not self._hits[block.index]
            and _NEW_SENTENCE.match(following.text) is not None
        )


def _holds_clause(text: str) -> bool:
    """True when a sentence ends in `text`, or a clause does."""
    return _last_sentence(text) > 0 or _CLAUSE.search(text) is not None


def _mark_at_end(block: Block, stubs: Collection[str]) -> re.Match[str] | None:
    """The ellipsis at the end of a block, or before the call to read on that ends it."""
    text = block.text
    body = text[: _before_stub(text, stubs)]
    mark = _BRACKETED.search(body) or _MORE.search(body)
    if mark is None and not _QUOTED_END.search(body):
        mark = _TRAILING.search(body)
    return mark if mark and mark.start() else None


def _before_stub(text: str, stubs: Collection[str]) -> int:
    """Where the ellipsis before a call to read on ends; the text's length where there is none."""
    tail = text[-60:].rstrip(" \u00a0»>→.:])").casefold()
    for stub in stubs:
        if tail.endswith(stub):
            before = tail[: -len(stub)].rstrip(" \u00a0[(<«-–|")
            if before.endswith(_MARKS):
                return len(text) - len(text[-60:]) + len(before)
    return len(text)


def _no_prose(block: Block) -> bool:
    """True for what needs no final mark: titles, addresses, items of a list, single sentences."""
    start = _last_sentence(block.text)
    return (
        not start
        or len(block.text) - start < 20
        or block.title_share > 0.6
        or block.url
        or block.text[start] in "-–—*•|"
        or bool(_LIST_ITEM.search(block.text) or _CALL.match(block.text, start))
    )


def _tells(block: Block) -> bool:
    """True for a paragraph of the article; notices and the offers under it are no such."""
    return block.prose and block.terminal and block.size >= 12 and "©" not in block.text


def _last_sentence(text: str) -> int:
    """Where the last sentence of `text` begins."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        start = match.end()
    return start


def _name_at_end(block: Block) -> bool:
    """True for “Ferry fares to rise in May”: a word with a capital among small ones is no verb."""
    match = _WORD_AT_END.search(block.text[-40:].rstrip())
    named = match is not None and match.group()[0].isupper()
    return named and block.title_share < 0.6 and block.upper_share < 0.5


def _last_word(text: str) -> str:
    """The last word, case folded; empty when the text ends in anything else."""
    match = _WORD_AT_END.search(text[-40:].rstrip())
    return match.group().casefold() if match else ""
