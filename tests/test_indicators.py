"""Target indicators: prose, plan headings, tables, and where two places differ."""

from random import Random

import pytest

from extractors.indicators import find_indicators, indicator_differences
from extractors.outline import parse
from extractors.parsed import ParsedDocument
from extractors.readers import read
from schemas.tables import IndicatorRow
from tests.generator.documents import random_act
from tests.generator.markdown import to_md
from tests.making import block, parsed, table

Read = list[tuple[IndicatorRow, dict[int, float]]]


def indicators(document: ParsedDocument) -> Read:
    found = find_indicators(document)
    return [
        (row, {v.year: v.value for v in found.values if v.indicator_id == row.indicator_id})
        for row in found.indicators
    ]


CHAPTER = (
    "Нысаналы индикаторлар:",
    block("1) оқырмандар үлесі (2026 жыл – 61,5 %, 2027 жыл – қ63 %);", 2, kind="list_item"),
    block(
        "2) кітап қоры (бірыңғай қор) (2026 жыл – 12 балл, 2027 жыл – 14 балл).",
        3,
        kind="list_item",
    ),
)


def test_a_list_in_prose() -> None:
    (first, values), (second, others) = indicators(parsed(*CHAPTER))
    assert (first.number, first.name, first.unit, first.line) == ("1", "оқырмандар үлесі", "%", 2)
    assert values == {2026: 61.5, 2027: 63}  # a stray letter before the number is passed over
    assert (second.name, second.unit) == ("кітап қоры (бірыңғай қор)", "балл")
    assert others == {2026: 12, 2027: 14}


def test_several_items_in_one_paragraph() -> None:
    text = (
        "Целевые индикаторы: 1) доля читателей (2026 год – 50 %, 2027 год – 52,5 %); "
        "2) фонд книг: 2026 год – 3, 2027 год – 4."
    )
    document = parsed("Целевые индикаторы:", block(text.split(": ", 1)[1], 2, kind="list_item"))
    assert [(row.number, row.name, values) for row, values in indicators(document)] == [
        ("1", "доля читателей", {2026: 50, 2027: 52.5}),
        ("2", "фонд книг", {2026: 3, 2027: 4}),
    ]


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        (
            "Нысаналы 3-индикатор. Оқырмандар үлесі (2026 жыл-10%, 2027 жыл-20%)",
            "3",
            "Оқырмандар үлесі",
        ),
        (
            "Целевой индикатор 4. Доля читателей (2026 год – 10 %, 2027 год – 20 %)",
            "4",
            "Доля читателей",
        ),
        (
            "Целевой показатель № 5: Доля читателей (2026 г. – 10 %, 2027 г. – 20 %)",
            "5",
            "Доля читателей",
        ),
    ],
)
def test_a_heading_of_a_plan(text: str, number: str, name: str) -> None:
    ((row, values),) = indicators(parsed(table(("№", "Шара"), (text, ""), ("1.", "Ашу"))))
    assert (row.number, row.name, row.unit) == (number, name, "%")
    assert values == {2026: 10, 2027: 20}


def test_a_table_with_a_column_a_year() -> None:
    document = parsed(
        table(
            ("№", "Целевые индикаторы", "Ед. изм.", "2026 год", "2027 год"),
            ("1", "Доля читателей", "%", "50", "52,5"),
            ("2", "Число залов", "ед.", "1 200", "–"),
        )
    )
    (first, values), (second, others) = indicators(document)
    assert (first.number, first.name, first.unit) == ("1", "Доля читателей", "%")
    assert values == {2026: 50, 2027: 52.5}
    assert (second.unit, others) == ("ед.", {2026: 1200})


def test_statistics_by_year_are_no_indicators() -> None:
    document = parsed("2025 жылы 287 адам келді (2023 жыл – 92, 2024 жыл – 348).")
    assert indicators(document) == []


def test_deadlines_of_a_plan_under_an_indicator_are_none() -> None:
    plan = table(
        ["№", "Мероприятие", "Форма завершения", "Срок исполнения", "Ответственные"],
        ["Целевой индикатор 1. Доля садов (2027 год – 10 %, 2028 год – 20 %)", "", "", "", ""],
        ["1", "Посадить сад", "акт", "декабрь 2027 года – (состав) ноябрь 2028 года – 5", "КС"],
    )
    assert [row.name for row, _ in indicators(parsed(plan))] == ["Доля садов"]


def test_where_chapter_and_plan_differ() -> None:
    plan = table(
        ("№", "Шара"),
        ("Нысаналы 1-индикатор. Оқырмандар үлесі (2026 жыл – 61,5 %, 2027 жыл – 64 %)", ""),
        ("Нысаналы 2-индикатор. Кітаптар қоры (2026 жыл – 12 балл, 2027 жыл – 14 балл)", ""),
        ("1.", "Ашу"),
    )
    document = parsed(*CHAPTER, plan)
    assert len(indicators(document)) == 2  # each once, as the chapter has it
    differences = [(d.number, d.what, d.first, d.second) for d in indicator_differences(document)]
    assert differences == [
        ("1", "2027", "63", "64"),
        ("2", "name", "кітап қоры (бірыңғай қор)", "Кітаптар қоры"),
    ]


def test_where_they_agree_there_is_no_difference() -> None:
    heading = "Нысаналы 1-индикатор. Оқырмандар үлесі (2026 жыл – 61,5 %, 2027 жыл – 63%)"
    document = parsed(*CHAPTER, table(("№", "Шара"), (heading, ""), ("1.", "Ашу")))
    assert indicator_differences(document) == ()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_random_acts_read_back(language: str) -> None:
    for seed in range(10):
        act = random_act(Random(seed), language, rows=3)
        document = parse(read("act.md", to_md(act.manuscript)))
        found = {row.number: (row.name, row.unit, values) for row, values in indicators(document)}
        for wanted in act.indicators:
            name, unit, values = found[wanted.number]
            assert (name, unit) == (wanted.name, wanted.unit)
            assert values == pytest.approx(wanted.values)
