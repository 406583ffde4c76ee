"""A file that cannot be published is set aside with a reason; the rest is published."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from extractors import flow
from extractors.readers.errors import UnreadableDocumentError
from pipelines.options import Options
from pipelines.orchestration import processes, workers
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


def test_rows_that_do_not_fit_are_left_out_and_told(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = flow.extract
    zhospar("run")
    counted = query("SELECT count(*) FROM figures")

    def with_odd(path: str, data: bytes, **options: Any) -> Mapping[str, tuple[Row, ...]]:
        rows = original(path, data, **options)
        figures = rows["figures"]
        odd = (
            figures[0],  # its id is there already
            figures[0].model_copy(update={"figure_id": "a", "char_start": 2**70}),
            figures[0].model_copy(update={"figure_id": "b", "passage_id": "nowhere"}),
            figures[0].model_copy(update={"figure_id": "c", "number_text": "\ud800"}),
        )
        return {**rows, "figures": (*figures, *odd)} if "news" in path else rows

    monkeypatch.setattr(flow, "extract", with_odd)
    Path("outputs/zhospar.db").unlink()
    result = zhospar("run")
    assert result.exit_code == 0, result.output
    assert query("SELECT count(*) FROM figures") == counted
    told = query("SELECT message, line FROM findings WHERE rule = 'part_failed' ORDER BY message")
    assert [line for _, line in told] == [3] * 4
    reasons = {str(message).partition("(")[2].split()[0] for message, _ in told}
    assert reasons == {"UNIQUE", "Python", "it", "'utf-8'"}
    assert "figures" in Path("outputs/zhospar-fault.log").read_text("utf-8")


def test_a_document_whose_own_row_does_not_fit_is_set_aside(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = flow.extract

    def odd(path: str, data: bytes, **options: Any) -> Mapping[str, tuple[Row, ...]]:
        rows = original(path, data, **options)
        (row,) = rows["documents"]
        return (
            {**rows, "documents": (row.model_copy(update={"kind": "odd"}),)}
            if "news" in path
            else rows
        )

    monkeypatch.setattr(flow, "extract", odd)
    assert zhospar("run").exit_code == 3
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


def use_extract(monkeypatch: pytest.MonkeyPatch, special: Callable[[], object]) -> None:
    """Let a file called "fatal" do something special when it is extracted."""
    original = flow.extract

    def extract(path: str, data: bytes, **options: Any) -> Mapping[str, tuple[Row, ...]]:
        if "fatal" in path:
            special()
        return original(path, data, **options)

    monkeypatch.setattr(flow, "extract", extract)


def hang() -> None:
    while True:  # without a pause, as a pattern that backtracks
        pass


def eat_memory() -> bytes:
    return bytes(12_000_000_000)


@pytest.mark.parametrize(
    ("special", "reason", "advice"),
    [
        (lambda: os._exit(1), "extraction_failed", "ended its process twice"),
        (hang, "limit_exceeded", "--time-limit"),
        (eat_memory, "limit_exceeded", "--memory-limit"),
    ],
)
def test_only_the_file_that_harms_its_process_is_set_aside(
    folder: Path,
    zhospar: Run,
    monkeypatch: pytest.MonkeyPatch,
    special: Callable[[], object],
    reason: str,
    advice: str,
) -> None:
    (folder / "fatal.md").write_text("Открыто 5 школ. " * 9, encoding="utf-8")
    use_extract(monkeypatch, special)
    assert zhospar("run", "--workers", "2", "--time-limit", "9").exit_code == 3
    details = dict(query("SELECT path, detail FROM quarantine"))  # type: ignore[arg-type]
    assert reasons() == {"raw_docs/fatal.md": reason}, details
    assert advice in str(details["raw_docs/fatal.md"])
    assert query("SELECT count(*) FROM documents") == [(2,)]


def test_a_file_whose_process_died_once_is_read_alone(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "fatal.md").write_text("Открыто 5 школ. " * 9, encoding="utf-8")
    mark = folder.parent / "tried"

    def die_once() -> None:
        if not mark.exists():
            mark.touch()
            os._exit(1)

    use_extract(monkeypatch, die_once)
    assert zhospar("run", "--workers", "2").exit_code == 0
    assert query("SELECT count(*) FROM documents") == [(3,)]


def test_what_exceeded_a_limit_is_read_again_with_other_limits(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "fatal.md").write_text("Открыто 5 школ. " * 9, encoding="utf-8")
    with monkeypatch.context() as patch:
        use_extract(patch, hang)
        assert zhospar("run", "--time-limit", "9").exit_code == 3
    again = zhospar("run")
    assert (again.exit_code, reasons()) == (3, {"raw_docs/fatal.md": "limit_exceeded"})
    assert zhospar("run", "--time-limit", "60").exit_code == 0


def test_too_many_rows_are_told(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "MEGABYTE", 1)  # 500 bytes of rows, then; memory as it is
    monkeypatch.setattr(processes, "_limit_memory", lambda own: None)
    assert zhospar("run").exit_code == 3
    assert set(reasons().values()) == {"limit_exceeded"}


def test_pipes_devices_and_links_out_of_the_folder_are_not_opened(
    folder: Path, zhospar: Run
) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "endless.txt").symlink_to("/dev/zero")
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("Тайна 7.\n", encoding="utf-8")
    (folder / "secret.md").symlink_to(outside / "secret.md")
    (folder / "linked").symlink_to(outside)
    (folder / "inside.md").symlink_to(folder / "news.md")
    assert zhospar("run").exit_code == 3
    assert reasons() == dict.fromkeys(
        (f"raw_docs/{name}" for name in ("endless.txt", "linked", "pipe.md", "secret.md")),
        "not_a_file",
    )
    assert query("SELECT count(*) FROM documents") == [(2,)]


def test_links_are_followed_if_asked(folder: Path, zhospar: Run) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "more.md").write_text("Открыто 7 школ.\n", encoding="utf-8")
    (outside / "back").symlink_to(folder)
    (folder / "linked").symlink_to(outside)
    assert zhospar("run", "--follow-links").exit_code == 0
    assert ("raw_docs/linked/more.md",) in query("SELECT path FROM documents")


@pytest.mark.parametrize("name", [b"\xff\xfe.md", b"a\x1b[31m.md", b"two\nlines.md"])
def test_a_name_that_is_no_text_is_shown_escaped(folder: Path, zhospar: Run, name: bytes) -> None:
    Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text("Открыто 7 школ.\n", "utf-8")
    result = zhospar("run")
    assert result.exit_code == 3, result.output
    ((path, reason),) = reasons().items()
    assert reason == "undecodable"
    assert str(path).isprintable()
    assert str(path) in result.output


def test_nothing_in_an_unreadable_folder_is_retired(
    folder: Path, zhospar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "deep").mkdir()
    (folder / "deep/more.md").write_text("Открыто 7 школ.\n", encoding="utf-8")
    assert zhospar("run").exit_code == 0
    original = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert zhospar("run").exit_code == 3
    assert reasons() == {"raw_docs/deep": "unreadable"}
    assert ("raw_docs/deep/more.md",) in query("SELECT path FROM documents")
    monkeypatch.undo()
    monkeypatch.chdir(folder.parent)
    assert zhospar("run").exit_code == 0


def test_names_and_text_that_look_like_markup_are_printed_as_they_are(
    folder: Path, zhospar: Run
) -> None:
    (folder / "[red]a[").mkdir()
    (folder / "[red]a[/b].md").write_text(
        "# Отчёт [bold]о школах[/x]\n\nОткрыто 7 школ.\n", "utf-8"
    )
    result = zhospar("run")
    assert result.exit_code == 0, result.output
    assert "raw_docs/[red]a[/b].md" in result.output
    shown = zhospar("show", "[red]a[/b].md")
    assert shown.exit_code == 0, shown.output
    assert "[bold]о школах[/x]" in shown.output
