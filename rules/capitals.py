"""Common nouns with a capital in the middle of a sentence: the slots of a text spinner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from newslint.finding import Finding, Safety
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, replace
from newslint.rules.pack import pack_of

_SLOT = lazy(
    r"(?<![\w’'-])([a-z]{2,15}) ([A-Z][a-z]{3,19})"
    r"(?! (?:of|for|by|to|in|and) (?:the )?[A-Z])(?=(?: ([a-z]{2,20})|[.,;:])(?![\w’'-]))"
)
_SWAPPED = lazy(
    r"(?<![\w’'-])([a-zà-öø-ÿ]{1,15}) ([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{3,19})"
    r"(?=(?: [a-zà-öø-ÿ]{2,20}|[.,;])(?![\w’'-]))"
)
_SMALL = lazy(r"(?<![\w’'./@#-])[a-zà-öø-ÿ]{4,20}(?![\w’'/@-]|\.\w)")
_OF_A_NAME_TEXT = """
the this that these those our your their its his her my any all every each some no of for and or on
in by with from at through between during against than like as called named
la le el les los las del de da do das dos des du o os as au aux al en e y et em na no nas nos
nuestro nuestra este esta notre nos cette cet nosso nossa di dari pada ke dan
"""
_OF_A_NAME = frozenset(_OF_A_NAME_TEXT.split())
"""Words that names and offices written large often follow ("our Nation", "in Government")."""
_NAMES_NEARBY = lazy(r"[^\W\d_]*[A-ZÀ-ÖØ-Þ“\"«„‘:(\[]")
_CAPITALISED = lazy(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{3,19}(?![\w’'])")
_ABSTRACT = lazy(r"[a-z]{3,14}(?:tion|sion|ment|ness|ance|ence|ship|hood|ure|ity|dom)$")
_NOUNS_TEXT = """
ability abuse access accident accuracy act action activity addition admiration advancement
advantage advice aid aim amount anger anxiety approach approval area argument arrival aspect
assault asset attack attacks attempt attitude auction availability award background balance
barrier battle behavior behaviour belief benefit benefits blackout blame blast blaze boost border
breach breakdown bribery brutality budget burden business capacity catastrophe cause caution
challenge chance changes chaos choice claim claims clash clashes closure cold collapse comfort
command comment complaint concern concerns confidence conflict consent consequence contempt
content contest context contract control controversy corruption cost costs crash creativity crime
crisis criticism cruelty culture damage danger data deadline deal death debate debt decade decay
deceit deception decision decline defeat deficit delay delays delight demand denial desire despair
detail diet difficulties difficulty dilemma disaster disease disgust dismay disorder display
dispute distress distrust doubt doubts drought duty effect effects effort efforts embarrassment
emergency emotion emphasis endeavor endeavour energy enmity envy epidemic error escape event
evidence example excess exchange excuse expense expert explosion extent factor failure faith
fallout fame famine fate fault favor favour fear fears feature feud fight finding fire flood
flooding focus fondness force fraud freedom fright frustration function funding fury gain gains
goal gratitude greed grief growth guilt habit harm hatred havoc hazard health heat help hesitation
hope hostility hunger hurdle hurdles idea ignorance illness impact incident income inequality
inflation injury insight insult intent interest intrigue issue issues jealousy joblessness joy
justice knowledge lack launch layer leak leakage lesson level leverage likelihood limit lockdown
longing loss losses loyalty luck luxury malice mayhem mercy merit method migration mischief misery
mistake mood motion motive mystery need neglect negligence notion nuisance number object
obligation obstacle obstruction odds offence offense offer opposition optimism option order origin
outage outbreak outcome output outrage pain pandemic panic passion patience pattern pause peril
permit pessimism phase pity plan plans pleasure plight popularity poverty power praise prejudice
presence pressure prestige pretext price pride problem problems process profit progress promise
proof prospect prosperity protest protests provocation purpose pursuit quality quarrel quest
question race rage rate reality reason reasons rebellion rebuke recession recovery redress reform
refusal regard regret relief remedy remorse removal repair reply repression request rescue
resentment resistance respect response restraint result results retaliation revenge reward riot
riots risk risks rivalry ruin rumor rumour rupture sabotage sadness safety sanction sanctions
scale scandal scheme scope scrutiny search security setback shame shock shortage shortcoming
shortfall sickness silence skill smoke snow solace solution sorrow source speed spending spread
stability stage stalemate standard standoff storm strain strategy strength stress strife strike
strikes struggle success suffering supply support surge surplus surprise suspicion sympathy talks
target task temptation tension terror theft theme threat threats toil tolerance tool torture trade
tragedy trauma treason treatment trend trial trickery trouble troubles trust truth tumult
turbulence turmoil uncertainty unease unity unrest upheaval uproar uptick urgency usage use value
vandalism vanity vengeance victory view vigor violence virus vision voice vulnerability warfare
warning waste weakness wealth weapon weariness welfare wisdom worries worry worship wound wrath
yearning zeal
"""
_PLAIN_TEXT = """
weekend weekends estimate estimates batteries audience crowd customers viewers residents employees
passengers pupils patients victims villagers neighbours neighbors fishermen shoppers
"""
_PLAIN = frozenset(_PLAIN_TEXT.split())
"""Nouns that are no title even after "the"."""
_NOUNS = frozenset(_NOUNS_TEXT.split()) | _PLAIN
_TITLES_TEXT = """
standard source force search process vision voice value scale stage issue race plan deal strip level
trade health safety security welfare action zeal origin change exchange supply tower star union view
escape chase fall fight trial launch order question response help hope idea truth hunger storm flood
fire crash fury gift limit break purge rage
"""
_TITLES = frozenset(_TITLES_TEXT.split())
"""Nouns after "the" that are often a title or a house."""
_VOTES = frozenset(
    ["vote", "votes", "ballot", "ballots", "roster", "rosters", "meeting", "meetings"]
)
_THE_NOUN = lazy(
    r"(?<![\w’'\"“-])(?P<before>[Tt]he|new|recent|several|two|three|many|further) "
    r"(?P<noun>[A-Z][a-z]{3,19})(?= (?P<after>[a-z]{2,20})(?![\w’'-]))"
)
_VERBS_TEXT = """
said told announced declared revealed confirmed claimed warned denied added stated insisted alleged
voted agreed refused decided arrived rejected approved accused argued admitted promised replied
struck became began caused brought bought caught fought taught sought went came took gave found
repaired removed injured arrested wounded evacuated demolished postponed cancelled delayed
"""
_VERBS = frozenset(_VERBS_TEXT.split())
"""Past forms that are neither nouns nor names."""
_VERB = lazy(
    r"(?<![\w’'\"“-])(?P<before>[a-z]{2,15}|(?:^|(?<=[.!?] ))[A-Z][a-z]{2,15}s) "
    r"(?P<verb>[A-Z][a-z]{3,11})"
    r"(?=(?: (?P<after>[a-z]{1,20})|[.,;])(?![\w’'-]))"
)
_AFTER_VERB = frozenset(
    ["the", "a", "an", "that", "it", "he", "she", "they", "his", "her", "their", "its", "reporters"]
)
_BE = frozenset(["be", "been", "being", "was", "were", "is", "are", "has", "have", "had", "to"])
_NOT_BEFORE = frozenset(["the", "de", "la", "el", "von", "van", "der", "den", "du", "le", "saint"])
_OFFICES_TEXT = """
acceptance addition administration agreement agriculture assessment association athletics attorney
authority aviation celebrity champion championship charity christianity city clarence commerce
commission communication community compliance conference confession congregation constance
constitution construction convention corporation correction creation culture declaration defence
defense department development dimension diversity division edition education election electricity
employment energy enforcement engagement environment epiphany equality evolution facility
federation finance florence foundation fraternity freedom governance government health housing
humanity identity immigration independence infinity information infrastructure innovation
institution insurance intelligence internet justice kingdom labour lawrence legislature liberty
management maternity mission nation nature organisation organization parliament planning
plantation police procurement production protection providence prudence quality reconstruction
reformation registration renaissance republic resolution resurrection revelation revolution
section security session settlement solution statement station target television terrance torrence
trade tradition transformation transportation trinity union university vicinity
"""
_OFFICES = frozenset(_OFFICES_TEXT.split())
_AFTER_ARTICLES = (_NOUNS | _VOTES) - _TITLES - _OFFICES
"""Nouns that are looked for after "the" and "new"."""


class StrayCapital(Rule):
    """A common noun that starts with a capital in the middle of a sentence.

    ## What it does
    Reports a capitalised common noun that follows a small word and precedes a small word or a mark,
    in English prose, when the document writes the word with a capital nowhere else. So are past
    forms ("officials Said the", "to be Repaired"), and nouns after "the" or "new" that the document
    also writes small. In other languages but German, and for other English words: a word with a
    capital among small ones that the document writes small elsewhere. Offices and departments
    ("Secretary of Education", "in Parliament", "our Nation"), days and names are left alone.

    ## Why it matters
    Programs that rewrite stories swap words in slots; the word they put in keeps its capital. The
    rest of such a sentence is often wrong too.

    ## Fix
    Writes the word small. Unsafe: it may be a name that we do not know.
    """

    code = "PUN003"
    name = "stray-capital"
    family = "punctuation"
    bad = (
        Bad(
            "The schools stay closed due to ⟦Unrest⟧ in the northern towns.",
            "The schools stay closed due to unrest in the northern towns.",
        ),
        Bad(
            "He praised the club for its devotion to ⟦Improvement⟧ is now the only way.",
            "He praised the club for its devotion to improvement is now the only way.",
        ),
        Bad(
            "The roads will be closed until the ⟦Weekend⟧, with an hourly ⟦Delay⟧ of two trains.",
            "The roads will be closed until the weekend, with an hourly delay of two trains.",
        ),
        Bad(
            "An official ⟦Told⟧ reporters that the ship had to be ⟦Repaired⟧ after the storm.",
            "An official told reporters that the ship had to be repaired after the storm.",
        ),
        Bad(
            "The vote was put off. The ⟦Ballot⟧ was short, as a ballot is on the coast.",
            "The vote was put off. The ballot was short, as a ballot is on the coast.",
        ),
        Bad(
            "They looked where the ring was ⟦Found⟧ at last. It was found at night.",
            "They looked where the ring was found at last. It was found at night.",
        ),
        Bad(
            "Il a ouvert un ⟦Autre⟧ tiroir, puis encore un autre, et enfin la porte.",
            "Il a ouvert un autre tiroir, puis encore un autre, et enfin la porte.",
            "fr",
        ),
    )
    good = (
        Good("He spoke to Parliament about the law and to Congress about money.", "institutions"),
        Good('"I believe in Love," she wrote, "and in Justice for all."', "in a quotation, a name"),
        Good("Town Turns to Unrest as Mayor Quits", "a headline in title case"),
        Good("They sang from Contention and left. Contention is their third album.", "a name"),
        Good("He met the Secretary of Education on Friday in May.", "an office, a day, a month"),
        Good("What binds our Nation is what binds every nation that wants peace.", "an honour"),
        Good("The poet Said was here. The Standard was there, with a standard report.", "names"),
        Good("The ship Told sank, and the boats Struck and Found went to help it.", "names too"),
        Good("It was Brown who came, in a brown coat, to the hall of Weston.", "a name nearby"),
    )  # fmt: skip

    def check(self, ctx: Context) -> Iterable[Finding]:
        for start, end in ctx.once(stray_capitals):
            word = ctx.document.text[start:end]
            yield self.finding(
                start,
                end,
                f"“{word}” is no name, yet has a capital in the middle of a sentence; "
                "a word may have been swapped here.",
                fix=replace(start, end, word.lower(), Safety.UNSAFE),
            )


RULES: tuple[type[Rule], ...] = (StrayCapital,)


def stray_capitals(ctx: Context) -> tuple[tuple[int, int], ...]:
    """The places of common nouns with a capital inside sentences. Ask through `ctx.once`."""
    places = dict.fromkeys(_swapped(ctx))
    if ctx.document.language == "en":
        places.update(dict.fromkeys(_slots(ctx)))
        places.update(dict.fromkeys(_verbs(ctx)))
        places.update(dict.fromkeys(_nouns_with_article(ctx)))
    return tuple(places)


def _slots(ctx: Context) -> Iterator[tuple[int, int]]:
    """The places of capitalised common nouns between small words, in English."""
    function = pack_of(ctx).words("function")
    capitals = ctx.once(_capitals)
    nouns = {
        folded
        for word, times in capitals.items()
        if times == 1 and _is_noun(folded := word.lower())
    }
    for block in ctx.document.blocks if nouns else ():
        if block.size < 8 or nouns.isdisjoint(block.vocabulary) or block.title_share > 0.4:
            continue
        for match in _SLOT.finditer(block.text):
            before, noun, after = match.groups()
            folded = noun.lower()
            if capitals[noun] > 1 or not _is_noun(folded):
                continue
            if folded in _OFFICES or folded in ctx.settings.house_words:
                continue
            if before not in function or before in _NOT_BEFORE:
                plain = folded in _NOUNS and before not in _NOT_BEFORE and after in function
                plain = plain or (before == "the" and folded in _PLAIN)
                if plain and not _among_names(block.text, match.start(), match.end()):
                    yield block.start + match.start(2), block.start + match.end(2)
                continue
            if _in_name(block.text[max(0, match.start() - 40) : match.start()], before):
                continue
            if after is None and before not in ("to", "of", "for", "with", "by", "from"):
                continue
            yield block.start + match.start(2), block.start + match.end(2)


def _verbs(ctx: Context) -> Iterator[tuple[int, int]]:
    """The places of past forms with a capital between small words, in English."""
    capitals = ctx.once(_capitals)
    verbs = {
        folded
        for word, times in capitals.items()
        if times == 1 and (folded := word.lower()) in _VERBS
    }
    for block in ctx.document.blocks if verbs else ():
        if not block.prose or verbs.isdisjoint(block.vocabulary) or block.title_share > 0.55:
            continue
        for match in _VERB.finditer(block.text):
            verb, after = match["verb"].lower(), match["after"]
            if verb not in verbs or verb in ctx.settings.house_words:
                continue
            if match["before"] in _BE or after in _AFTER_VERB:
                yield block.start + match.start("verb"), block.start + match.end("verb")


def _nouns_with_article(ctx: Context) -> Iterator[tuple[int, int]]:
    """The places of nouns with a capital after "the" or "new" that the document also writes small,
    in English.
    """
    words = ctx.document.words
    nouns = {
        folded
        for word, times in ctx.once(_capitals).items()
        if times == 1
        and words[folded := word.lower()] > 1
        and folded in _AFTER_ARTICLES
        and folded not in ctx.settings.house_words
    }
    blocks = ctx.document.blocks if nouns else ()
    nouns = {word for block in blocks for word in nouns.intersection(block.words)}
    for block in blocks if nouns else ():
        if not block.prose or nouns.isdisjoint(block.vocabulary) or block.title_share > 0.5:
            continue
        for match in _THE_NOUN.finditer(block.text):
            start, end = match.span("noun")
            first = 0 if block.text[: match.start()].endswith("The ") else match.start()
            if match["noun"].lower() in nouns and not _among_names(block.text, first, end):
                yield block.start + start, block.start + end


def _swapped(ctx: Context) -> Iterator[tuple[int, int]]:
    """The places of words with a capital among small ones that the document also writes small."""
    function = pack_of(ctx).words("function")
    if not function or ctx.document.language == "de":
        return
    capitals = ctx.once(_capitals)
    words = ctx.document.words
    twice = {
        folded: word
        for word, times in capitals.items()
        if times == 1 and words[folded := word.casefold()] > 1
    }
    small: set[str] | None = None
    for block in ctx.document.blocks if twice else ():
        here = twice.keys() & block.vocabulary if block.prose else ()
        # The few words that a paragraph shares with the others are mostly small in it.
        if not any(_behind_small(block.text, twice[word]) for word in here):
            continue
        if block.title_share > 0.35:
            continue
        for match in _SWAPPED.finditer(block.text):
            before, word = match.groups()
            folded = word.lower()
            if before not in function or before in _OF_A_NAME or capitals[word] > 1:
                continue
            if folded in _OFFICES or folded in ctx.settings.house_words:
                continue
            if small is None:
                small = set(_SMALL.findall(ctx.document.text))
            if folded in small and not _among_names(block.text, match.start(), match.end()):
                yield block.start + match.start(2), block.start + match.end(2)


def _behind_small(text: str, word: str) -> bool:
    """True where a word may stand behind a small one; cheap to ask before looking for such."""
    return any(before[-1:].islower() for before in text.split(f" {word}")[:-1])


def _among_names(text: str, start: int, end: int) -> bool:
    """True when a capital, a quotation mark or a colon stands two words before or three after, in
    the same sentence.
    """
    before, after = text[max(0, start - 40) : start].split(), text[end : end + 60].split()
    if any(_NAMES_NEARBY.match(word) for word in before[-2:]):
        return True
    for word in after[:3]:
        if word[0] in ".!?":
            return False
        if _NAMES_NEARBY.match(word):
            return True
        if word[-1] in ".!?":
            return False
    return False


def _capitals(ctx: Context) -> Counter[str]:
    """How often each word stands with a capital in the document."""
    return Counter(_CAPITALISED.findall(ctx.document.text))


@lru_cache(maxsize=4096)
def _is_noun(folded: str) -> bool:
    """True for the common nouns that the rule looks for."""
    return folded in _NOUNS or _ABSTRACT.match(folded) is not None


def _in_name(left: str, before: str) -> bool:
    """True when the noun continues a name ("Court of Appeal") or stands in a quotation's title."""
    words = left.split()
    return bool(words) and words[-1][:1].isupper() and before in ("of", "for", "and", "in", "to")
