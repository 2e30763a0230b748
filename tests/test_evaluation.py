"""`newslint eval`: every figure on documents small enough to count by hand."""

from __future__ import annotations

import gzip
import json
import lzma
import re

import pytest
from commandline import evaluated
from hypothesis import given
from hypothesis import strategies as st

from newslint.corpus.evaluation import Verdict, evaluate, figures, united, word_edits
from newslint.corpus.evaluation_run import below_floors, run
from newslint.corpus.labels import Kinds, labelled_document, load_kinds, read_records
from newslint.corpus.line_evaluation import evaluate_lines, lines_document
from newslint.corpus.line_evaluation import figures as line_figures
from newslint.corpus.survival import survivors
from newslint.document import Document
from newslint.errors import ConfigError, InputError
from newslint.finding import Edit, Fix, Safety, Severity
from newslint.resolution import Cleaned, apply
from newslint.rule import Rule, delete, replace
from newslint.settings import Settings

SETTINGS = Settings(language="en")


class Pattern(Rule):
    """A rule of the tests: reports each match of a pattern, with the fix it is told to make."""

    def __init__(self, code, family, pattern, fix=None, severity=Severity.WARNING):
        self.code, self.name, self.family, self.severity = code, code.lower(), family, severity
        self.pattern, self.fix = re.compile(pattern, re.M), fix

    def check(self, ctx):
        for match in self.pattern.finditer(ctx.document.text):
            fix = self.fix(match) if self.fix else None
            yield self.finding(match.start(), match.end(), "Found.", fix=fix)


def safe_deletion(match):
    return delete(match.start(), match.end(), Safety.SAFE)


def unsafe_deletion(match):
    return delete(match.start(), match.end(), Safety.UNSAFE)


def labelled(text, *labels, cut=False):
    """A document; a label is (span, kind, certain, action, replacement), the last ones may lack."""
    full = []
    for span, kind, *rest in labels:
        certain, action, replacement = (*rest, *(True, "flag", None)[len(rest) :])
        start = text.index(span)
        full.append(
            {
                "start": start,
                "end": start + len(span),
                "kind": kind,
                "certain": certain,
                "action": action,
                "replacement": replacement,
            }
        )
    return labelled_document({"id": "doc", "text": text, "labels": full, "cut_by_annotator": cut})


def outcome(document, *rules):
    return evaluate(document, rules, SETTINGS)


def verdicts(document, *rules):
    return [report.verdict for report in outcome(document, *rules).reports]


PROMO = "The vote was close.\nAlso read: Five boats for sale\nIt rained."


def test_a_finding_of_the_right_family_on_a_label_is_right_and_the_label_found():
    document = labelled(PROMO, ("Also read: Five boats for sale", "promo-link"))
    seen = outcome(document, Pattern("RES1", "residue", "^Also.*$"))
    assert [report.verdict for report in seen.reports] == [Verdict.RIGHT]
    assert seen.reports[0].line == 2
    assert seen.answers[0].codes == ("RES1",)


def test_a_finding_of_another_family_on_a_label_is_wrong_and_the_label_missed():
    document = labelled(PROMO, ("Also read: Five boats for sale", "promo-link"))
    seen = outcome(document, Pattern("PUN1", "punctuation", "^Also.*$"))
    assert [report.verdict for report in seen.reports] == [Verdict.WRONG]
    assert seen.reports[0].on == ("promo-link",)
    assert seen.answers[0].codes == ()


def test_a_finding_beside_a_label_is_wrong_even_when_it_touches():
    document = labelled("one two", ("two", "promo-link"))
    assert verdicts(document, Pattern("RES1", "residue", "one ")) == [Verdict.WRONG]


def test_a_long_finding_needs_a_third_of_its_characters_on_labels():
    text = "x" * 20 + "y" * 39 + "z"
    third = labelled(text, ("x" * 20, "promo-link"))
    less = labelled(text, ("x" * 19, "promo-link"))
    rule = Pattern("RES1", "residue", "x+y+z")
    assert verdicts(third, rule) == [Verdict.RIGHT]
    assert verdicts(less, rule) == [Verdict.WRONG]


def test_labels_of_other_kinds_of_the_family_count_towards_the_third():
    text = "x" * 10 + "y" * 10 + "z" * 40
    document = labelled(text, ("x" * 10, "promo-link"), ("y" * 10, "share-cta"))
    seen = outcome(document, Pattern("RES1", "residue", ".+"))
    assert [report.verdict for report in seen.reports] == [Verdict.RIGHT]
    assert [answer.codes for answer in seen.answers] == [("RES1",), ("RES1",)]


def test_a_finding_under_forty_characters_need_only_overlap():
    text = "x" + "y" * 38
    assert verdicts(labelled(text, ("x", "promo-link")), Pattern("R", "residue", ".+")) == [
        Verdict.RIGHT
    ]
    text += "y"
    assert verdicts(labelled(text, ("x", "promo-link")), Pattern("R", "residue", ".+")) == [
        Verdict.WRONG
    ]


def test_an_empty_finding_answers_a_label_that_it_stands_at():
    document = labelled("He said so", ("so", "truncated-sentence"))
    assert verdicts(document, Pattern("TRU1", "truncation", r"\Z")) == [Verdict.RIGHT]


def test_uncertain_labels_make_a_finding_right_but_ask_for_none():
    document = labelled(PROMO, ("Also read: Five boats for sale", "promo-link", False))
    numbers = figures(outcome(document, Pattern("RES1", "residue", "^Also.*$")))
    assert numbers["headline"]["right"] == 1
    assert (numbers["headline"]["certain"], numbers["headline"]["uncertain"]) == (0, 1)
    assert numbers["headline"]["recall"] is None


def test_a_finding_that_answers_nothing_on_an_uncertain_label_alone_counts_neither_way():
    unsure = labelled(PROMO, ("Also read: Five boats for sale", "promo-link", False))
    sure = labelled(PROMO, ("Also read: Five boats for sale", "promo-link"))
    rule = Pattern("TIT1", "title", "Five boats")
    assert verdicts(unsure, rule) == [Verdict.ASIDE]
    assert verdicts(sure, rule) == [Verdict.WRONG]


def test_the_end_that_the_annotator_cut_is_no_false_alarm():
    rule = Pattern("TRU1", "truncation", r"and\Z")
    assert verdicts(labelled("It rained and", cut=True), rule) == [Verdict.ASIDE]
    assert verdicts(labelled("It rained and"), rule) == [Verdict.WRONG]


def test_in_a_cut_text_only_the_end_is_forgiven():
    document = labelled("It rained and\nthen it stopped.", cut=True)
    assert verdicts(document, Pattern("TRU1", "truncation", "and$")) == [Verdict.WRONG]


def test_blanks_of_severity_info_that_nobody_labelled_are_left_aside():
    document = labelled("one  two", ("one", "promo-link"))
    info = Pattern("WSP1", "whitespace", "  ", severity=Severity.INFO)
    warning = Pattern("WSP1", "whitespace", "  ")
    assert verdicts(document, info) == [Verdict.ASIDE]
    assert verdicts(document, warning) == [Verdict.WRONG]


def test_families_that_no_kind_maps_to_cannot_be_judged():
    assert verdicts(labelled("one"), Pattern("DOC1", "document", ".+")) == [Verdict.ASIDE]


def test_either_copy_of_a_repeated_title_may_be_found():
    text = "Ferry plan agreed\nFerry plan agreed\nThe ferry sails."
    start = text.index("Ferry", 5)
    label = {"start": start, "end": start + 17, "kind": "duplicate-title", "certain": True}
    document = labelled_document(
        {"id": "d", "text": text, "labels": [{**label, "action": "delete-line"}]}
    )
    first, second = r"\AFerry.*$", r"(?<=\n)Ferry.*$"
    for pattern in (first, second):
        seen = outcome(document, Pattern("TIT1", "title", pattern))
        assert [report.verdict for report in seen.reports] == [Verdict.RIGHT]
        assert seen.answers[0].codes == ("TIT1",)


def test_the_other_copy_counts_only_for_kinds_that_are_about_repetition():
    document = labelled("Advertisement\nIt rained.\nAdvertisement", ("Advertisement", "ad-marker"))
    rule = Pattern("RES1", "residue", r"Advertisement\Z")
    assert verdicts(document, rule) == [Verdict.WRONG]


def test_the_headline_leaves_out_what_only_a_reader_can_know():
    document = labelled(
        "He to went home.\nShare", ("to went", "garbled-syntax"), ("Share", "share-cta")
    )
    found = Pattern("GAR1", "garble", "to went")
    wrong = Pattern("GAR2", "garble", "home")
    numbers = figures(outcome(document, found, wrong))
    head = numbers["headline"]
    assert (head["certain"], head["found"], head["right"], head["wrong"]) == (1, 0, 0, 1)
    garble = numbers["families"]["garble"]
    assert (garble["certain"], garble["found"], garble["right"], garble["wrong"]) == (1, 1, 1, 1)


def test_precision_recall_and_f1_come_out_as_counted_by_hand():
    document = labelled(
        "Share\nTweet\nPrint\nEmail\nIt rained.",
        ("Share", "share-cta"),
        ("Tweet", "share-cta"),
        ("Print", "share-cta"),
        ("Email", "newsletter-cta"),
    )
    numbers = figures(outcome(document, Pattern("RES1", "residue", "Share|Tweet|rained")))
    residue = numbers["families"]["residue"]
    assert residue["precision"] == pytest.approx(2 / 3)
    assert residue["recall"] == pytest.approx(2 / 4)
    assert residue["f1"] == pytest.approx(2 * (2 / 3) * (1 / 2) / (2 / 3 + 1 / 2))
    assert numbers["kinds"]["share-cta"]["recall"] == pytest.approx(2 / 3)
    assert numbers["kinds"]["newsletter-cta"]["recall"] == 0.0
    assert numbers["rules"]["RES1"] == {
        "precision": pytest.approx(2 / 3),
        "right": 2,
        "wrong": 1,
        "aside": 0,
    }


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "a  b\nc", 0),
        ("a b c", "a c", 1),
        ("a b c", "a x c", 2),
        ("", "a b", 2),
    ],
)
def test_word_edits_count_insertions_and_deletions_and_no_blanks(left, right, edits):
    assert word_edits(left, right) == edits


def test_gold_makes_deletions_and_replacements_and_leaves_flags():
    document = labelled(
        "Share\nHe was was here. By Ada Bell",
        ("Share\n", "share-cta", True, "delete-line"),
        ("was was", "repeated-word", True, "replace", "was"),
        ("By Ada Bell", "byline", True, "flag"),
    )
    assert document.gold == "He was here. By Ada Bell"


def test_of_overlapping_labels_gold_heeds_the_longest():
    document = labelled(
        "Read more: technologys end",
        ("technologys", "missing-apostrophe", True, "replace", "technology's"),
        ("Read more: technologys end", "promo-link", True, "delete-line"),
    )
    assert document.gold == ""


def test_repaired_is_the_share_of_word_edits_that_cleaning_saved():
    document = labelled(
        "Share this\nHe was was here.\nAlso read: a b",
        ("Share this", "share-cta", True, "delete-line"),
        ("Also read: a b", "promo-link", True, "delete-line"),
        ("was was", "repeated-word", True, "replace", "was"),
    )
    seen = outcome(
        document,
        Pattern("RES1", "residue", "^Share this\n", safe_deletion),
        Pattern("RES2", "residue", "^Also.*$", unsafe_deletion),
    )
    # Seven words to edit: two, four and one. Safe fixes save two of them, unsafe ones four more.
    safe, unsafe = (figures(seen)["fixes"][level] for level in ("safe", "unsafe"))
    assert (safe["word_edits_before"], safe["word_edits_after"]) == (7, 5)
    assert safe["repaired"] == pytest.approx(2 / 7)
    assert unsafe["repaired"] == pytest.approx(6 / 7)


def test_harm_is_negative():
    document = labelled("Share\nIt rained.", ("Share", "share-cta", True, "delete-line"))
    seen = outcome(document, Pattern("X", "residue", r"It rained\.", safe_deletion))
    assert figures(seen)["fixes"]["safe"]["repaired"] == pytest.approx(1 - 3 / 1)


def test_false_deletions_count_whole_lines_that_no_label_asks_for():
    document = labelled(
        "Share\nIt rained.\nBy Ada Bell\nIt snowed.\n\nIt ended.",
        ("Share", "share-cta", True, "delete-line"),
        ("By Ada Bell", "byline", True, "flag"),
    )
    seen = outcome(document, Pattern("X", "residue", "Share|By Ada Bell|snowed", safe_deletion))
    effect = figures(seen)["fixes"]["safe"]
    assert (effect["content_lines"], effect["false_deletions"]) == (4, 1)
    assert effect["false_deletions_per_10000"] == 2500.0
    assert [place.line for place in seen.deleted] == [3]


def test_safe_edits_outside_labels_are_counted_but_for_blanks():
    document = labelled("Share  it.\nIt was was.", ("was was", "repeated-word", True, "replace"))
    blanks = Pattern("W", "whitespace", "  ", lambda m: replace(*m.span(), " ", Safety.SAFE))
    inside = Pattern("G", "garble", "was was", lambda m: replace(*m.span(), "was", Safety.SAFE))
    outside = Pattern("R", "residue", "Share", safe_deletion)
    assert figures(outcome(document, blanks, inside))["safe_edits_outside_labels"] == 0
    assert figures(outcome(document, blanks, inside, outside))["safe_edits_outside_labels"] == 1


def test_a_safe_insertion_outside_labels_counts_too():
    document = labelled("technologys end")
    rule = Pattern(
        "P", "punctuation", "technologys", lambda m: replace(*m.span(), "technology's", Safety.SAFE)
    )
    assert [place.text for place in outcome(document, rule).outside] == ["'"]


def test_unsafe_edits_outside_labels_do_not_count_as_safe_ones():
    rule = Pattern("R", "residue", "Share", unsafe_deletion)
    assert figures(outcome(labelled("Share it."), rule))["safe_edits_outside_labels"] == 0


def test_edits_of_later_rounds_are_seen_where_they_were_in_the_original():
    document = labelled("AB\nkeep")
    rules = (
        Pattern("R1", "residue", r"\AAB", lambda m: replace(*m.span(), "B", Safety.SAFE)),
        Pattern("R2", "residue", r"\AB\n", safe_deletion),
    )
    seen = outcome(document, *rules)
    assert [place.text for place in seen.outside] == ["A", "B␊"]


def test_counts_of_many_documents_add_up():
    document = labelled(PROMO, ("Also read: Five boats for sale", "promo-link"))
    rule = Pattern("RES1", "residue", "^Also.*$")
    both = figures(united([outcome(document, rule), outcome(document)]))
    assert both["documents"] == 2
    assert both["headline"]["recall"] == 0.5
    assert both["headline"]["precision"] == 1.0


def test_every_kind_maps_to_families_that_exist():
    kinds = load_kinds()
    assert kinds.home("promo-link") == "residue"
    assert kinds.aside <= set(kinds.answers)


def test_an_unmapped_kind_is_an_error_that_suggests_the_right_one():
    document = labelled("Share", ("Share", "share-cto"))
    with pytest.raises(ConfigError, match=r'doc: the label kind "share-cto".*"share-cta"'):
        load_kinds().check([document])


def test_codes_can_answer_where_a_family_is_too_wide():
    kinds = Kinds({"promo-link": ("RES1",)}, frozenset())
    document = labelled(PROMO, ("Also read", "promo-link"))
    rules = (Pattern("RES1", "residue", "Also"), Pattern("RES2", "residue", "read"))
    seen = evaluate(document, rules, SETTINGS, kinds)
    assert seen.answers[0].codes == ("RES1",)


@pytest.mark.parametrize("label", [{"start": 3, "end": 9}, {"start": 2, "end": 2}, {"start": -1}])
def test_labels_outside_the_text_are_refused(label):
    full = {"start": 0, "end": 1, "kind": "byline", "certain": True, "action": "flag", **label}
    with pytest.raises(InputError, match="outside the text"):
        labelled_document({"id": "d", "text": "four", "labels": [full]})


def test_packed_files_are_read_like_plain_ones(tmp_path):
    line = json.dumps({"id": "a"}) + "\n\n"
    (tmp_path / "a.jsonl").write_text(line)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (tmp_path / "a.jsonl.xz").write_bytes(lzma.compress(line.encode()))
    for path in tmp_path.iterdir():
        assert list(read_records(path)) == [{"id": "a"}]


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe"])
def test_a_broken_file_is_named(tmp_path, content):
    path = tmp_path / "broken.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"broken\.jsonl"):
        list(read_records(path))


def test_a_broken_archive_is_named(tmp_path):
    path = tmp_path / "broken.jsonl.xz"
    path.write_bytes(b"no archive")
    with pytest.raises(InputError, match=r"broken\.jsonl\.xz"):
        list(read_records(path))


LINES = lines_document(
    {
        "id": "page",
        "lang": "en",
        "source": "here",
        "lines": [
            {"text": "Ferry plan agreed", "label": "meta", "kind": "title"},
            {"text": "The ferry sails at noon from the old pier.", "label": "content"},
            {"text": "Nobody was hurt, the harbour master told a meeting of anglers in the hall.",
             "label": "content"},
            {"text": "Advertisement", "label": "noise", "kind": "ad_marker"},
            {"text": "Share this", "label": "noise", "kind": "share_social"},
            {"text": "* * *", "label": "amb"},
            {"text": "The ferry sails at noon from the old pier.", "label": "dup"},
        ],
    }
)  # fmt: skip


def lines_outcome(*rules):
    return line_figures(evaluate_lines(LINES, rules, SETTINGS))


def test_lines_that_findings_cover_by_half_count_as_reported():
    numbers = lines_outcome(
        Pattern("R1", "residue", "Advertis"),
        Pattern("R2", "residue", "Shar"),
        Pattern("R3", "residue", "ferry sails at noon from"),
    )["all"]
    assert (numbers["precision"], numbers["recall"], numbers["f1"]) == (0.5, 0.5, 0.5)
    assert numbers["content_deleted"] == 0.5
    assert numbers["short_content_deleted"] == 1.0
    assert numbers["kind"]["ad_marker"] == {"recall": 1.0, "noise_lines": 1}
    assert numbers["kind"]["share_social"] == {"recall": 0.0, "noise_lines": 1}


def test_meta_lines_count_as_content_only_in_the_figure_that_says_so():
    numbers = lines_outcome(
        Pattern("R1", "residue", "^Advertisement$"), Pattern("T1", "title", "^Ferry.*$")
    )["all"]
    assert numbers["precision"] == 1.0
    assert numbers["f1"] == pytest.approx(2 / 3)
    assert numbers["f1_meta"] == 0.5
    assert numbers["meta_deleted"] == 1.0


def test_metadata_findings_report_no_line():
    assert lines_outcome(Pattern("M1", "metadata", "^Ferry.*$"))["all"]["meta_deleted"] == 0.0


def test_ambiguous_and_repeated_lines_count_neither_way():
    numbers = lines_outcome(Pattern("R1", "residue", r"^\* \* \*$|pier\.\Z", safe_deletion))
    for reading in ("all", "fix", "safe"):
        assert numbers[reading]["precision"] is None
        assert numbers[reading]["content_deleted"] == 0.0
        assert (numbers[reading]["better"], numbers[reading]["worse"]) == (0.0, 0.0)


def test_the_three_readings_differ_by_what_findings_can_do():
    numbers = lines_outcome(
        Pattern("R1", "residue", "^Advertisement\n", safe_deletion),
        Pattern("R2", "residue", "^Share this\n", unsafe_deletion),
        Pattern("R3", "residue", "^The ferry.*$"),
    )
    assert [numbers[reading]["recall"] for reading in ("all", "fix", "safe")] == [1.0, 1.0, 0.5]
    assert [numbers[reading]["precision"] for reading in ("all", "fix", "safe")] == [
        pytest.approx(2 / 3),
        1.0,
        1.0,
    ]


def test_word_f1_is_that_of_words_kept_and_words_wanted():
    numbers = lines_outcome(Pattern("R1", "residue", "^Advertisement\n", safe_deletion))["safe"]
    # 26 words of content and meta, 3 of noise; one of these goes.
    assert numbers["token_f1_before"] == pytest.approx(2 * 26 / (26 + 29))
    assert numbers["token_f1"] == pytest.approx(2 * 26 / (26 + 28))
    assert (numbers["better"], numbers["worse"]) == (1.0, 0.0)


def test_a_document_that_loses_content_is_worse():
    numbers = lines_outcome(Pattern("R1", "residue", "^Nobody.*\n", safe_deletion))["safe"]
    assert (numbers["better"], numbers["worse"]) == (0.0, 1.0)
    assert numbers["content_deleted"] == 0.5


@pytest.mark.parametrize(
    ("old", "new", "worse"),
    [("‘s", "’s", 0.0), ("\u00ad", "", 0.0), ("boats ", "", 1.0), ("boats ", " ", 1.0)],
)
def test_a_repair_makes_no_document_worse_and_a_lost_word_does(old, new, worse):
    text = "The harbour‘s bar\u00adrier kept the boats dry."
    start = text.index(old)
    fix = Fix(Safety.SAFE, "Repair", (Edit(start, start + len(old), new),))

    class Repair(Rule):
        code, name, family = "R1", "repair", "encoding"

        def check(self, ctx):
            if ctx.document.text == text:
                yield self.finding(start, start + len(old), "damaged", fix=fix)

    document = lines_document({"id": "a", "lines": [{"text": text, "label": "content"}]})
    numbers = line_figures(evaluate_lines(document, [Repair()], SETTINGS))["safe"]
    assert numbers["worse"] == worse


def test_a_line_with_a_line_end_in_it_is_refused():
    with pytest.raises(InputError, match="line 1 holds a line end"):
        lines_document({"id": "a", "lines": [{"text": "a\nb", "label": "content"}]})


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=4)), max_size=5),
)
def test_survivors_are_a_subsequence_that_cleaning_kept(text, raw):
    edits, offset = [], 0
    for start, length, new in sorted(raw):
        start = max(start, offset)
        end = min(start + length, len(text))
        if start < end:
            edits.append(Edit(start, end, new))
            offset = end + 1
    cleaned = Cleaned(Document(text), apply(text, edits), (), (tuple(edits),))
    kept = [char for char, flag in zip(text, survivors(cleaned), strict=True) if flag]
    rest = iter(cleaned.text)
    assert all(char in rest for char in kept)


def test_floors_and_ceilings_are_held_and_unknown_figures_refused():
    numbers = {"labels": {"headline": {"recall": 0.5, "f1": None}, "harm": 3}}
    assert below_floors(numbers, {"floor": {"labels": {"headline": {"recall": 0.5}}}}) == []
    assert below_floors(numbers, {"floor": {"labels": {"headline": {"recall": 0.6}}}}) == [
        "labels.headline.recall is 0.5000, under 0.6"
    ]
    assert below_floors(numbers, {"ceiling": {"labels": {"harm": 2}}}) == [
        "labels.harm is 3.0000, over 2"
    ]
    with pytest.raises(ConfigError, match=r'no figure "labels\.headline\.recal"'):
        below_floors(numbers, {"floor": {"labels": {"headline": {"recal": 0.6}}}})
    with pytest.raises(ConfigError, match="no number"):
        below_floors(numbers, {"floor": {"labels": {"headline": {"f1": 0.6}}}})
    with pytest.raises(ConfigError, match="only"):
        below_floors(numbers, {"floors": {}})


@pytest.fixture
def files(tmp_path):
    """Twenty labelled documents, enough for more than one process, and one of lines."""
    labels = tmp_path / "labels.jsonl"
    share = {"start": 11, "end": 16, "kind": "share-cta", "certain": True, "action": "delete-line"}
    with labels.open("w") as file:
        for number in range(20):
            lang = "en" if number % 2 else "es"
            text = "It rained.\nShare"
            print(
                json.dumps({"id": f"d{number}", "lang": lang, "text": text, "labels": [share]}),
                file=file,
            )
    lines = tmp_path / "lines.jsonl"
    page = {"id": "p", "lang": "en", "source": "s"}
    lines.write_text(json.dumps({**page, "lines": [{"text": "Share", "label": "noise"}]}))
    return labels, lines


def test_the_number_of_processes_changes_nothing(files):
    settings = Settings(model=False)
    one, two = (run(files, settings, jobs=jobs).figures() for jobs in (1, 2))
    assert one == two
    assert one["labels"]["documents"] == 20
    assert one["lines"]["all"]["noise_lines"] == 1


def test_documents_can_be_chosen_by_language_and_sampled(files):
    settings = Settings(model=False)
    assert run(files[:1], settings, languages=frozenset({"es"})).labels.documents == 10
    assert run(files[:1], settings, every=5).labels.documents == 4


def test_a_file_of_no_known_format_is_refused(tmp_path):
    path = tmp_path / "other.jsonl"
    path.write_text('{"id": "a", "text": "b"}\n')
    with pytest.raises(InputError, match='no "labels", no "lines" and no "label"'):
        run([path], Settings())


def test_the_command_prints_tables_json_and_misses(files):
    labels, lines = map(str, files)
    tables = evaluated(labels, lines, "--no-model")
    assert tables.code == 0
    assert "20 labelled documents" in tables.out
    assert "safe + unsafe fixes" in tables.out
    as_json = evaluated(labels, "--no-model", "--json")
    assert json.loads(as_json.out)["labels"]["documents"] == 20
    missed = evaluated(labels, "--ignore", "residue", "--show", "missed")
    assert "d0:2: missed share-cta: Share" in missed.out


def test_the_command_fails_under_a_floor_and_says_which(files, tmp_path):
    floors = tmp_path / "floors.toml"
    floors.write_text("[floor.labels]\ndocuments = 21\n")
    result = evaluated(str(files[0]), "--floors", str(floors))
    assert result.code == 1
    assert "newslint: error: labels.documents is 20.0000, under 21" in result.err


def test_a_selector_that_matches_nothing_is_a_usage_error(files):
    result = evaluated(str(files[0]), "--select", "no-such-rule")
    assert result.code == 2
    assert result.err.startswith("newslint: error: ") and "no-such-rule" in result.err


# what is refused


LABEL = {"start": 11, "end": 16, "kind": "share-cta", "certain": True, "action": "delete-line"}
PAGE = {"id": "p", "text": "It rained.\nShare"}


def refused(tmp_path, record, *options):
    """What the command says of a file whose third line is a record that is wrong."""
    path = tmp_path / "labels.jsonl"
    path.write_text(f"{json.dumps({**PAGE, 'labels': [LABEL]})}\n\n{json.dumps(record)}\n")
    result = evaluated(str(path), "--no-model", *options)
    assert (result.code, result.out) == (2, "")
    (line,) = result.err.splitlines()
    return line.removeprefix(f"newslint: error: {path}")


@pytest.mark.parametrize(
    ("label", "trouble"),
    [
        ({"start": "1"}, "\"start\" must be a whole number, not '1'"),
        ({"end": True}, '"end" must be a whole number, not True'),
        ({"certain": "no"}, "\"certain\" must be true or false, not 'no'"),
        ({"action": "bogus"}, '"bogus" is no action; use delete-line, delete-span, replace, flag'),
        ({"action": "delete"}, '"delete" is no action (did you mean "delete-span"?)'),
        ({"kind": None}, '"kind" must be a string, not None'),
        ({"replacement": 1}, '"replacement" must be a string, not 1'),
        ({"start": 16}, "outside the text"),
        ({"kind": "share-ct"}, 'did you mean "share-cta"?'),
    ],
)
def test_a_label_that_is_none_is_refused_with_file_and_line(tmp_path, label, trouble):
    message = refused(tmp_path, {**PAGE, "labels": [{**LABEL, **label}]})
    assert message.startswith(":3: p: ") and trouble in message


@pytest.mark.parametrize(
    ("record", "trouble"),
    [
        ({**PAGE, "labels": {}}, '"labels" must be a list'),
        ({**PAGE, "labels": ["x"]}, "label 1: must be an object"),
        ({**PAGE, "text": 1, "labels": []}, '"text" must be a string, not 1'),
        ({**PAGE, "text": "\ud800", "labels": []}, "half a surrogate pair"),
        ({**PAGE, "lang": 1, "labels": []}, '"lang" must be a string, not 1'),
        ({"lines": [{"text": "x", "label": "contnt"}]}, 'did you mean "content"?'),
        ({"lines": [{"text": "x", "label": ["noise"]}]}, "is no label"),
        ({"lines": [{"text": "\ud800", "label": "noise"}]}, "half a surrogate pair"),
        ({"lines": "x"}, '"lines" must be a list'),
        ({"text": "\ud800", "label": "ok"}, "half a surrogate pair"),
        ({"text": "x", "label": "fine"}, "a sentence needs"),
        ({"text": "x"}, 'no "labels"'),
    ],
)
def test_a_record_that_is_none_is_refused_with_file_and_line(tmp_path, record, trouble):
    message = refused(tmp_path, record)
    assert message.startswith(":3: ") and trouble in message


def test_a_file_without_a_document_is_refused(tmp_path):
    path = tmp_path / "empty.jsonl"
    path.write_text("\n")
    result = evaluated(str(path))
    assert (result.code, result.out) == (2, "")
    assert f"{path}: there is no document in it" in result.err


@pytest.mark.parametrize(
    ("options", "trouble"),
    [
        (["--lang", "zz"], 'no document is of the language "zz"; there are: en, es'),
        (["--lang", "en,zz"], '"zz"'),
        (["--family", "nope"], 'the family "nope"'),
        (["--family", "residu", "--show", "missed"], 'did you mean "residue"?'),
        (["--family", "title"], 'the family "title"'),
        (["--kind", "nope"], 'the kind "nope"'),
        (["--kind", "share-ct", "--show", "all"], 'did you mean "share-cta"?'),
        (["--language", "english"], 'did you mean "en"?'),
    ],
)
def test_a_choice_that_matches_nothing_is_an_error(files, options, trouble):
    result = evaluated(str(files[0]), "--no-model", *options)
    assert (result.code, result.out) == (2, "")
    assert trouble in result.err


def test_a_choice_that_could_match_may_show_nothing(files):
    result = evaluated(str(files[0]), "--no-model", "--show", "wrong", "--family", "title")
    assert (result.code, result.out) == (0, "")
