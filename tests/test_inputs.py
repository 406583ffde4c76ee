"""What a run does with files, folders, and what was published from elsewhere."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.errors import NoInputError, UnconfirmedError
from pipelines.orchestration.resources import Inputs, Output, StatePlanner
from pipelines.publishing import states
from tests.conftest import NEWS, Run, dump, query
from tests.mirroring import mirror, planned, read

OTHER = "# Басқа\n\nТағы 9 мектеп ашылды.\n"


def paths() -> list[object]:
    return [path for (path,) in query("SELECT path FROM documents ORDER BY path")]


def write(path: str, text: str = OTHER) -> Path:
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)


def test_a_file_given_is_added_and_the_rest_stays(folder: Path) -> None:
    mirror("raw_docs")
    write("other.md")
    mirror("other.md")
    assert paths() == ["other.md", "raw_docs/news.md", "raw_docs/report.md"]
    (folder / "news.md").unlink()
    mirror("raw_docs")
    assert paths() == ["other.md", "raw_docs/report.md"]


def test_quarantine_of_elsewhere_stays(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    mirror("raw_docs")
    write("other.md")
    mirror("other.md")
    assert query("SELECT path, reason FROM quarantine") == [("raw_docs/bad.txt", "empty")]


def test_a_folder_beside_with_a_name_that_begins_alike_stays(folder: Path) -> None:
    shutil.copytree(folder, "raw_docs2")
    write("raw_docs2/other.md")
    mirror("raw_docs", "raw_docs2")
    (folder / "report.md").unlink()
    mirror("raw_docs")
    assert paths() == ["raw_docs/news.md", "raw_docs2/other.md", "raw_docs2/report.md"]


def test_retiring_more_than_half_asks(folder: Path, zhospar: Run) -> None:
    write("raw_docs/other.md")
    mirror("raw_docs")
    before = dump()
    (folder / "other.md").unlink()
    (folder / "news.md").unlink()
    result = zhospar("run")
    assert result.exit_code == 2
    assert "--yes" in result.output
    assert dump() == before
    assert zhospar("run", "--yes").exit_code == 0
    assert paths() == ["raw_docs/report.md"]


def test_a_renamed_file_keeps_its_rows_unread(folder: Path) -> None:
    mirror("raw_docs")
    for name in ("news.md", "report.md"):
        (folder / name).rename(folder / f"x-{name}")
    assert read(mirror("raw_docs")) == []
    assert paths() == ["raw_docs/x-news.md", "raw_docs/x-report.md"]
    mirror("raw_docs", output="fresh")
    assert dump() == dump("fresh/zhospar.db")


def test_files_that_change_names_keep_their_rows(folder: Path) -> None:
    mirror("raw_docs")
    (folder / "news.md").rename("aside")
    (folder / "report.md").rename(folder / "news.md")
    Path("aside").rename(folder / "report.md")
    assert read(mirror("raw_docs")) == []
    mirror("raw_docs", output="fresh")
    assert dump() == dump("fresh/zhospar.db")


def test_another_ending_is_read_again(folder: Path) -> None:
    mirror("raw_docs")
    (folder / "news.md").rename(folder / "news.txt")
    assert read(mirror("raw_docs")) == ["raw_docs/news.txt"]
    assert paths() == ["raw_docs/news.txt", "raw_docs/report.md"]


@pytest.mark.parametrize("given", ["raw_docs", "raw_docs/a-copy.md"])
def test_a_copy_never_takes_over(folder: Path, given: str) -> None:
    mirror("raw_docs")
    write("raw_docs/a-copy.md", NEWS)
    assert read(mirror(given)) == []
    assert paths() == ["raw_docs/news.md", "raw_docs/report.md"]


def test_a_copy_elsewhere_carries_on_when_its_original_goes(folder: Path) -> None:
    mirror("raw_docs")
    write("kept.md", NEWS)
    mirror("kept.md")
    (folder / "news.md").write_text(OTHER, encoding="utf-8")
    mirror("raw_docs")
    assert paths() == ["kept.md", "raw_docs/news.md", "raw_docs/report.md"]


def test_a_copy_given_brings_the_rows_of_its_original_up_to_date(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror("raw_docs")
    monkeypatch.setattr(states, "fingerprints", lambda: {"outline": "another"})
    write("kept.md", NEWS)
    plan = planned("kept.md")
    assert read(plan) == ["raw_docs/news.md"]
    assert plan.copies == {"kept.md": "raw_docs/news.md"}
    (folder / "news.md").unlink()
    plan = planned("kept.md")
    assert read(plan) == ["kept.md"]
    assert [state.path for state in plan.retired] == ["raw_docs/news.md"]
    assert plan.documents_retired == 0


def test_a_file_of_elsewhere_that_was_renamed_keeps_its_rows(folder: Path) -> None:
    write("other.md")
    mirror("raw_docs", "other.md")
    Path("other.md").rename("another.md")
    plan = planned("another.md")
    assert plan.tasks == ()
    assert plan.moved == {"other.md"}


def test_a_file_is_one_document_however_its_path_is_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "work").mkdir()
    monkeypatch.chdir(folder.parent / "work")
    mirror("../raw_docs")
    assert paths() == ["../raw_docs/news.md", "../raw_docs/report.md"]
    (folder / "news.md").write_text(OTHER, encoding="utf-8")
    plan = planned(str(folder), "../raw_docs/news.md")
    assert read(plan) == ["../raw_docs/news.md"]
    assert plan.files == 2
    assert plan.retired == ()


def test_tables_made_anew_keep_what_came_from_elsewhere(folder: Path) -> None:
    write("one.md")
    write("two.md", OTHER.replace("9", "8"))
    mirror("raw_docs", "one.md", "two.md")
    with closing(sqlite3.connect("outputs/zhospar.db")) as connection, connection:
        connection.execute("ALTER TABLE documents ADD COLUMN of_another_version TEXT")
    Path("two.md").unlink()
    write("new.md", OTHER.replace("9", "7"))
    assert mirror("new.md").lost == ("two.md",)
    assert paths() == ["new.md", "one.md", "raw_docs/news.md", "raw_docs/report.md"]


def test_dagster_does_not_retire_most_of_all_unasked(folder: Path) -> None:
    mirror("raw_docs")
    folder.rename("away")
    folder.mkdir()
    with pytest.raises(UnconfirmedError):
        StatePlanner().plan(Inputs(), Output())
    assert len(StatePlanner().plan(Inputs(retire_most=True), Output()).retired) == 2


def test_ignore_files_keep_files_out(folder: Path) -> None:
    mirror("raw_docs")
    (folder / "drafts/old").mkdir(parents=True)
    for name in ("drafts/a.md", "drafts/keep.md", "drafts/old/b.md", "notes.xlsx", "c.md"):
        write(f"raw_docs/{name}", OTHER.replace("9", str(len(name))))
    write("raw_docs/.zhosparignore", "# ours\n*.xlsx\n/news.md\ndrafts/*\n!drafts/keep.md\n")
    write("raw_docs/drafts/.zhosparignore", "a.md\n")
    plan = mirror("raw_docs")
    assert read(plan) == ["raw_docs/c.md", "raw_docs/drafts/keep.md"]
    assert [state.path for state in plan.retired] == ["raw_docs/news.md"]
    assert read(planned("raw_docs/drafts/a.md")) == ["raw_docs/drafts/a.md"]


@pytest.mark.parametrize("content", [b"\xff\xfe*\x00", b"!\n"])
def test_an_ignore_file_that_is_not_understood_stops_the_run(folder: Path, content: bytes) -> None:
    (folder / ".zhosparignore").write_bytes(content)
    with pytest.raises(NoInputError, match=r"\.zhosparignore"):
        planned("raw_docs")


def test_files_of_unknown_form_fail_one_run_only(folder: Path, zhospar: Run) -> None:
    write("raw_docs/sums.xlsx")
    mirror("raw_docs")
    assert not planned("raw_docs").told - {"raw_docs/sums.xlsx"}
    again = zhospar("run")
    assert again.exit_code == 0, again.output
    assert "Files of unknown form" in again.output
    assert query("SELECT path, reason FROM quarantine") == [("raw_docs/sums.xlsx", "unknown_form")]
    assert planned("raw_docs/sums.xlsx").told == frozenset()
    write("raw_docs/sums.xlsx", NEWS)
    assert planned("raw_docs").told == frozenset()


def test_some_documents_are_read_again(folder: Path, zhospar: Run) -> None:
    write("copy.md", NEWS)
    write("other.md")
    mirror("raw_docs", "copy.md", "other.md")
    before = dump()
    for name in ("copy.md", "raw_docs/news.md"):
        plan = StatePlanner().plan(Inputs(only=[name]), Output())
        assert read(plan) == ["copy.md"]
        assert (plan.tasks[0].reason, plan.retired) == ("asked for", ())
    result = zhospar("run", "--only", "report.md")
    assert result.exit_code == 0, result.output
    assert dump() == before
    assert query("SELECT count(*) FROM runs") == [(1,)]
    assert zhospar("run", "--only", "reprot.md").exit_code == 2
    Path("other.md").unlink()
    with pytest.raises(NoInputError, match=r"other\.md"):
        StatePlanner().plan(Inputs(only=["other.md"]), Output())
