"""One block of a text, with what is known of it so far, and what is said of it in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from newslint.blocks import Block
from newslint.cached import cached_property
from newslint.finding import Safety
from newslint.patterns import lazy
from newslint.rules.pack import Hit

LISTS = {
    "related-heading": "related-list",
    "newsletter-heading": "newsletter",
    "messenger-heading": "messenger",
    "tags-heading": "tags",
}
"""Headings, and what the lines under them are; a heading is reported as part of its list."""
UNFIXED = frozenset({"photo-credit"})
"""Kinds that no fix deletes."""
LABEL_MARKS = " \t\u00a0\u3000:：|｜»>＞▶►→-–—*[]()【】［］〔〕（）"
"""What may stand between a label and what it labels."""

COLONS = (":", "：")
COMMAS = (",", "，", "、", "،")
FULL_STOPS = (".", "।", "。", "۔")

_ARTICLE = lazy(r"\[\+?\d+ chars?\]|\[(?:…|\.\.\.)\]$|pic\.twitter\.com/|\(@\w{2,20}\)")
"""Marks of text that belongs to an article though it ends like no sentence."""
_SENTENCE_END = lazy(r"(?<![.\s])[.।۔]['\"”’)]?\s+[^\W\d_]|。[”’」』）)]?\s*[^\W\d_]")
_SET_APART = (":", "|", "»", ">", "–", "—", "…", "", "：", "｜", "＞", "】", "］", "〕", "）")
"""The characters between a label and what follows it; "" where nothing does."""


class Verdict(NamedTuple):
    """`text[start:end]` of the document is residue of a kind; `safety` None means: only flag it."""

    kind: str
    block: Block
    start: int
    end: int
    evidence: tuple[tuple[str, str], ...]
    safety: Safety | None
    confidence: float | None = None

    @property
    def whole(self) -> bool:
        """True when the verdict is about the whole block, not a sentence of it."""
        return (self.start, self.end) == (self.block.start, self.block.end)


@dataclass
class Case:
    """What is known of one block so far.

    `hit` is the phrase that its kind was told by, `hits` are all that stand in it. `span` is the
    part of a caption that is its credit. `question` is True for a headline that asks, in a list at
    the end of the text.
    """

    block: Block
    hits: tuple[Hit, ...]
    kind: str = ""
    hit: Hit | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    cap: Safety | None = Safety.SAFE
    span: tuple[int, int] | None = None
    question: bool = False

    @property
    def judged(self) -> bool:
        """True for what has been taken for residue so far."""
        return bool(self.kind)

    @property
    def strong(self) -> bool:
        """True when the phrase that tells its kind is one that no article has."""
        return self.hit is not None and self.hit.entry.strong

    @property
    def prose(self) -> bool:
        """True for a paragraph of the article."""
        return self.running and not self.judged

    @cached_property
    def running(self) -> bool:
        """True for the text of an article: sentences (cut ones too), posts that it quotes."""
        block = self.block
        if self.question:
            return False
        if block.prose:
            return not _teaser(block)
        several = block.size >= 10 and has_several_sentences(block)
        return several or bool(_ARTICLE.search(block.text))


def has_several_sentences(block: Block) -> bool:
    """True when a sentence ends within a block and another begins."""
    return _SENTENCE_END.search(block.text) is not None


def asks(block: Block) -> bool:
    """True for one question or exclamation of a headline's length."""
    return block.size <= 25 and block.text[-1] in "?!？！؟" and not has_several_sentences(block)


def is_label(hit: Hit, block: Block) -> bool:
    """True when a colon, a bar or the like stands between a phrase and what follows it."""
    if block.text[hit.end - 1] in ":|»>–—：｜＞]】］〕":
        return True
    rest = block.text[hit.end :]
    return rest.lstrip()[:1] in _SET_APART or rest.startswith("...")


def _teaser(block: Block) -> bool:
    """True for a short line that ends in dots: the headline of another story, cut to fit."""
    return block.size < 20 and block.text.endswith(("..", "…")) and not has_several_sentences(block)
