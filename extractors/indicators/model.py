"""An indicator as one place of the document gives it.

What does not belong here: how it is found (`extractors.indicators`).
"""

from schemas.document import Frozen, Place


class Indicator(Frozen):
    """An indicator as one place of the document gives it; `values` by year.

    `value_places` says where each value stands. `facts` is what was reached in years for
    which `values` has the plan. `table` is the id of the table of which it is a row;
    numbers of rows are the table's own. `occurrence` counts the rows above it with the
    same number and name.
    """

    number: str | None
    name: str
    unit: str | None
    values: dict[int, float]
    value_places: dict[int, Place]
    facts: dict[int, float]
    place: Place
    table: str | None = None
    occurrence: int = 0
