"""Common nouns with a capital in the middle of a sentence: the slots of a text spinner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from newslint.finding import Finding, Safety
from newslint.rule import Bad, Context, Good, Rule, replace
from newslint.rules.pack import pack_of

_SLOT = re.compile(
    r"(?<![\w’'-])([a-z]{2,15}) ([A-Z][a-z]{3,19})"
    r"(?! (?:of|for|by|to|in|and) (?:the )?[A-Z])(?=(?: ([a-z]{2,20})|[.,;:])(?![\w’'-]))"
)
_CAPITALISED = re.compile(r"[A-Z][a-z]{3,19}(?![\w’'])")
_ABSTRACT = re.compile(r"[a-z]{3,14}(?:tion|sion|ment|ness|ance|ence|ship|hood|ure)$")
_NOUNS_TEXT = """
ability abuse access accident accuracy act action addition admiration advantage advice aid aim
amount anger anxiety approach approval area argument arrival aspect asset attack attempt attitude
auction award background balance barrier battle behavior behaviour belief benefit blame blast
boost border breach budget burden business cause caution challenge chance chaos choice claim clash
closure comfort command comment complaint concern confidence conflict consent consequence contempt
content contest context contract control cost crash crime crisis criticism culture damage danger
data deadline deal death debate debt decade decay decision decline deficit delay demand denial
desire despair detail diet dilemma disaster disease disorder display dispute distress doubt
drought duty effect effort emotion emphasis energy error escape event evidence example excess
exchange excuse expense expert extent factor failure faith fame fate fault favor favour fear
feature fight finding flood focus force fraud freedom function funding gain goal grief growth
guilt habit harm health help hope hurdle idea ignorance impact income injury insight intent
interest issue joy justice knowledge lack launch layer lesson level limit loss loyalty luck mercy
method misery mistake mood motion motive need neglect notion number object obstacle odds offense
offer option order origin outbreak outcome output pain panic passion patience pattern pause permit
phase pity plan pleasure plight poverty power praise presence price pride problem process profit
progress promise proof protest purpose pursuit quality quest race rage rate reason rebuke recovery
reform refusal regard regret relief removal repair reply request rescue respect response result
reward risk rumor rumour sadness safety scale scandal scheme scope search security setback shame
shock shortage silence skill smoke solution sorrow source speed spread stage standard strategy
strength stress strike struggle success supply support surge surprise target task tension terror
theft theme threat tool trade trend trial trouble trust truth unrest usage use value victory view
violence vision voice warning waste weakness wealth weapon worry wound wrath
"""
_NOUNS = frozenset(_NOUNS_TEXT.split())
_NOT_BEFORE = frozenset(["the", "de", "la", "el", "von", "van", "der", "den", "du", "le", "saint"])
_OFFICES_TEXT = """
administration agriculture assessment association athletics attorney commerce commission
communication compliance confession conference congregation constitution construction convention
correction corporation creation defence defense department development dimension division
education election employment energy engagement enforcement environment epiphany evolution
federation finance foundation governance government health housing immigration information
infrastructure innovation institution insurance intelligence internet justice labour legislature
management mission nation organization organisation parliament planning police procurement
production protection reconstruction reformation registration renaissance republic resurrection
revelation revolution security settlement solution statement station television trade
transformation transportation union aviation nature culture florence providence plantation target
clarence prudence constance terrance lawrence torrence acceptance agreement declaration resolution
champion championship independence tradition edition section addition session
"""
_OFFICES = frozenset(_OFFICES_TEXT.split())


class StrayCapital(Rule):
    """A common noun that starts with a capital in the middle of a sentence.

    ## What it does
    Reports a capitalised common noun that follows a function word and precedes a small word or a
    mark, in English prose, when the document writes the word with a capital nowhere else. Offices
    and departments ("Secretary of Education", "in Parliament"), days and names are left alone.

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
    )
    good = (
        Good("He spoke to Parliament about the law and to Congress about money.", "institutions"),
        Good('"I believe in Love," she wrote, "and in Justice for all."', "in a quotation, a name"),
        Good("Town Turns to Unrest as Mayor Quits", "a headline in title case"),
        Good("They sang from Contention and left. Contention is their third album.", "a name"),
        Good("He met the Secretary of Education on Friday in May.", "an office, a day, a month"),
    )  # fmt: skip

    def check(self, ctx: Context) -> Iterable[Finding]:
        if ctx.document.language != "en":
            return
        function = pack_of(ctx).words("function")
        capitals = ctx.once(_capitals)
        for block in ctx.document.blocks:
            if block.size < 8 or block.title_share > 0.4:
                continue
            for match in _SLOT.finditer(block.text):
                before, noun, after = match.groups()
                folded = noun.lower()
                if before not in function or before in _NOT_BEFORE or capitals[noun] > 1:
                    continue
                if folded in _OFFICES or folded in ctx.settings.house_words:
                    continue
                if folded not in _NOUNS and not _ABSTRACT.match(folded):
                    continue
                if _in_name(block.text[max(0, match.start() - 40) : match.start()], before):
                    continue
                if after is None and before not in ("to", "of", "for", "with", "by", "from"):
                    continue
                start, end = block.start + match.start(2), block.start + match.end(2)
                yield self.finding(
                    start,
                    end,
                    f"“{noun}” is a common noun with a capital in the middle of a sentence; "
                    "a word may have been swapped here.",
                    fix=replace(start, end, folded, Safety.UNSAFE),
                )


RULES: tuple[type[Rule], ...] = (StrayCapital,)


def _capitals(ctx: Context) -> Counter[str]:
    """How often each word stands with a capital in the document."""
    return Counter(_CAPITALISED.findall(ctx.document.text))


def _in_name(left: str, before: str) -> bool:
    """True when the noun continues a name ("Court of Appeal") or stands in a quotation's title."""
    words = left.split()
    return bool(words) and words[-1][:1].isupper() and before in ("of", "for", "and", "in", "to")
