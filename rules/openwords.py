"""Words that cannot end a sentence, by language: what ends in one of them was cut."""

from __future__ import annotations

from typing import NamedTuple


class Open(NamedTuple):
    """The open words of a language.

    `always` cannot end a sentence. `mostly` may end a heading, a call ("Read on") or a clause with
    its verb ("kommt an"): something else must speak for a cut. `verbs` are auxiliaries: they end
    questions and comparisons, yet no report.
    """

    always: frozenset[str] = frozenset()
    mostly: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()


NONE = Open()
_BEFORE_VERBS_TEXT = """
whether how able unable going ready about want wants wanted plan plans planned hope hopes hoped due
expected agreed decided decides forced have has had ought likely try tries tried trying asked urged
told set continue continues
"""
BEFORE_VERBS = frozenset(_BEFORE_VERBS_TEXT.split())
"""English words after which "to" wants a verb: it ends no clause there."""

_ALWAYS = {
    "en": """a an and as at because but by during for from his if into its my of or our per than
        that the their toward towards unless until upon when where whether which while whose with
        without your""",
    "es": """el la las los un una unos unas y e o de del en con por para que como sin sobre entre su
        sus al le les""",
    "fr": """le la les des du de et ou dans avec pour sur par un une qui que dont où ses leur au aux
        en à ne se ces cette leurs""",
    "de": """der die das den dem des eine einen einem einer und oder aber von für
        als wenn im am zum zur vom dass weil ob sowie deren dessen""",
    "pt": """o os as um uma e do da de dos das em no na nos nas com ao aos que por para como sem
        sobre entre""",
    "id": """dan yang untuk dengan dari ke pada oleh bahwa karena atau serta""",
    "hi": """का की के को से में पर और या ने ताकि कि अगर लेकिन""",
    "it": """il lo i gli un di del dello della dei degli delle che e ed con per da dal dalla dalle
        nel nella nei al alla ai alle se quando mentre una le""",
    "nl": """de het een en of van met dat die om tenzij omdat maar als te bij""",
    "pl": """aby żeby że i oraz w z na do dla od po przez przy ale który która które gdy jeśli niż
        a""",
    "ru": """чтобы что и в на с для по из от до при если но или о об к за как который которая
        которые""",
    "tr": """ve veya ama ancak bir""",
}
_MOSTLY = {
    "en": "to in on via who about",
    "de": "auf um an nach aus zu mit bei ein vor",
    "fr": "pas",
    "id": "di",
    "nl": "in op naar aan uit voor",
    "tr": "için ile",
    "pt": "a",
    "es": "a",
    "it": "la in a",
    "hi": "को से में पर",
}
_VERBS = {
    "en": """is are was were am be been has have had will would shall should may might
        must cannot""",
}


def _table(texts: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(text.split()) for language, text in texts.items()}


_TABLES = (_table(_ALWAYS), _table(_MOSTLY), _table(_VERBS))


def open_words(language: str) -> Open:
    """The open words of `language`; none where we know none."""
    always, mostly, verbs = (table.get(language[:2], frozenset()) for table in _TABLES)
    return Open(always - mostly, mostly, verbs) if always else NONE
