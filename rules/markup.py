"""Markup: what a page's source or a template left in the text.

Tags, entities, comments and shortcodes go and their text stays. News about programming quotes
code in prose: a tag that is quoted or called a tag is reporting. What scripts, players and posts
leave is in `newslint.rules.embeds`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from newslint.document import Document
from newslint.finding import Finding, Fix, Safety, Severity
from newslint.lines import Line
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete, delete_lines, replace
from newslint.rules import embeds, escapes
from newslint.spans import Spans


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_INLINE = _names(
    "a abbr acronym b bdi bdo big cite em font i kbd mark nobr small span strong tt u wbr"
)
_BLOCK = _names(
    "article aside blockquote br center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul"
)
_CELLS = _names("td th")
_EMBEDDED = _names(
    "amp-ad amp-img audio canvas embed iframe img input meta noscript object picture script "
    "source style svg textarea video"
)
# These say something about their text: a power, a deletion, a quotation.
_MEANINGFUL = _names("del ins q s strike sub sup")
_NAMES = _INLINE | _BLOCK | _CELLS | _EMBEDDED | _MEANINGFUL | {"body", "code", "head", "html"}
# Words for something to fill in, and single letters of formulas, stand in angle brackets too.
_AMBIGUOUS = _names(
    "a article b center cite code embed figure font footer form head header i input main mark "
    "meta nav object picture q s section small source style table u video audio"
)

_TAG = lazy(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]{0,14})(?P<attributes>\s[^<>\r\n]{0,2000})?/?>"
)
_ATTRIBUTES = lazy(r"\s*(?:/|[\w:@.-]+\s*=|(?:async|defer|disabled|hidden|checked)\b|\Z)")
_ABOUT_MARKUP = (
    r"(?:HTML|tags?|elements?|markup|attributes?|entit(?:y|ies)|shortcodes?|balises?|etiquetas?|"
    r"elementos?|Elemente?|Entität(?:en)?)"
)
_MENTION_AFTER = lazy(rf"[\"'”’`)]?\s{{0,2}}{_ABOUT_MARKUP}\b")
_MENTION_BEFORE = lazy(
    rf"\b{_ABOUT_MARKUP}(?:\s(?:called|named|like|such as|is))?\s{{0,2}}[\"'“‘`(]?$", re.I
)
_ENCLOSED = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`", "«": "»", "„": "“", "(": ")"}


def _mentioned(text: str, start: int, end: int) -> bool:
    """True when what stands at a place is quoted as a piece of code, or called one."""
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    if before and after and _ENCLOSED.get(before[-1]) == after[0]:
        return True
    return bool(_MENTION_AFTER.match(after) or _MENTION_BEFORE.search(before))


def _removal(
    document: Document, start: int, end: int, safety: Safety, title: str, separator: str = ""
) -> Fix:
    """A fix that deletes a span, with its line when nothing else is on it.

    `separator` stands in its place when there is text on both sides of it.
    """
    lines = document.lines
    first, last = lines.index_at(start), lines.index_at(max(start, end - 1))
    before = document.text[lines[first].start : start].strip()
    after = document.text[end : lines[last].end].strip()
    if not before and not after:
        return delete_lines(document, first, last, safety)
    if before and after and separator:
        return replace(start, end, separator, safety, title)
    return delete(start, end, safety, title)


def _inside(text: str, starts: Sequence[int], bracket: re.Pattern[str], closing: str) -> set[int]:
    """Those of `starts` (sorted offsets of opening brackets) that stand in an unclosed bracket.

    To delete what opens there would put a new tag together from what stands around it.
    """
    inside, wanted, open_ = set(), set(starts), False
    for match in bracket.finditer(text):
        if open_ and match.start() in wanted:
            inside.add(match.start())
        open_ = match.group() != closing
    return inside


class _Tag(NamedTuple):
    """One tag; offsets are those of its line."""

    start: int
    end: int
    name: str
    closes: bool
    bare: bool


_ANGLE = lazy(r"<(?=[a-zA-Z/<])|>")


def _tags(line: Line) -> list[_Tag]:
    """The tags of a line; none when the line writes about tags."""
    found = []
    for match in _TAG.finditer(line.text):
        name, attributes = match["name"].lower(), match["attributes"] or ""
        if name in _NAMES and _ATTRIBUTES.match(attributes):
            bare = not attributes.strip(" /")
            found.append(_Tag(*match.span(), name, bool(match["close"]), bare))
    lesson = "HTML" in line.text and all(tag.bare for tag in found)
    if lesson or any(_mentioned(line.text, tag.start, tag.end) for tag in found):
        return []
    return found


def _runs(text: str, tags: Iterable[_Tag]) -> Iterator[list[_Tag]]:
    """Tags with nothing but blanks between them, together."""
    run: list[_Tag] = []
    for tag in tags:
        if run and text[run[-1].end : tag.start].strip():
            yield run
            run = []
        run.append(tag)
    if run:
        yield run


_ELEMENT = lazy(r"<(script|style|svg)\b[^<>]{0,500}>", re.I)
_ELEMENT_SIZE = 20_000
"""Code points within which a script must close to be taken for one element."""


def elements(ctx: Context) -> list[tuple[int, int]]:
    """(start, end) of every script, style sheet and drawing with its content, in order."""
    text, found, end = ctx.document.text, [], 0
    missing: set[str] = set()
    for match in _ELEMENT.finditer(text):
        name = match[1].lower()
        if match.start() < end or name in missing:
            continue
        close = re.compile(rf"</{name}\s{{0,5}}>", re.I).search(
            text, match.end(), match.end() + _ELEMENT_SIZE
        )
        if close is None:
            missing.add(name)
        elif not _mentioned(text, *match.span()) and not _mentioned(text, *close.span()):
            end = close.end()
            found.append((match.start(), end))
    return found


def tags_by_line(ctx: Context) -> list[tuple[Line, list[_Tag]]]:
    """The lines with tags outside of `elements`; tags that may be no tags are left out."""
    whole = Spans(ctx.once(elements))
    lines = [(line, _tags(line)) for line in ctx.document.lines if "<" in line.text]
    closed = {tag.name for _, tags in lines for tag in tags if tag.closes}
    found = []
    for line, tags in lines:
        kept = []
        for tag in tags:
            start = line.start + tag.start
            sure = tag.closes or not tag.bare or tag.name not in _AMBIGUOUS
            if not whole.touch(start, start + 1) and (sure or tag.name in closed):
                kept.append(tag)
        if kept:
            found.append((line, kept))
    return found


class HtmlTag(Rule):
    """HTML tags left in the text.

    ## What it does
    Finds tags by a closed list of names, so that `<3`, `a < b` and `<your name>` are none; tags
    that follow each other are one finding. A name that is also a word, or a letter, must have
    attributes or a closing tag. A line that quotes a tag, or calls it one, is about markup and
    left alone.

    ## Why it matters
    Readers see the source of the page instead of its text.

    ## Fix
    Deletes the tags and keeps their text; a script or a style sheet goes as a whole. Between two
    words a tag that begins a new paragraph or item leaves a line end, a table cell a blank, so
    that no words are glued. Safe; unsafe for tags with a meaning of their own (`<sup>`, `<del>`),
    and none where deleting a tag would put another one together.
    """

    code, name, family, severity = "MRK001", "html-tag", "markup", Severity.WARNING
    bad = (
        Bad("The ⟦<b>⟧mayor⟦</b>⟧ left.", "The mayor left."),
        Bad("⟦<ul><li>⟧Water⟦</li><li>⟧Bread⟦</li></ul>⟧", "Water\nBread"),
        Bad('See ⟦<a href="https://example.com">⟧the plan⟦</a>⟧ here.', "See the plan here."),
        Bad("One.\n\n⟦<script>var x = 1;</script>⟧\n\nTwo.", "One.\n\nTwo."),
        Bad("One.\n⟦<br />⟧\nTwo.", "One.\nTwo."),
    )
    good = (
        Good("I <3 this town, and 2 < 3 > 1.", "no tags"),
        Good("Write to <your name>@example.com or <email>.", "something to fill in"),
        Good("“The <blink> tag and <b> are gone,” she said of her HTML days.", "about tags"),
        Good("Goodbye to “<marquee>” and “<font>”", "quoted, in a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        if "<" not in document.text:
            return
        for start, end in ctx.once(elements):
            fix = _removal(document, start, end, Safety.SAFE, "Delete the element", " ")
            yield self.finding(start, end, "The code of a page is left here.", fix=fix)
        for line, tags in ctx.once(tags_by_line):
            starts = [tag.start for tag in tags]
            inside = _inside(line.text, starts, _ANGLE, ">")
            for run in _runs(line.text, tags):
                start, end = line.start + run[0].start, line.start + run[-1].end
                shown = document.text[start : min(end, start + 40)]
                nested = any(tag.start in inside for tag in run)
                yield self.finding(
                    start,
                    end,
                    f"The tag {shown} is part of a page's source, not of its text.",
                    fix=None if nested else _tag_fix(document, line, run),
                )


def _tag_fix(document: Document, line: Line, run: list[_Tag]) -> Fix:
    names = {tag.name for tag in run}
    start, end = run[0].start, run[-1].end
    separator = ""
    if names & _BLOCK:
        separator = document.newline
    elif names & _CELLS or any(char.isspace() for char in _between(line.text, run)):
        separator = " "
    safety = Safety.UNSAFE if names & _MEANINGFUL else Safety.SAFE
    title = "Delete the tag"
    return _removal(document, line.start + start, line.start + end, safety, title, separator)


def _between(text: str, run: list[_Tag]) -> str:
    return "".join(text[a.end : b.start] for a, b in pairwise(run))


_AMPERSAND = r"(?:amp|AMP|#0{0,5}38|#[xX]0{0,5}26);"
_ENTITY = lazy(
    rf"&(?:{_AMPERSAND}){{0,40}}(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});"
    r"|&(?:nbsp|amp|quot|apos|[lr][sd]quo|[nm]dash|hellip|#(?:3[489]|160|821[1267]|822[01]|8230))"
    r"(?![\w;=#])"
    # the ampersand itself was lost: don#8217;t, Hill amp; Sons
    r"|#(?<=[^\W\d_]#)(?:39|8211|8212|8216|8217|8220|8221|8230);"
    r"|a(?<=[^\W_] a)mp;(?= \w)"
)
_HEAD = lazy(r"&#?\w{0,31}$")
_UNSEEN = "\u00ad\u200b\u2060\ufeff\u200e\u200f"


def entities(ctx: Context) -> list[tuple[int, int, str]]:
    """(start, end, meaning) of every entity that the text is not about, in order."""
    text, lines = ctx.document.text, ctx.document.lines
    if "&" not in text and "#" not in text and "amp;" not in text:
        return []
    found = [(*m.span(), _unescaped(m.group())) for m in _ENTITY.finditer(text)]
    known = [(start, end, meant) for start, end, meant in found if meant is not None]
    kept: list[tuple[int, int, str]] = []
    for _, pairs in groupby(known, lambda entity: lines.index_at(entity[0])):
        group = list(pairs)
        if not any(_mentioned(text, start, end) for start, end, _ in group):
            kept += group
    return kept


class HtmlEntity(Rule):
    """HTML entities that were not turned into characters: `&amp;`, `&#8217;`.

    ## What it does
    Finds entities of HTML by name or number, escaped once or several times, some without their
    semicolon (`&nbsp`) and some without their ampersand (`#8217;`). What a line quotes as an entity
    is left alone, and so is what is no entity (`AT&T;`).

    ## Why it matters
    Readers see code instead of a quotation mark or a dash.

    ## Fix
    Puts the character in its place, a plain blank for blanks. Safe; none where the number stands
    for no character.
    """

    code, name, family, severity = "MRK002", "html-entity", "markup", Severity.WARNING
    bad = (
        Bad("Hill ⟦&amp;⟧ Sons won.", "Hill & Sons won."),
        Bad("It⟦&amp;#8217;⟧s over, ⟦&quot;⟧she said.", 'It’s over, "she said.'),
        Bad("Read⟦&nbsp;⟧on", "Read on"),
        Bad("They don⟦#8217;⟧t know.", "They don’t know."),
    )
    good = (
        Good("AT&T; R&D; M&S", "names and abbreviations"),
        Good(
            "“Type &amp; for it,” the HTML guide says: the entity &lt; is next.", "about entities"
        ),
        Good("Hill & Sons Buys R&B Label", "a headline"),
        Good("See https://example.com/?a=1&copy=2&lang=en", "an address"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        for start, end, meant in ctx.once(entities):
            broken = _HEAD.search(text, max(0, start - 33), start) or not _text(meant)
            yield self.finding(
                start,
                end,
                f"“{text[start : min(end, start + 40)]}” is a character written as code.",
                fix=None if broken else replace(start, end, meant, Safety.SAFE),
            )


def _unescaped(entity: str) -> str | None:
    """What an entity stands for, escaped however often; None when it is none."""
    import html

    current = entity if entity.startswith("&") else "&" + entity
    while (following := html.unescape(current)) != current:
        current = following
    if current == entity or current == "&" + entity or len(current) > 2:
        return None
    if current.isspace():
        return " "
    return "" if current in _UNSEEN else current


def _text(meant: str) -> bool:
    """True when an entity's meaning is text: no control, no lost or unassigned character."""
    return all(
        char != "\ufffd" and unicodedata.category(char) not in ("Cc", "Cn", "Co", "Cs")
        for char in meant
    )


_COMMENT_START = lazy(r"(?<![<!-])<!--")
_DECLARATION = lazy(
    r"<!DOCTYPE\b[^<>\r\n]{0,300}>|(?://[ \t]{0,5})?<!\[CDATA\["
    r"|(?<![\]/])(?://[ \t]{0,5})?\]\]>(?!>)",
    re.I,
)


class HtmlComment(Rule):
    """Comments and declarations of a page's source.

    ## What it does
    Finds `<!-- ... -->`, also over several lines, document type declarations and the marks of CDATA
    sections.

    ## Why it matters
    They were written for programs; readers see notes of the layout.

    ## Fix
    Deletes them. Safe.
    """

    code, name, family, severity = "MRK003", "html-comment", "markup", Severity.WARNING
    bad = (
        Bad("One.\n\n⟦<!-- wp:paragraph -->⟧\n\nTwo.\n", "One.\n\nTwo.\n"),
        Bad("The mayor⟦<!-- ad slot\n2 -->⟧ left.\n", "The mayor left.\n"),
        Bad("⟦<!DOCTYPE html>⟧\nOne.\n", "One.\n"),
    )
    good = (
        Good("Sales fell -- again --> see page 4", "dashes and an arrow"),
        Good("“Put <!-- and --> around it,” the tag guide says.", "no comment: about markup"),
        Good("Comments Close <! Editors Decide", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        if "<!" not in document.text and "]]>" not in document.text:
            return
        for start, end in [*_comments(document.text), *_declarations(document.text)]:
            if not _mentioned(document.text, start, end):
                fix = _removal(document, start, end, Safety.SAFE, "Delete the comment")
                yield self.finding(start, end, "A comment of the page's source is left.", fix=fix)


def _comments(text: str) -> Iterator[tuple[int, int]]:
    last, end = text.rfind("-->"), 0
    for match in _COMMENT_START.finditer(text):
        if match.end() > last:
            return
        if match.start() < end:
            continue
        end = text.index("-->", match.end()) + 3
        body = text[match.end() : end - 3]
        # A comment that is said to be one in a sentence: “put <!-- and --> around it”.
        if body.strip() not in ("and", "or", "…", "..."):
            yield match.start(), end


def _declarations(text: str) -> Iterator[tuple[int, int]]:
    for match in _DECLARATION.finditer(text):
        yield match.span()


_ELEMENT_CODE = lazy(
    r"\[(embed|youtube|vimeo|audio|video|playlist|gallery|tweet|twitter|instagram|soundcloud)"
    r"\b[^\[\]\r\n]{0,300}\][^\s\[\]]{0,500}\[/\1\]"
)
_SHORTCODE = lazy(
    r"\[(?P<close>/?)(?P<name>[a-z][a-z0-9_-]{0,30})"
    r"(?P<attributes>=[^\[\]\r\n]{1,300}|\s[^\[\]\r\n]{0,600})?\]"
)
_ATTRIBUTE = lazy(r"=\S|\s[a-z][a-z_-]{0,30}=[\"'“”″&\w#]")
_SQUARE = lazy(r"[\[\]]")


class Shortcode(Rule):
    """Shortcodes of a content system: `[caption id="7"]`, `[/vc_row]`, `[embed]`.

    ## What it does
    Finds brackets that hold a name with attributes, and the pairs `[name]`, `[/name]`. An editor's
    brackets (`[sic]`, `[the minister]`, `[video]`) have neither.

    ## Why it matters
    The system that knew what to put there is gone; readers see its code.

    ## Fix
    Deletes them and keeps the text between; the address between `[embed]` and `[/embed]` goes too.
    Safe.
    """

    code, name, family, severity = "MRK004", "shortcode", "markup", Severity.WARNING
    bad = (
        Bad(
            '⟦[caption id="a7" width="300"]⟧The old bridge⟦[/caption]⟧\nIt fell.',
            "The old bridge\nIt fell.",
        ),
        Bad("One.\n\n⟦[embed]https://example.com/v/1[/embed]⟧\n\nTwo.", "One.\n\nTwo."),
        Bad("⟦[b]⟧Rain⟦[/b]⟧ is due.", "Rain is due."),
    )
    good = (
        Good("“Since [the mayor] left [sic], it [rose],” he said.", "an editor's brackets"),
        Good("Watch the Goal [video]", "a note in a headline"),
        Good("[a] The rule [b] The exception", "an enumeration"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        if "[" not in document.text or ("[/" not in document.text and "=" not in document.text):
            return
        closed = {match["name"] for match in _SHORTCODE.finditer(document.text) if match["close"]}
        for line in document.lines:
            if "[" not in line.text:
                continue
            spans = list(_shortcodes(line.text, closed))
            if any(_mentioned(line.text, *span) for span in spans):
                continue
            inside = _inside(line.text, [start for start, _ in spans], _SQUARE, "]")
            for low, high in spans:
                start, end = line.start + low, line.start + high
                glues = line.text[low - 1 : low].isalnum() and line.text[high : high + 1].isalnum()
                fix = _removal(
                    document, start, end, Safety.SAFE, "Delete the code", " " if glues else ""
                )
                yield self.finding(
                    start,
                    end,
                    "A code of the content system stands in the text.",
                    fix=None if low in inside else fix,
                )


def _shortcodes(text: str, closed: set[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of the shortcodes of a line, in order."""
    end = 0
    wholes = {match.start(): match.end() for match in _ELEMENT_CODE.finditer(text)}
    for match in _SHORTCODE.finditer(text):
        start = match.start()
        if start < end:
            continue
        if start in wholes:
            end = wholes[start]
            yield start, end
        elif _is_code(match, closed):
            end = match.end()
            yield start, end


def _is_code(match: re.Match[str], closed: set[str]) -> bool:
    """True for a closing code, one that is closed somewhere, and one with attributes."""
    attributes = match["attributes"] or ""
    return bool(match["close"] or match["name"] in closed or _ATTRIBUTE.match(attributes))


_TEMPLATE = lazy(
    r"\{\{[^{}\r\n]{0,200}\}\}|\{%[^{}%\r\n]{0,200}%\}|<%[^<>%\r\n]{0,200}%>"
    r"|\$\{[A-Za-z_][\w.]{0,60}\}|<\?(?:php|=)[^<>?\r\n]{0,500}\?>"
)


class TemplateTag(Rule):
    """Tags of a template that was not filled in: `{{ author }}`, `{% if %}`.

    ## What it does
    Finds the marks of the common template languages.

    ## Why it matters
    A name or a number is missing, and readers see the code that should have fetched it.

    ## Fix
    Deletes the line when nothing else is on it, and statements anywhere. Safe. Where a value is
    missing in a sentence there is no fix: only the source knows it.
    """

    code, name, family, severity = "MRK005", "template-tag", "markup", Severity.WARNING
    bad = (
        Bad("Dear ⟦{{ name }}⟧, rents rose."),
        Bad("One.\n⟦{{ related_box }}⟧\nTwo.", "One.\nTwo."),
        Bad("Rain ⟦{% if paid %}⟧is due.", "Rain is due."),
    )
    good = (
        Good("The set {1, 2} holds {{nothing", "braces"),
        Good("Growth of 3% {see table}", "a note"),
        Good("“Type `{{ name }}` there,” the guide says.", "quoted as code"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        if "{" not in document.text and "<" not in document.text:
            return
        for match in _TEMPLATE.finditer(document.text):
            start, end = match.span()
            if _mentioned(document.text, start, end):
                continue
            fix: Fix | None = _removal(document, start, end, Safety.SAFE, "Delete the tag")
            line = document.lines[document.lines.index_at(start)]
            value = not match.group().startswith(("{%", "<?"))
            if value and line.text.strip() != match.group():
                fix = None
            yield self.finding(start, end, "A template was not filled in here.", fix=fix)


_MARKDOWN = lazy(
    r"(?P<image>!\[[^\[\]\r\n]{0,200}\]\([^\s()]{1,500}\))"
    r"|\[(?P<link>[^\[\]\r\n]{1,200})\]\((?:https?://|/|mailto:)[^\s()]{1,500}\)"
    r"|(?<![*\w])\*\*(?=[^\s*])(?P<strong>[^*\r\n]{1,200})(?<=[^\s*])\*\*(?![*\w])"
)


class MarkdownResidue(Rule):
    """Markdown left in the text: `[the plan](https://...)`, `**Rain**`.

    ## What it does
    Finds links, pictures and strong words written in Markdown.

    ## Why it matters
    Readers of plain text see the marks and the address in the middle of a sentence.

    ## Fix
    Keeps the words and deletes the marks and the address; a picture goes as a whole. Unsafe: the
    text may be meant as Markdown, and the address may be what readers need.
    """

    code, name, family, severity = "MRK006", "markdown-residue", "markup", Severity.INFO
    bad = (
        Bad("See ⟦[the plan](https://example.com/p)⟧ here.", "See the plan here."),
        Bad("⟦**Rain**⟧ is due.", "Rain is due."),
        Bad("One.\n⟦![](https://example.com/a.jpg)⟧\nTwo.", "One.\nTwo."),
    )
    good = (
        Good("“What the f***,” he [the mayor] said (again).", "stars that hide a word"),
        Good("Top Marks: Five Stars ***** for Lyon", "a rating in a headline"),
        Good("He scored [twice](see below).", "a note, no address"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        if "](" not in document.text and "**" not in document.text:
            return
        for match in _MARKDOWN.finditer(document.text):
            start, end = match.span()
            words = match["link"] or match["strong"]
            if words:
                fix = replace(start, end, words, Safety.UNSAFE, "Keep the words alone")
            else:
                fix = _removal(document, start, end, Safety.UNSAFE, "Delete the picture")
            yield self.finding(start, end, "Markdown is left in the text.", fix=fix)


RULES: tuple[type[Rule], ...] = (
    HtmlTag,
    HtmlEntity,
    HtmlComment,
    Shortcode,
    TemplateTag,
    MarkdownResidue,
    *embeds.RULES,
    *escapes.RULES,
)
