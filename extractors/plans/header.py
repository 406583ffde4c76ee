"""A plan's header: which column of a table holds what.

What belongs here: matching titles of columns with the contract's fields, and
finding the header's rows in a table (two levels, a row of column numbers). What
does not: the words themselves (`lexica/plan_headers.toml`) and the rows under
the header (`extractors.plans.actions`).
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Literal, get_args

from extractors.lexica import load_toml
from extractors.text.lookalikes import as_cyrillic
from schemas.document import Frozen

Field = Literal["number", "name", "form", "deadline", "responsible", "funding", "funding_source"]
FIELDS: tuple[Field, ...] = get_args(Field)

_TELLING = ("name", "form", "deadline", "responsible")

LONGEST_TITLE = 160  # characters without spaces; longer text is no title
SMALLEST_SHARE = 0.3  # of a title that the phrase found in it makes up
ROWS_ABOVE = 3  # a table's own caption may stand in its first rows


class Titles(Frozen):
    """The titles of one field; see the lexicon's head for what the lists mean."""

    exact: tuple[str, ...]
    generic: tuple[str, ...]
    phrases: tuple[str, ...]
    weak: tuple[str, ...]


class TitleLexicon(Frozen):
    """The titles of every field."""

    number: Titles
    name: Titles
    form: Titles
    deadline: Titles
    responsible: Titles
    funding: Titles
    funding_source: Titles


class Rank(IntEnum):
    """How sure a title names its field; of two columns for one field the surer has it."""

    SURE = 0
    GENERIC = 1  # tables of any kind have such columns
    WEAK = 2


class TitleMatch(Frozen):
    """The field that a title says its column holds, and by how many letters."""

    field: Field
    rank: Rank
    length: int

    @property
    def weak(self) -> bool:
        """Whether another column may know better."""
        return self.rank == Rank.WEAK


class Column(Frozen):
    """A column of a plan.

    `title` is the header as printed, upper level first, levels parted by " / ";
    `subtitle` are its lower levels where the header has several, else None.
    """

    index: int
    field: Field | None
    title: str
    subtitle: str | None = None
    rank: Rank = Rank.SURE


class PlanHeader(Frozen):
    """The header of a plan: its columns, and the row on which the plan's rows begin."""

    columns: tuple[Column, ...]
    body_start: int

    def indices(self, field: Field) -> tuple[int, ...]:
        """The columns that hold `field`, left to right."""
        return tuple(c.index for c in self.columns if c.field == field)

    def field_at(self, index: int) -> Field | None:
        """What column `index` holds, None for one that the contract does not name."""
        return self.columns[index].field


@lru_cache(maxsize=4096)
def squash(text: str) -> str:
    """Fold a title to what is compared: letters, digits and № in lower case, ё as е."""
    folded = as_cyrillic(unicodedata.normalize("NFC", text)).casefold().replace("ё", "е")
    return "".join(c for c in folded if c.isalnum() or c == "№")


def match_title(text: str) -> TitleMatch | None:
    """Match a title with the lexicon: exactly, else by the longest phrase found in it."""
    key = squash(text)
    if not key or len(key) > LONGEST_TITLE:
        return None
    exact = _whole_titles().get(key)
    if exact:
        return TitleMatch(field=exact[0], rank=exact[1], length=len(key))
    return _longest_phrase(key, Rank.SURE) or _longest_phrase(key, Rank.WEAK)


def recognise_header(rows: Sequence[Sequence[str]]) -> PlanHeader | None:
    """Find a plan's header in a table's first rows, or None if the table is no plan.

    `rows` are the texts of the grid, a spanning cell's text in every place that
    it covers (or in its first place only, the others empty).
    """
    for start in range(min(ROWS_ABOVE + 1, len(rows))):
        depth = _depth(rows, start)
        columns = _columns(rows[start : start + depth])
        if _is_plan(columns):
            end = start + depth
            if end < len(rows) and is_number_row(rows[end]):
                end += 1
            return PlanHeader(columns=columns, body_start=end)
    return None


def is_number_row(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: "1 2 3 4 5 6 7"."""
    numbers = [cell.strip(" .()") for cell in _distinct(cells)]
    return len(numbers) > 1 and all(
        number == str(position) for position, number in enumerate(numbers, start=1)
    )


def _distinct(cells: Sequence[str]) -> list[str]:
    """The filled cells of a row, a spanning cell once."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return [cell for i, cell in enumerate(filled) if i == 0 or cell != filled[i - 1]]


def _is_plan(columns: Sequence[Column]) -> bool:
    """A plan says what is to be done, and by when or by whom.

    One of its titles at least is a plan's own. With nothing but whom, most of its
    columns must be a plan's: tables of other matters name who acts, too.
    """
    fields = {column.field for column in columns}
    if not any(c.field in _TELLING and c.rank == Rank.SURE for c in columns):
        return False
    known = sum(column.field is not None for column in columns)
    by_whom = "responsible" in fields and known > len(columns) / 2
    return "name" in fields and ("deadline" in fields or by_whom)


def _depth(rows: Sequence[Sequence[str]], start: int) -> int:
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


def _columns(levels: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Make the columns of a header given by its rows."""
    titles = [_levels_at(levels, index) for index in range(len(levels[0]))]
    matches = [_match_levels(title) for title in titles]
    columns = []
    for index, (title, match) in enumerate(zip(titles, matches, strict=True)):
        field = match.field if match and _claims(match, title[0], titles, matches) else None
        columns.append(
            Column(
                index=index,
                field=field,
                title=" / ".join(title),
                subtitle=", ".join(title[1:]) or None,
                rank=match.rank if match else Rank.SURE,
            )
        )
    return _with_number(tuple(columns))


def _levels_at(levels: Sequence[Sequence[str]], index: int) -> list[str]:
    """The titles over column `index`, top down, each once; at least one, maybe empty."""
    titles: list[str] = []
    for depth, level in enumerate(levels):
        title = level[index].strip()
        if not title and depth == 0 and len(levels) > 1 and levels[-1][index].strip():
            title = next((c.strip() for c in reversed(level[:index]) if c.strip()), "")
        if title and title not in titles:
            titles.append(title)
    return titles or [""]


def _match_levels(titles: Sequence[str]) -> TitleMatch | None:
    """The lowest level that names a field decides."""
    return next((m for m in map(match_title, reversed(titles)) if m), None)


def _claims(
    match: TitleMatch,
    top: str,
    titles: Sequence[Sequence[str]],
    matches: Sequence[TitleMatch | None],
) -> bool:
    """Whether a column may hold the field that it names.

    Columns under one upper title share a field; of others the surest has it, and
    of two as sure the first.
    """
    rivals = [
        (other.rank, title[0])
        for title, other in zip(titles, matches, strict=True)
        if other and other.field == match.field
    ]
    return min(rivals, key=lambda rival: rival[0]) == (match.rank, top)


def _with_number(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take an untitled first column for the number's, if no other is."""
    first = columns[0]
    if first.title or any(column.field == "number" for column in columns):
        return columns
    return (first.model_copy(update={"field": "number"}), *columns[1:])


def _longest_phrase(key: str, rank: Rank) -> TitleMatch | None:
    """Find the longest phrase of the lexicon in a squashed title."""
    matches = [
        TitleMatch(field=field, rank=rank, length=len(found.group()))
        for field, pattern in _phrases(rank)
        if (found := pattern.search(key)) and len(found.group()) >= SMALLEST_SHARE * len(key)
    ]
    return max(matches, key=lambda match: match.length, default=None)


@cache
def _lexicon() -> TitleLexicon:
    return load_toml("plan_headers.toml", TitleLexicon)


@cache
def _whole_titles() -> dict[str, tuple[Field, Rank]]:
    generic = {squash(t): (f, Rank.GENERIC) for f in FIELDS for t in _titles(f).generic}
    return generic | {squash(t): (f, Rank.SURE) for f in FIELDS for t in _titles(f).exact}


@cache
def _phrases(rank: Rank) -> tuple[tuple[Field, re.Pattern[str]], ...]:
    return tuple(
        (field, _pattern(phrase))
        for field in FIELDS
        for phrase in (_titles(field).weak if rank == Rank.WEAK else _titles(field).phrases)
    )


def _titles(field: Field) -> Titles:
    titles: Titles = getattr(_lexicon(), field)
    return titles


def _pattern(phrase: str) -> re.Pattern[str]:
    """Make a pattern over squashed titles; "*" stands for any letters."""
    return re.compile(r"\w*?".join(re.escape(squash(part)) for part in phrase.split("*")))
