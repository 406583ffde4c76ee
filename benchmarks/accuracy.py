"""How much of random plans comes back right, by form, language and layout trait.

Run `python -m benchmarks.accuracy [N]` (500 plans if not told) or
`make bench-accuracy`. Seeds are fixed: the same code gives the same table.
Each plan is printed as HTML, DOCX, Markdown, PDF and dump and read back by the
product's readers.
"""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from random import Random

from extractors.readers import read
from tests.generator.comparison import Score, compare_document
from tests.generator.docx import to_docx
from tests.generator.dump import to_dump
from tests.generator.html import to_html
from tests.generator.look import LEGAL, Look, random_look
from tests.generator.manuscript import Manuscript
from tests.generator.markdown import to_md
from tests.generator.pdf import to_pdf
from tests.generator.plans import manuscript_of, random_plan

FORMS: dict[str, tuple[str, Callable[[Manuscript, Look], bytes]]] = {
    "html": ("plan.html", lambda manuscript, _: to_html(manuscript)),
    "docx": ("plan.docx", lambda manuscript, _: to_docx(manuscript)),
    "md": ("plan.md", lambda manuscript, _: to_md(manuscript)),
    "pdf": ("plan.pdf", to_pdf),
    "dump": ("plan.txt", to_dump),
}
PAPER = ("pdf", "dump")  # forms that have a look


@dataclass(frozen=True)
class Result:
    """What came back of one plan in one form."""

    seed: int
    form: str
    language: str
    traits: frozenset[str]
    score: Score


def measure(seed: int, forms: tuple[str, ...] = tuple(FORMS)) -> list[Result]:
    """Make up the plan of a seed, print it in each form and read it back."""
    rng = Random(seed)
    plan = random_plan(rng)
    manuscript = manuscript_of(plan, rng.randint(0, 4), rng.randint(0, 1))
    looks = {"pdf": random_look(rng), "dump": random_look(rng, LEGAL)}
    results = []
    for form in forms:
        name, printed = FORMS[form]
        look = looks.get(form, LEGAL)
        traits = plan.traits | (look.traits if form in PAPER else frozenset())
        score = compare(manuscript, name, printed(manuscript, look))
        results.append(Result(seed, form, plan.language, traits, score))
    return results


def compare(manuscript: Manuscript, name: str, data: bytes) -> Score:
    """Read the bytes and hold them against the manuscript; nothing read is nothing right."""
    try:
        document = read(name, data)
    except Exception as error:  # a reader's fault is a miss like any other
        rows = [row for grid in manuscript.grids for row in grid.texts()[grid.header_rows :]]
        fault = f"not read: {type(error).__name__}: {error}"
        return Score(rows=len(rows), cells=sum(map(len, rows)), misses=[fault])
    return compare_document(manuscript.grids, document)


def lines(results: list[Result]) -> Iterator[tuple[str, str, list[Result]]]:
    """The lines of the table: a form, and within it a language or a trait."""
    for form in dict.fromkeys(result.form for result in results):
        here = [result for result in results if result.form == form]
        yield form, "all", here
        for language in ("kk", "ru"):
            yield form, language, [r for r in here if r.language == language]
        for trait in sorted({trait for result in here for trait in result.traits}):
            yield form, trait, [r for r in here if trait in r.traits]


def show(results: list[Result]) -> None:
    """Print the table."""
    print(
        f"{'form':5} {'plans with':22} {'plans':>6} {'rows':>7} {'rows %':>7} {'cells':>7}", end=""
    )
    print(f" {'blind %':>8} {'exact %':>8}")
    for form, trait, group in lines(results):
        total = Score()
        for result in group:
            total += result.score
        if total.rows:
            print(
                f"{form:5} {trait:22} {len(group):6} {total.rows:7}"
                f" {100 * total.rows_found / total.rows:7.2f} {total.cells:7}"
                f" {100 * total.cells_blind / total.cells:8.2f}"
                f" {100 * total.cells_exact / total.cells:8.2f}"
            )


def main() -> None:
    """Run the bench from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="?", type=int, default=500, help="how many random plans")
    parser.add_argument("--forms", nargs="+", choices=list(FORMS), default=list(FORMS))
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each form")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.plans)
    with ProcessPoolExecutor() as pool:
        measured = pool.map(measure, seeds, [tuple(options.forms)] * len(seeds), chunksize=4)
        results = [result for group in measured for result in group]
    show(results)
    for form in options.forms:
        missed = [(r.seed, miss) for r in results if r.form == form for miss in r.score.misses]
        for seed, miss in missed[: options.misses]:
            print(f"{form} seed {seed}: {miss}")


if __name__ == "__main__":
    main()
