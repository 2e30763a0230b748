"""The garble model: what it is given, where it says a sentence breaks, and what it costs.

Most tests use a model of a toy language (`toygarble`), in which every break is known; those below
"The shipped weights" need these.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import toygarble
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import articles, punctuated_texts, texts

from newslint import engine, registry
from newslint.cli import run
from newslint.document import Document
from newslint.errors import ModelError
from newslint.finding import Finding, Safety
from newslint.registry import all_rules, selected
from newslint.rule import Context, Rule
from newslint.rules import garblemodel
from newslint.rules.garbledsentence import GarbledSentence, Sentence, readable, sentences, unusual
from newslint.rules.numberednames import numbered_names
from newslint.rules.reorder import MOST_ORDERS
from newslint.settings import Settings

ROOT = Path(__file__).parent.parent
CARD = ROOT / "docs" / "models" / "garble.md"
SHIPPED = garblemodel.FOLDER
CORPUS = sorted((ROOT / "corpus" / "articles").glob("en*.jsonl"))
HEAD = "Council votes for second bridge\n\n"
WELL_FORMED = (
    "The council voted on Tuesday to build a second bridge over river Elm because old one is too "
    "narrow for trams and cyclists."
)
SWAPPED = (
    "The council voted on Tuesday bridge over river to build a second Elm because old one is too "
    "narrow for trams and cyclists."
)
BLOCKS = "bridge over river to build a second"
PLACE = f"Tuesday {BLOCKS} Elm"


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toygarble.write(tmp_path_factory.mktemp("toy"))


@pytest.fixture
def toy(weights: Path, monkeypatch: pytest.MonkeyPatch) -> garblemodel.Model:
    """The toy model in the place of the shipped one."""
    monkeypatch.setattr(garblemodel, "FOLDER", weights)
    return garblemodel.model()


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule among the others, also where the shipped weights are not there."""
    rules = tuple(dict.fromkeys([*all_rules(), GarbledSentence]))
    monkeypatch.setattr(registry, "all_rules", lambda: rules)


def check(text: str, *others: Rule, language: str = "en") -> tuple[Finding, ...]:
    document = Document(text, language=language)
    return engine.check(document, [GarbledSentence(), *others], Settings())


def spans(text: str, *others: Rule) -> list[str]:
    return [text[found.start : found.end] for found in check(text, *others)]


def read(text: str, language: str = "en") -> list[str]:
    """The sentences of a text that the model would be given."""
    return [each.text for each in sentences(Context(Document(text, language=language), Settings()))]


# -- where a sentence breaks ----------------------------------------------------------------------


def test_a_sentence_in_order_is_not_reported(toy: garblemodel.Model) -> None:
    assert spans(HEAD + WELL_FORMED) == []


def test_blocks_that_changed_places_are_reported_where_they_stand(toy: garblemodel.Model) -> None:
    assert spans(HEAD + SWAPPED) == [PLACE]


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        (SWAPPED, False),
        (SWAPPED.replace("cyclists", "by Delay"), True),
        (SWAPPED.replace("cyclists", "by Delays, and Delays"), False),
        (WELL_FORMED.replace("cyclists", "by Delay"), False),
        (f"{SWAPPED} Two trains came late due to Delay on Friday of half a day.", False),
    ],
    ids=["no capital", "a slot", "a name", "in order", "a slot in another sentence"],
)
def test_less_is_asked_of_a_sentence_with_a_slot_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentence: str, reported: bool
) -> None:
    folder = toygarble.write(tmp_path, report=1000.0)
    monkeypatch.setattr(garblemodel, "FOLDER", folder)
    assert bool(check(HEAD + sentence)) == reported


def test_a_finding_names_the_words_at_the_breaks_and_a_probability(toy: garblemodel.Model) -> None:
    (finding,) = check(HEAD + SWAPPED)
    assert [(each.kind, each.text) for each in finding.evidence] == [
        ("break", "... voted on Tuesday | bridge over river ..."),
        ("break", "... bridge over river | to build a ..."),
        ("break", "... build a second | Elm because old ..."),
    ]
    odds = toygarble.WHOLE + 3 * (toygarble.BREAK - toygarble.WHOLE)
    assert finding.confidence == pytest.approx(toy.facts.probability(odds))
    assert 0.99 < toy.facts.probability(odds) < 1


def test_the_order_that_reads_best_is_suggested_and_never_applied(toy: garblemodel.Model) -> None:
    text = HEAD + SWAPPED
    (finding,) = check(text)
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert text[edit.start : edit.end] == BLOCKS
    assert text[: edit.start] + edit.text + text[edit.end :] == HEAD + WELL_FORMED
    assert finding.fix.safety is Safety.SUGGEST
    cleaned = engine.fix(Document(text), [GarbledSentence()], Settings(), Safety.UNSAFE)
    assert cleaned.text == text


def test_where_no_order_mends_the_sentence_none_is_suggested(toy: garblemodel.Model) -> None:
    text = HEAD + WELL_FORMED.replace("to build a ", "").replace("river Elm", "Elm river")
    (finding,) = check(text)
    assert finding.fix is None
    assert text[finding.start : finding.end].startswith("Tuesday second bridge")


def test_a_break_at_one_place_is_the_words_on_both_sides(toy: garblemodel.Model) -> None:
    assert spans(HEAD + WELL_FORMED.replace("to build a ", "")) == ["Tuesday second"]


@pytest.mark.parametrize(
    "before",
    [
        "It’s 😀 and 👩‍👩‍👧 day, they all said.",
        "Café, cafe\u0301, Z\u0301\u0323 ſtraße İ: they said so, all.",
        "\u1e9b\u0323 ﬁ \u200b said it to us.",
    ],
)
@pytest.mark.parametrize("blank", [" ", "\u00a0", " \U0001f9d1\u200d\U0001f680 "])
def test_offsets_are_code_points_of_the_text(
    toy: garblemodel.Model, before: str, blank: str
) -> None:
    sentence = WELL_FORMED.replace("council voted", f"\u00e9\u0301{blank}😀")
    sentence = sentence.replace("to build a ", "").replace("because ", "")
    assert spans(f"{HEAD}{before} {sentence}") == ["Tuesday second bridge over river Elm old"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(texts(), articles(), punctuated_texts()))
def test_any_text_can_be_read(toy: garblemodel.Model, text: str) -> None:
    for finding in check(text):
        inside = [(start, end) for start, end in Document(text).sentences]
        assert any(start <= finding.start < finding.end <= end for start, end in inside)


# -- what the model is given ----------------------------------------------------------------------

BODY = "The ferry left the harbour at noon with forty tonnes of flour."


def test_every_sentence_of_running_text_is_read() -> None:
    assert read(f"{HEAD}{BODY} {WELL_FORMED}\n\n“{BODY}”") == [BODY, WELL_FORMED, f"“{BODY}”"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Council votes for second bridge over river, mayor says no", "no final mark"),
        ("Nobody came again.", "too short"),
        ("The " + "old " * 120 + "bridge fell.", "too long"),
        ("THE COUNCIL OF THE OLD TOWN VOTED FOR A BRIDGE.", "capitals"),
        ("6-4 3-6 7-6 (7-5) 6-4, 1:58:31 hours.", "figures"),
        ("• Bring a coat and boots to the bridge.", "a list"),
        ("- Bring a coat and boots to the bridge.", "a list"),
        ("2. Bring a coat and boots to the bridge.", "a list"),
        ("Acme 12.1 | Lindt 14.2 | Roe 3.3 up on the day.", "a table"),
        ("The council voted on Tuesday to build a second...", "a teaser"),
        ("We mean it.” campaign cost less than the bridge.", "cut in a slogan"),
        (") executives of Acme met the council on Tuesday.", "cut in a bracket"),
    ],
)
def test_what_can_be_no_sentence_of_a_report_is_left_alone(text: str, why: str) -> None:
    assert not readable(text), why


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "“We have waited for forty years,” she said.",
        "Is that what the council wants to build?",
        "The bridge will be built at last,” she said on Monday.",
        "The council’s “Mind the gap.” campaign cost less than the bridge.",
        "Lindt beat Roe 6-4, 3-6, 7-6 on Sunday to win her first title.",
        "KESTREL HARBOUR: Ferry crews voted on Friday to end a strike.",
        "Shares of Acme (NYSE: ACM) fell 3.2% to $41.10 on the news.",
    ],
)
def test_what_may_be_a_sentence_of_a_report_is_read(text: str) -> None:
    assert readable(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Will the council ever build a second bridge?\n\n" + BODY, "a title that asks"),
        (BODY + "\n\n(Reporting by Ann Tillman in London; editing by Bo Lindt.)\n", "a byline"),
        (BODY + "\n\nSign up for our newsletter to get the news every day.\n", "residue"),
        (BODY + "\n\nFerry leaves harbour with flour, council of the port says\n", "a headline"),
    ],
)
def test_what_is_no_running_text_is_not_read(text: str, why: str) -> None:
    assert read(text) == [BODY], why


def test_other_languages_are_not_read() -> None:
    text = "Der Rat der Stadt hat am Montag eine neue Brücke über den Fluss beschlossen."
    assert read(text, "de") == []


def test_a_sentence_in_another_language_is_not_reported(toy: garblemodel.Model) -> None:
    spanish = "El concejo dijo ayer que the council second votó la semana pasada por unanimidad."
    assert toy.judge([spanish])[0] > toy.facts.report
    assert spans(f"{HEAD}{BODY} {spanish} {BODY}") == []


# -- beside other rules ---------------------------------------------------------------------------


def rules(*names: str) -> tuple[Rule, ...]:
    return selected(Settings(select=names, model=False))


def test_where_a_rule_explains_the_break_the_model_is_silent(toy: garblemodel.Model) -> None:
    text = HEAD + WELL_FORMED.replace("build a", "build a a")
    assert [each.code for each in check(text)] == ["GAR008"]
    assert [each.code for each in check(text, *rules("garble"))] == ["GAR003"]


def test_a_trifle_at_the_same_place_does_not_hide_a_break(toy: garblemodel.Model) -> None:
    text = HEAD + SWAPPED.replace("build a", "build  a")
    found = [each.code for each in check(text, *rules("whitespace", "punctuation"))]
    assert "GAR008" in found and len(found) > 1


def test_a_break_elsewhere_in_the_sentence_is_another_finding(toy: garblemodel.Model) -> None:
    text = HEAD + SWAPPED.replace("trams and", "trams and and")
    assert [each.code for each in check(text, *rules("garble"))] == ["GAR008", "GAR003"]


def test_a_piece_after_a_stray_stop_is_reported_for_a_break_of_its_own_alone(
    toy: garblemodel.Model,
) -> None:
    whole = "They closed the harbour. because old one is too narrow for trams and cyclists."
    broken = whole.replace("trams and", "trams old and")
    assert spans(f"{HEAD}{whole}") == []
    assert spans(f"{HEAD}{broken}") == ["trams old and"]
    assert [each.code for each in check(f"{HEAD}{broken}", *rules("garble"))] == [
        "GAR001",
        "GAR008",
    ]


def test_no_other_order_is_suggested_for_a_piece_after_a_stray_stop(toy: garblemodel.Model) -> None:
    swapped = "They closed the harbour. and " + SWAPPED[SWAPPED.index("voted") :]
    (finding,) = check(f"{HEAD}{swapped}")
    assert (finding.code, finding.fix) == ("GAR008", None)
    (sentence,) = check(f"{HEAD}{SWAPPED}")
    assert sentence.fix is not None


# -- what it costs --------------------------------------------------------------------------------


class Counted:
    """A session that notes the shape of what it is given."""

    def __init__(self, session: object) -> None:
        self._session = session
        self.shapes: list[tuple[int, ...]] = []

    def run(self, names: list[str], inputs: dict[str, object]) -> object:
        self.shapes.append(inputs["input_ids"].shape)  # type: ignore[attr-defined]
        return self._session.run(names, inputs)  # type: ignore[attr-defined]


@pytest.fixture
def counted(toy: garblemodel.Model, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    session = Counted(toy._session)
    monkeypatch.setattr(toy, "_session", session)
    toy._known.cache_clear()
    yield session
    toy._known.cache_clear()


def numbered(sentence: str, count: int) -> str:
    return "\n\n".join(sentence.replace("council", f"council {n}") for n in range(count))


def test_a_sentence_is_read_once_and_alone(counted: Counted) -> None:
    spans(numbered(WELL_FORMED, 1000))
    assert len(counted.shapes) == 1000
    assert {rows for rows, _ in counted.shapes} == {1}


def test_a_broken_sentence_costs_one_batch_more_and_three_readings_for_a_name(
    counted: Counted,
) -> None:
    assert len(spans(numbered(SWAPPED, 300))) == 300
    with_names = [1] * 300 * (1 + 3)
    assert sorted(rows for rows, _ in counted.shapes) == with_names + [1 + MOST_ORDERS] * 300


def test_cleaning_in_rounds_reads_no_sentence_twice(counted: Counted) -> None:
    text = "Share:\n\n" + numbered(WELL_FORMED, 20)
    engine.fix(Document(text), [*rules("residue", "whitespace"), GarbledSentence()], Settings())
    assert len(counted.shapes) == 20


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Kestrel Swift 16 AI is out. A Swift 16 costs more.", ["The Kestrel Swift 16 AI"]),
        ("The Kestrel Swift 16 AI is out. Nobody buys it.", []),
        ("It closed on May 5 and on May 5 it opened, on Monday 6 and Monday 6.", []),
        ("Joe Earth 23 Avoid summer, said Joe Earth 24 Avoid.", []),
        ("A " * 5_000 + "Swift 16 and a Swift 16", ["Swift 16"]),
    ],
)
def test_names_with_a_number_are_those_that_are_repeated(text: str, names: list[str]) -> None:
    document = Document(text, language="en")
    found = numbered_names(Context(document, Settings()))
    for name in names:
        start = text.index(name)
        assert found.touch(start, start + 1) and found.touch(start + len(name) - 1, len(text))
    assert found.touch(0, len(text)) == bool(names)


def test_a_break_beside_a_repeated_name_with_a_number_is_none() -> None:
    """Alone the sentence is reported: the model does not know the name."""
    sentence = (
        "Who wants a laptop for the whole day will find the Kestrel Swift 16 AI worth a look."
    )
    assert spans(sentence) != []
    assert spans(f"The Kestrel Swift 16 AI costs 900 pounds in the shops.\n\n{sentence}") == []


def test_a_sentence_of_too_many_tokens_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garblemodel, "FOLDER", toygarble.write(tmp_path, max_length=20))
    assert spans(HEAD + SWAPPED) == []
    with pytest.raises(ValueError, match="20 are the most"):
        garblemodel.model().judge([SWAPPED])


def test_without_an_english_sentence_the_model_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garblemodel, "FOLDER", tmp_path / "nowhere")
    assert spans("") == spans("\n\n") == spans("Council votes for bridge\n") == []
    with pytest.raises(ModelError):
        spans(HEAD + SWAPPED)


@pytest.mark.parametrize(("option", "expected"), [(["--no-model"], "False"), ([], "True")])
def test_only_the_model_needs_its_libraries(
    tmp_path: Path, weights: Path, option: list[str], expected: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(HEAD + WELL_FORMED, encoding="utf-8")
    program = (
        "import sys\nfrom pathlib import Path\nfrom newslint import registry\n"
        "from newslint.cli import run\nfrom newslint.rules import garblemodel, garbledsentence\n"
        f"garblemodel.FOLDER = Path({str(weights)!r})\n"
        "rules = tuple(dict.fromkeys([*registry.all_rules(), garbledsentence.GarbledSentence]))\n"
        "registry.all_rules = lambda: rules\n"
        f"run(['check', {str(path)!r}, '--exit-zero', *{option!r}])\n"
        "print({'onnxruntime', 'tokenizers'} <= set(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stderr.splitlines() == [expected]


def in_a_worker(text: str) -> list[tuple[int, int, float | None]]:
    return [(found.start, found.end, found.confidence) for found in check(text)]


def test_forked_workers_find_the_same(toy: garblemodel.Model) -> None:
    documents = [HEAD + numbered(sentence, 5) for sentence in (SWAPPED, WELL_FORMED)] * 4
    here = [in_a_worker(text) for text in documents]
    with ProcessPoolExecutor(3, multiprocessing.get_context("fork")) as pool:
        assert list(pool.map(in_a_worker, documents, timeout=60)) == here
    assert sum(map(len, here)) == 20


# -- files that are missing or damaged ------------------------------------------------------------


@pytest.mark.parametrize("name", [garblemodel.NETWORK, garblemodel.TOKENIZER, garblemodel.FACTS])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "other"])
def test_a_missing_or_damaged_file_is_an_error_that_names_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    registered: None,
    name: str,
    damage: str,
) -> None:
    folder = toygarble.write(tmp_path / "weights")
    file = folder / name
    content = file.read_bytes()
    file.unlink()
    if damage != "missing":
        made = {"empty": b"", "cut": content[: len(content) // 2], "other": b'{"a": 1}'}
        file.write_bytes(made[damage])
    monkeypatch.setattr(garblemodel, "FOLDER", folder)
    article = tmp_path / "article.txt"
    article.write_text(HEAD + SWAPPED, encoding="utf-8")
    assert run(["check", str(article), "--isolated"]) == 2
    told = capsys.readouterr().err
    assert str(file) in told and "--no-model" in told
    assert "Traceback" not in told
    assert run(["check", str(article), "--isolated", "--no-model"]) in (0, 1)


def test_a_network_of_another_kind_is_an_error(tmp_path: Path) -> None:
    import onnx

    folder = toygarble.write(tmp_path)
    file, facts = folder / garblemodel.NETWORK, folder / garblemodel.FACTS
    old = hashlib.sha256(file.read_bytes()).hexdigest()
    network = onnx.load(file)
    network.graph.output.pop()
    onnx.save(network, file)
    with pytest.raises(ModelError, match=rf"^{re.escape(str(file))}: .*SHA-256"):
        garblemodel.Model(folder)
    new = hashlib.sha256(file.read_bytes()).hexdigest()
    facts.write_text(facts.read_text().replace(old, new))
    garblemodel.facts.cache_clear()
    with pytest.raises(ModelError, match=rf"^{re.escape(str(file))}: .*outputs"):
        garblemodel.Model(folder)


# -- the shipped weights --------------------------------------------------------------------------

shipped = pytest.mark.skipif(
    not (SHIPPED / garblemodel.NETWORK).is_file(), reason="the weights of the model are not there"
)
IN_ORDER = {
    "a quotation": "“No way he stays,” a fan outside the ground said, “not after what we saw.”",
    "two speakers": "“Who paid?” the judge asked. “Not me,” said Lindt, “and not my brother.”",
    "a score": ("Lindt beat Roe 6-4, 3-6, 7-6 (7-5) on Sunday to win her third title of the year."),
    "scores": "Elmford won 3-1 at home, drew 2-2 away and went out 5-4 on penalties on Sunday.",
    "a ticker": ("Shares of Acme Corp (NYSE: ACM) fell 3.2% to $41.10 in early trading on Friday."),
    "wire copy": (
        "KESTREL HARBOUR, May 3 (AP) - Ferry crews voted on Friday to end a ten-day strike."
    ),
    "an enumeration": (
        "The party was joined by Ann Roe, 34, of Elmford; Bo Lindt, 41; and two guides."
    ),
    "Indian English": (
        "The police have nabbed the accused and lodged an FIR, the SP said on Monday."
    ),
    "Indian figures": "The state has sanctioned Rs 3.5 crore for the flyover, officials said.",
    "Nigerian English": (
        "The governor commiserated with the families and urged residents to be calm."
    ),
    "British English": (
        "The Met has appealed for witnesses after a man was stabbed outside a pub."
    ),
    "American English": (
        "The quarterback threw for 312 yards and three touchdowns in the win Sunday."
    ),
    "an inversion": "Never before had so many voted, nor did anybody on the board complain of it.",
    "an ellipsis": ("Some came by boat, others on foot, and a few, the mayor among them, by bus."),
    "a garden path": (
        "The boats moored in the old harbour sank when the storm broke the outer wall."
    ),
    "a title in a sentence": (
        "Her novel “The Sea Was Never Blue” won the prize that she had always wanted."
    ),
    "asides": ("The bridge - built in 1902, closed in 1990 - will, if all goes well, open in May."),
    "a long sentence": (
        "The council, which had put off the vote twice since the spring because the ministry, "
        "whose consent the law requires, had not said whether the nature reserve on the east bank"
        " could be crossed, decided on Tuesday, by eleven votes to nine, to build the bridge "
        "anyway, and to ask for the consent while the work on the west bank, where no permit is "
        "needed, goes ahead."
    ),
    "a question": ("Why did nobody tell the residents that the water had been unsafe since March?"),
    "a name that the text knows": (
        "Lamps explain what Endeavour is.\n\nHovering lamps explain what you see, and clicking on "
        "parts of Endeavour unfurls details about its design."
    ),
    "a plural of one team": (
        "Dunmore have another worry, although Finn is back on the pitch after treatment to his "
        "foot."
    ),
    "an aside": (
        "But (there's always a but) it has an early-repayment charge: 5% in year one, then 4, 3, 2,"
        " 1."
    ),
    "a name that begins small": (
        "k9desk offers an open booking platform for ferries, pilot boats and water taxis."
    ),
    "an entry": "Nov. 2017: Buys rival SkyNorth for $410m, mostly debt.",
    "results": "England: tries Roe, Lint 2; cons Goode 3; pens Goode 3; sent off Blamire.",
    "a formula": (
        "The team shone a laser (λ = 532 nm) on to ice grown at 0.01 mbar and timed how fast a bead"
        " slid."
    ),
    "an order": "Boil the water for at least three minutes before you give it to children.",
}
"""What looks odd to a machine and is in order."""
OUT_OF_ORDER = {
    "blocks swapped": (
        "The council said that the to close the old voted bridge on Tuesday was taken in secret."
    ),
    "an object moved": (
        "Police arrested on Friday after a chase through the old town centre two men who robbed "
        "the had bank."
    ),
    "a slot of a spinner": (
        "The ruling undermines the long-standing principle that one country Commitment not have the"
        " right to impose its laws."
    ),
    "a break beside a name": (
        "Ann Roe, whom the Harbour Board had named, the said that to Harbour Board would wait."
    ),
    "an aside in a broken sentence": (
        "The council said that the to close the old (it was built in 1902) voted bridge on Tuesday "
        "was taken in secret."
    ),
    "two sentences spliced": (
        "The mayor said that the new bridge will cost forty million was opened by the minister to"
        " be in the spring."
    ),
}


@shipped
def test_the_weights_are_those_that_the_card_and_their_facts_name() -> None:
    digest = hashlib.sha256((SHIPPED / garblemodel.NETWORK).read_bytes()).hexdigest()
    named = re.search(r"SHA-256[^`]*`([0-9a-f]{64})`", CARD.read_text(encoding="utf-8"))
    assert named is not None
    assert named[1] == digest == garblemodel.facts(SHIPPED).sha256
    assert garblemodel.facts(SHIPPED).report < garblemodel.facts(SHIPPED).sure


@shipped
@pytest.mark.parametrize("why", IN_ORDER)
def test_a_sentence_that_only_looks_odd_is_not_reported(why: str) -> None:
    assert spans(f"{HEAD}{IN_ORDER[why]}") == []


@shipped
@pytest.mark.parametrize("why", OUT_OF_ORDER)
def test_a_sentence_out_of_order_is_reported(why: str) -> None:
    assert len(spans(f"{HEAD}{BODY} {OUT_OF_ORDER[why]} {BODY}")) == 1


@shipped
@pytest.mark.parametrize(
    ("sentence", "twice"),
    [
        ("The harbour wall has been breached in in two places, the council said.", "in in"),
        ("The traders said that they pay fifty and that that nobody had told them.", "that that"),
        ("The club is now on on the way to its second title in a row, he said.", "on on"),
    ],
)
def test_a_word_too_many_is_reported_alone_and_deleting_it_is_unsafe(
    sentence: str, twice: str
) -> None:
    found = check(HEAD + sentence)
    assert [(HEAD + sentence)[each.start : each.end] for each in found] == [twice]
    assert found[0].fix is not None and found[0].fix.safety is Safety.UNSAFE
    fixed = engine.fix(Document(HEAD + sentence), [GarbledSentence()], Settings(), Safety.UNSAFE)
    assert fixed.text == HEAD + sentence.replace(twice, twice.split()[0])


@shipped
@pytest.mark.parametrize(
    "sentence",
    [
        "The state spent more money in those ten years than it took in in taxes and fees.",
        "She said that that was the reason why she had never learned to drive a car.",
        "By then the town had had enough of the noise, of the smoke and of the mayor.",
    ],
)
def test_a_word_that_stands_twice_on_purpose_is_not_reported(sentence: str) -> None:
    assert spans(HEAD + sentence) == []


@shipped
def test_what_is_found_of_a_sentence_does_not_depend_on_its_company() -> None:
    alone = [check(HEAD + text)[0] for text in OUT_OF_ORDER.values()]
    together = check(HEAD + "\n\n".join([*OUT_OF_ORDER.values(), *IN_ORDER.values()]))
    assert [each.confidence for each in together] == [each.confidence for each in alone]
    assert [each.evidence for each in together] == [each.evidence for each in alone]


@shipped
@pytest.mark.skipif(not CORPUS, reason="a checkout without the corpus")
def test_articles_in_order_have_hardly_a_garbled_sentence() -> None:
    """The threshold lets one well-formed sentence in a hundred pass; twice that is too many."""
    records = [
        json.loads(line)
        for path in CORPUS
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    texts = [record["text"] for record in records if not record["labels"]]
    given = sum(len(read(text)) for text in texts)
    assert given > 100
    assert sum(len(check(text)) for text in texts) <= given * 0.02


@pytest.mark.parametrize(
    ("text", "piece", "seldom"),
    [
        ("In brief: the harbour board will meet again on the second Monday of May.", False, True),
        # A dateline is no label, and what a stray stop leaves behind may be short.
        ("SELWICK: the harbour board will meet again on the second Monday of May.", False, False),
        ("It will meet again on Monday in May.", False, True),
        ("and will meet again on Monday in May.", True, False),
        ("Ann Reed, Bo Lind, Al Lund and Ed Holm of Selwick met Jo Marsh there.", False, True),
    ],
)
def test_the_model_must_be_sure_of_what_it_has_seldom_read(
    text: str, piece: bool, seldom: bool
) -> None:
    assert unusual(Sentence(0, len(text), text, piece)) is seldom
