"""Parse the shipped packs once and for all: TOML costs a tenth of the time of a run on one file.

`rules/packs/parsed/<language>.json` holds what `rules/packs/<language>.toml` says, and a checksum
of it: newslint reads the TOML itself where the two do not belong together.

    python scripts/parse_packs.py            # write the files
    python scripts/parse_packs.py --check    # exit 1 when a file is not what its pack gives
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from newslint.rules.pack import FOLDER, PARSED, checksum, read


def parsed(pack: Path) -> str:
    """What is kept of a pack, as JSON."""
    kept = {"checksum": checksum(pack.read_bytes()), "table": read(pack)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> int:
    """Write or check the files; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    check = parser.parse_args().check
    stale = []
    for pack in sorted(FOLDER.glob("*.toml")):
        file, text = PARSED / f"{pack.stem}.json", parsed(pack)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(file.name)
            if not check:
                file.write_text(text, encoding="utf-8", newline="\n")
    print(f"{'stale' if check else 'written'}: {', '.join(stale) or 'nothing'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
