"""Files of records: many articles in one file, each of them a document.

What a format is made of is known to its reader alone (`newslint.corpus.jsonlines`, ...). A reader
gives rows, one at a time, so that memory does not grow with the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from newslint.decoding import half_surrogate
from newslint.document import Document
from newslint.errors import OUT_OF_MEMORY, InputError, did_you_mean
from newslint.filesystem import shown
from newslint.report import Failure
from newslint.settings import Settings

READERS = {
    r"\.(?:jsonl|ndjson)(?:\.gz|\.zst)?": "newslint.corpus.jsonlines",
    r"\.parquet": "newslint.corpus.parquet",
    r"\.(?:warc|wet|warc\.wet)(?:\.gz)?": "newslint.corpus.warc",
}
"""The module that reads files whose names end so."""
_OTHERS = re.compile(r"\.(?:jsonl|ndjson|warc)\.(?!txt\Z)\w+\Z", re.I)
"""Names of files of records that no reader takes; a `*.txt` is a text, whatever it is about."""
_WRITABLE = re.compile(r"\.(?:jsonl|ndjson)\Z", re.I)
TOLD = 1000
"""So many bad records of a file are told one by one; more of them are counted."""
LISTED = 20
"""So many fields of a record are listed where one is missing."""
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class Row(NamedTuple):
    """What a reader found: the fields of a record, or why there are none."""

    number: int
    """Its line in the file, or its place among the records, from 1."""
    where: str
    """File and number, as messages name them."""
    fields: Mapping[str, Any] | InputError
    """The error says what is wrong, without file and number."""


class Record(NamedTuple):
    """An article of a file of records, on its way to the process that checks it."""

    path: str
    """The file, as it was named."""
    number: int
    where: str
    text: str
    id: str | None
    title: str | None
    source: str | None
    ignore: tuple[str, ...]
    """Selectors of rules and fingerprints of findings, as its field lists them."""


Reader = Callable[[str, Settings], Iterator[Row]]
"""Gives the rows of the file at a path, in order. Raises InputError where it cannot be read on."""


def is_records(path: str) -> bool:
    """Whether a file is one of records, by its name."""
    return _module(path) is not None or _OTHERS.search(path) is not None


def records_of(path: str, settings: Settings) -> Iterator[Record | Failure]:
    """The records of the file at `path`, in order; in the place of a bad one, what is wrong.

    The failures name the file and the record. The last ones are of the file as a whole: it cannot
    be read on, it holds no record, or none of its records has a field that the settings name.
    """
    fields = _Fields(settings)
    good = bad = 0
    whole = True
    try:
        for row in _reader(path)(path, settings):
            try:
                record = fields.record(path, row)
            except InputError as error:
                bad += 1
                if bad <= TOLD:
                    yield Failure(shown(path), f"{row.where}: {error}")
            else:
                good += 1
                yield record
    except InputError as error:
        whole = False
        yield Failure(shown(path), str(error))
    except MemoryError:
        whole = False
        yield _failure(path, f"{OUT_OF_MEMORY} for it; leave it out, or split it")
    except Exception as error:
        whole = False
        trouble = f"{type(error).__name__}: {error}; please report this"
        yield _failure(path, f"newslint failed: {trouble}")
    if bad > TOLD:
        yield _failure(path, f"{bad - TOLD} more records cannot be read either")
    if whole and not good + bad:
        yield _failure(path, "holds no record; leave it out, or see why nothing was written to it")
    for missing in fields.never_seen() if good else ():
        yield _failure(path, missing)


def no_text(name: str, fields: Iterable[str]) -> InputError:
    """What is wrong with a record that has these fields, and not the one with the article."""
    return InputError(
        f'has no field "{name}"{did_you_mean(name, fields)}; name the one that holds the article '
        f"by --text-field. {_listed(fields)}"
    )


def unwritable(path: str) -> Failure | None:
    """Why a file of records is not repaired; None where it is."""
    if Path(path).exists() and not Path(path).is_file():
        return _failure(path, "no regular file, so its records are checked, not repaired")
    if _WRITABLE.search(path):
        return None
    return _failure(
        path,
        "newslint repairs no records but those of plain JSON Lines; unpack or convert it to "
        "*.jsonl, or call newslint.clean from Python",
    )


def record_document(record: Record, name: str, id: str, settings: Settings) -> Document:
    """The document that a record is.

    `name` is the path of its file as reports have it. `id` names the file in the ids of records
    that have none of their own: these get the file's and their number. Raises ConfigError when the
    record ignores a rule that does not exist.
    """
    from newslint.language import detect
    from newslint.registry import expand

    prints = frozenset(filter(_FINGERPRINT.fullmatch, record.ignore))
    codes = frozenset(rule.code for rule in expand(set(record.ignore) - prints))

    return Document(
        record.text,
        id=record.id or f"{id}#{record.number}",
        path=name,
        language=settings.language or detect(record.text),
        detected=settings.language is None,
        title=record.title,
        source=record.source or settings.source,
        record=record.number,
        ignored=prints | codes,
    )


def _module(path: str) -> str | None:
    """The module that reads the file at `path`; None when there is none."""
    for ending, module in READERS.items():
        if re.search(rf"{ending}\Z", path, re.I):
            return module
    return None


def _reader(path: str) -> Reader:
    module = _module(path)
    if module is None:
        raise InputError(
            f"{shown(path)}: newslint reads no files of records with such a name; convert it to "
            "JSON Lines (*.jsonl, *.jsonl.gz, *.jsonl.zst), an article a line"
        )
    reader: Reader = import_module(module).rows
    return reader


def _failure(path: str, trouble: str) -> Failure:
    return Failure(shown(path), f"{shown(path)}: {trouble}")


_MISSING = object()
_KINDS: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def kind_of(value: object) -> str:
    """What JSON calls a value.

    >>> kind_of({}), kind_of(None), kind_of(b"")
    ('an object', 'null', 'bytes')
    """
    return _KINDS.get(type(value), type(value).__name__)


class _Fields:
    """Which fields of a record are its text, id, title and source."""

    def __init__(self, settings: Settings) -> None:
        self._text = settings.text_field
        self._limit = settings.max_size
        names = {
            "id": settings.id_field,
            "title": settings.title_field,
            "source": settings.source_field,
        }
        self._ignore = settings.ignore_field
        # A field that has its usual name need not be there; one that was named has to.
        self._named = {what: name for what, name in names.items() if name != what}
        self._names = names
        self._seen: set[str] = set()
        self._example: Mapping[str, Any] = {}

    def record(self, path: str, row: Row) -> Record:
        """The record that a row holds. Raises InputError, naming the field, when it holds none."""
        if isinstance(row.fields, InputError):
            raise row.fields
        text = self._article(row.fields)
        known = {what: self._known(what, row.fields) for what in self._names}
        self._example = self._example or row.fields
        return Record(path, row.number, row.where, text, **known, ignore=self._ignored(row.fields))

    def never_seen(self) -> Iterator[str]:
        """For each field that the settings name and that no record had, what is to be done."""
        for what, name in self._named.items():
            if what not in self._seen:
                yield (
                    f'no record has the field "{name}"{did_you_mean(name, self._example)}; name '
                    f"another one by --{what}-field. {_listed(self._example)}"
                )

    def _article(self, fields: Mapping[str, Any]) -> str:
        name = self._text
        text = _find(fields, name)
        if text is _MISSING:
            raise no_text(name, fields)
        if not isinstance(text, str):
            raise InputError(
                f'its field "{name}" is {kind_of(text)}, no string; name the field that holds the '
                "article by --text-field, or leave the record out"
            )
        trouble = half_surrogate(text)
        if trouble:
            raise InputError(f'its field "{name}": {trouble}')
        size = len(text.encode())
        if size > self._limit:
            raise InputError(
                f'its field "{name}": {size:,} bytes are over the limit of {self._limit:,} bytes; '
                "split it into documents or raise --max-size"
            )
        return text

    def _ignored(self, fields: Mapping[str, Any]) -> tuple[str, ...]:
        """What is ignored: the strings of a list."""
        value = _find(fields, self._ignore)
        if value is _MISSING or value is None:
            return ()
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(each.strip() for each in value)
        raise InputError(
            f'its field "{self._ignore}" is no list of strings; name in it the rules and the '
            'fingerprints to ignore, such as ["RES001", "c52a68cc2d7e4bbe"], or another field by '
            "--ignore-field"
        )

    def _known(self, what: str, fields: Mapping[str, Any]) -> str | None:
        """What a field beside the text says; None where that is nothing."""
        name = self._names[what]
        value = _find(fields, name)
        if value is not _MISSING:
            self._seen.add(what)
        if value is _MISSING or value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str):
            return value.strip().encode("utf-8", "backslashreplace").decode() or None
        if what not in self._named:
            return None
        raise InputError(
            f'its field "{name}" is {kind_of(value)}, no string; name another one by --{what}-field'
        )


def _find(fields: Mapping[str, Any], name: str) -> object:
    """The value of a field; a dot leads into an object, unless it is part of a field's name."""
    if name in fields:
        return fields[name]
    value: object = fields
    for part in name.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return _MISSING
        value = value[part]
    return value


def _listed(fields: Iterable[str]) -> str:
    names = [f'"{shown(name)}"' for name in fields]
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return f"Its fields are {', '.join(names[:LISTED])}{more}" if names else "It has no field"
