"""Hypothesis strategies that several test files share."""

from __future__ import annotations

from hypothesis import strategies as st


def texts(max_size: int = 200) -> st.SearchStrategy[str]:
    """Texts as a file may hold them: any character but surrogates and control characters, and line
    ends of every kind. None begins with a byte-order mark.
    """
    characters = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r")
    return st.text(characters, max_size=max_size).map(lambda text: text.lstrip("\ufeff"))
