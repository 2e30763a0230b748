"""The examples in every rule's documentation, run as tests."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from newslint import engine
from newslint.document import Document
from newslint.finding import FAMILIES, Safety
from newslint.ignores import StaleIgnore
from newslint.registry import all_rules
from newslint.rule import Bad, Good, Rule
from newslint.settings import Settings

RULES = all_rules()
SECTIONS = ("## What it does", "## Why it matters", "## Fix")


def _needs(rule: type[Rule]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.needs("languagetool")] if rule.service else []


def _cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{kind}-{number}", marks=_needs(rule))
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), 1)
    ]


def _check(rule: type[Rule], text: str, language: str) -> list[tuple[int, int]]:
    document = Document(text, language=language)
    settings = Settings(**rule.example_settings)
    return [(found.start, found.end) for found in engine.check(document, [rule()], settings)]


@pytest.mark.parametrize(("rule", "example"), _cases("bad"))
def test_a_bad_example_is_reported_where_it_is_marked(rule: type[Rule], example: Bad) -> None:
    assert _check(rule, example.text, example.language) == example.spans


@pytest.mark.parametrize(("rule", "example"), _cases("bad"))
def test_a_bad_example_is_cleaned_as_it_says(rule: type[Rule], example: Bad) -> None:
    document = Document(example.text, language=example.language)
    settings = Settings(**rule.example_settings)
    cleaned = engine.fix(document, [rule()], settings, Safety.UNSAFE)
    assert cleaned.text == (example.text if example.cleaned is None else example.cleaned)


@pytest.mark.parametrize(("rule", "example"), _cases("good"))
def test_a_good_example_is_not_reported(rule: type[Rule], example: Good) -> None:
    assert _check(rule, example.text, example.language) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_calls_a_known_miss_is_still_missed(rule: type[Rule]) -> None:
    for example in rule.known_misses:
        assert _check(rule, example.text, example.language) != example.spans


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule: type[Rule]) -> None:
    text = rule.documentation()
    assert [section for section in SECTIONS if section not in text] == []
    assert rule.summary().endswith(".")
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.family in FAMILIES


# What stale-ignore reports is no text.
@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule is not StaleIgnore], ids=lambda rule: rule.code
)
def test_a_rule_has_a_bad_and_three_good_examples(rule: type[Rule]) -> None:
    # How a file was decoded cannot be shown in a text: see tests/test_encoding_rules.py.
    assert len(rule.bad) >= 1 or rule.code == "ENC010"
    assert len(rule.good) >= 3
    assert all(example.spans for example in rule.bad)
    assert all(example.why for example in rule.good)


def test_codes_and_names_are_unique() -> None:
    for names in ([rule.code for rule in RULES], [rule.name for rule in RULES]):
        assert [name for name, count in Counter(names).items() if count > 1] == []
