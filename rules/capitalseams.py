"""Words that run together where a capital shows it (“ISTThe”, “WorldCredit”), and share buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.finding import Safety
from newslint.patterns import lazy
from newslint.rules.seams import PIECE, Seam, Vocabulary

_PREFIXES_TEXT = """
Mc Mac Fitz De Di Da Du Le La Les Los Las El Al Van Von Ver Des Del Della Dos Ter Ten O D L St Saint
Ben Ibn Abd Abu Ap i e x k m u a mini micro super non anti pro ex pre post re un trans inter The My
We You Our In On Up Out Go To At Be Big Pro Auto Bio Geo Euro Neo Pan Sky
"""
_PREFIXES = frozenset(_PREFIXES_TEXT.split())
_FURNITURE_TEXT = """
credit photo photograph photographs cancel tap click subscribe updated published advertisement
comments caption courtesy loading reuters getty
"""
_FURNITURE = frozenset(_FURNITURE_TEXT.split())
_LONG_FURNITURE = frozenset(["advertisement", "published", "updated", "comments", "photograph"])
_BRANDS_TEXT = """
youtube linkedin whatsapp facebook iphone ipad ipod imac icloud itunes ios macos macbook ebay
paypal tiktok playstation openai deepmind spacex github gitlab wordpress javascript typescript
mastercard fedex petsmart walmart doordash airbnb hubspot salesforce snapchat wechat sharepoint
powerpoint onedrive onenote bluetooth foxnews newsweek buzzfeed huffpost pixabay istock
istockphoto shutterstock googleplus googlemaps xbox geforce radeon thinkpad chatgpt quickbooks
turbotax vmware mysql postgresql mongodb bitcoin dogecoin blackrock blackberry jetblue easyjet
iheartradio sciencedirect researchgate pubmed biontech astrazeneca glaxosmithkline
pricewaterhousecoopers unitedhealth unitedhealthcare medicare conocophillips exxonmobil
totalenergies arcelormittal thyssenkrupp daimlerchrysler postfinance swissinfo supersport
skysports eurosport eurovision timesofindia indiatoday starcraft minecraft bioware ubisoft
playbook gamestop gamespot readwrite readwriteweb watchos watchtower playstore playtime printemps
photobucket photoshop sourceforge getyourguide sharechat gettyimages wireimage filmmagic
"""
_BRANDS = frozenset(_BRANDS_TEXT.split())
_SHARES_TEXT = """
facebook twitter whatsapp linkedin pinterest telegram reddit tumblr email e-mail google+ google
instagram messenger youtube tiktok flipboard print copy link share tweet connect comment comments
more save pin pocket mail sms viber threads bluesky like follow gplus
"""
_SHARES = tuple(sorted(_SHARES_TEXT.split(), key=len, reverse=True))
_SHARE_ROW = lazy("(?:" + "|".join(re.escape(word) for word in _SHARES) + r"){3,40}", re.I)
_SHARE_WORD = lazy("|".join(re.escape(word) for word in _SHARES), re.I)


def share_seams(chunk: str) -> Iterator[Seam]:
    """The seams of share buttons in a row, also all in capitals."""
    folded = chunk.lower()
    row = len(chunk) > 8 and folded.startswith(_SHARES) and folded.endswith(_SHARES)
    if row and _SHARE_ROW.fullmatch(chunk):
        for match in list(_SHARE_WORD.finditer(chunk))[1:]:
            yield Seam(match.start(), Safety.UNSAFE, "share buttons run together")


def capital_seams(chunk: str, words: Vocabulary) -> Iterator[Seam]:
    """The seams between two words in a run of letters and digits: “ISTThe”, “WorldCredit”."""
    for piece in PIECE.finditer(chunk):
        for at in _cuts(piece.group(), words):
            yield Seam(piece.start() + at, Safety.UNSAFE, "two words run together")


def _cuts(piece: str, words: Vocabulary) -> Iterator[int]:
    """Where a capital in the middle of `piece` begins another word."""
    if piece[1:].islower() or (piece.isupper() and piece.isalpha()):
        return
    cuts = [at for at in range(1, len(piece)) if piece[at].isupper() and _begins_word(piece, at)]
    if not cuts or piece.casefold() in _BRANDS:
        return
    edges = [0, *cuts, len(piece)]
    for before, at, after in zip(edges, cuts, edges[2:], strict=False):
        left, right = piece[before:at], piece[at:after]
        if (left + right).casefold() in _BRANDS or not _apart(left, right, words):
            continue
        if words.counts[piece] < 2:
            yield at


def _begins_word(piece: str, at: int) -> bool:
    """True for a capital after a small letter or a digit, or between capitals and a small one."""
    before, after = piece[:at], piece[at + 1 : at + 2]
    if before[-1].isdigit() or before[-1].islower():
        return True
    return len(before) > 1 and before[-2:].isalpha() and before[-2:].isupper() and after.islower()


def _apart(left: str, right: str, words: Vocabulary) -> bool:
    """True when `left` and `right` are known to be words of their own."""
    folded = right.casefold()
    if folded in _FURNITURE and (left.isdigit() or len(left) > 2):
        return True
    if left.isdigit() or left in _PREFIXES:
        return False
    if len(left) > 2 and (words.starts(folded) or left.casefold() in _LONG_FURNITURE):
        return True
    return min(len(left), len(right)) > 3 and bool(words.counts[left] and words.counts[right])
