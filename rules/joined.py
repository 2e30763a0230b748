"""Two words without the blank between them where no capital shows it: in small letters
("dayswhich", "construídono") and at a quotation mark (left."We).

Without a dictionary the former is known only where one of the two is a function word that begins or
ends no other word of its language, or few and the other word stands by itself in the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newslint.patterns import lazy
from newslint.rule import Context
from newslint.rules.pack import pack_of
from newslint.rules.pairs import double_quotes

_NEVER_AN_ENDING = {
    "en": "which because their would could should these those",
    "es": "hasta según también desde",
    "pt": "quando porque também sobre ainda desde porém",
    "fr": "avec selon depuis lorsque",
    "de": "wurde wurden konnte musste nicht",
    "id": "karena dengan adalah tersebut sebagai kepada bahwa mereka seperti",
    "hi": "लेकिन क्योंकि",
}
"""Function words that end no other word: whatever stands before them is a word of its own."""
_SELDOM_AN_ENDING = {
    "en": "the and with that from was were have has had for his to of this they when after been",
    "es": "que con para por una del sobre",
    "pt": "que com para uma foi pela pelo no nos dos das em",
    "fr": "que qui dans pour une sont était sur",
    "de": "und dass wird sich oder aber sind nach mit für auf",
    "id": "yang untuk dari pada oleh tidak juga saat dalam",
    "hi": "में को और लिए कुछ",
}
"""Function words that end some other words: the first word must stand by itself elsewhere."""
_SELDOM_A_START = {
    "en": "the and that this from which their they were have has his her will not are was of",
    "es": "los las una que del según desde pero",
    "pt": "uma não dos das pelo pela mas",
    "fr": "les une dans avec est qui sont",
    "de": "und wurde wird",
    "id": "yang untuk dengan dari dan tidak pada",
    "hi": "और में से",
}
"""Function words that begin some other words: the second word must stand by itself elsewhere."""
_SMALL = {
    language: tuple(
        frozenset(table[language].split())
        for table in (_NEVER_AN_ENDING, _SELDOM_AN_ENDING, _SELDOM_A_START)
    )
    for language in _NEVER_AN_ENDING
}
_EDGES = {
    language: (tuple({*sure, *endings}), tuple(starts))
    for language, (sure, endings, starts) in _SMALL.items()
}
"""What a word that swallowed a blank ends or begins with."""
_SUFFIXES = ("no", "nos")
"""Portuguese: what makes the inhabitant (paulistano) of a place (paulista)."""
_QUOTES = '"“”„«»'
_AT_QUOTE = lazy(
    r"[\"”»«](?=[^\W\d_]{2})(?<=[^\W\d_]{2}[.,!?…][\"”»«])"
    r"|[\"“„«](?=[^\W\d_]{2})(?<=[^\W\d_]{3}:[\"“„«])"
    r"|[\"”“»«„](?=[^\W\d_]{2})(?<=[^\W\d_]{3}[\"”“»«„])"
)
_TYPED_FOR_APOSTROPHE = lazy(r"\"(?:ll|re|ve|hui|ils?|elles?|une?|on)\b")
_RUN = lazy(r"\S{0,60}")
_RUN_BEFORE = lazy(r"\S{0,60}$")
_MARKUP = lazy(r"[=<>{}\\/_@#|]")
_BEFORE_THE = frozenset(["the", "this", "that", "their", "his"])
"""English words that another function word cannot be glued to in any word of the language."""
_REAL_TEXT = """
soothe seethe breathe loathe clothe although sandwich
"""
_REAL = frozenset(_REAL_TEXT.split())


def joined(ctx: Context) -> Iterator[tuple[int, int, int]]:
    """(start, end, where the blank belongs) of words that swallowed the blank before their end.

    Looks at words that the document writes that way once, in running text and small letters.
    """
    language = ctx.document.language
    if language not in _SMALL:
        return
    function = pack_of(ctx).words("function")
    endings, starts = _EDGES[language]
    counts = ctx.document.words
    suspects = {
        token: at
        for token, count in counts.items()
        if count == 1
        and len(token) > 4
        and (token.endswith(endings) or token.startswith(starts))
        and token not in function
        and (at := _seam(token, language, counts, function))
    }
    if not suspects:
        return
    for block in ctx.document.blocks:
        for number, token in enumerate(block.terms) if block.size > 3 else ():
            if token not in suspects:
                continue
            start, end = block.places[number]
            if _plain(block.text, start, end, token):
                at = block.start + start + suspects[token]
                yield block.start + start, block.start + end, at


def quoted(ctx: Context) -> Iterator[tuple[int, int, int]]:
    """(start, end, where the blank belongs) of words that stand at the wrong side of a quotation
    mark, with what stands around them. In the languages of the packs only: others hang endings on.
    """
    for block in ctx.document.blocks if ctx.document.language in _SMALL else ():
        if not any(map(block.text.__contains__, _QUOTES)):
            continue
        found = {match.start() for match in _AT_QUOTE.finditer(block.text)}
        depth = 0
        for mark in double_quotes(block.text) if found else ():
            opens = mark.opens and not (depth > 0 and block.text[mark.start] in "“«")
            depth = depth + 1 if opens else max(0, depth - 1)
            if mark.start in found and (run := _run(block.text, mark.start, mark.end)):
                at = mark.start if opens else mark.end
                yield block.start + run[0], block.start + run[1], block.start + at


def _run(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the run without blanks around `text[start:end]`; None when it is markup, or the
    mark was typed for an apostrophe.
    """
    before = _RUN_BEFORE.search(text[max(0, start - 60) : start])
    after = _RUN.match(text, end)
    first = start - len(before.group()) if before else start
    last = after.end() if after else end
    if _MARKUP.search(text, first, last) or _TYPED_FOR_APOSTROPHE.match(text, start):
        return None
    return first, last


def _seam(token: str, language: str, counts: Counter[str], function: frozenset[str]) -> int | None:
    """Where a second word begins in `token`; None where none is known to."""
    sure, endings, starts = _SMALL[language]
    for at in range(2, len(token) - 1):
        first, second = token[:at], token[at:]
        if second in sure and at > 2:
            return at
        if second in _BEFORE_THE and language == "en" and first in function and token not in _REAL:
            return at
        if second in endings and at > 4 and counts[first] and first not in function:
            return None if second in _SUFFIXES and first.endswith("a") else at
        if first in starts and len(second) > 4 and counts[second] and second not in function:
            return at
    return None


def _plain(text: str, start: int, end: int, token: str) -> bool:
    """True for a word in small letters (its first aside) with no mark of a name at its edges."""
    word = text[start:end]
    edges = text[start - 1 : start] + text[end : end + 1]
    return word[1:] == token[1:] and not any(edge in "'’-@#/._" for edge in edges.strip())
