"""Marks that come in pairs: quotation marks and brackets, and two quotations back to back.

A quotation mark is read by what surrounds it, not by its shape alone: German closes with the mark
that English opens with, typists mix straight and curly ones, and a straight mark says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from newslint.blocks import TERMINALS, Block
from newslint.document import held
from newslint.finding import Finding
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule
from newslint.rules.asread import as_read, replaced

MOJIBAKE = ("€", "Ђ", "Â", "Ã", "â", "Ð")
"""What stands before a quotation mark that is a piece of a broken character (“â€””, “Ã«”, “Â»”)."""
REACH = 8
"""Blocks over which a quotation or a bracket may stay open."""

_OPENS, _CLOSES, _EITHER = 1, -1, 0
_MARKS = ('"', "“", "”", "„", "‟", "＂", "«", "»", "``", "''", ",,")
_ALL_MARKS = (*_MARKS, "'", "‘")
_DOUBLE = lazy(
    r"[\"“”„‟＂«»`',](?:(?<=[\"“”„‟＂«»])[\"“”„‟＂«»]*|(?<=`)`|(?<=')'|(?<![\w,.],)(?<=,),(?=\w))"
)
_SAME = lazy(r"(.)\1*")
_HEBREW = lazy("[\u05d0-\u05ea]")
_HEBREW_PREFIX = lazy("(?<![\u05d0-\u05ea])[בהושכלמ]{1,2}$")
_HEBREW_WORD = lazy("[\u05d0-\u05ea]{2}")
_INCHES = lazy(r"\d\s?['’′]\s?\d{1,2}\s?[\"”]\Z")
_SINGLE = lazy(r"(?<![\w'’‘*.])[‘'](?=[^\W\d_])")
_SINGLE_END = lazy(r"(?<=\S)['’‘](?!\w)")
_ELISION = lazy(
    r".(?:em|til|till|cause|cos|cuz|bout|round|n|tis|twas|twere|neath|gainst|im|er|ere|s|t|k|fro"
    r"|horns|ndrangheta|fraid|mongst|hood|burbs|ol|d|nother|ave|e|is|ard|ome)\b",
    re.I,
)
_NO_BREAK = ("\u00a0", "\u202f", "\u2009")
_BLANK = " \t\r\n" + "".join(_NO_BREAK)
_BEFORE_OPENING = _BLANK + "([{¿¡—–-/|>"
_AFTER_CLOSING = _BLANK + ")]}.,;:!?…—–-/|<।%&"
_BRACKETS = "()[]（）【】《》〔〕"
_BRACKET = lazy(r"[()\[\]（）【】《》〔〕]")
_PARTNER = {")": "(", "]": "[", "）": "（", "】": "【", "》": "《", "〕": "〔"}
_CORNER = lazy("[「」『』]")
_CORNERS = {"」": "「", "』": "『"}
_ENUMERATOR = lazy(r"(?:^|[\s(:;,.\"“'‘])(?:\d{1,3}|[a-z]|[ivx]{1,5})[.,]?$", re.I)
_FACE = lazy(r"(?:^|\s)[:;=8xX][-'^o]?[()]{0,6}$")
_WORD_BEFORE = lazy(r"\S{0,40}$")
_WORD_AFTER = lazy(r"\S{0,40}")
_FEW_BEFORE = lazy(r"\w{0,4}$")
_FEW_AFTER = lazy(r"\w{0,4}")
_SPACED_BEFORE = lazy(r"\S{0,40}\s?$")
_SPACED_AFTER = lazy(r"\s?\S{0,40}")
_BACK_TO_BACK = lazy(r"[\"”»][ \u00a0][\"“„«](?=\w)")


_NEIGHBOURS = tuple(
    closing + blank + opening for closing in '"”»' for blank in " \u00a0" for opening in '"“„«'
)
"""Each place where `_BACK_TO_BACK` matches holds one of these."""


class Mark(NamedTuple):
    """An opening or closing mark at `text[start:end]`; `single` for single quotation marks."""

    start: int
    end: int
    opens: bool
    single: bool = False


class UnbalancedQuote(Rule):
    """A quotation mark without its partner.

    ## What it does
    Pairs the quotation marks of each paragraph, straight and curly, German „low“ ones, French
    « guillemets » and 「corners」, and reports the mark that is left over, with the word it stands
    at. A quotation that runs over several paragraphs (each opened, only the last closed) is in
    order. So are inches and feet (6'2"), apostrophes and decades ('90s). Single quotation marks are
    looked at in English only, and only where nothing after them could be the partner.

    ## Why it matters
    A lost mark leaves open who says what: quotation and reporting cannot be told apart.

    ## Fix
    None: where the quotation begins or ends is known to its speaker alone.
    """

    code = "PUN001"
    name = "unbalanced-quote"
    family = "punctuation"
    bad = (
        Bad('The mayor said the bridge was safe and nobody had ever doubted ⟦it".⟧ Then he left.'),
        Bad("The minister called the plan ⟦“reckless⟧ and left the room without another word."),
        Bad("The coach spoke of a ⟦‘dark⟧ day for the club after the third defeat in a row."),
        Bad("知事は⟦「橋は安全⟧だと述べ、会場を後にした。市民は納得していない。", None, "ja"),
        Bad("⟦« Je⟧ pars demain, a dit le maire hier soir devant ses amis.", None, "fr"),
        Bad(
            "Der Minister nannte den Plan ⟦„mutig⟧ und verließ den Saal ohne ein Wort.", None, "de"
        ),
    )
    good = (
        Good(
            '"We came early.\n\n"We left late," the coach said after the long night.',
            "a quotation over two paragraphs, each opened, the last one closed",
        ),
        Good(
            "The guard, who is 6'2\", played in the '90s and wore the fans' colours all season.",
            "feet, inches, a decade and a plural possessive",
        ),
        Good(
            "„Wir kommen wieder“, sagte die Trainerin nach dem Spiel, „und zwar bald.“",
            "German quotation marks",
            "de",
        ),
        Good("»Wir kommen«, sagte sie, »und zwar bald.« Dann ging sie.", "turned guillemets", "de"),
        Good(
            "Elle dit qu’«\u00a0il faut attendre\u00a0», puis «\u202fnon\u202f», et part « tôt ».",
            "blanks inside the marks",
            "fr",
        ),
        Good(
            "「我們等了四十年。\n「現在終於來了。」他說，並讀了《橋》的一章。",
            "two paragraphs",
            "zh",
        ),
        Good("«Все говорят: „Не вышло“», — сказал он. А вышло.", "ending together", "ru"),
        Good(",,Wij gaan door'', zegt de wethouder van het dorp.", "typed with commas", "nl"),
        Good('יו"ר הוועד אמר ש"הארץ" צודק וסמנכ"לית צה"ל שתקה.', "marks of abbreviations", "he"),
        Good('Er zeigt &bdquo;Mut&ldquo; und <b class="x">mehr</b>, sagt der Rat.', "code", "de"),
        Good("Mayor: 'We can't wait' for rock 'n' roll museum", "single quotes in a headline"),
        Good(
            "He asked: \"Who said 'never again' to you?\" and left.", "a quotation in a quotation"
        ),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        english = ctx.document.language == "en"
        read = _quotes if english else _curved_and_corner

        def marks(block: Block) -> Iterable[Mark]:
            text, places = as_read(ctx, block)
            return [
                mark._replace(start=places[mark.start], end=places[mark.end]) for mark in read(text)
            ]

        for block, mark in _lonely(
            ctx.document.blocks,
            marks if ctx.once(replaced) else lambda block: read(block.text),
            _opens_quotation,
        ):
            start, end = _with_word(block, mark)
            yield self.finding(
                start,
                end,
                f"This quotation mark has no partner: the quotation is never {_missing(mark)}.",
            )


class UnbalancedBracket(Rule):
    """A bracket without its partner.

    ## What it does
    Pairs the brackets of each paragraph of running text, round, square, 【】 and 《》, and reports
    the one that is left over, with the word it stands at. Counters of lists ("1)", "a)") and
    emoticons are in order.

    ## Why it matters
    A lost bracket often marks lost words: an aside that was cut, or sentences that ran together.

    ## Fix
    None: where the aside begins or ends cannot be known.
    """

    code = "PUN002"
    name = "unbalanced-bracket"
    family = "punctuation"
    bad = (
        Bad("The board ⟦(which⟧ met on Monday agreed to close two of its five schools."),
        Bad("The board agreed to close two of its five ⟦schools)⟧ at the end of the year."),
    )
    good = (
        Good("The plan has two parts: a) new roofs for the schools and b) new windows.", "a list"),
        Good('"The best day of my life :)" the winner wrote to her fans on Sunday.', "an emoticon"),
        Good(
            'He said: "It [the bridge] was closed (again) on Monday, and nobody knew why."',
            "brackets in a quotation",
        ),
        Good("Storm closes schools (again) [VIDEO]", "brackets in a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        for block, mark in _lonely(
            ctx.document.blocks, lambda block: _brackets(block.text), lambda block: False
        ):
            start, end = _with_word(block, mark)
            yield self.finding(
                start, end, f"This bracket has no partner: it is never {_missing(mark)}."
            )


class AdjacentQuotes(Rule):
    """Two quotations back to back with nothing between them.

    ## What it does
    Reports a closing quotation mark that is followed, after a blank, by an opening one and a small
    letter: no word joins the two quotations.

    ## Why it matters
    The word between them, mostly a verb, was lost.

    ## Fix
    None: the lost word cannot be known.
    """

    code = "PUN007"
    name = "adjacent-quotes"
    family = "punctuation"
    bad = (
        Bad('He accused "foreign ⟦powers" "secretly⟧ funding" the campaign of his only rival.'),
        Bad("She said the “whole ⟦board” “knew⟧ about it” long before the report came out."),
    )
    good = (
        Good('The nurse shouted "Stop!" "why?" he asked, and the room fell silent.', "a dialogue"),
        Good('They played "Blue Moon" "Red Sun" and other songs of the film.', "a list of titles"),
        Good("Critics call show 'bold', 'brave'", "two quotations in a headline, with a comma"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        if not held(ctx.document, _NEIGHBOURS):
            return
        for block in ctx.document.blocks:
            found = list(_BACK_TO_BACK.finditer(block.text)) if block.prose else []
            closing = (
                {mark.start for mark in _quotes(block.text) if not mark.opens} if found else ()
            )
            for match in found:
                start, end = match.span()
                before, after = block.text[start - 1 : start], block.text[end]
                if start not in closing or not after.islower() or before in TERMINALS + ",;:":
                    continue
                first = start - _length(_WORD_BEFORE, block.text[max(0, start - 40) : start])
                last = end + _length(_WORD_AFTER, block.text[end : end + 40])
                yield self.finding(
                    block.start + first,
                    block.start + last,
                    "Two quotations stand back to back: the word between them may be lost.",
                )


RULES: tuple[type[Rule], ...] = (UnbalancedQuote, UnbalancedBracket, AdjacentQuotes)


def _missing(mark: Mark) -> str:
    return "closed" if mark.opens else "opened"


def _length(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return len(match.group()) if match else 0


def _with_word(block: Block, mark: Mark) -> tuple[int, int]:
    """The place of a mark in the document, with the word it stands at.

    Where words stand without blanks, a few characters.
    """
    text, start, end = block.text, mark.start, mark.end
    if block.wide:
        if mark.opens:
            end += _length(_FEW_AFTER, text[end : end + 4])
        else:
            start -= _length(_FEW_BEFORE, text[max(0, start - 4) : start])
        return block.start + start, block.start + end
    spaced = text[start] in "«»"
    if mark.opens:
        end += _length(_SPACED_AFTER if spaced else _WORD_AFTER, text[end : end + 40])
    else:
        word_before = _SPACED_BEFORE if spaced else _WORD_BEFORE
        start -= _length(word_before, text[max(0, start - 40) : start])
        while end < len(text) and text[end] in ".,;:!?":
            end += 1
    return block.start + start, block.start + end


def _lonely(
    blocks: Sequence[Block],
    marks: Callable[[Block], Iterable[Mark]],
    opens_quotation: Callable[[Block], bool],
) -> Iterator[tuple[Block, Mark]]:
    """Marks without a partner in their block nor, for what stays open, in the `REACH` blocks after.

    An open mark in the last block is passed over when the text was cut there: the end that is
    missing is what is wrong then.
    """
    waiting: list[tuple[Block, Mark]] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        found = list(marks(block))
        if not found and not waiting:
            continue
        lonely = _unpaired(found)
        while lonely and not lonely[0].opens and waiting:
            waiting.pop()
            del lonely[0]
        yield from _readable(pair for pair in waiting if block.index - pair[0].index >= REACH)
        waiting = [pair for pair in waiting if block.index - pair[0].index < REACH]
        yield from _readable((block, mark) for mark in lonely if not mark.opens and mark.start)
        if following is None and not block.terminal:
            continue
        if following is None or not opens_quotation(following):
            waiting += ((block, mark) for mark in lonely if mark.opens)
    if blocks and not _cut(blocks[-1]):
        yield from _readable(waiting)


def _readable(pairs: Iterable[tuple[Block, Mark]]) -> Iterator[tuple[Block, Mark]]:
    """Those in running text or a headline, but for what opens in a block whose end was cut."""
    for block, mark in pairs:
        if (block.prose or block.headline) and not (mark.opens and _cut(block)):
            yield block, mark


def _cut(block: Block) -> bool:
    return block.text.endswith(("…", "..", "…]", "..]", "chars]"))


def _unpaired(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that are left over: an opening one pairs with the next closing one of its kind."""
    opened: dict[bool, list[Mark]] = {False: [], True: []}
    lonely: list[Mark] = []
    for mark in marks:
        if mark.opens:
            opened[mark.single].append(mark)
        elif opened[mark.single]:
            opened[mark.single].pop()
        else:
            lonely.append(mark)
    return sorted([*lonely, *opened[False], *opened[True]], key=lambda mark: mark.start)


def _opens_quotation(block: Block) -> bool:
    return block.text.startswith(("“", '"', "„", "«", "»", "‘", "'", "”", "「", "『"))


def _curved_and_corner(text: str) -> Iterable[Mark]:
    """The double quotation marks of a text, and the corners 「」 that have no partner in it."""
    marks = double_quotes(text)
    if not any(map(text.__contains__, "「」『』")):
        return marks
    return sorted([*marks, *_corners(text)], key=lambda mark: mark.start)


def _corners(text: str) -> Iterator[Mark]:
    """The corners of a text that do not pair, as marks: their shapes tell which open."""
    opened: list[re.Match[str]] = []
    for match in _CORNER.finditer(text):
        if match.group() not in _CORNERS:
            opened.append(match)
        elif opened and opened[-1].group() == _CORNERS[match.group()]:
            opened.pop()
        else:
            yield Mark(match.start(), match.end(), opens=False)
    for match in opened:
        yield Mark(match.start(), match.end(), opens=True)


def _quotes(text: str) -> list[Mark]:
    if not any(map(text.__contains__, _ALL_MARKS)):
        return []
    marks = [*double_quotes(text), *_single_quotes(text)]
    return sorted(marks, key=lambda mark: mark.start)


def double_quotes(text: str) -> Iterator[Mark]:
    """The double quotation marks of a text, each read as opening or closing, in order."""
    if not any(map(text.__contains__, _MARKS)):
        return
    last_closing = text.rfind("»")
    depth = 0
    for match in _DOUBLE.finditer(text):
        start, end = match.span()
        before = text[start - 1 : start]
        if _inches(text, start) or (before in MOJIBAKE and not (depth and text[start] == "”")):
            continue
        if depth == 0 and _arrow(text, start, end, last_closing):
            continue
        if match.group() == '"' and _gershayim(text, start):
            continue
        for first, last, role in _roles(text, match, depth):
            if role == _CLOSES and depth == 0 and match.group() == '"' and before.isdigit():
                continue
            depth = depth + 1 if role == _OPENS else max(0, depth - 1)
            yield Mark(first, last, role == _OPENS)


def _inches(text: str, at: int) -> bool:
    """True for the mark behind feet and inches: 5'11"."""
    measured = text[at - 1 : at].isdigit() or text[at - 2 : at - 1].isdigit()
    return measured and _INCHES.search(text, max(0, at - 8), at + 1) is not None


def _roles(text: str, run: re.Match[str], depth: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, role) of each quotation mark in a run of them.

    Marks of one shape are one mark, typed twice, but where as many quotations end with them. Of
    different ones each has a role: quotations that begin or end together ("»“"), or one that ends
    where the next begins ("”“").
    """
    start, end = run.span()
    role = _role(text, start, end)
    if end - start == 1:
        yield start, end, role or (_CLOSES if depth else _OPENS)
        return
    kinds = list(_SAME.finditer(run.group()))
    if len(kinds) == 1:
        if role == _EITHER:
            role = _CLOSES if depth else _OPENS
        count = min(end - start, depth) if role == _CLOSES and run.group() not in _TYPED else 1
        for at in range(start, start + count - 1):
            yield at, at + 1, role
        yield start + max(0, count - 1), end, role
        return
    outer = _outer_role(text, start, end)
    for index, kind in enumerate(kinds):
        role = outer
        if role == _EITHER:
            role = _CLOSES if index % 2 == (depth == 0) else _OPENS
        yield start + kind.start(), start + kind.end(), role


_TYPED = ("``", "''", ",,")
"""What stands for one mark, typed with two."""


def _gershayim(text: str, at: int) -> bool:
    """True for the mark inside a Hebrew abbreviation: not behind a prefix of a quoted word."""
    if not (at and _HEBREW.match(text, at - 1) and _HEBREW.match(text, at + 1)):
        return False
    prefix = _HEBREW_PREFIX.search(text[max(0, at - 3) : at])
    return not (prefix and _HEBREW_WORD.match(text, at + 1))


def _arrow(text: str, start: int, end: int, last_closing: int) -> bool:
    """True for a guillemet between blanks, or before the dots that cut a line, unless a quotation
    with blanks inside opens here (« so ») or a no-break space ties it to the quotation it closes.
    """
    mark, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if start == 0 and mark == "»" and last_closing > 0 and "«" not in text:
        return False  # a paragraph of a quotation: the mark is repeated before each
    if mark == "«":
        tied = start < last_closing or after in _NO_BREAK or text[-1] in TERMINALS
    else:
        tied = mark != "»" or before in _NO_BREAK
    return not tied and before in _BLANK and (after in _BLANK or text.startswith(("..", "…"), end))


def _role(text: str, start: int, end: int) -> int:
    """Whether a double mark opens or closes, by its neighbours first and its shape second."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] == "»" and start == 0 and text.find("»", 1) > 0 and "«" not in text:
        return _OPENS
    french = _french_role(text[start:end], before, after)
    if french != _EITHER:
        return french
    outer = _outer_role(text, start, end)
    if outer != _EITHER:
        return outer
    return {"“": _OPENS, "„": _OPENS, "«": _OPENS, "”": _CLOSES, "»": _CLOSES, ",": _OPENS}.get(
        text[start], _EITHER
    )


def _outer_role(text: str, start: int, end: int) -> int:
    """The role of marks as what stands around them tells it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    free_left = not before or before in _BEFORE_OPENING
    free_right = not after or after in _AFTER_CLOSING
    blank_left = not before or before in _BLANK
    blank_right = not after or after in _BLANK
    if blank_left and not blank_right and after not in ".,;:!?…)]}":
        return _OPENS
    if blank_right and not blank_left and before not in "([{":
        return _CLOSES
    if free_left != free_right:
        return _OPENS if free_left else _CLOSES
    return _EITHER


def _french_role(mark: str, before: str, after: str) -> int:
    """The role of a guillemet that an apostrophe ("qu’« il") or a no-break space tells."""
    inside = after in _NO_BREAK and not before.isalnum()
    if mark == "«" and (inside or (before in ("’", "'") and after.isspace())):
        return _OPENS
    if mark == "»" and before in _NO_BREAK:
        return _CLOSES
    return _EITHER


def _single_quotes(text: str) -> Iterator[Mark]:
    """Single opening marks that nothing in the rest of the text can close.

    An apostrophe at a word's end and a closing mark look alike: any of them may be the partner.
    """
    if "'" not in text and "‘" not in text:
        return
    opening = list(_SINGLE.finditer(text))
    ends = _SINGLE_END.finditer(text) if opening else ()
    last_end = max((match.start() for match in ends), default=-1)
    for match in opening:
        if match.start() > last_end and not _ELISION.match(text, match.start()):
            yield Mark(match.start(), match.end(), opens=True, single=True)


def _brackets(text: str) -> Iterator[Mark]:
    """Brackets that do not pair, as marks; counters of lists and emoticons left out."""
    if not any(map(text.__contains__, _BRACKETS)):
        return
    opened: list[re.Match[str]] = []
    for match in _BRACKET.finditer(text):
        bracket, before = match.group(), text[max(0, match.start() - 8) : match.start()]
        if bracket not in _PARTNER:
            if not _FACE.search(before):
                opened.append(match)
        elif opened and opened[-1].group() == _PARTNER[bracket]:
            opened.pop()
        elif not (_ENUMERATOR.search(before) or _FACE.search(before)):
            yield Mark(match.start(), match.end(), opens=False)
    for match in opened:
        yield Mark(match.start(), match.end(), opens=True)
