"""The commands that README.md shows do what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAMS = Path(sys.executable).parent
ENDLESS = {"serve"}  # commands that run until they are stopped: only their help is asked for


def lines_of(program: str) -> list[str]:
    """The lines of README's shell blocks that call a program, without prompts and its folder."""
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```(?:sh|bash|shell|console)\n(.*?)^```", readme, re.M | re.S)
    lines = (line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines())
    plain = (line.removeprefix(".venv/bin/").partition(" #")[0].strip() for line in lines)
    return [line for line in plain if line.split()[:1] == [program]]


def test_readme_shows_how_to_set_up_run_and_test() -> None:
    assert {"make run", "make test"} <= set(lines_of("make"))


@pytest.mark.parametrize("line", lines_of("make"))
def test_make_target_exists(line: str) -> None:
    done = subprocess.run([*line.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_zhospar_commands_run_one_after_the_other(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw_docs", tmp_path / "raw_docs")
    environment = os.environ | {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
    assert lines_of("zhospar")
    for line in lines_of("zhospar"):
        command = f"{line} --help" if ENDLESS.intersection(line.split()) else line
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"
