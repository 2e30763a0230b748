"""Documents: what can be said of a text as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newslint.finding import Finding
from newslint.rule import Bad, Context, Good, Rule
from newslint.rules.cases import Case
from newslint.rules.judgement import Judgement, judged_by_rules
from newslint.wording import fold

LONGEST_NOTICE = 40
"""Words of a text that may be a mere notice of an error or a removal."""
RESIDUE_SHARE = 0.6
"""Share of the words beside title and byline that must be residue where no paragraph is left."""

_NOTICES = tuple(
    tuple(fold(notice).split())
    for notice in (
        "removed", "deleted", "content removed", "article removed", "page not found",
        "404 not found", "error 404", "404 error", "access denied", "403 forbidden", "forbidden",
        "just a moment", "checking your browser", "verify you are human", "are you a robot",
        "enable javascript and cookies to continue", "please enable javascript",
        "this page is not available", "this content is not available",
        "this content is no longer available", "this article is no longer available",
        "this page could not be found", "the page you requested", "we couldn't find that page",
        "the page you are looking for", "internal server error", "bad gateway",
        "service unavailable", "service temporarily unavailable", "gateway timeout",
        "not available in your region", "unavailable in your region",
        "unavailable for legal reasons",
        "página no encontrada", "página não encontrada", "page introuvable", "page non trouvée",
        "seite nicht gefunden", "zugriff verweigert", "acceso denegado", "acesso negado",
        "accès refusé", "halaman tidak ditemukan", "पृष्ठ नहीं मिला",
    )
)  # fmt: skip
"""How notices begin that stand where an article was."""
_QUOTES = "\"'“‘«„‹"
_PAGES = {
    "paywall": "a consent or subscription wall",
    "video": "the page of a video or audio player",
    "newsletter": "a form to subscribe",
    "comments": "what surrounds readers' comments",
    "menu": "a menu",
    "share": "buttons",
}


def absence(ctx: Context) -> str | None:
    """What a document is instead of an article, or None when it may be one. Ask through `ctx.once`.

    Short articles, lists, tables, verse and live texts are articles: only a text without a single
    paragraph, nearly all of which the rules know as residue, is none.
    """
    judgement = ctx.once(judged_by_rules)
    if not judgement.blocks:
        return "empty"
    if _is_notice(judgement):
        return "a notice of an error or a removal"
    if judgement.last >= 0:
        return None
    rest = [
        case
        for case in judgement.cases
        if case.block is not judgement.title and case.block.first not in judgement.metadata
    ]
    return _page(rest) if _is_residue(rest) else None


def _is_notice(judgement: Judgement) -> bool:
    """True for a short text of which a line is, or begins with, the notice of an error."""
    if sum(block.size for block in judgement.blocks) > LONGEST_NOTICE:
        return False
    if len(judgement.blocks) > 4 or any(judgement.reports(block) for block in judgement.blocks):
        return False
    lines = [block.folded.split() for block in judgement.blocks]
    if judgement.blocks[0].text[0] in _QUOTES:
        return False
    return any(
        tuple(line) in _NOTICES
        or any(len(notice) > 2 and tuple(line[: len(notice)]) == notice for notice in _NOTICES)
        for line in lines
    )


def _is_residue(cases: Sequence[Case]) -> bool:
    words = sum(max(case.block.size, 1) for case in cases)
    known = sum(max(case.block.size, 1) for case in cases if case.judged)
    strong = sum(case.hit is not None and case.hit.entry.strong for case in cases)
    return bool(cases) and strong * 4 >= len(cases) and known >= RESIDUE_SHARE * words


def _page(cases: Sequence[Case]) -> str:
    kinds = Counter(case.kind for case in cases if case.judged)
    return _PAGES.get(kinds.most_common(1)[0][0], "what surrounds an article")


class NotAnArticle(Rule):
    """The document is no article: a consent wall, a menu, a player's page, an error, nothing.

    ## What it does
    Reports a text that is empty, that is but the notice of an error or a removal (“[Removed]”,
    “Page not found”), or that holds no paragraph and is residue nearly throughout. Nothing else is
    then reported of the text.

    ## Why it matters
    Such pages come with the address of an article. Kept, they count as articles, repeat over a
    whole site, and hide that the article is missing.

    ## Fix
    None, and no other fix touches the text: there is nothing to repair. Fetch the page again or
    leave the document out.
    """

    code, name, family = "DOC001", "not-an-article", "document"
    says_all = True
    bad = (
        Bad("⟦[Removed]⟧"),
        Bad("⟦Page not found⟧\nThe page you are looking for has moved.\n"),
        Bad(
            "⟦This website uses cookies to improve your visit.⟧\nAccept all cookies\n"
            "Already a subscriber? Log in here\n"
        ),
    )
    good = (
        Good(
            "Ferry cancelled\nThe evening ferry to Port Ellery was cancelled on Sunday.\n",
            "a brief of one paragraph",
        ),
        Good(
            "Results\nHarbour Town 2 Port Ellery 1\nNorthern Rovers 0 Bay United 0\n",
            "a page of results",
        ),
        Good("“Page not found” is what they read.\n", "a quotation"),
        Good("Removed statue returns to harbour\n", "a headline"),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        what = ctx.once(absence)
        if what is None:
            return
        blocks = ctx.document.blocks
        start, end = (blocks[0].start, blocks[0].end) if blocks else (0, len(ctx.document.text))
        message = (
            "The document is empty."
            if what == "empty"
            else f"This is no article: the document is {what}."
        )
        yield self.finding(start, end, message)


RULES: tuple[type[Rule], ...] = (NotAnArticle,)
