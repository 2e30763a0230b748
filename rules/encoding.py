"""Encoding: characters that were damaged on the way, or that are no text.

What stands for one character only is repaired; what is lost is shown to the editor. Curly quotes,
full-width punctuation, ligatures and the joiners that a script needs are right and left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from newslint.finding import Finding, Fix, Safety, Severity
from newslint.patterns import lazy
from newslint.rule import Bad, Context, Good, Rule, delete, replace
from newslint.rules.mojibake import damaged, mojibake_spans, piece_of_letter
from newslint.rules.pack import pack_of


class Mojibake(Rule):
    """Text that was read in the wrong encoding: `donâ€™t`, `CafÃ©`.

    ## What it does
    Looks at words that hold sequences which UTF-8 gives when it is read as Windows-1252, -1250,
    -1251, Latin-1 or Mac Roman, and asks the library ftfy what they were. Where some are certain,
    the others of the same kind are too. Curly quotes, full-width marks and ligatures stay as they
    are, and so does a quotation in capitals that ends in Ã. In Turkish, lines whose ş, ı and ğ
    became þ, ý and ð (Windows-1254 read as Latin-1) are found as well.

    ## Why it matters
    Readers see rubbish in the middle of a word, search does not find the word, and every later
    conversion makes the damage worse.

    ## Fix
    Replaces the damaged sequence by the characters that it was. Safe when the damage follows
    exactly from the repair; unsafe when it was damaged twice or lost a byte on the way; none where
    pieces of other letters would be left.
    """

    code, name, family, severity = "ENC001", "mojibake", "encoding", Severity.ERROR
    bad = (
        Bad("The mayor said he didn⟦â€™⟧t resign.", "The mayor said he didn’t resign."),
        Bad("A cafÃ© opened on Friday.".replace("Ã©", "⟦Ã©⟧"), "A café opened on Friday."),
        Bad("Tickets cost ⟦Â£⟧12 each.", "Tickets cost £12 each."),
        Bad("⟦â€œ⟧It is done,⟦â€⟧ she said.", "“It is done,” she said."),
        Bad("⟦РџСЂРёРІРµС‚⟧ всем!", "Привет всем!", "ru"),
        Bad("Oni czekajÄ…, a wÃ³z stoi.".replace("Ä…", "⟦Ä…⟧").replace("Ã³", "⟦Ã³⟧"),
            "Oni czekają, a wóz stoi.", "pl"),
        Bad("Un cafÃ© a dÃ©jÃ  ouvert.".replace("Ã©", "⟦Ã©⟧").replace("Ã ", "⟦Ã ⟧"),
            "Un café a déjà ouvert.", "fr"),
        Bad("⟦Baþkaný⟧ Ak, ⟦þehir⟧ için ⟦alýndýðýný⟧ dedi.",
            "Başkanı Ak, şehir için alındığını dedi.", "tr"),
    )  # fmt: skip
    good = (
        Good("“VOLTO AMANHÃ” foi a manchete do jornal.", "Ã ends the quotation", "pt"),
        Good("Le maire l’a dit : « c’est publié ».", "accents and quotes are right", "fr"),
        Good("São Paulo vence Guarani em São José", "a Portuguese headline", "pt"),
        Good("価格は１２，０００円（税込）です。", "full-width marks are right", "ja"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        for start, end, was, sure in ctx.once(mojibake_spans):
            shown = text[start : min(end, start + 40)]
            safety = Safety.SAFE if sure else Safety.UNSAFE
            yield self.finding(
                start,
                end,
                f"“{shown}” is “{was[:40]}” read in the wrong encoding."
                if was
                else f"“{shown}” was read in the wrong encoding, and a byte of it is lost.",
                evidence=[("was", was)] if was else [],
                fix=replace(start, end, was, safety) if was else None,
            )


_REPLACEMENT = lazy("\ufffd+|(?:ï¿½)+")
_APOSTROPHE_AFTER = lazy(r"(?:s|t|d|m|re|ve|ll)\b")


class ReplacementCharacter(Rule):
    """The replacement character � where a character was lost.

    ## What it does
    Reports every run of U+FFFD, and `ï¿½`, which is the same read in the wrong encoding.

    ## Why it matters
    A program met bytes that it could not read and threw them away: a quotation mark, a currency
    sign or part of a name is missing.

    ## Fix
    None that is applied: what was lost is not in the text. Before an English ending ("don�t") an
    apostrophe is suggested.
    """

    code, name, family, severity = "ENC002", "replacement-character", "encoding", Severity.ERROR
    bad = (
        Bad("The phone sells for ⟦\ufffd⟧140 in Leeds."),
        Bad("She didn⟦\ufffd⟧t say why."),
        Bad("The guards ⟦ï¿½⟧ six of them ⟦ï¿½⟧ left."),
    )
    good = (
        Good("Did he pay £140? “Yes,” she said.", "a question mark is one"),
        Good("The symbol ◆ marks the winners.", "another diamond"),
        Good("What Is a Unicode Error?", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        if "\ufffd" not in text and "ï¿½" not in text:
            return
        for match in _REPLACEMENT.finditer(text):
            start, end = match.span()
            fix = None
            if start and text[start - 1].isalpha() and _APOSTROPHE_AFTER.match(text, end):
                fix = replace(start, end, "’", Safety.SUGGEST)
            yield self.finding(
                start, end, "A character was lost here; only the source knows it.", fix=fix
            )


_QUESTIONS = lazy(r"\?+")
_APOSTROPHE = lazy(r"(?:s|t|re|ve|ll)\b")
_ROW = lazy(r"\?{2,40}(?: \?{1,40})+(?!\?)")
_WORD_BEFORE = lazy(r"[^\W\d_]{1,40}$")
_WORD_AFTER = lazy(r"[^\W\d_]{1,40}")
_ELIDED = lazy(r"(?:qu|aujourd|entr)$", re.I)
_ELIDED_ITALIAN = lazy(r"(?:[bcdfglmnrstvz]{2}|\bun|tr|[^aeiou]t|\bdov|\bcom|anch)$", re.I)
_CERTAIN = 3
"""So many question marks inside words show that others beside words are lost letters too."""
_URL_MARKS = lazy(r"[/=&@]")
_STRIPPED = lazy(r"(?=.{0,200}?\d[^\n]{0,40} [,.;:] )[A-Z0-9 ,.;:/()%-]{16,200}")
_NUMBER = lazy(r"\d[\d.]*")
_LATIN_WORD = lazy(r"[A-Za-z]+")


def lost_marks(ctx: Context) -> list[tuple[int, int]]:
    """(start, end) of the question marks that stand for lost characters, in order."""
    text = ctx.document.text
    if "?" not in text:
        return []
    found = [match.span() for match in _ROW.finditer(text)] if "? ?" in text else []
    edges: list[tuple[int, int]] = []
    inside = 0
    for match in _QUESTIONS.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 2]
        if end - start > 2 or _in_address(text, start, end):
            continue
        if before.isalpha() and after[:1].isalpha():
            broken = ctx.once(damaged).touch(start - 1, end + 1)
            if after[0].islower() and not broken and not _address_or_code(text, start, end):
                sure = not _two_words(ctx, start, end)
                (found if sure else edges).append((start, end))
                inside += sure
        elif _dash(text, start, end):
            if ctx.document.language != "fr" and not asked(text, start):
                found.append((start, end))
        elif _edge(before, after):
            edges.append((start, end))
    return sorted({*found, *(edges if inside >= _CERTAIN else ())})


def lost_places(ctx: Context) -> frozenset[tuple[int, int]]:
    """The same places, to ask whether one is among them."""
    return frozenset(ctx.once(lost_marks))


def _dash(text: str, start: int, end: int) -> bool:
    """True for a mark that may be a lost dash: "the crowd ? some 300 people ? left"."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    words = len(before) == len(after) == 2 and before[0] in _BEFORE_DASH and after[1] in _SMALL
    return end - start == 1 and words and before[1] == after[0] == " "


_SMALL = "abcdefghijklmnopqrstuvwxyz"
_BEFORE_DASH = _SMALL + ","


def _edge(before: str, after: str) -> bool:
    """True for a mark at a word's edge that asks nothing: the sentence goes on behind it."""
    if not before or before in " \u00a0(“\"«„’'":
        return after[:1].islower() or (before == after[:1] == " ")
    return before.isalpha() and (after[1:].islower() or after[:1] in (",", ".", ";"))


def _address_or_code(text: str, start: int, end: int) -> bool:
    """True for a mark in the name of a file, or in an expression ("x?y:z")."""
    after = _WORD_AFTER.match(text, end)
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    if not before or not after:
        return True
    at = start - len(before.group())
    return text[at - 1 : at] in (".", "_", "-") or text[after.end() : after.end() + 1] in "=:_"


def _two_words(ctx: Context, start: int, end: int) -> bool:
    """True when what stands on both sides of a mark may be two words, between which a blank is
    missing ("what?that"), and not one that lost a letter or an apostrophe.
    """
    text, language = ctx.document.text, ctx.document.language
    after = _WORD_AFTER.match(text, end)
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    if not before or not after or min(len(before.group()), len(after.group())) < 2:
        return False
    if _APOSTROPHE.match(text, end) or _ELIDED.search(before.group()):
        return False
    if language in ("it", "ca") and _ELIDED_ITALIAN.search(before.group()):
        return False
    return after.group().casefold() in pack_of(ctx).words("function")


def asked(text: str, at: int) -> bool:
    """True when a Spanish question was opened before a place and is not closed yet."""
    opened = text.rfind("¿", max(0, at - 200), at)
    return opened >= 0 and "?" not in text[opened:at] and "\n" not in text[opened:at]


class LostCharacters(Rule):
    """Question marks, or nothing at all, where characters of another set were.

    ## What it does
    Finds question marks inside words (`don?t`, `Stra?e`; where there are several, at the edges of
    words too), between blanks in a sentence (`the guards ? six of
    them ? left`), in rows (`???? ??`), and, in a text of another script than Latin, lines of which
    only the figures and the punctuation are left.

    ## Why it matters
    A program wrote the text in a character set that has no place for these characters. What is left
    reads wrong, and a line of mere figures says nothing.

    ## Fix
    None: what was lost is not in the text.
    """

    code, name, family, severity = "ENC003", "lost-characters", "encoding", Severity.WARNING
    bad = (
        Bad("She didn⟦?⟧t say why he left."),
        Bad("The guards ⟦?⟧ six of them ⟦?⟧ left the square."),
        Bad("Der B⟦?⟧rgermeister sperrt die Stra⟦?⟧e.", language="de"),
        Bad("L⟦?⟧exposition r⟦?⟧unira, c⟦?⟧est d⟦?⟧j⟦?⟧ fait, les ⟦?⟧lus.", language="fr"),
        Bad("A exposi⟦??⟧o reunir⟦?⟧ um cat⟦?⟧logo. N⟦?⟧o aqu⟦?⟧.", language="pt"),
        Bad("The banner read ⟦???? ?? ??????⟧ in Thai."),
        Bad(
            "मुख्यमंत्री ने कहा कि जांच जारी है और रिपोर्ट जल्द आएगी।\n⟦IPC 420 17 22 , 3.5 41 2019 2022⟧",
            language="hi",
        ),
    )
    good = (
        Good("“Why now?” he asked. “Who knows?”", "questions in a quotation"),
        Good("Will Rates Rise? The Bank Decides", "a question in a headline"),
        Good("See example.com/page?t=5 for the list.", "part of a web address"),
        Good("Qui a gagné ? demande-t-il.", "French sets a blank before the mark", "fr"),
        Good("He wrote “Really??” under the post.", "two marks for emphasis"),
        Good("¿Y ahora, qué sigue ? preguntó la alcaldesa.", "a blank before the mark", "es"),
        Good("So what?that is their answer.", "a blank is missing"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        for start, end in ctx.once(lost_marks):
            yield self.finding(
                start, end, "Question marks stand here for characters that were lost."
            )
        yield from self._stripped_lines(ctx)

    def _stripped_lines(self, ctx: Context) -> Iterator[Finding]:
        if not _other_script(ctx):
            return
        for block in ctx.document.blocks:
            line = block.text
            if (
                _STRIPPED.fullmatch(line)
                and len(_NUMBER.findall(line)) >= 4
                and len(_LATIN_WORD.findall(line)) <= 2
            ):
                yield self.finding(
                    block.start,
                    block.end,
                    "Only figures and punctuation are left of this line; its words were lost.",
                )


def _in_address(text: str, start: int, end: int) -> bool:
    """True when the word around a place holds marks of a web address."""
    before = text[max(0, start - 60) : start].rsplit(None, 1)[-1:] or [""]
    after = text[end : end + 20].split(None, 1)[:1] or [""]
    return bool(_URL_MARKS.search(before[0] + after[0]))


def _other_script(ctx: Context) -> bool:
    """True when most letters of the text's beginning are not Latin."""
    if not any(char > "\u036f" and char.isalpha() for char in ctx.document.characters):
        return False
    letters = [char for char in ctx.document.text[:4000] if char.isalpha()]
    return sum(char > "\u036f" for char in letters) * 2 > len(letters)


_HIDDEN = "\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
_INVISIBLE = lazy(f"[{_HIDDEN}]+")
_JOINING = lazy(
    # Arabic, Syriac, Mongolian and the scripts of India and its neighbours
    "[\u0600-\u06ff\u0700-\u07ff\u0840-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ua840-\ua9ff]"
)
_UNSPACED = lazy("[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")


class ZeroWidth(Rule):
    """Characters that nobody sees: zero-width spaces, joiners, byte-order marks inside a text.

    ## What it does
    Reports U+200B, U+200C, U+200D, U+2060 to U+2064, U+FEFF and U+180E, but not where a script
    needs them: joiners in Arabic, Persian and Indian scripts and in emoji, word breaks in Thai,
    Khmer, Lao or Burmese.

    ## Why it matters
    A word with an invisible character in it is another word for search, for spell checkers and for
    every comparison.

    ## Fix
    Deletes them. Safe: what a reader sees stays the same.
    """

    code, name, family, severity = "ENC004", "zero-width-character", "encoding", Severity.INFO
    bad = (
        Bad("The mi⟦\u200b⟧nister left.", "The minister left."),
        Bad("Profits rose.⟦\ufeff⟧ Costs fell.", "Profits rose. Costs fell."),
        Bad("House⟦\u200d⟧ prices fell.", "House prices fell."),
    )
    good = (
        Good("او می\u200cرود.", "Persian needs the non-joiner", "fa"),
        Good("क्\u200dष और श्र", "Hindi uses the joiner", "hi"),
        Good("A family 👨\u200d👩\u200d👧 and a flag 🏳️\u200d🌈", "emoji are joined by it"),
        Good("“ประเทศ\u200bไทย” is Thai for Thailand.", "Thai marks word breaks, in a quotation"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        if ctx.document.characters.isdisjoint(_HIDDEN):
            return
        for match in _INVISIBLE.finditer(text):
            start, end = match.span()
            if not _needed(text, start, end):
                yield self.finding(
                    start,
                    end,
                    "An invisible character splits the text here.",
                    evidence=[("character", _names(text[start:end]))],
                    fix=delete(start, end, Safety.SAFE),
                )


def _needed(text: str, start: int, end: int) -> bool:
    """True when the script around a single invisible character uses it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start > 1 or not before:
        return False
    char = text[start]
    if char == "\u200b":
        return bool(_UNSPACED.match(before) or _UNSPACED.match(after))
    if char in "\u200c\u200d" and _JOINING.match(before):
        return True
    return char == "\u200d" and _emoji(before) and _emoji(after)


def _emoji(char: str) -> bool:
    return (
        bool(char) and (char == "\ufe0f" or unicodedata.category(char) in ("So", "Sk"))
    ) or "\U000e0020" <= char <= "\U000e007f"


def _names(chars: str) -> str:
    return ", ".join(f"U+{ord(char):04X}" for char in chars[:4])


class SoftHyphen(Rule):
    """Soft hyphens left in words.

    ## What it does
    Reports U+00AD, the mark of a place where a word may be broken.

    ## Why it matters
    Some programs show it as a hyphen, and search does not find a word that holds one.

    ## Fix
    Deletes it. Safe: no letter is lost. There is no fix at the end of a line, where the word is
    really broken, nor after a letter such as Ã, of which it may be the other half (`Ã\xad` is í).
    """

    code, name, family, severity = "ENC005", "soft-hyphen", "encoding", Severity.INFO
    bad = (
        Bad("Die Bundes⟦\u00ad⟧regierung tagt.", "Die Bundesregierung tagt.", "de"),
        Bad("A ⟦\u00ad⟧platform for news", "A platform for news"),
    )
    good = (
        Good("A well-known “no-go” area", "hyphens are right, in quotes too"),
        Good("Ex-Minister Joins Anti-Tax Party", "hyphens in a headline"),
        Good("Temperatures fell to −5 °C.", "a minus sign"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        if "\u00ad" not in text:
            return
        broken = ctx.once(damaged)
        for match in re.finditer("\u00ad+", text):
            start, end = match.span()
            if broken and broken.touch(start, end):
                continue
            at_end = text[end : end + 1] in ("\r", "\n")
            fixed = not at_end and not piece_of_letter(ctx, start)
            yield self.finding(
                start,
                end,
                "A soft hyphen is left here.",
                fix=delete(start, end, Safety.SAFE) if fixed else None,
            )


_CONTROL = lazy(r"\x1b\[[0-9;]{0,12}[A-Za-z]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
# The low bytes of U+2013, 2014, 2018, 2019, 201C and 201D, which cheap conversions keep alone.
_CUT = {"\x13": "–", "\x14": "—", "\x18": "‘", "\x19": "’", "\x1c": "“", "\x1d": "”"}
_CONTROLS = frozenset(
    map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x2028, 0x2029))
)
_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"


class ControlCharacter(Rule):
    """Control characters in a text.

    ## What it does
    Reports the control characters that no text holds: U+0000 to U+001F but for tabs and line ends,
    U+007F to U+009F, terminal colours, and the separators U+2028 and U+2029.

    ## Why it matters
    They make programs stop, and many stand where a quotation mark or a dash was.

    ## Fix
    Unsafe for what they most likely stand for: Windows-1252 marks (`It\\x92s`), marks cut to one
    byte (`It\\x19s`). Safe for line separators (a line end), and to delete beside blanks or marks;
    unsafe between two letters or digits, where something may be missing.
    """

    code, name, family, severity = "ENC006", "control-character", "encoding", Severity.WARNING
    bad = (
        Bad("It⟦\x92⟧s over.", "It’s over."),
        Bad("It⟦\x19⟧s over.", "It’s over."),
        Bad("The end.⟦\x00⟧ Not quite.", "The end. Not quite."),
        Bad("One line⟦\u2028⟧Another line", "One line\nAnother line"),
    )
    good = (
        Good("Name\tGoals\nDiaz\t4", "tabs are blanks"),
        Good("“It’s over,” he said.\r\nThey left.", "line ends, and a quotation"),
        Good("Café Owner’s “Big Day”", "a headline with marks beyond ASCII"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        if ctx.document.characters.isdisjoint(_CONTROLS):
            return
        broken = ctx.once(damaged)
        for match in _CONTROL.finditer(text):
            start, end = match.span()
            if broken and broken.touch(start, end):
                continue
            yield self.finding(
                start,
                end,
                "A control character stands in the text.",
                evidence=[("character", _names(text[start]))],
                fix=_control_fix(ctx, start, end),
            )


def _control_fix(ctx: Context, start: int, end: int) -> Fix:
    text = ctx.document.text
    char = text[start:end]
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if char in _LINE_BREAKS:
        return replace(start, end, ctx.document.newline, Safety.SAFE, "Replace by a line end")
    if "\x80" <= char <= "\x9f":
        meant = char.encode("latin-1").decode("cp1252", "ignore")
        if meant:
            return replace(start, end, meant, Safety.UNSAFE)
    if char in _CUT and (before.isalpha() or after.isalpha()):
        return replace(start, end, _CUT[char], Safety.UNSAFE)
    glues = before.isalnum() and after.isalnum() and len(char) == 1
    return delete(start, end, Safety.UNSAFE if glues else Safety.SAFE)


_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BIDI = lazy(f"[{_DIRECTIONS}]+")
_TWO_ORDERS = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\u202d\u202e]")
"""What makes a line one of two orders: a letter written from right to left, or an override."""
_OVERRIDES = frozenset("\u202d\u202e")


class BidiControl(Rule):
    """Invisible marks of writing direction in a line that has only one.

    ## What it does
    Reports direction marks in lines without a letter of Arabic, Hebrew or another script written
    from right to left, and overrides everywhere. The other marks of a line with an override are
    left: one of them may be what ends it.

    ## Why it matters
    They split words for search and comparison; an override shows a text in another order than it is
    stored in.

    ## Fix
    Deletes marks in lines that run from left to right. Safe: nothing visible changes. Overrides
    have no fix: which order was meant, a person must say.
    """

    code, name, family, severity = "ENC007", "bidi-control", "encoding", Severity.INFO
    bad = (
        Bad("Ana Ruiz⟦\u200e⟧ won the seat.", "Ana Ruiz won the seat."),
        Bad("The file ⟦\u202e⟧fdp.exe was sent."),
        Bad("The town ⟦\u202e⟧llah\u202c, and voted."),
        Bad("The town ⟦\u2066\u202e⟧llah\u202c\u2069, and voted."),
        Bad("The town ⟦\u2066⟧Hall⟦\u2069⟧ voted.", "The town Hall voted."),
    )
    good = (
        Good("The party \u2067العدالة\u2069 won.", "an Arabic name is set apart"),
        Good("“שלום\u200f!” he said.", "a Hebrew quotation needs its mark"),
        Good("Talks Go On in Haifa", "a headline without any"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text, lines = ctx.document.text, ctx.document.lines
        if ctx.document.characters.isdisjoint(_DIRECTIONS):
            return
        two_orders: dict[int, bool] = {}
        for match in _BIDI.finditer(text):
            start, end = match.span()
            overrides = not _OVERRIDES.isdisjoint(match.group())
            line = lines.index_at(start)
            if line not in two_orders:
                two_orders[line] = _TWO_ORDERS.search(lines[line].text) is not None
            if two_orders[line] and not overrides:
                continue
            yield self.finding(
                start,
                end,
                "An override turns the order of the characters that follow."
                if overrides
                else "A mark of writing direction stands in text that has only one.",
                evidence=[("character", _names(match.group()))],
                severity=Severity.WARNING if overrides else None,
                fix=None if overrides else delete(start, end, Safety.SAFE),
            )


_PRIVATE = lazy("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
_FIRST_PRIVATE = "\ue000"
_BULLETS = frozenset("\uf0b7\uf0a7\uf076\uf0d8")


def _is_private(char: str) -> bool:
    return unicodedata.category(char) == "Co"


class PrivateUse(Rule):
    """Characters of an icon font or of one maker's set.

    ## What it does
    Reports characters of Unicode's private use areas.

    ## Why it matters
    They mean something only in the font of the page they came from; elsewhere readers see a box.

    ## Fix
    The bullets of word processors become •. Deleting an icon that stands apart from words is
    unsafe; inside a word, where a letter may be lost, there is no fix.
    """

    code, name, family, severity = "ENC008", "private-use-character", "encoding", Severity.WARNING
    bad = (
        Bad("⟦\uf0b7⟧ Call 112 at once", "• Call 112 at once"),
        Bad("⟦\uf09a⟧ Share this", " Share this"),
        Bad("The of⟦\ue03a⟧ce was shut."),
    )
    good = (
        Good("• Call 112 at once", "a bullet"),
        Good("“Good work 👍,” she wrote.", "an emoji in a quotation"),
        Good("Oﬃce Rents Fall", "a ligature in a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        possible = max(ctx.document.characters, default="") >= _FIRST_PRIVATE
        if not possible or not any(map(_is_private, ctx.document.characters)):
            return
        for match in _PRIVATE.finditer(text):
            start, end = match.span()
            around = text[max(0, start - 1) : start] + text[end : end + 1]
            fix = None
            if match.group() in _BULLETS:
                fix = replace(start, end, "•", Safety.SAFE)
            elif not any(char.isalnum() for char in around):
                fix = delete(start, end, Safety.UNSAFE)
            yield self.finding(
                start,
                end,
                "This character exists only in the font of the page it came from.",
                evidence=[("character", _names(match.group()))],
                fix=fix,
            )


_DECOMPOSED = lazy(
    "[A-Za-z\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff][\u0300-\u036f]{1,8}(?![\u0300-\u036f])"
    "|[\u3040-\u30ff][\u3099\u309a]|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_COMPOSED = lazy("[\u00c0-\u024f\u0386-\u045f\u1e00-\u1fff\u304c-\u30fe\uac00-\ud7a3]")


def _is_mark(char: str) -> bool:
    """True for what follows a letter that is decomposed."""
    return "\u0300" <= char <= "\u036f" or "\u1161" <= char <= "\u1175" or char in "\u3099\u309a"


class MixedNormalForms(Rule):
    """Letters split into base and accent in a text that composes them elsewhere.

    ## What it does
    Finds letters followed by combining marks that have one character of their own, in a text that
    uses such characters. A text that is decomposed throughout is left alone.

    ## Why it matters
    The same name is written in two ways that look alike: counting, searching and deduplicating see
    two names.

    ## Fix
    Composes the letter (normal form C). Safe: the two are equal by definition.
    """

    code, name, family, severity = "ENC009", "mixed-normal-forms", "encoding", Severity.INFO
    bad = (
        Bad("José met Jos⟦e\u0301⟧ in Bogotá.", "José met José in Bogotá."),
        Bad("Müller und Mu⟦u\u0308⟧ller".replace("Mu", "M"), "Müller und Müller", "de"),
        Bad("Đà Nẵng, H⟦o\u0323\u0302⟧i An", "Đà Nẵng, Hội An", "vi"),
    )
    good = (
        Good("Jose\u0301 met Rene\u0301.", "decomposed throughout"),
        Good("“José” and “René” in Bogotá", "composed throughout"),
        Good("Café Prices in x\u0304 Terms", "the letter has no composed form"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        text = ctx.document.text
        if not any(map(_is_mark, ctx.document.characters)) or not _COMPOSED.search(text):
            return
        for match in _DECOMPOSED.finditer(text):
            composed = unicodedata.normalize("NFC", match.group())
            if composed != match.group():
                yield self.finding(
                    *match.span(),
                    "This letter and its accent are two characters; elsewhere they are one.",
                    fix=replace(*match.span(), composed, Safety.SAFE),
                )


class GuessedEncoding(Rule):
    """A file whose encoding had to be guessed.

    ## What it does
    Reports a text that is neither UTF-8 nor marked by a byte-order mark, once, at its first
    character beyond ASCII.

    ## Why it matters
    The guess may be wrong, and the next program may guess differently.

    ## Fix
    None: newslint writes a file in the encoding it has. Convert it to UTF-8 when the text reads
    well.
    """

    code, name, family, severity = "ENC010", "guessed-encoding", "encoding", Severity.WARNING
    good = (
        Good("The café opened in Bogotá.", "read as UTF-8"),
        Good("“Plain ASCII,” he said.", "nothing to guess"),
        Good("Café Opens in Bogotá", "a headline"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        document = ctx.document
        first = re.search(r"[^\x00-\x7f]+", document.text) if document.guessed else None
        if first:
            yield self.finding(
                *first.span(),
                f"The file is not UTF-8; it was read as {document.encoding}, which is a guess.",
                evidence=[("encoding", document.encoding)],
            )


_OPENING_APOSTROPHE = lazy(
    r"‘(?:(?<=[^\W\d_]‘)(?=(?:s|S|re|ve|ll)\b)|(?<=[nN]‘)(?=[tT]\b)"
    r"|(?<=\b[Ii]‘)(?=[md]\b)|(?<=(?:ou|he|we|ey)‘)(?=d\b))"
)


class OpeningQuoteApostrophe(Rule):
    """An opening quotation mark that stands for an apostrophe: `The school‘s roof`.

    ## What it does
    Finds ‘ after a letter and before an English ending (s, t, d, m, re, ve, ll).

    ## Why it matters
    Automatic "smart quotes" turned it the wrong way; it opens a quotation that never closes.

    ## Fix
    Turns it into ’. Safe: inside a word it can be nothing else.
    """

    code, name, family, severity = "ENC011", "opening-quote-apostrophe", "encoding", Severity.INFO
    bad = (
        Bad("The school⟦‘⟧s roof is gone.", "The school’s roof is gone."),
        Bad("They didn⟦‘⟧t say why.", "They didn’t say why."),
        Bad("“We⟦‘⟧re done,” she said.", "“We’re done,” she said."),
    )
    good = (
        Good("He called it ‘so sad’ and left.", "it opens a quotation"),
        Good("Storm Nears O‘ahu and Hawai‘i", "the okina of Hawaiian names, in a headline"),
        Good("“The ‘super team’ won,” he said.", "a quotation in a quotation"),
    )

    def check(self, ctx: Context) -> Iterable[Finding]:
        # Uzbek writes the letter o‘ with this mark.
        if ctx.document.language == "uz" or "‘" not in ctx.document.text:
            return
        for match in _OPENING_APOSTROPHE.finditer(ctx.document.text):
            yield self.finding(
                *match.span(),
                "An opening quotation mark stands where an apostrophe belongs.",
                fix=replace(*match.span(), "’", Safety.SAFE),
            )


RULES: tuple[type[Rule], ...] = (
    Mojibake,
    ReplacementCharacter,
    LostCharacters,
    ZeroWidth,
    SoftHyphen,
    ControlCharacter,
    BidiControl,
    PrivateUse,
    MixedNormalForms,
    GuessedEncoding,
    OpeningQuoteApostrophe,
)
