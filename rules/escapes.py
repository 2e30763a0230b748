"""Escapes of JSON and of program strings that nobody turned into what they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from newslint.finding import Finding, Fix, Safety, Severity
from newslint.lines import Line
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, replace

_CODE = lazy(
    # quoted code, a path, a pattern, a formula
    r"[`{}^]|(?<!\w)[A-Za-z]:\\|\\\\|\\[a-mo-qsv-zA-Z0-9.*+?()|$\[\]]|\\[nt][a-z]|\\r(?!\\n)"
    r"|\\u(?![0-9a-fA-F]{4})|\(\?|\[\\"
    r"|\b(?i:unicode|json|javascript|python|escap\w+|regex\w*|backslash\w*|latex)\b"
)
_ESCAPE = lazy(
    r"(?P<letters>(?:\\u[0-9a-fA-F]{4}){1,200})"
    r"|(?P<ends>[ \t]{0,3}(?:(?:\\r)?\\n[ \t]{0,3}){1,10})"
    r"|(?P<quote>\\\")"
    r"|(?P<slash>(?<=[\w/:])\\/(?=[\w\\]))"
    r"|(?P<apostrophe>(?<=[^\W\d_])\\'(?=[^\W\d_]))"
)
_IN_ADDRESS = lazy(r"https?:(?:\\?/|[^\s\"'<>]){0,300}$")
_UNSEEN = "\u00ad\u200b\u2060\ufeff\u200e\u200f"
_BEFORE_END = ".!?…:;\"”»“’')]|。！？।"


class StringEscape(Rule):
    r"""Escapes of JSON or of a program's string left in the text: `\u00fc`, `\n`, `\"`, `\/`.

    ## What it does
    Finds `\u` with four digits, `\n` where a sentence or a line ends, `\"`, `\'` inside a word and
    `\/` inside a word or an address. A line with paths (`C:\new`), patterns, formulas or code, or
    one that writes about escapes, is left alone.

    ## Why it matters
    Readers see code for letters, and paragraphs run together.

    ## Fix
    Puts the character in its place, and line ends for `\n`. Safe; unsafe for `\n` in the middle of
    a sentence and for `\/` where nothing else is escaped; none for an odd number of `\"`, nor where
    the number stands for no character.
    """

    code, name, family, severity = "MRK012", "string-escape", "markup", Severity.WARNING
    bad = (
        Bad(r"Der Rat sprach ⟦\u00fc⟧ber zw⟦\u00f6⟧lf Busse.", "Der Rat sprach über zwölf Busse."),
        Bad("He left.⟦\\n\\n⟧She stayed.", "He left.\n\nShe stayed."),
        Bad("She said: ⟦\\\"⟧Good.⟦\\\"⟧ Then she left.", 'She said: "Good." Then she left.'),
        Bad("They don⟦\\'⟧t know.", "They don't know."),
        Bad(r"It ⟦\ud83d\ude00⟧ made them laugh.", "It 😀 made them laugh."),
    )  # fmt: skip
    good = (
        Good(r"The file is in C:\new\u00fc, or in \\server\news.", "paths"),
        Good(r"“Type \u00fc for ü in JSON,” she said.", "about escapes"),
        Good(r"The pattern \d+\n matches, and so does [\u00c0-\u00ff].", "patterns"),
        Good(r"Sums \alpha and \nu in \frac form", "formulas, in a headline"),
        Good("It was either/or, 24/7 and “so on”.", "no backslash"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        if "\\" not in ctx.document.characters:
            return
        found = [
            (line, matches)
            for line in ctx.document.lines
            if "\\" in line.text
            and not _CODE.search(line.text)
            and (matches := list(_ESCAPE.finditer(line.text)))
        ]
        kinds = {match.lastgroup for _, matches in found for match in matches}
        for line, matches in found:
            paired = sum(match.lastgroup == "quote" for match in matches) % 2 == 0
            for match in matches:
                fix = _fix(ctx, line, match, sure=len(kinds) > 1)
                yield self.finding(
                    line.start + match.start(),
                    line.start + match.end(),
                    f"“{match.group().strip()[:40]}” is a character written as code.",
                    fix=fix if paired or match.lastgroup != "quote" else None,
                )


def _fix(ctx: Context, line: Line, match: re.Match[str], *, sure: bool) -> Fix | None:
    start, end = line.start + match.start(), line.start + match.end()
    kind, before, after = match.lastgroup, line.text[: match.start()], line.text[match.end() :]
    if kind == "ends":
        return _line_ends(ctx, start, end, before, after)
    if kind == "letters":
        meant = _meant(match.group())
        return None if meant is None else replace(start, end, meant, Safety.SAFE)
    if kind == "slash":
        sure = sure or bool(_IN_ADDRESS.search(before))
        return replace(start, end, "/", Safety.SAFE if sure else Safety.UNSAFE)
    return replace(start, end, match.group()[1], Safety.SAFE)


def _line_ends(ctx: Context, start: int, end: int, before: str, after: str) -> Fix:
    """As many line ends as are written, where there is text on both sides of them."""
    ends = ctx.document.text[start:end].count("\\n") if before and after else 0
    free = not before or not after or before[-1] in _BEFORE_END or ends > 1
    safety = Safety.SAFE if free and not after[:1].islower() else Safety.UNSAFE
    title = "Replace by a line end" if ends else "Delete it"
    return replace(start, end, ctx.document.newline * ends, safety, title)


def _meant(escapes: str) -> str | None:
    """The text that is written as code; None where a piece of it is none."""
    raw = b"".join(bytes.fromhex(code) for code in escapes.split("\\u")[1:])
    meant = raw.decode("utf-16-be", "replace").replace("\u00a0", " ")
    if any(
        char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") for char in meant
    ):
        return None
    return "".join(char for char in meant if char not in _UNSEEN)


RULES: tuple[type[Rule], ...] = (StringEscape,)
