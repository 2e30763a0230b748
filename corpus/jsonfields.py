"""A line of JSON with another text in one of its fields; every other character stays."""

from __future__ import annotations

import json
import re

_BLANK = re.compile(r"[ \t\n\r]*")
_decode = json.JSONDecoder().raw_decode


def replaced(line: str, name: str, before: str, after: str) -> str:
    """`line`, an object, with the string `after` in the place of `before` in the field `name`.

    Fields are named as in the settings: a dot leads into an object. The new string is escaped as
    the line is. Raises ValueError when the line is no object with `before` in that field.

    >>> replaced('{"id":7, "meta": {"text": "a\\\\nb"} }', "meta.text", "a\\nb", "b")
    '{"id":7, "meta": {"text": "b"} }'
    """
    start, end = _place(line, name)
    old = line[start:end]
    if json.loads(old) != before:
        raise ValueError(f'"{name}" holds another text')
    new = json.dumps(after, ensure_ascii=line.isascii())
    if "\\/" in old:
        new = new.replace("/", "\\/")
    return line[:start] + new + line[end:]


def _place(line: str, name: str) -> tuple[int, int]:
    """Where the value of a field stands."""
    members = _members(line, 0)
    if name in members:
        return members[name]
    first, *rest = name.split(".")
    start, end = members.get(first, (0, 0))
    for part in rest:
        start, end = _members(line, start).get(part, (0, 0)) if end else (0, 0)
    if not end:
        raise ValueError(f'there is no field "{name}"')
    return start, end


def _members(line: str, at: int) -> dict[str, tuple[int, int]]:
    """Where each value of the object at `at` stands, by key; of a key that comes twice the last."""
    members: dict[str, tuple[int, int]] = {}
    at = _expect(line, at, "{")
    while line[at : at + 1] == '"':
        key, at = _decode(line, at)
        start = _expect(line, at, ":")
        _, end = _decode(line, start)
        members[key] = start, end
        at = _skip(line, end)
        if line[at : at + 1] != ",":
            break
        at = _skip(line, at + 1)
    return members


def _expect(line: str, at: int, char: str) -> int:
    """The place after `char` and blanks, which must come next."""
    at = _skip(line, at)
    if line[at : at + 1] != char:
        raise json.JSONDecodeError(f"Expecting '{char}'", line, at)
    return _skip(line, at + 1)


def _skip(line: str, at: int) -> int:
    match = _BLANK.match(line, at)
    assert match is not None
    return match.end()
