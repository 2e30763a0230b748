"""Text that was read in a wrong encoding: where it stands, and what it was.

Every word that looks damaged is put to the library ftfy, on its own. It is cautious with a word
that holds one sequence only ("dostanÄ…"); but where a document surely has damage of one kind, the
other sequences of that kind are damage too, and those are found here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from newslint.patterns import lazy
from newslint.rule import Context
from newslint.spans import Spans

Span = tuple[int, int]


class Damage(NamedTuple):
    """A damaged place, what it was, and whether that follows exactly from the damage."""

    start: int
    end: int
    was: str
    sure: bool


# What the bytes 80 to BF of UTF-8 look like when read as Windows-1252 or -1250.
_CONT = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸŚŤŹśťźˇ˘ŁĄŞŻ˛łąşĽ˝ľż"
_CONT_CYRILLIC = "\u0402-\u040f\u0452-\u045f\u0490\u0491€‚„…†‡‰‹‘’“”•–—™›\xa0¤¦§©«¬\xad®°±µ¶·»№"
_SUSPECT = lazy(
    rf"[\u00c2-\u00deĂĹ][{_CONT}]|[\u00e0-\u00ef][{_CONT}]{{2}}|ð[{_CONT}]{{3}}"
    rf"|(?:[РС][{_CONT_CYRILLIC}]){{2}}|вЂ[{_CONT_CYRILLIC}]"
    r"|‚Ä[ôúùìîò¶]|√[†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø]"
    r"|(?<![A-Z])Ã(?= (?:[^\W\d_]|\Z))"
)
# A quotation in capitals may end in Ã or in an accented letter ("AMANHÃ”"): that is no damage.
_CLOSED_QUOTATION = lazy(r"[^\W\d_][\u00c0-\u00ef][’”“»…›]{1,2}(?![\w€™œž])")
# After Ã in capitals ("SÃ\u00adO PAULO") a soft hyphen and a no-break space are what they are.
_UNSEEN = lazy("[A-Z][\u00c2-\u00de][\u00a0\u00ad]")
_ENCODINGS = (
    "latin-1",
    "sloppy-windows-1252",
    "sloppy-windows-1250",
    "sloppy-windows-1251",
    "macroman",
)
# What a suspicious sequence begins with.
_HEADS = frozenset({*map(chr, range(0xC2, 0xDF)), *map(chr, range(0xE0, 0xF1)), *"ĂĹРСв‚√"})
_HALF = lazy(r"[\u00c2-\u00df](?=[^\x00-\x7f])|(?<=[^\x00-\xff])[\u00c2-\u00df]")
_REACH = 40
"""Code points of the word around a suspicious sequence that are looked at, on each side."""


def mojibake_spans(ctx: Context) -> list[Damage]:
    """Every sequence read in a wrong encoding, in order."""
    characters = ctx.document.characters
    if characters.isdisjoint(_HEADS):
        return []
    found: list[Damage] = []
    words = 0
    for line in ctx.document.lines:
        if line.text.isascii():
            continue
        for start, end in _windows(line.text):
            words += 1
            found += [
                Damage(line.start + start + low, line.start + start + high, was, sure)
                for low, high, was, sure in _repaired(line.text[start:end])
            ]
    if words > 2 and not any(damage.sure for damage in found):
        found += _inside_words(ctx.document.text, Spans(found))
        found.sort()
    if found:
        found = _same_kinds(ctx.document.text, found, ctx.document.language)
    if ctx.document.language == "tr" and not characters.isdisjoint("þýð"):
        found = sorted([*found, *_turkish(ctx)])
    return found


def _windows(text: str) -> Iterator[Span]:
    """The words around suspicious sequences; words that overlap are one."""
    start = end = -1
    for match in _SUSPECT.finditer(text):
        low, high = match.span()
        while low > match.start() - _REACH and low > max(end, 0) and not text[low - 1].isspace():
            low -= 1
        while high < min(match.end() + _REACH, len(text)) and not text[high].isspace():
            high += 1
        if low > end:
            if end > 0:
                yield start, end
            start = low
        end = max(end, high)
    if end > 0:
        yield start, end


def _repaired(word: str) -> Iterator[Damage]:
    """The damaged part of a word and its repair; nothing when the word may be right as it is."""
    import ftfy

    if _CLOSED_QUOTATION.search(word) or (word.isupper() and _UNSEEN.search(word)):
        return
    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        replace_lossy_sequences=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    # The blank that a lost no-break space left shows ftfy the whole of "voilÃ ".
    blank = " " if word.endswith("Ã") else ""
    fixed = str(ftfy.fix_encoding(word + blank, config))
    fixed = fixed[:-1] if blank and fixed.endswith(" ") else fixed
    if fixed == word or "\ufffd" in fixed or any(map(_control, fixed)):
        return
    low = 0
    while word[low] == fixed[low : low + 1] and word[low].isascii():
        low += 1
    high = 0
    while (
        high < min(len(word), len(fixed)) - low
        and word[-1 - high] == fixed[-1 - high]
        and word[-1 - high].isascii()
    ):
        high += 1
    was, end = fixed[low : len(fixed) - high], len(word) - high
    yield Damage(low, end, was, _reading(word[low:end], was) is not None)


def _reading(damaged: str, was: str) -> str | None:
    """The encoding that makes exactly this damage of the repair, where there is one."""
    raw = was.encode("utf-8", "replace")
    readings = (name for name in _ENCODINGS if damaged == raw.decode(name, "replace"))
    return next(readings, None)


def _control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs")


_MARKS = "‘’“”„«»‹›…–—"
"""Marks that stand after letters in sound text, and for bytes in damaged text."""
_LOST_BLANK = lazy(r"(?<![A-ZÀ-Þ])Ã(?: (?= |s\b)|(?=[ ,.;:!?)»”\"’\r\n])|\Z)")

_LOST_QUOTE = lazy(r"(?<=\S)â€(?=[\s,.;:!?)]|\Z)")


class _Kind(NamedTuple):
    """The sequences that UTF-8 gives when read in one encoding."""

    bytes: dict[str, int]
    runs: re.Pattern[str]


@cache
def _kind(encoding: str) -> _Kind:
    """Windows-1252 and Latin-1 are one kind: programs take the one for the other."""
    western = encoding in ("latin-1", "sloppy-windows-1252")
    codec = "sloppy-windows-1252" if western else encoding
    table = {chr(byte): byte for byte in range(0x80, 0xA0)} if western else {}
    table |= {bytes([byte]).decode(codec): byte for byte in range(0x80, 0x100)}

    def chars(low: int, high: int) -> str:
        return re.escape("".join(char for char, byte in table.items() if low <= byte <= high))

    follow = f"[{chars(0x80, 0xBF)}]"
    two, three, four = chars(0xC2, 0xDF), chars(0xE0, 0xEF), chars(0xF0, 0xF4)
    unit = f"[{two}]{follow}|[{three}]{follow}{{2}}|[{four}]{follow}{{3}}"
    return _Kind(table, re.compile(f"(?:{unit})+"))


def _same_kinds(text: str, found: list[Damage], language: str) -> list[Damage]:
    """What was found, and what else is of the kinds of which some is sure.

    The single sequences take the place of a word that was repaired as a whole and not exactly.
    """
    readings = [_reading(text[d.start : d.end], d.was) for d in found if d.sure]
    names = {"latin-1" if name == "sloppy-windows-1252" else name for name in readings if name}
    if "â€œ" in text or "â€™" in text:  # a quotation mark or an apostrophe, and nothing else
        names.add("latin-1")
    if not names:
        return [_whole(damage) for damage in found]
    scripts = {_script(char) for d in found if d.sure for char in d.was if not char.isascii()}
    single: list[Damage] = []
    for name in _ENCODINGS:
        if name in names:
            covered = Spans(single)
            new = _runs(text, name, scripts)
            single += [damage for damage in new if not covered.touch(damage.start, damage.end)]
            if name == "latin-1" and "Ã" in text:
                single += _lost_blanks(text, language)
            if name == "latin-1":
                single += _lost_quotes(text, single)
            single.sort()
    inside = Spans(single)
    kept = []
    for damage in found:
        pieces = inside.within(damage.start, damage.end + 1)
        if damage.sure or not _explains(text, damage, pieces):
            kept.append(_whole(damage))
    apart = Spans(kept)
    return sorted([*kept, *(d for d in single if not apart.touch(d.start, d.end))])


def _inside_words(text: str, found: Spans[Damage]) -> list[Damage]:
    """Sequences that put a capital behind a small letter ("wĂłz"), where three and more do."""
    most: list[Damage] = []
    for encoding in ("latin-1", "sloppy-windows-1250"):
        inside = [
            damage
            for damage in _runs(text, encoding, set())
            if text[damage.start - 1 : damage.start].islower()
            and not found.touch(damage.start, damage.end)
        ]
        most = max(most, inside, key=len)
    return most if len(most) > 2 else []


def _whole(damage: Damage) -> Damage:
    """The same; without a repair where pieces of other letters are left in it."""
    return damage if damage.sure or not _HALF.search(damage.was) else damage._replace(was="")


def _explains(text: str, damage: Damage, pieces: Sequence[Damage]) -> bool:
    """True when nothing but ASCII is left of a damaged word beside the sequences found in it."""
    position = damage.start
    for piece in pieces:
        if not text[position : piece.start].isascii():
            return False
        position = piece.end
    return bool(pieces) and text[position : damage.end].isascii()


def _runs(text: str, encoding: str, scripts: set[int]) -> Iterator[Damage]:
    """The sequences of one kind that can be nothing else in a text that has such damage."""
    kind = _kind(encoding)
    for match in kind.runs.finditer(text):
        raw = bytes(kind.bytes[char] for char in match.group())
        was = raw.decode("utf-8", "replace")
        if all(_plausible(char, scripts) for char in was) and _certain(text, match, encoding, was):
            yield Damage(*match.span(), was, sure=True)


def _lost_blanks(text: str, language: str) -> Iterator[Damage]:
    """Every à whose second byte, a no-break space, became a plain blank or is gone.

    Of í, where the language has it, the second byte is a soft hyphen, which may be gone too.
    """
    for match in _LOST_BLANK.finditer(text):
        sure = match.end() - match.start() == 2 or language in ("fr", "it")
        yield Damage(*match.span(), "à", sure)


def _lost_quotes(text: str, found: Sequence[Damage]) -> list[Damage]:
    """Every ” whose last byte, which Windows-1252 does not know, is gone: it closes what is open.

    Quotations that were opened are counted in each line.
    """
    marks = sorted(
        [(damage.start, damage.was) for damage in found if damage.was[:1] in ("“", "”")]
        + [(match.start(), "") for match in _LOST_QUOTE.finditer(text)]
    )
    lost: list[Damage] = []
    opened, position = 0, 0
    for start, was in marks:
        if "\n" in text[position:start]:
            opened = 0
        opened += 1 if was[:1] == "“" else -1
        position = start
        if not was and opened >= 0:
            lost.append(Damage(start, start + 2, "”", sure=True))
        opened = max(opened, 0)
    return lost


def _plausible(char: str, scripts: set[int]) -> bool:
    """True for what text is made of where `scripts` were repaired."""
    if char == "\ufffd" or _control(char):
        return False
    code = ord(char)
    return 0xA0 <= code < 0x250 or 0x2000 <= code < 0x2200 or _script(char) in scripts


def _script(char: str) -> int:
    return 0x30 if "\u2e80" <= char <= "\uffef" else ord(char) >> 8


def _certain(text: str, match: re.Match[str], encoding: str, was: str) -> bool:
    """False for what may be a letter and the mark that follows it."""
    if len(was) > 1:
        return True
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    last = match.group()[-1]
    if last in "\u00a0\u00ad" and before.isupper():
        return False
    if encoding == "sloppy-windows-1251":
        return last not in _MARKS and not last.isalpha()
    if before.islower() and text[start].isupper():
        return True
    if last in _MARKS:
        return len(match.group()) > 2 or (not before.isalpha() and after.isalpha())
    return not (last.isalpha() and encoding == "sloppy-windows-1250")


_TURKISH = lazy(r"[^\W\d_]*[þýðÞÝÐ][^\W\d_]*")
_TURKISH_LETTERS = str.maketrans("þýðÞÝÐ", "şığŞİĞ")


def _turkish(ctx: Context) -> Iterator[Damage]:
    """Words of lines whose Windows-1254 was read as Latin-1: every ş, ı and ğ is another letter.

    A name from Iceland holds such letters too, but not in a line without any Turkish one.
    """
    for line in ctx.document.lines:
        if line.text.count("ý") > 1 and not any(map(line.text.__contains__, "şığŞİĞ")):
            words = list(_TURKISH.finditer(line.text))
            if len(words) > 2:
                for match in words:
                    was = match.group().translate(_TURKISH_LETTERS)
                    yield Damage(line.start + match.start(), line.start + match.end(), was, False)


_BEGINS = "ÂÃÄÅÎÏÐÑ×ØÙÚÛĂĹРС"
"""What the letters of which a blank may be the second half begin with."""


def damaged(ctx: Context) -> Spans[Damage]:
    """The places of `mojibake_spans`."""
    return Spans(ctx.once(mojibake_spans))


def piece_of_letter(ctx: Context, start: int) -> bool:
    """True when the blank or unseen character at a place is a byte of a broken letter: it stands in
    mojibake, or after what begins a broken letter ("giÃ\\u00a0").
    """
    text = ctx.document.text
    if start == 0 or text[start - 1] not in _BEGINS:
        return False
    if ctx.once(damaged).touch(start, start + 1):
        return True
    return text[start - 1] not in "РС" and not text[max(0, start - 2) : start - 1].isupper()
