"""The assets: from source documents over each family of rows to the database and its exports.

What does not belong here: rules of extraction (`extractors`), the flow of one
document (`extractors.flow`).
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg

from pipelines.errors import ExportError, ZhosparError
from pipelines.logs import log_faults
from pipelines.orchestration.lineage import FAMILIES, QUARANTINED
from pipelines.orchestration.processes import extract_all
from pipelines.orchestration.resources import Inputs, Output, Planner, Reporter, Workers
from pipelines.orchestration.workers import Outcome
from pipelines.planning.plan import RunPlan
from pipelines.publishing.changes import as_markdown, last_run
from pipelines.publishing.database import Tables, reading, row_counts
from pipelines.publishing.exports import export
from pipelines.publishing.odd_rows import OddRows
from pipelines.publishing.publish import publish
from schemas.tables import QuarantineRow

log = logging.getLogger("zhospar.assets")
Documents = dict[str, Tables]  # rows by table, by path of the file


@dg.asset(group_name="reading", kinds={"file"})
def source_documents(
    context: dg.AssetExecutionContext,
    inputs: Inputs,
    output: Output,
    planner: dg.ResourceParam[Planner],
) -> RunPlan:
    """The input files, compared with what the database knows of them."""
    try:
        plan = planner.plan(inputs, output)
    except ZhosparError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    for task in plan.tasks:
        log.info("%s is to be read: %s", task.source.path, task.reason)
    context.add_output_metadata(
        {
            "files": plan.files,
            "to_read": [task.source.path for task in plan.tasks],
            "retired": [state.path for state in plan.retired],
        }
    )
    return plan


@dg.multi_asset(
    outs={
        name: dg.AssetOut(
            group_name="extraction",
            description=family.description,
            code_version=family.code_version,
        )
        for name, family in FAMILIES.items()
    },
    internal_asset_deps={
        name: {dg.AssetKey(source) for source in family.made_from}
        for name, family in FAMILIES.items()
    },
)
def extraction(
    source_documents: RunPlan,
    inputs: Inputs,
    workers: Workers,
    output: Output,
    reporter: dg.ResourceParam[Reporter],
) -> Iterator[dg.Output[Documents | list[QuarantineRow]]]:
    """Each new or changed document, read once and taken through all steps in one process."""
    reporter.started(len(source_documents.tasks))
    outcomes = []
    for outcome in extract_all(
        [task.source for task in source_documents.tasks],
        workers=workers.count,
        options=inputs.options,
        limits=workers.limits,
    ):
        reporter.finished(outcome)
        log_faults(output.folder, outcome.traces, outcome.source.path)
        outcomes.append(outcome)
    outcomes.sort(key=lambda outcome: outcome.source.path)
    for name in FAMILIES:
        yield _family_output(name, outcomes)


def _family_output(
    name: str, outcomes: list[Outcome]
) -> dg.Output[Documents | list[QuarantineRow]]:
    if name == QUARANTINED:
        failures = [outcome.failure for outcome in outcomes if outcome.failure]
        return dg.Output(failures, name, metadata={"paths": [row.path for row in failures]})
    documents = {o.source.path: o.families[name] for o in outcomes if not o.failure}
    count = sum(len(rows) for tables in documents.values() for rows in tables.values())
    return dg.Output(
        documents, name, metadata={"read by this run": len(documents), "rows of these": count}
    )


@dg.asset(
    group_name="publishing",
    kinds={"sqlite"},
    ins={name: dg.AssetIn() for name in FAMILIES},
)
def published_database(
    context: dg.AssetExecutionContext,
    output: Output,
    source_documents: RunPlan,
    quarantined_documents: list[QuarantineRow],
    **families: Documents,
) -> None:
    """zhospar.db: rows and states of all documents, written in one transaction."""
    before = last_run(output.database)
    publish(output.database, source_documents, _joined(families), quarantined_documents)
    run = last_run(output.database)
    told = as_markdown(output.database, run) if run != before else "Nothing."
    context.add_output_metadata(
        {**_state_after(output, source_documents), "what changed": dg.MetadataValue.md(told)}
    )


def _state_after(output: Output, plan: RunPlan) -> dict[str, Any]:
    """Return what the database holds after the run, and beside it what the run has changed."""
    with reading(output.database) as connection:
        counts = row_counts(connection)
    changes = Counter(task.change for task in plan.tasks)
    return {
        "path": str(output.database),
        "dagster/row_count": sum(counts.values()),
        "rows by table": counts,
        "documents": counts["documents"],
        "quarantined": counts["quarantine"],
        "new in this run": changes["new"],
        "changed in this run": changes["changed"],
        "retired in this run": len(plan.retired),
    }


def _joined(families: Mapping[str, Documents]) -> Documents:
    """Return all families' rows of each document together."""
    joined: Documents = {}
    for documents in families.values():
        for path, tables in documents.items():
            joined.setdefault(path, {}).update(tables)
    return joined


@dg.asset(
    group_name="publishing",
    deps=[published_database],
    kinds={"csv", "parquet", "excel"},
    check_specs=[
        dg.AssetCheckSpec(
            "data_package_valid",
            asset="exports",
            blocking=True,
            description="The exports are the Data Package that their descriptor tells of.",
        ),
        dg.AssetCheckSpec(
            "every_row_exported",
            asset="exports",
            description="No row had to be left out of an export; else they are named.",
        ),
    ],
)
def exports(
    output: Output,
) -> Iterator[dg.AssetCheckResult | dg.Output[None]]:
    """Every table as CSV, JSON Lines and Parquet; plans as workbooks, deadlines as calendars."""
    odd = OddRows()
    report = export(output.database, output.exports, odd)
    log_faults(output.folder, odd.traces, "exports")
    yield dg.AssetCheckResult(
        check_name="every_row_exported",
        passed=not odd.count,
        severity=dg.AssetCheckSeverity.WARN,
        description=odd.told or None,
    )
    faults = "; ".join(report.faults)
    yield dg.AssetCheckResult(
        check_name="data_package_valid",
        passed=not faults,
        description=faults or None,
        metadata={"tables looked at in part": report.partial},
    )
    if faults:
        raise ExportError(f"The new exports are not valid, the old ones stay: {faults}")
    yield dg.Output(None, metadata={"path": str(output.exports)})
