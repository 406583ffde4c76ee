"""Target indicators and their values by year."""

from pydantic import Field

from schemas.base import Display, Family, SourcedRow


class IndicatorRow(SourcedRow):
    """Target indicators of a concept or plan."""

    table = "indicators"
    label = "Indicators"
    primary_key = ("indicator_id",)
    foreign_keys = {"document_id": "documents.document_id"}
    display = Display(
        title="name",
        sort="number",
        facets=("document_id", "unit"),
        listed=("number", "name", "unit"),
        anchor="row",
    )

    indicator_id: str = Field(description="Id derived from document, number and name")
    document_id: str = Field(description="The document")
    number: str | None = Field(None, description="Number as printed")
    name: str = Field(description="Name as printed")
    unit: str | None = Field(None, description="Unit of its values")


class IndicatorValueRow(SourcedRow):
    """An indicator's value in a year."""

    table = "indicator_values"
    label = "Indicator values"
    primary_key = ("indicator_id", "year")
    foreign_keys = {"indicator_id": "indicators.indicator_id"}
    indexes = (("year",),)
    display = Display(sort="year", facets=("year",))

    indicator_id: str = Field(description="The indicator")
    year: int = Field(description="Year")
    value: float = Field(description="Value in the indicator's unit")


class Indicators(Family):
    """The target indicators of a document and their values by year."""

    indicators: tuple[IndicatorRow, ...] = ()
    values: tuple[IndicatorValueRow, ...] = ()
