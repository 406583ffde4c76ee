"""Pictures say what the tables say, and hold no markup of documents."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from pipelines.publishing.migrations import create_schema
from pipelines.site.interface import interfaces
from pipelines.site.pictures import MAX_LINES, Picture, pictures
from pipelines.site.plots import ticks

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        create_schema(connection)
        yield connection


def insert(database: sqlite3.Connection, table: str, **values: object) -> None:
    if any(name == "source" for _, name, *_ in database.execute(f"pragma table_info({table})")):
        values.setdefault("source", "text")
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
    interface = interfaces()["en"]
    return {picture.name: picture for picture in pictures(database, document, interface)}


def test_nothing_is_drawn_of_nothing(database: sqlite3.Connection) -> None:
    assert drawn(database) == {}


def test_indicators_of_one_unit_share_a_plot(database: sqlite3.Connection) -> None:
    for key, unit in (("1", "%"), ("2", "балл"), ("3", "%")):
        indicator(database, key, unit)
    picture = drawn(database)["indicators"]
    assert [plot.count("<polyline") for plot in picture.plots] == [2, 1]
    assert picture.summary == "3 target indicators, 2030 to 2031."
    assert picture.rows[1] == ("2 2", "балл", "30", "31")
    assert ">Year</text>" in picture.plots[0]


def test_a_page_of_very_many_indicators_is_cut(database: sqlite3.Connection) -> None:
    for number in range(MAX_LINES + 5):
        indicator(database, str(number), unit=f"unit {number}")
    picture = drawn(database)["indicators"]
    assert len(picture.plots) == MAX_LINES
    assert f"The first {MAX_LINES} are drawn." in picture.summary


def test_only_the_document_asked_for_is_drawn(database: sqlite3.Connection) -> None:
    indicator(database, "1", "%", document="d")
    indicator(database, "2", "%", document="e")
    assert drawn(database, "e")["indicators"].plots[0].count("<polyline") == 1
    assert drawn(database, "f") == {}


def test_a_body_is_called_by_its_name(database: sqlite3.Connection) -> None:
    insert(database, "bodies", body_id="ministry", name="Ministry", level="ministry",
           kind="public body")  # fmt: skip
    for key, printed in (("1", "МСХ"), ("2", "МСХ"), ("3", "Минсельхоз")):
        action(database, key, "ministry", printed)
    picture = drawn(database)["deadlines"]
    assert picture.rows == (("Ministry", "3"),)
    assert picture.summary == "3 due dates of 1 body, Jun 30, 2030 to Jun 30, 2030."


def test_documents_bring_no_markup(database: sqlite3.Connection) -> None:
    action(database, "1", None, SCRIPT)
    indicator(database, SCRIPT, SCRIPT)
    for picture in drawn(database).values():
        for plot in picture.plots:
            assert "<script" not in plot


def test_money_of_two_currencies_is_not_added_up(database: sqlite3.Connection) -> None:
    action(database, "1", None, "МСХ")
    for position, (amount, currency) in enumerate(((2e6, "KZT"), (3e6, "KZT"), (5e3, "USD"))):
        insert(database, "action_funding", action_id="1", position=position, kind="amount",
               amount=amount, currency=currency, source_kind="local")  # fmt: skip
    picture = drawn(database)["money"]
    assert picture.summary == "5,000,000 KZT, 5,000 USD in 3 amounts."
    assert len(picture.plots) == 2


def test_an_action_is_counted_once(database: sqlite3.Connection) -> None:
    action(database, "1", None, "МСХ")
    action(database, "2", None, "МСХ")
    for position in range(3):
        insert(database, "action_funding", action_id="1", position=position, kind="off_budget")
    picture = drawn(database)["kinds"]
    assert picture.summary == "2 actions."
    assert dict(picture.rows) == {"off budget": "1", "not told": "1"}


def test_axes_are_marked_with_round_values() -> None:
    assert ticks(0, 100) == [0, 20, 40, 60, 80, 100]
    assert ticks(0, 7) == [0, 2, 4, 6, 8]
    assert ticks(5, 5)[0] <= 4
    assert ticks(-3, 2)[0] <= -3
    assert len(ticks(0, 2.2e10)) < 9
