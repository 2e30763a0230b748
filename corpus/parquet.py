"""Parquet: a table, of which only the columns that are needed are read, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newslint.corpus.packed import extra
from newslint.corpus.records import Row, no_text
from newslint.errors import InputError
from newslint.filesystem import reported, shown
from newslint.settings import Settings

BATCH = 16
"""So many rows are in memory at a time."""
_BUFFER = 1 << 20
"""Bytes of a column that are read at a time, instead of all of it."""


def rows(path: str, settings: Settings) -> Iterator[Row]:
    """The rows of the table in the file at `path`; columns that nobody asks for are empty.

    A group of rows that is damaged gives an error in the place of those that cannot be read, and
    the next group is read. Raises InputError when the file cannot be read, and when it has no
    column for the text.
    """
    with extra(path):
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    with reported(path), Path(path).open("rb") as file:
        try:
            table = ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
            names = table.schema_arrow.names  # a damaged name is no UTF-8
        except (ArrowException, OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"{shown(path)}: is no Parquet file, or damaged ({_told(error)}); fetch or make "
                "it anew"
            ) from error
        if not {settings.text_field, settings.text_field.partition(".")[0]} & set(names):
            raise InputError(f"{shown(path)}: {no_text(settings.text_field, names)}")
        before = 0
        for group in range(table.num_row_groups):
            number = before
            try:
                for number, fields in enumerate(_group(table, group, settings), before + 1):
                    yield Row(number, f"{shown(path)}: row {number}", fields)
            except (ArrowException, OSError) as error:
                trouble = InputError(
                    f"cannot be read, nor can the rest of its row group, which is damaged "
                    f"({_told(error)}); fetch or make the file anew"
                )
                yield Row(number + 1, f"{shown(path)}: row {number + 1}", trouble)
            before += table.metadata.row_group(group).num_rows


def _group(table: Any, group: int, settings: Settings) -> Iterator[dict[str, Any] | InputError]:
    """The rows of a group, those that hold a string that is none as errors."""
    empty = dict.fromkeys(table.schema_arrow.names)
    wanted = [
        settings.text_field,
        settings.id_field,
        settings.title_field,
        settings.source_field,
        settings.ignore_field,
    ]
    for batch in table.iter_batches(BATCH, row_groups=[group], columns=wanted, use_threads=False):
        for fields in _values(batch):
            yield fields if isinstance(fields, InputError) else {**empty, **fields}


def _values(batch: Any) -> Iterator[dict[str, Any] | InputError]:
    """The rows of a batch as objects; an error for one with a value that Python has none for."""
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError):  # a string that is no UTF-8, a moment of the year 300,000
        for index in range(batch.num_rows):
            try:
                yield batch.slice(index, 1).to_pylist()[0]
            except (ValueError, OverflowError) as error:
                yield InputError(f"has a value that cannot be read ({_told(error)}); convert it")


def _told(error: Exception) -> str:
    return " ".join(str(error).split())
