"""Plans under titles that nobody has seen: how they are made, what of them is understood."""

import re
import tomllib
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.plans import measure, total
from extractors.readers import read
from tests.generator.manuscript import Grid
from tests.generator.plans import Action, Section
from tests.generator.printers import PRINTERS
from tests.generator.strangers import QUIRKS, bank, breaks, random_stranger, split_grid

ROOT = Path(__file__).parent.parent
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
OWN_PRINTERS = [name for name, printer in PRINTERS.items() if printer.program is None]
SAMPLE = range(3)  # seeds


def folded(text: str) -> str:
    """The letters and digits of a title, as lexica compare them."""
    return re.sub(r"[\W_]+", "", text.lower().replace("ё", "е"))


def strings(data: Any) -> list[str]:
    """All strings of a tree of tables and lists."""
    if isinstance(data, str):
        return [data]
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for part in inside for text in strings(part)]


@LANGUAGES
def test_no_lexicon_and_no_fitting_knows_a_title_that_is_held_back(language: str) -> None:
    held = {folded(title) for titles in bank(language)["titles"].values() for title in titles}
    lexica = (ROOT / "extractors" / "languages" / language).glob("plan_*.toml")
    for file in (*lexica, ROOT / "tools" / "columns" / f"{language}.toml"):
        known = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        known.pop("cells", None)
        assert not held & set(map(folded, strings(known))), file.name


@pytest.mark.parametrize("quirk", QUIRKS)
def test_a_quirk_is_there_when_it_is_asked_for(quirk: str) -> None:
    strangers = [random_stranger(Random(seed), rows=20, quirks=[quirk]) for seed in range(6)]
    documents = [stranger.manuscript(Random(1)) for stranger in strangers]
    rows = [row for stranger in strangers for row in stranger.plan.rows]
    shown = {
        "dittos": any(isinstance(row, Action) and row.marks for row in rows),
        "paragraphs": any(isinstance(row, Action) and "\n" in "".join(row.cells) for row in rows),
        "merged numbers": any(stranger.plan.merged for stranger in strangers),
        "sections": any(isinstance(row, Section) for row in rows),
        "continued": all(not d.grids[-1].header_rows for d in documents),
        "headed anew": all(len(d.grids) > 1 and d.grids[-1].header_rows for d in documents),
    }
    assert shown[quirk]


def test_a_ditto_mark_is_printed_and_the_cell_above_is_meant() -> None:
    plan = random_stranger(Random(5), "ru", 20, ["dittos"]).plan
    above = plan.rows[0]
    for row, texts in zip(plan.rows, plan.grid().texts()[plan.grid().header_rows :], strict=True):
        assert isinstance(row, Action)
        assert isinstance(above, Action)
        for column, mark in row.marks.items():
            assert texts[column] == mark
            assert row.cells[column] == above.cells[column]
        above = row


def test_pieces_of_a_table_hold_its_rows() -> None:
    grid = random_stranger(Random(2), "kk", 15, ["merged numbers", "sections"]).plan.grid()
    pieces = split_grid(grid, breaks(grid)[::4], headed=False)
    assert [row for piece in pieces for row in piece.texts()] == grid.texts()
    headed: list[Grid] = split_grid(grid, breaks(grid)[:1], headed=True)
    assert headed[1].texts()[0] == grid.texts()[0]


@pytest.mark.parametrize("printer", OWN_PRINTERS)
def test_each_printer_prints_what_a_reader_reads(printer: str) -> None:
    manuscript = random_stranger(Random(1), "ru", 5, []).manuscript(Random(1))
    data = PRINTERS[printer].print(manuscript, Random(1))
    document = read(f"plan.{PRINTERS[printer].suffix}", data)
    tables = [cell.text for table in document.tables for cell in table.cells]
    said = " ".join([*tables, *(block.text for block in document.blocks)])
    assert manuscript.title in said


@pytest.mark.parametrize(("printer", "rows", "cells"), [
    ("html", 0.99, 0.97), ("docx", 0.99, 0.97), ("md", 0.99, 0.97), ("pdf, ruled", 0.99, 0.97),
    ("pdf, framed", 0.99, 0.97), ("pdf, horizontal rules", 0.95, 0.9), ("pdf, no rules", 0.95, 0.9),
])  # fmt: skip
def test_under_known_titles_no_less_is_understood_than_before(
    printer: str, rows: float, cells: float
) -> None:
    score = total([measure(seed, printer, known=1.0) for seed in SAMPLE])
    assert score.rows_found >= rows * score.rows, score.misses
    assert score.cells_blind >= cells * score.cells, score.misses
