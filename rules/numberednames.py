"""Names with a number, as products have them ("Swift 16 AI"): a model of language knows little of
them."""

from __future__ import annotations

from collections import Counter

from newslint.patterns import lazy
from newslint.rule import Context
from newslint.rules.pack import pack_of
from newslint.spans import Spans

_NAME = lazy(
    r"\b(?:[A-Z][\w+’'-]{0,40} ){0,5}([A-Z][\w+’'-]{0,40} \d[\w+-]{0,20})"
    r"(?: [A-Z\d][\w+-]{0,40}){0,5}"
)


def numbered_names(ctx: Context) -> Spans[tuple[int, int]]:
    """Where the document has names with a number, of which it writes the same at least twice.

    The same are those with the same number behind the same word, which is no month and no day of
    the week. What a spinner puts into a sentence looks like such a name, but comes once.
    """
    pack = pack_of(ctx)
    dates = pack.words("months") | pack.words("weekdays")
    found = list(_NAME.finditer(ctx.document.text))
    times = Counter(match[1] for match in found)
    return Spans(
        match.span()
        for match in found
        if times[match[1]] > 1 and match[1].partition(" ")[0].lower() not in dates
    )
