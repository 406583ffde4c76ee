"""One model per published view: what people ask most, of all documents, ready to be read.

A view holds nothing of its own: one line is an action, a date on which a body has to have
done something, a figure, or an indicator in a year, with the document's name, the bodies'
names and the place in the source beside it. Lines of several documents stand together.

What does not belong here: tables (`schemas.tables`), questions of one kind of reader
(`pipelines.site`).
"""

from typing import Final

from pydantic import Field

from schemas.base import Day, Display, View
from schemas.tables.actions import Precision
from schemas.tables.common import Language
from schemas.tables.figures import FigureKind, Qualifier

SEPARATOR: Final = "; "  # between names of bodies, which have commas in them
_WORDS: Final = 80  # characters on either side of a figure


def _name_of_body(language: str) -> str:
    """Return SQL of the one name of body `r`: in the language, else in any, else as printed."""
    return f"""coalesce(
        (SELECT n.name FROM body_names n
         WHERE n.body_id = r.body_id AND n.language = '{language}' AND n.preferred),
        (SELECT o.name FROM bodies o WHERE o.body_id = r.body_id),
        r.text)"""


def _names_of_bodies(language: str) -> str:
    """Return SQL of the names of all bodies of action `a`, each once, in the order of the cell."""
    return f"""(SELECT group_concat(name, '{SEPARATOR}') FROM (
        SELECT {_name_of_body(language)} AS name FROM action_bodies r
        WHERE r.action_id = a.action_id GROUP BY 1 ORDER BY min(r.position)))"""


class PlanRow(View):
    """Actions, one a line, with their dates, bodies and money."""

    table = "plan_rows"
    label = "Plans, an action a line"
    primary_key = ("action_id",)
    sorted_by = ("document", "position", "action_id")
    display = Display(title="name", listed=(
        "number", "name", "form", "deadline", "first_due", "last_due", "bodies_kk", "bodies_ru",
        "funding_kinds", "amount_kzt", "page", "line",
    ))  # fmt: skip
    query = f"""
SELECT d.path, d.title, a.number, a.direction, a.name, a.form, a.deadline,
    (SELECT min(u.due_date) FROM action_due_dates u WHERE u.action_id = a.action_id),
    (SELECT max(u.due_date) FROM action_due_dates u WHERE u.action_id = a.action_id),
    {_names_of_bodies("kk")},
    {_names_of_bodies("ru")},
    (SELECT group_concat(kind, '{SEPARATOR}') FROM (
        SELECT f.kind AS kind FROM action_funding f
        WHERE f.action_id = a.action_id AND f.kind IS NOT NULL
        GROUP BY 1 ORDER BY min(f.position))),
    (SELECT sum(f.amount) FROM action_funding f
     WHERE f.action_id = a.action_id AND f.kind = 'amount' AND f.currency = 'KZT'),
    a.page, a.line, a.confidence,
    d.language, d.number, d.date, a.position, a.direction_number, a.indicator_number,
    a.responsible, a.funding, a.funding_source, a.page_end, a.block,
    a.document_id, a.action_id, '/-/read/' || a.document_id || '#m-' || a.action_id
FROM actions a JOIN documents d ON d.document_id = a.document_id
"""

    document: str = Field(description="Path of the document's file as it was given")
    title: str | None = Field(description="Title of the document as printed")
    number: str | None = Field(description="Number of the action, without the closing dot")
    direction: str | None = Field(description="Direction heading over it, as printed")
    name: str | None = Field(description="What is to be done")
    form: str | None = Field(description="Form of completion")
    deadline: str | None = Field(description="Deadline as printed")
    first_due: Day | None = Field(description="First date on which something is due, if any")
    last_due: Day | None = Field(description="Last date on which something is due, if any")
    bodies_kk: str | None = Field(
        description="Responsible bodies, each by its one name in Kazakh (where there is none, in"
        " another language; as printed where the body cannot be told), with '; ' between them"
    )
    bodies_ru: str | None = Field(description="The same with the names in Russian")
    funding_kinds: str | None = Field(
        description="Kinds of funding (see action_funding.kind), each once, with '; ' between them"
    )
    amount_kzt: float | None = Field(
        description="Sum of its amounts in tenge, each counted once (a total gives way to its"
        " parts); null where no amount in tenge is told; ranges and other currencies are not in it"
    )
    page: int | None = Field(description="Page of the source where it starts, from 1")
    line: int | None = Field(description="Line of the source file where it starts (txt and md)")
    confidence: float = Field(description="How sure the row's words and columns are, 0 to 1")
    language: Language = Field(description="Main language of the document")
    document_number: str | None = Field(description="Number of the act, without the sign №")
    document_date: Day | None = Field(description="Date of the document, ISO 8601")
    position: int = Field(description="Place among the document's actions, from 1")
    direction_number: str | None = Field(description="Number of its direction")
    indicator_number: str | None = Field(description="Number of the target indicator over it")
    responsible: str | None = Field(description="Responsible bodies as printed")
    funding: str | None = Field(description="Volume of funding as printed")
    funding_source: str | None = Field(description="Source of funding as printed")
    page_end: int | None = Field(description="Page on which the row ends")
    block: int | None = Field(description="Number of the table in reading order, from 1")
    document_id: str = Field(description="The document")
    action_id: str = Field(description="The action")
    link: str = Field(description="Where the site shows it in the text of the document")


class DueItem(View):
    """What is due: one line for each action, date and responsible body.

    An action without a body has lines without one; an action without a date has no line.
    """

    table = "due_items"
    label = "What is due, a date and body a line"
    sorted_by = ("due_date", "document", "position", "body_position")
    display = Display(title="name", listed=(
        "due_date", "number", "name", "form", "stage", "body_kk", "body_ru", "page", "line",
    ))  # fmt: skip
    query = f"""
SELECT d.path, d.title, a.number, a.direction, a.name, a.form, coalesce(l.text, a.deadline),
    u.due_date, l.stage, l.precision,
    {_name_of_body("kk")},
    {_name_of_body("ru")},
    r.text,
    (SELECT min(s.by_agreement) FROM action_bodies s
     WHERE s.action_id = r.action_id
        AND coalesce(s.body_id, s.text) = coalesce(r.body_id, r.text)),
    CAST(substr(u.due_date, 1, 4) AS INTEGER), (CAST(substr(u.due_date, 6, 2) AS INTEGER) + 2) / 3,
    a.page, a.line, min(a.confidence, coalesce(l.confidence, 1.0), coalesce(r.confidence, 1.0)),
    d.language, a.position, r.position,
    a.document_id, a.action_id, r.body_id,
    '/-/read/' || a.document_id || '#m-' || a.action_id
FROM action_due_dates u
JOIN actions a ON a.action_id = u.action_id
JOIN documents d ON d.document_id = a.document_id
LEFT JOIN action_deadlines l
    ON l.action_id = u.action_id AND l.position = u.deadline_position
LEFT JOIN action_bodies r ON r.action_id = u.action_id AND NOT EXISTS (
    SELECT 1 FROM action_bodies e
    WHERE e.action_id = r.action_id AND e.position < r.position
        AND coalesce(e.body_id, e.text) = coalesce(r.body_id, r.text))
"""

    document: str = Field(description="Path of the document's file as it was given")
    title: str | None = Field(description="Title of the document as printed")
    number: str | None = Field(description="Number of the action, without the closing dot")
    direction: str | None = Field(description="Direction heading over it, as printed")
    name: str | None = Field(description="What is to be done")
    form: str | None = Field(description="Form of completion")
    deadline: str | None = Field(description="The deadline that the date comes from, as printed")
    due_date: Day = Field(description="The date, ISO 8601")
    stage: str | None = Field(description="What is due then, as printed")
    precision: Precision | None = Field(description="How exact the time is")
    body_kk: str | None = Field(
        description="The body by its one name in Kazakh (where there is none, in another language;"
        " as printed where the body cannot be told)"
    )
    body_ru: str | None = Field(description="The same in Russian")
    body_text: str | None = Field(description="The body as printed")
    by_agreement: bool | None = Field(description="The body is named by agreement only")
    year: int = Field(description="Year of the date")
    quarter: int = Field(description="Quarter of the date, 1 to 4")
    page: int | None = Field(description="Page of the source where the action starts, from 1")
    line: int | None = Field(description="Line of the source file where the action starts")
    confidence: float = Field(description="Of action, deadline and body the least sure, 0 to 1")
    language: Language = Field(description="Main language of the document")
    position: int = Field(description="Place of the action in the document, from 1")
    body_position: int | None = Field(description="Place of the body in its cell, from 1")
    document_id: str = Field(description="The document")
    action_id: str = Field(description="The action")
    body_id: str | None = Field(description="The body, null where it cannot be told")
    link: str = Field(description="Where the site shows the action in the text of the document")


class FigureLine(View):
    """Figures, one a line, with their document, section and words around them."""

    table = "figure_rows"
    label = "Figures with their words"
    primary_key = ("figure_id",)
    sorted_by = ("document", "position", "figure_id")
    display = Display(title="text", listed=(
        "text", "value", "value_max", "kind", "unit", "subject", "period", "page", "line",
    ))  # fmt: skip
    query = f"""
SELECT d.path, d.title, f.text, f.value, f.value_max, f.kind, f.unit, f.qualifier, f.subject,
    f.period, f.period_start, f.period_end,
    CASE WHEN substr(f.period_start, 1, 4) = substr(f.period_end, 1, 4)
        THEN CAST(substr(f.period_start, 1, 4) AS INTEGER) END,
    f.page, f.line, f.confidence,
    s.title,
    substr(p.text, max(1, f.char_start + 1 - {_WORDS}),
        f.char_end - max(0, f.char_start - {_WORDS}) + {_WORDS}),
    f.number_text, f.spelled, d.language, f.position, f.block,
    f.document_id, f.passage_id, f.figure_id,
    '/-/read/' || f.document_id || '#m-' || f.figure_id
FROM figures f
JOIN documents d ON d.document_id = f.document_id
JOIN passages p ON p.passage_id = f.passage_id
LEFT JOIN sections s ON s.section_id = p.section_id
"""

    document: str = Field(description="Path of the document's file as it was given")
    title: str | None = Field(description="Title of the document as printed")
    text: str = Field(description="Exact words of the number with its unit and counted noun")
    value: float | None = Field(description="Normalised value, literally as printed")
    value_max: float | None = Field(description="Upper end of a range")
    kind: FigureKind = Field(description="What sort of quantity it is")
    unit: str | None = Field(description="Base unit in dictionary form, ISO code for money")
    qualifier: Qualifier | None = Field(description="How the text qualifies the value")
    subject: str | None = Field(description="Words that say what is counted or measured")
    period: str | None = Field(description="Year, date or span that the text ties to it")
    period_start: Day | None = Field(description="First day of the period, ISO 8601")
    period_end: Day | None = Field(description="Last day of the period, ISO 8601")
    year: int | None = Field(description="The year that the period lies in, if it is one")
    page: int | None = Field(description="Page of the source, from 1")
    line: int | None = Field(description="Line of the source file, from 1 (txt and md)")
    confidence: float = Field(description="Probability that value and kind are right")
    section: str | None = Field(description="Title of the section that it stands in")
    words: str = Field(description=f"Its passage's text, {_WORDS} characters on either side of it")
    number_text: str = Field(description="Digits and scale word as printed, without the unit")
    spelled: bool = Field(description="The number is written in words")
    language: Language = Field(description="Main language of the document")
    position: int = Field(description="Place among the document's figures, from 1")
    block: int | None = Field(description="Number of the paragraph or table in reading order")
    document_id: str = Field(description="The document")
    passage_id: str = Field(description="The passage that it stands in")
    figure_id: str = Field(description="The figure")
    link: str = Field(description="Where the site shows it in the text of the document")


class IndicatorLine(View):
    """Target indicators, one line for each year; without values, a line without a year."""

    table = "indicator_rows"
    label = "Indicators, a year a line"
    sorted_by = ("document", "block", "number", "indicator_id", "year")
    display = Display(
        title="name", listed=("number", "name", "unit", "year", "value", "page", "line")
    )
    query = """
SELECT d.path, d.title, i.number, i.name, i.unit, v.year, v.value,
    coalesce(v.page, i.page), coalesce(v.line, i.line),
    d.language, coalesce(v.block, i.block),
    i.document_id, i.indicator_id, '/-/read/' || i.document_id || '#r-' || i.indicator_id
FROM indicators i
JOIN documents d ON d.document_id = i.document_id
LEFT JOIN indicator_values v ON v.indicator_id = i.indicator_id
"""

    document: str = Field(description="Path of the document's file as it was given")
    title: str | None = Field(description="Title of the document as printed")
    number: str | None = Field(description="Number of the indicator as printed")
    name: str = Field(description="Name of the indicator as printed")
    unit: str | None = Field(description="Unit of its values")
    year: int | None = Field(description="Year")
    value: float | None = Field(description="Its value in that year")
    page: int | None = Field(description="Page of the source, from 1")
    line: int | None = Field(description="Line of the source file, from 1 (txt and md)")
    language: Language = Field(description="Main language of the document")
    block: int | None = Field(description="Number of the paragraph or table in reading order")
    document_id: str = Field(description="The document")
    indicator_id: str = Field(description="The indicator")
    link: str = Field(description="Where the site lists it beside the text of the document")


# In the order in which people are shown them.
VIEWS: tuple[type[View], ...] = (PlanRow, DueItem, FigureLine, IndicatorLine)
