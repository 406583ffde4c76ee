"""Plots say what the tables say, and hold no markup of documents."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from pipelines.publishing.migrations import create_schema
from pipelines.site.pictures import MAX_LINES, Picture, pictures

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        create_schema(connection)
        yield connection


def insert(database: sqlite3.Connection, table: str, **values: object) -> None:
    marks = ", ".join("?" * len(values))
    database.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", [*values.values()]
    )


def indicator(database: sqlite3.Connection, key: str, unit: str, document: str = "d") -> None:
    insert(database, "indicators", indicator_id=key, document_id=document, number=key, name=key,
           unit=unit)  # fmt: skip
    for year in (2030, 2031):
        insert(database, "indicator_values", indicator_id=key, year=year, value=year - 2000)


def action(database: sqlite3.Connection, key: str, body: str | None, printed: str) -> None:
    insert(database, "actions", action_id=key, document_id="d", table_id="t", position=1,
           number="1", name=SCRIPT, confidence=1)  # fmt: skip
    insert(database, "action_due_dates", action_id=key, position=1, due_date="2030-06-30",
           deadline_position=1)  # fmt: skip
    insert(database, "action_bodies", action_id=key, position=1, text=printed, body_id=body,
           by_agreement=0, confidence=1)  # fmt: skip


def drawn(database: sqlite3.Connection, document: str | None = None) -> dict[str, Picture]:
    return {picture.name: picture for picture in pictures(database, document)}


def test_nothing_is_drawn_of_nothing(database: sqlite3.Connection) -> None:
    assert pictures(database, None) == []


def test_indicators_of_one_unit_share_an_axis(database: sqlite3.Connection) -> None:
    for key, unit in (("1", "%"), ("2", "балл"), ("3", "%")):
        indicator(database, key, unit)
    figure = json.loads(drawn(database)["indicators"].figure)
    assert [line.get("yaxis", "y") for line in figure["data"]] == ["y", "y2", "y"]
    assert drawn(database)["indicators"].summary == "3 target indicators, 2030 to 2031."


def test_a_page_of_very_many_indicators_is_cut(database: sqlite3.Connection) -> None:
    for number in range(MAX_LINES + 5):
        indicator(database, str(number), unit=f"unit {number}")
    picture = drawn(database)["indicators"]
    assert len(json.loads(picture.figure)["data"]) == MAX_LINES
    assert f"The first {MAX_LINES} are drawn." in picture.summary


def test_only_the_document_asked_for_is_drawn(database: sqlite3.Connection) -> None:
    indicator(database, "1", "%", document="d")
    indicator(database, "2", "%", document="e")
    assert len(json.loads(drawn(database, "e")["indicators"].figure)["data"]) == 1
    assert drawn(database, "f") == {}


def test_a_body_is_called_what_documents_call_it_most(database: sqlite3.Connection) -> None:
    for key, printed in (("1", "МСХ"), ("2", "МСХ"), ("3", "Минсельхоз")):
        action(database, key, "ministry", printed)
    picture = drawn(database)["deadlines"]
    (line,) = json.loads(picture.figure)["data"]
    assert set(line["y"]) == {"МСХ"}
    assert picture.summary == "3 due dates of 1 bodies, from 2030-06-30 to 2030-06-30."


def test_documents_bring_no_markup(database: sqlite3.Connection) -> None:
    action(database, "1", None, SCRIPT)
    indicator(database, SCRIPT, SCRIPT)
    for picture in pictures(database, None):
        assert "<script" not in picture.figure
        assert "&lt;script" in picture.figure


def test_money_of_two_currencies_is_not_added_up(database: sqlite3.Connection) -> None:
    action(database, "1", None, "МСХ")
    for position, (amount, currency) in enumerate(((2e6, "KZT"), (3e6, "KZT"), (5e3, "USD"))):
        insert(database, "action_funding", action_id="1", position=position, kind="amount",
               amount=amount, currency=currency, source_kind="local")  # fmt: skip
    picture = drawn(database)["money"]
    assert picture.summary == "5,000,000 KZT and 5,000 USD in 3 amounts."
    bars = {bar["name"]: bar["y"] for bar in json.loads(picture.figure)["data"]}
    assert bars == {"local, KZT": [5e6], "local, USD": [5e3]}
