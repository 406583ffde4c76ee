"""What starts the job by itself: a change among the inputs.

What does not belong here: finding out what changed in detail (`pipelines.state`).
"""

import hashlib

import dagster as dg

from pipelines.fingerprints import code_version
from pipelines.jobs import publish_documents
from pipelines.resources import Inputs
from pipelines.sources import find_files


@dg.sensor(job=publish_documents, minimum_interval_seconds=30)
def changed_inputs(inputs: Inputs) -> dg.RunRequest:
    """Ask for a run when a file is added, changed or removed, or the code has changed.

    The run's key is a digest of all of them, so the same state is run once.
    Files are not opened here: size and time of change will do.
    """
    stamps = {label: path.stat() for label, path in find_files(inputs.paths).items()}
    files = [f"{label} {stat.st_size} {stat.st_mtime_ns}" for label, stat in stamps.items()]
    lines = [code_version(), *files]
    return dg.RunRequest(run_key=hashlib.sha256("\n".join(lines).encode()).hexdigest())
