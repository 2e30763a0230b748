"""The labelled pages, each as numbers drawn from its blocks."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newslint.document import Document
from newslint.language import detect
from newslint.rule import Context
from newslint.rules.linefeatures import Measured
from newslint.rules.linemodel import measured
from newslint.settings import Settings

TRAINED = frozenset({"scrapinghub", "fundus_eval", "fundus_tests", "wcxb_news"})
"""Sources whose licences allow weights to be shipped that were trained on them."""
LABELS = {"content": 0, "noise": 1, "meta": 2}


@dataclass
class Page:
    """One extraction of a page: numbers, and for each block its label (-1: counts neither way)."""

    id: str
    page: str
    source: str
    site: str
    network: str
    language: str
    measured: Measured
    labels: list[int]
    kinds: list[str]
    sizes: list[int]


def pages(path: Path, sources: frozenset[str] = TRAINED, jobs: int = 2) -> list[Page]:
    """The pages of a file of labelled lines that come from `sources` and have a block."""
    records = [line for line in _records(path) if json.loads(line)["source"] in sources]
    with ProcessPoolExecutor(jobs) as pool:
        found = list(pool.map(_page, records, chunksize=32))
    return [page for page in found if page is not None]


def _records(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from file


def _page(raw: str) -> Page | None:
    record: dict[str, Any] = json.loads(raw)
    lines = record["lines"]
    text = "\n".join(line["text"] for line in lines)
    document = Document(text, id=record["id"], language=detect(text))
    if not document.blocks:
        return None
    labels, kinds = [], []
    for block in document.blocks:
        inside = [line for line in lines[block.first : block.last + 1] if line["text"].strip()]
        different = {line["label"] for line in inside}
        labels.append(LABELS.get(different.pop(), -1) if len(different) == 1 else -1)
        kinds.append(inside[0].get("kind") or "other")
    return Page(
        id=record["id"],
        page=record["page"],
        source=record["source"],
        site=str(record["site"]),
        network=str(record.get("network") or record["site"]),
        language=record["lang"],
        measured=measured(Context(document, Settings())),
        labels=labels,
        kinds=kinds,
        sizes=[len(block.text.split()) for block in document.blocks],
    )
