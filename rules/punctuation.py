"""Apostrophes and stray marks; and the list of all rules of the family `punctuation`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newslint.blocks import Block
from newslint.document import held
from newslint.finding import Finding, Fix, Safety, Severity
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete_lines, replace
from newslint.rules import capitals, glued, gluedheading, pairs, spanish
from newslint.rules.asread import replaced
from newslint.rules.encoding import lost_places
from newslint.rules.pack import pack_of

_BROKEN_PLURAL = lazy(
    r"(?<![\w'’-])([a-z]{2,20}[bcdfghjklmnpqrstvwxz]y)s(?=(?: ([a-z]{2,20}))?(?![\w'’-]))"
)
_TRUE_PLURALS = frozenset(
    [
        "standby",
        "layby",
        "flyby",
        "passby",
        "goodby",
        "rugby",
        "bialy",
        "henry",
        "dry",
        "sky",
        "wry",
    ]
)
_DAYS = lazy(r"(?<![\w'’-])([Tt]oday|[Yy]esterday|[Tt]omorrow)s(?= ([a-z]{3,20})(?![\w'’-]))")
_DAYS_WORDS = ("todays", "yesterdays", "tomorrows")
_MEN = "child|wom|gentlem|policem|firem|businessm|salesm|seam|fisherm|chairm|spokesm|craftsm"
_NEVER_WORDS = lazy(
    rf"(?<![\w'’@#-])(?:(?:{_MEN})(?:r?en)s"
    r"|(?:do|did|does|is|was|could|would|should|have|has|are|were)['’]?nt|thats"
    r"|(?:they|you)(?:ve|re|ll|d))(?![\w'’-])",
    re.I,
)
_NEVER = frozenset(
    ["didnt", "doesnt", "isnt", "wasnt", "couldnt", "wouldnt", "shouldnt", "havent", "hasnt"]
    + ["arent", "werent", "theyve", "theyre", "youve", "youre", "dont", "thats", "theyll"]
    + ["youll", "youd", "theyd", "nt"]
    + [f"{man}{end}" for man in _MEN.split("|") for end in ("ens", "rens")]
)
_PEOPLE = (
    "driver|pupil|youth|student|teacher|worker|farmer|player|voter|patient|mother|father|parent|girl"
    "|boy|baby|victim|suspect|neighbor|neighbour|officer|soldier|singer|actor|actress|writer|doctor"
    "|nurse|owner|tenant|customer|man|woman|king|queen|captain|manager|minister|president|mayor"
    "|senator|governor|brother|sister|son|daughter|wife|husband|uncle|aunt|friend"
)
_OWNED = (
    "licen[sc]es?|education|car|body|death|wife|husband|mother|father|sister|brother|son|daughter"
    "|home|wedding|birthday|funeral|school bag"
)
_OWNERS = frozenset(f"{person}s" for person in (*_PEOPLE.split("|"), "bull"))
_THINGS = frozenset(
    [
        *_OWNED.replace("licen[sc]es?", "license|licence|licenses|licences").split("|"),
        "school",
        "eye",
    ]
)
_LOST_POSSESSIVE = lazy(
    r"(?<![\w'’-])(?:an?|the|his|her|their|our|your|my|of|to|from|for|in|with|this|that|valid) "
    rf"((?:{_PEOPLE})s)(?= (?:{_OWNED})(?![\w'’-]))|(?<![\w'’-])(bulls)(?= eye(?![\w'’-]))"
)
_TIMES = "year|season|month|week|decade|century|world|summer|winter|weekend"
_MOST = (
    "worst|biggest|largest|smallest|lowest|highest|hottest|coldest|wettest|driest|longest|shortest"
    "|strongest|greatest|oldest|richest"
)
_RECORD = lazy(
    rf"(?<![\w’'-])(?:the|this|last|next) ((?:{_TIMES})s)"
    rf"(?= (?:{_MOST})(?! (?:of|in|for|on|at|to|since)\b)(?![\w’'-]))"
)
"""A time and what was the most of it: "the years worst storm"."""
_BODIES = (
    "union|council|firm|club|team|ship|airline|hotel|town|village|nation|government|region"
    "|district|committee|museum|association|band"
)
_OFFICES = (
    "secretary|chairman|chairwoman|president|leader|spokesman|spokeswoman|spokesperson|director"
    "|owner|captain|founder|lawyer|solicitor|headquarters|treasurer"
)
_OFFICE = lazy(
    rf"(?<![\w’'-])(?:[Tt]he|[Aa]|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur) ((?:{_BODIES})s)"
    rf"(?= (?:{_OFFICES})(?![\w’'-]))"
)
"""A body and who works for it: "the unions secretary"."""
_POSSESSIVES = (
    (_OWNERS, _THINGS, _LOST_POSSESSIVE),
    *(
        (
            frozenset(f"{owner}s" for owner in owners.split("|")),
            frozenset(owned.split("|")),
            pattern,
        )
        for owners, owned, pattern in ((_TIMES, _MOST, _RECORD), (_BODIES, _OFFICES, _OFFICE))
    ),
)
"""(owners, what is owned, what finds the two side by side)."""
_NAME_S = lazy(r"([A-Z](?<![\w'’-][A-Z])[a-z]{3,24})s(?= [A-Z]\w)")
_NAME = lazy(r"[A-Z](?<![\w-][A-Z])[a-z]{3,24}(?:['’]s)?(?!\w)")
_PERSONS = ("er", "or", "ist", "ian", "ican", "at", "ese", "ant")
_NO_PLURAL = lazy(r"(?:search|church|tch|nch|sh|x)$")
_STRAY_PAIRS = (
    ",,", ", ,", ",\u00a0,", ",.", ", .", ",\u00a0.", ";.", ":.", "?.", ".,", ". .", "..", "………",
    ". ,", '.".', ".”.", ".“.", ".».", "，，", "、、", "。。", "،،", "，。", "、。", "。，", "،.",
)  # fmt: skip
"""Each place where `_STRAY` matches holds one of these."""
_STRAY = lazy(
    r"(?!(?<![\w,.\"”’»)]),,\w),{2,4}(?!,)|(?<=[\w\"”’')]),[ \u00a0],(?= \w)"
    r"|(?<=[\w\"”’')])[ \u00a0]?,[ \u00a0]?\.(?![\w.])"
    r"|(?<=[\w\"”’')])[;:]\.(?![\w.])|(?<=\w)\?\.(?![\w.])|(?<=[a-z]{7})\.,(?=\s)"
    r"|(?<=[^\W\d_]{4})\.[\"”“»]\.(?![\w.])|(?:(?<=[a-z]{4})|(?<=\d\d))\. ,(?= [A-Z])"
    r"|(?<![.\s])\. \.(?! ?\.)|(?<![.!?\d/\\])\.\.(?![./\\\w])|\.{5,200}(?!\d)|…{3,40}"
    r"|(?<=[\w”」』）)])(?:，，|、、|。。|،،|，。|、。|。，|،\.)(?![，。、،.])"
)
_TWO_STOPS = ("ar", "fa", "ps", "ur")
"""Languages in which two full stops are an ellipsis or a dash."""
_ONLY_MARKS = lazy(r"[\W_]{1,80}")
_ORNAMENT = lazy(r"([_*=~•·#—–+.\-])(?:[ \u00a0]?\1){1,79}")


class MissingApostrophe(Rule):
    """A possessive or a contraction that lost its apostrophe.

    ## What it does
    Reports, in English: plurals that do not exist ("technologys"), words that exist only with an
    apostrophe ("childrens", "todays", "didnt") or have it elsewhere ("did'nt"), a person and what
    is owned ("a drivers license"), a time and its record ("the years worst storm"), a body and who
    works for it ("the unions secretary"), and a name with an s before another name ("Holms Cup")
    when the document also writes the name with 's, or when no plural is formed that way
    ("Churchs").

    ## Why it matters
    Feeds drop apostrophes together with the entity that stood for them; where one went, others did.

    ## Fix
    Puts the apostrophe in, of the shape that the document uses. Unsafe: plural owners want it
    after the s.
    """

    code = "PUN004"
    name = "missing-apostrophe"
    family = "punctuation"
    bad = (
        Bad("The fair shows the ⟦citys⟧ oldest trams.", "The fair shows the city's oldest trams."),
        Bad(
            "The ⟦unions⟧ secretary spoke of the ⟦years⟧ worst storm.",
            "The union's secretary spoke of the year's worst storm.",
        ),
        Bad("He lost a ⟦drivers⟧ license and a watch.", "He lost a driver's license and a watch."),
        Bad(
            "The ⟦childrens⟧ choir won, and ⟦todays⟧ winners ⟦didnt⟧ cry.",
            "The children's choir won, and today's winners didn't cry.",
        ),
        Bad(
            "Holm’s team won again. The ⟦Holms⟧ Cup stays in town.",
            "Holm’s team won again. The Holm’s Cup stays in town.",
        ),
    )
    good = (
        Good("The companies' standbys and two Germanys met at the Grammys.", "plurals and names"),
        Good("Senate Democrats Ann Reed and Bo Lind spoke for the Democrat's bill.", "a plural"),
        Good('"The drivers house their cars here," she said of the sports club.', "a verb"),
        Good("The years worst for the unions are over, said the schools secretary.", "plurals"),
        Good("Teachers Union Wins Farmers Market Vote", "attributive plurals in a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        if ctx.document.language != "en":
            return
        text = ctx.document.text
        mark = "’" if text.count("’") > text.count("'") else "'"
        for start, end, right in _without_apostrophe(ctx, mark):
            if text[start:end].casefold() in ctx.settings.house_words:
                continue
            yield self.finding(
                start,
                end,
                f"An apostrophe seems to be missing in “{text[start:end]}”.",
                fix=replace(start, end, right, Safety.UNSAFE),
            )


def _without_apostrophe(ctx: Context, mark: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what was meant) of every word that lost its apostrophe."""
    text = ctx.document.text
    function = pack_of(ctx).words("function")
    known = ctx.document.words.keys()
    for match in _BROKEN_PLURAL.finditer(text) if _may_break_plurals(text) else ():
        if match[1] not in _TRUE_PLURALS and match[2] and match[2] not in function:
            yield match.start(), match.end(1) + 1, f"{match[1]}{mark}s"
    for match in () if known.isdisjoint(_DAYS_WORDS) else _DAYS.finditer(text):
        if match[2] not in function:
            yield match.start(), match.end(), f"{match[1]}{mark}s"
    for match in () if known.isdisjoint(_NEVER) else _NEVER_WORDS.finditer(text):
        word = match.group().replace("'", "").replace("’", "")
        at = 1 if word[-1] in "sStTdD" else 2
        yield match.start(), match.end(), word[:-at] + mark + word[-at:]
    for owners, owned, pattern in _POSSESSIVES:
        side_by_side = any(
            f"{owner} {thing}" in text for owner in owners & known for thing in owned & known
        )
        for match in pattern.finditer(text) if side_by_side else ():
            start, end = match.span(match.lastindex or 0)
            yield start, end, f"{text[start : end - 1]}{mark}s"
    yield from _names_without_apostrophe(text, mark)


def _may_break_plurals(text: str) -> bool:
    """False where no word ends in a consonant and "ys"; cheap to ask before looking for such."""
    return any(
        not after[:1].isalnum() and (not before or before[-1] not in "aeiou")
        for before, after in pairwise(text.split("ys"))
    )


def _names_without_apostrophe(text: str, mark: str) -> Iterator[tuple[int, int, str]]:
    """Names with an s before a name, where the document shows that the s does not belong to it."""
    candidates = [
        match
        for match in _NAME_S.finditer(text)
        if not match[1].endswith("s")
        and (f"{match[1]}'s" in text or f"{match[1]}’s" in text or _NO_PLURAL.search(match[1]))
    ]
    if not candidates:
        return
    names = Counter(match.group().replace("’", "'") for match in _NAME.finditer(text))
    for match in candidates:
        name = match[1]
        if names[name + "s"] > 1:
            continue
        owner = bool(names[name + "'s"]) and not name.endswith(_PERSONS)
        if owner or _NO_PLURAL.search(name):
            yield match.start(), match.end(), f"{name}{mark}s"


class StrayMark(Rule):
    """Punctuation that is doubled, contradicts itself, or stands alone on a line.

    ## What it does
    Reports ",,", ", ,", "..", ". .", ". ,", ",.", ";.", "?.", a full stop on both sides of a
    closing quotation mark, runs of five full stops and more in running text, the like of other
    scripts ("。。", "،،"), and lines that hold nothing but marks. Ellipses (also four stops, and
    ". . .", and "。。。") are in order.

    ## Why it matters
    Between two marks a word or a link was cut out; a mark alone on a line is what a removed
    element left behind.

    ## Fix
    A full stop, comma or colon alone on a line is deleted (safe). Doubled marks become one
    (unsafe). Rule lines ("___", "* * *") are reported for information; deleting them is unsafe, for
    they may part two sections.
    """

    code = "PUN006"
    name = "stray-mark"
    family = "punctuation"
    bad = (
        Bad(
            "The road is closed⟦,,⟧ the mayor said⟦, ,⟧ until the end of the year.",
            "The road is closed, the mayor said, until the end of the year.",
        ),
        Bad(
            "The road is closed until the end of the year⟦..⟧ The mayor is sorry.",
            "The road is closed until the end of the year. The mayor is sorry.",
        ),
        Bad(
            'It rained again⟦. ,⟧ The mayor said: "Nobody comes⟦.".⟧ The fair was closed.',
            'It rained again. The mayor said: "Nobody comes." The fair was closed.',
        ),
        Bad("It rained.\n⟦.⟧\nThe mayor is sorry.", "It rained.\nThe mayor is sorry."),
        Bad(
            "大桥将关闭到年底⟦，，⟧市长对此表示歉意⟦。。⟧居民并不满意。",
            "大桥将关闭到年底，市长对此表示歉意。居民并不满意。",
            "zh",
        ),
        Bad("It rained.\n\n⟦___⟧\n\nOur desk wrote this.", "It rained.\n\nOur desk wrote this."),
    )  # fmt: skip
    good = (
        Good('"I thought ... well, never mind...." she said, and hung up.', "ellipses"),
        Good("He asked the U.S., the U.K. . . . and no one answered him.", "a spaced ellipsis"),
        Good("Go to ../news or ./all to see 1..10 and more of the same files.", "paths and ranges"),
        Good("Wait... What?!", "a headline"),
        Good("قال المطران إن «الأرض أمانة».. ودعا إلى صوم جماعي.", "an ellipsis in Arabic", "ar"),
        Good("他想了很久。。。然后说：“桥没了……”大家都没有作声。", "ellipses in Chinese", "zh"),
        Good(
            "Ну и ну!.. Неужели мост закрыли?.. Никто этого не ждал.", "ellipses in Russian", "ru"
        ),
        Good(",,Wij gaan door'', zegt de wethouder van het dorp.", "a quotation", "nl"),
        Good("Er nannte die neue Brücke &bdquo;gut&ldquo;. Dann ging er.", "an entity", "de"),
        Good('She asked "Why?". He wrote to Acme Inc. , Hill Ltd. and "the U.S.".', "no doubles"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        pairs = held(ctx.document, _STRAY_PAIRS)
        for block in ctx.document.blocks:
            if _ONLY_MARKS.fullmatch(block.text):
                yield from self._lone(ctx, block)
            elif any(map(block.text.__contains__, pairs)) and (block.prose or block.size >= 6):
                yield from self._inside(ctx, block)

    def _lone(self, ctx: Context, block: Block) -> Iterator[Finding]:
        ornament = bool(_ORNAMENT.fullmatch(block.text))
        if not ornament and block.text not in _LONE:
            return
        yield self.finding(
            block.start,
            block.end,
            "A line of marks alone: a rule between two parts."
            if ornament
            else "A mark alone on its line: what stood there was removed.",
            severity=Severity.INFO if ornament else None,
            fix=delete_lines(
                ctx.document,
                block.first,
                block.last,
                Safety.SAFE if block.text in _PLAIN else Safety.UNSAFE,
            ),
        )

    def _inside(self, ctx: Context, block: Block) -> Iterator[Finding]:
        foreign = ctx.once(replaced)
        two_stops = ctx.document.language in _TWO_STOPS
        for match in _STRAY.finditer(block.text):
            marks = match.group()
            trails = not block.text[match.end() :].strip("\"'”’)» ")
            if marks == ".." and (trails or not block.prose or two_stops):
                continue  # an ellipsis or a cut headline: see the family truncation
            start, end = block.start + match.start(), block.start + match.end()
            if foreign and foreign.touch(start, end):
                continue
            if "?" in marks and (start, start + 1) in ctx.once(lost_places):
                continue
            yield self.finding(
                start, end, f"Stray punctuation: “{marks}”.", fix=_repaired(start, end, marks)
            )


_LONE = frozenset(".,;:'\"()[]”“’।。，、،")
"""Marks that mean nothing alone on a line."""
_PLAIN = frozenset(".,;:।。，、،")
"""Those of them that nobody puts there on purpose."""


def _repaired(start: int, end: int, marks: str) -> Fix:
    stripped = marks.replace(" ", "").replace("\u00a0", "")
    if stripped[0] == "…":
        right = "…"
    elif stripped[0] in "，、。،":
        right = next((mark for mark in stripped if mark in "。."), stripped[0])
    elif len(stripped) == 3 and stripped[1] in '"”“»':
        right = stripped[:2]
    else:
        right = "," if set(stripped) == {","} else "?" if "?" in stripped else "."
    return replace(start, end, right, Safety.UNSAFE)


RULES: tuple[type[Rule], ...] = (
    *pairs.RULES,
    *capitals.RULES,
    *glued.RULES,
    *gluedheading.RULES,
    MissingApostrophe,
    StrayMark,
    *spanish.RULES,
)
