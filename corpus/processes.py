"""Worker processes: how they start, and how they end with the run, however that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ProcessPoolExecutor

_PATIENCE = 0.5
"""Seconds that a pool whose processes were killed may take to see it."""
_MOST_ON_WINDOWS = 61
"""How many processes Python can wait for there at once."""


@contextmanager
def pool_of(
    processes: int, prepare: Callable[..., object] | None = None, *arguments: Any
) -> Iterator[ProcessPoolExecutor]:
    """A pool for the block, whose processes begin with `prepare`.

    Left by an exception (Ctrl-C, a closed pipe), the block waits for no work that was begun.
    """
    pool = started(processes, prepare, *arguments)
    try:
        yield pool
    except BaseException:
        end_at_once(pool)
        raise
    pool.shutdown()


def started(
    processes: int, prepare: Callable[..., object] | None = None, *arguments: Any
) -> ProcessPoolExecutor:
    """A pool that somebody must end, of `processes` where the system has so many."""
    from concurrent.futures import ProcessPoolExecutor

    if sys.platform == "win32":
        processes = min(processes, _MOST_ON_WINDOWS)
    return ProcessPoolExecutor(processes, initializer=_begin, initargs=(prepare, *arguments))


def end_at_once(pool: ProcessPoolExecutor) -> None:
    """Kill the processes of a pool, whatever they are at; what they were given is lost.

    They write no files, so nothing is left half done. Before Python 3.14 a pool has no function
    for this, and its thread may wait for ever for the rest of a message from, or to, a process
    that was killed: the pipes also end here, which nobody uses any more.
    """
    inside: Any = pool
    processes = list((inside._processes or {}).values())
    thread = inside._executor_manager_thread
    pipes = ((inside._result_queue, "_writer"), (inside._call_queue, "_reader"))
    pool.shutdown(wait=False)
    for process in processes:
        process.kill()
    for queue, end in pipes:
        if thread is not None:
            thread.join(_PATIENCE)
            if thread.is_alive():
                getattr(queue, end).close()


def _begin(prepare: Callable[..., object] | None, *arguments: Any) -> None:
    """The first thing that a process of a pool does."""
    import signal
    from threading import Thread

    Thread(target=_end_with_parent, daemon=True).start()
    # Ctrl-C reaches every process of the terminal; the parent ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What the parent does on it is not for this process, which may have been forked.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if prepare is not None:
        prepare(*arguments)


def _end_with_parent() -> None:
    """End this process when the one that started it has died: no more work will come."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
