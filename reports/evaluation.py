"""The figures of `newslint eval` as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newslint.reports.text import Row, table


def render(figures: Mapping[str, Any]) -> str:
    """All tables of an evaluation, in plain text."""
    parts: list[str] = []
    if figures["labels"]:
        parts += _labels(figures["labels"])
    if figures["lines"]:
        parts += _lines(figures["lines"])
    if figures["sentences"]:
        parts.append(_sentences(figures["sentences"]))
    return "\n\n".join(parts)


def _labels(figures: Mapping[str, Any]) -> Iterator[str]:
    head = ("", "precision", "recall", "F1", "right", "wrong", "aside", "found", "uncertain")
    yield table(
        f"{figures['documents']} labelled documents",
        head,
        [
            _scores("headline", figures["headline"]),
            *(_scores(name, score) for name, score in figures["families"].items()),
        ],
    )
    yield table(
        "By kind of label (precision: of the rules that found it)",
        head,
        [_scores(name, score) for name, score in figures["kinds"].items()],
    )
    yield table(
        "By rule",
        ("", "precision", "right", "wrong", "aside"),
        [
            (code, share(score["precision"]), *(str(score[n]) for n in head[4:7]))
            for code, score in figures["rules"].items()
        ],
    )
    yield table(
        "Fixes",
        ("", "word edits", "left", "repaired", "lines wrongly deleted", "of 10,000"),
        [
            (
                name,
                str(effect["word_edits_before"]),
                str(effect["word_edits_after"]),
                share(effect["repaired"]),
                f"{effect['false_deletions']}/{effect['content_lines']}",
                number(effect["false_deletions_per_10000"]),
            )
            for name, effect in (
                ("safe", figures["fixes"]["safe"]),
                ("safe + unsafe", figures["fixes"]["unsafe"]),
            )
        ],
    )
    outside = figures["safe_edits_outside_labels"]
    yield f"Safe edits of more than blanks outside every label: {outside}"
    if figures["aside"]:
        aside = ", ".join(f"{family} {count}" for family, count in figures["aside"].items())
        yield (
            "Aside (neither right nor wrong: on uncertain labels only, at the annotator's cut, "
            "blanks of severity info that nobody labelled, families without labels): "
            f"{aside}"
        )


def _scores(name: str, score: Mapping[str, Any]) -> Row:
    return (
        name,
        share(score["precision"]),
        share(score["recall"]),
        share(score["f1"]),
        str(score["right"]),
        str(score["wrong"]),
        str(score["aside"]),
        f"{score['found']}/{score['certain']}",
        f"{score['uncertain_found']}/{score['uncertain']}",
    )


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    columns = {
        "precision": "precision",
        "recall": "recall",
        "F1": "f1",
        "F1 (meta kept)": "f1_meta",
        "content gone %": "content_deleted",
        "short %": "short_content_deleted",
        "meta gone %": "meta_deleted",
        "better %": "better",
        "worse %": "worse",
        "word F1": "token_f1",
    }

    def row(name: str, score: Mapping[str, Any]) -> Row:
        return (
            name,
            *(
                number(score[key], 100) if title.endswith("%") else share(score[key])
                for title, key in columns.items()
            ),
            str(score["documents"]),
        )

    readings = {"all": "all findings", "fix": "safe + unsafe fixes", "safe": "safe fixes"}
    head = ("", *columns, "documents")
    before = figures["all"]["token_f1_before"]
    yield table(
        f"Labelled lines ({figures['all']['noise_lines']} of noise, "
        f"{figures['all']['content_lines']} of content; word F1 before cleaning {share(before)})",
        head,
        [row(title, figures[reading]) for reading, title in readings.items()],
    )
    for group in ("lang", "source"):
        yield table(
            f"By {group}",
            head,
            [
                row(f"{name} {reading}", figures[reading][group][name])
                for name in figures["all"][group]
                for reading in readings
            ],
        )
    yield table(
        "Recall by kind of noise",
        ("", *readings.values(), "lines"),
        [
            (
                name,
                *(share(figures[reading]["kind"][name]["recall"]) for reading in readings),
                str(score["noise_lines"]),
            )
            for name, score in sorted(
                figures["all"]["kind"].items(), key=lambda item: -item[1]["noise_lines"]
            )
        ],
    )


def _sentences(figures: Mapping[str, Any]) -> str:
    def row(name: str, score: Mapping[str, Any], area: float | None = None) -> Row:
        return (
            name,
            share(area),
            share(score["recall"]),
            f"{score['found']}/{figures['garbled']}",
            number(score["false_positives"], 100),
            f"{score['wrong']}/{figures['ok']}",
        )

    rows = [row("rules alone", figures["rules"])]
    for name, reading in (("model alone", "model"), ("rules and model", "both")):
        if figures[reading]:
            rows.append(row(f"{name}, at 1 %", figures[reading], figures[reading]["auc"]))
            rows.append(row(f"{name}, at 0.2 %", figures[reading]["sure"]))
    rows.append(row("as check reports", figures["check"]))
    return table(
        f"Labelled sentences ({figures['garbled']} garbled, {figures['ok']} well-formed)",
        ("", "AUC", "recall", "found", "false positives %", "wrong"),
        rows,
    )


def share(value: float | None) -> str:
    """A share with three digits; a dash for none."""
    return "-" if value is None else f"{value:.3f}"


def number(value: float | None, times: float = 1) -> str:
    """A number with two digits; a dash for none."""
    return "-" if value is None else f"{value * times:.2f}"
