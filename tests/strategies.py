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
