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

_ISO_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_ISO = frozenset(_ISO_CODES.split())
"""The codes of ISO 639-1."""
_MEANT = {
    name: code
    for code, names in {
        "ar": "arabic العربية ara",
        "cs": "czech čeština ces cze",
        "da": "danish dansk dan",
        "de": "german deutsch deu ger",
        "el": "greek ελληνικά ell gre",
        "en": "english eng",
        "es": "spanish español spa",
        "fa": "persian farsi فارسی fas per",
        "fr": "french français fra fre",
        "hi": "hindi hin",
        "id": "indonesian bahasa ind",
        "it": "italian italiano ita",
        "ja": "japanese 日本語 jpn jp",
        "ko": "korean 한국어 kor",
        "nl": "dutch nederlands nld dut",
        "no": "norwegian norsk nor",
        "pl": "polish polski pol",
        "pt": "portuguese português por",
        "ro": "romanian română ron rum",
        "ru": "russian русский rus",
        "sv": "swedish svenska swe",
        "tr": "turkish türkçe tur",
        "uk": "ukrainian українська ukr",
        "vi": "vietnamese vie vn",
        "zh": "chinese mandarin 中文 zho chi cn",
    }.items()
    for name in names.split()
}
"""What else the languages with a pack are called: by themselves, in English and in ISO 639-2."""


def code_of(name: str) -> str:
    """The code that a person means: of ISO 639-1, or three letters where that has none.

    Raises ConfigError on what is no code of a language.

    >>> code_of("pt-BR"), code_of("ceb")
    ('pt', 'ceb')
    """
    from newslint.errors import ConfigError

    code = name.strip().lower()
    main = code.partition("-")[0]
    main = ALIASES.get(main, main) if main in ("iw", "jw") else main
    if main in _ISO or (
        len(main) == 3 and main.isascii() and main.isalpha() and main not in _MEANT
    ):
        return main
    hint = f' (did you mean "{_MEANT[code]}"?)' if code in _MEANT else ""
    raise ConfigError(f'"{name}" is no language code such as "en", "pt" or "hi"{hint}')


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
    if len(sample) < SHORT * 8 and len(sample.split()) < SHORT:
        return code if reliable and code in WIDE else DEFAULT
    return code if reliable or share >= SHARE else DEFAULT
