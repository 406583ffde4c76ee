"""Plans made by hand: which rows are actions, and what stands over and in them."""

import json
from collections.abc import Sequence

import pytest

from extractors.outline import parse
from extractors.plans import find_actions
from extractors.plans.years import calendar_of_plan
from schemas.document import Block, Cell, Document, Join, Place, Span, Table
from schemas.tables import Abbreviations, Actions

HEADER = ["№ п/п", "Мероприятие", "Форма завершения", "Срок исполнения", "Ответственные"]
KAZAKH_HEADER = ["Р/с №", "Атауы", "Аяқтау нысаны", "Аяқтау мерзімі", "Жауапты орындаушылар"]


def table(rows: Sequence[Sequence[str | tuple[str, int, int]]], width: int = 5) -> Table:
    """Make a table; a cell is its text, or text with the rows and columns that it covers."""
    cells, covered = [], set()
    for row, line in enumerate(rows):
        column = 0
        for value in line:
            while (row, column) in covered:
                column += 1
            text, height, breadth = (value, 1, 1) if isinstance(value, str) else value
            place = Place(line=row + 1)
            cells.append(
                Cell(
                    text=text,
                    row=row,
                    column=column,
                    row_span=height,
                    column_span=breadth,
                    spans=(Span(start=0, place=place),),
                )
            )
            covered |= {(row + i, column + j) for i in range(height) for j in range(breadth)}
            column += breadth
    return Table(cells=tuple(cells), row_count=len(rows), column_count=width, place=Place(line=1))


def actions(*body: Block | Table | str) -> Actions:
    """Find the actions of a document made of tables and paragraphs."""
    parts = tuple(Block(text=part) if isinstance(part, str) else part for part in body)
    document = Document(path="plan.txt", form="txt", sha256="0" * 64, body=parts)
    return find_actions(parse(document), Abbreviations())


def numbers_and_names(found: Actions) -> list[tuple[str | None, str | None]]:
    return [(action.number, action.name) for action in found.actions]


def test_cells_of_a_row_by_field() -> None:
    found = actions(table([HEADER, ["1.", "Открыть музей", "акт", "май 2027 года", "МКИ"]]))
    (action,) = found.actions
    assert (action.number, action.name, action.form) == ("1", "Открыть музей", "акт")
    assert (action.deadline, action.responsible) == ("май 2027 года", "МКИ")
    assert (action.line, action.table_row) == (2, 1)
    assert [row.due_date for row in found.deadlines] == ["2027-05-31"]
    assert [row.due_date for row in found.due_dates] == ["2027-05-31"]
    assert [row.body_id for row in found.bodies] == ["ministry-culture-information"]
    assert found.bodies[0].line == 2


@pytest.mark.parametrize("printed", ["7.", "7)", "7", " 7 ."])
def test_number_without_what_closes_it(printed: str) -> None:
    (action,) = actions(table([HEADER, [printed, "Открыть музей", "", "", "МКИ"]])).actions
    assert action.number == "7"


def test_nested_number_is_kept() -> None:
    (action,) = actions(table([HEADER, ["1.2.3.", "Открыть музей", "", "", "МКИ"]])).actions
    assert action.number == "1.2.3"


def test_dashes_and_empty_cells_are_null() -> None:
    (action,) = actions(table([HEADER, ["1", "Открыть музей", "–", "- -", ""]])).actions
    assert (action.form, action.deadline, action.responsible) == (None, None, None)


def test_section_rows_are_carried_to_the_rows_under_them() -> None:
    found = actions(
        table(
            [
                KAZAKH_HEADER,
                ["1", "2", "3", "4", "5"],
                [("1-бағыт. Кітап оқу", 1, 5)],
                [("Нысаналы 1-индикатор. Оқырман үлесі (2026 жыл – 5 %)", 1, 5)],
                ["1.", "Кітапхана ашу", "акт", "2026 жылғы мамыр", "МАМ"],
                [("Нысаналы 2-индикатор. Кітап саны", 1, 5)],
                ["2.", "Кітап шығару", "кітап", "2026 жылғы мамыр", "МАМ"],
                [("2-бағыт. Музейлер", 1, 5)],
                ["3.", "Музей ашу", "акт", "2026 жылғы мамыр", "МАМ"],
            ]
        )
    )
    heads = [(a.number, a.direction_number, a.indicator_number) for a in found.actions]
    assert heads == [("1", "1", "1"), ("2", "1", "2"), ("3", "2", None)]
    assert found.actions[2].direction == "2-бағыт. Музейлер"


def test_russian_headings_of_every_level() -> None:
    found = actions(
        table(
            [
                HEADER,
                [("Раздел I. Общие вопросы", 1, 5)],
                [("Направление 1. Чтение", 1, 5)],
                [("Целевой индикатор 3. Доля читателей", 1, 5)],
                [("Задача 2. Книги", 1, 5)],
                ["1", "Открыть библиотеку", "акт", "май 2026 года", "МКИ"],
            ]
        )
    )
    (action,) = found.actions
    assert action.direction == "Направление 1. Чтение"
    assert (action.direction_number, action.indicator_number) == ("1", "3")


def test_section_row_with_one_filled_cell_and_no_span() -> None:
    found = actions(
        table([HEADER, ["", "Раздел 2. Музеи", "", "", ""], ["1", "Открыть музей", "", "", "МКИ"]])
    )
    assert [(a.name, a.direction_number) for a in found.actions] == [("Открыть музей", "2")]


def test_numbered_heading_over_nested_numbers() -> None:
    found = actions(
        table(
            [
                HEADER,
                ["1", "Развитие музеев", "", "", ""],
                ["1.1", "Открыть музей", "акт", "май 2026 года", "МКИ"],
                ["2", "Развитие чтения", "", "", ""],
                ["2.1", "Открыть библиотеку", "акт", "май 2026 года", "МКИ"],
            ]
        )
    )
    assert [(a.number, a.direction_number, a.direction) for a in found.actions] == [
        ("1.1", "1", "Развитие музеев"),
        ("2.1", "2", "Развитие чтения"),
    ]


def test_number_and_name_alone_are_an_action_where_nothing_is_under_them() -> None:
    rows = [HEADER, ["1", "Открыть музей", "", "", ""], ["2", "Закрыть музей", "", "", "МКИ"]]
    assert numbers_and_names(actions(table(rows))) == [
        ("1", "Открыть музей"),
        ("2", "Закрыть музей"),
    ]


def test_row_without_a_number_is_an_action() -> None:
    found = actions(table([HEADER, ["", "Открыть музей", "акт", "май 2026 года", "МКИ"]]))
    assert numbers_and_names(found) == [(None, "Открыть музей")]


def test_repeated_header_number_row_empty_and_total_rows_are_dropped() -> None:
    found = actions(
        table(
            [
                HEADER,
                ["1", "2", "3", "4", "5"],
                ["1", "Открыть музей", "акт", "май 2026 года", "МКИ"],
                HEADER,
                ["1", "2", "3", "4", "5"],
                ["", "", "", "", ""],
                ["2", "Закрыть музей", "акт", "май 2026 года", "МКИ"],
                ["", "Итого по разделу", "", "", ""],
                [("Всего:", 1, 4), "12"],
            ]
        )
    )
    assert [action.number for action in found.actions] == ["1", "2"]


def test_notes_and_struck_out_rows_are_no_actions_and_no_headings() -> None:
    found = actions(
        table(
            [
                HEADER,
                ["1", "Открыть музей", "акт", "май 2026 года", "МКИ"],
                ["2", ("Исключен постановлением от 5 мая 2026 года № 1", 1, 4)],
                [("Сноска. Строка 2 исключена.", 1, 5)],
                [("Продолжение таблицы", 1, 5)],
                ["3", "Закрыть музей", "акт", "май 2026 года", "МКИ"],
                [("* Примечание: расшифровка аббревиатур", 1, 5)],
            ]
        )
    )
    assert [(a.number, a.direction) for a in found.actions] == [("1", None), ("3", None)]


def test_merged_cells_hold_for_each_row_that_they_cover() -> None:
    found = actions(
        table(
            [
                HEADER,
                ["1", "Открыть музей", "акт", ("май 2026 года", 2, 1), ("МКИ, МФ", 2, 1)],
                ["2", "Закрыть музей", "акт"],
            ]
        )
    )
    assert [action.deadline for action in found.actions] == ["май 2026 года"] * 2
    assert len(found.bodies) == 4
    assert [action.line for action in found.actions] == [2, 3]


def test_rows_of_one_number_have_ids_of_their_own() -> None:
    rows = [HEADER, *[["1", "Открыть музей", "акт", "май 2026 года", "МКИ"]] * 2]
    found = actions(table(rows))
    assert len({action.action_id for action in found.actions}) == 2


def test_columns_without_a_name_go_to_extra() -> None:
    header = [*HEADER, "Примечание", "Код"]
    row = ["1", "Открыть музей", "акт", "май 2026 года", "МКИ", "срочно", "-"]
    (action,) = actions(table([header, row], width=7)).actions
    assert action.extra is not None
    assert json.loads(action.extra) == {"Примечание": "срочно"}


def test_amounts_by_year_under_one_title() -> None:
    top = [(title, 2, 1) for title in HEADER] + [("Финансирование, млн тенге", 1, 2)]
    low = ["2026 год", "2027 год"]
    row = ["1", "Открыть музей", "акт", "май 2027 года", "МКИ", "10,5", "20"]
    found = actions(table([top, low, row], width=7))
    assert found.actions[0].funding == "2026 год – 10,5; 2027 год – 20"
    assert [(f.year, f.amount, f.currency) for f in found.funding] == [
        (2026, 10_500_000, "KZT"),
        (2027, 20_000_000, "KZT"),
    ]


def test_amount_of_one_year_keeps_its_year() -> None:
    top = [(title, 2, 1) for title in HEADER] + [("Финансирование, млн тенге", 1, 2)]
    row = ["1", "Открыть музей", "акт", "май 2027 года", "МКИ", "", "20"]
    found = actions(table([top, ["2026 год", "2027 год"], row], width=7))
    assert [(f.year, f.amount) for f in found.funding] == [(2027, 20_000_000)]


def test_beginning_and_end_under_one_title() -> None:
    top = [(title, 2, 1) for title in HEADER[:3]] + [("Срок реализации", 1, 2), (HEADER[4], 2, 1)]
    row = ["1", "Открыть музей", "акт", "май 2026 года", "июнь 2027 года", "МКИ"]
    found = actions(table([top, ["начало", "завершение"], row], width=6))
    assert found.actions[0].deadline == "начало – май 2026 года; завершение – июнь 2027 года"
    assert [(d.stage, d.due_date) for d in found.deadlines] == [
        ("начало", "2026-05-31"),
        ("завершение", "2027-06-30"),
    ]


def test_heading_with_a_roman_number_of_its_own() -> None:
    found = actions(
        table([HEADER, ["II", "Музеи", "", "", ""], ["1", "Открыть музей", "", "", "МКИ"]])
    )
    assert [(a.name, a.direction_number) for a in found.actions] == [("Открыть музей", "II")]


def test_row_of_a_number_alone_is_dropped() -> None:
    found = actions(table([HEADER, ["1", "", "", "", ""], ["2", "Открыть музей", "", "", "МКИ"]]))
    assert numbers_and_names(found) == [("2", "Открыть музей")]
    assert found.actions[0].direction is None


def test_several_tables_each_under_its_heading() -> None:
    rows = [["1", "Открыть музей", "акт", "ежегодно, май", "МКИ"]]
    found = actions(
        "План мероприятий на 2026 – 2028 годы",
        "Направление 1. Музеи",
        table([HEADER, *rows]),
        "Направление 2. Театры",
        table([HEADER, *rows]),
        "Направление 3. Библиотеки",
        table(rows),  # goes on without a header
    )
    assert [a.direction_number for a in found.actions] == ["1", "2", "3"]
    assert len(found.due_dates) == 9
    assert [a.position for a in found.actions] == [1, 2, 3]


def test_headings_a_few_lines_above_a_table() -> None:
    found = actions(
        "3-бөлім. Іске асыру тетігі",
        "Кітап туралы жоспар",
        "Направление 4. Чтение",
        "Ответственный секретарь ведёт план.",
        table([HEADER, ["1", "Открыть музей", "акт", "май 2026 года", "МКИ"]]),
    )
    assert [(a.direction_number, a.direction) for a in found.actions] == [
        ("4", "Направление 4. Чтение")
    ]


def test_two_plans_in_one_document_keep_their_own_years_and_headings() -> None:
    row = ["1", "Открыть музей", "акт", "ежегодно, май", "МКИ"]
    found = actions(
        "План мероприятий на 2026 – 2027 годы",
        table([HEADER, [("Раздел 1. Музеи", 1, 5)], row]),
        "План мероприятий на 2031 год",
        table([HEADER, row]),
    )
    assert [a.direction for a in found.actions] == ["Раздел 1. Музеи", None]
    assert [d.due_date[:4] for d in found.due_dates] == ["2026", "2027", "2031"]


def test_years_from_a_caption_inside_the_table() -> None:
    row = ["1", "Открыть музей", "акт", "ежегодно, май", "МКИ"]
    found = actions(table([[("План музеев на 2026 – 2027 годы", 1, 5)], HEADER, row]))
    assert [d.due_date for d in found.due_dates] == ["2026-05-31", "2027-05-31"]


def test_years_from_the_deadlines_where_no_title_names_them() -> None:
    found = actions(
        table(
            [
                HEADER,
                ["1", "Открыть музей", "акт", "май 2026 года", "МКИ"],
                ["2", "Открыть театр", "акт", "декабрь 2028 года", "МКИ"],
                ["3", "Открыть цирк", "акт", "ежегодно, июнь", "МКИ"],
            ]
        )
    )
    last = found.actions[2].action_id
    dates = [d.due_date for d in found.due_dates if d.action_id == last]
    assert dates == ["2026-06-30", "2027-06-30", "2028-06-30"]


def test_a_table_of_figures_gives_no_actions() -> None:
    header = ["№", "Наименование показателя", "2024", "2025", "2026"]
    assert actions(table([header, ["1", "Число музеев", "5", "6", "7"]])).actions == ()


def test_words_that_the_reader_joined_are_told() -> None:
    plan = table([HEADER, ["1", "Открыть музей", "акт", "май 2026 года", "МКИ"]])
    join = Join(start=8, left="му", right="зей", confidence=0.6, evidence="own text")
    cells = tuple(
        cell.model_copy(update={"joins": (join,)}) if cell.text == "Открыть музей" else cell
        for cell in plan.cells
    )
    (action,) = actions(plan.model_copy(update={"cells": cells})).actions
    assert action.confidence == 0.6
    assert action.joined is not None
    assert json.loads(action.joined) == ["музей"]


@pytest.mark.parametrize(
    "title",
    [
        "План мероприятий на I квартал 2025 года",
        "2025 жылдың бірінші тоқсанына арналған жоспар",
        "2025 жылғы 2-жартыжылдыққа арналған жоспар",
    ],
)
def test_plan_for_a_part_of_a_year(title: str) -> None:
    assert calendar_of_plan([title]).years == (2025,)
