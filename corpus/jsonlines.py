"""JSON Lines: an object a line, in UTF-8, perhaps compressed."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from newslint.baseline import VERSION_KEY
from newslint.corpus.packed import opener
from newslint.corpus.records import Row, kind_of
from newslint.decoding import binary_kind
from newslint.errors import InputError
from newslint.filesystem import reported, shown
from newslint.settings import MAX_SIZE, Settings

LONGEST_LINE = MAX_SIZE
"""So many bytes a line may have at least; with a larger `max_size`, `TIMES` so many."""
TIMES = 8
"""Escaped, a text is up to six times as long; and there are other fields."""
_STEP = 1 << 20
_SUFFIXES = {"gzip-compressed data": ".gz", "zstd-compressed data": ".zst"}
"""How names of files end that are unpacked while they are read."""
_ASKED = "mend the line, for a file of records has an object a line"


def rows(path: str, settings: Settings) -> Iterator[Row]:
    """The objects of the file at `path`, each with the number of its line; blank lines are none.

    A line that is no object in UTF-8, or is too long to be held, gives an error in its place.
    Raises InputError when the file cannot be read, or not to its end, and when it is a baseline:
    its entries have texts, but no articles. So it does when the file is compressed, or binary, and
    its name does not say so.
    """
    limit = max(LONGEST_LINE, TIMES * settings.max_size)
    for number, line in _lines(path, limit):
        if number == 1 and line is not None:
            line = line.removeprefix(codecs.BOM_UTF8)
            _refuse_binary(path, line)
        if line is None or line.strip():
            fields = _too_long(limit) if line is None else _parsed(line)
            if number == 1 and isinstance(fields, dict) and VERSION_KEY in fields:
                raise InputError(
                    f"{shown(path)}: is a baseline of newslint, no feed; leave it out, such as by "
                    "`exclude`"
                )
            yield Row(number, f"{shown(path)}:{number}", fields)


def _lines(path: str, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The number and the bytes of every line, its end included; None for one of over `limit` bytes.

    Raises InputError as `rows` does.
    """
    opened, damage = opener(path)
    number = 0
    with reported(path), opened(path, "rb") as file:
        try:
            while line := file.readline(limit):
                number += 1
                whole = len(line) < limit or line.endswith(b"\n")
                yield number, line if whole else None
                while not whole:
                    line = file.readline(_STEP)
                    whole = len(line) < _STEP or line.endswith(b"\n")
        except damage as error:
            raise InputError(
                f"{shown(path)}: is damaged or cut off after line {number} ({error}); fetch or "
                "make it anew. The lines before were read"
            ) from error


def _refuse_binary(path: str, start: bytes) -> None:
    kind = binary_kind(start)
    if kind is not None:
        suffix = _SUFFIXES.get(kind)
        way_out = f"name it *.jsonl{suffix}, or unpack it" if suffix else "unpack or convert it"
        raise InputError(f"{shown(path)}: is {kind}, no plain JSON Lines; {way_out}")


def _parsed(line: bytes) -> dict[str, Any] | InputError:
    """The object that a line is, or what is wrong with it."""
    try:
        value = json.loads(line.rstrip(b"\r\n").decode())
    except UnicodeDecodeError as error:
        return InputError(
            f"is no UTF-8 from byte {error.start + 1} on; convert the file, or mend the line"
        )
    except json.JSONDecodeError as error:
        return InputError(f"is no JSON, see column {error.colno} ({error.msg}); {_ASKED}")
    except (ValueError, RecursionError) as error:  # a number, or nesting, beyond all measure
        return InputError(f"is no JSON that can be read ({error}); {_ASKED}")
    if not isinstance(value, dict):
        return InputError(f"is {kind_of(value)}, no object; {_ASKED}")
    return value


def _too_long(limit: int) -> InputError:
    return InputError(
        f"the line is over the limit of {limit:,} bytes; leave out of it what is no article, "
        "or raise --max-size"
    )
