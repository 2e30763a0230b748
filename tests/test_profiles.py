"""Profiles of sources: what they add, keep and drop, and for which documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from strategies import articles

import newslint
from newslint import engine
from newslint.config import load
from newslint.document import Document
from newslint.errors import ConfigError
from newslint.finding import Finding, Safety
from newslint.profiles import NONE, Profile, profile_of
from newslint.registry import selected
from newslint.settings import Settings
from newslint.wording import fold

CONFIG = """
[sources."harbour-post.example"]
drop-lines = ["The Harbour Post is printed on recycled paper."]
keep-lines = ["Share this story"]

[sources."harbour-post.example".phrases]
promo-link = ["more on the quay"]

[sources.Herald]
drop_lines = ["Good night, Ellery"]
"""
LEAD = "The council of Port Ellery voted on Tuesday to close the old ferry terminal in May."
REST = "The mayor said the site would be turned into a public garden for all."
PROMO = "More on the quay: ferry to be sold"
NOTE = "The Harbour Post is printed on recycled paper."
TEXT = "\n\n".join((LEAD, PROMO, REST, "Share this story", NOTE)) + "\n"


def settings_of(folder: Path, text: str = CONFIG, **overrides: object) -> Settings:
    file = folder / "newslint.toml"
    file.write_text(text, "utf-8")
    return load(folder, overrides).settings


def found(text: str, settings: Settings, **known: str) -> list[str]:
    findings = newslint.check(text, settings=settings, **known)
    return [text[each.start : each.end] for each in findings]


def test_a_profile_adds_phrases_and_lines_to_drop_and_keeps_lines(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert found(TEXT, settings) == ["Share this story"]
    assert found(TEXT, settings, source="harbour-post.example") == [PROMO, NOTE]
    cleaned = newslint.clean(TEXT, settings=settings, source="harbour-post.example")
    assert cleaned.text == "\n\n".join((LEAD, REST, "Share this story")) + "\n"


@pytest.mark.parametrize(
    ("document", "option", "name"),
    [
        (Document("", source="harbour-post.example"), None, "harbour-post.example"),
        (Document("", source="WWW.Harbour-Post.example "), None, "harbour-post.example"),
        (Document("", source="harbour-post"), None, ""),
        (Document("", source="herald"), None, "Herald"),
        (Document("", id="in/herald/1.txt", path="in/herald/1.txt"), None, "Herald"),
        (Document("", id="herald/in/1.txt", path="herald/in/1.txt"), None, ""),
        (Document("", id="herald/1", path=None), None, ""),
        (Document("", id="x/1.txt", path="x/1.txt"), "herald", "Herald"),
        (Document("", source="other", id="herald/1.txt", path="herald/1.txt"), "herald", ""),
    ],
)
def test_the_source_of_a_document_chooses_its_profile(
    tmp_path: Path, document: Document, option: str | None, name: str
) -> None:
    settings = settings_of(tmp_path, source=option)
    assert profile_of(document, settings).name == name


def test_without_profiles_no_document_has_one() -> None:
    assert profile_of(Document("", source="herald"), Settings()) is NONE


def test_a_dropped_line_is_a_whole_line_whatever_its_case_and_blanks(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    rules = selected(Settings(select=("RES019",)))

    def check(text: str) -> list[Finding]:
        return list(engine.check(Document(text, source="herald"), rules, settings))

    (only,) = check(f"{LEAD}\n  GOOD NIGHT, ELLERY!\n{REST}\n")
    assert only.fix is not None
    assert only.fix.safety is Safety.SAFE
    assert [each.kind for each in only.evidence] == ["phrase", "source"]
    assert check(f"{LEAD}\nGood night, Ellery, said the captain.\n{REST}\n") == []
    assert check(f"{LEAD} Good night, Ellery\n{REST}\n") == []


def test_a_phrase_of_a_profile_needs_its_place(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    for line in ("He had more on the quay than in the hold.", "There was more on the quay."):
        text = f"{LEAD}\n\n{line}\n\n{REST}\n"
        assert found(text, settings, source="harbour-post.example") == []


def test_the_command_line_names_the_source(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "herald").mkdir()
    (tmp_path / "herald" / "1.txt").write_text(f"{LEAD}\n\nGood night, Ellery\n", "utf-8")
    (tmp_path / "1.txt").write_text(TEXT, "utf-8")

    def clean(*arguments: str, given: str = "") -> str:
        command = [sys.executable, "-m", "newslint", "clean", *arguments]
        ran = subprocess.run(
            command, cwd=tmp_path, input=given.encode(), capture_output=True, check=False
        )
        assert not ran.stderr
        return ran.stdout.decode()

    assert clean("herald/1.txt") == LEAD + "\n"
    assert clean("herald/1.txt", "--source", "other") == f"{LEAD}\n\nGood night, Ellery\n"
    assert NOTE in clean("1.txt")
    assert NOTE not in clean("-", "--source", "harbour-post.example", given=TEXT)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('sources = "herald"', 'sources: must be a table, written [sources."example.com"]'),
        ('[sources]\nherald = ["x"]', 'sources."herald": must be a table'),
        ('[sources.herald]\ndrop-line = ["x"]', 'there is no key "drop-line" (did you mean'),
        ('[sources.herald]\ndrop-lines = "x"', "drop-lines: must be a list of strings"),
        ("[sources.herald]\nkeep-lines = [1]", "keep-lines: must be a list of strings"),
        ('[sources.herald]\ndrop-lines = ["---"]', '"---" has no letter and no digit in it'),
        ('[sources.herald.phrases]\npromo = ["x"]', '"promo" is no kind of residue'),
        ('[sources.herald]\nphrases = ["x"]', "phrases: must be a table such as"),
    ],
)
def test_a_mistake_in_a_profile_names_the_file_and_the_key(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        settings_of(tmp_path, text)
    assert message in str(raised.value)
    assert "newslint.toml" in str(raised.value)


def test_newslint_config_prints_profiles_that_can_be_read_again(tmp_path: Path) -> None:
    from newslint.cli.config import toml

    settings = settings_of(tmp_path)
    again = settings_of(tmp_path, f"sources = {toml(settings.sources)}\n")
    profile = again.sources["harbour-post.example"]
    assert profile == settings.sources["harbour-post.example"]._replace(name=profile.name)


@given(articles())
@pytest.mark.long
def test_kept_lines_stay_whatever_stands_around_them(text: str) -> None:
    lines = [line for line in text.split("\n") if fold(line)]
    profile = Profile("x", keep_lines=frozenset(fold(line) for line in lines))
    settings = Settings(source="x", sources={"x": profile})
    cleaned = newslint.clean(text, unsafe=True, settings=settings)
    assert [line for line in cleaned.text.split("\n") if fold(line)] == lines
