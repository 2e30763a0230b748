"""Baselines: the findings that were there before, so that a run counts only what is new.

A baseline is a file of JSON lines: a head that names its version, then an entry a finding, sorted,
so that a change of the file reads as a change. It is matched by fingerprint alone; what else stands
in an entry is for the people who review the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newslint.errors import ConfigError
from newslint.filesystem import read_text, write_atomic
from newslint.ignores import BASELINE_NAME, Entry, StaleIgnore, entries_of
from newslint.report import DocumentReport

if TYPE_CHECKING:
    from newslint.report import Result

FILE_NAME = BASELINE_NAME
VERSION = 1
LONGEST_TEXT = 80
"""Code points of a finding's words that an entry shows."""
VERSION_KEY = "newslint-baseline"
"""The field that only the head of a baseline has."""
_HEAD = json.dumps({VERSION_KEY: VERSION})
_MAKE = "make one with `newslint baseline create`"


class Baseline(NamedTuple):
    """A baseline that was read."""

    file: Path
    entries: Mapping[str, Entry]
    """By fingerprint."""
    data: bytes
    """The file's bytes."""


class Seen:
    """What a run tells of the entries of a baseline: which of them are still true."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._known = entries
        self._homes = {entry.path: entry.home for entry in entries.values()}
        self._read: set[Path] = set()
        self._failed: set[Path] = set()
        self.matched: set[str] = set()
        """Fingerprints of entries that a finding has."""
        self.documents: set[str] = set()
        """Ids of documents that were checked, as far as entries name them."""

    def add(self, report: Result) -> None:
        """Look at the findings of a document, those included that the baseline settles."""
        if not isinstance(report, DocumentReport):
            self._failed.add(_full(report.path))
            return
        if report.document.record is not None:
            self._read.add(_full(report.path))
        if report.document.id in self._homes:
            self.documents.add(report.document.id)
        self.matched.update(
            each.fingerprint for each in report.ignored if each.fingerprint in self._known
        )

    def stale(self, covered: Covered, idle: Collection[str]) -> list[Entry]:
        """The entries whose finding is gone.

        An entry tells nothing when its rule is among the `idle` codes, which did not run, or when
        its document was not checked; unless that is gone from where the run looked, or from the
        file of records that it stood in, all of which was read.
        """
        whole = self._read - self._failed
        gone = {
            path
            for path, home in self._homes.items()
            if path not in self.documents
            and (covered.gone(home) or (home != path and covered.root / home in whole))
        }
        return [
            each
            for each in self._known.values()
            if each.fingerprint not in self.matched
            and each.code not in idle
            and (each.path in self.documents or each.path in gone)
        ]


class Covered(NamedTuple):
    """Where a run looked for documents: absolute paths, and the folder that ids are relative to."""

    root: Path
    paths: Sequence[Path]

    def gone(self, file: str) -> bool:
        """True when a file would lie at or below one of the paths, and there is no such file.

        Below a path that is not there itself nothing counts as gone: it may be a slip.
        """
        full = self.root / file
        return not os.path.lexists(full) and any(
            full.is_relative_to(path) and path.is_dir() for path in self.paths
        )


def _full(path: str) -> Path:
    return Path.cwd() / os.path.normpath(path)


def entries_for(report: DocumentReport, root: Path) -> Iterator[Entry]:
    """An entry for each finding of a document that counts; files are named relative to `root`."""
    text, file = report.document.text, ""
    if report.document.record is not None:
        full = Path.cwd() / report.path
        file = (full.relative_to(root) if full.is_relative_to(root) else full).as_posix()
    for finding in report.findings:
        if finding.code != StaleIgnore.code:
            words = text[finding.start : finding.end]
            if len(words) > LONGEST_TEXT:
                words = f"{words[: LONGEST_TEXT - 1]}…"
            yield Entry(
                finding.fingerprint, finding.code, report.document.id, text=words, file=file
            )


def read(file: Path) -> Baseline:
    """The baseline in a file. An entry that stands there twice counts once.

    Raises ConfigError, naming file and line, when there is none, when it is of another version, on
    a line that is no entry, and on entries that contradict each other.
    """
    if not file.exists():
        raise ConfigError(f"{file}: there is no such baseline; {_MAKE}")
    text = read_text(file)
    _check_head(file, text.partition("\n")[0])
    entries: dict[str, Entry] = {}
    for number, each in entries_of(file, text, first=2):
        before = entries.setdefault(each.fingerprint, each)
        if (before.code, before.path) != (each.code, each.path):
            raise ConfigError(
                f"{file}:{number}: the fingerprint {each.fingerprint} stands above with another "
                "code or path; delete one of the two lines"
            )
    return Baseline(file, entries, file.read_bytes())


def _check_head(file: Path, line: str) -> None:
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        head = None
    version = head.get(VERSION_KEY) if isinstance(head, dict) else None
    if version is None:
        raise ConfigError(f"{file}: is no baseline, for its first line is not {_HEAD}; {_MAKE}")
    if version != VERSION or isinstance(version, bool):
        raise ConfigError(
            f"{file}: is a baseline of another version than {VERSION}, the only one that this "
            f"newslint knows; use the newslint that wrote it, or {_MAKE}"
        )


def written(entries: Iterable[Entry]) -> bytes:
    """The bytes of a baseline of these entries, in the order of document, rule and words."""
    order = sorted(entries, key=lambda each: (each.path, each.code, each.text, each.fingerprint))
    return ("\n".join((_HEAD, *map(_line, order))) + "\n").encode()


def _line(entry: Entry) -> str:
    """The line of an entry, in which whatever is no visible character is escaped."""
    fields = {
        "path": entry.path,
        "code": entry.code,
        "text": entry.text,
        "fingerprint": entry.fingerprint,
    }
    if entry.file:
        fields["file"] = entry.file
    if entry.reason:
        fields["reason"] = entry.reason
    line = json.dumps(fields, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)


def must_be_new(file: Path) -> None:
    """Raises ConfigError when something is at the path of a baseline that is to be created."""
    if os.path.lexists(file):
        raise ConfigError(
            f"{file}: is there already and is left as it is; `newslint baseline update` changes it"
        )


def create(file: Path, entries: Iterable[Entry]) -> None:
    """Write a new baseline. Raises ConfigError when there is one, InputError when that fails."""
    must_be_new(file)
    write_atomic(file, written(entries), expected=None)


def rewrite(baseline: Baseline, entries: Iterable[Entry]) -> None:
    """Write these entries over a baseline, unless nothing changes.

    Raises InputError, the file being as it was, on failure, and when another program changed it.
    """
    data = written(entries)
    if data != baseline.data:
        write_atomic(baseline.file, data, expected=baseline.data)
