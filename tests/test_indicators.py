"""Target indicators: prose, plan headings, tables, and where two places differ."""

from random import Random

import pytest

from extractors.indicators import find_indicators, found_indicators, indicator_differences
from extractors.outline import parse
from extractors.parsed import ParsedDocument
from extractors.readers import read
from schemas.document import Cell, Place, Table
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


def test_column_numbers_are_no_indicator_and_units_end_names() -> None:
    document = parsed(
        table(
            ("№", "Көрсеткіш атауы", "2026", "2027"),
            ("1", "2", "3", "4"),
            ("1", "Қамту үлесі, %", "62,5", "70"),
            ("2", "Құрылыс көлемі (мың теңге)", "1 204", "1 310"),
            ("3", "Оқытылған маман, адам", "48", "60"),
        )
    )
    assert [(row.number, row.unit, values) for row, values in indicators(document)] == [
        ("1", "%", {2026: 62.5, 2027: 70}),
        ("2", "мың теңге", {2026: 1204, 2027: 1310}),
        ("3", "адам", {2026: 48, 2027: 60}),
    ]


def test_an_enumeration_at_a_names_end_is_no_unit() -> None:
    document = parsed(
        table(
            ("Показатель", "2026", "2027"),
            ("Доля школ, музеев", "50", "60"),
            ("Число залов", "3", "4"),
            ("Число домов", "5", "6"),
        )
    )
    assert [row.unit for row, _ in indicators(document)] == [None, None, None]


def spanning(*cells: tuple[str, int, int, int, int]) -> Table:
    """A table of cells: text, row, column, rows and columns that it covers."""
    return Table(
        cells=tuple(
            Cell(text=t, row=r, column=c, row_span=down, column_span=across)
            for t, r, c, down, across in cells
        ),
        row_count=max(r + down for _, r, _, down, _ in cells),
        column_count=max(c + across for _, _, c, _, across in cells),
        place=Place(),
    )


def test_the_plan_is_the_value_and_the_fact_is_told() -> None:
    document = parsed(
        spanning(
            ("Көрсеткіш", 0, 0, 2, 1), ("2025 жыл", 0, 1, 1, 3), ("2026 жыл", 0, 4, 1, 1),
            ("факт", 1, 1, 1, 1), ("жоспар", 1, 2, 1, 1), ("орындалуы, %", 1, 3, 1, 1),
            ("жоспар", 1, 4, 1, 1), ("Қамту", 2, 0, 1, 1), ("87,5", 2, 1, 1, 1),
            ("90", 2, 2, 1, 1), ("97", 2, 3, 1, 1), ("92", 2, 4, 1, 1),
        )
    )  # fmt: skip
    ((_, values),) = indicators(document)
    assert values == {2025: 90, 2026: 92}
    ((_, found),) = found_indicators(document)
    assert found.facts == {2025: 87.5}


def test_rows_under_one_merged_number_are_kept() -> None:
    head = [
        ("№", 0, 0, 1, 1),
        ("Показатель", 0, 1, 1, 1),
        ("2026", 0, 2, 1, 1),
        ("2027", 0, 3, 1, 1),
    ]
    rows = [
        ("2", 1, 0, 3, 1),
        *(
            (text, row, column, 1, 1)
            for row, texts in enumerate(
                (("Дома", "3", "4"), ("сёла", "1", "2"), ("города", "2", "2")), 1
            )
            for column, text in enumerate(texts, 1)
        ),
    ]
    found = indicators(parsed(spanning(*head, *rows)))
    assert [(row.number, row.name) for row, _ in found] == [
        ("2", "Дома"),
        ("2", "сёла"),
        ("2", "города"),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("100 100 100", "ед.", {2025: 100, 2026: 100, 2027: 100}),
        ("98 99 100", "%", {2025: 98, 2026: 99, 2027: 100}),
        ("120 130 140", "%", {2025: 120, 2026: 130, 2027: 140}),
        ("1 204 500", "ед.", {2025: 1204500, 2026: 1204500, 2027: 1204500}),
        ("80", "%", {2025: 80, 2026: 80, 2027: 80}),
    ],
)
def test_values_run_together(text: str, unit: str, expected: dict[int, float]) -> None:
    titles = ("Показатель", "Ед. изм.", "2025", "2026", "2027")
    head = [(title, 0, column, 1, 1) for column, title in enumerate(titles)]
    document = parsed(
        spanning(*head, ("Школы", 1, 0, 1, 1), (unit, 1, 1, 1, 1), (text, 1, 2, 1, 3))
    )
    ((_, values),) = indicators(document)
    assert values == expected


def test_years_head_a_table_under_any_title() -> None:
    document = parsed(
        table(
            ("Что меняется", "2025 год (оценка)", "Плановое значение на 2026 год"),
            ("Озеленённые дворы", "12", "15"),
        )
    )
    assert [(row.name, values) for row, values in indicators(document)] == [
        ("Озеленённые дворы", {2025: 12, 2026: 15})
    ]


def test_quarters_of_a_year_are_not_its_value() -> None:
    cells = [("Показатель", 0, 0, 2, 1), ("2026", 0, 1, 1, 2), ("2027", 0, 3, 1, 1)]
    cells += [("I квартал", 1, 1, 1, 1), ("II квартал", 1, 2, 1, 1), ("год", 1, 3, 1, 1)]
    cells += [("Дома", 2, 0, 1, 1), *((str(n), 2, n, 1, 1) for n in (1, 2, 3))]
    assert all(2026 not in values for _, values in indicators(parsed(spanning(*cells))))


def test_two_tables_number_their_own_rows() -> None:
    first = table(("№", "Показатель", "2026", "2027"), ("1", "Доля садов, %", "1", "2"))
    second = table(("№", "Показатель", "2026", "2027"), ("1", "Число школ, ед.", "3", "4"))
    document = parsed(first, "Далее.", second)
    assert [row.name for row, _ in indicators(document)] == ["Доля садов, %", "Число школ, ед."]
    assert indicator_differences(document) == ()
