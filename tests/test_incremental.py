"""A run does what is new or changed, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import fingerprints
from pipelines.options import Options
from pipelines.orchestration import assets, processes
from pipelines.planning.plan import make_plan
from pipelines.planning.sources import find_sources
from pipelines.publishing import states
from tests.conftest import NEWS, REPORT, Run, dump, query


def paths() -> list[object]:
    return [path for (path,) in query("SELECT path FROM documents ORDER BY path")]


def test_second_run_reads_nothing_and_says_so(folder: Path, zhospar: Run) -> None:
    first = zhospar("run")
    before = dump()
    second = zhospar("run")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "Nothing to read" not in first.output
    assert "Nothing to read" in second.output
    assert second.output.count("unchanged") >= 2
    assert dump() == before


def test_second_run_loads_no_heavy_library(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    script = (
        "import sys, pipelines.commands.cli\n"
        "try: pipelines.commands.cli.app(['run', '--workers', '1'])\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "heavy = {'spacy', 'pdfplumber', 'trafilatura', 'spylls', 'dagster', 'pyarrow'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Nothing to read" in done.stdout


def test_a_changed_document_is_read_alone(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhospar("run")
    news = query("SELECT * FROM documents WHERE path = 'raw_docs/news.md'")
    (folder / "report.md").write_text(REPORT.replace("340", "341"), encoding="utf-8")
    read = []
    original = processes.extract_all

    def spy(sources, **how):  # type: ignore[no-untyped-def]
        read.extend(source.path for source in sources)
        return original(sources, **how)

    monkeypatch.setattr(assets, "extract_all", spy)
    result = zhospar("run")
    assert read == ["raw_docs/report.md"]
    assert result.exit_code == 0
    assert query("SELECT * FROM documents WHERE path = 'raw_docs/news.md'") == news
    assert query("SELECT count(*) FROM passages WHERE text LIKE '%341%'") == [(1,)]
    assert query("SELECT count(*) FROM passages WHERE text LIKE '%340%'") == [(0,)]


def test_a_removed_document_is_retired(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    (folder / "news.md").unlink()
    result = zhospar("run")
    assert "retired" in result.output
    assert paths() == ["raw_docs/report.md"]
    orphans = (
        "SELECT count(*) FROM passages WHERE document_id NOT IN (SELECT document_id FROM documents)"
    )
    assert query(orphans) == [(0,)]


def test_all_at_once_gives_what_one_by_one_gives(folder: Path, zhospar: Run) -> None:
    later = {"c.md": "# Третий\n\nЕщё 7 школ.\n", "d.txt": "Тағы 9 мектеп ашылды.\n"}
    zhospar("run")
    for name, text in later.items():
        (folder / name).write_text(text, encoding="utf-8")
        zhospar("run")
    (folder / "d.txt").unlink()
    zhospar("run")
    zhospar("run", "raw_docs", "--output-dir", "fresh")
    assert dump() == dump("fresh/zhospar.db")
    for export in sorted(Path("fresh/exports").rglob("*.*")):
        here = Path("outputs") / export.relative_to("fresh")
        assert here.read_bytes() == export.read_bytes(), export


def test_same_bytes_under_two_paths_are_published_once(folder: Path, zhospar: Run) -> None:
    (folder / "again.md").write_text(NEWS, encoding="utf-8")
    zhospar("run")
    rows = query("SELECT path, copies FROM documents ORDER BY path")
    assert rows == [
        ("raw_docs/again.md", json.dumps(["raw_docs/news.md"])),
        ("raw_docs/report.md", None),
    ]
    assert zhospar("run").output.startswith("Nothing to read")
    (folder / "again.md").unlink()
    zhospar("run")
    rows = query("SELECT path, copies FROM documents ORDER BY path")
    assert rows == [("raw_docs/news.md", None), ("raw_docs/report.md", None)]


def test_a_run_is_planned_once(folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = []
    original = states.make_plan

    def spy(*arguments, **how):  # type: ignore[no-untyped-def]
        plans.append(original(*arguments, **how))
        return plans[-1]

    monkeypatch.setattr(states, "make_plan", spy)
    zhospar("run")
    assert [len(plan.tasks) for plan in plans] == [2]
    assert plans[0].files == 2


def test_changed_code_makes_documents_stale(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhospar("run")
    changed = {**fingerprints.fingerprints(), "outline": "another"}
    monkeypatch.setattr(states, "fingerprints", lambda: changed)
    assert zhospar("run").output.count("changed") == 2
    assert zhospar("run").output.startswith("Nothing to read")


def test_what_changed_in_the_code_is_told(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    known = states.load(Path("outputs/zhospar.db"))
    now = {**fingerprints.fingerprints(), "figures": "another"}
    sources = find_sources(["raw_docs"], 10**6, Path("outputs"))
    plan = make_plan(sources, known, now, Options().recorded)
    assert {task.reason for task in plan.tasks} == {"the code changed: figures"}


def test_changed_options_make_documents_stale(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    assert "Nothing to read" not in zhospar("run", "--keep-contacts").output
    assert zhospar("run", "--keep-contacts").output.startswith("Nothing to read")


def test_missing_exports_are_made_again_without_reading(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    export = Path("outputs/exports/documents.csv")
    before = export.read_bytes()
    Path("outputs/exports").rename("elsewhere")
    assert "Nothing to read" in zhospar("run").output
    assert export.read_bytes() == before
