"""One document of a run: read, checked or cleaned, its ignores applied, its troubles told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newslint import engine
from newslint.corpus.files import read_document, read_stdin
from newslint.errors import NewslintError
from newslint.filesystem import shown
from newslint.finding import Safety
from newslint.ignores import Ignores
from newslint.registry import selected
from newslint.report import DocumentReport, Failure, Repair, Result
from newslint.resolution import clean
from newslint.settings import Settings

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.finding import Finding
    from newslint.resolution import Cleaned

STDIN = "-"


class Work(NamedTuple):
    """What to do with each document of a run; may be sent to another process."""

    settings: Settings
    ignores: Ignores = Ignores()
    root: Path | None = None
    """The folder that document ids are relative to; the current directory when None."""
    level: Safety | None = None
    """Clean with the fixes of at least this safety; None only checks."""
    cleaned: bool = False
    """Tell how each document is cleaned; when only checking, how safe fixes would clean it."""


class Examiner:
    """Does the work of a run on one document after another."""

    def __init__(self, work: Work) -> None:
        """Raises ConfigError when the settings name rules that do not exist, or cannot run."""
        self._rules = selected(work.settings)
        settings = engine.prepare(self._rules, work.settings)
        self.work = work._replace(settings=settings)
        """The work, ready to be given to other processes."""

    def __call__(self, path: str) -> Result:
        """The report of the document at `path` ("-": standard input), or why there is none."""
        try:
            document = self._read(path)
            return self._check(document) if self.work.level is None else self._fix(document)
        except NewslintError as error:
            return Failure(shown(path), str(error))
        except Exception as error:
            message = f"{shown(path)}: newslint failed: {type(error).__name__}: {error}"
            return Failure(shown(path), f"{message}; please report this")

    def _read(self, path: str) -> Document:
        settings = self.work.settings
        document = read_stdin(settings) if path == STDIN else read_document(path, settings)
        root = self.work.root
        if document.path is None or root is None:
            return document
        full = Path.cwd() / document.path
        inside = full.is_relative_to(root)
        return replace(document, id=_written(full.relative_to(root))) if inside else document

    def _check(self, document: Document) -> DocumentReport:
        settings, ignores = self.work.settings, self.work.ignores
        findings = engine.check(document, self._rules, settings)
        kept, ignored = ignores.split(document, findings)
        stale = ignores.stale(document, ignored, self._rules)
        cleaned = self._preview(document, findings) if self.work.cleaned else None
        return DocumentReport(_name(document), document, (*stale, *kept), ignored, cleaned=cleaned)

    def _preview(self, document: Document, findings: tuple[Finding, ...]) -> Cleaned | None:
        """What `fix` would make of a checked document; None where it would fail."""
        rules, settings = self._rules, self.work.settings

        def check(current: Document) -> tuple[Finding, ...]:
            return findings if current is document else engine.check(current, rules, settings)

        try:
            return clean(document, check, Safety.SAFE, self.work.ignores.ignored)
        except NewslintError:
            return None

    def _fix(self, document: Document) -> DocumentReport:
        settings, level = self.work.settings, self.work.level
        assert level is not None
        cleaned = engine.fix(document, self._rules, settings, level, self.work.ignores.ignored)
        try:
            after = document.encode(cleaned.text)
        except UnicodeEncodeError as error:
            raise NewslintError(
                f"{_name(document)}: the cleaned text holds {error.object[error.start]!r}, which "
                f"{document.encoding} cannot write; convert the file to UTF-8 first"
            ) from error
        repair = Repair(document, cleaned.applied, document.encode(document.text), after)
        final = document.with_text(cleaned.text)
        told = cleaned if self.work.cleaned else None
        left = (cleaned.remaining, cleaned.ignored)
        return DocumentReport(_name(document), final, *left, repair, told)


def _name(document: Document) -> str:
    return STDIN if document.path is None else _written(Path(document.path))


def _written(path: Path) -> str:
    """A path as it can be written: bytes of it that are no UTF-8 are escaped."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def light(result: Result) -> Result:
    """`result` without what was computed on the way: cheap to send to another process."""
    if isinstance(result, Failure):
        return result
    document = result.document.with_text(result.document.text)
    repair, cleaned = result.repair, result.cleaned
    original = document
    if repair is not None:
        original = repair.original.with_text(repair.original.text)
        repair = repair._replace(original=original)
    if cleaned is not None:
        cleaned = cleaned._replace(document=original)
    return result._replace(document=document, repair=repair, cleaned=cleaned)


def size_of(path: str) -> int:
    """The bytes of the file at `path`; 0 when nobody can tell (reading it will say why)."""
    try:
        return Path(path).stat().st_size if path != STDIN else 0
    except OSError:
        return 0
