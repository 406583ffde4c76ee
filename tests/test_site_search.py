"""Search over published tables: any form of a word, either spelling, filters, snippets."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from extractors.languages.latin import readings
from extractors.search import fold, query_expression
from pipelines.site.application import build_site
from pipelines.site.search import Hits, exact_figures, search
from pipelines.site.suggestions import instead
from tests.site import publish

TEXTS = {
    "kk.txt": "Оқу министрлігінің есебі\n\nҚазақ тілі кітапханаларда дамиды.\n\nЖол-көлік пен "
    "ауыл мектептерінде 12 бала оқиды.",
    "ru.txt": "Отчёт о программах\n\nВ программе участвуют 40 школ.\n\nУчёт ведёт министерство. "
    + "Длинное предложение о саде и дороге. " * 40 + "В конце стоит водонапорная башня.",
}  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("search")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    output = publish(folder / "outputs", [folder / name for name in TEXTS])
    with closing(sqlite3.connect(output / "zhospar.db")) as connection:
        yield connection


@pytest.fixture(scope="module")
def site(database: sqlite3.Connection) -> Datasette:
    ((_, _, path),) = database.execute("pragma database_list")
    return build_site(Path(path))


def texts(hits: Hits) -> list[str]:
    return ["".join(piece.text for piece in hit.snippet) for hit in hits.hits]


def marked(hits: Hits) -> set[str]:
    return {piece.text for hit in hits.hits for piece in hit.snippet if piece.marks}


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("министрлік", "министрлігінің"),
        ("министрлик", "министрлігінің"),
        ("казак", "Қазақ"),
        ("ҚАЗАҚ", "Қазақ"),
        ("қазақтың", "Қазақ"),
        ("кітапхана", "кітапханаларда"),
        ("китапхана", "кітапханаларда"),
        ("мектеп", "мектептерінде"),
        ("көлік", "Жол-көлік"),
        ("жол-көлігі", "Жол-көлік"),
        ("программа", "программе"),
        ("программы", "программах"),
        ("учет", "Учёт"),
        ("министерства", "министерство"),
    ],
)
def test_any_form_and_spelling_finds_any_other(
    database: sqlite3.Connection, query: str, word: str
) -> None:
    found = search(database, query)
    assert any(word in text for text in texts(found)), texts(found)
    assert word in marked(found)


def test_all_words_are_asked_for(database: sqlite3.Connection) -> None:
    assert search(database, "программа школа").hits
    assert search(database, "программа кітапхана").hits == ()


@pytest.mark.parametrize("query", ["", "  ", "—", '"', "AND", "a OR", "NEAR(x", "школ*", "-", "'"])
def test_nothing_typed_breaks_the_search(database: sqlite3.Connection, query: str) -> None:
    search(database, query)


def test_signs_of_the_index_are_words_like_others() -> None:
    assert query_expression('сад" OR "дом') == '("сад") AND ("or") AND ("дом")'


def test_filters_by_kind_language_and_document(database: sqlite3.Connection) -> None:
    assert {hit.kind for hit in search(database, "школа").hits} == {"passage", "figure"}
    only = search(database, "школа", {"kind": "figure"}).hits
    assert [hit.kind for hit in only] == ["figure"]
    assert search(database, "школа", {"language": "kk"}).hits == ()
    (document,) = {hit.document_id for hit in search(database, "школа").hits}
    assert search(database, "школа", {"document_id": document}).hits
    assert search(database, "школа", {"document_id": "doc-0"}).hits == ()
    assert search(database, "школа", {"unknown": "x"}).hits


def test_snippet_is_cut_around_the_hit(database: sqlite3.Connection) -> None:
    (text,) = texts(search(database, "водонапорный", {"kind": "passage"}))
    assert len(text) < 400
    assert text.startswith("… ")
    assert "башня" in text


def test_pages_follow_each_other(database: sqlite3.Connection) -> None:
    everything = search(database, "о", limit=50).hits
    first = search(database, "о", limit=1)
    second = search(database, "о", limit=1, offset=1)
    assert first.more is (len(everything) > 1)
    assert [*first.hits, *second.hits] == list(everything[:2])


def test_hits_are_counted_by_what_they_may_be_narrowed_to(database: sqlite3.Connection) -> None:
    found = search(database, "школа")
    assert found.total == len(found.hits) == sum(found.facets["kind"].values())
    assert found.facets["language"] == {"ru": found.total}
    assert found.facets["act"] == {"report": found.total}
    assert search(database, "школа", {"act": "plan"}).total == 0
    figure = next(hit for hit in found.hits if hit.kind == "figure")
    assert figure.place["line"] == 3


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("mektep", "мектептерінде"),
        ("Qazaq", "Қазақ"),
        ("kitaphana", "кітапханаларда"),
        ("bala", "бала"),
        ("shkola", "школ"),
        ("programma", "программе"),
        ("ministerstvo", "министерство"),
    ],
)
def test_latin_letters_are_understood(database: sqlite3.Connection, typed: str, word: str) -> None:
    assert word in marked(search(database, typed))


def test_words_of_other_letters_have_no_readings() -> None:
    assert readings("школа") == frozenset()
    assert readings("x") == frozenset()
    assert len(readings("y" * 40)) <= 64


@pytest.mark.parametrize("typed", ["40 школ", "40школ", "40  ШКОЛ"])
def test_a_number_with_its_unit_finds_the_figure(site: Datasette, typed: str) -> None:
    assert figures_found(site, typed) == ["40 школ"]


@pytest.mark.parametrize("typed", ["40", "0 школ", "40 садов", "школ 40", ""])
def test_other_figures_are_not_exact(site: Datasette, typed: str) -> None:
    assert figures_found(site, typed) == []


def figures_found(site: Datasette, typed: str) -> list[str]:
    with closing(sqlite3.connect(site.get_database("zhospar").path)) as connection:
        site._prepare_connection(connection, "zhospar")
        connection.row_factory = None
        return [figure["text"] for figure in exact_figures(connection, typed)]


def test_what_to_ask_instead_when_nothing_is_found(database: sqlite3.Connection) -> None:
    mended, fewer = instead(database, "кітабхана")
    assert [other.query for other in mended] == ["кітапханаларда"]
    assert fewer == []
    mended, fewer = instead(database, "программа кітапхана")
    assert mended == []
    assert [other.query for other in fewer] == ["кітапхана", "программа"]
    assert instead(database, "ъъъъ") == ([], [])


def test_the_page_of_search_tells_all_this(site: Datasette) -> None:
    def page(query: str) -> str:
        return str(asyncio.run(site.client.get(f"/-/search?q={query}")).text)

    assert "Figures that are exactly this" in page("40 школ")
    assert "Did you mean" in page("кітабхана")
    assert "Without the filters" in page("школа&language=kk")
    assert "Narrow down" in page("школа")


def test_fold_bridges_keyboards() -> None:
    assert fold("Қазақстан") == fold("Казакстан")
    assert fold("Ұңғыма") == fold("Унгыма")
    assert fold("Ёлка") == fold("елка")


def test_index_follows_documents_that_go(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name, text in TEXTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    output = publish(tmp_path / "outputs", [documents])
    (documents / "kk.txt").unlink()
    publish(output, [documents])
    with closing(sqlite3.connect(output / "zhospar.db")) as connection:
        assert search(connection, "кітапхана").hits == ()
        assert search(connection, "программа").hits
