"""A page for editors: every document beside its cleaned version, in one file without network.

What comes from documents reaches the page through `visible` and the escaping of the templates
alone, as text; the page's policy lets nothing run or load but its own style and script. The style
and the script are named by their hashes, so not even an attribute could bring in another.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from heapq import heappush, heappushpop
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from newslint._version import __version__
from newslint.changes import Changes
from newslint.finding import FAMILIES, Severity
from newslint.provenance import Sources, day_of, source_of
from newslint.report import DocumentReport, Failure, Summary
from newslint.reports import charts
from newslint.reports.notes import CLEANED, Note, found, notes_of, repaired
from newslint.reports.renderer import Renderer
from newslint.reports.sidebyside import Cell, Run, rows_of
from newslint.reports.terminal import summary_lines
from newslint.reports.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

SAMPLE = 500
"""So many documents are shown. Of more, those with most errors, then warnings, then findings of
severity info; among equals those that came first."""
CHARACTERS, ROWS, NOTES = 40_000, 1_000, 200
"""Of a document so many code points of its text, lines and findings are shown."""
WORDS = 400
"""A message, or a piece of evidence, is cut after so many code points."""
FAILURES = 500
"""So many documents that could not be checked are listed."""
TEMPLATES = Path(__file__).parent / "templates"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class _Shown(NamedTuple):
    """A document of the sample: its rank, its line in the list of documents, and its article."""

    rank: tuple[int, ...]
    """Greater is worse; no two are equal."""
    number: int
    """Its place in the run, from 1."""
    folder: str
    name: str
    counts: tuple[int, ...]
    article: str
    """Markup."""


class Html(Renderer):
    """One page: counts, charts, a list that can be filtered, and the documents.

    Written when the run is over. In memory are the counts by family, source and day, and what is
    shown of the sample.
    """

    cleaned = True

    def __init__(self, out: TextIO, *, colour: bool = False, width: int = 100) -> None:
        super().__init__(out, colour=colour, width=width)
        self._totals = _Totals()
        self._sample: list[_Shown] = []
        self._failures: list[str] = []
        self._fixed = False

    def document(self, report: DocumentReport) -> None:
        """Count the document, and keep its article where it is one of the worst so far."""
        counts = self._totals.add(report)
        self._fixed = self._fixed or report.repair is not None
        rank = (*counts, -self._totals.documents)
        if len(self._sample) < SAMPLE:
            heappush(self._sample, self._shown(rank, counts, report))
        elif rank > self._sample[0].rank:
            heappushpop(self._sample, self._shown(rank, counts, report))

    def failure(self, failure: Failure) -> None:
        """List the failure, while there is room."""
        if len(self._failures) < FAILURES:
            self._failures.append(_short(failure.message))

    def finish(self, summary: Summary) -> None:
        """The whole page."""
        page = _templates().get_template("report.html")
        style, script = (_asset(name) for name in ("report.css", "report.js"))
        self.out.writelines(
            page.generate(
                version=__version__,
                style=style,
                script=script,
                style_hash=_hash(style),
                script_hash=_hash(script),
                summary=summary,
                sentences=list(summary_lines(summary)),
                fixed=self._fixed,
                failures=self._failures,
                totals=self._totals,
                levels=[level.label for level in charts.LEVELS],
                height=charts.HEIGHT,
                shown=sorted(self._sample, key=lambda each: each.number),
            )
        )

    def _shown(
        self, rank: tuple[int, ...], counts: tuple[int, ...], report: DocumentReport
    ) -> _Shown:
        number = self._totals.documents
        folder, slash, name = visible(report.path).rpartition("/")
        name += visible(report.name[len(report.path) :])
        article = (
            _templates()
            .get_template("document.html")
            .render(_article(number, folder + slash, name, counts, report))
        )
        return _Shown(rank, number, folder + slash, name, counts, article)


class _Totals:
    """What a run found by family, source and day, repaired findings included."""

    def __init__(self) -> None:
        self.documents = 0
        self._families: defaultdict[str, charts.Counts] = defaultdict(Counter)
        self._repaired: Counter[str] = Counter()
        self._sources: defaultdict[str | None, charts.Counts] = defaultdict(Counter)
        self._source_documents: Counter[str | None] = Counter()
        self._names = Sources()
        self._days: defaultdict[date, charts.Counts] = defaultdict(Counter)
        self._day_documents: Counter[date] = Counter()

    def add(self, report: DocumentReport) -> tuple[int, ...]:
        """Count a document; its findings by severity, in the order of `charts.LEVELS`."""
        self.documents += 1
        severities: charts.Counts = Counter()
        for finding in found(report):
            severities[finding.severity] += 1
            self._families[finding.family][finding.severity] += 1
        self._repaired.update(finding.family for finding in repaired(report))
        source, day = self._names.of(report.document), day_of(report)
        self._sources[source].update(severities)
        self._source_documents[source] += 1
        if day is not None:
            self._days[day].update(severities)
            self._day_documents[day] += 1
        return tuple(severities[level] for level in charts.LEVELS)

    @property
    def severities(self) -> dict[str, int]:
        """All findings by the names of the severities."""
        together = sum(self._families.values(), Counter[Severity]())
        return {level.label: together[level] for level in charts.LEVELS}

    @property
    def found(self) -> int:
        return sum(self.severities.values())

    @property
    def families(self) -> tuple[charts.Bar, ...]:
        """The families with findings, the most frequent first."""
        return charts.bars(self._families, self._repaired)

    @property
    def sources(self) -> tuple[tuple[charts.Bar, ...], int]:
        """The sources, unless none is known, and how many are taken together."""
        if set(self._sources) <= {None}:
            return (), 0
        return charts.source_bars(self._sources, self._source_documents)

    @property
    def timeline(self) -> charts.Timeline | None:
        """The findings over time."""
        return charts.timeline(self._days, self._day_documents)

    @property
    def undated(self) -> int:
        """The documents of no known day."""
        return self.documents - self._day_documents.total()


def _article(
    number: int, folder: str, name: str, counts: tuple[int, ...], report: DocumentReport
) -> dict[str, Any]:
    """What the template of an article is told."""
    changes = None if report.cleaned is None else Changes(report.cleaned)
    original = report.document if report.cleaned is None else report.cleaned.document
    notes = notes_of(report, changes)
    listed = notes[:NOTES]
    rows, shown = rows_of(original, changes, listed, CHARACTERS, ROWS)
    before = _begun(row.before for row in rows)
    after = _begun(row.after for row in rows)
    day = day_of(report)
    language = report.document.language
    return {
        "number": number,
        "folder": folder,
        "name": name,
        "title": None if original.title is None else _short(original.title),
        "source": _named(source_of(report.document)),
        "day": None if day is None else day.isoformat(),
        "language": language if _LANGUAGE.fullmatch(language) else None,
        "encoding": report.document.encoding,
        "score": report.score.value,
        "counts": counts,
        "repaired": sum(note.state == CLEANED and not note.later for note in notes),
        "fixed": report.repair is not None,
        "uncleaned": report.cleaned is None,
        "both": report.cleaned is not None and report.cleaned.changed,
        "rows": rows,
        "shown": shown,
        "size": len(original.text),
        "notes": [
            _told(note, original.lines.position(note.place)[0], number in before, number in after)
            for number, note in enumerate(listed, 1)
        ],
        "unlisted": len(notes) - len(listed),
        "ignored": len(report.ignored),
    }


def _begun(cells: Iterable[Cell | None]) -> set[int]:
    """The numbers of the notes that show in `cells`."""
    runs = (each for cell in cells for each in cell or () if isinstance(each, Run))
    return {number for run in runs for number in run.begun}


class _Told(NamedTuple):
    """A note in words."""

    code: str
    name: str
    family: str
    severity: str
    state: str
    later: bool
    line: int
    message: str
    evidence: tuple[tuple[str, str], ...]
    safety: str | None
    fix: str
    before: bool
    """Whether it shows in the original."""
    after: bool
    """Whether it shows in the cleaned text."""


def _told(note: Note, line: int, before: bool, after: bool) -> _Told:
    finding = note.finding
    return _Told(
        finding.code,
        visible(finding.name),
        visible(finding.family),
        finding.severity.label,
        note.state,
        note.later,
        line,
        _short(finding.message),
        tuple((visible(each.kind), _short(each.text)) for each in finding.evidence),
        None if finding.fix is None else finding.fix.safety.label,
        "" if finding.fix is None else _short(finding.fix.title),
        before,
        after,
    )


def _short(text: str) -> str:
    """`text` made visible, and cut where it is very long."""
    return visible(text if len(text) <= WORDS else f"{text[:WORDS]}…")


def _named(source: str | None) -> str | None:
    return None if source is None else _short(source)


def _by_level(counts: tuple[int, ...]) -> list[tuple[str, int]]:
    """(severity, how many) of those that are there, from counts in the order of `charts.LEVELS`."""
    pairs = zip(charts.LEVELS, counts, strict=True)
    return [(level.label, count) for level, count in pairs if count]


def _asset(name: str) -> str:
    """A style or script of ours, which goes to the page as it is."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(asset: str) -> str:
    """The name of an inline style or script in a content security policy."""
    return f"sha256-{b64encode(sha256(asset.encode()).digest()).decode()}"


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = _short
    environment.filters["levels"] = _by_level
    environment.globals["families"] = FAMILIES
    return environment
