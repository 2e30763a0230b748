"""What newslint must show on the shared articles; run by `make acceptance`.

    python scripts/acceptance.py [--shared ../shared]

The two seed articles, and copies of them with other names, headlines and line ends, go through the
command line as an editor would call it. Prints a table of checks; exits 1 when one fails, 2 when
the shared folder is not there.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seed_variants import Variant, variants

from newslint.corpus.labels import load_kinds

ROOT = Path(__file__).resolve().parent.parent
MOST_OTHERS = 4
"""Reports on the two articles that may be in no list of flaws."""
CPU = 0.150
"""Seconds of CPU that `check --no-model` of one 4 kB file may cost."""
DEV = {"recall": 0.80, "precision": 0.85}
"""Least headline figures on the annotated documents."""

Record = dict[str, Any]


@dataclass(frozen=True)
class Check:
    """One line of the table."""

    what: str
    where: str
    troubles: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Seed:
    """One article with what is wrong in it and what only looks so; spans are offsets."""

    name: str
    text: str
    flaws: tuple[Record, ...]
    traps: tuple[Record, ...]

    def variants(self) -> Iterator[Variant]:
        """The article and its copies."""
        headlines = {span for flaw in self.flaws if (span := _headline(self.text, flaw))}
        headlines |= {
            (trap["start"], trap["end"])
            for trap in self.traps
            if "headline" in trap["why"] or "section heading" in trap["why"]
        }
        fixed = [
            (flaw["start"], flaw["end"])
            for flaw in self.flaws
            if flaw["kind"] == "midsentence-capital"
        ]
        return variants(self.text, sorted(headlines), fixed)


def _headline(text: str, flaw: Mapping[str, Any]) -> tuple[int, int] | None:
    """The headline inside a flaw: a copied title, or what a promo line announces."""
    if flaw["kind"] == "duplicate-title":
        return flaw["start"], flaw["end"]
    if flaw["kind"] == "promo-line":
        start = text.index(":", flaw["start"]) + 1
        while text[start].isspace():
            start += 1
        return start, flaw["end"]
    return None


def load_seeds(folder: Path) -> list[Seed]:
    """The articles of `folder` with their flaws and traps."""
    lists = {
        name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("flaws", "traps")
    }
    seeds = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode()
        placed = {
            name: tuple(_placed(text, item) for item in items if item["file"] == path.name)
            for name, items in lists.items()
        }
        seeds.append(Seed(path.name, text, placed["flaws"], placed["traps"]))
    return seeds


def _placed(text: str, item: Mapping[str, Any]) -> Record:
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: item["line"] - 1]) + item["col"] - 1
    return {**item, "start": start, "end": start + len(item["span"])}


def newslint(*args: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command line of this environment."""
    return subprocess.run(
        [sys.executable, "-m", "newslint", *args], input=stdin, capture_output=True, check=False
    )


def findings_of(path: Path) -> list[Record]:
    """What `check --output-format json` reports on one file.

    Raises SystemExit with the program's own words when it prints no JSON.
    """
    done = newslint("check", "--output-format", "json", str(path))
    if done.returncode not in (0, 1):
        sys.exit(f"newslint check {path} failed:\n{done.stderr.decode()}")
    return list(json.loads(done.stdout)["documents"][0]["findings"])


def check_variant(seed: Seed, variant: Variant, folder: Path) -> tuple[Check, list[Record]]:
    """The check of one copy of one article, and the reports that are in no list of flaws."""
    path = folder / seed.name
    path.write_bytes(variant.data)
    findings = findings_of(path)
    flaws = [_moved(variant, flaw) for flaw in seed.flaws]
    traps = [_moved(variant, trap) for trap in seed.traps]
    others = [f for f in findings if not any(_overlap(f, flaw) for flaw in flaws)]
    troubles = (
        *_missed(flaws, findings),
        *_misfixed(flaws, findings),
        *(f"trap: {_said(f)}" for f in others if any(_overlap(f, trap) for trap in traps)),
        *(f"no residue: {_said(f)}" for f in findings if _misjudged(f, flaws)),
        *_misplaced(variant, findings),
        *_cleaning(variant, flaws),
    )
    note = "; ".join((f"{len(findings)} reports", *(f"in no list: {_said(f)}" for f in others)))
    return Check(seed.name[:3], variant.name, troubles, note), others


def _misjudged(finding: Record, flaws: Sequence[Record]) -> bool:
    """True for a line that a fix for residue deletes and no editor would, though it has a flaw."""
    deleted = [flaw for flaw in flaws if flaw["action"] == "delete-line"]
    fixed = finding["family"] == "residue" and finding["fix"] is not None
    return fixed and not any(_overlap(finding, flaw) for flaw in deleted)


def _moved(variant: Variant, item: Record) -> Record:
    start, end = variant.moved(item["start"], item["end"])
    return {**item, "start": start, "end": end}


def _overlap(finding: Record, span: Record) -> bool:
    if finding["start"] == finding["end"]:
        return bool(span["start"] <= finding["start"] <= span["end"])
    return bool(finding["start"] < span["end"] and span["start"] < finding["end"])


def _required(flaws: Sequence[Record]) -> Iterator[Record]:
    for flaw in flaws:
        if flaw["certain"] and not flaw["nested_in"]:
            yield flaw


def _answering(flaw: Record, findings: Sequence[Record]) -> list[Record]:
    families = load_kinds().answers[flaw["kind"]]
    return [f for f in findings if f["family"] in families and _overlap(f, flaw)]


def _missed(flaws: Sequence[Record], findings: Sequence[Record]) -> Iterator[str]:
    for flaw in _required(flaws):
        if not _answering(flaw, findings):
            yield f"{flaw['id']} {flaw['kind']} at line {flaw['line']} not found"


def _misfixed(flaws: Sequence[Record], findings: Sequence[Record]) -> Iterator[str]:
    for flaw in flaws:
        if not flaw["certain"] or flaw["nested_in"]:
            continue
        fixes = [f["fix"] for f in _answering(flaw, findings) if f["fix"]]
        if flaw["action"] == "delete-line":
            deletes = any(fix["safety"] == "safe" and _deletes(fix, flaw) for fix in fixes)
            if not deletes and _answering(flaw, findings):
                yield f"{flaw['id']} carries no safe fix that deletes its line"
        elif flaw["action"].startswith("flag"):
            allowed = {"suggest"} if "suggest" in flaw["action"] else set()
            for fix in fixes:
                if fix["safety"] not in allowed:
                    yield f"{flaw['id']} carries a fix ({fix['safety']}: {fix['title']})"


def _deletes(fix: Record, flaw: Record) -> bool:
    return any(
        not edit["text"] and edit["start"] <= flaw["start"] and flaw["end"] <= edit["end"]
        for edit in fix["edits"]
    )


def _misplaced(variant: Variant, findings: Sequence[Record]) -> Iterator[str]:
    for finding in findings:
        if _position(variant.text, finding["start"]) != (finding["line"], finding["column"]):
            yield f"line and column are not those of the offset: {_said(finding)}"


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _cleaning(variant: Variant, flaws: Sequence[Record]) -> Iterator[str]:
    """Trouble with the cleaned text: not stable, a flawed line kept, or a good line lost."""
    once = newslint("clean", "-", stdin=variant.data)
    if once.returncode not in (0, 1):
        yield once.stderr.decode().strip()
        return
    if newslint("clean", "-", stdin=once.stdout).stdout != once.stdout:
        yield "cleaning twice is not cleaning once"
    if variant.bom != once.stdout.startswith(b"\xef\xbb\xbf"):
        yield "the byte-order mark was not kept"
    kept = once.stdout.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = variant.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    deleted = {flaw["line"] for flaw in flaws if flaw["action"] == "delete-line"}
    repaired = {flaw["line"] for flaw in flaws if flaw["action"] == "replace"}
    for number, line in enumerate(lines, 1):
        if number in deleted and kept.count(line) >= lines.count(line):
            yield f"line {number} is still there"
        if line.strip() and number not in deleted | repaired and line not in kept:
            yield f"line {number} was changed: {line[:60]}"


def _said(finding: Record) -> str:
    return f"{finding['line']}:{finding['column']} {finding['code']} {finding['message']}"


def check_cpu(path: Path, runs: int = 7) -> Check:
    """CPU of one process that checks one file, the least of some runs."""
    costs = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        newslint("check", "--no-model", str(path))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    best = min(costs)
    troubles = (f"{best * 1000:.0f} ms of CPU, at most {CPU * 1000:.0f}",) if best > CPU else ()
    return Check("CPU of one file", path.name[:3], troubles, f"{best * 1000:.0f} ms")


def check_dev(path: Path) -> Iterator[Check]:
    """The headline figures on the annotated documents, and what safe fixes do there."""
    done = newslint("eval", str(path), "--json")
    if done.returncode:
        yield Check("annotated documents", path.name, (done.stderr.decode().strip(),))
        return
    figures = json.loads(done.stdout)["labels"]
    for name, least in DEV.items():
        got = figures["headline"][name] or 0.0
        troubles = (f"{got:.3f}, at least {least}",) if got < least else ()
        yield Check(f"headline {name}", path.name, troubles, f"{got:.3f}")
    outside = figures["safe_edits_outside_labels"]
    troubles = (f"{outside} safe edits outside every label",) if outside else ()
    yield Check("safe fixes inside labels", path.name, troubles)


def acceptance(shared: Path) -> Iterator[Check]:
    """All checks, in order."""
    seeds = load_seeds(shared / "seeds")
    in_no_list: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        for seed in seeds:
            for variant in seed.variants():
                check, others = check_variant(seed, variant, Path(name))
                in_no_list[variant.name] = in_no_list.get(variant.name, 0) + len(others)
                yield check
    for copy, count in in_no_list.items():
        troubles = (f"{count}, at most {MOST_OTHERS}",) if count > MOST_OTHERS else ()
        yield Check("in no list", copy, troubles, str(count))
    yield check_cpu(shared / "seeds" / seeds[0].name)
    yield from check_dev(shared / "annotated" / "dev.jsonl")


def main() -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description="What newslint must show on the shared articles.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    if not (shared / "seeds").is_dir():
        print(f"{shared}: not there; name the shared folder with --shared", file=sys.stderr)
        return 2
    failed = 0
    for check in acceptance(shared):
        failed += bool(check.troubles)
        print(f"{'FAIL' if check.troubles else 'ok':4}  {check.what:24}  {check.where:30}", end="")
        print(f"  {check.note}", flush=True)
        for trouble in check.troubles:
            print(f"      {trouble}")
    print(f"{failed} checks failed" if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
