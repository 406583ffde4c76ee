"""What every published table's model shares.

What belongs here: the base classes of rows and of families of rows, how a table says
that it is shown, the columns that give a row's place, and stable ids. What does
not: any table's own columns (`schemas.tables`).
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from schemas.document import Frozen, Place, Source

Anchor = Literal["page", "mark", "passage", "note", "row"]
IS_DATE = "date"
# A whole day, ISO 8601: text in the database, a date wherever the form of an export has dates.
Day = Annotated[str, IS_DATE]


class Display(Frozen):
    """How people are shown a table; columns are named as in the model.

    In the site: `title` is the column by which a row is known where a key leads to
    it, `sort` the one that rows are sorted by, `facets` those that rows are counted
    by. In the terminal: `listed` are the columns of a document's rows that are
    printed, and `listed_by` those that they are sorted by (as they were found if
    there are none). `counted` tables are counted wherever documents are summed up.

    On a document's reading page, `anchor` says what stands for a row: the page
    itself, a mark in the text, the passage, a note beside it, or only an entry in
    the list of rows. `mark_title` is the column that explains a mark.

    An `internal` table is made of others: it is neither exported nor offered to browse.
    """

    title: str | None = None
    sort: str | None = None
    facets: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    listed_by: tuple[str, ...] = ()
    counted: bool = False
    anchor: Anchor | None = None
    mark_title: str | None = None
    internal: bool = False


class Row(Frozen):
    """One row of a published table; the class is the table's declaration.

    The docstring's first line is the table's description, each field's
    `description` the column's. `primary_key` names columns; `foreign_keys` maps
    a column to "table.column". `indexes` are sets of columns that people ask by.
    `label` is the table's name for people, `display` says how they are shown it.
    """

    table: ClassVar[str]
    label: ClassVar[str]
    primary_key: ClassVar[tuple[str, ...]]
    foreign_keys: ClassVar[dict[str, str]] = {}
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = ()
    display: ClassVar[Display] = Display()


class View(Row):
    """One row of a published view; the class declares its columns, and `query` fills them.

    The query's columns are those of the class, in their order. `sorted_by` is the order
    in which its rows are exported; the primary key is empty where a part of it may be null.
    """

    query: ClassVar[str]
    sorted_by: ClassVar[tuple[str, ...]]
    primary_key: ClassVar[tuple[str, ...]] = ()


class PlacedRow(Row):
    """A row that was read from a document, with its place there."""

    page: int | None = Field(None, ge=1, description="Page of the source where it starts, from 1")
    line: int | None = Field(
        None, ge=1, description="Line of the source file where it starts, from 1 (txt and md)"
    )
    bbox: str | None = Field(
        None, description="JSON [x0, top, x1, bottom] in points on the page (PDF)"
    )
    block: int | None = Field(
        None, ge=1, description="Number of the paragraph or table in reading order, from 1"
    )

    @classmethod
    def at(cls, place: Place, **columns: object) -> Self:
        """Make a row that stands at `place`."""
        return cls.model_validate({**provenance(place), **columns})


class SourcedRow(PlacedRow):
    """A row that says, too, by what its place was read."""

    source: Source = Field("text", description="What it was read from: a text, or a picture (ocr)")


class Family(Frozen):
    """Rows that one step finds together: a tuple of rows in each field."""

    def rows(self) -> Iterator[Row]:
        """All rows, table after table, in the order of the fields."""
        return chain.from_iterable(getattr(self, name) for name in type(self).model_fields)


def provenance(place: Place) -> dict[str, object]:
    """Return the provenance columns of a place."""
    bbox = None if place.bbox is None else json.dumps([round(x, 1) for x in place.bbox])
    return {
        "page": place.page,
        "line": place.line,
        "bbox": bbox,
        "block": place.block,
        "source": place.source,
    }


def stable_id(prefix: str, *parts: object) -> str:
    """Return an id derived from what it names: "prefix-" and 16 hex digits.

    The same parts give the same id on every run and every machine.
    """
    digest = hashlib.sha256(
        "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    ).hexdigest()
    return f"{prefix}-{digest[:16]}"
