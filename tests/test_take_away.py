"""What people take away: calendars, workbooks, the Data Package, review pages, explanations."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from pipelines.commands.cli import app
from pipelines.commands.explain import explain
from pipelines.errors import NoSuchRowError
from pipelines.publishing.calendars import ALL
from pipelines.publishing.package_check import PackageReport, check_package
from pipelines.publishing.spreadsheets import as_text
from tests.site import IMAGE, RAW_DOCS, SCRIPT, publish, write_site_documents


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a Russian plan and a page with markup in its cells."""
    folder = tmp_path_factory.mktemp("take-away")
    made = {path.name: path for path in write_site_documents(folder / "documents")}
    return publish(folder / "outputs", [RAW_DOCS / "plan_ru.html", made["markup.html"]])


@pytest.fixture
def database(output: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(output / "zhospar.db")) as connection:
        yield connection


def command(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def document_id(database: sqlite3.Connection, name: str) -> str:
    ((found,),) = database.execute("SELECT document_id FROM documents WHERE path LIKE ?", [name])
    return str(found)


def events(path: Path) -> list[tuple[str, date]]:
    calendar = Calendar.from_ical(path.read_bytes())
    return [(str(event["uid"]), event.decoded("dtstart")) for event in calendar.walk("VEVENT")]


def test_calendar_of_all_holds_each_due_date_once(
    output: Path, database: sqlite3.Connection
) -> None:
    wanted = [
        (f"{action_id}-{position}@zhospar", date.fromisoformat(due))
        for action_id, position, due in database.execute(
            "SELECT action_id, position, due_date FROM action_due_dates"
        )
    ]
    found = events(output / "exports/calendars" / f"{ALL}.ics")
    assert sorted(found) == sorted(wanted)
    assert len(found) > 30


def test_a_calendar_for_each_body_holds_what_is_asked_of_it(
    output: Path, database: sqlite3.Connection
) -> None:
    bodies = database.execute(
        "SELECT DISTINCT body_id FROM action_bodies JOIN action_due_dates USING (action_id)"
        " WHERE body_id IS NOT NULL"
    ).fetchall()
    calendars = {path.stem for path in (output / "exports/calendars").iterdir()}
    assert calendars == {ALL, *(body for (body,) in bodies)}
    for (body,) in bodies:
        wanted = database.execute(
            "SELECT DISTINCT action_id || '-' || u.position || '@zhospar' FROM action_due_dates u"
            " JOIN action_bodies b USING (action_id) WHERE b.body_id = ?",
            [body],
        )
        found = events(output / "exports/calendars" / f"{body}.ics")
        assert sorted(uid for uid, _ in found) == sorted(uid for (uid,) in wanted)


def test_workbook_is_laid_out_as_officials_expect(
    output: Path, database: sqlite3.Connection
) -> None:
    key = document_id(database, "%plan_ru.html")
    book = load_workbook(output / "exports/workbooks" / f"{key}.xlsx")
    assert book.sheetnames[:2] == ["План", "Сроки"]
    assert "управление библиотечного дела г" in book.sheetnames
    assert len(book.sheetnames) == 2 + 6
    plan, deadlines = book["План"], book["Сроки"]
    assert (plan.freeze_panes, plan.auto_filter.ref) == ("A2", "A1:K31")
    assert [cell.value for cell in plan[1]][:3] == ["№ п/п", "Направление", "Наименование"]
    assert all(cell.alignment.wrap_text for cell in plan[2])
    wanted = database.execute(
        "SELECT CAST(number AS INTEGER), name, deadline FROM actions"
        " WHERE document_id = ? ORDER BY position",
        [key],
    ).fetchall()
    found = [(row[0].value, row[2].value, row[4].value) for row in plan.iter_rows(min_row=2)]
    assert found == wanted
    assert plan["I2"].value == (
        "управление библиотечного дела города Самал; акимат Коктерекского района"
    )
    assert plan["J4"].value == 2_640_500_000
    days = [row[0].value.date() for row in deadlines.iter_rows(min_row=2)]
    assert days == sorted(days)
    assert days[0].isoformat() == min(
        due for (due,) in database.execute(
            "SELECT due_date FROM action_due_dates JOIN actions USING (action_id)"
            " WHERE document_id = ?", [key])
    )  # fmt: skip


def test_words_of_a_document_never_become_formulas(tmp_path: Path) -> None:
    rows = "<tr><th>№</th><th>Наименование мероприятия</th><th>Форма завершения</th>"
    rows += "<th>Срок исполнения</th><th>Ответственные исполнители</th></tr>"
    rows += "<tr><td>1</td><td>=1+1 открыть школу</td><td>=cmd|x</td><td>июнь 2031 года</td>"
    rows += "<td>@МСХ</td></tr>"
    source = tmp_path / "plan.html"
    source.write_text(f"<meta charset=utf-8><h1>План</h1><table>{rows}</table>", encoding="utf-8")
    output = publish(tmp_path / "outputs", [source])
    (path,) = (output / "exports/workbooks").iterdir()
    cells = [cell for row in load_workbook(path)["План"].iter_rows() for cell in row]
    assert {"=1+1 открыть школу", "=cmd|x"} <= {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}


def test_words_of_a_document_never_become_formulas_in_csv(tmp_path: Path) -> None:
    source = tmp_path / "plan.md"
    source.write_text(
        "# План\n\n| № | Мероприятие | Срок исполнения |\n|---|---|---|\n"
        "| 1 | =1+1 Открыть кружок | май 2026 года |\n| 2 | @обучить | июнь 2026 года |\n\n"
        "Температура упала до -5 °C, доля составила 12,5 %.\n",
        encoding="utf-8",
    )
    exports = publish(tmp_path / "outputs", [source]) / "exports"
    actions = list(csv.DictReader((exports / "actions.csv").open(encoding="utf-8", newline="")))
    assert [row["name"] for row in actions] == ["'=1+1 Открыть кружок", "'@обучить"]
    exact = [json.loads(line) for line in (exports / "actions.jsonl").open(encoding="utf-8")]
    assert [row["name"] for row in exact] == ["=1+1 Открыть кружок", "@обучить"]
    assert pq.read_table(exports / "actions.parquet")["name"].to_pylist()[1] == "@обучить"
    figures = list(csv.DictReader((exports / "figures.csv").open(encoding="utf-8", newline="")))
    assert "-5.0" in {row["value"] for row in figures}
    assert (exports / "excel/figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    for_excel = (exports / "excel/figures.csv").open(encoding="utf-8-sig", newline="")
    opened = list(csv.DictReader(for_excel, delimiter=";"))
    assert [row["value"].replace(",", ".") for row in opened] == [row["value"] for row in figures]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+7 млн", "'+7 млн"), ("-", "'-"), ("@МСХ", "'@МСХ"),
        ("\t=1", "'\t=1"), ("\rа", "'\rа"), ("  =1", "'  =1"), ("＝1", "'＝1"),
        ("а=1", "а=1"), ("'=1", "'=1"), ("", ""), ("5", "5"), ("– тире", "– тире"),
    ],
)  # fmt: skip
def test_only_what_looks_like_a_formula_is_marked(text: str, cell: str) -> None:
    assert as_text(text) == cell


def test_package_is_valid_and_faults_are_found(output: Path, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    shutil.copytree(output / "exports", folder)
    assert check_package(folder) == ((), 0)
    rewrite(folder / "figures.csv", kind="quantity")
    rewrite(folder / "action_bodies.csv", action_id="action-of-nothing")
    rewrite(folder / "actions.csv", position="first")
    faults = check_package(folder).faults
    assert {fault.partition(":")[0] for fault in faults} == {"figures", "action_bodies", "actions"}


def test_package_check_cuts_long_tables(output: Path, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    shutil.copytree(output / "exports", folder)
    report = check_package(folder, limit=10)
    assert report.faults == ()
    assert report.partial > 5
    rewrite(folder / "actions.csv", position="first")
    assert len(check_package(folder, limit=10).faults) == 1


def test_a_package_that_is_not_valid_does_not_reach_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "outputs"
    source.write_text("Отчёт\n\nОткрыто 3 школы.", encoding="utf-8")
    publish(target, [source])
    before = (target / "exports/figures.csv").read_bytes()
    source.write_text("Отчёт\n\nОткрыто 4 школы.", encoding="utf-8")
    broken = PackageReport(("figures: a fault",), 0)
    monkeypatch.setattr("pipelines.publishing.exports.check_package", lambda folder, **_: broken)
    result = command("run", str(source), "--output-dir", str(target))
    assert result.exit_code == 1
    assert "not valid, the old ones stay: figures: a fault" in result.output
    assert (target / "exports/figures.csv").read_bytes() == before
    monkeypatch.undo()
    publish(target, [source])  # the next run makes up for it
    assert (target / "exports/figures.csv").read_bytes() != before


def rewrite(path: Path, **values: str) -> None:
    """Change columns of a CSV file's first row."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= values
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def test_review_is_one_file_with_every_value_marked(
    output: Path, database: sqlite3.Connection, tmp_path: Path
) -> None:
    target = tmp_path / "page.html"
    result = command("review", "plan_ru", "-o", str(target), "--output-dir", str(output))
    assert result.exit_code == 0, result.output
    page = target.read_text("utf-8")
    assert not any(word in page for word in ("http://", "https://", "src=", "<link", "@import"))
    for table, key in (("figures", "figure_id"), ("actions", "action_id")):
        for (row_id,) in database.execute(
            f"SELECT {key} FROM {table} WHERE document_id = ?",
            [document_id(database, "%plan_ru.html")],
        ):
            assert page.count(f'id="m-{row_id}"') == 1, row_id
            assert page.count(f'id="r-{row_id}"') == 1, row_id


def test_review_shows_markup_as_text(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    command("review", "markup", "-o", str(target), "--output-dir", str(output))
    page = target.read_text("utf-8")
    assert SCRIPT not in page
    assert IMAGE not in page
    assert "&lt;script&gt;window.hacked" in page


def test_review_says_what_it_cannot_do(output: Path, tmp_path: Path) -> None:
    nobody = command("review", "nothing", "--output-dir", str(output))
    assert (nobody.exit_code, "No document is called nothing" in nobody.output) == (1, True)
    target = tmp_path / "no" / "folder.html"
    nowhere = command("review", "plan_ru", "-o", str(target), "--output-dir", str(output))
    assert (nowhere.exit_code, "cannot be written" in nowhere.output) == (1, True)


def test_explain_quotes_the_words_around_a_figure(
    output: Path, database: sqlite3.Connection
) -> None:
    for figure_id, text, rule, confidence in database.execute(
        "SELECT figure_id, text, rule, confidence FROM figures"
    ).fetchall():
        found = explain(database, figure_id)
        assert f"«{text}»" in str(found.quote)
        assert (found.table, found.rule, found.confidence) == ("figures", rule, confidence)
    result = command("explain", figure_id, "--output-dir", str(output))
    assert result.exit_code == 0
    assert f"«{text}»" in result.output
    assert rule in result.output


def test_explain_quotes_the_cells_of_an_action(database: sqlite3.Connection) -> None:
    for action_id, name, deadline in database.execute(
        "SELECT action_id, name, deadline FROM actions"
    ).fetchall():
        assert f" | {name} | " in str(explain(database, action_id).quote)
        assert f" | {deadline} | " in str(explain(database, action_id).quote)


def test_explain_knows_rows_of_every_table_with_an_id(database: sqlite3.Connection) -> None:
    for table in ("documents", "sections", "passages", "actions", "abbreviations", "findings"):
        key = database.execute(f"SELECT * FROM {table}").fetchone()[0]
        assert explain(database, key).table == table


def test_explain_of_no_row_is_a_sentence(output: Path, database: sqlite3.Connection) -> None:
    with pytest.raises(NoSuchRowError):
        explain(database, "figure-0")
    result = command("explain", "figure-0", "--output-dir", str(output))
    assert (result.exit_code, "No row has the id figure-0" in result.output) == (1, True)


def test_models_need_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.commands.models.find_spec", lambda name: None)
    result = command("models", "download", "kk")
    assert (result.exit_code, "pip install" in result.output) == (1, True)


def test_models_are_asked_for_by_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[object] = []
    monkeypatch.setattr(
        "pipelines.commands.models.download_models", lambda *args: asked.extend(args)
    )
    assert command("models", "download", "ru", "--model-dir", str(tmp_path)).exit_code == 0
    assert asked == [["ru"], tmp_path]
    assert command("models", "download", "de").exit_code == 2


@pytest.mark.parametrize("name", ["serve", "review", "explain", "models", "dictionary"])
def test_help_has_an_example(name: str) -> None:
    result = command(name, "--help")
    assert result.exit_code == 0
    assert "Example: zhospar" in result.output


def test_serve_without_a_database_says_what_to_do(tmp_path: Path) -> None:
    result = command("serve", "--output-dir", str(tmp_path))
    assert (result.exit_code, "make it with `zhospar run`" in result.output) == (1, True)
