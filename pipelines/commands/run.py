"""A run from outside Dagster: the same assets, in this process, behind a lock.

What does not belong here: the assets (`pipelines.orchestration.assets`), words for the user
(`pipelines.commands.cli`, `pipelines.commands.console`).
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import BusyError, NoInputError
from pipelines.limits import Limits
from pipelines.logs import fault_log
from pipelines.options import Options
from pipelines.planning.plan import RunPlan
from pipelines.publishing.database import tidy
from pipelines.publishing.in_place import remove_left_over, temporary_folder
from pipelines.publishing.paths import database_path, exports_path
from pipelines.publishing.states import exports_are_current, plan_removal, plan_rereading, plan_run
from schemas.document import Frozen

if TYPE_CHECKING:
    from pipelines.orchestration.resources import Reporter


class Settings(Frozen):
    """What a run is asked to do."""

    paths: tuple[str, ...]
    output_dir: str
    max_size: int
    options: Options
    workers: int
    limits: Limits = Limits()
    follow_links: bool = False
    yes: bool = False  # retire as much as the inputs ask for
    only: tuple[str, ...] = ()  # published documents to be read again, in place of the paths

    @property
    def database(self) -> Path:
        """Path of the database."""
        return database_path(self.output_dir)

    @property
    def exports(self) -> Path:
        """Path of the folder of exports."""
        return exports_path(self.output_dir)


class RunResult(Frozen):
    """What a run did: its plan, and the warnings of the asset checks, by check."""

    plan: RunPlan
    warnings: tuple[str, ...] = ()


def run(settings: Settings, reporter: "Reporter", *, verbose: bool = False) -> RunResult:
    """Make the database and the exports mirror the inputs.

    Where they already do, nothing is started at all. Raises NoInputError if
    there is no file, UnconfirmedError if more than half of the documents would be
    retired and `yes` is not set, BusyError if another run works in the output folder, and
    other ZhosparErrors if publishing fails.
    """
    with _alone(settings):
        return _carry_out(settings, _plan(settings), reporter, verbose)


def remove(settings: Settings, names: Iterable[str], reporter: "Reporter") -> RunResult:
    """Take documents out of the database and the exports; their files stay where they are.

    `names` and errors: see `plan_removal`; besides, as `run` does.
    """
    with _alone(settings):
        plan = plan_removal(names, settings.options, database=settings.database, yes=settings.yes)
        return _carry_out(settings, plan, reporter, verbose=False)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Keep other runs out, and begin with what killed ones may have left."""
    with _lock(Path(settings.output_dir)):
        remove_left_over(Path(settings.output_dir))
        tidy(settings.database)
        yield


def _carry_out(settings: Settings, plan: RunPlan, reporter: "Reporter", verbose: bool) -> RunResult:
    if plan.idle and exports_are_current(settings.database, settings.exports):
        return RunResult(plan=plan)
    return RunResult(plan=plan, warnings=_materialize(settings, plan, reporter, verbose))


def _plan(settings: Settings) -> RunPlan:
    if settings.only:
        return plan_rereading(
            settings.only,
            settings.max_size,
            settings.options,
            folder=Path(settings.output_dir),
            database=settings.database,
        )
    try:
        plan = plan_run(
            settings.paths,
            settings.max_size,
            settings.options,
            folder=Path(settings.output_dir),
            database=settings.database,
            follow_links=settings.follow_links,
            yes=settings.yes,
        )
    except FileNotFoundError as error:
        raise NoInputError(str(error)) from error
    if not plan.files:
        raise NoInputError(
            f"No files in {', '.join(settings.paths)}: put documents there or name other paths"
        )
    return plan


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Keep other runs out of an output folder; nothing of that is left in it afterwards."""
    from multiprocessing.util import get_temp_dir

    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock, holder = folder / ".lock", folder / ".running"
    try:
        with FileLock(lock, timeout=0):
            _remove_sockets(holder)
            told = f"process {os.getpid()} since {datetime.now():%Y-%m-%d %H:%M:%S}"
            holder.write_text(f"{told}\n{get_temp_dir()}", "utf-8")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
                # While it is held: whoever waits for it sees that it is gone, and makes another.
                with suppress(OSError):  # Windows removes no open file
                    lock.unlink()
    except Timeout as error:
        message = (
            f"Another run works in {folder} ({_read(holder)}): "
            "wait for its end or name another --output-dir"
        )
        raise BusyError(message) from error


def _read(holder: Path) -> str:
    """Return who holds the lock, as it wrote down."""
    try:
        return holder.read_text("utf-8", "replace").split("\n")[0]
    except OSError:
        return "it does not say which"


def _remove_sockets(holder: Path) -> None:
    """Remove the folder of sockets that a killed run has left among the temporary files."""
    with suppress(OSError, ValueError):
        named = Path(holder.read_text("utf-8").partition("\n")[2])
        ours = named.name.startswith("pymp-") and named.parent == Path(tempfile.gettempdir())
        if ours and not named.is_symlink():
            shutil.rmtree(named, ignore_errors=True)


def _materialize(
    settings: Settings, plan: RunPlan, reporter: "Reporter", verbose: bool
) -> tuple[str, ...]:
    """Run all assets and checks by the plan; return the warnings of the checks."""
    from pipelines.orchestration.processes import warm_up

    with suppress(OSError):  # a folder of that name; then the log cannot be written, either
        fault_log(settings.output_dir).unlink(missing_ok=True)
    warm_up()
    import dagster as dg

    from pipelines.orchestration.definitions import build_definitions
    from pipelines.orchestration.resources import Inputs, Output, ReadyPlan, Workers

    definitions = build_definitions(
        inputs=Inputs(
            paths=list(settings.paths),
            max_size=settings.max_size,
            keep_contacts=settings.options.keep_contacts,
            model_dir=str(settings.options.model_dir) if settings.options.model_dir else None,
        ),
        output=Output(folder=settings.output_dir),
        workers=Workers(
            count=settings.workers,
            seconds=settings.limits.seconds,
            memory=settings.limits.memory,
        ),
        planner=ReadyPlan(plan),
        reporter=reporter,
        io_manager=dg.mem_io_manager,
    )
    with (
        temporary_folder(Path(settings.output_dir)) as tempdir,
        dg.DagsterInstance.ephemeral(
            tempdir=tempdir, settings={"telemetry": {"enabled": False}}
        ) as instance,
    ):
        result = definitions.resolve_job_def("publish_documents").execute_in_process(
            instance=instance,
            run_config={"loggers": _console_logger(verbose)},
        )
    return tuple(
        f"{evaluation.check_name}: {evaluation.description or 'failed'}"
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed
    )


def _console_logger(verbose: bool) -> dict[str, object]:
    return {"console": {"config": {"log_level": "DEBUG" if verbose else "CRITICAL"}}}
