"""The judgement of lines: which are not the article, what they are instead, and why.

In the manner of jusText's two passes, but for plain text. First every block is judged alone, by the
phrases of the packs; then by what stands around it: lists under a heading, rows of networks, menus
before the first paragraph, leftovers between residue after the last.

Each verdict carries its evidence. Kinds of evidence are independent of each other: `phrase` (the
words), `shape` (a label or headline, no sentence), `position` (before the first or after the last
paragraph), `neighbours` (what stands above and below), `repetition`, `link` (traces of a link). A
deletion is safe only when two kinds agree (three, where the phrase is one that articles use too)
and nothing speaks for reporting.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from newslint.blocks import CLOSERS, TERMINALS, Block
from newslint.cached import cached_property
from newslint.finding import Safety
from newslint.patterns import lazy
from newslint.rule import Context
from newslint.rules.cases import (
    COLONS,
    COMMAS,
    FULL_STOPS,
    LABEL_MARKS,
    LISTS,
    UNFIXED,
    Case,
    Verdict,
    asks,
    is_label,
)
from newslint.rules.credits import LONGEST_CAPTION, credit_span
from newslint.rules.guards import Guards, details_behind
from newslint.rules.headline import lead_words, telling_words
from newslint.rules.metadata import metadata_lines
from newslint.rules.pack import Hit, Sieve, hits_by_block, pack_of, words_of
from newslint.rules.packfile import KINDS
from newslint.rules.title import title_block, title_copies
from newslint.wording import fold

LONGEST_LIST = 15
"""Lines under a heading in the middle of an article that still count as its list."""

CLAUSE = 6
"""Words before a colon from which on it may introduce what stands below."""
LONGEST_ASKING = 18
"""Words of a headline that asks."""

_ATTRIBUTION = 60
"""Characters behind a comma in which somebody says what stands before it."""
SHORTEST_SENTENCE = 8
"""Characters over which what a full stop ends is a sentence, where words stand without blanks."""

_GENRES = frozenset({
    "opinion", "analysis", "explainer", "depth", "podcast", "watch", "listen", "video", "interview",
    "exclusive", "profile", "obituary", "review", "quiz", "long", "big", "special", "live",
})  # fmt: skip
"""What a title has before it and a link to another story too."""

_BRACKETED = lazy(r"\[[^\[\]]{4,200}\]|\([^()]{4,200}\)")
_WIDE_BRACKETED = lazy(r"【[^【】]{4,200}】|（[^（）]{4,200}）")
_COUNTER = lazy(r"\d{1,4}(?:\s?[/|]\s?\d{1,4}|\s(?:of|de|von|sur|dari)\s\d{1,4})?|00?:00")
_YEAR = lazy(r"(?:1[5-9]|20)\d\d\b")
_QUOTES = "\"'“”‘’«»„‹›「『《〈"
_DIGITS = lazy(r"\d")


def judge(ctx: Context) -> tuple[Verdict, ...]:
    """The verdicts on a document, in the order of their places: of the rules, and of the model."""
    judgement = ctx.once(judged_by_rules)
    if not ctx.settings.model or not judgement.blocks:
        return tuple(judgement.verdicts())
    from newslint.rules.linemodel import line_weights
    from newslint.rules.weighing import weighed

    return tuple(weighed(judgement, ctx.once(line_weights)))


def judged_by_rules(ctx: Context) -> Judgement:
    """What the rules alone make of a document. Ask through `ctx.once`."""
    return Judgement(ctx)


class Judgement:
    """The blocks of a document, each with what the rules know of it (`cases`)."""

    def __init__(self, ctx: Context) -> None:
        self.text = ctx.document.text
        self.language = ctx.document.language
        self.blocks = ctx.document.blocks
        self.sentences = ctx.document.sentences
        self.wording = ctx.document.wording
        self.pack = pack_of(ctx)
        self.title = ctx.once(title_block)
        self.titles = frozenset(copy.block.index for copy in ctx.once(title_copies) if copy.exact)
        self.metadata = ctx.once(metadata_lines)
        self._lead = ctx.once(lead_words) if self.title is None else frozenset[str]()
        found = ctx.once(hits_by_block)
        self.cases = [Case(block, hits) for block, hits in zip(self.blocks, found, strict=True)]
        self.networks = words_of(self.pack.words("networks"))
        self.known = self.networks | _BUTTONS
        self.copies = Counter(block.folded for block in self.blocks if block.size <= 12)
        self._judge()

    def _judge(self) -> None:
        for case in self.cases:
            self._by_phrase(case)
        self._questions_at_the_end()
        self._find_article()
        self._drop_unsupported()
        self._rows_of_networks()
        self._lists_under_headings()
        self._menus_before_the_article()
        self._leftovers_after_the_article()
        self._runs_of_repeats()
        self._counters()
        self._between_residue()
        self._lines_of_verse()

    def verdicts(self) -> Iterator[Verdict]:
        """The verdicts, in the order of their places."""
        calling = self._calling()
        for case in self.cases:
            if case.judged:
                yield self._verdict(case)
            elif case.block.index in calling:
                yield from self._inline(case.block)

    # -- each block alone -------------------------------------------------------------------

    def _by_phrase(self, case: Case) -> None:
        block = case.block
        if block is self.title or block.first in self.metadata:
            return
        hits = [
            hit
            for hit in case.hits
            if _fits(hit, block) and (hit.entry.where != "inside" or not self._minor(hit, block))
        ]
        if not any(hit.entry.strong for hit in hits):
            span = credit_span(block, self.pack)
            if span and block.size <= LONGEST_CAPTION:
                case.kind, case.span = "photo-credit", span
                case.evidence["shape"] = "ends or begins like the credit of a photograph"
                return
        if not hits:
            return
        hit = max(hits, key=_weight)
        opening = [other for other in hits if other.start < 3]
        speaking = any(self._speaks(other, block) for other in opening)
        told = self._attributed(hit, block) or (speaking and self.reports(block))
        if told and not hit.whole:
            return
        case.kind, case.hit = hit.entry.kind, hit
        case.evidence["phrase"] = f"“{block.text[hit.start : hit.end]}”: {KINDS[hit.entry.kind]}"
        if hit.whole and block.size <= 12 and not block.prose:
            case.evidence["shape"] = "stands alone and is no sentence"
        elif not block.prose and not block.terminal:
            case.evidence["shape"] = "a label and a headline, no sentence"
        elif is_label(hit, block) and asks(block):
            case.evidence["shape"] = "a label and a headline that asks or calls"
        if _link(block, hit):
            case.evidence["link"] = "a no-break space or an address, as links leave behind"
        if not hit.whole and (
            speaking
            or self.reports(block)
            or (not opening and _follows(hit, block))
            or any(_states(other, block) for other in opening)
        ):
            case.cap = Safety.UNSAFE

    def _minor(self, hit: Hit, block: Block) -> bool:
        """True when a phrase is but a part of a paragraph; its own sentence is judged then."""
        return (hit.end - hit.start) * 2 < len(block.text) and len(
            list(self._sentences_of(block))
        ) > 2

    def _speaks(self, hit: Hit, block: Block) -> bool:
        """True for “Follow us, the miners called.”: speech, with its speaker behind a comma.

        Calls go on behind a comma too, with the names of networks.
        """
        rest = block.text[hit.end :].lstrip()
        word, comma, _ = rest.partition(",")
        if comma and word.casefold() in self.pack.words("ours"):
            rest = rest[len(word) :]
        # A pattern may reach over the comma.
        aside = rest.startswith(COMMAS) or ";" in rest or "," in block.text[hit.start : hit.end]
        if not aside or not block.text.endswith(FULL_STOPS):
            return False
        return not any(token in self.networks for token in fold(rest).split())

    def _attributed(self, hit: Hit, block: Block) -> bool:
        """True for “Sign up for our newsletter, it said at the foot of the page.”: speech, whose
        speaker and verb stand behind the first comma."""
        _, comma, rest = block.text[hit.end :].partition(",")
        if not comma or hit.start > 2 or not block.terminal:
            return False
        first = fold(rest[:_ATTRIBUTION]).split()[1:3]
        return not self.pack.words("reporting").isdisjoint(first)

    def reports(self, block: Block) -> bool:
        """True when somebody is quoted in a sentence: reporting, whatever else is in it."""
        return block.prose and bool(block.held(self.pack.words("reporting")))

    @cached_property
    def guards(self) -> Guards:
        """What is never safe to delete; asked once it is known where the article ends."""
        heading = 2 if self.language in _SYLLABIC else 1
        place = (self.first, self.last, self.titles | self._could_be_the_title())
        return Guards(self.cases, *place, self.pack, self.networks, heading)

    def _could_be_the_title(self) -> frozenset[int]:
        """“Opinion | Why the ferries stopped” above a text that has no other title.

        Its label names a kind of article, or it tells what the first paragraphs tell.
        """
        if self.title is None:
            for case in self.cases[: self.first]:
                hit = case.hit
                if case.kind != "promo-link" or hit is None or hit.entry.own:
                    continue
                # The pattern of a headline that asks takes in all of it.
                if hit.entry.patterned or not hit.whole:
                    words = telling_words(case.block)
                    genre = not _GENRES.isdisjoint(case.block.terms[:2])
                    if genre or len(words & self._lead) * 3 >= len(words):
                        return frozenset({case.block.index})
        return frozenset()

    # -- where the article begins and ends ------------------------------------------------------

    def _questions_at_the_end(self) -> None:
        """“Which towns will see frost?” below “Most Read”, after all paragraphs, is a headline."""
        asking: list[Case] = []
        for case in reversed(self.cases):
            if case.kind == "related-heading" and case.strong and case.hit and case.hit.whole:
                for each in asking:
                    each.question = True
                asking = []
            elif not case.judged and asks(case.block) and case.block.size <= LONGEST_ASKING:
                asking.append(case)
            elif not case.judged and case.running:
                return

    def _find_article(self) -> None:
        prose = [case.block.index for case in self.cases if case.prose]
        self.first = prose[0] if prose else len(self.cases)
        self.last = prose[-1] if prose else -1
        for case in self.cases:
            if case.judged and prose:
                self._place(case)
            if case.judged and self.copies[case.block.folded] > 1:
                case.evidence["repetition"] = "the same line stands elsewhere in the text"

    def _place(self, case: Case) -> None:
        if case.block.index > self.last:
            case.evidence["position"] = "after the last paragraph"
        elif case.block.index < self.first:
            case.evidence["position"] = "before the first paragraph"

    def _drop_unsupported(self) -> None:
        """A weak phrase needs something beside it: a link, a repeat, residue above or below."""
        strong = [bool(case.hit and case.hit.entry.strong) for case in self.cases]
        for index, case in enumerate(self.cases):
            if not case.judged or strong[index] or not case.hit:
                continue
            beside = [other for other in (index - 1, index + 1) if 0 <= other < len(strong)]
            if any(strong[other] for other in beside):
                case.evidence["neighbours"] = "stands beside other residue"
            elif case.kind == "menu" and any(self.cases[other].kind == "menu" for other in beside):
                case.evidence["neighbours"] = "in a row of names of sections"
            if case.kind in LISTS and self._heads_a_list(index):
                case.evidence["neighbours"] = "headlines stand under it"
            elif case.kind == "promo-link" and self._between_paragraphs(case):
                case.evidence["neighbours"] = "stands between two paragraphs"
                case.cap = Safety.UNSAFE
            supported = case.evidence.keys() & {"neighbours", "link", "repetition"}
            placed = case.kind in ("menu", "share") and "position" in case.evidence
            if not supported and not placed:
                case.kind, case.hit = "", None
                case.evidence.clear()

    def _between_paragraphs(self, case: Case) -> bool:
        inside = self.first < case.block.index < self.last
        ends = case.block.terminal and not asks(case.block)
        return inside and not ends and 4 <= case.block.size <= 22

    def _heads_a_list(self, index: int) -> bool:
        """True when a line ends in a colon, ends the text, or has two headlines under it."""
        below = self.cases[index + 1 : index + 3]
        if not below and index > self.last >= 0:
            return True
        if self.cases[index].block.introduces and self.cases[index].block.size <= 7:
            return True
        return len(below) == 2 and not any(
            case.running or case.block.first in self.metadata for case in below
        )

    # -- what stands around them ----------------------------------------------------------------

    def _rows_of_networks(self) -> None:
        """Names of networks, in one line or one a line, are share buttons."""
        names = [self._networks(case.block) for case in self.cases]
        for index, case in enumerate(self.cases):
            if case.judged or not names[index] or case.block is self.title:
                continue
            beside = [
                other
                for other in (index - 1, index + 1)
                if 0 <= other < len(names)
                and (names[other] or self.cases[other].kind in ("share", "follow"))
            ]
            if not beside and (names[index] < 2 or case.block.terms[0] in _FROM):
                continue
            case.kind = "share"
            case.evidence["phrase"] = "names of networks to share on"
            case.evidence["shape"] = "stands alone and is no sentence"
            if beside:
                case.evidence["neighbours"] = "in a row of such lines"
            self._place(case)

    def _networks(self, block: Block) -> int:
        """How many networks a line names when it holds nothing else; 0 otherwise."""
        if block.size > 14 or block.terminal:
            return 0
        known = self.known
        tokens = [token for token in block.terms if not token.isdigit()]
        if not tokens:
            return 0
        if all(token in known for token in tokens):
            return (
                len(tokens) if any(token in self.pack.words("networks") for token in tokens) else 0
            )
        if len(tokens) <= 2:
            return _segment("".join(tokens), known)
        # “Share on FacebookShare on Twitter”: each button begins where the one before it ends.
        glued = [1 if token in known else _segment(token, known, least=2) for token in tokens]
        return sum(glued) if all(glued) else 0

    def _lists_under_headings(self) -> None:
        for index, case in enumerate(self.cases):
            what = _listed(case)
            if what is None or not case.hit or self._label_with_list(case):
                continue
            heading = case.block.text
            items = list(self._items(index))
            for item in items:
                if item.judged and item.hit and item.hit.entry.strong:
                    continue
                item.kind = what
                item.evidence["neighbours"] = f"stands under “{heading[:60]}”"
                item.evidence["shape"] = "a headline or a name, no sentence"
                self._place(item)
            ends = self._list_ends(case, items)
            if items and not (case.hit.entry.strong and ends):
                # A heading never goes without its list.
                for member in (case, *items):
                    member.cap = Safety.UNSAFE
            if not items and case.kind == "related-heading":
                case.kind = "dangling-heading"
                case.evidence["neighbours"] = "nothing that belongs to it stands under it"

    def _list_ends(self, heading: Case, items: Sequence[Case]) -> bool:
        """True when it is certain where a list ends: with the text, or at a blank line."""
        if not items or items[-1].block.index > self.last:
            return True
        lines = [member.block.first for member in (heading, *items)]
        packed = all(after - before == 1 for before, after in pairwise(lines))
        return (
            packed
            and items[-1].block.index + 1 < len(self.blocks)
            and (self.blocks[items[-1].block.index + 1].first - lines[-1] > 1)
        )

    @staticmethod
    def _label_with_list(case: Case) -> bool:
        """True for “Tags: one, two”, where the list stands in the line itself."""
        return case.hit is not None and not case.hit.whole and case.kind == "tags-heading"

    def _items(self, heading: int) -> Iterator[Case]:
        inside = heading < self.last
        for index in range(heading + 1, len(self.cases)):
            case = self.cases[index]
            block = case.block
            if case.running or block is self.title or case.kind in LISTS:
                return
            if case.kind == "photo-credit" or (inside and block.terminal):
                return
            if inside and index - heading > LONGEST_LIST:
                return
            if case.judged and case.hit and case.hit.entry.strong:
                if case.kind in ("ad-marker", "promo-link", "share", "video", "newsletter"):
                    continue
                return
            if block.first not in self.metadata:
                yield case

    def _menus_before_the_article(self) -> None:
        """Section names and buttons above the title, or in a run between title and text."""
        top = self.title.index if self.title and self.title.index < self.first else -1
        for index in range(min(self.first, len(self.cases))):
            case = self.cases[index]
            block = case.block
            if case.judged or block is self.title or block.first in self.metadata:
                continue
            if block.size > 3 or block.terminal or _DIGITS.search(block.text):
                continue
            if index < top:
                case.evidence["position"] = "above the title"
            elif self._above_metadata(index):
                case.evidence["position"] = "above the byline"
            else:
                continue
            case.kind = "menu"
            case.evidence["shape"] = "a word or two, no sentence"
            case.cap = Safety.UNSAFE

    def _above_metadata(self, index: int) -> bool:
        if self.title is None or index != self.title.index + 1 or index + 1 >= len(self.cases):
            return False
        return self.cases[index + 1].block.first in self.metadata

    def _leftovers_after_the_article(self) -> None:
        """Short lines between pieces of residue after the last paragraph are residue too."""
        run: list[Case] = []
        for case in [*self.cases[self.last + 1 :], None]:
            if case is not None and not case.judged and self._could_be_leftover(case):
                run.append(case)
                continue
            if run:
                self._judge_run(run)
            run = []

    def _could_be_leftover(self, case: Case) -> bool:
        block = case.block
        if block.size > 2 and block.text.endswith(FULL_STOPS):
            return False
        return not case.running and block is not self.title and block.first not in self.metadata

    def _judge_run(self, run: Sequence[Case]) -> None:
        run = _above_a_list(run)
        if not run:
            return
        first, last = run[0].block.index, run[-1].block.index
        if any(case.block.text.endswith((*COMMAS, ";", "；")) for case in run):
            return
        if run[0].block.introduces:
            return
        if first - 1 == self.last >= 0 and self.blocks[self.last].introduces:
            return
        before = first > 0 and self.cases[first - 1].judged
        after = last + 1 < len(self.cases) and self.cases[last + 1].judged
        if not (before and after) and (self.last < 0 or not (before or (after and len(run) > 1))):
            return
        headlines = sum(case.block.headline for case in run)
        kind = "related-list" if headlines * 2 > len(run) else "menu"
        for case in run:
            case.kind = kind
            case.evidence["position"] = "after the last paragraph"
            case.evidence["neighbours"] = "stands among other residue"
            case.cap = Safety.UNSAFE

    def _runs_of_repeats(self) -> None:
        for case in self.cases:
            block = case.block
            if case.judged or block.terminal or block.size > 6 or block is self.title:
                continue
            if self.copies[block.folded] < 3 or _DIGITS.search(block.text) or not block.folded:
                continue
            if block.first in self.metadata or block.introduces:
                continue
            if self.first < block.index < self.last:
                continue
            case.kind = "menu"
            case.evidence["repetition"] = f"the same line stands {self.copies[block.folded]} times"
            case.evidence["shape"] = "a word or two, no sentence"
            case.cap = Safety.UNSAFE

    def _counters(self) -> None:
        """A number alone between paragraphs counts comments, shares or pictures."""
        for index, case in enumerate(self.cases):
            if case.judged or not _counts(case.block) or self._heads_a_year(case.block):
                continue
            beside = self.cases[max(0, index - 1) : index] + self.cases[index + 1 : index + 2]
            numbers = any(_counts(other.block) and not other.judged for other in beside)
            if numbers and not any(other.judged for other in beside):
                continue
            case.kind = "menu"
            case.evidence["shape"] = "a number alone on its line"
            case.evidence["neighbours"] = "no table or list stands beside it"
            case.cap = Safety.UNSAFE

    def _heads_a_year(self, block: Block) -> bool:
        """True for “2024” above “April 2: ...” or below such a line: a part of a timeline."""
        if not _YEAR.fullmatch(block.text):
            return False
        near = self.blocks[max(0, block.index - 1) : block.index + 3]
        months = self.pack.words("months")
        dated = [other for other in near if other is not block and not other.label]
        return any(
            not months.isdisjoint(other.terms[:1]) or _YEAR.match(other.text) for other in dated
        )

    def _between_residue(self) -> None:
        """A short line between two lines of residue is residue of the same kind."""
        for index in range(1, len(self.cases) - 1):
            case, before, after = self.cases[index], self.cases[index - 1], self.cases[index + 1]
            if case.judged or not self._could_be_leftover(case):
                continue
            kinds = {before.kind, after.kind} & _SPREADING
            short = case.block.size <= 12 and not case.block.terminal
            if before.judged and after.judged and kinds and short:
                case.kind = before.kind if before.kind in _SPREADING else after.kind
                case.kind = LISTS.get(case.kind, case.kind)
                case.evidence["neighbours"] = "stands between two lines of residue"
                case.evidence["shape"] = "a few words, no sentence"
                case.cap = Safety.UNSAFE

    def _lines_of_verse(self) -> None:
        """A line that begins a sentence which the next line goes on with is never safe to delete.

        “Follow us / down the shaft.” Between two lines of one sentence it is residue.
        """
        for index, (case, after) in enumerate(pairwise(self.cases)):
            block, below = case.block, after.block
            if not case.judged or after.judged or block.terminal or below.first - block.last > 1:
                continue
            above = self.blocks[index - 1] if index else None
            if above and block.first - above.last == 1 and not above.text.endswith(_BREAKS):
                continue
            if below.places and below.text[: below.places[0][1]].islower():
                case.cap = Safety.UNSAFE

    # -- inside a paragraph -----------------------------------------------------------------------

    def _calling(self) -> frozenset[int]:
        """The paragraphs that have a part in which a phrase that `_inline` looks for may stand."""
        sieve = self.pack.sieve(_INLINE_KINDS)
        paragraphs = [case.block for case in self.cases if case.prose]
        if sieve is None:
            return frozenset(block.index for block in paragraphs)
        parts = {block.index: self._spans(block) for block in paragraphs}
        possible = self._hold_call(sieve, list(chain.from_iterable(parts.values())))
        return frozenset(
            block.index
            for block in paragraphs
            if sieve.phrase_in(block.units)
            or (possible and self._hold_call(sieve, parts[block.index]))
        )

    def _hold_call(self, sieve: Sieve, parts: Sequence[tuple[int, int]]) -> bool:
        """False for parts of the text none of which is or holds a call, looked at as a whole."""
        if any(sieve.is_phrase(self.wording.folded(*part)) for part in parts):
            return True
        return sieve.pattern_in("\n".join(map(self._part, parts)))

    def _part(self, span: tuple[int, int]) -> str:
        return self.text[slice(*span)]

    def _inline(self, block: Block) -> Iterator[Verdict]:
        """Calls and promo links that were glued into a paragraph."""
        for start, end in self._spans(block):
            piece = replace(
                block,
                start=start,
                end=end,
                text=block.text[start - block.start : end - block.start],
            )
            verdict = self._inline_verdict(block, piece)
            if verdict is not None:
                yield verdict

    def _spans(self, block: Block) -> list[tuple[int, int]]:
        """The brackets of a paragraph, and its other sentences where it has several."""
        bracketed = _brackets_of(block)
        inside = [
            (start, end)
            for start, end in self._sentences_of(block)
            if (start, end) != (block.start, block.end)
        ]
        if bracketed:
            inside = [one for one in inside if not any(_within(other, one) for other in bracketed)]
        return bracketed + inside

    def _sentences_of(self, block: Block) -> Iterator[tuple[int, int]]:
        at = bisect_left(self.sentences, (block.start, block.start))
        while at < len(self.sentences) and self.sentences[at][0] < block.end:
            yield self.sentences[at]
            at += 1

    def _inline_verdict(self, block: Block, piece: Block) -> Verdict | None:
        hits = [
            hit
            for hit in self.pack.hits(piece)
            if hit.entry.strong and hit.entry.kind in _INLINE_KINDS and _fits(hit, piece)
        ]
        if not hits or self.reports(piece):
            return None
        hit = max(hits, key=lambda hit: (hit.whole, hit.end - hit.start))
        bracket = piece.text[0] in "[(【（"
        if hit.entry.kind == "promo-link" and not (hit.whole or bracket or is_label(hit, piece)):
            return None
        if (hit.whole and piece.size < 2) or (bracket and hit.entry.kind != "promo-link"):
            return None
        if bracket and _refers(hit, piece):
            return None
        evidence = [("phrase", f"“{piece.text[hit.start : hit.end]}”: {KINDS[hit.entry.kind]}")]
        if bracket:
            evidence.append(("shape", "set apart in brackets"))
        elif piece.end == block.end:
            evidence.append(("position", "glued to the end of a paragraph"))
        kind = "promo-link" if hit.entry.kind == "related-heading" else hit.entry.kind
        apart = _between_sentences(piece, block) and not details_behind(hit, piece, self.pack)
        bounded = (bracket and (apart or hit.whole)) or (
            not bracket and piece.end == block.end and not piece.terminal
        )
        safe = bounded and kind == "promo-link" and piece.size <= 30
        safety = Safety.SAFE if safe else Safety.UNSAFE
        return Verdict(kind, block, piece.start, piece.end, tuple(evidence), safety)

    def _could_be_content(self, case: Case) -> bool:
        """True for words that articles use as well, between paragraphs: subheadings."""
        if self.guards.could_be_kept(case, case.kind):
            return True
        return "position" not in case.evidence and case.kind in _ALSO_HEADINGS

    # -- the verdict ------------------------------------------------------------------------------

    def _verdict(self, case: Case) -> Verdict:
        block = case.block
        kinds = case.evidence.keys()
        safety: Safety | None = Safety.UNSAFE
        # A weak phrase is no evidence of its own weight: two others must stand beside it.
        needed = 3 if case.hit and not case.hit.entry.strong else 2
        enough = len(kinds) >= needed and case.cap is Safety.SAFE
        if enough and not self._could_be_content(case):
            safety = Safety.SAFE
        if self.last < 0:
            safety = None
        if case.kind in UNFIXED:
            safety = None
        kind = LISTS.get(case.kind, case.kind)
        start, end = case.span if case.span and kind == "photo-credit" else (0, len(block.text))
        evidence = tuple(case.evidence.items())
        return Verdict(kind, block, block.start + start, block.start + end, evidence, safety)


_SPREADING = frozenset(
    {"related-heading", "related-list", "promo-link", "menu", "share", "newsletter", "messenger"}
)
"""Kinds that come in rows, so that a line between two of them belongs to the row."""
_ALSO_HEADINGS = frozenset({"menu", "messenger-heading", "contact", "copyright"})
"""Kinds whose words can be the subheadings of an article; between paragraphs they may be."""
_SYLLABIC = ("vi",)
"""Languages that leave blanks between syllables."""
_INLINE_KINDS = frozenset(
    {"promo-link", "related-heading", "newsletter", "messenger", "follow", "copyright", "share"}
    | {"ad-marker", "donate", "comments", "contact", "paywall"}
)
_BY_MACHINES = frozenset({"paywall", "video", "comments"})
"""Kinds whose sentences no reporter writes: what stands behind their words is theirs."""
_BREAKS = (*TERMINALS, *COLONS, *COMMAS, ";", "；")
"""What the line before one of verse ends in; a line of prose breaks without a mark."""
_BUTTONS = frozenset(
    {"share", "tweet", "pin", "it", "post", "email", "print", "save", "copy", "link", "more"}
    | {"comment", "comments", "connect", "on", "via", "to", "and", "send", "plus", "icon"}
    | {"button", "a", "shares"}
)
"""Words that stand between the names of networks in a row of buttons."""
_FROM = frozenset({"via", "on", "to"})
"""Words with which a line that stands alone says where something came from: “Via email”."""


def _weight(hit: Hit) -> tuple[bool, bool, bool, int]:
    """What makes one phrase of a line speak louder than another."""
    return hit.entry.strong, hit.whole, hit.entry.kind in LISTS, hit.end - hit.start


def _above_a_list(run: Sequence[Case]) -> Sequence[Case]:
    """The lines of a run above “Her rules for life, which hang in the kitchen:”."""
    for at, case in enumerate(run):
        if case.block.introduces and case.block.size >= CLAUSE:
            return run[:at]
    return run


def _listed(case: Case) -> str | None:
    """What the lines under a line are, where it heads a list: “Most Popular”, “Read more:”."""
    if case.kind == "promo-link" and case.strong and case.hit and case.hit.whole:
        return "related-list" if case.block.introduces else None
    return LISTS.get(case.kind)


def _fits(hit: Hit, block: Block) -> bool:
    """False for a phrase in a quotation, or one that merely opens a sentence of reporting."""
    if not hit.whole and block.text[0] in _QUOTES and not block.text[1:2].isspace():
        return False
    if not hit.whole and _quoted(hit, block):
        return False
    if hit.entry.kind == "promo-link" and hit.entry.where == "start" and not hit.entry.patterned:
        goes_on = block.text[hit.end :].lstrip(" \u00a0,")[:1].islower()
        return hit.whole or not (goes_on and (block.terminal or block.size > 12))
    if hit.whole or hit.entry.kind != "promo-link" or hit.entry.where != "label":
        return True
    rest = block.text[hit.end :].strip(LABEL_MARKS)
    return bool(rest) and not (block.prose and (block.size > 45 or _states(hit, block)))


def _quoted(hit: Hit, block: Block) -> bool:
    """True for a phrase within a line that a quotation mark opens."""
    before = block.text[: hit.start]
    return before[-1:] in tuple(_QUOTES) and not before[-2:-1].isalnum()


def _states(hit: Hit, block: Block) -> bool:
    """True for “Related: he was a cousin of hers.”: a sentence behind a label, and no headline."""
    if hit.entry.kind in _BY_MACHINES or not block.text.endswith(FULL_STOPS):
        return False
    return is_label(hit, block) and block.text[hit.end :].lstrip(LABEL_MARKS)[:1].islower()


def _refers(hit: Hit, piece: Block) -> bool:
    """True for “(see also section 12)”, by which a sentence refers to what is no story."""
    first = piece.text[hit.end :].lstrip()[:1]
    return not is_label(hit, piece) and (first.islower() or first == "§")


def _between_sentences(piece: Block, block: Block) -> bool:
    """True for a part of a paragraph that stands behind the end of a sentence, or opens it."""
    before = block.text[: piece.start - block.start].rstrip(CLOSERS + " \t\u00a0")
    return before.endswith(tuple(TERMINALS)) or not before


def _counts(block: Block) -> bool:
    """True for a number alone on its line."""
    return block.text[0].isdigit() and _COUNTER.fullmatch(block.text) is not None


def _follows(hit: Hit, block: Block) -> bool:
    """True for a phrase behind a sentence: a caption or a paragraph with a call glued on."""
    before = block.text[: hit.start].rstrip(CLOSERS + "([ \t\u00a0")
    if not before.endswith(tuple(TERMINALS)):
        return False
    return len(before.split()) > 4 or (block.wide and len(before) > SHORTEST_SENTENCE)


def _link(block: Block, hit: Hit) -> bool:
    around = block.text[hit.start : hit.end + 3]
    return any(char in around for char in "\u00a0\u202f") or (block.url and not block.prose)


def _brackets_of(block: Block) -> list[tuple[int, int]]:
    """The places of the brackets of a block that hold no others."""
    found: list[re.Match[str]] = []
    if "(" in block.text or "[" in block.text:
        found += _BRACKETED.finditer(block.text)
    if "【" in block.text or "（" in block.text:
        found += _WIDE_BRACKETED.finditer(block.text)
    return [(block.start + match.start(), block.start + match.end()) for match in found]


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _segment(glued: str, known: frozenset[str], least: int = 3) -> int:
    """How many known names a run of glued letters is made of; 0 when something is left over.

    0 too where they are fewer than `least`.
    """
    if not 8 <= len(glued) <= 120:
        return 0
    best: list[int] = [0] + [-1] * len(glued)
    for at in range(len(glued)):
        if best[at] < 0:
            continue
        for size in range(2, 14):
            if at + size <= len(glued) and glued[at : at + size] in known:
                best[at + size] = max(best[at + size], best[at] + 1)
    return best[-1] if best[-1] >= least else 0
