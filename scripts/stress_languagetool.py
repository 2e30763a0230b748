"""Check many documents with LanguageTool while its server is killed again and again.

    python scripts/stress_languagetool.py --documents 1000 --jobs 4 --kills 10

Prints what was measured, and exits 1 when a document is missing, a finding is missing or too many,
or a process is left over. Needs `newslint languagetool install` and language-tool-python.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from newslint import filesystem
from newslint.rules.languagetool import installation

MISTAKE = "The clerk told the court on Monday that they did not knew about plan"
FILLER = "The council met in the old town hall and spoke about the roads of district {}. "


def main() -> int:
    """Run it; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return stress(Path(folder), options.documents, options.jobs, options.kills)


def stress(folder: Path, documents: int, jobs: int, kills: int) -> int:
    """Check `documents` documents of 1 kB in `folder` and kill the server `kills` times."""
    for number in range(documents):
        filler = "".join(FILLER.format(number * 11 + line) for line in range(11))
        text = f"{filler}\n\n{MISTAKE} {number}.\n"
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.iterdir())
    settings = f"languagetool-directory = {json.dumps(str(installation.default_folder()))}\n"
    (folder / "newslint.toml").write_text(settings, encoding="utf-8")
    cache = folder / "cache"
    began = time.monotonic()
    run = subprocess.Popen(
        [
            *(sys.executable, "-m", "newslint", "check", ".", "--grammar", "--select", "grammar"),
            *("--jobs", str(jobs), "--output-format", "jsonl"),
        ],
        cwd=folder,
        env={**os.environ, filesystem.CACHE_VARIABLE: str(cache)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert run.stdout is not None
    due = [documents * (kill + 1) // (kills + 1) for kill in range(kills)]
    seen: dict[str, int] = {}
    everyone: set[psutil.Process] = set()
    killed: set[int] = set()
    memory = 0
    for line in run.stdout:
        record = json.loads(line)
        if "path" not in record:
            continue
        seen[record["path"]] = len(record["findings"])
        everyone.update(psutil.Process(run.pid).children(recursive=True))
        for pid in servers(cache) - killed:
            with suppress(psutil.NoSuchProcess):
                memory = max(memory, psutil.Process(pid).memory_info().rss)
            if due and len(seen) >= due[0]:
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)
                del due[0]
    run.wait()
    seconds = time.monotonic() - began
    time.sleep(1)
    left = [each.pid for each in everyone if alive(each)]
    wrong = {path: count for path, count in seen.items() if count != 1}
    print(
        f"{len(seen)} of {documents} documents, {size / seconds / 1000:.1f} kB/s, {seconds:.0f} s; "
        f"server killed {len(killed)} times, at most {memory / 1e6:.0f} MB; "
        f"exit code {run.returncode}; "
        f"documents with other than one finding: {wrong or 'none'}; left over: {left or 'none'}"
    )
    return int(len(seen) != documents or bool(wrong) or bool(left) or len(killed) < kills)


def servers(cache: Path) -> set[int]:
    """Processes of the servers that newslint says are running."""
    states = (cache / "languagetool/running").glob("*.json")
    return {json.loads(state.read_text(encoding="utf-8"))["server"] for state in states}


def alive(process: psutil.Process) -> bool:
    """Whether a process runs, and is no zombie."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


if __name__ == "__main__":
    sys.exit(main())
