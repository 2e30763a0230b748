"""From a file's bytes to text, strictly: what comes out can be written back byte for byte.

Nothing is replaced or dropped on the way. Unicode is recognised by its own rules; anything else is
a guess by charset-normalizer, among the encodings that the web knows, and is marked as one.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from newslint.errors import InputError


class Decoded(NamedTuple):
    """A text and how its bytes hold it: the data were `bom + text.encode(encoding)`, exactly.

    `bom` is the byte-order mark, which is no part of the text. `guessed` is True when the encoding
    was told from the bytes alone and may be wrong.
    """

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    guessed: bool = False


# UTF-32 stands first: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or a docx, odt or epub document)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh91AY&SY", "bzip2-compressed data"),
    (b"\xfd7zXZ\x00", "xz-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)

_WESTERN = ("cp1252", "iso8859_15")
_REGIONAL = {
    "bs cs hr hu pl ro sk sl sq": ("cp1250", "iso8859_2"),
    "be bg kk mk ru sr uk": ("cp1251", "koi8_r", "koi8_u", "cp866"),
    "el": ("cp1253", "iso8859_7"),
    "tr": ("cp1254",),
    "iw yi": ("cp1255", "iso8859_8"),
    "ar fa ur": ("cp1256", "iso8859_6"),
    "et lt lv": ("cp1257", "iso8859_13"),
    "vi": ("cp1258",),
    "th": ("cp874",),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "zh": ("gb18030",),
    "zh-Hant": ("big5hkscs",),
}
"""Legacy encodings of the WHATWG Encoding Standard (Python's names) by the languages (CLD2's codes)
that were written in them; all other languages in `_WESTERN`."""

_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r"))


def decode(data: bytes) -> Decoded:
    """The text of `data`, with what it takes to write it back.

    Read as UTF-8, as UTF-16 or UTF-32 where a byte-order mark says so, as UTF-16 without a mark
    where the pattern of its NUL bytes leaves no doubt, else in the legacy encoding that fits best.

    Raises InputError, saying why, when `data` is binary or in no encoding that gives the same bytes
    back. The message names no file: the caller knows its name.

    >>> decode(b"caf\\xc3\\xa9\\r\\n")
    Decoded(text='café\\r\\n', encoding='utf-8', bom=b'', guessed=False)
    """
    kind = binary_kind(data)
    if kind is not None:
        raise InputError(f"it is {kind}, not plain text; extract the text first")
    decoded = _marked(data) or _utf16(data) or _utf8(data) or _legacy(data)
    _refuse_binary(decoded.text)
    return decoded


def binary_kind(data: bytes) -> str | None:
    """What a file that begins with `data` is, where that shows that it is no text.

    >>> binary_kind(b"\\x1f\\x8b\\x08"), binary_kind(b"text")
    ('gzip-compressed data', None)
    """
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def half_surrogate(text: str) -> str | None:
    """What is wrong where a text has half a surrogate pair, as broken JSON brings; else None.

    >>> half_surrogate("whole"), half_surrogate("\\ud83d")[:18]
    (None, 'U+D83D at offset 0')
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        return (
            f"{half} at offset {error.start} is half a surrogate pair, which is no character;"
            ' mend the text first, such as with text.encode("utf-16", "surrogatepass")'
            '.decode("utf-16", "replace")'
        )
    return None


def _marked(data: bytes) -> Decoded | None:
    """`data` in the encoding that its byte-order mark names; None when it has no mark."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data[len(bom) :].decode(encoding), encoding, bom)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"its byte-order mark says {encoding.upper()}, but the bytes from offset "
                    f"{len(bom) + error.start} on are none; convert it to UTF-8"
                ) from None
    return None


def _utf16(data: bytes) -> Decoded | None:
    """`data` as UTF-16 without a byte-order mark; None unless its NUL bytes make that certain."""
    if b"\0" not in data or len(data) % 2:
        return None
    for encoding, high, low in (
        ("utf-16-le", data[1::2], data[::2]),
        ("utf-16-be", data[::2], data[1::2]),
    ):
        if high.count(0) > 20 * low.count(0) and _of_one_script(high):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if all(unicodedata.category(char) not in ("Cn", "Co") for char in set(text)):
                return Decoded(text, encoding)
    return None


def _of_one_script(high: bytes) -> bool:
    """True when the high bytes of UTF-16 units are those of Latin or of one other small script.

    A stray NUL in eight-bit text puts letters in the place of high bytes: these are too many.
    """
    counts = Counter(high)
    latin = counts.pop(0, 0)
    if latin * 2 > len(high):
        return True
    other = max(counts.values(), default=0)
    return latin >= 8 and (latin + other) * 10 >= len(high) * 9


def _utf8(data: bytes) -> Decoded | None:
    """`data` as UTF-8; None when it is something else.

    Raises InputError when it is UTF-8 that was damaged: a legacy encoding would decode that too,
    and turn every accent in it to mojibake.
    """
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        valid = data.decode("utf-8", "ignore")
        wrong = len(data) - len(valid.encode())
        right = len(valid) - len(valid.encode("ascii", "ignore"))
        if right >= wrong:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(
                f"it is UTF-8 but for {wrong} byte(s), the first 0x{data[error.start]:02X} at "
                f"offset {error.start} (line {line}); repair or convert it to UTF-8"
            ) from None
    return None


def _legacy(data: bytes) -> Decoded:
    """`data` in the legacy encoding that reads best and gives the same bytes back."""
    if b"\0" in data:
        raise InputError(
            "it holds NUL bytes, so it is binary, or UTF-16 without a byte-order mark; "
            "convert it to UTF-8"
        )
    from charset_normalizer import from_bytes

    from newslint.language import detect

    known = [*_WESTERN, *(name for names in _REGIONAL.values() for name in names)]
    matches = from_bytes(data, cp_isolation=known, preemptive_behaviour=False)
    likely = [encoding for match in matches for encoding in match.could_be_from_charset]
    best = _first_exact(data, likely)
    if best is None:
        raise InputError(
            "it is not UTF-8, and no other known encoding makes readable text of it; "
            "convert it to UTF-8"
        )
    # The language shows even where accents are misread; its own encodings then set them right.
    regional = _encodings_of(detect(best.text))
    return _first_exact(data, [name for name in likely if name in regional]) or best


def _first_exact(data: bytes, encodings: Iterable[str]) -> Decoded | None:
    """`data` in the first of `encodings` that decodes it and gives the same bytes back."""
    for encoding in encodings:
        with suppress(UnicodeError):
            text = data.decode(encoding)
            if text.encode(encoding) == data:
                return Decoded(text, encoding, guessed=True)
    return None


def _encodings_of(language: str) -> tuple[str, ...]:
    """The legacy encodings that a language was written in, the most usual first."""
    for languages, encodings in _REGIONAL.items():
        if language in languages.split():
            return encodings
    return _WESTERN


def _refuse_binary(text: str) -> None:
    """Raise InputError when `text` holds what no text does: a NUL, or many control characters."""
    if "\0" in text:
        raise InputError("it holds NUL characters, so it is binary; remove them or convert it")
    data = text.encode()
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > 4 and controls * 50 > len(text):
        raise InputError(f"it holds {controls} control characters, so it is binary, not plain text")
