"""What goes wrong with the output, or stands there already: told in a sentence, nothing is lost."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from extractors import figures
from pipelines.orchestration import checks
from pipelines.publishing import calendars, exports, in_place, publish, workbooks
from pipelines.publishing.in_place import put_in_place
from schemas.tables import PassageRow
from tests.conftest import Run, query

PLAN = """# План

| № | Мероприятие | Срок исполнения |
|---|---|---|
| {} | Открыть кружок | {} |
| {} | Обучить тренеров | май 2026 года |
"""


def test_tables_and_views_of_users_stay_when_ours_are_rebuilt(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    with closing(sqlite3.connect("outputs/zhospar.db")) as connection:
        connection.executescript(
            "CREATE TABLE notes (document_id TEXT REFERENCES documents, note TEXT);"
            "INSERT INTO notes VALUES ('gone', 'mine');"
            "CREATE VIEW titles AS SELECT title FROM documents;"
            "ALTER TABLE figures ADD COLUMN odd TEXT;"  # no longer as declared
        )
    assert zhospar("run").exit_code == 0
    assert query("SELECT note FROM notes") == [("mine",)]
    assert query("SELECT count(*) FROM titles") == [(2,)]
    assert query("SELECT count(*) FROM pragma_table_info('figures') WHERE name = 'odd'") == [(0,)]


def test_a_second_run_says_who_holds_the_lock(folder: Path, zhospar: Run) -> None:
    Path("outputs").mkdir()
    Path("outputs/.running").write_text("process 7 since 2026-01-31 12:00:00")
    with FileLock("outputs/.lock"):
        result = zhospar("run")
    assert result.exit_code == 1
    assert "process 7 since 2026-01-31 12:00:00" in result.output


def test_an_output_folder_that_is_a_file_is_told_in_words(folder: Path, zhospar: Run) -> None:
    Path("outputs").write_text("a file")
    result = zhospar("run")
    assert result.exit_code == 1
    assert "outputs is a file where a folder is needed" in result.output
    assert "Error" not in result.output
    assert "fault of zhospar" not in result.output


def test_a_database_of_others_is_left_alone(folder: Path, zhospar: Run) -> None:
    Path("outputs").mkdir()
    database = Path("outputs/zhospar.db")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE documents (theirs TEXT)")
    before = database.read_bytes()
    result = zhospar("run")
    assert result.exit_code == 1
    assert "made by another program and holds a table documents" in result.output
    assert database.read_bytes() == before
    database.write_text("no database, but text")
    result = zhospar("run")
    assert result.exit_code == 1
    assert "move it away and run again" in result.output


def test_a_database_that_another_program_holds_is_told_in_words(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    (folder / "more.md").write_text("# Отчёт\n\nОткрыто 5 школ.\n", encoding="utf-8")
    with closing(sqlite3.connect("outputs/zhospar.db", isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        result = zhospar("run")
    assert result.exit_code == 1
    assert "another program has it open" in result.output


def test_a_fault_of_ours_leaves_its_traceback_in_a_log(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise IndexError("no such row")

    monkeypatch.setattr(publish, "_note_copies", fail)
    result = zhospar("run")
    assert result.exit_code == 1
    assert "zhospar-fault.log" in result.output
    assert "no such row" in Path("outputs/zhospar-fault.log").read_text("utf-8")


def test_faults_in_parts_of_documents_leave_their_tracebacks_in_the_log(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise IndexError("no such figure \ud800")

    monkeypatch.setattr(figures, "_figures_of", fail)
    result = zhospar("run")
    assert result.exit_code == 0
    assert "parts failed by errors that nobody foresaw" in result.output
    log = Path("outputs/zhospar-fault.log").read_text("utf-8")
    assert log.startswith("raw_docs/")
    assert "in fail\n" in log
    assert "no such figure" in log
    assert "raw_docs/news.md" in log
    assert "raw_docs/report.md" in log
    assert query("SELECT count(*) > 1 FROM findings WHERE rule = 'part_failed'") == [(1,)]


def test_a_row_that_an_export_cannot_hold_is_named_and_left_out_of_it(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "plan.md").write_text(PLAN.format(1, "31.12.2026", 2), encoding="utf-8")
    event, cell, made = calendars._event, workbooks._write_cell, exports._as_written

    def failing_event(due: Any, bodies: Any) -> Any:
        return event({**due, "due_date": 5} if "Открыть" in due["name"] else due, bodies)

    def failing_cell(sheet: Any, row: int, column: int, value: Any, *formats: Any) -> None:
        cell(sheet, row, column, [5] if value == "Обучить тренеров" else value, *formats)

    def failing_batch(model: Any, batch: Any, schema: Any) -> Any:
        if model is PassageRow and any("сад" in str(row) for row in batch):
            raise ValueError("no such sign")
        return made(model, batch, schema)

    monkeypatch.setattr(calendars, "_event", failing_event)
    monkeypatch.setattr(workbooks, "_write_cell", failing_cell)
    monkeypatch.setattr(exports, "_as_written", failing_batch)
    monkeypatch.setattr(checks, "_left_out", lambda numbers: 1 / 0)
    result = zhospar("run")
    assert result.exit_code == 0, result.output
    warning = next(li for li in result.output.splitlines() if "every_row_exported" in li)
    assert "in no calendar (TypeError" in warning
    assert "name in no workbook (TypeError" in warning
    assert "passages pass" in warning
    assert "in no export (ValueError: no such sign)" in warning
    assert "raw_docs/plan.md (ZeroDivisionError: division by zero): cannot be" in result.output
    calendar = Path("outputs/exports/calendars/all.ics").read_text("utf-8")
    assert "Обучить" in calendar
    assert "Открыть" not in calendar
    assert "no such sign" in Path("outputs/zhospar-fault.log").read_text("utf-8")
    monkeypatch.undo()
    (folder / "plan.md").unlink()
    monkeypatch.chdir(folder.parent)
    assert zhospar("run").exit_code == 0
    assert not Path("outputs/zhospar-fault.log").exists()


def test_a_log_that_cannot_be_written_stops_nothing(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise IndexError("no such figure")

    Path("outputs/zhospar-fault.log").mkdir(parents=True)
    monkeypatch.setattr(figures, "_figures_of", fail)
    assert zhospar("run").exit_code == 0


def test_what_killed_runs_left_is_cleaned_up(folder: Path, zhospar: Run) -> None:
    for _ in range(2):  # in the second run there is nothing to do
        Path("outputs/.exports-left/new").mkdir(parents=True)
        Path("outputs/.run-left/storage").mkdir(parents=True)
        sockets, other = Path(tempfile.mkdtemp(prefix="pymp-")), folder / ".kept"
        other.mkdir(exist_ok=True)
        for left in (other, sockets):
            Path("outputs/.running").write_text(f"process 7 since 2026-01-31\n{left}")
            assert zhospar("run").exit_code == 0
        assert not sockets.exists()
        assert other.exists()
        assert zhospar("run").exit_code == 0
        assert sorted(path.name for path in Path("outputs").iterdir()) == ["exports", "zhospar.db"]


def test_a_database_left_in_wal_becomes_one_file_when_nothing_reads_it(
    folder: Path, zhospar: Run
) -> None:
    zhospar("run")
    (folder / "more.md").write_text("# Отчёт\n\nОткрыто 5 школ.\n", encoding="utf-8")
    with closing(sqlite3.connect("outputs/zhospar.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("SELECT * FROM meta").fetchall()  # as the site does
        assert zhospar("run").exit_code == 0
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert "Nothing to read" in zhospar("run").output
    assert Path("outputs/zhospar.db").read_bytes()[18:20] == b"\1\1"  # no WAL (the file format)
    assert query("SELECT count(*) FROM documents") == [(3,)]


@pytest.mark.parametrize(
    ("first", "second", "deadline"),
    [
        ("202600001", "202600002", "май 2026 года"),
        ("1", "2", "31.12.9999"),
        ("1", "9" * 400, "май 2026 года"),
    ],
)
def test_odd_numbers_and_dates_harm_no_check_and_no_export(
    folder: Path, zhospar: Run, first: str, second: str, deadline: str
) -> None:
    (folder / "plan.md").write_text(PLAN.format(first, deadline, second), encoding="utf-8")
    result = zhospar("run")
    assert result.exit_code == 0, result.output
    assert query("SELECT number FROM actions ORDER BY position") == [(first,), (second,)]
    assert Path("outputs/exports/calendars/all.ics").exists()


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(in_place, "_exchange", lambda one, other: False)
    for name in ("made", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    put_in_place(tmp_path / "made", tmp_path / "there")
    assert [file.name for file in (tmp_path / "there").iterdir()] == ["made"]
    assert [file.name for file in (tmp_path / "made").iterdir()] == ["there"]
