"""Encoding rules beyond their examples."""

from __future__ import annotations

import pytest

import newslint
from newslint import engine
from newslint.document import Document
from newslint.finding import Safety
from newslint.rules import encoding
from newslint.settings import Settings

RULES = [rule() for rule in encoding.RULES]


def _codes(text: str, **known: object) -> list[str]:
    document = Document(text, **known)  # type: ignore[arg-type]
    return [found.code for found in engine.check(document, RULES, Settings())]


def _safe(text: str) -> str:
    return engine.fix(Document(text), RULES, Settings(), Safety.SAFE).text


@pytest.mark.parametrize(
    "text",
    [
        "The mayor’s “plan” – all of it… – failed.",
        "Die Straße heißt „Am Fluß“, sagte er.",
        "L’élève a publié « Œuvres » à Noël.",
        "“AMANHÃ”, dizia a placa; «NÃO», respondeu João à mãe.",
        "Nghĩa là “Đà Nẵng” ở Việt Nam.",
        "Мэр сказал: «Нет», — и ушёл.",
        "价格为１２，０００元（含税）。",
        "Íñigo ganó por 3½ puntos a 25 °C.",
        "Ærø, Ångström, İstanbul, Łódź, Çeşme, Ő, ğ",
    ],
)
def test_writing_beyond_ascii_is_no_damage(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize("wrong", ["cp1252", "mac-roman", "cp1250", "cp1251"])
@pytest.mark.parametrize("right", ["It’s over.", "He said — nothing.", "Wait… now"])
def test_marks_read_in_the_wrong_encoding_come_back_whole(right: str, wrong: str) -> None:
    assert _safe(right.encode("utf-8").decode(wrong)) == right


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac-roman"])
@pytest.mark.parametrize("right", ["A naïve café.", "Die Bürger von Köln", "El niño de España"])
def test_letters_read_in_the_wrong_encoding_come_back_whole(right: str, wrong: str) -> None:
    assert _safe(right.encode("utf-8").decode(wrong)) == right


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Strażacy dostaną wóz, bo czekają i będą dumni.", "cp1252"),
        ("Strażacy dostaną wóz, bo czekają i będą dumni.", "cp1250"),
        ("Başkanı dedi: şehir için çalışmalar sürüyor.", "latin-1"),
        ("Привет, сказал мэр заречного.", "cp1251"),
        ("C’est déjà ça, à voir. L’œuvre coûte 8 €.", "cp1252"),
        ("El país, según María, está aquí: «índice».", "latin-1"),
        ("بعد حرب، على شراء", "latin-1"),
        ("Πάνε καλά", "latin-1"),
    ],
)
def test_where_some_damage_is_sure_none_of_its_kind_is_left(right: str, wrong: str) -> None:
    damaged = right.encode("utf-8").decode(wrong)
    assert _safe(f"{damaged}\nŻółć, Ærø, “Ça va”.") == f"{right}\nŻółć, Ærø, “Ça va”."


@pytest.mark.parametrize(
    "text",
    [
        "“VOLTO AMANHÔ e “PELÔ, e «MARÄ».",
        "Der Buchstabe „Ä“ und „JÄ…“ sagte er.",
        "«BRØ» sagde han, og «Ø» er en ø.",
        "Он сказал: «СССР», «Рёв», С… Р»",
    ],
)
def test_sound_letters_beside_marks_stay_in_a_text_that_is_damaged_elsewhere(text: str) -> None:
    damage = "ÐŸÑ€Ð¸Ð²ÐµÑ‚ cafÃ© РџСЂРёРІРµС‚"
    assert _safe(f"{text}\n{damage}") == f"{text}\nПривет café Привет"


def test_half_a_letter_is_no_soft_hyphen_and_reported_once() -> None:
    assert _codes("El dÃ\u00ada") == ["ENC001"]
    assert _safe("Ø\u00ad") == "Ø\u00ad"
    assert _safe("SÃ\u00adO PAULO") == "SÃO PAULO"


def test_what_lost_a_byte_is_not_repaired_by_half() -> None:
    text = "Ø§Ù„Ù…Ø¬Ù„Ø³ ÙˆØ§ÙÙ‚"  # the last word lost the byte 81 of its third letter
    document = Document(text)
    assert engine.fix(document, RULES, Settings(), Safety.UNSAFE).text == "المجلس ÙˆØ§ÙÙ‚"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Guðmundur Þórsson ve Sigurður Guðnason, ýý", "is"),
        ("Guðmundur Þórsson ve Sigurður Guðnason toplantıya geldi, Nový Jičín’de.", "tr"),
        ("Václav Nový ve Jiří Starý geldi.", "tr"),
    ],
)
def test_names_of_other_countries_are_no_turkish_in_a_wrong_encoding(
    text: str, language: str
) -> None:
    assert _codes(text, language=language) == []


def test_only_the_damaged_span_changes() -> None:
    damaged = "“Curly” stays, CafÃ© goes, ﬁ and ＡＢ stay, and it’s fine."
    assert _safe(damaged) == damaged.replace("Ã©", "é")


def test_what_was_lost_is_never_invented() -> None:
    for text in ("The price is \ufffd200.", "It\ufffds late.", "She didn?t say.", "???? ??"):
        assert _codes(text) != []
        assert _safe(text) == text


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Der B?rgermeister sprach.", "de", 1),
        ("Stra?acy dostan? w?z, a mieszka?cy czekaj? na to. ?e b?d?.", "pl", 8),
        ("Le maire l?a dit, jusqu?au bout.", "fr", 2),
        ("Nell?ambito dell?accordo s?intende.", "it", 3),
        ("El ni?o est? aqu?, dijo; reunir? m?s fotograf?as.", "es", 6),
    ],
)
def test_question_marks_for_letters_are_found_in_any_language(
    text: str, language: str, count: int
) -> None:
    assert _codes(text, language=language) == ["ENC003"] * count
    assert _safe(text) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("See index.php?page and list.html?id=4 or x?y:z for more.", "en"),
        ("The search for https://example.com/a?b found nothing.", "en"),
        ("Why?And who? asked nobody. Really?!", "en"),
        ("¿Y ahora, qué sigue ? preguntó. ¿qué? dijo él.", "es"),
        ("Qui paie ? demande-t-il. Qui?", "fr"),
        ("什么时候到?明天。何?何時?", "zh"),
        ("He said: â€śWhat?â€ť and left.", "en"),
        ("What?so that is it? he asked. Who? me? yes?", "en"),
    ],
)
def test_question_marks_that_ask_are_no_lost_letters(text: str, language: str) -> None:
    assert "ENC003" not in _codes(text, language=language)


def test_a_guessed_encoding_is_reported_once() -> None:
    assert _codes("Le café et le thé.", encoding="cp1252", guessed=True) == ["ENC010"]
    assert _codes("Plain words.", encoding="cp1252", guessed=True) == []
    assert _codes("Le café et le thé.") == []


@pytest.mark.parametrize(
    "text",
    [
        "نمی\u200cخواهم",
        "ක්\u200dරම",
        "অ্যা\u200dপ",
        "👩\u200d🚒 and 🧑🏽\u200d🌾",
        "ភាសា\u200bខ្មែរ",
    ],
)
def test_joiners_that_a_script_needs_stay(text: str) -> None:
    assert _codes(text) == []


def test_a_control_character_between_letters_is_not_deleted_safely() -> None:
    assert _safe("foot\x01ball") == "foot\x01ball"
    assert _safe("foot \x01ball") == "foot ball"


def test_a_consistently_decomposed_text_stays_as_it_is() -> None:
    text = "Rene\u0301e and Jose\u0301"
    assert _safe(text) == text
    assert _safe(text + " and André") == "Renée and José and André"


def test_a_closing_mark_that_lost_a_byte_needs_one_that_opens_its_line() -> None:
    text = "â€œGoodâ€, they said.\nThe board was 5â€ wide; a â€œcleanâ€ one was 6â€ wide.\n"
    cleaned = newslint.clean(text, language="en").text
    assert cleaned == "“Good”, they said.\nThe board was 5â€ wide; a “clean” one was 6â€ wide.\n"
