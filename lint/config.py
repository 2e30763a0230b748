"""Configuration: which file holds it, what may stand in it, and where each value came from."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import ConfigError, did_you_mean
from newslint.filesystem import read_text, read_toml
from newslint.finding import Severity, severity_of
from newslint.settings import Settings

if TYPE_CHECKING:
    from newslint.limits import Limits
    from newslint.profiles import Profile

DEFAULT, COMMAND_LINE = "default", "command line"
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


class Effective(NamedTuple):
    """The settings of a run and where each of them came from."""

    settings: Settings
    origins: Mapping[str, str]
    """By field of Settings: "default", a file's path, or "command line"."""
    root: Path
    """The configuration file's folder, or the current directory: what paths are relative to."""
    file: Path | None = None
    """The configuration file, if one was found."""


class Value(NamedTuple):
    """A raw value, with what is needed to understand it and to complain about it."""

    raw: object
    where: str
    """File and key, or the name of the option."""
    root: Path
    typed: bool = False
    """Whether the file can tell strings from other values."""

    def error(self, trouble: str) -> ConfigError:
        """The error that says what is wrong with it, and where it stands."""
        return ConfigError(f"{self.where}: {trouble}")


def load(
    start: Path | None = None,
    overrides: Mapping[str, object] | None = None,
    *,
    file: Path | None = None,
    isolated: bool = False,
) -> Effective:
    """The settings that hold for `start` (a file or folder; the current directory when None).

    `overrides` are the command line's: raw values by field of Settings, None where nothing was
    said. `file` names a configuration file instead of looking for one; `isolated` reads none.
    Raises ConfigError on a file that cannot be read and on any value that is not understood.
    """
    here = Path.cwd()
    if file is None and not isolated:
        file = find(start or here)
    values: dict[str, Any] = {}
    origins = {each.name: DEFAULT for each in fields(Settings)}
    root = file.resolve().parent if file else here
    if file:
        typed = file.suffix != ".cfg"
        for key, raw in read(file).items():
            name = _field(key, str(file))
            if name in values:
                raise ConfigError(f"{file}: {key}: {name.replace('_', '-')} is set twice")
            values[name] = _CONVERT[name](Value(raw, f"{file}: {key}", root, typed))
            origins[name] = str(file)
    for name, raw in (overrides or {}).items():
        if raw is not None:
            option = f"--{name.replace('_', '-')}"
            values[name] = _CONVERT[name](Value(raw, option, here))
            origins[name] = COMMAND_LINE
    return Effective(Settings(**values), origins, root, file)


def find(start: Path) -> Path | None:
    """The nearest configuration file, from `start` upwards, links followed.

    There is none in a folder that may not be entered, nor where a link leads round in a circle.
    """
    start = Path(os.path.realpath(start))
    for folder in (start, *start.parents):
        for name in ("newslint.toml", "pyproject.toml", "setup.cfg"):
            file = folder / name
            # Unlike Path.is_file, this is False, and no error, where nobody lets us look.
            there = os.path.isfile(file)  # noqa: PTH113
            if there and (name == "newslint.toml" or _section(file) is not None):
                return file
    return None


def read(file: Path) -> Mapping[str, object]:
    """The raw configuration in a file: a table by key. ConfigError when there is none."""
    if file.name not in ("pyproject.toml", "setup.cfg"):
        return read_toml(file)
    section = _section(file)
    if section is None:
        header = "[newslint]" if file.suffix == ".cfg" else "[tool.newslint]"
        raise ConfigError(f"{file}: there is no section {header}")
    return section


def _section(file: Path) -> Mapping[str, object] | None:
    """Our section of a file that others use too; None when there is none.

    A table is a section of its own in setup.cfg: `[newslint.gate]`.
    """
    if "newslint" not in read_text(file):
        return None
    if file.suffix == ".cfg":
        import configparser

        parser = configparser.ConfigParser(interpolation=None)
        try:
            parser.read_string(read_text(file), source=file.name)
        except configparser.Error as error:
            message = str(error).replace("\n", " ")
            raise ConfigError(f"{file}: cannot be read: {message}") from error
        own: dict[str, object] | None = None
        if parser.has_section("newslint"):
            own = dict(parser["newslint"])
        for name in parser.sections():
            if name.startswith("newslint."):
                own = {**(own or {}), name.removeprefix("newslint."): dict(parser[name])}
        return own
    tool = read_toml(file).get("tool", {})
    section = tool.get("newslint") if isinstance(tool, Mapping) else None
    if section is not None and not isinstance(section, Mapping):
        raise ConfigError(f"{file}: tool.newslint must be a table")
    return section


def _field(key: str, where: str) -> str:
    name = key.replace("-", "_")
    if name in _CONVERT:
        return name
    known = [each.replace("_", "-") for each in _CONVERT]
    suggestion = did_you_mean(key.replace("_", "-"), known)
    raise ConfigError(
        f'{where}: there is no key "{key}"{suggestion}; the keys are {", ".join(known)}'
    )


def _strings(value: Value) -> tuple[str, ...]:
    """A list of strings; one string is split at commas and line ends, as setup.cfg has it."""
    if isinstance(value.raw, str):
        parts = value.raw.replace("\n", ",").split(",")
        return tuple(part.strip() for part in parts if part.strip())
    if not isinstance(value.raw, (list, tuple)) or not all(
        isinstance(each, str) for each in value.raw
    ):
        raise value.error("must be a list of strings")
    return tuple(value.raw)


def _selectors(value: Value) -> tuple[str, ...]:
    from newslint.registry import expand

    selectors = _strings(value)
    try:
        expand(selectors)
    except ConfigError as error:
        raise value.error(str(error)) from error
    return selectors


def _severities(value: Value) -> Mapping[str, Severity]:
    """Severities by selector, as `Settings` takes them."""
    if isinstance(value.raw, str):
        pairs = [line.partition("=") for line in value.raw.splitlines() if line.strip()]
        table: Mapping[str, object] = {key.strip(): level.strip() for key, _, level in pairs}
    elif isinstance(value.raw, Mapping):
        table = value.raw
    else:
        raise value.error('must be a table such as {PUN001 = "info"}')
    levels: dict[str, Severity] = {}
    for selector, level in table.items():
        inner = Value(level, f"{value.where}.{selector}", value.root)
        _selectors(inner._replace(raw=[selector]))
        levels[selector] = _severity(inner)
    return levels


def _severity(value: Value) -> Severity:
    try:
        return severity_of(value.raw)
    except ConfigError as error:
        raise value.error(str(error)) from error


def _patterns(value: Value) -> tuple[str, ...]:
    from newslint.corpus.paths import is_pattern

    patterns = _strings(value)
    for pattern in patterns:
        if not is_pattern(pattern):
            raise value.error(f'"{pattern}" is no gitignore pattern')
    return patterns


def _language(value: Value) -> str | None:
    from newslint.language import code_of

    if not isinstance(value.raw, str):
        raise value.error('must be a language code such as "en"')
    code = value.raw.strip().lower()
    if code in ("", "auto"):
        return None
    try:
        return code_of(code)
    except ConfigError as error:
        raise value.error(str(error)) from error


def _paths(value: Value) -> tuple[str, ...]:
    paths = tuple(value.root / Path(each).expanduser() for each in _strings(value))
    for path in paths:
        if not path.is_file():
            raise value.error(f"there is no file {path}")
    return tuple(str(path) for path in paths)


def _sources(value: Value) -> Mapping[str, Profile]:
    from newslint.profiles import parse
    from newslint.provenance import key_of

    if not isinstance(value.raw, Mapping):
        raise value.error('must be a table, written [sources."example.com"]')
    return {
        key_of(name): parse(name, raw, f'{value.where}."{name}"') for name, raw in value.raw.items()
    }


def _source(value: Value) -> str | None:
    if not isinstance(value.raw, str):
        raise value.error('must be the name of a source such as "example.com"')
    return None if value.raw.strip() in ("", "auto") else value.raw.strip()


def _record_field(value: Value) -> str:
    if not isinstance(value.raw, str) or not all(value.raw.split(".")):
        raise value.error('must be the name of a field such as "body" or "meta.title"')
    return value.raw


def _listed(value: Value) -> frozenset[str]:
    """A list of strings, or the entries of a plain list file: one a line, `#` opens a comment."""
    if not isinstance(value.raw, str):
        return frozenset(_strings(value))
    if "\n" in value.raw:  # a list in setup.cfg
        return frozenset(line.strip() for line in value.raw.splitlines() if line.strip())
    path = value.root / Path(value.raw).expanduser()
    if not path.is_file():
        raise value.error(f"there is no list file {path}")
    lines = (line.strip() for line in read_text(path).splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _size(value: Value) -> int:
    if isinstance(value.raw, int) and not isinstance(value.raw, bool) and value.raw > 0:
        return value.raw
    size = parse_size(value.raw) if isinstance(value.raw, str) else None
    if size is None:
        raise value.error(f'"{value.raw}" is no size such as 4000000, "500k" or "16M"')
    return size


def parse_size(text: str) -> int | None:
    """The bytes that "500k", "16M", "16 MB" or "1G" stand for (powers of 1024); None if none.

    >>> parse_size("16 MB"), parse_size("300"), parse_size("big")
    (16777216, 300, None)
    """
    number = text.strip().lower().removesuffix("b").rstrip()
    factor = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}.get(number[-1:], 1)
    digits = number[:-1].rstrip() if factor > 1 else number
    size = int(digits) * factor if digits.isascii() and digits.isdigit() else 0
    return size or None


def _flag(value: Value) -> bool:
    if isinstance(value.raw, bool):
        return value.raw
    word = str(value.raw).lower()
    if value.typed and isinstance(value.raw, str):
        raise value.error("must be true or false, without quotation marks")
    if not isinstance(value.raw, str) or word not in (*_TRUE, *_FALSE):
        raise value.error("must be true or false")
    return word in _TRUE


def _categories(value: Value) -> tuple[str, ...]:
    """Names of LanguageTool's categories, in capitals."""
    names = tuple(each.strip().upper() for each in _strings(value))
    for name in names:
        if name == "TYPOS":
            raise value.error("newslint leaves spelling out, so TYPOS is no category to ask for")
        if not name.replace("_", "").isalnum():
            raise value.error(f'"{name}" is no category such as "GRAMMAR" or "CONFUSED_WORDS"')
    if not names:
        raise value.error("names no category; to switch grammar off, say grammar = false")
    return names


def _url(value: Value) -> str | None:
    """The address of a server, as far as a slash; without the part that names the interface."""
    from urllib.parse import urlsplit

    if value.raw in ("", "auto"):
        return None
    parts = urlsplit(value.raw) if isinstance(value.raw, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise value.error(f'"{value.raw}" is no address such as "http://localhost:8081"')
    address = parts.geturl().rstrip("/")
    return f"{address.removesuffix('/check').removesuffix('/v2')}/"


def _directory(value: Value) -> str | None:
    if value.raw in ("", "auto"):
        return None
    if not isinstance(value.raw, str):
        raise value.error("must be the path of a folder")
    path = value.root / Path(value.raw).expanduser()
    if not path.is_dir():
        raise value.error(f"there is no folder {path}")
    return str(path)


def _seconds(value: Value) -> float:
    raw = value.raw
    if isinstance(raw, (int, float, str)) and not isinstance(raw, bool):
        try:
            seconds = float(raw)
        except ValueError:
            seconds = 0.0
        if 0 < seconds < float("inf"):
            return seconds
    raise value.error(f'"{raw}" is no number of seconds')


def _gate(value: Value) -> Limits:
    from newslint.limits import PARSERS, Limits

    if not isinstance(value.raw, Mapping):
        raise value.error("must be a table such as {min-score = 90}")
    limits: dict[str, Any] = {}
    for key, raw in value.raw.items():
        name = key.replace("_", "-")
        inner = Value(raw, f"{value.where}.{name}", value.root)
        if name in limits:
            raise inner.error("is set twice")
        if name == "baseline":
            limits[name] = _file_name(inner)
        elif name in PARSERS:
            try:
                limits[name] = PARSERS[name](raw)
            except ConfigError as error:
                raise inner.error(str(error)) from error
        else:
            known = [*PARSERS, "baseline"]
            raise value.error(
                f'there is no key "{key}"{did_you_mean(name, known)}; '
                f"the keys are {', '.join(known)}"
            )
    return Limits(**{name.replace("-", "_"): limit for name, limit in limits.items()})


def _file_name(value: Value) -> str:
    """The path of a file that need not be there yet."""
    if not isinstance(value.raw, str) or not value.raw.strip():
        raise value.error("must be the path of a file")
    return str(value.root / Path(value.raw).expanduser())


_CONVERT: Mapping[str, Callable[[Value], object]] = {
    "select": _selectors,
    "extend_select": _selectors,
    "ignore": _selectors,
    "severity": _severities,
    "fail_level": _severity,
    "language": _language,
    "packs": _paths,
    "house_words": _listed,
    "allow_lines": _listed,
    "sources": _sources,
    "source": _source,
    "include": _patterns,
    "exclude": _patterns,
    "text_field": _record_field,
    "id_field": _record_field,
    "title_field": _record_field,
    "source_field": _record_field,
    "ignore_field": _record_field,
    "max_size": _size,
    "model": _flag,
    "strong": _flag,
    "repair_model": _flag,
    "grammar": _flag,
    "grammar_categories": _categories,
    "languagetool_url": _url,
    "languagetool_directory": _directory,
    "languagetool_timeout": _seconds,
    "gate": _gate,
}
"""How the raw value of each field of Settings becomes the field's own type."""
