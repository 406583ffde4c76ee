"""Action plans of strangers: titles and rows as offices of all kinds write them.

What belongs here: plans under titles that are held back from all lexica, and what real
ones do beside: ditto marks, several paragraphs a cell, merged numbers, tables that stop
and go on. What does not: titles and words (`strangers_*.toml`), plans under titles that
are known (`plans`), looks (`look`).
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from tests.generator.deadlines import Deadline, random_deadline
from tests.generator.manuscript import Grid, GridCell, Manuscript, Paragraph
from tests.generator.plans import Action, Column, Plan, Section, random_funding, vocabulary

SHARES = {
    "number": 0.75, "form": 0.45, "deadline": 0.95, "responsible": 0.92, "funding": 0.3,
    "funding_source": 0.2,
}  # fmt: skip
DITTO_FIELDS = ("form", "deadline", "responsible")
LISTED_FIELDS = ("form", "responsible")
FEWEST = 3  # columns of fields
EXTRAS = (0, 0, 0, 1, 1, 2)  # how many columns more, each as likely
QUIRKS = ("dittos", "paragraphs", "merged numbers", "sections", "continued", "headed anew")


@dataclass(frozen=True)
class Stranger:
    """A plan, and what is unusual about how it is written (of `QUIRKS`)."""

    plan: Plan
    quirks: frozenset[str]

    def manuscript(self, rng: Random) -> Manuscript:
        """The plan as a document, in one table or in several that go on."""
        words = bank(self.plan.language)["paper"]
        title = Paragraph(self.plan.title, "title", 1, "centre", True)
        parts: list[Paragraph | Grid] = [title]
        parts += [Paragraph(text) for text in words["before"][: rng.randint(0, 2)]]
        grids = self._grids(rng)
        parts.append(grids[0])
        for heading, grid in zip(words["headings"], grids[1:], strict=False):
            if rng.random() < 0.7:
                parts.append(Paragraph(heading, "heading", 2, "centre", True))
            parts.append(grid)
        return Manuscript(self.plan.language, tuple(parts), self.plan.title)

    def _grids(self, rng: Random) -> list[Grid]:
        grid = self.plan.grid()
        apart = breaks(grid) if self.quirks & {"continued", "headed anew"} else []
        chosen = sorted(rng.sample(apart, min(len(apart), rng.choice([1, 1, 2]))))
        return split_grid(grid, chosen, "headed anew" in self.quirks)


@cache
def bank(language: str) -> dict[str, Any]:
    """The titles and rows of a language."""
    file = Path(__file__).parent / f"strangers_{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def random_stranger(
    rng: Random,
    language: str | None = None,
    rows: int | None = None,
    quirks: Sequence[str] | None = None,
    known: float = 0.0,
) -> Stranger:
    """Make up a plan of 4 to 30 rows with up to three quirks, or with those given.

    `known` is the share of titles that are drawn from those of `plans`, which lexica hold.
    """
    language = language or rng.choice(["kk", "ru"])
    chosen = frozenset(rng.sample(QUIRKS, rng.randint(0, 3)) if quirks is None else quirks)
    first = rng.randint(2024, 2028)
    years = (first, first + rng.randint(0, 2))
    columns = random_columns(rng, language, known)
    actions = random_actions(rng, language, columns, rows or rng.randint(4, 30), years, chosen)
    body = tuple(sectioned(rng, language, actions) if "sections" in chosen else actions)
    merged = merged_numbers(rng, columns, body) if "merged numbers" in chosen else {}
    title = rng.choice(bank(language)["paper"]["titles"]).format(first=first)
    body = share_cells(body, merged)
    plan = Plan(language, title, columns, body, rng.random() < 0.25, *years, merged)
    return Stranger(plan, chosen)


def random_columns(rng: Random, language: str, known: float) -> tuple[Column, ...]:
    """Fields in the usual order or in another, and columns of no field."""
    extras = bank(language)["extra"]
    fields = ["name", *(field for field, share in SHARES.items() if rng.random() < share)]
    if len(fields) < FEWEST:
        fields = ["name", "deadline", "responsible"]
    columns = [
        Column(field, random_title(rng, language, field, known)) for field in ordered(rng, fields)
    ]
    for heading in rng.sample(list(extras), rng.choice(EXTRAS)):
        columns.insert(rng.randint(2, len(columns)), Column("extra", heading))
    return tuple(columns)


def random_title(rng: Random, language: str, field: str, known: float) -> str:
    """A title of a field: one that lexica hold, or one held back from them."""
    if rng.random() < known:
        title: str = rng.choice(vocabulary(language)["headings"][field])
    else:
        title = rng.choice(bank(language)["titles"][field])
    return title


def ordered(rng: Random, fields: Sequence[str]) -> list[str]:
    """The fields as most plans have them; now and then term or executor go first."""
    usual = ["number", "name", *(field for field in SHARES if field != "number")]
    found = [field for field in usual if field in fields]
    if rng.random() < 0.2 and "deadline" in found:
        found.remove("deadline")
        found.insert(found.index("name"), "deadline")
    elif rng.random() < 0.2 and {"deadline", "responsible"} <= set(found):
        a, b = found.index("deadline"), found.index("responsible")
        found[a], found[b] = found[b], found[a]
    return found


def random_actions(
    rng: Random,
    language: str,
    columns: tuple[Column, ...],
    size: int,
    years: tuple[int, int],
    quirks: frozenset[str],
) -> list[Action]:
    """Rows of one office; with dittos, a cell that is the same as above is marked so."""
    office = rng.choice(bank(language)["offices"])
    numbering = rng.choice(["{}.", "{}", "{}", "{})"])
    actions = []
    for number in range(1, size + 1):
        said_of = random_cells(rng, language, office, years, "paragraphs" in quirks)
        said_of["number"] = numbering.format(number)
        actions.append(Action(cells=random_row(rng, language, columns, said_of)))
    return list(with_dittos(rng, language, columns, actions)) if "dittos" in quirks else actions


def random_cells(
    rng: Random, language: str, office: dict[str, Any], years: tuple[int, int], listed: bool
) -> dict[str, str]:
    """What a row says in each field; `listed` sets names a paragraph each."""
    money, source, _ = random_funding(rng, language)
    joint = "\n" if listed else ", "
    who = rng.sample(office["responsible"], rng.choice([1, 1, 2, 3]))
    what = rng.sample(office["form"], rng.choice([1, 1, 1, 2]))
    return {
        "name": rng.choice(office["name"]),
        "form": joint.join(what),
        "deadline": stranger_deadline(rng, language, years).text,
        "responsible": joint.join(who),
        "funding": money,
        "funding_source": source,
    }


def stranger_deadline(rng: Random, language: str, years: tuple[int, int]) -> Deadline:
    """A term of state plans, or of schools and firms."""
    if rng.random() < 0.4:
        return random_deadline(rng, language, *years)
    return Deadline(rng.choice(bank(language)["cells"]["deadline"]))


def random_row(
    rng: Random, language: str, columns: tuple[Column, ...], texts: dict[str, str]
) -> tuple[str, ...]:
    """The cells under the columns that this plan has."""
    extras = bank(language)["extra"]
    return tuple(
        rng.choice(extras[column.heading]) if column.role == "extra" else texts[column.role]
        for column in columns
    )


def with_dittos(
    rng: Random, language: str, columns: tuple[Column, ...], actions: list[Action]
) -> Iterator[Action]:
    """The rows, some of whose cells say what the row above says, by a mark."""
    mark = rng.choice(bank(language)["marks"]["ditto"])
    above = actions[0]
    yield above
    for action in actions[1:]:
        marked = {
            at: mark
            for at, column in enumerate(columns)
            if column.role in DITTO_FIELDS and rng.random() < 0.3
        }
        cells = tuple(above.cells[i] if i in marked else c for i, c in enumerate(action.cells))
        above = replace(action, cells=cells, marks=marked)
        yield above


def sectioned(rng: Random, language: str, actions: list[Action]) -> Iterator[Action | Section]:
    """The rows under two to four headings."""
    headings = bank(language)["sections"]["numbered"]
    chosen = rng.sample(headings, min(rng.randint(2, 4), max(1, len(actions) // 3)))
    size = -(-len(actions) // len(chosen))
    numbers = ("I", "II", "III", "IV") if rng.random() < 0.5 else ("1", "2", "3", "4")
    for number, heading, start in zip(numbers, chosen, range(0, len(actions), size), strict=False):
        yield Section("section", number, f"{number}. {heading}")
        yield from actions[start : start + size]


def merged_numbers(
    rng: Random, columns: tuple[Column, ...], rows: Sequence[Action | Section]
) -> dict[tuple[int, int], int]:
    """Where one number stands beside two rows: (row, column) -> rows covered."""
    at = next((i for i, column in enumerate(columns) if column.role == "number"), None)
    if at is None:
        return {}
    merged: dict[tuple[int, int], int] = {}
    for top, (row, below) in enumerate(pairwise(rows)):
        free = (top - 1, at) not in merged
        if free and isinstance(row, Action) and isinstance(below, Action) and rng.random() < 0.2:
            merged[top, at] = 2
    return merged


def share_cells(
    rows: tuple[Action | Section, ...], merged: dict[tuple[int, int], int]
) -> tuple[Action | Section, ...]:
    """The rows, where a merged cell says what its first row says."""
    shared = list(rows)
    for (top, column), height in merged.items():
        for at in range(top + 1, top + height):
            row, first = shared[at], shared[top]
            assert isinstance(row, Action)
            assert isinstance(first, Action)
            cells = (*row.cells[:column], first.cells[column], *row.cells[column + 1 :])
            shared[at] = replace(row, cells=cells)
    return tuple(shared)


def breaks(grid: Grid) -> list[int]:
    """The rows of the body, but the first two, before which no cell reaches over."""
    crossed = {row for cell in grid.cells for row in range(cell.row + 1, cell.row + cell.row_span)}
    return [row for row in range(grid.header_rows + 2, grid.row_count) if row not in crossed]


def split_grid(grid: Grid, starts: Sequence[int], headed: bool) -> list[Grid]:
    """The table cut before each of the rows, with its header above each piece if `headed`."""
    bounds = [0, *starts, grid.row_count]
    pieces = [part_of(grid, top, bottom) for top, bottom in pairwise(bounds)]
    return [pieces[0], *(headed_by(grid, p) if headed else p for p in pieces[1:])]


def part_of(grid: Grid, top: int, bottom: int) -> Grid:
    """Some rows as a table of their own."""
    cells = tuple(replace(c, row=c.row - top) for c in grid.cells if top <= c.row < bottom)
    return Grid(cells, bottom - top, grid.widths, max(0, grid.header_rows - top))


def headed_by(grid: Grid, piece: Grid) -> Grid:
    """The piece under the table's header."""
    depth = grid.header_rows
    header = tuple(cell for cell in grid.cells if cell.row < depth)
    body: tuple[GridCell, ...] = tuple(replace(c, row=c.row + depth) for c in piece.cells)
    return Grid((*header, *body), piece.row_count + depth, grid.widths, depth)


def expected_cells(plan: Plan) -> list[dict[str, str]]:
    """What each row says, by field; columns that are no field by their headings."""
    return [
        {name: text for name, text in (*row.fields.items(), *row.extra.items()) if text}
        for row in plan.actions()
    ]
