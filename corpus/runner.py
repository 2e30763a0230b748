"""Many documents, on one core or all of them: results in the order of the input, memory bounded.

A document that kills its process (out of memory, a crash in compiled code) costs only itself.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from newslint.corpus.examine import Examiner, Item, Work, light, path_of, size_of, where
from newslint.corpus.processes import end_at_once, pool_of, started
from newslint.corpus.records import Record, is_records, records_of, unwritable
from newslint.filesystem import STDIN, shown
from newslint.report import Failure, Result

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    _Pending = deque[tuple[list[Item], Future[list[Result]]]]
    """Chunks and what comes of them, in order."""

CHUNK_FILES, CHUNK_BYTES = 16, 64 * 1024
"""A process is given so many files, or so many bytes, at a time: seconds of work for the models."""
HANDFUL_FILES, HANDFUL_BYTES = 8, 64 * 1024
"""Up to this much is done in one process: starting others takes longer."""


def run(work: Work, paths: Sequence[str], jobs: int | None = None) -> Generator[Result, None, None]:
    """The result of each document in `paths`, in their order, those of a file of records in its.

    Closing what is returned ends the other processes at once.

    `jobs` is the number of processes; None takes all cores when there is more than a handful to
    do. Raises ConfigError when the settings name rules that do not exist.
    """
    examine = Examiner(work)
    items = chain.from_iterable(_items(path, work) for path in paths)
    processes = jobs or _processes(paths)
    if not any(map(is_records, paths)):
        processes = min(processes, len(paths))
    if processes <= 1:
        return (examine(item) for item in items)
    return _in_parallel(examine, _chunks(items), processes)


def _in_parallel(
    examine: Examiner, chunks: Iterator[list[Item]], processes: int
) -> Generator[Result, None, None]:
    """The results of all chunks, by no more processes than there are chunks for."""
    first = list(islice(chunks, processes))
    if first:
        yield from _Parallel(examine, len(first)).results(chain(first, chunks))


def _items(path: str, work: Work) -> Iterable[Item]:
    """What is to be examined of a file: all of it, or its records one by one."""
    if not is_records(path):
        return [path]
    refusal = unwritable(path) if work.level is not None else None
    return records_of(path, work.settings) if refusal is None else [refusal]


def _processes(paths: Sequence[str]) -> int:
    few = len(paths) <= HANDFUL_FILES
    return 1 if few and sum(map(size_of, paths)) <= HANDFUL_BYTES else cores()


def cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """`items` in runs small enough to spread evenly and to hold; standard input by itself."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        size += size_of(item)
        full = len(chunk) >= CHUNK_FILES or size > CHUNK_BYTES
        if chunk and (full or STDIN in (item, chunk[0])):
            yield chunk
            chunk, size = [], size_of(item)
        chunk.append(item)
    if chunk:
        yield chunk


class _Parallel:
    """Worker processes, and what is done when one of them dies."""

    def __init__(self, examine: Examiner, processes: int) -> None:
        self._work = examine.work
        self._examine = examine
        self._processes = processes
        self._pool = self._start()

    def results(self, chunks: Iterable[list[Item]]) -> Generator[Result, None, None]:
        """The results of all chunks, in order; at most a few chunks are in memory."""
        pending: _Pending = deque()
        try:
            for chunk in chunks:
                pending.append((chunk, self._submit(chunk)))
                if len(pending) > 2 * self._processes:
                    yield from self._first_of(pending)
            while pending:
                yield from self._first_of(pending)
        except BaseException:  # the end of this generator before its time is one, too
            end_at_once(self._pool)
            raise
        self._pool.shutdown()

    def _start(self) -> ProcessPoolExecutor:
        return started(self._processes, _prepare, self._work)

    def _submit(self, chunk: list[Item]) -> Future[list[Result]]:
        from concurrent.futures import Future
        from concurrent.futures.process import BrokenProcessPool

        if chunk == [STDIN]:  # only this process has it
            done: Future[list[Result]] = Future()
            done.set_result([self._examine(STDIN)])
            return done
        try:
            return self._pool.submit(_examine_all, chunk)
        except BrokenProcessPool:
            self._pool = self._start()
            return self._pool.submit(_examine_all, chunk)

    def _first_of(self, pending: _Pending) -> Iterator[Result]:
        """The results of the first of the chunks that are being worked on."""
        from concurrent.futures.process import BrokenProcessPool

        chunk, future = pending.popleft()
        try:
            results = future.result()
        except BrokenProcessPool:
            # It was this chunk's process that died, or another's: the pool does not tell.
            self._begin_again(pending)
            yield from self._one_by_one(chunk)
        else:
            yield from results

    def _begin_again(self, pending: _Pending) -> None:
        """Give the chunks that a broken pool has lost to a new one."""
        from concurrent.futures.process import BrokenProcessPool

        for index, (chunk, future) in enumerate(pending):
            if future.done() and isinstance(future.exception(), BrokenProcessPool):
                pending[index] = chunk, self._submit(chunk)

    def _one_by_one(self, chunk: Iterable[Item]) -> Iterator[Result]:
        """Results of documents that a process is given one by one, so that its death tells which.

        Starting a process takes longer than most documents: only a death has another one start.
        """
        from concurrent.futures.process import BrokenProcessPool

        left = deque(chunk)
        while left:
            with pool_of(1, _prepare, self._work) as pool:
                while left:
                    item = left.popleft()
                    try:
                        (result,) = pool.submit(_examine_all, [item]).result()
                    except BrokenProcessPool:
                        yield _killed(item)
                        break
                    yield result


def _killed(item: Item) -> Failure:
    if isinstance(item, Failure):
        return item
    way_out = "out the record" if isinstance(item, Record) else "it out by `exclude`"
    return Failure(
        shown(path_of(item)),
        f"{where(item)}: the process that worked on it was killed or crashed (out of memory?); "
        f"leave {way_out} or try it alone",
    )


_examiner: Examiner | None = None
"""What a worker process works with; set once when it starts."""


def _prepare(work: Work) -> None:
    global _examiner
    _examiner = Examiner(work)


def _examine_all(items: list[Item]) -> list[Result]:
    assert _examiner is not None
    return [light(_examiner(item)) for item in items]
