"""Names of months with one letter off are read as meant."""

import pytest

from extractors.calendar.months import month_of, nearly_month


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
