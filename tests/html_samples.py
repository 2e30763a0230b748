"""Runs for the tests of the HTML report, made without a rule: they change when the report does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from test_reports import rendered

from newslint.document import Document
from newslint.finding import Edit, Evidence, Finding, Fix, Safety, Severity, named
from newslint.report import DocumentReport, Failure, Repair, Result
from newslint.resolution import clean

TEXT = (
    "Bridge opens after nine years\r\n"
    "Bridge opens after nine years\r\n"
    "\r\n"
    "Updated: 3 May 2021\r\n"
    "\r\n"
    "The bridge , long promised, opened on the the first day of spring.\r\n"
    "Also Read: Ferry\u00a0is sold\r\n"
    "The mayor said. had begun, and nobody cut the ribbon {HEAD}\r\n"
)
HOSTILE = (
    "<script>document.title = 'owned'</script>\n"
    "<img src=x onerror=\"document.title='owned'\"> the the <svg/onload=alert(1)>\n"
    'Also Read: "><script src=https://evil.example/x.js></script>\n'
    "</td></table></style></script><h1>forged</h1><!-- --!> ]]> {{ 7*7 }} {% raw %} &lt;b&gt;\n"
    "<a href=\"javascript:document.title='owned'\">javascript:alert(1) http://evil.example/ ,</a>\n"
    "left \u202eright\u202c \u2066isolated\u2069 \u200f nul \x00 esc \x1b[31m bell \x07 c1 \x9b\n"
    "lone \ud800 and \udfff, odd \ufffe \uffff, line\u2028separator, feed\x0cfeed, tab\there\n"
    f"Also Read: {'long' * 5000}\n"
    "<base href=https://evil.example><meta http-equiv=refresh content=0;url=https://evil.example>\n"
    "<iframe srcdoc='<script>top.document.title=1</script>'></iframe><style>p{color:#fff}</style>\n"
)
HOSTILE_PATH = "<b onclick=alert(1)>/\"'><script>document.title='owned'</script>\u202e.txt"


def check(document: Document) -> tuple[Finding, ...]:
    """A few findings that a text can be made to have, with fixes of every safety."""
    return named(document, _findings(document))


def _findings(document: Document) -> Iterator[Finding]:
    text, lines = document.text, document.lines
    if len(lines) > 1 and lines[0].text == lines[1].text:
        gone = Fix(Safety.SAFE, "Delete the repeated title", (Edit(lines[1].start, lines[1].next),))
        yield _finding("TIT001", "duplicate-title", "title", lines[1].start, lines[1].end, gone)
    for line in lines:
        if line.text.startswith("Also Read:"):
            gone = Fix(Safety.SAFE, "Delete the line", (Edit(line.start, line.next),))
            yield _finding("RES001", "promo-link", "residue", line.start, line.end, gone)
    for match in re.finditer(" (?=,)", text):
        gone = Fix(Safety.SAFE, "Delete the blank", (Edit(*match.span()),))
        yield _finding("WSP005", "space-before", "whitespace", match.start(), match.end() + 1, gone)
    for match in re.finditer(r"\bthe the\b", text):
        once = Fix(Safety.SAFE, "Replace by “the”", (Edit(*match.span(), "the"),))
        yield _finding("GAR006", "doubled-word", "garble", *match.span(), once)
    for match in re.finditer(r"said\. had", text):
        idea = Fix(
            Safety.SUGGEST, "Take out the full stop", (Edit(match.start() + 4, match.end()),)
        )
        yield _finding("GAR001", "stray-stop", "garble", *match.span(), idea, Severity.ERROR)
    for match in re.finditer(r"\{\w+\}", text):
        gone = Fix(Safety.UNSAFE, "Delete the shortcode", (Edit(*match.span()),))
        yield _finding("MKP006", "shortcode", "markup", *match.span(), gone)
    for match in re.finditer("\u00a0", text):
        yield _finding("WSP004", "no-break", "whitespace", *match.span(), None, Severity.INFO)
    for match in re.finditer("Updated: .*[^\r\n]", text):
        yield _finding("MET002", "timestamp", "metadata", *match.span(), None, Severity.INFO)
    if len(text) < 10:
        yield _finding("DOC001", "stub", "document", 0, len(text), None)
    if text and not text.endswith("\n"):
        end = Fix(Safety.SAFE, "Add a line end", (Edit(len(text), len(text), "\n"),))
        yield _finding("WSP010", "no-line-end", "whitespace", len(text), len(text), end)


def _finding(
    code: str,
    name: str,
    family: str,
    start: int,
    end: int,
    fix: Fix | None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    evidence = (Evidence("shape", f"<i>{name}</i>"),) if fix else ()
    message = f"This is “{name}” & no <b>text</b>."
    return Finding(code, name, family, severity, start, end, message, evidence, None, fix)


def checked(text: str, path: str = "news/one.txt", **known: str) -> DocumentReport:
    """What a run of `check` that tells of cleaning says about a text."""
    document = Document(text, id=path, path=path, **known)  # type: ignore[arg-type]
    return DocumentReport(path, document, check(document), cleaned=clean(document, check))


def fixed(text: str, path: str = "news/fixed.txt") -> DocumentReport:
    """The same of `fix`."""
    document = Document(text, id=path, path=path)
    made = clean(document, check)
    repair = Repair(document, made.applied, text.encode(), made.text.encode())
    final = document.with_text(made.text)
    return DocumentReport(path, final, made.remaining, made.ignored, repair, made)


def hostile() -> list[Result]:
    """Documents, a path, a title, a source, a language and a failure that all want to be markup."""
    markup = "</title><script>document.title='owned'</script>"
    known = {"title": markup, "source": markup, "language": '"><script>', "encoding": "<b>"}
    failure = Failure(HOSTILE_PATH, f"{HOSTILE_PATH}: {HOSTILE}")
    return [checked(HOSTILE, HOSTILE_PATH, **known), fixed_utf16(HOSTILE), failure]


def fixed_utf16(text: str) -> DocumentReport:
    """A fixed document with surrogates, which no file could hold."""
    document = Document(text, id="x", path="news/fixed.txt")
    made = clean(document, check)
    final = document.with_text(made.text)
    repair = Repair(document, made.applied, b"before", b"after")
    return DocumentReport("news/fixed.txt", final, made.remaining, (), repair, made)


def sample() -> list[Result]:
    """A document with every sort of note, one without, an empty one, one unclean, a failure."""
    unclean = checked("The the vote was close. said. had", "news/c/four.txt")._replace(cleaned=None)
    return [
        checked(TEXT, "news/a/one.txt", title="A <title>", source="The Post"),
        checked("All is well, and stays.\n", "news/b/two.txt", language="de"),
        checked("", "news/b/three.txt"),
        unclean,
        Failure("news/five.txt", "news/five.txt: it is a <PDF> document, not plain text"),
    ]


def page(results: list[Result]) -> str:
    """The HTML report of a run."""
    return rendered("html", results)
