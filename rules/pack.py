"""Packs: the phrases and word lists of a language, as data that newsrooms can write too.

A pack is a TOML file:

    language = "en"                 # ISO 639-1, or "*" for every language

    [words]                         # closed lists that rules read: see WORD_LISTS
    reporting = ["said", "says"]

    [[residue]]
    kind = "promo-link"             # see KINDS
    where = "label"                 # see WHERE
    phrases = ["also read", "read also"]
    unless = ["also read in court"] # phrases that make it reporting after all
    strong = true                   # no sentence of an article looks like this
    max_words = 30                  # longer lines are not meant
    seen = "Indian and Nigerian portals"

    [[residue]]
    kind = "copyright"
    where = "start"
    patterns = ['(?:©|\\(c\\))\\s*\\d{4}']   # RE2, case-insensitive

Phrases are compared word by word, case and punctuation aside. They are found through an index of
their first words, patterns through one RE2 set: neither can hang, and the cost grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize
from zlib import crc32

from newslint.blocks import Block
from newslint.errors import PackError, did_you_mean
from newslint.patterns import lazy
from newslint.profiles import NONE, Profile, profile_of
from newslint.rule import Context
from newslint.wording import exchanged, fold

FOLDER = Path(__file__).parent / "packs"
PARSED = FOLDER / "parsed"
"""What the shipped packs say, as JSON, by `scripts/parse_packs.py`."""
COMMON = "any"
"""The pack that is read for every language: what pages carry in English wherever they are."""

KINDS = {
    "promo-link": "a line that sends the reader to another story",
    "related-heading": "the heading of a list of other stories",
    "share": "buttons and calls to share the story",
    "follow": "calls to follow the outlet on a network",
    "newsletter": "calls to subscribe to a newsletter",
    "newsletter-heading": "the heading of a list of newsletters",
    "messenger": "calls to install an app or to join a channel of a messenger",
    "messenger-heading": "the heading of a list of apps",
    "ad-marker": "the label of an advertisement",
    "comments": "what surrounds the readers' comments",
    "copyright": "copyright and reuse notices, agency notices",
    "paywall": "cookie, consent, login and subscription texts",
    "video": "the texts of a video or audio player",
    "photo-credit": "the credit of a photograph",
    "menu": "menu items, buttons, breadcrumbs",
    "tags-heading": "the heading of a list of topics",
    "donate": "calls to support the outlet",
    "contact": "calls to write to the newsroom, corrections, about the author",
}
"""Kinds of residue that a phrase can stand for."""

WHERE = {
    "line": "the whole line, punctuation and ornaments aside",
    "start": "the beginning of the line",
    "label": "the whole line, or the beginning before a colon, bar, dash or arrow",
    "end": "the end of the line",
    "inside": "anywhere in the line",
}
"""Where a phrase may stand in its line."""

WORD_LISTS = (
    "function", "months", "weekdays", "reporting", "byline", "updated", "truncation", "credit",
    "abbreviations", "ours", "calling", "mailings", "doubled", "networks", "agencies", "open",
    "half_open", "auxiliaries",
)  # fmt: skip
"""The word lists that rules ask for."""

_PLAIN = (*((char, " ") for char in "\u00a0\u202f\u2007\u2009"), ("’", "'"), ("‘", "'"))
"""What patterns need not care about: no-break spaces and curly apostrophes, one for one."""
_SEPARATORS = tuple(":|»>▶►→–—・：·•❯›*])…")
_QUOTES = "\"'“”„‟«‹‘’‚‛「『"
_ORNAMENTS = r"[\s\x{a0}.,:;!?…|/>*#=~_•·▪■●►▶→»›–—-]*"
"""What may surround a pattern at the edge of its line: bullets and marks, never a quotation."""
_BOUNDS = lazy(r"(\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\])|\{\d+,\d+\}")
"""The bounds of a repeat in a pattern; or, as group 1, an escape or a class, which hold none."""
_BY_LINE = "(?m)"
"""What makes the anchors of a pattern hold at every line."""
_OTHER_ANCHORS = lazy(r"\\[Az]|\(\?[a-zA-Z]*-[a-zA-Z]*m")
"""What stands for the edges of a text alone in RE2."""
_TABLES = {"language", "words", "residue"}
_KEYS = {"kind", "where", "phrases", "patterns", "unless", "strong", "max_words", "seen"}


class Entry(NamedTuple):
    """What the phrases and patterns of one `[[residue]]` table have in common.

    `patterned` is True when the table holds patterns alone, `own` when a user wrote it, who knows
    what the pages say.
    """

    kind: str
    where: str
    unless: tuple[tuple[str, ...], ...] = ()
    strong: bool = False
    max_words: int = 40
    patterned: bool = False
    own: bool = False


class Hit(NamedTuple):
    """A phrase found in a block: `block.text[start:end]`; `whole` when it is all of the line."""

    entry: Entry
    phrase: str
    start: int
    end: int
    whole: bool


class Sieve:
    """Tells cheaply that none of some phrases and patterns stands in a text.

    What passes must be looked at again. `phrases` come with where they may stand. `patterns` have
    their anchors, which hold at the edges of every line of a text: one question does for many.
    """

    def __init__(
        self, phrases: Iterable[tuple[tuple[str, ...], str]], patterns: Iterable[str] = ()
    ) -> None:
        listed = list(phrases)
        self._alone = frozenset(" ".join(phrase) for phrase, where in listed if where == "line")
        known = [phrase for phrase, where in listed if where != "line"]
        self._words = frozenset(phrase[0] for phrase in known if len(phrase) == 1)
        self._pairs = frozenset(phrase for phrase in known if len(phrase) == 2)
        self._triples = frozenset(phrase[:3] for phrase in known if len(phrase) > 2)
        self._heads = self._pairs.union(triple[:2] for triple in self._triples)
        self._gate = _Gate([("pattern", _by_line(pattern)) for pattern in patterns])

    def is_phrase(self, folded: str) -> bool:
        """True for a text, folded, that is one of the phrases that stand alone."""
        return folded in self._alone

    def phrase_in(self, terms: Sequence[str]) -> bool:
        """False for words among which none of the other phrases begins."""
        if not self._words.isdisjoint(terms):
            return True
        # Most texts hold no two words that a phrase begins with.
        return not self._heads.isdisjoint(pairwise(terms)) and not (
            self._pairs.isdisjoint(pairwise(terms))
            and self._triples.isdisjoint(zip(terms, terms[1:], terms[2:], strict=False))
        )

    def pattern_in(self, text: str) -> bool:
        """False for a text in no line of which a pattern stands."""
        return bool(self._gate.may_match(_plain(text)))


class Pack:
    """The phrases and word lists in force for one language: those shipped, then a user's own."""

    def __init__(
        self,
        shipped: Iterable[tuple[str, Mapping[str, Any]]],
        own: Iterable[tuple[str, Mapping[str, Any]]] = (),
    ) -> None:
        self._words: dict[str, frozenset[str]] = {}
        # By their first word, then by their second ("" when they have none).
        self._index: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = {}
        # The same for phrases that may stand behind the first word of a line.
        self._inner: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = {}
        self._patterns: list[tuple[str, Entry, str]] = []
        for source, table in shipped:
            self._add(source, table, own=False)
        for source, table in own:
            self._add(source, table, own=True)
        self._gate = _Gate(
            [
                (f"{place}: pattern {pattern!r}", _anchor(pattern, entry.where))
                for pattern, entry, place in self._patterns
            ]
        )
        self._programs: dict[int, Any] = {}
        self._sieves: dict[frozenset[str], Sieve | None] = {}

    def words(self, name: str) -> frozenset[str]:
        """The word list called `name`, case folded; empty when the language has none."""
        if name not in WORD_LISTS:
            raise KeyError(name)
        return self._words.get(name, frozenset())

    def hits(self, block: Block) -> list[Hit]:
        """All phrases and patterns that stand in a block where they may, in order of place."""
        found = [*self._phrase_hits(block), *self._pattern_hits(block)]
        return sorted(found, key=lambda hit: (hit.start, -hit.end)) if found else []

    def sieve(self, kinds: frozenset[str]) -> Sieve | None:
        """What tells where none of the strong phrases and patterns of some kinds can stand.

        None when it is first asked for: a single document costs less than building it.
        """
        if kinds not in self._sieves:
            self._sieves[kinds] = None
        elif self._sieves[kinds] is None:
            self._sieves[kinds] = Sieve(
                (
                    (phrase, entry.where)
                    for phrases in self._index.values()
                    for following in phrases.values()
                    for phrase, entry in following
                    if entry.strong and entry.kind in kinds
                ),
                [
                    _anchor(pattern, entry.where)
                    for pattern, entry, _ in self._patterns
                    if entry.strong and entry.kind in kinds
                ],
            )
        return self._sieves[kinds]

    def _phrase_hits(self, block: Block) -> Iterator[Hit]:
        folded = block.terms
        inner = self._inner
        places = [0] if folded and folded[0] in self._index else []
        if not inner.keys().isdisjoint(folded):
            places += [at for at, word in enumerate(folded) if at and word in inner]
        for first in places:
            phrases = (inner if first else self._index)[folded[first]]
            following = folded[first + 1] if first + 1 < len(folded) else "\n"
            for phrase, entry in [*phrases.get(following, ()), *phrases.get("", ())]:
                last = first + len(phrase)
                if len(folded) > entry.max_words or tuple(folded[first:last]) != phrase:
                    continue
                whole = first == 0 and last == len(folded)
                start, end = block.places[first][0], block.places[last - 1][1]
                hit = Hit(entry, " ".join(phrase), start, end, whole)
                stands = _stands(
                    entry.where, first, last, len(folded), block.text, hit.start, hit.end
                )
                if stands and not any(_contains(folded, words) for words in entry.unless):
                    yield hit

    def _pattern_hits(self, block: Block) -> Iterator[Hit]:
        text = _plain(block.text)
        for number in self._gate.may_match(text):
            entry = self._patterns[number][1]
            match = self._compiled(number).search(text)
            if match is None or len(block.terms) > entry.max_words:
                continue
            if any(_contains(block.terms, words) for words in entry.unless):
                continue
            whole = match.start() == 0 and match.end() == len(text)
            yield Hit(entry, match.group(0), match.start(), match.end(), whole)

    def _compiled(self, number: int) -> Any:
        """A pattern by its number, compiled when it is first needed."""
        if number not in self._programs:
            import re2

            pattern, entry, place = self._patterns[number]
            try:
                program = re2.compile(_anchor(pattern, entry.where), _options())
            except re2.error as error:
                trouble = _trouble(_anchor(pattern, entry.where))
                raise PackError(
                    f"{place}: pattern {pattern!r} is no valid RE2: {trouble}"
                ) from error
            self._programs[number] = program
        return self._programs[number]

    def _add(self, source: str, table: Mapping[str, Any], own: bool) -> None:
        for key in table.keys() - _TABLES:
            raise PackError(f"{source}: unknown key {key!r}{did_you_mean(key, _TABLES)}")
        lists, entries = table.get("words", {}), table.get("residue", [])
        if not isinstance(lists, Mapping):
            raise PackError(f"{source}: words: must be a table, written [words]")
        if not isinstance(entries, list) or not all(isinstance(raw, Mapping) for raw in entries):
            raise PackError(f"{source}: residue: must be a list of tables, written [[residue]]")
        for name, words in lists.items():
            if name not in WORD_LISTS:
                raise PackError(
                    f"{source}: [words] {name}: no such list{did_you_mean(name, WORD_LISTS)}"
                )
            folded = frozenset(
                normalize("NFC", word.casefold())
                for word in _strings(source, f"[words] {name}", words)
            )
            self._words[name] = self._words.get(name, frozenset()) | folded
        for number, raw in enumerate(entries, 1):
            self._add_entry(f"{source}: [[residue]] entry {number}", raw, own)

    def _add_entry(self, place: str, raw: Mapping[str, Any], own: bool) -> None:
        phrases = _strings(place, "phrases", raw.get("phrases", []))
        patterns = _strings(place, "patterns", raw.get("patterns", []))
        if phrases:
            place += f' ("{phrases[0]}")'
        for key in raw.keys() - _KEYS:
            raise PackError(f"{place}: unknown key {key!r}{did_you_mean(key, _KEYS)}")
        kind, where = raw.get("kind", ""), raw.get("where", "line")
        if not isinstance(kind, str) or kind not in KINDS:
            raise PackError(f"{place}: unknown kind {kind!r}{did_you_mean(str(kind), KINDS)}")
        if not isinstance(where, str) or where not in WHERE:
            raise PackError(f"{place}: unknown place {where!r}{did_you_mean(str(where), WHERE)}")
        if not phrases and not patterns:
            raise PackError(f"{place}: neither phrases nor patterns")
        strong, max_words = raw.get("strong", False), raw.get("max_words", 40)
        if not isinstance(strong, bool):
            raise PackError(f"{place}: strong: must be true or false")
        if not isinstance(max_words, int) or isinstance(max_words, bool) or max_words < 1:
            raise PackError(f"{place}: max_words: must be a whole number, 1 or more")
        entry = Entry(
            kind=kind,
            where=where,
            unless=tuple(_words(text) for text in _strings(place, "unless", raw.get("unless", []))),
            strong=strong,
            max_words=max_words,
            patterned=not phrases,
            own=own,
        )
        for phrase in phrases:
            words = _words(phrase)
            if not words:
                raise PackError(f"{place}: {phrase!r} has no word in it")
            second = words[1] if len(words) > 1 else ""
            inner = where in ("inside", "end")
            for index in (self._index, self._inner) if inner else (self._index,):
                index.setdefault(words[0], {}).setdefault(second, []).append((words, entry))
        for pattern in patterns:
            self._patterns.append((pattern, entry, place))


def pack_of(ctx: Context) -> Pack:
    """The pack for a document's language with the user's own packs and its source's phrases.

    Raises PackError when a user's pack cannot be used.
    """
    return ctx.once(_pack)


def _pack(ctx: Context) -> Pack:
    profile = profile_of(ctx.document, ctx.settings)
    return load(ctx.document.language, ctx.settings.packs, profile)


@lru_cache(maxsize=64)
def words_of(entries: frozenset[str]) -> frozenset[str]:
    """The single words that the entries of a list are made of; hyphens part them."""
    return frozenset(word for entry in entries for word in entry.replace("-", " ").split())


def hits_by_block(ctx: Context) -> tuple[tuple[Hit, ...], ...]:
    """What `Pack.hits` finds in each block of a document. Ask through `ctx.once`."""
    pack = pack_of(ctx)
    return tuple(tuple(pack.hits(block)) for block in ctx.document.blocks)


@lru_cache(maxsize=64)
def load(language: str, user_packs: tuple[str, ...] = (), profile: Profile = NONE) -> Pack:
    """The pack for `language`: what every language has, its own file if any, the user's.

    The phrases of a source's `profile` come last.
    """
    shipped = [(path.name, _shipped(path)) for path in _files(language)]
    own: list[tuple[str, Mapping[str, Any]]] = []
    for name in user_packs:
        table = read(Path(name))
        wanted = table.get("language", "*")
        if not isinstance(wanted, str):
            raise PackError(f'{name}: language: must be a code such as "en", or "*"')
        if wanted != "*":
            _demand_language(name, wanted)
        if wanted in ("*", language):
            own.append((name, table))
    if profile.phrases:
        own.append((f'sources."{profile.name}".phrases', {"residue": profile.entries}))
    return Pack(shipped, own)


def _demand_language(name: str, code: str) -> None:
    from newslint.errors import ConfigError
    from newslint.language import code_of

    try:
        known = code_of(code)
    except ConfigError as error:
        raise PackError(f"{name}: language: {error}") from error
    if known != code:
        raise PackError(f'{name}: language: "{code}" is no code of a document; write "{known}"')


def languages() -> list[str]:
    """The languages that have a pack of their own."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != COMMON)


def _files(language: str) -> list[Path]:
    names = (COMMON, language.partition("-")[0])
    return [path for name in names if (path := FOLDER / f"{name}.toml").exists()]


def _shipped(path: Path) -> dict[str, Any]:
    """The table of a shipped pack, parsed before; parsed now where that cannot be used."""
    import json

    try:
        kept = json.loads((PARSED / f"{path.stem}.json").read_bytes())
        if kept["checksum"] == checksum(path.read_bytes()):
            table: dict[str, Any] = kept["table"]
            return table
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return read(path)


def checksum(pack: bytes) -> int:
    """What tells whether a pack has changed, whatever its line ends are (CRC-32)."""
    return crc32(pack.replace(b"\r\n", b"\n"))


def read(path: Path) -> dict[str, Any]:
    """The table of a pack. Raises PackError when it cannot be read or is no valid TOML."""
    import tomli

    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackError(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise PackError(f"{path}: is no valid TOML: {error}") from error


def _words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as those of a block are; most phrases are written that way."""
    plain = phrase.isascii() and phrase.islower() and phrase.replace(" ", "").isalnum()
    return tuple((phrase if plain else fold(phrase)).split())


def _strings(place: str, key: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise PackError(f"{place}: {key}: must be a list of strings")
    return list(value)


def _stands(where: str, first: int, last: int, count: int, text: str, start: int, end: int) -> bool:
    if where == "inside":
        return True
    if where == "end":
        return last == count
    if first:
        return False
    if where == "line" or last == count:
        return last == count
    if any(char in _QUOTES for char in text[:start]):
        return False
    return where == "start" or _separated(text[end:])


def _separated(rest: str) -> bool:
    """True when a label ends before `rest`; a hyphen that joins two words does not end one."""
    mark = rest.lstrip()
    return mark.startswith(_SEPARATORS) or (
        mark.startswith("-") and (len(mark) < len(rest) or not mark[1:2].isalnum())
    )


def _contains(tokens: Sequence[str], words: Sequence[str]) -> bool:
    size = len(words)
    return any(tuple(tokens[at : at + size]) == tuple(words) for at in range(len(tokens)))


class _Gate:
    """Tells which of some patterns may occur in a text.

    `patterns` are anchored, each after what an error says of it. Those that are tied to the start
    of a line and the others are sets of their own: in one set the states of RE2's automaton
    multiply until they no longer fit in its memory, and it builds them anew for every text.
    """

    def __init__(self, patterns: Sequence[tuple[str, str]]) -> None:
        tied: list[int] = []
        free: list[int] = []
        for number, (_, pattern) in enumerate(patterns):
            starts = pattern.removeprefix(_BY_LINE).startswith("^")
            (tied if starts else free).append(number)
        self._sets = [
            (_set([patterns[number] for number in numbers]), numbers)
            for numbers in (tied, free)
            if numbers
        ]

    def may_match(self, text: str) -> list[int]:
        """The places of the patterns that may occur in a text; they must be matched again."""
        return [numbers[at] for known, numbers in self._sets for at in known.Match(text) or ()]


def _set(patterns: Sequence[tuple[str, str]]) -> Any:
    """An RE2 set of patterns, as `_Gate` is given them.

    Without the bounds of their repeats they compile and match in a quarter of the time; they let
    more through then.
    """
    import re2

    known = re2.Set.SearchSet(_options())
    for name, pattern in patterns:
        try:
            known.Add(_BOUNDS.sub(_unbounded, pattern))
        except re2.error as error:
            raise PackError(f"{name} is no valid RE2: {_trouble(pattern)}") from error
    try:
        known.Compile()
    except re2.error as error:
        raise PackError(
            "patterns: too large for RE2 all together; shorten their repeats"
        ) from error
    return known


def _trouble(pattern: str) -> str:
    """What RE2 says is wrong with a pattern; a set does not pass that on."""
    import re2

    try:
        re2.compile(pattern, _options())
    except re2.error as error:
        (reason,) = error.args
        text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        # Where it is at a loss it repeats the whole, with what was put around it.
        return text.removesuffix(f": {pattern}")
    return "it is too large"


def _by_line(pattern: str) -> str:
    """`pattern` with anchors that hold at every line; what matches anywhere, if it has others."""
    return "" if _OTHER_ANCHORS.search(pattern) else f"{_BY_LINE}{pattern}"


def _plain(text: str) -> str:
    """`text` as patterns see it: plain blanks and apostrophes."""
    return text if text.isascii() else exchanged(text, _PLAIN)


def _unbounded(match: re.Match[str]) -> str:
    return match[1] or "*"


def _options() -> Any:
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options


def _anchor(pattern: str, where: str) -> str:
    head = f"^{_ORNAMENTS}" if where in ("line", "start", "label") else ""
    tail = f"{_ORNAMENTS}$" if where in ("line", "end") else ""
    return f"{head}(?:{pattern}){tail}"
