"""Names of months with one letter off are read as meant."""

import re

import pytest

from extractors.calendar.months import month_of, nearly_month
from extractors.languages.lookalikes import as_cyrillic, as_cyrillic_pattern


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("сентабрь", 9),  # replaced
        ("сентбря", 9),  # left out
        ("сенттября", 9),  # put in
        ("сетнября", 9),  # swapped
        ("желтосан", 12),
        ("жлетоқсан", 12),
    ],
)
def test_one_letter_off(word: str, month: int) -> None:
    assert month_of(word) is None
    assert nearly_month(word) == month


@pytest.mark.parametrize("word", ["сетнабря", "сенбря", "мая", "мектеп"])
def test_other_words_are_no_misprints(word: str) -> None:
    assert nearly_month(word) is None


def test_letters_of_another_keyboard_are_no_misprints() -> None:
    latin = "мaй"  # with a Latin "a"
    assert month_of(latin) == 5


def test_pattern_is_folded_but_for_its_syntax() -> None:
    source = as_cyrillic_pattern(r"(?P<day>\d{1,2})\s(?:ocak|yaz)")
    match = re.fullmatch(source, as_cyrillic("12 ocak"))
    assert match is not None
    assert match["day"] == "12"
