"""The labelled corpus is what its sources say, and says what it claims to say."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newslint.corpus.labels import Label, labelled_document, load_kinds

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "corpus" / "articles"
SAMPLE = ROOT / "corpus" / "sample"
EXAMPLE_DOMAIN = re.compile(r"(?:.*\.)?example\.(?:com|org|net)")
HOST = re.compile(r"(?:https?://|www\.|@)([\w-]+(?:\.[\w-]+)+)")


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_corpus", ROOT / "scripts/build_corpus.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build_corpus = _script()
RECORDS: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted(ARTICLES.glob("*.jsonl"))
    for line in path.read_bytes().decode("utf-8").split("\n")
    if line
]
every_record = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])


def _labels(record: dict[str, Any]) -> list[Label]:
    return [Label(**{**label, "note": label["note"] or ""}) for label in record["labels"]]


def test_the_compiled_files_are_up_to_date() -> None:
    assert build_corpus.main(["--check"]) == 0


def test_there_are_enough_articles_languages_and_clean_ones() -> None:
    clean = [record for record in RECORDS if not record["labels"]]
    assert len(RECORDS) >= 40
    assert len({record["lang"] for record in RECORDS}) >= 5
    assert 3 * len(clean) >= len(RECORDS)
    assert {record["lang"] for record in clean} == {record["lang"] for record in RECORDS}


def test_ids_are_unique_and_name_the_language() -> None:
    ids = [record["id"] for record in RECORDS]
    assert len(set(ids)) == len(ids)
    assert all(record["id"].startswith(record["lang"]) for record in RECORDS)


def test_every_kind_of_flaw_occurs_several_times_and_can_be_answered() -> None:
    found = [label["kind"] for record in RECORDS for label in record["labels"]]
    assert set(found) == build_corpus.KINDS
    assert {kind for kind in found if found.count(kind) < 3} == set()
    assert set(found) <= load_kinds().answers.keys()


@every_record
def test_a_record_has_the_fields_of_the_format(record: dict[str, Any]) -> None:
    assert list(record) == ["id", "lang", "url", "cut_by_annotator", "text", "labels", "cleaned"]
    for label in record["labels"]:
        fields = ["start", "end", "kind", "certain", "action", "replacement", "note"]
        assert list(label) == fields
        assert label["action"] in build_corpus.ACTIONS
        assert (label["replacement"] is not None) == (label["action"] == "replace")


@every_record
def test_spans_lie_in_the_text_and_hold_what_their_action_needs(record: dict[str, Any]) -> None:
    text = record["text"]
    for label in record["labels"]:
        span = text[label["start"] : label["end"]]
        assert 0 <= label["start"] < label["end"] <= len(text)
        if label["kind"] != "whitespace":
            assert span.strip(), label
        if label["action"] == "delete-line":
            assert span == span.strip("\r\n") and "\n" not in span, label
            assert label["start"] == 0 or text[label["start"] - 1] == "\n", label
            assert text[label["end"] : label["end"] + 1] in ("", "\r", "\n"), label
        if label["action"] == "replace":
            assert span != label["replacement"], label


@every_record
def test_spans_nest_or_lie_apart(record: dict[str, Any]) -> None:
    spans = [(label["start"], label["end"]) for label in record["labels"]]
    for start, end in spans:
        for other_start, other_end in spans:
            assert not start < other_start < end < other_end


@every_record
def test_cleaned_is_the_text_with_its_labels_applied(record: dict[str, Any]) -> None:
    assert record["cleaned"] == build_corpus.apply_labels(record["text"], _labels(record))


@every_record
def test_cleaned_and_the_gold_of_the_evaluation_have_the_same_words(record: dict[str, Any]) -> None:
    assert labelled_document(record).gold.split() == record["cleaned"].split()


@every_record
def test_clean_articles_stay_as_they_are_and_the_others_keep_their_flagged_words(
    record: dict[str, Any],
) -> None:
    if not record["labels"]:
        assert record["cleaned"] == record["text"]
    for label in record["labels"]:
        if label["action"] == "flag" and label["kind"] in {"byline", "timestamp"}:
            assert record["text"][label["start"] : label["end"]] in record["cleaned"]


@every_record
def test_nothing_but_example_domains_is_named(record: dict[str, Any]) -> None:
    for host in HOST.findall(f"{record['url']} {record['text']}"):
        assert EXAMPLE_DOMAIN.fullmatch(host), host


def test_the_conventions_vary() -> None:
    texts = [record["text"] for record in RECORDS]
    assert any("\r\n" in text for text in texts)
    assert any(not text.endswith("\n") for text in texts)
    assert any("\n\n" not in text for text in texts)


def test_the_sample_shows_what_the_demonstration_needs() -> None:
    with_blanks, without = (
        (SAMPLE / name).read_text(encoding="utf-8")
        for name in ("ferry-strike.txt", "night-market.txt")
    )
    lines = with_blanks.split("\n")
    assert lines[0] == lines[1]
    assert sum(line.startswith("Also Read:\u00a0") for line in lines) == 3
    assert "\n\n" not in without and "\nRead Also : " in without


def test_a_deleted_line_between_blank_lines_takes_one_along() -> None:
    text, labels = build_corpus.read_marks("A.\n\n⟦ad-marker|delete-line⟧Ad⟦/⟧\n\nB.\n", "t")
    assert build_corpus.apply_labels(text, labels) == "A.\n\nB.\n"


def test_a_deleted_line_among_text_takes_no_blank_line() -> None:
    text, labels = build_corpus.read_marks("A.\n⟦ad-marker|delete-line⟧Ad⟦/⟧\n\nB.\n", "t")
    assert build_corpus.apply_labels(text, labels) == "A.\n\nB.\n"


def test_lines_deleted_at_the_end_take_the_blank_lines_before_them() -> None:
    text, labels = build_corpus.read_marks("A.\n\n\n⟦ad-marker|delete-line⟧Ad\n\nAd⟦/⟧\n", "t")
    assert [label.start for label in labels] == [5, 9]
    assert build_corpus.apply_labels(text, labels) == "A.\n"


def test_a_deleted_span_leaves_no_double_blank_and_no_trailing_one() -> None:
    text, labels = build_corpus.read_marks(
        "A ⟦ad-marker|delete-span⟧x⟦/⟧ b. ⟦promo-link|delete-span⟧More⟦/⟧\n"
        "⟦nav-menu|delete-span⟧Home⟦/⟧ c⟦nav-menu|delete-span⟧ - Site⟦/⟧",
        "t",
    )
    assert build_corpus.apply_labels(text, labels) == "A b.\nc"


def test_of_nested_labels_the_outer_one_counts() -> None:
    text, labels = build_corpus.read_marks(
        "A.\n⟦promo-link|delete-line⟧Read:⟦whitespace?|replace| ⟧⟦U+00A0⟧⟦/⟧B⟦/⟧\n", "t"
    )
    assert [(label.kind, label.certain) for label in labels] == [
        ("promo-link", True),
        ("whitespace", False),
    ]
    assert build_corpus.apply_labels(text, labels) == "A.\n"


def test_a_mark_alone_on_its_line_leaves_no_line() -> None:
    marked = "⟦nav-menu|delete-line⟧\r\nHome\r\n⟦/⟧\r\nA.\r\n"
    text, labels = build_corpus.read_marks(marked, "t")
    assert text == "Home\r\nA.\r\n"
    assert [text[label.start : label.end] for label in labels] == ["Home"]


@pytest.mark.parametrize(
    "marked",
    [
        "⟦ad-marker|delete-line⟧never closed",
        "closed too early⟦/⟧",
        "⟦ad-maker|delete-line⟧unknown kind⟦/⟧",
        "⟦ad-marker|remove⟧unknown action⟦/⟧",
        "⟦ad-marker|flag|new⟧replacement of a flag⟦/⟧",
        "half ⟦ad-marker|delete-line⟧a line⟦/⟧",
        "⟦ad-marker|delete-span⟧⟦/⟧nothing",
        "⟦byline|flag||note|more⟧one part too many⟦/⟧",
    ],
)
def test_a_mark_that_breaks_the_form_is_refused(marked: str) -> None:
    with pytest.raises(build_corpus.SourceError, match=r"^t\.txt: "):
        build_corpus.read_marks(marked, "t.txt")


@pytest.mark.parametrize(
    "source",
    [
        "no rule",
        "line-ends: lf\n---\nno url",
        "url: u\nauthor: me\n---\nunknown field",
        "url: u\nline-ends: cr\n---\nunknown line end",
        "u\n---\nno field",
    ],
)
def test_a_source_with_wrong_fields_is_refused(source: str) -> None:
    with pytest.raises(build_corpus.SourceError, match=r"^t\.txt: "):
        build_corpus.compile_source(source, "t.txt")
