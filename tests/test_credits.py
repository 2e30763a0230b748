"""Labels of pictures, in the languages in which broadcasters set them before a comma."""

from __future__ import annotations

import pytest

from newslint.document import Document
from newslint.engine import check
from newslint.registry import selected
from newslint.settings import Settings

SETTINGS = Settings(model=False)
RULES = selected(SETTINGS)
STORIES = {
    "en": (
        "Council backs harbour plan after long debate",
        "The council of Elmouth voted for the harbour on Monday after a debate of six hours.",
    ),
    "es": (
        "El ayuntamiento aprueba el plan del puerto",
        "El ayuntamiento de Villamar aprobó el lunes el plan del puerto tras seis horas.",
    ),
    "pt": (
        "Câmara aprova plano do porto",
        "A câmara de Vilamar aprovou na segunda-feira o plano do porto depois de horas.",
    ),
    "fr": (
        "Le conseil approuve le plan du port",
        "Le conseil de Port-Marin a approuvé lundi le plan du port après six heures.",
    ),
    "id": (
        "Dewan setujui rencana pelabuhan",
        "Dewan kota Muara menyetujui rencana pelabuhan pada Senin setelah enam jam.",
    ),
    "tr": (
        "Meclis liman planını onayladı",
        "Denizli meclisi liman planını pazartesi günü altı saat sonra onayladı.",
    ),
    "ru": (
        "Совет одобрил план порта",
        "Городской совет Устья в понедельник одобрил план порта после дебатов.",
    ),
    "uk": (
        "Рада схвалила план порту",
        "Міська рада Усть-Річки в понеділок схвалила план порту після дебатів.",
    ),
    "hi": (
        "परिषद ने बंदरगाह योजना को मंज़ूरी दी",
        "नगर परिषद ने सोमवार को छह घंटे की बहस के बाद बंदरगाह योजना को मंज़ूरी दी।",
    ),
}


def codes(language: str, line: str) -> list[str]:
    title, told = STORIES[language]
    text = f"{title}\n\n{told}\n\n{line}\n\n{told[:-1]}, {told.lower()}"
    start = text.index(line)
    found = check(Document(text, language=language), RULES, SETTINGS)
    return [one.code for one in found if one.start < start + len(line) and one.end > start]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Media caption, The vote was read out in the hall"),
        ("es", "Fuente de la imagen, Getty Images"),
        ("es", "Pie de foto, El puerto de Villamar en invierno"),
        ("pt", "Crédito, Getty Images"),
        ("pt", "Legenda da foto, O porto de Vilamar no inverno"),
        ("fr", "Légende image, Le port de Port-Marin en hiver"),
        ("id", "Sumber gambar, Getty Images"),
        ("id", "Keterangan gambar, Pelabuhan Muara di musim hujan"),
        ("tr", "Kaynak, Getty Images"),
        ("tr", "Fotoğraf altı yazısı, Limanın kışın görünümü"),
        ("ru", "Автор фото, Getty Images"),
        ("ru", "Подпись к фото, Порт Устья зимой"),
        ("uk", "Автор фото, Getty Images"),
        ("uk", "Підпис до фото, Порт узимку"),
        ("hi", "इमेज स्रोत, Getty Images"),
        ("hi", "इमेज कैप्शन, सर्दियों में बंदरगाह"),
    ],
)
def test_a_label_of_a_picture_is_one_of_its_credit(language: str, line: str) -> None:
    assert codes(language, line) == ["RES013"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "Pie de foto y titular se cambiaron ayer sin que nadie lo dijera en la redacción."),
        ("es", "Crédito, deuda y vivienda son los temas de la cumbre del lunes en Villamar."),
        ("pt", "Crédito, juros e inflação são os temas da reunião de segunda-feira em Vilamar."),
        ("tr", "Kaynak, belediyenin bütçesinden sağlanacak ve liman iki yılda bitecek."),
        ("ru", "Автор фото попросил газету не называть его имени до конца следствия."),
        ("hi", "इमेज कैप्शन में लिखा था कि बंदरगाह सर्दियों में बंद रहेगा।"),
    ],
)
def test_a_sentence_about_pictures_or_credit_is_reporting(language: str, line: str) -> None:
    assert codes(language, line) == []
