"""Sentences as article spinners and poor translators leave them.

    python spun.py --clean clean_sentences.jsonl.xz --out build/spun.jsonl.xz

Needs Debian's packages wordnet-base, apertium, apertium-eng-spa, apertium-en-gl and apertium-eo-en.
Spun sentences have some words replaced by a synonym of any of their senses; translated ones went to
another language and back, whole or with some of the differences only. Some of what comes out is
good English: `judged.py` keeps what a language model finds clearly worse.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from operator import itemgetter
from pathlib import Path
from random import Random

from corrupt import Broken, example
from data import read

WORDNET = Path("/usr/share/wordnet")
PAIRS = {"Spanish": "eng-spa spa-eng", "Galician": "en-gl gl-en", "Esperanto": "en-eo eo-en"}
"""Apertium's modes to a language and back."""
SPUN, TRANSLATED = 60_000, 18_000
"""Sentences that are spun, and that go to each language."""
SHARES = (0.12, 0.25, 0.5)
"""Of the words that have a synonym, how many get one."""
MOST_SPUN = 8
ALIKE = 0.3
"""The share of words that a translation has in common with its original; else lines slipped."""
_WORD = re.compile(r"([a-z]{4,})([,.;:]?)")
_ENDINGS = (
    # ending, what stands in its place in the base form, parts of speech
    ("", "", ("noun", "verb", "adj", "adv")),
    ("s", "", ("noun", "verb")),
    ("es", "", ("noun", "verb")),
    ("ies", "y", ("noun", "verb")),
    ("ed", "", ("verb",)),
    ("ed", "e", ("verb",)),
    ("ing", "", ("verb",)),
    ("ing", "e", ("verb",)),
    ("ly", "", ("adj",)),
)

Synonyms = dict[str, dict[str, set[str]]]
"""By part of speech and word."""


def synonyms() -> Synonyms:
    """Of WordNet's words in small letters, all that share a sense with them."""
    result: Synonyms = {pos: defaultdict(set) for pos in ("noun", "verb", "adj", "adv")}
    for pos, known in result.items():
        for line in (WORDNET / f"data.{pos}").read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if line.startswith(" "):  # the licence
                continue
            words = [re.sub(r"\(.*\)", "", w) for w in fields[4 : 4 + 2 * int(fields[3], 16) : 2]]
            plain = [w.replace("_", " ") for w in words if w.islower() and w.count("_") < 2]
            for word in plain:
                known[word].update(other for other in plain if other != word)
    return result


def inflected(word: str, ending: str) -> str:
    """The first word of `word` (any other for a plural) with an ending."""
    first, blank, rest = word.partition(" ")
    if ending == "s":
        if blank:
            return f"{word}s"
        if re.search("[^aeiou]y$", first):
            return f"{first[:-1]}ies"
        return first + ("es" if re.search("(s|x|ch|sh)$", first) else "s")
    if ending == "ed":
        first = f"{first[:-1]}i" if re.search("[^aeiou]y$", first) else first.removesuffix("e")
    elif ending == "ing" and re.search("[^e]e$", first):
        first = first[:-1]
    return first + ending + blank + rest


def spun(words: list[str], random: Random, known: Synonyms) -> Broken | None:
    """Words replaced by synonyms, whatever they mean there."""
    share, result, seams = random.choice(SHARES), list[str](), list[int]()
    for word in words:
        match = _WORD.fullmatch(word)
        found = _instead(match[1], known) if match and random.random() < share else []
        if match and found:
            seams.append(len(result))
            result += (random.choice(found) + match[2]).split()
        else:
            result.append(word)
    return Broken(result, seams) if 0 < len(seams) <= MOST_SPUN else None


def _instead(word: str, known: Synonyms) -> list[str]:
    found = set()
    for ending, base, parts in _ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending) + base
            kept = "s" if ending in ("es", "ies") else ending
            found |= {inflected(w, kept) for pos in parts for w in known[pos].get(stem, ())}
    return sorted(found - {word})


def translated(sentences: list[str], modes: str) -> list[str]:
    """Sentences that went to another language and back."""
    text = "\n".join(sentences)
    for mode in modes.split():
        command = ["apertium", "-u", "-f", "line", mode]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        text = done.stdout
    return text.splitlines()


def differing(before: str, after: str, random: Random) -> Broken | None:
    """A translation, or its original with up to three of its differences."""
    old, new = before.split(), re.sub(r" ([,.;:?!])", r"\1", after).split()
    common = len({w.lower() for w in old} & {w.lower() for w in new})
    if not new or common < ALIKE * min(len(set(old)), len(set(new))) or re.search("[*@#]", after):
        return None
    new[0] = new[0][0].upper() + new[0][1:]
    changes = [c for c in SequenceMatcher(None, old, new, False).get_opcodes() if c[0] != "equal"]
    if not changes:
        return None
    if random.random() < 0.5:
        return Broken(new, [min(change[3], len(new) - 1) for change in changes])
    kept = random.sample(changes, k=min(len(changes), random.randint(1, 3)))
    result, seams, shift = list(old), [], 0
    for _, start, end, new_start, new_end in sorted(kept, key=itemgetter(1)):
        result[start + shift : end + shift] = new[new_start:new_end]
        seams.append(start + shift)
        shift += (new_end - new_start) - (end - start)
    return Broken(result, [min(seam, len(result) - 1) for seam in seams]) if result else None


def everything(sentences: list[str], random: Random) -> Iterator[tuple[str, str, Broken]]:
    """Each flawed sentence with its original and its kind."""
    known = synonyms()
    for text in sentences[:SPUN]:
        made = spun(text.split(), random, known)
        if made:
            yield text, "spun", made
    for language, modes in PAIRS.items():
        part = random.sample(sentences, k=TRANSLATED)
        for text, after in zip(part, translated(part, modes), strict=False):
            made = differing(text, after, random)
            if made and made.words != text.split():
                yield text, f"by_way_of_{language}", made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    random = Random(9)
    sentences = sorted(set(read(options.clean).train))
    random.shuffle(sentences)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(options.out, "wt", encoding="utf-8") as file:
        for original, kind, made in everything(sentences, random):
            text, seams, _ = example(made, kind)
            row = {"text": text, "seams": seams, "kind": kind, "original": original}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
