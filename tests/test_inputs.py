"""What a run does with files, folders, and what was published from elsewhere."""

import shutil
from pathlib import Path

import pytest

from pipelines.orchestration import assets
from tests.conftest import NEWS, Run, dump, query

OTHER = "# Басқа\n\nТағы 9 мектеп ашылды.\n"


def paths() -> list[object]:
    return [path for (path,) in query("SELECT path FROM documents ORDER BY path")]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are read from now on."""
    found: list[str] = []
    original = assets.extract_all

    def spy(sources, *arguments, **how):  # type: ignore[no-untyped-def]
        found.extend(source.path for source in sources)
        return original(sources, *arguments, **how)

    monkeypatch.setattr(assets, "extract_all", spy)
    return found


def test_a_file_given_is_added_and_the_rest_stays(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    Path("other.md").write_text(OTHER, encoding="utf-8")
    assert zhospar("run", "other.md").exit_code == 0
    assert paths() == ["other.md", "raw_docs/news.md", "raw_docs/report.md"]
    (folder / "news.md").unlink()
    zhospar("run", "raw_docs")
    assert paths() == ["other.md", "raw_docs/report.md"]


def test_quarantine_of_elsewhere_stays(folder: Path, zhospar: Run) -> None:
    (folder / "bad.txt").write_bytes(b"")
    zhospar("run")
    Path("other.md").write_text(OTHER, encoding="utf-8")
    zhospar("run", "other.md")
    assert query("SELECT path, reason FROM quarantine") == [("raw_docs/bad.txt", "empty")]


def test_a_folder_beside_with_a_name_that_begins_alike_stays(folder: Path, zhospar: Run) -> None:
    shutil.copytree(folder, "raw_docs2")
    Path("raw_docs2/other.md").write_text(OTHER, encoding="utf-8")
    zhospar("run", "raw_docs2")
    (folder / "report.md").unlink()
    zhospar("run", "raw_docs")
    assert paths() == ["raw_docs2/news.md", "raw_docs2/other.md", "raw_docs2/report.md"]


def test_retiring_more_than_half_asks(folder: Path, zhospar: Run) -> None:
    (folder / "other.md").write_text(OTHER, encoding="utf-8")
    zhospar("run")
    before = dump()
    (folder / "other.md").unlink()
    (folder / "news.md").unlink()
    result = zhospar("run")
    assert result.exit_code == 2
    assert "--yes" in result.output
    assert dump() == before
    assert zhospar("run", "--yes").exit_code == 0
    assert paths() == ["raw_docs/report.md"]


def test_a_renamed_file_keeps_its_rows_unread(folder: Path, zhospar: Run, read: list[str]) -> None:
    zhospar("run")
    read.clear()
    for name in ("news.md", "report.md"):
        (folder / name).rename(folder / f"x-{name}")
    assert zhospar("run").exit_code == 0
    assert read == []
    assert paths() == ["raw_docs/x-news.md", "raw_docs/x-report.md"]
    zhospar("run", "--output-dir", "fresh")
    assert dump() == dump("fresh/zhospar.db")


def test_files_that_change_names_keep_their_rows(
    folder: Path, zhospar: Run, read: list[str]
) -> None:
    zhospar("run")
    read.clear()
    (folder / "news.md").rename("aside")
    (folder / "report.md").rename(folder / "news.md")
    Path("aside").rename(folder / "report.md")
    zhospar("run")
    assert read == []
    zhospar("run", "--output-dir", "fresh")
    assert dump() == dump("fresh/zhospar.db")


def test_another_ending_is_read_again(folder: Path, zhospar: Run, read: list[str]) -> None:
    zhospar("run")
    read.clear()
    (folder / "news.md").rename(folder / "news.txt")
    zhospar("run")
    assert read == ["raw_docs/news.txt"]
    assert paths() == ["raw_docs/news.txt", "raw_docs/report.md"]


@pytest.mark.parametrize("given", ["raw_docs", "raw_docs/a-copy.md"])
def test_a_copy_never_takes_over(folder: Path, zhospar: Run, read: list[str], given: str) -> None:
    zhospar("run")
    read.clear()
    (folder / "a-copy.md").write_text(NEWS, encoding="utf-8")
    zhospar("run", given)
    assert read == []
    assert paths() == ["raw_docs/news.md", "raw_docs/report.md"]


def test_a_copy_elsewhere_carries_on_when_its_original_goes(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    Path("kept.md").write_text(NEWS, encoding="utf-8")
    zhospar("run", "kept.md")
    (folder / "news.md").write_text(OTHER, encoding="utf-8")
    assert zhospar("run").exit_code == 0
    assert paths() == ["kept.md", "raw_docs/news.md", "raw_docs/report.md"]
