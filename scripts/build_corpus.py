"""Compile the labelled corpus: annotated text files in, one JSON Lines file a language out.

The sources are `corpus/articles/src/<language>/<id>.txt` (see `corpus/articles/README.md` for their
form); the result is `corpus/articles/<language>.jsonl`, sorted by id, the same bytes every time.

    python scripts/build_corpus.py            # write the files
    python scripts/build_corpus.py --check    # exit 1 when a file is not what the sources give
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newslint.corpus.labels import Label

ARTICLES = Path(__file__).resolve().parent.parent / "corpus" / "articles"

KINDS = frozenset(
    [
        "ad-marker",
        "app-or-messenger-cta",
        "byline",
        "comments-residue",
        "cookie-paywall",
        "copyright-notice",
        "dangling-heading",
        "duplicate-paragraph",
        "duplicate-title",
        "garbled-syntax",
        "glued-heading",
        "html-or-script-residue",
        "lost-complement",
        "midsentence-capital",
        "missing-apostrophe",
        "missing-space",
        "mojibake-or-entity",
        "nav-menu",
        "newsletter-cta",
        "photo-credit",
        "promo-link",
        "related-list",
        "repeated-word",
        "share-cta",
        "stray-fragment",
        "stray-punctuation",
        "timestamp",
        "truncated-sentence",
        "truncation-marker",
        "unbalanced-quotes",
        "whitespace",
        "wrong-word",
    ]
)
"""Every kind that a label may have."""

ACTIONS = ("delete-line", "delete-span", "replace", "flag")
"""What an editor does about a flaw; `flag` leaves the text as it is."""

LINE_ENDS = {"lf": "\n", "crlf": "\r\n"}
"""What the `line-ends` field of a source may say."""

_MARK = re.compile(r"(?m)^⟦(?!U\+)([^⟦⟧]*)⟧\r?\n|⟦([^⟦⟧]*)⟧")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BLANKS = " \t\u00a0\u202f"


class SourceError(ValueError):
    """A source file breaks the form; the message names the file and what is wrong."""


def compile_source(source: str, name: str) -> dict[str, Any]:
    """The record of one annotated source file, without `id` and `lang`.

    Raises SourceError when a field is unknown or missing, a mark is malformed, unclosed or of an
    unknown kind, or a label's span does not fit its action.
    """
    head, rule, body = source.partition("\n---\n")
    if not rule:
        raise SourceError(f"{name}: no line of three hyphens between the fields and the text")
    fields = dict(_field(line, name) for line in head.splitlines())
    unknown = fields.keys() - {"url", "line-ends", "final-line-end"}
    if unknown or "url" not in fields:
        raise SourceError(f"{name}: unknown or missing fields: {sorted(unknown) or 'url'}")
    line_end = LINE_ENDS.get(fields.get("line-ends", "lf"))
    if line_end is None:
        raise SourceError(f"{name}: line-ends is one of {', '.join(LINE_ENDS)}")
    if fields.get("final-line-end") == "no":
        body = body.rstrip("\n")
    text, labels = read_marks(body.replace("\n", line_end), name)
    return {
        "url": fields["url"],
        "cut_by_annotator": False,
        "text": text,
        "labels": [{**asdict(label), "note": label.note or None} for label in labels],
        "cleaned": apply_labels(text, labels),
    }


def read_marks(marked: str, name: str) -> tuple[str, list[Label]]:
    """The plain text of a marked one and its labels, in order of place, the longer first.

    A mark alone on its line leaves no line behind.
    """
    plain: list[str] = []
    length = at = 0
    opened: list[tuple[int, str]] = []
    spans: list[tuple[int, int, str]] = []
    for mark in _MARK.finditer(marked):
        plain.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        inner = mark.group(mark.lastindex or 0)
        if inner == "/":
            if not opened:
                raise SourceError(f"{name}: a mark is closed that was not opened")
            start, head = opened.pop()
            spans.append((start, length, head))
        elif inner.startswith("U+"):
            plain.append(chr(int(inner[2:], 16)))
            length += 1
        else:
            opened.append((length, inner))
    plain.append(marked[at:])
    if opened:
        raise SourceError(f"{name}: never closed: {opened[-1][1]}")
    text = "".join(plain)
    labels = [label for span in spans for label in _labels(text, *span, name)]
    return text, sorted(labels, key=lambda label: (label.start, -label.end, label.kind))


def apply_labels(text: str, labels: Sequence[Label]) -> str:
    """What an editor makes of the text: deletions and replacements done, flags left alone.

    A run of deleted lines between two blank lines takes one of them along, at the end of the text
    all that stand before it. A deleted span takes the blanks on one side when there are blanks or a
    line's edge on both. Of nested labels the outer one counts.
    """
    edits = [(start, end, "") for start, end in _removed_lines(text, labels)]
    for label in labels:
        if label.action == "delete-span":
            edits.append((*_with_blanks(text, label.start, label.end), ""))
        elif label.action == "replace":
            edits.append((label.start, label.end, label.replacement or ""))
    pieces: list[str] = []
    at = 0
    for start, end, replacement in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if end > at:
            pieces += (text[at:start], replacement if start >= at else "")
            at = end
    return "".join(pieces) + text[at:]


def records(language: str) -> Iterator[dict[str, Any]]:
    """The records of one language, sorted by id."""
    for path in sorted((ARTICLES / "src" / language).glob("*.txt")):
        source = path.read_bytes().decode("utf-8")
        yield {"id": path.stem, "lang": language, **compile_source(source, path.name)}


def languages() -> list[str]:
    """The languages that there are sources in, sorted."""
    return sorted(path.name for path in (ARTICLES / "src").iterdir() if path.is_dir())


def to_jsonl(found: Iterable[dict[str, Any]]) -> bytes:
    """The records as UTF-8 JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in found).encode()


def _field(line: str, name: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise SourceError(f"{name}: not a field: {line}")
    return key, value.strip()


def _labels(text: str, start: int, end: int, head: str, name: str) -> Iterator[Label]:
    """The label of a mark; a mark that deletes lines gives one for each line that is not blank."""
    kind, action, replacement, note, *rest = [*head.split("|"), "", "", ""]
    certain = not kind.endswith("?")
    kind = kind.rstrip("?")
    span = text[start:end]
    if kind not in KINDS or action not in ACTIONS or any(rest):
        raise SourceError(f"{name}: not kind|action|replacement|note: {head}")
    if not span or (span.isspace() and kind != "whitespace"):
        raise SourceError(f"{name}: nothing in {head}")
    if replacement and action != "replace":
        raise SourceError(f"{name}: only `replace` takes a replacement: {head}")
    new = replacement if action == "replace" else None
    if action != "delete-line":
        yield Label(start, end, kind, certain, action, new, note)
        return
    for line_start, line_end in _lines(text):
        line = text[line_start:line_end].rstrip("\r\n")
        if line_start >= end or line_end <= start or line.isspace() or not line:
            continue
        if line_start < start or line_start + len(line) > end:
            raise SourceError(f"{name}: {head} does not cover the line: {line}")
        yield Label(line_start, line_start + len(line), kind, certain, action, new, note)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every line, its terminator included."""
    for match in _LINE.finditer(text):
        if match.group():
            yield match.span()


def _removed_lines(text: str, labels: Sequence[Label]) -> list[tuple[int, int]]:
    """The lines that go: those labelled so, and the blank ones they take along."""
    doomed = {label.start for label in labels if label.action == "delete-line"}
    removed: list[tuple[int, int]] = []
    kept: list[tuple[int, int]] = []
    after_deletion = False
    for line in _lines(text):
        blank = not text[slice(*line)].strip()
        if line[0] in doomed:
            removed.append(line)
            after_deletion = True
            continue
        if after_deletion and blank and (not kept or not text[slice(*kept[-1])].strip()):
            removed.append(line)
        else:
            kept.append(line)
        after_deletion = False
    while after_deletion and kept and not text[slice(*kept[-1])].strip():
        removed.append(kept.pop())
    return removed


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the blanks that would be left over around it."""
    edge_before = start == 0 or text[start - 1] in "\r\n"
    edge_after = end == len(text) or text[end] in "\r\n"
    if edge_after:
        while start > 0 and text[start - 1] in _BLANKS:
            start -= 1
    elif edge_before or text[start - 1] in _BLANKS:
        while end < len(text) and text[end] in _BLANKS:
            end += 1
    return start, end


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the corpus, or check it. The exit status."""
    parser = argparse.ArgumentParser(description="Compile the labelled corpus.")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if stale")
    check = parser.parse_args(arguments).check
    stale = False
    for language in languages():
        path = ARTICLES / f"{language}.jsonl"
        new = to_jsonl(records(language))
        if path.exists() and path.read_bytes() == new:
            continue
        stale = True
        if not check:
            path.write_bytes(new)
        print(f"{path.name} {'is out of date' if check else 'written'}")
    return int(check and stale)


if __name__ == "__main__":
    sys.exit(main())
