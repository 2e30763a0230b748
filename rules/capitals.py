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
abilities ability abuse access accident accomplishments accuracy ache act action activity addition
admiration advancement advantage advantages adversaries advice afternoon agenda agony aid aim alarm
allegations ambitions amount analysis anger angst anguish anxiety appetite applause approach
approval area argument arrests arrival aspect aspirations assault asset assist atmosphere attack
attacks attempt attendees attitude attitudes auction audit authors availability award background
backing backlash bailout balance bargain barrier battle behavior behaviour belief benefit benefits
birds blackout blame blast blaze blockade blueprint blunder boat body bones boost border borders
bottleneck boundaries boycott brain brawl breach breakdown bribery brutality budget bulk bunch
burden business bystanders calendar candidate capacity casualties catastrophe cause caution
ceasefire ceiling challenge chance changes chaos chasm chest choice claim claims clamor clamour
clash clashes climate closure clothing clue clues cold collapse colleagues comfort command comment
commitments complaint compromise concept concern concerns confidence conflict consent consequence
conspiracy constraint constraints contempt content contest context contract control controversy
corruption cost costs counsel courage crash creativity crime crisis criticism cruelty culture curb
curbs damage danger data daughter deadline deadlock deal dearth death debate debris debt decade
decay deceit deception decision decline decrease defeat defect defects deficit delay delays delight
demand denial desire despair detail diagnosis dialogue diet difficulties difficulty dilemma dip
disaster discharge discount disease disgust dismay disorder display dispute distress distrust
divide divorce dosage doubt doubts downturn drawback dread dreams drought duty earnings effect
effects effort efforts embargo embarrassment emergency emotion emotions emphasis endeavor endeavour
enemies enemy energy enmity enthusiasm entry environs envy epidemic error escape evening event
evidence example excess exchange excuse exit expense expert explosion extent fact factor factories
facts failure failures faith fallout fame famine farms fatalities fate fault favor favour fear
fears feat feature fee feelings fees feet feud fight finances finding findings finger fingers fire
fires flaw flaws flood flooding focus folks followers fondness footage footprint force fracas fraud
freedom fright frustration function funding funeral furor furore fury gain gains garbage gathering
glimpse glitch glut goal gratitude greed gridlock grief growth grudge guarantee guilt habit harm
hatred havoc hazard headline health hearings hearts heat height helicopter help hesitation hike
hint hope horror hostility hunger hurdle hurdles husband idea ignorance illness impact impasse
impetus implications incentive incentives incident income increase individuals inequality inflation
inhabitants injuries injury injustice input inquiry insight insult intent interest interview
intrigue inventory issue issues jealousy jeopardy joblessness journey joy justice kitchen knowledge
laborers labourers lack lapse laughter launch layer layoffs leak leakage lesson level leverage levy
lifestyle lifetime likelihood limit lineup lockdown logjam longing loss losses loyalty luck lungs
luxury magnitude malice mankind marriage mask mayhem meal mechanism medicine medicines melee menace
mercy merit method midst migration milestone milieu minds mindset mischief misery mistake moment
momentum month mood motion motive motives mouth mystery neck need neglect negligence neighbor
neighbour notion nuisance number oath object objective objectives obligation obstacle obstruction
odds offence offense offer onlookers opinion opponents opposition optimism option ordeal order
origin outage outbreak outcome outcry outlay output outrage oversight pain pandemic panel panic
paperwork parent parking participants passion patience patronage pattern pause payments peers
penalties penalty percentage peril permit personnel perspective pessimism phase phobia phone
photograph phrase pity plan plane plans pleasure pledge plethora plight plunge polls populace
popularity possibilities poverty power praise prayers pregnancy prejudice presence pressure
prestige pretext price pride privilege probe problem problems process profit progress promise proof
proposal proposals prospect prospects prosperity protest protests provocation purchase purpose
pursuit quality quandary quarrel quest question quiet race rage rate reality reason reasons
rebellion rebuke recession recovery redress reform refusal regard regime regret relief remarks
remedy remorse removal repair reply repression request rescue resentment resistance respect
response restaurant restraint result results retaliation revenge revenue revenues reward rewards
riches rift riot riots rise risk risks rivalry rivals roadblock role roof rubbish rubble ruckus
ruin rumor rumors rumour rumours rupture sabotage sacrifices sadness safety sake salaries salary
sanction sanctions scale scandal scare scheme schism scope scrutiny scuffle search security seeds
servant setback setbacks setting shame shelter ship shock shoes shortage shortcoming shortfall
sickness sight silence size skill skirmish slavery slide slump smile smoke snow soil solace
solution sorrow source sovereignty spat spectators speech speed spending split spread stability
stage stalemate stance standard standoff standpoint stimulus storm strain strategy strength stress
stretch strife strike strikes struggle success successor suffering summary supervisor supply
support supporters surge surplus surprise surrender surroundings survey survival suspicion sympathy
symptoms tactic tactics talents talks target tariff tariffs task tears technique temptation
tendency tension terror theft theme theory thoughts threat threats thumb ticket timeline toil
tolerance tool torture trade traditions traffic tragedy trauma travel treason treatment trend trial
trick trickery troops trouble troubles truce trust truth tumble tumult turbulence turmoil turnover
tussle uncertainty unease unity unrest upheaval uproar upswing uptick upturn urgency usage use
value values vandalism vanity vehicle vengeance verdict victory view viewpoint vigor violence virus
vision voice volume vow voyage vulnerability wages walls warfare warning warranty waste weakness
wealth weapon weariness website wedding weight welfare winners wisdom woe woes workers workforce
workload worries worry worship wound wrangle wrath wreckage writer yearning zeal
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
            "The talks on pay have ended in ⟦Deadlock⟧ and trams are late due to ⟦Gridlock⟧ again.",
            "The talks on pay have ended in deadlock and trams are late due to gridlock again.",
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
