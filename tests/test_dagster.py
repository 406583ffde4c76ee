"""What Dagster shows and runs: lineage, checks, the job, the sensor."""

from pathlib import Path

import dagster as dg
import pytest

from pipelines.orchestration.definitions import build_definitions, defs
from pipelines.orchestration.jobs import publish_documents
from pipelines.orchestration.lineage import FAMILIES
from pipelines.orchestration.resources import Inputs, Output, Workers
from pipelines.orchestration.sensors import changed_inputs
from tests.conftest import query


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


def test_sensor_asks_for_one_run_for_each_state_of_the_inputs(folder: Path) -> None:
    def key() -> str | None:
        with dg.build_sensor_context(resources={"inputs": Inputs(), "output": Output()}) as context:
            request = changed_inputs(context)
        assert isinstance(request, dg.RunRequest)
        return request.run_key

    before = key()
    assert key() == before
    (folder / "more.md").write_text("Открыто 3 школы.", encoding="utf-8")
    assert key() != before


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
