"""Where the cells of a row can stand, alone and where a page cuts the row."""

import pytest

from extractors.readers.dump.plan.printer.distances import (
    ANY_DISTANCE,
    BLANK,
    INLINE,
    PAGE,
    DistanceRange,
)
from extractors.readers.dump.plan.printer.rows import (
    LineGroup,
    allowed_distance,
    misplaced_groups,
    with_part,
)

SHARED = allowed_distance(INLINE, after_blank=False)
FAR = allowed_distance(BLANK, after_blank=True)


@pytest.mark.parametrize(
    ("lines", "space", "strained"),
    [
        ((1, 1), SHARED, 0),  # two cells of a line each stand side by side
        ((3, 1), SHARED, 1),  # the middle of three lines is the place of one, not the last
        ((3, 3), FAR, 0),
        ((1, 1), FAR, 1),
    ],
)
def test_cells_in_the_middle_of_a_row(
    lines: tuple[int, int], space: DistanceRange, strained: int
) -> None:
    first, second = lines
    groups = (LineGroup(0, 0, first, ANY_DISTANCE), LineGroup(1, 0, second, space))
    assert misplaced_groups(groups, centred=True) == strained


def test_cells_at_the_top_of_a_row_share_the_first_line_only() -> None:
    one = (LineGroup(0, 0, 1, ANY_DISTANCE), LineGroup(1, 0, 4, SHARED))
    two = (LineGroup(0, 0, 2, ANY_DISTANCE), LineGroup(1, 0, 4, SHARED))
    assert [misplaced_groups(groups, centred=False) for groups in (one, two)] == [0, 1]


def cut_row(*halves: tuple[int, int]) -> tuple[LineGroup, ...]:
    """Cells by how many lines they have on the first page and on the second."""
    first = [
        LineGroup(column, 0, above, ANY_DISTANCE)
        for column, (above, _) in enumerate(halves)
        if above
    ]
    second = [
        LineGroup(column, 1, below, ANY_DISTANCE)
        for column, (_, below) in enumerate(halves)
        if below
    ]
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
    assert misplaced_groups(cut_row(*halves), centred=True) == uneven


def test_cells_at_the_top_are_cut_after_the_same_line() -> None:
    even, odd = cut_row((3, 2), (3, 1), (2, 0)), cut_row((3, 2), (2, 2))
    assert [misplaced_groups(groups, centred=False) for groups in (even, odd)] == [0, 1]


def test_groups_grow_line_by_line() -> None:
    groups: tuple[LineGroup, ...] = (LineGroup(0, 0, 1, ANY_DISTANCE),)
    for column, gap in ((1, INLINE), (1, BLANK), (1, INLINE), (1, PAGE)):
        groups = with_part(groups, column, gap, 0, SHARED)
    assert groups == (
        LineGroup(0, 0, 1, ANY_DISTANCE),
        LineGroup(1, 0, 2, SHARED),
        LineGroup(1, 1, 1, SHARED),
    )
