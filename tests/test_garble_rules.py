"""Garble: what a rule can know, and the abbreviations, names and idioms it must not report."""

from __future__ import annotations

import pytest

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety
from newslint.rule import Rule
from newslint.rules.clashes import ArticleClash, VerbClash
from newslint.rules.doubled import DoubledWord
from newslint.rules.garble import RULES, CutStart, LostFragment, StrayStop
from newslint.rules.pack import load
from newslint.rules.speech import LostSpeech
from newslint.settings import Settings


def spans(rule: type[Rule], text: str, language: str = "en", house: str = "") -> list[str]:
    settings = Settings(house_words=frozenset(house.split()))
    found = engine.check(Document(text, language=language), [rule()], settings)
    return [text[finding.start : finding.end] for finding in found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He met Mr. van Dyke vs. the town, i.e. the mayor, approx. ten times a year.", "en"),
        ("The U.S. and the U.K. met at 5 p.m. and again at 6 a.m. on the same day.", "en"),
        ("He waited... then left. iPhone users did not. eBay buyers did, all day.", "en"),
        ("He reads a blog at example. com every day of the year, says his wife.", "en"),
        ("Er kam z.B. am 3. mai oder ca. vier Tage später in die alte Stadt zurück.", "de"),
        ("Vive en la avda. del mar, núm. tres, desde hace más de cuatro años.", "es"),
        ('"That is all." the end of the film says in letters of fire and blood.', "en"),
    ],
)
def test_stops_inside_a_sentence_that_belong_there(text: str, language: str) -> None:
    assert spans(StrayStop, text, language) == []


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("The council spoke on Monday {}. old bridges that have been closed for years.", "en"),
        ("Der Rat beriet am Montag {}. alte Brücken, die seit Jahren gesperrt sind.", "de"),
        ("El consejo habló el lunes {}. viejos puentes que llevan años cerrados.", "es"),
        ("Le conseil a parlé lundi {}. vieux ponts qui sont fermés depuis des années.", "fr"),
        ("O conselho falou na segunda {}. velhas pontes que estão fechadas há anos.", "pt"),
        ("Dewan berbicara pada Senin {}. jembatan tua yang ditutup sejak lama.", "id"),
    ],
)
def test_no_abbreviation_of_a_pack_ends_a_sentence(sentence: str, language: str) -> None:
    known = load(language).words("abbreviations")
    assert [word for word in known if spans(StrayStop, sentence.format(word), language)] == []
    assert spans(StrayStop, sentence.format("bredok"), language)


@pytest.mark.parametrize(
    ("text", "language", "stop"),
    [
        ("Ann Roth has run the port since 2019. where she built new berths.", "en", "2019. where"),
        ("The losses of the firm reached £9m. and two ships were sold.", "en", "£9m. and"),
        ("The crews gathered in Orran. and in Selwick to vote again.", "en", "Orran. and"),
        ("The crews of Orran. have voted on the strike for two days.", "en", "Orran. have"),
        ("Petra Voss. who leads the union, said so on the next day.", "en", "Voss. who"),
        ("The crews voted on Monday. the company was told of it later.", "en", "Monday. the"),
        ("The union said it. will strike on Monday over new rosters.", "en", "it. will"),
        ("A dona de casa Ana Souza. perdeu mil reais no golpe.", "pt", "Souza. perdeu"),
        ("Der Stadtrat Heiko Möhring. stimmte gegen den Antrag.", "de", "Möhring. stimmte"),
    ],
)
def test_a_stop_after_a_name_or_a_number_in_a_sentence(text: str, language: str, stop: str) -> None:
    assert spans(StrayStop, text, language) == [stop]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He left Acme Inc. and Hill Corp. for Strait Ltd. last year with Ann Reed Jr. too.", "en"),
        ("He lives on Hill St. in the town with J. R. and K. who are his cats.", "en"),
        ("The Calif. and Penn. state fairs were in Sept. this year, at 5 p.m. on a Friday.", "en"),
        ("Yahoo! and the users of digital. gov were there at the fair in May.", "en"),
        ("Am 1. mai und im Jahr 2019. und am 2. juni war der Rat in der Stadt.", "de"),
        ("Das Haus in der Hauptstr. drei und das Büro der Fa. nebenan sind alt.", "de"),
        ("Op 3. juli kwam hij met fr. og fru. til byen for første gang i 2019. og.", "da"),
    ],
)
def test_stops_after_names_and_numbers_that_belong_there(text: str, language: str) -> None:
    assert spans(StrayStop, text, language) == []


def test_a_stray_stop_is_never_repaired_by_itself() -> None:
    text = "The council closed the bridge. because its pillars were weak. resumed. It rained."
    for level in (Safety.SAFE, Safety.UNSAFE):
        rules = [StrayStop(), LostFragment()]
        assert engine.fix(Document(text), rules, Settings(), level).text == text


def test_a_fragment_and_a_stray_stop_are_told_apart() -> None:
    text = "The council closed the bridge. because its pillars were weak. resumed. It rained."
    assert spans(StrayStop, text) == ["bridge. because"]
    assert spans(LostFragment, text) == ["resumed."]


def test_a_house_word_may_begin_a_sentence_small() -> None:
    text = "The firm sells shoes in the town. runwell wants to open two shops by May."
    assert spans(StrayStop, text) == ["town. runwell"]
    assert spans(StrayStop, text, house="runwell") == []


@pytest.mark.parametrize("word", ["the", "and", "a", "their", "our"])
def test_a_doubled_function_word_loses_its_copy_safely(word: str) -> None:
    text = f"She told the council {word} {word} old bridge in the town by the river."
    cleaned = engine.fix(Document(text), [DoubledWord()], Settings(), Safety.SAFE).text
    assert cleaned == text.replace(f"{word} {word}", word)


@pytest.mark.parametrize(
    "text",
    [
        "The man was passed by by a lorry when he cycled home on Monday.",
        "The seafarers she was speaking to to calm them did not listen.",
        "The person he handed the keys to to this day denies it all.",
        "The crew he sails with with such pride will not strike.",
        "The ship he works for for a month each year is the oldest.",
        "The help he was asked for for years did not come in the end.",
        "The documents that were were destroyed in the fire on Friday.",
        "All the roster has has been agreed in the talks of this week.",
        "The union was asked what the strike was about about noon.",
        "The passenger got off off the coast in a small boat at night.",
        "She told me me mum was ill, so I went home at noon.",
        "The word the the clerk typed was the first of the letter.",
        "He read out the word and and the comma after it, twice.",
        "He did not want to to the end of his days in this town.",
        "The ships crews sail with with such pride are all very old.",
    ],
)
def test_what_may_end_one_clause_and_begin_the_next_is_not_deleted_safely(text: str) -> None:
    assert engine.fix(Document(text), [DoubledWord()], Settings(), Safety.SAFE).text == text


@pytest.mark.parametrize(
    "text",
    [
        "It was was a bad day for the union, and it has has to go on.",
        "She asked for for help at the town hall on Friday night.",
        "It will sail to to Orran on Monday with a new crew.",
        "They voted at at noon in the old hall by the harbour.",
    ],
)
def test_in_a_plain_clause_the_copy_is_deleted_safely(text: str) -> None:
    assert engine.fix(Document(text), [DoubledWord()], Settings(), Safety.SAFE).text != text


@pytest.mark.parametrize(
    "text",
    [
        "We should build services for people but also with the people but also with the poor.",
        "It is a vast organisation of organisations of organisations in this town.",
        "We must act, we must act now, the mayor told the council on Friday.",
        "They won by 6 to 4 in the first set, 6 to 4 in the second set and went home.",
        "The crowd sang “we shall overcome and we shall overcome and we shall overcome” all night.",
        "The list says what makes your project your project, and not that of others.",
        "Before there were computers there were computers, most of them women on low wages.",
    ],
)
def test_phrases_that_are_repeated_on_purpose(text: str) -> None:
    assert spans(DoubledWord, text) == []


def test_one_word_is_called_a_word_and_several_are_called_words() -> None:
    text = "The pay the pay of the the crews was raised by a third on Friday."
    found = engine.check(Document(text), [DoubledWord()], Settings())
    assert [finding.message for finding in found] == [
        "The same words stand twice in a row.",
        "The same word stands twice in a row.",
    ]


def test_a_word_that_stands_three_times_is_left_once() -> None:
    text = "She told the council about the the the old bridge in the town by the river."
    cleaned = engine.fix(Document(text), [DoubledWord()], Settings(), Safety.SAFE).text
    assert cleaned == text.replace("the the the", "the")


def test_a_stutter_in_a_quotation_is_not_touched_by_a_safe_fix() -> None:
    text = 'The mayor told us: "We want to to build a bridge," and left the old hall.'
    assert spans(DoubledWord, text) == ["to to"]
    assert engine.fix(Document(text), [DoubledWord()], Settings(), Safety.SAFE).text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("All he had had was what that that he knew meant to her her whole life long.", "en"),
        ("It is very very cold, so so cold, and he ran and ran, over and over and over.", "en"),
        ("Duran Duran, Sirhan Sirhan and Boutros Boutros-Ghali met in Baden Baden.", "en"),
        ("The to-to and the a-a of the the-the band came from the the.example page.", "en"),
        ("Der Mann, der der Frau half, die die Stadt kannte, ging am Abend nach Hause.", "de"),
        ("Nous nous levons tôt, et vous vous couchez tard dans cette vieille ville.", "fr"),
        ("लोग धीरे धीरे अपने अपने घर चले गए और फिर कोई वापस नहीं आया था।", "hi"),
    ],
)
def test_words_that_may_stand_twice(text: str, language: str) -> None:
    assert spans(DoubledWord, text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "Task A has begun, and plan B is the one that the town will follow in May.",
        "The Who are back, and the It girl of the year came to see The The play.",
        "He got an A and a B, and the A-Team got the rest of the points that day.",
        "The then mayor and the in crowd are gone, and the whys are still unknown.",
    ],
)
def test_articles_before_letters_and_names(text: str) -> None:
    assert spans(ArticleClash, text) == []


RAIN = "It rained all day in the hills above the town.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        RAIN + "runwell wants to open two shops in the old town before the end of May.",
        "It rained: the mayor said\n\nthat both of the roads to the harbour would stay closed.",
        "\n\n".join(["the mayor said that both roads to the harbour would stay closed."] * 4),
        RAIN + "uncil says roads to harbour stay closed",
        RAIN + "- uncil said that both of the roads to the harbour would stay closed.",
    ],
)
def test_paragraphs_that_may_begin_small(text: str) -> None:
    assert spans(CutStart, text, house="runwell") == []


def test_a_cut_word_is_reported_alone() -> None:
    text = RAIN + "mpany's owner said that both of the roads to the harbour would stay closed."
    assert spans(CutStart, text) == ["mpany"]


@pytest.mark.parametrize(
    "text",
    [
        "Three people died, the minister, who had come to the harbour by boat, said.",
        "The bridge will close in May, the mayor, whose term ends soon, said.",
        "“We go,” the mayor, who was born in the town by the river, said.",
        "That is not what the mayor, who was born in the town by the river, said.",
        "The prices have fallen again since the first of May, as the mayor, who is ill, said.",
        "The town, which lies by the river, is what everybody there talks about, she said.",
    ],
)
def test_attributions_with_something_said(text: str) -> None:
    assert spans(LostSpeech, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The judge had been told. All told, it was a long day for the town.",
        "These are the lies that the mayor told. The town knew of them.",
        "The stories the old men told. The town knew them all by heart.",
        "She thought about it all night long, in the dark. And agreed.",
        "Nobody in the town knew who had said that. It rained all day.",
        '"The Wire," a play of the year, was read in a letter on Monday.',
        '"We will strike," said the head of the union in a statement on Monday.',
        '"We will strike," the head of the union said in a statement on Monday.',
        '"We will strike," a statement read. The union met on Monday.',
    ],
)
def test_verbs_that_have_what_they_need(text: str) -> None:
    assert spans(LostSpeech, text) == []


def test_rules_of_english_are_silent_elsewhere() -> None:
    text = "La ministra, who came to the harbour by boat, said. the he the a mpany."
    for rule in (ArticleClash, CutStart, LostSpeech):
        assert spans(rule, text, "es") == []


def test_an_empty_text_is_not_garbled() -> None:
    assert [spans(rule, text) for rule in RULES for text in ("", "\n", ". a")] == [[]] * 3 * len(
        RULES
    )


@pytest.mark.parametrize(
    "text",
    [
        "The first thing that the town did was inform the owners of the old mill.",
        "All that they were are the marks that the flood has left on the walls.",
        "It did not need a bridge, it did not shed a tear, and it did not exceed its budget.",
        "She rose by according the town the rights it had asked for since the war.",
        "The town has become rich, and what it had was a harbour with forty boats.",
    ],
)
def test_verb_forms_that_may_meet(text: str) -> None:
    assert spans(VerbClash, text) == []


@pytest.mark.parametrize(
    ("language", "text", "lost"),
    [
        ("en", 'He left. "We will be back before the storm," added. It rained.', ["added."]),
        ("en", 'He left. "We will be back before the storm," she added. It rained.', []),
        ("es", "Según el alcalde, Ramón Díaz, dijo. llegaron. Nadie más habló.", ["dijo."]),
        ("es", "No habrá fiesta este año en el puerto viejo, dijo. Después se marchó.", []),
        ("fr", "Le pont sera fermé jusqu'en mai, a déclaré la maire à la presse.", []),
        ("fr", "« Le pont sera fermé jusqu'en mai », a déclaré. Il a plu.", ["a déclaré."]),
        ("de", "Er tat, was der Wirt, der das Haus am Hafen führt, sagte. Es regnete.", []),
        ("id", "Itu benar, kata wali kota, yang datang ke pelabuhan, katanya.", []),
    ],
)
def test_speech_is_lost_where_the_language_wants_more(
    language: str, text: str, lost: list[str]
) -> None:
    assert spans(LostSpeech, text, language) == lost


def test_articles_without_a_comma_before_them_double_by_mistake() -> None:
    assert spans(DoubledWord, "Nun hat die Behörde die die Zeit genutzt, sagte sie.", "de") == [
        "die die"
    ]
    assert spans(DoubledWord, "Nun kam die Behörde, die die Zeit genutzt hatte.", "de") == []
