"""What a text reads like without the page's source and without damage: tags away, entities and
mojibake turned into what they stand for. Rules about marks read this, so that no attribute is taken
for a quotation, and report on the text as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge

from newslint.blocks import Block
from newslint.rule import Context
from newslint.rules.markup import elements, entities, tags_by_line
from newslint.rules.mojibake import mojibake_spans
from newslint.spans import Spans

Piece = tuple[int, int, str]


def replaced(ctx: Context) -> Spans[Piece]:
    """(start, end, what is read instead) of every piece of source or damage, in order."""
    damage: list[Piece] = [(start, end, was) for start, end, was, _ in ctx.once(mojibake_spans)]
    code: list[Piece] = []
    if "<" in ctx.document.characters:
        code += ((start, end, "") for start, end in ctx.once(elements))
        for line, tags in ctx.once(tags_by_line):
            code += ((line.start + tag.start, line.start + tag.end, "") for tag in tags)
        code.sort()
    pieces: list[Piece] = []
    for piece in merge(damage, ctx.once(entities), code):
        if not pieces or piece[0] >= pieces[-1][1]:
            pieces.append(piece)
    return Spans(pieces)


def as_read(ctx: Context, block: Block) -> tuple[str, Sequence[int]]:
    """The text of a block as it reads, and where in the block each character and its end stand."""
    covered = ctx.once(replaced)
    pieces = covered.within(block.start, block.end) if covered else []
    if not pieces:
        return block.text, range(len(block.text) + 1)
    read: list[str] = []
    places: list[int] = []
    position = 0
    for low, high, meant in [*pieces, (block.end, block.end, "")]:
        start, end = low - block.start, high - block.start
        read += (block.text[position:start], meant)
        places += range(position, start)
        places += [start] * len(meant)
        position = end
    return "".join(read), [*places, len(block.text)]
