"""A floor for the cases that hold: a change may raise the number of an area, never lower it.

`python -m tools.cases_floor CASES.PY CASES_DIR` publishes the inputs of the areas that
`.ci/cases_floor.json` names, has the given script compare them with what is right, and
fails where fewer cases hold than the floor says. Inputs are published by the command in
processes that stay: most of a run on a small file is the start of the program, and there
are many small files. What does not belong here: what is right (the given script and its
folder say).
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

FLOOR = Path(__file__).parent.parent / ".ci" / "cases_floor.json"
PROCESSES = 2
_HELD = re.compile(r"(?P<area>\w+) (?P<held>\d+)/\d+")


def held_by_area(report: str) -> dict[str, int]:
    """Return how many cases of each area hold, from the last line of the script's report."""
    last = report.strip().rpartition("\n")[2]
    return {match["area"]: int(match["held"]) for match in _HELD.finditer(last)}


def inputs_of(cases: Path, areas: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each area with the inputs that its cases name, each once."""
    for area in areas:
        lines = (cases / area / "expected.jsonl").read_text(encoding="utf-8").splitlines()
        names = dict.fromkeys(json.loads(line)["input"] for line in lines if line.strip())
        yield from ((area, name) for name in names)


def publish(source: Path, folder: Path) -> None:
    """Publish an input into a folder, with the exit code beside it as the script expects it."""
    from typer.testing import CliRunner

    from pipelines.commands.cli import app

    folder.mkdir(parents=True)
    result = CliRunner().invoke(app, ["run", str(source), "--output-dir", str(folder)])
    (folder / "exit").write_text(str(result.exit_code), encoding="utf-8")


def main(script: str, cases: str) -> int:
    """Run the cases, print their report, return 1 if an area fell below its floor."""
    floor: dict[str, int] = json.loads(FLOOR.read_text(encoding="utf-8"))
    with TemporaryDirectory() as kept, _processes() as pool:
        for area, name in inputs_of(Path(cases), [*floor]):
            pool.submit(publish, Path(cases, area, name), Path(kept, area, Path(name).name))
        pool.shutdown()
        command = [sys.executable, script, "zhospar", cases, *floor, "--keep", kept]
        report = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    print(report.strip().rpartition("\n")[2])
    held = held_by_area(report)
    fallen = [area for area, least in floor.items() if held.get(area, 0) < least]
    for area in fallen:
        print(f"{area}: {held.get(area, 0)} cases hold, {floor[area]} held before", file=sys.stderr)
    return bool(fallen)


def _processes() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn"))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
