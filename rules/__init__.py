"""The rules, one file a family."""

from __future__ import annotations

from newslint.rule import Rule
from newslint.rules import (
    document,
    encoding,
    garble,
    grammar,
    markup,
    metadata,
    profile,
    punctuation,
    repetition,
    residue,
    title,
    truncation,
    whitespace,
)

FAMILIES = (
    title,
    residue,
    profile,
    metadata,
    truncation,
    garble,
    punctuation,
    repetition,
    encoding,
    markup,
    whitespace,
    document,
    grammar,
)

RULES: tuple[type[Rule], ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
