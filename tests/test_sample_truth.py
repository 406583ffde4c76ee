"""What is published of the sample documents is what was written into them."""

import pytest

from extractors.abbreviations import find_abbreviations
from extractors.figures import find_figures
from extractors.metadata import describe
from extractors.outline import parse
from extractors.parsed import ParsedDocument
from extractors.readers import read
from schemas.tables import FigureRow
from tests.generator.annotated import ExpectedFigure
from tests.generator.written import (
    abbreviations,
    expected_figures,
    sample_files,
    source,
)

FILES = sample_files()
PROSE = {"decree_kk": "decree_kk.pdf", "report_ru": "report_ru.md", "news_kk": "news_kk.txt"}


def parsed(name: str) -> ParsedDocument:
    return parse(read(name, FILES[name]))


def match(expected: ExpectedFigure, found: list[FigureRow]) -> FigureRow | None:
    """The figure found for an expected one; taken out of the list."""
    for row in found:
        if row.value == expected.value and row.number_text in expected.words:
            found.remove(row)
            return row
    return None


@pytest.mark.parametrize("name", PROSE)
def test_figures_of_the_prose(name: str) -> None:
    document = parsed(PROSE[name])
    figures = find_figures(document, describe(document)).figures
    in_tables = {p.row.passage_id for p in document.passages if p.row.kind == "table_cell"}
    found = [row for row in figures if row.passage_id not in in_tables]
    pairs = [(expected, match(expected, found)) for expected in expected_figures(name)]
    missing = [expected for expected, row in pairs if row is None]
    assert len(missing) <= 0.03 * len(pairs), missing
    kinds = sum(row.kind == expected.kind for expected, row in pairs if row)
    units = sum(row.unit == expected.unit for expected, row in pairs if row)
    assert kinds == len(pairs) - len(missing)
    assert units >= 0.95 * len(pairs)


@pytest.mark.parametrize("name", ["decree_kk.pdf", "decree_kk.txt"])
def test_head_of_the_decree(name: str) -> None:
    row, told = describe(parsed(name)), source("decree_kk")
    assert (row.title, row.number, row.date) == (told["title"], told["number"], told["date"])
    assert (row.signatory, row.kind, row.language) == (told["signatory"], "decree", "kk")


@pytest.mark.parametrize("name", ["decree_kk.pdf", "decree_kk.txt"])
def test_outline_of_the_decree(name: str) -> None:
    kinds = ("part", "chapter", "paragraph")
    sections = [(s.kind, s.number, s.heading) for s in parsed(name).sections if s.kind in kinds]
    told = source("decree_kk")["sections"]
    assert sections == [(s["kind"], s["number"], s["heading"]) for s in told]


@pytest.mark.parametrize("name", ["decree_kk.pdf", "decree_kk.txt"])
def test_passport_of_the_decree(name: str) -> None:
    facts = {row.name: row.value for row in parsed(name).facts}
    told = source("decree_kk")["facts"]
    assert facts == {fact["name"]: " ".join(fact["value"].split()) for fact in told}


@pytest.mark.parametrize(
    ("name", "language"),
    [("decree_kk.pdf", "kk"), ("decree_kk.txt", "kk"), ("plan_ru.docx", "ru")],
)
def test_abbreviations_under_the_plan(name: str, language: str) -> None:
    rows = find_abbreviations(parsed(name)).abbreviations
    listed = {row.abbreviation: row.expansion for row in rows if row.origin == "list"}
    assert listed == abbreviations(language)


def test_nothing_of_the_news_page_but_the_article() -> None:
    text = " ".join(passage.row.text for passage in parsed("news_kk.txt").passages)
    for outside in ("Басты бет", "Telegram", "14 мың ағаш", "2 500 келуші", "Мұрағат", "Редакция"):
        assert outside not in text
