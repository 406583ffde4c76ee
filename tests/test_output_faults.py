"""What goes wrong with the output, or stands there already: told in a sentence, nothing is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.publishing import in_place, publish
from pipelines.publishing.in_place import put_in_place
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
    assert "outputs" in result.output
    assert "Error" not in result.output
    assert "fault of zhospar" not in result.output


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


def test_what_killed_runs_left_is_cleaned_up(folder: Path, zhospar: Run) -> None:
    for _ in range(2):  # in the second run there is nothing to do
        Path("outputs/.exports-left/new").mkdir(parents=True)
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
