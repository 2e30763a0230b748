"""What each rule costs, apart from the analyses that it shares with others."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from work import RULES, SETTINGS

from newslint.document import Document
from newslint.language import detect
from newslint.rule import Context

T = TypeVar("T")


class Clock:
    """CPU seconds by part; what a part spends inside another one counts for the inner one only."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Charge what happens here to `name`."""
        start = time.process_time()
        self._inside.append(0.0)
        yield
        cost = time.process_time() - start
        self.spent[name] += cost - self._inside.pop()
        if self._inside:
            self._inside[-1] += cost


class TimedContext(Context):
    """A context that charges every shared analysis to itself, not to the rule that asked first."""

    clock: Clock

    def once(self, analysis: Callable[[Context], T]) -> T:
        if analysis in self.document._cache:
            return super().once(analysis)
        name = f"shared: {analysis.__module__.rpartition('.')[2]}.{analysis.__qualname__}"
        with self.clock.part(name):
            return super().once(analysis)


def costs(texts: Iterable[str]) -> dict[str, float]:
    """CPU seconds for all texts by rule and shared analysis, the dearest first."""
    clock = Clock()
    for text in texts:
        with clock.part("shared: language"):
            document = Document(text, language=detect(text))
        for name in ("lines", "blocks", "sentences"):
            with clock.part(f"shared: document.{name}"):
                getattr(document, name)
        context = TimedContext(document, SETTINGS)
        context.clock = clock
        for rule in RULES:
            with clock.part(f"{rule.code} {rule.name}"):
                list(rule.check(context))
    return dict(sorted(clock.spent.items(), key=lambda item: -item[1]))
