"""What is no article, and what is one however little it looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from newslint import engine
from newslint.document import Document
from newslint.finding import Finding, Safety
from newslint.registry import selected
from newslint.settings import Settings

SETTINGS = Settings(model=False)
RULES = selected(SETTINGS)

LEAD = "The council of Port Ellery voted on Tuesday to close the old ferry terminal in May.\n"

WALL = """\
We value your privacy
This website uses cookies to improve your visit.
Accept all cookies
Manage cookies
Already a subscriber? Log in here
"""
MENU = """\
Skip to main content
Home
Sign in
Sign up for our daily newsletter
Follow us on Facebook
Advertisement
All rights reserved
"""
PLAYER = """\
Harbour ferry leaves for the last time
Video Unavailable
Click to play
Now playing
"""


def findings(text: str) -> tuple[Finding, ...]:
    return engine.check(Document(text), RULES, SETTINGS)


def codes(text: str) -> set[str]:
    return {finding.code for finding in findings(text)}


@pytest.mark.parametrize("text", [WALL, MENU, PLAYER, "[Removed]", "[Removed]\n", "\n\n"])
def test_a_page_without_an_article_is_told(text: str) -> None:
    assert "DOC001" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "404 Not Found\n",
        "Page not found\nWe could not find what you were looking for.\n",
        "Access denied\n",
        "Just a moment...\n",
        "Página no encontrada\n",
    ],
)
def test_a_notice_of_an_error_is_told(text: str) -> None:
    assert "DOC001" in codes(text)


FLAWED = "<div>Watch  live</div>\nShare\nFacebook\nTwitter\nEmail\nAdvertisement\n" + PLAYER
"""A page without an article that has flaws of other families too."""


@pytest.mark.parametrize("text", [WALL, MENU, PLAYER, FLAWED, "\n\n", " Page  not found .\n"])
def test_it_is_one_finding_and_not_one_a_line(text: str) -> None:
    assert [finding.code for finding in findings(text)] == ["DOC001"]


@pytest.mark.parametrize("text", [WALL, MENU, PLAYER, FLAWED, "\n\n", " Page  not found .\n"])
def test_its_text_is_never_rewritten(text: str) -> None:
    assert engine.fix(Document(text), RULES, SETTINGS, Safety.UNSAFE).text == text


def test_what_is_flawed_is_reported_where_the_rule_does_not_run() -> None:
    others = tuple(rule for rule in RULES if rule.code != "DOC001")
    assert {each.family for each in engine.check(Document(FLAWED), others, SETTINGS)} >= {"markup"}


@given(st.lists(st.sampled_from([WALL, MENU, PLAYER, LEAD, FLAWED, "<p>  x .</p>\n"]), max_size=4))
def test_a_text_without_an_article_is_left_as_it_is(parts: list[str]) -> None:
    text = "".join(parts)
    if "DOC001" in codes(text):
        assert engine.fix(Document(text), RULES, SETTINGS, Safety.UNSAFE).text == text


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        "Ferry cancelled\nThe evening ferry was cancelled on Sunday, the line said.\n",
        "Results\nHarbour Town 2\nPort Ellery 1\nNorthern Rovers 0\nBay United 0\n",
        "09:12 Ferry leaves\n09:40 Storm warning raised\n10:05 Ferry turns back\n",
        "I saw the ferry go\nout on a silver tide\nand no one on the pier\nwaved from the side\n",
        "Removed statue returns to the harbour\n",
        "Access denied to reporters at ferry inquest\n" + LEAD,
        "“Page not found”: how the port lost its archive\n" + LEAD,
        LEAD + WALL,
        "Ferry terminal to close\nAdvertisement\n" + LEAD + "Share:\nFacebook\nTwitter\n",
    ],
)
def test_an_article_is_one_however_short_or_littered(text: str) -> None:
    assert "DOC001" not in codes(text)


@given(texts())
def test_any_text_is_told_about_at_most_once(text: str) -> None:
    about = [finding for finding in findings(text) if finding.code == "DOC001"]
    assert len(about) <= 1
    assert all(0 <= finding.start <= finding.end <= len(text) for finding in about)
