"""Everything that Dagster is to know of, put together.

What does not belong here: any definition itself.
"""

from typing import Any

import dagster as dg

from pipelines.orchestration import assets
from pipelines.orchestration.checks import CHECKS
from pipelines.orchestration.jobs import publish_documents
from pipelines.orchestration.resources import Inputs, LogReporter, Output, StatePlanner, Workers
from pipelines.orchestration.sensors import changed_inputs


def build_definitions(**resources: Any) -> dg.Definitions:
    """Return the definitions; `resources` take the place of the usual ones by name."""
    usual = {
        "inputs": Inputs(),
        "output": Output(),
        "workers": Workers(),
        "planner": StatePlanner(),
        "reporter": LogReporter(),
    }
    return dg.Definitions(
        assets=dg.load_assets_from_modules([assets]),
        asset_checks=CHECKS,
        jobs=[publish_documents],
        sensors=[changed_inputs],
        resources=usual | resources,
        executor=dg.in_process_executor,  # documents are fanned out within one asset
    )


defs = build_definitions()
