"""WARC: of what a crawler wrote, the texts that were extracted from pages (WET files)."""

from __future__ import annotations

from collections.abc import Iterator
from logging import NullHandler, getLogger
from typing import Any
from urllib.parse import urlsplit

from newslint.corpus.packed import extra, opener
from newslint.corpus.records import Row
from newslint.errors import InputError
from newslint.filesystem import reported, shown
from newslint.settings import Settings

TEXT = "conversion"
"""The type of records that hold the text of a page."""
PAGES = frozenset({"response", "resource"})
"""The types of records that hold a page as it was sent."""


def rows(path: str, settings: Settings) -> Iterator[Row]:
    """The texts in the file at `path`: each has the address of its page as id, its host as source.

    Raises InputError when the file cannot be read, or not to its end, and at its end when it held
    pages that are no plain text.
    """
    with extra(path):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    # What warcio thinks of odd addresses is not for the user's screen.
    getLogger("warcio").addHandler(NullHandler())
    opened, damage = opener(path)
    number = pages = 0
    with reported(path), opened(path, "rb") as file:
        try:
            for record in ArchiveIterator(_AtHand(file, damage), no_record_parse=True):
                number += 1
                pages += record.rec_type in PAGES
                if record.rec_type in (TEXT, None):
                    fields = _fields(record, settings)
                    yield Row(number, f"{shown(path)}: record {number}", fields)
        except (ArchiveLoadFailed, _DamageError) as error:
            raise InputError(
                f"{shown(path)}: is no WARC file, or damaged or cut off after record {number} "
                f"({' '.join(str(error).split())}); fetch or make it anew"
            ) from error
    if pages:
        raise InputError(
            f"{shown(path)}: {pages} of its {number} records hold pages (HTML), of which newslint "
            "extracts no text; extract it first, such as with trafilatura, or check the WET file"
        )


class _DamageError(Exception):
    """The compressed file is damaged or cut off, which warcio would take for its end."""


class _AtHand:
    """A stream that gives what it has: of a damaged file all that stands before the damage."""

    def __init__(self, file: Any, damage: tuple[type[Exception], ...]) -> None:
        self._file = file
        self._damage = damage

    def read(self, size: int) -> bytes:
        try:
            data: bytes = self._file.read1(size)
        except self._damage as error:
            raise _DamageError(str(error)) from error
        return data


def _fields(record: Any, settings: Settings) -> dict[str, Any] | InputError:
    """The text and what is known of it, by the names that the settings have for them.

    A record whose head is cut off has no length, and perhaps no type.
    """
    data = record.content_stream().read(settings.max_size + 1)
    if len(data) > settings.max_size:
        return InputError(
            f"its text is over the limit of {settings.max_size:,} bytes; raise --max-size"
        )
    if record.length is None or len(data) < record.length:
        return InputError("the file ends within this record; fetch or make it anew")
    address = record.rec_headers.get_header("WARC-Target-URI")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return InputError(f"is no UTF-8 from byte {error.start + 1} on; convert it")
    return {
        settings.title_field: None,
        settings.source_field: _host(address or ""),
        settings.id_field: address,
        settings.text_field: text,
    }


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # brackets of an IPv6 address that is none
        return None
