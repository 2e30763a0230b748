"""Reporting verbs whose speech, or whose speaker, is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from newslint.blocks import Block
from newslint.finding import Finding
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule
from newslint.rules.doubled import in_quotation
from newslint.rules.pack import pack_of

_SPEECHLESS = lazy(
    r"(?:,|(?P<quote>(?:(?<=\S)[\"”“]|»)[ \u00a0]?,?)) "
    r"(?P<told>(?:(?:a|ont|avait|avaient|ha|han) )?(?P<verb>[a-zß-öø-ÿ]{3,15}))\."
    r"(?![\w.])(?: (?P<fragment>[^\W\d_]{3,20})\.(?=\s|$))?"
)
"""A comma or a closing quotation mark, a verb, a full stop, and a single word after it."""
_LINKED = lazy(
    r"(?:^|(?<=[.!?»”\"] ))(?P<told>(?:And|But|Y|Pero|E|Mas|Et|Mais|Und|Aber|Dan) "
    r"(?P<verb>[^\W\d_]{3,15}))\.(?=[ \u00a0]|$)"
)
"""A conjunction and a verb that are a whole sentence ("Y agregó.")."""
_SAYING_TEXT = """
said says added adds stated told agregó añadió dijo señaló indicó manifestó afirmó sostuvo apuntó
precisó expresó acrescentou disse afirmou salientou sagte ergänzte erklärte menambahkan mengatakan
"""
_SAYING = frozenset(_SAYING_TEXT.split())
_UNTOLD = lazy(
    r"(?<=[a-z] )(?P<told>told|told (?:reporters|journalists|the media|the press) that"
    r"|(?:stated|insisted|alleged) that)\.(?=[ \u00a0]|$)"
)
"""Verbs that want something after them, and have nothing, in English."""
_UNSAID = lazy(
    r"[\"“](?:(?<=^[\"“])|(?<=[.!?] [\"“]))[A-Z][^\"“”]{5,400},[\"”] "
    r"(?P<told>(?P<who>(?:the|a|an|[A-Z][\w.'’-]{1,20})"
    r" [^.!?;:,\"“”]{5,120}? (?:in|at|on) (?:an?|the|his|her|its|their)"
    r" (?:statement|interview|press release|news release|press conference|news conference|tweet"
    r"|post|letter|email|e-mail|report)(?: on [A-Z][a-z]{3,9})?)\.)(?=[ \u00a0]|$)"
)
"""A quotation, somebody, and where it was said: the verb is missing."""
_PRONOUN = lazy(r"\b(?:he|she|they|we|it|you|I|who|whom|that|what|which|as|all|be)\b", re.I)
_SECOND = lazy(
    r" (?!of |at |for |in |from |with |and )[a-z]{2,20} (?:the|an?|his|her|their|our|my) "
)
"""A noun before a second one: a clause ("the stories the men told")."""
_BEFORE = lazy(r"[.!?][\"”’)]{0,2} +(?=[A-Z\"“])")
_WORD = lazy(r"[^\W\d_]{1,24}")
_FINITE_TEXT = """
is are was were am be been has have had do does did will would can could may might must shall should
said says told came come goes went gone took takes made makes got gets gave gives found finds left
lost won held fell rose saw knew grew cut hit put set let paid sold sent kept met ran run became
began begins led felt thought brought bought built broke chose drew drove ate flew fought forgot hid
hurt lay spoke spent stood struck taught threw understood woke wore wrote died dies needs wants
remains seems means looks works comes
"""
_FINITE = frozenset(_FINITE_TEXT.split())
_TRANSITIVE_TEXT = """
said says told tells added adds stated states announced announces declared declares claimed claims
revealed reveals explained explains informed informs alleged alleges
"""
_TRANSITIVE = frozenset(_TRANSITIVE_TEXT.split())
"""Verbs that always want something after them, in English."""
_APPOSITION = lazy(r"(?:an?|the|head|chief|director|chair|president|secretary|leader) ")
"""How it begins who somebody is."""
_CLOSING = ('"', "”", "’", "'")
_NEEDS_SPEAKER = ("en", "fr", "de")
"""Languages in which a verb cannot stand without the word for who speaks."""
_ASIDES = {
    "fr": lazy(r", (?:qui|dont) "),
    "de": lazy(r", (?:der|die|das|dessen|deren) "),
    "id": lazy(r", yang "),
}
"""How an aside on the speaker begins."""
_SUBORDINATE = lazy(
    r"\b(?:was|wie|dass|ob|wenn|als|weil|obwohl|während|nachdem|bevor|ce que|comme|seperti)\b", re.I
)
"""Words after which a clause may end in its verb."""
_ENDINGS = {"fr": ("",), "de": ("te", "ten"), "id": ("kan",)}
"""How the verbs end that must be followed by what was said (French: all of them)."""


class LostSpeech(Rule):
    """A reporting verb whose speech is missing.

    ## What it does
    Reports a sentence that holds a speaker, an aside on the speaker between commas, and a reporting
    verb: "The minister, who took office in May, said." (English, French, German, Indonesian); a
    quotation that such a verb follows, but nobody who speaks ("...," said.); and, in every language
    with a pack, a reporting verb between a comma and a single word that is left over ("..., said.
    resumed.") or alone behind a conjunction ("Y agregó."). In English also "told" without what was
    told, and a quotation before somebody "in a statement on Monday", without a verb. Attributions
    after a statement or a quotation ("..., said Wu", "the road is safe, officials said") are in
    order.

    ## Why it matters
    What was said is the news, and it is gone, or stands elsewhere without its speaker.

    ## Fix
    None: the words that were said are on the original page only.
    """

    code = "GAR005"
    name = "lost-speech"
    family = "garble"
    bad = (
        Bad("The minister, who took office after the vote in May, ⟦said.⟧ Many roads are closed."),
        Bad("At the fair, Ann Reed, the head of the union, who is also a judge, ⟦added.⟧"),
        Bad("Ann Reed, the newly elected head of the harbour board, ⟦announced.⟧ It rained."),
        Bad('"The boats will be back in the harbour before the storm," ⟦said.⟧ Nobody was hurt.'),
        Bad("La maire, qui a visité le vieux pont avec ses amis, ⟦a déclaré.⟧", None, "fr"),
        Bad("Der Wirt, der das alte Haus am Hafen führt, ⟦erklärte.⟧ Es regnete.", None, "de"),
        Bad("Wali kota, yang datang ke pelabuhan pada hari Senin, ⟦mengatakan.⟧", None, "id"),
        Bad('"We will strike on Friday," ⟦the head of the union in a statement on Monday.⟧'),
        Bad('The head of the union ⟦told.⟧ "We will strike," and all the others went home.'),
        Bad(
            "The minister left the hall at noon. Ms Reed ⟦told reporters that.⟧ It rained all day."
        ),
        Bad(
            "El puerto está cerrado desde ayer. ⟦Y agregó.⟧ Nadie más habló del asunto.", None, "es"
        ),
        Bad("Según la alcaldesa, Ana Ríos, ⟦dijo.⟧ salieron. Nadie más habló ayer.", None, "es"),
    )
    good = (
        Good(
            "The road to the harbour is safe, the minister, who came by boat, said.", "a statement"
        ),
        Good('"The road is safe," the minister, who came by boat, said.', "a quotation"),
        Good('"We will wait for the boat." Ann Reed, a nurse on the island, said.', "another"),
        Good("Roads stay shut, Ann Reed, the head of the board, said.", "a statement too"),
        Good("The prices have fallen since May, said Wu, who sells fish.", "inversion"),
        Good("He did as the minister, who came by boat, said.", "a comparison"),
        Good("What the mayor, who is ill, said", "a headline"),
        Good("The whole story was told. All told. The lies they told. She had been told.", "told"),
        Good('She called it "a farce," the worst of the year in a statement on Monday.', "a term"),
        Good(
            "«No habrá fiesta este año en el puerto», dijo. Después se marchó.", "no pronoun", "es"
        ),
        Good(
            "Das ist alles, was der Wirt, der gestern kam, sagte.", "a clause with its verb", "de"
        ),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        verbs = pack_of(ctx).words("reporting")
        for block in ctx.document.blocks:
            if not block.prose or not any(
                f"{verb}." in block.text for verb in block.vocabulary & verbs
            ):
                continue
            for match in _SPEECHLESS.finditer(block.text):
                spoken = match["verb"] in verbs
                if spoken and _speechless(match, ctx.document.language, verbs):
                    yield self._found(block, match)
            for match in _LINKED.finditer(block.text):
                if match["verb"] in _SAYING:
                    yield self._found(block, match)
        if ctx.document.language == "en":
            yield from self._english(ctx, verbs)

    def _english(self, ctx: Context, verbs: Collection[str]) -> Iterable[Finding]:
        """Verbs without what they tell, and quotations without a verb."""
        for block in ctx.document.blocks:
            if not block.prose:
                continue
            text = block.text
            if any(map(text.__contains__, ("told.", " that."))):
                for match in _UNTOLD.finditer(text):
                    body = text[_sentence_start(text, match.start()) : match.start()]
                    untold = match["told"] != "told" or _is_subject(body, verbs)
                    if untold and not in_quotation(text, match.start()):
                        yield self._found(block, match)
            if any(map(text.__contains__, (',"', ",”"))):
                for match in _UNSAID.finditer(text):
                    if _no_clause(match["who"], verbs):
                        start, end = match.span("told")
                        yield self.finding(
                            block.start + start,
                            block.start + end,
                            "The verb that says who spoke is missing.",
                        )

    def _found(self, block: Block, match: re.Match[str]) -> Finding:
        return self.finding(
            block.start + match.start("told"),
            block.start + match.end("told") + 1,
            "What was said is missing, or who said it.",
        )


RULES: tuple[type[Rule], ...] = (LostSpeech,)


def _speechless(match: re.Match[str], language: str, verbs: Collection[str]) -> bool:
    """True when nothing is said in the sentence whose verb was found, or nobody says it."""
    if match["quote"]:
        return language in _NEEDS_SPEAKER
    fragment = match["fragment"]
    if fragment and fragment.islower():
        return True
    start = _sentence_start(match.string, match.start())
    body = match.string[start : match.start()]
    if language == "en":
        # “We wait.” Ann Reed, who came by boat, said.
        quoted = match.string[:start].rstrip().endswith(_CLOSING)
        return not quoted and _is_speaker(body, match["verb"], verbs)
    if language not in _ASIDES or not match["verb"].endswith(_ENDINGS[language]):
        return False
    quoted = any(mark in body for mark in '"“”„«»:;')
    return bool(_ASIDES[language].search(body)) and not quoted and not _SUBORDINATE.search(body)


def _sentence_start(text: str, end: int) -> int:
    """Where the sentence that holds `text[end]` begins; looks back 600 characters at most."""
    start = max(0, end - 600)
    for match in _BEFORE.finditer(text, start, end):
        start = match.end()
    return start


def _is_speaker(body: str, verb: str, verbs: Collection[str]) -> bool:
    """True when `body` only names a speaker: no clause in it could be what was said."""
    if not body[:1].isupper() or any(mark in body for mark in '"“”«»:;'):
        return False
    head, *asides = body.split(", ")
    if verb in _TRANSITIVE and len(asides) == 1 and _APPOSITION.match(asides[0]):
        return _is_name(head) and _no_clause(asides[0], verbs)
    if not any(aside.startswith(("who ", "which ", "whose ")) for aside in asides):
        return False
    told = [part for part in (head, *asides) if not part.startswith(("who ", "which ", "whose "))]
    return all(_no_clause(part, verbs) for part in told)


def _is_name(head: str) -> bool:
    """True for two words or more, each with a capital: “Ann Reed”."""
    words = head.split(" ")
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _is_subject(body: str, verbs: Collection[str]) -> bool:
    """True when a sentence so far only names somebody ("The secretary of the union")."""
    return (
        body[:1].isupper()
        and body.count(" ") < 14
        and "," not in body
        and not _PRONOUN.search(body)
        and not _SECOND.search(body)
        and (" of " in body or any(word[0].isupper() for word in body.split()[1:]))
        and _no_clause(body, verbs)
    )


def _no_clause(part: str, verbs: Collection[str]) -> bool:
    words = [word for word in _WORD.findall(part) if word.islower()]
    return len(words) < 16 and not any(
        word in _FINITE or word in verbs or (word.endswith("ed") and not before.endswith("ly"))
        for before, word in zip(["", *words], words, strict=False)
    )
