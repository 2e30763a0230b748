"""The Python interface: what it gives, what it refuses, and what it does not import."""

from __future__ import annotations

import copy
import doctest
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields

import pytest

import newslint

TEXT = """The council voted on Monday to raise the budget for schools.

Also Read: Mayor opens the new bridge

The mayor said on Tuesday that the vote had been close.
"""


def test_the_examples_of_the_documentation_run() -> None:
    assert doctest.testmod(newslint).failed == 0


@pytest.mark.parametrize(
    "module",
    [
        *("newslint.cli.config", "newslint.config", "newslint.errors", "newslint.reports.text"),
        *("newslint.reports.terminal", "newslint.blocks", "newslint.rule", "newslint.finding"),
        *("newslint.language", "newslint.gate"),
    ],
)
def test_the_examples_of_a_module_run(module: str) -> None:
    assert doctest.testmod(__import__(module, fromlist=["_"])).failed == 0


def test_every_public_name_is_there() -> None:
    assert [name for name in newslint.__all__ if not hasattr(newslint, name)] == []
    assert set(newslint.__all__) <= set(dir(newslint))
    with pytest.raises(AttributeError, match="nonsense"):
        _ = newslint.nonsense


def test_check_finds_what_clean_removes() -> None:
    (finding,) = newslint.check(TEXT, select=["promo-link"])
    assert TEXT[finding.start : finding.end] == "Also Read: Mayor opens the new bridge"
    cleaned = newslint.clean(TEXT, select=["promo-link"])
    assert cleaned.changed
    assert [each.code for each in cleaned.applied] == [finding.code]
    assert newslint.check(cleaned.text, select="promo-link") == ()


def test_selection_by_argument_goes_before_that_of_the_settings() -> None:
    settings = newslint.Settings(select=("title",))
    assert newslint.check(TEXT, settings=settings) == ()
    assert len(newslint.check(TEXT, select=["promo-link"], settings=settings)) == 1
    assert newslint.check(TEXT, select=["promo-link"], ignore=["residue"]) == ()


def test_severities_of_the_settings_hold() -> None:
    settings = newslint.Settings(severity={"RES001": newslint.Severity.ERROR})
    (finding,) = newslint.check(TEXT, select=["RES001"], settings=settings)
    assert finding.severity is newslint.Severity.ERROR


def test_allowed_lines_of_the_settings_hold() -> None:
    allowed = frozenset({"also read mayor opens the new bridge"})
    settings = newslint.Settings(allow_lines=allowed)
    assert newslint.check(TEXT, select=["RES"], settings=settings) == ()
    assert not newslint.clean(TEXT, select=["RES"], settings=settings).changed


def test_the_id_of_a_document_is_in_its_fingerprints() -> None:
    one, two = (newslint.check(TEXT, id=id, select=["RES001"])[0] for id in ("one", "two"))
    assert one.fingerprint != two.fingerprint


def test_an_unknown_rule_is_refused_with_a_suggestion() -> None:
    with pytest.raises(newslint.ConfigError, match="promo-link"):
        newslint.check(TEXT, select=["promo-lnk"])


def test_an_unknown_rule_that_is_like_none_is_refused_with_the_way_to_the_list() -> None:
    with pytest.raises(newslint.ConfigError, match="`newslint rules` lists them"):
        newslint.check(TEXT, select=["zzz"])


@pytest.mark.parametrize("call", [newslint.check, newslint.clean])
@pytest.mark.parametrize("half", ["\ud83d", "\ude00", "\udc80"])
def test_half_a_surrogate_pair_is_refused_and_the_advice_helps(
    call: Callable[[str], object], half: str
) -> None:
    text = f"The council met{half} on Monday in the hall of the old city to vote on it."
    with pytest.raises(newslint.InputError, match=r"U\+D[89A-F].. at offset 15"):
        call(text)
    call(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def test_a_whole_surrogate_pair_becomes_one_character_by_that_advice() -> None:
    mended = "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert mended == "\N{GRINNING FACE}"


def test_the_empty_text_is_no_trouble() -> None:
    assert newslint.clean("").text == ""
    assert all(finding.start == finding.end == 0 for finding in newslint.check(""))


def test_importing_newslint_imports_next_to_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import newslint;"
        "print(sorted(name for name in set(sys.modules) - before if 'newslint' in name))"
    )
    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert output.strip() == "['newslint', 'newslint._version']"


# results travel


def test_results_can_be_sent_to_another_process_and_copied() -> None:
    cleaned = newslint.clean(TEXT)
    with ProcessPoolExecutor(1) as pool:
        assert list(pool.map(newslint.clean, [TEXT])) == [cleaned]
    assert cleaned.document.blocks  # computed on the way
    for copied in (pickle.loads(pickle.dumps(cleaned)), copy.deepcopy(cleaned)):
        assert copied == cleaned
        assert copied.document.blocks[0].text == cleaned.document.blocks[0].text


def test_a_document_that_rules_have_seen_can_be_copied() -> None:
    document = newslint.clean(TEXT).document
    assert vars(pickle.loads(pickle.dumps(document))).keys() == {
        field.name for field in fields(document)
    }
    assert copy.copy(document) == document


# what is refused


@pytest.mark.parametrize("function", [newslint.check, newslint.clean])
@pytest.mark.parametrize(
    ("arguments", "trouble"),
    [
        ({"text": b"x"}, "text must be a str, not bytes; decode it first"),
        ({"text": None}, "text must be a str, not NoneType"),
        ({"select": [1]}, "select must hold strings, not int"),
        ({"select": None}, "select must hold strings, not NoneType"),
        ({"ignore": 1}, "ignore must hold strings, not int"),
        ({"id": None}, "id must be a str, not NoneType"),
        ({"title": 1}, "title must be a str or None, not int"),
        ({"source": b"x"}, "source must be a str or None, not bytes"),
        ({"language": 1}, "language must be a str or None, not int"),
        ({"settings": {}}, "settings must be Settings or None, not dict"),
    ],
)
def test_an_argument_of_the_wrong_type_is_named(
    function: Callable[..., object], arguments: dict[str, object], trouble: str
) -> None:
    with pytest.raises(TypeError, match=f"^{trouble}$"):
        function(**{"text": TEXT, **arguments})


@pytest.mark.parametrize("language", ["english", "", "xx", "zzzz", "eng", "auto"])
def test_a_language_that_is_none_is_refused(language: str) -> None:
    with pytest.raises(newslint.ConfigError, match="no language code"):
        newslint.check(TEXT, language=language)
    with pytest.raises(newslint.ConfigError, match="no language code"):
        newslint.Settings(language=language)


def test_a_language_may_name_a_country_as_in_a_configuration() -> None:
    assert newslint.clean(TEXT, language="en-GB").document.language == "en"
    assert newslint.Settings(language="PT-br").language == "pt"


def test_severities_of_the_settings_are_brought_into_form() -> None:
    info, error = newslint.Severity.INFO, newslint.Severity.ERROR
    given: dict[str, object] = {"RES": info, "promo-link": "error"}
    settings = newslint.Settings(severity=given)  # type: ignore[arg-type]
    assert settings.severity["RES004"] is info
    (finding,) = newslint.check(TEXT, select=["RES001"], settings=settings)
    assert finding.severity is error


def test_words_and_lines_of_the_settings_are_brought_into_form() -> None:
    settings = newslint.Settings(
        house_words=frozenset({"eBay", "Straße"}),
        allow_lines=frozenset({"Also Read: Mayor opens the new bridge", "***"}),
    )
    assert settings.house_words == {"ebay", "strasse"}
    assert settings.allow_lines == {"also read mayor opens the new bridge"}
    assert newslint.check(TEXT, select=["RES"], settings=settings) == ()


@pytest.mark.parametrize(
    "given",
    [
        {"severity": {"RES001": "grave"}},
        {"severity": {"QQQ": "info"}},
        {"model": "no"},
        {"house_words": "eBay"},
        {"allow_lines": [1]},
        {"allow_lines": 1},
    ],
)
def test_settings_that_mean_nothing_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(newslint.ConfigError):
        newslint.Settings(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("offset", [-1, 10**6])
def test_the_place_of_an_offset_outside_the_text_is_refused(offset: int) -> None:
    document = newslint.Document("är")
    assert [document.byte_offset(each) for each in range(3)] == [0, 2, 3]
    with pytest.raises(ValueError, match=f"offset {offset} lies outside the text"):
        document.byte_offset(offset)


# the language changes


MIXED = "[7 char]\nInscrivez-vous newsletter\nDownload app for"


def test_cleaning_twice_is_cleaning_once_where_the_language_changes() -> None:
    settings = newslint.Settings(model=False)
    once = newslint.clean(MIXED, settings=settings).text
    twice = newslint.clean(once, settings=settings)
    assert twice.text == once
    assert twice.remaining == newslint.clean(MIXED, settings=settings).remaining


def test_a_language_that_was_given_is_kept() -> None:
    cleaned = newslint.clean(MIXED, language="fr", settings=newslint.Settings(model=False))
    assert cleaned.text == newslint.clean(cleaned.text, language="fr").text
