"""Where settings come from, and what is said about those that are not understood."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from newslint.cli.config import toml
from newslint.config import COMMAND_LINE, DEFAULT, find, load, parse_size
from newslint.errors import ConfigError
from newslint.finding import Severity
from newslint.limits import Limits, budgets, max_failing
from newslint.profiles import Profile
from newslint.settings import Settings


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def refused(file: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load(file.parent)
    return str(caught.value)


def test_without_a_file_everything_is_the_default(tmp_path: Path) -> None:
    effective = load(tmp_path, isolated=True)
    assert effective.settings == Settings()
    assert set(effective.origins.values()) == {DEFAULT}
    assert effective.file is None


def test_every_field_can_be_set_in_a_toml_file(tmp_path: Path) -> None:
    pack = write(tmp_path / "own.toml", 'language = "en"\n')
    file = write(
        tmp_path / "newslint.toml",
        """
        select = ["title", "RES"]
        extend-select = ["metadata"]
        ignore = ["promo-link"]
        fail-level = "error"
        language = "pt-BR"
        packs = ["own.toml"]
        house-words = ["Straße", "iNews"]
        allow-lines = ["Also Read: “The House Column”"]
        include = ["*.txt", "*.text"]
        exclude = ["drafts/"]
        text-field = "body"
        id-field = "url"
        title-field = "meta.headline"
        source_field = "site"
        ignore_field = "mine"
        max-size = "4 MB"
        model = false
        strong = true
        repair-model = true
        grammar = true
        grammar-categories = ["grammar", "CONFUSED_WORDS"]
        languagetool-url = "https://lt.example/api/v2"
        languagetool-directory = "."
        languagetool-timeout = 12.5
        source = "Herald"
        [severity]
        RES001 = "info"
        [gate]
        min-score = 90
        [sources."www.Post.example"]
        keep-lines = ["Also Read: “The House Column”"]
        """,
    )
    effective = load(tmp_path)
    assert effective.settings == Settings(
        select=("title", "RES"),
        extend_select=("metadata",),
        ignore=("promo-link",),
        severity={"RES001": Severity.INFO},
        fail_level=Severity.ERROR,
        language="pt",
        packs=(str(pack),),
        house_words=frozenset({"strasse", "inews"}),
        allow_lines=frozenset({"also read the house column"}),
        sources={
            "post.example": Profile(
                "www.Post.example", keep_lines=frozenset({"also read the house column"})
            )
        },
        source="Herald",
        include=("*.txt", "*.text"),
        exclude=("drafts/",),
        text_field="body",
        id_field="url",
        title_field="meta.headline",
        source_field="site",
        ignore_field="mine",
        max_size=4 << 20,
        model=False,
        strong=True,
        repair_model=True,
        grammar=True,
        grammar_categories=("GRAMMAR", "CONFUSED_WORDS"),
        languagetool_url="https://lt.example/api/",
        languagetool_directory=str(tmp_path),
        languagetool_timeout=12.5,
        gate=Limits(90),
    )
    assert effective.origins == {each.name: str(file) for each in fields(Settings)}


def test_setup_cfg_says_the_same_in_its_own_way(tmp_path: Path) -> None:
    write(
        tmp_path / "setup.cfg",
        "[metadata]\nname = x\n[newslint]\nselect = title, RES\nignore =\n    RES001\n    RES002\n"
        "model = no\nmax_size = 500k\nseverity =\n    RES003 = error\nhouse-words =\n    iNews\n"
        "    ABC 100%\n",
    )
    settings = load(tmp_path).settings
    assert settings.select == ("title", "RES")
    assert settings.ignore == ("RES001", "RES002")
    assert (settings.model, settings.max_size) == (False, 512_000)
    assert settings.severity == {"RES003": Severity.ERROR}
    assert settings.house_words == {"inews", "abc 100%"}


def test_the_nearest_file_wins_and_others_without_a_section_do_not_count(tmp_path: Path) -> None:
    far = write(tmp_path / "pyproject.toml", '[tool.newslint]\nlanguage = "fr"\n')
    write(tmp_path / "a/setup.cfg", "[metadata]\nname = newslint-user\n")
    write(tmp_path / "a/pyproject.toml", '[project]\nname = "newslint-user"\n')
    folder = tmp_path / "a/b"
    folder.mkdir()
    assert find(folder) == far
    near = write(folder / "newslint.toml", "")
    assert find(folder) == near
    assert find(write(folder / "article.txt", "x")) == near


def test_of_one_folder_newslint_toml_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "setup.cfg", "[newslint]\nlanguage = de\n")
    write(tmp_path / "pyproject.toml", '[tool.newslint]\nlanguage = "fr"\n')
    assert load(tmp_path).settings.language == "fr"
    write(tmp_path / "newslint.toml", 'language = "es"\n')
    assert load(tmp_path).settings.language == "es"


def test_a_named_file_is_read_instead_and_isolated_reads_none(tmp_path: Path) -> None:
    write(tmp_path / "newslint.toml", 'language = "es"\n')
    other = write(tmp_path / "other/strict.toml", 'fail_level = "info"\n')
    effective = load(tmp_path, file=other)
    assert (effective.settings.language, effective.settings.fail_level) == (None, Severity.INFO)
    assert effective.root == other.parent
    assert load(tmp_path, isolated=True).settings == Settings()


def test_the_command_line_replaces_what_the_file_says(tmp_path: Path) -> None:
    file = write(tmp_path / "newslint.toml", 'language = "es"\nignore = ["title"]\n')
    effective = load(tmp_path, {"language": "de", "ignore": None, "max_size": "1M"})
    assert effective.settings.language == "de"
    assert effective.settings.ignore == ("title",)
    assert effective.origins["language"] == COMMAND_LINE
    assert effective.origins["ignore"] == str(file)
    assert effective.origins["model"] == DEFAULT


def test_lists_may_stand_in_files_beside_the_configuration(tmp_path: Path) -> None:
    write(tmp_path / "lists/words.txt", "\ufeff# our names\n\nStraße \r\niNews\n")
    write(tmp_path / "lists/lines.txt", "Share your story: write to us.\n# a note\n—\n")
    write(
        tmp_path / "newslint.toml",
        'house-words = "lists/words.txt"\nallow_lines = "lists/lines.txt"\n',
    )
    settings = load(tmp_path).settings
    assert settings.house_words == {"strasse", "inews"}
    assert settings.allow_lines == {"share your story write to us"}


@pytest.mark.parametrize(
    ("text", "key", "trouble"),
    [
        ("fail-lvel = 1", "fail-lvel", 'did you mean "fail-level"?'),
        ('select = ["promo-lnk"]', "select", 'did you mean "promo-link"?'),
        ('ignore = ["QQQ001"]', "ignore", '"QQQ001"'),
        ("ignore = 3", "ignore", "list of strings"),
        ("ignore = [3]", "ignore", "list of strings"),
        ('fail-level = "warnin"', "fail-level", 'did you mean "warning"?'),
        ("fail-level = 1", "fail-level", "severity"),
        ('model = "perhaps"', "model", "true or false"),
        ("max-size = -1", "max-size", "size"),
        ("max-size = true", "max-size", "size"),
        ('max-size = "huge"', "max-size", "size"),
        ('language = "Portuguese"', "language", "language code"),
        ("language = 7", "language", "language code"),
        ('language = "xx"', "language", "no language code"),
        ('language = "english"', "language", 'did you mean "en"?'),
        ('model = "no"', "model", "without quotation marks"),
        ('grammar = "true"', "grammar", "without quotation marks"),
        ('include = ["["]', "include", '"[" is no gitignore pattern'),
        ('exclude = ["drafts", "a[b"]', "exclude", '"a[b" is no gitignore pattern'),
        ("house-words = []\nhouse_words = []", "house_words", "set twice"),
        ("[gate]\nmin-score = 1\nmin_score = 2", "min-score", "set twice"),
        ("[sources.a]\nkeep-lines = []\nkeep_lines = []", "sources", "set twice"),
        ('packs = ["nowhere.toml"]', "packs", "nowhere.toml"),
        ('house-words = "nowhere.txt"', "house-words", "nowhere.txt"),
        ("house-words = 1", "house-words", "list of strings"),
        ('severity = {RES001 = "fatal"}', "severity.RES001", "fatal"),
        ('severity = {QQQ001 = "info"}', "severity.QQQ001", "no rule"),
        ("severity = 1", "severity", "table"),
    ],
)
def test_what_is_not_understood_is_named_with_file_and_key(
    tmp_path: Path, text: str, key: str, trouble: str
) -> None:
    file = write(tmp_path / "newslint.toml", text)
    message = refused(file)
    assert str(file) in message
    assert key in message
    assert trouble in message


@pytest.mark.parametrize(
    ("name", "text", "trouble"),
    [
        ("newslint.toml", "select = [", "is no valid TOML"),
        ("pyproject.toml", "[tool\nnewslint", "is no valid TOML"),
        ("pyproject.toml", "[tool]\nnewslint = 1", "must be a table"),
        ("setup.cfg", "newslint = 1", "cannot be read"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, text: str, trouble: str) -> None:
    file = write(tmp_path / name, text)
    message = refused(file)
    assert message.startswith(f"{file}: ") and trouble in message
    assert "\n" not in message.replace("\\n", "")


def test_a_named_file_without_our_section_is_an_error(tmp_path: Path) -> None:
    file = write(tmp_path / "pyproject.toml", '[project]\nname = "x"\n')
    with pytest.raises(ConfigError, match=r"no section \[tool.newslint\]"):
        load(tmp_path, file=file)


def test_a_file_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "newslint.toml"
    file.write_bytes(b"language = '\xe9'")
    assert "not UTF-8" in refused(file)


@pytest.mark.parametrize(
    ("text", "size"),
    [("1", 1), ("2k", 2048), ("2 KB", 2048), ("3M", 3 << 20), ("1g", 1 << 30), ("10b", 10)],
)
def test_sizes_are_read(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "0", "k", "-1", "1.5M", "1kk", "٣", "1T"])
def test_what_is_no_size_is_none(text: str) -> None:
    assert parse_size(text) is None


def test_shown_settings_can_be_read_again(tmp_path: Path) -> None:
    settings = Settings(
        select=("title",),
        severity={"RES001": Severity.INFO},
        language="hi",
        house_words=frozenset({"a “b”", "ä"}),
        model=False,
        gate=Limits(
            90, max_failing({"error": "0.5%"}), budgets({"source:a “b”": 2}), str(tmp_path / "b")
        ),
    )
    lines = [f"{each.name} = {toml(getattr(settings, each.name))}" for each in fields(Settings)]
    write(tmp_path / "newslint.toml", "\n".join(lines))
    assert load(tmp_path).settings == settings
