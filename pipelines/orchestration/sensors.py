"""What starts the job by itself: inputs that the database does not mirror.

What does not belong here: finding out what changed in detail (`pipelines.planning.plan`).
"""

import hashlib
import json
import time
from pathlib import Path

import dagster as dg

from pipelines.fingerprints import code_version
from pipelines.orchestration.jobs import publish_documents
from pipelines.orchestration.resources import Inputs, Output, plan_inputs
from pipelines.planning.sources import find_files
from pipelines.publishing.states import exports_are_current, load
from schemas.document import Frozen

AGAIN = 3600.0  # seconds after which what a run was asked for and did not do is asked for again
_AT_WORK = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


class Cursor(Frozen):
    """What the sensor saw last, and when it asked for a run for that (0: nothing was to do)."""

    seen: str = ""
    asked: float = 0.0


@dg.sensor(job=publish_documents, minimum_interval_seconds=30)
def changed_inputs(
    context: dg.SensorEvaluationContext, inputs: Inputs, output: Output
) -> dg.RunRequest | dg.SkipReason:
    """Ask for a run whenever the database does not mirror the inputs, one run at a time.

    What is to do is planned against the database's own state, so that neither a file that
    is as it was some runs ago nor one that arrives during a run is lost or done twice.
    Files are opened for that only where their size, time of change, the code or the
    database differ from what was seen last.
    """
    if context.instance.get_runs(
        dg.RunsFilter(job_name=publish_documents.name, statuses=_AT_WORK), limit=1
    ):
        return dg.SkipReason("A run is at work or waits: what it leaves is looked at after it.")
    cursor = Cursor.model_validate_json(context.cursor) if context.cursor else Cursor()
    seen, now = _seen(inputs, output), time.time()
    if cursor.seen == seen and (not cursor.asked or now < cursor.asked + AGAIN):
        return dg.SkipReason("Nothing has changed since.")
    is_done = _is_mirrored(inputs, output)
    context.update_cursor(Cursor(seen=seen, asked=0.0 if is_done else now).model_dump_json())
    return dg.SkipReason("The database mirrors the inputs.") if is_done else dg.RunRequest()


def _seen(inputs: Inputs, output: Output) -> str:
    """Return a digest of all that decides whether there is anything to do."""
    files = find_files(inputs.paths, Path(output.folder), follow_links=inputs.follow_links)
    lines = [code_version(), json.dumps(inputs.options.recorded), load(output.database).digest]
    lines += (f"{label} {_stamp(path)}" for label, path in files.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _stamp(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:  # a link to nothing, or gone since it was found
        return "-"
    return f"{stat.st_size} {stat.st_mtime_ns}"


def _is_mirrored(inputs: Inputs, output: Output) -> bool:
    """Tell whether a run would have nothing to do; what may be retired is for the run to ask."""
    plan = plan_inputs(inputs, output, yes=True)
    return plan.idle and exports_are_current(output.database, output.exports)
