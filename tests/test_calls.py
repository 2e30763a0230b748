"""Calls to readers are deleted safely; reporting in the same words never.

Each sentence stands where a deletion is likeliest: last, below residue, above the text.
"""

from __future__ import annotations

import pytest

import newslint

ARTICLES = {
    "en": """\
Council backs new bridge over the Elm
The council of Elmford voted on Tuesday to build a second bridge over the river Elm by 2031.
“We have waited forty years for this,” said Mara Tillman, who chairs the transport committee.
Residents of the east bank had collected 12,000 signatures against the tram since the spring.
""",
    "de": """\
Rat stimmt für neue Brücke über die Elm
Der Rat von Elmdorf hat am Dienstag für den Bau einer zweiten Brücke über die Elm gestimmt.
„Wir haben vierzig Jahre darauf gewartet“, sagte Mara Tillmann, die dem Ausschuss vorsitzt.
Anwohner hatten seit dem Frühjahr 12.000 Unterschriften gegen die Straßenbahn gesammelt.
""",
    "pt": """\
Conselho aprova nova ponte sobre o Elm
O conselho de Elmford aprovou na terça-feira a construção de uma segunda ponte sobre o rio Elm.
«Esperamos quarenta anos», disse Mara Tillman, que preside a comissão de transportes.
Os moradores da margem leste tinham reunido doze mil assinaturas contra o bonde desde maio.
""",
    "es": """\
El consejo aprueba un nuevo puente sobre el Elm
El consejo de Elmford aprobó el martes la construcción de un segundo puente sobre el río Elm.
«Hemos esperado cuarenta años», dijo Mara Tillman, que preside la comisión de transportes.
Los vecinos de la orilla este habían reunido doce mil firmas contra el tranvía desde mayo.
""",
}
FOOTERS = {
    "en": "Share this article\n© 2024 Elmford Courier. All rights reserved.\n",
    "de": "Diesen Artikel teilen\n© 2024 Elmdorfer Bote. Alle Rechte vorbehalten.\n",
    "pt": "Compartilhe esta notícia\n© 2024 O Correio. Todos os direitos reservados.\n",
    "es": "Comparte esta noticia\n© 2024 El Correo. Todos los derechos reservados.\n",
}


def kept(sentence: str, language: str, model: bool) -> bool:
    """Whether safe fixes leave a sentence wherever it stands."""
    title, text = ARTICLES[language].split("\n", 1)
    pages = (
        f"{title}\n{text}{sentence}\n",
        f"{title}\n{text}{sentence}\n{FOOTERS[language]}",
        f"{title}\n{sentence}\n{text}",
    )
    settings = newslint.Settings(model=model, ignore=("garble",))
    return all(
        sentence in newslint.clean(page, language=language, settings=settings).text
        for page in pages
    )


@pytest.mark.parametrize("model", [False, True])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Residents can sign up for flood alerts at the town hall until Friday."),
        ("en", "More than 900 people have signed up for the email alerts since May."),
        ("en", "Sign up for the race by Friday at the mill."),
        ("en", "Subscribers to the newsletter of the bank lost their savings in May."),
        ("en", "Comments will be read by a panel of nine before the vote in June."),
        ("en", "All comments are public under the law of the state."),
        ("en", "Comments on this story are part of the file that the police seized."),
        ("en", "This story was made possible by a leak of 2,000 documents from the bank."),
        ("en", "The video first appeared on Telegram on Monday night."),
        ("en", "Her column originally appeared on a blog that the paper has since closed."),
        ("en", "Photography is strictly prohibited without written permission from the palace."),
        ("en", "Subscribers can watch both matches on two channels from nine in the evening."),
        ("en", "Follow us to the mill, the children called."),
        ("en", "Sign up for our league or swim alone, warns the coach of the club."),
        ("en", "The website does not give legal advice to tenants, and none is planned."),
        ("en", "This content was made by an artist, and not by a machine, reckons the judge."),
        ("en", "Brokers who earn a commission if you buy will not tell you of the links."),
        ("en", "You can unsubscribe with one click under the new law on contracts."),
        ("en", "More than 900 US customers have signed up for the email alerts since May."),
        ("en", "Photography is strictly prohibited without written permission from the US army."),
        ("pt", "Todos os direitos reservados aos índios nos tratados foram negados."),
        ("de", "Mehr als 900 Menschen haben sich für den Newsletter der Stadt angemeldet."),
        ("de", "Nachdruck des Plakats ist verboten, entschied das Gericht."),
        ("de", "Kommentare zum Entwurf nimmt das Amt bis Freitag entgegen."),
        ("es", "Más de 900 personas se han suscrito al boletín del alcalde desde mayo."),
        ("es", "Queda prohibida la venta de tabaco en los estadios desde enero."),
    ],
)
def test_reporting_in_the_words_of_a_call_is_kept(
    language: str, sentence: str, model: bool
) -> None:
    assert kept(sentence, language, model)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Sign up for our newsletter and never miss a story."),
        ("en", "Get the latest news delivered straight to your inbox."),
        ("en", "Follow us on Facebook for more stories."),
        ("en", "The post Council backs new bridge appeared first on Elmford Courier."),
        ("en", "Comments are closed."),
        ("en", "Comments have been turned off for this story."),
        ("en", "Drop your comments in the box below."),
        ("de", "Folgen Sie uns auf Facebook für mehr Nachrichten."),
        ("en", "FOLLOW US ON FACEBOOK FOR MORE STORIES."),
        ("pt", "Siga-nos no Facebook para mais notícias."),
        ("es", "Síguenos en Facebook para más noticias."),
    ],
)
def test_a_call_is_deleted_safely(language: str, sentence: str) -> None:
    assert not kept(sentence, language, model=False)


MIDDLE = """\
Council backs new bridge over the Elm

The council of Elmford voted on Tuesday to build a second bridge over the river Elm by 2031.

{line}

Residents of the east bank had collected 12,000 signatures against the tram since the spring.

“We have waited forty years for this,” said Mara Tillman, who chairs the transport committee.
"""


def findings(line: str) -> list[newslint.Finding]:
    """What is reported of a line alone between two paragraphs."""
    page = MIDDLE.format(line=line)
    start = page.index(line)
    settings = newslint.Settings(ignore=("garble",))
    found = newslint.check(page, language="en", settings=settings)
    return [one for one in found if start <= one.start < start + len(line)]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("RES001", "PREVIOUS COVERAGE: Tram to the east bank put off"),
        ("RES001", "You can also read: Tram to the east bank put off"),
        ("RES001", "From our partners: Nine bridges to walk this summer"),
        ("RES001", "OPINION | A tram is what the east bank needs"),
        ("RES001", "[Read: Tram to the east bank put off again]"),
        ("RES001", "Read our full guide to the bridges of the Elm"),
        ("RES008", "Sponsored: Rain coats from £11 a month"),
        ("RES008", "Brought to you by Elm Savings"),
        ("RES008", "£129 View at Tentwerk"),
        ("RES008", "18+. Gamble responsibly"),
        ("RES009", "Read 23 comments"),
        ("RES009", "Was this article helpful? Yes No"),
        ("RES009", "Newest first | Oldest first"),
        ("RES012", "Please use Chrome browser for a more accessible video player"),
    ],
)
def test_a_label_of_the_page_between_paragraphs_is_deleted_safely(code: str, line: str) -> None:
    (one,) = findings(line)
    assert one.code == code
    assert one.fix is not None and one.fix.safety is newslint.Safety.SAFE


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("RES001", "→ Tram to the east bank put off"),
        ("RES001", "Big Read: Tram to the east bank put off"),
        ("RES001", "Read our review of the Elmford tram here."),
        ("RES001", "Learn more here."),
        ("RES005", "Catch all the Business News and Latest News Updates on Elmford Courier."),
        ("RES006", "Want more like this? Pop your email in the box below."),
        ("RES008", "We earn a commission if you buy through links on this page."),
        ("RES008", "All items are independently selected by our editors."),
        ("RES008", "Prices correct at time of publication."),
        ("RES009", "We are no longer accepting comments on this article."),
        ("RES009", "Drop your comments in the box below."),
        ("RES010", "Disclaimer: This article is for information only."),
        ("RES010", "This content is not a substitute for professional medical advice."),
        ("RES010", "Purchase Licensing Rights"),
        ("RES011", "Please turn on JavaScript to use this page."),
        ("RES012", "0:00 / 2:31"),
        ("RES014", "Something went wrong"),
        ("RES014", "Close Modal"),
        ("RES014", "AI-generated summary"),
        ("RES014", "Why you can trust Elmford Courier"),
        ("RES014", "$24.99 at Amazon"),
        ("RES017", "Media contact: Jo Pickering, Elm Savings"),
        ("RES017", "We reserve the right to edit letters."),
    ],
)
def test_what_an_article_could_hold_as_well_is_found_and_not_deleted_safely(
    code: str, line: str
) -> None:
    (one,) = findings(line)
    assert one.code == code
    assert one.fix is None or one.fix.safety is not newslint.Safety.SAFE


@pytest.mark.parametrize(
    "line", ["Medically reviewed by Dr. Hannah Osei, MD", "Fact-checked by Jo Pickering"]
)
def test_who_checked_an_article_is_kept_as_a_byline(line: str) -> None:
    assert [(one.code, one.fix) for one in findings(line)] == [("MET001", None)]


@pytest.mark.parametrize(
    "line",
    [
        "More than 900 people subscribe to at least one of its newsletters, and most pay.",
        "Q: Do you subscribe to any newsletters?",
        "Sign up for the goose race (Ashby Cross, Saturday, 10am). Geese are supplied.",
        "Residents can sign up for flood alerts at the town hall.",
        "Support local journalism while you can, Cobb said.",
        "Copyright in the archive, all rights reserved, passes to the library.",
        "Follow police on X for updates, Sgt Dawn Pike told relatives.",
        "Tell us what you think, the leaflet says, and nobody does.",
        "Get in touch with the union at its stall, a steward said.",
        "Brokers earn a commission on every flat that they sell on the east bank.",
        "The prices were correct at the time of the audit, and few are now.",
        "Leave your comments in the box at the town hall by Friday.",
        "The website does not give legal advice to tenants, and the council will not either.",
        "Letters may be edited by the censor before they reach the men.",
        "In partnership with the port, the council built nine houses.",
        "Buy now, the brokers urge, and half the town has.",
        "Promoted: Hull City, Leeds. Relegated: Selwick.",
    ],
)
def test_reporting_in_such_words_is_not_reported(line: str) -> None:
    assert findings(line) == []
