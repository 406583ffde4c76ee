"""A file that cannot be published is set aside with a reason; the rest is published."""

from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from extractors import flow
from extractors.readers.errors import UnreadableDocumentError
from pipelines.options import Options
from pipelines.orchestration import workers
from pipelines.planning.sources import SourceFile, find_sources
from schemas.base import Row
from tests.conftest import NEWS, Run, query

BAD: Mapping[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.md": (b" \n\n", "empty"),
    "table.xlsx": (b"PK\x03\x04 not a document", "unknown_form"),
    "no_zip.docx": (b"this is no zip archive", "damaged"),
    "cut_off.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "damaged"),
}
INPUTS = ["raw_docs", "raw_docs/news.md"]


def reasons() -> dict[object, object]:
    return dict(query("SELECT path, reason FROM quarantine"))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "content", "reason"), [(n, *v) for n, v in BAD.items()])
def test_unreadable_file_gets_a_reason(
    folder: Path, zhospar: Run, name: str, content: bytes, reason: str
) -> None:
    (folder / name).write_bytes(content)
    result = zhospar("run")
    assert result.exit_code == 3, result.output
    ((path, sha256, found, detail),) = query("SELECT * FROM quarantine")
    assert (path, found) == (f"raw_docs/{name}", reason)
    assert len(str(sha256)) == 64
    assert len(str(detail).split()) >= 5
    assert str(detail) in result.output
    assert query("SELECT count(*) FROM documents") == [(2,)]


def test_quarantine_is_remembered_and_not_read_again(folder: Path, zhospar: Run) -> None:
    (folder / "empty.txt").write_bytes(b"")
    zhospar("run")
    again = zhospar("run")
    assert again.exit_code == 3
    assert again.output.startswith("Nothing to read")
    assert reasons() == {"raw_docs/empty.txt": "empty"}


def test_mended_file_leaves_quarantine(folder: Path, zhospar: Run) -> None:
    (folder / "empty.txt").write_bytes(b"")
    zhospar("run")
    (folder / "empty.txt").write_text("Открыто 5 школ.\n", encoding="utf-8")
    assert zhospar("run").exit_code == 0
    assert reasons() == {}
    assert query("SELECT count(*) FROM documents") == [(3,)]


def test_file_that_goes_bad_takes_its_rows_along(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    (folder / "news.md").write_bytes(b"")
    assert zhospar("run").exit_code == 3
    assert query("SELECT path FROM documents") == [("raw_docs/report.md",)]


def test_two_bad_files_with_the_same_bytes_get_a_row_each(folder: Path, zhospar: Run) -> None:
    for name in ("one.txt", "two.txt"):
        (folder / name).write_bytes(b"")
    assert zhospar("run").exit_code == 3
    assert reasons() == {"raw_docs/one.txt": "empty", "raw_docs/two.txt": "empty"}


def test_known_ending_is_preferred_among_files_with_the_same_bytes(
    folder: Path, zhospar: Run
) -> None:
    (folder / "a.unknown").write_text(NEWS, encoding="utf-8")
    assert zhospar("run").exit_code == 0
    assert query("SELECT path FROM documents WHERE copies IS NOT NULL") == [("raw_docs/news.md",)]


def test_file_over_the_limit_is_not_opened(folder: Path, zhospar: Run) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(2_000_001)
    result = zhospar("run", "--max-size", "2")
    assert result.exit_code == 3
    ((path, sha256, reason, detail),) = query("SELECT * FROM quarantine")
    assert (path, sha256, reason) == ("raw_docs/huge.txt", None, "too_large")
    assert "--max-size" in str(detail)


def test_fault_of_ours_is_recorded_and_the_rest_published(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = flow.extract

    def fail_on_news(path: str, data: bytes, **options: Any) -> Mapping[str, tuple[Row, ...]]:
        if "news" in path:
            raise IndexError("no such cell")
        return original(path, data, **options)

    monkeypatch.setattr(flow, "extract", fail_on_news)
    assert zhospar("run").exit_code == 3
    ((path, reason, detail),) = query("SELECT path, reason, detail FROM quarantine")
    assert (path, reason) == ("raw_docs/news.md", "extraction_failed")
    assert "IndexError: no such cell" in str(detail)
    assert query("SELECT path FROM documents") == [("raw_docs/report.md",)]


def test_rows_that_do_not_fit_are_recorded_and_the_rest_published(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = flow.extract

    def twice(path: str, data: bytes, **options: Any) -> Mapping[str, tuple[Row, ...]]:
        rows = original(path, data, **options)
        return {**rows, "figures": rows["figures"] * 2} if "news" in path else rows

    monkeypatch.setattr(flow, "extract", twice)
    assert zhospar("run").exit_code == 3
    ((path, detail),) = query("SELECT path, detail FROM quarantine")
    assert path == "raw_docs/news.md"
    assert "figures.figure_id" in str(detail)
    assert query("SELECT path FROM documents") == [("raw_docs/report.md",)]


def test_reason_and_detail_cross_processes() -> None:
    error = UnreadableDocumentError("needs_ocr", "Pages are pictures: run OCR.")
    kind, arguments = error.__reduce__()
    assert kind(*arguments).detail == error.detail


def test_a_file_that_changes_while_it_is_read_is_not_published(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(NEWS, encoding="utf-8")
    source = SourceFile(path=str(file), size=1, sha256="0" * 64)
    outcome = workers.extract_file(source, Options())
    assert outcome.failure is not None
    assert outcome.failure.reason == "damaged"


def test_hidden_and_temporary_files_are_passed_over(folder: Path) -> None:
    for name in (".DS_Store", "~$plan.docx", "Thumbs.db", "plan.docx~", "x.tmp", ".git/config"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    (folder / "deep/er").mkdir(parents=True)
    (folder / "deep/er/note.txt").write_text("x")
    found = [source.path for source in find_sources(INPUTS, 10**6, Path("outputs"))]
    assert found == ["raw_docs/deep/er/note.txt", "raw_docs/news.md", "raw_docs/report.md"]


def test_our_own_output_is_no_input(folder: Path, zhospar: Run) -> None:
    assert zhospar("run", ".").exit_code == 0
    assert zhospar("run", ".").output.startswith("Nothing to read")
    assert query("SELECT count(*) FROM document_states") == [(2,)]


class FatalPool(ThreadPoolExecutor):
    """A pool whose processes die of one file, and then take no more."""

    broken = False

    def submit(self, function: Any, source: SourceFile, *arguments: Any) -> Future[Any]:
        if self.broken:
            raise BrokenExecutor("the pool is broken")
        if "fatal" not in source.path:
            return super().submit(function, source, *arguments)
        self.broken = True
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("a process died"))
        return future


def test_only_the_file_that_kills_its_process_is_set_aside(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "fatal.md").write_text("Открыто 5 школ. " * 9, encoding="utf-8")
    monkeypatch.setattr(workers, "_pool", FatalPool)
    monkeypatch.setattr(workers, "_WORTH_A_POOL", 0)
    assert zhospar("run", "--workers", "2").exit_code == 3
    assert reasons() == {"raw_docs/fatal.md": "extraction_failed"}
    assert query("SELECT count(*) FROM documents") == [(2,)]
