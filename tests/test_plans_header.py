"""Recognition of a plan by its header."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.plan_columns.recognition import recognise_header
from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.plan_vocabulary.header import is_number_row
from extractors.plan_vocabulary.titles import match_title, squash

KAZAKH = [
    "Р/с №", "Атауы", "Аяқтау нысаны", "Аяқтау мерзімі", "Жауапты орындаушылар",
    "Қаржыландыру көлемі", "Қаржыландыру көздері",
]  # fmt: skip
RUSSIAN = [
    "№ п/п", "Наименование мероприятия", "Форма завершения", "Срок исполнения",
    "Ответственные за исполнение", "Объём финансирования, млн тенге", "Источники финансирования",
]  # fmt: skip


def field_of(title: str) -> Field | None:
    match = match_title(title)
    return match.field if match else None


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("№", "number"),
        ("Іс-шаралар атауы", "name"),
        ("Аяқталу формасы", "form"),
        ("Перечень мероприятий", "name"),
        ("Ожидаемый документ", "form"),
        ("Іс-шараны орындау мерзімі", "deadline"),
        ("СРОКИ РЕАЛИЗАЦИИ", "deadline"),
        ("Срок (исполнения, завершения)", "deadline"),
        ("Ответственные (исполнители)", "responsible"),
        ("Орындауға жауапты мемлекеттік органдар", "responsible"),
        ("Болжамды шығыстар (мың теңге)", "funding"),
        ("Объем финансирования (тыс. тенге)", "funding"),
        ("Источник финансирования", "funding_source"),
        ("Қаржыландыр\nу көлемі", "funding"),
        ("М е р з і м і", "deadline"),
        ("Жүктілік мерзімі", None),
        ("Примечание", None),
        ("Наименование показателя", None),
        ("", None),
    ],
)
def test_title_names_its_field(title: str, field: Field | None) -> None:
    assert field_of(title) == field


@given(st.sampled_from(KAZAKH + RUSSIAN), st.randoms(use_true_random=False))
def test_cuts_and_case_do_not_matter(title: str, chance: random.Random) -> None:
    cut = "".join(c + chance.choice(["", "", " ", "\n"]) for c in title)
    shout = cut.upper() if chance.random() < 0.5 else cut.replace("ё", "е")
    assert field_of(shout) == field_of(title)
    assert field_of(title) is not None


@pytest.mark.parametrize("header", [KAZAKH, RUSSIAN])
def test_columns_in_any_order(header: list[str]) -> None:
    order = list(range(7))
    random.Random(1).shuffle(order)
    found = recognise_header([[header[i] for i in order], ["x"] * 7])
    assert found is not None
    assert [column.field for column in found.columns] == [FIELDS[i] for i in order]


def test_number_row_is_part_of_the_header() -> None:
    found = recognise_header([RUSSIAN, list("1234567"), ["Раздел"] * 7])
    assert found is not None
    assert found.body_start == 2
    assert is_number_row(["1", "2", "3"])
    assert not is_number_row(["1.", "Провести", "3"])


def test_table_without_a_number_column() -> None:
    found = recognise_header([RUSSIAN[1:], ["x"] * 6])
    assert found is not None
    assert found.indices("number") == ()
    assert found.indices("name") == (0,)


def test_untitled_first_column_numbers_the_rows() -> None:
    found = recognise_header([["", *RUSSIAN[1:]], ["x"] * 7])
    assert found is not None
    assert found.indices("number") == (0,)


@pytest.mark.parametrize("merged", [True, False])
def test_volume_of_funding_over_years_and_source(merged: bool) -> None:
    top = [*RUSSIAN[:5], "Финансирование, тыс. тенге", "", "", ""]
    low = [*[""] * 5, "2026 год", "2027 год", "2028 год", "источник"]
    if merged:
        top[6:] = [top[5]] * 3
        low[:5] = top[:5]
    found = recognise_header([top, low, ["1-раздел", *[""] * 8]])
    assert found is not None
    assert found.body_start == 2
    assert found.indices("funding") == (5, 6, 7)
    assert found.indices("funding_source") == (8,)
    assert found.columns[6].subtitle == "2027 год"
    assert found.columns[6].title == "Финансирование, тыс. тенге / 2027 год"


def test_caption_inside_the_table() -> None:
    found = recognise_header([["План мероприятий на 2026 год"] * 7, RUSSIAN, ["x"] * 7])
    assert found is not None
    assert found.body_start == 2


def test_expected_result_stays_extra_beside_a_form() -> None:
    found = recognise_header([["Мероприятие", "Форма завершения", "Ожидаемый результат", "Срок"]])
    assert found is not None
    assert [c.field for c in found.columns] == ["name", "form", None, "deadline"]
    alone = recognise_header([["Мероприятие", "Ожидаемый результат", "Срок"]])
    assert alone is not None
    assert alone.field_at(1) == "form"


@pytest.mark.parametrize(
    "header",
    [
        ["№", "Наименование показателя", "Ед. изм.", "2024 год", "2025 год"],
        ["№", "Атауы", "Саны", "Ескерту"],
        ["Топ", "Іс-шара", "Бақылау", "Орындаушылар"],
        ["Өңір", "Келіп түскені", "Орындау мерзімі"],
        [""],
    ],
)
def test_other_tables_are_no_plans(header: list[str]) -> None:
    assert recognise_header([header, ["1"] * len(header)]) is None


def test_squash_keeps_letters_only() -> None:
    assert squash("Объ ём,\n№ 1") == "объем№1"
