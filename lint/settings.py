"""What a run may be told: the effective settings, whatever they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from newslint.errors import ConfigError
from newslint.finding import Severity, severity_of
from newslint.limits import Limits
from newslint.profiles import Profile

MAX_SIZE = 16 * 1024 * 1024
"""Files over this many bytes are refused unless `max_size` says otherwise."""


@dataclass(frozen=True)
class Settings:
    """Effective settings of a run. Every field can be set in a configuration file.

    `select`, `extend_select` and `ignore` hold codes, code prefixes, families or names.

    Since 0.1.0.
    """

    select: tuple[str, ...] = ()
    """The rules to run; when empty, all that are on by default."""
    extend_select: tuple[str, ...] = ()
    """Rules to run besides."""
    ignore: tuple[str, ...] = ()
    """Rules to leave out."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Severities of rules, by code, prefix of codes, family or name; the later entry wins."""
    fail_level: Severity = Severity.WARNING
    """From which severity on a finding fails a run of the command line."""
    language: str | None = None
    """Language of all documents (ISO 639-1); None to detect it."""
    packs: tuple[str, ...] = ()
    """Paths of the user's own phrase packs."""
    house_words: frozenset[str] = frozenset()
    """Names, brands and spellings that are in order, however they are given; kept case folded."""
    allow_lines: frozenset[str] = frozenset()
    """Lines that nothing is reported on; kept as `newslint.wording.fold` folds them."""
    sources: Mapping[str, Profile] = field(default_factory=dict)
    """Profiles of sources, by their names as `newslint.provenance.key_of` has them."""
    source: str | None = None
    """The source of documents that do not say it themselves; None for the name of their folder."""
    include: tuple[str, ...] = ("*.txt",)
    """What is read of a directory (gitignore patterns)."""
    exclude: tuple[str, ...] = ()
    """What is left out of a directory (gitignore patterns)."""
    text_field: str = "text"
    """The field of a record that holds the article; `meta.text` is `text` in the object `meta`."""
    id_field: str = "id"
    """The field that names a record in reports and fingerprints."""
    title_field: str = "title"
    """The field that holds a record's headline."""
    source_field: str = "source"
    """The field that says where a record comes from."""
    ignore_field: str = "newslint-ignore"
    """The field that lists what is ignored in a record: rules, and fingerprints of findings."""
    max_size: int = MAX_SIZE
    """Bytes; a larger file, or a record with a larger text, is refused."""
    model: bool = True
    """False leaves out the rules that need a trained model."""
    strong: bool = False
    """True has a language model, which must be installed, read each sentence too."""
    repair_model: bool = False
    """True has a language model, which must be installed, judge repairs of garbled sentences."""
    grammar: bool = False
    """True runs the rules of the family `grammar` too, which need LanguageTool."""
    grammar_categories: tuple[str, ...] = ("GRAMMAR",)
    """Categories of LanguageTool's rules whose reports count."""
    languagetool_url: str | None = None
    """A running LanguageTool server; None for one of newslint's own."""
    languagetool_directory: str | None = None
    """The LanguageTool that newslint's own server runs; None for the installed one."""
    languagetool_timeout: float = 60.0
    """Seconds that LanguageTool may take for one document."""
    gate: Limits = field(default_factory=Limits)
    """What a run may look like to pass `newslint gate`."""

    def __post_init__(self) -> None:
        """Bring into form what can be written in several ways; raise ConfigError on the rest."""
        for each in fields(self):
            if isinstance(each.default, bool) and not isinstance(getattr(self, each.name), bool):
                raise ConfigError(
                    f"{each.name} must be True or False, not {getattr(self, each.name)!r}"
                )
        if self.language is not None:
            object.__setattr__(self, "language", _language(self.language))
        for name in ("house_words", "allow_lines"):
            if getattr(self, name):
                object.__setattr__(self, name, _folded(name, getattr(self, name)))
        object.__setattr__(self, "fail_level", severity_of(self.fail_level))
        if self.severity:
            object.__setattr__(self, "severity", _by_code(self.severity))


def _folded(name: str, words: object) -> frozenset[str]:
    """Words or lines in the form that those of a text are compared in."""
    from newslint.wording import fold

    if isinstance(words, str) or not isinstance(words, Iterable):
        raise ConfigError(f"{name} must be a set of strings, not {words!r}")
    listed = list(words)
    for each in listed:
        if not isinstance(each, str):
            raise ConfigError(f"{name} must hold strings, not {each!r}")
    folded = map(str.casefold if name == "house_words" else fold, listed)
    return frozenset(filter(None, folded))


def _language(name: object) -> str:
    from newslint.language import code_of

    if not isinstance(name, str):
        raise ConfigError(f'language must be a code such as "en", or None, not {name!r}')
    return code_of(name)


def _by_code(levels: Mapping[str, Severity]) -> Mapping[str, Severity]:
    """Severities by code; families, prefixes and names are expanded, the later entry wins."""
    from newslint.registry import all_rules, expand

    codes = {rule.code for rule in all_rules()}
    found: dict[str, Severity] = {}
    for selector, level in levels.items():
        known = [selector] if selector in codes else [rule.code for rule in expand([selector])]
        found.update(dict.fromkeys(known, severity_of(level)))
    return found
