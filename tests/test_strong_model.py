"""The strong detector: of what the language model is asked, what is made of its states.

Most tests use a tiny language model and a reader of random weights (`tinyllama`, `toyreader`);
those that are marked `needs` ask the real one.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toygarble
import toyreader
from test_garble_model import HEAD, PLACE, SWAPPED, WELL_FORMED
from tinyllama import WIDTH, installed

import newslint
from newslint import engine
from newslint.cli import run
from newslint.corpus.sentence_evaluation import evaluate_sentence
from newslint.document import Document
from newslint.errors import ModelError
from newslint.finding import Finding
from newslint.registry import selected
from newslint.rules import garblemodel, modelinstallation, strongmodel
from newslint.rules.garbledsentence import GarbledSentence, seams
from newslint.rules.languagemodel import LanguageModel, States
from newslint.rules.reorder import Words
from newslint.rules.strongmodel import Network
from newslint.settings import Settings

CARD = Path(__file__).parent.parent / "docs" / "models" / "strong.md"
STRONG = Settings(select=("GAR008",), strong=True)
SHIPPED = garblemodel.FOLDER
needs_model = pytest.mark.needs("language model")


# what is made of the states


def test_the_reader_computes_what_pytorch_does() -> None:
    """The figures: `Reader` of training/garble/decoder.py, with these weights and inner widths."""
    states = np.random.RandomState(7).normal(0.0, 1.0, (4, 8)).astype(np.float32)
    weights = {name: each.astype(np.float32) for name, each in toyreader.weights(8).items()}
    sentence, tokens = Network(weights)(states)
    assert sentence == pytest.approx(GOLDEN[0], abs=1e-4)
    assert tokens.tolist() == pytest.approx(GOLDEN[1:], abs=1e-4)


GOLDEN = [0.44832, -0.05512, 0.58099, -0.25466, 0.0479]
"""The log odds of the sentence, then of each token."""


# when it is asked, and what it decides


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny language model as an installation has it."""
    return installed(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Path) -> Path:
    """Toy models in the places of the real ones; the folder of the garble model."""
    folder = toygarble.write(tmp_path / "weights")
    toyreader.write(folder, 2 * WIDTH)
    monkeypatch.setattr(garblemodel, "FOLDER", folder)
    monkeypatch.setattr(strongmodel, "SEEN", (1, 2))
    monkeypatch.setattr(modelinstallation, "ready", lambda: tiny)
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts whose states the language model was asked for."""
    texts: list[str] = []
    states = LanguageModel.states

    def noted(
        self: LanguageModel, some: Sequence[str], layers: Sequence[int], *more: Any
    ) -> list[States]:
        texts.extend(some)
        return states(self, some, layers, *more)

    monkeypatch.setattr(LanguageModel, "states", noted)
    yield texts


def check(text: str, settings: Settings = STRONG) -> tuple[Finding, ...]:
    return newslint.check(HEAD + text, language="en", settings=settings)


def remixed(folder: Path, **mix: float) -> None:
    toyreader.write(folder, 2 * WIDTH, **mix)
    garblemodel.facts.cache_clear()
    strongmodel._loaded.cache_clear()


def test_a_piece_behind_a_stray_stop_is_not_for_it(toy: Path, asked: list[str]) -> None:
    check(f"{WELL_FORMED} {SWAPPED[0].lower()}{SWAPPED[1:]}")
    assert asked == [WELL_FORMED]


def test_a_sentence_is_read_once_in_all_rounds_of_cleaning(toy: Path, asked: list[str]) -> None:
    rules = (*selected(Settings(select=("residue", "whitespace"))), GarbledSentence())
    text = f"Share:\n\n{HEAD}{SWAPPED}  {WELL_FORMED}\n"
    engine.fix(Document(text, language="en"), rules, Settings(strong=True))
    names = [SWAPPED.replace("Elm", name) for name in ("Smith", "London", "Reuters")]
    assert asked == [SWAPPED, WELL_FORMED, *names]


def test_without_the_option_it_is_not_asked(toy: Path, asked: list[str]) -> None:
    check(SWAPPED, Settings(select=("GAR008",)))
    assert asked == []


def test_the_weighted_sum_decides(toy: Path) -> None:
    (own,) = check(SWAPPED)
    assert (HEAD + SWAPPED)[own.start : own.end] == PLACE
    remixed(toy, bias=-100.0)
    assert check(SWAPPED) == ()
    remixed(toy, small=0.5, strong=2.0, bias=1.0)
    (both,) = check(SWAPPED)
    reader, (small,) = strongmodel.strong(), garblemodel.model().read([SWAPPED])
    (reading,) = reader.read([SWAPPED])
    assert reading is not None and small is not None
    (states,) = reader._language_model.states([SWAPPED], (1, 2), reader._changes)
    other, _ = reader._network(states.values)
    assert reading.logit == pytest.approx(small.logit / 2 + 2 * other + 1)
    assert both.confidence == reader.facts.probability(reading.logit)


def test_the_log_odds_of_a_word_are_the_mean_of_both(toy: Path) -> None:
    text = "The council voted “on Tuesday,” Elm said in 2019."
    reader = strongmodel.strong()
    (reading,), (small,) = reader.read([text]), garblemodel.model().read([text])
    assert reading is not None and small is not None
    (states,) = reader._language_model.states([text], (1, 2), reader._changes)
    odds = reader._network(states.values)[1].tolist()
    words = Words(text)
    for number, (start, _) in enumerate(words.spans):
        mean = (seams(words, small)[number] + odds[states.starts.index(start)]) / 2
        assert seams(words, reading)[number] == pytest.approx(mean, abs=1e-5), words[number]


def test_readings_come_in_the_order_of_the_sentences(
    toy: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    remixed(toy, strong=1.0)
    long = "The council met and " + "met and " * 200 + "met."
    texts = [SWAPPED, long, WELL_FORMED, SWAPPED]
    first, none, second, same = strongmodel.strong().read(texts)
    assert none is None and first == same and first != second
    assert asked == [SWAPPED, WELL_FORMED]
    monkeypatch.setattr(strongmodel, "REMEMBERED", 1)
    assert strongmodel.strong().read([WELL_FORMED, SWAPPED]) == [second, first]
    strongmodel.strong().read([SWAPPED])
    assert asked == [SWAPPED, WELL_FORMED, SWAPPED]


def test_sentences_are_evaluated_by_both_models(toy: Path) -> None:
    remixed(toy, bias=1.5)
    record = {"text": SWAPPED, "label": "garbled"}
    rules = selected(STRONG)
    (both,) = evaluate_sentence(record, rules, STRONG).judged
    (own,) = evaluate_sentence(record, rules, Settings()).judged
    assert both.logit is not None and own.logit is not None
    assert both.logit == pytest.approx(own.logit + 1.5, abs=1e-5)


@pytest.mark.parametrize("name", [strongmodel.WEIGHTS, strongmodel.FACTS])
@pytest.mark.parametrize("damage", ["missing", "cut", "other"])
def test_a_missing_or_damaged_file_of_the_reader_is_named(
    toy: Path, name: str, damage: str
) -> None:
    content = (toy / name).read_bytes()
    (toy / name).unlink()
    if damage != "missing":
        (toy / name).write_bytes(b'{"a": 1}' if damage == "other" else content[:100])
    with pytest.raises(ModelError, match=re.escape(str(toy / name))):
        check(SWAPPED)


@pytest.mark.parametrize(("option", "expected"), [(["--strong"], "True"), ([], "False")])
def test_nothing_of_it_is_imported_unless_asked_for(
    toy: Path, tiny: Path, tmp_path: Path, option: list[str], expected: str
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(HEAD + SWAPPED, encoding="utf-8")
    program = (
        "import sys\nfrom pathlib import Path\nfrom newslint.cli import run\n"
        "from newslint.rules import garblemodel, modelinstallation\n"
        f"garblemodel.FOLDER = Path({str(toy)!r})\n"
        f"modelinstallation.ready = lambda: Path({str(tiny)!r})\n"
        f"run(['check', {str(article)!r}, '--exit-zero', '--isolated', *{option!r}])\n"
        "print('newslint.rules.strongmodel' in sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stderr.splitlines()[-1:] == [expected]


# the shipped reader


def test_the_reader_is_the_one_that_the_card_and_its_facts_name() -> None:
    digest = hashlib.sha256((SHIPPED / strongmodel.WEIGHTS).read_bytes()).hexdigest()
    named = re.search(r"SHA-256[^`]*`([0-9a-f]{64})`", CARD.read_text(encoding="utf-8"))
    facts = garblemodel.facts(SHIPPED, strongmodel.FACTS)
    assert named is not None
    assert named[1] == digest == facts.sha256
    assert facts.report < facts.sure


def test_the_mix_was_fitted_beside_the_garble_model_that_ships() -> None:
    assert strongmodel.mix(SHIPPED).beside == garblemodel.facts(SHIPPED).sha256


@needs_model
def test_the_real_models_run_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a sentence in order nothing is said; one whose blocks changed places is found."""
    whole = (
        "The company said on Friday that it would close its plant in the north of the country by "
        "the end of the year."
    )
    broken = whole.replace("close its plant in the north of", "in the north of close its plant")
    for name, text in {"a": whole, "b": broken}.items():
        (tmp_path / f"{name}.txt").write_text(f"{HEAD}{text}\n", encoding="utf-8")
    options = ("--isolated", "--exit-zero", "--select", "GAR008", "--output-format", "json")
    assert run(["check", "--strong", "--jobs", "2", *options, str(tmp_path)]) == 0
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [len(each["findings"]) for each in documents] == [0, 1]
