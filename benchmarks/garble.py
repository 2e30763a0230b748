"""How many sentences a second the garble model reads, beside two checkers of grammar.

    python benchmarks/garble.py             # the English articles of the labelled corpus
    python benchmarks/garble.py articles/   # one's own texts

CPU seconds of this process, and of the LanguageTool server where there is one: so the figures are
those of one core. Each tool is given the same sentences of each document once, in turns of a few
documents, so that a busy machine slows all of them alike and no cache helps. The first turn is not
counted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import documents

from newslint import engine
from newslint.document import Document
from newslint.errors import ServiceError
from newslint.language import detect
from newslint.registry import selected
from newslint.rule import Context
from newslint.rules import garblemodel
from newslint.rules.garbledsentence import sentences
from newslint.settings import Settings

TURNS = 9


class Article(NamedTuple):
    """A text, and the sentences of it that the model is given."""

    text: str
    sentences: list[str]


Work = Callable[[Article], object]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the speed of the garble model.")
    parser.add_argument("paths", nargs="*", type=Path, help="text files, folders or JSON Lines")
    articles = [article(text) for text in documents.load(parser.parse_args(arguments).paths)]
    every = [sentence for each in articles for sentence in each.sentences]
    length = sum(map(len, every)) / len(every)
    print(f"{len(articles)} articles, {len(every)} sentences of {length:.0f} characters on average")
    works, clock = tools()
    costs = dict.fromkeys(works, 0.0)
    for turn in range(TURNS):
        for name, work in works.items():
            start = clock()
            for each in articles[turn::TURNS]:
                work(each)
            costs[name] += (clock() - start) if turn else 0.0
    counted = len(every) - sum(len(each.sentences) for each in articles[::TURNS])
    peer = costs.get("harper")
    print(f"\n{'':34}{'sentences/s':>13}{'of harper':>11}")
    for name, cost in costs.items():
        ratio = f"{peer / cost:.2f}" if peer else ""
        print(f"{name:34}{counted / cost:13,.0f}{ratio:>11}")


def article(text: str) -> Article:
    """A text with its sentences."""
    context = Context(Document(text, language=detect(text)), Settings())
    return Article(text, [each.text for each in sentences(context)])


def tools() -> tuple[Mapping[str, Work], Callable[[], float]]:
    """What is measured by name, and a clock of all the CPU seconds that it takes."""
    model = garblemodel.model()

    def checked(settings: Settings) -> Work:
        rules = selected(settings)

        def work(given: Article) -> None:
            model._known.cache_clear()
            document = Document(given.text, language=detect(given.text))
            engine.check(document, rules, settings)

        return work

    works: dict[str, Work] = {
        "the garble model": lambda given: model.read(given.sentences),
        "newslint check": checked(Settings()),
        "newslint check --no-model": checked(Settings(model=False)),
    }
    try:
        from harper import Linter

        linter = Linter()
        works["harper"] = lambda given: [linter.lint(text) for text in given.sentences]
    except ImportError as error:
        print(f"no harper: {error} (pip install -r benchmarks/requirements.txt)")
    clock: Callable[[], float] = time.process_time
    try:
        works["LanguageTool, category GRAMMAR"], clock = languagetool()
    except ServiceError as error:
        print(f"no LanguageTool: {error}")
    return works, clock


def languagetool() -> tuple[Work, Callable[[], float]]:
    """Checking the sentences as one text, as `--grammar` does; and the clock with the server's.

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

    return lambda given: tool.check("\n\n".join(given.sentences), "en", ("GRAMMAR",)), clock


if __name__ == "__main__":
    main()
