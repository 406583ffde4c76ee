"""One model per published table: the single declaration of its columns and keys.

SQL, data dictionary, JSON Schema, Data Package and Datasette metadata are made
from these classes (`schemas.generate`). What does not belong here: how a value
is found (`extractors`) or stored (`pipelines`).
"""

from typing import Literal

from pydantic import Field

from schemas.base import Row, SourcedRow
from schemas.document import Form

SCHEMA_VERSION = 1

Language = Literal["kk", "ru"]
NameLanguage = Literal["kk", "ru", "en"]
DocumentKind = Literal[
    "decree", "order", "plan", "concept", "report", "letter", "speech", "news", "other"
]
PassageKind = Literal["heading", "paragraph", "list_item", "table_cell"]
FigureKind = Literal["count", "percent", "money", "ratio", "duration", "age", "score", "measure"]
Qualifier = Literal["more_than", "less_than", "at_least", "up_to", "about", "from"]
Precision = Literal["day", "month", "quarter", "half_year", "year"]
FundingKind = Literal["none_required", "within_allocated", "off_budget", "amount"]
SourceKind = Literal[
    "republican", "local", "off_budget", "insurance", "national_fund", "extrabudgetary_fund",
    "investor", "international", "own", "other",
]  # fmt: skip
SearchKind = Literal["passage", "action", "figure"]
SectionKind = Literal[
    "preamble", "part", "section", "chapter", "paragraph", "article", "point", "subpoint",
    "direction", "indicator", "appendix", "plan", "subheading",
]  # fmt: skip
QuarantineReason = Literal[
    "needs_ocr",  # pages are pictures: there is no text to read
    "encrypted",
    "damaged",  # truncated, or not what its name says
    "empty",
    "unknown_form",  # an ending, or bytes, that no reader takes
    "too_large",
    "undecodable",  # text in no encoding that we know
    "extraction_failed",  # a fault of ours: please report it
]


class DocumentRow(Row):
    """Each published document, with what it says of itself."""

    table = "documents"
    label = "Documents"
    primary_key = ("document_id",)
    foreign_keys = {"issuer_body_id": "bodies.body_id"}

    document_id: str = Field(description="Id derived from the file's bytes")
    path: str = Field(description="Path of the file as it was given")
    format: Form = Field(description="Form of the file; a dump is a txt made from a paged document")
    sha256: str = Field(description="SHA-256 of the file's bytes, hex")
    language: Language = Field(description="Main language")
    kind: DocumentKind = Field(description="Kind of document, told from its text")
    act_type: str | None = Field(None, description="Type of the act as printed")
    title: str | None = Field(None, description="Title as printed")
    number: str | None = Field(None, description="Number of the act, as printed without the sign №")
    date: str | None = Field(None, description="Date of the document, ISO 8601")
    issuer: str | None = Field(None, description="Body or office that issued it, as printed")
    issuer_body_id: str | None = Field(None, description="The issuer in the registry of bodies")
    signatory: str | None = Field(None, description="Who signed it")
    signatory_office: str | None = Field(None, description="The signatory's office as printed")
    place: str | None = Field(None, description="Place of issue or of the event")
    addressee: str | None = Field(None, description="Whom a letter is addressed to")
    reply_to: str | None = Field(None, description="The request that a letter answers, as printed")
    event: str | None = Field(None, description="The event at which a text was given")
    author: str | None = Field(None, description="Author or speaker")
    effective_date: str | None = Field(None, description="Date of coming into force, ISO 8601")
    effective_text: str | None = Field(None, description="What it says of coming into force")
    page_count: int | None = Field(None, description="Number of pages, if the form has pages")
    copies: str | None = Field(None, description="JSON list of other paths with the same bytes")
    withheld_contacts: int = Field(0, description="Number of personal contacts left out")
    status: Literal["published"] = Field("published", description="State of the document")


class SectionRow(SourcedRow):
    """The outline: parts, chapters, numbered points and subheadings, nested."""

    table = "sections"
    label = "Sections"
    primary_key = ("section_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "parent_id": "sections.section_id",
    }

    section_id: str = Field(description="Id derived from document, place in the outline and title")
    document_id: str = Field(description="The document")
    parent_id: str | None = Field(None, description="The section that holds this one")
    position: int = Field(description="Place in document order, from 1")
    kind: SectionKind = Field(description="Level of the outline")
    number: str | None = Field(None, description='Number as printed, without dot ("1-бөлім" is 1)')
    title: str = Field(description="Title as printed, without its number; else its label")
    heading: str = Field(description="The whole heading as printed, with its number")


class PassageRow(SourcedRow):
    """The text, passage by passage: headings, paragraphs, list items, cells of tables."""

    table = "passages"
    label = "Passages"
    primary_key = ("passage_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
    }

    passage_id: str = Field(description="Id derived from document, position and text")
    document_id: str = Field(description="The document")
    section_id: str | None = Field(None, description="The innermost section that holds it")
    position: int = Field(description="Place in document order, from 1")
    kind: PassageKind = Field(description="What it is in the layout")
    language: Language = Field(description="Language of this passage")
    text: str = Field(description="Text: NFC, single spaces, words whole, spelling kept")
    line_start: int | None = Field(None, description="First line in the source file (txt and md)")
    line_end: int | None = Field(None, description="Last line in the source file (txt and md)")


class TableRow(SourcedRow):
    """Every table of a document, whether it is a plan or not."""

    table = "tables"
    label = "Tables"
    primary_key = ("table_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
    }

    table_id: str = Field(description="Id derived from document and position")
    document_id: str = Field(description="The document")
    section_id: str | None = Field(None, description="The section that holds it")
    position: int = Field(description="Place among the document's tables, from 1")
    kind: Literal["plan", "facts", "abbreviations", "indicators", "other"] = Field(
        description="What the table was recognised as"
    )
    caption: str | None = Field(None, description="The passage right before it, if it names it")
    row_count: int = Field(description="Number of rows")
    column_count: int = Field(description="Number of columns")


class TableCellRow(SourcedRow):
    """The cells of every table, as passages in their grid."""

    table = "table_cells"
    label = "Table cells"
    primary_key = ("table_id", "row", "column")
    foreign_keys = {"table_id": "tables.table_id", "passage_id": "passages.passage_id"}

    table_id: str = Field(description="The table")
    row: int = Field(description="Row, from 0")
    column: int = Field(description="Column, from 0")
    row_span: int = Field(1, description="Rows that the cell covers")
    column_span: int = Field(1, description="Columns that the cell covers")
    passage_id: str = Field(description="The cell's text")


class FactRow(SourcedRow):
    """Two-column key facts, such as a concept's passport."""

    table = "facts"
    label = "Key facts"
    primary_key = ("document_id", "position")
    foreign_keys = {"document_id": "documents.document_id"}

    document_id: str = Field(description="The document")
    position: int = Field(description="Place in the document, from 1")
    name: str = Field(description="Left column")
    value: str = Field(description="Right column")


class FigureRow(SourcedRow):
    """Every quantity that the text states, with what it counts or measures, and when."""

    table = "figures"
    label = "Figures"
    primary_key = ("figure_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "passage_id": "passages.passage_id",
    }

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
    qualifier: Qualifier | None = Field(None, description="How the text hedges the value")
    subject: str | None = Field(None, description="Words that say what is counted or measured")
    period: str | None = Field(None, description="Year, date or span that the text ties to it")
    period_start: str | None = Field(None, description="First day of the period, ISO 8601")
    period_end: str | None = Field(None, description="Last day of the period, ISO 8601")
    spelled: bool = Field(False, description="The number is written in words")
    char_start: int = Field(ge=0, description="Offset of `text` in the passage's text")
    char_end: int = Field(gt=0, description="Offset past the end of `text`")
    rule: str = Field(description="Name of the rule that found it")
    confidence: float = Field(1.0, ge=0, le=1, description="How sure the extractor is, 0 to 1")


class IndicatorRow(SourcedRow):
    """Target indicators of a concept or plan."""

    table = "indicators"
    label = "Indicators"
    primary_key = ("indicator_id",)
    foreign_keys = {"document_id": "documents.document_id"}

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

    indicator_id: str = Field(description="The indicator")
    year: int = Field(description="Year")
    value: float = Field(description="Value in the indicator's unit")


class ActionRow(SourcedRow):
    """Rows of action plans."""

    table = "actions"
    label = "Actions"
    primary_key = ("action_id",)
    foreign_keys = {"document_id": "documents.document_id", "table_id": "tables.table_id"}

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
        description="How sure the reader is of the words, and of cells shared with the row above",
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

    action_id: str = Field(description="The action")
    position: int = Field(description="Place in the cell, from 1")
    text: str = Field(description="This deadline as printed")
    stage: str | None = Field(None, description="What is due then, as printed")
    start_date: str | None = Field(None, description="First day of the time named, ISO 8601")
    due_date: str | None = Field(None, description="Last day of the time named, ISO 8601")
    precision: Precision | None = Field(None, description="How exact the time is")
    recurrence: str | None = Field(None, description="RFC 5545 RRULE, if it comes again")


class ActionDueDateRow(SourcedRow):
    """Each concrete date that an action's deadlines mean within the plan's own years."""

    table = "action_due_dates"
    label = "Due dates"
    primary_key = ("action_id", "position")
    foreign_keys = {"action_id": "actions.action_id"}

    action_id: str = Field(description="The action")
    position: int = Field(description="Place in time, from 1")
    due_date: str = Field(description="Date, ISO 8601")
    deadline_position: int = Field(description="The deadline that it comes from")


class ActionBodyRow(SourcedRow):
    """The bodies responsible for an action."""

    table = "action_bodies"
    label = "Responsible bodies"
    primary_key = ("action_id", "position")
    foreign_keys = {"action_id": "actions.action_id", "body_id": "bodies.body_id"}

    action_id: str = Field(description="The action")
    position: int = Field(description="Place in the cell, from 1")
    text: str = Field(description="The body as printed")
    body_id: str | None = Field(None, description="The body, null where it cannot be told")
    by_agreement: bool = Field(False, description='Marked "келісу бойынша" / "по согласованию"')


class ActionFundingRow(SourcedRow):
    """How an action is paid for."""

    table = "action_funding"
    label = "Funding"
    primary_key = ("action_id", "position")
    foreign_keys = {"action_id": "actions.action_id"}

    action_id: str = Field(description="The action")
    position: int = Field(description="Place in the cell, from 1")
    kind: FundingKind | None = Field(None, description="Kind, null where it cannot be told")
    year: int | None = Field(None, description="Year of the amount")
    amount: float | None = Field(None, description="Amount in units of the currency")
    currency: str | None = Field(None, description="ISO 4217 code")
    source: str | None = Field(None, description="Source as printed")
    source_kind: SourceKind | None = Field(None, description="Kind of source")


class BodyRow(Row):
    """Bodies of the state and others that plans name."""

    table = "bodies"
    label = "Bodies"
    primary_key = ("body_id",)

    body_id: str = Field(description="Id in the registry")
    name: str | None = Field(
        None, description="Present full name: in Kazakh if there is one, else in Russian"
    )
    level: str = Field(description="government, ministry, committee, local, …")
    successor_id: str | None = Field(None, description="The body that it became, if it is gone")
    valid_from: str | None = Field(None, description="First day, ISO 8601, if known")
    valid_to: str | None = Field(None, description="Last day, ISO 8601, if gone")


class BodyNameRow(Row):
    """Names and abbreviations of bodies."""

    table = "body_names"
    label = "Names of bodies"
    primary_key = ("body_id", "language", "kind", "name")
    foreign_keys = {"body_id": "bodies.body_id"}

    body_id: str = Field(description="The body")
    language: NameLanguage = Field(description="Language of the name")
    name: str = Field(description="The name")
    kind: Literal["full", "abbreviation"] = Field(description="Full name or abbreviation")
    valid_from: str | None = Field(None, description="First day of the name, if known")
    valid_to: str | None = Field(None, description="Last day of the name, if it is a former one")


class AbbreviationRow(SourcedRow):
    """Abbreviations that a document explains."""

    table = "abbreviations"
    label = "Abbreviations"
    primary_key = ("abbreviation_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "passage_id": "passages.passage_id",
        "body_id": "bodies.body_id",
    }

    abbreviation_id: str = Field(description="Id derived from document, origin and abbreviation")
    document_id: str = Field(description="The document")
    passage_id: str | None = Field(None, description="The passage that explains it")
    abbreviation: str = Field(description="As printed")
    expansion: str = Field(description="What it stands for, in the nominative")
    origin: Literal["list", "inline"] = Field(description="Explained in a list or in the text")
    uses: int = Field(0, description="How often the document uses it, explanation aside")
    body_id: str | None = Field(None, description="The body that it names, if it names one")


class AbbreviationUseRow(SourcedRow):
    """Each place where a document uses an abbreviation that it explains."""

    table = "abbreviation_uses"
    label = "Uses of abbreviations"
    primary_key = ("abbreviation_id", "passage_id", "char_start")
    foreign_keys = {
        "abbreviation_id": "abbreviations.abbreviation_id",
        "passage_id": "passages.passage_id",
    }

    abbreviation_id: str = Field(description="The abbreviation")
    passage_id: str = Field(description="The passage that uses it")
    char_start: int = Field(description="Offset in the passage's text")


class ActRow(Row):
    """Legal acts that documents refer to, one row an act."""

    table = "acts"
    label = "Acts referred to"
    primary_key = ("act_id",)
    foreign_keys = {"body_id": "bodies.body_id"}

    act_id: str = Field(description="Id derived from type, number and date, or the title")
    act_type: str | None = Field(None, description="constitution, code, law, decree, order, …")
    number: str | None = Field(None, description="Number as printed")
    date: str | None = Field(None, description="Date, ISO 8601")
    title: str | None = Field(None, description="Title")
    body_id: str | None = Field(None, description="Body that issued it")


class DocumentActRow(Row):
    """The acts that each document refers to, as far as that document tells of them."""

    table = "document_acts"
    label = "Acts by document"
    primary_key = ("document_id", "act_id")
    foreign_keys = {
        "document_id": "documents.document_id",
        "act_id": "acts.act_id",
        "body_id": "bodies.body_id",
    }

    document_id: str = Field(description="The document")
    act_id: str = Field(description="The act")
    act_type: str | None = Field(None, description="constitution, code, law, decree, order, …")
    number: str | None = Field(None, description="Number as printed")
    date: str | None = Field(None, description="Date, ISO 8601")
    title: str | None = Field(None, description="Title")
    body_id: str | None = Field(None, description="Body that issued it")


class LegalReferenceRow(SourcedRow):
    """Each place where a document refers to another act."""

    table = "legal_references"
    label = "References to acts"
    primary_key = ("reference_id",)
    foreign_keys = {
        "document_id": "documents.document_id",
        "passage_id": "passages.passage_id",
        "act_id": "acts.act_id",
        "body_id": "bodies.body_id",
    }

    reference_id: str = Field(description="Id derived from passage and offset")
    document_id: str = Field(description="The document")
    passage_id: str = Field(description="The passage that refers")
    act_id: str = Field(description="The act")
    text: str = Field(description="The reference as printed")
    act_type: str | None = Field(None, description="constitution, code, law, decree, order, …")
    number: str | None = Field(None, description="Number as printed")
    date: str | None = Field(None, description="Date, ISO 8601")
    title: str | None = Field(None, description="Title as printed")
    body_id: str | None = Field(None, description="Body that issued it")
    char_start: int = Field(description="Offset in the passage's text")
    char_end: int = Field(description="Offset past its end")


class FindingRow(SourcedRow):
    """What looks wrong in a document, or could not be told."""

    table = "findings"
    label = "Findings"
    primary_key = ("finding_id",)
    foreign_keys = {"document_id": "documents.document_id"}

    finding_id: str = Field(description="Id derived from document, rule and evidence")
    document_id: str = Field(description="The document")
    rule: str = Field(description="Name of the rule")
    severity: Literal["info", "warning", "error"] = Field(description="How grave it is")
    table_name: str | None = Field(None, description="The table of the row it is about")
    row_id: str | None = Field(None, description="Key of the row it is about")
    message: str = Field(description="What was found, in a sentence")
    evidence: str | None = Field(None, description="The words it was found in")


class SearchEntryRow(Row):
    """What full-text search looks through: passages, actions and figures, folded and stemmed."""

    table = "search_entries"
    label = "Search entries"
    primary_key = ("entry_id",)
    foreign_keys = {"document_id": "documents.document_id"}

    entry_id: int = Field(description="Id derived from kind and row")
    document_id: str = Field(description="The document")
    kind: SearchKind = Field(description="What the entry is")
    row_id: str = Field(description="Key of the passage, action or figure")
    language: Language = Field(description="Language of the text")
    text: str = Field(description="The text as published")
    terms: str = Field(description="Its words folded and stemmed")


class UnitValueRow(Row):
    """The tenge value of calculation indices (МРП / АЕК, ПМ / ЕТД) from a day on."""

    table = "unit_values"
    label = "Values of calculation indices"
    primary_key = ("unit", "valid_from")

    unit: str = Field(description="Unit as printed in Russian: МРП, ПМ, МЗП")
    valid_from: str = Field(description="First day, ISO 8601")
    value: float = Field(description="Tenge")
    source: str = Field(description="The law that sets it")


class QuarantineRow(Row):
    """Files that could not be published, and what to do about each."""

    table = "quarantine"
    label = "Quarantine"
    primary_key = ("path",)

    path: str = Field(description="Path of the file as it was given")
    sha256: str | None = Field(None, description="SHA-256 of the file's bytes, if readable")
    reason: QuarantineReason = Field(description="Why, from a closed list")
    detail: str = Field(description="What is the matter and what to do, in a sentence")


class DocumentStateRow(Row):
    """What each input file was when it was last read: tells new from unchanged."""

    table = "document_states"
    label = "States of the inputs"
    primary_key = ("path",)
    foreign_keys = {"document_id": "documents.document_id"}

    path: str = Field(description="Path of the file as it was given")
    sha256: str | None = Field(None, description="SHA-256 of the file's bytes, if readable")
    status: Literal["published", "copy", "quarantined"] = Field(
        description="What became of it; a copy has the bytes of a published file"
    )
    reason: QuarantineReason | None = Field(None, description="Why it is in quarantine")
    document_id: str | None = Field(None, description="The document that it gave")
    versions: str = Field(description="JSON: each step's fingerprint of code and lexica")
    options: str = Field(description="JSON: the options that change what is read")


class MetaRow(Row):
    """What a reader needs to know of the database itself."""

    table = "meta"
    label = "About this database"
    primary_key = ("key",)

    key: str = Field(description="Name")
    value: str = Field(description="Value")


TABLES: tuple[type[Row], ...] = (
    DocumentRow, SectionRow, PassageRow, TableRow, TableCellRow, FactRow, FigureRow,
    IndicatorRow, IndicatorValueRow, ActionRow, ActionDeadlineRow, ActionDueDateRow,
    ActionBodyRow, ActionFundingRow, BodyRow, BodyNameRow, AbbreviationRow, AbbreviationUseRow,
    ActRow, DocumentActRow, LegalReferenceRow, FindingRow, SearchEntryRow, UnitValueRow,
    QuarantineRow, DocumentStateRow, MetaRow,
)  # fmt: skip
