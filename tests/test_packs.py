"""Packs: what ships must load and hit; what a newsroom gets wrong must be said plainly."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.blocks import Block
from newslint.errors import PackError
from newslint.rules import pack, packfile
from newslint.rules.pack import Hit, Pack
from newslint.rules.packfile import KINDS, WORD_LISTS
from newslint.wording import Wording

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NOT_IN_EVERY_LANGUAGE = {"half_open", "auxiliaries", "imperatives"}
"""Word lists that some languages have no words for: a German report may end in "hat"."""
SHIPPED = sorted(path.stem for path in packfile.FOLDER.glob("*.toml"))
LANGUAGES = [name for name in SHIPPED if name != packfile.COMMON]


def block(text: str) -> Block:
    return Block(0, 0, 0, 0, len(text), text, Wording(text))


def raw(name: str) -> dict[str, Any]:
    return tomllib.loads((packfile.FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def phrases(name: str) -> list[tuple[str, str]]:
    return [
        (entry["kind"], phrase)
        for entry in raw(name).get("residue", [])
        for phrase in entry.get("phrases", [])
    ]


def strong(text: str, language: str) -> list[Hit]:
    return [hit for hit in pack.load(language).hits(block(text)) if hit.entry.strong]


def user_pack(folder: Path, text: str) -> Pack:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return pack.load("xx", (str(path),))


def entry(**keys: str) -> str:
    """A `[[residue]]` table with the given values, as TOML source."""
    table = {"kind": '"share"', "where": '"line"', "phrases": '["pass it on"]'} | keys
    return "[[residue]]\n" + "".join(f"{key} = {value}\n" for key, value in table.items() if value)


# -- what ships ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_pack_was_parsed_as_it_is(name: str) -> None:
    file = packfile.PARSED / f"{name}.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    table = kept["table"]
    needs = [needed for *_, needed in table["patterns"]]
    table["patterns"] = [[number, pattern, []] for number, pattern, _ in table["patterns"]]
    same = json.loads(json.dumps(packfile.parse(name, raw(name)))) == table
    assert same and (not needs or any(needs)), "run `make packs`"
    assert kept["checksum"] == packfile.checksum((packfile.FOLDER / f"{name}.toml").read_bytes())


def test_nothing_is_parsed_that_is_no_pack() -> None:
    assert sorted(path.stem for path in packfile.PARSED.iterdir()) == SHIPPED


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped packs that newslint reads in their place."""
    folder = tmp_path / "packs"
    shutil.copytree(packfile.FOLDER, folder)
    monkeypatch.setattr(pack, "FOLDER", folder)
    monkeypatch.setattr(packfile, "FOLDER", folder)
    monkeypatch.setattr(packfile, "PARSED", folder / "parsed")
    pack.load.cache_clear()
    yield folder
    pack.load.cache_clear()


def test_a_pack_that_changed_since_it_was_parsed_is_read_itself(copied: Path) -> None:
    with (copied / "de.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + entry(phrases='["weitersagen bitte sehr"]'))
    assert [hit.phrase for hit in pack.load("de").hits(block("Weitersagen, bitte sehr!"))]


@pytest.mark.parametrize("broken", ["", '{"checksum": 5', "{}", "[]", '{"checksum": 5}', "\udcff"])
def test_a_pack_whose_parsed_file_is_broken_is_read_itself(copied: Path, broken: str) -> None:
    (copied / "parsed/de.json").write_text(broken, encoding="utf-8", errors="surrogateescape")
    assert strong("Lesen Sie auch: Sturm legt Fährverkehr lahm", "de")
    shutil.rmtree(copied / "parsed")
    pack.load.cache_clear()
    assert strong("Lesen Sie auch: Sturm legt Fährverkehr lahm", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_pack_loads_and_has_the_word_lists_of_its_language(language: str) -> None:
    loaded = pack.load(language)
    for name in WORD_LISTS:
        assert loaded.words(name) or name in NOT_IN_EVERY_LANGUAGE, name
    assert loaded.words("open").isdisjoint(loaded.words("half_open"))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_pack_says_for_which_language_it_is(name: str) -> None:
    assert raw(name)["language"] == ("*" if name == packfile.COMMON else name)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_phrase_hits_a_line_made_of_it_alone(name: str) -> None:
    loaded = pack.load(name)
    missed = [
        (kind, phrase)
        for kind, phrase in phrases(name)
        if not any(hit.entry.kind == kind and hit.whole for hit in loaded.hits(block(phrase)))
    ]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_pack_covers_every_kind_that_pages_of_its_language_carry(language: str) -> None:
    # Lists of newsletters and of apps are an English habit; the rest is on pages everywhere.
    kinds = {entry.kind for entry in pack.load(language).entries if not entry.patterned}
    assert KINDS.keys() - kinds <= {"messenger-heading"}


def test_an_unknown_language_still_has_what_every_page_carries() -> None:
    assert "reuters" in pack.load("xx").words("agencies")
    assert not pack.load("xx").words("reporting")


def test_a_word_list_that_does_not_exist_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        pack.load("en").words("verbs")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Lea también: Cierran dos escuelas por la tormenta"),
        ("es", "Únete a nuestro canal de WhatsApp y recibe las noticias"),
        ("es", "* 12 comentarios"),
        ("pt", "Leia também | Escolas fecham por causa da chuva"),
        ("pt", "Continua após a publicidade"),
        ("fr", "À lire aussi : Deux écoles fermées après la tempête"),
        ("fr", "Il vous reste 64.5% de cet article à lire. La suite est réservée aux abonnés."),
        ("de", "Lesen Sie auch: Sturm legt Fährverkehr lahm"),
        ("de", "- 4 Minuten Lesezeit"),
        ("id", "Baca juga: Dua sekolah ditutup akibat badai"),
        ("id", "Yuk gabung di WhatsApp Channel kami untuk berita terbaru"),
        ("hi", "यह भी पढ़ें: तूफान के कारण दो स्कूल बंद"),
        ("hi", "इस खबर को शेयर करें"),
        ("id", "SCROLL TO CONTINUE WITH CONTENT"),
        ("en", "Opinions expressed by guest contributors are their own."),
        ("en", "The views expressed in this article are the author’s own."),
        (
            "en",
            "The views and opinions expressed here do not necessarily reflect those of the paper.",
        ),
        ("en", "All quotes delayed a minimum of 15 minutes."),
        ("en", "Stock quotes are delayed at least 20 minutes."),
        ("en", "Price comparison from over 900 shops worldwide"),
        ("en", "Comments are subject to our house rules."),
        ("en", "We may receive a small commission when you buy through the links in our guides."),
        ("en", "If you order through a link here, we may earn a commission."),
        ("en", "Every product is independently selected by our editors."),
        ("en", "All prices were correct at the time of publication."),
        ("en", "€89 Buy now from Tentwerk"),
        ("en", "18+ | Please gamble responsibly"),
        ("en", "This information is not intended as a substitute for professional medical advice."),
        ("en", "Disclaimer: The content on this site is for informational purposes only."),
        ("en", "The views and opinions expressed above are those of the author."),
        ("en", "This summary was generated by AI and checked by an editor."),
        ("en", "Letters should be no more than 200 words and carry the writer’s full address."),
        ("en", "We reserve the right to shorten letters and comments."),
        ("en", "Comments have been disabled for this article."),
        ("en", "Leave a comment in the box below!"),
        ("en", "Sort by: Newest first | Oldest first | Most liked"),
        ("en", "View all 112 comments"),
        ("en", "Was this page helpful? Yes | No"),
        ("en", "In association with Tentwerk"),
        ("en", "Sponsored: Five tents for a wet June"),
        ("en", "EARLIER COVERAGE: Tents banned from the dunes"),
        ("en", "ANALYSIS | Who pays for the dunes?"),
        ("en", "LONG READ: Who pays for the dunes?"),
        ("en", "[Watch: Dunes slide into the sea after storm]"),
        ("en", "Find out more about the dunes here."),
        ("en", "You can read more here"),
        ("en", "Catch all the latest news, live scores and breaking updates on Dune Daily."),
        ("en", "Read all the Latest News, Sports News and Weather News here"),
        ("en", "Want more stories like this? Enter your email below."),
        ("en", "Sign up to the Dune Daily morning newsletter"),
        ("en", "Please enable cookies to see this map."),
        ("en", "By creating an account, you agree to our terms."),
        ("en", "0:00 / 12:07"),
        ("en", "Image 3 of 11"),
        ("en", "Jump to: Tents | Stoves | Maps"),
        ("en", "Why you can trust Dune Daily"),
    ],
)
def test_what_pages_say_to_their_readers_is_found(language: str, text: str) -> None:
    assert strong(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The views expressed by the mayor are shared by most of her council."),
        ("en", "Opinions expressed in the survey do not surprise the men who fish the bay."),
        ("en", "Market data delayed by a broken cable cost the brokers of the town two hours."),
        ("en", "All prices delayed the decision, and the co-op met again a week later."),
        ("en", "Price comparison from shop to shop takes Ana Roth a whole morning every week."),
        ("en", "Comments are subject to the law on libel like any other text, the court held."),
        ("en", "Comments are monitored by the secret police, and three students were jailed."),
        ("en", "Comments are filtered for keywords by a team of 200 censors in the capital."),
        ("en", "Comments are moderated by the secret police, and three students were jailed."),
        ("en", "Comments are closed on the draft rule, which takes effect in June."),
        ("en", "Stock prices delayed by at least 20 minutes cost the pension fund 40 million."),
        ("en", "All data delayed by 10 minutes, the probe sent its first picture of the moon."),
        ("en", "Stock quotes are delayed by at least 15 minutes for small investors, and more."),
        ("en", "The views expressed do not necessarily reflect those of voters, a poll found."),
        ("en", "The views expressed are their own, and the mayor will not disown them."),
        ("en", "The views expressed by the writers do not necessarily represent what Turks think."),
        ("en", "Price comparison from seven supermarkets shows gap"),
        ("en", "Read our full moon calendar at the quay, the harbour master tells the crews."),
        ("en", "Brokers may earn a commission on every flat that they sell, the report shows."),
        ("en", "The prices in the book were correct at the time of its publication."),
        ("en", "All products are independently tested by a laboratory in Basel."),
        ("en", "All products are independently selected by a panel of nine bakers."),
        ("en", "The cabins cost £129 at the harbour, and £99 in the town."),
        ("en", "$24.99 at Amazon is what the book costs, and its author earns less."),
        ("en", "Buy now, the brokers urge, and half the town has."),
        ("en", "Gamble responsibly is what the posters ask of men who cannot."),
        ("en", "The website does not give legal advice to tenants, and the town will not either."),
        ("en", "The materials are for educational purposes only, under the law of the state."),
        ("en", "The article does not offer legal advice, and three lawyers complained of it."),
        ("en", "The views expressed above the bar are seldom those of the man behind it."),
        ("en", "Letters may be edited by the censor before they reach the men."),
        ("en", "Letters must carry a stamp of the new king from May."),
        ("en", "We reserve the right to sail without a pilot, the owners wrote to the port."),
        ("en", "Comments have been turned off in the chamber since a row over the mace."),
        ("en", "Leave your comments in the box at the town hall by Friday."),
        ("en", "Read 23 comments and you know what the town thinks of its mayor."),
        ("en", "In association with the council, the port built nine houses."),
        ("en", "Sponsored by the bank, the race drew 900 runners."),
        ("en", "Promoted: Hull City, Leeds. Relegated: Selwick."),
        ("en", "Full coverage for storm damage costs £40 a year in the port."),
        ("en", "In depth: 40 metres at the pier, 12 at the beach."),
        ("en", "You can see more of the coast here."),
        ("en", "Keep scrolling habits in check, doctors advise parents of teenagers."),
        ("en", "Catch all the fish you like, the rule goes, but land none below 40 cm."),
        ("en", "Want more like this from the mill, the bakers must pay."),
        ("en", "More than 600,000 people subscribe to at least one newsletter on the site."),
        ("en", "Q: Do you subscribe to any newsletters?"),
        ("en", "Passengers can sign up for text alerts at the port."),
        ("en", "Sign up for the goose race (Ashby Cross, Saturday, 10am)."),
        ("en", "Please turn on the lights, read a note on the door."),
        ("en", "By registering the boat in Panama, the owners saved £3m."),
        ("en", "Slide 7 of 9 shows the crack in the dam."),
        ("en", "Powered by two engines of 900 horsepower each, the ferry makes 18 knots."),
        ("en", "Why you can trust polls again"),
        ("en", "This is part of the state’s effort to combat disinformation before the vote."),
        ("en", "Copyright in the archive, all rights reserved, passes to the library."),
        ("en", "Support local journalism while you can, Cobb said."),
        ("en", "Follow police on X for updates, Sgt Dawn Pike told relatives."),
        ("en", "Tell us what you think, the leaflet says, and nobody does."),
        ("en", "Get in touch with the union at its stall, a steward said."),
        ("es", "Lea, la vecina del quinto, también declaró el lunes ante la jueza."),
        ("es", "“Lea también la letra pequeña”, dijo el abogado a los vecinos."),
        ("es", "Recibe amenazas por WhatsApp desde que denunció al alcalde, según su hermana."),
        ("es", "Descarga la aplicación quien quiere y nadie está obligado, recordó el ministro."),
        ("es", "La publicidad de tabaco quedará prohibida en los estadios desde enero."),
        (
            "es",
            "El boletín oficial publica hoy la norma sobre las cookies de las administraciones.",
        ),
        ("pt", "Acesse o WhatsApp, toque em configurações e ative a verificação em duas etapas."),
        ("pt", "Baixe o aplicativo do tribunal e guarde o título de eleitor, orienta o juiz."),
        ("pt", "Ler mais é a promessa de ano novo de um terço dos entrevistados."),
        ("pt", "A publicidade infantil foi o tema do debate na comissão."),
        ("fr", "Pour aller plus loin, le gouvernement propose de fermer la centrale en 2030."),
        ("fr", "Il vous reste trois jours pour déclarer vos revenus, rappelle le ministère."),
        ("fr", "Votre abonnement de transport coûtera deux euros de plus en janvier."),
        ("fr", "Lire aussi bien que son grand frère, voilà ce que veut Zoé."),
        ("de", "Dazu passt, dass der Minister den Termin absagte."),
        ("de", "Fehler auf beiden Seiten führten nach Ansicht der Gutachter zu dem Unfall."),
        ("de", "Das Video konnte nicht unabhängig überprüft werden."),
        ("de", "Anzeige erstattete der Wirt noch am selben Abend."),
        ("de", "Mehr-Generationen-Haus öffnet im Mai"),
        ("de", "Hier unterstützen Freiwillige die Feuerwehr seit drei Tagen."),
        ("de", "„Lesen Sie auch das Kleingedruckte“, riet die Richterin dem Händler."),
        ("id", "Baca puisi menjadi kegiatan rutin warga kampung itu setiap Jumat malam."),
        ("id", "Iklan rokok akan dilarang di stadion mulai Januari, kata menteri."),
        ("id", "Polisi mengatakan korban diminta bergabung dengan grup WhatsApp penipu itu."),
        ("hi", "पुलिस ने बताया कि ठगों ने व्हाट्सएप ग्रुप से जुड़ने को कहा था।"),
        ("hi", "विज्ञापन पर रोक लगाने का फैसला सोमवार को लिया गया।"),
    ],
)
def test_reporting_that_sounds_alike_is_never_strong(language: str, text: str) -> None:
    assert strong(text, language) == []


# -- how phrases are compared ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Don't miss it",
        "DON’T MISS IT!",
        "don't\u00a0miss\u202fit",
        "  • Don`t   miss it …",
        ">> Don‘t miss it <<",
        "**Don't miss it:**",
    ],
)
def test_case_apostrophes_blanks_and_ornaments_make_no_difference(
    tmp_path: Path, line: str
) -> None:
    own = user_pack(tmp_path, entry(phrases='["don\'t miss it"]'))
    assert [hit.whole for hit in own.hits(block(line))] == [True]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("language", "line"), [("hi", "यह भी पढ़ें"), ("es", "Lea también")])
def test_composed_and_decomposed_letters_are_one(language: str, line: str, form: Any) -> None:
    text = normalize(form, line)
    (hit, *_) = strong(text, language)
    assert text[hit.start : hit.end] == text


def test_a_phrase_does_not_hit_inside_longer_words(tmp_path: Path) -> None:
    own = user_pack(tmp_path, entry(where='"inside"', phrases='["pass it"]'))
    assert own.hits(block("They will pass it on")) != []
    assert own.hits(block("They will trespass its lawns")) == []


PASSED = (
    "Pass it on",
    "Pass it on: ferry to close",
    "Pass it on to everybody",
    "Now you may pass it on",
    "Now pass it on to everybody",
)
"""A phrase alone, before a colon, at the beginning, at the end and amid other words."""
PASSED_ON = (
    "告诉朋友",
    "【告诉朋友】渡轮停航",
    "告诉朋友渡轮停航",
    "请告诉朋友",
    "请告诉朋友渡轮停航",
)
"""The same where words stand without blanks."""


@pytest.mark.parametrize("lines", [PASSED, PASSED_ON])
@pytest.mark.parametrize(
    ("where", "hit"),
    [
        ("line", [True, False, False, False, False]),
        ("label", [True, True, False, False, False]),
        ("start", [True, True, True, False, False]),
        ("end", [True, False, False, True, False]),
        ("inside", [True, True, True, True, True]),
    ],
)
def test_a_phrase_hits_only_where_it_may_stand(
    tmp_path: Path, where: str, hit: list[bool], lines: tuple[str, ...]
) -> None:
    own = user_pack(tmp_path, entry(where=f'"{where}"', phrases=f'["{lines[0]}"]'))
    assert [bool(own.hits(block(line))) for line in lines] == hit


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Pass it on - ferry to close", True),
        ("Pass it on -ferry to close", True),
        ("Pass it on | ferry to close", True),
        ("Pass it on → ferry to close", True),
        ("Pass it on-style journalism is over", False),
        ("“Pass it on: nobody is safe,” she said", False),
    ],
)
def test_a_label_ends_at_a_mark_that_separates(tmp_path: Path, line: str, found: bool) -> None:
    own = user_pack(tmp_path, entry(where='"label"'))
    assert bool(own.hits(block(line))) == found


def test_unless_takes_a_hit_back_for_phrases_and_for_patterns(tmp_path: Path) -> None:
    own = user_pack(
        tmp_path,
        entry(where='"start"', unless='["in court"]')
        + entry(where='"start"', phrases="", patterns="['send .{0,9}on']", unless='["in court"]'),
    )
    assert own.hits(block("Pass it on today")) != []
    assert own.hits(block("Pass it on, he said In Court today")) == []
    assert own.hits(block("Send it on today")) != []
    assert own.hits(block("Send it on, he said in court today")) == []


def test_lines_longer_than_max_words_are_not_meant(tmp_path: Path) -> None:
    own = user_pack(tmp_path, entry(where='"start"', max_words="5"))
    assert own.hits(block("Pass it on to friends")) != []
    assert own.hits(block("Pass it on to friends today")) == []


def test_patterns_ignore_case_and_what_surrounds_the_line(tmp_path: Path) -> None:
    own = user_pack(tmp_path, entry(phrases="", patterns="['\\d+ readers']"))
    for line in ("12 readers", "• 12 READERS", "12 Readers:"):
        (hit,) = own.hits(block(line))
        assert hit.whole
    assert own.hits(block("The 12 readers")) == []
    assert own.hits(block("12 readers won")) == []


def test_a_pattern_that_hangs_other_engines_just_runs(tmp_path: Path) -> None:
    own = user_pack(tmp_path, entry(where='"inside"', phrases="", patterns="['(a+)+$']"))
    assert own.hits(block("a" * 50_000 + "!")) == []
    assert own.hits(block("a" * 50_000)) != []


@given(st.text(max_size=300))
def test_hits_lie_in_the_line_and_come_in_order(text: str) -> None:
    hits = pack.load("de").hits(block(text))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert hits == sorted(hits, key=lambda hit: (hit.start, -hit.end))


# -- packs of one's own ----------------------------------------------------------------------------


def test_a_pack_of_ones_own_is_read_for_every_language_or_for_its_own(tmp_path: Path) -> None:
    everywhere, german = tmp_path / "all.toml", tmp_path / "de.toml"
    everywhere.write_text(entry(), encoding="utf-8")
    german.write_text('language = "de"\n' + entry(phrases='["gib es weiter"]'), encoding="utf-8")
    paths = (str(everywhere), str(german))
    for language, german_too in (("en", False), ("de", True), ("xx", False)):
        loaded = pack.load(language, paths)
        assert loaded.hits(block("Pass it on")) != []
        assert bool(loaded.hits(block("Gib es weiter"))) == german_too


def test_a_pack_may_begin_with_the_mark_that_editors_on_windows_write(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(entry().replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert pack.load("en", (str(own),)).hits(block("Pass it on")) != []


def test_a_pack_of_ones_own_adds_to_the_word_lists(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[words]\nreporting = ["Harrumphed"]\n', encoding="utf-8")
    words = pack.load("en", (str(path),)).words("reporting")
    assert {"harrumphed", "said"} <= words


PLACE = r"own\.toml: \[\[residue\]\] entry 1"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[[residue]\n", r"own\.toml: is no valid TOML: .+"),
        ("lang = 'en'\n", r"own\.toml: unknown key 'lang' \(did you mean \"language\"\?\)"),
        ("language = 5\n", r"own\.toml: language: must be a code"),
        ("words = 5\n", r"own\.toml: words: must be a table"),
        ("[words]\nmonth = ['may']\n", r"own\.toml: \[words\] month: .+ mean \"months\"\?\)"),
        ("[words]\nmonths = 'may'\n", r"own\.toml: \[words\] months: must be a list of strings"),
        ("[words]\nmonths = [5]\n", r"own\.toml: \[words\] months: must be a list of strings"),
        ("[residue]\nkind = 'share'\n", r"own\.toml: residue: must be a list of tables"),
        (entry(kind='"shares"'), PLACE + r".+unknown kind 'shares' \(did you mean \"share\"\?\)"),
        (entry(kind=""), PLACE + r".+unknown kind ''"),
        (entry(kind="[1]"), PLACE + r".+unknown kind \[1\]"),
        (entry(where='"lines"'), PLACE + r".+unknown place 'lines' \(did you mean \"line\"\?\)"),
        (entry(phrase='["x"]'), PLACE + r".+unknown key 'phrase' \(did you mean \"phrases\"\?\)"),
        (entry(phrases=""), PLACE + r": neither phrases nor patterns"),
        (entry(phrases="[]"), PLACE + r": neither phrases nor patterns"),
        (entry(phrases='"pass it on"'), PLACE + r": phrases: must be a list of strings"),
        (entry(phrases="[7]"), PLACE + r": phrases: must be a list of strings"),
        (entry(phrases='["…"]'), PLACE + r".+'…' has no word in it"),
        (entry(patterns="'x'"), PLACE + r": patterns: must be a list of strings"),
        (entry(patterns="[7]"), PLACE + r": patterns: must be a list of strings"),
        (entry(unless="'x'"), PLACE + r".+unless: must be a list of strings"),
        (entry(strong="'yes'"), PLACE + r".+strong: must be true or false"),
        (entry(max_words="'many'"), PLACE + r".+max_words: must be a whole number"),
        (entry(max_words="0"), PLACE + r".+max_words: must be a whole number"),
        (entry(patterns=r"['(a)\1']"), PLACE + r".+is no valid RE2: invalid escape sequence: \\1"),
        (entry(patterns="['a(?=b)']"), PLACE + r".+is no valid RE2: invalid perl operator: \(\?="),
        (entry(patterns="['(a']"), PLACE + r".+is no valid RE2: missing \)\Z"),
    ],
)
def test_a_mistake_is_named_with_file_entry_and_reason(
    tmp_path: Path, source: str, message: str
) -> None:
    with pytest.raises(PackError, match=message):
        user_pack(tmp_path, source)


def test_the_entry_that_is_wrong_is_named_by_its_number_and_first_phrase(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r'entry 2 \("give it away"\)'):
        user_pack(tmp_path, entry() + entry(phrases='["give it away"]', kind='"shaer"'))


@pytest.mark.parametrize("language", ["zzzz", "english", "xx", "", "PT", "pt-BR"])
def test_a_pack_of_a_language_that_no_document_can_have_is_refused(
    tmp_path: Path, language: str
) -> None:
    with pytest.raises(PackError, match=r"own\.toml: language: "):
        user_pack(tmp_path, f'language = "{language}"\n{entry()}')


def test_a_pack_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"none\.toml: cannot be read: .+"):
        pack.load("en", (str(tmp_path / "none.toml"),))
    (tmp_path / "latin.toml").write_bytes('x = "caf\xe9"'.encode("latin-1"))
    with pytest.raises(PackError, match=r"latin\.toml: cannot be read: it is not UTF-8"):
        pack.load("en", (str(tmp_path / "latin.toml"),))
