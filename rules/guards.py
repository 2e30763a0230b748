"""What no evidence makes safe to delete: what an article, or its frame, may hold.

Reporting uses the words of a page as well: residents sign up for alerts, a film can be watched, a
list of blocked sites names networks. A wrong deletion is worse than a line that stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from newslint.blocks import Block
from newslint.cached import cached_property
from newslint.patterns import lazy
from newslint.rules.cases import (
    FULL_STOPS,
    LABEL_MARKS,
    LISTS,
    Case,
    asks,
    is_label,
)
from newslint.rules.pack import Hit, Pack, separated
from newslint.wording import fold

LONGEST_SAFE = 60
"""Words of a line over which a deletion is never safe."""
LONGEST_INTRODUCED, LONGEST_AT_END = 15, 5
"""Lines below a sentence with a colon that may be what it introduces; below the last paragraph."""
SENTENCE = 4
"""Words before a colon from which on it may introduce what stands below."""
LONGEST_QUESTION = 4
"""Words of “What do you think?”, which a section may have above it; others are of one word."""
LONGEST_TOPIC = 5
"""Words of a topic; what is longer is no name."""
LONGEST_REST = 3
"""Characters behind the words of a call that are no more of a sentence, in caseless scripts."""
STEM = 5
"""Letters at its beginning by which a word is known again: “comments”, “commented”."""

_CALLS = frozenset(
    {"follow", "newsletter", "messenger", "donate", "share", "comments", "paywall", "copyright"}
)
"""Kinds whose sentences ask or forbid readers something, as no reporter does."""
_LABELLING = frozenset(
    {"promo-link", "related-heading", "dangling-heading", "paywall", "contact", "menu", "copyright"}
)
"""Kinds whose labels an article puts before its own notices as well."""
_TITLED = frozenset({"promo-link", "related-heading", "related-list"})
"""Kinds whose labels stand before headlines, which ask and call themselves."""
_NO_HEADINGS = frozenset({"ad-marker", "promo-link"})
"""Kinds whose labels stand between paragraphs and never head a section."""
_NOTICES = frozenset({"copyright", "comments", "paywall"})
"""Kinds whose patterns are whole notices, which readers get and articles do not."""
_BETWEEN_TOPICS = lazy(r"[,;|·•#/،؛、，；]")
_LINKED = frozenset({"link", "repetition", "neighbours"})
"""Evidence that a label and its words were a link, whatever script they are in."""
_COSTS_OR_TIMES = (
    r"[€$£₹¥] ?\d[\d.,]*(?![\d.,]| ?(?:bn|mn|m|k|(?:b|m|tr)illion|crores?|lakhs?|cr)\b)"
    r"|\d ?(?:€|£|euros?\b|zł\b|kr\b|Rs\b)"
    r"|\b\d{1,2}(?:[.:h]\d{2} ?(?:[ap]\.?m\b|uhr\b|h\b)?|[ \u00a0]?(?:[ap]\.?m\b|uhr\b|h\b))"
    r"|\b(?:kl|klokken|klockan|godz|pukul|saat|ore|klo)\.? ?\d"
    r"|\b\d{1,2}(?:[.:]\d{2})? (?:uur\b|hodin|बजे|часов\b|WIB\b)|, \d{1,2}[.:]\d{2}(?=,|$)"
    # Where words stand without blanks a number has no edge.
    r"|\d[:：]\d\d|\d ?[点點時时시]|\d ?(?:円|원|元)|(?:الساعة|ساعت) ?\d"
    r"|\d ?(?:giờ|đồng|VND|VNĐ|₫|đ|تومان|ریال|درهم|دينار)\b|\d{1,2}h(?:\d\d)?\b"
)
"""What something costs, and when it begins."""
_ADDRESSES = (
    r"^[\W\d]+\w*$|\d[\d ()/\u00a0\u202f–-]{5,}\d"
    r"|\d[ \u00a0]?(?:pp?\.|pages\b|págs?\b|Seiten\b|S\.)"
    r"|\b(?:Seite|page|página|pagina|pág\.|strona|str\.|sida|side|halaman|sayfa|стр\.|पृष्ठ) ?\d"
    r"|\btrang \d|[第P]\d{1,3} ?[版面頁页]|\d{1,3}[면쪽版頁页]|(?:صفحة|صفحه|الصفحة|ص) ?\d"
    r"|,[^,]{0,24}(?<!\d)\d{1,3}$|\d:\d{1,3}$"
)
"""Telephone numbers, numbers of pages, houses, rooms and verses."""
_ADDRESS = lazy(rf"(?i){_ADDRESSES}")
_COST_OR_TIME = lazy(rf"(?i){_COSTS_OR_TIMES}")
_PIECES = lazy(r"[,،] |[;؛；，、–—|()（）]|: ")
"""What parts the pieces of a notice, such as a title, a place and a price."""
PIECE = 4
"""Words up to which a piece with a price in it is one of a notice, and not a clause."""
_INFORMING = (
    "info", "информ", "інформ", "πληροφορ", "bilgi", "जानकारी", "معلومات", "اطلاعات", "정보",
)  # fmt: skip
"""How the word for information begins: what a label offers by it need be no story."""


class Guards:
    """Asked of a document's cases, once it is known where its article begins and ends.

    `heading` is how many words of a line are one, as two syllables are in Vietnamese.
    """

    def __init__(
        self,
        cases: Sequence[Case],
        first: int,
        last: int,
        titles: frozenset[int],
        pack: Pack,
        networks: frozenset[str],
        heading: int = 1,
    ) -> None:
        self.cases = cases
        self.first = first
        self.last = last
        self.titles = titles
        self.pack = pack
        self.networks = networks
        self.heading = heading

    def could_be_kept(self, case: Case, kind: str) -> bool:
        """True for what is never safe to delete as residue of a kind.

        Long lines; statements, which authors and agencies write too; the title's copies, which are
        those of another rule; credits of pictures and of agencies; what a sentence introduces;
        notices with details; subheadings; and lists before the first paragraph, among which title,
        section and byline stand.
        """
        block = case.block
        if block.size > LONGEST_SAFE or block.index in self.titles:
            return True
        if block.index in self._introduced or self._notifies(case) or self._heads_a_section(case):
            return True
        if self._signs(block) or self._runs_on(case):
            return True
        listed = LISTS.get(kind, kind) == "related-list"
        # Lists cut their headlines: “Council votes for second bri ..”.
        cut = listed and block.text.endswith(("..", "…"))
        if block.terminal and not (cut or self._asks(case) or self._calls(case)):
            return True
        if kind == "copyright" and _could_be_credit(block):
            return True
        return listed and block.index < self.first

    # -- what a line is to the lines around it ----------------------------------------------------

    @cached_property
    def _introduced(self) -> frozenset[int]:
        """The lines below “The ships block these sites:”, as far as the next paragraph."""
        found: set[int] = set()
        for case in self.cases:
            block = case.block
            if case.judged or case.hits or not block.introduces:
                continue
            if block.size < SENTENCE or block.index > self.last + 1:
                continue
            most = LONGEST_INTRODUCED if block.index < self.last else LONGEST_AT_END
            for below in self.cases[block.index + 1 : block.index + 1 + most]:
                if below.prose:
                    break
                if below.kind != "ad-marker":
                    found.add(below.block.index)
        return frozenset(found)

    def _heads_a_section(self, case: Case) -> bool:
        """True for “Comments” or “Video” alone between paragraphs: perhaps a subheading.

        A button to share is one only where the paragraph below goes on about it, or other lines
        of the text are subheadings; two words and more only where all of them stand in it.
        """
        block, at = case.block, case.block.index
        if case.hit is None or not case.hit.whole or case.kind in _NO_HEADINGS:
            return False
        asked = block.size <= LONGEST_QUESTION and block.text.endswith(("?", "？", "؟"))
        if case.hit.entry.own or not (self.first < at < self.last and self._alone(at)):
            return False
        stems = {term[:STEM] for term in block.terms}
        told = stems & {term[:STEM] for term in self.cases[at + 1].block.terms}
        if block.size <= self.heading or asked or self._has_sister(block):
            return case.kind != "share" or bool(told) or len(self._plain) > 1
        return block.size <= LONGEST_QUESTION and told == stems

    def _has_sister(self, block: Block) -> bool:
        """True for “What's new” where “What's gone” heads another section."""
        return block.size <= LONGEST_QUESTION and any(
            other.size <= LONGEST_TOPIC and other.terms[:1] == block.terms[:1]
            for other in self._plain
            if other is not block
        )

    def _alone(self, index: int) -> bool:
        """True for a line with a paragraph above, and another or a sentence below."""
        above, below = self.cases[index - 1], self.cases[index + 1]
        return above.prose and (below.prose or (below.block.terminal and not below.judged))

    @cached_property
    def _plain(self) -> list[Block]:
        """The lines that could be subheadings: alone, not judged, without a final mark."""
        return [
            case.block
            for case in self.cases[self.first + 1 : self.last]
            if not (case.judged or case.running or case.block.terminal)
            and self._alone(case.block.index)
        ]

    # -- what a line says -------------------------------------------------------------------------

    def _notifies(self, case: Case) -> bool:
        """True for “See also: 020 7946 0000”: a label before details, or before no title.

        A headline behind a label begins with a capital, and a label that offers information need
        not stand before one. In scripts without capitals a label that needs a title behind it
        (“See: …”) proves nothing alone; one that is enough at the start of a line (“Read this story
        too”) does.
        """
        block, hit = case.block, case.hit
        if hit is None or hit.entry.own or hit.whole or not is_label(hit, block):
            return False
        rest = block.text[hit.end :].strip(LABEL_MARKS)
        if case.kind == "tags-heading":
            return not (hit.entry.strong or self._tells_topics(rest))
        if case.kind not in _LABELLING:
            return False
        if rest[:1].islower():
            address = "." in rest.split()[0].rstrip(".")
            return not (block.url or address)
        if any(word.startswith(_INFORMING) for word in hit.phrase.casefold().split()):
            return True
        linked = not case.evidence.keys().isdisjoint(_LINKED)
        if _hides_title(hit, rest) and not linked:
            return True
        return _details(rest) and not _tells_a_story(hit, rest, self.pack)

    def _runs_on(self, case: Case) -> bool:
        """True for “下载客户端后居民可以查询水费”: the words of a call open a line that says more.

        Where no capital tells names, what is to go must be label, address or phrase for the most,
        or end in what readers are told to do.
        """
        block, hit = case.block, case.hit
        if hit is None or hit.entry.own or hit.whole:
            return False
        if is_label(hit, block) or separated(block.text[hit.end :]):
            return False
        if "©" in block.text or not case.evidence.keys().isdisjoint(_LINKED):
            return False
        told = tuple(self.pack.words("imperatives"))
        if not _few_cased(block.text) or block.terms[-1].endswith(told):
            return False
        reached = max(other.end for other in (hit, *_telling(case)))
        rest = block.text[reached:].strip(LABEL_MARKS)
        return len(rest) > LONGEST_REST and (hit.end - hit.start) * 3 < len(block.text) * 2

    def _tells_topics(self, listed: str) -> bool:
        """True for the topics of the article: names, at least one of which its own lines know.

        “Topics: schools, taxes, waste (Monday, 7 p.m.)” can be what a meeting is about.
        """
        if _details(listed):
            return False
        topics = [fold(topic).split() for topic in _BETWEEN_TOPICS.split(listed)]
        if any(len(words) > LONGEST_TOPIC for words in topics):
            return False
        words = [word for topic in topics for word in topic]
        if any(word[:STEM] in self._told for word in words if len(word) > 2):
            return True
        names = frozenset(words)
        lines = (case.block for case in self.cases if not case.judged)
        return any(block.wide and block.held(names) for block in lines)

    @cached_property
    def _told(self) -> frozenset[str]:
        """The beginnings of the words of the lines that are not judged."""
        lines = (each.block for each in self.cases if not each.judged)
        return frozenset(term[:STEM] for block in lines for term in block.terms)

    def _signs(self, block: Block) -> bool:
        """True for “(dpa/lni)”, with which an agency signs an article."""
        signed = block.size <= 4 and block.text[0] in "([" and block.text[-1] in ")]"
        return signed and not self.pack.words("agencies").isdisjoint(block.terms[:1])

    def _asks(self, case: Case) -> bool:
        """True for “Like this story? Share it!” or a headline that asks, behind a label."""
        block, hit = case.block, case.hit
        if not asks(block):
            return False
        if hit is None or hit.whole or case.kind in _TITLED:
            return True
        return self._speaks_of_itself(block) or any(
            _ends_its_clause(hit, block) for hit in _telling(case)
        )

    def _calls(self, case: Case) -> bool:
        """True for “Follow us on Facebook.” outside the body: a sentence for readers."""
        outside = not self.first <= case.block.index <= self.last
        return case.strong and outside and case.kind in _CALLS and self._to_readers(case)

    def _to_readers(self, case: Case) -> bool:
        """False for “Residents can sign up for flood alerts”: the words of a call, told of others.

        The page speaks of itself in a call, or the phrase is its first sentence, or most of it, and
        nobody else is named. One to subscribe may name what is sent instead (its phrase does, or
        no name is there), one to follow must name several networks. Where no capital tells names
        the sentence must end with the phrase.
        """
        block = case.block
        named = block.held(self.networks)
        if case.kind == "follow" and not named:
            return False
        telling = _telling(case)
        opening = [hit for hit in telling if hit.start < 3]
        if _few_cased(block.text):
            addressed = bool(opening) or "©" in block.text or self._speaks_of_itself(block)
            return addressed and any(_ends_its_clause(hit, block) for hit in telling)
        if self._speaks_of_itself(block):
            return True
        if any(_ends_its_clause(hit, block) for hit in opening):
            return True
        if case.kind in _NOTICES and any(hit.entry.patterned for hit in opening):
            return True
        mailings = self.pack.words("mailings")
        calls = case.kind == "newsletter" and block.opens(self.pack.words("calling"))
        phrases = (hit.phrase.replace(" ", "") if block.wide else hit.phrase for hit in telling)
        if calls and any(_names_one_of(mailings, phrase) for phrase in phrases):
            return True
        names = self._names(block)
        if any(not names.isdisjoint(other.block.words) for other in self.cases if other.prose):
            return False
        most = any((hit.end - hit.start) * 2 > len(block.text) for hit in opening)
        if opening and all(hit.entry.where == "inside" and _goes_on(hit, block) for hit in opening):
            return False
        if case.kind == "follow":
            return bool(opening) and (len(named) > 1 or (most and not names))
        mailed = bool(block.held(mailings))
        return most or (calls and mailed)

    def _names(self, block: Block) -> set[str]:
        """What could be the names of others in a call: an article may be about one of them."""
        common = self.networks | self.pack.words("function")
        return {
            word for word in block.words[1:] if word[0].isupper() and word.casefold() not in common
        }

    def _speaks_of_itself(self, block: Block) -> bool:
        """True for a page's "us" and "our", which "US" is not, unless all is in capitals."""
        ours, loud = self.pack.words("ours"), block.upper_share > 0.5
        if block.wide and block.held(ours):
            return True
        return any(
            piece.casefold() in ours and (loud or not piece.isupper())
            for word in block.words
            for piece in {word, *word.split("-")}
        )


def _details(text: str) -> bool:
    """True for a text with what makes a line a notice of use to readers."""
    possible = not text[:1].isalpha() or any(map(str.isdigit, text))
    return possible and bool(_ADDRESS.search(text) or _COST_OR_TIME.search(text))


def _tells_a_story(hit: Hit, rest: str, pack: Pack) -> bool:
    """True for “Also read: Rupee falls to ₹83 a dollar”: a price or a time within a headline.

    The label has one read a text, and no piece of what it labels is but the price or the time.
    """
    if pack.words("reading").isdisjoint(fold(hit.phrase).split()) or _ADDRESS.search(rest):
        return False
    pieces = _PIECES.split(rest)
    return not any(len(one.split()) <= PIECE and _COST_OR_TIME.search(one) for one in pieces)


def details_behind(hit: Hit, block: Block, pack: Pack) -> bool:
    """True for “Read more: p. 4”: a label before details of use, or before words without a capital.

    In scripts without capitals, for every label that needs a title behind it.
    """
    rest = block.text[hit.end :].strip(LABEL_MARKS)
    if rest[:1].islower() or _hides_title(hit, rest):
        return True
    return _details(rest) and not _tells_a_story(hit, rest, pack)


def _hides_title(hit: Hit, rest: str) -> bool:
    """True where a label needs a title behind it, and no capital can tell that `rest` is one."""
    return hit.entry.where == "label" and not (_cased(hit.phrase) and _cased(rest))


def _names_one_of(words: frozenset[str], phrase: str) -> bool:
    """True for a phrase that names one of some words; written without blanks it holds one."""
    return not words.isdisjoint(fold(phrase).split()) or (
        " " not in phrase and not phrase.isascii() and any(map(phrase.__contains__, words))
    )


def _telling(case: Case) -> list[Hit]:
    """The strong phrases of a case that are of its own kind."""
    return [hit for hit in case.hits if hit.entry.strong and hit.entry.kind == case.kind]


def _ends_its_clause(hit: Hit, block: Block) -> bool:
    """True for “Already registered? Log in.”, where the sentence ends with the phrase."""
    rest = block.text[hit.end :].lstrip()
    return rest[:1] in ("?", "!", "？", "！", "؟") or rest in ("", *FULL_STOPS)


def _cased(text: str) -> bool:
    """True for a text whose first letter is of a script with capitals, or that has no letter."""
    return next((char.lower() != char.upper() for char in text if char.isalpha()), True)


def _few_cased(text: str) -> bool:
    """True for a text in a script without capitals, whatever Latin names stand in it."""
    cased = sum(char.lower() != char.upper() for char in text)
    return cased * 2 < sum(map(str.isalpha, text))


def _goes_on(hit: Hit, block: Block) -> bool:
    """True for “All rights reserved for the heirs were sold.”: the sentence of a phrase goes on."""
    return block.text[hit.end :].lstrip()[:1].islower()


def _could_be_credit(block: Block) -> bool:
    """True for “© Maria Lindt”, which credits a picture: a notice of the page has a year."""
    return block.text[0] == "©" and not any(char.isdigit() for char in block.text)
