"""Lines that the configuration names: what a source's own profile says is no part of an article."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.finding import Finding, Safety
from newslint.profiles import Profile, profile_of
from newslint.rule import Bad, Context, Good, Rule, delete_lines
from newslint.wording import fold

_NOTE = "The Harbour Post is printed on recycled paper."
_LEAD = "The council of Port Ellery voted on Tuesday to close the old ferry terminal in May.\n"
_REST = "The mayor said the site would be turned into a public garden.\n"


class SourceLine(Rule):
    """A line that the profile of the document's source drops.

    ## What it does
    Reports lines that stand under `drop-lines` in the
    [profile](../configuration.md#profiles-of-sources) of the document's source, letter by letter
    but for capitals, punctuation and blanks. Without a profile it reports nothing.

    ## Why it matters
    Every source has lines of its own on every page, which no list for all of them can know.

    ## Fix
    Deletes the line. Safe: two things agree, the words and where the document comes from, and you
    have said so yourself.
    """

    code = "RES019"
    name = "source-line"
    family = "residue"
    example_settings = {
        "source": "harbour-post.example",
        "sources": {
            "harbour-post.example": Profile(
                "harbour-post.example", drop_lines=frozenset({fold(_NOTE)})
            )
        },
    }

    bad = (Bad(_LEAD + f"⟦{_NOTE}⟧\n" + _REST, _LEAD + _REST),)
    good = (
        Good(_LEAD + f"“{_NOTE} So is this bag,” the baker said.\n" + _REST, "part of a line"),
        Good(_LEAD + "The Harbour Post is printed in Ellery.\n" + _REST, "another line"),
        Good(_LEAD + _REST, "no such line"),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        profile = profile_of(ctx.document, ctx.settings)
        if not profile.drop_lines:
            return
        for number, line in enumerate(ctx.document.lines):
            if line.blank or fold(line.text) not in profile.drop_lines:
                continue
            start = line.start + len(line.text) - len(line.text.lstrip())
            yield self.finding(
                start,
                start + len(line.text.strip()),
                "The profile of the source drops this line.",
                evidence=(
                    ("phrase", "the line stands under drop-lines"),
                    ("source", f"the document comes from {profile.name}"),
                ),
                fix=delete_lines(ctx.document, number, number, Safety.SAFE),
            )


RULES: tuple[type[Rule], ...] = (SourceLine,)
