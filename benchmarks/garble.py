"""How many sentences a second the garble model reads, beside two checkers of grammar.

    python benchmarks/garble.py             # the English sentences of the labelled corpus
    python benchmarks/garble.py articles/   # those of one's own texts

CPU seconds of this process, and of the LanguageTool server where there is one: so the figures are
those of one core. Each tool is given every sentence once, in turns of a few, so that a busy machine
slows all of them alike and no cache helps. The first turn is not counted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import documents

from newslint import engine
from newslint.document import Document
from newslint.errors import ServiceError
from newslint.language import detect
from newslint.registry import selected
from newslint.rule import Context, Rule
from newslint.rules import garblemodel
from newslint.rules.garbledsentence import sentences
from newslint.settings import Settings

Work = Callable[[Sequence[str]], object]
TURNS = 9
SETTINGS = Settings(select=("garble",))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the speed of the garble model.")
    parser.add_argument("paths", nargs="*", type=Path, help="text files, folders or JSON Lines")
    texts = documents.load(parser.parse_args(arguments).paths)
    found = read(texts)
    print(
        f"{len(found)} sentences of {sum(map(len, found)) / len(found):.0f} characters on average"
    )
    works, cpu = tools()
    costs = dict.fromkeys(works, 0.0)
    for turn in range(TURNS):
        given = found[turn::TURNS]
        for name, work in works.items():
            start = cpu()
            work(given)
            costs[name] += (cpu() - start) if turn else 0.0
    counted = len(found) - len(found[::TURNS])
    peer = costs.get("harper")
    print(f"\n{'':34}{'sentences/s':>13}{'of harper':>11}")
    for name, cost in costs.items():
        ratio = f"{peer / cost:.2f}" if peer else ""
        print(f"{name:34}{counted / cost:13,.0f}{ratio:>11}")


def read(texts: Sequence[str]) -> list[str]:
    """The different sentences of `texts` that the model is given, in order."""
    contexts = (Context(Document(text, language=detect(text)), SETTINGS) for text in texts)
    return list(dict.fromkeys(each.text for context in contexts for each in sentences(context)))


def tools() -> tuple[Mapping[str, Work], Callable[[], float]]:
    """What is measured by name, and a clock of all the CPU seconds that it takes."""
    model = garblemodel.model()
    all_rules = selected(SETTINGS)
    rules = [rule for rule in all_rules if not rule.model]

    def checked(chosen: Sequence[Rule]) -> Work:
        def work(given: Sequence[str]) -> None:
            model.read.cache_clear()
            for text in given:
                engine.check(Document(text), chosen, SETTINGS)

        return work

    works: dict[str, Work] = {
        "the model alone": lambda given: [model.read(text) for text in given],
        "family garble, with the model": checked(all_rules),
        "family garble, --no-model": checked(rules),
    }
    try:
        from harper import Linter

        linter = Linter()
        works["harper"] = lambda given: [linter.lint(text) for text in given]
    except ImportError as error:
        print(f"no harper: {error} (pip install -r benchmarks/requirements.txt)")
    clock: Callable[[], float] = time.process_time
    try:
        works["LanguageTool, category GRAMMAR"], clock = languagetool()
    except ServiceError as error:
        print(f"no LanguageTool: {error}")
    return works, clock


def languagetool() -> tuple[Work, Callable[[], float]]:
    """Checking a few sentences as one text, as `--grammar` does; and the clock with the server's.

    Raises ServiceError where LanguageTool cannot run.
    """
    from newslint.rules.grammar import address
    from newslint.rules.languagetool import server

    settings = Settings()
    url = address(settings)
    from newslint.rules.languagetool.client import client

    tool = client(url, settings.languagetool_timeout)
    port = int(url.rstrip("/").rpartition(":")[2])
    pid = next(each.pid for each in server.running() if each.port == port)
    import psutil

    process = psutil.Process(pid)

    def clock() -> float:
        times = process.cpu_times()
        return time.process_time() + times.user + times.system

    return lambda given: tool.check("\n\n".join(given), "en", ("GRAMMAR",)), clock


if __name__ == "__main__":
    main()
