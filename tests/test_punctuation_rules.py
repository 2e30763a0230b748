"""Punctuation: what a sceptic would try on quotes, brackets, apostrophes, glue and stray marks."""

from __future__ import annotations

import pytest

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety, Severity
from newslint.rule import Rule
from newslint.rules.capitals import StrayCapital
from newslint.rules.glued import GluedWords
from newslint.rules.gluedheading import GluedHeading
from newslint.rules.pairs import AdjacentQuotes, UnbalancedBracket, UnbalancedQuote
from newslint.rules.punctuation import MissingApostrophe, StrayMark
from newslint.rules.spanish import SpanishOpening
from newslint.settings import Settings


def spans(rule: type[Rule], text: str, language: str = "en", house: str = "") -> list[str]:
    settings = Settings(house_words=frozenset(house.split()))
    found = engine.check(Document(text, language=language), [rule()], settings)
    return [text[finding.start : finding.end] for finding in found]


def fixed(rule: type[Rule], text: str, level: Safety = Safety.UNSAFE) -> str:
    return engine.fix(Document(text), [rule()], Settings(), level).text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("«Nous partons», a dit le maire aux habitants de la vieille ville.", "fr"),
        ("Le maire parle d’un « choix difficile » pour les gens de la ville.", "fr"),
        ("»Wir gehen«, sagte der Bürgermeister den Leuten in der alten Stadt.", "de"),
        ("„Wir gehen“, sagte er, „aber nicht heute“, und ging doch am Abend.", "de"),
        ("”Vi går”, sade borgmästaren till folket i den gamla staden i går.", "sv"),
        ('The 6\'2" guard and the 12" single were both on the list of the show.', "en"),
        ("The '90s, the rock 'n' roll years, were the fans' favourite ones of all.", "en"),
        ("‘Tis the season for the workers’ party at the mayor’s house again.", "en"),
        ("He said: \"She told me 'never again' and left.\" Nobody answered him.", "en"),
        ('"A (small) step," he said of the [first] stage of the long plan.', "en"),
        ("The town was silent вЂ” and so was its mayor on that long Friday.", "en"),
        ("Read the whole story of the flood in the town by the river here. »", "en"),
        ("«Ci siamo detti: “O si parte o si chiude”», racconta la sindaca del paese.", "it"),
        ("Wójt mówi: „Nie chcemy słyszeć, że »nie dało się«”. Rada się zgodziła.", "pl"),
        ("Η δήμαρχος είπε: «Δεν θέλουμε να πει κανείς “δεν έγινε”» και έφυγε.", "el"),
        ('قالت الرئيسة: «لا نريد أن يقول أحد "فشل"» ثم غادرت القاعة.', "ar"),
        ("他问：“什么时候到？”“明天，明天！”司机回答说，大家都笑了。", "zh"),
        ('The note “"Hello" is a word” hung on the door of the old town hall.', "en"),
        ('"She told me, "No."" And then he left the room for good on Sunday.', "en"),
        ("She said ““Hello”” twice to all the people in the room that evening.", "en"),
        ('יו"ר המועצה אמר כי דו"חות המבקר וארה"ב ב"ידיעות אחרונות" נכונים.', "he"),
        ("« On a tout perdu, dit-elle.\n\n» J’ai crié.\n\n» Ils sont là », dit-elle.", "fr"),
        (",,We willen de stad teruggeven'', zegt de wethouder. ,,En ja, dat is zo.”", "nl"),
        ('<a href="/bus">Mehr zum neuen Bus</a> steht auf der Seite des Rates.', "de"),
        ("Der Rat nennt das &bdquo;gut&ldquo; und die Bürger sind zufrieden damit.", "de"),
        ("Ø§Ù„Ù…Ø¬Ù„Ø³ الحافلات تنطلق في المدينة القديمة يوم الأحد.", "ar"),
    ],
)
def test_quotation_marks_in_order_are_left_alone(text: str, language: str) -> None:
    assert spans(UnbalancedQuote, text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "lonely"),
    [
        ("Der Rat nennt das &bdquo;gut und die Bürger sind zufrieden damit.", "de", "&bdquo;gut"),
        ('Er nennt das <b class="x">"gut</b> und geht dann aus dem Saal.', "de", '"gut</b>'),
        ("De wethouder noemt dat ,,goed en gaat dan snel de zaal uit.", "nl", ",,goed"),
        ("«Мы не хотим, чтобы кто-то сказал: „Не вышло», — говорит глава.", "ru", "«Мы"),
        ('Sie sagte: "„Wir gehen“, und ging dann aus dem alten Saal.', "de", '"'),
    ],
)
def test_a_mark_without_a_partner_is_found_beside_code_and_other_marks(
    text: str, language: str, lonely: str
) -> None:
    found = spans(UnbalancedQuote, text, language)
    assert len(found) == 1
    assert found[0].startswith(lonely)


def test_commas_typed_for_an_opening_quotation_mark_stay() -> None:
    text = ",,We willen de stad teruggeven'', zegt de wethouder van het kleine dorp.\n"
    assert fixed(StrayMark, text) == text
    doubled = "The road is closed,, the mayor said, until the end of the year.\n"
    assert fixed(StrayMark, doubled) == doubled.replace(",,", ",")


def test_the_end_of_an_entity_is_no_stray_mark() -> None:
    assert spans(StrayMark, "Der Rat nannte die Brücke &bdquo;gut&ldquo;. Dann ging er.") == []
    assert spans(StrayMark, "Der Rat nannte die Brücke &bdquo;gut&ldquo;.. Dann ging er.") != []


def test_a_quotation_may_run_over_paragraphs_that_are_not_opened_again() -> None:
    text = '"We came early.\n\nThen it rained all day.\n\nWe left late," the coach told the paper.'
    assert spans(UnbalancedQuote, text) == []


def test_a_quotation_that_nobody_closes_is_reported_once() -> None:
    text = 'She said: "The road is closed. Then she left.\n\nNobody else came to the town hall.'
    assert spans(UnbalancedQuote, text) == ['"The']


def test_an_open_quotation_at_a_cut_end_is_not_what_is_wrong() -> None:
    assert spans(UnbalancedQuote, 'The mayor told the council: "No one in this town wants') == []


def test_the_lonely_mark_is_the_one_without_partner_not_the_first() -> None:
    text = 'The "old" hall and the "new" one are closed", the mayor said on Friday.'
    assert spans(UnbalancedQuote, text) == ['closed",']


@pytest.mark.parametrize(
    "text",
    [
        "The plan: 1) close the road; 2) mend the bridge; iii) open both again.",
        "She wrote to her fans: thank you all for the day :) and went to bed.",
        "The note (which nobody read\n\nuntil Friday) was found behind the old door.",
        "See [the list](http://a.example/b) for the names of all winners of the day.",
    ],
)
def test_brackets_in_order_are_left_alone(text: str) -> None:
    assert spans(UnbalancedBracket, text) == []


def test_square_and_round_brackets_do_not_pair() -> None:
    text = "The hall (built in 1910] will be closed for a year, the council said."
    assert spans(UnbalancedBracket, text) == ["(built", "1910]"]


def test_back_to_back_quotations_need_a_small_letter_and_no_mark_between() -> None:
    assert spans(AdjacentQuotes, 'He sang "Red Sun" "Blue Moon" and all the other old songs.') == []
    assert (
        spans(AdjacentQuotes, 'The "old ones," "young ones" and "the rest" all came to town.') == []
    )
    assert spans(
        AdjacentQuotes, 'He said the "old bridge" "will fall" before the year is over.'
    ) == ['bridge" "will']


@pytest.mark.parametrize(
    "text",
    [
        "Their flight to Freedom Falls, a town of ten people, took them the whole night.",
        "He was accused of contempt of Congress and of the Senate in the same week.",
        "The minister came from Education and went to Defence before he was sent home.",
        "The group plays songs by Passion and tours. Many a fan of Passion came to town.",
        "She moved to Hope after the war and opened a shop there. Hope is a village.",
        "The poet Said was here last night, and the poet Said is a friend of ours.",
        "He works for the Standard, a paper whose standard is high, and loves it.",
        "The Vote, a film about a vote in a town by the river, opens in the hall.",
        "What the Board says is what the board of the old mill has always said.",
    ],
)
def test_capitals_that_are_names_are_left_alone(text: str) -> None:
    assert spans(StrayCapital, text) == []


def test_a_house_word_keeps_its_capital() -> None:
    text = "The schools stay closed due to Unrest in the northern towns of the island."
    assert spans(StrayCapital, text) == ["Unrest"]
    assert spans(StrayCapital, text, house="unrest") == []


def test_german_nouns_keep_their_capitals() -> None:
    assert spans(StrayCapital, "Er kam in Situation und Position an, die alle kannten.", "de") == []


def test_an_apostrophe_takes_the_shape_that_the_document_uses() -> None:
    curly = "The town’s mayor and the club’s coach met at the citys oldest hall."
    assert fixed(MissingApostrophe, curly).count("city’s") == 1
    assert fixed(MissingApostrophe, curly.replace("’", "'")).count("city's") == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Kennedys met two Germanys and three Marys at the Grammys in the old hall.",
        "The flybys and standbys of the fleet were shown to the guests of the day.",
        "The Lions, Coach Ann Reed said, praised the Lion's Head team after the match.",
        "He cant in his speech and is wont to do so, said those who were well in.",
        "Students face exams and teachers house the guests in this town in May.",
        "The years best forgotten are the years worst of all for the old town.",
        "The schools secretary and the sports director met the courts president.",
        "The unions lead the talks, and the councils own nothing at all up here.",
    ],
)
def test_plurals_are_no_possessives(text: str) -> None:
    assert spans(MissingApostrophe, text) == []


def test_contractions_that_are_no_words_get_their_apostrophe() -> None:
    text = "They dont know that thats the end, and youll see that theyll wont and cant."
    assert spans(MissingApostrophe, text) == ["dont", "thats", "youll", "theyll"]
    assert fixed(MissingApostrophe, text).startswith("They don't know that that's the end")


def test_a_french_dont_is_no_contraction() -> None:
    assert spans(MissingApostrophe, "La ville dont le maire parle est dont.", "fr") == []


@pytest.mark.parametrize(
    ("glued", "right"),
    [
        ("It closes on Friday.Officials gave no reason.", "Friday. Officials"),
        ("It closed in ten districts.(Photo: AB) Nobody came.", "districts. (Photo"),
        ("It closes on Friday,officials said in the town.", "Friday, officials"),
        ("Did it close?Nobody knew in the town.", "close? Nobody"),
        ("The house of Mr.Lind and Dr.Roe burnt down in the night.", "Mr. Lind and Dr. Roe"),
        (
            "It opened on Sept.30 and closed on (Jan.4) of this year.",
            "Sept. 30 and closed on (Jan. 4)",
        ),
        (
            "She was born on June 4,1935, and he on Jan. 12,2001 in town.",
            "June 4, 1935, and he on Jan. 12, 2001",
        ),
        (
            "The ferry sails at 7 a.m.The bus, at 9 p.m.However, nobody came.",
            "a.m. The bus, at 9 p.m. However",
        ),
        (
            "The mill burnt in 2019.They built it again for 300people.",
            "2019. They built it again for 300 people",
        ),
        (
            "They won 21-19.The bill came to 4,112.50.It was paid at 7:30p.m.They left.",
            "21-19. The bill came to 4,112.50. It was paid at 7:30p.m. They left",
        ),
    ],
)
def test_a_blank_after_a_sentence_or_a_comma_is_a_safe_fix(glued: str, right: str) -> None:
    assert right in fixed(GluedWords, glued, Safety.SAFE)


@pytest.mark.parametrize(
    "text",
    [
        "McDonald's, iPhone, eBay, YouTube, LinkedIn, WhatsApp and PlayStation are names.",
        "JD.com, Node.js, Example.Com, U.S.A., Ph.D., e.g.this, 3pm, 10am and 5G are, too.",
        "See Report.Final.docx, a/b.Html, @FridayTeam, #FridayNight or http://A.example/B.C.",
        "O'Brien, DiCaprio, LeBron, MacArthur, VanDyke, DeWitt and FitzGerald met McAvoy.",
        "The keys news,sports,weather,traffic are tags of the page.",
        "The score was 3:2 at 10:30, a ratio of 1,000,000 to 2.5 in all.",
        "The member(s) and child(ren) of f(x) met.",
        "Write to Ann.Reed@Mail.example or call R.E.M. fans in St.Gallen.",
        "Mr.R, Dr.2 and version v10.Theta of Rev.iew ran on Oct.txt in Jan.2.1 of the log.",
        "The bill of $4,1935 and lot 4,2001 were read out; so was (a)and(b) of f(the).",
        "A 24hour shop, a 5star hotel and the 7daysforlife club met for the cow(s)the farm has.",
        "See report2019.The.Final.docx, elmford.example/2019.The and a10.The of the log.",
        "The code a;b;c and the mark &lt;the are shown; he(art) is a play on words.",
    ],
)
def test_names_and_addresses_are_not_glued(text: str) -> None:
    assert spans(GluedWords, text) == []


def test_what_the_document_writes_twice_is_a_name() -> None:
    once = "The town loves its BlueHarbour festival. The Blue hall of the Harbour is open."
    assert spans(GluedWords, once) == ["BlueHarbour"]
    assert spans(GluedWords, once + " BlueHarbour ends on Friday.") == []


def test_a_house_word_is_not_glued() -> None:
    text = "The town loves its BlueHarbour festival. The Blue hall of the Harbour is open."
    assert spans(GluedWords, text, house="blueharbour") == []


@pytest.mark.parametrize(
    "text",
    [
        "She writes for Harbour.Nxt and other papers of the town by the river.",
        "The data came from open.AB, a site of the agency for rivers and lakes.",
        "A captain and the CupCredit: Harbour Pictures of the town by the river.",
        "2.She promised to open the bridge and to close the old road for good.",
    ],
)
def test_what_may_be_a_name_is_not_parted_safely(text: str) -> None:
    assert spans(GluedWords, text)
    assert fixed(GluedWords, text, Safety.SAFE) == text


def test_share_buttons_are_told_apart_even_in_capitals() -> None:
    text = "CONNECTTWEETLINKEDINEMAIL"
    assert fixed(GluedWords, text) == "CONNECT TWEET LINKEDIN EMAIL"


def test_a_byline_is_glued_only_to_a_sentence() -> None:
    assert spans(GluedHeading, "By Ann Reed and Bo Lind of the Town News staff in the city.") == []
    assert spans(GluedHeading, "By Ann Reed The town has closed its two oldest schools.") == [
        "By Ann Reed The"
    ]


def test_a_lone_full_stop_goes_and_a_rule_stays_with_a_safe_fix() -> None:
    text = "It rained.\n\n.\n\n___\n\nIt stopped."
    assert fixed(StrayMark, text, Safety.SAFE) == "It rained.\n\n___\n\nIt stopped."


def test_a_rule_line_is_only_for_information() -> None:
    found = engine.check(Document("It rained.\n* * *\nIt stopped."), [StrayMark()], Settings())
    assert [finding.severity for finding in found] == [Severity.INFO]


@pytest.mark.parametrize(
    "text",
    [
        "He waited . . . and waited for the bus that never came to the town.",
        "He waited.... Then he left the town for good, and nobody saw him again.",
        "Really?! Yes!! And then... nothing came of the plan for the old bridge.",
        "The versions 1..5 of ../a/b and C:\\..\\d are in the list of the day.",
        "It was 5 p.m., as the U.S., the E.U. and Acme Inc., a firm, had agreed.",
        "The host of Jeopardy!, who came to Yahoo!, asked: why? Nobody answered.",
        "他说……然后离开了这座城市，再也没有回来。",
    ],
)
def test_ellipses_and_abbreviations_are_no_stray_marks(text: str) -> None:
    assert spans(StrayMark, text) == []


@pytest.mark.parametrize(
    ("language", "text", "glued"),
    [
        ("en", 'It rained in May."Nobody came," she said.', ['May."Nobody']),
        ("en", '"It rained in May."Nobody came. They said "no" and left.', ['May."Nobody']),
        ("en", 'We"ll see the rock"n"roll of the 6"x4" and the John"O"Neil.', []),
        ("en", "She wouldn'tgo, and it'sthe same; she wouldn't've gone, it's his.", None),
        ("fr", 'Il dit qu"il pleut aujourd"hui. «\xa0Oui\xa0»,dit-elle.', ["»,dit-elle."]),
        ("de", "„Er kommt nicht“,sagte sie. „Nie“,rief er.", ["nicht“,sagte", "„Nie“,rief"]),
        ("hi", "पानी, दूध, और घर, फिर गया,दूध नहीं बचा।", ["गया,दूध"]),
        ("hi", "पानी,दूध,घर,गांव और गया,दूध नहीं बचा।", []),
        ("hi", "लोग खुश हैं,लेकिन सड़क, पुल, और घर टूटे हैं।", ["हैं,लेकिन"]),
        ("ar", "وافق على شراء الحافلات.وقال إنها تنطلق غدا،فمتى", ["الحافلات.وقال", "غدا،فمتى"]),
        ("ar", "قال د.محمد إن ق.م تعني 5،3 وموقع example.com", []),
        (
            "el",
            "Η δήμαρχος χάρηκε,είπε.Ποιος πληρώνει;Κανείς",
            ["χάρηκε,είπε.Ποιος", "πληρώνει;Κανείς"],
        ),
        ("el", "Ο κ.Μάρκου ήρθε στις 5;", []),
        ("uk", "Рада схвалила купівлю.Її голова рада,каже.", ["купівлю.Її", "рада,каже."]),
        ("tr", 'Belediye bunu "doğru"dan saydı ve "kapalı"ydı.', []),
    ],
)
def test_blanks_are_missed_at_quotation_marks_and_commas(
    language: str, text: str, glued: list[str] | None
) -> None:
    wanted = ["wouldn'tgo,", "it'sthe"] if glued is None else glued
    assert spans(GluedWords, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "glued"),
    [
        ("en", "It took four dayswhich nobody liked.", ["dayswhich"]),
        ("en", "The river rose. The riverand the lake froze.", ["riverand"]),
        ("en", "They ranto the old hall and saw ofthe town.", ["ofthe"]),
        ("en", "We breathe and clothe; the theatre, the therapist, the sandwich.", []),
        ("en", "Dayswhich Ltd built it, and Dayswhich Ltd sold it.", []),
        ("pt", "O muro construídono porto; tinha sido construído em maio.", ["construídono"]),
        ("pt", "A música paulista agrada; o paulistano também dança.", []),
        ("id", "Seorang warga dirawatkarena sakit di kota.", ["dirawatkarena"]),
        ("xx", "It took four dayswhich nobody liked.", []),
    ],
)
def test_small_words_that_swallowed_a_blank(language: str, text: str, glued: list[str]) -> None:
    assert spans(GluedWords, text, language) == glued


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("¿Quién lo sabe. Que viva el pueblo! ¡Nadie lo sabe. El alcalde calló.", 2),
        ("El martes vio al Sr. López. ¡Nadie vio al Sr. López. Todos callaron.", 1),
        ("—¿Y si, ¡ay!, no llega nunca el Sr. Ruiz? —preguntó la alcaldesa.", 0),
        ("¡¿Cómo que no?! gritó. ¡Que viva! ¿Sí? «¡No!», dijo el alcalde.", 0),
        ("Dijo: Qué esperan los vecinos de la comarca? Y luego se fue del pueblo.", 1),
        ("Lo que se pregunta la gente es cuándo llegará el tren? dijo el alcalde.", 0),
        ("La película Qué bello es vivir se estrenó ayer. ¿La vio usted anoche?", 0),
        ("¡Nadie lo sabe, dijo, y siguió hablando de la segunda línea del tren…", 0),
    ],
)
def test_spanish_marks_come_in_pairs(text: str, found: int) -> None:
    assert len(spans(SpanishOpening, text, "es")) == found
    assert spans(SpanishOpening, text, "pt") == []
    assert fixed(SpanishOpening, text) == text
