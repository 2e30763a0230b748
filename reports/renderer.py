"""What a report format is: a renderer that is told of a run as it goes on, and writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from newslint.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from newslint.report import DocumentReport, Failure, Summary

FORMATS = {
    "terminal": "newslint.reports.terminal:Terminal",
    "concise": "newslint.reports.concise:Concise",
    "json": "newslint.reports.json:Json",
    "jsonl": "newslint.reports.jsonl:JsonLines",
    "sarif": "newslint.reports.sarif:Sarif",
    "github": "newslint.reports.github:Github",
    "gitlab": "newslint.reports.gitlab:Gitlab",
    "junit": "newslint.reports.junit:Junit",
    "rdjsonl": "newslint.reports.rdjsonl:RdJsonLines",
    "markdown": "newslint.reports.markdown:Markdown",
    "csv": "newslint.reports.csv:Csv",
    "html": "newslint.reports.html:Html",
}
"""Every format by name, and the class that renders it; imported when it is asked for."""


class Renderer:
    """Base of all formats: `start`, then `document` or `failure` for each input, then `finish`.

    `out` is the text stream to write to. `colour` allows ANSI colours; `width` is the columns of
    the terminal. Formats for machines use neither.
    """

    cleaned = False
    """Whether the format shows how documents are cleaned, which `DocumentReport.cleaned` tells."""

    def __init__(self, out: TextIO, *, colour: bool = False, width: int = 100) -> None:
        self.out = out
        self.colour = colour
        self.width = width

    def start(self) -> None:
        """The run begins."""

    def document(self, report: DocumentReport) -> None:
        """A document was checked."""

    def failure(self, failure: Failure) -> None:
        """A document could not be checked. The command line says so on standard error as well."""

    def finish(self, summary: Summary) -> None:
        """The run is over."""


def renderer_named(name: str) -> type[Renderer]:
    """The renderer of a format. Raises ConfigError, with a suggestion, when there is none."""
    from importlib import import_module

    if name not in FORMATS:
        raise ConfigError(
            f'there is no output format "{name}"{did_you_mean(name, FORMATS)}; '
            f"the formats are {', '.join(FORMATS)}"
        )
    module, _, attribute = FORMATS[name].partition(":")
    found: type[Renderer] = getattr(import_module(module), attribute)
    return found
