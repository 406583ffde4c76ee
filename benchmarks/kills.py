"""Kills runs at random moments and looks at what they leave: `python -m benchmarks.kills`.

Two inputs are published by turns into one folder; each run is killed with all its
processes: at any moment, while it publishes and while it exports, by turns. After each
the database and the exports must be those of one of the inputs; after the next run
that nobody kills, which follows every fifth one, nothing may be left over. Only runs that
were at work when they were killed count.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from tests.killing import STAGES, Killing

_TRIES = 3  # runs for each kill that is asked for


def main() -> int:
    """Kill so many runs; return 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    random = Random(asked.seed)
    faults = 0
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        killing = Killing(Path(folder))
        number, hit = 0, 0
        while hit < asked.count and number < _TRIES * asked.count:
            killed = killing.kill(killing.next_input(), STAGES[number % len(STAGES)], random)
            found = list(killing.faults())
            number, hit = number + 1, hit + (not killed.ended)
            if number % 5 == 0:
                last = random.choice(list(killing.states))
                killing.run(last)
                found += killing.faults_after(last)
            faults += len(found)
            when = "ended before" if killed.ended else f"killed after {killed.seconds:.1f} s"
            counts[killed.stage, when.partition(" after")[0]] += 1
            told = f"{number} {killed.name}, {killed.stage}: {when}"
            print(f"{told}; {found or 'as it should be'}", flush=True)
    for (stage, outcome), count in sorted(counts.items()):
        print(f"{stage:12} {outcome:14} {count}")
    print(f"{faults} faults")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
