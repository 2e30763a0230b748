"""Write the parts of the documentation that the code knows better than people do.

The rules' pages (`docs/rules.md`, `docs/rules/`) come from the rule classes. In the other pages the
output of every command is replaced by the real one (see `replay.py`), and what stands between
`<!-- figures -->` and `<!-- /figures -->` by the figures of an evaluation on `corpus/articles`
(between `<!-- summary -->` and `<!-- /summary -->` by their sum in a few sentences),
between `<!-- reference -->` and `<!-- /reference -->` by the reference of the Python API (see
`api_reference.py`). The pictures are those of `make_pictures.py`.

    python scripts/build_docs.py            # write the files
    python scripts/build_docs.py --check    # exit 1 when a file is not up to date
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from api_reference import UndocumentedError, reference
from make_pictures import pictures
from replay import ROOT, PageError, replayed

from newslint import engine
from newslint.blocks import NO_BREAK_SPACES
from newslint.corpus.evaluation_run import run as evaluate
from newslint.corpus.runner import cores
from newslint.document import Document
from newslint.finding import FAMILIES, Finding, Safety
from newslint.registry import all_rules
from newslint.reports.evaluation import share
from newslint.reports.text import visible
from newslint.rule import Bad, Rule
from newslint.settings import Settings

GENERATED = "<!-- Made by scripts/build_docs.py from the rules themselves; do not edit. -->"
_FIGURES = re.compile(r"(?s)(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)")
_SUMMARY = re.compile(r"(?s)(?<=<!-- summary -->\n).*?(?=<!-- /summary -->)")
_REFERENCE = re.compile(r"(?s)(?<=<!-- reference -->\n).*?(?=<!-- /reference -->)")
_HEADING = re.compile(r"(?m)^#+ (.*)$")
_MADE_VISIBLE = {ord(char): f"<U+{ord(char):04X}>" for char in NO_BREAK_SPACES} | {9: "⇥"}


def pages() -> dict[Path, str]:
    """Every page and picture that holds something made, and what it ought to be."""
    families = [family for family in FAMILIES if _rules(family)]
    made = {ROOT / f"docs/rules/{family}.md": family_page(family) for family in families}
    made[ROOT / "docs/rules.md"] = index_page(families)
    made.update(pictures())
    written = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    for path in sorted(set(written) - set(made)):
        text = path.read_text(encoding="utf-8")
        try:
            text = replayed(_REFERENCE.sub(lambda _: f"\n{reference()}\n", text))
            text = _SUMMARY.sub(lambda _: summary(), text)
            made[path] = _FIGURES.sub(lambda _: figures(), text)
        except (PageError, UndocumentedError) as error:
            sys.exit(f"{path.relative_to(ROOT)}: {error}")
    return made


def index_page(families: Sequence[str]) -> str:
    """All rules in a table."""
    rows = [
        (
            f"[{rule.code}]({_link(rule)})",
            rule.name,
            rule.family,
            rule.severity.label,
            _fixes(rule),
            "on" if rule.default else "off",
            rule.summary(),
        )
        for rule in all_rules()
    ]
    head = ("code", "name", "family", "severity", "fixes", "default", "what it finds")
    return "\n".join(
        [
            GENERATED,
            "",
            "# Rules",
            "",
            f"newslint has {len(rows)} rules in {len(families)} families. `newslint rule CODE` "
            "prints one with its examples; `newslint rules` lists them all.",
            "",
            *_table(("family", "what belongs to it"), [_family_row(each) for each in families]),
            "",
            "“Fixes” are those that the rule's examples show: see [what safe, unsafe and suggest "
            "mean](fixes.md). A rule that is off by default runs when it is selected.",
            "",
            *_table(head, rows),
            "",
        ]
    )


def family_page(family: str) -> str:
    """The rules of one family with all their examples."""
    parts = [
        GENERATED,
        f"# Rules: {family}",
        f"{FAMILIES[family][0].upper()}{FAMILIES[family][1:]}.",
    ]
    parts.append("What is reported stands between ⟦ and ⟧. [All rules](../rules.md).")
    for rule in _rules(family):
        parts += _rule(rule)
    return "\n\n".join(parts) + "\n"


def figures() -> str:
    """The figures of the rules on the shipped corpus, as a table."""
    labels = _evaluated()
    rows = [
        (
            name,
            str(score["certain"]),
            share(score["recall"]),
            share(score["precision"]),
            f"{score['wrong']} of {score['right'] + score['wrong']}",
        )
        for name, score in (("all but two kinds¹", labels["headline"]), *labels["families"].items())
    ]
    head = ("family", "labels", "recall", "precision", "wrong reports")
    safe, both = labels["fixes"]["safe"], labels["fixes"]["unsafe"]
    return "\n".join(
        [
            f"{labels['documents']} labelled articles, `corpus/articles/*.jsonl`:",
            "",
            *_table(head, rows),
            "",
            "¹ `garbled-syntax` and `wrong-word`, which only a reader of the meaning can find.",
            "",
            f"{safe['word_edits_before']} words have to be deleted or inserted until these "
            f"articles are what an editor would make of them. Safe fixes do "
            f"{safe['repaired']:.1%} of that, "
            f"safe and unsafe ones {both['repaired']:.1%}. Of {safe['content_lines']} lines of "
            f"reporting, safe fixes delete {safe['false_deletions']}, safe and unsafe ones "
            f"{both['false_deletions']}.",
            "",
        ]
    )


def summary() -> str:
    """The same in a few sentences."""
    labels = _evaluated()
    headline, safe = labels["headline"], labels["fixes"]["safe"]
    return (
        f"On the {labels['documents']} articles of `corpus/articles`, which we wrote ourselves in "
        "the manner of ingested news while the rules were made, newslint finds "
        f"{headline['recall']:.0%} of {headline['certain']} labelled flaws¹, and "
        f"{headline['wrong']} of its {headline['right'] + headline['wrong']} reports are wrong. "
        f"Safe fixes do {safe['repaired']:.0%} of an editor's work, counted in words deleted and "
        f"inserted, and delete {safe['false_deletions']} of {safe['content_lines']} lines of "
        "reporting.\n\n"
        "¹ Two kinds apart, which only a reader of the meaning can find: clauses in a wrong order, "
        "and words that are wrong but spelt right.\n"
    )


@cache
def _evaluated() -> dict[str, Any]:
    files = sorted((ROOT / "corpus/articles").glob("*.jsonl"))
    labels: dict[str, Any] = evaluate(files, Settings(), jobs=cores()).figures()["labels"]
    return labels


def _rules(family: str) -> list[type[Rule]]:
    return [rule for rule in all_rules() if rule.family == family]


def _rule(rule: type[Rule]) -> Iterator[str]:
    yield f"## {rule.code} {rule.name}"
    facts = [f"severity {rule.severity.label}", f"fixes: {_fixes(rule)}"]
    facts += ["needs a trained model"] * rule.model
    facts += ["needs a service beside newslint"] * rule.service
    facts += ["off by default"] * (not rule.default)
    yield f"*{'; '.join(facts)}*"
    yield _HEADING.sub(r"**\1**\n", rule.documentation())
    for number, bad in enumerate(rule.bad):
        yield f"**Reported**{_in(bad.language)}" if number == 0 else f"and{_in(bad.language)}"
        yield _quoted(bad.marked)
        if bad.cleaned is not None:
            yield "becomes"
            yield _quoted(bad.cleaned)
    for number, good in enumerate(rule.good):
        if number == 0:
            yield "**Not reported**"
        yield f"{good.why}{_in(good.language)}:"
        yield _quoted(good.text)
    for number, miss in enumerate(rule.known_misses):
        if number == 0:
            yield "**Known to be missed**"
        yield _quoted(miss.marked)


def _in(language: str) -> str:
    return "" if language == "en" else f" (language `{language}`)"


def _fixes(rule: type[Rule]) -> str:
    """The safeties of the fixes that the rule offers on its own examples.

    A rule that asks a service is not run here: its page says what the fix does.
    """
    if rule.service:
        return "see the rule" if rule.fixable() else "none"
    found = {finding.fix.safety for bad in rule.bad for finding in _check(rule, bad) if finding.fix}
    return ", ".join(safety.label for safety in reversed(Safety) if safety in found) or "none"


def _check(rule: type[Rule], bad: Bad) -> tuple[Finding, ...]:
    settings = Settings(**rule.example_settings)
    return engine.check(Document(bad.text, language=bad.language), [rule()], settings)


def _link(rule: type[Rule]) -> str:
    return f"rules/{rule.family}.md#{rule.code.lower()}-{rule.name}"


def _family_row(family: str) -> tuple[str, str]:
    return f"[`{family}`](rules/{family}.md)", FAMILIES[family]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _quoted(text: str) -> str:
    """An example as a block in which nothing is invisible but blanks inside a line."""
    lines = text.replace("\r\n", "␍\n").translate(_MADE_VISIBLE).split("\n")
    body = "\n".join(visible(line) for line in lines)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", body)), default=0))
    return f"{fence}text\n{body}\n{fence}"


def main() -> int:
    """Write the pages, or say which are not up to date; the exit code."""
    parser = argparse.ArgumentParser(description="Write the made parts of the documentation.")
    parser.add_argument("--check", action="store_true", help="only say what is not up to date")
    check = parser.parse_args().check
    made = pages()
    stale = [
        path
        for path, text in sorted(made.items())
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    left = sorted(set((ROOT / "docs/rules").glob("*.md")) - set(made))
    for path in [*stale, *left]:
        print(f"{path.relative_to(ROOT)}: {'not up to date' if check else 'written'}")
        if not check and path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        elif not check:
            path.unlink()
    return int(check and bool(stale or left))


if __name__ == "__main__":
    sys.exit(main())
