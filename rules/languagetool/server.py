"""newslint's own LanguageTool server: one for all processes of a run, and it ends with the run."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from newslint.errors import ServiceError
from newslint.rules.languagetool import installation, supervisor

STOP_SECONDS = 10.0
# Short runs dominate, so Java's fast compiler alone and its smallest collector: up in half the
# time, a third of the memory, and as quick for the first some hundred documents.
_OPTIONS = [
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
]
_PROPERTIES = {
    "pipelineCaching": "true",
    "maxPipelinePoolSize": "16",
    "pipelineExpireTimeInSeconds": "3600",
    "cacheSize": "1000",
}


class Server:
    """A running server, and the process that watches over it."""

    def __init__(self, directory: str | None, limit: float) -> None:
        """Start it from the installation in `directory` (newslint's own when None); seconds.

        `limit` is how long it may work on one text, in seconds. Raises ServiceError when something
        is missing or Java fails.
        """
        found, java = installation.ready(directory)
        self._owner = os.getpid()
        plan = supervisor.Plan(
            java=java,
            jar=str(found.jar.resolve()),
            options=_OPTIONS,
            properties={**_PROPERTIES, "maxCheckTimeMillis": str(int(limit * 1000))},
            parent=self._owner,
            state=str(_states() / f"{self._owner}-{os.urandom(4).hex()}.json"),
        )
        self._supervisor = subprocess.Popen(
            [sys.executable, "-I", "-S", supervisor.__file__, json.dumps(plan._asdict())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Away from the terminal's Ctrl-C, which must not reach the server before us.
            start_new_session=True,
        )
        atexit.register(self.stop)
        try:
            assert self._supervisor.stdout is not None
            line = self._supervisor.stdout.readline()
        except BaseException:
            self.stop()
            raise
        answer = json.loads(line) if line else {"error": "its supervisor ended"}
        if "port" not in answer:
            self.stop()
            raise ServiceError(f"LanguageTool in {found.folder} does not start: {answer['error']}")
        self.url = f"http://127.0.0.1:{answer['port']}/"

    @property
    def running(self) -> bool:
        """Whether the supervisor is there; for processes other than its owner's it is."""
        return os.getpid() != self._owner or self._supervisor.poll() is None

    def stop(self) -> None:
        """End the server; returns when it has ended. Does nothing in a forked process."""
        if os.getpid() != self._owner:
            return
        atexit.unregister(self.stop)
        process = self._supervisor
        assert process.stdin is not None and process.stdout is not None
        with suppress(OSError):
            # Not by closing alone: forked processes may hold the stream open.
            process.stdin.write(b"q")
            process.stdin.flush()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()


_servers: dict[tuple[str | None, float], Server] = {}


def shared(directory: str | None, limit: float) -> str:
    """The URL of this process's server, which is started now if there is none; see `Server`."""
    key = (directory, limit)
    if key not in _servers or not _servers[key].running:
        _servers[key] = Server(directory, limit)
    return _servers[key].url


class Running(NamedTuple):
    """A server that some newslint has started."""

    pid: int
    port: int
    memory: int | None
    """Resident bytes; None where nobody can tell."""


def running() -> Iterator[Running]:
    """The servers that run now, of all runs of this user; forgets those that were killed."""
    for file in sorted(_states().glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            record = json.loads(file.read_text(encoding="utf-8"))
            if not _alive(record["supervisor"]):
                file.unlink()
            elif _alive(record["server"]):
                yield Running(record["server"], record["port"], _memory(record["server"]))


def _states() -> Path:
    return installation.cache_directory() / "running"


def _alive(pid: int) -> bool:
    try:
        import psutil  # comes with language-tool-python
    except ImportError:
        return Path(f"/proc/{pid}").exists()
    return bool(psutil.pid_exists(pid))


def _memory(pid: int) -> int | None:
    try:
        import psutil
    except ImportError:
        return None
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return None
