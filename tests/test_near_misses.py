"""Lines of reporting that read like residue: no safe fix removes them."""

from __future__ import annotations

import pytest

import newslint

LEAD = "The town of Elmford closed its last printing house on Friday after 120 years of losses."
REST = "The mayor told the council that the building would become a library for the whole county."

REPORTING = [
    "Related: he was a cousin of the painter John Lyle.",
    "Don't miss: the last boat leaves at six.",
    "Tags: every dog must wear one from 1 July.",
    "Topics: dogs, fish, the sea.",
    "Follow us on Facebook, the mayor's party had begged; 31 people did.",
    "Follow us on Facebook, the mayor's party had begged.",
    "Sign up for our newsletter, the poster at the station demanded.",
    "Read more: the library's slogan has been on every bus since Monday.",
    "Follow us: the words stood on a wall of the mill in 1931.",
    "Subscribe now: that was how each issue of his paper began.",
    "For more information visit the town's website.",
    "For more information, see www.elmford.example/library or call 555-0142.",
    "(c) pay the costs of the suit;",
    "(c) The printers must be told within 14 days.",
    "(c) 2019 and 2020 are left out.",
    "All rights reserved for the crown in 1611 still stand, the judge found.",
    "To plant trees along the road, the store closed for a week.",
    "Read more of the letters of John Lyle",
    "Likewise, read the letters aloud, the widow had asked.",
    "For more stories about the house he asked his mother.",
    "Subscribe for $4 a season, farmers were told, and never fear the sky again.",
    "The town is not responsible for the content of external walls.",
    "For more than 90 years it printed the county's news, please follow its last lorry home.",
    "Get used to news via WhatsApp now, the notice on the wall ran.",
]
"""Lines that stand after the last paragraph, where the place speaks for residue."""

RESIDUE = [
    "Related: Painter John Lyle opens his house to visitors",
    "Don't miss: Last boat leaves the island at six",
    "Tags: dogs, fish, the sea",
    "Follow us on Facebook, Twitter and Instagram.",
    "© 2024 Elmford Herald. All rights reserved.",
    "Sign up for our newsletter",
    "For more information, click here",
    "(c) 2019 Elmford Herald",
    "(C) 2019-2021 by Elmford Media Ltd.",
    "All rights reserved. Elmford Media 2024.",
    "Kindly share this story:",
    "View this email in your browser",
    "We use your sign-up to provide content in ways you've consented to.",
    "This document is subject to copyright. No part of it may be reproduced.",
    "Likewise Read: Painter John Lyle opens his house to visitors",
    "For more stories about the library, visit our special page",
    "Your subscription could not be saved. Please try again.",
    "Very large text size",
    "Post your comments",
    "Read more inspiring stories here",
    "Also of note: Painter John Lyle opens his house to visitors",
    "Follow Elmford Herald WhatsApp channel for live updates",
    "Subscribe Elmford Herald YouTube channel",
    "Stay Tuned With Us For More Updates",
    "Keep visiting Elmford Herald for more such stories",
    "For latest updates follow us on Facebook",
    "Story continues below this ad",
    "ⓒ 2023 ELMTIMES.com All rights reserved. Do not reproduce without permission.",
    "Get our sports news on WhatsApp",
]


@pytest.mark.parametrize("model", [True, False])
@pytest.mark.parametrize("line", REPORTING)
def test_a_sentence_behind_the_words_of_residue_is_kept(line: str, model: bool) -> None:
    settings = newslint.Settings(model=model)
    text = f"{LEAD}\n\n{REST}\n\n{line}\n"
    assert newslint.clean(text, settings=settings).text == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "es",
            "La ciudad cerró el viernes su última imprenta después de 120 años de pérdidas.\n"
            "El alcalde dijo al concejo que el edificio será una biblioteca para la comarca.\n"
            "Síguenos, gritó el viejo minero en la puerta.\n",
        ),
        (
            "fr",
            "La ville a fermé vendredi sa dernière imprimerie après 120 ans de pertes.\n"
            "Le maire a dit au conseil que le bâtiment deviendrait une bibliothèque.\n"
            "Suivez-nous : ces mots figuraient en 1931 sur le mur du moulin.\n",
        ),
    ],
)
def test_speech_without_quotation_marks_is_kept(language: str, text: str) -> None:
    assert newslint.clean(text, settings=newslint.Settings(language=language)).text == text


@pytest.mark.parametrize("line", RESIDUE)
def test_a_headline_behind_the_same_words_is_removed(line: str) -> None:
    text = f"{LEAD}\n\n{REST}\n\n{line}\n"
    assert newslint.clean(text).text == f"{LEAD}\n\n{REST}\n"


@pytest.mark.parametrize(
    "line",
    ["($1 = 10.62 Norwegian crowns)", "★★★★☆", "(1 euro = $1.08)", "(C) Costs and who pays them"],
)
def test_what_articles_end_in_is_not_reported(line: str) -> None:
    assert not newslint.check(f"{LEAD}\n\n{REST}\n\n{line}\n", select=["residue"])


@pytest.mark.parametrize("lines", ["Leave the house\nCall 112", "Yours,\nAnn Reed", "Dial 0800 11"])
def test_advice_and_signatures_beside_residue_are_kept(lines: str) -> None:
    share = "Share this article\nFacebook\nTwitter\n"
    for text in (f"{lines}\n\n{share}", f"{share}\n{lines}\n\n{share}"):
        assert lines in newslint.clean(f"{LEAD}\n\n{REST}\n\n{text}").text


def test_a_title_above_a_numbered_list_is_not_reported() -> None:
    items = f"1. Elmford can read\n{LEAD}\n\n2. Rooms cost money\n{REST}\n"
    assert not newslint.check(f"Five things about a wild week\n{items}", select=["residue"])


def test_what_the_model_alone_suspects_is_said_to_be_doubtful() -> None:
    text = f"{LEAD}\n\n{REST}\n\nSaturday, 8 March\nThe mill shuts.\n\nSunday, 9 March\nIt rains.\n"
    found = [each for each in newslint.check(text, select=["residue"]) if each.fix is None]
    assert found
    for finding in found:
        assert finding.confidence is not None and finding.confidence < 0.5
        assert finding.severity is newslint.Severity.INFO
        assert finding.message.startswith("This may be")


@pytest.mark.parametrize("model", [True, False])
@pytest.mark.parametrize(
    "title",
    [
        "Opinion | Printing house leaves a hole in Elmford",
        "EXPLAINER: Why did the printing house have to go?",
        "Read this: Town of Elmford closed printing house",
    ],
)
def test_a_title_behind_a_label_is_kept_above_a_text_without_another(
    title: str, model: bool
) -> None:
    settings = newslint.Settings(model=model)
    text = f"{title}\n\n{LEAD}\n\n{REST}\n"
    assert newslint.clean(text, settings=settings).text == text
    below = f"Printing house closes for good\n\n{text}"
    assert newslint.clean(below, settings=settings).text == below.replace(f"{title}\n\n", "")


@pytest.mark.parametrize("heading", ["Social media", "Sign up"])
def test_a_heading_whose_words_the_paragraph_below_has_is_kept(heading: str) -> None:
    told = f"Those who {heading.lower()} of the county reached were told to come to the gates."
    kept = f"{LEAD}\n\n{heading}\n\n{told}\n\n{REST}\n"
    assert newslint.clean(kept).text == kept
    button = f"{LEAD}\n\n{heading}\n\n{REST}\n\n{REST[:-1]} too.\n"
    assert heading not in newslint.clean(button).text


def test_who_scored_when_is_kept_above_buttons() -> None:
    scorers = "Elmford (2) 3\nReed 12\nMill Town (0) 1\nHall 9"
    text = f"{LEAD}\n\n{REST}\n\n{scorers}\n\nShare\nFacebook\n"
    assert scorers in newslint.clean(text).text


QUESTION = "Which towns of the county will see frost this week?"


@pytest.mark.parametrize("model", [True, False])
def test_a_question_in_the_list_at_the_end_is_a_headline(model: bool) -> None:
    settings = newslint.Settings(model=model)
    text = f"{LEAD}\n\n{REST}\n\nMost Read\nFerry line raises its fares\n{QUESTION}\n"
    cleaned = newslint.clean(text, settings=settings, unsafe=True)
    assert cleaned.text == f"{LEAD}\n\n{REST}\n"


@pytest.mark.parametrize("model", [True, False])
@pytest.mark.parametrize("above", ["", "Share this article\n\n"])
def test_a_question_that_ends_the_article_is_kept(above: str, model: bool) -> None:
    settings = newslint.Settings(model=model)
    text = f"{LEAD}\n\n{REST}\n\n{above}{QUESTION}\n"
    assert QUESTION in newslint.clean(text, settings=settings, unsafe=True).text


@pytest.mark.parametrize("model", [True, False])
def test_a_question_above_another_paragraph_is_kept(model: bool) -> None:
    settings = newslint.Settings(model=model)
    text = f"{LEAD}\n\nMost Read\n{QUESTION}\n\n{REST}\n"
    assert QUESTION in newslint.clean(text, settings=settings).text


def test_a_call_that_names_courts_is_no_byline() -> None:
    call = "Want to read more from Elmford's courts? Sign up to our Crime & Courts newsletter"
    found = newslint.check(f"{LEAD}\n\n{REST}\n\n{call}\n")
    assert [finding.name for finding in found] == ["newsletter-call"]


KEPT = [
    "Our Standards: The Elmford Trust Principles.",
    "© Maria Lindt of Port Ellery, in whose house the painter John Lyle lived",
    "Loading ...",
]
"""Statements of agencies and players, and credits, which pages print beside byline and caption."""


@pytest.mark.parametrize("model", [True, False])
@pytest.mark.parametrize("line", KEPT)
def test_a_statement_of_the_page_is_reported_and_kept(line: str, model: bool) -> None:
    settings = newslint.Settings(model=model)
    text = f"{LEAD}\n\n{REST}\n\n{line}\n"
    assert newslint.clean(text, settings=settings).text == text
    assert newslint.check(text, settings=settings, select=["residue"])


TITLE = "Elmford closes its last printing house"


@pytest.mark.parametrize("model", [True, False])
def test_the_title_in_a_list_of_other_stories_goes_and_the_title_stays(model: bool) -> None:
    page = f"{TITLE}\n\n{LEAD}\n\n{REST}\n"
    text = f"{page}\nRelated News\nFerry line raises its fares\n{TITLE}\nStorm shuts schools\n"
    cleaned = newslint.clean(text, settings=newslint.Settings(model=model)).text
    assert cleaned.count(TITLE) == 1 and cleaned.startswith(page)


@pytest.mark.parametrize("model", [True, False])
def test_a_list_above_the_article_is_reported_and_kept(model: bool) -> None:
    settings = newslint.Settings(model=model)
    text = f"{TITLE}\nMost Read\nPainter opens his house\n{LEAD}\n{REST}\n"
    assert newslint.clean(text, settings=settings).text == text
    found = newslint.check(text, settings=settings, select=["residue"])
    assert "Most Read" in [text[each.start : each.end] for each in found]


@pytest.mark.parametrize("model", [True, False])
def test_a_row_of_names_of_networks_goes_and_the_byline_above_it_stays(model: bool) -> None:
    settings = newslint.Settings(model=model)
    networks = "Facebook\nTwitter\nLinkedIn\n"
    head, body = f"{TITLE}\nBy Mara Tillman\n", f"{LEAD}\n{REST}\n"
    for text in (f"{head}{networks}{body}", f"{head}{body}{networks}"):
        assert newslint.clean(text, settings=settings).text == head + body


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "À voir aussi, au premier étage, une salle consacrée aux bergers de la vallée."),
        ("it", "Da leggere anche, in fondo al libro, le lettere del pittore alla madre."),
        ("en", "Also read, to the surprise of the court, was a letter from the owner."),
    ],
)
def test_a_phrase_with_a_comma_that_opens_a_sentence_is_no_label(language: str, line: str) -> None:
    text = f"{LEAD}\n\n{line}\n\n{REST}\n"
    assert not newslint.check(text, language=language, select=["residue"])


def test_a_paragraph_that_quotes_a_call_is_no_call() -> None:
    quoting = "A week later the council met. “Subscribe to our newsletter” had become a joke there."
    assert not newslint.check(f"{LEAD}\n\n{quoting}\n\n{REST}\n", select=["residue"])


def test_what_stands_above_such_a_paragraph_is_not_taken_for_the_end_of_the_page() -> None:
    text = (
        f"{LEAD}\n\nClick here to read it, I would write, if I knew how to make a link.\n\n"
        "A week later the council met. “Subscribe to our newsletter” had become a joke there.\n"
    )
    assert newslint.clean(text).text == text


@pytest.mark.parametrize(
    "verse",
    [
        "Follow us\ndown the shaft.\nFollow us\nwhere we laughed.",
        "Advertisement\nof a day:\nthe sun came up.",
        "Share this\nwith the hungry.",
    ],
)
def test_a_line_of_verse_is_kept(verse: str) -> None:
    text = f"{LEAD}\n\n{verse}\n\n{REST}\n"
    assert newslint.clean(text).text == text


def test_a_label_that_splits_a_sentence_is_removed() -> None:
    first, second = REST.split(" would ")
    text = f"{LEAD}\n\n{first}\nAdvertisement\nwould {second}\n"
    assert newslint.clean(text).text == f"{LEAD}\n\n{first}\nwould {second}\n"


def test_a_button_above_the_names_of_networks_is_removed() -> None:
    text = f"{LEAD}\n\n{REST}\n\nshare\nfacebook\ntwitter\n"
    assert newslint.clean(text).text == f"{LEAD}\n\n{REST}\n"


def test_a_button_beside_a_date_is_no_byline() -> None:
    text = f"Library opens\nShare Via\nCopy Link\n5 January 2023, 3.44 pm\n{LEAD}\n{REST}\n"
    found = newslint.check(text, language="en")
    line = text.index("Copy Link")
    assert [each.family for each in found if each.start == line] == ["residue"]
