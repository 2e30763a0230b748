"""A line of JSON with another text in one of its fields; every other character stays."""

from __future__ import annotations

import json
import re

_BLANK = re.compile(r"[ \t\n\r]*")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u....|u....|.)")
_decode = json.JSONDecoder().raw_decode


def replaced(line: str, name: str, before: str, after: str) -> str:
    """`line`, an object, with the string `after` in the place of `before` in the field `name`.

    Fields are named as in the settings: a dot leads into an object. The new string is escaped as
    the old one is, and what is new in it as the line is. Raises ValueError when the line is no
    object with `before` in that field.

    >>> replaced('{"id":7, "meta": {"text": "a\\\\nb"} }', "meta.text", "a\\nb", "b")
    '{"id":7, "meta": {"text": "b"} }'
    """
    start, end = _place(line, name)
    old = line[start:end]
    if json.loads(old) != before:
        raise ValueError(f'"{name}" holds another text')
    return line[:start] + _string(after, old, line.isascii()) + line[end:]


def _string(text: str, like: str, ascii_only: bool) -> str:
    """A text as JSON has it. What the string `like` only has escaped is escaped as it is there.

    Writers differ in that: some escape `/` or `<`, and U+2028, at which some readers end a line.
    """
    inner = like[1:-1]
    plain = set(_ESCAPE.sub("", inner))
    forms = {ord(char): json.dumps(char, ensure_ascii=ascii_only)[1:-1] for char in set(text)}
    for escape in set(_ESCAPE.findall(inner)):
        char = json.loads(f'"{escape}"')
        if char not in plain:
            forms[ord(char)] = escape
    return f'"{text.translate(forms)}"'


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
