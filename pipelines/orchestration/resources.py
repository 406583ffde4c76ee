"""What assets are given from outside, with typed configuration: inputs, output, workers.

What does not belong here: what assets do with it (`pipelines.orchestration.assets`).
"""

import logging
import os
from pathlib import Path
from typing import Protocol

import dagster as dg
from pydantic import Field

from pipelines.limits import MEGABYTE, Limits
from pipelines.options import Options
from pipelines.orchestration.workers import Outcome
from pipelines.planning.plan import RunPlan
from pipelines.publishing.paths import database_path, exports_path
from pipelines.publishing.states import plan_rereading, plan_run


class Inputs(dg.ConfigurableResource[None]):
    """The files to publish, and how they are to be read."""

    paths: list[str] = Field(default=["raw_docs"], description="Files and folders")
    max_size: int = Field(default=200 * MEGABYTE, description="Largest file that is read, in bytes")
    follow_links: bool = Field(
        default=False, description="Follow links that lead out of the folders"
    )
    retry_exceeded: bool = Field(
        default=False, description="Read again what exceeded a limit before"
    )
    only: list[str] = Field(
        default=[], description="Published documents to read again, in place of the paths"
    )
    retire_most: bool = Field(
        default=False, description="Retire even more than half of the documents"
    )
    keep_contacts: bool = Field(
        default=False, description="Publish personal phones and addresses too"
    )

    model_dir: str | None = Field(
        default="models", description="Folder of the optional models of language"
    )

    @property
    def options(self) -> Options:
        """The options that change the rows of a document."""
        folder = Path(self.model_dir) if self.model_dir else None
        return Options(
            keep_contacts=self.keep_contacts,
            model_dir=folder,
            retry_exceeded=self.retry_exceeded,
        )


class Output(dg.ConfigurableResource[None]):
    """The folder that holds the database and the exports."""

    folder: str = Field(default="outputs", description="Folder; made if it does not exist")

    @property
    def database(self) -> Path:
        """Path of the database."""
        return database_path(self.folder)

    @property
    def exports(self) -> Path:
        """Path of the folder of exports."""
        return exports_path(self.folder)


class Workers(dg.ConfigurableResource[None]):
    """The processes among which documents are divided, and what each document may take."""

    count: int = Field(default=os.cpu_count() or 1, ge=1, description="Processes")
    seconds: float | None = Field(
        default=None,
        gt=0,
        description="Seconds of a processor for a document; by its size if not given",
    )
    memory: int = Field(
        default=Limits().memory, ge=1, description="Memory that a document may take, in MB"
    )

    @property
    def limits(self) -> Limits:
        """What a document may take."""
        return Limits(seconds=self.seconds, memory=self.memory)


def plan_inputs(inputs: Inputs, output: Output, *, yes: bool) -> RunPlan:
    """Compare all inputs with the published states; `yes` lets most of them be retired."""
    return plan_run(
        inputs.paths,
        inputs.max_size,
        inputs.options,
        folder=Path(output.folder),
        database=output.database,
        follow_links=inputs.follow_links,
        yes=yes,
    )


class Planner(Protocol):
    """Who says what a run has to do."""

    def plan(self, inputs: Inputs, output: Output) -> RunPlan:
        """Return the plan of the run."""


class StatePlanner:
    """Plans by what the database knows of the inputs."""

    def plan(self, inputs: Inputs, output: Output) -> RunPlan:
        """Compare the inputs with the published states."""
        if inputs.only:
            return plan_rereading(
                inputs.only,
                inputs.max_size,
                inputs.options,
                folder=Path(output.folder),
                database=output.database,
            )
        return plan_inputs(inputs, output, yes=inputs.retire_most)


class ReadyPlan:
    """Holds a plan that was made before the run was started."""

    def __init__(self, plan: RunPlan) -> None:
        self._plan = plan

    def plan(self, inputs: Inputs, output: Output) -> RunPlan:
        """Return the plan that was made."""
        return self._plan


class Reporter(Protocol):
    """Who is told how the work goes on."""

    def started(self, count: int) -> None:
        """`count` documents are to be read."""

    def finished(self, outcome: Outcome) -> None:
        """A document is done."""


class LogReporter:
    """Tells the log, one line a document."""

    def __init__(self) -> None:
        self.log = logging.getLogger("zhospar")

    def started(self, count: int) -> None:
        """Say how many documents are to be read."""
        self.log.info("%d documents to read", count)

    def finished(self, outcome: Outcome) -> None:
        """Say what became of a document."""
        self.log.info("%s: %s", outcome.source.path, outcome.summary)
