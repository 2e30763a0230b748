"""Residue: lines and spans that are not the article.

What is residue is decided in one place, `newslint.rules.judgement`; the rules here say what each
kind is, why it matters and what may be done about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from newslint.finding import Finding, Fix, Severity
from newslint.rule import Bad, Context, Good, Rule, delete, delete_lines
from newslint.rules.cases import Verdict
from newslint.rules.document import absence
from newslint.rules.judgement import judge

EVEN = 0.5
"""Probability under which a line is rather the article's own."""


class _Residue(Rule):
    family = "residue"
    kind: ClassVar[str]
    """The kind of verdicts that the rule reports."""
    what: ClassVar[str]
    """What the line is, for the message."""

    def check(self, ctx: Context) -> Iterator[Finding]:
        if ctx.once(absence) is not None:
            return
        for verdict in ctx.once(judge):
            if verdict.kind == self.kind:
                doubtful = _doubtful(verdict)
                yield self.finding(
                    verdict.start,
                    verdict.end,
                    f"This may be {self.what}: shape and place speak for it, its words do not."
                    if doubtful
                    else f"This is {self.what}, not part of the article.",
                    evidence=verdict.evidence,
                    fix=_fix(ctx, verdict),
                    severity=Severity.INFO if doubtful else None,
                    confidence=verdict.confidence,
                )


def _doubtful(verdict: Verdict) -> bool:
    """True for what the model alone suspects, and rather takes for a line of the article."""
    if verdict.safety is not None or verdict.confidence is None:
        return False
    return verdict.confidence < EVEN and "phrase" not in dict(verdict.evidence)


def _fix(ctx: Context, verdict: Verdict) -> Fix | None:
    if verdict.safety is None:
        return None
    if verdict.whole:
        block = verdict.block
        return delete_lines(ctx.document, block.first, block.last, verdict.safety)
    start = verdict.start
    text = ctx.document.text
    while start > verdict.block.start and text[start - 1] in " \t\u00a0":
        start -= 1
    end = verdict.end
    if start == verdict.block.start:
        while end < verdict.block.end and text[end] in " \t\u00a0":
            end += 1
    return delete(start, end, verdict.safety, "Delete the sentence")


_LEAD = "The council of Port Ellery voted on Tuesday to close the old ferry terminal in May.\n"
_REST = "The mayor said the site would be turned into a public garden.\n"


class PromoLink(_Residue):
    """A line that sends the reader to another story (“Also Read: …”).

    ## What it does
    Reports “Also Read”, “READ ALSO”, “Read more:”, “Related:”, “Watch:” and their kin in the
    document's language, with or without a colon, in brackets, as a line of their own or glued into
    a paragraph.

    ## Why it matters
    The headline of another story inside an article reads as one of its facts. It breaks summaries,
    search and training data, and it is the most frequent residue inside the body of ingested news.

    ## Fix
    Deletes the line. Safe when a known phrase is borne out by the shape of the line, a trace of a
    link or its place, also in brackets or at the end of a paragraph, where it is certain how far it
    goes; unsafe when the words are weaker, or a sentence of the paragraph follows.
    """

    code, name = "RES001", "promo-link"
    kind, what = "promo-link", "a link to another story"
    bad = (
        Bad(
            _LEAD + "⟦Also Read: Storm shuts schools along the northern coast⟧\n" + _REST,
            _LEAD + _REST,
        ),
        Bad(
            _LEAD + "\n⟦READ ALSO | Fishermen win quota case⟧\n\n" + _REST,
            _LEAD + "\n" + _REST,
        ),
        Bad(
            "The terminal closes in May, the council said, after years of losses on the line. "
            "⟦[Also Read: Ferry fares to rise again]⟧ " + _REST,
            "The terminal closes in May, the council said, after years of losses on the line. "
            + _REST,
        ),
    )
    good = (
        Good(
            _LEAD
            + "Also read in court was a letter from the owner of the terminal, dated 3 May.\n",
            "“Also read” opens a sentence of the report",
        ),
        Good(
            _LEAD
            + "“Read more, and you will see how we were deceived,” the captain told the court.\n",
            "the words of a quotation",
        ),
        Good(
            "Read more books, minister tells pupils\n" + _LEAD + _REST,
            "a headline that begins with the phrase",
        ),
        Good(_LEAD + "See also changes in the timetable, which the line made in March.\n", "prose"),
    )


class RelatedList(_Residue):
    """A list of other stories under a heading such as “Related News” or “More from”.

    ## What it does
    Reports the heading of such a list and every headline under it, up to the next paragraph; after
    the last paragraph also headlines that stand among other residue. “Read more:” alone above a
    headline heads a list too. Scores, and what a sentence with a colon introduces, are left alone.

    ## Why it matters
    A list of headlines at the end of an article is the largest kind of residue by far. Its names
    and facts belong to other stories.

    ## Fix
    Deletes the line. Safe for a heading that is nothing else, and for headlines under it after the
    last paragraph; unsafe in the middle of the article, where the last line of the list may be a
    heading of the article itself, above its first paragraph, and for the article's own title.
    A line that stops in the middle of a sentence (see cut-end) is the text's own, and no headline.
    """

    code, name = "RES002", "related-list"
    kind, what = "related-list", "part of a list of other stories"
    gives_way = frozenset(["TRU003"])
    bad = (
        Bad(
            _LEAD + _REST + "⟦Related News⟧\n⟦Storm shuts schools along the coast⟧\n"
            "⟦Fishermen win quota case⟧\n",
            _LEAD + _REST,
        ),
        Bad(
            _LEAD + "⟦Most Popular⟧\n⟦Ten beaches worth the drive this summer⟧\n" + _REST,
            _LEAD + _REST,
        ),
    )
    good = (
        Good(_LEAD + "Most read the ruling as a defeat for the line, its lawyer said.\n", "prose"),
        Good(
            _LEAD + "“Related news is what we sell,” the editor told the hearing on Friday.\n",
            "inside a quotation",
        ),
        Good(
            "Most popular ferry of the north to close\n" + _LEAD + _REST,
            "a headline that begins with the words",
        ),
    )


class DanglingHeading(_Residue):
    """A heading of a list of other stories with nothing under it.

    ## What it does
    Reports “Related News”, “You may like” and their kin where the list itself is gone.

    ## Why it matters
    The heading announces what the text does not have; it is what is left of a list that was cut.

    ## Fix
    Deletes the line. Safe when the phrase is one that only such a heading has; unsafe otherwise.
    """

    code, name = "RES003", "dangling-heading"
    kind, what = "dangling-heading", "the heading of a list that is gone"
    bad = (Bad(_LEAD + _REST + "⟦Related News⟧", _LEAD + _REST),)
    good = (
        Good(_LEAD + "Related charges against two officers were dropped in March.\n", "prose"),
        Good(_LEAD + "“You may like it or not,” the mayor told residents.\n", "a quotation"),
        Good("Related claims settled in ferry case\n" + _LEAD + _REST, "a headline"),
    )


class ShareRow(_Residue):
    """Share buttons: “Share:”, rows of the names of networks, counts of shares.

    ## What it does
    Reports lines that are nothing but a call to share, and names of networks in a row, also glued
    (“FacebookTwitterEmail”).

    ## Why it matters
    Buttons are part of the page, not of the story.

    ## Fix
    Deletes the line. Safe when the words and the shape or the neighbours agree.
    """

    code, name = "RES004", "share-row"
    kind, what = "share", "a share button"
    bad = (
        Bad(
            "Ferry terminal to close\n⟦Share:⟧\n\n" + _LEAD + _REST,
            "Ferry terminal to close\n\n" + _LEAD + _REST,
        ),
        Bad(_LEAD + _REST + "⟦Facebook Twitter WhatsApp Email⟧\n", _LEAD + _REST),
        Bad(_LEAD + _REST + "⟦FacebookTwitterPinterestEmail⟧\n", _LEAD + _REST),
    )
    good = (
        Good(_LEAD + "Share prices of the line fell by four per cent on Wednesday.\n", "prose"),
        Good(
            _LEAD + "“Share this story with your children,” the captain told the crowd.\n",
            "a quotation",
        ),
        Good("Facebook and Twitter sued over ferry video\n" + _LEAD + _REST, "a headline"),
        Good(
            _LEAD + _REST + "SIR - Has anyone else noticed that the ferry is back?\n\n"
            "Jenny Orme\nVia email\n",
            "where a letter came from",
        ),
    )


class FollowCall(_Residue):
    """A call to follow the outlet on a network.

    ## What it does
    Reports “Follow us on …”, “Like our page”, “Stay connected” as lines or glued sentences.

    ## Why it matters
    It is the outlet's advertisement for itself.

    ## Fix
    Deletes it. Safe for a line of its own that two kinds of evidence support.
    """

    code, name = "RES005", "follow-call"
    kind, what = "follow", "a call to follow the outlet"
    bad = (
        Bad(
            _LEAD + _REST + "⟦Follow us on Facebook and Instagram for more updates⟧\n",
            _LEAD + _REST,
        ),
        Bad(_LEAD + _REST + "⟦Follow @portellerynews⟧\n", _LEAD + _REST),
    )
    good = (
        Good(_LEAD + "Follow-up talks with the union will be held on Monday.\n", "prose"),
        Good(
            _LEAD + "“Follow us and you will be safe,” the guide told the passengers.\n",
            "a quotation",
        ),
        Good("Follow the money: where the ferry grants went\n" + _LEAD + _REST, "a headline"),
    )


class NewsletterCall(_Residue):
    """A call to subscribe to a newsletter, and the texts of its form.

    ## What it does
    Reports “Sign up for our newsletter”, “Get the day's top stories in your inbox”, the form's
    texts (“Enter your email”, “Thank you for subscribing”), and lists of newsletters.

    ## Why it matters
    These sentences are grammatical and well punctuated, so that filters by shape keep them; they
    repeat over a whole site.

    ## Fix
    Deletes it. Safe for a line of its own that two kinds of evidence support.
    """

    code, name = "RES006", "newsletter-call"
    kind, what = "newsletter", "a call to subscribe"
    bad = (
        Bad(_LEAD + _REST + "⟦Sign up for our daily newsletter⟧\n", _LEAD + _REST),
        Bad(
            _LEAD
            + _REST
            + "⟦Get the latest headlines delivered straight to your inbox every morning.⟧\n",
            _LEAD + _REST,
        ),
    )
    good = (
        Good(
            _LEAD + "The port's newsletter, which 4,000 people subscribe to, will end in June.\n",
            "a story about a newsletter",
        ),
        Good(
            _LEAD
            + "“Sign up for our list and you will never get off it,” a reader said of the port.\n",
            "a quotation",
        ),
        Good("Newsletter of the port to end after 40 years\n" + _LEAD + _REST, "a headline"),
        Good(
            "Sign up for our newsletter, it said at the foot of the port's page, and that week "
            "eleven people did.\n" + _LEAD + _REST,
            "what somebody said, without marks of quotation",
        ),
    )


class MessengerCall(_Residue):
    """A call to install an app or to join a channel of a messenger.

    ## What it does
    Reports “Join our WhatsApp group”, “Download our app”, “Follow us on Telegram” and their kin.

    ## Why it matters
    It is the outlet's advertisement for itself, and often the last line of an article.

    ## Fix
    Deletes it. Safe for a line of its own that two kinds of evidence support.
    """

    code, name = "RES007", "messenger-call"
    kind, what = "messenger", "a call to join a channel or install an app"
    bad = (
        Bad(_LEAD + _REST + "⟦Join Harbour Post WhatsApp group⟧\n", _LEAD + _REST),
        Bad(_LEAD + _REST + "\n⟦Download our app for breaking news⟧\n", _LEAD + _REST),
    )
    good = (
        Good(
            _LEAD + "Residents had joined a WhatsApp group to organise the protest, police said.\n",
            "a story about a messenger",
        ),
        Good(
            _LEAD + "“Join our WhatsApp group,” the message to the victims read.\n", "a quotation"
        ),
        Good("WhatsApp group of ferry workers leaked\n" + _LEAD + _REST, "a headline"),
    )


class AdMarker(_Residue):
    """The label of an advertisement.

    ## What it does
    Reports “Advertisement”, “Sponsored”, “Story continues below advertisement” and affiliate notes.

    ## Why it matters
    The advertisement is gone, its label stayed; it splits paragraphs that belong together.

    ## Fix
    Deletes the line. Safe for labels that stand alone.
    """

    code, name = "RES008", "ad-marker"
    kind, what = "ad-marker", "the label of an advertisement"
    bad = (
        Bad(_LEAD + "⟦Advertisement⟧\n" + _REST, _LEAD + _REST),
        Bad(_LEAD + "\n⟦- ADVERTISEMENT -⟧\n\n" + _REST, _LEAD + "\n" + _REST),
    )
    good = (
        Good(_LEAD + "Advertisement revenue of the line fell by half, it said.\n", "prose"),
        Good(
            _LEAD + "“Advertisement” is all he wrote on the form, the court heard.\n", "a quotation"
        ),
        Good("Advertisement ban on ferries upheld\n" + _LEAD + _REST, "a headline"),
    )


class CommentsResidue(_Residue):
    """What surrounds the readers' comments.

    ## What it does
    Reports “Leave a reply”, “Join the conversation”, counters, forum rules and login notes.

    ## Why it matters
    None of it is about the story.

    ## Fix
    Deletes the line. Safe for lines that two kinds of evidence support.
    """

    code, name = "RES009", "comments-residue"
    kind, what = "comments", "left over from the comments"
    bad = (
        Bad(_LEAD + _REST + "⟦Leave a comment⟧\n", _LEAD + _REST),
        Bad(_LEAD + _REST + "⟦Be the first to comment⟧\n", _LEAD + _REST),
    )
    good = (
        Good(_LEAD + "Comments by the minister angered the union.\n", "prose"),
        Good(
            _LEAD + "“Leave a comment and we will answer,” the port had told residents.\n",
            "a quotation",
        ),
        Good("Comments on ferry plan close on Friday\n" + _LEAD + _REST, "a headline"),
    )


class CopyrightNotice(_Residue):
    """A copyright, reuse or syndication notice.

    ## What it does
    Reports “© 2024 …”, “All rights reserved”, “may not be reproduced”, “first appeared on …”.

    ## Why it matters
    It names the owner, not a fact of the story. Who must keep it can ignore the rule.

    ## Fix
    Deletes the line. Safe where the notice stands alone at the end; unsafe for “©” before words
    without a year, which may credit a picture.
    """

    code, name = "RES010", "copyright-notice"
    kind, what = "copyright", "a copyright notice"
    bad = (
        Bad(_LEAD + _REST + "⟦© 2024 Harbour Post. All rights reserved.⟧\n", _LEAD + _REST),
        Bad(
            _LEAD + _REST + "⟦Copyright 2023 Harbour Media. This material may not be published, "
            "broadcast or rewritten.⟧\n",
            _LEAD + _REST,
        ),
    )
    good = (
        Good(
            _LEAD + "Copyright law does not cover the ferry's timetable, the judge found.\n",
            "prose",
        ),
        Good(
            _LEAD + "“All rights reserved are all rights denied,” the lawyer told the court.\n",
            "a quotation",
        ),
        Good("Copyright suit over ferry song settled\n" + _LEAD + _REST, "a headline"),
        Good(
            _LEAD + "The rash first appeared on her arm on Friday, and the video of it, which "
            "first appeared on TikTok, has been seen by thousands.\n",
            "something else than a text appeared",
        ),
    )


class PaywallText(_Residue):
    """A cookie, consent, login or subscription text.

    ## What it does
    Reports “This website uses cookies”, “Already a subscriber?”, “Choose your plan” and buttons.

    ## Why it matters
    It often stands where the article was cut.

    ## Fix
    Deletes the line. Safe for lines that two kinds of evidence support.
    """

    code, name = "RES011", "paywall-text"
    kind, what = "paywall", "a consent or subscription text"
    bad = (
        Bad(_LEAD + _REST + "⟦Already a subscriber? Log in here⟧\n", _LEAD + _REST),
        Bad("⟦This website uses cookies to improve your visit.⟧\n" + _LEAD + _REST, _LEAD + _REST),
    )
    good = (
        Good(
            _LEAD + "Cookies on the port's website broke the law, the regulator found.\n", "prose"
        ),
        Good(
            _LEAD + "“We use cookies like everybody else,” the port's lawyer told the hearing.\n",
            "a quotation",
        ),
        Good("Port must ask before it sets cookies\n" + _LEAD + _REST, "a headline"),
    )


class PlayerText(_Residue):
    """The texts of a video or audio player.

    ## What it does
    Reports “Video unavailable”, “Click to play”, “Now playing” and the like.

    ## Why it matters
    The player is gone; its buttons read as headings.

    ## Fix
    Deletes the line. Safe for labels that two kinds of evidence support, unsafe for what ends like
    a sentence (“Loading ...”).
    """

    code, name = "RES012", "player-text"
    kind, what = "video", "left over from a video or audio player"
    bad = (
        Bad("⟦Video Unavailable⟧\n⟦Click to play⟧\n" + _LEAD + _REST, _LEAD + _REST),
        Bad(_LEAD + "⟦Now playing⟧\n" + _REST, _LEAD + _REST),
    )
    good = (
        Good(_LEAD + "Video from the harbour shows the ferry leaving at dawn.\n", "prose"),
        Good(_LEAD + "“Play now or leave,” the coach told his side at half time.\n", "a quotation"),
        Good("Video unavailable at ferry trial, court told\n" + _LEAD + _REST, "a headline"),
    )


class PhotoCredit(_Residue):
    """A photo credit, alone or in a caption.

    ## What it does
    Reports lines such as “(Image: Jane Roe)” or “Jane Roe/Reuters”, the credit that a caption
    begins or ends with, and short captions that say who stands where in a picture.

    ## Why it matters
    The picture is gone. A caption without it can mislead, and a credit reads as a name of the
    story.

    ## Fix
    None: a credit may have to stay for legal reasons, and a caption may hold facts that the text
    has not.
    """

    code, name, severity = "RES013", "photo-credit", Severity.INFO
    kind, what = "photo-credit", "the credit of a photograph"
    bad = (
        Bad(_LEAD + "⟦(Image: Harbour Archive)⟧\n" + _REST),
        Bad(_LEAD + "⟦Photo: Maria Lindt⟧\n" + _REST),
    )
    good = (
        Good(_LEAD + "The photo, by a passer-by, shows the terminal on fire.\n", "prose"),
        Good(
            _LEAD + "“The image: a burning ferry,” the judge said of the evidence.\n", "a quotation"
        ),
        Good("Photo of ferry captain sold for $2m\n" + _LEAD + _REST, "a headline"),
        Good(
            _LEAD + "Abbey ward\nJane Marlowe (Lab) 1,204\nPeter Crisp (C) 988\n\n" + _REST,
            "the party of a candidate",
        ),
    )


class Menu(_Residue):
    """Menu items, buttons and breadcrumbs.

    ## What it does
    Reports “Skip to content”, “Home / News / …”, section names above the title, and short lines
    that stand among other residue after the last paragraph.

    ## Why it matters
    They are the frame of the page.

    ## Fix
    Deletes the line. Safe for words that only a menu has; unsafe where the place alone speaks.
    """

    code, name = "RES014", "menu"
    kind, what = "menu", "part of a menu"
    bad = (
        Bad(
            "⟦Skip to main content⟧\n⟦Home⟧\nFerry terminal to close\n" + _LEAD + _REST,
            "Ferry terminal to close\n" + _LEAD + _REST,
        ),
        Bad(_LEAD + _REST + "⟦Back to top⟧\n", _LEAD + _REST),
    )
    good = (
        Good(_LEAD + "Home is where the ferry stops, the old captain liked to say.\n", "prose"),
        Good(_LEAD + "“Next page, please,” the judge told the witness on Monday.\n", "a quotation"),
        Good("Home at last for stranded ferry crew\n" + _LEAD + _REST, "a headline"),
        Good(
            _LEAD
            + "Aug. 2023: The pilots strike.\n\n2024\n\nJan. 16: The director resigns.\n\n"
            + _REST,
            "a year of a timeline",
        ),
    )


class TagList(_Residue):
    """A list of topics.

    ## What it does
    Reports “Tags: …”, “Filed under …” and the names under such a heading.

    ## Why it matters
    Tags repeat the story's names without a sentence around them.

    ## Fix
    Deletes the line. Safe for the heading and what its own line lists.
    """

    code, name = "RES015", "tag-list"
    kind, what = "tags", "a list of topics"
    bad = (
        Bad(_LEAD + _REST + "⟦Tags: ferry, harbour, Port Ellery⟧\n", _LEAD + _REST),
        Bad(_LEAD + _REST + "⟦Topics⟧\n⟦Port Ellery⟧\n⟦Ferries⟧\n", _LEAD + _REST),
    )
    good = (
        Good(_LEAD + "Tags on the cargo showed where it had been loaded.\n", "prose"),
        Good(_LEAD + "“Topics like this divide us,” the mayor told the council.\n", "a quotation"),
        Good("Tags help ferry find lost luggage\n" + _LEAD + _REST, "a headline"),
    )


class DonateCall(_Residue):
    """A call to support the outlet with money.

    ## What it does
    Reports “Support our journalism”, “Please consider a donation” and their kin.

    ## Why it matters
    It is the outlet's advertisement for itself.

    ## Fix
    Deletes it. Safe for lines that two kinds of evidence support.
    """

    code, name = "RES016", "donate-call"
    kind, what = "donate", "a call for support"
    bad = (Bad(_LEAD + _REST + "⟦Support our journalism with a monthly gift.⟧\n", _LEAD + _REST),)
    good = (
        Good(_LEAD + "Support for the ferry has grown since the vote.\n", "prose"),
        Good(
            _LEAD + "“Donate now or the ferry dies,” the captain told the crowd.\n", "a quotation"
        ),
        Good("Donations keep old ferry afloat\n" + _LEAD + _REST, "a headline"),
    )


class ContactCall(_Residue):
    """A call to write to the newsroom, correction links, the box about the author.

    ## What it does
    Reports “Do you have a story?”, “Report an error”, “About the author”.

    ## Why it matters
    It belongs to the page, not to the story. Corrections themselves are not reported.

    ## Fix
    Deletes it. Safe for labels and questions that two kinds of evidence support, unsafe for
    statements, such as those of an agency on its standards.
    """

    code, name = "RES017", "contact-call"
    kind, what = "contact", "a call to write to the newsroom"
    bad = (Bad(_LEAD + _REST + "⟦Do you have a story? Write to us⟧\n", _LEAD + _REST),)
    good = (
        Good(
            _LEAD + "Correction: an earlier version gave a wrong year for the opening.\n",
            "a correction",
        ),
        Good(
            _LEAD + "“Do you have a story to tell?” the detective had asked the captain.\n",
            "a quotation",
        ),
        Good("Contact lost with ferry off the coast\n" + _LEAD + _REST, "a headline"),
    )


class PageText(_Residue):
    """Sentences of the page that stand around the article.

    ## What it does
    Reports boxes about the author, notes on the outlet, teasers and other sentences that the line
    model takes for a part of the page, and that no phrase tells the kind of.

    ## Why it matters
    They are well formed, so that filters by shape keep them, and they are about something else.

    ## Fix
    Deletes the line. Unsafe, for reporters write such sentences too; none for a sentence with a
    reporting verb in it.
    """

    code, name, model = "RES018", "page-text", True
    kind, what = "page-text", "text of the page around the article"
    bad = (
        Bad(
            _LEAD + _REST + "Advertisement\n"
            "⟦Visit our website to find out how we use your data and how you can opt out.⟧\n",
            _LEAD + _REST + "Advertisement\n",
        ),
    )
    good = (
        Good(
            _LEAD + _REST + "The ferry line, founded in 1902, carries a million people a year.\n",
            "background at the end of a report",
        ),
        Good(
            _LEAD + "“We write about the sea because we live by it,” the editor said.\n" + _REST,
            "a quotation",
        ),
        Good(
            "What the harbour paper will look like from May\n" + _LEAD + _REST,
            "a headline about a paper",
        ),
    )


RULES: tuple[type[Rule], ...] = (
    PromoLink, RelatedList, DanglingHeading, ShareRow, FollowCall, NewsletterCall, MessengerCall,
    AdMarker, CommentsResidue, CopyrightNotice, PaywallText, PlayerText, PhotoCredit, Menu, TagList,
    DonateCall, ContactCall, PageText,
)  # fmt: skip
