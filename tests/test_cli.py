"""The command line: commands, exit codes, words."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from pipelines.commands.cli import app
from tests.conftest import REPORT, Run, query

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).with_name("zhospar")


@pytest.mark.parametrize("command", [[], ["run"], ["evaluate"], ["show"]])
def test_help_says_what_it_does_with_an_example(command: list[str]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert "Example: zhospar" in result.output


def test_run_prints_plain_lines_and_a_summary(folder: Path, zhospar: Run) -> None:
    result = zhospar("run")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert [line[:5] for line in lines[:2]] == ["[1/2]", "[2/2]"]
    (line,) = (line for line in lines if line.startswith("raw_docs/report.md"))
    assert line.split()[1:4] == ["md", "ru", "report"]
    assert line.split()[-1] == "new"
    assert "\x1b" not in result.output


def test_installed_program_runs_over_processes(folder: Path) -> None:
    shutil.copy(folder / "report.md", folder / "long.md")
    with (folder / "long.md").open("a", encoding="utf-8") as file:
        file.write(REPORT.replace("12", "14") * 400)
    done = subprocess.run([PROGRAM, "run", "--workers", "2"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "dagster" not in (done.stdout + done.stderr).lower()
    assert query("SELECT count(*) FROM documents") == [(3,)]


@pytest.mark.parametrize("arguments", [("nowhere",), ("raw_docs/sub",), ("--max-size", "x")])
def test_wrong_usage_is_2(folder: Path, zhospar: Run, arguments: tuple[str, ...]) -> None:
    (folder / "sub").mkdir()
    result = zhospar("run", *arguments)
    assert result.exit_code == 2
    assert result.output.strip()
    assert not Path("outputs/zhospar.db").exists()


def test_a_second_run_beside_the_first_is_refused(folder: Path, zhospar: Run) -> None:
    Path("outputs").mkdir()
    with FileLock("outputs/.lock"):
        result = zhospar("run")
    assert result.exit_code == 1
    assert "Another run works in outputs" in result.output


def test_show_prints_the_tables_of_one_document(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    result = zhospar("show", "report")
    assert result.exit_code == 0
    assert "raw_docs/report.md" in result.output
    assert "Отчёт о школьных садах" in result.output
    assert "figures: 3" in result.output
    assert "actions" not in result.output


def test_show_wants_one_document_and_known_tables(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    several = zhospar("show", ".md")
    assert several.exit_code == 1
    assert "raw_docs/news.md, raw_docs/report.md" in several.output.replace("\n", " ")
    assert zhospar("show", "nothing").exit_code == 1
    assert zhospar("show", "report", "--table", "x").exit_code == 2


def test_show_without_a_database_says_how_to_make_one(folder: Path, zhospar: Run) -> None:
    result = zhospar("show", "report")
    assert result.exit_code == 1
    assert "zhospar run" in result.output
