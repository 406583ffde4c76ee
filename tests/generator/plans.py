"""Action plans made up at random, with what each row says.

What belongs here: a plan's columns, sections and rows as data, and chance. What
does not: words (`vocabulary_*.toml`), deadlines (`deadlines`), looks (`pdf`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import count, pairwise
from pathlib import Path
from random import Random
from typing import Any

from tests.generator.deadlines import Deadline, random_deadline
from tests.generator.manuscript import Grid, GridCell, Manuscript, Paragraph, words

NAMED = ("number", "name", "form", "deadline", "responsible", "funding", "funding_source")
COLUMN_SETS = {
    3: (("name", "deadline", "responsible"), ("number", "name", "responsible")),
    4: (("number", "name", "deadline", "responsible"), ("name", "form", "deadline", "responsible")),
    5: (("number", "name", "form", "deadline", "responsible"),),
    6: (("number", "name", "form", "deadline", "responsible", "funding"), NAMED[1:]),
    7: (NAMED,),
}
WIDTHS = {
    "number": 0.5, "name": 1.3, "form": 1.1, "deadline": 1.0, "responsible": 1.1, "funding": 1.1,
    "funding_source": 0.9,
}  # fmt: skip
GROUPS = {("funding", "funding_source"): 0, ("deadline", "responsible"): 1}


@dataclass(frozen=True)
class Column:
    """A column: the contract's name for it or "extra", and its heading as printed.

    `group` is the heading over it in a header of two levels.
    """

    role: str
    heading: str
    group: str | None = None


@dataclass(frozen=True)
class Body:
    """A responsible body as printed."""

    text: str
    by_agreement: bool = False


@dataclass(frozen=True)
class Funding:
    """How an action is paid for; `amount` in tenge."""

    kind: str
    amount: float | None = None


@dataclass(frozen=True)
class Action:
    """A row of the plan; `cells` run as the plan's columns do.

    `marks` are printed in place of some cells: column -> a ditto mark.
    """

    cells: tuple[str, ...]
    deadline: Deadline | None = None
    bodies: tuple[Body, ...] = ()
    funding: tuple[Funding, ...] | None = None
    marks: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A row over all columns: "direction", "indicator" or "task"."""

    kind: str
    number: str
    text: str


@dataclass(frozen=True)
class ExpectedAction:
    """What a reader must publish of a row: None is an empty cell or a dash."""

    fields: dict[str, str | None]
    extra: dict[str, str]
    direction: str | None
    indicator_number: str | None
    deadline: Deadline | None
    bodies: tuple[Body, ...]
    funding: tuple[Funding, ...] | None


@dataclass(frozen=True)
class Plan:
    """A whole plan. `merged` names cells that reach down: (row, column) -> rows covered."""

    language: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Action | Section, ...]
    number_row: bool
    first_year: int
    last_year: int
    merged: dict[tuple[int, int], int]

    @property
    def traits(self) -> frozenset[str]:
        """What is special about this plan's table, for the bench."""
        found = {
            "two-level header": any(c.group for c in self.columns),
            "number row": self.number_row,
            "no number column": all(c.role != "number" for c in self.columns),
            "dotted numbers": any("." in n.rstrip(".") for n in self.numbers()),
            "section rows": any(isinstance(row, Section) for row in self.rows),
            "merged cells": bool(self.merged),
            "extra columns": any(c.role == "extra" for c in self.columns),
        }
        return frozenset(name for name, there in found.items() if there)

    def numbers(self) -> list[str]:
        """The printed numbers of the rows, if the plan has a column for them."""
        at = [i for i, c in enumerate(self.columns) if c.role == "number"]
        return [row.cells[at[0]] for row in self.rows if at and isinstance(row, Action)]

    def grid(self) -> Grid:
        """The plan's table as printed."""
        header = header_cells(self.columns, self.number_row)
        depth = 1 + max(cell.row for cell in header)
        cells = [*header, *self._body_cells(depth)]
        widths = tuple(WIDTHS.get(column.role, 1.0) for column in self.columns)
        return Grid(tuple(cells), depth + len(self.rows), widths, depth)

    def _body_cells(self, top: int) -> Iterator[GridCell]:
        covered = {
            (row + down, column)
            for (row, column), height in self.merged.items()
            for down in range(1, height)
        }
        for position, row in enumerate(self.rows):
            if isinstance(row, Section):
                yield GridCell(top + position, 0, row.text, 1, len(self.columns), True, True)
                continue
            for column, text in enumerate(row.cells):
                if (position, column) not in covered:
                    height = self.merged.get((position, column), 1)
                    printed = row.marks.get(column, text)
                    yield GridCell(top + position, column, printed, height)

    def actions(self) -> list[ExpectedAction]:
        """The rows as a reader must publish them, sections carried down."""
        expected, direction, indicator = [], None, None
        for row in self.rows:
            if isinstance(row, Action):
                expected.append(self._expected(row, direction, indicator))
            elif row.kind == "direction":
                direction, indicator = row.text, None
            elif row.kind == "indicator":
                indicator = row.number
        return expected

    def _expected(
        self, row: Action, direction: str | None, indicator: str | None
    ) -> ExpectedAction:
        pairs = list(zip(self.columns, row.cells, strict=True))
        fields = {c.role: said(text) for c, text in pairs if c.role != "extra"}
        if fields.get("number"):
            fields["number"] = str(fields["number"]).rstrip(".)")
        extra = {c.heading: words(t) for c, t in pairs if c.role == "extra" and said(t)}
        return ExpectedAction(
            fields, extra, direction, indicator, row.deadline, row.bodies, row.funding
        )


def said(text: str) -> str | None:
    """The words of a cell, or None if it is empty or a dash."""
    return None if words(text) in ("", "-", "–") else words(text)


def header_cells(columns: tuple[Column, ...], number_row: bool) -> list[GridCell]:
    """The header: one row, or two where columns stand in groups; then the row of numbers."""
    levels = 2 if any(column.group for column in columns) else 1
    cells, previous = [], None
    for at, column in enumerate(columns):
        if column.group is None:
            cells.append(GridCell(0, at, column.heading, levels, 1, True))
        else:
            if column.group != previous:
                size = sum(c.group == column.group for c in columns)
                cells.append(GridCell(0, at, column.group, 1, size, True))
            cells.append(GridCell(1, at, column.heading, 1, 1, True))
        previous = column.group
    if number_row:
        cells += [GridCell(levels, i, str(i + 1), 1, 1, True) for i in range(len(columns))]
    return cells


@cache
def vocabulary(language: str) -> dict[str, Any]:
    """The words of a language."""
    file = Path(__file__).parent / f"vocabulary_{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def random_plan(
    rng: Random,
    language: str | None = None,
    rows: int | None = None,
    columns: int | None = None,
) -> Plan:
    """Make up a plan: "kk" or "ru", 1 to 300 rows, 3 to 10 columns; the rest is chance."""
    language = language or rng.choice(["kk", "ru"])
    rows = rows or rng.choice([rng.randint(1, 12), rng.randint(5, 40), rng.randint(30, 90)])
    first = rng.randint(2024, 2028)
    last = first + rng.randint(2, 4)
    shape = random_columns(rng, language, columns or rng.choice([3, 4, 5, 6, 7, 7, 7, 8, 9, 10]))
    body = tuple(random_rows(rng, language, rows, shape, first, last))
    title = rng.choice(vocabulary(language)["titles"]).format(first=first, last=last)
    body, merged = random_merges(rng, shape, body)
    return Plan(language, title, shape, body, rng.random() < 0.6, first, last, merged)


def random_columns(rng: Random, language: str, size: int) -> tuple[Column, ...]:
    """Columns in the usual order, extras near the end, headings by any synonym."""
    headings = vocabulary(language)["headings"]
    roles = list(rng.choice(COLUMN_SETS[min(size, 7)]))
    columns = [Column(role, rng.choice(headings[role])) for role in roles]
    for heading in rng.sample(headings["extra"], size - len(roles)):
        columns.insert(rng.randint(2, len(columns)), Column("extra", heading))
    pair = rng.choice(list(GROUPS)) if rng.random() < 0.25 else None
    return tuple(grouped(columns, pair, headings["groups"]))


def grouped(columns: list[Column], pair: tuple[str, str] | None, groups: list[str]) -> list[Column]:
    """The columns with a heading over a pair of neighbours, if the plan has such a pair."""
    roles = [column.role for column in columns]
    if pair is None or pair not in pairwise(roles):
        return columns
    group = groups[GROUPS[pair]]
    return [Column(c.role, c.heading, group) if c.role in pair else c for c in columns]


def random_rows(
    rng: Random, language: str, size: int, columns: tuple[Column, ...], first: int, last: int
) -> Iterator[Action | Section]:
    """Sections, if any, each with its share of the rows."""
    sectioned = rng.random() < 0.6
    numbering = rng.choice(["{n}.", "{n}.", "{n}", "{s}.{n}.", "{s}.{t}.{n}"])
    dot = numbering if sectioned or "{s}" not in numbering else "{n}."
    section, inside, total = 0, 0, 0
    for total in range(1, size + 1):
        if sectioned and (total == 1 or rng.random() < 0.12):
            section, inside = section + 1, 0
            yield from random_sections(rng, language, section, first, last)
        inside += 1
        number = inside if "{s}" in dot else total
        yield random_action(
            rng, language, columns, dot.format(n=number, s=section, t=1), (first, last)
        )


def random_sections(
    rng: Random, language: str, number: int, first: int, last: int
) -> Iterator[Section]:
    """A direction, and below it perhaps an indicator or a task."""
    said = vocabulary(language)
    text = rng.choice(said["directions"])
    yield Section("direction", str(number), said["direction_forms"][0].format(n=number, text=text))
    below = rng.random()
    if below < 0.5:
        start, step = rng.randint(20, 60), rng.choice([2, 5, 7.5])
        values = ", ".join(
            said["indicator_value"].format(
                year=year, value=f"{start + step * i:g}".replace(".", ",")
            )
            for i, year in enumerate(range(first, last + 1))
        )
        form, name = rng.choice(said["indicator_forms"]), rng.choice(said["indicators"])
        yield Section("indicator", str(number), form.format(n=number, text=name, values=values))
    elif below < 0.6:
        form = rng.choice(said["task_forms"])
        yield Section("task", "1", form.format(n=1, text=rng.choice(said["directions"])))


def random_action(
    rng: Random, language: str, columns: tuple[Column, ...], number: str, years: tuple[int, int]
) -> Action:
    """A row with its truth; columns that the plan lacks are simply not printed."""
    deadline = random_deadline(rng, language, *years)
    responsible, bodies = random_bodies(rng, language)
    money, source, funding = random_funding(rng, language, unit_over(columns, language))
    texts = {
        "number": number,
        "name": random_name(rng, language),
        "form": rng.choice(vocabulary(language)["forms"]),
        "deadline": deadline.text,
        "responsible": responsible,
        "funding": money,
        "funding_source": source,
    }
    extras = vocabulary(language)["extra"]
    cells = tuple(
        texts[c.role] if c.role in texts else rng.choice(extras[c.heading]) for c in columns
    )
    roles = {column.role for column in columns}
    return Action(
        cells,
        deadline if "deadline" in roles else None,
        bodies if "responsible" in roles else (),
        funding if "funding" in roles else None,
    )


def random_name(rng: Random, language: str) -> str:
    """What is to be done: a sentence, and now and then a list below it."""
    said = vocabulary(language)
    if rng.random() < 0.1:
        items = rng.sample(said["items"], rng.randint(2, 5))
        listed = ";\n".join(f"{i}) {item}" for i, item in zip(count(1), items, strict=False))
        return f"{rng.choice(said['list_openings'])}\n{listed}"
    place = rng.choice(said["places"]) if rng.random() < 0.6 else ""
    purpose = rng.choice(said["purposes"]) if rng.random() < 0.5 else ""
    objects = " және ".join if language == "kk" else " и ".join
    what = objects(rng.sample(said["objects"], rng.choice([1, 1, 1, 2])))
    verb = rng.choice(said["verbs"])
    order = (place, purpose, what, verb) if language == "kk" else (verb, what, place, purpose)
    text = words(" ".join(order))
    return text[0].upper() + text[1:]


def random_bodies(rng: Random, language: str) -> tuple[str, tuple[Body, ...]]:
    """One to many bodies, some of them by agreement."""
    said = vocabulary(language)
    names = rng.sample(said["bodies"], rng.choice([1, 1, 2, 2, 3, 4, 6, 9]))
    bodies = tuple(Body(name, rng.random() < 0.12) for name in names)
    printed = [f"{b.text} {said['agreement']}" if b.by_agreement else b.text for b in bodies]
    return ", ".join(printed), bodies


def unit_over(columns: tuple[Column, ...], language: str) -> str | None:
    """The unit that stands in the heading of the funding column, if one does."""
    heading = next((c.heading for c in columns if c.role == "funding"), "")
    return next((u for u in vocabulary(language)["scales"] if f"({u})" in heading), None)


def random_funding(
    rng: Random, language: str, unit: str | None = None
) -> tuple[str, str, tuple[Funding, ...] | None]:
    """The volume, the source and what they mean; `unit` is one that the heading states."""
    said = vocabulary(language)
    match rng.choices(["none", "within", "off", "amount", "empty"], [5, 3, 1, 2, 0.5])[0]:
        case "none":
            kind = (Funding("none_required"),)
            return rng.choice(said["none_required"]), rng.choice(["-", "-", ""]), kind
        case "within":
            kind = (Funding("within_allocated"),)
            return rng.choice(said["within_allocated"]), rng.choice(said["sources"]), kind
        case "off":
            kind = (Funding("off_budget"),)
            return rng.choice(said["off_budget"]), rng.choice(said["off_budget_sources"]), kind
        case "amount":
            text, amount = random_amount(rng, said["scales"], unit)
            return text, rng.choice(said["sources"]), (Funding("amount", amount),)
        case _:
            return "-", "-", None


def random_amount(rng: Random, scales: dict[str, int], unit: str | None) -> tuple[str, float]:
    """An amount in words and in tenge; its unit is printed unless the heading states it."""
    tenths = rng.randint(11, 99999)
    number = f"{tenths // 10:,}".replace(",", " ") + f",{tenths % 10}"
    printed = unit or rng.choice(list(scales))
    return (number if unit else f"{number} {printed}"), tenths * scales[printed] / 10


def random_merges(
    rng: Random, columns: tuple[Column, ...], rows: tuple[Action | Section, ...]
) -> tuple[tuple[Action | Section, ...], dict[tuple[int, int], int]]:
    """Now and then two or three rows in a row share a cell."""
    merged: dict[tuple[int, int], int] = {}
    body = list(rows)
    shared = [i for i, column in enumerate(columns) if column.role in ("form", "responsible")]
    if not shared or rng.random() < 0.75:
        return rows, merged
    column = rng.choice(shared)
    at = 0
    while at < len(body):
        height = rng.choice([1, 1, 1, 2, 3])
        run = body[at : at + height]
        if height > 1 and len(run) == height and all(isinstance(row, Action) for row in run):
            merged[at, column] = height
            body[at : at + height] = [shared_cell(row, run[0], columns, column) for row in run]
        at += len(run)
    return tuple(body), merged


def shared_cell(
    row: Action | Section, first: Action | Section, columns: tuple[Column, ...], column: int
) -> Action:
    """The row with the first row's cell in this column."""
    assert isinstance(row, Action)
    assert isinstance(first, Action)
    cells = (*row.cells[:column], first.cells[column], *row.cells[column + 1 :])
    bodies = first.bodies if columns[column].role == "responsible" else row.bodies
    return Action(cells, row.deadline, bodies, row.funding)


def manuscript_of(plan: Plan, before: int = 0, after: int = 0) -> Manuscript:
    """The plan as a document, with so many paragraphs of prose before and after it."""
    prose = [Paragraph(text) for text in vocabulary(plan.language)["prose"]]
    title = Paragraph(plan.title, "title", 1, "centre", True)
    parts: list[Paragraph | Grid] = [*(prose * before)[:before], title, plan.grid()]
    return Manuscript(plan.language, (*parts, *(prose * after)[:after]), plan.title)
