"""The rules, one file a family."""

from __future__ import annotations

from newslint.rule import Rule
from newslint.rules import metadata, residue, title

RULES: tuple[type[Rule], ...] = (*title.RULES, *residue.RULES, *metadata.RULES)
