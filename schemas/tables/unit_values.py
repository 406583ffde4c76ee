"""Values of calculation indices."""

from pydantic import Field

from schemas.base import Day, Display, Row


class UnitValueRow(Row):
    """The tenge value of calculation indices (МРП / АЕК, ПМ / ЕТД) from a day on."""

    table = "unit_values"
    label = "Values of calculation indices"
    primary_key = ("unit", "valid_from")
    display = Display(sort="unit", facets=("unit",))

    unit: str = Field(description="Unit as printed in Russian: МРП, ПМ, МЗП")
    valid_from: Day = Field(description="First day, ISO 8601")
    value: float = Field(description="Tenge")
    source: str = Field(description="The law that sets it")
