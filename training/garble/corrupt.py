"""Makes garbled sentences of well-formed ones, with the places where they break.

Each kind is a function `(words, random, corpus) -> Broken | None`: the words of the broken sentence
and the indexes of the words that stand right after a break; None where the kind does not fit. The
kinds, and roughly their shares, follow real garbled news sentences: first letters cut, words lost,
wrong or spun words, feed cuts, doubled words, verb forms, function words, keywords stuffed in,
scrambled order, glued captions; and clauses that were moved, spliced and fused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import NamedTuple


class Broken(NamedTuple):
    """Words, and which of them follow a break (indexes)."""

    words: list[str]
    seams: list[int]


class Example(NamedTuple):
    """A sentence to learn from."""

    text: str
    seams: tuple[int, ...]
    """Offsets of the characters that follow a break; empty for a well-formed sentence."""
    kind: str
    """The name of the kind, "" for a well-formed sentence."""


def _listed(words: str) -> list[str]:
    return words.split()


_ARTICLES = _listed("a an the")
_BE = _listed("is are was were be been being am")
_AUXILIARIES = [
    *_BE,
    *_listed("has have had will would can could may might must should do does did"),
]
_NEGATED = _listed(
    "didn't doesn't don't won't wouldn't can't couldn't shouldn't isn't aren't wasn't weren't "
    "hasn't haven't hadn't"
)
_PREPOSITIONS = _listed(
    "of to in for on with at by from about into over after between under against during through"
)
_JOINERS = _listed("and or but which who that because while when as if although where than")
_PRONOUNS = _listed("it he she they we his her their its our this these those there")
FUNCTION = frozenset([*_ARTICLES, *_AUXILIARIES, *_PREPOSITIONS, *_JOINERS, *_PRONOUNS])
"""Small words: what is lost, doubled, put in and mixed up most often."""
_LOSABLE = frozenset(
    _listed("a an is are was were be been has have had will to of for with from by into and")
)
"""Words without which a sentence rarely stays whole ("the" and "that" often may go)."""
_CONFUSED_TEXT = """
their there they're|to too|then than|of off|form from|were we|where were|its it's|your you're|
lose loose|quite quiet|though through thought|this these|is are|was were|has have|an and|on one|
who whom whose|affect effect|as has|for four|be been being|in on at|by with|that than|no not|
a the an|from for|of for|to for|with of|about of|into in|said says|her here|our out|or of|
new now|how who|he the|but by|it is|can an|any many|more most|much many|less least|
"""
_CONFUSED = [group.split() for group in _CONFUSED_TEXT.replace("\n", "").split("|") if group]
_IRREGULAR_TEXT = """
go goes went gone going|take takes took taken taking|give gives gave given giving|
see sees saw seen seeing|come comes came coming|say says said saying|make makes made making|
know knows knew known knowing|get gets got getting|find finds found finding|
think thinks thought thinking|tell tells told telling|become becomes became becoming|
leave leaves left leaving|feel feels felt feeling|bring brings brought bringing|
begin begins began begun beginning|keep keeps kept keeping|hold holds held holding|
write writes wrote written writing|stand stands stood standing|hear hears heard hearing|
lead leads led leading|meet meets met meeting|pay pays paid paying|sit sits sat sitting|
speak speaks spoke spoken speaking|lose loses lost losing|fall falls fell fallen falling|
send sends sent sending|build builds built building|grow grows grew grown growing|
draw draws drew drawn drawing|show shows showed shown showing|win wins won winning|
run runs ran running|rise rises rose risen rising|drive drives drove driven driving|
break breaks broke broken breaking|spend spends spent spending|buy buys bought buying|
choose chooses chose chosen choosing|seek seeks sought seeking|teach teaches taught teaching|
catch catches caught catching|fight fights fought fighting|sell sells sold selling|
be is are was were been being|have has had having|do does did done doing
"""
_IRREGULAR = [group.split() for group in _IRREGULAR_TEXT.replace("\n", "").split("|")]
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_MARKS = ".!?…\"”’')]"


class Corpus:
    """What the kinds need to know of the language, drawn from well-formed sentences."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Count words and find which are forms of one verb."""
        self.sentences = [each.split() for each in sentences]
        counts: dict[str, int] = defaultdict(int)
        for words in self.sentences:
            for word in words:
                found = _WORD.fullmatch(word.rstrip(",.;:"))
                if found:
                    counts[found[0]] += 1
        self.small = {word for word in counts if word.islower() and counts[word] > 2}
        self.forms = _verbs(self.small)
        self.content = sorted(
            word
            for word in self.small
            if len(word) > 3 and word not in FUNCTION and "'" not in word
        )
        self.last = {words[-1].rstrip(_MARKS) for words in self.sentences if words}
        self.pasts = [word for word in self.content if word in self.forms and word.endswith("ed")]
        self.names = sorted(
            word
            for word, count in counts.items()
            if word[0].isupper() and count > 3 and word.lower() not in self.small and len(word) > 2
        )
        self.by_ending: dict[str, list[str]] = defaultdict(list)
        for word in self.content:
            self.by_ending[word[-2:]].append(word)


def _verbs(small: set[str]) -> dict[str, list[str]]:
    """Every form of a verb, with all of its forms."""
    families = [list(family) for family in _IRREGULAR]
    for past in (word for word in small if word.endswith("ed") and len(word) > 4):
        for base in (past[:-2], past[:-1], past[:-3], past[:-3] + "y"):
            stem = base.removesuffix("e")
            going = [g for g in (stem + "ing", base + "ing", past[:-2] + "ing") if g in small]
            if base in small and going:
                third = [t for t in (base + "s", base + "es", base[:-1] + "ies") if t in small]
                families.append([base, past, going[0], *third[:1]])
                break
    return {form: family for family in families for form in family}


# pieces


def _bare(word: str) -> str:
    return word.strip("\"“”‘’'()[],.;:!?…—-")


def _tail(words: list[str]) -> tuple[list[str], str]:
    """The words, the last one without its final marks, and these marks."""
    last = words[-1].rstrip(_MARKS)
    return [*words[:-1], last], words[-1][len(last) :]


def _decapitalised(word: str, corpus: Corpus) -> str:
    """The first word of a sentence as it stands inside of one."""
    return word[0].lower() + word[1:] if _bare(word).lower() in corpus.small | FUNCTION else word


def _positions(words: Sequence[str], wanted: Callable[[str], bool]) -> list[int]:
    return [i for i, word in enumerate(words) if wanted(word)]


def _cut_points(words: list[str], random: Random, share: float = 0.7) -> list[int]:
    """Where a block may begin: mostly before small words and after commas."""
    likely = [
        i
        for i in range(1, len(words))
        if words[i].lower() in FUNCTION or words[i - 1].endswith((",", ";", "—"))
    ]
    return likely if likely and random.random() < share else list(range(1, len(words)))


# whole blocks


def swapped(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """Two neighbouring blocks in each other's place."""
    if len(words) < 9:
        return None
    words, end = _tail(words)
    points = sorted({0, *_cut_points(words, random), len(words)})
    middle = random.choice(points[1:-1] or [0])
    before = [a for a in points if 0 < middle - a <= 9]
    after = [c for c in points if 0 < c - middle <= 9]
    pairs = [(a, c) for a in before for c in after if 4 <= c - a < len(words)]
    if not pairs:
        return None
    (a, c), b = random.choice(pairs), middle
    first, second = words[a:b], words[b:c]
    if a == 0:
        first[0] = _decapitalised(first[0], corpus)
        second[0] = second[0][0].upper() + second[0][1:]
    result = [*words[:a], *second, *first, *words[c:]]
    seams = [a + c - b] + ([a] if a else []) + ([c] if c < len(words) else [])
    result[-1] += end
    return Broken(result, seams)


def moved(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A block of two to eight words somewhere else."""
    if len(words) < 9:
        return None
    words, end = _tail(words)
    start = random.choice(_cut_points(words, random))
    length = random.randint(2, 8)
    block = words[start : start + length]
    rest = [*words[:start], *words[start + length :]]
    if len(block) < 2 or len(rest) < 4:
        return None
    places = [i for i in _cut_points(rest, random) if abs(i - start) > 1]
    if not places:
        return None
    to = random.choice(places)
    result = [*rest[:to], *block, *rest[to:]]
    seams = [to, to + len(block)] + ([start + len(block)] if start > to else [start])
    result[-1] += end
    return Broken(result, [i for i in seams if 0 < i < len(result)])


def lost_block(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """Two to seven words gone from the middle: an object, a subject, the middle of two clauses."""
    if len(words) < 9:
        return None
    length = random.randint(2, 7)
    starts = range(2, len(words) - length - 1)
    if not starts:
        return None
    start = random.choice(starts)
    inside = words[start : start + length]
    if words[start - 1][-1] in ",;" or not any(_bare(word) for word in inside):
        return None
    return Broken([*words[:start], *words[start + length :]], [start])


def lost_object(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A verb after "to" or a modal whose object is gone: the sentence ends there. What may stand
    without an object ("was refused", "to speak") ends sentences of the corpus, and is left out."""
    before = ("to", "will", "would", "could", "can", "must", "should", "may", "might")
    at = [
        i
        for i in range(4, len(words) - 2)
        if words[i - 1] in before
        and words[i] in corpus.forms
        and words[i] not in corpus.last
        and words[i + 1].lower() in (*_ARTICLES, *_PRONOUNS)
    ]
    if not at:
        return None
    kept = words[: random.choice(at) + 1]
    kept[-1] += "."
    return Broken(kept, [len(kept) - 1])


def spliced(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """The beginning of one sentence and the end of another."""
    other = random.choice(corpus.sentences)
    if len(words) < 6 or len(other) < 8:
        return None
    a = random.randint(3, len(words) - 2)
    b = random.randint(2, len(other) - 3)
    return Broken([*words[:a], *other[b:]], [a])


def inserted_piece(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A piece of another sentence in the middle of this one."""
    other = random.choice(corpus.sentences)
    if len(words) < 6 or len(other) < 8:
        return None
    length = random.randint(2, 6)
    b = random.randint(1, max(1, len(other) - length - 1))
    piece = [word.rstrip(_MARKS) or word for word in other[b : b + length]]
    a = random.randint(2, len(words) - 2)
    return Broken([*words[:a], *piece, *words[a:]], [a, a + len(piece)])


def fused(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """Two sentences without a mark between them."""
    other = list(random.choice(corpus.sentences))
    if len(words) + len(other) > 60:
        return None
    start = _decapitalised(other[0], corpus)
    if start[0].isupper() and random.random() < 0.5:
        return None
    first, _ = _tail(words)
    return Broken([*first, start, *other[1:]], [len(first)])


def stray_stop(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A full stop in the middle, a small letter after it; sometimes words are gone there too."""
    if len(words) < 7:
        return None
    at = [
        i
        for i in range(2, len(words) - 2)
        if words[i][:1].islower() and words[i - 1][-1].isalpha() and len(words[i - 1]) > 3
    ]
    if not at:
        return None
    i = random.choice(at)
    lost = random.choice((0, 0, 1, 2))
    quote = random.choice(("", "", '"'))
    rest = words[i + lost :]
    if not rest or not rest[0][:1].islower():
        return None
    return Broken([*words[: i - 1], f"{words[i - 1]}{quote}.", *rest], [i])


def leftover(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A word that is left of another sentence, alone behind the stop ("..., said. commenced.")."""
    verb = random.choice(corpus.pasts if random.random() < 0.7 else corpus.content)
    return Broken([*words, f"{verb}."], [len(words)])


def lost_speech(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A verb of speaking with nobody's words: the clause after it is gone."""
    names = f"{random.choice(corpus.names)} {random.choice(corpus.names)}"
    verb = random.choice(("said", "told", "added", "said that", "claimed that"))
    result = ["In", "a", "statement,", *names.split(), *verb.split(), *words[-4:]]
    return Broken(result, [len(result) - 4]) if words[-4][0].islower() else None


def feed_cut(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """The end is cut, in a word or after one; some feeds put a mark there, which makes a sentence
    of it where a word stands last that ends sentences."""
    if len(words) < 8:
        return None
    kept = words[: random.randint(5, len(words) - 2)]
    last = kept[-1].rstrip(_MARKS + ",;:")
    if random.random() < 0.5 and len(last) > 3:
        last = last[: random.randint(1, len(last) - 2)]
    cut = last != kept[-1].rstrip(_MARKS + ",;:")
    if not last or (cut and last in corpus.small):
        return None
    ends = last in corpus.last or not last[0].islower()
    kept[-1] = last + ("" if ends and not cut else random.choice(("", ".")))
    return Broken(kept, [len(kept) - 1])


def cut_start(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """The first letters are gone, as with a drop cap that was an image."""
    words = words[1:] if words[0].lower() in FUNCTION and len(words) > 5 else list(words)
    lost = random.randint(1, 4)
    if len(words[0]) < lost + 2:
        return None
    words[0] = words[0][lost:]
    return Broken(words, [0]) if words[0][0].islower() and words[0] not in corpus.small else None


# single words


def lost_function_word(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """An article, auxiliary or preposition is gone."""
    at = _positions(words[:-1], lambda word: word in _LOSABLE)
    if not at or (at == [0] and len(at) == 1):
        return None
    i = random.choice([i for i in at if i] or at)
    return Broken([*words[:i], *words[i + 1 :]], [i]) if i else None


def lost_article(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """Two or more articles are gone, as translations from Chinese or Russian lose them."""
    at = _positions(words, lambda word: word in ("the", "a", "an"))
    if len(at) < 2:
        return None
    gone = set(random.sample(at, k=random.randint(2, len(at))))
    kept = [(i, word) for i, word in enumerate(words) if i not in gone]
    seams = [n for n, (i, _) in enumerate(kept) if i - 1 in gone and n]
    return Broken([word for _, word in kept], seams) if seams else None


def lost_content_word(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A word is gone between small words, or the verb."""
    at = [
        i
        for i in range(1, len(words) - 1)
        if words[i] in corpus.small
        and words[i] not in FUNCTION
        and (
            words[i] in corpus.forms
            or (words[i - 1].lower() in FUNCTION and words[i + 1].lower() in FUNCTION)
        )
    ]
    if not at:
        return None
    i = random.choice(at)
    return Broken([*words[:i], *words[i + 1 :]], [i])


def doubled(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A word, or two, twice."""
    at = [i for i in _positions(words[:-1], str.islower) if words[i][-1].isalpha()]
    small = [i for i in at if words[i] in FUNCTION]
    pool = small if small and random.random() < 0.75 else at
    if not pool:
        return None
    i = random.choice(pool)
    length = random.choice((1, 1, 1, 2, 3))
    block = [word.rstrip(",;:") for word in words[i : i + length]]
    if i + length >= len(words):
        return None
    return Broken([*words[:i], *block, *words[i:]], [i + len(block)])


def wrong_small_word(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A small word in the place of another."""
    at = _positions(words, lambda word: word.lower() in FUNCTION)
    if not at:
        return None
    i = random.choice(at)
    groups = [group for group in _CONFUSED if words[i] in group]
    pool = random.choice(groups) if groups and random.random() < 0.6 else sorted(FUNCTION)
    word = random.choice([each for each in pool if each != words[i].lower()])
    if {word, words[i].lower()} <= {"a", "the", "this", "that", "these", "those", "his", "her"}:
        return None
    return Broken([*words[:i], word if i else word.capitalize(), *words[i + 1 :]], [i])


def put_in_small_word(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A small word too many ("the this tweet", "a to buy", "despite of")."""
    if len(words) < 5:
        return None
    at = _positions(words, lambda word: word.lower() in FUNCTION)
    pool = [i + 1 for i in at if i + 1 < len(words)]
    i = random.choice(pool) if pool and random.random() < 0.6 else random.randint(1, len(words) - 1)
    if words[i - 1][-1] in ",;:":
        return None
    word = random.choice(sorted(FUNCTION - {"that", "who", "which", "there"}))
    return Broken([*words[:i], word, *words[i:]], [i])


def verb_form(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A verb in a form that cannot stand there."""
    at = _positions(words, lambda word: word in corpus.forms)
    before = (*_AUXILIARIES, *_NEGATED, "to", "not", "while", "without")
    after = [i for i in at if i and words[i - 1].lower() in before]
    pool = after if after and random.random() < 0.75 else at
    if not pool:
        return None
    i = random.choice(pool)
    others = sorted({form for form in corpus.forms[words[i]] if form != words[i]})
    tense = {words[i], *others} - set(_BE)
    if i not in after and tense:
        # "said" for "says" is no flaw; "saying" and, after a plural, "say" mostly are.
        others = [o for o in others if o.endswith("ing") or words[i].endswith("ing") or o in _BE]
    if not others:
        return None
    word = random.choice(others)
    if {word, words[i]} in ({"is", "was"}, {"are", "were"}):
        return None
    return Broken([*words[:i], word, *words[i + 1 :]], [i])


def agreement(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """Singular and plural do not agree."""
    pairs = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has"}
    pairs |= {"does": "do", "do": "does", "this": "these", "these": "this", "that's": "those's"}
    at = _positions(words[1:], lambda word: word in pairs)
    at = [i + 1 for i in at if words[i].lower() not in ("to", "will", "would", "could", "if", "I")]
    if not at:
        return None
    i = random.choice(at)
    return Broken([*words[:i], pairs[words[i]], *words[i + 1 :]], [i])


def wrong_word(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A word of another class in the place of a content word."""
    at = _positions(
        words, lambda word: word in corpus.small and word not in FUNCTION and len(word) > 3
    )
    if not at:
        return None
    result, seams = list(words), []
    for i in sorted(random.sample(at, k=min(len(at), random.choice((1, 1, 2))))):
        word = random.choice(corpus.content)
        if word[-2:] == words[i][-2:]:
            continue
        result[i] = word
        seams.append(i)
    return Broken(result, seams) if seams else None


def misspelt_into_word(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A letter lost, swapped or put in gives another word ("from" for "front")."""
    at = _positions(words, lambda word: word in corpus.small and len(word) > 3)
    random.shuffle(at)
    for i in at[:6]:
        word = words[i]
        near = {word[:n] + word[n + 1 :] for n in range(len(word))}
        near |= {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)}
        near |= {word[:n] + c + word[n + 1 :] for n in range(len(word)) for c in "aeiorstnl"}
        found = sorted(
            n for n in near & corpus.small if n != word and n + "s" != word and word + "s" != n
        )
        if found:
            return Broken([*words[:i], random.choice(found), *words[i + 1 :]], [i])
    return None


def stuffed(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """Keywords pushed between two words, in the manner of spam and of captions gone astray."""
    if len(words) < 6:
        return None
    a = random.randint(2, len(words) - 2)
    keys = random.choices(corpus.content, k=random.randint(2, 4))
    if random.random() < 0.6:
        keys = [key.capitalize() for key in keys]
    if random.random() < 0.3:
        keys = [*random.choices(corpus.names, k=2), str(random.randint(2, 60)), *keys[:1]]
    return Broken([*words[:a], *keys, *words[a:]], [a, a + len(keys)])


def slot_word(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A template's slot filled with a word of another shape: a capital, a bare noun."""
    at = [i for i in _positions(words[:-1], str.islower) if words[i] in corpus.forms and i > 1]
    if not at:
        return None
    i = random.choice(at)
    word = random.choice(corpus.content).capitalize()
    return Broken([*words[:i], word, *words[i + 1 :]], [i])


def glued(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """A label or the end of a notice glued to a word, or two words glued."""
    i = random.randint(1, len(words) - 1)
    if not (words[i - 1][-1].isalpha() and words[i][0].isalpha()):
        return None
    result = [*words[: i - 1], words[i - 1] + words[i], *words[i + 1 :]]
    return Broken(result, [i - 1])


def shuffled(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """Three to six neighbouring words in another order."""
    if len(words) < 7:
        return None
    length = random.randint(3, 6)
    start = random.randint(1, max(1, len(words) - length - 1))
    block = words[start : start + length]
    if len(block) < 3 or any(word[-1] in _MARKS + ",;" for word in block):
        return None
    mixed = random.sample(block, k=len(block))
    seams = [start + i for i, (a, b) in enumerate(zip(block, mixed, strict=True)) if a != b]
    return Broken([*words[:start], *mixed, *words[start + length :]], seams) if seams else None


def translated(words: list[str], random: Random, corpus: Corpus) -> Broken | None:
    """Several small faults at once, and clauses joined by commas, as in poor translations."""
    result: Broken | None = Broken(list(words), [])
    kinds = (
        lost_article,
        lost_function_word,
        verb_form,
        moved,
        wrong_small_word,
        lost_content_word,
    )
    faults = 0
    for kind in random.sample(kinds, k=random.randint(2, 4)):
        assert result is not None
        made = kind(result.words, random, corpus)
        if made:
            old = _carried(result, made)
            result = Broken(made.words, sorted({*old, *made.seams}))
            faults += 1
    assert result is not None
    if random.random() < 0.4:
        other = list(random.choice(corpus.sentences))
        if len(other) + len(result.words) < 50:
            first, _ = _tail(result.words)
            result = Broken(
                [*first[:-1], first[-1] + ",", _decapitalised(other[0], corpus), *other[1:]],
                [*result.seams, len(first)],
            )
    return result if faults > 1 else None


def _carried(before: Broken, after: Broken) -> list[int]:
    """The breaks of `before` where they stand in `after`, by the words that follow them."""
    carried = []
    for seam in before.seams:
        word = before.words[seam] if seam < len(before.words) else ""
        near = [i for i, each in enumerate(after.words) if each == word]
        carried += sorted(near, key=lambda i: abs(i - seam))[:1]
    return carried


Kind = Callable[[list[str], Random, Corpus], Broken | None]
KINDS: dict[Kind, float] = {
    swapped: 9,
    moved: 7,
    lost_block: 5,
    lost_object: 3,
    spliced: 5,
    inserted_piece: 3,
    fused: 3,
    stray_stop: 2,
    leftover: 1,
    lost_speech: 1,
    feed_cut: 5,
    cut_start: 2,
    lost_function_word: 11,
    lost_article: 2,
    lost_content_word: 5,
    doubled: 6,
    wrong_small_word: 6,
    put_in_small_word: 6,
    verb_form: 9,
    agreement: 2,
    wrong_word: 4,
    misspelt_into_word: 3,
    stuffed: 3,
    slot_word: 2,
    glued: 1,
    shuffled: 3,
    translated: 5,
}
"""Every kind and its weight."""


def garbled(text: str, random: Random, corpus: Corpus) -> Example | None:
    """A garbled version of a sentence; None when three kinds did not fit."""
    words = text.split()
    if len(words) < 4:
        return None
    for kind in random.choices(list(KINDS), weights=list(KINDS.values()), k=3):
        made = kind(list(words), random, corpus)
        if made and made.words != words and made.seams:
            return example(made, kind.__name__)
    return None


def example(made: Broken, kind: str) -> Example:
    """The sentence as text, its breaks as offsets of characters."""
    starts, at = [], 0
    for word in made.words:
        starts.append(at)
        at += len(word) + 1
    seams = sorted({starts[min(seam, len(starts) - 1)] for seam in made.seams})
    return Example(" ".join(made.words), tuple(seams), kind)
