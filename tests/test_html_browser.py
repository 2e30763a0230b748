"""The HTML report in a real browser: nothing runs or loads, and people can work with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from html_samples import HOSTILE, TEXT, checked, fixed, hostile, page, sample

from newslint.report import Result
from newslint.reports.text import visible

pytest.importorskip("playwright", reason="needs the extra browser")
pytest.importorskip("axe_playwright_python", reason="needs the extra browser")
pytestmark = pytest.mark.needs("chromium")

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import Browser, Locator, Page, Request, expect, sync_playwright  # noqa: E402

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
                          (event) => window.violations.push(event.violatedDirective));
"""

Open = Callable[..., "Opened"]


class Opened:
    """A page in the browser, and what it did that it must not."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.requests: list[str] = []
        self.stopped: list[str] = []
        self.troubles: list[str] = []
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.troubles.append(message.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("dialog", lambda dialog: self.troubles.append(dialog.message))
        page.on("popup", lambda popup: self.troubles.append(popup.url))
        page.goto(address)
        self.address = address

    def _failed(self, request: Request) -> None:
        """Not sent: the policy does not let it be."""
        if request.failure == "csp":
            self.stopped.append(request.url)

    def is_quiet(self) -> None:
        """Nothing was loaded, said, or stopped by the policy."""
        assert self.requests == [self.address]
        assert self.troubles == []
        assert self.page.evaluate("window.violations") == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    import shutil

    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the report of a run."""
    contexts = []

    def open_(results: list[Result], viewport: Any = WIDE, **options: Any) -> Opened:
        file = tmp_path / "report.html"
        file.write_bytes(page(results).encode())
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(10_000)
        if options.get("java_script_enabled", True):
            tab.add_init_script(WATCH)
        return Opened(tab, file.as_uri())

    yield open_
    for context in contexts:
        context.close()


def many(number: int) -> list[Result]:
    """Documents with and without findings."""
    texts = (TEXT, "All is well, and stays.\n", "He waited , and left.\n")
    return [checked(texts[at % 3], f"news/{at:03}.txt") for at in range(number)]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def press(page: Page, key: str, until: Callable[[], bool], most: int = 60) -> None:
    """Press a key until something is so."""
    for _ in range(most):
        page.keyboard.press(key)
        if until():
            return
    raise AssertionError(f"{most} times {key}, and still not so")


def point_at(page: Page, passage: Locator) -> None:
    """Move the pointer to where a passage, perhaps of several lines, begins."""
    # Away from a reason that is open and covers what follows.
    page.mouse.move(0, 0)
    passage.scroll_into_view_if_needed()
    x, y = passage.evaluate(
        "element => { const box = element.getClientRects()[0];"
        " return [box.left + Math.min(2, box.width / 2), box.top + box.height / 2] }"
    )
    page.mouse.move(x, y)


def focused(page: Page, wanted: Locator) -> bool:
    return bool(wanted.evaluate("element => element === document.activeElement"))


# Hostile text


def test_hostile_text_runs_nothing_and_loads_nothing(opened: Open) -> None:
    here = opened(hostile())
    for link in here.page.locator("article a, nav a").all():
        assert (link.get_attribute("href") or "").startswith("#")
    for link in here.page.locator("nav a").all():
        link.click()
    for passage in here.page.locator("article .run > :first-child:visible").all()[:8]:
        point_at(here.page, passage)
    here.page.wait_for_timeout(200)
    assert here.page.title().startswith("newslint: ")
    assert here.page.url.startswith(f"{here.address}#")
    here.is_quiet()
    assert here.page.locator("script").count() == here.page.locator("style").count() == 1
    assert here.page.locator("img, iframe, object, embed, base, form, link").count() == 0


def test_hostile_text_is_all_there_to_be_read(opened: Open) -> None:
    here = opened(hostile())
    text = here.page.locator("article").first.locator("td:first-child").all()
    lines = [
        cell.evaluate(
            "cell => { const copy = cell.cloneNode(true);"
            " copy.querySelectorAll('sup, .why').forEach(each => each.remove());"
            " return copy.textContent }"
        )
        for cell in text
    ]
    assert lines == [visible(line) for line in re.split("\n", HOSTILE)[:-1]]


def test_the_policy_would_stop_what_escaping_let_through(opened: Open) -> None:
    here = opened(sample())
    here.page.evaluate(
        """() => {
          const forged = document.createElement("script");
          forged.textContent = "document.title = 'owned'";
          document.body.append(forged);
          document.body.insertAdjacentHTML("beforeend",
            `<button id="forged" onclick="document.title = 'owned'">x</button>
             <img src="https://evil.example/x.png"><p style="color: red">x</p>
             <a id="away" href="javascript:document.title = 'owned'">x</a>`);
          document.querySelector("#forged").click();
          document.querySelector("#away").click();
        }"""
    )
    wanted = ["script-src-elem", "script-src-attr", "img-src", "style-src-attr"]
    here.page.wait_for_function(
        "wanted => wanted.every(each => window.violations.includes(each))", arg=wanted
    )
    assert here.page.title().startswith("newslint: ")
    assert here.requests[1:] == here.stopped == ["https://evil.example/x.png"]


@pytest.mark.parametrize("width", [320, 390, 700, 1200, 1900])
def test_no_width_needs_scrolling_sideways(opened: Open, width: int) -> None:
    size = {"width": width, "height": 800}
    for results in ([*hostile(), *many(3)], [fixed(TEXT)], sample()):
        here = opened(results, size)
        assert fits(here.page)
        for mark in here.page.locator("article .run:visible").all()[:12]:
            point_at(here.page, mark.locator("del, ins, mark").first)
            assert fits(here.page)


# People


def test_the_filter_works_by_keyboard(opened: Open) -> None:
    here = opened(many(9))
    tab, state = here.page, here.page.locator("#state")
    expect(state).to_have_text("27 findings in 9 documents")
    words = tab.get_by_role("searchbox", name="Words in the text, a name or a note")
    press(tab, "Tab", lambda: focused(tab, words))
    tab.keyboard.type("waited")
    expect(state).to_have_text("3 findings in 3 documents")
    shown = tab.locator("article:visible h3").all_text_contents()
    assert shown == ["news/002.txt", "news/005.txt", "news/008.txt"]
    assert tab.locator(".list li:visible").count() == 3
    warning = tab.get_by_role("checkbox", name="warning")
    press(tab, "Tab", lambda: focused(tab, warning))
    tab.keyboard.press("Space")
    expect(state).to_have_text("0 findings in 0 documents")
    assert tab.get_by_text("No document fits the filter.").is_visible()
    press(tab, "Tab", lambda: focused(tab, tab.get_by_role("button", name="Show all")))
    tab.keyboard.press("Enter")
    expect(state).to_have_text("27 findings in 9 documents")
    assert focused(tab, words) and words.input_value() == ""
    here.is_quiet()


def test_the_filter_knows_severities_and_families(opened: Open) -> None:
    tab = opened(many(3)).page
    for family in ("whitespace", "residue", "title", "garble", "markup"):
        tab.get_by_role("checkbox", name=family).uncheck()
    expect(tab.locator("#state")).to_have_text("1 finding in 1 document")
    [note] = tab.locator(".notes > li:visible").all()
    assert "timestamp" in (note.text_content() or "")
    tab.get_by_role("checkbox", name="info").uncheck()
    expect(tab.locator("article:visible")).to_have_count(0)


def test_the_filter_finds_what_is_hidden_in_no_reason(opened: Open) -> None:
    """Words of the text count once; a reason is told by its note."""
    tab = opened(many(3)).page
    tab.locator("#words").fill("doubled-word")
    expect(tab.locator("#state")).to_have_text("8 findings in 1 document")
    tab.locator("#words").fill("ALL IS  well, and")
    expect(tab.locator("article:visible h3")).to_have_text(["news/001.txt"])


def test_a_reason_appears_on_focus_and_on_hover_and_goes_by_escape(opened: Open) -> None:
    # High enough for nothing to scroll below the pointer.
    here = opened([checked(TEXT)], {"width": 1280, "height": 2400})
    tab = here.page
    run = tab.locator(".run", has_text="Also Read").first
    why, number = run.locator(".why"), run.locator("a").first
    assert not why.is_visible()
    press(tab, "Tab", lambda: focused(tab, number))
    assert why.is_visible() and "promo-link" in (why.text_content() or "")
    tab.keyboard.press("Escape")
    assert not why.is_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Shift+Tab")
    assert why.is_visible()
    number.evaluate("element => element.blur()")
    assert not why.is_visible()
    point_at(tab, run.locator("del"))
    assert why.is_visible()
    # One can go there, slowly, to read on or to copy.
    box = why.bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=40)
    assert why.is_visible()
    tab.mouse.move(2, 2)
    assert not why.is_visible()
    here.is_quiet()


def test_every_mark_and_change_can_be_asked_for_its_reason(opened: Open) -> None:
    tab = opened([*sample(), fixed(TEXT)]).page
    runs = tab.locator("article .run").all()
    assert len(runs) > 20
    for run in runs:
        point_at(tab, run.locator("del, ins, mark").first)
        assert run.locator(".why").is_visible()
        for number in run.locator("a").all():
            number.focus()
            assert run.locator(".why").is_visible()
            number.evaluate("element => element.blur()")


def test_a_number_leads_to_its_note_and_the_note_back(opened: Open) -> None:
    tab = opened([checked(TEXT)]).page
    tab.locator("#d1b3").click()
    note = tab.locator("#d1n3")
    assert tab.url.endswith("#d1n3") and note.is_visible()
    note.get_by_role("link").click()
    assert tab.url.endswith("#d1b3")


def test_without_javascript_the_page_shows_everything(opened: Open) -> None:
    here = opened([*sample(), *many(3)], java_script_enabled=False)
    tab = here.page
    assert not tab.locator(".filter").is_visible()
    articles = tab.locator("article").all()
    assert len(articles) == 7 and all(each.is_visible() for each in articles)
    assert tab.locator(".notes > li").count() == tab.locator(".notes > li:visible").count() > 0
    tab.locator("article del").first.hover()
    assert tab.locator(".why:visible").count() == 1
    assert here.requests == [here.address] and here.troubles == []


def luminance(page: Page, selector: str, style: str) -> float:
    colour = page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{style}")
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / 3


def test_the_page_is_light_or_dark_as_the_reader_has_it(opened: Open) -> None:
    for scheme, light in (("light", True), ("dark", False)):
        tab = opened(sample(), color_scheme=scheme).page
        assert (luminance(tab, "html", "backgroundColor") > 128) == light
        assert (luminance(tab, "article td", "color") < 128) == light


def test_print_shows_reasons_and_no_controls_on_white(opened: Open) -> None:
    tab = opened(sample(), color_scheme="dark").page
    tab.emulate_media(media="print")
    assert luminance(tab, "html", "backgroundColor") == 255
    assert not tab.locator(".filter").is_visible() and not tab.locator(".list").is_visible()
    assert tab.locator(".notes > li:visible").count() == tab.locator(".notes > li").count() > 0
    tab.emulate_media(media="print")
    assert tab.pdf().startswith(b"%PDF")


def test_a_narrow_page_shows_unchanged_paragraphs_once_and_changed_ones_twice(
    opened: Open,
) -> None:
    tab = opened([checked(TEXT)], NARROW).page
    for kind, before, after in (("same", 0, 1), ("cut", 1, 0), ("changed", 1, 1)):
        row = tab.locator(f"tr.{kind}").first
        assert row.locator("td:first-child").is_visible() == bool(before), kind
        assert row.locator("td:last-child").is_visible() == bool(after), kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_to_complain_about(opened: Open, scheme: str, size: Any) -> None:
    tab = opened([*sample(), *hostile(), fixed(TEXT)], size, color_scheme=scheme).page
    # What is out of sight is not drawn, and axe cannot judge what is not drawn.
    tab.evaluate(
        "document.querySelectorAll('article').forEach(a => a.style.contentVisibility = 'visible')"
    )
    tab.locator("article .ref:visible").first.focus()
    found = Axe().run(tab).response
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_a_screen_reader_is_told_what_is_what(opened: Open) -> None:
    for size in (WIDE, NARROW):
        tab = opened([checked(TEXT, source="The Post")], size).page
        tree = tab.locator("body").aria_snapshot()
        assert 'heading "Report on 1 document" [level=1]' in tree
        assert 'search "Filter the documents"' in tree
        assert 'img "1 error, 5 warnings, 2 info"' in tree
        assert 'article "news/one.txt"' in tree
        assert 'table "The text of one.txt"' in tree
        assert 'columnheader "Cleaned"' in tree
        assert 'link "Note 1"' in tree
        number = tab.locator("#d1b1")
        told = number.evaluate(
            "a => document.getElementById(a.getAttribute('aria-describedby')).textContent"
        )
        assert "This is “duplicate-title”" in told


def test_five_hundred_documents_are_all_there_and_can_be_filtered(opened: Open) -> None:
    here = opened(many(500))
    tab = here.page
    assert tab.locator("article").count() == 500
    tab.locator("#words").fill("news/499")
    expect(tab.locator("#state")).to_have_text("0 findings in 1 document")
    assert tab.locator("article:visible").count() == 1
    here.is_quiet()
