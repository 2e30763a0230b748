"""Which language a text is in, by CLD2 (offline, compiled in, a tenth of a millisecond a document).

Why this library, and what the limits come from: `docs/decisions/language-detection.md`.
"""

from __future__ import annotations

SAMPLE = 20_000
"""Code points looked at; more never changed an answer on news."""
DEFAULT = "en"
SHORT = 20
"""Texts of fewer words (and of fewer than eight characters for each of these) are short."""
SHARE = 40
"""Per cent of a longer text that must be in one language, where CLD2 is not sure of it."""
_CODES = (
    "ar bg bn ca cs da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv ml mr ms nl no "
    "pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur vi zh"
)
WIDE = frozenset(_CODES.split())
"""Languages with a large press: a headline is never called anything else."""
ALIASES = {"iw": "he", "jw": "jv", "nn": "no", "sco": "en", "zh-Hant": "zh"}
"""CLD2's own codes, and close relatives that a few words do not tell apart."""


def detect(text: str) -> str:
    """The ISO 639-1 code (or CLD2's own, where there is none) of the main language of `text`.

    Text too short or too mixed to tell counts as English.

    >>> detect("El presidente dijo que la ley se votará mañana en el Congreso.")
    'es'
    >>> detect("OK")
    'en'
    """
    import pycld2

    sample = text[:SAMPLE]
    if not sample.replace("\n", " ").isprintable():
        unprintable = [char for char in set(sample) if not char.isprintable() and char != "\n"]
        sample = sample.translate(dict.fromkeys(map(ord, unprintable)))
    try:
        reliable, _, details = pycld2.detect(sample)
    except pycld2.error:
        return DEFAULT
    code, share = str(details[0][1]), int(details[0][2])
    code = ALIASES.get(code, code)
    if code == "un":
        return DEFAULT
    if len(sample.split()) < SHORT and len(sample) < SHORT * 8:
        return code if reliable and code in WIDE else DEFAULT
    return code if reliable or share >= SHARE else DEFAULT
