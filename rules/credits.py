"""Photo credits: found by their shape at the end or the beginning of a caption."""

from __future__ import annotations

import re
from functools import lru_cache

from newslint.blocks import Block
from newslint.patterns import lazy
from newslint.rules.pack import Pack
from newslint.wording import fold

LONGEST_CAPTION = 48
"""Words up to which a block with a credit is a caption."""
LONGEST_NAME = 8
"""Words that a credit's name may have; a block of no more is a credit as a whole."""

_BRACKETS = lazy(r"[\[(]([^()\[\]]{2,90})[\])]\s*$")
_WIDE_BRACKETS = lazy(r"[（【［〔]([^（）【】［］〔〕]{2,90})[）】］〕]\s*$")
_SIGN = lazy(r"(?:©|\(c\)|\bvia\b)\s*([^©.!?]{2,60})$", re.I)
_SIGNS = ("©", "(c)", "(C)", "via", "Via", "VIA")
_REACH = 50
"""Code points before the end in which a name of at most forty and its mark stand."""
_SLASHED = lazy(r"(?:[^\W\d_][\w.'’-]*\s){0,3}[^\W\d_][\w.'’-]*\s?/\s?([^/.!?]{2,40})$")
_GLUED = lazy(r"(?<=[.!?”\"'’])\s?([A-Z][\w ]{1,30})$")
_ENLARGE = lazy(r"\s*(?:enlarge|zoom)\s*(?:/|this image|image)", re.I)
_CAPTION = lazy(
    r"(?<=[\w.] )\((?-i:[LRC])\)(?!,? ?\d)"
    r"|\((?:left|right|cent(?:re|er)|file|pictured|above|below|top|bottom)\)"
    r"|\b(?:from|front|top|back|second|third) (?:left|right|row)\b|\(?\bl(?:eft)? to r(?:ight)?\b",
    re.I,
)
"""Words that say where in a picture somebody is; “(C)” before a clause is an item of a list, before
a number the party of a candidate."""
_SEPARATOR = lazy(r"\s*(?:[:/|：／｜=＝]|[-–—]\s)\s*|\s+by\s+", re.I)
_WORD = lazy(r"[^\W_]+")
_ASSIGNING = ":/：／=＝"
"""The marks between what says that a picture is somebody's and the name."""


def credit_span(block: Block, pack: Pack) -> tuple[int, int] | None:
    """Where in `block.text` a photo credit stands, or None.

    Short blocks, and captions that only say who is where in a picture, count as a whole.
    """
    span = _at_end(block, pack) or _at_start(block, pack)
    if span is None:
        short = not block.prose and block.size <= LONGEST_CAPTION
        caption = short and _places(block.text) and _CAPTION.search(block.text)
        return (0, len(block.text)) if caption else None
    return (0, len(block.text)) if block.size <= LONGEST_NAME else span


def _places(text: str) -> bool:
    """False for a text in which `_CAPTION` finds nothing."""
    return any(map(text.casefold().__contains__, ("(", "left", "right", "row", " to r")))


def _at_end(block: Block, pack: Pack) -> tuple[int, int] | None:
    text = block.text
    match = _BRACKETS.search(text) if text.endswith((")", "]")) else None
    if text.endswith(("）", "】", "］", "〕")):
        match = _WIDE_BRACKETS.search(text)
    if match and _is_credit(match[1], pack):
        return match.start(), len(text)
    match = _SIGN.search(text) if any(map(text.__contains__, _SIGNS)) else None
    if match and match.start() and _short(match[1]) and not re.search(r"\d{4}", match[1]):
        named = _agency(match[1], pack)
        if named or (text[match.start()] == "©" and block.size <= LONGEST_CAPTION):
            return match.start(), len(text)
    slashed = _SLASHED.search(text) if "/" in text[-_REACH:] else None
    # Most paragraphs end in a mark, and no name does.
    word = text[-1].isalnum() or text[-1] == "_"
    glued = _GLUED.search(text, max(0, len(text) - _REACH)) if word else None
    for match in (slashed, glued):
        if match and _agency(match[1], pack):
            return match.start(), len(text)
    return _labelled(block, pack)


def _labelled(block: Block, pack: Pack) -> tuple[int, int] | None:
    """“… Picture: Jane Roe” or “… CupCredit: PA” at the end of a caption."""
    if block.terminal and not block.text.endswith((".", ")")):
        return None
    if not any(map(block.text.__contains__, _ASSIGNING)):
        return None
    credits = pack.words("credit")
    last = slice(-LONGEST_NAME - 3, None)
    places = zip(block.terms[last], block.places[last], strict=True)
    for number, (word, (start, end)) in enumerate(places):
        follows = block.text[end : end + 2].lstrip()[:1]
        if not (follows and follows in _ASSIGNING) or (
            not number and block.size > LONGEST_NAME + 3
        ):
            continue
        glued = [
            credit
            for credit in ("credit", "picture", "photo", "image", "pic")
            if word.endswith(credit) and block.text[end - len(credit)].isupper()
        ]
        known = word in credits or bool(glued)
        rest = block.text[end:].lstrip(" |" + _ASSIGNING)
        named = _capital(rest) or rest.startswith("courtesy")
        if known and rest and _short(rest) and named and rest.count(". ") == 0:
            return end - len(glued[0]) if glued else start, len(block.text)
    return None


def _at_start(block: Block, pack: Pack) -> tuple[int, int] | None:
    text = block.text
    if block.size > LONGEST_CAPTION:
        return None
    enlarged = text[:7].casefold().startswith(("enlarge", "zoom"))
    if enlarged and (match := _ENLARGE.match(text)):
        return match.span()
    credits, agencies = pack.words("credit"), pack.words("agencies")
    words = block.terms[:4]
    known = words[:1] and words[0] in _first_words(credits, agencies)
    for count in range(len(words), 1, -1) if known else ():
        phrase = " ".join(words[:count])
        if phrase in credits or phrase in agencies:
            end = block.places[count - 1][1]
            rest = text[end:].lstrip(" \u00a0,|-｜" + _ASSIGNING)
            marked = rest[:1] != text[end:].lstrip()[:1]
            if not rest or rest[0].isupper() or (marked and not rest[0].islower()):
                return 0, end
    head, comma, rest = text.partition(",")
    if comma and fold(head) in credits and _agency(rest, pack):
        return 0, len(head) + 1
    head, colon, rest = text.partition(":")
    if colon and head.isupper() and fold(head) in agencies:
        return (0, len(head) + 1) if _agency(" ".join(rest.split()[:2]), pack) else None
    return None


@lru_cache(maxsize=64)
def _first_words(*lists: frozenset[str]) -> frozenset[str]:
    """The words that some phrases begin with."""
    return frozenset(word for phrases in lists for phrase in phrases for word in phrase.split()[:1])


def _is_credit(inner: str, pack: Pack) -> bool:
    """True for what brackets hold when they hold a credit: “Photo: NASA”, “AP Photo/Jane Roe”."""
    tokens = fold(inner).split()
    if not tokens or len(tokens) > LONGEST_NAME + 4:
        return False
    credits = pack.words("credit")
    parts = _SEPARATOR.split(inner)
    if len(parts) > 1 and fold(parts[0]) in credits:
        return True
    if {"photo", "photos", "foto", "image"} & set(tokens[:3]) and len(tokens) <= 6:
        return True
    if len(parts) > 1 and _agency(parts[-1], pack):
        return True
    if "/" in inner and all(part[:1].isupper() for part in inner.replace("/", " ").split()):
        return len(tokens) <= 6
    return any(fold(inner).startswith(credit + " ") for credit in credits if " " in credit)


def _agency(text: str, pack: Pack) -> bool:
    """True for the name of a news or picture agency, alone or after a name."""
    words = fold(text).split()
    agencies = pack.words("agencies")
    return (
        bool(words)
        and len(words) <= 4
        and (
            " ".join(words) in agencies
            or " ".join(words[-2:]) in agencies
            or (words[-1] in agencies and text.split()[-1][:1].isupper())
        )
    )


def _capital(text: str) -> bool:
    """True for a text that begins with a capital, or with a letter of a script without any."""
    return text[:1].isalpha() and not text[0].islower()


def _short(text: str) -> bool:
    return len(_WORD.findall(text)) <= LONGEST_NAME
