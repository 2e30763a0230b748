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
    "fr": """\
Le conseil approuve un nouveau pont sur l’Elm
Le conseil municipal d’Elmville a voté mardi la construction d’un second pont sur la rivière.
« Nous avons attendu quarante ans », a déclaré Mara Tillman, qui préside la commission.
Les habitants de la rive droite avaient réuni douze mille signatures contre le tramway depuis mai.
""",
    "id": """\
Dewan setujui jembatan baru di atas Elm
Dewan kota Elmford pada Selasa menyetujui pembangunan jembatan kedua di atas sungai Elm.
“Kami sudah menunggu empat puluh tahun,” kata Mara Tillman, yang memimpin komisi perhubungan.
Warga tepi timur telah mengumpulkan dua belas ribu tanda tangan menolak trem sejak Mei.
""",
    "hi": """\
परिषद ने नए पुल को मंजूरी दी
एल्मफोर्ड की परिषद ने मंगलवार को नदी पर दूसरा पुल बनाने के पक्ष में मतदान किया।
“हमने इसके लिए चालीस साल इंतजार किया है,” परिवहन समिति की अध्यक्ष मारा ने कहा।
पूर्वी तट के लोगों ने मई से ट्राम के खिलाफ बारह हजार हस्ताक्षर जुटाए थे।
""",
}
FOOTERS = {
    "en": "Share this article\n© 2024 Elmford Courier. All rights reserved.\n",
    "de": "Diesen Artikel teilen\n© 2024 Elmdorfer Bote. Alle Rechte vorbehalten.\n",
    "pt": "Compartilhe esta notícia\n© 2024 O Correio. Todos os direitos reservados.\n",
    "es": "Comparte esta noticia\n© 2024 El Correo. Todos los derechos reservados.\n",
    "fr": "Partager cet article\n© 2024 Le Phare. Tous droits réservés.\n",
    "id": "Bagikan artikel ini\n© 2024 Harian Cakra. Hak cipta dilindungi undang-undang.\n",
    "hi": "शेयर करें\n© 2024 दैनिक सेतु. सर्वाधिकार सुरक्षित.\n",
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
        ("en", "We and our 14 partners store grain for the whole valley, the mill’s owner says."),
        ("de", "Wir und unsere 14 Partner speichern das Wasser für den Sommer, sagt der Bauer."),
        ("de", "Sie haben noch 3 Artikel im Grundgesetz zu ändern, dann ist die Reform fertig."),
        ("de", "Jetzt für 49 Euro durch ganz Deutschland fahren"),
        ("de", "Bürger können den WhatsApp-Kanal der Stadt abonnieren"),
        ("de", "Teilen Sie diesen Beitrag nicht weiter, bat die Polizei die Nutzer von Facebook."),
        ("de", "Nächster Artikel des Entwurfs ist der Schutz der Moore."),
        ("de", "Dieser Artikel erschien zuerst 1912 und kostete den Lehrer die Stelle."),
        ("de", "Mit dem Newsletter der Schule bleiben Eltern auf dem Laufenden."),
        ("de", "Laden Sie die Warn-App herunter, rät das Amt den Bewohnern der Küste."),
        ("de", "Die wichtigsten Briefe des Königs lagen in ihrem Postfach."),
        ("de", "Um einen Kommentar gebeten, verwies das Amt auf die laufenden Ermittlungen."),
        ("de", "Jede Verwendung von Feuerwerk ist in der Altstadt verboten."),
        ("fr", "Nous et nos 14 partenaires stockons le blé de la vallée, explique le meunier."),
        ("fr", "Il vous reste 3 articles du code à lire avant l’examen, rappelle le professeur."),
        ("fr", "Chaque matin, des tracts arrivent dans votre boîte aux lettres, déplore la maire."),
        ("fr", "Chaque matin, il trouve des menaces dans votre boîte mail, selon l’enquête."),
        ("fr", "Article suivant de la loi, la pêche de nuit sera débattue jeudi par les députés."),
        (
            "fr",
            "Partagez cet article avec vos voisins, avait écrit le maire sur sa page avant le vote.",
        ),
        ("fr", "L’article publié initialement sur le site du ministère a été retiré lundi."),
        ("fr", "Publicité : la suite du procès opposera les deux marques en mai"),
        ("fr", "Toute reproduction est interdite dans le parc, où les loups sont stérilisés."),
        ("fr", "Pour réagir, vous devez attendre la fin du conseil, a dit la maire aux habitants."),
        ("es", "Sigue a su equipo en Twitter desde la cárcel, según su abogado."),
        ("es", "Sigue a la alcaldesa en Facebook y la insulta cada noche."),
        ("es", "Descarga la app del banco y pierde sus ahorros"),
        ("es", "Descarga la aplicación del ministerio para pedir la ayuda y espera tres meses."),
        ("es", "Las noticias llegan en tu correo y nadie las lee, lamenta el cartero."),
        ("es", "Para seguir leyendo a los clásicos, el club abrirá los jueves por la noche."),
        ("es", "Te quedan 3 artículos por leer de la ley, le dijo el juez al acusado."),
        ("es", "Deja tu comentario sobre el alcalde y acaba en la cárcel."),
        ("es", "El artículo publicado originalmente en 1912 le costó el puesto al maestro."),
        ("es", "Está prohibida la reproducción de perros sin licencia en toda la provincia."),
        ("es", "Siguiente artículo de la ley, la pesca nocturna se debatirá el jueves."),
        ("es", "Recibe amenazas por WhatsApp"),
        ("pt", "Nós e os nossos 14 parceiros armazenamos o trigo do vale, diz o moleiro."),
        ("pt", "Baixe o aplicativo do tribunal e guarde o título de eleitor, orienta o juiz."),
        ("pt", "Siga a prefeita no Instagram, pediu a campanha aos moradores em maio."),
        ("pt", "Receba a vacina e o comprovante por e-mail, orienta a secretaria da saúde."),
        ("pt", "As notícias do dia chegavam na sua caixa de madeira, lembra o carteiro."),
        ("pt", "É proibida a reprodução de cães sem licença em todo o município."),
        ("pt", "O artigo foi publicado originalmente em 1912 e custou o posto ao professor."),
        ("pt", "Gostou da matéria? O deputado, não."),
        ("pt", "Deixe seu comentário aqui, dizia a placa na porta da câmara."),
        ("id", "Kami dan 14 mitra menyimpan beras untuk seluruh lembah, kata petani itu."),
        ("id", "Unduh aplikasi pajak daerah sekarang, imbau wali kota kepada warga."),
        ("id", "Ikuti Instagram artis, remaja itu tertipu jutaan rupiah."),
        ("id", "Bagikan informasi ini ke keluarga, imbau polisi kepada warga pesisir."),
        ("id", "Dilarang mengambil pasir tanpa izin di sepanjang sungai."),
        ("id", "Hak cipta lagu daerah menjadi pokok bahasan sidang pada Selasa."),
        ("hi", "हम और हमारे 14 साझेदार पूरी घाटी का अनाज रखते हैं, मिल मालिक ने कहा।"),
        ("hi", "यह लेख मूल रूप से संविधान में नहीं था, अदालत ने माना।"),
        ("hi", "हमें सोशल मीडिया पर गालियां मिलीं, खिलाड़ी की मां बोलीं।"),
        ("hi", "अपनी राय हमें देने से पहले जज ने दोनों पक्षों को सुना।"),
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
        ("en", "We and our 214 partners store and access information on your device."),
        ("de", "Wir und unsere 214 Partner verarbeiten Daten auf Ihrem Gerät."),
        ("fr", "Nous et nos 214 partenaires stockons des informations sur votre appareil."),
        ("es", "Nosotros y nuestros 214 socios almacenamos información en tu dispositivo."),
        ("pt", "Nós e os nossos 214 parceiros armazenamos informações no seu dispositivo."),
        ("id", "Kami dan 214 mitra kami menyimpan informasi di perangkat Anda."),
        ("de", "Nachrichten aus Ahlfeld direkt aufs Handy: Jetzt WhatsApp-Kanal abonnieren"),
        ("de", "Jetzt unsere App herunterladen: Ahlfelder Bote"),
        ("de", "Hier geht es zum WhatsApp-Kanal"),
        ("es", "Sigue a El Faro en WhatsApp"),
        ("es", "Descárgate la app de El Faro"),
        ("pt", "Baixe o app do Jornal da Aldeia"),
        ("id", "Ikuti Instagram Harian Cakra"),
        ("hi", "गूगल न्यूज पर हमें फॉलो करें"),
        ("de", "Mit unserem Newsletter immer auf dem Laufenden bleiben"),
        ("fr", "Chaque matin, l’essentiel de l’actualité dans votre boîte mail"),
        ("es", "Las noticias más importantes del día, en tu correo cada mañana"),
        ("pt", "As notícias do dia na sua caixa de entrada"),
        ("de", "Sie haben noch 3 Artikel frei."),
        ("fr", "Il vous reste 75% de l’article à lire"),
        ("fr", "Abonnez-vous à partir de 1 € par mois"),
        ("es", "Te quedan 3 artículos gratis este mes"),
        ("pt", "Assine por R$ 1,90 no primeiro mês"),
        ("es", "Para seguir leyendo, suscríbete a El Faro"),
        ("de", "Nächster Artikel: Sturm legt Fähren lahm"),
        ("fr", "Article suivant : La tempête arrête les ferries"),
        ("es", "Siguiente noticia: La tormenta para los ferris"),
        ("pt", "Próxima matéria: Tempestade para as balsas"),
        ("fr", "À voir également"),
        ("de", "Dieser Artikel erschien zuerst auf elbbote.example"),
        ("fr", "Article publié initialement sur Le Phare"),
        ("es", "Nota publicada originalmente en El Faro"),
        ("hi", "इसे भी पढ़िए: तूफान से स्कूल बंद"),
        ("fr", "Cet article vous a plu ? Partagez-le !"),
        ("es", "¿Qué opinas? Déjanos tu comentario"),
        ("pt", "Gostou da matéria? Compartilhe"),
        ("de", "Teile diesen Beitrag mit deinen Freunden!"),
        ("pt", "Partilhe o artigo"),
        ("de", "Wie gefällt Ihnen dieser Artikel?"),
        ("fr", "Thèmes associés : Pont, Elm, Transports"),
        ("es", "Temas relacionados: Puente, Elm, Transporte"),
        ("fr", "Publicité - continuez à lire ci-dessous"),
        ("pt", "É proibida a reprodução do conteúdo sem autorização."),
        ("id", "Hak Cipta © Harian Cakra 2024"),
    ],
)
def test_a_call_is_deleted_safely(language: str, sentence: str) -> None:
    assert not kept(sentence, language, model=False)
