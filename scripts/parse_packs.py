"""Parse the shipped packs once and for all: TOML costs a tenth of the time of a run on one file.

`rules/packs/parsed/<language>.json` holds what `rules/packs/<language>.toml` says, and a checksum
of it: newslint reads the TOML itself where the two do not belong together.

    python scripts/parse_packs.py
"""

from __future__ import annotations

import json
from pathlib import Path

from newslint.rules.pack import FOLDER, PARSED, checksum, read


def parsed(pack: Path) -> str:
    """What is kept of a pack, as JSON."""
    kept = {"checksum": checksum(pack.read_bytes()), "table": read(pack)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


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
