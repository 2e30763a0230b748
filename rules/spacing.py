"""Spacing: blanks before punctuation marks and on the inner side of brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from newslint.document import held
from newslint.finding import Finding, Safety, Severity
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete, replace
from newslint.rules.encoding import asked, lost_places
from newslint.rules.mojibake import piece_of_letter

LINE_BLANKS = (
    "\t \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)
"""What lines are blank with; the ideographic space belongs to Chinese and Japanese and stays."""
_OTHER_MARKS = "।॥،؛؟۔，。、！？；："
_BLANK_AND_MARK = tuple(blank + mark for blank in " \u00a0" for mark in ",.;:!?")
_BLANK_AND_COMMA = tuple(blank + "," for blank in " \u00a0")
_BLANK_AND_OTHER = tuple(blank + mark for blank in " \u00a0" for mark in _OTHER_MARKS)
_WORD_END = r"\w\u0900-\u0963\u0966-\u0dff\u064b-\u0652\"”’»)\]%€$£°"
"""What a mark follows; the vowel signs of India and of Arabic are no letters to `re`."""
_APOSTROPHES = (" '", " ’", " n'", " n’", "' s", "’ s", "' t", "’ t")
_SPLIT = lazy(
    r"(?<=[^\W\d_])([ \u00a0])(n['’]t|['’](?:s|re|ve|ll|d|m))(?![\w'’-])"
    r"|(?<=[a-z]['’])([ \u00a0])(s)(?= [a-z])|(?<=n['’])([ \u00a0])(t)(?![\w'’-])"
)
"""An English ending that stands apart from its word: “Reed 's”, “did n't”, “can’ t”."""
_CERTAIN = ("n't", "n’t", "'s", "’s", "s", "t")
_BEFORE_MARK = lazy(
    rf"(?<=[{_WORD_END}])[ \u00a0]{{1,3}}"
    r"(?:([,.;:!?।॥،؛؟۔])(?=[ \u00a0\t\r\n\"”’»]|\Z)|([，。、！？；：])(?![，。、！？；：…]))"
)
_WRONG_SIDE = lazy(r"(?<=[^\W\d_][\w\u0901-\u0963])[ \u00a0]+,(?=[^\W\d_][\w\u0901-\u0963])")
"""A comma that is set to the word behind it; that of Arabic is by some writers."""
_SINGLE_CLOSED = lazy(r"[\w.,!?]['‘’](?!\w)")
"""What may end a quotation that a comma opens, where it was typed for “‚”."""
_LONGEST_TERM = 100
"""Characters over which such a quotation is looked for."""
_TIGHT_MARK = lazy(rf"(?<=[{_WORD_END}])([;:!?।॥،؛؟۔])(?=[ \u00a0\t\r\n\"”’»]|\Z)")
_APART = ";:!?।॥،؛؟۔"
"""Marks that some writers set apart from the word before them."""
_HABIT = 3
"""So many blanks before a mark, and more with than without, are the file's habit."""


class SpaceBeforePunctuation(Rule):
    """A blank before a comma, full stop, colon, semicolon, question or exclamation mark.

    ## What it does
    Reports blanks between a word and the mark that follows it, also the marks of Indian, Arabic and
    Chinese writing, a comma with its blank on the wrong side, and in English blanks before or after
    the apostrophe of an ending ("Reed 's", "did n't", "can’ t"). Left alone: French before ; : ! ?
    and any file that sets them so throughout, spaced dots (`. . .`), file names and decimals (`
    .txt`, ` .5`), smileys, ratios (`3 : 2`), commas typed as quotation marks (`,so'`), and a
    question mark that stands for a lost character.

    ## Why it matters
    A link or a name was cut out before the mark, or a program put the words together.

    ## Fix
    Deletes the blank, or puts it behind the comma. Safe, but for endings that a quotation could
    begin with ("'d", "'ll").
    """

    code, name, family, severity = (
        "WSP005",
        "space-before-punctuation",
        "whitespace",
        Severity.WARNING,
    )
    bad = (
        Bad("The flat⟦ ,⟧ on the top floor⟦ .⟧", "The flat, on the top floor."),
        Bad("It rained⟦ ,⟧said the crew.", "It rained, said the crew."),
        Bad("See Also⟦ :⟧ Ten Ways to Save", "See Also: Ten Ways to Save"),
        Bad("“Why⟦ ?⟧” he asked.", "“Why?” he asked."),
        Bad(
            "Ann Reed⟦ 's⟧ team did⟦ n't⟧ win, and she can’⟦ t⟧ say why.",
            "Ann Reed's team didn't win, and she can’t say why.",
        ),
        Bad("बस चलेगी⟦ ,⟧ सड़क टूटी है⟦ ।⟧", "बस चलेगी, सड़क टूटी है।", "hi"),
        Bad("شراء الحافلات⟦ ،⟧ غدا⟦ ؛⟧ فمتى تصل⟦ ؟⟧", "شراء الحافلات، غدا؛ فمتى تصل؟", "ar"),
        Bad("王强说⟦ ，⟧首班车发车⟦ 。⟧", "王强说，首班车发车。", "zh"),
    )
    good = (
        Good("Qui a gagné ? « Nous ! »", "French", "fr"),
        Good("He writes .txt files with .NET at .5 the price.", "a dot that begins a word"),
        Good("The letter 's' and the 'd' of 'did' stand in the '90s song 'n' all.", "quoted"),
        Good("“Well . . . maybe,” he said.", "a spaced ellipsis in a quotation"),
        Good("Lyon Beat Nice 3 : 2 :)", "a ratio and a smiley in a headline"),
        Good("The guards ? six of them ? left.", "the mark stands for lost characters"),
        Good("Das ist wie ,bedauerlich' für den Rat.", "a comma that opens a quotation", "de"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text, language = ctx.document.text, ctx.document.language
        if language == "en" and held(ctx.document, _APOSTROPHES):
            yield from self._endings(text)
        others = not ctx.document.characters.isdisjoint(_OTHER_MARKS)
        if not held(ctx.document, _BLANK_AND_MARK + (_BLANK_AND_OTHER if others else ())):
            return
        matches = [
            match for match in _BEFORE_MARK.finditer(text) if not _meant(text, match.start(), match)
        ]
        habits = _habits(text, matches)
        lost = ctx.once(lost_places) if matches else ()
        for match in matches:
            mark = match.group(1) or match.group(2)
            if mark in habits or (language == "fr" and mark in ";:!?"):
                continue
            start, end = match.span()
            if piece_of_letter(ctx, start) or (mark == "?" and (end - 1, end) in lost):
                continue
            yield self.finding(
                start,
                end,
                f"A blank stands before “{mark}”.",
                fix=delete(start, end - 1, Safety.SAFE, "Delete the blank"),
            )
        yield from self._on_the_wrong_side(ctx)

    def _on_the_wrong_side(self, ctx: Context) -> Iterator[Finding]:
        """Commas with a blank before and none behind them."""
        text = ctx.document.text
        for match in _WRONG_SIDE.finditer(text) if held(ctx.document, _BLANK_AND_COMMA) else ():
            start, end = match.span()
            following = text[end : end + _LONGEST_TERM].partition("\n")[0]
            if _SINGLE_CLOSED.search(following) or piece_of_letter(ctx, start):
                continue
            yield self.finding(
                start,
                end,
                "A blank stands before the comma instead of behind it.",
                fix=replace(start, end, ", ", Safety.SAFE, "Put the blank behind it"),
            )

    def _endings(self, text: str) -> Iterator[Finding]:
        """Endings that stand apart from their words, or from their apostrophes."""
        for match in _SPLIT.finditer(text):
            group = match.lastindex or 2
            start, ending = match.start(group - 1), match[group]
            yield self.finding(
                start,
                match.end(group),
                f"A blank stands before “{ending}”, which belongs to the word before it.",
                fix=delete(
                    start,
                    start + 1,
                    Safety.SAFE if ending in _CERTAIN else Safety.UNSAFE,
                    "Delete the blank",
                ),
            )


def _meant(text: str, start: int, match: re.Match[str]) -> bool:
    """True when the blank before a mark is there on purpose."""
    mark, end = text[match.end() - 1], match.end()
    before, after = text[start - 1], text[end : end + 2]
    if mark == "." and (before in "._" or after == " ." or text[start - 2 : start] in (" .", " …")):
        return True
    if mark in "，。、！？；：":
        # Every character or mark stands apart in such a text.
        return any(
            blank and blank in LINE_BLANKS for blank in (text[start - 2 : start - 1], after[:1])
        )
    if mark == ":":
        return before.isdigit() and after[1:].isdigit()
    if mark == "?" and after[1:].islower() and before.islower():
        return not asked(text, start)
    return False


def _habits(text: str, matches: list[re.Match[str]]) -> frozenset[str]:
    """The marks that the file sets apart from the word before them throughout."""
    apart = Counter(match.group(1) or match.group(2) for match in matches)
    candidates = [mark for mark in _APART if apart[mark] >= _HABIT]
    if not candidates:
        return frozenset()
    tight = Counter(match.group(1) for match in _TIGHT_MARK.finditer(text))
    return frozenset(mark for mark in candidates if apart[mark] > tight[mark])


_INSIDE = lazy(
    r"(?<![:;=-][(\[])(?<=[(\[])[ \u00a0]{1,3}(?=[\w\"“'‘$€£])"
    r"|(?<=[\w\"”'’.,!?%])[ \u00a0]{1,3}(?=[)\]])"
)
_PARTNER = {"(": ")", "[": "]"}
_EDGES = ("( ", "[ ", " )", " ]", "(\u00a0", "[\u00a0", "\u00a0)", "\u00a0]")
"""What a blank inside brackets looks like."""


class SpaceInsideBrackets(Rule):
    """A blank after an opening bracket or before a closing one.

    ## What it does
    Reports blanks next to the inner side of ( ) and [ ] when both brackets stand in the line.

    ## Why it matters
    A link or a formatted word was cut out there.

    ## Fix
    Deletes the blank. Safe.
    """

    code, name, family, severity = "WSP006", "space-inside-brackets", "whitespace", Severity.INFO
    bad = (
        Bad("The party (⟦ ⟧PSD) lost.", "The party (PSD) lost."),
        Bad("The party (PSD⟦ ⟧) lost [⟦ ⟧again].", "The party (PSD) lost [again]."),
        Bad("“They (⟦ ⟧all⟦ ⟧) knew,” he said.", "“They (all) knew,” he said."),
    )
    good = (
        Good("Tick one: ( ) yes ( ) no", "boxes to tick"),
        Good("“So sad :( and so on,” she wrote.", "a smiley in a quotation"),
        Good("a ) first point", "a list item"),
        Good("Lyon (France) Wins [Video]", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        if not any(edge in ctx.document.text for edge in _EDGES):
            return
        for line in ctx.document.lines:
            pairs = [pair for pair in _PARTNER.items() if all(mark in line.text for mark in pair)]
            if not pairs:
                continue
            for match in _INSIDE.finditer(line.text):
                start, end = line.start + match.start(), line.start + match.end()
                if _paired(line.text, match, pairs) and not piece_of_letter(ctx, start):
                    yield self.finding(
                        start,
                        end,
                        "A blank stands on the inner side of a bracket.",
                        fix=delete(start, end, Safety.SAFE, "Delete the blank"),
                    )


def _paired(text: str, match: re.Match[str], pairs: list[tuple[str, str]]) -> bool:
    """True when the bracket beside the blank has its partner on the right side of it."""
    before, after = text[match.start() - 1], text[match.end()]
    return any(
        (before == opening and text.rfind(closing) > match.end())
        or (after == closing and -1 < text.find(opening) < match.start())
        for opening, closing in pairs
    )
