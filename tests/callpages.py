"""An article and a footer in every language of a pack, between which calls or reporting stand."""

from __future__ import annotations

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
    "zh": """\
市议会同意在榆河上修建新桥
榆河市议会星期二投票决定，在2031年之前修建横跨榆河的第二座大桥。
“这座桥我们等了四十年。”主持交通委员会的马拉·蒂尔曼说。
自春天以来，东岸居民已经收集了一万两千个反对有轨电车的签名。
""",
    "ja": """\
市議会、エルム川の新しい橋を承認
エルム市議会は火曜日、2031年までに川に2本目の橋を架ける計画を賛成多数で可決した。
「この橋を40年待っていた」と、交通委員会の委員長を務めるマーラ・ティルマン氏は述べた。
東岸の住民は春から、路面電車に反対する1万2千人分の署名を集めていた。
""",
    "ko": """\
시의회, 느릅강 새 다리 건설 승인
느릅시의회는 화요일 2031년까지 강에 두 번째 다리를 놓는 계획을 통과시켰다.
"이 다리를 40년 동안 기다려 왔다"고 교통위원회를 이끄는 김마라 의원은 말했다.
동쪽 기슭 주민들은 봄부터 노면전차에 반대하는 서명 1만2천 개를 모았다.
""",
    "ar": """\
المجلس يوافق على جسر جديد فوق نهر الدردار
صوّت المجلس البلدي يوم الثلاثاء لصالح بناء جسر ثان فوق النهر قبل عام 2031.
وقالت مارا تيلمان، التي ترأس لجنة النقل: «لقد انتظرنا هذا الجسر أربعين عاماً».
وكان سكان الضفة الشرقية قد جمعوا منذ الربيع اثني عشر ألف توقيع ضد الترام.
""",
    "fa": """\
شورا با پل تازه روی رودخانه موافقت کرد
شورای شهر روز سه‌شنبه به ساخت دومین پل روی رودخانه تا سال ۱۴۱۰ رأی داد.
مارا تیلمن که ریاست کمیسیون حمل‌ونقل را بر عهده دارد گفت: «چهل سال منتظر این پل بودیم.»
ساکنان کرانه شرقی از بهار دوازده هزار امضا علیه تراموا جمع کرده بودند.
""",
    "vi": """\
Hội đồng thông qua cây cầu mới bắc qua sông Du
Hội đồng thành phố hôm thứ ba bỏ phiếu xây cây cầu thứ hai bắc qua sông Du trước năm 2031.
“Chúng tôi đã chờ cây cầu này bốn mươi năm”, bà Trần Thị Mai, trưởng ban giao thông, nói.
Người dân bờ đông từ mùa xuân đã thu thập mười hai nghìn chữ ký phản đối tàu điện.
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
    "zh": "分享到：\n© 2024 榆河晚报 版权所有\n",
    "ja": "この記事をシェア\n© 2024 エルム新聞 無断転載を禁じます\n",
    "ko": "기사 공유하기\n© 2024 느릅일보. 무단전재 및 재배포 금지\n",
    "ar": "شارك المقال\n© 2024 صحيفة المنارة. جميع الحقوق محفوظة\n",
    "fa": "اشتراک‌گذاری\n© ۱۴۰۳ روزنامه فانوس. تمامی حقوق محفوظ است\n",
    "vi": "Chia sẻ bài viết\n© 2024 Báo Sông Du. Giữ bản quyền nội dung\n",
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
