"""Fanning documents out over an executor, and keeping a bad one from harming the rest.

Any `concurrent.futures.Executor` will do: none (in this process), a process pool,
or a Dask cluster's `Client.get_executor()`. What does not belong here: what is
done with a document (`extractors.flow`).
"""

import hashlib
import multiprocessing
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from extractors import flow
from extractors.readers.errors import UnreadableDocumentError
from pipelines.logs import quiet_libraries
from pipelines.options import Options
from pipelines.planning.sources import SourceFile
from pipelines.publishing import validation
from pipelines.publishing.database import Tables, values
from schemas.base import Row
from schemas.tables import TABLES, PassageRow, QuarantineReason, QuarantineRow

# The tables whose rows are counted for a document that was read: its length, and what was found.
_SUMMARISED: tuple[type[Row], ...] = (
    PassageRow,
    *(model for model in TABLES if model.display.counted),
)
_WORTH_A_POOL = 100_000  # bytes in all; below, starting processes costs more than it saves


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its rows, family by family, or why it has none."""

    source: SourceFile
    document_id: str | None = None
    families: Mapping[str, Tables] = field(default_factory=dict)
    failure: QuarantineRow | None = None
    trace: str | None = None

    @property
    def summary(self) -> str:
        """What became of it, in a few words."""
        if self.failure:
            return f"quarantined ({self.failure.reason}): {self.failure.detail}"
        return ", ".join(f"{self._count(model.table)} {model.table}" for model in _SUMMARISED)

    def _count(self, table: str) -> int:
        return sum(len(tables.get(table, ())) for tables in self.families.values())


def extract_all(
    sources: Sequence[SourceFile], *, workers: int, options: Options
) -> Iterator[Outcome]:
    """Extract every file and yield its outcome as soon as it is there, in any order."""
    if workers < 2 or len(sources) < 2 or sum(s.size for s in sources) < _WORTH_A_POOL:
        yield from (extract_file(source, options) for source in sources)
        return
    with _pool(min(workers, len(sources))) as pool:
        yield from _fan_out(pool, sources, options)


def extract_file(source: SourceFile, options: Options) -> Outcome:
    """Extract one file; whatever goes wrong with it is part of the outcome."""
    try:
        data = Path(source.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != source.sha256:
            return _failed(source, "damaged", "The file changed while it was read: run again.")
        rows = flow.extract(
            source.path, data, keep_contacts=options.keep_contacts, model_dir=options.model_dir
        )
        families = {family: _by_table(found) for family, found in rows.items()}
        validation.validate(families.values())
    except UnreadableDocumentError as error:
        return _failed(source, error.reason, error.detail)
    except Exception as error:  # a fault of ours must not take the other documents along
        words = " ".join(f"{type(error).__name__}: {error}".split())
        detail = f"{words}. This is a fault of zhospar: please report it."
        return _failed(source, "extraction_failed", detail, traceback.format_exc())
    return Outcome(
        source=source,
        document_id=str(families["documents"]["documents"][0][0]),
        families=families,
    )


def _pool(workers: int) -> ProcessPoolExecutor:
    # "spawn" is the start method that is safe beside Dagster's threads, on every system
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=quiet_libraries)


def _fan_out(
    executor: Executor, sources: Sequence[SourceFile], options: Options
) -> Iterator[Outcome]:
    """Extract over an executor, the largest files first so that none is waited for at the end."""
    futures: dict[Future[Outcome], SourceFile] = {}
    lost = []
    for source in sorted(sources, key=lambda source: -source.size):
        try:
            futures[executor.submit(extract_file, source, options)] = source
        except BrokenExecutor:
            lost.append(source)
    for future in as_completed(futures):
        try:
            yield future.result()
        except BrokenExecutor:
            lost.append(futures[future])
    yield from (_extract_apart(source, options) for source in lost)


def _extract_apart(source: SourceFile, options: Options) -> Outcome:
    """Extract a file in a process of its own, to learn whether it is the one that kills it."""
    with _pool(1) as pool:
        future: Future[Outcome] = pool.submit(extract_file, source, options)
        try:
            return future.result()
        except BrokenExecutor:
            detail = (
                "Reading the file ended its process, as when memory runs out: "
                "split the file or give it more memory."
            )
            return _failed(source, "extraction_failed", detail)


def _failed(
    source: SourceFile, reason: QuarantineReason, detail: str, trace: str | None = None
) -> Outcome:
    row = QuarantineRow(path=source.path, sha256=source.sha256, reason=reason, detail=detail)
    return Outcome(source=source, failure=row, trace=trace)


def _by_table(rows: Sequence[Row]) -> Tables:
    """Return rows as plain values: they travel between processes far faster than models."""
    tables: Tables = {}
    for row in rows:
        tables.setdefault(row.table, []).append(values(row))
    return tables
