"""Markup rules beyond their examples."""

from __future__ import annotations

import pytest

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety
from newslint.rules import markup
from newslint.settings import Settings

RULES = [rule() for rule in markup.RULES]


def _codes(text: str) -> list[str]:
    return [found.code for found in engine.check(Document(text), RULES, Settings())]


def _safe(text: str) -> str:
    return engine.fix(Document(text), RULES, Settings(), Safety.SAFE).text


@pytest.mark.parametrize(
    "text",
    [
        "I <3 you, wrote the fan; x < y and y > z.",
        "Fill in <name>, <address> and <email> here.",
        "The <p> tag opens a paragraph, “</p>” closes it.",
        "He taught HTML: <b>bold</b>, <i>italic</i>.",
        "If a<b and b>c, then a<c.",
        "AT&T, R&D, Q&A; P&O; Marks&Spencer;",
        "The entity &nbsp; is a blank, the page says.",
        "She opened the window.The document was gone; the function ended.",
        "Nice 2 (Roy 3, 45); Lens 1 (Diaz 12); Lyon {postponed}",
        "“[The mayor] left [sic],” he wrote [video].",
        "The set {a, b} and the note {see below}",
        "The null hypothesis was left undefined.",
        "Prices fell 5% south of Leeds; 10%s are rare.",
        "Visit www.example.com/ferry for times.",
        "Ana Ruiz (@anaruiz) wrote in May 2020 that it was over.",
    ],
)
def test_news_that_looks_like_markup_is_left_alone(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (r"Der Rat sagte: \"Gut so.\"\n\nDann ging er \u00fcber die Stra\u00dfe.",
         'Der Rat sagte: "Gut so."\n\nDann ging er über die Straße.'),
        (r"See https:\/\/example.com\/a for more, 24\/7.", None),
        (r"One\/two is a name.", r"One\/two is a name."),
        (r"\u0645\u062c met \u003cb\u003ethem\u003c\/b\u003e.", "مج met them."),
        (r"She said: \"Yes and left.", r"She said: \"Yes and left."),
        (r"The end of it \ud83d and \u0007.", r"The end of it \ud83d and \u0007."),
        (r"A line\nAnother one.\n", r"A line\nAnother one."),
        (r"It\'s over. They\'ll go.", "It's over. They'll go."),
    ],
)  # fmt: skip
def test_escapes_become_what_they_stand_for_where_that_is_certain(
    text: str, safe: str | None
) -> None:
    assert "MRK012" in _codes(text)
    wanted = "See https://example.com/a for more, 24\\/7." if safe is None else safe
    assert _safe(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        r"The file C:\new\u00fc.txt and \\server\news are gone.",
        r"Write `\n\n` or `\u00fc` there.",
        r"JSON writes \u00fc for ü, and \" for a quotation mark.",
        r"The formula \nu + \"x\" + \frac{1}{2} is his.",
        r"Find [\u00c0-\u00ff] or \d\/\d with it.",
        r"He drew ¯\_(ツ)_/¯ and a \o/ on the wall.",
        r"Any \notag, \newpage or \textbf will do.",
    ],
)
def test_backslashes_of_paths_patterns_and_formulas_stay(text: str) -> None:
    assert "MRK012" not in _codes(text)
    assert _safe(text) == text


def test_no_words_are_glued_when_tags_go() -> None:
    assert _safe("Water</li><li>Bread") == "Water\nBread"
    assert _safe("Lyon</td><td>3") == "Lyon 3"
    assert _safe("One</b> <i>two</i>") == "One two"
    assert _safe("One.\r\nTwo</p><p>Three\r\n") == "One.\r\nTwo\r\nThree\r\n"


def test_the_text_of_a_link_stays() -> None:
    text = '<p class="x">The <a href="https://example.com/a?b=1&amp;c=2">old plan</a> failed.</p>'
    assert _safe(text) == "The old plan failed."


def test_tags_with_a_meaning_are_not_deleted_safely() -> None:
    text = "It is 10<sup>6</sup> times <del>less</del> more."
    assert _codes(text) == ["MRK001"] * 4
    assert _safe(text) == text


def test_a_script_over_several_lines_goes_as_a_whole() -> None:
    text = "One.\n\n<script>\nvar a = 1;\nThis looks like prose but is not.\n</script>\n\nTwo.\n"
    assert _safe(text) == "One.\n\nTwo.\n"


def test_a_script_that_never_ends_takes_no_text_with_it() -> None:
    assert "The mayor left." in _safe("<script async>\nThe mayor left.\n")


@pytest.mark.parametrize("depth", [1, 2, 30])
def test_an_entity_is_unescaped_however_often_it_was_escaped(depth: int) -> None:
    assert _safe("Hill &" + "amp;" * depth + " Sons") == "Hill & Sons"


def test_nested_tags_never_need_more_rounds_than_there_are() -> None:
    for text in ("<b" * 40 + ">" * 40, "<" * 40 + "b>" * 40, "<b x=" * 40 + "</b>" * 40):
        assert _safe(_safe(text)) == _safe(text)


def test_a_story_about_a_program_keeps_its_code() -> None:
    text = "She typed this:\nlet total = prices.forEach(add);\nIt failed.\n"
    assert _safe(text) == text


def test_code_with_prose_in_it_is_not_deleted_safely() -> None:
    prose = "The mayor said on Monday that he would not stand again in May"
    text = f'var box = document.write("{prose}");\n'
    assert _codes(text) == ["MRK007"]
    assert _safe(text) == text


def test_an_address_after_a_colon_has_no_fix() -> None:
    cleaned = engine.fix(
        Document("The report:\nhttps://example.com/r.pdf\nhttps://example.com/s.pdf\n"),
        RULES,
        Settings(),
        Safety.UNSAFE,
    )
    assert not cleaned.changed
