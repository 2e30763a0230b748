"""Sentences of a paragraph, by the library sentencex, with its cuts mended where news needs it.

Why this library, and what is mended: `docs/decisions/sentence-splitter.md`. A full stop before a
small letter ("he said. and left") is a cut: in news it is damage that rules must see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.blocks import CLOSERS, NO_BREAK_SPACES
from newslint.patterns import lazy
from newslint.wording import exchanged

TITLES = {
    "de": "Abs Dipl-Ing Gebr Okt Tel inkl",
    "en": "Amb Assoc Ch Ft Ms Mx Sect Shri Smt Vol",
    "es": "Av Dña Mons St",
    "fr": "Dr M MM Me Mlle Mme Pr St Ste art bd réf",
    "hi": "एड कु डॉ नं पं प्रो मो श्री सं",
    "id": "AKBP Brigjen Hj Ir Jend Jl Kab Kec Kol Kompol Letjen Mayjen Ny Prov Rp Sdr Tn",
    "pt": "Av Cap Cel Dep Des Min Profa St nº pág tel",
}
"""Abbreviations that something always follows, a name or a number. Only what sentencex lacks."""
UNITS = {
    "de": "Jh Tsd",
    "en": "approx cr lb lbs",
    "es": "Cía m",
    "hi": "कि.मी रु",
    "id": "Tbk dkk dll dsb",
    "pt": "Cia Ltda etc",
}
"""Abbreviations that may end a sentence; before a capital they do."""

_TITLES, _UNITS = (
    {language: frozenset(words.split()) for language, words in table.items()}
    for table in (TITLES, UNITS)
)
_EDGE = lazy(r"[\s(\"“«'’¤]")
"""What no abbreviation holds."""
_INITIAL = lazy(r"(?:\A|[\s-])[A-ZÀ-Þ]\.\Z")
_ORDINAL = lazy(
    r"\b(?:am|ab|beim|bis|das|dem|den|der|des|die|im|ins|seit|vom|zum|zur) \d{1,2}\.\Z", re.I
)
_MISSED = lazy(
    r"[….!?](?:(?:(?<=…)|(?<=[!?])[!?]{1,3}|(?<=[.!?])[)’']|(?<=\bno\.)|(?<=\bMay\.)"
    r"|(?<=\barc\.))(?=\s+[A-ZÀ-Þ“\"«(¿¡])"
    r"|(?<=[a-zß-ÿ]{3}[.!?])(?=\s+[“«„][A-ZÀ-Þ]))\s+"
)
_MISSED_MARKS = (
    "…", "!!", "??", "!?", "?!", "no.", "May.", "arc.", "“", "«", "„",
    ".)", "!)", "?)", ".’", "!’", "?’", ".'", "!'", "?'",
)  # fmt: skip
"""One of them is wherever sentencex misses a cut."""
_OPENING = lazy(r"[.!?…]\s+([\"“«„])\Z")
_CLOSING = lazy(rf"[{re.escape(CLOSERS)}]{{1,4}}(?=[\s,;:.!?]|\Z)")
_PAIRED = tuple("\"“”„«»'‘([")
_QUOTES = lazy(r"[\"“”„«»]")
_TIME = lazy(r"\b[ap]\.m\.\Z")
_DAY = lazy(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July"
    r"|August|(?:Septem|Octo|Novem|Decem)ber|[A-Z]{1,3}T)\b"
)
_LIST_ITEM = lazy(r"\d{1,2}\)")
_BLANKS = tuple((char, " ") for char in NO_BREAK_SPACES)
_WIDE_BLANKS = tuple(
    (f"{chr(code)}.", " .")
    for code in (0x85, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x205F, 0x3000)
)
_HIDDEN = (*((char, "¤") for char in "'’)]"), *((char, " ") for char in "‘(["))
_MARK = re.compile(r"[.!?…;:)\r\n]")
_OTHER_MARK = lazy(r"[\u2024\u203c-\u2049]|[^\0-\u055b\u2000-\u2dff]")
"""One of these two is what one character of every place is where a sentence is cut, in whatever
language: the marks of Latin, Greek and Armenian, and the other scripts, taken as a whole."""
_PIECE = 4_000
"""Code points that sentencex is given at a time; hardly a paragraph is longer."""
_PIECE_END = lazy(r"[.!?…।]\s")
_TAIL = 24
"""Characters before a cut that are looked at."""


def split(text: str, language: str = "en") -> list[tuple[int, int]]:
    """(start, end) of every sentence of `text`, surrounding blanks trimmed.

    >>> [text[a:b] for text in ["He left. She stayed."] for a, b in split(text)]
    ['He left.', 'She stayed.']
    """
    cuts: list[int] = []
    if _may_end(text):
        cuts = sorted({*_mended(text, language), *_in_quotations(text, language)})
    spans = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        if body := piece.strip():
            start += len(piece) - len(piece.lstrip())
            spans.append((start, start + len(body)))
    return spans


def _may_end(text: str) -> bool:
    """False when no sentence ends in `text`, but for the one that it is."""
    end = max(0, len(text) - 1)
    if _MARK.search(text, 0, end):
        return True
    return not text.isascii() and _OTHER_MARK.search(text, 0, end) is not None


def _cuts(text: str, language: str) -> Iterator[int]:
    """Where sentencex begins a sentence, but for the first."""
    import sentencex

    for start, end in _pieces(text):
        offset = start
        # It knows no abbreviation before a no-break space, and one of several bytes between an
        # initial and its full stop makes it panic.
        piece = exchanged(text[start:end], _BLANKS)
        piece = piece if piece.isascii() else exchanged(piece, _WIDE_BLANKS)
        for sentence in sentencex.segment(language, piece):
            if offset > start or (start and _PIECE_END.match(text, start - 2)):
                yield offset
            offset += len(sentence)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces short enough for sentencex, whose cost is quadratic in open quotes."""
    start = 0
    while len(text) - start > _PIECE:
        ends = [match.end() for match in _PIECE_END.finditer(text, start, start + _PIECE)]
        end = ends[-1] if ends else start + _PIECE
        yield start, end
        start = end
    yield start, len(text)


def _mended(text: str, language: str) -> Iterator[int]:
    """The cuts of sentencex without the wrong ones, and those that it misses."""
    for cut in _cuts(text, language):
        if not text[cut - 1].isspace():
            if opening := _OPENING.search(text, max(0, cut - _TAIL), cut):
                yield opening.start(1)
                continue
            # What closes belongs to what it closes.
            closing = _CLOSING.match(text, cut)
            cut = closing.end() if closing else cut
        if not _joined(text, cut, language):
            yield cut
    if any(map(text.__contains__, _MISSED_MARKS)):
        yield from (match.end() for match in _MISSED.finditer(text))


def _joined(text: str, cut: int, language: str) -> bool:
    """True when the cut is wrong: after an abbreviation, initials, an ordinal number, ..."""
    before, after = text[max(0, cut - _TAIL) : cut].rstrip(), text[cut : cut + _TAIL]
    if after.startswith((",", ";", ":")):
        return True
    if before.rstrip(CLOSERS).endswith(("!", "?")):
        return after[:1].islower()
    if not before.endswith("."):
        # A number and a bracket are taken for the head of a list: "(Channel at 8) ...".
        return bool(_LIST_ITEM.match(after)) and text[cut - 1] not in "\r\n"
    if before.endswith(".m.") and _TIME.search(before) and _DAY.match(after):
        return True
    if language == "de" and _ORDINAL.search(before):
        return True
    joined = language != "en" or "-" in before[-3:] + after[:1]
    if joined and before[-2:-1].isupper() and _INITIAL.search(before):
        return True
    word = _EDGE.split(before.removesuffix(".")[-12:])[-1]
    if not word:
        return False
    forms = {word, word[:1].lower() + word[1:]}
    if not forms.isdisjoint(_TITLES.get(language, ())):
        return True
    return not (after[:1].isupper() or forms.isdisjoint(_UNITS.get(language, ())))


def _in_quotations(text: str, language: str) -> Iterator[int]:
    """The cuts between the sentences of a quotation or bracket, which sentencex keeps whole.

    Each stretch between two quotation marks is split by itself, whichever mark opens and which
    closes, without its brackets and single quotes: no cut falls on a mark.
    """
    if not any(map(text.__contains__, _PAIRED)):
        return
    marks = [match.start() for match in _QUOTES.finditer(text)]
    for start, end in zip([-1, *marks], [*marks, len(text)], strict=True):
        stretch = exchanged(text[start + 1 : end].rstrip(), _HIDDEN)
        for cut in _mended(stretch, language) if _may_end(stretch) else ():
            if cut < len(stretch) and text[start + cut].isspace():
                yield start + 1 + cut
