"""Views: one line an action, or a date and body, whatever names a body has."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.base import View
from schemas.generate.columns import columns
from schemas.tables import SCHEMA_VERSION
from schemas.views import VIEWS
from tests.conftest import Rows, Run, query
from tests.site import publish

Ask = Callable[[str], Rows]

PLAN = """# План мероприятий на 2027 – 2028 годы

| № | Наименование мероприятия | Форма завершения | Срок исполнения | Ответственные исполнители \
| Объём финансирования | Источники финансирования |
|---|---|---|---|---|---|---|
| 1 | Открыть классы | приказ | II квартал 2027 года | МП, Министерство просвещения, МЗ \
| всего 30 млн тенге, в том числе: РБ – 10 млн тенге, МБ – 20 млн тенге | РБ, МБ |
| 2 | Обучить учителей | отчёт | июнь, декабрь 2027 – 2028 годов | Клуб любителей чтения \
| не требуется | - |
| 3 | Купить книги | акт | по мере необходимости | МП (по согласованию) \
| 5 млн тенге, 2 млн долларов США | РБ |
"""
MINISTRY = "Министерство просвещения"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask a database in which a plan is published that names bodies in several ways."""
    folder = tmp_path_factory.mktemp("views")
    plan = folder / "plan.md"
    plan.write_text(PLAN, encoding="utf-8")
    publish(folder, [plan])
    return lambda sql: query(sql, str(folder / "zhospar.db"))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.table)
def test_views_have_the_columns_that_their_models_declare(ask: Ask, view: type[View]) -> None:
    names = [name for (name,) in ask(f"SELECT name FROM pragma_table_info('{view.table}')")]
    assert names == [column.name for column in columns(view)]
    assert [column.name for column in columns(view) if not column.description] == []
    assert set(view.sorted_by) | set(view.primary_key) <= set(names)
    shown = view.display
    assert set(names) >= {*shown.listed, *shown.facets, shown.title}


def test_plan_rows_name_each_body_once_in_both_languages(ask: Ask) -> None:
    rows = ask("SELECT number, bodies_ru, bodies_kk FROM plan_rows ORDER BY position")
    assert rows == [
        ("1", f"{MINISTRY}; Министерство здравоохранения",
         "Оқу-ағарту министрлігі; Денсаулық сақтау министрлігі"),
        ("2", "Клуб любителей чтения", "Клуб любителей чтения"),
        ("3", MINISTRY, "Оқу-ағарту министрлігі"),
    ]  # fmt: skip


def test_plan_rows_sum_money_in_tenge_once_and_give_first_and_last_dates(ask: Ask) -> None:
    rows = ask(
        "SELECT first_due, last_due, funding_kinds, amount_kzt FROM plan_rows ORDER BY position"
    )
    assert rows == [
        ("2027-06-30", "2027-06-30", "amount", 30_000_000),
        ("2027-06-30", "2028-12-31", "none_required", None),
        (None, None, "amount", 5_000_000),
    ]


def test_due_items_have_a_line_a_date_and_body(ask: Ask) -> None:
    rows = ask("SELECT number, due_date, body_ru FROM due_items ORDER BY position, due_date")
    assert rows[:2] == [
        ("1", "2027-06-30", MINISTRY),
        ("1", "2027-06-30", "Министерство здравоохранения"),
    ]
    dates = ["2027-06-30", "2027-12-31", "2028-06-30", "2028-12-31"]
    assert rows[2:] == [("2", day, "Клуб любителей чтения") for day in dates]


def test_lines_are_as_many_as_the_tables_have_rows(ask: Ask) -> None:
    (counts,) = ask(
        "SELECT (SELECT count(*) FROM actions) = (SELECT count(*) FROM plan_rows),"
        " (SELECT count(*) FROM figures) = (SELECT count(*) FROM figure_rows),"
        " NOT EXISTS (SELECT 1 FROM figure_rows WHERE instr(words, text) = 0)"
    )
    assert counts == (1, 1, 1)


def test_a_question_by_date_or_body_uses_an_index(ask: Ask) -> None:
    for condition in ("due_date BETWEEN '2027-04-01' AND '2027-06-30'", "body_id = 'x'"):
        plan = ask(f"EXPLAIN QUERY PLAN SELECT * FROM due_items WHERE {condition}")
        assert "USING INDEX" in str(plan[0]), plan[0]
    for table in ("plan_rows", "figure_rows", "indicator_rows"):
        plan = ask(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE document = 'x'")
        assert "documents_path" in str(plan), plan


def test_our_own_views_are_made_anew_and_those_of_users_survive(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    with sqlite3.connect("outputs/zhospar.db") as connection:
        connection.execute("CREATE VIEW mine AS SELECT name FROM plan_rows")
        connection.execute("DROP VIEW due_items")
        connection.execute("CREATE VIEW due_items AS SELECT 1 AS old")
    connection.close()
    assert zhospar("run").exit_code == 0
    assert query("SELECT count(*) FROM mine WHERE name = ''") == [(0,)]
    assert query("SELECT count(*) FROM due_items WHERE due_date = ''") == [(0,)]


def test_programs_can_tell_whose_database_it_is_and_of_which_version(ask: Ask) -> None:
    assert ask("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert ask("PRAGMA application_id") == [(int.from_bytes(b"zhsp"),)]


def test_the_query_of_the_readme_gives_each_body_once_a_date(ask: Ask) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    (asked,) = re.findall(r"^```sql\n(.*?)^```", readme, re.M | re.S)
    rows = ask(asked)
    assert len(rows) == len(set(rows)) == 4
    assert {str(row[1])[:4] for row in rows} == {"2027"}
