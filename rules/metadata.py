"""Bylines and timestamps: who wrote the text and when. They are kept and only reported."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.finding import Finding, Severity
from newslint.rule import Bad, Context, Good, Rule
from newslint.rules.authorship import metadata_lines as metadata_lines
from newslint.rules.authorship import metadata_marks


class Byline(Rule):
    """A byline: who wrote, edited or supplied the text.

    ## What it does
    Finds bylines ("By Jane Roe"), names with a role ("Jane Roe, Staff Writer"), credits at the end
    ("Reporting by ...; editing by ..."), agency tags and notes on the author, where they can stand:
    before the text, after it, or glued to its first paragraph.

    ## Why it matters
    A byline is no flaw, but it is no part of the text either: whoever indexes, summarises or
    trains on the text wants to know where it stands.

    ## Fix
    None: the author's name stays.
    """

    code = "MET001"
    name = "byline"
    family = "metadata"
    severity = Severity.INFO

    bad = (
        Bad("Council backs new bridge\n\n⟦By Maria Tillman⟧\n\nThe council voted to build it."),
        Bad(
            "Council backs new bridge\n\nThe council voted to build it.\n\n"
            "⟦(Reporting by Ann Tillman; Editing by Bo Lindt)⟧"
        ),
    )
    good = (
        Good(
            "Council backs new bridge\n\nBy the time the vote was over, most members had left.",
            "a sentence that begins with “By”",
        ),
        Good(
            "By Election Night the Mood Had Changed\n\nThe halls were empty at nine.", "a headline"
        ),
        Good(
            "Council backs new bridge\n\n“Reporting by phone is not reporting,” Tillman said.",
            "inside a quotation",
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for mark in ctx.once(metadata_marks):
            if mark.kind == "byline":
                yield self.finding(
                    mark.start, mark.end, "A byline or credit: it names the source of the text."
                )


class Timestamp(Rule):
    """A timestamp: when the text was published or changed.

    ## What it does
    Finds dates and times that the page printed beside the text: on a line of their own, after a
    byline, or glued to the first paragraph behind a word like "Updated".

    ## Why it matters
    A stamp is no flaw, but it is no part of the text: sentence splitters and summaries stumble
    over it, and readers of the record want the date as data.

    ## Fix
    None: the date stays.
    """

    code = "MET002"
    name = "timestamp"
    family = "metadata"
    severity = Severity.INFO

    bad = (
        Bad("Council backs new bridge\n\n⟦Updated: May 3, 2021, 08:40 PM⟧\n\nThe council voted."),
        Bad("Council backs new bridge\n\n⟦12/11/2020 16:15⟧\n\nThe council voted to build it."),
    )
    good = (
        Good("Posted profits of May 3, 2021, were wrong, the auditors of the bank found.", "prose"),
        Good(
            "BERLIN, May 3, 2021 (Reuters) - The bank said on Monday that it would appeal.",
            "a dateline",
        ),
        Good(
            "“Updated on May 3, 2021” was the note that she found on the contract.", "a quotation"
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for mark in ctx.once(metadata_marks):
            if mark.kind == "timestamp":
                yield self.finding(
                    mark.start, mark.end, "A date or time of publication: no part of the text."
                )


RULES: tuple[type[Rule], ...] = (Byline, Timestamp)
