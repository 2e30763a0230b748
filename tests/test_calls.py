"""Calls to readers are deleted safely; reporting in the same words never.

Each sentence stands where a deletion is likeliest: last, below residue, above the text.
"""

from __future__ import annotations

import re

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
    "it": """\
Il consiglio approva il nuovo ponte sull’Elm
Il consiglio comunale di Elmford ha approvato martedì la costruzione di un secondo ponte sul fiume.
«Abbiamo aspettato quarant’anni», ha detto Mara Tillman, che presiede la commissione trasporti.
Gli abitanti della riva est avevano raccolto dodicimila firme contro il tram dalla primavera.
""",
    "nl": """\
Raad stemt in met nieuwe brug over de Elm
De gemeenteraad van Elmdorp heeft dinsdag ingestemd met de bouw van een tweede brug over de rivier.
“Hier hebben we veertig jaar op gewacht,” zei Mara Tillman, die de commissie voorzit.
Bewoners van de oostoever hadden sinds het voorjaar 12.000 handtekeningen tegen de tram verzameld.
""",
    "pl": """\
Rada popiera nowy most na Elmie
Rada miejska Elmowa zagłosowała we wtorek za budową drugiego mostu na rzece do 2031 roku.
„Czekaliśmy na to czterdzieści lat”, powiedziała Maria Tilman, która kieruje komisją transportu.
Mieszkańcy wschodniego brzegu zebrali od wiosny dwanaście tysięcy podpisów przeciwko tramwajowi.
""",
    "tr": """\
Meclis Elm üzerine yeni köprüyü onayladı
Elmköy belediye meclisi salı günü nehrin üzerine ikinci bir köprü yapılmasını kabul etti.
“Bunu kırk yıldır bekliyorduk” dedi ulaşım komisyonuna başkanlık eden Mara Tilman.
Doğu yakasında oturanlar bahardan bu yana tramvaya karşı on iki bin imza toplamıştı.
""",
    "ru": """\
Совет одобрил новый мост через Эльму
Городской совет Эльмска проголосовал во вторник за строительство второго моста через реку.
«Мы ждали этого сорок лет», — сказала Мария Тильман, которая возглавляет комиссию.
Жители восточного берега с весны собрали двенадцать тысяч подписей против трамвая.
""",
    "sv": """\
Fullmäktige säger ja till ny bro över Elm
Kommunfullmäktige i Elmby röstade på tisdagen för att bygga en andra bro över ån före 2031.
”Vi har väntat på det här i fyrtio år”, sade Mara Tillman, som leder trafiknämnden.
Boende på den östra stranden hade sedan i våras samlat tolvtusen namnunderskrifter mot spårvagnen.
""",
    "no": """\
Kommunestyret sier ja til ny bro over Elm
Kommunestyret i Elmby stemte tirsdag for å bygge en andre bro over elva før 2031.
«Vi har ventet på dette i førti år», sa Mara Tillman, som leder utvalget.
Beboere på østsiden hadde siden i vår samlet tolv tusen underskrifter mot trikken.
""",
    "da": """\
Byrådet siger ja til ny bro over Elm
Byrådet i Elmby stemte tirsdag for at bygge endnu en bro over åen inden 2031.
»Det her har vi ventet på i fyrre år,« sagde Mara Tillman, som leder udvalget.
Beboere på østbredden havde siden foråret samlet tolv tusind underskrifter mod letbanen.
""",
    "cs": """\
Zastupitelé schválili nový most přes Elmu
Zastupitelé města Elmov v úterý schválili stavbu druhého mostu přes řeku do roku 2031.
„Čekali jsme na to čtyřicet let,“ řekla Mara Tilmanová, která vede dopravní výbor.
Obyvatelé východního břehu od jara sebrali dvanáct tisíc podpisů proti tramvaji.
""",
    "uk": """\
Рада схвалила новий міст через Ельму
Міська рада Ельмівська проголосувала у вівторок за будівництво другого мосту через річку.
«Ми чекали на це сорок років», — сказала Марія Тільман, яка очолює комісію.
Жителі східного берега з весни зібрали дванадцять тисяч підписів проти трамвая.
""",
    "ro": """\
Consiliul a aprobat un nou pod peste Elm
Consiliul orașului Elmeni a votat marți construirea unui al doilea pod peste râu până în 2031.
„Am așteptat asta patruzeci de ani”, a spus Mara Tilman, care conduce comisia de transport.
Locuitorii de pe malul de est au strâns din primăvară douăsprezece mii de semnături.
""",
    "el": """\
Το συμβούλιο ενέκρινε νέα γέφυρα στον Έλμο
Το δημοτικό συμβούλιο της Έλμης ενέκρινε την Τρίτη τη δεύτερη γέφυρα στο ποτάμι.
«Το περιμέναμε σαράντα χρόνια», είπε η Μάρα Τίλμαν, που διευθύνει την επιτροπή.
Οι κάτοικοι της ανατολικής όχθης μάζευαν από την άνοιξη υπογραφές κατά του τραμ.
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
    "it": "Condividi questo articolo\n© 2024 Il Faro. Tutti i diritti riservati.\n",
    "nl": "Deel dit artikel\n© 2024 De Elmbode. Alle rechten voorbehouden.\n",
    "pl": "Udostępnij artykuł\n© 2024 Kurier Elmowski. Wszelkie prawa zastrzeżone.\n",
    "tr": "Haberi paylaş\n© 2024 Elmköy Postası. Tüm hakları saklıdır.\n",
    "ru": "Поделиться новостью\n© 2024 Эльмский вестник. Все права защищены.\n",
    "sv": "Dela artikeln\n© 2024 Elmbladet. Alla rättigheter förbehållna.\n",
    "no": "Del artikkelen\n© 2024 Elmbladet. Alle rettigheter reservert.\n",
    "da": "Del artiklen\n© 2024 Elmbladet. Alle rettigheder forbeholdes.\n",
    "cs": "Sdílet článek\n© 2024 Elmovský kurýr. Všechna práva vyhrazena.\n",
    "uk": "Поділитися новиною\n© 2024 Ельмівський вісник. Усі права захищено.\n",
    "ro": "Distribuie articolul\n© 2024 Farul. Toate drepturile rezervate.\n",
    "el": "Κοινοποίηση\n© 2024 Ο Φάρος. Με επιφύλαξη παντός δικαιώματος.\n",
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
            "Partagez cet article avec vos voisins, avait écrit le maire avant le vote.",
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
        ("hi", "देखें: वार्ड 12 की सूची"),
        ("hi", "यहां देखें: Elmford परिषद के वार्डों की सूची"),
        ("hi", "पढ़िए: समिति की रिपोर्ट का पूरा पाठ"),
        ("hi", "संबंधित खबर परिषद के रजिस्टर में मंगलवार को दर्ज हुई।"),
        ("it", "Leggi anche severe non fermeranno la pesca, ha detto il sindaco."),
        ("it", "Condividi l’opinione di chi vuole chiudere la scuola, mi chiese il ministro."),
        ("it", "La pubblicità del tabacco sarà vietata negli stadi da gennaio."),
        ("it", "Noi e i nostri 14 partner utilizziamo il grano della valle, spiega il mugnaio."),
        ("it", "Più di 900 persone si sono iscritte alla newsletter del sindaco da maggio."),
        ("it", "I truffatori invitavano le vittime in un canale Telegram, ha detto la polizia."),
        ("it", "Scarica la colpa sul padre, ma il giudice non gli crede."),
        ("it", "Segui Maria su Instagram e scopri come vive, le aveva detto l’amico."),
        ("it", "Ti è piaciuto il film? chiese la maestra ai bambini."),
        ("it", "L’articolo pubblicato nel 1912 costò il posto al maestro."),
        ("it", "È vietata la riproduzione di cani senza licenza in tutta la provincia."),
        ("it", "Ricevi minacce via e-mail da mesi, le ha chiesto il giudice."),
        ("it", "Argomenti deboli, secondo la procura, quelli della difesa."),
        ("it", "Di Pietro ha lasciato la riunione prima del voto."),
        ("nl", "Lees ook de kleine letters, zei de rechter tegen de koper."),
        ("nl", "Lees ook tussen de regels van dit verdrag."),
        ("nl", "De advertentie voor tabak wordt vanaf januari verboden in stadions."),
        ("nl", "Delen van de stad zaten urenlang zonder stroom."),
        ("nl", "Wij en onze 14 partners gebruiken het graan uit het dal, zegt de molenaar."),
        ("nl", "Meer dan 900 mensen hebben zich aangemeld voor de nieuwsbrief van de gemeente."),
        ("nl", "Volg ons naar de molen, riepen de kinderen."),
        (
            "nl",
            "Volg de boswachter op Instagram en je ziet een wolf, aldus de burgemeester.",
        ),
        ("nl", "Download de app van de belastingdienst niet via een link, waarschuwt de politie."),
        ("nl", "Dit artikel verscheen voor het eerst in 1912 en kostte de leraar zijn baan."),
        ("nl", "Deel dit bericht niet, waarschuwde de politie."),
        ("nl", "Reacties op het plan kunnen tot vrijdag worden ingediend."),
        ("nl", "Abonnees van de krant kregen hun geld terug."),
        ("nl", "Door Jan en alleman werd de brug al jaren gebruikt."),
        ("pl", "Czytaj też między wierszami, radził nam stary redaktor."),
        ("pl", "Reklama papierosów zniknie ze stadionów od stycznia."),
        ("pl", "Udostępnij mieszkańcom plany, zażądała radna od burmistrza."),
        ("pl", "My i nasi 14 partnerzy przechowujemy zboże z całej doliny, mówi młynarz."),
        ("pl", "Ponad 900 osób zapisało się do newslettera burmistrza od maja."),
        ("pl", "Oszuści kazali pobrać aplikację i podać hasło, poinformowała policja."),
        ("pl", "Polub swojego sąsiada, mówi hasło akcji."),
        ("pl", "Dodaj komentarz do ustawy, prosił sędzia studentów."),
        ("pl", "Dalsza część mostu pod wodą runęła w nocy."),
        ("pl", "Następny artykuł ustawy dotyczy połowów w nocy."),
        ("pl", "Pozostało 75% mieszkańców, reszta wyjechała po powodzi."),
        ("pl", "Komentarze do projektu można składać do piątku w urzędzie."),
        ("pl", "Kopiowanie dokumentów z archiwum trwało trzy tygodnie."),
        ("tr", "İlgili haber ajansının muhabiri pazartesi günü serbest bırakıldı."),
        ("tr", "Reklam yasağı ocak ayında başlayacak, dedi bakan."),
        ("tr", "Paylaş dedim ama kimse ekmeğini paylaşmadı."),
        ("tr", "Belediyenin bültenine mayıstan bu yana 900 kişi abone oldu."),
        ("tr", "Dolandırıcılar kurbanları bir Telegram grubuna çağırdı."),
        ("tr", "Biz ve 14 ortağımız vadinin buğdayını saklıyoruz, dedi değirmenci."),
        ("tr", "Yorum yapmak için erken, dedi bakan."),
        ("tr", "Etiketler ürünlerin üzerinde okunaklı olmalı, dedi müdür."),
        ("tr", "Bizi değirmene kadar takip edin, diye bağırdı çocuklar."),
        ("tr", "Abone sayısı geçen yıl yüzde on arttı."),
        ("ru", "Читайте также между строк, советовал нам старый редактор."),
        ("ru", "Реклама табака исчезнет со стадионов с января."),
        ("ru", "Поделиться хлебом с соседями согласились все жители улицы."),
        ("ru", "Мы и наши 14 партнёров храним зерно всей долины, говорит мельник."),
        ("ru", "На рассылку мэра с мая подписались более 900 человек."),
        ("ru", "Мошенники звали жертв в Telegram-канал, сообщила полиция."),
        ("ru", "Подпишитесь на петицию против моста, призвал жителей депутат."),
        ("ru", "Мы в Facebook не верим, сказал мэр на сходе."),
        ("ru", "Нашли ошибку в расчётах моста инженеры из столицы."),
        ("ru", "Следующая статья закона касается ночного лова рыбы."),
        ("ru", "Подробнее о мосте мэр расскажет в пятницу."),
        ("ru", "Комментарии к проекту принимают в мэрии до пятницы."),
        ("ru", "При использовании газа ссылка на договор не поможет, решил суд."),
        ("ru", "Использование материалов дела в суде адвокат назвал незаконным."),
        ("ru", "Чтобы оставить комментарий к проекту, жители пришли в мэрию."),
        ("sv", "Läs också det finstilta, sade domaren till köparen."),
        ("sv", "Läs också mellan raderna i avtalet."),
        ("sv", "Annons om tobak förbjuds på arenorna från januari."),
        ("sv", "Dela brödet med grannarna, bad prästen byborna."),
        ("sv", "Vi och våra 14 partner lagrar spannmål för hela dalen, säger mjölnaren."),
        ("sv", "Fler än 900 personer har anmält sig till kommunens nyhetsbrev sedan i maj."),
        ("sv", "Följ oss till kvarnen, ropade barnen."),
        ("sv", "Ladda ner bankens app aldrig via en länk, varnar polisen."),
        ("sv", "Artikeln publicerades först 1912 och kostade läraren jobbet."),
        ("sv", "Dela det här inlägget inte, varnade polisen."),
        ("sv", "Kommentarer till förslaget lämnas till kommunen senast på fredag."),
        ("sv", "Du har tre barn kvar att uppfostra, sade domaren."),
        ("sv", "Nästa artikel i lagen gäller fisket om natten."),
        ("sv", "Av alla broar i landet är den här den äldsta."),
        ("it", "Continuando a navigare verso sud, la barca ha raggiunto il porto lunedì."),
        ("nl", "Om te kunnen reageren op rampen koopt de stad twee boten."),
        ("ru", "При использовании газа жильцы должны открывать окна."),
        ("ru", "Мы в Telegram об этом не писали."),
        ("sv", "Genom att fortsätta träna vann hon loppet i maj."),
        ("sv", "För att kommentera händelsen höll kommunen en presskonferens."),
        ("pl", "Komentarze publikowane są w raporcie pod nazwiskiem."),
        ("tr", "Gerekli alanlar haritada kırmızıyla gösterildi."),
        ("de", "Kommentare sind geschlossene Räume der Wut, schreibt die Forscherin."),
        ("de", "Bleiben Sie auf dem Laufenden, riet die Wirtin, und lesen Sie Zeitung."),
        ("de", "Alle Nachrichten las sie per Telegramm."),
        ("de", "Haben Sie Hinweise auf Wölfe? Nein, sagt der Förster."),
        ("fr", "Cet article du code a d’abord été voté par le Sénat."),
        ("fr", "Commentez cet article du code, demandait le sujet de l’examen."),
        ("es", "Continúa leyendo después de la cena, como cada noche desde la muerte de su padre."),
        ("es", "Añade a su marido como fuente de la noticia, según el fiscal."),
        ("pt", "Você já leu 5 matérias sobre a ponte, disse o prefeito aos repórteres."),
        ("id", "Lanjutkan pembangunan jembatan, kata gubernur kepada dinas."),
        ("sv", "Har du sett något liknande? Ja, svarade polisen."),
        ("no", "Les også det som står med liten skrift, sa dommeren til kjøperen."),
        ("no", "Les også mellom linjene i avtalen."),
        ("no", "Annonser for tobakk blir forbudt på arenaene fra januar."),
        ("no", "Del brødet med naboene, ba presten."),
        ("no", "Vi og våre 14 partnere lagrer korn for hele dalen, sier mølleren."),
        ("no", "Flere enn 900 personer har meldt seg på kommunens nyhetsbrev siden mai."),
        ("no", "Følg oss til mølla, ropte barna."),
        ("no", "Denne saken ble først behandlet i 1912 og kostet læreren jobben."),
        ("no", "Kommentarer til forslaget må sendes til kommunen innen fredag."),
        ("no", "Av alle broer i landet er denne den eldste."),
        ("da", "Læs også det med småt, sagde dommeren til køberen."),
        ("da", "Læs også mellem linjerne i aftalen."),
        ("da", "Annoncer for tobak bliver forbudt på stadioner fra januar."),
        ("da", "Del brødet med naboerne, bad præsten."),
        ("da", "Del af broen styrtede i åen natten til tirsdag."),
        ("da", "Vi og vores 14 partnere opbevarer korn for hele dalen, siger mølleren."),
        ("da", "Flere end 900 personer har tilmeldt sig kommunens nyhedsbrev siden maj."),
        ("da", "Følg os til møllen, råbte børnene."),
        ("da", "Følg Sara på Instagram, og du ser en ulv, lyder rådet fra borgmesteren."),
        ("da", "Hent aldrig bankens app via et link, advarer politiet."),
        ("da", "Denne artikel blev først bragt i 1912 og kostede læreren jobbet."),
        ("da", "Kommentarer til forslaget skal være kommunen i hænde senest fredag."),
        ("da", "Skriv en kommentar til teksten, bad læreren eleverne."),
        ("da", "For at læse videre måtte hun flytte til byen."),
        ("da", "Eftertryk af plakaten er forbudt, afgjorde retten."),
        ("da", "Af alle broer i landet er den her den ældste."),
        ("da", "Få vælgere læser partiernes nyhedsbreve"),
        ("da", "Log ind med fingeren: sådan virker den nye app"),
        ("da", "Mere om strejken: lærerne stemmer fredag"),
        ("da", "Prøv selv vinen for 300 kroner ved havnen"),
        ("da", "Se video af røveriet, bad politiet vidnerne."),
        ("da", "Emner: frihed, brød, fred"),
        ("cs", "Čtěte také mezi řádky, radil nám starý redaktor."),
        ("cs", "Reklama na tabák zmizí ze stadionů od ledna."),
        ("cs", "Sdílet chléb se sousedy slíbili všichni obyvatelé ulice."),
        ("cs", "Sledujte nás k mlýnu, volaly děti."),
        ("cs", "K odběru newsletteru radnice se od května přihlásilo přes 900 lidí."),
        ("cs", "Podvodníci lákali oběti do skupiny na WhatsAppu, sdělila policie."),
        ("cs", "Komentáře k návrhu přijímá radnice do pátku."),
        ("cs", "Další článek zákona se týká nočního rybolovu."),
        ("cs", "Diskuse k návrhu se koná v pátek v kině."),
        ("cs", "Téma: návrat vlka, pondělí 19 hodin, kulturní dům"),
        ("cs", "Nejčtenější: detektivky z pobřeží"),
        ("cs", "Pro pokračování ve čtení klasiků otevře klub i ve čtvrtek."),
        ("cs", "Všechna práva vyhrazená dědicům byla prodána."),
        ("uk", "Читайте також між рядками, радив нам старий редактор."),
        ("uk", "Реклама тютюну зникне зі стадіонів від січня."),
        ("uk", "Поділитися хлібом із сусідами погодилися всі жителі вулиці."),
        ("uk", "Підписуйтесь під петицією проти мосту, закликав жителів депутат."),
        ("uk", "Шахраї кликали жертв у Telegram-канал, повідомила поліція."),
        ("uk", "Коментарі до проєкту приймають у мерії до п’ятниці."),
        ("uk", "Наступна стаття закону стосується нічного лову риби."),
        ("uk", "Детальніше про міст мер розповість у п’ятницю."),
        ("uk", "Тема: повернення вовка, понеділок, 19:00, клуб"),
        ("uk", "Найчитаніше: детективи узбережжя"),
        ("uk", "Фото: якими були мости до війни"),
        ("uk", "Використання матеріалів справи адвокат назвав незаконним."),
        ("ro", "Citește și printre rânduri, ne sfătuia bătrânul redactor."),
        ("ro", "Publicitatea la tutun dispare de pe stadioane din ianuarie."),
        ("ro", "Distribuie pâinea vecinilor, i-a cerut preotul."),
        ("ro", "Urmăriți-ne până la moară, strigau copiii."),
        ("ro", "Peste 900 de oameni s-au abonat la newsletterul primăriei din mai."),
        ("ro", "Escrocii îi chemau pe oameni într-un grup de WhatsApp, spune poliția."),
        ("ro", "Comentariile la proiect se primesc la primărie până vineri."),
        ("ro", "Articolul următor al legii privește pescuitul de noapte."),
        ("ro", "Vezi și coifurile, la parterul primăriei, îndeamnă ghidul."),
        ("ro", "Subiecte: buget, școli, gunoi"),
        ("ro", "Cele mai citite: romanele de pe litoral"),
        ("ro", "Pentru a continua lectura clasicilor, clubul se deschide și joi."),
        ("ro", "Toate drepturile rezervate moștenitorilor au fost vândute."),
        ("el", "Διαβάστε επίσης ανάμεσα στις γραμμές, μας έλεγε ο παλιός συντάκτης."),
        ("el", "Η διαφήμιση του καπνού θα λείψει από τα γήπεδα τον Ιανουάριο."),
        ("el", "Ακολουθήστε μας ως τον μύλο, φώναζαν τα παιδιά."),
        ("el", "Περισσότεροι από 900 έχουν γραφτεί στο newsletter του δήμου από τον Μάιο."),
        ("el", "Οι απατεώνες καλούσαν τα θύματα σε ομάδα στο Viber, είπε η αστυνομία."),
        ("el", "Σχόλια για το σχέδιο δέχεται ο δήμος ως την Παρασκευή."),
        ("el", "Επόμενο άρθρο του νόμου είναι η νυχτερινή αλιεία."),
        ("el", "Διαβάστε περισσότερα βιβλία, λέει η υπουργός."),
        ("el", "Θέματα: προϋπολογισμός, σχολεία, απορρίμματα"),
        ("el", "Πιο διαβασμένα: τα αστυνομικά της ακτής"),
        ("de", "Mehr dazu: Seite 14"),
        ("de", "Weitere Informationen: Landratsamt, Zimmer 12"),
        ("de", "Mehr Infos: Pfarrbüro, dienstags"),
        ("fr", "Plus d’informations : Office de tourisme, place du Marché"),
        ("es", "Para saber más: Biblioteca municipal, sala 2"),
        ("pt", "Leia também: Mateus 5, 3"),
        ("it", "Vedi anche: Matteo 5, 3"),
        ("ru", "Подробнее: Турбюро, площадь Ленина, 3"),
        ("sv", "Läs mer: Turistbyrån, Stora torget 3"),
        ("en", "See also: Matthew 5:3"),
        ("de", "Themen: Haushalt, Abfall, Rente"),
        ("de", "Alle Rechte vorbehalten hatte sich der Erbe."),
        ("es", "Temas: presupuesto, escuelas, basura"),
        ("es", "Etiquetas: lo que deben decir los alimentos"),
        ("es", "Derechos reservados: lo que dice el testamento"),
        ("fr", "Mots-clés : liberté, pain, paix"),
        ("fr", "À lire : le roman d’une vallée"),
        ("it", "Argomenti: bilancio, scuole, rifiuti"),
        ("nl", "Thema: de terugkeer van de wolf, maandag 19 uur, dorpshuis"),
        ("pl", "Temat: powrót wilka, poniedziałek, godz. 19, dom kultury"),
        ("pt", "Tópicos: orçamento, escolas, lixo"),
        ("tr", "Konu: kurdun dönüşü, pazartesi 19.00, kültür evi"),
        ("tr", "En çok okunan: kıyı polisiyeleri"),
        ("ru", "Теги: свобода, хлеб, мир"),
        ("sv", "Ämnen: frihet, bröd, fred"),
        ("hi", "विषय: भेड़िये की वापसी, सोमवार शाम 7 बजे, पंचायत भवन"),
        ("de", "Alle Nachrichten des Täters auf WhatsApp"),
        ("de", "Testen Sie den Wein für 5 Euro im Hafen"),
        ("fr", "Chaque jour, trois cents élus menacés par mail"),
        ("fr", "L’info vérifiée circule mal sur Telegram"),
        ("es", "Prueba superada por 300 euros al mes"),
        ("pt", "Leia abaixo: a íntegra da nota do governo"),
        ("id", "Unduh aplikasi pajak daerah"),
        ("id", "Terima kabar bohong di WhatsApp, warga panik"),
        ("it", "Entra in un gruppo Telegram e perde tutto"),
        ("it", "Abbonati scontenti: rimborso da 50 euro al mese"),
        ("it", "Registrati 300 casi in una settimana"),
        ("sv", "Få väljare läser partiernas nyhetsbrev"),
        ("sv", "Testa dig själv för 300 kronor"),
        ("no", "Få velgere leser partienes nyhetsbrev"),
        ("nl", "Probeer de wijn voor € 5 aan de haven"),
        ("ru", "Сюжет: девушка возвращается в город детства"),
        ("ru", "Стали свидетелем аварии десятки водителей"),
        ("pl", "Sprawdź: bilety na prom podrożeją od maja"),
        ("tr", "Reklam yasağı geliyor"),
        ("nl", "Meer lezen: jongeren keren terug naar de bibliotheek"),
        ("no", "Mer om streiken: lærerne stemmer fredag"),
        ("sv", "Mer läsning: elever återvänder till biblioteken"),
        ("pl", "Dodał komentarz pod zdjęciem burmistrza"),
        ("ru", "Реклама ООО запрещена судом, сообщил адвокат компании."),
        ("ru", "Фото: какими были мосты до войны"),
        ("ru", "Подписка на газету подорожает с января."),
        ("ru", "Войти в историю как мэр, построивший мост, мечтал Ильин."),
        ("pl", "Wyślij nam pieniądze albo spalimy dom, grozili oszuści."),
        ("pl", "Masz temat do rozmowy z córką, radzi psycholog."),
        ("sv", "Logga in med fingret: så fungerar den nya appen"),
        ("no", "Logg inn med fingeren: slik virker den nye appen"),
        ("nl", "Word abonnee van de stad, luidde de leus."),
        ("tr", "Paylaşılan ekmek azalmaz, derdi annem."),
        ("tr", "Giriş ücretleri ocakta artacak."),
        ("it", "Scarica la tensione, dice l’allenatore ai ragazzi."),
        ("it", "Lascia un commento amaro il tecnico dopo la sconfitta."),
        ("nl", "Plaats een reactie van de burgemeester in zijn tijd, vroeg de leraar."),
        ("sv", "Skriv en kommentar till texten, bad läraren eleverna."),
        ("pl", "Zostaw komentarz sędziemu, prosił adwokat."),
        ("ru", "Оставить комментарий пресс-служба отказалась."),
        ("ru", "Следите за нашими новостями в Telegram, просил мэр жителей."),
        ("it", "Seguici fino al mulino, gridavano i bambini."),
        ("it", "Il nostro canale Telegram è stato chiuso dalla polizia, spiega il direttore."),
        ("ru", "Наш Telegram-канал закрыли по решению суда"),
        (
            "no",
            "Dette nettstedet bruker informasjonskapsler, fant tilsynet i en test av 40 kommuner.",
        ),
        ("it", "Questo sito utilizza cookie illegali, ha stabilito il garante."),
        ("it", "Utilizziamo cookie solo per contare i lettori, spiega il direttore del giornale."),
        ("pl", "Używamy plików cookie tylko do liczenia czytelników, tłumaczy redaktor."),
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
        ("fr", "À lire : Deux écoles fermées après la tempête"),
        ("fr", "LIRE - La tempête arrête les ferries"),
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
        ("it", "Leggi anche: Due scuole chiuse per la tempesta"),
        ("it", "Condividi"),
        ("it", "Pubblicità"),
        ("it", "Iscriviti alla nostra newsletter e ricevi le notizie del giorno."),
        ("it", "Seguici su Facebook per altre notizie."),
        ("it", "Iscriviti al canale WhatsApp del Faro"),
        ("it", "Scarica la nostra app"),
        ("it", "Noi e i nostri 214 partner utilizziamo i cookie sul tuo dispositivo."),
        ("it", "Lascia un commento"),
        ("it", "Riproduzione riservata © Il Faro"),
        ("it", "Articolo successivo: Tempesta ferma i traghetti"),
        ("it", "Ti è piaciuto questo articolo? Condividilo!"),
        ("it", "Argomenti correlati: Ponte, Elm, Trasporti"),
        ("nl", "Lees ook: Storm legt veerdienst stil"),
        ("nl", "Deel dit artikel"),
        ("nl", "Tekst gaat verder onder de advertentie"),
        ("nl", "Advertentie"),
        ("nl", "Meld je aan voor onze nieuwsbrief en mis geen enkel bericht."),
        ("nl", "Volg ons op Facebook voor meer nieuws."),
        ("nl", "Volg ons WhatsApp-kanaal"),
        ("nl", "Download onze gratis app"),
        ("nl", "Wij en onze 214 partners gebruiken cookies op uw apparaat."),
        ("nl", "Plaats een reactie"),
        ("nl", "Volgend artikel: Storm legt veerdienst stil"),
        ("nl", "Foutje gezien? Mail ons!"),
        ("pl", "Czytaj też: Sztorm zatrzymał promy"),
        ("pl", "Udostępnij"),
        ("pl", "Reklama"),
        ("pl", "Zapisz się do naszego newslettera i bądź na bieżąco."),
        ("pl", "Polub nas na Facebooku"),
        ("pl", "Obserwuj nas w Google News"),
        ("pl", "Pobierz naszą aplikację"),
        ("pl", "My i nasi 214 partnerzy przechowujemy informacje na urządzeniu."),
        ("pl", "Dodaj komentarz"),
        ("pl", "Dalsza część artykułu pod materiałem wideo"),
        ("pl", "Następny artykuł: Sztorm zatrzymał promy"),
        ("pl", "Pozostało 75% artykułu do przeczytania"),
        ("pl", "Wszelkie prawa zastrzeżone"),
        ("tr", "İlgili haber: Fırtına vapur seferlerini durdurdu"),
        ("tr", "İLGİLİ HABER: Fırtına vapur seferlerini durdurdu"),
        ("tr", "SIRADAKİ HABER"),
        ("tr", "Paylaş"),
        ("tr", "Reklam"),
        ("tr", "Bültenimize abone olun"),
        ("tr", "Bizi Google News'te takip edin"),
        ("tr", "WhatsApp kanalımıza katılın"),
        ("tr", "Uygulamamızı ücretsiz indirin"),
        ("tr", "Yorum yap"),
        ("tr", "Tüm hakları saklıdır."),
        ("tr", "En çok okunan haberler"),
        ("ru", "Читайте также: Шторм остановил паромы"),
        ("ru", "Поделиться"),
        ("ru", "Реклама"),
        ("ru", "Подписывайтесь на нашу рассылку"),
        ("ru", "Подписывайтесь на наш канал в Telegram"),
        ("ru", "Читайте нас в Telegram"),
        ("ru", "Скачайте наше приложение"),
        ("ru", "Мы и наши 214 партнёров храним информацию на вашем устройстве."),
        ("ru", "Оставить комментарий"),
        ("ru", "Нашли ошибку? Выделите её и нажмите Ctrl+Enter"),
        ("ru", "Следующая статья: Шторм остановил паромы"),
        ("ru", "При перепечатке ссылка на «Эльмский вестник» обязательна."),
        ("ru", "Все права защищены"),
        ("sv", "Läs också: Storm stoppar färjorna"),
        ("sv", "Dela artikeln"),
        ("sv", "Annons"),
        ("sv", "Artikeln fortsätter efter annonsen"),
        ("sv", "Prenumerera på vårt nyhetsbrev och få nyheterna först."),
        ("sv", "Följ oss på Facebook"),
        ("sv", "Ladda ner vår app"),
        ("sv", "Vi och våra 214 partner lagrar information på din enhet."),
        ("sv", "Skriv en kommentar"),
        ("sv", "Nästa artikel: Storm stoppar färjorna"),
        ("sv", "Du har 3 gratis artiklar kvar"),
        ("sv", "Hittade du ett fel? Mejla oss!"),
        ("de", "Mehr Nachrichten aus der Region gibt es in unserer App"),
        ("de", "Folgen Sie dem Elbboten auf Google News"),
        ("de", "Diesen Artikel weiterempfehlen"),
        ("de", "Bleiben Sie informiert: Abonnieren Sie unseren kostenlosen Newsletter"),
        (
            "de",
            "Sie wollen keine Nachricht mehr verpassen? Dann abonnieren Sie unseren Newsletter.",
        ),
        ("de", "Lesen Sie diesen Artikel kostenlos weiter"),
        ("de", "Weiterlesen mit Elbbote Plus"),
        ("de", "Testen Sie Elbbote Plus 30 Tage kostenlos"),
        ("de", "Dieser Artikel ist exklusiv für Abonnenten"),
        ("de", "Haben Sie Hinweise? Schreiben Sie uns an redaktion@elbbote.example"),
        ("de", "Kommentare sind geschlossen."),
        ("de", "Vorheriger Artikel: Rat berät über Brücke"),
        ("de", "Anmelden, um zu kommentieren"),
        ("de", "Hat Ihnen der Artikel gefallen? Teilen Sie ihn mit Freunden!"),
        ("de", "Ihre Meinung ist gefragt: Diskutieren Sie mit!"),
        ("de", "Alle Nachrichten aus Ahlfeld per WhatsApp"),
        ("fr", "Suivez-nous sur Google Actualités"),
        ("fr", "Recevez l’essentiel de l’actualité chaque matin dans votre boîte mail"),
        ("fr", "Téléchargez l’application Le Phare"),
        ("fr", "Suivez l’actualité du Phare sur WhatsApp"),
        ("fr", "Cet article est réservé aux abonnés"),
        ("fr", "Abonnez-vous dès 1 € le premier mois"),
        ("fr", "Vous avez une information à nous transmettre ?"),
        ("fr", "Réagissez à cet article"),
        ("fr", "Lire aussi : Deux écoles fermées"),
        ("fr", "Dans la même rubrique"),
        ("fr", "Partager cet article avec un ami"),
        ("fr", "Suivez toute l’actualité du Phare sur Facebook"),
        ("fr", "Commentez cet article"),
        ("fr", "Article précédent : Le conseil débat du pont"),
        ("fr", "Cet article a d’abord été publié par Le Phare"),
        ("fr", "Reproduction interdite"),
        ("es", "Síguenos en Google News"),
        ("es", "Únete al canal de WhatsApp de El Faro"),
        ("es", "Haz clic aquí para recibir noticias en tu WhatsApp"),
        ("es", "Suscríbete a El Faro por 1 € al mes"),
        ("es", "Este artículo es exclusivo para suscriptores"),
        ("es", "Has leído tus 5 artículos gratuitos de este mes"),
        ("es", "Recibe las noticias en tu correo"),
        ("es", "¿Te gustó esta nota? Compártela"),
        ("es", "Comparte esta nota con tus amigos"),
        ("es", "¿Qué te parece? Deja tu comentario"),
        ("es", "Te puede interesar: Cierran dos escuelas"),
        ("es", "Nota anterior: El consejo debate el puente"),
        ("es", "Continúa leyendo después de la publicidad"),
        ("es", "Agrega a El Faro como fuente preferida en Google"),
        ("es", "Descarga nuestra app"),
        ("es", "Prohibida la reproducción total o parcial de este contenido"),
        ("pt", "Siga o Jornal da Aldeia no Google Notícias"),
        ("pt", "Entre no canal do Jornal da Aldeia no WhatsApp"),
        ("pt", "Clique aqui e entre no nosso grupo de WhatsApp"),
        ("pt", "Receba as notícias do Jornal da Aldeia pelo WhatsApp"),
        ("pt", "Você já leu 5 matérias gratuitas este mês"),
        ("pt", "Restam 3 artigos gratuitos"),
        ("pt", "Leia também: Escolas fecham"),
        ("pt", "Continua após a publicidade"),
        ("pt", "Deixe seu comentário"),
        ("pt", "O que achou? Deixe seu comentário"),
        ("pt", "Quer receber as notícias no seu e-mail? Assine a newsletter"),
        ("pt", "Matéria publicada originalmente no Jornal da Aldeia"),
        ("pt", "Já é assinante? Faça login"),
        ("pt", "Notícia anterior: Conselho debate a ponte"),
        ("id", "Ikuti Harian Cakra di Google News"),
        ("id", "Gabung di channel WhatsApp Harian Cakra"),
        ("id", "Baca juga: Dua sekolah ditutup"),
        ("id", "Download aplikasi Harian Cakra di Google Play"),
        ("id", "Langganan mulai Rp 10.000 per bulan"),
        ("id", "Artikel ini pertama kali terbit di Harian Cakra"),
        ("id", "Bagaimana pendapat Anda? Tulis di kolom komentar"),
        ("id", "Lanjut baca di halaman 2"),
        ("id", "Dapatkan berita pilihan setiap pagi di email Anda"),
        ("id", "Topik terkait: Jembatan, Elm"),
        ("id", "Berita selanjutnya: Badai hentikan feri"),
        ("id", "Dilarang mengutip isi artikel ini tanpa izin"),
        ("hi", "हमें फेसबुक और इंस्टाग्राम पर फॉलो करें"),
        ("hi", "व्हाट्सएप चैनल से जुड़ने के लिए यहां क्लिक करें"),
        ("hi", "ऐप डाउनलोड करें और ताजा खबरें पढ़ें"),
        ("hi", "न्यूजलेटर सब्सक्राइब करें"),
        ("hi", "ये भी पढ़िए: दो स्कूल बंद"),
        ("hi", "अगली खबर: तूफान ने नावें रोकीं"),
        ("hi", "संबंधित खबर: तूफान ने नावें रोकीं"),
        ("hi", "और पढ़ें: तूफान ने नावें रोकीं"),
        ("hi", "देखें\u00a0: तूफान ने नावें रोकीं"),
        ("hi", "अपनी राय कमेंट में बताएं"),
        ("hi", "खबर अच्छी लगी तो शेयर करें"),
        ("hi", "यह खबर सबसे पहले दैनिक सेतु पर प्रकाशित हुई"),
        ("hi", "संबंधित विषय: पुल, नदी"),
        ("hi", "आगे पढ़ने के लिए सब्सक्राइब करें"),
        ("hi", "ताजा खबरों के लिए हमारे साथ बने रहें"),
        ("it", "Continua a leggere dopo la pubblicità"),
        ("it", "Ricevi ogni mattina le notizie più importanti nella tua casella di posta"),
        ("it", "Entra nel nostro canale WhatsApp"),
        ("nl", "Ontvang elke ochtend het belangrijkste nieuws in je mailbox"),
        ("nl", "Heb je een tip voor de redactie? Mail ons"),
        ("nl", "Lees verder onder de foto"),
        ("pl", "Dołącz do naszego kanału na WhatsAppie"),
        ("pl", "Masz dla nas temat? Napisz do nas"),
        ("pl", "Najważniejsze wiadomości na Twój e-mail"),
        ("tr", "Haberin devamı için tıklayın"),
        ("tr", "Bizi sosyal medyada takip edin"),
        ("tr", "Google News'te bize abone olun"),
        ("ru", "Следите за нашими новостями в Telegram"),
        ("ru", "Подпишитесь на нас в Дзене"),
        ("ru", "Материал доступен только подписчикам"),
        ("sv", "Få det viktigaste varje morgon i din inkorg"),
        ("sv", "Läs mer om bron här"),
        ("sv", "Har du sett något? Tipsa oss på 71717"),
        ("no", "Les også: Storm stanser fergene"),
        ("no", "Del artikkelen"),
        ("no", "Annonse"),
        ("no", "Meld deg på vårt nyhetsbrev og få nyhetene først."),
        ("no", "Følg oss på Facebook"),
        ("no", "Last ned vår app"),
        ("no", "Vi og våre 214 partnere lagrer informasjon på enheten din."),
        ("no", "Legg igjen en kommentar"),
        ("no", "Neste artikkel: Storm stanser fergene"),
        ("no", "Artikkelen fortsetter under annonsen"),
        ("da", "Læs også: Storm stopper færgerne"),
        ("da", "LÆS OGSÅ: Storm stopper færgerne"),
        ("da", "Del artiklen"),
        ("da", "Annonce"),
        ("da", "Artiklen fortsætter under annoncen"),
        ("da", "Tilmeld dig vores nyhedsbrev og få nyhederne først."),
        ("da", "Få dagens vigtigste nyheder direkte i indbakken"),
        ("da", "Følg os på Facebook"),
        ("da", "Hent vores app"),
        ("da", "Vi og vores 214 partnere gemmer oplysninger på din enhed."),
        ("da", "Skriv en kommentar"),
        ("da", "Næste artikel: Storm stopper færgerne"),
        ("da", "Du har 3 gratis artikler tilbage"),
        ("da", "Allerede abonnent? Log ind"),
        ("da", "Mest læste"),
        ("da", "Relaterede emner: Bro, Elm, Trafik"),
        ("da", "Emner: Elm, Bro, Letbane"),
        ("es", "Temas: puente, Elm, transporte"),
        ("it", "Argomenti: Elm, ponte, trasporti"),
        ("tr", "Konu: köprü, Elmköy"),
        ("da", "Alle rettigheder forbeholdes"),
        ("da", "Har du fundet en fejl? Skriv til os"),
        ("cs", "Čtěte také: Bouře zastavila přívozy"),
        ("cs", "Sdílet článek"),
        ("cs", "Reklama"),
        ("cs", "Článek pokračuje pod reklamou"),
        ("cs", "Sledujte nás na Facebooku"),
        ("cs", "Přidat komentář"),
        ("cs", "Mohlo by vás zajímat"),
        ("cs", "Další článek: Bouře zastavila přívozy"),
        ("cs", "Máte předplatné? Přihlaste se"),
        ("cs", "Našli jste v článku chybu? Napište nám"),
        ("cs", "Témata: Elm, most, tramvaj"),
        ("uk", "Читайте також: Шторм зупинив пороми"),
        ("uk", "Поділитися"),
        ("uk", "Реклама"),
        ("uk", "Підписуйтесь на наш канал у Telegram"),
        ("uk", "Підписуйтесь на нашу розсилку"),
        ("uk", "Залишити коментар"),
        ("uk", "Наступна стаття: Шторм зупинив пороми"),
        ("uk", "Усі права захищено"),
        ("uk", "Знайшли помилку? Виділіть її та натисніть Ctrl+Enter"),
        ("ro", "Citește și: Furtuna a oprit bacurile"),
        ("ro", "CITEȘTE ȘI: Furtuna a oprit bacurile"),
        ("ro", "Distribuie pe Facebook"),
        ("ro", "Publicitate"),
        ("ro", "Urmărește-ne și pe Google News"),
        ("ro", "Abonează-te la newsletterul nostru"),
        ("ro", "Lasă un comentariu"),
        ("ro", "Articolul următor: Furtuna a oprit bacurile"),
        ("ro", "Cele mai citite"),
        ("ro", "Ești deja abonat? Intră în cont"),
        ("el", "Διαβάστε επίσης: Η θύελλα σταμάτησε τα πλοία"),
        ("el", "Κοινοποίηση"),
        ("el", "Διαφήμιση"),
        ("el", "Ακολουθήστε μας στο Facebook"),
        ("el", "Εγγραφείτε στο newsletter μας"),
        ("el", "Αφήστε ένα σχόλιο"),
        ("el", "Επόμενο άρθρο: Η θύελλα σταμάτησε τα πλοία"),
        ("el", "Τα πιο διαβασμένα"),
        ("el", "Είστε ήδη συνδρομητής; Συνδεθείτε"),
    ],
)
def test_a_call_is_deleted_safely(language: str, sentence: str) -> None:
    assert not kept(sentence, language, model=False)


_NEIGHBOURS = {"da": "no", "no": "da"}
"""Languages that a detector takes for each other where a text is short."""


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("da", "Del af broen styrtede i åen natten til tirsdag."),
        ("da", "Følg os til møllen, råbte børnene."),
        ("da", "Kommentarer til forslaget skal være kommunen i hænde senest fredag."),
        ("da", "Hent aldrig bankens app via et link, advarer politiet."),
        ("da", "Læs bøgerne højt, siger forfatteren."),
        ("da", "For at læse videre måtte hun flytte til byen."),
        ("no", "Del brødet med naboene, ba presten."),
        ("no", "Følg oss til mølla, ropte barna."),
        ("no", "Kommentarer til forslaget må sendes til kommunen innen fredag."),
        ("no", "Annonser for tobakk blir forbudt på arenaene fra januar."),
        ("no", "Vi og våre 14 partnere lagrer korn for hele dalen, sier mølleren."),
        ("no", "Logg inn med fingeren: slik virker den nye appen"),
    ],
)
def test_reporting_is_kept_when_it_is_taken_for_a_language_next_door(
    language: str, sentence: str
) -> None:
    taken_for = _NEIGHBOURS[language]
    page = f"{ARTICLES[language]}{sentence}\n{FOOTERS[language]}"
    for text in (page, ARTICLES[language] + sentence + "\n"):
        assert sentence in newslint.clean(text, language=taken_for).text


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("de", "Weitere Themen"),
        ("es", "Más temas"),
        ("fr", "À lire"),
        ("fr", "À voir"),
        ("cs", "Témata"),
        ("da", "Emner"),
    ],
)
def test_a_heading_that_an_article_has_too_is_kept_between_paragraphs(
    language: str, heading: str
) -> None:
    first, *paragraphs = ARTICLES[language].rstrip("\n").split("\n")
    page = "\n\n".join([first, paragraphs[0], heading, *paragraphs[1:]]) + "\n"
    assert heading in newslint.clean(page, language=language).text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "de",
            "Der Rat beruft sich auf das Gesetz (siehe auch § 12 BauGB) und auf ein Gutachten.",
        ),
        ("de", "Das Gericht verwies auf ein älteres Urteil (mehr dazu: BGH, VI ZR 12/22)."),
        (
            "fr",
            "Le conseil s’appuie sur la loi (voir aussi l’article 12 du code) et sur un rapport.",
        ),
        ("fr", "Le tribunal a cité un arrêt plus ancien (voir : Cass. civ. 1re, 12 mai 2019)."),
        (
            "es",
            "El concejo se apoya en la ley (véase también el artículo 12) y en un informe de 2019.",
        ),
        ("es", "El tribunal citó una sentencia anterior (más información: STS 12/2019)."),
        ("pt", "O conselho apoia-se na lei (ver também o artigo 12.º) e num relatório de 2019."),
        (
            "it",
            "Il consiglio si appoggia alla legge (vedi anche l’articolo 12) e a una relazione.",
        ),
        ("nl", "De raad beroept zich op de wet (zie ook artikel 12) en op een rapport uit 2019."),
        ("pl", "Rada powołuje się na ustawę (zob. też art. 12) i na raport z 2019 r."),
        ("tr", "Meclis yasaya (ayrıca bakınız: madde 12) ve 2019 tarihli rapora dayanıyor."),
        ("ru", "Совет ссылается на закон (см. также ст. 12) и на доклад 2019 года."),
        ("ru", "Суд сослался на старое решение (подробнее: дело № 12/2019)."),
        ("sv", "Nämnden hänvisar till lagen (se även paragraf 12) och till en rapport från 2019."),
        ("no", "Utvalget viser til loven (se også paragraf 12) og til en rapport fra 2019."),
        ("da", "Udvalget henviser til loven (se også paragraf 12) og til en rapport fra 2019."),
        ("da", "Retten henviste til en ældre dom (læs mere: U 2019.12 H)."),
        ("cs", "Rada se opírá o zákon (čtěte také § 12) a o zprávu z roku 2019."),
        ("cs", "Čísla byla prověřena (více zde: tabulka 3) a zveřejněna v květnu."),
        ("uk", "Рада посилається на закон (дивіться також ст. 12) і на доповідь 2019 року."),
        ("ro", "Consiliul se bazează pe lege (vezi și art. 12) și pe un raport din 2019."),
        (
            "el",
            "Το συμβούλιο στηρίζεται στον νόμο (δείτε επίσης το άρθρο 12) και σε έκθεση του 2019.",
        ),
        ("id", "Dewan merujuk pada undang-undang (lihat juga Pasal 12) dan laporan tahun 2019."),
        (
            "id",
            "Angka itu sudah diperiksa (baca juga: Pasal 12 UU 3/2019) dan diterbitkan pada Mei.",
        ),
        ("hi", "परिषद ने कानून का हवाला दिया (यह भी देखें: धारा 12) और 2019 की रिपोर्ट का भी।"),
        ("en", "The council relies on the act (see also section 12) and on a report from 2019."),
        (
            "en",
            "The court cited an older ruling (see also: Smith v Jones, 2019) and agreed.",
        ),
    ],
)
def test_what_a_sentence_refers_to_in_brackets_is_kept(language: str, sentence: str) -> None:
    assert kept(sentence, language, model=False)


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        (
            "de",
            "Der Rat stimmte zu. (Lesen Sie auch: Sturm legt Fähren lahm) Im Mai wird gebaut.",
        ),
        (
            "fr",
            "Le conseil a voté mardi. [À lire aussi : La tempête arrête tout] On bâtit en mai.",
        ),
        (
            "es",
            "El concejo votó el martes. (Lea también: La tormenta no cede) Empieza en mayo.",
        ),
        (
            "en",
            "The council voted on Tuesday. [Also Read: Storm stops ferries] Work begins in May.",
        ),
        (
            "en",
            "The council voted on Tuesday. (READ ALSO: Storm stops ferries) Work begins in May.",
        ),
        ("hi", "परिषद ने मंगलवार को मतदान किया। (ये भी पढ़ें: तूफान ने नावें रोकीं) काम मई में शुरू होगा।"),
        (
            "ru",
            "Совет проголосовал. (Читайте также: Шторм остановил паромы) Работы начнутся в мае.",
        ),
        (
            "id",
            "Dewan menyetujuinya. (Baca juga: Badai hentikan feri) Pekerjaan dimulai pada Mei.",
        ),
    ],
)
def test_a_link_in_brackets_between_two_sentences_is_deleted_safely(
    language: str, paragraph: str
) -> None:
    first, last = re.split(r" ?[(\[].*[)\]] ?", paragraph)
    cleaned = newslint.clean(f"{ARTICLES[language]}{paragraph}\n", language=language).text
    assert cleaned.endswith(f"\n{first} {last}\n")


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
        ("RES001", "Also of interest: Tram to the east bank put off"),
        ("RES001", "Check Out More: Tram to the East Bank Put Off"),
        ("RES001", "Also, Check Out: Tram to the east bank put off"),
        ("RES001", "Read More News | Tram to the east bank put off"),
        ("RES001", "You Might Also Want To Read: Tram to the east bank put off"),
        ("RES001", "Similar story: Tram to the east bank put off"),
        ("RES001", "Peruse also: Tram to the east bank put off"),
        ("RES001", "Click to read: Tram to the east bank put off"),
        ("RES001", "(READ: Tram to the east bank put off again)"),
        ("RES001", "From our partners: Nine bridges to walk this summer"),
        ("RES001", "OPINION | A tram is what the east bank needs"),
        ("RES001", "[Read: Tram to the east bank put off again]"),
        ("RES001", "Read our full guide to the bridges of the Elm"),
        ("RES004", "Share on FacebookShare on TwitterShare on WhatsApp"),
        ("RES004", "Pin on PinterestShare on LinkedInSend Email"),
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
        ("RES001", "READ: Why was the tram to the east bank put off?"),
        ("RES001", "Read our review of the Elmford tram here."),
        ("RES001", "Learn more here."),
        ("RES005", "Catch all the Business News and Latest News Updates on Elmford Courier."),
        ("RES005", "For all latest news, follow The Elmford Courier's Google News channel."),
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
        "Share online and on paper",
        "Follow us, the guide shouted to the band, and nobody did.",
        "Follow the WhatsApp channel, police told residents on Monday.",
        "Subscribe to the relief fund by May, the mayor asked the town.",
        "The story continues below this advertising pillar of 1902.",
        "Stay tuned for the results, the mayor told the crowd on Friday.",
        "For latest updates on the bridge residents queue at the town hall.",
        "Facebook and the town of Elmford share a printer",
        "Watch this: the bridge will be the longest of the county.",
        "More news: it will be built after all, and by 2031.",
        "Similar stories were told by the drivers of both trams.",
        "The council is on WhatsApp and residents can join in, said the mayor.",
        "For more news of the bridge, residents visit the town hall on Fridays.",
        "Share your views was the name of the survey that 4,000 residents answered.",
    ],
)
def test_reporting_in_such_words_is_not_reported(line: str) -> None:
    assert findings(line) == []
