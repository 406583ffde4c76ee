"""A floor for the cases that hold: a change may raise the number of an area, never lower it.

`python -m tools.cases_floor CASES.PY ZHOSPAR CASES_DIR` runs the areas that
`.ci/cases_floor.json` names and fails where fewer cases hold than it says. What does
not belong here: running a case (the given script does).
"""

import json
import re
import subprocess
import sys
from pathlib import Path

FLOOR = Path(__file__).parent.parent / ".ci" / "cases_floor.json"
_HELD = re.compile(r"(?P<area>\w+) (?P<held>\d+)/\d+")


def held_by_area(report: str) -> dict[str, int]:
    """Return how many cases of each area hold, from the last line of the script's report."""
    last = report.strip().rpartition("\n")[2]
    return {match["area"]: int(match["held"]) for match in _HELD.finditer(last)}


def main(script: str, zhospar: str, cases: str) -> int:
    """Run the cases, print their report, return 1 if an area fell below its floor."""
    floor: dict[str, int] = json.loads(FLOOR.read_text(encoding="utf-8"))
    command = [sys.executable, script, zhospar, cases, *floor]
    report = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    print(report.strip().rpartition("\n")[2])
    held = held_by_area(report)
    fallen = [area for area, least in floor.items() if held.get(area, 0) < least]
    for area in fallen:
        print(f"{area}: {held.get(area, 0)} cases hold, {floor[area]} held before", file=sys.stderr)
    return bool(fallen)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
