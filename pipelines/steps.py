"""The flow of one document, from bytes to typed rows: each step is one call.

What does not belong here: how a step works (`extractors`), and how documents are
fanned out (`pipelines.workers`) and published (`pipelines.publish`).
"""

import importlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from extractors import parsed as shapes
from extractors.outline import parse
from extractors.parsed import References
from extractors.readers import read
from extractors.search import search_entries
from schemas.base import Row
from schemas.tables import DocumentActRow, DocumentRow

QUARANTINED = "quarantined_documents"


class Family(NamedTuple):
    """A family of rows in the lineage: what it is made from, and by which modules."""

    description: str
    made_from: tuple[str, ...]
    code: tuple[str, ...]


FAMILIES: Mapping[str, Family] = {
    QUARANTINED: Family(
        "Files that could not be read, and why.", ("source_documents",), ("readers",)
    ),
    "parsed_documents": Family(
        "Text in its outline: sections, passages, tables, key facts.",
        ("source_documents",),
        ("readers", "text", "outline"),
    ),
    "documents": Family(
        "What each document says of itself.", ("parsed_documents",), ("metadata", "bodies")
    ),
    "abbreviations": Family(
        "Abbreviations that a document explains, and their uses.",
        ("parsed_documents",),
        ("abbreviations",),
    ),
    "figures": Family(
        "Quantities that the text states.", ("parsed_documents", "documents"), ("figures",)
    ),
    "indicators": Family(
        "Target indicators and their values by year.",
        ("parsed_documents", "figures"),
        ("indicators",),
    ),
    "actions": Family(
        "Rows of action plans with deadlines, bodies and funding.",
        ("parsed_documents", "abbreviations"),
        ("plans", "bodies"),
    ),
    "legal_references": Family(
        "Acts that a document refers to, and where.",
        ("parsed_documents", "documents", "abbreviations"),
        ("references", "bodies"),
    ),
    "findings": Family(
        "What looks wrong in a document.",
        ("parsed_documents", "figures", "indicators", "actions", "abbreviations"),
        ("findings",),
    ),
    "search_entries": Family(
        "What full-text search looks through: words folded and stemmed.",
        ("parsed_documents", "figures", "actions"),
        ("search", "language"),
    ),
}  # fmt: skip


def _find(module: str, name: str, default: Any) -> Callable[..., Any]:  # until all modules are here
    try:
        return getattr(importlib.import_module(f"extractors.{module}"), name)  # type: ignore[no-any-return]
    except (ImportError, AttributeError):
        return lambda *_, **__: default


def extract(
    path: str, data: bytes, *, keep_contacts: bool = False
) -> Mapping[str, tuple[Row, ...]]:
    """Read one document and return the rows found in it, family by family.

    Raises `extractors.errors.UnreadableDocumentError` if it cannot be read.
    """
    describe = _find("metadata", "describe", None)
    find_abbreviations = _find("abbreviations", "find_abbreviations", shapes.Abbreviations())
    find_figures = _find("figures", "find_figures", shapes.Figures())
    find_indicators = _find("indicators", "find_indicators", shapes.Indicators())
    find_actions = _find("plans", "find_actions", shapes.Actions())
    find_references = _find("references", "find_references", shapes.References())
    find_findings = _find("findings", "find_findings", ())

    # Its size is no matter here: the file was measured before it was opened.
    parsed = parse(read(path, data, size_limit=len(data)), keep_contacts=keep_contacts)
    document = describe(parsed)
    abbreviations = find_abbreviations(parsed)
    figures = find_figures(parsed, document)
    indicators = find_indicators(parsed, figures)
    actions = find_actions(parsed, abbreviations)
    references = find_references(parsed, document, abbreviations)
    findings = find_findings(parsed, figures, indicators, actions, abbreviations)
    return {
        "parsed_documents": tuple(parsed.rows()),
        "documents": (document,),
        "abbreviations": tuple(abbreviations.rows()),
        "figures": tuple(figures.rows()),
        "indicators": tuple(indicators.rows()),
        "actions": tuple(actions.rows()),
        "legal_references": (*_acts_of(document, references), *references.references),
        "findings": tuple(findings),
        "search_entries": search_entries(parsed, figures, actions),
    }


def reference_rows() -> tuple[Row, ...]:
    """Return the rows that come from lexica, not from documents: bodies and unit values."""
    bodies, names = _find("bodies", "registry_rows", ((), ()))()
    unit_values = _find("unit_values", "unit_values", ())()
    return (*bodies, *names, *unit_values)


def _acts_of(document: DocumentRow, references: References) -> Iterator[DocumentActRow]:
    for act in references.acts:
        yield DocumentActRow(document_id=document.document_id, **act.model_dump())
