"""The flow of one document, from bytes to typed rows: each step is one call.

What does not belong here: how a step works (`extractors`), and how documents are
fanned out (`pipelines.orchestration.workers`) and published (`pipelines.publishing.publish`).
"""

from collections.abc import Mapping, Sequence

from extractors.abbreviations import find_abbreviations
from extractors.bodies import document_rows, registry_rows
from extractors.contacts import withhold_contacts
from extractors.figures import find_figures
from extractors.findings import find_findings
from extractors.indicators import find_indicators
from extractors.metadata import describe
from extractors.outline import parse
from extractors.plans import find_actions
from extractors.readers import read
from extractors.references import find_references
from extractors.search import search_entries
from extractors.unit_values import unit_values
from pipelines.options import Options
from schemas.base import Row
from schemas.tables import AbbreviationRow, Abbreviations


def extract(path: str, data: bytes, options: Options) -> Mapping[str, tuple[Row, ...]]:
    """Read one document and return the rows found in it, by family (`pipelines.lineage`).

    Raises `extractors.readers.errors.UnreadableDocumentError` if it cannot be read.
    """
    source = read(path, data)
    if not options.keep_contacts:
        source = withhold_contacts(source)
    parsed = parse(source)
    document = describe(parsed)
    abbreviations = find_abbreviations(parsed)
    figures = find_figures(parsed, document, options.model_dir)
    indicators = find_indicators(parsed, figures)
    actions = find_actions(parsed, abbreviations)
    references = find_references(parsed, document, abbreviations)
    findings = find_findings(parsed, abbreviations, actions, indicators)
    return {
        "parsed_documents": tuple(parsed.rows()),
        "documents": (document,),
        "abbreviations": tuple(abbreviations.rows()),
        "figures": tuple(figures.rows()),
        "indicators": tuple(indicators.rows()),
        "actions": tuple(actions.rows()),
        "legal_references": tuple(references.rows()),
        "findings": findings,
        "search_entries": search_entries(parsed, figures, actions),
    }


def lexicon_rows() -> tuple[Row, ...]:
    """Return the rows that come from lexica, not from documents: bodies and unit values."""
    bodies, names = registry_rows()
    return (*bodies, *names, *unit_values())


def defined_bodies(abbreviations: Sequence[AbbreviationRow]) -> tuple[Row, ...]:
    """Return the bodies, and their names, that only documents' own abbreviations define."""
    bodies, names = document_rows(Abbreviations(abbreviations=tuple(abbreviations)))
    return (*bodies, *names)
