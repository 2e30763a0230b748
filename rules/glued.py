"""Words and headings that lost the blank between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from newslint.blocks import Block
from newslint.cached import cached_property
from newslint.finding import Edit, Finding, Fix, Safety
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule
from newslint.rules.joined import joined, quoted
from newslint.rules.mojibake import damaged
from newslint.rules.pack import pack_of

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŤŪŮŰŲŹŻŽА-ЯЁІЇЄҐΑ-ΩΆΈ-Ώ"
_LOWER = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšťūůűųźżžа-яёіїєґα-ωά-ώΐΰ"
_CHUNK = lazy(r"\S{4,200}")
_OPENING, _CLOSING = "\"“”'‘([", "\"”’')].,;:!?…"
"""Marks around a word that want no blank."""
_NOT_WORDS = lazy(
    r"[@#/\\=<>_{}~^*$%]|^\[\w{2,20}:|^www\.|https?:|\.(?:com|org|net|gov|edu|html?|php|co|io|tv|ly|me|info)\b"
)
_SUFFIXES = (
    "Com|COM|Net|NET|Org|ORG|Js|JS|Io|IO|Tv|TV|Ai|AI|CO|Uk|UK|US|IN|Fm|FM|ME|Pdf|PDF|Info|App|Inc"
    "|Gov|Py|Jpg|JPG|Png|PNG|Mp|MP|Dev|Ly|Gg|Biz|Eu|EU|Fr|Br|Jp|Ca|Ru|RU|Ua|UA|Pl|Cz|Nl|Gr|Cn|Kr|Nz"
)
"""Ends of addresses and file names: the full stop before them belongs there."""
_ADDRESS = lazy(rf"\.[{_LOWER}]|\.\w[^.]{{0,80}}\.\w")
"""A full stop before a small letter, or several inside: an address, a file, an abbreviation."""
_VISARGA = ("प्रात", "अंत", "अन्त", "स्वत", "प्राय", "क्रमश", "मूलत", "वस्तुत", "विशेषत", "सामान्यत")
"""Hindi words in which a colon is often typed for the sign visarga."""
_SHORT = lazy(r"(?:In|It|De|Es|Id|Me|Go|By|Us|At)$")
_INNER_STOP = lazy(r"\w\w\w\)?[.!?;][\w(“]|[।॥؟]\w|[\"”»“]\.\w")
"""What a place where `_AFTER_STOP` matches looks like, roughly."""
_AFTER_STOP = lazy(
    rf"(?<=[{_LOWER}]{{3}})[.!?](?=(?!(?:{_SUFFIXES})\b)(?:[{_UPPER}][{_LOWER}]|[{_UPPER}]{{2,}}|\(|“\w))"
    rf"|(?<=[{_LOWER}]{{3}}\))\.(?=[{_UPPER}][{_LOWER}])|(?<=[\"”»“])\.(?=[{_UPPER}][{_LOWER}])"
    rf"|[।॥؟](?=[^\W\d_])"
    # the Greek question mark looks like a semicolon; Arabic has no capitals
    r"|(?<=[α-ωά-ώ]{3});(?=[Α-ΩΆΈ-Ώ][α-ωά-ώ])"
    r"|(?<=[\u0620-\u064a]{3})\.(?=[\u0620-\u064a]{3})"
)
_VIETNAMESE_STOP = lazy(r"([^\W\d_]{2})[.!?](?=([^\W\d_]{2}))")
"""A mark between letters, many of which the other patterns do not know."""
_AFTER_COMMA = lazy(rf"(?<=[{_LOWER}]{{3}}),(?=[{_UPPER}{_LOWER}][{_LOWER}]{{2}})")
_BEFORE_COMMA = lazy(rf"[{_LOWER}]{{3}}$")
_AFTER_QUOTED_COMMA = lazy(rf"(?<=[\"”»“]),(?=[{_UPPER}{_LOWER}][{_LOWER}])")
_DEVANAGARI_COMMA = lazy(r"(?<=[\u0901-\u0963]),(?=[\u0904-\u0939\u0958-\u0961])")
_ARABIC_COMMA = lazy(r"(?<=[\u0620-\u064a]{2})[،؛](?=[\u0620-\u064a]{2})")
_COMMA = lazy(r",(?=(\s)|[^\W\d_])")
_CONTRACTION = lazy(
    r"(?<![\w'’])(?:[a-z]{2,6}n['’]t|(?:it|he|she|that|there|what|who|let|here)['’]s"
    r"|(?:we|they|you|i)['’](?:re|ve|ll))(?=[a-z]{2})",
    re.I,
)
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Rep.", "Sen.", "Capt.", "Sgt.", "Lt.", "Rev.")
_TITLE = lazy(rf"^[\"“‘'(\[]?(?:{'|'.join(map(re.escape, _TITLES))})(?=[{_UPPER}][{_LOWER}])")
"""A title before a name; towns are written “St.Gallen”."""
_MONTH = lazy(
    r"^\(?(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=(?:\d\d?|\d{4})(?:[,;:)]|\.?$))"
)
_DAY = lazy(r"(?<=\s)\d\d?,(?=(?:1[5-9]|20)\d\d(?!\d|[,.]\d))")
"""The day of a date, and the year that stands too near: “4,1935”."""
_AFTER_FIGURE = lazy(
    rf"^[\"“‘'(\[]?(?:[\d.,:/–-]*\d\d|[\d:]*[ap]\.m)\.(?=([{_UPPER}][{_LOWER}]+)(?:['’]\w+)?\W*$)"
)
"""A figure or a time that ends a sentence, and the first word of the next; nothing else."""
_COUNTED = lazy(
    r"^\(?(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?=(?:years|months|weeks|days|hours|minutes"
    r"|people|persons|percent|million|billion|trillion|crores?|lakhs?|miles|(?:kilo)?met(?:re|er)s)"
    r"(?![\w’'-]|\.\w))"
)
"""A number before what it counts."""
_SMALL_AFTER_BRACKET = lazy(r"(?:^[^(]*|\(\d[^()]*)\)(?=([a-z]{2,12})\W*$)")
_SMALL_IN_BRACKET = lazy(rf"(?<=[{_LOWER}]{{3}})\((?=([a-z]{{2,12}})$)")
_SEMICOLON = lazy(rf"(?<=[{_LOWER}]{{3}});(?=([a-z]{{2,12}})\W*$)")
_COUNTER = lazy(rf"^\d{{1,2}}\.(?=[{_UPPER}][{_LOWER}])")
_COLON = lazy(
    rf"(?<=[{_LOWER}]{{3}}):(?=[{_UPPER}](?:[{_LOWER}’']|$))"
    r"|(?<=[\u0901-\u0963]{4}):(?=[\u0904-\u0939][\u0901-\u0963])"
)
_BRACKET = lazy(
    rf"(?<=[{_LOWER}]{{3}})\((?=[{_UPPER}])|(?<=[{_UPPER}]{{2}})\((?=[{_UPPER}][{_LOWER}]{{2}})"
)
_AFTER_BRACKET = lazy(rf"(?<=[\w.]\))(?=[{_UPPER}][{_LOWER}]{{2}})")
_SEAM = lazy(rf"(?<=[{_LOWER}0-9])(?=[{_UPPER}])|(?<=[{_UPPER}]{{2}})(?=[{_UPPER}][{_LOWER}])")
_TOUCHING = ("ja", "ko", "zh")
"""Languages that leave no blank before a bracket."""
_PIECE = lazy(r"[^\W_]+")
_YEAR = "a year follows the comma"
_PREFIXES_TEXT = """
Mc Mac Fitz De Di Da Du Le La Les Los Las El Al Van Von Ver Des Del Della Dos Ter Ten O D L St Saint
Ben Ibn Abd Abu Ap i e x k m u a mini micro super non anti pro ex pre post re un trans inter The My
We You Our In On Up Out Go To At Be Big Pro Auto Bio Geo Euro Neo Pan Sky
"""
_PREFIXES = frozenset(_PREFIXES_TEXT.split())
_STARTERS_TEXT = """
the this that these those he she they we with from while after his her their our according police
however meanwhile
"""
_STARTERS = frozenset(_STARTERS_TEXT.split())
_FURNITURE_TEXT = """
credit photo photograph photographs cancel tap click subscribe updated published advertisement
comments caption courtesy loading reuters getty
"""
_FURNITURE = frozenset(_FURNITURE_TEXT.split())
_LONG_FURNITURE = frozenset(["advertisement", "published", "updated", "comments", "photograph"])
_SHARES_TEXT = """
facebook twitter whatsapp linkedin pinterest telegram reddit tumblr email e-mail google+ google
instagram messenger youtube tiktok flipboard print copy link share tweet connect comment comments
more save pin pocket mail sms viber threads bluesky like follow gplus
"""
_SHARES = tuple(sorted(_SHARES_TEXT.split(), key=len, reverse=True))
_SHARE_ROW = lazy("(?:" + "|".join(re.escape(word) for word in _SHARES) + r"){3,40}", re.I)
_SHARE_WORD = lazy("|".join(re.escape(word) for word in _SHARES), re.I)
_BRANDS_TEXT = """
youtube linkedin whatsapp facebook iphone ipad ipod imac icloud itunes ios macos macbook ebay
paypal tiktok playstation openai deepmind spacex github gitlab wordpress javascript typescript
mastercard fedex petsmart walmart doordash airbnb hubspot salesforce snapchat wechat sharepoint
powerpoint onedrive onenote bluetooth foxnews newsweek buzzfeed huffpost pixabay istock
istockphoto shutterstock googleplus googlemaps xbox geforce radeon thinkpad chatgpt quickbooks
turbotax vmware mysql postgresql mongodb bitcoin dogecoin blackrock blackberry jetblue easyjet
iheartradio sciencedirect researchgate pubmed biontech astrazeneca glaxosmithkline
pricewaterhousecoopers unitedhealth unitedhealthcare medicare conocophillips exxonmobil
totalenergies arcelormittal thyssenkrupp daimlerchrysler postfinance swissinfo supersport
skysports eurosport eurovision timesofindia indiatoday starcraft minecraft bioware ubisoft
playbook gamestop gamespot readwrite readwriteweb watchos watchtower playstore playtime printemps
photobucket photoshop sourceforge getyourguide sharechat gettyimages wireimage filmmagic
"""
_BRANDS = frozenset(_BRANDS_TEXT.split())


class Seam(NamedTuple):
    """A place where a blank is missing, and how sure that is."""

    at: int
    safety: Safety
    reason: str


class Vocabulary:
    """What is known about words: how often each run of letters and digits stands in the document,
    which words begin a sentence or a date, and which are common in the language; whether a blank
    follows most commas, and whether none need stand before a bracket (`touching`).
    """

    def __init__(self, ctx: Context) -> None:
        pack = pack_of(ctx)
        self._text = ctx.document.text
        self._starters = (_STARTERS, pack.words("months"), pack.words("weekdays"))
        self._function = pack.words("function")
        self.syllables = ctx.document.language == "vi"
        self.touching = ctx.document.language in _TOUCHING

    def starts(self, word: str) -> bool:
        """True for a word, case folded, that begins a sentence or a date."""
        return any(word in known for known in self._starters)

    def is_common(self, word: str) -> bool:
        """True for such a word, and for a function word."""
        return word in self._function or self.starts(word)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(_PIECE.findall(self._text))

    @cached_property
    def spaced(self) -> bool:
        commas = [bool(blank) for blank in _COMMA.findall(self._text)]
        return sum(commas) * 2 > len(commas)


class GluedWords(Rule):
    """Two words without the blank between them.

    ## What it does
    Reports words that run together: after a full stop, comma, colon or bracket
    ("Friday.Officials"), or where a capital follows a small letter ("ISTThe", "WorldCredit"). The
    latter only when one half is a word of page furniture, a month, or the start of a sentence, or
    when both halves stand in the same document as words of their own. Two words in small letters
    are told apart where one is a function word that hardly ever begins or ends another word
    ("dayswhich"), and the other stands by itself in the document. Names written that way
    Also reported: a title and its name ("Mr.Reed"), a month and its day ("Oct.4"), a number and
    what it counts ("45years"), a bracket or semicolon and a common word ("Friday)and"). Names
    written that way (iPhone, McDonald, YouTube), addresses, file names and hashtags are in order,
    and so is what the document writes that way twice.

    ## Why it matters
    Glued words are the seams of a page's blocks: a caption and its credit, a byline and the lead.
    Search and every later tool see one unknown word.

    ## Fix
    Puts a blank in. Safe after a comma, a title, a number and the end of a sentence, where nothing
    else can be meant; a suggestion between small letters; unsafe otherwise.
    """

    code = "PUN005"
    name = "glued-words"
    family = "punctuation"
    bad = (
        Bad(
            "The court will hear the case on ⟦Friday.Officials⟧ gave no details.",
            "The court will hear the case on Friday. Officials gave no details.",
        ),
        Bad(
            "Updated at 9:40 PM ⟦ISTThe⟧ river rose again overnight and flooded two villages.",
            "Updated at 9:40 PM IST The river rose again overnight and flooded two villages.",
        ),
        Bad("A captain and her ⟦TrophyCredit:⟧ AB", "A captain and her Trophy Credit: AB"),
        Bad("⟦FacebookTwitterWhatsAppEmail⟧", "Facebook Twitter WhatsApp Email"),
        Bad("⟦2.She⟧ promised to open the bridge.", "2. She promised to open the bridge."),
        Bad(
            "She ⟦doesn'tknow⟧ who rang the ⟦bell.\"We⟧ heard it\" is all they say.",
            "She doesn't know who rang the bell. \"We heard it\" is all they say.",
        ),
        Bad(
            "Il porto ha trenta ⟦barche,di⟧ cui dieci nuove.",
            "Il porto ha trenta barche, di cui dieci nuove.",
            "it",
        ),
        Bad(
            "⟦Mr.Reed⟧ left at 7 ⟦p.m.The⟧ party of ⟦Oct.4⟧ or June ⟦4,1935⟧ fed ⟦300people⟧ well.",
            "Mr. Reed left at 7 p.m. The party of Oct. 4 or June 4, 1935 fed 300 people well.",
        ),
        Bad(
            "The hall ⟦(1914)and⟧ the ⟦barn(which⟧ he built) burnt in ⟦2019.They⟧ are lost.",
            "The hall (1914) and the barn (which he built) burnt in 2019. They are lost.",
        ),
        Bad("Das Boot liegt seit zwei ⟦Tagennicht⟧ mehr im Hafen der Stadt.", None, "de"),
    )  # fmt: skip
    good = (
        Good("The iPhone maker and McDonald's both advertise on YouTube.", "names"),
        Good("The tags em,i and b,a and the file names,v are allowed in letters.", "codes"),
        Good("Write to Desk@Example.Org or see www.Example.com/News.Html for more.", "addresses"),
        Good('"Follow JD.com at 3pm," the U.S. trader told a Ph.D.', "dots, in a quotation"),
        Good("We breathe; in Nichtswürdigkeit they soothe, although we'll see.", "one word"),
        Good("In room 6,1935 saw v2.The game on Gov.Uk, with cow(s)and a 5years.zip.", "no dates"),
        Good("DeepRock beats forecast as DeepRock shares rise", "a brand in a headline"),
        Good("삼성전자는 GAA(Gate-All-Around) 공정을 시작한다.", "Korean needs no blank", "ko"),
    )  # fmt: skip

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        glued = {chunk: seams for chunk in _chunks(text) if (seams := _glue(ctx, chunk))}
        broken = ctx.once(damaged)
        for match in _CHUNK.finditer(text) if glued else ():
            chunk = match.group()
            if chunk in glued and not (broken and broken.touch(*match.span())):
                yield self._report(match.start(), chunk, glued[chunk])
        for start, end, at in quoted(ctx):
            if broken and broken.touch(start, end):
                continue
            seam = Seam(at - start, Safety.UNSAFE, "a word stands at a quotation mark")
            yield self._report(start, ctx.document.text[start:end], [seam])
        for start, end, at in _dates(ctx):
            yield self._report(start, text[start:end], [Seam(at - start, Safety.SAFE, _YEAR)])
        for start, end, at in joined(ctx):
            word = ctx.document.text[start:end]
            if not _house(word, ctx.settings.house_words):
                seam = Seam(at - start, Safety.SUGGEST, "two words run together")
                yield self._report(start, word, [seam])

    def _report(self, offset: int, chunk: str, seams: list[Seam]) -> Finding:
        places = {seam.at: seam for seam in seams}
        safety = min(seam.safety for seam in places.values())
        edits = tuple(Edit(offset + at, offset + at, " ") for at in sorted(places))
        return self.finding(
            offset,
            offset + len(chunk),
            f"A blank is missing here: {seams[0].reason}.",
            fix=Fix(safety, "Insert the blank", edits),
        )


class GluedHeading(Rule):
    """A byline or a heading that ran into the sentence after it.

    ## What it does
    Reports a paragraph that opens with "By", two names and then a sentence of its own
    ("By Ann Reed The police have ..."), and one that opens with a few words, the last of them
    small, and then a function word with a capital ("Back to school The bus ..."), without a mark
    between.

    ## Why it matters
    The reader stumbles, and a program takes the name for the subject of the sentence.

    ## Fix
    None: where the name or the heading ends is not certain.
    """

    code = "PUN008"
    name = "glued-heading"
    family = "punctuation"
    bad = (
        Bad("⟦By Ann Reed The⟧ police have closed three roads around the old harbour."),
        Bad("⟦By John K. Marsh A⟧ ferry with forty people ran aground near the island on Sunday."),
        Bad("⟦Storm over the hills The⟧ police have closed three roads around the old harbour."),
        Bad("⟦Noche sin luz El⟧ puerto quedó a oscuras hasta las seis de la mañana.", None, "es"),
    )
    good = (
        Good("By Ann Reed\nThe police have closed three roads.", "a byline on its own line"),
        Good("By Monday The Times had sold out in all towns of the coast.", "a day and a name"),
        Good("By George The Musical opens downtown", "a title in a headline"),
        Good('"By God The world is ending," he cried out, and everybody laughed.', "a quotation"),
        Good("Gestern baten wir Sie um Geduld, denn die Brücke war gesperrt.", "a pronoun", "de"),
        Good("In our town The Hague is loved by all who have ever been there.", "a name"),
    )

    _BYLINE = lazy(
        rf"[Bb]y [{_UPPER}][{_LOWER}]{{1,20}}(?: [{_UPPER}]\.?)?"
        rf"(?: [{_UPPER}][{_LOWER}’'-]{{1,20}}){{1,2}}"
        rf" (?:The|A|An|In|It|At|After|When|For|As|On)(?= [{_UPPER}]?[{_LOWER}]{{2,}} )"
    )
    _HEADING = lazy(
        rf"[{_UPPER}][\w’'-]{{0,24}} (?:[^\W\d_][\w’'-]{{0,24}} ){{0,5}}"
        rf"(?P<last>[{_LOWER}]{{3,20}}) (?P<first>[{_UPPER}][{_LOWER}]{{0,9}})"
        rf"(?= [{_LOWER}]{{2,20}}(?![\w’'-]))"
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        function = pack_of(ctx).words("function")
        for block in ctx.document.blocks:
            if not block.prose:
                continue
            by = block.text[1:3] == "y " and self._BYLINE.match(block.text)
            heading = self._HEADING.match(block.text) if _may_head(block, function) else None
            if by:
                yield self._found(block, by.end(), "byline")
            elif heading and heading["last"] not in function and _opens(heading, function):
                yield self._found(block, heading.end(), "heading")

    def _found(self, block: Block, end: int, what: str) -> Finding:
        return self.finding(
            block.start, block.start + end, f"A {what} ran into the sentence that follows it."
        )


RULES: tuple[type[Rule], ...] = (GluedWords, GluedHeading)


_POLITE = frozenset(
    ["i", "sie", "ihr", "ihre", "ihren", "ihnen", "ihrem", "ihrer", "may", "will", "us"]
)
"""Function words that have a capital inside a sentence, or are names too."""


def _may_head(block: Block, function: Collection[str]) -> bool:
    """False for a paragraph without a function word with a capital behind its first words."""
    words = block.text.split(None, 8)[2:8] if block.size > 9 else ()
    return any(word[0].isupper() and word.casefold() in function for word in words)


def _opens(heading: re.Match[str], function: Collection[str]) -> bool:
    """True when a function word with a capital begins the sentence after a heading."""
    first = heading["first"].casefold()
    return first in function and first not in _POLITE


def _house(chunk: str, house_words: Collection[str]) -> bool:
    return bool(house_words) and any(
        word in house_words
        for word in (chunk.casefold(), chunk.strip("\"'“”‘’()[].,:;!?").casefold())
    )


def _chunks(text: str) -> Iterable[str]:
    """The different runs without blanks, but for plain words."""
    chunks = set(text.split())
    if max(map(len, chunks), default=0) > 200:
        chunks = set(_CHUNK.findall(text))
    return [
        chunk
        for chunk in chunks
        if len(chunk) > 3 and not (chunk.isalpha() and (chunk.islower() or chunk.istitle()))
    ]


def _glue(ctx: Context, chunk: str) -> list[Seam]:
    """The places of a run without blanks where one is missing."""
    word = chunk.lstrip(_OPENING).rstrip(_CLOSING)
    if word.isalpha() and (word.islower() or word.istitle()):
        return []
    if chunk.isascii() and chunk.lower() == chunk.upper():
        return []
    if _NOT_WORDS.search(chunk) or _house(chunk, ctx.settings.house_words):
        return []
    return sorted(_seams(chunk, ctx.once(Vocabulary)), key=lambda seam: seam.at)


def _seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    yield from _share_seams(chunk)
    yield from _marked_seams(chunk, words)
    for piece in _PIECE.finditer(chunk):
        for at in _case_seams(piece.group(), words):
            yield Seam(piece.start() + at, Safety.UNSAFE, "two words run together")


def _share_seams(chunk: str) -> Iterator[Seam]:
    """The seams of share buttons in a row, also all in capitals."""
    folded = chunk.lower()
    row = len(chunk) > 8 and folded.startswith(_SHARES) and folded.endswith(_SHARES)
    if row and _SHARE_ROW.fullmatch(chunk):
        for match in list(_SHARE_WORD.finditer(chunk))[1:]:
            yield Seam(match.start(), Safety.UNSAFE, "share buttons run together")


def _marked_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams at a mark that wants a blank after it (or before it, for a bracket)."""
    possible = any(map(chunk[:6].__contains__, _TITLES)) and not _ADDRESS.search(chunk)
    titled = _TITLE.match(chunk) if possible else None
    if titled:
        yield Seam(titled.end(), Safety.SAFE, "a name follows its title")
    if _INNER_STOP.search(chunk) and not _ADDRESS.search(chunk):
        for match in _AFTER_STOP.finditer(chunk):
            if titled and match.end() == titled.end():
                continue
            certain = _two_sentences(chunk[: match.start()], chunk[match.end() :], words)
            safety = Safety.SAFE if certain else Safety.UNSAFE
            yield Seam(match.end(), safety, "a sentence ends and the next one follows")
    for match in (
        _VIETNAMESE_STOP.finditer(chunk) if words.syllables and not chunk.isascii() else ()
    ):
        if match[1].islower() and match[2].istitle():
            yield Seam(match.start(2), Safety.SAFE, "a sentence ends and the next one follows")
    if chunk.find(",", 0, -1) > 0 and chunk.rstrip(_CLOSING).count(",") == 1:
        for match in _AFTER_COMMA.finditer(chunk):
            yield Seam(match.end(), Safety.SAFE, "a word follows the comma")
        left, _, right = chunk.partition(",")
        if len(right) < 3 and words.is_common(right) and _BEFORE_COMMA.search(left):
            yield Seam(len(left) + 1, Safety.SAFE, "a word follows the comma")
        for match in _AFTER_QUOTED_COMMA.finditer(chunk):
            yield Seam(match.end(), Safety.UNSAFE, "a word follows the comma")
        for match in _DEVANAGARI_COMMA.finditer(chunk) if words.spaced else ():
            yield Seam(match.end(), Safety.SAFE, "a word follows the comma")
    for match in _ARABIC_COMMA.finditer(chunk) if "،" in chunk or "؛" in chunk else ():
        yield Seam(match.end(), Safety.SAFE, "a word follows the comma")
    if "'" in chunk[:-3] or "’" in chunk[:-3]:
        for match in _CONTRACTION.finditer(chunk):
            yield Seam(match.end(), Safety.UNSAFE, "a word follows the contraction")
    yield from _figure_seams(chunk, words)
    yield from _small_seams(chunk, words)
    for mark, pattern, reason in (
        (".", _COUNTER, "a sentence follows its number"),
        (":", _COLON, "a word follows the colon"),
        (")", _AFTER_BRACKET, "a word follows the bracket"),
    ):
        for match in pattern.finditer(chunk) if mark in chunk[:-1] else ():
            if not chunk[: match.start()].endswith(_VISARGA):
                yield Seam(match.end(), Safety.UNSAFE, reason)
    for match in _BRACKET.finditer(chunk) if "(" in chunk[1:-1] and not words.touching else ():
        yield Seam(match.start(), Safety.UNSAFE, "a bracket follows the word")


def _figure_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams beside a number or a date: “Oct.4”, “45years”, “2019.The”, “p.m.The”."""
    if chunk[:2].lstrip("(")[:1].isdigit() and (counted := _COUNTED.match(chunk)):
        yield Seam(counted.end(), Safety.SAFE, "what is counted follows its number")
    if "." not in chunk[1:-1]:
        return
    if month := _MONTH.match(chunk):
        yield Seam(month.end(), Safety.SAFE, "a day follows its month")
    if (figure := _AFTER_FIGURE.match(chunk)) and words.is_common(figure[1].casefold()):
        yield Seam(figure.end(), Safety.SAFE, "a sentence ends and the next one follows")


def _small_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams between a bracket or semicolon and a common word: “Friday)and”, “bridge;the”."""
    if ")" in chunk and (match := _SMALL_AFTER_BRACKET.search(chunk)) and words.is_common(match[1]):
        yield Seam(match.end(), Safety.UNSAFE, "a word follows the bracket")
    if "(" in chunk and (match := _SMALL_IN_BRACKET.search(chunk)) and words.is_common(match[1]):
        yield Seam(match.start(), Safety.UNSAFE, "a bracket follows the word")
    semicolon = _SEMICOLON.search(chunk) if ";" in chunk and "&" not in chunk else None
    if semicolon and words.is_common(semicolon[1]):
        yield Seam(semicolon.end(), Safety.UNSAFE, "a word follows the semicolon")


def _dates(ctx: Context) -> Iterator[tuple[int, int, int]]:
    """(start, end, where the blank belongs) of days with a year too near: “June 4,1935”."""
    text = ctx.document.text
    months = pack_of(ctx).words("months")
    for match in _DAY.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].split()[-1:]
        if before and before[0].rstrip(".").casefold() in months:
            yield match.start(), match.end() + 4, match.end()


def _two_sentences(left: str, right: str, words: Vocabulary) -> bool:
    """True when the full stop between the two can be no part of a name: `left` ends in a small or a
    common word, or `right` begins with one that is no country's code.
    """
    before = _PIECE.findall(left)[-1:]
    after = _PIECE.findall(right)[:1]
    if after and words.is_common(after[0].casefold()) and not _SHORT.match(right.strip(".,)")):
        return True
    if not before or (before[0].islower() and right.strip(".,)").isupper()):
        return False
    return (before[0].islower() and not _SHORT.match(right)) or words.is_common(
        before[0].casefold()
    )


def _case_seams(piece: str, words: Vocabulary) -> Iterator[int]:
    """Where a capital in the middle of `piece` begins another word."""
    if piece[1:].islower() or (piece.isupper() and piece.isalpha()):
        return
    cuts = [at for at in range(1, len(piece)) if piece[at].isupper() and _begins_word(piece, at)]
    if not cuts or piece.casefold() in _BRANDS:
        return
    edges = [0, *cuts, len(piece)]
    for before, at, after in zip(edges, cuts, edges[2:], strict=False):
        left, right = piece[before:at], piece[at:after]
        if (left + right).casefold() in _BRANDS or not _apart(left, right, words):
            continue
        if words.counts[piece] < 2:
            yield at


def _begins_word(piece: str, at: int) -> bool:
    """True for a capital after a small letter or a digit, or between capitals and a small one."""
    before, after = piece[:at], piece[at + 1 : at + 2]
    if before[-1].isdigit() or before[-1].islower():
        return True
    return len(before) > 1 and before[-2:].isalpha() and before[-2:].isupper() and after.islower()


def _apart(left: str, right: str, words: Vocabulary) -> bool:
    """True when `left` and `right` are known to be words of their own."""
    folded = right.casefold()
    if folded in _FURNITURE and (left.isdigit() or len(left) > 2):
        return True
    if left.isdigit() or left in _PREFIXES:
        return False
    if len(left) > 2 and (words.starts(folded) or left.casefold() in _LONG_FURNITURE):
        return True
    return min(len(left), len(right)) > 3 and bool(words.counts[left] and words.counts[right])
