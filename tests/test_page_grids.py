"""Grids of page models: by rules that frames and slivers cross, and by the alignment of words."""

from extractors.readers.layout.alignment import find_aligned
from extractors.readers.layout.grid import find_ruled
from extractors.readers.layout.page_model import PageModel, Rule, Word

SIZE = 10.0


def words(x: float, baseline: float, text: str) -> list[Word]:
    """A text set from `x`, every letter 5 points wide."""
    found = []
    for word in text.split():
        found.append(Word(word, x, x + 5 * len(word), baseline, SIZE))
        x += 5 * len(word) + 3
    return found


def page(
    *texts: tuple[float, float, str],
    across: list[Rule] | None = None,
    down: list[Rule] | None = None,
) -> PageModel:
    placed = [word for text in texts for word in words(*text)]
    return PageModel(600, 800, placed, across or [], down or [])


TABLE = (
    (50, 100, "№"), (80, 100, "Name of it"), (300, 100, "Term"), (400, 100, "Who"),
    (50, 130, "1"), (80, 130, "First thing to be"), (300, 130, "May"), (400, 130, "Clerk"),
    (80, 142, "done at once"),
    (50, 172, "2"), (80, 172, "Second"), (300, 172, "June"), (400, 172, "Head of staff"),
)  # fmt: skip


def test_words_that_stand_in_columns_are_a_table_whose_wrapped_cells_are_whole() -> None:
    (grid,) = find_aligned(page(*TABLE))
    assert (len(grid.xs) - 1, len(grid.ys) - 1) == (4, 3)


def test_header_as_near_as_a_second_line_is_no_part_of_the_first_row() -> None:
    rows = []
    for n in range(1, 6):
        texts = ((50, str(n)), (80, "Thing" + n * " more"), (300, "May"), (400, "Clerk"))
        rows += [(x, 100 + 20 * n, text) for x, text in texts]
    header = [(x, y + 4, text) for x, y, text in TABLE[:4]]
    (grid,) = find_aligned(page(*header, *rows))
    assert len(grid.ys) - 1 == 6


def test_prose_is_no_table_nor_is_text_in_two_columns() -> None:
    line = "some words that follow each other"
    lines = [(50.0, 100.0 + 12 * n, line) for n in range(6)]
    assert not find_aligned(page(*lines))
    assert not find_aligned(page(*lines, *[(320, y, text) for _, y, text in lines]))


def test_a_table_goes_on_over_the_page_with_the_edges_that_it_has() -> None:
    (first,) = find_aligned(page(*TABLE))
    (second,) = find_aligned(page((50, 40, "3"), (80, 40, "Third"), (300, 40, "July")), first)
    assert second.sides(second.cells[-1]) == first.sides(first.cells[3])


def test_frames_and_slivers_are_no_columns() -> None:
    across = [Rule(y, 40, 500) for y in (85, 115, 155, 185)]
    down = [Rule(x, 85, 185) for x in (40, 70, 290, 390, 500)]
    frame = [Rule(44, 20, 780), Rule(402, 20, 780)]
    frames = page(
        *TABLE, across=[*across, Rule(20, 44, 402), Rule(780, 44, 402)], down=[*down, *frame]
    )
    slivers = page(*TABLE, across=across, down=[*down, Rule(394, 85, 185), Rule(404, 85, 185)])
    for model in (frames, slivers):
        assert [grid.xs for grid in find_ruled(model)] == [(40, 70, 290, 390, 500)]


def test_a_title_that_stands_aside_of_its_numbers_has_them_in_its_column() -> None:
    aside = [(66 if text == "№" else x, y, text) for x, y, text in TABLE]
    (grid,) = find_aligned(page(*aside))
    assert len(grid.xs) - 1 == 4


def test_prose_spread_over_the_line_begins_no_table() -> None:
    spread = [(50 + 110.0 * n, 76.0, word) for n, word in enumerate(["words", "as", "wide"])]
    evenly = [(50.0, 76.0, "words"), (175.0, 76.0, "far"), (290.0, 76.0, "apart"),
              (415.0, 76.0, "here")]  # fmt: skip
    (grid,) = find_aligned(page(*evenly, *TABLE))
    assert (len(grid.xs) - 1, len(grid.ys) - 1) == (4, 3)
    assert find_aligned(page(*spread)) == []


def test_a_heading_in_the_middle_of_the_table_takes_no_gutter() -> None:
    lower = [(x, y + 30 if y > 100 else y, text) for x, y, text in TABLE]
    (grid,) = find_aligned(page(*lower, (214, 130, "Works in the winter")))
    assert len(grid.xs) - 1 == 4


def test_a_header_that_is_repeated_begins_a_table_of_its_own() -> None:
    below = [(x + (20 if 80 < x < 400 else 0), y + 120, text) for x, y, text in TABLE]
    grids = find_aligned(page(*TABLE, *below))
    assert [len(grid.ys) - 1 for grid in grids] == [3, 3]


def test_a_row_that_begins_as_the_page_does_is_no_header() -> None:
    (first,) = find_aligned(page(*TABLE))
    thing = (80, 40, "First thing to be")
    rest = [(50, 52, "3"), (80, 52, "done"), (300, 46, "July"), (400, 46, "Clerk")]
    below = [(x, y + 40, text) for x, y, text in (thing, *rest)]
    (second,) = find_aligned(page(thing, *rest, *below), first)
    assert len(second.xs) - 1 == 4


def test_a_running_title_above_a_table_that_goes_on_takes_no_gutter() -> None:
    (first,) = find_aligned(page(*TABLE))
    rest = [(50, 50, "3"), (80, 50, "Third"), (300, 50, "July"), (400, 50, "Clerk")]
    (second,) = find_aligned(
        page((50, 30, "A running title as long as the table is"), *rest), first
    )
    assert (len(second.xs) - 1, len(second.ys) - 1) == (4, 1)


def test_rows_that_gaps_part_are_not_parted_at_lines() -> None:
    wrapped = [(50, 202, "3"), (80, 202, "Third thing"), (300, 202, "June"), (400, 202, "Head"),
               (80, 214, "of all"), (300, 214, "or July"), (400, 214, "of staff")]  # fmt: skip
    unnumbered = [(x, y, text) for x, y, text in (*TABLE, *wrapped) if x > 50]
    (grid,) = find_aligned(page(*unnumbered))
    assert (len(grid.xs) - 1, len(grid.ys) - 1) == (3, 4)


def test_rows_of_single_lines_close_together_are_parted() -> None:
    names = ("Name", "A first thing", "Another", "A third", "One more thing")
    lines = [
        ((80, y, name), (300, y, "May"), (400, y, "Clerk"))
        for y, name in zip(range(100, 160, 12), names, strict=True)
    ]
    (grid,) = find_aligned(page(*[text for line in lines for text in line]))
    assert len(grid.ys) - 1 == 5
