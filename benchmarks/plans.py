"""How much of strangers' plans is understood, by form and printer.

Run `python -m benchmarks.plans [N]` (20 plans if not told) or `make bench-plans`. The plans
stand under titles that are held back from all lexica (`tests/generator/strangers.py`); each is
printed in each way that this machine has. Seeds are fixed: the same code gives the same table.
A cell is right if it is published under its own field; a plan is silent if rows of it are
missing and no finding says a word of its tables. `--write FOLDER` only prints the PDFs, each
with its truth beside it, for `benchmarks.peers`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zlib import crc32

from extractors.abbreviations import find_abbreviations
from extractors.findings import find_findings
from extractors.outline import parse
from extractors.plans.actions import find_actions
from extractors.readers import read
from tests.generator.action_comparison import compare_cells
from tests.generator.comparison import Score
from tests.generator.plans import Plan
from tests.generator.printers import PRINTERS
from tests.generator.strangers import QUIRKS, Stranger, expected_cells, random_stranger

RULES_OF_TABLES = ("plan_", "table_")  # what the names of findings on tables begin with


@dataclass(frozen=True)
class Result:
    """What came back of one plan from one printer."""

    seed: int
    printer: str
    stranger: Stranger
    score: Score
    silent: bool


def printed(seed: int, printer: str, known: float = 0.0) -> tuple[Stranger, bytes]:
    """The plan of a seed, and its bytes from a printer; `known` as in `random_stranger`."""
    rng = Random(seed)
    stranger = random_stranger(rng, known=known)
    manuscript = stranger.manuscript(rng)
    return stranger, PRINTERS[printer].print(manuscript, Random(seed ^ crc32(printer.encode())))


def measure(seed: int, printer: str, known: float = 0.0) -> Result:
    """Print the plan of a seed and hold what is published against it."""
    stranger, data = printed(seed, printer, known)
    score, silent = understood(stranger.plan, f"plan.{PRINTERS[printer].suffix}", data)
    return Result(seed, printer, stranger, score, silent)


def understood(plan: Plan, name: str, data: bytes) -> tuple[Score, bool]:
    """The score of a plan as read, and whether rows of it are missing without a finding."""
    parsed = parse(read(name, data))
    abbreviations = find_abbreviations(parsed)
    actions = find_actions(parsed, abbreviations)
    score = compare_cells(plan, actions)
    findings = find_findings(parsed, abbreviations, actions)
    told = any(finding.rule.startswith(RULES_OF_TABLES) for finding in findings)
    return score, score.rows_found < score.rows and not told


def groups(results: Sequence[Result]) -> Iterator[tuple[str, str, list[Result]]]:
    """The lines of the table: a printer, then languages and quirks over all printers."""
    for printer in dict.fromkeys(result.printer for result in results):
        yield printer, "all", [r for r in results if r.printer == printer]
    for language in ("kk", "ru"):
        yield "all", language, [r for r in results if r.stranger.plan.language == language]
    for quirk in QUIRKS:
        yield "all", quirk, [r for r in results if quirk in r.stranger.quirks]


def total(results: Sequence[Result]) -> Score:
    """The scores as one."""
    score = Score()
    for result in results:
        score += result.score
    return score


def show(results: Sequence[Result]) -> None:
    """Print the table."""
    print(f"{'printer':27} {'plans with':15} {'plans':>5} {'rows':>5} {'found %':>8}", end="")
    print(f" {'invented':>8} {'cells':>6} {'right %':>8} {'silent':>6}")
    for printer, quirk, group in groups(results):
        score = total(group)
        if score.rows:
            found, right = score.rows_found / score.rows, score.cells_blind / score.cells
            print(
                f"{printer:27} {quirk:15} {len(group):5} {score.rows:5} {100 * found:8.1f}", end=""
            )
            print(f" {score.rows_extra:8} {score.cells:6} {100 * right:8.1f}", end="")
            print(f" {sum(r.silent for r in group):6}")


def write(seeds: Sequence[int], printers: Sequence[str], known: float, folder: Path) -> None:
    """Print the plans into a folder: NAME.pdf, and NAME.jsonl with what each row says."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        for printer in printers:
            stranger, data = printed(seed, printer, known)
            name = f"{seed}_{printer.replace(', ', '_').replace(' ', '_')}"
            rows = expected_cells(stranger.plan)
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
            (folder / f"{name}.{PRINTERS[printer].suffix}").write_bytes(data)
            (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def available(chosen: Sequence[str]) -> list[str]:
    """The printers that this machine has; says why the others are left out."""
    for name in chosen:
        if PRINTERS[name].missing:
            print(f"{name}: left out, {PRINTERS[name].missing}")
    return [name for name in chosen if not PRINTERS[name].missing]


def main() -> None:
    """Run the bench from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="?", type=int, default=20, help="how many random plans")
    parser.add_argument("--printers", nargs="+", choices=list(PRINTERS), default=list(PRINTERS))
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--known", type=float, default=0.0, help="share of titles that lexica hold")
    parser.add_argument(
        "--misses", type=int, default=0, help="print so many misses of each printer"
    )
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="print PDFs and their truth")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.plans)
    printers = available(options.printers)
    if options.write:
        papers = [name for name in printers if PRINTERS[name].suffix == "pdf"]
        return write(seeds, papers, options.known, options.write)
    results = [measure(seed, printer, options.known) for printer in printers for seed in seeds]
    show(results)
    for printer in printers:
        missed = [(r.seed, m) for r in results if r.printer == printer for m in r.score.misses]
        for seed, miss in missed[: options.misses]:
            print(f"{printer}, seed {seed}: {miss}")


if __name__ == "__main__":
    main()
