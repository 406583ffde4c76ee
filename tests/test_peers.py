"""Cells right of plans as other tools read them, who know rows but no fields."""

import json
from pathlib import Path

from benchmarks.peers import cells_right, joined, truth_of

TRUTH = [
    {"number": "1", "name": "Вымыть окна", "deadline": "май"},
    {"number": "2", "name": "Посадить сад", "deadline": "май"},
]


def test_rows_without_a_first_cell_go_on() -> None:
    rows = joined([["1", "Вымыть", "май"], ["", "окна", ""], ["note"], ["", "", "x"]])
    assert rows == [["1", "Вымыть окна", "май"], ["note"], ["", "", "x"]]


def test_cells_count_anywhere_in_their_row_and_once() -> None:
    read = [["№", "Мера"], ["май", "1", "Вымыть  окна"], ["2", "Посадить", "сад"]]
    assert cells_right(TRUTH, read, anywhere=True) == 4
    assert cells_right(TRUTH, [], anywhere=True) == 0


def test_of_ours_a_cell_counts_in_its_own_field() -> None:
    read = [{"number": "1", "name": "май", "deadline": "Вымыть окна"}, TRUTH[1]]
    assert cells_right(TRUTH, read, anywhere=False) == 4
    assert cells_right(TRUTH, read, anywhere=True) == 6


def test_truth_is_read_as_the_bench_and_as_hands_write_it(tmp_path: Path) -> None:
    rows = [TRUTH[0], {"canonical": {**TRUTH[1], "form": "-", "note": "said"}, "cells": {}}]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "plan.jsonl").write_text(lines, encoding="utf-8")
    assert truth_of(tmp_path / "plan.pdf", tmp_path) == TRUTH
