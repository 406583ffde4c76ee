"""Documents taken out by name."""

from pathlib import Path

import pytest

from pipelines.errors import NoInputError, UnconfirmedError
from pipelines.options import Options
from pipelines.planning.plan import RunPlan
from pipelines.publishing.publish import publish
from pipelines.publishing.states import plan_removal
from tests.conftest import NEWS, Run, query
from tests.mirroring import mirror, planned

DATABASE = Path("outputs/zhospar.db")


def remove(*names: str, yes: bool = False) -> RunPlan:
    plan = plan_removal(names, Options(), database=DATABASE, yes=yes)
    publish(DATABASE, plan, {}, ())
    return plan


def paths() -> list[object]:
    return [path for (path,) in query("SELECT path FROM document_states ORDER BY path")]


def test_a_document_is_removed_from_the_command_line(folder: Path, zhospar: Run) -> None:
    mirror("raw_docs")
    result = zhospar("remove", "news.md")
    assert result.exit_code == 0, result.output
    assert "Removed: raw_docs/news.md" in result.output
    assert (folder / "news.md").exists()
    assert paths() == ["raw_docs/report.md"]
    assert "news" not in Path("outputs/exports/documents.csv").read_text("utf-8")
    assert query(
        "SELECT count(*) FROM passages WHERE document_id NOT IN (SELECT document_id FROM documents)"
    ) == [(0,)]
    missed = zhospar("remove", "raw_docs/reprot.md")
    assert missed.exit_code == 2
    assert "did you mean raw_docs/report.md?" in missed.output
    assert zhospar("remove", "report").exit_code == 2  # the last one is more than half


def test_names_are_ids_paths_folders_and_parts(folder: Path) -> None:
    (folder / "deep").mkdir()
    for name in ("a.md", "b.md"):
        (folder / "deep" / name).write_text(f"# {name}\n\nОткрыто 5 школ.\n", "utf-8")
    (folder / "bad.txt").write_bytes(b"")
    mirror("raw_docs")
    with pytest.raises(NoInputError, match="Several"):
        remove(".md")
    remove("bad.txt")
    remove("raw_docs/deep")
    assert paths() == ["raw_docs/news.md", "raw_docs/report.md"]
    ((key,),) = query("SELECT document_id FROM documents WHERE path LIKE '%news%'")
    remove(str(key))
    assert paths() == ["raw_docs/report.md"]
    with pytest.raises(UnconfirmedError):
        remove("raw_docs/report.md")
    remove("raw_docs/report.md", yes=True)
    assert paths() == []
    assert len(planned("raw_docs").tasks) == 5


def test_bytes_that_another_path_has_stay(folder: Path) -> None:
    mirror("raw_docs")
    Path("kept.md").write_text(NEWS, encoding="utf-8")
    mirror("kept.md")
    plan = remove("raw_docs/news.md")
    assert plan.moved == {"raw_docs/news.md"}
    assert query("SELECT path, copies FROM documents ORDER BY path") == [
        ("kept.md", None),
        ("raw_docs/report.md", None),
    ]
