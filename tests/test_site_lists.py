"""The lists of actions and figures: whom readers mean, what filters leave, what files hold."""

import asyncio
import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from datasette.app import Datasette

from pipelines.site import figure_list, plan_list
from pipelines.site.application import build_site
from pipelines.site.body_finding import find_body
from tests.site import publish

PLAN = """# План мероприятий на 2030 – 2032 годы

| № | Мероприятие | Форма завершения | Срок исполнения | Ответственные исполнители | Объём финансирования |
|---|---|---|---|---|---|
| 1 | Открыть =кружки | отчёт | май 2030 года | Министерство просвещения | 5 млн тенге |
| 2 | Обучить врачей | приказ | декабрь 2030 года | Минздрав, МИО (по согласованию) | не требуется |
| 3 | Проверить школы | отчёт | ежеквартально | МП | не требуется |
| 4 | Издать книги | книга | 2 квартал 2031 года | Акимат города Астаны | - |

Доля детей, охваченных кружками, в 2024 году составила 40 %, в 2025 году – 50 %.

В районе живут семьи инвалидов. В них 12 комнат.
"""  # noqa: E501


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    return publish(folder / "outputs", [folder / "plan.md"])


@pytest.fixture(scope="module")
def site(output: Path) -> Datasette:
    return build_site(output / "zhospar.db")


@pytest.fixture
def db(output: Path, site: Datasette) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(output / "zhospar.db")) as connection:
        site._prepare_connection(connection, "zhospar")
        connection.row_factory = None
        yield connection


def numbers(db: sqlite3.Connection, **asked: str) -> list[str]:
    found = plan_list.list_actions(db, plan_list.Asked(**asked), "ru", limit=50)
    assert found.total == len(found.rows)
    return [row["number"] for row in found.rows]


@pytest.mark.parametrize(
    "typed",
    ["Министерство просвещения", "министерству просвещения", "МП РК", "мп",
     "Оқу-ағарту министрлігі",
     "оқу-ағарту министрлігінің", "министерство просвешения", "Министерство просвещения РК",
     "ОАМ", "министр просвещения"],
)  # fmt: skip
def test_a_body_is_found_by_any_name(db: sqlite3.Connection, typed: str) -> None:
    body = find_body(db, typed, "ru").body
    assert body is not None
    assert body.name == "Министерство просвещения"
    assert numbers(db, body=typed) == ["1", "3"]


def test_who_is_unknown_is_not_guessed(db: sqlite3.Connection) -> None:
    found = find_body(db, "министерство здоровья", "ru")
    assert found.body is None
    assert "Министерство здравоохранения" in {body.name for body in found.suggestions}
    assert find_body(db, "qqqq", "ru") == (None, ())
    assert numbers(db, body="qqqq") == []


def test_a_body_without_actions_leads_to_others(db: sqlite3.Connection) -> None:
    found = find_body(db, "Акимат города Алматы", "ru")
    assert found.body is not None
    assert found.body.name == "Акимат города Алматы"
    assert "Акимат города Астаны" in {body.name for body in found.suggestions}


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, ["1", "2", "3", "4"]),
        ({"year": "2031"}, ["3", "4"]),
        ({"year": "2030", "quarter": "2"}, ["1", "3"]),
        ({"quarter": "4"}, ["2", "3"]),
        ({"since": "2030-06-01", "until": "2030-12-30"}, ["3"]),
        ({"since": "soon"}, ["1", "2", "3", "4"]),
        ({"form": "ОТЧЕТ"}, ["1", "3"]),
        ({"money": "amount"}, ["1"]),
        ({"money": "untold"}, ["4"]),
        ({"words": "школа"}, ["3"]),
        ({"words": "школа", "year": "2033"}, []),
        ({"document": "doc-0"}, []),
    ],
)
def test_filters_leave_what_they_say(
    db: sqlite3.Connection, asked: dict[str, str], left: list[str]
) -> None:
    assert sorted(numbers(db, **asked)) == left


def test_an_action_is_listed_once_with_all_its_parts(db: sqlite3.Connection) -> None:
    found = plan_list.list_actions(db, plan_list.Asked(year="2030", quarter="4"), "ru", limit=9)
    by_number = {row["number"]: row for row in found.rows}
    assert by_number["3"]["dates"] == ["2030-12-31"]
    second = [(body["label"].name, body["by_agreement"]) for body in by_number["2"]["bodies"]]
    assert second[0] == ("Министерство здравоохранения", 0)
    assert second[1][1] == 1


def get(site: Datasette, path: str, language: str = "ru") -> httpx.Response:
    headers = {"accept-language": language}
    response: httpx.Response = asyncio.run(site.client.get(path, headers=headers))
    return response


def test_the_state_is_in_the_address_and_files_hold_what_is_seen(site: Datasette) -> None:
    page = get(site, "/plan?body=мп&year=2030&quarter=2").text
    assert 'value="мп"' in page
    for form in ("xlsx", "excel.csv", "csv", "ics"):
        assert f'href="/plan.{form}?body=%D0%BC%D0%BF&amp;year=2030&amp;quarter=2"' in page
    rows = list(csv.reader(io.StringIO(get(site, "/plan.csv?body=мп").text)))
    assert rows[0][:4] == ["Документ", "№", "Направление", "Мероприятие"]
    assert [row[1] for row in rows[1:]] == ["1", "3"]
    assert rows[1][9] == "5000000.0"
    assert get(site, "/plan.excel.csv?body=мп").text.startswith("\ufeffДокумент;№;")
    calendar = get(site, "/plan.ics?body=мп&year=2030&quarter=2").text
    assert calendar.count("BEGIN:VEVENT") == 2
    held = openpyxl.load_workbook(io.BytesIO(get(site, "/plan.xlsx?body=мп").content)).active
    assert held is not None
    assert held.cell(2, 10).value == 5_000_000
    assert held.cell(2, 4).value == "Открыть =кружки"


def test_a_slip_is_told(site: Datasette) -> None:
    assert "Возможно, вы имели в виду" in get(site, "/plan?body=министерство здоровья").text
    assert "Did you mean" in get(site, "/plan?body=министерство здоровья", "en").text
    assert "Органа «qqqq» нет" in get(site, "/plan?body=qqqq").text
    assert "«soon» – не дата" in get(site, "/plan?from=soon").text


def listed(db: sqlite3.Connection, **asked: str) -> list[dict[str, Any]]:
    return figure_list.list_figures(db, figure_list.Asked(**asked), limit=50).rows


def test_figures_are_listed_by_year_and_drawn(db: sqlite3.Connection, site: Datasette) -> None:
    assert [row["value"] for row in listed(db, subject="ребёнок", unit="%")] == [40.0, 50.0]
    assert [row["value"] for row in listed(db, unit="%", year="2025")] == [50.0]
    series = figure_list.series(db, figure_list.Asked(unit="%"))
    assert series is not None
    points = {year: v for line in series.lines.values() for year, v in line.items()}
    assert points == {2024: [40.0], 2025: [50.0]}
    assert '<svg class="plot"' in get(site, "/figures?unit=%25").text
    assert "<svg" not in get(site, "/figures?kind=money").text


def test_where_no_figure_has_the_words_its_passage_may(db: sqlite3.Connection) -> None:
    found = figure_list.list_figures(db, figure_list.Asked(subject="инвалид"), limit=9)
    assert found.widened
    assert [row["value"] for row in found.rows] == [12.0]
