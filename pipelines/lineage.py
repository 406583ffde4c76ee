"""The families of rows, and what each is made from and by: the lineage that Dagster shows.

What does not belong here: making them (`pipelines.steps`).
"""

from collections.abc import Mapping
from typing import NamedTuple

QUARANTINED = "quarantined_documents"


class Family(NamedTuple):
    """A family of rows in the lineage: what it is made from, and by which modules."""

    description: str
    made_from: tuple[str, ...]
    code: tuple[str, ...]


FAMILIES: Mapping[str, Family] = {
    QUARANTINED: Family(
        "Files that could not be read, and why.",
        ("source_documents",),
        ("readers", "plan_vocabulary"),
    ),
    "parsed_documents": Family(
        "Text in its outline: sections, passages, tables, key facts.",
        ("source_documents",),
        ("readers", "text", "plan_vocabulary", "outline"),
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
        ("plan_vocabulary", "plans", "bodies"),
    ),
    "legal_references": Family(
        "Acts that a document refers to, and where.",
        ("parsed_documents", "documents", "abbreviations"),
        ("references", "bodies"),
    ),
    "findings": Family(
        "What looks wrong in a document.",
        ("parsed_documents", "abbreviations", "actions", "indicators"),
        ("findings",),
    ),
    "search_entries": Family(
        "What full-text search looks through: words folded and stemmed.",
        ("parsed_documents", "figures", "actions"),
        ("search", "language"),
    ),
}  # fmt: skip
