"""The flow of one document, from bytes to typed rows: each step is one call.

A step's name is the family of rows that it finds; its parameters name what it
takes: other steps, or inputs of `extract`. All else is derived from that: the
order of the steps, the lineage that Dagster shows (`pipelines.orchestration.lineage`), and the
code and data that each family rests on (`pipelines.fingerprints`).

What does not belong here: how a step works (the module that it calls), and how
documents are fanned out and published (`pipelines`).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from extractors import losses, search
from extractors.abbreviations import find_abbreviations
from extractors.bodies import document_rows, registry_rows
from extractors.contacts import withhold_contacts
from extractors.figures import find_figures
from extractors.figures.unit_values import unit_values
from extractors.findings import find_findings
from extractors.findings.across_documents import differences_between
from extractors.indicators import find_indicators
from extractors.metadata import describe
from extractors.misread import with_doubts
from extractors.outline import parse
from extractors.outline.furniture import furniture_rows
from extractors.parsed import ParsedDocument
from extractors.plans import find_actions
from extractors.readers import read
from extractors.references import find_references
from extractors.steps import Steps
from schemas.base import Row
from schemas.tables import (
    AbbreviationRow,
    Abbreviations,
    Actions,
    DocumentRow,
    FigureRow,
    Figures,
    FindingRow,
    FurnitureRow,
    Indicators,
    PassageRow,
    References,
    SearchEntryRow,
)

STEPS = Steps()  # what is found in each document
SHARED = Steps()  # what rests on no document, or on all of them
step, shared = STEPS.register, SHARED.register


def extract(
    path: str, data: bytes, *, keep_contacts: bool = False, model_dir: Path | None = None
) -> Mapping[str, tuple[Row, ...]]:
    """Read one document and return the rows found in it, by family.

    `path` is the file's name, `data` its bytes. Lines that give a person's contacts
    are left out unless `keep_contacts`; where `model_dir` holds Stanza's models of
    a language, these serve. Raises `extractors.readers.errors.UnreadableDocumentError` if
    the document cannot be read.
    """
    with losses.collected() as lost:
        rows = STEPS.run(path=path, data=data, keep_contacts=keep_contacts, model_dir=model_dir)
    document = rows["documents"][0]
    assert isinstance(document, DocumentRow)
    rows["findings"] += tuple(lost.rows(document.document_id))
    return rows


@step
def parsed_documents(path: str, data: bytes, keep_contacts: bool) -> ParsedDocument:
    """Text in its outline: sections, passages, tables, key facts."""
    document = with_doubts(read(path, data))
    return parse(document if keep_contacts else withhold_contacts(document))


@step
def documents(parsed_documents: ParsedDocument) -> DocumentRow:
    """What each document says of itself."""
    return describe(parsed_documents)


@step
def furniture(parsed_documents: ParsedDocument) -> tuple[FurnitureRow, ...]:
    """What stands around each document's text."""
    return tuple(furniture_rows(parsed_documents))


@step
def abbreviations(parsed_documents: ParsedDocument) -> Abbreviations:
    """Abbreviations that a document explains, and their uses."""
    return find_abbreviations(parsed_documents)


@step
def figures(
    parsed_documents: ParsedDocument, documents: DocumentRow, model_dir: Path | None
) -> Figures:
    """Quantities that the text states."""
    return find_figures(parsed_documents, documents, model_dir)


@step
def indicators(parsed_documents: ParsedDocument) -> Indicators:
    """Target indicators and their values by year."""
    return find_indicators(parsed_documents)


@step
def actions(parsed_documents: ParsedDocument, abbreviations: Abbreviations) -> Actions:
    """Rows of action plans with deadlines, bodies and funding."""
    return find_actions(parsed_documents, abbreviations)


@step
def legal_references(
    parsed_documents: ParsedDocument, documents: DocumentRow, abbreviations: Abbreviations
) -> References:
    """Acts that a document refers to, and where."""
    return find_references(parsed_documents, documents, abbreviations)


@step
def findings(
    parsed_documents: ParsedDocument,
    documents: DocumentRow,
    abbreviations: Abbreviations,
    figures: Figures,
    actions: Actions,
) -> tuple[FindingRow, ...]:
    """What looks wrong in a document."""
    return find_findings(parsed_documents, abbreviations, actions, figures, documents)


@step
def search_entries(
    parsed_documents: ParsedDocument, figures: Figures, actions: Actions
) -> tuple[SearchEntryRow, ...]:
    """What full-text search looks through: words folded and stemmed."""
    return search.search_entries(parsed_documents, figures, actions)


@shared
def lexicon_rows() -> tuple[Row, ...]:
    """Bodies and unit values, as the lexica know them."""
    bodies, names = registry_rows()
    return (*bodies, *names, *unit_values())


@shared
def defined_bodies(abbreviations: Sequence[AbbreviationRow]) -> tuple[Row, ...]:
    """Bodies, and their names, that only documents' own abbreviations define."""
    bodies, names = document_rows(Abbreviations(abbreviations=tuple(abbreviations)))
    return (*bodies, *names)


@shared
def differences(
    documents: Sequence[DocumentRow],
    figures: Iterable[FigureRow],
    passages: Mapping[str, PassageRow],
) -> tuple[FindingRow, ...]:
    """What two documents give differently."""
    return differences_between(documents, figures, passages)
