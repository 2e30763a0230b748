"""Markup, second part: what scripts, players, posts and pictures of a page left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newslint.finding import Finding, Safety, Severity
from newslint.lines import Line
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete_lines

_SIGNS = {
    "function": lazy(r"\bfunction\s?\w{0,30}\s?\([^()]{0,100}\)\s?\{|=>\s?\{"),
    "assignment": lazy(
        r"\b(?:var|let|const)\s[\w$]{1,40}\s?[=;]|\b(?:window|document)\.\w{1,40}\s?=|[^=!<>]===?[^=]"
    ),
    "object": lazy(
        r"\b(?:window|document|googletag|console|navigator)\.[a-z_$]|\b_?(?:dataLayer|taboola|"
        r"adsbygoogle|googletag)\b|\b(?:gtag|fbq|jQuery|require)\(|\$\(['\"#.\w]"
    ),
    "call": lazy(
        r"\.(?:push|cmd|addEventListener|getElements?By\w{1,20}|querySelector(?:All)?|appendChild|"
        r"createElement|setAttribute|setTimeout|forEach|ready|append|css|then|defineSlot|display|"
        r"addService|enableServices|init)\b\s?[.(]"
    ),
    "json": lazy(r"\"@?[\w-]{1,40}\"\s?:\s?(?:[\"{\[\d]|true|false|null)"),
    "braces": lazy(r"^\s*[{\[]\s?[\"{].*[\]}]\s*[;,]?\s*$"),
    "style": lazy(r"[\w)\]*]\s?\{\s?[\w-]{1,40}\s?:[^{};]{1,200}[;}]|@media\b.{0,80}\{"),
    "property": lazy(
        r"\b(?:margin|padding|font|background|display|width|height|color|border|position|float|"
        r"text|line|max|min|top|left|z)(?:-[a-z-]{1,30})?\s?:\s?[#\w.% ()-]{1,60}[;}]|!important"
    ),
    "php": lazy(r"<\?php|\?>|\$[a-z_]\w{0,40}\s?=\s?[^=\s]|\becho\s['\"$]"),
    "end": lazy(r"[;{}]\s*$"),
    "close": lazy(r"\}\s?\)"),
}
_PAGE = frozenset({"object", "style", "property", "json", "php"})
"""Signs of the machinery of a page; a program that an article shows rarely has them."""
_WEAK = frozenset({"end", "close", "braces"})
_CODE_MARKS = lazy(r"[{}();=\[\]<>:\"'$_]")
_BRACKETS = lazy(r"[\s{}()\[\];,]*[{}][\s{}()\[\];,]*|\}?\)+;")
_PROSE = lazy(r"(?:[^\W\d_]{2,30},? ){8}")


def code_lines(ctx: Context) -> dict[int, frozenset[str]]:
    """The signs of code on each line that is code, by the line's index."""
    lines = ctx.document.lines
    signs = {
        line.index: _signs_of(line.text)
        for line in lines
        if "{" in line.text or "}" in line.text or ";" in line.text or "(" in line.text
    }
    sure = {index: found for index, found in signs.items() if len(found) > 1 and found - _WEAK}
    if not sure:
        return {}
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        previous = False
        for index in order:
            text = lines[index].text
            if index in sure:
                previous = True
            elif previous and (signs.get(index) or _BRACKETS.fullmatch(text)):
                sure[index] = signs.get(index, frozenset()) | {"neighbour"}
            elif not lines[index].blank:
                previous = False
    return sure


def _signs_of(text: str) -> frozenset[str]:
    """The kinds of signs of code in a line; none when it has few marks of code for its length."""
    head = text[:4000]
    if len(_CODE_MARKS.findall(head)) * 25 < len(head):
        return frozenset()
    return frozenset(kind for kind, pattern in _SIGNS.items() if pattern.search(head))


class ScriptResidue(Rule):
    """Lines of scripts, style sheets or data that belong to the page.

    ## What it does
    Takes a line for code when it shows two signs of different kinds (a function and a call, a style
    with its properties, an object of the browser and an assignment, JSON in braces), and lines with
    one sign, or brackets alone, beside such a line.

    ## Why it matters
    The machinery of a page was taken for its text.

    ## Fix
    Deletes the line. Safe when the signs are those of a page's machinery and no prose is on the
    line; unsafe otherwise, as the article may be about programming and show a program.
    """

    code, name, family, severity = "MRK007", "script-residue", "markup", Severity.WARNING
    bad = (
        Bad(
            "One.\n⟦window.dataLayer = window.dataLayer || [];⟧\n"
            "⟦googletag.cmd.push(function() { googletag.display('ad-1'); });⟧\nTwo.\n",
            "One.\nTwo.\n",
        ),
        Bad('⟦{"@context":"https://schema.org","@type":"NewsArticle"}⟧\nOne.\n', "One.\n"),
        Bad("⟦.box{margin:0;padding:4px}⟧\nOne.\n", "One.\n"),
        Bad(
            "⟦(function(d) {⟧\n  ⟦var s = d.createElement('script');⟧\n⟦})(document);⟧\nOne.\n",
            "One.\n",
        ),
    )
    good = (
        Good("“Type var x = 1; and press Enter,” the teacher told the class.", "about a program"),
        Good("She closed the window. The document (dated May) lay there; he left.", "words"),
        Good("Results: Lyon 2 (Diaz 12, 40); Nice 1 (Roy 3); Lens 0", "a list of scores"),
        Good("What Does function() Do? A Beginner's Guide", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        for index, signs in ctx.once(code_lines).items():
            line = document.lines[index]
            sure = not _PROSE.search(line.text) or '"@context"' in line.text[:200]
            machinery = sure and (signs & _PAGE or "neighbour" in signs)
            safety = Safety.SAFE if machinery else Safety.UNSAFE
            yield self.finding(
                *_content(line),
                "This line is code of the page, not text.",
                evidence=[("signs", ", ".join(sorted(signs)))],
                fix=delete_lines(document, index, index, safety),
            )


def _content(line: Line) -> tuple[int, int]:
    """(start, end) of what stands on a line, blanks around it left out."""
    text = line.text
    return line.start + len(text) - len(text.lstrip()), line.start + len(text.rstrip())


_ADDRESS = lazy(
    r"https?://[^\s<>\"]{3,2000}|www\.[^\s/<>\"]{3,200}/[^\s<>\"]{1,2000}"
    r"|[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,4}/[^\s<>\"]{2,2000}"
)


class BareAddress(Rule):
    """A web address alone on a line: the link of a video, a sound or a post that was embedded.

    ## What it does
    Reports lines that hold nothing but web addresses. A mere domain (`www.example.com`) is often
    the contact that an article gives and is left alone; after a line that ends in a colon an
    address is reported for information.

    ## Why it matters
    The player that was there is gone; the address says nothing in a text.

    ## Fix
    Deletes the line. Unsafe: it may be the source that readers are sent to. None after a colon.
    """

    code, name, family, severity = "MRK008", "bare-address", "markup", Severity.WARNING
    bad = (
        Bad("One.\n\n⟦https://video.example.com/watch?v=1a2b⟧\n\nTwo.\n", "One.\n\nTwo.\n"),
        Bad("One.\n⟦video.example.com/ondemand/rain⟧\nTwo.\n", "One.\nTwo.\n"),
        Bad("The report is here:\n⟦https://example.com/report.pdf⟧\nTwo.\n"),
    )
    good = (
        Good("The report is at https://example.com/report.pdf, she said.", "part of a sentence"),
        Good("www.example.com", "a contact"),
        Good("And/or Not: The Vote", "a headline with a stroke"),
        Good("“See example.com/rain,” he said.", "part of a quotation"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        introduced = False
        for block in document.blocks:
            words = block.text.split() if "/" in block.text else []
            if words and all("/" in word and _ADDRESS.fullmatch(word) for word in words):
                yield self.finding(
                    block.start,
                    block.end,
                    "A web address alone on a line; something was embedded here.",
                    severity=Severity.INFO if introduced else None,
                    fix=None
                    if introduced
                    else delete_lines(document, block.first, block.last, Safety.UNSAFE),
                )
            else:
                introduced = block.introduces


_PICTURE_LINK = lazy(r"\bpic\.(?:twitter|x)\.com/\w{4,20}")
_SIGNATURE = lazy(r"(?:[—–]|--) ?[^—–\r\n]{1,80}\(@\w{1,30}\)[ \u00a0]{1,3}[^\r\n()]{4,30}\d{4}$")
_PLAYER_LINE = lazy(
    r"View this post on Instagram\.?|A post shared by .{1,120}|.{0,200}\bfrom .{1,60} on Vimeo\.?"
)


class SocialEmbed(Rule):
    """The remains of an embedded post: picture link, signature, caption of the player.

    ## What it does
    Finds `pic.twitter.com` links, the signature of a post (`— Name (@name) May 4, 2020`), and the
    lines that Instagram and Vimeo put under what they show.

    ## Why it matters
    Without its frame a post reads like a part of the article, and its links lead nowhere.

    ## Fix
    None for posts: what they say is often what the article reports, and the signature tells who
    said it. Deleting the lines of Instagram and Vimeo is unsafe.
    """

    code, name, family, severity = "MRK009", "social-embed", "markup", Severity.INFO
    bad = (
        Bad(
            "Rain again ⟦pic.twitter.com/aB3dE5fG7h⟧\n⟦— Ana Ruiz (@anaruiz) May 4, 2020⟧\nIt fell."
        ),
        Bad("One.\n⟦View this post on Instagram⟧\nTwo.\n", "One.\nTwo.\n"),
        Bad("⟦Rain – The Movie from Ana Ruiz on Vimeo.⟧\nOne.\n", "One.\n"),
    )
    good = (
        Good("Her handle (@anaruiz) has been silent since May 2020.", "a handle in a sentence"),
        Good("“She posted it on Vimeo,” he said.", "a sentence about a platform"),
        Good("Twitter Drops pic Links — Users Protest", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        players = any(name in document.text for name in ("Instagram", "A post shared", "Vimeo"))
        for line in document.lines:
            if "pic." in line.text:
                for match in _PICTURE_LINK.finditer(line.text):
                    yield self._post(line, match.span())
            body = line.text.rstrip()
            if "(@" in body and (signature := _last_signature(body)):
                yield self._post(line, signature)
            if players and len(body) < 400 and _PLAYER_LINE.fullmatch(body.strip()):
                yield self.finding(
                    *_content(line),
                    "A player or a post stood here; this is its caption.",
                    fix=delete_lines(document, line.index, line.index, Safety.UNSAFE),
                )

    def _post(self, line: Line, span: tuple[int, int]) -> Finding:
        return self.finding(
            line.start + span[0], line.start + span[1], "This is left of an embedded post."
        )


def _last_signature(text: str) -> tuple[int, int] | None:
    """Where the signature of a post stands at the end of a line."""
    offset = max(0, len(text) - 160)
    match = _SIGNATURE.search(text, offset)
    return match.span() if match else None


_PLACEHOLDER = lazy(
    r"\[object Object\]|(?<![\w%])%(?:\d\$)?[sd](?![\w%])"
    r"|(?P<mark>[*%#])(?:NUMBER|NAME|DATE|URL|EMAIL|TIME|LOCATION|PHONE|PERSON|PLACE|LINK|TITLE|"
    r"HEADLINE|CITY|TEXT|AMOUNT|ORG|USER|AUTHOR)(?P=mark)"
    r"|(?i:\blorem ipsum dolor\b)|[$£€]NaN\b|\bNaN%"
)
_HINTS = ("NaN", "[object", "psum", "PSUM")
_HINT = lazy(r"[*%#](?:[A-Z]{3}|(?:\d\$)?[sd])")
"""One of them is in every placeholder."""
_VALUES = ("undefined", "null", "NaN")
_EMPTY_VALUE = lazy(rf"(?:(?:[Bb]y|[Pp]osted on|[Uu]pdated) )?(?:{'|'.join(_VALUES)})")


class Placeholder(Rule):
    """Something that a program should have filled in: `*NUMBER*`, `%s`, `undefined`.

    ## What it does
    Finds the placeholders of programs and data sets, filler text, and lines that hold only the
    value of a variable that had none.

    ## Why it matters
    A number or a name is missing.

    ## Fix
    None: only the source knows what belongs there.
    """

    code, name, family, severity = "MRK010", "placeholder", "markup", Severity.WARNING
    bad = (
        Bad("The town will get about ⟦*NUMBER*⟧ dollars a year."),
        Bad("⟦By undefined⟧\nRents rose by ⟦NaN%⟧ in ⟦%s⟧."),
        Bad("⟦Lorem ipsum dolor⟧ sit amet."),
    )
    good = (
        Good("“It is *not* over,” she wrote, “NOT over.”", "stress in a quotation"),
        Good("The rules leave “fair” undefined; the vote is null and void.", "words"),
        Good("Rents Rise 5% South of the River", "a headline"),
        Good("Ask Nan: 100%s and other odd plurals", "a name and a plural"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        if any(hint in text for hint in _HINTS) or _HINT.search(text):
            for match in _PLACEHOLDER.finditer(text):
                yield self.finding(*match.span(), "A program did not fill in what belongs here.")
        for block in ctx.document.blocks if any(value in text for value in _VALUES) else ():
            if len(block.text) < 40 and _EMPTY_VALUE.fullmatch(block.text):
                yield self.finding(
                    block.start, block.end, "A program did not fill in what belongs here."
                )


_FILE_NAME = lazy(
    r"[\w()%,+& .-]{1,120}\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|mp3|mp4|wav|m4a|mov|webm)",
    re.I,
)


class MediaFileName(Rule):
    """The file name of a picture, a sound or a video alone on a line.

    ## What it does
    Reports lines that hold nothing but a file name of these kinds.

    ## Why it matters
    The picture is gone, its file name was taken for text.

    ## Fix
    Deletes the line. Safe for a name without blanks, unsafe for one of several words, which may
    be a caption.
    """

    code, name, family, severity = "MRK011", "media-file-name", "markup", Severity.WARNING
    bad = (
        Bad("One.\n\n⟦IMG_2034.jpg⟧\n\nTwo.\n", "One.\n\nTwo.\n"),
        Bad("One.\n⟦mayor at the bridge.png⟧\nTwo.\n", "One.\nTwo.\n"),
        Bad("⟦rain-2.mp4⟧\nOne.\n", "One.\n"),
    )
    good = (
        Good("The file was called bridge.jpg, police said.", "part of a sentence"),
        Good("“It was bridge.jpg”", "a quotation"),
        Good("How the GIF Beat the JPG", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        for block in ctx.document.blocks:
            dotted = "." in block.text[-5:-3]
            if dotted and len(block.text) < 130 and _FILE_NAME.fullmatch(block.text):
                safety = Safety.UNSAFE if " " in block.text else Safety.SAFE
                yield self.finding(
                    block.start,
                    block.end,
                    "The name of a media file was taken for text.",
                    fix=delete_lines(ctx.document, block.first, block.last, safety),
                )


RULES: tuple[type[Rule], ...] = (
    ScriptResidue,
    BareAddress,
    SocialEmbed,
    Placeholder,
    MediaFileName,
)
