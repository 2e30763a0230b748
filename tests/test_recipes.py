"""The recipes, done as they say: with the real packages, on what the pages show.

`make docs` runs the commands of the other pages; these need more than newslint.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT
from pages import blocks, recipe, typed, written

SAMPLES = sorted((ROOT / "corpus/sample").glob("*.txt"))
WHERE = "needs {}: pip install --requirement tests/requirements-recipes.txt"


def needs(package: str) -> None:
    """Skip where a package of the recipes is not installed."""
    pytest.importorskip(package, reason=WHERE.format(package), exc_type=ImportError)


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, with the programs of this environment first on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_item_pipeline_cleans_and_counts_in_a_real_crawl(tmp_path: Path) -> None:
    needs("scrapy")
    page = recipe("scrapy")
    written(page, tmp_path)
    (command,) = typed(page)
    log = run("sh", "-c", command, cwd=tmp_path)
    (line,) = (tmp_path / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    item = json.loads(line)
    assert "Also Read" in item["original"] and "Whatsapp" in item["original"]
    assert "Also Read" not in item["text"] and "Whatsapp" not in item["text"]
    kept = item["original"].replace("Also Read: Ferry crews end ten-day strike\n\n", "")
    assert item["text"] == kept.replace("\n\nJoin Skerries Post Whatsapp group", "")
    flaws, counted = (body for info, body in blocks(page) if info == "text")
    assert item["flaws"] == flaws.splitlines()
    for count in counted.splitlines():
        assert count in log


def test_the_item_pipeline_keeps_the_text_where_newslint_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("scrapy")
    import newslint

    def fails(*_: object, **__: object) -> None:
        raise newslint.UnstableError("the fixes do not settle")

    written(recipe("scrapy"), tmp_path)
    monkeypatch.setattr(newslint, "clean", fails)
    names: dict[str, type] = {}
    exec((tmp_path / "newslint_pipeline.py").read_text(encoding="utf-8"), names)
    from scrapy.utils.test import get_crawler

    crawler = get_crawler()
    crawler._apply_settings()
    pipeline = names["NewslintPipeline"].from_crawler(crawler)  # type: ignore[attr-defined]
    text = "One.\n\nAlso Read: Mayor opens bridge\n"
    item = pipeline.process_item({"url": "u", "title": "t", "text": text})
    assert item["text"] == item["original"] == text
    assert item["flaws"] == ["the fixes do not settle"]
    assert crawler.stats.get_value("newslint/failed") == 1


@pytest.mark.parametrize("name", ["trafilatura", "newspaper"])
def test_what_an_extractor_leaves_is_cleaned_as_shown(tmp_path: Path, name: str) -> None:
    needs(name)
    written(recipe("extraction"), tmp_path)
    printed = run(sys.executable, "-W", "ignore", f"with_{name}.py", cwd=tmp_path)
    assert printed == (tmp_path / f"with_{name}.out").read_text(encoding="utf-8")


def test_the_extractor_is_a_pipe_and_fills_a_folder_as_shown(tmp_path: Path) -> None:
    needs("trafilatura")
    page = recipe("extraction")
    written(page, tmp_path)
    pipe, folder = typed(page)
    shown = (tmp_path / "with_trafilatura.out").read_text(encoding="utf-8")
    assert run("sh", "-c", pipe, cwd=tmp_path) == shown.partition("removed:")[0]
    run("sh", "-e", "-c", folder, cwd=tmp_path)
    (line,) = (tmp_path / "flaws.jsonl").read_text(encoding="utf-8").splitlines()
    names = [found["name"] for found in json.loads(line)["findings"]]
    assert "promo-link" in names and "messenger-call" in names


def test_the_nightly_script_cleans_reports_and_may_run_twice(tmp_path: Path) -> None:
    written(recipe("pipelines"), tmp_path)
    news = tmp_path / "two words"
    (news / "incoming").mkdir(parents=True)
    for sample in SAMPLES:
        shutil.copy(sample, news / "incoming")
    for _ in range(2):
        assert run("sh", "nightly.sh", news, cwd=tmp_path) == ""
        for sample in SAMPLES:
            assert (news / "incoming" / sample.name).read_bytes() == sample.read_bytes()
            assert "Also Read" not in (news / "clean" / sample.name).read_text(encoding="utf-8")
        (left,) = news.glob("left-*.jsonl")
        assert re.fullmatch(r"left-\d{4}-\d\d-\d\d\.jsonl", left.name)
        assert len(left.read_text(encoding="utf-8").splitlines()) == len(SAMPLES)


def test_the_nightly_script_fails_by_a_document_that_fails(tmp_path: Path) -> None:
    written(recipe("pipelines"), tmp_path)
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming/bad.txt").write_bytes(b"\0" * 100)
    shutil.copy(SAMPLES[0], tmp_path / "incoming")
    done = subprocess.run(
        ["sh", "nightly.sh", tmp_path],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2 and "bad.txt" in done.stderr
    assert [file.name for file in (tmp_path / "clean").iterdir()] == [SAMPLES[0].name]


def test_the_line_of_the_crontab_names_the_script_of_the_page() -> None:
    files = {info.partition(" title=")[2]: body for info, body in blocks(recipe("pipelines"))}
    when, command = files["crontab"].rstrip().split("  ")
    assert re.fullmatch(r"\d+ \d+ \* \* \*", when)
    # cron takes a percent sign for a line end.
    assert "%" not in command
    program, folder = command.split()
    assert Path(program).name in files and program.startswith(folder)
