"""One document of a run: read, checked or cleaned, its ignores applied, its troubles told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newslint import engine
from newslint.corpus.files import read_document, read_stdin, relative
from newslint.corpus.records import Record, record_document
from newslint.errors import OUT_OF_MEMORY, NewslintError
from newslint.filesystem import STDIN, shown, written
from newslint.finding import Safety
from newslint.ignores import Ignores
from newslint.registry import selected
from newslint.report import DocumentReport, Failure, Repair, Result
from newslint.resolution import clean, looked_at_again
from newslint.settings import Settings

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.finding import Finding
    from newslint.resolution import Cleaned

Item = str | Record | Failure
"""The path of a document ("-": standard input), a record of a file, or what is wrong with one."""


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

    def __call__(self, item: Item) -> Result:
        """The report of an item's document, or why there is none."""
        if isinstance(item, Failure):
            return item
        try:
            document = self._read(item)
            return self._check(document) if self.work.level is None else self._fix(document)
        except NewslintError as error:
            message = f"{item.where}: {error}" if isinstance(item, Record) else str(error)
        except MemoryError:
            message = (
                f"{where(item)}: {OUT_OF_MEMORY} for it; leave it out, or give newslint more memory"
            )
        except Exception as error:
            trouble = f"{type(error).__name__}: {error}; please report this"
            message = f"{where(item)}: newslint failed: {trouble}"
        return Failure(shown(path_of(item)), message)

    def _read(self, item: str | Record) -> Document:
        settings = self.work.settings
        if isinstance(item, Record):
            name = relative(item.path)
            return record_document(item, name, self._id(name), settings)
        document = read_stdin(settings) if item == STDIN else read_document(item, settings)
        return document if document.path is None else replace(document, id=self._id(document.path))

    def _id(self, path: str) -> str:
        """The id of the file at `path`: relative to the root where it lies below."""
        root = self.work.root or Path.cwd()
        full = Path.cwd() / path
        known = full.relative_to(root) if full.is_relative_to(root) else Path(path)
        return written(known.as_posix())

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
        final = looked_at_again(document.with_text(cleaned.text))
        told = cleaned if self.work.cleaned else None
        left = (cleaned.remaining, cleaned.ignored)
        return DocumentReport(_name(document), final, *left, repair, told)


def _name(document: Document) -> str:
    return STDIN if document.path is None else written(Path(document.path).as_posix())


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


def path_of(item: Item) -> str:
    """The file that an item comes from, or is."""
    return item if isinstance(item, str) else item.path


def where(item: str | Record) -> str:
    """The document of an item as messages name it."""
    return item.where if isinstance(item, Record) else shown(item)


def size_of(item: Item) -> int:
    """About the bytes of an item's text; 0 when nobody can tell (reading it will say why)."""
    if not isinstance(item, str):
        return len(item.text) if isinstance(item, Record) else 0
    try:
        return Path(item).stat().st_size if item != STDIN else 0
    except OSError:
        return 0
