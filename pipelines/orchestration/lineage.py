"""The families of rows as Dagster shows them: what each is made from, and its code's version.

All of it is derived from the steps (`extractors.flow`). What does not belong here:
making rows.
"""

from collections.abc import Mapping
from typing import NamedTuple

from extractors.flow import STEPS
from pipelines.fingerprints import code_version

SOURCES = "source_documents"
QUARANTINED = "quarantined_documents"


class Family(NamedTuple):
    """A family of rows in the lineage."""

    description: str
    made_from: tuple[str, ...]
    code_version: str


def _family(step: str) -> Family:
    made_from = STEPS.made_from(step) or (SOURCES,)  # what takes no other step takes the file
    return Family(STEPS.description(step), made_from, code_version(step))


# Any step may fail on a file, so quarantine rests on the code of all.
_QUARANTINED = Family("Files that could not be read, and why.", (SOURCES,), code_version())
FAMILIES: Mapping[str, Family] = {
    QUARANTINED: _QUARANTINED,
    **{step: _family(step) for step in STEPS},
}
