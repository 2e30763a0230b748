"""Blanks that are missing beside marks: “Friday.Officials”, “barche,di”, “Friday)and”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.finding import Safety
from newslint.patterns import lazy
from newslint.rules.seams import CLOSING, LOWER, PIECE, UPPER, Seam, Vocabulary

_SUFFIXES = (
    "Com|COM|Net|NET|Org|ORG|Js|JS|Io|IO|Tv|TV|Ai|AI|CO|Uk|UK|US|IN|Fm|FM|ME|Pdf|PDF|Info|App|Inc"
    "|Gov|Py|Jpg|JPG|Png|PNG|Mp|MP|Dev|Ly|Gg|Biz|Eu|EU|Fr|Br|Jp|Ca|Ru|RU|Ua|UA|Pl|Cz|Nl|Gr|Cn|Kr|Nz"
)
"""Ends of addresses and file names: the full stop before them belongs there."""
_ADDRESS = lazy(rf"\.[{LOWER}]|\.\w[^.]{{0,80}}\.\w")
"""A full stop before a small letter, or several inside: an address, a file, an abbreviation."""
_VISARGA = ("प्रात", "अंत", "अन्त", "स्वत", "प्राय", "क्रमश", "मूलत", "वस्तुत", "विशेषत", "सामान्यत")
"""Hindi words in which a colon is often typed for the sign visarga."""
_SHORT = lazy(r"(?:In|It|De|Es|Id|Me|Go|By|Us|At)$")
_INNER_STOP = lazy(r"\w\w\w\)?[.!?;][\w(“]|[।॥؟]\w|[\"”»“]\.\w")
"""What a place where `_AFTER_STOP` matches looks like, roughly."""
_AFTER_STOP = lazy(
    rf"(?<=[{LOWER}]{{3}})[.!?](?=(?!(?:{_SUFFIXES})\b)(?:[{UPPER}][{LOWER}]|[{UPPER}]{{2,}}|\(|“\w))"
    rf"|(?<=[{LOWER}]{{3}}\))\.(?=[{UPPER}][{LOWER}])|(?<=[\"”»“])\.(?=[{UPPER}][{LOWER}])"
    rf"|[।॥؟](?=[^\W\d_])"
    # the Greek question mark looks like a semicolon; Arabic has no capitals
    r"|(?<=[α-ωά-ώ]{3});(?=[Α-ΩΆΈ-Ώ][α-ωά-ώ])"
    r"|(?<=[\u0620-\u064a]{3})\.(?=[\u0620-\u064a]{3})"
)
_VIETNAMESE_STOP = lazy(r"([^\W\d_]{2})[.!?](?=([^\W\d_]{2}))")
"""A mark between letters, many of which the other patterns do not know."""
_AFTER_COMMA = lazy(rf"(?<=[{LOWER}]{{3}}),(?=[{UPPER}{LOWER}][{LOWER}]{{2}})")
_BEFORE_COMMA = lazy(rf"[{LOWER}]{{3}}$")
_AFTER_QUOTED_COMMA = lazy(rf"(?<=[\"”»“]),(?=[{UPPER}{LOWER}][{LOWER}])")
_DEVANAGARI_COMMA = lazy(r"(?<=[\u0901-\u0963]),(?=[\u0904-\u0939\u0958-\u0961])")
_ARABIC_COMMA = lazy(r"(?<=[\u0620-\u064a]{2})[،؛](?=[\u0620-\u064a]{2})")
_CONTRACTION = lazy(
    r"(?<![\w'’])(?:[a-z]{2,6}n['’]t|(?:it|he|she|that|there|what|who|let|here)['’]s"
    r"|(?:we|they|you|i)['’](?:re|ve|ll))(?=[a-z]{2})",
    re.I,
)
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Rep.", "Sen.", "Capt.", "Sgt.", "Lt.", "Rev.")
_TITLE = lazy(rf"^[\"“‘'(\[]?(?:{'|'.join(map(re.escape, _TITLES))})(?=[{UPPER}][{LOWER}])")
"""A title before a name; towns are written “St.Gallen”."""
_SMALL_AFTER_BRACKET = lazy(r"(?:^[^(]*|\(\d[^()]*)\)(?=([a-z]{2,12})\W*$)")
_SMALL_IN_BRACKET = lazy(rf"(?<=[{LOWER}]{{3}})\((?=([a-z]{{2,12}})$)")
_SEMICOLON = lazy(rf"(?<=[{LOWER}]{{3}});(?=([a-z]{{2,12}})\W*$)")
_COUNTER = lazy(rf"^\d{{1,2}}\.(?=[{UPPER}][{LOWER}])")
_COLON = lazy(
    rf"(?<=[{LOWER}]{{3}}):(?=[{UPPER}](?:[{LOWER}’']|$))"
    r"|(?<=[\u0901-\u0963]{4}):(?=[\u0904-\u0939][\u0901-\u0963])"
)
_BRACKET = lazy(
    rf"(?<=[{LOWER}]{{3}})\((?=[{UPPER}])|(?<=[{UPPER}]{{2}})\((?=[{UPPER}][{LOWER}]{{2}})"
)
_AFTER_BRACKET = lazy(rf"(?<=[\w.]\))(?=[{UPPER}][{LOWER}]{{2}})")


def mark_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams at a mark that wants a blank behind it, or before it, as a bracket does."""
    yield from _stop_seams(chunk, words)
    yield from _comma_seams(chunk, words)
    yield from _contraction_seams(chunk)
    yield from _small_seams(chunk, words)
    yield from _capital_seams(chunk, words)


def _stop_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams behind the end of a sentence and behind a title: “Friday.Officials”, “Mr.Reed”."""
    possible = any(map(chunk[:6].__contains__, _TITLES)) and not _ADDRESS.search(chunk)
    titled = _TITLE.match(chunk) if possible else None
    if titled:
        yield Seam(titled.end(), Safety.SAFE, "a name follows its title")
    if words.syllables and not chunk.isascii():
        for match in _VIETNAMESE_STOP.finditer(chunk):
            if match[1].islower() and match[2].istitle():
                yield Seam(match.start(2), Safety.SAFE, "a sentence ends and the next one follows")
        return
    if not _INNER_STOP.search(chunk) or _ADDRESS.search(chunk):
        return
    for match in _AFTER_STOP.finditer(chunk):
        if titled and match.end() == titled.end():
            continue
        certain = _two_sentences(chunk[: match.start()], chunk[match.end() :], words)
        safety = Safety.SAFE if certain else Safety.UNSAFE
        yield Seam(match.end(), safety, "a sentence ends and the next one follows")


def _comma_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams behind a comma, also that of Indian and Arabic writing: “barche,di”."""
    reason = "a word follows the comma"
    if chunk.find(",", 0, -1) > 0 and chunk.rstrip(CLOSING).count(",") == 1:
        for match in _AFTER_COMMA.finditer(chunk):
            yield Seam(match.end(), Safety.SAFE, reason)
        left, _, right = chunk.partition(",")
        if len(right) < 3 and words.is_common(right) and _BEFORE_COMMA.search(left):
            yield Seam(len(left) + 1, Safety.SAFE, reason)
        for match in _AFTER_QUOTED_COMMA.finditer(chunk):
            yield Seam(match.end(), Safety.UNSAFE, reason)
        for match in _DEVANAGARI_COMMA.finditer(chunk) if words.spaced else ():
            yield Seam(match.end(), Safety.SAFE, reason)
    for match in _ARABIC_COMMA.finditer(chunk) if "،" in chunk or "؛" in chunk else ():
        yield Seam(match.end(), Safety.SAFE, reason)


def _contraction_seams(chunk: str) -> Iterator[Seam]:
    """The seams behind an English contraction: “doesn'tknow”."""
    if "'" in chunk[:-3] or "’" in chunk[:-3]:
        for match in _CONTRACTION.finditer(chunk):
            yield Seam(match.end(), Safety.UNSAFE, "a word follows the contraction")


def _small_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams between a bracket or semicolon and a common word: “Friday)and”, “bridge;the”."""
    if ")" in chunk and (match := _SMALL_AFTER_BRACKET.search(chunk)) and words.is_common(match[1]):
        yield Seam(match.end(), Safety.UNSAFE, "a word follows the bracket")
    if "(" in chunk and (match := _SMALL_IN_BRACKET.search(chunk)) and words.is_common(match[1]):
        yield Seam(match.start(), Safety.UNSAFE, "a bracket follows the word")
    semicolon = _SEMICOLON.search(chunk) if ";" in chunk and "&" not in chunk else None
    if semicolon and words.is_common(semicolon[1]):
        yield Seam(semicolon.end(), Safety.UNSAFE, "a word follows the semicolon")


def _capital_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams between a number, a colon or a bracket and a capital: “2.She”, “barn(Reed)”."""
    for mark, pattern, reason in (
        (".", _COUNTER, "a sentence follows its number"),
        (":", _COLON, "a word follows the colon"),
        (")", _AFTER_BRACKET, "a word follows the bracket"),
    ):
        for match in pattern.finditer(chunk) if mark in chunk[:-1] else ():
            if not chunk[: match.start()].endswith(_VISARGA):
                yield Seam(match.end(), Safety.UNSAFE, reason)
    for match in _BRACKET.finditer(chunk) if "(" in chunk[1:-1] and not words.touching else ():
        yield Seam(match.start(), Safety.UNSAFE, "a bracket follows the word")


def _two_sentences(left: str, right: str, words: Vocabulary) -> bool:
    """True when the full stop between the two can be no part of a name: `left` ends in a small or a
    common word, or `right` begins with one that is no country's code.
    """
    before = PIECE.findall(left)[-1:]
    after = PIECE.findall(right)[:1]
    if after and words.is_common(after[0].casefold()) and not _SHORT.match(right.strip(".,)")):
        return True
    if not before or (before[0].islower() and right.strip(".,)").isupper()):
        return False
    return (before[0].islower() and not _SHORT.match(right)) or words.is_common(
        before[0].casefold()
    )
