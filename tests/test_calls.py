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
        ("de", "Folgen Sie uns auf Facebook für mehr Nachrichten."),
        ("en", "FOLLOW US ON FACEBOOK FOR MORE STORIES."),
        ("pt", "Siga-nos no Facebook para mais notícias."),
        ("es", "Síguenos en Facebook para más noticias."),
    ],
)
def test_a_call_is_deleted_safely(language: str, sentence: str) -> None:
    assert not kept(sentence, language, model=False)
