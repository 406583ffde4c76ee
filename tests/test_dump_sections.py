"""Rows of plans in dumps that head other rows, and how they begin."""

import pytest

from extractors.readers.dump.plan.sections import opens_section


@pytest.mark.parametrize(
    "text",
    [
        "1-бағыт. Оқу мәдениеті",
        "Нысаналы 2-индикатор. Оқырмандар саны",
        "Раздел 2. Фонды библиотек",
        "Раздел II. Фонды библиотек",
        "Целевой индикатор 3: доля читателей",
        "IV. Кітап қоры",
        "б) фонды",
        "ә) кітап қоры",
    ],
)
def test_rows_that_head_others(text: str) -> None:
    assert opens_section(text)


@pytest.mark.parametrize(
    "text", ["2-кезең", "бағыттар бойынша", "раздел о фондах", "показатель IT-услуг", "акт"]
)
def test_rows_that_do_not(text: str) -> None:
    assert not opens_section(text)
