"""Other ways to write a sentence, all as good, that are tried before it is called garbled.

The model stumbles over names that it has never read, over teams of whom a plural is told ("Villa
have the ball") and over brackets. Where a sentence is whole with a plain name, with another number
of its verb or without the bracket, nothing is wrong with it but that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from newslint.patterns import lazy
from newslint.rule import Context

if TYPE_CHECKING:
    from newslint.rules.garblemodel import Reader
    from newslint.rules.reorder import Words

WHOLE = 0.5
"""Log odds under which another way to write a sentence is whole. No other writing of the real
garbled sentences at hand has less than 1."""

_PLAIN = ("Smith", "London", "Reuters")
"""Names that the model knows: of a person, a place, an organisation."""
_CAPITAL = r"[^\W\d_a-z]"
_NAME = lazy(
    rf"(?<=[\w,;:’”] )\b{_CAPITAL}[\w’'.&+-]{{0,40}}[\w+]"
    rf"(?:[ -](?:{_CAPITAL}|\d)[\w’'.&+-]{{0,40}}[\w+]){{0,7}}"
)
"""Words with capitals in a row, and numbers among them; not the first word, which any may be."""
_WORD = lazy(rf"\b{_CAPITAL}\w+")
_POSSESSIVE = ("’s", "'s")
_BRACKET = lazy(r" ?\([^()]{1,200}\)")
_ONE = {"are": "is", "have": "has", "were": "was", "aren’t": "isn’t", "haven’t": "hasn’t"}
"""Verbs of many, as British English has them of teams and firms, and the same of one."""


def capitalised(ctx: Context) -> Counter[str]:
    """How often the document has each word with a capital. Ask through `ctx.once`."""
    return Counter(_WORD.findall(ctx.document.text))


def whole_otherwise(words: Words, place: int, reader: Reader, known: Mapping[str, int]) -> bool:
    """Whether a sentence that breaks before the word numbered `place` is whole when it is written
    otherwise there.

    `known` is how often the document has each word with a capital. The words of a name come more
    than once; what a spinner puts into the slot of a sentence has a capital too, but comes once.
    """
    for text in _otherwise(words, place, known):
        reading = reader.read([text])[0]
        if reading is not None and reading.logit < WHOLE:
            return True
    return False


def _otherwise(words: Words, place: int, known: Mapping[str, int]) -> Iterator[str]:
    """What the sentence is tried with."""
    text = words.text
    start = words.spans[max(place - 1, 0)][0]
    at, end = words.spans[min(place, len(words) - 1)]
    if 0 < place < len(words) and words.is_name(place - 1) and words[place] in _ONE:
        yield text[:at] + _ONE[words[place]] + text[end:]
    if "(" in text:
        for match in _BRACKET.finditer(text):
            if match.start() < end and match.end() > start:
                yield text[: match.start()] + text[match.end() :]
    for match in _NAME.finditer(text):
        if match.start() >= end or match.end() <= start:
            continue
        if any(known[word] < 2 for word in _WORD.findall(match[0])):
            continue
        ending = match[0][-2:] if match[0].endswith(_POSSESSIVE) else ""
        for name in _PLAIN:
            yield text[: match.start()] + name + ending + text[match.end() :]
