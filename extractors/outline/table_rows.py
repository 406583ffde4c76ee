"""The published roles of a table's rows: every row of every table has one.

What belongs here: the roles as the contract names them, and where a row stands. What
does not: telling the roles (`row_roles`).
"""

from collections.abc import Iterator, Mapping, Sequence

from extractors.parsed import RowRole
from schemas.document import Place, Table
from schemas.tables import TableRole, TableRoleRow

# What only the outline tells apart; "body" is an action in plans.
_PUBLISHED: Mapping[RowRole, TableRole] = {
    "caption": "other",
    "header": "header",
    "column_numbers": "column_numbers",
    "section": "section",
    "body": "other",
    "continuation": "continuation",
    "total": "total",
    "note": "note",
    "empty": "other",
}


def role_rows(
    table: Table, table_id: str, roles: Sequence[RowRole], *, is_plan: bool
) -> Iterator[TableRoleRow]:
    """Yield a row for each of the table's rows."""
    places = _places(table)
    for row, role in enumerate(roles):
        published = "action" if is_plan and role == "body" else _PUBLISHED[role]
        place = places.get(row, table.place)
        yield TableRoleRow.at(place, table_id=table_id, row=row, role=published)


def _places(table: Table) -> dict[int, Place]:
    """Where each row's first cell stands."""
    return {cell.row: cell.place for cell in reversed(table.cells)}
