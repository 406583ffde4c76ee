"""What Dagster shows and runs: lineage, checks, the job, the sensor."""

import json
import os
from pathlib import Path

import dagster as dg
import pytest

from pipelines.orchestration import sensors
from pipelines.orchestration.definitions import build_definitions, defs
from pipelines.orchestration.jobs import publish_documents
from pipelines.orchestration.lineage import FAMILIES
from pipelines.orchestration.resources import Inputs, Output, Workers
from pipelines.orchestration.sensors import changed_inputs
from pipelines.publishing.database import published_state, reading
from tests.conftest import query
from tests.mirroring import mirror


def run(instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    definitions = build_definitions(
        inputs=Inputs(paths=["raw_docs"]), output=Output(folder="outputs"), workers=Workers(count=1)
    )
    return definitions.resolve_job_def(publish_documents.name).execute_in_process(instance=instance)


def test_lineage_leads_from_sources_over_families_to_exports() -> None:
    graph = defs.resolve_asset_graph()
    key = dg.AssetKey
    assert graph.get(key("source_documents")).parent_keys == set()
    assert graph.get(key("published_database")).parent_keys == {
        key("source_documents"),
        *map(key, FAMILIES),
    }
    assert graph.get(key("exports")).parent_keys == {key("published_database")}
    for name, family in FAMILIES.items():
        assert graph.get(key(name)).parent_keys == set(map(key, family.made_from))
        assert graph.get(key(name)).code_version
        assert graph.get(key(name)).description


def test_dagster_runs_what_the_command_line_runs(folder: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        result = run(instance)
    assert result.success
    assert query("SELECT count(*) FROM documents") == [(2,)]
    assert Path("outputs/exports/documents.parquet").exists()


def test_checks_name_failed_documents(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    with dg.DagsterInstance.ephemeral() as instance:
        result = run(instance)
    checks = {check.check_name: check for check in result.get_asset_check_evaluations()}
    assert result.success
    assert not checks.pop("no_document_failed").passed
    assert all(check.passed for check in checks.values()), checks


def test_checks_see_a_row_that_is_lost(folder: Path) -> None:
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance:
        result = run(instance)
    (check,) = (
        check
        for check in result.get_asset_check_evaluations()
        if check.check_name == "plan_numbers_without_gaps"
    )
    assert query("SELECT count(*) FROM actions") == [(3,)]
    assert not check.passed
    assert check.description == "raw_docs/plan.md: 3"


class Sensor:
    """The sensor as the daemon asks it, with its cursor; and the runs that it asks for."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self.instance = instance
        self.cursor: str | None = None

    def asks(self) -> bool:
        resources = {"inputs": Inputs(), "output": Output()}
        with dg.build_sensor_context(
            instance=self.instance, cursor=self.cursor, resources=resources
        ) as context:
            result = changed_inputs(context)
            self.cursor = context.cursor
        return isinstance(result, dg.RunRequest)


def done() -> None:
    """Do what a run would do, exports and all that the sensor looks at."""
    mirror("raw_docs")
    with reading(Path("outputs/zhospar.db")) as connection:
        state = published_state(connection)
    Path("outputs/exports").mkdir(exist_ok=True)
    Path("outputs/exports/datapackage.json").write_text(json.dumps({"version": state}))


def test_sensor_asks_until_the_database_mirrors_the_inputs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        sensor = Sensor(instance)
        assert [sensor.asks(), sensor.asks()] == [True, False]
        monkeypatch.setattr(sensors, "AGAIN", 0.0)
        assert sensor.asks()  # that run has failed, it seems
        done()
        assert [sensor.asks(), sensor.asks()] == [False, False]


def test_sensor_sees_a_file_that_is_as_it_was_before(folder: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        sensor, report = Sensor(instance), (folder / "report.md").read_bytes()
        times = (folder / "report.md").stat()
        assert sensor.asks()
        done()
        assert not sensor.asks()
        (folder / "report.md").write_text("Открыто 3 школы.", encoding="utf-8")
        assert sensor.asks()
        done()
        assert not sensor.asks()
        (folder / "report.md").write_bytes(report)
        os.utime(folder / "report.md", ns=(times.st_atime_ns, times.st_mtime_ns))
        assert sensor.asks()
        done()
        assert [sensor.asks(), sensor.asks()] == [False, False]


def test_sensor_waits_for_a_run_and_sees_what_arrived_during_it(folder: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        sensor = Sensor(instance)
        assert sensor.asks()
        run = instance.create_run_for_job(
            build_definitions().resolve_job_def(publish_documents.name),
            status=dg.DagsterRunStatus.STARTED,
        )
        done()
        (folder / "more.md").write_text("Открыто 3 школы.", encoding="utf-8")
        assert not sensor.asks()
        instance.report_run_canceled(run)
        assert [sensor.asks(), sensor.asks()] == [True, False]
        done()
        assert not sensor.asks()


def test_one_run_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dagster.yaml").write_text(Path("dagster.yaml").read_text("utf-8"))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    with dg.DagsterInstance.get() as instance:
        queue = instance.get_concurrency_config().run_queue_config
        assert queue is not None
        assert queue.max_concurrent_runs == 1


def test_metadata_tell_the_state_after_the_run(folder: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            result = run(instance)
    (event,) = (
        event
        for event in result.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey("published_database")
    )
    told = {name: value.value for name, value in event.materialization.metadata.items()}
    assert told["documents"] == 2
    assert told["new in this run"] == 0
    assert int(str(told["dagster/row_count"])) > 10


def test_configuration_is_typed() -> None:
    with pytest.raises(Exception, match="count"):
        Workers(count=0)


PLAN = """# План мероприятий

| № | Наименование мероприятия | Форма завершения | Срок исполнения | Ответственные исполнители |
|---|---|---|---|---|
| 1. | Разбить сады | отчёт | июнь 2031 года | МСХ |
| 2. | Посадить клёны | отчёт | июль 2031 года | МСХ |
| 4. | Полить клёны | отчёт | август 2031 года | МСХ |
"""
