"""What a text stripper leaves of a printed plan is put together again.

The floors are what the reader is known to reach; raise them when it gets better.
"""

import pytest

from benchmarks.accuracy import measure
from extractors.readers import read
from tests.generator.comparison import Score, compare_rows, largest_tables, table_rows
from tests.generator.dump import to_dump
from tests.generator.manuscript import words
from tests.generator.written import decree_manuscript, plan_manuscript, sample_plan

MANUSCRIPTS = {"kk": decree_manuscript(), "ru": plan_manuscript("ru")}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_sample_plan_comes_back(language: str) -> None:
    grid = sample_plan(language).grid()
    (table,) = largest_tables(read("plan.txt", to_dump(MANUSCRIPTS[language])), 1)
    score = compare_rows(grid.texts()[grid.header_rows :], table_rows(table))
    assert score.rows_found == score.rows
    assert score.cells_exact >= 0.97 * score.cells, score.misses


def test_prose_of_the_sample_decree_comes_back() -> None:
    document = read("decree.txt", to_dump(MANUSCRIPTS["kk"]))
    read_prose = " ".join(block.text for block in document.blocks)
    *printed, closing = [words(paragraph.text) for paragraph in MANUSCRIPTS["kk"].paragraphs]
    assert [text for text in printed if text not in read_prose] == []
    assert [block.text for block in document.furniture] == [closing]


def test_rows_and_cells_of_many_plans() -> None:
    total = Score()
    for seed in range(1000, 1010):
        (result,) = measure(seed, ("dump",))
        total += result.score
    assert total.rows_found >= 0.99 * total.rows
    assert total.cells_exact >= 0.97 * total.cells
