"""Whitespace rules beyond their examples."""

from __future__ import annotations

import pytest

from newslint import engine
from newslint.document import Document
from newslint.finding import Safety
from newslint.rules import whitespace
from newslint.settings import Settings

RULES = [rule() for rule in whitespace.RULES if rule.name != "missing-final-newline"]


def _codes(text: str, language: str = "en") -> list[str]:
    found = engine.check(Document(text, language=language), RULES, Settings())
    return [finding.code for finding in found]


def _safe(text: str, language: str = "en") -> str:
    return engine.fix(Document(text, language=language), RULES, Settings(), Safety.SAFE).text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il a dit : « Jamais ! » Et vous ?", "fr"),
        ("Il a dit\u00a0: «\u00a0Jamais\u202f!\u00a0»", "fr"),
        ("Le 14\u00a0juillet, 10\u202f000\u00a0personnes, 5\u00a0%", "fr"),
        ("Mr.\u00a0Li, J.\u00a0K.\u00a0Rowling, No.\u00a05, 12\u00a0kg, 7\u00a0p.m.", "en"),
        ("Le 1er\u00a0septembre, à 5\u00a0h\u00a030, 8\u00a0millions\u00a0d’euros", "fr"),
        ("Starostka v\u00a0Zálesí dostane 8\u00a0mil.\u00a0Kč a\u00a0čeká.", "cs"),
        ("Gmina kupi 12\u00a0autobusów za 8\u00a0mln\u00a0zł dla „w\u00a0Zalesiu”.", "pl"),
        (
            "Он\u00a0же сказал: в\u00a0Заречном купят за 8\u00a0млн\u00a0рублей.",
            "ru",
        ),
        ("Laut §\u00a05 sind es 3\u00a0Millionen\u2009€", "de"),
        ("Well . . . he waited. And then ... nothing.", "en"),
        ("Use .NET, .txt and .5 mm.", "en"),
        ("Fun :) or sad :( or both ;-)", "en"),
        ("The match ended 3 : 2 at 10 : 30.", "en"),
        ("Tick: ( ) yes [ ] no", "en"),
        ("首相は「行く」と語った。\u3000記者は笑った。", "ja"),
    ],
)
def test_blanks_that_are_right_are_left_alone(text: str, language: str) -> None:
    assert _codes(text, language) == []


def test_a_file_that_sets_marks_apart_throughout_has_its_own_style() -> None:
    text = "One : two. Three : four. Five : six. Why ? Who ? When ? Where ?\n"
    assert _codes(text) == []
    assert _codes("One : two. Three: four. Five: six.\n") == ["WSP005"]


def test_columns_stay_aligned() -> None:
    text = "Team      Won   Lost\nLyon       12      3\nNice        9      6\n"
    assert _safe(text) == text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("दी । पहली बस चलेगी , फिर है ! बस कब आएगी ?\n", "दी। पहली बस चलेगी, फिर है! बस कब आएगी?\n"),
        ("الحافلات ، ثم غدا ؛ فمتى ؟\n", "الحافلات، ثم غدا؛ فمتى؟\n"),
        ("王强说 ，首班车发车 。\n", "王强说，首班车发车。\n"),
    ],
)
def test_blanks_before_the_marks_of_other_scripts_go(text: str, right: str) -> None:
    assert _safe(text) == right


@pytest.mark.parametrize(
    "text",
    [
        "वह आया । वह गया । सब खुश हैं । काम हुआ ।\n",  # the habit of the file
        "पहला  है ।। दूसरा\n".replace("  ", " "),
        "وصل ، ثم ذهب ، ثم عاد ، ثم نام\n",
        "他说 …… 好，， 走。\n",
        "公 司 表 示 ， 盈 利 倒 退 20% 。 股 價\n",
        "وصل ،ثم ذهب\n",  # the blank stands on the wrong side
    ],
)
def test_the_habit_of_a_writer_and_other_marks_stay(text: str) -> None:
    assert _safe(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Il sindaco ha giÃ\u00a0 firmato.\n",
        "Il sindaco ha giÃ  firmato.\n",
        "La cittÃ\u00a0\naspetta.\n",
        "La cittÃ\u00a0, pronta (cittÃ\u00a0).\n",
        "StraÅ\u00a0acy czekają.\n",
    ],
)
def test_a_blank_that_is_half_of_a_broken_letter_stays(text: str) -> None:
    assert _safe(text) == text


def test_a_blank_behind_a_capital_of_a_word_in_capitals_is_one() -> None:
    assert _safe("CHEGOU O AMANHÃ\u00a0 COM SOL\n") == "CHEGOU O AMANHÃ COM SOL\n"
    assert _safe("Сборная в группе С  играет\n") == "Сборная в группе С играет\n"


def test_every_no_break_space_between_words_is_reported() -> None:
    text = "Read the\u00a0full story\u00a0here about Oct.\u00a0and more\n"
    assert _codes(text) == ["WSP004"] * 3
    assert _safe(text) == text.replace("\u00a0", " ")


def test_a_mixed_run_of_blanks_becomes_one_blank() -> None:
    assert _safe("Ana Ruiz \u00a0\t(PSD)\n") == "Ana Ruiz (PSD)\n"


def test_a_text_that_ends_in_many_line_ends_keeps_one() -> None:
    assert _safe("One.\r\n\r\n \r\n") == "One.\r\n"
    assert _safe("\n\nOne.\n\n\n") == "One.\n"


def test_a_text_of_blanks_is_not_touched_at_its_edges() -> None:
    assert _codes("\n\n\n") == []
    assert _codes("") == []


def _paragraphs(count: int) -> list[str]:
    return [f"The council met for the {number}th time on Monday." for number in range(count)]


def test_a_convention_needs_a_clear_majority() -> None:
    one, two, three, four, five, six = _paragraphs(6)
    mixed = f"{one}\n{two}\n\n{three}\n{four}\n\n{five}\n\n{six}\n"
    assert _codes(mixed) == []


def test_a_missing_blank_line_is_inserted_in_the_files_line_ends() -> None:
    paragraphs = _paragraphs(7)
    text = "\r\n\r\n".join(paragraphs) + "\r\n"
    broken = text.replace(f"{paragraphs[5]}\r\n\r\n", f"{paragraphs[5]}\r\n")
    assert _codes(broken) == ["WSP008"]
    assert _safe(broken) == text


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The council of the town met on Monday night in the old\n"
        "hall beside the river and talked for three hours about\n"
        "the ferry, which has crossed the water since the war\n"
        "and which costs more every year than it brings in now.\n"
    )
    text = "\n".join([wrapped] * 6)
    assert _codes(text) == []


def test_lists_headings_and_quotations_break_no_convention() -> None:
    paragraphs = "\n\n".join(_paragraphs(6))
    for tail in (
        "Three things are open:\n- The price of the ferry.\n- The date of the next vote.\n",
        "What Comes Next\nThe council will meet again on Monday.\n",
        "He was angry about it all.\n“They will never meet again,” he told us.\n",
    ):
        assert _codes(f"{paragraphs}\n\n{tail}") == []


def test_mixed_line_ends_follow_the_majority_and_lines_stay_lines() -> None:
    text = "One.\r\nTwo.\nThree.\r\nFour.\rFive.\r\n"
    assert _codes(text) == ["WSP011"]
    assert _safe(text) == "One.\r\nTwo.\r\nThree.\r\nFour.\r\nFive.\r\n"


@pytest.mark.parametrize(
    ("split", "right"),
    [
        (
            "Lind 's jets and Roe ’s film were shown.",
            "Lind's jets and Roe’s film were shown.",
        ),
        ("They did n't know, and he was n’t told.", "They didn't know, and he wasn’t told."),
        (
            "The town’ s view is that it can’ t last.",
            "The town’s view is that it can’t last.",
        ),
    ],
)
def test_an_ending_that_stands_apart_is_joined_safely(split: str, right: str) -> None:
    assert _safe(split) == right


def test_an_ending_that_could_begin_a_quotation_is_not_joined_safely() -> None:
    text = "They 'll sail when he says they 'd better."
    assert _safe(text) == text
    assert _codes(text) == ["WSP005", "WSP005"]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote 's' and 'd' and 'll' on the wall in the '90s, and 'twas all.",
        "The boys' school and the workers’ strike, said the players' t-shirts.",
        "She called it 'the end' 'again', and 'd-day' was near.",
    ],
)
def test_quoted_letters_and_plural_owners_are_left_alone(text: str) -> None:
    assert _codes(text) == []


def test_other_languages_have_such_words() -> None:
    assert _codes("Op zaterdag 's avonds komt hij naar de stad.", "nl") == []
