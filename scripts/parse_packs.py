"""Parse the shipped packs once and for all: it would take a tenth of the time of a run on one file.

`rules/packs/parsed/<language>.json` holds what `rules/packs/<language>.toml` says, and a checksum
of it: newslint reads the TOML itself where the two do not belong together.

    python scripts/parse_packs.py
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newslint.rules.packfile import FOLDER, PARSED, checksum, parse, read

if sys.version_info >= (3, 11):
    from re import _constants as op
    from re import _parser as parser
else:
    import sre_constants as op
    import sre_parse as parser

_SHORTEST = 2
_UNLIKE = ("[:", r"\Q", "{,")
"""What RE2 reads otherwise than Python."""


def parsed(pack: Path) -> str:
    """What is kept of a pack, as JSON."""
    table = parse(pack.name, read(pack))
    table["patterns"] = [
        (number, pattern, needs(pattern)) for number, pattern, _ in table["patterns"]
    ]
    kept = {"checksum": checksum(pack.read_bytes()), "table": table}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def needs(pattern: str) -> list[list[str]]:
    """What a text must hold for an RE2 pattern: of each list one string, all case folded.

    Empty where nothing is known of it. After the prefilter of RE2 (`re2/prefilter.h`), by Python's
    parser, which understands nearly all that RE2 does.
    """
    if any(part in pattern for part in _UNLIKE):
        return []
    try:
        tree = parser.parse(pattern)
    except parser.error:
        return []
    return [sorted(words) for words in sorted(_needs(tree), key=_worth, reverse=True)]


def _needs(sequence: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    run = ""
    for code, value in [*sequence, (None, None)]:
        if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        if code is op.LITERAL:
            run += chr(value).casefold()
            continue
        if len(run.strip()) >= _SHORTEST:
            found.append(frozenset([run]))
        run = ""
        if code is op.SUBPATTERN:
            found += _needs(value[-1])
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0]:
            found += _needs(value[2])
        elif code is op.BRANCH:
            branches = [_needs(branch) for branch in value[1]]
            if all(branches):
                found.append(frozenset().union(*(max(words, key=_worth) for words in branches)))
    return found


def _worth(words: frozenset[str]) -> tuple[int, int, list[str]]:
    """How few texts hold one of some words: long ones are rarer, and few rarer than many."""
    return min(map(len, words)), -len(words), sorted(words)


def main() -> None:
    """Write the files of all packs, and delete those of packs that are gone."""
    PARSED.mkdir(exist_ok=True)
    texts = {PARSED / f"{pack.stem}.json": parsed(pack) for pack in FOLDER.glob("*.toml")}
    for file in PARSED.iterdir():
        if file not in texts:
            file.unlink()
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
