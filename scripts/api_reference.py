"""The reference of the Python API, made of the docstrings of what `newslint.__all__` names.

A docstring says in its last line since which version its object is there: "Since 0.1.0." A field is
documented by the string below it. What lacks either is an error: nothing becomes public unsaid.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import newslint

_SINCE = re.compile(r"\s*^Since (\d+\.\d+\.\d+)\.\Z", re.M)
_EXAMPLE = re.compile(r"(?m)^>>> (?:.+\n?)+")
Body = list[ast.stmt]


class UndocumentedError(Exception):
    """Something public that nothing is said of; the message names it."""


class Described(NamedTuple):
    """What a docstring says: the text, and since when its object is there."""

    text: str
    since: str


def reference() -> str:
    """A section for every public name: functions, what they deal in, errors.

    Raises UndocumentedError.
    """
    names = sorted(newslint.__all__, key=_place)
    return "\n".join(part for name in names for part in _section(name))


def _place(name: str) -> tuple[int, str]:
    kind = 0 if name.islower() and name.isalpha() else 2 if name.endswith("Error") else 1
    return kind, name


def _section(name: str) -> Iterator[str]:
    node, docstring = _definition(name)
    text, since = _described(name, docstring)
    yield f"### `{name}`\n\n*Since {since}{_kind(node)}.*\n"
    if isinstance(node, ast.FunctionDef):
        yield f"```py\n{_signature(node)}\n```\n"
    yield f"{_EXAMPLE.sub(_fenced, text)}\n"
    if isinstance(node, ast.ClassDef):
        fields, members = list(_fields(name, node.body)), list(_members(name, node.body))
        if fields:
            yield _table(("field", "type", "what it is"), fields)
        if members:
            yield _table(("method or property", "what it gives"), members)


def _kind(node: ast.stmt) -> str:
    """Of what other error an error is one."""
    bases = [ast.unparse(base) for base in getattr(node, "bases", ())]
    return "".join(f"; a kind of `{base}`" for base in bases if base.endswith("Error"))


def _definition(name: str) -> tuple[ast.stmt, str]:
    """Where a public name is defined, and its docstring."""
    thing = getattr(newslint, name)
    home = getattr(thing, "__module__", "newslint._version")
    body = _parsed(Path(inspect.getfile(sys.modules[home])))
    for index, node in enumerate(body):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name:
            return node, ast.get_docstring(node) or ""
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return node, _string_at(body, index + 1)
    raise UndocumentedError(f"newslint.{name} is not defined in {home}")


@cache
def _parsed(path: Path) -> Body:
    return ast.parse(path.read_text(encoding="utf-8")).body


def _described(name: str, docstring: str) -> Described:
    since = _SINCE.search(docstring)
    if not since:
        raise UndocumentedError(f"newslint.{name}: the docstring must end with “Since 0.0.0.”")
    return Described(docstring[: since.start()], since[1])


def _string_at(body: Body, index: int) -> str:
    """The string that stands by itself at a place of a module or class; else nothing."""
    if index < len(body):
        node = body[index]
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return inspect.cleandoc(str(node.value.value))
    return ""


def _signature(node: ast.FunctionDef) -> str:
    """A function's head, an argument a line: those that have a place, then those by name."""
    given = node.args
    required = [None] * (len(given.args) - len(given.defaults))
    lines = [
        *map(_argument, given.args, [*required, *given.defaults]),
        *["*"] * bool(given.kwonlyargs),
        *map(_argument, given.kwonlyargs, given.kw_defaults),
    ]
    assert node.returns is not None
    body = "".join(f"    {line},\n" for line in lines)
    return f"{node.name}(\n{body}) -> {ast.unparse(node.returns)}"


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    text = ast.unparse(argument)
    return text if default is None else f"{text} = {ast.unparse(default)}"


def _fields(name: str, body: Body) -> Iterator[tuple[str, ...]]:
    for index, node in enumerate(body):
        if isinstance(node, ast.AnnAssign):
            field, kind = ast.unparse(node.target), f"`{ast.unparse(node.annotation)}`"
        elif isinstance(node, ast.Assign):
            field, kind = ast.unparse(node.targets[0]), f"`{name}`"
        else:
            continue
        if field.startswith("_"):
            continue
        text = _string_at(body, index + 1)
        if not text:
            raise UndocumentedError(f"newslint.{name}.{field}: no string below it says what it is")
        yield f"`{field}`", kind, text


def _members(name: str, body: Body) -> Iterator[tuple[str, ...]]:
    """Methods and properties; what is cached is an analysis for rules, and not promised."""
    for node in body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        decorators = [ast.unparse(each) for each in node.decorator_list]
        if "cached_property" in decorators:
            continue
        text = ast.get_docstring(node)
        if not text:
            raise UndocumentedError(f"newslint.{name}.{node.name} has no docstring")
        called = ", ".join(argument.arg for argument in node.args.args[1:])
        yield f"`{node.name}`" if "property" in decorators else f"`{node.name}({called})`", text


def _fenced(match: re.Match[str]) -> str:
    return f"```pycon\n{match[0].rstrip()}\n```\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
