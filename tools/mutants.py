"""Which share of small faults the tests catch: `make mutants`.

mutmut makes the faults in the modules that `[tool.mutmut]` of pyproject.toml names,
and runs the tests named there. There are too many faults for a coffee break, so a
sample is tried, the same each time. What does not belong here: choosing the modules.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path("mutants")
SAMPLE = 100  # about ten minutes on two cores
FIRST = "extractors.steps.*"  # mutmut makes all faults before it tries the first


def names(folder: Path) -> list[str]:
    """Return the names of all faults that were made."""
    told = (json.loads(file.read_text("utf-8")) for file in sorted(folder.rglob("*.meta")))
    return [name for meta in told for name in meta["exit_code_by_key"]]


def share(stats: dict[str, int]) -> str:
    """Say how many of the faults that were tried are caught; slow ones are caught, too."""
    caught = stats["killed"] + stats["timeout"]
    tried = caught + stats["survived"] + stats["suspicious"] + stats["no_tests"]
    return f"{caught} of {tried} faults caught: {caught / max(tried, 1):.0%}"


def _mutmut(command: str, arguments: Iterable[str] = ()) -> None:
    subprocess.run([Path(sys.executable).parent / "mutmut", command, *arguments], check=False)


def main() -> None:
    """Try the sample, and print the share that is caught."""
    _mutmut("run", [FIRST])
    every = names(FOLDER)
    _mutmut("run", random.Random(1).sample(every, min(SAMPLE, len(every))))
    _mutmut("export-cicd-stats")
    print(share(json.loads((FOLDER / "mutmut-cicd-stats.json").read_text("utf-8"))))


if __name__ == "__main__":
    main()
