"""The work on one file: its rows, or why it has none.

What does not belong here: what is found in a document (`extractors.flow`), and the
processes in which this is done (`pipelines.orchestration.processes`).
"""

import hashlib
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractors import flow, losses
from extractors.readers.errors import UnreadableDocumentError
from pipelines.options import Options
from pipelines.planning.sources import SourceFile
from pipelines.publishing import validation
from pipelines.publishing.database import Tables, values
from pipelines.publishing.validation import Refused
from schemas.base import Row, stable_id
from schemas.tables import TABLES, FindingRow, PassageRow, QuarantineReason, QuarantineRow

# The tables whose rows are counted for a document that was read: its length, and what was found.
_SUMMARISED: tuple[type[Row], ...] = (
    PassageRow,
    *(model for model in TABLES if model.display.counted),
)
_MOST_REFUSALS = 50  # of the rows of a document that are told one by one
_TOO_MUCH_MEMORY = (
    "Reading took more memory than it may: "
    "give it more (zhospar run --memory-limit) or split the file."
)


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its rows, family by family, or why it has none."""

    source: SourceFile
    document_id: str | None = None
    families: Mapping[str, Tables] = field(default_factory=dict)
    failure: QuarantineRow | None = None
    traces: tuple[str, ...] = ()  # of what failed in it by faults of ours

    @property
    def summary(self) -> str:
        """What became of it, in a few words."""
        if self.failure:
            return f"quarantined ({self.failure.reason}): {self.failure.detail}"
        return ", ".join(f"{self._count(model.table)} {model.table}" for model in _SUMMARISED)

    def _count(self, table: str) -> int:
        return sum(len(tables.get(table, ())) for tables in self.families.values())


def extract_file(source: SourceFile, options: Options) -> Outcome:
    """Extract one file; whatever goes wrong with it is part of the outcome."""
    with losses.collected() as lost:
        outcome = _extract_file(source, options)
    return replace(outcome, traces=(*lost.traces, *outcome.traces))


def _extract_file(source: SourceFile, options: Options) -> Outcome:
    try:
        data = Path(source.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != source.sha256:
            return failed(source, "damaged", "The file changed while it was read: run again.")
        rows = flow.extract(
            source.path, data, keep_contacts=options.keep_contacts, model_dir=options.model_dir
        )
        families = {family: _by_table(found) for family, found in rows.items()}
        return _outcome(source, families)
    except UnreadableDocumentError as error:
        return failed(source, error.reason, error.detail)
    except OSError as error:
        detail = f"It cannot be read ({error.strerror}): see to its permissions and disk."
        return failed(source, "unreadable", detail)
    except MemoryError:
        return exceeded(source, _TOO_MUCH_MEMORY)
    except Exception as error:  # a fault of ours must not take the other documents along
        words = " ".join(f"{type(error).__name__}: {error}".split())
        detail = f"{words}. This is a fault of zhospar: please report it."
        return failed(source, "extraction_failed", detail, (traceback.format_exc(),))


def _outcome(source: SourceFile, families: Mapping[str, Tables]) -> Outcome:
    """Return the outcome of a file with rows; those that do not fit are findings instead."""
    families, refused = validation.valid_rows(families)
    document_id = str(families["documents"]["documents"][0][0])
    found = families["findings"].setdefault("findings", [])
    found.extend(map(values, _refusals(document_id, refused)))
    traces = tuple(f"{one.model.table}: {one.why}" for one in refused[:_MOST_REFUSALS])
    return Outcome(source=source, document_id=document_id, families=families, traces=traces)


def _refusals(document_id: str, refused: Sequence[Refused]) -> Iterator[FindingRow]:
    """Tell which rows were left out, the most of them one by one."""
    for number, one in enumerate(refused[:_MOST_REFUSALS]):
        more = len(refused) - number if number == _MOST_REFUSALS - 1 else 1
        what = "A row" if more == 1 else f"This row and {more - 1} more"
        message = f"{what} of the table {one.model.table} cannot be published ({one.why[:200]})"
        yield FindingRow.model_validate(
            {
                "finding_id": stable_id("find", document_id, "part_failed", message, number),
                "document_id": document_id,
                "rule": "part_failed",
                "severity": "error",
                "message": message,
                **one.place,
            }
        )


def failed(
    source: SourceFile, reason: QuarantineReason, detail: str, traces: tuple[str, ...] = ()
) -> Outcome:
    """Return the outcome of a file that has no rows, and why."""
    row = QuarantineRow(path=source.path, sha256=source.sha256, reason=reason, detail=detail)
    return Outcome(source=source, failure=row, traces=traces)


def exceeded(source: SourceFile, detail: str) -> Outcome:
    """Return the outcome of a file that took more than it may."""
    return failed(source, "limit_exceeded", detail)


def _by_table(rows: Sequence[Row]) -> Tables:
    """Return rows as plain values: they travel between processes far faster than models."""
    tables: Tables = {}
    for row in rows:
        tables.setdefault(row.table, []).append(values(row))
    return tables
