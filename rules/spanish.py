"""Spanish questions and exclamations: a mark opens them, another one closes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.blocks import Block
from newslint.finding import Edit, Finding, Fix, Safety
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, replace

_MARK = lazy(r"[¿¡]{1,4}|[?!]{1,9}")
_PARTNER = {"¿": "?", "¡": "!"}
_STOP = lazy(r"\.(?=\s+[¿¡“«\"]?[A-ZÁÉÍÓÚÑ]|[\"”»]?\s*$)")
_ABBREVIATED = lazy(r"(?<!\w)(?:[A-ZÁÉÍÓÚÑ]|[SD]ra?|Drs?|Uds?|Gral|Lic|Ing|EE|UU|etc|núm)$")
_BOUNDARY = lazy(r"[.?!…:][\"”»)]?\s+|[“«\"(]|[—–]\s?|\A")
_ASKS = lazy(
    r"(?:(?:Por|Para|De|Desde|Hasta) (?:qué|quién|cuándo|dónde)"
    r"|Qué|Quién(?:es)?|Cuándo|Cómo|Dónde|Adónde|Cuál(?:es)?|Cuánt[oa]s?)(?= [a-záéíóúñ])"
)
_WORD = lazy(r"[¿¡]{1,4}\S{0,40}")
_FAR = 200
"""Code points that a question reaches back at most."""


class SpanishOpening(Rule):
    """A Spanish question or exclamation with only one of its two marks.

    ## What it does
    Reports, in Spanish, ¿ and ¡ that no ? or ! closes before the sentence or the paragraph ends,
    and a sentence that begins with a word that asks (Qué, Cuándo, Por qué) and ends in ? without
    ¿ before.

    ## Why it matters
    Programs that cut and rebuild sentences lose one of the two; a reader sees too late, or not at
    all, that something is asked.

    ## Fix
    The mark that is missing is suggested: where a question ends, its writer knows.
    """

    code = "PUN009"
    name = "spanish-opening-mark"
    family = "punctuation"
    bad = (
        Bad("El pueblo espera desde hace años. ⟦¡Nadie⟧ lo sabe.", language="es"),
        Bad("⟦¿Quién⟧ lo sabe. El alcalde calló toda la tarde.", language="es"),
        Bad("La gente espera. ⟦Cuándo⟧ llegará la segunda línea? Nadie responde.", language="es"),
    )
    good = (
        Good("¿Y ahora, qué sigue? ¡Nadie lo sabe! ¡¿Cómo?!", "both marks", "es"),
        Good("«¡Viva el Sr. López!», gritó. ¿Quién dijo eso!", "one mark for another", "es"),
        Good("El filme «Quo vadis?» y la canción Who Are You? suenan hoy.", "other tongues", "es"),
        Good("Cuándo llegará la línea es lo que nadie sabe en el pueblo.", "no question", "es"),
        Good("Who knows? ¡ is a Spanish mark.", "an English text"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        if ctx.document.language != "es" or ctx.document.characters.isdisjoint("¿¡?"):
            return
        for block in ctx.document.blocks:
            if block.prose and _MARK.search(block.text):
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Finding]:
        text, position = block.text, 0
        opened: list[int] = []
        for match in _MARK.finditer(text):
            start, end = match.span()
            stop = _stop(text, opened[-1], start) if opened else None
            if stop is not None:
                yield self._unclosed(block, opened[0], stop)
                opened = []
            if match.group()[0] in _PARTNER:
                opened.append(start)
            elif opened:
                opened.pop()
            elif match.group()[0] == "?":
                low = max(position, start - _FAR)
                first = max(found.end() for found in _BOUNDARY.finditer(text[low:start])) + low
                asks = _ASKS.match(text, first, start) if first > low or low == 0 else None
                if asks:
                    yield self._unopened(block, *asks.span())
            position = end
        stop = _stop(text, opened[-1], len(text)) if opened else None
        if stop is not None:
            yield self._unclosed(block, opened[0], stop)

    def _unclosed(self, block: Block, start: int, stop: int) -> Finding:
        word = _WORD.match(block.text, start)
        mark = block.text[start]
        return self.finding(
            block.start + start,
            block.start + (word.end() if word else start + 1),
            f"“{mark}” opens here, and no “{_PARTNER[mark]}” closes.",
            fix=replace(block.start + stop, block.start + stop + 1, _PARTNER[mark], Safety.SUGGEST),
        )

    def _unopened(self, block: Block, start: int, end: int) -> Finding:
        at = block.start + start
        return self.finding(
            at,
            block.start + end,
            "A question begins here without its “¿”.",
            fix=Fix(Safety.SUGGEST, "Insert “¿”", (Edit(at, at, "¿"),)),
        )


def _stop(text: str, start: int, end: int) -> int | None:
    """Where the first sentence ends that begins at `start` and ends before `end`."""
    for match in _STOP.finditer(text, start, end):
        if not _ABBREVIATED.search(text[max(start, match.start() - 6) : match.start()]):
            return match.start()
    return None


RULES: tuple[type[Rule], ...] = (SpanishOpening,)
