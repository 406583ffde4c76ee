"""Runs without Dagster, exports or processes: plan, read and publish, in a fraction of the time.

What does not belong here: what a run looks like from outside (`tests.conftest.zhospar`).
"""

from collections.abc import Iterator
from pathlib import Path

from pipelines.options import Options
from pipelines.orchestration.workers import Outcome, extract_file
from pipelines.planning.plan import RunPlan
from pipelines.publishing.database import Values
from pipelines.publishing.paths import database_path
from pipelines.publishing.publish import publish
from pipelines.publishing.states import plan_run


def planned(*inputs: str, output: str = "outputs", yes: bool = False) -> RunPlan:
    """Return what a run of some inputs has to do; raises as `plan_run` does."""
    return plan_run(
        inputs,
        10**6,
        Options(),
        folder=Path(output),
        database=database_path(output),
        yes=yes,
    )


def mirror(*inputs: str, output: str = "outputs", yes: bool = False) -> RunPlan:
    """Publish some inputs, and return the plan."""
    plan = planned(*inputs, output=output, yes=yes)
    outcomes = [extract_file(task.source, Options()) for task in plan.tasks]
    failures = [outcome.failure for outcome in outcomes if outcome.failure]
    documents = {o.source.path: dict(_tables(o)) for o in outcomes if not o.failure}
    publish(database_path(output), plan, documents, failures)
    return plan


def read(plan: RunPlan) -> list[str]:
    """Return the paths that a run reads."""
    return [task.source.path for task in plan.tasks]


def _tables(outcome: Outcome) -> Iterator[tuple[str, list[Values]]]:
    for tables in outcome.families.values():
        yield from tables.items()
