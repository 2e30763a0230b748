"""Whitespace: blanks, line ends and the paragraph convention of the file.

Every fix here inserts, removes or replaces blanks and line ends only. What a file does throughout
is its convention and is not reported; only what departs from it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from newslint.blocks import NO_BREAK_SPACES, Block
from newslint.finding import Edit, Finding, Fix, Safety, Severity
from newslint.lines import Line
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete, replace
from newslint.rules import spacing
from newslint.rules.mojibake import piece_of_letter
from newslint.rules.spacing import LINE_BLANKS

# The blanks of a line; the ideographic space belongs to Chinese and Japanese and stays.
_BLANKS = " \t\u00a0\u2000-\u200a\u202f\u205f"
_RUN = lazy(f"[{_BLANKS}]+")
_LEADING = lazy(f"[{_BLANKS}]+(?=[^{_BLANKS}\r\n])")
_COLUMN_GAP = lazy(f"(?<=[^{_BLANKS}])[{_BLANKS}]{{3,}}(?=[^{_BLANKS}])|\t")


def column_lines(ctx: Context) -> frozenset[int]:
    """Indexes of the lines that are rows of a table: two wide gaps, or one beside such a row."""
    gaps = {
        line.index: len(_COLUMN_GAP.findall(line.text.strip(LINE_BLANKS)))
        for line in ctx.document.lines
        if "  " in line.text or "\t" in line.text
    }
    return frozenset(
        index
        for index, count in gaps.items()
        if count > 1 or (count and (gaps.get(index - 1) or gaps.get(index + 1)))
    )


class TrailingBlank(Rule):
    """Blanks at the end of a line.

    ## What it does
    Reports blanks, tabs and no-break spaces before a line end, and on lines that hold nothing else.

    ## Why it matters
    Nobody sees them; every comparison and every diff does.

    ## Fix
    Deletes them. Safe.
    """

    code, name, family, severity = "WSP001", "trailing-blank", "whitespace", Severity.INFO
    bad = (
        Bad("The end.⟦ ⟧\nNext day⟦\u00a0\t⟧\n", "The end.\nNext day\n"),
        Bad("One.\n⟦  ⟧\nTwo.\n", "One.\n\nTwo.\n"),
        Bad("One.⟦ ⟧\r\nTwo.\r\n", "One.\r\nTwo.\r\n"),
    )
    good = (
        Good("One.\n\nTwo.\n", "an empty line holds nothing"),
        Good("“One,” he said. \u200b\n", "the line does not end in a blank"),
        Good("A Headline: The Rest\n", "blanks inside the line"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        for line in ctx.document.lines:
            start = line.start + len(line.text.rstrip(LINE_BLANKS))
            if start < line.end and piece_of_letter(ctx, start):
                start += 1
            if start < line.end:
                yield self.finding(
                    start,
                    line.end,
                    "Blanks at the end of the line.",
                    fix=delete(start, line.end, Safety.SAFE),
                )


_LIST_MARK = lazy(r"[-*•–·▪◦‣]\s|[0-9a-zA-Z]{1,3}[.)]\s")


class LeadingBlank(Rule):
    """Blanks before the first word of a line.

    ## What it does
    Reports blanks, tabs and no-break spaces at the beginning of a line. Indented list items, rows
    of tables, hard-wrapped texts, where the indent opens a paragraph, and three indented lines in
    a row (verse, programs, quoted letters) are left alone.

    ## Why it matters
    They come from the page's source, and programs take them for a quotation, a list or a table.

    ## Fix
    Deletes them. Safe.
    """

    code, name, family, severity = "WSP002", "leading-blank", "whitespace", Severity.INFO
    bad = (
        Bad("⟦ ⟧The mayor left.\nHe is ill.\n", "The mayor left.\nHe is ill.\n"),
        Bad("He is ill.\n⟦\u00a0\u00a0⟧“Very,” she said.\n", "He is ill.\n“Very,” she said.\n"),
        Bad("One.\n⟦\t⟧Two.\n", "One.\nTwo.\n"),
    )
    good = (
        Good("He packed:\n  - a hat\n  - a map\n", "a list"),
        Good("“Rose,\n   oh reiner\n   Widerspruch,\n   Lust”\n", "verse in a quotation"),
        Good("\u3000首相は東京で語った。\n", "Japanese paragraphs begin like this", "ja"),
        Good("Storm Hits Coast\nHundreds flee.\n", "a headline without a blank"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        if any(block.last > block.first for block in document.blocks):
            return
        indents = {
            line.index: match.end()
            for line in document.lines
            if line.text[:1].isspace()
            and (match := _LEADING.match(line.text))
            and not _LIST_MARK.match(line.text, match.end())
        }
        columns = ctx.once(column_lines)
        for index, width in indents.items():
            if index in columns or _in_a_row(index, indents):
                continue
            start = document.lines[index].start
            yield self.finding(
                start,
                start + width,
                "Blanks before the first word of the line.",
                fix=delete(start, start + width, Safety.SAFE),
            )


def _in_a_row(index: int, indexes: Iterable[int]) -> bool:
    """True when `index` is one of three neighbours in `indexes`."""
    return any(
        all(first + step in indexes for step in range(3)) for first in range(index - 2, index + 1)
    )


class RepeatedBlanks(Rule):
    """Several blanks, or a tab, between two words.

    ## What it does
    Reports runs of two and more blanks of any kind, and tabs, inside a line. Rows of tables, whose
    columns are aligned by them, are left alone.

    ## Why it matters
    Something stood there once (a link, an icon, a mark), or a page's layout came along.

    ## Fix
    Leaves one blank. Safe.
    """

    code, name, family, severity = "WSP003", "repeated-blanks", "whitespace", Severity.INFO
    bad = (
        Bad("The mayor⟦  ⟧left the hall.\n", "The mayor left the hall.\n"),
        Bad("Ana Ruiz⟦ \u00a0⟧(PSD) left.\n", "Ana Ruiz (PSD) left.\n"),
        Bad("“He left.”⟦\t⟧She stayed.\n", "“He left.” She stayed.\n"),
    )
    good = (
        Good("Team      Won   Lost\nLyon      12    3\n", "columns"),
        Good("Team\tPoints\nLyon\t36\n", "columns set by tabs"),
        Good("“One  \n", "blanks at the end are another matter"),
        Good("Storm Hits Coast: Hundreds Flee\n", "a headline"),
        Good("Il sindaco ha giÃ\u00a0 firmato.\n", "half of a broken letter", "it"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        other_blanks = LINE_BLANKS.replace(" ", "")
        if "  " not in document.text and document.characters.isdisjoint(other_blanks):
            return
        columns = ctx.once(column_lines)
        for line in document.lines:
            if line.index in columns:
                continue
            body = line.text.rstrip(LINE_BLANKS)
            for match in _RUN.finditer(body):
                if not match.start() or (len(match.group()) < 2 and match.group() != "\t"):
                    continue
                start, end = line.start + match.start(), line.start + match.end()
                if piece_of_letter(ctx, start):
                    start += 1
                    if end - start < 2:
                        continue
                what = "A tab stands" if match.group() == "\t" else "Several blanks stand"
                yield self.finding(
                    start,
                    end,
                    f"{what} between two words.",
                    fix=replace(start, end, " ", Safety.SAFE, "Leave one blank"),
                )


_NO_BREAK = lazy(f"(?<=[^{_BLANKS}\r\n])[\u00a0\u2007\u202f](?=[^{_BLANKS}\r\n])")
_TITLE = lazy(
    r"(?:^|[^\w.])(?:\w\.|M|MM|[A-Z]\w{0,3}\.|(?i:mr|mrs|ms|dr|st|nr|no|art|abs|z\.|p|pp|§|№|n°|nº))$"
)
_AMOUNT = lazy(
    r"(?i:(?<!\w)(?:ml[nd]|mrd|mio|mlrd|tys|tis|tsd|mil|millions?|millionen|milliards?|milliarden|"
    r"milliers|millones|milh(?:ões|ão)|bilh(?:ões|ão)|milioni|miliardi|million|billion|bn|mn|"
    r"млн|млрд|тыс|тис|εκατ|δισ)\.?)$"
)
"""Words that stand between a figure and its unit."""
_SHORT_WORD = lazy(r"(?<![\w'’])[^\W\d_]{1,3}$")
_SLAVIC = frozenset(["pl", "cs", "sk", "ru", "uk", "be", "bg", "sr", "mk", "hr", "bs", "sl"])
"""Languages that tie short prepositions and conjunctions to the word after them."""
_PARTICLES = lazy(r"(?:же|ж|ли|ль|бы|б)(?!\w)")
"""What Russian ties to the word before."""


class NoBreakSpace(Rule):
    """No-break spaces between words.

    ## What it does
    Reports U+00A0, U+2007 and U+202F inside a line. They are right, and left alone, where
    typography wants them: in French beside « » ; : ! ?, beside figures, between an amount and its
    currency, after words of one letter, after initials, titles and short abbreviations, after § and
    No., and in Slavic languages after short words.

    ## Why it matters
    In news they mostly show that a link or a formatted word stood there. Search and word counts
    take the two words for one.

    ## Fix
    Puts a plain blank in its place. Safe.
    """

    code, name, family, severity = "WSP004", "no-break-space", "whitespace", Severity.INFO
    bad = (
        Bad("The⟦\u00a0⟧mayor left.", "The mayor left."),
        Bad("Read the⟦\u00a0⟧full story⟦\u00a0⟧here", "Read the full story here"),
        Bad("“In short:⟦\u00a0⟧no,” she said.", "“In short: no,” she said."),
    )
    good = (
        Good("Il a dit\u00a0: «\u00a0Jamais\u00a0!\u00a0»", "French marks", "fr"),
        Good("The road is 5\u00a0km long and cost 10\u00a0000\u00a0€.", "figures and units"),
        Good("“Ask Mr.\u00a0Diaz or J.\u00a0Ruiz,” she said.", "titles and initials"),
        Good("Am 3.\u00a0Mai tagt der Rat", "a date in a headline", "de"),
        Good("Der Rat will z.\u00a0B. Bäume u.\u00a0a. am Markt", "abbreviations", "de"),
        Good("Le 1er\u00a0septembre à 5\u00a0h\u00a030", "beside figures", "fr"),
        Good("Rada w\u00a0Zalesiu da 12\u00a0mln\u00a0zł na\u00a0autobusy.", "short words", "pl"),
        Good("Il sindaco ha giÃ\u00a0firmato.", "half of a broken letter", "it"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        if ctx.document.characters.isdisjoint(NO_BREAK_SPACES) or not _NO_BREAK.search(text):
            return
        for match in _NO_BREAK.finditer(text):
            start, end = match.span()
            if not (
                _typographic(text, start, ctx.document.language) or piece_of_letter(ctx, start)
            ):
                yield self.finding(
                    start,
                    end,
                    "A no-break space stands between two words; a link may have stood here.",
                    fix=replace(start, end, " ", Safety.SAFE, "Replace by a plain blank"),
                )


def _typographic(text: str, at: int, language: str) -> bool:
    """True when typography wants a no-break space at `at`."""
    before, after = text[max(0, at - 12) : at], text[at + 1 : at + 14]
    if language == "fr" and (before[-1] in "«‹—–" or after[0] in "»›;:!?%€"):
        return True
    if before[-1] in "«§№–—" or after[0] in "»–—":
        return True
    word = (before.split() or [""])[-1].lstrip("([„“”\"'‘»’")
    if before[-1].isdigit() or after[0].isdigit() or word[:1].isdigit():
        return True
    if word[:1].isalpha() and word[1:] in ("", "."):
        return True
    if language in _SLAVIC and (_SHORT_WORD.search(before) or _PARTICLES.match(after)):
        return True
    if _AMOUNT.search(before):
        return True
    return bool(_TITLE.search(before)) and (after[0].isupper() or after[0].isdigit())


def blank_runs(ctx: Context) -> list[tuple[int, int]]:
    """(first, last) line indexes of every run of blank lines between two lines with text."""
    lines = ctx.document.lines
    return [
        (before.last + 1, after.first - 1)
        for before, after in pairwise(ctx.document.blocks)
        if after.first - before.last > 1 and lines[before.last + 1].blank
    ]


class SurplusBlankLines(Rule):
    """More blank lines in a row than the file puts between paragraphs.

    ## What it does
    Where paragraphs are separated by one blank line, or by none, reports runs of two and more. A
    file in which such runs are common has another convention and is left alone.

    ## Why it matters
    A picture, an advertisement or a box was cut out there.

    ## Fix
    Leaves one blank line. Safe.
    """

    code, name, family, severity = "WSP007", "surplus-blank-lines", "whitespace", Severity.INFO
    bad = (
        Bad(
            "He left.\n\nShe stayed.\n\n⟦\n\n⟧They met again.\n\nAll was well.\n",
            "He left.\n\nShe stayed.\n\nThey met again.\n\nAll was well.\n",
        ),
        Bad(
            "One.\nTwo.\nThree.\nFour.\n\n⟦\n⟧Five.\nSix.\n",
            "One.\nTwo.\nThree.\nFour.\n\nFive.\nSix.\n",
        ),
    )
    good = (
        Good("One.\n\n\nTwo.\n\n\nThree.\n\n\nFour.\n", "the convention of the file"),
        Good("One.\n\nTwo.\n\nThree.\n", "one blank line"),
        Good("“One,\n\ntwo,\n\nthree,” he said.\n", "a quotation over three paragraphs"),
        Good("A Headline\n\n\nOne.\n", "too short to have a convention"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        lines = ctx.document.lines
        runs = ctx.once(blank_runs)
        wide = [(first, last) for first, last in runs if last > first]
        if len(wide) * 2 > max(0, len(ctx.document.blocks) - 1 - len(wide)):
            return
        for first, last in wide:
            start, end = lines[first].next, lines[last].next
            yield self.finding(
                start,
                end,
                "More blank lines in a row than this file puts between paragraphs.",
                fix=delete(start, end, Safety.SAFE, "Leave one blank line"),
            )


class ParagraphConvention(Rule):
    """Paragraphs that are not separated the way the file does it.

    ## What it does
    Looks at neighbouring paragraphs of full sentences. Where nearly all are separated by a blank
    line, reports those that are not; where nearly all follow each other directly, reports a blank
    line between two. Headings, lists and labels are not looked at, nor is a quotation that
    follows its paragraph; a file without a clear convention is left alone.

    ## Why it matters
    A paragraph that is not separated becomes part of the one before it in every program that reads
    paragraphs.

    ## Fix
    Inserts or deletes a blank line. Safe.
    """

    code, name, family, severity = "WSP008", "paragraph-convention", "whitespace", Severity.INFO
    bad = (
        Bad(
            "The council met on Monday night.\n\nIt passed the budget by two votes.\n\n"
            "The mayor praised the result.\n\nThe opposition walked out early.\n\n"
            "Nobody spoke to the press.⟦\n⟧A new session is due in May.\n\n"
            "The hall will be shut until then.\n",
            "The council met on Monday night.\n\nIt passed the budget by two votes.\n\n"
            "The mayor praised the result.\n\nThe opposition walked out early.\n\n"
            "Nobody spoke to the press.\n\nA new session is due in May.\n\n"
            "The hall will be shut until then.\n",
        ),
    )
    good = (
        Good(
            "The council met on Monday night.\n\nIt passed the budget by two votes.\n\n"
            "The mayor praised the result.\n\nThe opposition walked out early.\n\n"
            "Nobody spoke to the press.\n“We will be back in the month of May,” she said.\n",
            "a quotation follows its paragraph",
        ),
        Good(
            "The council met on Monday night.\n\nIt passed the budget by two votes.\n\n"
            "The mayor praised the result.\n\nThe opposition walked out early.\n\n"
            "What Comes Next\nA new session is due in May.\n",
            "a heading stands over its paragraph",
        ),
        Good("One of them left.\nAnother one of them stayed.\n", "too short for a convention"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        pairs = [
            (before, after)
            for before, after in pairwise(ctx.document.blocks)
            if _paragraph(before) and _paragraph(after)
        ]
        apart = [pair for pair in pairs if _between(*pair)]
        together = [pair for pair in pairs if not _between(*pair)]
        if len(apart) >= 4 and len(together) * 5 <= len(apart):
            yield from self._missing(ctx, together)
        elif len(together) >= 10 and len(apart) * 10 <= len(together):
            yield from self._surplus(ctx, apart)

    def _missing(self, ctx: Context, pairs: list[tuple[Block, Block]]) -> Iterator[Finding]:
        for before, after in pairs:
            if _QUOTATION.match(after.text) or before.text.endswith(":"):
                continue
            line = ctx.document.lines[before.last]
            yield self.finding(
                line.end,
                line.next,
                "No blank line separates these paragraphs; elsewhere in this file one does.",
                fix=Fix(
                    Safety.SAFE,
                    "Insert a blank line",
                    (Edit(line.next, line.next, ctx.document.newline),),
                ),
            )

    def _surplus(self, ctx: Context, pairs: list[tuple[Block, Block]]) -> Iterator[Finding]:
        lines = ctx.document.lines
        for before, after in pairs:
            start, end = lines[before.last].next, lines[after.first].start
            yield self.finding(
                start,
                end,
                "A blank line separates these paragraphs; elsewhere in this file none does.",
                fix=delete(start, end, Safety.SAFE, "Delete the blank line"),
            )


_QUOTATION = lazy(r"[\"“”„«»'‘’「『—–-]")


def _paragraph(block: Block) -> bool:
    """True for a paragraph of running text: not a list item, a heading or a label."""
    if not block.terminal or block.size < 5:
        return False
    text = block.text
    possible = not text[0].isalnum() or "." in text[1:4] or ")" in text[1:4]
    return not (possible and _LIST_MARK.match(text))


def _between(before: Block, after: Block) -> int:
    """How many lines lie between two blocks."""
    return after.first - before.last - 1


class BlankEdges(Rule):
    """Blank lines at the beginning or the end of a file.

    ## What it does
    Reports blank lines before the first and after the last line with text.

    ## Why it matters
    They are left over where something was cut, and no program needs them.

    ## Fix
    Deletes them. Safe.
    """

    code, name, family, severity = "WSP009", "blank-edges", "whitespace", Severity.INFO
    bad = (
        Bad("⟦\n\n⟧He left.\n", "He left.\n"),
        Bad("He left.\n⟦\n \n⟧", "He left.\n"),
        Bad("He left.\r\n⟦\r\n⟧", "He left.\r\n"),
    )
    good = (
        Good("He left.\n", "one line end"),
        Good("A Headline\n\nHe left.\n", "a blank line inside"),
        Good("“He left.”", "no line end at all"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        lines, blocks = ctx.document.lines, ctx.document.blocks
        if not blocks:
            return
        start, end = lines[blocks[0].first].start, lines[blocks[-1].last].next
        for low, high, where in ((0, start, "beginning"), (end, len(ctx.document.text), "end")):
            if low < high:
                yield self.finding(
                    low,
                    high,
                    f"Blank lines at the {where} of the file.",
                    fix=delete(low, high, Safety.SAFE, "Delete the blank lines"),
                )


class MissingFinalNewline(Rule):
    """No line end after the last line.

    ## What it does
    Reports a text whose last line does not end in a line end. Off unless it is selected: ingested
    texts rarely end in one, and no reader sees it.

    ## Why it matters
    Programs that put files together glue its last line to the first one of the next; diffs show a
    change that is none.

    ## Fix
    Adds the line end that the file uses. Safe.
    """

    code, name, family, severity = "WSP010", "missing-final-newline", "whitespace", Severity.INFO
    default = False
    bad = (
        Bad("He left.⟦⟧", "He left.\n"),
        Bad("He left.\r\nShe stayed.⟦⟧", "He left.\r\nShe stayed.\r\n"),
        Bad("“A Headline”⟦⟧", "“A Headline”\n"),
    )
    good = (
        Good("He left.\n", "it ends in one"),
        Good("“He left.”\r\n", "in another"),
        Good("A Headline\r", "in the one of old Macintoshes"),
        Good("", "an empty text has no last line"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text, newline = ctx.document.text, ctx.document.newline
        if text and not text.endswith(("\n", "\r")):
            yield self.finding(
                len(text),
                len(text),
                "The last line has no line end.",
                fix=Fix(Safety.SAFE, "Add a line end", (Edit(len(text), len(text), newline),)),
            )


class MixedLineEnds(Rule):
    """Several kinds of line ends in one file.

    ## What it does
    Reports once a file that mixes LF, CRLF and CR, at the first line end that differs from most.

    ## Why it matters
    Programs that know one kind only see two lines as one, or blank lines that are none.

    ## Fix
    Makes them all the kind that the file uses most. Safe: lines stay what they were.
    """

    code, name, family, severity = "WSP011", "mixed-line-ends", "whitespace", Severity.INFO
    bad = (
        Bad("One.\nTwo.\nThree.⟦\r\n⟧Four.\n", "One.\nTwo.\nThree.\nFour.\n"),
        Bad("One.\r\nTwo.⟦\n⟧Three.\r\n", "One.\r\nTwo.\r\nThree.\r\n"),
        Bad("“One.”\nTwo.⟦\r⟧Three.\n", "“One.”\nTwo.\nThree.\n"),
    )
    good = (
        Good("One.\r\nTwo.\r\n", "CRLF throughout"),
        Good("One.\nTwo.\n", "LF throughout"),
        Good("“One.”\rA Headline\r", "CR throughout"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        if "\r" not in document.text:
            return
        newline = document.newline
        odd: list[Line] = [
            line
            for line in document.lines
            if line.next > line.end and document.text[line.end : line.next] != newline
        ]
        if odd:
            yield self.finding(
                odd[0].end,
                odd[0].next,
                f"{len(odd)} line end{'s differ' if len(odd) > 1 else ' differs'} from the others.",
                fix=Fix(
                    Safety.SAFE,
                    "Make all line ends the same",
                    tuple(Edit(line.end, line.next, newline) for line in odd),
                ),
            )


RULES: tuple[type[Rule], ...] = (
    TrailingBlank,
    LeadingBlank,
    RepeatedBlanks,
    NoBreakSpace,
    spacing.SpaceBeforePunctuation,
    spacing.SpaceInsideBrackets,
    SurplusBlankLines,
    ParagraphConvention,
    BlankEdges,
    MissingFinalNewline,
    MixedLineEnds,
)
