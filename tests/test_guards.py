"""Notices, subheadings and lists that an article needs are never deleted safely."""

from __future__ import annotations

import pytest
from test_calls import ARTICLES, FOOTERS

import newslint

FRENCH = """\
Le conseil approuve un nouveau pont sur l’Elm
Le conseil d’Elmford a voté mardi la construction d’un deuxième pont sur la rivière Elm d’ici 2031.
« Nous avons attendu quarante ans », a déclaré Mara Tillman, qui préside la commission.
Les habitants de la rive est avaient réuni douze mille signatures contre le tramway depuis mai.
"""


def deleted(lines: str, language: str, model: bool) -> list[str]:
    """Those of some lines that safe fixes delete in one place or another of an article."""
    article = FRENCH if language == "fr" else ARTICLES[language]
    title, first, *rest = article.splitlines()
    settings = newslint.Settings(model=model, ignore=("garble",))
    pages = (
        [title, first, lines, *rest],
        [title, first, *rest, lines],
        [title, first, *rest, lines, FOOTERS.get(language, "Partager cet article\n")],
    )
    cleaned = [
        newslint.clean("\n".join((*page, "")), language=language, settings=settings).text
        for page in pages
    ]
    return [line for line in lines.splitlines() for text in cleaned if line not in text]


@pytest.mark.parametrize("model", [False, True])
@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("en", "Read more: The Salt, by Anna Moor, Faber, 212 pages, £19"),
        ("en", "More information: Elmford town hall, 020 7946 0000"),
        ("en", "Don't miss: dress rehearsal on Saturday, 9.30pm, Old Square"),
        ("en", "Read also: Anna Moor, The Salt, Faber, £19"),
        ("en", "See also: Guided tour of the old mill on Sunday from 2 pm"),
        ("en", "See also: the stained glass of the chapel, the guard room and the herb garden"),
        ("en", "Already registered: 412"),
        ("de", "Zum Weiterlesen: Anna Seghers, „Transit“, Aufbau-Verlag, 12 Euro"),
        ("de", "Zum Thema: Vortrag von Ines Wahl, Mittwoch, 19 Uhr, Bürgerhaus"),
        ("fr", "À lire : « Le Sel », d’Anna Morel, Gallimard, 212 p., 19 €"),
        ("fr", "En savoir plus : mairie de Vézac, 05 53 00 00 00"),
        ("fr", "Pour aller plus loin : réunion publique jeudi à 20 h, salle des fêtes"),
        ("es", "Te recomendamos: llevar agua, gorra y crema solar"),
        ("pt", "Não perca: ensaio geral sábado, 21h30, Praça Velha"),
    ],
)
def test_a_label_before_details_is_a_notice(language: str, notice: str, model: bool) -> None:
    assert deleted(notice, language, model) == []


@pytest.mark.parametrize(
    ("language", "link"),
    [
        ("en", "Read more: Council votes for second bridge over the Elm"),
        ("en", "Also read: Bank makes $13.4bn in three months"),
        ("en", "Also watch: Thieves got away with $13 million, police told"),
        ("en", "Also read: Rupee falls 12 paise to ₹83.25 against the dollar"),
        ("en", "Also Read | Trams to run from 4 am on market days"),
        ("en", "Read Also: Watch Discount: Get Up to $120 Off at Three Stores and by Post"),
        ("es", "Lea también: El billete de tranvía sube a 3 € en la orilla este"),
        ("de", "Lesen Sie auch: Rat stimmt für zweite Brücke"),
        ("fr", "À lire aussi : Le conseil vote un deuxième pont"),
    ],
)
def test_a_label_before_a_headline_is_a_link(language: str, link: str) -> None:
    assert link in deleted(link, language, model=True)


@pytest.mark.parametrize("model", [False, True])
@pytest.mark.parametrize("bullet", ["", "- "])
def test_what_a_sentence_with_a_colon_introduces_is_the_articles_own(
    bullet: str, model: bool
) -> None:
    names = "\n".join(bullet + name for name in ("Facebook", "Twitter", "WhatsApp", "TikTok"))
    assert deleted(f"The networks blocked on the ships are:\n{names}", "en", model) == []
    for message in ("Click here to claim your refund", "Sign in", "Unsubscribe", "SHARE"):
        assert deleted(f"The last message that he got was:\n{message}", "en", model) == []


def test_a_row_of_networks_below_a_sentence_without_a_colon_is_residue() -> None:
    row = "Facebook\nTwitter\nWhatsApp\nTikTok"
    assert deleted(row, "en", model=False)


@pytest.mark.parametrize(
    "section",
    [
        "Video\nA film of the vote will be shown in the library on Sunday.",
        "Comments\nThe comments that the council got were friendly for the most part.",
        "What do you think?\nMara Tillman answered that question in a letter to residents.",
        "Login\nThe council's computers let nobody in for two hours after the vote.",
        "Share\nEach of the two towns pays half, and the share of the west bank is due in May.",
    ],
)
@pytest.mark.parametrize("model", [False, True])
def test_a_subheading_stays_above_its_section(section: str, model: bool) -> None:
    assert deleted(section, "en", model) == []


@pytest.mark.parametrize("model", [False, True])
@pytest.mark.parametrize("label", ["Read more:", "Also Read:"])
def test_a_label_above_a_headline_does_not_go_without_it(label: str, model: bool) -> None:
    headline = "Ferry fares to rise in May"
    title, first, *rest = ARTICLES["en"].splitlines()
    settings = newslint.Settings(model=model)
    amid = "\n".join((title, first, label, headline, *rest, ""))
    assert newslint.clean(amid, language="en", settings=settings).text == amid
    below = "\n".join((title, first, *rest, label, headline, ""))
    cleaned = newslint.clean(below, language="en", settings=settings).text
    assert (label in cleaned) == (headline in cleaned)


@pytest.mark.parametrize("heading", ["Latest on the Rescue", "More on how the vote went"])
def test_a_subheading_below_a_link_stays(heading: str) -> None:
    section = f"{heading}\nThe rescue of the tram was voted down in April, and again in May."
    for link in ("Also Read: Ferry fares to rise in May", "Advertisement"):
        assert heading not in deleted(f"{link}\n{section}", "en", model=True)


@pytest.mark.parametrize("model", [False, True])
def test_a_subheading_with_a_sister_stays_and_one_alone_is_that_of_a_list(model: bool) -> None:
    title, first, *rest = ARTICLES["en"].splitlines()
    settings = newslint.Settings(model=model, ignore=("garble",))

    def kept(*headings: str) -> bool:
        pairs = zip(headings, rest, strict=False)
        body = [line for pair in pairs for line in (*pair, "")] + rest[len(headings) :]
        text = "\n".join([title, "", first, "", *body, ""])
        return "What's new" in newslint.clean(text, language="en", settings=settings).text

    assert kept("What's new", "What's gone")
    assert not kept("What's new", "The plan")


def test_among_subheadings_a_word_that_could_be_a_button_is_one_of_them() -> None:
    title, first, *rest = ARTICLES["en"].splitlines()
    sections = ("Costs", *rest[:1], "Share", first, "Dates", *rest[1:])
    page = "\n".join((title, first, *sections, ""))
    settings = newslint.Settings(ignore=("garble",))
    assert "\nShare\n" in newslint.clean(page, language="en", settings=settings).text
    alone = page.replace("Costs\n", "").replace("Dates\n", "")
    assert "\nShare\n" not in newslint.clean(alone, language="en", settings=settings).text


@pytest.mark.parametrize("model", [False, True])
@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Do you have information about the man in the red jacket?"),
        ("de", "Haben Sie Hinweise zu dem Unbekannten mit der roten Jacke?"),
        ("de", "Folgt auf Instagram wirklich das halbe Dorf dem Pfarrer?"),
        ("fr", "Vous avez repéré une erreur sur votre feuille d’impôt ?"),
        ("es", "¿Encontraste un error en tu factura?"),
    ],
)
def test_a_question_that_goes_on_behind_a_phrase_is_no_call(
    language: str, question: str, model: bool
) -> None:
    assert deleted(question, language, model) == []


@pytest.mark.parametrize("model", [False, True])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Follow Mara Tillman on Facebook and Twitter for the dates of the meetings."),
        ("en", "Download the Elmford app to see where the new bridge will stand."),
        ("en", "Sign up for text alerts from the ministry to get the dates."),
        ("en", "Please support us, the children of the east bank have written on a wall."),
        ("en", "Already a subscriber of the first hour was the mayor's grandfather."),
        ("de", "Bereits registriert haben sich 412 Freiwillige aus der Region."),
        ("de", "Noch nicht registriert sind vor allem private Fahrzeuge aus dem Umland."),
        ("fr", "Déjà inscrit au patrimoine mondial, le site accueillera un parcours nocturne."),
        ("fr", "Faire un don d’organes reste un sujet tabou dans bien des familles."),
        ("fr", "Pour lire la suite du roman, les élèves ont dû attendre la rentrée."),
        ("es", "Ya es suscriptor de la revista el nieto del fundador."),
        ("pt", "Já é assinante da revista o neto do fundador."),
    ],
)
def test_a_sentence_about_others_is_no_call(language: str, sentence: str, model: bool) -> None:
    assert deleted(sentence, language, model) == []


@pytest.mark.parametrize("model", [False, True])
@pytest.mark.parametrize("signature", ["(dpa/lni)", "[AFP]", "(Reuters)"])
def test_the_signature_of_an_agency_stays_among_residue(signature: str, model: bool) -> None:
    lines = f"Lesen Sie auch: Straßenfest am Sonntag\n{signature}\nFolgen Sie uns auf Facebook"
    assert signature not in deleted(lines, "de", model)


def test_a_line_that_is_as_long_as_a_paragraph_stays_whatever_it_says() -> None:
    call = "Sign up for our newsletter and get {} every morning"
    assert deleted(call.format("the news of the town"), "en", model=False)
    long = call.format(" ".join(["the news of the town"] * 11))
    assert deleted(long, "en", model=False) == []


def test_a_name_behind_a_copyright_sign_is_the_credit_of_a_picture() -> None:
    assert deleted("© Maria Lindt", "en", model=False) == []
    assert deleted("© 2024 Elmford Courier", "en", model=False)


LINKED = [
    "Most Popular",
    "Ten beaches for the sum ..",
    "Police find a painting",
    "Why bread is dear",
]


def test_a_list_of_links_goes_below_an_article_and_stays_above_its_first_paragraph() -> None:
    """Headlines that are cut as well, though they end in stops; above are title and section."""
    title, *rest = ARTICLES["en"].splitlines()
    settings = newslint.Settings(ignore=("garble",), model=False)

    def cleaned(*lines: str) -> list[str]:
        text = "\n".join((*lines, ""))
        return newslint.clean(text, language="en", settings=settings).text.splitlines()

    assert cleaned(title, *rest, *LINKED) == [title, *rest]
    above = cleaned(title, *LINKED, *rest)
    assert [line for line in LINKED[1:] if line not in above] == []
