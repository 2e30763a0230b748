"""Labelled documents: reading them, and which findings answer for which kind of label."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Any

from newslint.decoding import half_surrogate
from newslint.errors import ConfigError, InputError, did_you_mean
from newslint.finding import FAMILIES, Edit, Finding
from newslint.resolution import apply

ACTIONS = ("delete-line", "delete-span", "replace", "flag")
"""What a label may say that an editor would do."""
DELETING = frozenset({"delete-line", "delete-span"})
"""Actions of a label that take its span out of the text."""
_OPENERS: dict[str, Callable[..., IO[Any]]] = {".gz": gzip.open, ".xz": lzma.open}


@dataclass(frozen=True, slots=True)
class Label:
    """One flaw that a person marked: `text[start:end]`, its kind, and what an editor would do.

    `certain` is False where editors may differ. `replacement` goes with the action `replace`.
    """

    start: int
    end: int
    kind: str
    certain: bool
    action: str
    replacement: str | None = None
    note: str = ""


@dataclass(frozen=True)
class LabelledDocument:
    """A text with its labels. Where `cut` is true the end of the text is no flaw of the source."""

    id: str
    text: str
    labels: tuple[Label, ...]
    language: str | None = None
    cut: bool = False

    @property
    def gold(self) -> str:
        """The text as the labels want it; of labels that overlap, the longest is heeded."""
        edits: list[Edit] = []
        for label in sorted(self.labels, key=lambda label: (label.start - label.end, label.start)):
            edit = _edit(label)
            if edit and all(edit.end <= other.start or other.end <= edit.start for other in edits):
                edits.append(edit)
        return apply(self.text, sorted(edits, key=lambda edit: edit.start))


def _edit(label: Label) -> Edit | None:
    if label.action in DELETING:
        return Edit(label.start, label.end)
    if label.action == "replace" and label.replacement is not None:
        return Edit(label.start, label.end, label.replacement)
    return None


@dataclass(frozen=True)
class Kinds:
    """Which families and rule codes answer for each kind of label."""

    answers: Mapping[str, tuple[str, ...]]
    aside: frozenset[str]
    """Kinds that the headline figures leave out."""

    def answered_by(self, kind: str, finding: Finding) -> bool:
        """True when a finding like this can be the answer to a label of this kind."""
        return finding.family in self.answers[kind] or finding.code in self.answers[kind]

    def home(self, kind: str) -> str:
        """The family (or code) that labels of this kind count for."""
        return self.answers[kind][0]

    def check(self, documents: Iterable[LabelledDocument]) -> None:
        """Raise ConfigError when a label's kind is unknown."""
        for document in documents:
            for label in document.labels:
                if label.kind not in self.answers:
                    raise ConfigError(
                        f'{document.id}: the label kind "{label.kind}" is not mapped'
                        f"{did_you_mean(label.kind, self.answers)}; "
                        "add it to corpus/kinds.toml with the families that answer for it"
                    )


@cache
def load_kinds() -> Kinds:
    """The mapping that newslint ships, `corpus/kinds.toml`.

    Raises ConfigError when a kind names neither a family nor the code of a rule.
    """
    import tomli

    from newslint.registry import all_rules

    text = resources.files("newslint.corpus").joinpath("kinds.toml").read_text(encoding="utf-8")
    data = tomli.loads(text)
    known = {*FAMILIES, *(rule.code for rule in all_rules())}
    for kind, answers in data["kinds"].items():
        for answer in answers:
            if answer not in known:
                raise ConfigError(
                    f'kinds.toml: "{kind}" names "{answer}", which is neither a family nor a code'
                    f"{did_you_mean(answer, known)}"
                )
    answers = {kind: tuple(answers) for kind, answers in data["kinds"].items()}
    return Kinds(answers, frozenset(data["headline"]["except"]))


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a JSON-lines file, plain or packed (.gz, .xz).

    Raises InputError, naming file and line, on what cannot be read.
    """
    for _, record in numbered_records(path):
        yield record


def numbered_records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The same, each with the number of its line."""
    try:
        with _OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    record = json.loads(line)
                except json.JSONDecodeError as error:
                    raise InputError(f"{path}:{number}: no JSON ({error})") from error
                if not isinstance(record, dict):
                    raise InputError(f"{path}:{number}: a JSON object is wanted")
                yield number, record
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error


def labelled_document(record: Mapping[str, Any]) -> LabelledDocument:
    """The document of one record `{id, text, labels, lang?, cut_by_annotator?}`.

    Raises InputError when a field is missing or of the wrong type, an action is unknown, or a label
    lies outside the text.
    """
    name = str(record.get("id", "?"))
    text = demand_text(record.get("text"), name)
    if not isinstance(record["labels"], list):
        raise InputError(f'{name}: "labels" must be a list')
    labels = tuple(
        _label(raw, f"{name}: label {number}") for number, raw in enumerate(record["labels"], 1)
    )
    for label in labels:
        if not 0 <= label.start < label.end <= len(text):
            raise InputError(f"{name}: a label at {label.start}-{label.end} lies outside the text")
    return LabelledDocument(
        name, text, labels, record.get("lang"), bool(record.get("cut_by_annotator", False))
    )


def demand_text(text: object, where: str) -> str:
    """`text`, a text that rules can read. Raises InputError when it is none."""
    if not isinstance(text, str):
        raise InputError(f'{where}: "text" must be a string, not {text!r}')
    trouble = half_surrogate(text)
    if trouble:
        raise InputError(f"{where}: {trouble}")
    return text


_FIELDS: Mapping[str, tuple[type, str]] = {
    "start": (int, "a whole number"),
    "end": (int, "a whole number"),
    "kind": (str, "a string"),
    "certain": (bool, "true or false"),
    "action": (str, "a string"),
}
"""The fields that every label has, their types, and what these are called."""


def _label(raw: object, where: str) -> Label:
    if not isinstance(raw, Mapping):
        raise InputError(f"{where}: must be an object, not {raw!r}")
    for name, (wanted, called) in _FIELDS.items():
        value = raw.get(name)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise InputError(f'{where}: "{name}" must be {called}, not {value!r}')
    for name in ("replacement", "note"):
        if not isinstance(raw.get(name), (str, type(None))):
            raise InputError(f'{where}: "{name}" must be a string, not {raw[name]!r}')
    if raw["action"] not in ACTIONS:
        raise InputError(
            f'{where}: "{raw["action"]}" is no action{did_you_mean(raw["action"], ACTIONS)}; '
            f"use {', '.join(ACTIONS)}"
        )
    return Label(
        **{name: raw[name] for name in _FIELDS},
        replacement=raw.get("replacement"),
        note=raw.get("note") or "",
    )
