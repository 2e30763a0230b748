"""Language detection: whole articles, headlines, and text that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import texts

from newslint.errors import ConfigError
from newslint.language import _MEANT, DEFAULT, WIDE, code_of, detect
from newslint.rules.pack import languages

ARTICLES = {
    "da": "Byrådet besluttede tirsdag at lukke den gamle bro, efter at ingeniører havde fundet "
    "revner i to af pillerne. Pendlerne skal køre en omvej på tolv kilometer indtil efteråret.",
    "no": "Kommunestyret bestemte tirsdag å stenge den gamle brua etter at ingeniører hadde funnet "
    "sprekker i to av pilarene. Pendlerne må kjøre en omvei på tolv kilometer fram til høsten.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke zu sperren. Gutachter hatten "
    "Risse gefunden. Bis zum Herbst müssen Pendler einen Umweg von zwölf Kilometern fahren.",
    "en": "The council voted on Tuesday to close the old bridge after engineers found cracks in "
    "two of its piers. Commuters will have to drive an extra seven miles until the autumn.",
    "es": "El ayuntamiento decidió el martes cerrar el viejo puente después de que los ingenieros "
    "hallaran grietas. Los vecinos tendrán que dar un rodeo de doce kilómetros hasta el otoño.",
    "fr": "Le conseil municipal a décidé mardi de fermer le vieux pont après la découverte de "
    "fissures. Les habitants devront faire un détour de douze kilomètres jusqu'à l'automne.",
    "hi": "नगर परिषद ने मंगलवार को पुराने पुल को बंद करने का फैसला किया। इंजीनियरों ने दो खंभों में दरारें पाई "
    "थीं। लोगों को शरद ऋतु तक बारह किलोमीटर का चक्कर लगाना होगा।",
    "id": "Dewan kota memutuskan pada hari Selasa untuk menutup jembatan lama setelah para "
    "insinyur menemukan retakan. Warga harus memutar sejauh dua belas kilometer.",
    "ja": "市議会は火曜日、古い橋を閉鎖することを決めた。技術者が二つの橋脚に亀裂を見つけたためだ。"
    "住民は秋まで十二キロの回り道を強いられる。",
    "pt": "A câmara municipal decidiu na terça-feira fechar a ponte velha depois de engenheiros "
    "terem encontrado fissuras. Os moradores terão de dar uma volta de doze quilômetros.",
    "ru": "Городской совет решил во вторник закрыть старый мост после того, как инженеры нашли "
    "трещины. До осени жителям придётся ездить в объезд.",
}


@pytest.mark.parametrize("language", ARTICLES)
def test_articles_are_known_by_their_words(language):
    assert detect(ARTICLES[language]) == language


@pytest.mark.parametrize("language", ARTICLES)
def test_line_ends_and_control_characters_change_nothing(language):
    text = ARTICLES[language].replace(" ", "\r\n", 3) + "\x00\x07\x1b\ufffe"
    assert detect(text) == language


@pytest.mark.parametrize(
    "headline",
    [
        "Corso Italia gallery sold to Milan firm",
        "Tate, Kurosawa, Fellini: a week of film",
        "OMNE TRIUM",
        "Poll: Labor leads by 4",
        "Paul Carey Kent",
        "Share",
        "AFP",
        "1-0, 2-1, 3-3",
        "★ ★ ★",
        "",
    ],
)
def test_a_short_english_or_wordless_text_is_not_called_something_exotic(headline):
    assert detect(headline) == "en"


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Stadtrat sperrt alte Brücke nach Rissen in den Pfeilern", "de"),
        ("Presidente anuncia nuevas medidas para la economía del país", "es"),
        ("मंत्री ने कहा कि बारिश होगी", "hi"),
        ("古い橋が閉鎖、亀裂が見つかる", "ja"),
        ("Мэр закрыл старый мост из-за трещин", "ru"),
    ],
)
def test_a_clear_headline_is_known_by_itself(headline, language):
    assert detect(headline) == language


def test_an_article_with_a_quotation_in_another_language_keeps_its_own():
    assert detect(ARTICLES["en"] * 3 + " “La casa es de todos los vecinos”, she said.") == "en"


@given(texts(max_size=38))
def test_short_texts_never_fail_and_never_give_an_unheard_of_language(text):
    language = detect(text)
    assert language == DEFAULT or language in WIDE


@pytest.mark.parametrize("language", languages())
def test_a_language_of_a_pack_is_known_by_its_other_names_too(language):
    names = [name for name, code in _MEANT.items() if code == language]
    assert len(names) > 1
    for name in names:
        with pytest.raises(ConfigError, match=f'did you mean "{language}"'):
            code_of(name.title())


def test_what_only_three_letters_name_is_taken_as_it_is():
    assert [code_of(name) for name in ("ceb", "EN-gb", "iw")] == ["ceb", "en", "he"]
