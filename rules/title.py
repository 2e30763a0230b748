"""Titles that stand in a text twice, and the name of the site behind a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newslint.blocks import Block
from newslint.finding import Finding, Safety
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete, delete_lines
from newslint.rules.headline import MIN_WORDS, Suffix, site_suffix
from newslint.rules.headline import title_block as title_block
from newslint.rules.pack import hits_by_block, pack_of
from newslint.wording import fold

MIN_SPAN_WORDS = 5
"""The same, for titles looked for inside other lines."""
LONGER_THAN_HEADINGS = 8
"""Words from which on a line is a headline, not a heading of a part of an article."""
HEAD_LINES = 4
"""Lines below the title among which versions of it stand that are cut or in another order."""
NEAR = 92.0
"""Similarity (rapidfuzz ratio, 0 to 100) from which a line is a near copy of the title."""
NEAR_HEAD = 78.0
"""The same for headline-shaped lines before the text begins, where two versions often meet."""

_SITE_WORDS = frozenset({
    "news", "times", "post", "herald", "daily", "tv", "today", "gazette", "tribune",
    "chronicle", "journal", "telegraph", "guardian", "observer", "mirror", "express", "mail",
    "star", "sun", "independent", "standard", "courier", "examiner", "inquirer", "dispatch",
    "register", "ledger", "sentinel", "bulletin", "press", "media", "radio", "fm", "online",
    "weekly", "magazine", "network", "report", "newspaper", "globe", "monitor", "wire",
    "insider", "broadcasting", "channel", "noticias", "diario", "periódico", "prensa",
    "notícias", "jornal", "folha", "gazeta", "correio", "actualités", "info", "presse",
    "zeitung", "nachrichten", "tagblatt", "anzeiger", "kurier", "rundschau", "allgemeine",
    "समाचार", "न्यूज़", "न्यूज", "berita", "harian",
})  # fmt: skip
_ARTICLES = {"the", "el", "la", "o", "le", "die", "der", "das"}
_LABELS = frozenset({
    "live", "video", "videos", "watch", "photos", "pictures", "opinion", "analysis", "review",
    "reviews", "editorial", "letters", "cartoon", "podcast", "interview", "explainer",
    "explained", "exclusive", "brief", "comment", "column", "blog", "profile", "obituary",
    "report", "recap", "preview", "highlights", "updates", "album", "books", "film", "music",
})  # fmt: skip
_DOMAIN = lazy(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$", re.I)
_CAMEL = lazy(r"(?!(?:Mc|Mac|De|Di|Fitz|Van)[A-Z])[A-Z]+[a-z]+[A-Z][A-Za-z]*$")
"""“HarbourPost”, but not “McDonald”, who may have said what stands before."""
_MEDIUM = lazy(
    r"(?:(?:state|local|regional|official|government|military|army|police|foreign|opposition|rebel"
    r"|domestic|public|french|dutch|greek|swiss|\w+(?:an|ese|ish|i))(?:-run)? ){1,3}"
    r"(?:media|tv|press|radio|television|news|newspaper|channel|report)$"
)
"""Who said it: “State TV”, “Iranian media”. Outlets have such names too (“Canadian Press”)."""
_DATED = lazy(r"^[^().]{0,40}\([^()]{1,80}\)")
_CUT = lazy(r"[ \u00a0]?(?:…|\.{3}|&hellip;)\W{0,2}$")
_SIGNED = lazy(
    r"[ \u00a0]{1,2}(?i:by|von|par|por|di|oleh) "
    r"[^\W\d_a-z][\w.'’-]{0,20}(?: [^\W\d_a-z][\w.'’-]{0,20}){1,3}$"
)
"""A byline that hangs on a title."""
SAME_WORDS = 5
"""Words besides small ones that a line must share with the title to be another order of it."""
_DIGITS = lazy(r"\d+")
_QUOTES = "\"'“”‘’«»„"


class Copy(NamedTuple):
    """A repetition of the title: `text[start:end]` of the document, in a block.

    `kind` is "same" (after folding), "stem" (but for the site's name), "cut" (as far as it goes),
    "near" or "inside".
    """

    block: Block
    kind: str
    start: int
    end: int
    words: str

    @property
    def exact(self) -> bool:
        """True for a line that says what the title says, at most without the site's name."""
        return self.kind in ("same", "stem", "cut")


def title_copies(ctx: Context) -> tuple[Copy, ...]:
    """Every repetition of the title outside the title's own line. Ask through `ctx.once`."""
    title = ctx.once(title_block)
    if title is None:
        return ()
    finder = _Finder(ctx, title)
    return tuple(
        copy
        for block in ctx.document.blocks
        if block.index != title.index
        for copy in finder.copies(block)
    )


class _Finder:
    """Looks for one title in the blocks of a document."""

    def __init__(self, ctx: Context, title: Block) -> None:
        self._title = title
        self._credits = pack_of(ctx).words("credit")
        self._function = pack_of(ctx).words("function")
        suffix = site_suffix(title.text)
        self._folded = title.folded
        self._stem = fold(suffix.stem) if suffix else title.folded
        if len(self._stem.split()) < MIN_WORDS:
            self._stem = self._folded
        self._words = set(self._folded.split())
        self._numbers = _DIGITS.findall(self._folded)
        self._pattern = _loose(suffix.stem if suffix and self._stem != self._folded else title.text)
        blocks = ctx.document.blocks
        self._body = next((block.index for block in blocks if block.prose and block.size > 14), 0)

    def copies(self, block: Block) -> Iterator[Copy]:
        """The copies of the title in a block: the block itself, or a part of it."""
        if self._title.size < MIN_WORDS and block.index > self._title.index + 2:
            return
        kind = self._whole(block)
        if kind:
            yield Copy(block, kind, block.start, block.end, block.text)
        elif len(self._stem.split()) >= MIN_SPAN_WORDS and self._stem in block.folded:
            yield from self._inside(block)

    def _whole(self, block: Block) -> str:
        cut = _CUT.search(block.text) if block.index < self._title.index + HEAD_LINES else None
        if cut:
            return "cut" if self._is_cut(fold(block.text[: cut.start()])) else ""
        if block.terminal and not self._title.terminal:
            return ""
        if block.folded == self._folded:
            return "same"
        if abs(block.size - self._title.size) > max(6, self._title.size // 2):
            return ""
        suffix = site_suffix(block.text)
        if self._stem in (block.folded, fold(suffix.stem) if suffix else ""):
            return "stem"
        if self._stem in block.folded:
            return ""
        return "near" if self._is_near(block) else ""

    def _is_cut(self, kept: str) -> bool:
        """True for the first words of the title, the last of them perhaps cut."""
        return kept.count(" ") >= MIN_WORDS - 1 and self._folded.startswith(kept)

    def _reordered(self, block: Block) -> bool:
        """True for the words of the title in another order, small ones aside."""
        words = {word for word in block.folded.split() if word not in self._function}
        title = {word for word in self._stem.split() if word not in self._function}
        return words == title and len(words) >= SAME_WORDS

    def _is_near(self, block: Block) -> bool:
        words = block.folded.split()
        shared = sum(word in self._words for word in words)
        if len(words) < MIN_WORDS or 3 * shared < max(len(words), len(self._words)):
            return False
        if block.prose and not self._title.prose:
            return False
        if _DIGITS.findall(block.folded) != self._numbers:
            return False
        if any(credit in block.folded for credit in self._credits):
            return False
        if block.index < self._title.index + HEAD_LINES and self._reordered(block):
            return True
        from rapidfuzz import fuzz

        cutoff = NEAR_HEAD if block.index < self._body else NEAR
        return bool(fuzz.ratio(block.folded, self._stem, score_cutoff=cutoff))

    def _inside(self, block: Block) -> Iterator[Copy]:
        for match in self._pattern.finditer(block.text):
            before, after = block.text[: match.start()], block.text[match.end() :]
            if self._title.text[0] in _QUOTES:
                before = before.rstrip(_QUOTES)
            signed = not before and _SIGNED.match(after) is not None
            if (signed or _apart(before, after)) and (before or after):
                start, end = match.span()
                end += len(after) - len(after.lstrip()) if signed else 0
                yield Copy(block, "inside", block.start + start, block.start + end, match[0])


def _loose(title: str) -> re.Pattern[str]:
    """A pattern for the title with any punctuation and blanks between its words."""
    words = re.split(r"[\W_]+", title.strip()) if title.isascii() else None
    if words is None:
        words = fold(title).split()
    gap = r"[\W_]{1,6}"
    return re.compile(gap.join(re.escape(word) for word in words if word), re.I)


def _apart(before: str, after: str) -> bool:
    """True when a title between `before` and `after` is no part of a sentence and not quoted."""
    opened = before.rstrip()
    if before[-1:] in _QUOTES and before:
        return False
    starts = not opened or opened[-1] in "/|>»›:" or (before == opened and opened[-1].isalnum())
    follows = after.lstrip(_QUOTES)
    rest = follows.lstrip()
    ends = (
        not rest
        or follows[0].isupper()
        or follows.startswith(("  ", " \u00a0", "\t", "<"))
        or rest[0] in "|/>–—-"
        or (rest[0].isupper() and not before)
    )
    return starts and ends


class DuplicateTitle(Rule):
    """The title stands in the text once more.

    ## What it does
    Finds lines that repeat the title: letter by letter, in another case, with other quotation
    marks, or without the name of the site behind it; straight below it also those that end in an
    ellipsis, with all its words or the first of them.

    ## Why it matters
    A page prints its headline in several places and extraction keeps them all. Readers see it
    twice, and summaries and language models give it double weight.

    ## Fix
    Deletes the later copy. Safe when the two are the same but for case, quotes and blanks, when it
    is a cut one straight below, and when the title alone carries the name of a site that can be
    deleted safely; unsafe when it carries such a name itself, when a short copy stands between
    paragraphs (it may head a part of the article), when it stands in quotation marks that the title
    has not, when it comes back again and again (a refrain), or when the text has no paragraph
    (verse).
    """

    code = "TIT001"
    name = "duplicate-title"
    family = "title"

    bad = (
        Bad(
            "Harbour town votes to move its market\n\n⟦Harbour Town Votes to Move Its Market⟧\n\n"
            "The council of the harbour town voted on Monday to move the fish market inland.",
            cleaned="Harbour town votes to move its market\n\n"
            "The council of the harbour town voted on Monday to move the fish market inland.",
        ),
        Bad(
            "Ferry service returns after storm - Harbour Herald\n"
            "⟦Ferry service returns after storm⟧\n"
            "Ferries sailed again on Tuesday after three days of storm.",
            cleaned="Ferry service returns after storm - Harbour Herald\n"
            "Ferries sailed again on Tuesday after three days of storm.",
        ),
        Bad(
            "Ferry service returns after storm\n⟦Ferry service returns af…⟧\n"
            "Ferries sailed again on Tuesday after three days of storm.",
            cleaned="Ferry service returns after storm\n"
            "Ferries sailed again on Tuesday after three days of storm.",
        ),
    )
    good = (
        Good(
            "Ferry service returns after storm\n\n"
            "Ferry service returns after storm, for a week.\n\n"
            "The company said that it would not add trips.",
            "a lead that takes up the words of the title",
        ),
        Good(
            "Storm diary: day 1 on the island\n\nThe wind rose at noon, the harbour was closed.\n\n"
            "Storm diary: day 2 on the island\n\nThe first boats went out again in the evening.",
            "numbered headings",
        ),
        Good(
            "Ferry service returns after storm\n\nThe notice, “Ferry service returns after storm”, "
            "hung in the window of the office all Tuesday.",
            "the words of the title quoted in the text",
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        copies = [copy for copy in ctx.once(title_copies) if copy.exact]
        title = ctx.once(title_block)
        article = any(block.prose for block in ctx.document.blocks)
        for copy in copies:
            assert title is not None
            safe = (
                _told_by_title(ctx, copy)
                and article
                and copy.block.index > title.index
                and len(copies) <= 3
                and _quoted(copy.block) <= _quoted(title)
                and _heads_nothing(ctx, copy.block, title)
            )
            yield self.finding(
                copy.start,
                copy.end,
                "The title stands here a second time.",
                evidence=[("title", title.text)],
                fix=delete_lines(
                    ctx.document,
                    copy.block.first,
                    copy.block.last,
                    Safety.SAFE if safe else Safety.UNSAFE,
                    "Delete the repeated title",
                ),
            )


def _told_by_title(ctx: Context, copy: Copy) -> bool:
    """True for a copy without a word that the title has not.

    The cleaner one of two goes only where the other is cleaned as well.
    """
    if copy.kind != "stem":
        return True
    site = ctx.once(site_name)
    return site is not None and site.certain and copy.block.folded == fold(site.suffix.stem)


def _heads_nothing(ctx: Context, copy: Block, title: Block) -> bool:
    """True for a copy that is too long for a heading, or has no paragraph above or below it."""
    if copy.size >= LONGER_THAN_HEADINGS:
        return True
    blocks = ctx.document.blocks
    return not any(block.prose for block in blocks[title.index + 1 : copy.index]) or not any(
        block.prose for block in blocks[copy.index + 1 :]
    )


class NearDuplicateTitle(Rule):
    """A second version of the title.

    ## What it does
    Finds lines that are nearly the title: another spelling, a word more or less, straight below it
    also its words in another order. Numbers must be the same, so that "Part 1" and "Part 2" stay
    apart.

    ## Why it matters
    Feeds carry a short and a long headline; extraction puts one under the other.

    ## Fix
    Deletes the later version; unsafe, for which of the two is the better one cannot be known.
    """

    code = "TIT002"
    name = "near-duplicate-title"
    family = "title"

    bad = (
        Bad(
            "Old lighthouse reopened to the public\n⟦Old light-house re-opened to public⟧\n"
            "The lighthouse at the end of the pier was opened on Friday after ten years.",
            cleaned="Old lighthouse reopened to the public\n"
            "The lighthouse at the end of the pier was opened on Friday after ten years.",
        ),
        Bad(
            "Crews at Port Haven vote to strike over rosters\n"
            "⟦Port Haven crews vote to strike over rosters⟧\n"
            "The crews voted on Friday, after talks with the company had failed.",
            cleaned="Crews at Port Haven vote to strike over rosters\n"
            "The crews voted on Friday, after talks with the company had failed.",
        ),
    )
    good = (
        Good(
            "Save water, save money: a plan for the dry summer\n\n"
            "The town has a plan for the dry summer that starts in May.\n\n"
            "Save water, save money\n\nThose who use less will pay less, the mayor said.",
            "a subheading that shares words with the title",
        ),
        Good(
            "Old lighthouse reopened\n\nThe old lighthouse was reopened to the public on Friday.",
            "the first sentence tells the title again",
        ),
        Good(
            "Cup final: minute 10 at the stadium\n\nA first chance for the guests, just wide.\n\n"
            "Cup final: minute 20 at the stadium\n\nThe hosts strike back with a header.",
            "headings of a live report",
        ),
        Good(
            "Lake Town Wins Prize For Clean Water\n\n"
            "The jury praised the “clean water prize winner” for "
            " its long breath.",
            "words of the title in a quotation",
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for copy in ctx.once(title_copies):
            if copy.kind == "near":
                yield self.finding(
                    copy.start,
                    copy.end,
                    "This line is nearly the title, which stands in the text already.",
                    fix=delete_lines(
                        ctx.document,
                        copy.block.first,
                        copy.block.last,
                        Safety.UNSAFE,
                        "Delete the second version",
                    ),
                )


class TitleInLine(Rule):
    """The title stands inside another line.

    ## What it does
    Finds the title at the end of a breadcrumb ("Home / News / ..."), glued to the front of a
    paragraph, hung on its end, or before a byline ("... by Ann Reed").

    ## Why it matters
    What was a line of its own has run into the text: sentences are split wrongly and the headline
    is read as part of the report.

    ## Fix
    Deletes the copy and leaves the rest of the line; unsafe, for a sentence may need these words.
    """

    code = "TIT003"
    name = "title-in-line"
    family = "title"

    bad = (
        Bad(
            "Village school gets a new roof\n\n"
            "Home / Region / ⟦Village school gets a new roof⟧\n\nThe school was closed for a week.",
            cleaned="Village school gets a new roof\n\n"
            "Home / Region / \n\nThe school was closed for a week.",
        ),
        Bad(
            "Village school gets a new roof\n\n⟦Village school gets a new roof⟧The school was "
            "closed for a week while the workers were there.",
            cleaned="Village school gets a new roof\n\nThe school was closed "
            "for a week while the workers were there.",
        ),
        Bad(
            "Village school gets a new roof\n\n⟦Village school gets a new roof ⟧by Ann Reed\n\n"
            "The school was closed for a week while the workers were there.",
            cleaned="Village school gets a new roof\n\nby Ann Reed\n\n"
            "The school was closed for a week while the workers were there.",
        ),
    )
    good = (
        Good(
            "Village school gets a new roof\n\nVillage school gets a new roof thanks to a lottery, "
            "the teacher said.",
            "a sentence that goes on",
        ),
        Good(
            "Village school gets a new roof\n\n“Village school gets a new roof” was the best news "
            "of the week, said the teacher.",
            "the title quoted",
        ),
        Good(
            "New Roof for School\n\nA new roof for School Lane, the residents said, is overdue.",
            "a short title that occurs by chance",
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for copy in ctx.once(title_copies):
            if copy.kind == "inside":
                yield self.finding(
                    copy.start,
                    copy.end,
                    "The title has run into this line.",
                    fix=delete(copy.start, copy.end, Safety.UNSAFE, "Delete the title here"),
                )


class SiteSuffix(Rule):
    """The name of the site stands behind the title.

    ## What it does
    Finds " - Harbour Herald", " | Site.com" and the like at the end of the title line, when the
    same title stands elsewhere without it, when it is the document's source, or when it is shaped
    like the name of an outlet.

    ## Why it matters
    The title was taken from the browser's title bar. The suffix is the same on every page of the
    site and says nothing about this one.

    ## Fix
    Deletes the suffix. Safe when two of these three agree and the title is no quotation; where the
    source is not called so, only for what can name nothing but an outlet and does not stand in the
    article. Otherwise unsafe: a name behind a dash can be the speaker's, or a place.
    """

    code = "RES901"
    name = "site-suffix"
    family = "residue"

    bad = (
        Bad(
            "Ferry service returns after storm⟦ - The Harbour Herald⟧\n\nFerries sailed Tuesday.",
            cleaned="Ferry service returns after storm\n\nFerries sailed Tuesday.",
        ),
        Bad(
            "Ferry service returns after storm⟦ | Harbournews.com⟧\n\nFerries sailed on Tuesday.",
            cleaned="Ferry service returns after storm\n\nFerries sailed on Tuesday.",
        ),
        Bad(
            "Ferry service returns after storm⟦ - The Harbour Herald⟧\n\n"
            "Ferry service returns after storm\n\n"
            "Ferries sailed again on Tuesday after three days of storm.",
            cleaned="Ferry service returns after storm\n\nFerry service returns after storm\n\n"
            "Ferries sailed again on Tuesday after three days of storm.",
        ),
    )
    good = (
        Good("Ferry service returns after storm – Tillman\n\nShe said so on Tuesday.", "a speaker"),
        Good("The island summer of 2022 in songs | Review\n\nThe album is long.", "a section"),
        Good("Harbour Cup: Rovers 2 - Wanderers 1\n\nIt rained all through the match.", "a score"),
        Good("“We will sail in the next storm” - captain\n\nHe said so on Monday.", "a quotation"),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        title, site = ctx.once(title_block), ctx.once(site_name)
        if title is None or site is None:
            return
        start = title.start + site.suffix.start
        safety = Safety.SAFE if site.certain else Safety.UNSAFE
        yield self.finding(
            start,
            title.end,
            f"“{site.suffix.name}” is the name of the site, no part of the title.",
            evidence=site.evidence,
            fix=delete(start, title.end, safety, "Delete the site's name"),
        )


class SiteName(NamedTuple):
    """The name of the site behind the title, and up to three kinds of evidence that it is one."""

    suffix: Suffix
    evidence: tuple[tuple[str, str], ...]
    certain: bool


def site_name(ctx: Context) -> SiteName | None:
    """The name of the site behind the title, or None. Ask through `ctx.once`."""
    title = ctx.once(title_block)
    suffix = site_suffix(title.text) if title else None
    if title is None or suffix is None:
        return None
    name = fold(suffix.name)
    if len(fold(suffix.stem).split()) < MIN_WORDS or not name or set(name.split()) & _LABELS:
        return None
    copies = (copy for copy in ctx.once(title_copies) if copy.kind in ("stem", "inside"))
    evidence = [("neighbours", copy.words) for copy in copies][:1]
    joined, source, owned = name.replace(" ", ""), ctx.document.source, False
    if source and len(joined) > 3 and joined in fold(source).replace(" ", ""):
        evidence.append(("source", source))
        owned = _is_called(source, joined)
    shaped = _is_site_name(suffix)
    if shaped:
        evidence.append(("shape", suffix.name))
    if not evidence:
        return None
    told = shaped and _is_outlet(suffix.name) and not _told_of(ctx, name)
    certain = len(evidence) > 1 and (owned or told) and not _quoted(title)
    return SiteName(suffix, tuple(evidence), certain)


def _is_called(source: str, joined: str) -> bool:
    """True for a source with that very name, or with it as a part of its domain.

    “Boston” is no name of the Boston Globe; it is where something happened.
    """
    names = {fold(name).replace(" ", "") for name in (source, *source.split("."))}
    return joined.removeprefix("the") in {name.removeprefix("the") for name in names}


def _is_outlet(name: str) -> bool:
    """True for what an outlet can be called, and nobody whom a title quotes.

    The word for an outlet ends the name, or an addition does: “Times of Elmford”. A “Media
    Minister” is none.
    """
    words = name.split()
    worded = [at for at, word in enumerate(words) if fold(word) in _SITE_WORDS]
    ends = not worded or worded[-1] == len(words) - 1 or words[worded[-1] + 1].islower()
    return ends and not _MEDIUM.match(fold(name))


def _told_of(ctx: Context, name: str) -> bool:
    """True for a name that the article has: of a place or a firm, or of whom it quotes.

    An outlet has its own in brackets behind the place: “ELMFORD (Harbour Herald, 3 May) - ...”.
    """
    first, _, rest = name.partition(" ")
    wanted = f" {rest if rest and first in _ARTICLES else name} "
    hits = ctx.once(hits_by_block)
    return any(
        wanted in f" {block.folded} " and wanted in f" {fold(_DATED.sub('', block.text))} "
        for block in ctx.document.blocks
        if block.prose and not any(hit.entry.strong for hit in hits[block.index])
    )


def _is_site_name(suffix: Suffix) -> bool:
    words = suffix.name.split()
    if not 1 <= len(words) <= 4 or any(not word[0].isupper() for word in words if len(word) > 3):
        return bool(_DOMAIN.match(suffix.name))
    if any(char.isdigit() for char in suffix.name):
        return False
    folded = set(fold(suffix.name).split())
    bar = suffix.separator in ("|", "::", "»", "||")
    return bool(
        folded & _SITE_WORDS
        or _DOMAIN.match(suffix.name)
        or (len(words) == 1 and _CAMEL.match(suffix.name))
        or (bar and words[0].casefold() in _ARTICLES and len(words) <= 3)
        or (bar and len(words) == 1 and suffix.name.isupper())
    )


def _quoted(block: Block) -> bool:
    return block.text[:1] in _QUOTES


RULES: tuple[type[Rule], ...] = (DuplicateTitle, NearDuplicateTitle, TitleInLine, SiteSuffix)
