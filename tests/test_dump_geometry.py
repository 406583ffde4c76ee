"""Where the cells of a row can stand, alone and where a page cuts the row."""

import pytest

from extractors.readers.dump.plan.geometry import (
    BLANK,
    FREE,
    INLINE,
    PAGE,
    Run,
    Seam,
    contradictions,
    grow,
    seam,
)

SHARED = seam(INLINE, opened=False)
FAR = seam(BLANK, opened=True)


@pytest.mark.parametrize(
    ("lines", "space", "strained"),
    [
        ((1, 1), SHARED, 0),  # two cells of a line each stand side by side
        ((3, 1), SHARED, 1),  # the middle of three lines is the place of one, not the last
        ((3, 3), FAR, 0),
        ((1, 1), FAR, 1),
    ],
)
def test_cells_in_the_middle_of_a_row(lines: tuple[int, int], space: Seam, strained: int) -> None:
    first, second = lines
    runs = (Run(0, 0, first, FREE), Run(1, 0, second, space))
    assert contradictions(runs, centred=True) == strained


def test_cells_at_the_top_of_a_row_share_the_first_line_only() -> None:
    one = (Run(0, 0, 1, FREE), Run(1, 0, 4, SHARED))
    two = (Run(0, 0, 2, FREE), Run(1, 0, 4, SHARED))
    assert [contradictions(runs, centred=False) for runs in (one, two)] == [0, 1]


def cut_row(*halves: tuple[int, int]) -> tuple[Run, ...]:
    """Cells by how many lines they have on the first page and on the second."""
    first = [Run(column, 0, above, FREE) for column, (above, _) in enumerate(halves) if above]
    second = [Run(column, 1, below, FREE) for column, (_, below) in enumerate(halves) if below]
    return (*first, *second)


@pytest.mark.parametrize(
    ("halves", "uneven"),
    [
        (((6, 2), (5, 1), (2, 0)), 0),  # all cut at one height
        (((6, 2), (2, 4)), 1),  # one cut high, one low
        (((6, 4), (0, 5)), 1),  # five lines begin above a cut below the middle of ten
        (((2, 6), (0, 2)), 0),
    ],
)
def test_a_page_cuts_all_cells_at_one_height(
    halves: tuple[tuple[int, int], ...], uneven: int
) -> None:
    assert contradictions(cut_row(*halves), centred=True) == uneven


def test_cells_at_the_top_are_cut_after_the_same_line() -> None:
    even, odd = cut_row((3, 2), (3, 1), (2, 0)), cut_row((3, 2), (2, 2))
    assert [contradictions(runs, centred=False) for runs in (even, odd)] == [0, 1]


def test_runs_grow_line_by_line() -> None:
    runs: tuple[Run, ...] = (Run(0, 0, 1, FREE),)
    for column, gap in ((1, INLINE), (1, BLANK), (1, INLINE), (1, PAGE)):
        runs = grow(runs, column, gap, 0, SHARED)
    assert runs == (Run(0, 0, 1, FREE), Run(1, 0, 2, SHARED), Run(1, 1, 1, SHARED))
