"""Reads the samples with random faults in them, and counts what becomes of each.

Run `make fuzz TIME=3600` (seconds) or `make bench-fuzz` (10,000 documents). Each
document must be read, or be refused by the reader's own UnreadableDocumentError;
any other exception, a process that dies and a document that takes more than a
minute are finds: they are printed and kept in `.bench/finds`. The memory of the
process is printed as the median of the first and of the last quarter of the
documents, and must not grow by more than `GROWTH`. `--whole` takes each document
through all steps, `--first` goes on where another run ended: the same number always
gives the same document.
"""

import argparse
import multiprocessing
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple, get_args

from pipelines.logs import quiet_libraries
from schemas.tables import QuarantineReason
from tests.generator.mutations import random_faults, with_faults

# Samples that take long to read come up less often.
_SELDOM = {"decree_kk.pdf": 2, "decree_kk.txt": 1}
SAMPLES = [
    path for path in sorted(Path("raw_docs").iterdir()) for _ in range(_SELDOM.get(path.name, 5))
]
FINDS = Path(".bench/finds")
PATIENCE = 60  # seconds for a document
MEMORY = 2_000_000_000  # bytes that the process may take
GROWTH = 200  # MB that it may take more in the last quarter of the documents than in the first
REASONS = ("read", *get_args(QuarantineReason))
_REPORTED = 500  # documents


class Outcome(NamedTuple):
    """What became of a document: "read", a reason, or a find; MB that the process held."""

    number: int
    name: str
    found: str
    seconds: float
    memory: int


def document(number: int) -> tuple[str, bytes]:
    """Return the document of a number: its name and its bytes."""
    random = Random(number)
    sample, other = SAMPLES[number % len(SAMPLES)], random.choice(SAMPLES)
    return sample.name, with_faults(sample.read_bytes(), random_faults(random), other.read_bytes())


def become(task: Callable[[str, bytes], object], number: int) -> Outcome:
    """Read a document and tell what became of it."""
    from extractors.readers.errors import UnreadableDocumentError

    name, data = document(number)
    start = time.perf_counter()
    try:
        task(name, data)
        found = "read"
    except UnreadableDocumentError as error:
        found = error.reason
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in place if "site-packages" not in frame.filename][-1]
        found = f"{type(error).__name__} at {Path(ours.filename).name}:{ours.lineno}: {error}"[:300]
    return Outcome(number, name, found, time.perf_counter() - start, _memory())


def _memory() -> int:
    """MB that this process holds now; 0 where the system does not tell as Linux does."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:"))


def _serve(connection: Connection, first: int, step: int, whole: bool) -> None:
    """Read one document after another and send what became of each."""
    from extractors.readers import read

    task: Callable[[str, bytes], object] = read
    if whole:
        from extractors import flow

        task = partial(_whole, flow.extract)
    quiet_libraries()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    number = first
    while True:
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        connection.send(become(task, number))
        number += step


def _whole(extract: Callable[..., object], name: str, data: bytes) -> None:
    extract(name, data, keep_contacts=False, model_dir=None)


def outcomes(first: int, step: int, whole: bool) -> Iterator[Outcome]:
    """Yield what becomes of documents, without end; a process that dies is followed by another."""
    context = multiprocessing.get_context("spawn")
    number = first
    while True:
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, number, step, whole), daemon=True)
        process.start()
        theirs.close()
        try:
            while True:
                if not ours.poll(6 * PATIENCE):
                    raise EOFError
                yield ours.recv()
                number += step
        except EOFError:
            process.kill()
            process.join()
            code = process.exitcode
            yield Outcome(number, document(number)[0], f"its process ended ({code})", 0, 0)
            number += step
        finally:
            process.kill()


def main() -> int:
    """Fuzz until the count or the time is reached; return 1 if there was a find."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=sys.maxsize)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args()
    end = time.monotonic() + asked.seconds
    counts: Counter[tuple[str, str]] = Counter()
    slowest: list[tuple[float, int, str]] = []
    memory: list[int] = []
    for done, outcome in enumerate(outcomes(asked.first, asked.step, asked.whole), start=1):
        known = outcome.found if outcome.found in REASONS else "FIND"
        counts[outcome.name, known] += 1
        slowest = sorted([*slowest, (outcome.seconds, outcome.number, outcome.name)])[-5:]
        memory += [outcome.memory] if outcome.memory else []
        if known == "FIND":
            print(f"{outcome.number} {outcome.name}: {outcome.found}", flush=True)
            _keep(outcome.number)
        if done % _REPORTED == 0:
            print(
                f"{done} documents, {outcome.memory} MB, slowest {slowest[-1][0]:.1f} s", flush=True
            )
        if done >= asked.count or time.monotonic() > end:
            break
    for (name, found), count in sorted(counts.items()):
        print(f"{name:16} {found:16} {count}")
    for seconds, number, name in reversed(slowest):
        print(f"slowest: {seconds:.1f} s, {number} {name}")
    first, last = quartiles(memory)
    print(
        f"{counts.total()} documents; {first} MB in the first quarter of them, {last} in the last"
    )
    return int(last - first > GROWTH or any(found == "FIND" for _, found in counts))


def quartiles(memory: list[int]) -> tuple[int, int]:
    """Medians of what was held while the first and the last quarter of documents was read."""
    quarter = max(1, len(memory) // 4)
    return round(median(memory[:quarter] or [0])), round(median(memory[-quarter:] or [0]))


def _keep(number: int) -> None:
    name, data = document(number)
    FINDS.mkdir(parents=True, exist_ok=True)
    (FINDS / f"{number}-{name}").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
