"""What starts the job by itself: a change among the inputs.

What does not belong here: finding out what changed in detail (`pipelines.planning.plan`).
"""

import hashlib
from pathlib import Path

import dagster as dg

from pipelines.fingerprints import code_version
from pipelines.orchestration.jobs import publish_documents
from pipelines.orchestration.resources import Inputs, Output
from pipelines.planning.sources import find_files


@dg.sensor(job=publish_documents, minimum_interval_seconds=30)
def changed_inputs(inputs: Inputs, output: Output) -> dg.RunRequest:
    """Ask for a run when a file is added, changed or removed, or the code has changed.

    The run's key is a digest of all of them, so the same state is run once.
    Files are not opened here: size and time of change will do.
    """
    files = find_files(inputs.paths, Path(output.folder))
    stamps = {label: path.stat() for label, path in files.items()}
    lines = [f"{label} {stat.st_size} {stat.st_mtime_ns}" for label, stat in stamps.items()]
    state = "\n".join([code_version(), *lines])
    return dg.RunRequest(run_key=hashlib.sha256(state.encode()).hexdigest())
