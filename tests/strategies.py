"""Hypothesis strategies that several test files share."""

from __future__ import annotations

from hypothesis import strategies as st


def texts(max_size: int = 200) -> st.SearchStrategy[str]:
    """Texts as a file may hold them: any character but surrogates and control characters, and line
    ends of every kind. None begins with a byte-order mark.
    """
    characters = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r")
    return st.text(characters, max_size=max_size).map(lambda text: text.lstrip("\ufeff"))


_DAMAGE = (
    *("<b>", "</b>", "<p>", "<br/>", "<", ">", "<script>", "</script>", "<!--", "-->", "]]>"),
    *("&", "amp;", "&amp;", "&#38;", "#8217;", "&lt;", "&gt;", "&nbsp;", "a x=", "[", "]", "/b]"),
    *("[b]", "[embed]", "[/embed]", "{{", "}}", "{%", "%}", "{", "}", ";", "(", ")", "**"),
    *(" ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\u200b", "\ufeff", "\u00ad", "\x92"),
    *("\x00", "\u2028", "â€™", "Ã©", "Ã ", "\ufffd", ".", ",", "?", " :", '"', "“", "”", "n‘t"),
    *(
        "s",
        "word",
        "Word",
        "12",
        "http://a.example/x",
        "IMG.jpg",
        "e\u0301",
        "é",
        "\u202a",
        "\uf0b7",
    ),
    *("undefined", "*NUMBER*", "var x = ", "window.a", "function(){", "](http://a.example)"),
    *("— Ruiz (@a) May 2020", "He left the town on Monday."),
)


def damaged_texts() -> st.SearchStrategy[str]:
    """Texts put together from pieces of markup, odd characters, blanks and words."""
    odd = st.text(st.characters(exclude_categories=("Cs",)), max_size=4)
    return st.lists(st.sampled_from(_DAMAGE) | odd, max_size=40).map("".join)


WORDS = (
    "the", "mill", "bakery", "council", "bread", "river", "old", "bridge", "town", "voted",
    "Monday", "Ana", "Roth", "said", "market", "storm", "12", "May", "2021", "by", "updated",
)  # fmt: skip


def articles() -> st.SearchStrategy[str]:
    """Texts of a few lines of a few words, in which lines and sentences often repeat."""
    sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
    line = st.builds(
        "{}{}{}".format,
        sentence,
        st.sampled_from(["", ".", "?", ":", "… [+812 chars]", " | Town News", " - Mill Post"]),
        st.sampled_from(["", " The council of the old town voted on Monday to build a bridge."]),
    )
    return st.lists(line, min_size=1, max_size=4).flatmap(
        lambda lines: st.lists(st.sampled_from([*lines, ""]), max_size=12).map("\n".join)
    )


_MARKED = (
    *(".", "..", "...", "....", "......", "…", ",", ",,", ";", ":", "?", "!", "-", "—", "___"),
    *('"', "“", "”", "„", "«", "»", "'", "‘", "’", "(", ")", "[", "]", " ", " ", " ", "\n", "\n\n"),
    *("[+12 chars]", "… [+742 chars]", "[…]", "[...]", "Read more", "News", "\r\n", "\u00a0", "``"),
    *("the", "the the", "of", "He", "said", "citys", "today", "todays", "didnt", "Friday", "AFP"),
    *("Holm's", "Holms Cup", "IST", "The", "Credit", "Twitter", "Facebook", "Unrest in", "due to"),
    *("who came,", "uncil said", "iPhone", "and more", "drivers license", "By Ann Reed The sea is"),
    *("A council of ten met in the old town hall on Friday night", "सड़क", "बंद:है", "道路", "é"),
)  # fmt: skip


def punctuated_texts() -> st.SearchStrategy[str]:
    """Texts of words, names and marks in any order, often glued, doubled, cut or unbalanced."""
    odd = st.text(st.characters(exclude_categories=("Cs",)), max_size=3)
    return st.lists(st.sampled_from(_MARKED) | odd, max_size=50).map("".join)
