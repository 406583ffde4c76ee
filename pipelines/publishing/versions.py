"""Two versions of a document: which rows of the one are which of the other.

Ids are derived from a file's bytes, so those of all its rows change with it; what a row
says tells which one it was. Rows are paired parents first: those that say the same, then
those that have the same number or name, then those whose words are much alike.

What does not belong here: which documents are versions of one (`pipelines.publishing.changes`).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from schemas.base import Row
from schemas.generate.columns import columns
from schemas.generate.sql import owner_key, root
from schemas.tables import TABLES, DocumentRow

Values = Mapping[str, object]
# Where a row stands: what is written before it moves it, which is no change of its own.
_PLACE = frozenset({
    "page", "page_end", "line", "line_start", "line_end", "bbox", "block", "position",
    "char_start", "char_end", "row", "table_row",
})  # fmt: skip
_KNOWN_BY = (
    ("passage_id", "subject", "unit"), ("number", "name"), ("name",), ("number", "title"),
    ("title",), ("abbreviation",), ("number",), ("passage_id", "kind"), ("rule", "row_id"),
)  # fmt: skip
_WORDS = ("text", "name", "title")
_ALIKE = 75  # of 100: the share of words' letters in common that makes a row the same, reworded
_MOST = 250_000  # pairs of rows that are compared letter by letter


class Pair(NamedTuple):
    """A row of the older version, and the same of the newer."""

    model: type[Row]
    old: Values
    new: Values

    @property
    def differing(self) -> tuple[str, ...]:
        """The columns in which they differ, ids and places aside."""
        return tuple(n for n in said(self.model) if self.old[n] != self.new[n])


def said(model: type[Row]) -> tuple[str, ...]:
    """Return the columns that hold what a row says."""
    return tuple(c.name for c in columns(model) if c.name not in _PLACE | _ids(model))


def pairs(
    tables: Iterable[type[Row]],
    old: Callable[[type[Row]], Sequence[Values]],
    new: Callable[[type[Row]], Sequence[Values]],
    documents: Mapping[object, object],
) -> Iterator[Pair]:
    """Yield the rows that stand in both versions; `documents` maps old ids to new ones."""
    ids = dict(documents)
    for model in tables:
        for one, other in _paired(model, old(model), new(model), ids):
            if len(model.primary_key) == 1:
                ids[one[model.primary_key[0]]] = other[model.primary_key[0]]
            yield Pair(model, one, other)


def _paired(
    model: type[Row], old: Sequence[Values], new: Sequence[Values], ids: Mapping[object, object]
) -> Iterator[tuple[Values, Values]]:
    left, right = list(old), list(new)
    for names in _keys(model):
        found = list(_equal(left, right, names, _translated(names, model, ids)))
        yield from found
        left, right = _rest(left, (a for a, _ in found)), _rest(right, (b for _, b in found))
    yield from _alike(left, right, model)


def _keys(model: type[Row]) -> Iterator[tuple[str, ...]]:
    """Yield sets of columns by which a row is known again, the strictest first."""
    owner = owner_key(model)
    owned = (owner,) if owner else ()
    if model is DocumentRow:
        yield model.primary_key
        return
    yield (*owned, *said(model))
    if owner in model.primary_key and len(model.primary_key) > 1:
        yield model.primary_key
    for names in _KNOWN_BY:
        if set(names) <= model.model_fields.keys():
            yield (*owned, *names)


def _translated(
    names: Sequence[str], model: type[Row], ids: Mapping[object, object]
) -> Callable[[Values], tuple[object, ...] | None]:
    """Return what gives an old row's key in ids of the newer version; None if it has none."""
    own = _ids(model)

    def key(row: Values) -> tuple[object, ...] | None:
        found = tuple(ids.get(row[n]) if n in own and row[n] else row[n] for n in names)
        missing = any(a is None and row[n] for a, n in zip(found, names, strict=True))
        return None if missing else found

    return key


def _equal(
    old: Iterable[Values],
    new: Iterable[Values],
    names: Sequence[str],
    translated: Callable[[Values], tuple[object, ...] | None],
) -> Iterator[tuple[Values, Values]]:
    waiting: defaultdict[tuple[object, ...], deque[Values]] = defaultdict(deque)
    for row in new:
        waiting[tuple(row[name] for name in names)].append(row)
    for row in old:
        key = translated(row)
        if key and any(value is not None for value in key[1:] or key) and waiting.get(key):
            yield row, waiting[key].popleft()


def _rest(rows: Iterable[Values], taken: Iterable[Values]) -> list[Values]:
    gone = {id(row) for row in taken}
    return [row for row in rows if id(row) not in gone]


def _alike(
    old: Sequence[Values], new: Sequence[Values], model: type[Row]
) -> Iterator[tuple[Values, Values]]:
    name = next((name for name in _WORDS if name in model.model_fields), None)
    if name is None or not old or len(old) * len(new) > _MOST:
        return
    left = {place: str(row[name] or "") for place, row in enumerate(old)}
    for row in new:
        best = process.extractOne(
            str(row[name] or ""), left, scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        if best:
            del left[best[2]]
            yield old[best[2]], row


def _ids(model: type[Row]) -> frozenset[str]:
    """Return the columns that hold ids derived from a document's bytes."""
    by_name = {table.table: table for table in TABLES}
    foreign = (
        name
        for name, target in model.foreign_keys.items()
        if root(by_name[target.split(".")[0]], TABLES) is DocumentRow
    )
    own = model.primary_key if len(model.primary_key) == 1 else ()
    named = (n for n in ("document_id", "row_id", "table_id") if n in model.model_fields)
    return frozenset((*foreign, *own, *named))
