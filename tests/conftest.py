"""What several test files share: an input folder, and the command line run in process."""

import csv
import io
import multiprocessing
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipelines.commands.cli import app
from pipelines.orchestration import processes

REPORT = """# Отчёт о школьных садах

В 2024 году в области открыто 12 школьных садов, в них занимаются 340 учеников.

Доля школ с садами выросла на 15 %.
"""
NEWS = """# Көшет отырғызылды

Биыл ауылда 250 көшет отырғызылды. Сенбілікке 40 адам қатысты.
"""

TAKEN_BY_TESTS = 6000  # MB
Rows = list[tuple[object, ...]]
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def workers_see_what_tests_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make each worker a copy of the test's process, patches, memory and all."""
    if "fork" in multiprocessing.get_all_start_methods():
        limit = processes._limit_memory
        monkeypatch.setattr(processes, "START_METHOD", "fork")
        monkeypatch.setattr(processes, "_limit_memory", lambda own: limit(own + TAKEN_BY_TESTS))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An input folder with two documents; the current folder is the one above it."""
    monkeypatch.chdir(tmp_path)
    documents = tmp_path / "raw_docs"
    documents.mkdir()
    (documents / "report.md").write_text(REPORT, encoding="utf-8")
    (documents / "news.md").write_text(NEWS, encoding="utf-8")
    return documents


@pytest.fixture
def zhospar() -> Run:
    """Run a command: `zhospar("run", "raw_docs")`."""

    def run(*arguments: str) -> Result:
        in_process = arguments[:1] == ("run",) and "--workers" not in arguments
        workers = ("--workers", "1") if in_process else ()
        return CliRunner().invoke(app, [*arguments, *workers])

    return run


def query(sql: str, database: str = "outputs/zhospar.db") -> Rows:
    """Return the rows of a query of the published database."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def dump(database: str = "outputs/zhospar.db") -> dict[str, Rows]:
    """Return all rows of all tables of a database, sorted; what tells of runs aside."""
    tables = [str(name) for (name,) in query("SELECT name FROM sqlite_master", database)]
    tables = [name for name in tables if not name.startswith("sqlite_")]
    kinds = dict(query("SELECT name, type FROM sqlite_master", database))
    return {
        name: sorted(query(f'SELECT * FROM "{name}"', database), key=repr)
        for name in tables
        if kinds[name] == "table" and name not in ("changes", "runs")
    }


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV export."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
