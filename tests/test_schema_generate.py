"""What is made from the models: SQL that holds, and descriptions that agree with it."""

import json
import sqlite3
from pathlib import Path

import pytest

from schemas.base import Row
from schemas.generate import sql
from schemas.generate.columns import columns, order
from schemas.generate.datapackage import datapackage
from schemas.generate.datasette import metadata
from schemas.generate.dictionary import dictionary
from schemas.generate.json_schema import json_schema
from schemas.tables import TABLES, ActionDeadlineRow, BodyNameRow, DocumentRow, FigureRow
from schemas.views import VIEWS

ROOT = Path(__file__).parent.parent


@pytest.fixture
def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in sql.schema(TABLES):
        connection.execute(statement)
    return connection


def insert(connection: sqlite3.Connection, row: Row, **other: object) -> None:
    values = row.model_dump() | other
    connection.execute(sql.insert(type(row)), [values[c.name] for c in columns(type(row))])


def figure() -> FigureRow:
    return FigureRow(
        figure_id="f", document_id="d", passage_id="p", position=1, text="5 школ",
        number_text="5", value=5, kind="count", char_start=0, char_end=6, rule="digits",
    )  # fmt: skip


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.table)
def test_sql_has_the_columns_and_keys_of_the_model(
    database: sqlite3.Connection, model: type[Row]
) -> None:
    rows = database.execute(f'PRAGMA table_info("{model.table}")').fetchall()
    assert {row[1] for row in rows} == set(model.model_fields)
    keys = sorted((row[5], row[1]) for row in rows if row[5])
    assert tuple(name for _, name in keys) == model.primary_key
    links = database.execute(f'PRAGMA foreign_key_list("{model.table}")').fetchall()
    assert {row[3]: f"{row[2]}.{row[4]}" for row in links} == model.foreign_keys
    ((strict,),) = database.execute(
        "SELECT strict FROM pragma_table_list WHERE name = ?", (model.table,)
    )
    assert strict == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "five"},
        {"kind": "quantity"},
        {"qualifier": "roughly"},
        {"spelled": 2},
        {"confidence": 1.5},
        {"char_start": -1},
        {"page": 0},
        {"text": None},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_tables_refuse_what_the_models_refuse(
    database: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    insert(database, figure())
    with pytest.raises(sqlite3.IntegrityError):
        insert(database, figure(), figure_id="g", **wrong)


def test_every_foreign_key_has_an_index(database: sqlite3.Connection) -> None:
    for model in TABLES:
        for name in model.foreign_keys:
            plan = database.execute(
                f'EXPLAIN QUERY PLAN SELECT 1 FROM "{model.table}" WHERE "{name}" = 1'
            ).fetchall()
            assert "INDEX" in str(plan), (model.table, name)


def test_rows_belong_to_what_they_are_deleted_with() -> None:
    assert sql.owner_key(FigureRow) == "document_id"
    assert sql.owner_key(ActionDeadlineRow) == "action_id"
    assert sql.owner_key(BodyNameRow) == "body_id"
    assert sql.owner_key(DocumentRow) is None
    assert sql.root(ActionDeadlineRow, TABLES) is DocumentRow
    assert sql.root(BodyNameRow, TABLES).table == "bodies"


def test_order_is_that_of_the_documents_and_total() -> None:
    assert order(FigureRow) == ("document_id", "position", "figure_id")
    assert order(ActionDeadlineRow) == ("action_id", "position")


def test_provenance_stands_last() -> None:
    place = ["page", "line", "bbox", "block", "source"]
    assert [column.name for column in columns(FigureRow)][-5:] == place


def test_every_column_is_described() -> None:
    for model in TABLES:
        assert [column.name for column in columns(model) if not column.description] == []


def test_json_schema_names_types_and_choices() -> None:
    schema = json_schema(FigureRow)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert properties["value"]["type"] == ["number", "null"]
    assert properties["kind"]["type"] == "string"
    assert "percent" in properties["kind"]["enum"]
    assert None in properties["qualifier"]["enum"]
    assert properties["confidence"]["maximum"] == 1
    assert json.loads(json.dumps(schema)) == schema


def test_data_package_links_resources_that_exist() -> None:
    package = json.loads(json.dumps(datapackage(TABLES)))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    fields = {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    forms = {resource["format"] for resource in package["resources"]}
    assert forms == {"csv", "jsonl", "parquet"}
    assert package["licenses"]
    for resource in package["resources"]:
        assert all(field["description"] for field in resource["schema"]["fields"])
        for key in resource["schema"]["foreignKeys"]:
            target = key["reference"].get("resource", resource["name"])
            assert fields[target].issuperset(key["reference"]["fields"])
            assert fields[resource["name"]].issuperset(key["fields"])


def test_datasette_counts_by_what_repeats() -> None:
    assert facets("documents") == ["format", "language", "kind", "act_type", "status"]
    assert facets("figures")[:2] == ["document_id", "kind"]


def facets(table: str) -> list[str]:
    about = metadata(TABLES)[table]
    assert isinstance(about, dict)
    found: list[str] = about["facets"]
    return found


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.table)
def test_tables_are_shown_by_columns_that_they_have(model: type[Row]) -> None:
    shown = model.display
    singles = {shown.title, shown.sort, shown.mark_title} - {None}
    assert set(model.model_fields) >= {
        *singles, *shown.facets, *shown.listed, *shown.listed_by
    }  # fmt: skip
    if shown.counted or shown.listed or shown.anchor:
        assert "document_id" in model.model_fields
    if shown.anchor:
        assert len(model.primary_key) == 1
    if shown.mark_title:
        assert {"passage_id", "char_start", "char_end"} <= set(model.model_fields)


def test_datasette_knows_every_column_and_a_label_where_keys_lead() -> None:
    described = metadata(TABLES)
    for model in TABLES:
        about = described[model.table]
        assert isinstance(about, dict)
        assert set(about["columns"]) == set(model.model_fields)
    labels = {name: about.get("label_column") for name, about in described.items()}  # type: ignore[attr-defined]
    assert (labels["documents"], labels["actions"], labels["figures"]) == ("title", "name", "text")


def test_data_dictionary_in_docs_is_up_to_date() -> None:
    page = (ROOT / "docs/data-dictionary.md").read_text("utf-8")
    assert page == dictionary(TABLES, VIEWS), "run `make docs`"
