"""What holds for any rules and any text."""

from __future__ import annotations

from collections.abc import Sequence

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety
from newslint.rule import Rule
from newslint.settings import Settings


def demand_places(document: Document, rules: Sequence[Rule]) -> None:
    """Findings lie in the text, none of them empty but at its end; and so do their edits."""
    text = document.text
    for found in engine.check(document, rules, Settings()):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.start < found.end or found.end == len(text)
        for edit in found.fix.edits if found.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)
            assert text[edit.start : edit.end] != edit.text


def demand_rest(document: Document, rules: Sequence[Rule]) -> None:
    """Cleaning twice is cleaning once."""
    for level in (Safety.SAFE, Safety.UNSAFE):
        once = document.with_text(engine.fix(document, rules, Settings(), level).text)
        assert engine.fix(once, rules, Settings(), level).text == once.text
