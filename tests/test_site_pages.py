"""The site without a browser: every page answers, questions have answers, nothing is let in."""

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing
from html import escape
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette
from typer.testing import CliRunner

from pipelines.commands.cli import app
from pipelines.errors import DatabaseError, PortError
from pipelines.site.application import LOOPBACK, _listening, build_site
from pipelines.site.interface import interfaces
from schemas.tables import TABLES
from schemas.views import VIEWS
from tests.site import RAW_DOCS, publish


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    folder = tmp_path_factory.mktemp("pages")
    other = folder / "other.txt"
    other.write_text("Отчёт\n\nЦДЖК открыл 3 школы. Затем ЦДЖК открыл сад.", encoding="utf-8")
    output = publish(folder / "outputs", [RAW_DOCS / "plan_ru.html", other])
    return build_site(output / "zhospar.db")


def get(site: Datasette, path: str, **options: Any) -> httpx.Response:
    response: httpx.Response = asyncio.run(site.client.get(path, **options))
    return response


def rows(site: Datasette, path: str) -> list[dict[str, Any]]:
    name, _, asked = path.partition("?")
    response = get(site, f"{name}.json?{asked}")
    assert response.status_code == 200, response.text
    answer = response.json()
    return [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]


@pytest.mark.parametrize("model", [*VIEWS, *TABLES], ids=lambda model: model.table)
def test_every_table_has_a_page_with_its_columns_told(site: Datasette, model: Any) -> None:
    page = get(site, f"/zhospar/{model.table}")
    assert page.status_code == 200
    assert page.text.count("<dt>") == len(model.model_fields)


@pytest.mark.parametrize(
    ("question", "column"),
    [
        ("due_this_quarter_by_body?day=2027-04-15", "due_date"),
        ("actions_without_money", "funding"),
        ("figures_about?about=библиотека", "value"),
        ("asked_of_body?body=убд", "action"),
        ("unexplained_abbreviations", "abbreviation"),
        ("indicators_over_years", "year"),
    ],
)
def test_questions_have_answers(site: Datasette, question: str, column: str) -> None:
    answer = rows(site, f"/zhospar/{question}")
    assert answer
    assert column in answer[0]
    page = get(site, f"/zhospar/{question}")
    assert page.status_code == 200
    assert "/-/at/" in page.text


def test_quarter_holds_its_own_days_only(site: Datasette) -> None:
    answer = rows(site, "/zhospar/due_this_quarter_by_body?day=2027-04-15")
    assert {"2027-04-01" <= row["due_date"] <= "2027-06-30" for row in answer} == {True}


def test_empty_questions_find_nothing_and_break_nothing(site: Datasette) -> None:
    assert rows(site, "/zhospar/figures_about?about=") == []
    assert rows(site, "/zhospar/asked_of_body?body=") == []
    assert get(site, "/-/search?q=&page=x").status_code == 200


def test_rows_lead_to_their_places(site: Datasette) -> None:
    for table, key, mark in (
        ("actions", "action_id", "m"),
        ("figures", "figure_id", "m"),
        ("passages", "passage_id", "p"),
        ("findings", "finding_id", "n"),
        ("abbreviations", "abbreviation_id", "r"),
        ("indicators", "indicator_id", "r"),
    ):
        row = rows(site, f"/zhospar/{table}")[0]
        answer = get(site, f"/-/at/{table}/{row[key]}")
        assert answer.status_code == 302
        assert answer.headers["location"] == f"/-/read/{row['document_id']}#{mark}-{row[key]}"
        assert f'id="{mark}-{row[key]}"' in get(site, f"/-/read/{row['document_id']}").text


@pytest.mark.parametrize(
    "path",
    ["/-/read/doc-0", "/-/at/actions/action-0", "/-/at/meta/state", "/-/at/nothing/x",
     "/-/review/doc-0.html", "/exports/../zhospar.db", "/assets/../application.py",
     "/exports/..%2f..%2fetc/passwd"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(site: Datasette, path: str) -> None:
    assert get(site, path).status_code in (403, 404)


def test_take_away_is_at_hand(site: Datasette) -> None:
    (document,) = rows(site, "/zhospar/documents?path__endswith=plan_ru.html")
    key = document["document_id"]
    for path in (
        "/-/zhospar.db",
        "/exports/datapackage.json",
        "/exports/calendars/all.ics",
        f"/exports/workbooks/{key}.xlsx",
        f"/-/review/{key}.html",
    ):
        assert get(site, path).status_code == 200, path
    assert get(site, "/-/zhospar.db").content.startswith(b"SQLite format 3")


def test_start_page_leads_to_the_calendars_of_bodies(site: Datasette) -> None:
    links = re.findall(r'href="(/exports/calendars/[^"]+)"', get(site, "/").text)
    assert len(links) > 3
    for link in links:
        assert get(site, link).text.startswith("BEGIN:VCALENDAR")


def test_start_page_names_files_that_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Отчёт\n\nОткрыто 3 школы.", encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    arguments = ["run", str(tmp_path), "--output-dir", str(tmp_path / "outputs"), "--workers", "1"]
    assert CliRunner().invoke(app, arguments).exit_code == 3
    page = get(build_site(tmp_path / "outputs/zhospar.db"), "/").text
    assert "bad.pdf" in page
    assert "damaged" in page


@pytest.mark.parametrize("sql", ["delete from meta", "drop table meta", "pragma writable_schema=1"])
def test_nothing_asked_changes_the_database(site: Datasette, sql: str) -> None:
    before = rows(site, "/zhospar/meta")
    assert get(site, "/zhospar.json", params={"sql": sql}).status_code >= 400
    assert rows(site, "/zhospar/meta") == before


def test_strange_hosts_are_refused(site: Datasette) -> None:
    for host, status in (("127.0.0.1:8001", 200), ("localhost", 200), ("example.com", 421)):
        assert get(site, "/", headers={"host": host}).status_code == status
    assert "default-src 'self'" in get(site, "/").headers["content-security-policy"]


def test_a_name_that_is_allowed_is_answered(site: Datasette) -> None:
    allowing = build_site(Path(site.get_database("zhospar").path), ["Plans.example.kz"])
    for host, status in (("plans.example.kz", 200), ("localhost", 200), ("example.com", 421)):
        assert get(allowing, "/", headers={"host": host}).status_code == status


def test_the_language_is_chosen_by_browser_and_reader(site: Datasette) -> None:
    def lang(**headers: str) -> str:
        (found,) = re.findall('<html lang="(..)">', get(site, "/zhospar", headers=headers).text)
        return str(found)

    assert lang() == "en"
    assert lang(**{"accept-language": "kk, ru;q=0.8"}) == "kk"
    chosen = get(site, "/zhospar/actions?_lang=ru&_size=5&name__contains=б")
    assert chosen.status_code == 302
    assert chosen.headers["location"] == "/zhospar/actions?_size=5&name__contains=%D0%B1"
    cookie = chosen.headers["set-cookie"].partition(";")[0]
    assert lang(**{"accept-language": "kk", "cookie": cookie}) == "ru"
    assert lang(**{"accept-language": "kk", "cookie": "zhospar_language=xx; a"}) == "kk"
    assert get(site, "//example.com/?_lang=ru").headers["location"] == "/example.com/"


@pytest.mark.parametrize("path", ["/", "/zhospar", "/zhospar/actions", "/-/search", "/-/pictures"])
def test_pages_speak_one_language(site: Datasette, path: str) -> None:
    for code, interface in interfaces().items():
        page = get(site, path, headers={"accept-language": code}).text
        (heading,) = re.findall(r"<h1>(.*?)</h1>", page)
        assert heading in (*interface.messages.values(), "zhospar")
        assert f'aria-label="{interface("site.menu")}"' in page


def test_a_row_has_a_page_with_all_that_belongs_to_it(site: Datasette) -> None:
    action = next(row for row in rows(site, "/zhospar/actions") if row["deadline"])
    page = get(site, f"/zhospar/actions/{action['action_id']}").text
    assert re.search("<h1[^>]*>(.*?)</h1>", page)[1] == escape(action["name"])  # type: ignore[index]
    for heading in ("Deadlines", "Responsible", "Money", "The text", "Cite", "How it was read"):
        assert f"<h2>{heading}</h2>" in page
    assert f"@misc{{{action['action_id']}," in page
    assert f"/-/at/actions/{action['action_id']}</pre>" in page
    body = next(row for row in rows(site, "/zhospar/action_bodies") if row["body_id"])["body_id"]
    assert "Its actions" in get(site, f"/zhospar/bodies/{body}").text
    figure = rows(site, "/zhospar/figures")[0]
    assert f"<mark>{figure['text']}</mark>" in get(site, f"/zhospar/figures/{figure['figure_id']}").text  # fmt: skip  # noqa: E501


def test_the_reading_page_marks_pages_and_words_and_keeps_headers(site: Datasette) -> None:
    (document,) = rows(site, "/zhospar/documents?path__endswith=plan_ru.html")
    page = get(site, f"/-/read/{document['document_id']}?q=библиотека").text
    assert re.search("<mark>[Бб]иблиотек", page)
    assert "<thead><tr>" in page
    assert page.index("<aside") < page.index("<main")
    action = rows(site, "/zhospar/actions")[0]
    at = f"/-/at/actions/{action['action_id']}"
    location = get(site, at + "?q=сад").headers["location"]
    assert location.endswith(f"?q=%D1%81%D0%B0%D0%B4#m-{action['action_id']}")
    assert get(site, f"/-/page/{document['document_id']}/1.png").status_code == 404


def test_pages_of_a_pdf_are_drawn_while_the_file_is_the_same(tmp_path: Path) -> None:
    source = tmp_path / "decree.pdf"
    shutil.copy(RAW_DOCS / "decree_kk.pdf", source)
    site = build_site(publish(tmp_path / "outputs", [source]) / "zhospar.db")
    (document,) = rows(site, "/zhospar/documents")
    action = rows(site, "/zhospar/actions")[0]
    key, number = document["document_id"], action["page"]
    text = get(site, f"/-/read/{key}").text
    assert f'id="page-{number}"' in text
    plain = get(site, f"/-/page/{key}/{number}.png")
    marked = get(site, f"/-/page/{key}/{number}.png?at={action['action_id']}")
    for drawn in (plain, marked):
        assert drawn.content.startswith(b"\x89PNG")
        assert len(drawn.content) < 500_000
    assert plain.content != marked.content
    assert get(site, f"/-/page/{key}/99999.png").status_code == 404
    source.write_bytes(source.read_bytes() + b" ")
    assert get(site, f"/-/page/{key}/{number}.png").status_code == 404


def test_a_site_needs_a_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="zhospar run"):
        build_site(tmp_path / "zhospar.db")


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "zhospar.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE documents (document_id TEXT)")
    with pytest.raises(DatabaseError, match="another version"):
        build_site(path)


def test_a_port_that_is_taken_is_named() -> None:
    with _listening(LOOPBACK, 0) as taken:
        port = taken.getsockname()[1]
        assert taken.getsockname()[0] == "127.0.0.1"
        with pytest.raises(PortError, match=f"Port {port}"):
            _listening(LOOPBACK, port)
