"""Quantities that the text states."""

from typing import Literal

from pydantic import Field

from schemas.base import Day, Display, Family, SourcedRow

FigureKind = Literal["count", "percent", "money", "ratio", "duration", "age", "score", "measure"]
Qualifier = Literal["more_than", "less_than", "at_least", "up_to", "about", "from"]


class FigureRow(SourcedRow):
    """Every quantity that the text states, with what it counts or measures, and when."""

    table = "figures"
    label = "Figures"
    primary_key = ("figure_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "passage_id": "passages.passage_id",
    }
    indexes = (("period_start",),)
    display = Display(
        title="text",
        sort="position",
        facets=("document_id", "kind", "unit", "qualifier", "spelled"),
        listed=(
            "text",
            "value",
            "value_max",
            "kind",
            "unit",
            "qualifier",
            "subject",
            "period",
            "page",
            "line",
        ),
        counted=True,
        anchor="mark",
        mark_title="unit",
    )

    figure_id: str = Field(description="Id derived from passage and offsets")
    document_id: str = Field(description="The document")
    passage_id: str = Field(description="The passage it stands in")
    position: int = Field(description="Place among the document's figures, from 1")
    text: str = Field(description="Exact words of the number with its unit and counted noun")
    number_text: str = Field(description="Digits and scale word as printed, without the unit")
    value: float | None = Field(description="Normalised value, literally as printed")
    value_max: float | None = Field(None, description="Upper end of a range")
    kind: FigureKind = Field(description="What sort of quantity it is")
    unit: str | None = Field(None, description="Base unit in dictionary form, ISO code for money")
    qualifier: Qualifier | None = Field(None, description="How the text qualifies the value")
    subject: str | None = Field(None, description="Words that say what is counted or measured")
    period: str | None = Field(None, description="Year, date or span that the text ties to it")
    period_start: Day | None = Field(None, description="First day of the period, ISO 8601")
    period_end: Day | None = Field(None, description="Last day of the period, ISO 8601")
    spelled: bool = Field(False, description="The number is written in words")
    char_start: int = Field(ge=0, description="Offset of `text` in the passage's text")
    char_end: int = Field(gt=0, description="Offset past the end of `text`")
    rule: str = Field(description="Name of the rule that found it")
    confidence: float = Field(
        1.0, ge=0, le=1, description="Probability that it is a figure of this value and kind"
    )
    unit_confidence: float | None = Field(
        None, ge=0, le=1, description="Probability that the unit is right; null without one"
    )
    period_confidence: float | None = Field(
        None, ge=0, le=1, description="Probability that the period is right; null without one"
    )
    subject_confidence: float | None = Field(
        None, ge=0, le=1, description="Probability that the subject is right; null without one"
    )


class Figures(Family):
    """The figures of a document, in document order."""

    figures: tuple[FigureRow, ...] = ()
