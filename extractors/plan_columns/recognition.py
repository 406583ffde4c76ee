"""A plan's header found in a table: its rows, and what its columns hold.

What belongs here: finding the header's rows (two levels, a row of column numbers,
captions above, none at all) and the cells under each title. What does not: what the
columns hold (`decision`) and the rows under the header (`extractors.plans.table`).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.plan_columns.cells import traits_of
from extractors.plan_columns.decision import Understanding, understand
from extractors.plan_columns.features import ColumnView
from extractors.plan_vocabulary.fields import Field
from extractors.plan_vocabulary.header import Column, PlanHeader, is_number_row
from extractors.plan_vocabulary.titles import TitleRank, match_title

ROWS_ABOVE = 3  # a table's own caption may stand in its first rows
FEWEST_COLUMNS = 3  # of a plan whose titles are not known: lists of facts have two
ALWAYS = 0.9  # share of rows in which cells are merged, for two columns to be one
UNTITLED = 1.0  # log-odds (3 to 1) that a table without any title needs

Rows = Sequence[Sequence[str]]
_TELLING: tuple[Field, ...] = ("name", "form", "deadline", "responsible")


def recognise_header(rows: Rows) -> PlanHeader | None:
    """Find a plan's header in a table's first rows, or None if the table is no plan.

    `rows` are the texts of the grid, a spanning cell's text in every place that
    it covers (or in its first place only, the others empty).
    """
    for start in _starts(rows):
        header = _header(rows, start)
        if header:
            return header
    return None


def _starts(rows: Rows) -> Iterator[int]:
    """Yield the rows on which the header may begin, the likeliest first.

    A row whose titles are known is likelier than the first that is no caption. That
    one needs rows that say something: forms to be filled in are no plans.
    """
    first = range(min(ROWS_ABOVE + 1, len(rows)))
    named = [start for start in first if _is_named(_titles(rows, start))]
    yield from named
    plain = next((start for start in first if len(_distinct(rows[start])) > 1), None)
    if plain is None or plain in named or len(rows[plain]) < FEWEST_COLUMNS:
        return
    if any(len(_distinct(row)) >= FEWEST_COLUMNS for row in rows[_end(rows, plain) :]):
        yield plain


def _is_named(titles: Sequence[Sequence[str]]) -> bool:
    """Whether titles name what is to be done, and by when or by whom."""
    matches = [match for levels in titles for title in levels if (match := match_title(title))]
    fields = {match.field for match in matches}
    sure = any(m.field in _TELLING and m.rank == TitleRank.SURE for m in matches)
    return sure and "name" in fields and bool(fields & {"deadline", "responsible"})


def _header(rows: Rows, start: int) -> PlanHeader | None:
    """The header that begins on a row; that row may be an action if no title is printed."""
    titles, end = _titles(rows, start), _end(rows, start)
    found = _understood(titles, rows[end:])
    if found is None or not _is_data(rows[start], found.fields):
        return found and _plan_header(titles, found, end)
    titles = [[""] for _ in titles]
    bare = _understood(titles, rows[start:])
    return _plan_header(titles, bare, start) if bare and bare.odds > UNTITLED else None


def _is_data(row: Sequence[str], fields: Sequence[Field | None]) -> bool:
    """Whether a row is an action rather than titles: its cells hold what the columns do."""
    told = [
        (f, cell) for f, cell in zip(fields, row, strict=True) if cell and not match_title(cell)
    ]
    held = [(field, traits_of(cell)) for field, cell in told]
    timed = any(field == "deadline" and "time" in traits for field, traits in held)
    numbered = any(field == "number" and "row_number" in traits for field, traits in held)
    return timed or numbered


def _end(rows: Rows, start: int) -> int:
    """The row on which the plan's own rows begin."""
    end = start + _depth(rows, start)
    return end + 1 if end < len(rows) and is_number_row(rows[end]) else end


# -- levels of titles ---------------------------------------------------------------------


def _depth(rows: Rows, start: int) -> int:
    """Number of the header's rows from `start` on: a row that only divides groups belongs to it."""
    depth = 1
    while start + depth < len(rows) and _divides(rows[start + depth - 1], rows[start + depth]):
        depth += 1
    return depth


def _divides(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether `below` is a lower level of the header `above`.

    Then it is empty or repeats the upper cell, save under a title that covers
    several columns.
    """
    grouped = _grouped(above)
    fresh = [i for i, cell in enumerate(below) if cell.strip() and cell != above[i]]
    return bool(fresh) and all(grouped[i] for i in fresh) and len(fresh) < len(below)


def _grouped(cells: Sequence[str]) -> list[bool]:
    """For each place, whether its title covers several columns (repeated or left empty)."""
    filled: list[str] = []
    for cell in cells:
        filled.append(cell if cell.strip() or not filled else filled[-1])
    return [
        bool(cell.strip()) and cell in (filled[i - 1 : i] + filled[i + 1 : i + 2])
        for i, cell in enumerate(filled)
    ]


def _titles(rows: Rows, start: int) -> list[list[str]]:
    """The titles over each column, top down."""
    levels = rows[start : start + _depth(rows, start)]
    if len(levels) == 1:
        return [[title] for title in _as_the_body(levels[0], rows[_end(rows, start) :])]
    return [_levels_at(levels, index) for index in range(len(levels[0]))]


def _levels_at(levels: Rows, index: int) -> list[str]:
    """The titles over column `index`, top down, each once; at least one, maybe empty."""
    titles: list[str] = []
    for depth, level in enumerate(levels):
        title = level[index].strip()
        if not title and depth == 0 and levels[-1][index].strip():
            title = next((c.strip() for c in reversed(level[:index]) if c.strip()), "")
        if title and title not in titles:
            titles.append(title)
    return titles or [""]


# -- merged columns -----------------------------------------------------------------------


def _as_the_body(titles: Sequence[str], body: Rows) -> list[str]:
    """Titles as the columns under them are merged.

    Where header and body merge different neighbours but have as many cells, each
    title stands over the cell of its place in the row.
    """
    merged = _merged(body, len(titles))
    printed = [title.strip() for title, _ in groupby(titles)]
    while len(printed) > 1 and not printed[-1]:
        printed.pop()
    if not any(merged) or len(printed) != merged.count(False):
        return [title.strip() for title in titles]
    spread: list[str] = []
    for is_merged in merged:
        spread.append(
            spread[-1] if is_merged else printed[len(spread) - sum(merged[: len(spread)])]
        )
    return spread


def _merged(body: Rows, width: int) -> list[bool]:
    """For each column, whether its cells are those of the column before."""
    full = [row for row in body if len(_distinct(row)) > 1]
    return [
        at > 0 and bool(full) and sum(_is_merged(row, at) for row in full) >= ALWAYS * len(full)
        for at in range(width)
    ]


def _is_merged(row: Sequence[str], at: int) -> bool:
    return row[at] == row[at - 1] and any(letter.isalpha() for letter in row[at])


def _distinct(cells: Sequence[str]) -> set[str]:
    return {cell.strip() for cell in cells} - {""}


# -- columns ------------------------------------------------------------------------------


def _understood(titles: Sequence[Sequence[str]], body: Rows) -> Understanding | None:
    """What the columns hold under their titles; merged columns hold the same."""
    merged = _merged(body, len(titles))
    own = [at for at, is_merged in enumerate(merged) if not is_merged]
    cells = [row for row in body if len(_distinct(row)) > 1] or body
    views = _views([titles[at] for at in own], [[row[at] for row in cells] for at in own])
    tops = [titles[at][0] for at in own]
    joined = [at > 0 and bool(top) and top == tops[at - 1] for at, top in enumerate(tops)]
    found = understand(views, joined)
    return found and _spread(found, merged)


def _spread(found: Understanding, merged: Sequence[bool]) -> Understanding:
    """Give merged columns what the column has that they belong to."""
    places = [sum(not m for m in merged[: at + 1]) - 1 for at in range(len(merged))]
    fields = tuple(found.fields[place] for place in places)
    return Understanding(fields, tuple(found.margins[place] for place in places), found.odds)


def _views(titles: Sequence[Sequence[str]], columns: Sequence[Sequence[str]]) -> list[ColumnView]:
    lengths = [sum(map(len, cells)) for cells in columns]
    return [
        ColumnView(
            titles=tuple(own),
            cells=tuple(cells),
            first=at == 0,
            last=at == len(columns) - 1,
            longest=lengths[at] == max(lengths) > 0,
        )
        for at, (own, cells) in enumerate(zip(titles, columns, strict=True))
    ]


def _plan_header(
    titles: Sequence[Sequence[str]], found: Understanding, body_start: int
) -> PlanHeader:
    columns = tuple(
        Column(
            index=index,
            field=field,
            title=" / ".join(own),
            subtitle=", ".join(own[1:]) or None,
            margin=margin,
        )
        for index, (own, field, margin) in enumerate(
            zip(titles, found.fields, found.margins, strict=True)
        )
    )
    return PlanHeader(columns=columns, body_start=body_start)
