"""Publishing: one transaction, constraints, migrations, exports, checks."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from pipelines.errors import DatabaseError
from pipelines.publishing import publish
from pipelines.publishing.database import insert_rows, writing
from pipelines.publishing.exports import EXPORTED
from pipelines.publishing.migrations import bring_up, create_schema
from schemas.generate.columns import columns
from schemas.tables import SCHEMA_VERSION, FactRow
from tests.conftest import REPORT, Run, dump, query, read_csv


def test_two_fresh_runs_publish_the_same_rows(folder: Path, zhospar: Run) -> None:
    for output in ("one", "two"):
        assert zhospar("run", "raw_docs", "--output-dir", output).exit_code == 0
    assert dump("one/zhospar.db") == dump("two/zhospar.db")
    for export in sorted(Path("one/exports").rglob("*.*")):
        assert export.read_bytes() == (Path("two") / export.relative_to("one")).read_bytes()


def test_every_table_is_published_and_exported(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    for model in EXPORTED:
        ((count,),) = query(f'SELECT count(*) FROM "{model.table}"')
        exports = Path("outputs/exports")
        assert len(read_csv(exports / f"{model.table}.csv")) == count
        lines = (exports / f"{model.table}.jsonl").read_text("utf-8").splitlines()
        assert len(lines) == count
        rows = pq.read_table(exports / f"{model.table}.parquet").to_pylist()
        from_lines = [json.loads(line) for line in lines]
        assert [_days_as_text(row) for row in rows] == from_lines
        for row in from_lines:
            assert model.model_validate(row).model_dump() == row


def _days_as_text(row: dict[str, object]) -> dict[str, object]:
    """A row of Parquet with its dates as JSON has them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def test_dates_are_dates_in_parquet_and_columns_described(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    for model in EXPORTED:
        schema = pq.read_schema(f"outputs/exports/{model.table}.parquet")
        for column in columns(model):
            field = schema.field(column.name)
            assert (column.kind == "date") == (field.type == pa.date32())
            assert field.metadata[b"description"].decode() == column.description


def test_exports_run_in_document_order(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    rows = read_csv(Path("outputs/exports/passages.csv"))
    keys = [(row["document_id"], int(row["position"])) for row in rows]
    assert keys == sorted(keys)


def test_meta_tells_versions_and_counts(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    meta = dict(query("SELECT key, value FROM meta"))  # type: ignore[arg-type]
    assert meta["schema_version"] == str(SCHEMA_VERSION)
    assert meta["rows.documents"] == "2"
    assert {"code_version", "lemmas.kk", "lemmas.ru", "state"} <= meta.keys()


def test_database_is_one_plain_file_and_sound(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    assert query("PRAGMA journal_mode") == [("delete",)]  # WAL asks readers for write permission
    assert not list(Path("outputs").glob("zhospar.db-*"))
    assert query("PRAGMA foreign_key_check") == []
    assert query("PRAGMA integrity_check") == [("ok",)]


def test_failure_while_publishing_leaves_the_last_database(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhospar("run")
    before = dump()
    (folder / "report.md").write_text(REPORT.replace("12", "13"), encoding="utf-8")

    def fail(connection: sqlite3.Connection, plan: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(publish, "_meta", fail)
        result = zhospar("run")
    assert result.exit_code == 1
    assert "disk full" in result.output
    assert dump() == before
    assert zhospar("run").exit_code == 0
    assert dump() != before


def test_failure_of_the_first_run_leaves_no_database(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_meta", lambda connection: 1 / 0)
    assert zhospar("run").exit_code == 1
    assert not Path("outputs/zhospar.db").exists()


def test_readers_see_the_old_state_until_the_commit(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    with writing(Path("outputs/zhospar.db")) as connection:
        connection.execute("DELETE FROM document_states")
        connection.execute("DELETE FROM documents")
        assert query("SELECT count(*) FROM documents") == [(2,)]
    assert query("SELECT count(*) FROM documents") == [(0,)]
    assert query("SELECT count(*) FROM passages") == [(0,)]


@pytest.mark.parametrize("names", [("a.md", "b.md"), ("b.md", "a.md")])
def test_an_act_is_told_by_the_document_that_says_most_of_it(
    names: tuple[str, str], folder: Path, zhospar: Run
) -> None:
    act = (
        "В соответствии с постановлением Правительства Республики Казахстан от 5 мая 2020 года № 12"
    )
    full, bare = names
    (folder / full).write_text(
        f"{REPORT}\n{act} «О школьных садах» посажены сады.\n", encoding="utf-8"
    )
    (folder / bare).write_text(f"{REPORT}\n{act} посажены клёны.\n", encoding="utf-8")
    zhospar("run")
    titles = query("SELECT count(*), count(title) FROM document_acts")
    assert titles == [(2, 1)]
    assert query("SELECT number, title FROM acts") == [("12", "О школьных садах")]


def test_keys_that_lead_nowhere_are_not_committed(tmp_path: Path) -> None:
    def publish_orphan() -> None:
        with writing(tmp_path / "a.db") as made:
            create_schema(made)
            insert_rows(made, [FactRow(document_id="doc-none", position=1, name="a", value="b")])

    with pytest.raises(DatabaseError, match="lead nowhere"):
        publish_orphan()
    assert not (tmp_path / "a.db").exists()


def test_database_of_another_schema_is_rebuilt(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    before = dump()
    with closing(sqlite3.connect("outputs/zhospar.db")) as connection:
        connection.execute("ALTER TABLE figures ADD COLUMN mood TEXT")
        connection.execute("CREATE VIEW moods AS SELECT mood FROM figures")
        connection.commit()
    result = zhospar("run")
    assert result.exit_code == 0
    assert result.output.count("new") >= 2
    assert dump() == before


def test_migration_that_leads_to_the_declared_schema_keeps_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    steps = Migrations("zhospar")

    @steps(name="version 2")
    def rename(db: Database) -> None:
        db.execute("ALTER TABLE quarantine RENAME COLUMN why TO detail")

    with writing(path) as connection:
        create_schema(connection)
        connection.execute("ALTER TABLE quarantine RENAME COLUMN detail TO why")
        connection.execute("INSERT INTO quarantine VALUES ('a.txt', NULL, 'empty', 'No text.')")
    with writing(path) as connection:
        assert bring_up(connection, steps)
        assert connection.execute("SELECT detail FROM quarantine").fetchone() == ("No text.",)
    with writing(path) as connection:
        assert bring_up(connection, steps)


def test_a_file_that_is_no_database_is_left_alone(folder: Path, zhospar: Run) -> None:
    Path("outputs").mkdir()
    Path("outputs/zhospar.db").write_text("my notes, much longer than a header" * 50)
    result = zhospar("run")
    assert result.exit_code == 1
    assert "cannot be read" in result.output
    assert Path("outputs/zhospar.db").read_text().startswith("my notes")


def test_run_that_another_run_overtook_is_refused(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhospar("run")
    numbers = count()
    changing = property(lambda self: str(next(numbers)))
    monkeypatch.setattr("pipelines.planning.plan.Published.digest", changing)
    (folder / "news.md").unlink()
    result = zhospar("run")
    assert result.exit_code == 1
    assert "Another run has published" in result.output
    assert query("SELECT count(*) FROM documents") == [(2,)]


def test_bodies_show_a_present_name_in_kazakh(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    nameless = query(
        "SELECT body_id FROM bodies WHERE name IS NULL AND body_id IN"
        " (SELECT body_id FROM body_names WHERE kind = 'full')"
    )
    assert nameless == []
    ((name,),) = query("SELECT name FROM bodies WHERE body_id = 'ministry-culture-information'")
    assert "министрлігі" in str(name)
