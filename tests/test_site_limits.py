"""Odd and greedy requests: told in a sentence, within limits, and never a fault of ours."""

import asyncio
import csv
import io
import json
import re
import time
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
from datasette.app import Datasette
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines.site.application import build_site
from schemas.tables import TABLES
from tests.site import publish

# What Datasette had still to do when a question was refused is not awaited by anyone.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
PLAN = """# План

| № | Мероприятие | Срок исполнения |
|---|---|---|
| 1 | =1+1 Открыть кружок | май 2026 года |
| 2 | @обучить тренеров | май 2026 года |
| 3 | Провести слёт | июнь 2026 года |

Температура воздуха составила -5 °C. Открыто 12 школ.
"""
LARGEST = 30_000_000  # bytes of an answer
SLOWEST = 20  # seconds on a busy machine; the limit of a question is three
ENDLESS = "with recursive r(n) as (select 1 union all select n + 1 from r) select {} from r"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    folder = tmp_path_factory.mktemp("limits")
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    return build_site(publish(folder / "outputs", [folder / "plan.md"]) / "zhospar.db")


def ask(site: Datasette, path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """Ask as a server does that lets any byte through."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": query.encode("utf-8", "surrogatepass"),
        "headers": [
            (name.encode(), value.encode("utf-8"))
            for name, value in ({"host": "localhost"} | headers).items()
        ],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def answer() -> None:
        await site.app()(scope, receive, send)

    asyncio.run(answer())
    found = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], found, body)


def sql(site: Datasette, question: str, ending: str = ".json") -> Answer:
    return ask(site, f"/zhospar{ending}", urlencode({"sql": question}))


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
@pytest.mark.parametrize(
    "question",
    [
        "select randomblob(900000000)",
        "select hex(zeroblob(400000000))",
        "select replace(hex(zeroblob(900000)), '0', 'aaaaaaaaaaaaaaaaaaaa')",
        f"select {', '.join(['zeroblob(1900000)'] * 100)}",
        ENDLESS.format("count(*)"),
        ENDLESS.format("group_concat(hex(zeroblob(1000)))"),
        f"{ENDLESS.format('hex(zeroblob(900000))')} limit 4000",
        f"{ENDLESS.format('n')} limit 100000000 offset 99999999",
        "select count(*) from passages a, passages b, passages c, passages d, passages e,"
        " passages f, passages g, passages h, passages i, passages j, passages k",
        f"select {' + '.join(['1'] * 2000)}",
        "select 1; select 2",
        "select :a, ?2",
        "select * from nothing",
        "select 'a\0b'",
        "attach 'x' as y",
    ],
)
def test_greedy_questions_are_refused(site: Datasette, question: str, ending: str) -> None:
    start = time.monotonic()
    answer = sql(site, question, ending)
    assert time.monotonic() - start < SLOWEST
    assert answer.status == 400
    assert len(answer.body) < 1_000_000


def test_a_text_too_long_for_sqlite_is_none(site: Datasette) -> None:
    answer = sql(site, "select printf('%.*c', 900000000, 'x')", ".csv")
    assert len(answer.body) < 1_000_000


def test_many_rows_are_cut_and_said_to_be(site: Datasette) -> None:
    question = f"{ENDLESS.format('n')} limit 50000"
    assert b'"truncated": true' in sql(site, question).body
    cut = sql(site, question, ".csv")
    assert (cut.status, b"more than 5000 rows" in cut.body) == (400, True)


def test_reasonable_questions_are_answered(site: Datasette) -> None:
    for question in ("select 1 as one", f"{ENDLESS.format('n')} limit 4000",
                     "select instr('школа', 'а'), hex(zeroblob(500000))"):  # fmt: skip
        for ending in ("", ".json", ".csv"):
            assert sql(site, question, ending).status == 200, (question, ending)


def test_no_other_database_is_open_to_questions(site: Datasette) -> None:
    for name in ("_memory", "_internal", ":memory:"):
        assert ask(site, f"/{name}", "sql=select+1").status in (301, 403, 404)


def test_csv_of_the_site_holds_no_formulas(site: Datasette) -> None:
    answer = ask(site, "/zhospar/actions.csv", "_size=max&_col=name&_col=confidence")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert [row["name"][:2] for row in rows] == ["'=", "'@", "Пр"]
    assert all(0.9 < float(row["confidence"]) <= 1 for row in rows)
    asked = "select -5 as number, '-5 градусов' as text, '\t=1' as tab, 'а-б' as plain"
    assert sql(site, asked, ".csv").body.decode().splitlines() == [
        "number,text,tab,plain", "-5,'-5 градусов,'\t=1,а-б"
    ]  # fmt: skip
    assert json.loads(sql(site, asked).body)["rows"] == [[-5, "-5 градусов", "\t=1", "а-б"]]


def test_csv_for_excel_has_a_mark_semicolons_and_decimal_commas(site: Datasette) -> None:
    led = ask(site, "/zhospar/actions.excel", "_col=name&_col=confidence")
    assert led.status == 302
    path, _, query = led.headers["Location"].partition("?")
    answer = ask(site, path, query)
    assert answer.headers["content-disposition"] == 'attachment; filename="actions.csv"'
    lines = answer.body.decode("utf-8").splitlines()
    assert lines[0] == "\ufeffaction_id;name;confidence"
    assert re.search(r";'=1\+1 Открыть кружок;(?:0,9\d*|1,0)$", lines[1])


def test_csv_streams_all_rows_of_a_table(site: Datasette) -> None:
    ((count,),) = json.loads(sql(site, "select count(*) from search_entries").body)["rows"]
    answer = ask(site, "/zhospar/search_entries.csv", "_stream=on")
    assert len(list(csv.reader(io.StringIO(answer.body.decode())))) == count + 1


PATHS = (
    "/", "/plan", "/plan.xlsx", "/plan.ics", "/figures", "/figures.csv",
    "/.json", "/zhospar", "/zhospar.json", "/zhospar.csv", "/zhospar.db", "/-/search",
    "/-/pictures", "/-/read/", "/-/read/doc-0", "/-/at/actions/x", "/-/at/a/b/",
    "/-/zhospar.db", "/-/review/x.html", "/assets/", "/assets/site.css", "/exports/", "/-/static/",
    "/exports/excel", "/exports/datapackage.json", "/zhospar/asked_of_body", "/-/metadata.json",
    "/zhospar/figures_about.csv", "/zhospar/actions/x.json", "/-/settings", "/-/versions.json",
    "/-/threads.json", "/-/databases", "/-/plugins.json", "/-/actor.json", "/-/permissions",
    "/-/messages", "/-/allow-debug", "/-/patterns", "/-/logout", "/-/auth-token", "/favicon.ico",
    "/_memory", "/_internal", "//", "/zhospar/", "/:memory:",
    *(f"/zhospar/{model.table}{ending}" for model in TABLES for ending in ("", ".csv", ".json")),
)  # fmt: skip
NAMES = (
    "_size", "_next", "_sort", "_sort_desc", "_facet", "_facet_size", "_facet_array", "_facet_date",
    "_search", "_search_name", "_searchmode", "_where", "_through", "_col", "_nocol", "_labels",
    "_label", "_shape", "_nl", "_trace", "_timelimit", "_stream", "_header", "_dl", "_ttl",
    "_nocount", "_extra", "_json", "_json_infinity", "_fts_table", "_fts_pk", "_group_count",
    "_blob_column", "_blob_hash", "sql", "q", "page", "from", "to",
    "year", "quarter", "unit", "money", "form", "kind", "language", "document_id", "name",
    "name__exact", "name__like", "name__in", "name__arraycontains", "name__date", "confidence__gt",
    "name__glob", "name__isnull", "about", "body", "day", "_excel", "_lang", "_context", "_format",
    "token",
)  # fmt: skip
ODD_VALUES = (
    "", "0", "-1", "1", "ru", "max", "x", "on", "null", "9" * 30, "9" * 5000, "1e400", "NaN", "²",
    "[", "{}", '{"table":"actions"}', '{"table":"actions","column":"name","value":1}', "name",
    "rowid", "nothing", "arrays", "array", "object", "select 1", "select", "a,b", "$null,1",
    "1 = 1", "'", '"', "(", "* OR *", "\0", "%", "~", "~ED~A0~80", "\ud800", "<script>", "é" * 300,
    "actions", "search_index", "2027-13-45", "a\r\nb", "=1+1", "--", "/*", "😀",
)  # fmt: skip
ODD_TAILS = (
    ".json", ".csv", ".excel", ".jsono", ".blob", ".x", "/", "/x", "/~", "/~00", "/~ED~A0",
    "/%00", "/%ff", "/..", "/../..", "/%2e%2e%2f", "/é", "/\ud800", "/a,b,c", "/" + "a" * 3000,
    "//example.com", "/\\", "/?", "/\r\nx: y", "/.json", "/x.csv", "/\x00",
)  # fmt: skip
NAMED = st.sampled_from(NAMES) | st.text(max_size=6)
VALUES = st.sampled_from(ODD_VALUES) | st.text(max_size=20)
TAILS = st.just("") | st.sampled_from(ODD_TAILS) | st.text(max_size=8)


@given(
    path=st.sampled_from(PATHS),
    tail=TAILS,
    asked=st.lists(st.tuples(NAMED, VALUES), max_size=3),
    raw=st.just("") | st.text(max_size=10),
    method=st.sampled_from(("GET",) * 9 + ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "FOO", "")),
    cookie=st.sampled_from(("",) * 5 + ("a=b", "ds_messages=x", "=;;\x01", "ds_actor=é")),
)
@settings(
    max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@example(
    path="/-/search",
    tail="",
    asked=[("q", "x"), ("page", "9" * 5000)],
    raw="",
    method="GET",
    cookie="",
)
@example(path="/zhospar/actions", tail="", asked=[("_next", "x")], raw="", method="GET", cookie="")
@example(
    path="/zhospar",
    tail="",
    asked=[("sql", "select 1"), ("_timelimit", "x")],
    raw="",
    method="GET",
    cookie="",
)
def test_nothing_odd_is_a_fault_of_ours(
    site: Datasette,
    path: str,
    tail: str,
    asked: list[tuple[str, str]],
    raw: str,
    method: str,
    cookie: str,
) -> None:
    query = "&".join(f"{escaped(name)}={escaped(value)}" for name, value in asked) + raw
    answer = ask(site, path + tail, query, method, cookie=cookie)
    assert answer.status < 500, answer.body[:2000]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.body) < LARGEST
    if method not in ("GET", "HEAD"):
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def escaped(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@pytest.fixture(scope="module", autouse=True)
def threads_are_let_go(site: Datasette) -> Iterator[None]:
    yield
    site.executor.shutdown(wait=False, cancel_futures=True)
