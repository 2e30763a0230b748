"""Keeps one LanguageTool server running, and ends it when newslint is gone, whatever ended that.

A program of its own, started by `server.py` with an isolated interpreter and the standard library
alone. newslint talks to it through its standard streams: the plan comes as an argument (JSON, see
`Plan`), the answer goes to standard output as one line of JSON (`{"port": ...}` or
`{"error": ...}`), and a byte or the end of standard input means: stop.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

START_SECONDS = 60.0
"""A server that is not up by then has failed."""
STARTS = 5
"""After so many failures to start in a row the supervisor gives up."""
LAST_WORDS_SECONDS = 2.0
"""How long the last words of a server that ended are waited for."""
POLL_SECONDS = 0.25
_STARTED, _PORT_TAKEN = "Server started", "Address already in use"


class Plan(NamedTuple):
    """What is to be run and for whom."""

    java: str
    """The path of the program."""
    jar: str
    """The path of languagetool-server.jar."""
    options: list[str]
    """Of the Java machine."""
    properties: dict[str, str]
    """The server's configuration."""
    parent: int
    """The process without which the server is not to run."""
    state: str
    """A file to keep the server's process and port in; it goes when the server goes."""


class GoneError(Exception):
    """Nobody needs the server any more."""


def main() -> int:
    """Run the plan until newslint is gone; 1 when the server cannot be started."""
    plan = Plan(**json.loads(sys.argv[1]))
    # Ctrl-C and a closed terminal are newslint's to answer; SIGTERM is ours.
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder = Path(tempfile.mkdtemp(prefix="newslint-languagetool-"))
    server = Server(plan, folder)
    try:
        return serve(plan, server, Watch(plan.parent))
    except GoneError:
        return 0
    finally:
        server.kill()
        with suppress(OSError):
            Path(plan.state).unlink()
        shutil.rmtree(folder, ignore_errors=True)


def serve(plan: Plan, server: Server, watch: Watch) -> int:
    """Start the server, tell newslint, start it again whenever it dies; 1 when that fails."""
    if not started(server, watch, another_port=True):
        answer({"error": server.words()})
        return 1
    note(plan, server)
    answer({"port": server.port})
    while True:
        while server.alive():
            watch.wait()
        if not started(server, watch, another_port=False):
            return 1
        note(plan, server)


def started(server: Server, watch: Watch, another_port: bool) -> bool:
    """Whether one of `STARTS` attempts brought the server up; without Java's fault none is made."""
    for attempt in range(STARTS):
        server.start()
        if server.up(watch.wait):
            return True
        taken = _PORT_TAKEN in server.words()
        if another_port and not taken:
            return False
        if taken and another_port:
            server.port = free_port()
        for _ in range(4 * attempt):
            watch.wait()
    return False


class Watch:
    """Waits, and tells when newslint has gone or has had enough."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._stop = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError, ValueError):
            os.read(0, 1)
        self._stop.set()

    def wait(self) -> None:
        """Sleep for a moment; raises GoneError.

        The stream's end is not enough: processes that newslint forked may hold it open.
        """
        stopped = self._stop.wait(POLL_SECONDS)
        if stopped or (os.name == "posix" and os.getppid() != self._parent):
            raise GoneError


class Server:
    """The Java process, and the last lines that it printed."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self._folder = folder
        self._plan = plan
        self._lines: deque[str] = deque(maxlen=30)
        self._up = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self.port = free_port()

    @property
    def pid(self) -> int:
        """The number of its process; 0 before it was started."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start it on `port`; ends the one before."""
        self.kill()
        properties = self._folder / "server.properties"
        lines = [f"{key}={value}\n" for key, value in self._plan.properties.items()]
        properties.write_text("".join(lines), encoding="utf-8")
        plan = self._plan
        command = [plan.java, *plan.options, "-cp", plan.jar, "org.languagetool.server.HTTPServer"]
        self._lines.clear()
        self._up = threading.Event()
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port), "--config", str(properties)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            cwd=self._folder,
            preexec_fn=dies_with_parent(),
        )
        arguments = (self._process, self._up)
        self._reader = threading.Thread(target=self._read, args=arguments, daemon=True)
        self._reader.start()

    def _read(self, process: subprocess.Popen[str], up: threading.Event) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._lines.append(line.strip())
            if _STARTED in line:
                up.set()

    def up(self, wait: Callable[[], None]) -> bool:
        """Wait until it answers; False when it ended, or took too long, instead.

        Only what it prints is trusted: another server may be listening at the same port.
        """
        deadline = time.monotonic() + START_SECONDS
        while not self._up.is_set():
            if not self.alive() or time.monotonic() > deadline:
                return False
            wait()
        return self.alive()

    def alive(self) -> bool:
        """Whether its process runs."""
        return self._process is not None and self._process.poll() is None

    def words(self) -> str:
        """What it printed last, the trouble first where it can be told."""
        if self._reader is not None and not self.alive():
            # It may have ended before its last words were read.
            self._reader.join(LAST_WORDS_SECONDS)
        lines = [line for line in self._lines if line]
        trouble = [line for line in lines if "Error" in line or "Exception" in line]
        return " ".join((trouble or lines or ["it ended without a word"])[:2])

    def kill(self) -> None:
        """End it for sure; it has nothing to save."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    """A port of this machine that nobody listened at a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def dies_with_parent() -> Callable[[], object] | None:
    """What makes a new process die with this one, even of SIGKILL; None where only Linux can."""
    if sys.platform != "linux":
        return None
    import ctypes

    libc = ctypes.CDLL(None)
    set_parent_death_signal = 1
    return lambda: libc.prctl(set_parent_death_signal, signal.SIGKILL)


def answer(record: dict[str, object]) -> None:
    """Tell newslint."""
    with suppress(OSError):
        print(json.dumps(record), flush=True)


def note(plan: Plan, server: Server) -> None:
    """Keep what `newslint languagetool status` shows; nothing depends on it."""
    record = {"supervisor": os.getpid(), "server": server.pid, "port": server.port}
    state = Path(plan.state)
    fresh = state.with_suffix(".fresh")
    with suppress(OSError):
        state.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(record), encoding="utf-8")
        fresh.replace(state)


if __name__ == "__main__":
    sys.exit(main())
