"""Titles: which line it is, which lines repeat it, and what of that may be deleted."""

from __future__ import annotations

import pytest
from hypothesis import given
from properties import demand_places, demand_rest
from strategies import articles, texts

from newslint import engine
from newslint.document import Document
from newslint.finding import Finding, Safety
from newslint.rule import Context
from newslint.rules.title import RULES, site_suffix, title_block
from newslint.settings import Settings

TITLE = "Harbour town votes to move its fish market"
LEAD = "The council of the harbour town voted on Monday to move the fish market inland."
BODY = "Fishermen had asked for the move for years, because the old hall floods in winter storms."


def _page(*lines: str) -> str:
    return "\n".join(lines)


def _findings(text: str, **known: str) -> list[Finding]:
    document = Document(text, **known)  # type: ignore[arg-type]
    return list(engine.check(document, [rule() for rule in RULES], Settings()))


def _spans(text: str, **known: str) -> list[tuple[str, str]]:
    return [(found.code, text[found.start : found.end]) for found in _findings(text, **known)]


def _title(text: str, **known: str) -> str | None:
    block = title_block(Context(Document(text, **known), Settings()))  # type: ignore[arg-type]
    return block.text if block else None


@pytest.mark.parametrize(
    "above",
    [
        (),
        ("Home", "News", "Region"),
        ("Home News Sport Business Weather Video",),
        ("Home / News / Region",),
        ("By Maria Tillman", "May 3, 2021 10:15 am"),
        ("The market has stood at the pier since 1904, and it floods in every winter storm.",),
        ("Facebook Twitter WhatsApp Email Print", "Share"),
    ],
)
def test_the_title_is_found_under_what_stands_above_it(above: tuple[str, ...]) -> None:
    assert _title(_page(*above, TITLE, LEAD, BODY)) == TITLE


def test_an_ingredient_is_no_title_however_often_the_text_names_it() -> None:
    title = "Recipe: Smoky aubergine and chickpea stew"
    items = ("2 large aubergines, cut into chunks", "4 tbsp olive oil", "½ tsp cumin seeds")
    method = (
        "Heat the olive oil in a heavy pan, then roast the chunks of aubergine in it until soft."
    )
    assert _title(_page(title, "A stew that is better the next day.", *items, method)) == title


def test_a_title_may_begin_with_an_amount() -> None:
    title = "300kg of olive oil seized at the fish market"
    assert _title(_page(title, LEAD, BODY)) == title


def test_the_known_title_wins_over_the_shape() -> None:
    text = _page("A long walk along the pier at night", TITLE, LEAD, BODY)
    assert _title(text, title=TITLE.upper() + " | Harbour Herald") == TITLE


def test_a_known_title_that_is_not_in_the_text_leaves_the_shape_to_decide() -> None:
    assert _title(_page(TITLE, LEAD, BODY), title="Something else entirely") == TITLE


@pytest.mark.parametrize("text", ["", "\n \n", LEAD, _page(LEAD, BODY), "One\nTwo\nThree"])
def test_a_text_without_a_headline_has_no_title(text: str) -> None:
    assert _title(text) is None


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n\n"])
@pytest.mark.parametrize(
    "copy", [TITLE, TITLE.upper(), f"  {TITLE}  ", TITLE.replace(" ", "\u00a0")]
)
def test_an_identical_copy_is_deleted_safely_whatever_the_line_ends(
    newline: str, copy: str
) -> None:
    text = newline.join((TITLE, copy, LEAD, BODY))
    (found,) = _findings(text)
    assert found.code == "TIT001" and found.fix and found.fix.safety is Safety.SAFE
    cleaned = engine.fix(Document(text), [rule() for rule in RULES], Settings())
    assert cleaned.text == newline.join((TITLE, LEAD, BODY))


SHORT = "Harbour town moves its fish market"


@pytest.mark.parametrize(
    ("lines", "safety"),
    [
        ((SHORT, "A market on the move", SHORT, LEAD, BODY), Safety.SAFE),
        ((SHORT, LEAD, BODY, SHORT), Safety.SAFE),
        ((SHORT, LEAD, SHORT, BODY), Safety.UNSAFE),
        ((TITLE, LEAD, TITLE, BODY), Safety.SAFE),
    ],
    ids=["head", "tail", "perhaps a heading", "too long for a heading"],
)
def test_a_copy_that_heads_nothing_is_deleted_safely(
    lines: tuple[str, ...], safety: Safety
) -> None:
    (found,) = _findings(_page(*lines))
    assert found.code == "TIT001" and found.fix and found.fix.safety is safety


def test_curly_and_straight_quotes_make_no_difference() -> None:
    text = _page(
        "Mayor calls hall a “disgrace” for the town", 'Mayor calls hall a "disgrace" for the town'
    )
    (found,) = _findings(_page(text, LEAD, BODY))
    assert found.fix and found.fix.safety is Safety.SAFE


@pytest.mark.parametrize(
    ("first", "second", "safeties"),
    [
        (f"{TITLE} - Harbour Herald", TITLE, [Safety.SAFE, Safety.SAFE]),
        # Nothing but the place says that it is a name: the cleaner copy stays.
        (f"{TITLE} - Tillman", TITLE, [Safety.UNSAFE, Safety.UNSAFE]),
        (TITLE, f"{TITLE} - Harbour Herald", [Safety.UNSAFE]),
        (f"“{TITLE}” - Star Captain", f"“{TITLE}”", [Safety.UNSAFE, Safety.UNSAFE]),
    ],
)
def test_a_title_without_its_site_goes_safely_where_the_other_loses_the_site(
    first: str, second: str, safeties: list[Safety]
) -> None:
    fixes = [one.fix for one in _findings(_page(first, second, LEAD, BODY))]
    assert [fix.safety for fix in fixes if fix] == safeties


def test_a_site_that_is_the_source_and_shaped_like_one_goes_safely() -> None:
    text = _page(f"{TITLE} | Harbour Herald", LEAD, BODY)
    for source, safety in (("harbourherald.example", Safety.SAFE), (None, Safety.UNSAFE)):
        document = Document(text, source=source)
        (found,) = engine.check(document, [rule() for rule in RULES], Settings())
        assert found.code == "RES901" and found.fix and found.fix.safety is safety


@pytest.mark.parametrize(
    ("name", "body", "source"),
    [
        ("State TV", BODY, None),
        ("Iranian Media", BODY, None),
        ("Media Minister", BODY, None),
        ("McDonald", BODY, None),
        ("Royal Mail", f"{BODY} The vans of Royal Mail will use the hall.", None),
        ("El Paso", f"{BODY} So did those of El Paso.", None),
        ("Elmford", BODY, "Elmford Evening News"),
    ],
)
def test_who_said_it_and_where_it_happened_go_with_no_safe_fix(
    name: str, body: str, source: str | None
) -> None:
    text = _page(f"{TITLE} | {name}", TITLE, LEAD, body)
    document = Document(text, source=source)
    assert engine.fix(document, [rule() for rule in RULES], Settings()).text == text


@pytest.mark.parametrize(
    ("name", "body", "source"),
    [
        ("Times of Elmford", BODY, None),
        ("HarbourPost", f"ELMFORD (HarbourPost, 3 May) - {BODY}", None),
        ("Elmford Radio", f"{BODY} Nobody told Elmford Radio.", "www.elmfordradio.example"),
    ],
)
def test_a_name_that_only_an_outlet_has_or_the_source_goes_safely(
    name: str, body: str, source: str | None
) -> None:
    document = Document(_page(f"{TITLE} | {name}", TITLE, LEAD, body), source=source)
    cleaned = engine.fix(document, [rule() for rule in RULES], Settings())
    assert cleaned.text == _page(TITLE, LEAD, body)


def test_the_first_words_of_the_title_below_it_go_safely() -> None:
    for cut, count in (("Harbour town votes to…", 1), ("Harbour town sails to…", 0)):
        found = _findings(_page(TITLE, cut, LEAD, BODY))
        assert [one.fix.safety for one in found if one.fix] == [Safety.SAFE] * count


def test_a_title_with_a_site_name_and_its_copy_leave_one_clean_title() -> None:
    text = _page(f"{TITLE} | Harbour Herald", TITLE, LEAD, BODY)
    for level in (Safety.SAFE, Safety.UNSAFE):
        cleaned = engine.fix(Document(text), [rule() for rule in RULES], Settings(), level)
        assert cleaned.text == _page(TITLE, LEAD, BODY)


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE}, at last.",
        f"{TITLE}.",
        f"“{TITLE}” was the headline of the day, the mayor said with a smile.",
        "The fish market of the harbour town",
        "Harbour town votes to move its town hall and its library too",
        f"In 1987 a paper wrote: “{TITLE}”, and nothing came of it.",
    ],
)
def test_a_line_that_only_resembles_the_title_is_left_alone(line: str) -> None:
    assert _spans(_page(TITLE, LEAD, line, BODY)) == []


def test_parts_of_a_series_are_no_copies() -> None:
    text = _page("The storm of the century: part 1", LEAD, BODY, "The storm of the century: part 2")
    assert _spans(text) == []


def test_a_refrain_that_is_also_the_title_is_not_deleted_safely() -> None:
    line = "Oh take me back to the harbour"
    text = _page(line, LEAD, line, BODY, line, BODY[::-1], line, LEAD[::-1], line)
    fixes = [found.fix for found in _findings(text) if found.code == "TIT001"]
    assert fixes and all(fix and fix.safety is Safety.UNSAFE for fix in fixes)


def test_a_first_line_of_verse_that_comes_back_is_not_deleted_safely() -> None:
    text = _page(
        "Oh take me back to the harbour", "where the gulls", "and the sails", "are calling"
    )
    (found,) = _findings(_page(text, "Oh take me back to the harbour"))
    assert found.fix and found.fix.safety is Safety.UNSAFE


def test_a_pull_quote_with_the_words_of_the_title_is_not_deleted_safely() -> None:
    text = _page(
        "We will never leave the old harbour", LEAD, "“We will never leave the old harbour”"
    )
    (found,) = _findings(_page(text, BODY))
    assert found.fix and found.fix.safety is Safety.UNSAFE


@pytest.mark.parametrize("crumbs", ["Home / News / ", "Home > News > ", "Start » Region » "])
def test_the_title_is_spanned_inside_a_breadcrumb(crumbs: str) -> None:
    text = _page(TITLE, crumbs + TITLE, LEAD, BODY)
    (found,) = _findings(text)
    assert (found.code, text[found.start : found.end]) == ("TIT003", TITLE)
    assert found.fix and found.fix.safety is Safety.UNSAFE


def test_the_title_hung_on_the_end_of_a_paragraph_is_found() -> None:
    text = _page(TITLE, LEAD, f"{BODY} | {TITLE}")
    assert _spans(text) == [("TIT003", TITLE)]


@pytest.mark.parametrize(
    "name", ["Harbour Herald", "The Pier Times", "Harbour.com", "HarbourPost", "Diario del Puerto"]
)
@pytest.mark.parametrize("separator", [" - ", " – ", " | ", " :: "])
def test_the_name_of_a_site_is_known_by_its_shape(name: str, separator: str) -> None:
    text = _page(f"{TITLE}{separator}{name}", LEAD, BODY)
    assert _spans(text) == [("RES901", f"{separator}{name}")]


def test_the_name_of_a_site_is_known_by_its_source() -> None:
    text = _page(f"{TITLE} - Moewe", LEAD, BODY)
    assert _spans(text) == []
    assert _spans(text, source="https://www.moewe.example/news") == [("RES901", " - Moewe")]


@pytest.mark.parametrize(
    "title",
    [
        "Mayor meets fishermen before the vote - live",
        "Why the old market hall must stay open | Opinion",
        "Three songs for a summer at the pier | Album review",
        "Harbour Rovers win the cup at home 2 - 1",
        "‘We will move the market in spring’ – Tillman",
        "Fish market to move inland - council",
        "Talks between Harbour and Hill - Summit Ends Early",
        "Opinion | The market hall must stay open",
    ],
)
def test_a_last_segment_that_is_no_site_stays(title: str) -> None:
    assert _spans(_page(title, LEAD, BODY)) == []


def test_a_suffix_is_split_at_the_last_separator() -> None:
    suffix = site_suffix("Storm - what we know | Harbour Herald")
    assert suffix and (suffix.stem, suffix.name) == ("Storm - what we know", "Harbour Herald")


@given(articles() | texts())
def test_offsets_lie_in_the_text_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    rules = [rule() for rule in RULES]
    demand_places(Document(text), rules)
    demand_rest(Document(text), rules)


@pytest.mark.parametrize(
    "deck",
    [
        "Crews at Port Haven strike over rosters: the talks failed in May",
        "Crews vote to strike over rosters in a second port, Selwick",
        "Strike over rosters: how the crews at Port Haven came to vote",
        "Crews at Port Haven vote to strike over rosters by a wide margin",
        "Crews are tired…",
        "And Port Haven will…",
    ],
)
def test_a_deck_that_says_something_new_stays(deck: str) -> None:
    text = (
        f"Crews at Port Haven vote to strike over rosters\n\n{deck}\n\n"
        "The crews voted on Friday, after talks with the company had failed.\n"
    )
    assert engine.check(Document(text), [rule() for rule in RULES], Settings()) == ()
