"""The Python interface: what it gives, what it refuses, and what it does not import."""

from __future__ import annotations

import doctest
import subprocess
import sys
from collections.abc import Callable

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
