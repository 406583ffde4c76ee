"""What commands list: at 80 columns, as JSON, as CSV; advice on names that are not known."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from pipelines.commands.cli import app
from pipelines.commands.show import SHOWN
from schemas.generate.columns import columns
from tests.site import RAW_DOCS, publish

Ask = Callable[..., Result]
PLAN = "plan_ru.html"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Run a command on a database in which two samples are published."""
    folder = publish(
        tmp_path_factory.mktemp("listing"), [RAW_DOCS / PLAN, RAW_DOCS / "news_kk.txt"]
    )
    variables = {"ZHOSPAR_OUTPUT_DIR": str(folder), "COLUMNS": "80"}
    return lambda *arguments: CliRunner().invoke(app, arguments, env=variables)


@pytest.mark.parametrize("table", SHOWN)
def test_every_table_and_view_is_shown_in_every_form(ask: Ask, table: str) -> None:
    text = ask("show", "--table", table, "--rows", "3")
    assert text.exit_code == 0, text.output
    assert max(map(len, text.output.splitlines())) <= 80
    names = [column.name for column in columns(SHOWN[table])]
    rows = json.loads(ask("show", "--table", table, "--json").output)
    assert all(list(row) == names for row in rows)
    cells = list(csv.reader(io.StringIO(ask("show", "--table", table, "--csv").output)))
    assert (cells[0], len(cells) - 1) == (names, len(rows))


def test_a_document_is_shown_alone_and_as_one_object(ask: Ask) -> None:
    shown = json.loads(ask("show", PLAN, "--json").output)
    assert len(shown["documents"]) == 1
    assert len(shown["plan_rows"]) == 30
    bodies = json.loads(ask("show", PLAN, "--table", "action_bodies", "--json").output)
    assert bodies
    assert {type(row["by_agreement"]) for row in bodies} == {bool}
    assert json.loads(ask("show", "news", "--table", "action_bodies", "--json").output) == []
    assert ask("show", PLAN, "--csv").exit_code == 2  # CSV holds one table


def test_documents_are_listed_with_their_rows(ask: Ask) -> None:
    rows = json.loads(ask("list", "--json").output)
    assert [row["actions"] for row in rows] == [0, 30]
    assert ask("list", "--json", "--csv").exit_code == 2
    assert "news_kk.txt" in ask("list").output


def test_a_question_is_answered_in_every_form(ask: Ask) -> None:
    sql = "select number, first_due from plan_rows order by position limit 1"
    assert json.loads(ask("query", sql, "--json").output) == [
        {"number": "1", "first_due": "2027-03-31"}
    ]
    assert ask("query", sql, "--csv").output == "number,first_due\n1,2027-03-31\n"
    assert "2027-03-31" in ask("query", sql).output
    assert ask("query", "select 1 where 0", "--json").output == "[]\n"


@pytest.mark.parametrize(
    "sql",
    ["delete from actions", "attach 'other.db' as o", "vacuum into 'other.db'",
     "drop view plan_rows",
     "select 1; select 2", "selec 1", ""],
)  # fmt: skip
def test_a_question_changes_nothing(ask: Ask, sql: str) -> None:
    result = ask("query", sql)
    assert result.exit_code == 2 or not sql
    assert "Traceback" not in result.output
    assert json.loads(ask("query", "select count(*) as n from actions", "--json").output) == [
        {"n": 30}
    ]


def test_a_question_that_takes_too_long_is_ended(ask: Ask) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    result = ask("query", endless, "--seconds", "0.2")
    assert result.exit_code == 2
    assert "--seconds" in result.output


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("show", PLAN, "--table", "plan_row"), "plan_rows"),
        (("show", "plan_rus.html"), PLAN),
        (("query", "select * from due_item"), "due_items"),
        (("query", "select numbr from plan_rows"), "number"),
        (("shwo",), "show"),
    ],
)
def test_advice_on_names_that_are_not_known(
    ask: Ask, arguments: tuple[str, ...], meant: str
) -> None:
    result = ask(*arguments)
    assert result.exit_code in (1, 2)
    assert "id you mean" in result.output
    assert meant in result.output


def test_version_is_told() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.exit_code == 0
    assert "schema version 2" in result.output


def test_a_run_ends_with_where_results_are(ask: Ask) -> None:
    output = ask("run", str(RAW_DOCS / PLAN), "--workers", "1").output
    assert "Results: " in output.replace("\n", " ")
    assert "zhospar serve --open" in output


@pytest.mark.parametrize(
    "command", [c.name or c.callback.__name__ for c in app.registered_commands]
)  # type: ignore[union-attr]
def test_help_of_every_command_has_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert "Example: zhospar" in result.output
