"""Words that stand twice in a row, and what tells a slip from correct language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import and_, eq

from newslint.blocks import TERMINALS, Block
from newslint.finding import Finding, Fix, Safety
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete
from newslint.rules.pack import pack_of


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = "en"
_SIGNS = "\u0900-\u0903\u093a-\u094f"
"""Vowel signs of Devanagari: part of a word, yet no \\w for Python."""
_DOUBLED = lazy(
    rf"(?<![\w{_SIGNS}’'\-.])([^\W\d_][\w{_SIGNS}]{{0,19}})([ \u00a0]+(?i:\1))"
    rf"(?![\w{_SIGNS}’'\-]|\.\w)"
)
_OWNER = lazy(r"(?<![\w’'\-.])([^\W\d_]{3,20}['’]s)([ \u00a0]+\1)(?![\w’'\-]|\.\w)")
"""A possessive that stands twice."""
_ELIDED = lazy(r"(?<![\w’'\-.])([^\W\d_]{1,6}['’][^\W\d_]{1,20})([ \u00a0]+(?i:\1))(?![\w’'\-])")
_ELIDING = ("fr", "it")
"""Languages whose small words lose their vowel before another."""
_REDUPLICATING = ("fa", "hi", "id", "ko", "ms", "vi")
"""Languages in which a word of any kind may stand twice."""
_CLEFT = lazy(r"\b(?:what|whatever|all|who|how|where|thing|truth|problem|question|as|that)\b", re.I)
"""Words after which "is is" may be right ("what it is is a plan")."""
_BEFORE_POSSESSIVE = ("of", "in", "for", "with", "from", "by", "at", "on", "about")
_GIVING = _set(
    """
    handed offered showed denied granted promised awarded returned passed asked refused earned
    called owed named helped watched watching helping giving telling sending showing teaching buying
    handing making getting
    """
)
"""Verbs between which and a noun "her her" may be right ("handed her her coat")."""
_DOUBLED_PAIR = lazy(r"(?<![\w’'-])(([^\W\d_]{1,15}) ([^\W\d_]{1,15}))( (?i:\1))(?![\w’'-])")
_LINKS = {"and", "or", "more", "over", "so", "on"}
_HEADS = _set(
    """
    the a an his her its their our my your this these to of in for at with from into according
    """
)
"""Words that open a pair of words which does not stand twice ("the pay the pay")."""
_LONGEST_PHRASE = 9
"""Words of the longest phrase whose repetition is looked for."""
_WORDS_BETWEEN = lazy(r",?[ \u00a0]")
_CHAINS = frozenset(["and", "but", "or", "nor", "then", "know"])
"""Words by which a phrase is repeated on purpose."""
_WHILES = _set("before after when whenever where wherever while as if once since until though")
"""Words that begin a clause after which the same may be said once more."""
_ENDS = (".", ",", ":", ";", "!", "?", "")
_ASIDES = frozenset(["which", "who", "whose", "where", "according"])
"""Words that begin what stands between commas."""
_MAKING = _set("makes make made making calls call called keeps keep kept let lets")
"""Verbs after which a thing may be what it is ("what makes your project your project")."""
_DETERMINERS_DE = _set("der die das den dem des ein eine einen einem einer eines kein keine")
_BEFORE_COUNTS = frozenset({"in", "for", "of", "after", "than", "about", "only", "within"})
_UNITS = _set("week day month year hour minute second time place person man woman side")
"""Nouns that "one" counts."""

# ---- What is certain in English ---------------------------------------------------------------

_SURE = _set("the a an and or if until because which although their its our your")
"""Words of which the second is always too much."""
_SUBJECTS = _set("he she it we they i there")
_STRANDED = _set("of from for with at into to")
"""Prepositions that may end a clause: a second one may begin what follows."""
_AUXILIARIES = _set(
    "is are was were am has have had can will would could should may might must does did do"
)
_RELATIVES = _set(
    """
    what whatever who whoever whom whose which that those these all where when how why
    everything anything nothing something everyone anyone someone nobody things thing
    """
)
"""Words that open a clause in which a preposition or a verb may come last."""
_FREE = frozenset(["what", "whatever", "whoever", "those"])
"""Those of them after whose clause the same verb goes on ("what it does does not matter")."""
_STRANDING = _RELATIVES | _set(
    """
    be been being is are was were to worth need needs needed bears easy hard than as so such if
    """
)
"""Words after which a preposition may stand without its noun ("was asked for for years")."""
_OPENERS = _set(
    """
    a an the this his her its our your my their he she it we they i you me him us them each
    every some any no both
    """
)
"""Words that begin a new part of the clause."""
_MENTIONED = _set(
    """
    word words letter letters name named called term article pronoun conjunction preposition
    spelled spelt
    """
)
"""Words before one that is spoken of, not used ("the word the the clerk typed")."""
_LISTING = ("like", "and", "or")
_ELLIPTIC = _set(
    """
    want wants wanted used have has had need needed able going ought like likes hope hoped try
    tried refused agreed chose failed come comes came coming
    """
)
"""Words after which "to" may stand alone ("did not want to to the end")."""
_CLAUSE = lazy(r"[.,;:!?()\[\]—–\"“”«»]")


class DoubledWord(Rule):
    """A word that stands twice in a row.

    ## What it does
    Reports a word, a pair of words or a phrase that is repeated at once. Repetition that a language
    allows ("had had", "very very", reduplication in Indonesian and Hindi) and names ("Duran Duran")
    are in order, unless the words around it rule it out ("of her her", "it is is"). So is a verb
    that ends one clause and begins the next ("what it does does not matter").

    ## Why it matters
    Most often a slip; sometimes a seam where two versions of a sentence were joined.

    ## Fix
    Deletes the second copy of a function word. Safe in English, where no sentence can hold both
    ("the the", "it was was"). Unsafe where one may end a clause and the other begin the next ("the
    crew he sails with with such pride", "passed by by a lorry"), in other languages, and in a
    quotation (the speaker may have stumbled). Unsafe for other words in English, outside
    quotations, where one is hardly ever doubled on purpose; else they are only flagged.
    """

    code = "GAR003"
    name = "doubled-word"
    family = "garble"
    bad = (
        Bad(
            "She asked ⟦for for⟧ help at the town hall on Friday night.",
            "She asked for help at the town hall on Friday night.",
        ),
        Bad(
            "A report on ⟦staffing staffing⟧ levels is due on Friday at noon.",
            "A report on staffing levels is due on Friday at noon.",
        ),
        Bad('"It was a ⟦loud loud⟧ bang," the captain told the court on Friday.'),
        Bad(
            "El alcalde dijo que irá ⟦con con⟧ sus vecinos al puerto el viernes.",
            "El alcalde dijo que irá con sus vecinos al puerto el viernes.",
            "es",
        ),
        Bad("She ⟦is the is the⟧ first mayor who was born in the harbour."),
        Bad("The council met. ⟦And and⟧ so it voted.", "The council met. And so it voted."),
        Bad(
            "Although it ⟦is is⟧ cold, she missed ⟦her her⟧ own record on the frozen lake.",
            "Although it is cold, she missed her own record on the frozen lake.",
        ),
        Bad("पानी गांव ⟦में में⟧ भर गया और घर खाली हुए।", "पानी गांव में भर गया और घर खाली हुए।", "hi"),
        Bad("O prefeito disse que a obra ⟦termina termina⟧ em maio deste ano.", None, "pt"),
        Bad(
            "They will raise ⟦the pay the pay⟧ of the crew in ⟦one one⟧ week, on ⟦Friday Friday⟧.",
            "They will raise the pay the pay of the crew in one week, on Friday.",
        ),
        Bad(
            "The club, ⟦which has 340 members, which has 340 members⟧, met at the ⟦firm's firm's⟧."
        ),
        Bad(
            "Le maire a dit que ⟦c’est c’est⟧ un jour de fête pour la ville.",
            "Le maire a dit que c’est un jour de fête pour la ville.",
            "fr",
        ),
        Bad("Der Rat hat das ⟦Thema Thema⟧ am Montag wieder vertagt.", None, "de"),
        Bad(
            "Der Wirt sagte im Mai, ⟦dass dass⟧ Bier teurer wird.",
            "Der Wirt sagte im Mai, dass Bier teurer wird.",
            "de",
        ),
        Bad(
            "Il sindaco ha parlato ieri per ⟦il il⟧ porto nella piazza.",
            "Il sindaco ha parlato ieri per il porto nella piazza.",
            "it",
        ),
    )
    good = (
        Good("He had had enough, and she said that that was a very very bad day.", "on purpose"),
        Good("Fans of Duran Duran met in Walla Walla to sing bye bye.", "names"),
        Good('"No, no, I I mean it," he said. Then he came in in haste.', "a stutter, quoted"),
        Good("So so good good: the food fair in pictures", "a headline"),
        Good("Anak anak itu bermain di pantai sampai sore hari tadi.", "reduplication", "id"),
        Good("Die Frau, die die Wahl gewann, kam. Wenn Sie sie sehen, ruft an.", "right", "de"),
        Good("What it is is a plan. He handed her her coat, and off they went.", "right"),
        Good("What it does does not matter: those who can can, and whatever was was.", "right too"),
        Good("They went from coast to coast to coast, day after day after day.", "on and on"),
        Good("Im Duran Duran spielt heute die Band aus Baden Baden für alle.", "names", "de"),
        Good("Hai bên hiện tại tại Huế dần dần đi tới hợp đồng đồng ý.", "syllables", "vi"),
        Good("La la la, chantait le chœur de la ville devant la mairie hier.", "a song", "fr"),
        Good("Yang yang terakhir naik adalah kepala desa dari pulau itu.", "a new clause", "id"),
        Good("बच्चे धीरे धीरे घर घर गए और के के शर्मा ने उन्हें पानी दिया।", "initials too", "hi"),
    )  # fmt: skip

    def check(self, ctx: Context) -> Iterable[Finding]:
        language = ctx.document.language
        english = language == ENGLISH
        function = pack_of(ctx).words("function")
        for block in ctx.document.blocks:
            if not block.prose:
                continue
            words = block.terms
            if any(map(eq, words, words[1:])):
                yield from self._words(ctx, block, function)
            same = [*map(eq, words, words[2:])]
            if any(map(and_, same, same[1:])):
                if language in _ELIDING:
                    yield from self._elided(block)
                if english:
                    yield from self._owners(block, function)
                    yield from self._pairs(block, function)
            if english:
                yield from self._phrases(block, function)

    def _words(self, ctx: Context, block: Block, function: frozenset[str]) -> Iterator[Finding]:
        """The words of a block that stand twice."""
        language = ctx.document.language
        pack = pack_of(ctx)
        allowed = pack.words("doubled")
        content = bool(function) and not language.startswith(_REDUPLICATING)
        named = pack.words("weekdays") if language == ENGLISH else frozenset()
        for match in _DOUBLED.finditer(block.text):
            word = match[2].strip(" \u00a0")
            third = block.text[match.end() : match.end() + len(word) + 2].split()[:1]
            if language != ENGLISH and third == [word]:  # "La la la", sang the choir
                continue
            start, end = block.start + match.start(), block.start + match.end()
            cut = block.start + match.start(2), end
            told = language == ENGLISH and not in_quotation(block.text, match.start())
            deletion = delete(*cut, Safety.UNSAFE, "Delete the copy") if told else None
            if word != word.lower():
                if word.casefold() not in ctx.settings.house_words and _no_name(
                    block, match, language, named
                ):
                    yield self._found(start, end, deletion)
                continue
            if word in ctx.settings.house_words:
                continue
            opens = match[1] != word
            if opens and language.startswith(_REDUPLICATING):
                continue
            if opens and not (word in function and _begins_sentence(block.text, match.start())):
                continue
            before = block.text[max(0, match.start() - 200) : match.start()]
            after = block.text[match.end() : match.end() + 40]
            if word in allowed:
                if _surely_twice(word, before, after, language, opens):
                    yield self._found(start, end, deletion)
            elif word in function:
                if language != ENGLISH or in_quotation(block.text, match.start()):
                    safety = Safety.UNSAFE
                else:
                    judged = _judged(word, before)
                    if judged is None:
                        continue
                    safety = judged
                yield self._found(start, end, delete(*cut, safety, "Delete the copy"))
            elif content and len(word) > 2 and not _titled(block.text, match.start()):
                yield self._found(start, end, deletion)

    def _elided(self, block: Block) -> Iterator[Finding]:
        """Small words and the elided ones before them that stand twice ("c'est c'est")."""
        for match in _ELIDED.finditer(block.text):
            copy = match[2].strip(" \u00a0")
            if copy == match[1] or _begins_sentence(block.text, match.start()):
                start, end = block.start + match.start(), block.start + match.end()
                fix = delete(block.start + match.start(2), end, Safety.UNSAFE, "Delete the copy")
                yield self._found(start, end, fix)

    def _owners(self, block: Block, function: frozenset[str]) -> Iterator[Finding]:
        """Possessives that stand twice ("the firm's firm's ships")."""
        for match in _OWNER.finditer(block.text):
            if match[1].replace("’", "'").casefold() not in function:
                yield self._found(block.start + match.start(), block.start + match.end(), None)

    def _pairs(self, block: Block, function: frozenset[str]) -> Iterator[Finding]:
        """Pairs of words that stand twice ("is the is the", "the pay the pay")."""
        for match in _DOUBLED_PAIR.finditer(block.text):
            one, two = match[2], match[3]
            copy = match[4].strip()
            if copy != match[1] and not _begins_sentence(block.text, match.start()):
                continue
            pair = {one.lower(), two.lower()}
            small = pair <= function - _LINKS and len(pair) == 2 and two == two.lower()
            before = block.text[max(0, match.start() - 60) : match.start()].split()[-1:]
            if small or (
                one.lower() in _HEADS
                and two == two.lower()
                and (len(two) > 2 or one.lower() == "according")
                and not (before and _leads_to(before[0], two))
                and not in_quotation(block.text, match.start())
                and pair != {"more", "the"}
            ):
                yield self._found(
                    block.start + match.start(), block.start + match.end(), None, several=True
                )

    def _phrases(self, block: Block, function: frozenset[str]) -> Iterator[Finding]:
        """Phrases of three words and more that stand twice within a sentence."""
        words = block.terms
        if len(words) - len(block.vocabulary) < 3:
            return
        triples = [*zip(words, words[1:], words[2:], strict=False)]
        if len({*triples}) == len(triples):
            return
        for size in range(3, _LONGEST_PHRASE + 1):
            same = list(map(eq, words, words[size:]))
            if sum(same) < size:
                continue
            run = 0
            for index, equal in enumerate(same):
                run = run + 1 if equal else 0
                if run == size and _is_phrase(block, index - size + 1, size, function):
                    start = block.places[index - size + 1][0]
                    end = block.places[index + size][1]
                    yield self._found(block.start + start, block.start + end, None, several=True)
                    run = 0

    def _found(self, start: int, end: int, fix: Fix | None, several: bool = False) -> Finding:
        which = "words stand" if several else "word stands"
        return self.finding(start, end, f"The same {which} twice in a row.", fix=fix)


RULES: tuple[type[Rule], ...] = (DoubledWord,)


def _is_phrase(block: Block, first: int, size: int, function: frozenset[str]) -> bool:
    """True when the words from `first` on, which stand twice, are a piece of a sentence.

    Refrains in quotations, rows of figures and scores repeat on purpose.
    """
    words, places, text = block.terms[first : first + size], block.places, block.text
    content = [word for word in words if word not in function and word.isalpha() and len(word) > 2]
    if not content or len(set(words)) < 3 or not _CHAINS.isdisjoint(words):
        return False
    between = text[places[first + size - 1][1] : places[first + size][0]]
    if not _WORDS_BETWEEN.fullmatch(between):
        return False
    if between[0] == "," and words[0] not in _ASIDES:  # "we must act, we must act"
        return False
    start, end = places[first][0], places[first + 2 * size - 1][1]
    # "Before there were computers there were computers."
    if first and block.terms[first - 1] in _WHILES and text[end : end + 1] in _ENDS:
        return False
    if any(mark in text[start : places[first + size - 1][1]] for mark in ",;:"):
        return False
    return not in_quotation(text, start) and not any(mark in text[start:end] for mark in '"“”«»|')


def _leads_to(previous: str, word: str) -> bool:
    """True when a pair that ends in `word` may stand twice after `previous`: "coast to coast to
    coast", "an organisation of organisations of organisations".
    """
    return previous[:5] == word[:5] or previous in _MAKING


def _no_name(block: Block, match: re.Match[str], language: str, weekdays: frozenset[str]) -> bool:
    """True for a word with a capital that stands twice, though no name ("on Monday Monday")."""
    word, text = match[1], block.text
    if match[2].strip(" \u00a0") != word:
        return False
    before = text[max(0, match.start() - 40) : match.start()].split()[-1:]
    previous = before[0] if before else ""
    after = text[match.end() : match.end() + 20]
    goes_on = after[:2].strip(" \u00a0")[:1]
    if language == "de":
        small = previous.lower() in _DETERMINERS_DE and goes_on.islower()
        return small and word.istitle() and len(word) > 3
    if language != ENGLISH or in_quotation(text, match.start()) or not previous[:1].islower():
        return False
    if word == "I":
        return goes_on.islower()
    if word.casefold() in weekdays:
        return not goes_on.isupper()
    return word.isupper() and len(word) > 2 and block.upper_share < 0.3 and goes_on.islower()


def _titled(text: str, at: int) -> bool:
    """True when a quotation mark stands right before `text[at]`: the words are somebody's term."""
    return text[at - 1 : at] in ('"', "“", "„", "«", "‘", "'")


def _begins_sentence(text: str, at: int) -> bool:
    """True when a sentence of `text` begins at `at`."""
    before = text[max(0, at - 5) : at].rstrip(" \u00a0\"“„«(‘'")
    return not before or before[-1] in TERMINALS


def _surely_twice(word: str, before: str, after: str, language: str, opens: bool) -> bool:
    """True when the words around rule out that `word`, which may stand twice, does so on purpose.

    German: "Frau die die" has no comma, so no relative clause begins with the second word.
    """
    before = before[-80:]
    last = before.split()[-1:]
    previous = last[0] if last else ""
    if language == "de":
        noun = previous.isalpha() and previous.istitle()
        return noun and word in ("die", "der", "das", "den", "dem")
    if language != ENGLISH:
        return False
    if word == "is":
        return previous.lower() in ("it", "he", "she", "there") and not _CLEFT.search(before)
    if word == "her":
        taken = previous.endswith(("ed", "ing"))
        return (taken and previous not in _GIVING) or previous in _BEFORE_POSSESSIVE
    if word == "it":
        return opens and before.rstrip()[-1:] not in ("“", '"')
    if word == "one":
        counted = [each.rstrip(".,;:") in _UNITS for each in after.split()[:1]]
        return counted == [True] and previous in _BEFORE_COUNTS
    return False


def _judged(word: str, before: str) -> Safety | None:
    """How sure it is in English that the second of two small words is too much; None when the two
    are most likely right ("what the company does does not matter").

    `before` is what stands before them. Certain is only what no sentence can hold: a preposition or
    an auxiliary may end one clause and begin the next.
    """
    clause = _words_of_clause(before)
    previous = clause[-1] if clause else ""
    spoken_of = previous in _MENTIONED or (
        previous in _LISTING and not _MENTIONED.isdisjoint(clause[-4:-1])
    )
    if spoken_of or before.endswith(('"', "“", "‘", "'")):
        return Safety.UNSAFE
    if word in _SURE:
        return Safety.SAFE
    if word in _SUBJECTS:
        return Safety.UNSAFE if previous in ("than", "as", "is", "was", "not") else Safety.SAFE
    if word in _AUXILIARIES:
        if not _FREE.isdisjoint(clause):
            return None
        return Safety.SAFE if _plain_subject(clause) else Safety.UNSAFE
    if word in _STRANDED and _STRANDING.isdisjoint(clause) and not _holds_two(clause):
        if word == "to" and previous in _ELLIPTIC:
            return Safety.UNSAFE
        return Safety.SAFE
    return Safety.UNSAFE


def _words_of_clause(before: str) -> list[str]:
    """The words between the last mark and the end of `before`, names with their capitals."""
    start = 0
    for match in _CLAUSE.finditer(before):
        start = match.end()
    return [word if index else word.lower() for index, word in enumerate(before[start:].split())]


def _plain_subject(clause: Sequence[str]) -> bool:
    """True for a clause that is no more than a pronoun so far ("but it")."""
    return (
        0 < len(clause) < 3
        and clause[-1] in _SUBJECTS
        and (len(clause) == 1 or clause[0] in ("and", "but", "because", "although", "though"))
    )


def _holds_two(clause: Sequence[str]) -> bool:
    """True when two nouns or pronouns may stand side by side in `clause`, as they do at the head
    of a clause without "that" ("the crew he sails with").
    """
    parts = 0
    for before, word in zip(["", *clause], clause, strict=False):
        opens = word in _OPENERS or (word[:1].isupper() and not before[:1].isupper())
        parts += opens and (not before or not _is_link(before))
        if before.endswith("s") and word.endswith("s") and before not in ("is", "was", "this"):
            return True
    first = bool(clause) and clause[0] in _SUBJECTS
    return parts > (2 if first else 1)


def _is_link(word: str) -> bool:
    return word in _STRANDED or word in ("and", "or", "in", "on", "by", "over", "after", "told")


def in_quotation(text: str, at: int) -> bool:
    """True when `text[at]` stands inside double quotation marks, by their number in the 2,000
    characters before it."""
    before = text[max(0, at - 2000) : at]
    straight = before.count('"') % 2 == 1
    return straight or before.count("“") + before.count("«") > before.count("”") + before.count("»")
