"""Words that lost the blank between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newslint.finding import Edit, Finding, Fix, Safety
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule
from newslint.rules.capitalseams import capital_seams, share_seams
from newslint.rules.figureseams import days_of_dates, figure_seams
from newslint.rules.joined import joined, quoted
from newslint.rules.markseams import mark_seams
from newslint.rules.mojibake import damaged
from newslint.rules.seams import CLOSING, OPENING, Seam, Vocabulary

_CHUNK = lazy(r"\S{4,200}")
_NOT_WORDS = lazy(
    r"[@#/\\=<>_{}~^*$%]|^\[\w{2,20}:|^www\.|https?:|\.(?:com|org|net|gov|edu|html?|php|co|io|tv|ly|me|info)\b"
)


class GluedWords(Rule):
    """Two words without the blank between them.

    ## What it does
    Reports words that run together: after a full stop, comma, colon or bracket
    ("Friday.Officials"), or where a capital follows a small letter ("ISTThe", "WorldCredit"). The
    latter only when one half is a word of page furniture, a month, or the start of a sentence, or
    when both halves stand in the same document as words of their own. Two words in small letters
    are told apart where one is a function word that hardly ever begins or ends another word
    ("dayswhich"), and the other stands by itself in the document.

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
            if not (broken and broken.touch(start, end)):
                seam = Seam(at - start, Safety.UNSAFE, "a word stands at a quotation mark")
                yield self._report(start, text[start:end], [seam])
        for start, end, at in days_of_dates(ctx):
            seam = Seam(at - start, Safety.SAFE, "a year follows the comma")
            yield self._report(start, text[start:end], [seam])
        for start, end, at in joined(ctx):
            word = text[start:end]
            if not _house(word, ctx.settings.house_words):
                seam = Seam(at - start, Safety.SUGGEST, "two words run together")
                yield self._report(start, word, [seam])

    def _report(self, offset: int, chunk: str, seams: list[Seam]) -> Finding:
        safety = min(seam.safety for seam in seams)
        places = sorted({offset + seam.at for seam in seams})
        return self.finding(
            offset,
            offset + len(chunk),
            f"A blank is missing here: {seams[0].reason}.",
            fix=Fix(safety, "Insert the blank", tuple(Edit(at, at, " ") for at in places)),
        )


def _house(chunk: str, house_words: Collection[str]) -> bool:
    """True for a word that the user has called in order."""
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
    word = chunk.lstrip(OPENING).rstrip(CLOSING)
    if word.isalpha() and (word.islower() or word.istitle()):
        return []
    if chunk.isascii() and chunk.lower() == chunk.upper():
        return []
    if _NOT_WORDS.search(chunk) or _house(chunk, ctx.settings.house_words):
        return []
    words = ctx.once(Vocabulary)
    return sorted(
        (
            *share_seams(chunk),
            *figure_seams(chunk, words),
            *mark_seams(chunk, words),
            *capital_seams(chunk, words),
        ),
        key=lambda seam: seam.at,
    )


RULES: tuple[type[Rule], ...] = (GluedWords,)
