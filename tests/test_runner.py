"""Many documents at once: the order, the counts, and workers that die."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import newslint.corpus.processes as processes_module
import newslint.rules
from newslint import registry
from newslint.corpus import runner
from newslint.corpus.examine import Work, light
from newslint.corpus.processes import started
from newslint.corpus.runner import CHUNK_BYTES, CHUNK_FILES, _chunks, run
from newslint.errors import ConfigError
from newslint.finding import Finding, Safety
from newslint.report import DocumentReport, Failure
from newslint.rule import Context, Rule, delete_lines
from newslint.settings import Settings

FORKS = sys.platform == "linux" and sys.version_info < (3, 14)
MINUTE = 60.0
"""What work takes that nobody waits for: half of it may pass where the machine is busy."""
needs_fork = pytest.mark.skipif(
    not FORKS, reason="needs the fork start method, by which a worker has the test's own rules"
)


class Bomb(Rule):
    """Reports lines of x; dies of KILL, fails at RAISE, takes a minute for SLEEP."""

    code, name, family = "TST001", "bomb", "residue"

    def check(self, ctx: Context) -> Iterable[Finding]:
        if "KILL" in ctx.document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "RAISE" in ctx.document.text:
            raise ValueError("boom")
        if "SLEEP" in ctx.document.text:
            time.sleep(MINUTE)
        for line in ctx.document.lines:
            if line.text.startswith("x"):
                fix = delete_lines(ctx.document, line.index, line.index, Safety.SAFE)
                yield self.finding(line.start, line.end, "An x.", fix=fix)


@pytest.fixture(autouse=True)
def only_the_bomb(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(newslint.rules, "RULES", (Bomb,))
    registry.all_rules.cache_clear()
    yield
    registry.all_rules.cache_clear()


@pytest.fixture
def began(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many processes each pool has that begins."""
    sizes: list[int] = []

    def started_and_counted(processes: int, *arguments: Any) -> Any:
        sizes.append(processes)
        return started(processes, *arguments)

    monkeypatch.setattr(processes_module, "started", started_and_counted)
    monkeypatch.setattr(runner, "started", started_and_counted)
    return sizes


def documents(folder: Path, texts: Iterable[str]) -> list[str]:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number:03}.txt"
        path.write_bytes(text.encode())
        paths.append(str(path))
    return paths


def names(results: Iterable[DocumentReport | Failure]) -> list[str]:
    return [Path(result.path).name for result in results]


@needs_fork
@pytest.mark.parametrize("jobs", [1, 2, 5, None])
def test_results_come_in_the_order_of_the_input(tmp_path: Path, jobs: int | None) -> None:
    paths = documents(tmp_path, ("x\n" * (number % 7) for number in range(70)))
    results = list(run(Work(Settings()), paths[::-1], jobs))
    assert names(results) == [f"{number:03}.txt" for number in reversed(range(70))]
    counts = [len(each.findings) for each in results if isinstance(each, DocumentReport)]
    assert counts == [number % 7 for number in reversed(range(70))]


@needs_fork
def test_no_more_processes_begin_than_have_work(tmp_path: Path, began: list[int]) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text('{"text": "x"}\n' * (3 * CHUNK_FILES))
    assert len(list(run(Work(Settings()), [str(feed)], 500))) == 3 * CHUNK_FILES
    paths = documents(tmp_path, ["x"] * (2 * CHUNK_FILES))
    assert len(list(run(Work(Settings()), paths, 500))) == 2 * CHUNK_FILES
    assert began == [3, 2]


@needs_fork
@pytest.mark.parametrize("jobs", [1, 3])
def test_a_document_that_fails_costs_only_itself(tmp_path: Path, jobs: int) -> None:
    paths = documents(tmp_path, ["x", "RAISE", "\0binary", "x"])
    paths.insert(1, str(tmp_path / "gone.txt"))
    results = list(run(Work(Settings()), paths, jobs))
    failures = {each.path: each.message for each in results if isinstance(each, Failure)}
    assert [len(each.findings) for each in results if isinstance(each, DocumentReport)] == [1, 1]
    assert list(map(os.path.basename, failures)) == ["gone.txt", "001.txt", "002.txt"]
    message = failures[paths[2]]
    assert paths[2] in message and "TST001 (bomb) failed: ValueError: boom" in message


@needs_fork
def test_a_killed_worker_costs_only_its_document(tmp_path: Path) -> None:
    texts = ["KILL" if number in (3, 40) else "x" for number in range(60)]
    results = list(run(Work(Settings()), documents(tmp_path, texts), 2))
    assert names(results) == [f"{number:03}.txt" for number in range(60)]
    failures = [each for each in results if isinstance(each, Failure)]
    assert names(failures) == ["003.txt", "040.txt"]
    assert all("killed or crashed" in failure.message for failure in failures)
    assert all("; leave it out by `exclude` or try" in failure.message for failure in failures)


@needs_fork
def test_a_killed_worker_does_not_have_a_process_started_for_every_document(
    tmp_path: Path, began: list[int]
) -> None:
    texts = ["KILL" if number == 3 else "x" for number in range(200)]
    results = list(run(Work(Settings()), documents(tmp_path, texts), 2))
    assert names(each for each in results if isinstance(each, Failure)) == ["003.txt"]
    assert names(results) == [f"{number:03}.txt" for number in range(200)]
    # The pool, perhaps once more, and for each chunk that was lost one process or two.
    assert sum(began) <= 20


@needs_fork
def test_a_killed_worker_costs_only_its_record(tmp_path: Path) -> None:
    texts = ["KILL" if number in (3, 40) else "x" for number in range(60)]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts) + "{\n")
    results = list(run(Work(Settings()), [str(feed)], 2))
    failures = [each.message for each in results if isinstance(each, Failure)]
    assert [message.rpartition("/")[2].split(": ")[0] for message in failures] == [
        *("feed.jsonl:4", "feed.jsonl:41", "feed.jsonl:61")
    ]
    assert len(results) == 61 and "leave out the record" in failures[0]


@needs_fork
def test_a_run_that_is_left_waits_for_nothing(tmp_path: Path) -> None:
    # More work than the pipes hold, and results larger than they hold.
    texts = ["x\n" * 20_000 if number < 16 else "SLEEP" for number in range(300)]
    results = run(Work(Settings()), documents(tmp_path, texts), 2)
    next(results)
    begun = time.monotonic()
    results.close()
    while multiprocessing.active_children():
        time.sleep(0.01)
    assert time.monotonic() - begun < MINUTE / 2


SLOW_RUN = """
    import sys, time
    import newslint.rules
    from newslint.cli import main
    from newslint.rule import Rule

    class Slow(Rule):
        code, name, family = "TST001", "slow", "residue"

        def check(self, ctx):
            if ctx.document.text == "slow":
                time.sleep(60)
            yield self.finding(0, 1, "An x. " * (20_000 if ctx.document.text == "long" else 1))

    newslint.rules.RULES = (Slow,)
    main(sys.argv[1:])
"""


@needs_fork
@pytest.mark.parametrize("end", ["SIGTERM", "SIGINT", "closed pipe"])
def test_a_run_that_is_ended_ends_its_processes_at_once(tmp_path: Path, end: str) -> None:
    # Where nobody reads on, the second report does not fit into the pipe: it is being written when
    # that is closed. A signal comes when nothing is left to do but to wait.
    texts = ["long" if end == "closed pipe" else "x"] * 16 + ["slow"] * 150
    paths = documents(tmp_path, texts)
    code = textwrap.dedent(SLOW_RUN)
    running = subprocess.Popen(
        [sys.executable, "-c", code, "check", "-j2", "--output-format", "concise", *paths],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout is not None and running.stderr is not None
    for _ in range(1 if end == "closed pipe" else 16):
        running.stdout.readline()
    begun = time.monotonic()
    if end == "closed pipe":
        running.stdout.close()
    else:
        running.send_signal(getattr(signal, end))
    err = running.stderr.read()  # to its end: no process is left that could write to it
    assert time.monotonic() - begun < MINUTE / 2
    assert running.wait() == {"SIGTERM": 143, "SIGINT": 130}.get(end, 141)
    assert err.decode().strip() == ""  # after ^C the prompt begins a line of its own


@needs_fork
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_rule_that_fails_is_named_with_the_record(tmp_path: Path, jobs: int) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text('{"text": "x", "id": "a"}\n{"text": "RAISE", "id": "b"}\n')
    good, bad = run(Work(Settings()), [str(feed)], jobs)
    assert isinstance(good, DocumentReport) and isinstance(bad, Failure)
    assert bad.message.startswith(f"{feed}:2: b: rule TST001 (bomb) failed: ValueError: boom")


@needs_fork
def test_the_work_of_fixing_is_the_same_in_any_process(tmp_path: Path) -> None:
    paths = documents(tmp_path, (f"a\r\nx\r\n{number}" for number in range(20)))
    work = Work(Settings(), level=Safety.SAFE)
    alone, together = (list(run(work, paths, jobs)) for jobs in (1, 2))
    assert [light(each) for each in alone] == together
    report = together[7]
    assert isinstance(report, DocumentReport) and report.repair is not None
    assert report.repair.before == b"a\r\nx\r\n7"
    assert report.repair.after == b"a\r\n7"


def test_ids_are_relative_to_the_root(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    paths = documents(tmp_path / "news", ["x"])
    (report,) = run(Work(Settings(), root=tmp_path), paths)
    assert isinstance(report, DocumentReport)
    assert report.document.id == "news/000.txt"


def test_chunks_are_bounded_in_files_and_bytes(tmp_path: Path) -> None:
    small = [str(tmp_path / f"{number}.txt") for number in range(CHUNK_FILES * 2 + 1)]
    assert [len(chunk) for chunk in _chunks(small)] == [CHUNK_FILES, CHUNK_FILES, 1]
    big = documents(tmp_path, ["y" * (CHUNK_BYTES // 2)] * 5)
    assert [len(chunk) for chunk in _chunks(big)] == [2, 2, 1]
    assert CHUNK_BYTES < 3 * 53_000  # long files are spread, and results come before all are done
    assert list(_chunks(["a", "-", "b"])) == [["a"], ["-"], ["b"]]
    assert list(_chunks([])) == []


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(run(Work(Settings()), [])) == []
    with pytest.raises(ConfigError):
        run(Work(Settings(select=("nonsense",))), [])


def test_one_file_starts_no_other_process_and_loads_nothing_dear(tmp_path: Path) -> None:
    code = (
        "import sys; from newslint.cli import run;"
        "run([*'check --no-model --jobs 4'.split(), sys.argv[1]]);"
        "dear = ('multiproc', 'concurrent', '_hashlib');"  # the last one loads OpenSSL
        "print([name for name in sys.modules if name.startswith(dear)])"
    )
    (path,) = documents(tmp_path, ["All is well.\n"])
    output = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    ).stdout
    assert output.splitlines()[-1] == "[]"
