"""The work that is measured: newslint's rules, and what the peer does with the same text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from statistics import median

from newslint import engine
from newslint.document import Document
from newslint.language import detect
from newslint.registry import selected
from newslint.settings import Settings

Work = Callable[[str], object]
SETTINGS = Settings(model=False)
RULES = selected(SETTINGS)


def document(text: str) -> Document:
    """A text as the rules see it, its language detected."""
    return Document(text, language=detect(text))


def check(text: str) -> object:
    """All rules on one text."""
    return engine.check(document(text), RULES, SETTINGS)


def fix(text: str) -> object:
    """All rules and safe fixes on one text, until nothing changes."""
    return engine.fix(document(text), RULES, SETTINGS)


def peer() -> Mapping[str, Work]:
    """The filters of datatrove that judge news text, by name, with their own defaults.

    They keep or drop lines and documents by heuristics of the C4, Gopher and FineWeb corpora; no
    other tool that one can install reads lines of news for residue. Raises ImportError where
    datatrove is not installed.
    """
    from datatrove.data import Document as PeerDocument
    from datatrove.pipeline.filters import (
        C4QualityFilter,
        FineWebQualityFilter,
        GopherQualityFilter,
    )

    def work(judge: Callable[[PeerDocument], object]) -> Work:
        return lambda text: judge(PeerDocument(text=text, id="-"))

    filters = (C4QualityFilter(), GopherQualityFilter(), FineWebQualityFilter())
    return {f"datatrove {type(each).__name__}": work(each.filter) for each in filters}


def seconds(work: Work, texts: Iterable[str]) -> float:
    """CPU seconds of this process for all texts."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def compared(works: Mapping[str, Work], texts: list[str], rounds: int) -> dict[str, float]:
    """CPU seconds for all texts by name: the median of some rounds.

    In each round every work has its turn, so that a busy machine slows all of them alike. A round
    before the first is not counted: imports and tables that are built once.
    """
    costs = [
        {name: seconds(work, texts) for name, work in works.items()} for _ in range(rounds + 1)
    ]
    return {name: median(cost[name] for cost in costs[1:]) for name in works}
