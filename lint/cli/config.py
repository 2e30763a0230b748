"""`newslint config`: the settings that hold, and where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import click

from newslint.cli.options import settings_options


@click.command(short_help="Show the settings that hold, and where they come from.")
@click.argument(
    "path", default=".", metavar="[PATH]", type=click.Path(exists=True, allow_dash=True)
)
@settings_options
def config(path: str, **options: Any) -> int:
    """Show the settings that hold for PATH (the current directory), and where each comes from.

    They come from the nearest newslint.toml, pyproject.toml with [tool.newslint] or setup.cfg with
    [newslint], from PATH upwards, and from the command line.

    \b
    Examples:
      newslint config
      newslint config articles/ --select title
    """
    from newslint.cli.options import effective
    from newslint.cli.output import standard_output

    known = effective([path], options)
    out = standard_output("json")
    out.write(f"# configuration file: {known.file or 'none'}\n")
    for each in fields(known.settings):
        key = each.name.replace("_", "-")
        value = toml(getattr(known.settings, each.name))
        out.write(f"{key} = {value}  # {known.origins[each.name]}\n")
    return 0


def toml(value: object) -> str:
    """A setting's value as TOML has it.

    >>> toml(("PUN", "title")), toml(True), toml(None)
    ('["PUN", "title"]', 'true', '"auto"')
    """
    import json

    from newslint.finding import Severity
    from newslint.limits import Limits
    from newslint.profiles import Profile

    if isinstance(value, Limits):
        value = value.table()
    if value is None:
        return '"auto"'
    if isinstance(value, Severity):
        return json.dumps(value.label)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(key)} = {toml(each)}" for key, each in sorted(value.items()))
        return f"{{{pairs}}}"
    if isinstance(value, Profile):
        return toml({key: each for key, each in value.table().items() if each})
    if isinstance(value, frozenset):
        value = sorted(value)
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    import json

    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else json.dumps(name, ensure_ascii=False)
