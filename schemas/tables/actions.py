"""Rows of action plans with deadlines, bodies and funding."""

from typing import Literal

from pydantic import Field

from schemas.base import Day, Display, Family, PlacedRow, SourcedRow

Precision = Literal["day", "month", "quarter", "half_year", "year"]
FundingKind = Literal["none_required", "within_allocated", "off_budget", "amount"]
SourceKind = Literal[
    "republican", "local", "off_budget", "insurance", "national_fund", "extrabudgetary_fund",
    "investor", "international", "own", "other",
]  # fmt: skip


class ActionRow(SourcedRow):
    """Rows of action plans."""

    table = "actions"
    label = "Actions"
    primary_key = ("action_id",)
    foreign_keys = {"document_id": "documents.document_id", "table_id": "tables.table_id"}
    display = Display(
        title="name",
        sort="position",
        facets=("document_id",),
        listed=(
            "number",
            "name",
            "form",
            "deadline",
            "responsible",
            "funding",
            "funding_source",
            "page",
            "page_end",
        ),
        counted=True,
        anchor="mark",
    )

    action_id: str = Field(description="Id derived from document, table, number and name")
    document_id: str = Field(description="The document")
    table_id: str = Field(description="The table it is a row of")
    table_row: int | None = Field(None, description="Row of that table, from 0")
    position: int = Field(description="Place among the document's actions, from 1")
    number: str | None = Field(None, description="Number as printed, without the closing dot")
    direction_number: str | None = Field(None, description="Number of its direction")
    direction: str | None = Field(None, description="Direction heading over it, as printed")
    indicator_number: str | None = Field(None, description="Number of the target indicator over it")
    name: str | None = Field(description="What is to be done")
    form: str | None = Field(None, description="Form of completion")
    deadline: str | None = Field(None, description="Deadline as printed")
    responsible: str | None = Field(None, description="Responsible bodies as printed")
    funding: str | None = Field(None, description="Volume of funding as printed")
    funding_source: str | None = Field(None, description="Source of funding as printed")
    extra: str | None = Field(None, description="JSON of the columns without a name here")
    page_end: int | None = Field(None, description="Page on which the row ends")
    confidence: float = Field(
        1.0,
        ge=0,
        le=1,
        description="As sure as the least sure of its words, its columns and shared cells",
    )
    joined: str | None = Field(
        None, description="JSON list of words that the source cuts and the reader joined"
    )


class ActionDeadlineRow(SourcedRow):
    """The deadlines of an action, one row a stage."""

    table = "action_deadlines"
    label = "Deadlines"
    primary_key = ("action_id", "position")
    foreign_keys = {"action_id": "actions.action_id"}
    display = Display(title="text", sort="position", facets=("precision",))

    action_id: str = Field(description="The action")
    position: int = Field(description="Place in the cell, from 1")
    text: str = Field(description="This deadline as printed")
    stage: str | None = Field(None, description="What is due then, as printed")
    start_date: Day | None = Field(None, description="First day of the time named, ISO 8601")
    due_date: Day | None = Field(None, description="Last day of the time named, ISO 8601")
    precision: Precision | None = Field(None, description="How exact the time is")
    recurrence: str | None = Field(None, description="RFC 5545 RRULE, if it comes again")
    confidence: float | None = Field(
        None, ge=0, le=1, description="Probability that it is read as meant; null if not read"
    )


class ActionDueDateRow(SourcedRow):
    """Each concrete date that an action's deadlines mean within the plan's own years."""

    table = "action_due_dates"
    label = "Due dates"
    primary_key = ("action_id", "position")
    foreign_keys = {"action_id": "actions.action_id"}
    indexes = (("due_date",),)
    display = Display(sort="position")

    action_id: str = Field(description="The action")
    position: int = Field(description="Place in time, from 1")
    due_date: Day = Field(description="Date, ISO 8601")
    deadline_position: int = Field(description="The deadline that it comes from")


class ActionBodyRow(SourcedRow):
    """The bodies responsible for an action."""

    table = "action_bodies"
    label = "Responsible bodies"
    primary_key = ("action_id", "position")
    foreign_keys = {"action_id": "actions.action_id", "body_id": "bodies.body_id"}
    display = Display(title="text", sort="position", facets=("body_id", "by_agreement"))

    action_id: str = Field(description="The action")
    position: int = Field(description="Place in the cell, from 1")
    text: str = Field(description="The body as printed")
    body_id: str | None = Field(None, description="The body, null where it cannot be told")
    by_agreement: bool = Field(False, description='Marked "келісу бойынша" / "по согласованию"')
    confidence: float = Field(
        1.0, ge=0, le=1, description="Probability that the text is one body, and this one"
    )


class ActionFundingRow(PlacedRow):  # its `source` is that of the money
    """How an action is paid for."""

    table = "action_funding"
    label = "Funding"
    primary_key = ("action_id", "position")
    foreign_keys = {"action_id": "actions.action_id"}
    indexes = (("year",),)
    display = Display(sort="position", facets=("kind", "year", "source_kind"))

    action_id: str = Field(description="The action")
    position: int = Field(description="Place in the cell, from 1")
    kind: FundingKind | None = Field(None, description="Kind, null where it cannot be told")
    year: int | None = Field(None, description="Year of the amount")
    amount: float | None = Field(None, description="Amount in units of the currency")
    currency: str | None = Field(None, description="ISO 4217 code")
    source: str | None = Field(None, description="Source as printed")
    source_kind: SourceKind | None = Field(None, description="Kind of source")


class Actions(Family):
    """The rows of a document's action plans, taken apart."""

    actions: tuple[ActionRow, ...] = ()
    deadlines: tuple[ActionDeadlineRow, ...] = ()
    due_dates: tuple[ActionDueDateRow, ...] = ()
    bodies: tuple[ActionBodyRow, ...] = ()
    funding: tuple[ActionFundingRow, ...] = ()
