"""Bytes to text: exact, strict, and honest about guesses."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import texts

from newslint.decoding import Decoded, decode
from newslint.errors import InputError

BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
PORTUGUESE = "O secretário disse que a licitação não será adiada; “as obras começam já”, afirmou."
RUSSIAN = "Мэр сообщил, что новый мост откроют весной, а старый начнут разбирать уже в июне."


def encoded(decoded: Decoded) -> bytes:
    return decoded.bom + decoded.text.encode(decoded.encoding)


@given(texts())
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == Decoded(text)


@given(texts(), st.sampled_from(sorted(BOMS)))
def test_text_after_a_byte_order_mark_comes_back_as_it_was(text: str, encoding: str) -> None:
    decoded = decode(BOMS[encoding] + text.encode(encoding))
    assert decoded == Decoded(text, encoding, BOMS[encoding])


@given(st.binary(max_size=200) | texts().map(str.encode))
@example(b"\xff\xfe\x00\x00")
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"\x84\x31\x95\x33GB18030 has a byte-order mark too")
@example(b"+/v8- is one of UTF-7")
@example(b"\xed\xa0\x80 is half a character")
def test_any_bytes_are_refused_or_can_be_given_back_exactly(data: bytes) -> None:
    try:
        decoded = decode(data)
    except InputError as error:
        assert str(error)
    else:
        assert encoded(decoded) == data


@given(st.text(st.characters(min_codepoint=0xA0, max_codepoint=0x17F), max_size=60), st.data())
def test_a_guess_gives_the_bytes_back_exactly(text: str, data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(("cp1252", "cp1250", "cp1254", "iso8859_2", "cp1257")))
    raw = text.encode(encoding, "replace")
    try:
        decoded = decode(raw)
    except InputError:
        return
    assert encoded(decoded) == raw


def test_no_bytes_are_an_empty_text() -> None:
    assert decode(b"") == Decoded("")


def test_a_byte_order_mark_alone_is_an_empty_text() -> None:
    for encoding, bom in BOMS.items():
        assert decode(bom) == Decoded("", encoding, bom)


def test_only_the_first_byte_order_mark_is_none_of_the_text() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"x").text == "\ufeffx"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028", "\x0c", "\v"])
def test_line_ends_stay_what_they_are(newline: str) -> None:
    assert decode(f"one{newline}two{newline}".encode()).text == f"one{newline}two{newline}"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Hi\n", PORTUGUESE, RUSSIAN * 3, "सरकार ने कहा कि नई नीति अगले माह आएगी। " * 4]
)
def test_utf16_without_a_mark_is_known_by_its_nul_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", PORTUGUESE),
        ("cp1252", "“We’ll see,” the coach said, and walked away from the microphones."),
        ("cp1250", "Starosta powiedział, że droga będzie zamknięta do środy, a objazd już działa."),
        ("iso8859_2", "Starosta powiedział, że droga będzie zamknięta do środy, a most później."),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("cp1253", "Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει την άνοιξη."),
        (
            "cp1254",
            "Belediye başkanı köprünün ilkbaharda açılacağını, eskisinin yıkılacağını söyledi.",
        ),
        ("cp932", "市長は、新しい橋が春に開通すると述べた。古い橋は六月から取り壊される。"),
        ("gb18030", "市长表示，新桥将于春天通车，旧桥将从六月开始拆除。"),
    ],
)
def test_a_legacy_encoding_is_guessed_and_said_to_be_a_guess(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.guessed
    assert decoded.bom == b""


def test_unicode_is_no_guess() -> None:
    for data in (b"plain", "é".encode(), PORTUGUESE.encode("utf-16-le")):
        assert not decode(data).guessed


@pytest.mark.parametrize("bad", [b"\xe2\x80", b"\xff", b"\xc3(", b"\xed\xa0\x80"])
def test_damaged_utf8_is_refused_and_not_taken_for_another_encoding(bad: bytes) -> None:
    before = PORTUGUESE.encode() + b"\n"
    with pytest.raises(InputError, match=rf"offset {len(before)} \(line 2\)"):
        decode(before + bad)


def test_as_much_that_is_right_as_is_wrong_makes_it_damaged_utf8() -> None:
    with pytest.raises(InputError, match="UTF-8 but for 1 byte"):
        decode("é".encode() + b"\xff")
    with pytest.raises(InputError, match="it is not UTF-8"):
        decode("é".encode() + b"\xff\xff")


def test_a_guess_that_does_not_give_the_bytes_back_is_none() -> None:
    """The code has two places in cp932, and is written to the other one."""
    text = "市長は、新しい橋が春に開通すると述べた。古い橋は六月から取り壊される。"
    data = text.encode("cp932") + b"\x87\x9c"
    assert data.decode("cp932").encode("cp932") != data
    try:
        decoded = decode(data)
    except InputError:
        return
    assert encoded(decoded) == data


@pytest.mark.parametrize("odd", ["\u0378", "\ue000"])
def test_utf16_without_a_mark_has_no_characters_that_nobody_writes(odd: str) -> None:
    with pytest.raises(InputError, match="NUL"):
        decode(f"The minister said so {odd}".encode("utf-16-le"))


def test_mojibake_is_text_like_any_other() -> None:
    mangled = PORTUGUESE.replace("“", "").replace("”", "").encode().decode("cp1252", "ignore")
    assert decode(mangled.encode()).text == mangled


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("article.txt", "text")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (zipped(), "ZIP"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"GIF89a\x01\0\x01\0", "GIF"),
        (rb"{\rtf1\ansi Hello}", "RTF"),
    ],
)
def test_known_binary_formats_are_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=kind):
        decode(data)


@pytest.mark.parametrize(
    "text", ["PK said no.", "%PDFs are not text.", "GIF89 is a format.", "BZh.", "7z is a tool."]
)
def test_text_that_only_begins_like_a_format_is_text(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    "data",
    [
        b"one\0two",
        b"ab\0c",
        b"\0",
        b"text " * 400 + b"\0" + b" text" * 400,
        b"caf\xe9\0",
        codecs.BOM_UTF8 + b"a\0b",
        codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"),
        "text".encode("utf-32-le"),
        bytes(range(256)),
    ],
)
def test_nul_bytes_make_data_binary(data: bytes) -> None:
    with pytest.raises(InputError, match=r"NUL|control"):
        decode(data)


def test_many_control_characters_make_data_binary() -> None:
    with pytest.raises(InputError, match="control characters"):
        decode(b"\x01\x02\x03\x04\x05\x06 text")


def test_a_few_control_characters_are_a_flaw_of_a_text_and_no_more() -> None:
    text = "The minister\x02 said so.\x1b\t\x0c\r\n" * 2
    assert decode(text.encode()).text == text


def test_control_characters_are_many_from_one_in_fifty_on() -> None:
    few = "\x01" * 5 + "x" * 245
    assert decode(few.encode()).text == few
    with pytest.raises(InputError, match="5 control characters"):
        decode(few[:-1].encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-be"])
def test_a_mark_that_lies_is_an_error(encoding: str) -> None:
    with pytest.raises(InputError, match="byte-order mark says"):
        decode(BOMS[encoding] + b"\xff\xd8\xff")
