"""Runs that are killed at some moment, and what they leave: shared by a test and a benchmark.

What belongs here: killing and comparing. What does not: how many, and when
(`tests.test_kills`, `benchmarks.kills`).
"""

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

ROOT = Path(__file__).parent.parent
_SAMPLES = {"one": ("plan_ru.docx",), "other": ("news_kk.txt", "report_ru.md")}
_INPUT = "documents"  # one folder, so that what another input published from it is retired
_COMMAND = "from pipelines.commands.cli import main; main()"
_LONGEST = 300  # seconds of a run on a busy machine
_OFTEN = 0.002  # seconds between two looks at the output folder
Stage = Literal["any", "publishing", "exporting"]
STAGES: tuple[Stage, ...] = ("any", "publishing", "exporting")
# What tells that a stage has begun, in the output folder.
_SIGNS = {"publishing": "zhospar.db-*", "exporting": ".exports-*"}
_LASTS = {"publishing": 0.15, "exporting": 3.0}  # seconds, about


class State(NamedTuple):
    """What was published: all rows of all tables, and a digest of the exports."""

    rows: str | None
    exports: str | None


class Killed(NamedTuple):
    """A run that was killed: what it read, when, and whether it had ended before."""

    name: str
    stage: Stage
    seconds: float
    ended: bool


class Killing:
    """An output folder into which two inputs are published by turns."""

    def __init__(self, folder: Path) -> None:
        """Publish each input once, to know what should be there; raises what the runs raise."""
        self.folder = folder
        self.output = folder / "outputs"
        self.temporary = tempfile.TemporaryDirectory()  # short, since sockets stand in it
        self.states: dict[str, State] = {}
        self.whole = 0.0  # seconds of a run
        for name in _SAMPLES:
            start = time.monotonic()
            self.run(name, f"clean-{name}")
            self.whole = time.monotonic() - start
            self.states[name] = state_of(folder / f"clean-{name}")

    def next_input(self) -> str:
        """Return the input that is not what is published, so that a run of it has work to do."""
        rows = state_of(self.output).rows
        return next(name for name, state in self.states.items() if state.rows != rows)

    def run(self, name: str, output: str = "outputs") -> None:
        """Publish an input to its end."""
        process = self._start(name, output)
        code = process.wait(_LONGEST)
        assert code == 0, f"a run of {name} ended with {code}"

    def kill(self, name: str, stage: Stage, random: Random) -> Killed:
        """Begin to publish an input, and kill the run with all its processes."""
        process = self._start(name, "outputs")
        start = time.monotonic()
        if stage == "any":
            time.sleep(random.uniform(0, self.whole))
        else:
            while process.poll() is None and not list(self.output.glob(_SIGNS[stage])):
                time.sleep(_OFTEN)
            time.sleep(random.uniform(0, _LASTS[stage]))
        ended = process.poll() is not None
        os.killpg(process.pid, signal.SIGKILL) if not ended else None
        process.wait()
        return Killed(name, stage, time.monotonic() - start, ended)

    def faults(self) -> Iterator[str]:
        """What is not as it should be after a kill."""
        found = state_of(self.output)
        if found.rows is not None and found.rows not in {s.rows for s in self.states.values()}:
            yield "the database is neither of the two states"
        exports = {state.exports for state in self.states.values()}
        if found.exports is not None and found.exports not in exports:
            yield "the exports are of neither state"

    def faults_after(self, name: str) -> Iterator[str]:
        """What is not as it should be after a run of an input that nobody has killed."""
        if state_of(self.output) != self.states[name]:
            yield f"what is published is not {name}"
        left = {path.name for path in self.output.iterdir()} - {"zhospar.db", "exports"}
        if left:
            yield f"left over: {', '.join(sorted(left))}"
        if left := {path.name for path in Path(self.temporary.name).iterdir()}:
            yield f"left over among the temporary files: {', '.join(sorted(left))}"

    def _start(self, name: str, output: str) -> subprocess.Popen[bytes]:
        self._lay_out(name)
        arguments = ["run", _INPUT, "--yes", "--output-dir", output, "--workers", "1"]
        return subprocess.Popen(
            [sys.executable, "-c", _COMMAND, *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": self.temporary.name},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _lay_out(self, name: str) -> None:
        """Put the documents of an input, and no others, into the folder that runs mirror."""
        documents = self.folder / _INPUT
        shutil.rmtree(documents, ignore_errors=True)
        documents.mkdir()
        for sample in _SAMPLES[name]:
            shutil.copy(ROOT / "raw_docs" / sample, documents)


def state_of(output: Path) -> State:
    """Return what is published in an output folder; None for what is not there."""
    return State(_rows(output / "zhospar.db"), _exports(output / "exports"))


def _rows(database: Path) -> str | None:
    """Return a digest of all rows; None for a database in which nothing is published yet."""
    if not database.exists():
        return None
    uri = f"{database.as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = sorted(name for (name,) in tables)
        if not names:
            return None
        rows = {
            name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            for name in names
            if name not in ("_sqlite_migrations", "changes", "runs")  # they say when
        }
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _exports(folder: Path) -> str | None:
    if not folder.exists():
        return None
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
