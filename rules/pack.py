"""Packs: where the phrases of a language stand in a text, and its word lists.

What a pack holds is told in `newslint.rules.packfile`. Phrases are found through an index of their
first words, patterns through RE2 sets: neither can hang, and the cost grows with the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from newslint.blocks import Block
from newslint.errors import PackError
from newslint.profiles import NONE, Profile, profile_of
from newslint.rule import Context
from newslint.rules.packfile import (
    COMMON,
    FOLDER,
    INNER,
    WORD_LISTS,
    Entry,
    Table,
    parse,
    read,
    shipped,
)
from newslint.rules.patternset import Gate, Pattern, PatternSet, anchored, by_line, plain

_SEPARATORS = tuple(":|»>▶►→–—・：·•❯›*])…｜＞】］〕）=＝")
_QUOTES = "\"'“”„‟«‹‘’‚‛「『《〈"


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
        self._alone = frozenset("".join(phrase) for phrase, where in listed if where == "line")
        known = [phrase for phrase, where in listed if where != "line"]
        self._words = frozenset(phrase[0] for phrase in known if len(phrase) == 1)
        self._pairs = frozenset(phrase for phrase in known if len(phrase) == 2)
        self._triples = frozenset(phrase[:3] for phrase in known if len(phrase) > 2)
        self._heads = self._pairs.union(triple[:2] for triple in self._triples)
        self._gate = Gate({at: by_line(pattern) for at, pattern in enumerate(patterns)})

    def is_phrase(self, folded: str) -> bool:
        """True for a text, folded, that is one of the phrases that stand alone, blanks aside."""
        return folded.replace(" ", "") in self._alone

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
        return bool(self._gate.may_match(plain(text)))


class PhraseIndex:
    """Phrases by their first word, then by their second.

    Most first words stand in no text, so what begins with one is sorted when a text has it.
    """

    def __init__(self) -> None:
        self._kept: dict[str, list[tuple[list[Entry], list[tuple[int, str]]]]] = {}
        # The first words of phrases that may stand behind the first word of a line.
        self._inner: set[str] = set()
        self._sorted: dict[tuple[str, bool], dict[str, list[tuple[list[str], Entry]]]] = {}

    def add(self, table: Table, entries: list[Entry]) -> None:
        """Add the phrases of a table, whose numbers are places in `entries`."""
        for first, phrases in table["phrases"].items():
            self._kept.setdefault(first, []).append((entries, phrases))
        self._inner.update(table["inner"])

    def __iter__(self) -> Iterator[tuple[list[str], Entry]]:
        """All phrases, in words, with their entries."""
        for kept in self._kept.values():
            for entries, phrases in kept:
                for number, phrase in phrases:
                    yield phrase.split(), entries[number]

    def candidates(self, terms: Sequence[str]) -> Iterator[tuple[int, list[str], Entry]]:
        """What may stand among the words of a line: (where it would begin, phrase, entry).

        The first two words are compared already.
        """
        places = [0] if terms and terms[0] in self._kept else []
        if not self._inner.isdisjoint(terms):
            places += [at for at, word in enumerate(terms) if at and word in self._inner]
        for first in places:
            phrases = self._beginning(terms[first], inside=first > 0)
            following = terms[first + 1] if first + 1 < len(terms) else "\n"
            for phrase, entry in [*phrases.get(following, ()), *phrases.get("", ())]:
                yield first, phrase, entry

    def _beginning(self, word: str, inside: bool) -> dict[str, list[tuple[list[str], Entry]]]:
        """The phrases that begin with a word, by their second ("" when they have none)."""
        if (word, inside) not in self._sorted:
            found: dict[str, list[tuple[list[str], Entry]]] = {}
            for entries, phrases in self._kept[word]:
                for number, phrase in phrases:
                    entry = entries[number]
                    if not inside or entry.where in INNER:
                        words = phrase.split()
                        second = words[1] if len(words) > 1 else ""
                        found.setdefault(second, []).append((words, entry))
            self._sorted[word, inside] = found
        return self._sorted[word, inside]


class Pack:
    """The phrases and word lists of some tables together, later ones added to earlier ones."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.entries: list[Entry] = []
        self._words: dict[str, frozenset[str]] = {}
        self._phrases = PhraseIndex()
        self._entry_of: list[Entry] = []  # by the number of a pattern
        patterns = []
        for table in tables:
            entries = [Entry(*values) for values in table["entries"]]
            for name, words in table["words"].items():
                self._words[name] = self._words.get(name, frozenset()).union(words)
            self._phrases.add(table, entries)
            for number, pattern, needs in table["patterns"]:
                self._entry_of.append(entries[number])
                patterns.append(Pattern(anchored(pattern, entries[number].where), needs))
            self.entries += entries
        self._patterns = PatternSet(patterns)
        self._sieves: dict[frozenset[str], Sieve | None] = {}

    def expect(self, text: str) -> None:
        """Make ready for the blocks of `text`: see `PatternSet.expect`."""
        self._patterns.expect(text)

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
                    (tuple(phrase), entry.where)
                    for phrase, entry in self._phrases
                    if entry.strong and entry.kind in kinds
                ),
                [
                    pattern.source
                    for pattern, entry in zip(self._patterns, self._entry_of, strict=True)
                    if entry.strong and entry.kind in kinds
                ],
            )
        return self._sieves[kinds]

    def _phrase_hits(self, block: Block) -> Iterator[Hit]:
        folded = block.units
        longest = _length(block)
        for first, phrase, entry in self._phrases.candidates(folded):
            last = first + len(phrase)
            if longest > entry.max_words or folded[first:last] != phrase:
                continue
            whole = first == 0 and last == len(folded)
            start, end = block.unit_places[first][0], block.unit_places[last - 1][1]
            hit = Hit(entry, " ".join(phrase), start, end, whole)
            stands = _stands(entry.where, first, last, len(folded), block.text, hit.start, hit.end)
            if stands and not any(_contains(folded, words) for words in entry.unless):
                yield hit

    def _pattern_hits(self, block: Block) -> Iterator[Hit]:
        for number, match in self._patterns.found(block.text):
            entry = self._entry_of[number]
            if _length(block) > entry.max_words:
                continue
            if any(_contains(block.units, words) for words in entry.unless):
                continue
            whole = match.start() == 0 and match.end() == len(block.text)
            yield Hit(entry, match.group(0), match.start(), match.end(), whole)


def pack_of(ctx: Context) -> Pack:
    """The pack for a document's language with the user's own packs and its source's phrases.

    Raises PackError when a user's pack cannot be used.
    """
    return ctx.once(_pack)


def _pack(ctx: Context) -> Pack:
    profile = profile_of(ctx.document, ctx.settings)
    pack = load(ctx.document.language, ctx.settings.packs, profile)
    pack.expect(ctx.document.text)
    return pack


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
    tables = [shipped(name) for name in _files(language)]
    own = map(_users, user_packs)
    tables += [table for wanted, table in own if wanted in ("*", language)]
    if profile.phrases:
        source = f'sources."{profile.name}".phrases'
        tables.append(parse(source, {"residue": profile.entries}, own=True))
    return Pack(tables)


@lru_cache(maxsize=64)
def _users(name: str) -> tuple[str, Table]:
    """(language, table) of a user's pack, which is checked once, whatever documents are in.

    Raises PackError when it cannot be used.
    """
    raw = read(Path(name))
    language = raw.get("language", "*")
    if not isinstance(language, str):
        raise PackError(f'{name}: language: must be a code such as "en", or "*"')
    if language != "*":
        _demand_language(name, language)
    return language, parse(name, raw, own=True)


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


def _files(language: str) -> list[str]:
    names = (COMMON, language.partition("-")[0])
    return [name for name in names if (FOLDER / f"{name}.toml").exists()]


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
    return where == "start" or separated(text[end:])


def separated(rest: str) -> bool:
    """True when a label ends before `rest`; a hyphen that joins two words does not end one."""
    mark = rest.lstrip()
    return mark.startswith(_SEPARATORS) or (
        mark.startswith("-") and (len(mark) < len(rest) or not mark[1:2].isalnum())
    )


def _length(block: Block) -> int:
    """The words of a block, as `Entry.max_words` counts them."""
    return block.size if block.wide else len(block.terms)


def _contains(tokens: list[str], words: Sequence[str]) -> bool:
    size = len(words)
    return any(tokens[at : at + size] == words for at in range(len(tokens)))
