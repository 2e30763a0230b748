"""Many documents, on one core or all of them: results in the order of the input, memory bounded.

A document that kills its process (out of memory, a crash in compiled code) costs only itself.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newslint.corpus.examine import STDIN, Examiner, Work, light, size_of
from newslint.filesystem import shown
from newslint.report import Failure, Result

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

CHUNK_FILES, CHUNK_BYTES = 16, 1 << 20
"""A process is given so many files, or so many bytes, at a time."""
HANDFUL_FILES, HANDFUL_BYTES = 8, 512 * 1024
"""Up to this much is done in one process: starting others takes longer."""


def run(work: Work, paths: Sequence[str], jobs: int | None = None) -> Iterator[Result]:
    """The result of each of `paths`, in their order.

    `jobs` is the number of processes; None takes all cores when there is more than a handful to
    do. Raises ConfigError when the settings name rules that do not exist.
    """
    examine = Examiner(work)
    processes = min(jobs or _processes(paths), len(paths))
    if processes <= 1:
        return map(examine, paths)
    return _Parallel(examine, processes).results(_chunks(paths))


def _processes(paths: Sequence[str]) -> int:
    few = len(paths) <= HANDFUL_FILES
    return 1 if few and sum(map(size_of, paths)) <= HANDFUL_BYTES else cores()


def cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _chunks(paths: Iterable[str]) -> Iterator[list[str]]:
    """`paths` in runs small enough to spread evenly and to hold; standard input by itself."""
    chunk: list[str] = []
    size = 0
    for path in paths:
        size += size_of(path)
        full = len(chunk) >= CHUNK_FILES or size > CHUNK_BYTES
        if chunk and (full or STDIN in (path, chunk[0])):
            yield chunk
            chunk, size = [], size_of(path)
        chunk.append(path)
    if chunk:
        yield chunk


class _Parallel:
    """Worker processes, and what is done when one of them dies."""

    def __init__(self, examine: Examiner, processes: int) -> None:
        self._work = examine.work
        self._examine = examine
        self._processes = processes
        self._pool = self._start(processes)

    def results(self, chunks: Iterable[list[str]]) -> Iterator[Result]:
        """The results of all chunks, in order; at most a few chunks are in memory."""
        pending: deque[tuple[list[str], Future[list[Result]]]] = deque()
        try:
            for chunk in chunks:
                pending.append((chunk, self._submit(chunk)))
                if len(pending) > 2 * self._processes:
                    yield from self._collect(*pending.popleft())
            while pending:
                yield from self._collect(*pending.popleft())
        finally:
            self._pool.shutdown(cancel_futures=True)

    def _start(self, processes: int) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(processes, initializer=_prepare, initargs=(self._work,))

    def _submit(self, chunk: list[str]) -> Future[list[Result]]:
        from concurrent.futures import Future
        from concurrent.futures.process import BrokenProcessPool

        if chunk == [STDIN]:  # only this process has it
            done: Future[list[Result]] = Future()
            done.set_result([self._examine(STDIN)])
            return done
        try:
            return self._pool.submit(_examine_all, chunk)
        except BrokenProcessPool:
            self._pool = self._start(self._processes)
            return self._pool.submit(_examine_all, chunk)

    def _collect(self, chunk: list[str], future: Future[list[Result]]) -> Iterator[Result]:
        from concurrent.futures.process import BrokenProcessPool

        try:
            results = future.result()
        except BrokenProcessPool:
            # It was this chunk's process that died, or another's: the pool does not tell.
            yield from map(self._alone, chunk)
        else:
            yield from results

    def _alone(self, path: str) -> Result:
        """The result of one document in a process of its own."""
        from concurrent.futures.process import BrokenProcessPool

        with self._start(1) as pool:
            try:
                return pool.submit(_examine_all, [path]).result()[0]
            except BrokenProcessPool:
                return Failure(
                    shown(path),
                    f"{shown(path)}: the process that worked on it was killed or crashed (out of "
                    "memory?); leave it out with `exclude` or try it alone",
                )


_examiner: Examiner | None = None
"""What a worker process works with; set once when it starts."""


def _prepare(work: Work) -> None:
    import signal
    from threading import Thread

    global _examiner
    Thread(target=_end_with_parent, daemon=True).start()
    # Ctrl-C reaches every process of the terminal; the parent ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _examiner = Examiner(work)


def _end_with_parent() -> None:
    """End this process when the one that started it has died: no more work will come."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _examine_all(paths: list[str]) -> list[Result]:
    assert _examiner is not None
    return [light(_examiner(path)) for path in paths]
