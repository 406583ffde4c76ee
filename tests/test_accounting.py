"""Every letter and digit of a file is in a passage, a cell or furniture, or a finding tells it."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from extractors.contacts import withhold_contacts
from extractors.flow import extract
from extractors.readers import read
from extractors.readers.accounting import count_characters
from schemas.base import Row
from schemas.document import Block, Document
from schemas.tables import DocumentRow, FindingRow, FurnitureRow, PassageRow
from tests.conftest import Run
from tests.generator.printers import PRINTERS
from tests.generator.strangers import random_stranger

SITE = """<html><body>
<nav><a href="/">Главная</a><a href="/news">Новости</a><a href="/docs">Документы</a></nav>
<article><h1>Об итогах года</h1><p>В области построено 12 школ и 5 детских садов, сообщили в
управлении образования.</p></article>
<button>Подписаться</button><footer>© 2025 Управление</footer></body></html>"""
LETTER = """Министру образования

Направляем сведения: построено 12 школ, отремонтировано 40.

Исп. Иванов А.А., тел. 8 (7172) 55-55-55
"""


RowT = TypeVar("RowT", bound=Row)
SAMPLES = sorted(path for path in Path("raw_docs").iterdir() if path.is_file())


def _rows(path: str, data: bytes, kind: type[RowT]) -> list[RowT]:
    return [row for rows in extract(path, data).values() for row in rows if isinstance(row, kind)]


def test_what_stands_around_an_article_is_named() -> None:
    rows = _rows("a.html", SITE.encode(), FurnitureRow)
    texts = " ".join(row.text or "" for row in rows)
    assert all(words in texts for words in ("Главная", "Подписаться", "© 2025"))
    assert "школ" not in texts


def test_a_contact_is_counted_and_not_told() -> None:
    rows = _rows("letter.txt", LETTER.encode(), FurnitureRow)
    assert [(row.kind, row.text, row.count) for row in rows] == [("withheld_contact", None, 1)]


def test_the_head_of_a_markdown_file_is_furniture() -> None:
    text = "---\ntitle: Отчет\nauthor: Управление\n---\n\nПостроено 12 школ в области.\n"
    rows = _rows("a.md", text.encode(), FurnitureRow)
    assert [(row.kind, row.text, row.line) for row in rows] == [
        ("front_matter", "title: Отчет", 2),
        ("front_matter", "author: Управление", 3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Построено 12 школ.</p><svg><text>Всего потрачено 40 миллионов</text></svg>",
        "<p>Построено 12 школ.</p><canvas>Всего потрачено 40 миллионов</canvas>",
    ],
)
def test_text_that_no_reader_takes_up_is_told(text: str) -> None:
    (finding,) = [
        row for row in _rows("a.html", text.encode(), FindingRow) if row.rule == "text_unaccounted"
    ]
    assert finding.evidence == "Всего потрачено 40 миллионов"
    (document,) = _rows("a.html", text.encode(), DocumentRow)
    assert document.unaccounted_characters == count_characters(["Всего потрачено 40 миллионов"])
    assert document.characters == document.unaccounted_characters + count_characters(
        ["Построено 12 школ"]
    )


def test_a_lost_contact_is_not_quoted() -> None:
    text = "<p>Построено 12 школ.</p><svg>Исп. Иванов А.А., тел. 8 (7172) 55-55-55</svg>"
    rules = [row.rule for row in _rows("a.html", text.encode(), FindingRow)]
    assert "text_unaccounted" not in rules


def test_order_spaces_and_hyphens_do_not_matter() -> None:
    text = "Построено две-\nнадцать школ, от-\nремонтировано  сорок садов об-\nласти.\n"
    assert read("a.txt", text.encode()).unaccounted == ()


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_nothing_of_the_samples_is_unaccounted(path: Path) -> None:
    _nothing_is_lost(path.name, path.read_bytes())


@pytest.mark.parametrize("printer", [name for name in PRINTERS if not PRINTERS[name].program])
def test_nothing_of_a_plan_is_unaccounted_in_any_form(printer: str) -> None:
    for seed in range(7000, 7003):
        manuscript = random_stranger(Random(seed)).manuscript(Random(seed))
        data = PRINTERS[printer].print(manuscript, Random(seed))
        _nothing_is_lost(f"plan.{PRINTERS[printer].suffix}", data)


def _nothing_is_lost(path: str, data: bytes) -> None:
    """All characters that the file holds are in the rows that are published of it."""
    families = extract(path, data)
    (document,) = families["documents"]
    assert isinstance(document, DocumentRow)
    assert document.unaccounted_characters == 0
    rows = [row for rows in families.values() for row in rows]
    published = Counter(row.text for row in rows if isinstance(row, PassageRow | FurnitureRow))
    assert document.characters > 0
    document_read = withhold_contacts(read(path, data))
    assert not Counter(text for text in _texts(document_read) if text) - published


def _texts(document: Document) -> Iterator[str]:
    for part in document.body:
        yield from [part.text] if isinstance(part, Block) else (c.text for c in part.cells)
    yield from (block.text for block in (*document.notes, *document.furniture))


def test_the_accounting_adds_up(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    said = json.loads(zhospar("show", "report.md", "--accounting", "--json").output)
    characters = {row["where"]: row["characters"] for row in said}
    assert characters.pop("the whole file") == sum(characters.values()) > 0
    assert characters["nowhere (text_unaccounted)"] == 0
