"""How long a ruled plan takes to read, and how much memory, beside a bare pdfplumber pass.

Run `python -m benchmarks.reading` or `make bench`. The yardstick is what anyone
would write first: open the file, call `extract_tables()` on every page. The
limit the project holds itself to is 1.5 times that, for 60 pages, rows
extracted. Memory is measured in a process of its own for each number of pages.
"""

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter

import pdfplumber

from extractors.abbreviations import find_abbreviations
from extractors.outline import parse
from extractors.plans.actions import find_actions
from extractors.readers import read
from tests.generator.look import LEGAL
from tests.generator.pdf import to_pdf
from tests.generator.plans import manuscript_of, random_plan

LIMIT = 1.5
ROWS_A_PAGE = 3.5


def ruled_plan(pages: int) -> bytes:
    """A PDF of about so many pages: one plan of seven columns in narrow cells."""
    plan = random_plan(Random(60), "kk", round(pages * ROWS_A_PAGE), 7)
    return to_pdf(manuscript_of(plan, 2), LEGAL)


def bare_pass(data: bytes) -> int:
    """What a bare pdfplumber makes of it: the number of rows it sees."""
    with pdfplumber.open(BytesIO(data)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return sum(map(len, tables))


def our_pass(data: bytes) -> int:
    """Read the file and extract its actions; the number of actions."""
    parsed = parse(read("plan.pdf", data))
    return len(find_actions(parsed, find_abbreviations(parsed)).actions)


def best_time(task: Callable[[bytes], int], data: bytes, times: int) -> float:
    """The shortest of several runs, in seconds."""
    spent = []
    for _ in range(times):
        start = perf_counter()
        task(data)
        spent.append(perf_counter() - start)
    return min(spent)


def peak_memory(task: Callable[[bytes], int], data: bytes) -> float:
    """The most memory, in MB, that this process has held once the task is done.

    From Linux's own count: `getrusage` hands a parent's peak down to its children.
    """
    task(data)
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


def peak_apart(task: Callable[[bytes], int], data: bytes) -> float:
    """`peak_memory` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(peak_memory, task, data).result()


def page_count(data: bytes) -> int:
    """The number of pages of a PDF."""
    with pdfplumber.open(BytesIO(data)) as document:
        return len(document.pages)


def show_time(pages: int, times: int) -> None:
    """Print both times and their ratio."""
    data = ruled_plan(pages)
    our_pass(ruled_plan(2))  # lexica and dictionaries are loaded once in a run
    bare, ours = (best_time(task, data, times) for task in (bare_pass, our_pass))
    print(f"{page_count(data)} pages, {our_pass(data)} actions, best of {times}")
    print(f"  pdfplumber extract_tables()   {bare:7.2f} s")
    print(f"  reading and extracting        {ours:7.2f} s")
    print(f"  ratio                         {ours / bare:7.2f}   (limit {LIMIT})")


def show_memory(sizes: list[int]) -> None:
    """Print the peak of memory by number of pages."""
    print("pages   ours, MB   pdfplumber, MB")
    for size in sizes:
        data = ruled_plan(size)
        ours, bare = peak_apart(our_pass, data), peak_apart(bare_pass, data)
        print(f"{page_count(data):5} {ours:10.0f} {bare:16.0f}")


def main() -> None:
    """Run the bench from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60, help="pages of the plan that is timed")
    parser.add_argument("--times", type=int, default=3, help="runs of each, the best counts")
    options = parser.parse_args()
    show_time(options.pages, options.times)
    show_memory([options.pages // 4, options.pages // 2, options.pages, 2 * options.pages])


if __name__ == "__main__":
    main()
