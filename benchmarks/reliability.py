"""Of what is said to be so sure, how much is right: a reliability table of each field.

Run `python -m benchmarks.reliability` or `make bench-confidence`. Three sources of truth:

- judged: values judged by eye and known ones (`tools/confidence/judged.tsv`); what is said
  of each source is fitted on the others, so that no value vouches for itself;
- generated: acts, plans and plans of strangers of the tests' generator, whose seeds are not
  those that were counted for fitting;
- gold, with `--gold DATABASE FOLDER`: figures that a person found, beside the published ones.

The figures of generated acts are easier than those of real ones, so more of them is right
than is said.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from extractors.abbreviations import find_abbreviations
from extractors.figures import find_figures
from extractors.metadata import describe
from extractors.outline import parse
from extractors.plans.actions import find_actions
from extractors.readers import read
from pipelines.commands.evaluate import figure_pairs, overlap, squash
from schemas.tables import Actions, FigureRow
from tests.generator.action_comparison import PARTS, expected_values, pairs, published_value
from tests.generator.annotated import ExpectedFigure
from tests.generator.comparison import blind
from tests.generator.documents import random_act
from tests.generator.markdown import to_md
from tests.generator.plans import Plan, manuscript_of, random_plan
from tests.generator.strangers import random_stranger
from tools.fit_confidence import best_lean, by_field, foretold, load

BINS = (0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)  # upper ends
ALIKE = 0.5  # share of common words (Dice) with which two subjects are one
ACTS, PLANS = 60, 60
SEED = 90_000


class Said(NamedTuple):
    """What was said of some values of a field, and how many of them are right."""

    field: str
    confidence: float
    right: int
    judged: int = 1


def judged() -> Iterator[Said]:
    """What was judged, with what the other sources foretell."""
    for field, rows in by_field(load()).items():
        for share, row in foretold(rows, best_lean(rows)):
            yield Said(field, share, row.right, row.judged)


def of_acts(count: int) -> Iterator[Said]:
    """The figures of generated acts that state one of the values that they must."""
    for seed in range(SEED, SEED + count):
        act = random_act(Random(seed), ("kk", "ru")[seed % 2])
        document = parse(read("act.md", to_md(act.manuscript)))
        expected = {figure.words: figure for figure in act.figures}
        for row in find_figures(document, describe(document)).figures:
            if row.text in expected:
                yield from of_figure(row, expected[row.text])


def of_figure(row: FigureRow, truth: ExpectedFigure) -> Iterator[Said]:
    """What a figure says of its value and kind, unit and period."""
    right = row.value == truth.value and row.kind == truth.kind
    yield Said("figure", row.confidence, right)
    if row.unit_confidence is not None:
        yield Said("unit", row.unit_confidence, row.unit == truth.unit)
    if row.period_confidence is not None and truth.period:
        yield Said("period", row.period_confidence, row.period == truth.period)


def of_plans(count: int) -> Iterator[Said]:
    """The rows, deadlines and bodies of generated plans, and rows under titles never seen."""
    for seed in range(SEED, SEED + count):
        rng = Random(seed)
        plan = random_plan(rng, rows=rng.randint(3, 20))
        yield from of_plan(plan, published(to_md(manuscript_of(plan, 0, 0))))
        stranger = random_stranger(rng)
        yield from of_rows(stranger.plan, published(to_md(stranger.manuscript(rng))))


def published(data: bytes) -> Actions:
    """The actions of a document in Markdown."""
    parsed = parse(read("plan.md", data))
    return find_actions(parsed, find_abbreviations(parsed))


def of_plan(plan: Plan, actions: Actions) -> Iterator[Said]:
    """What is said of the rows of a plan, and of the parts of their cells."""
    yield from of_rows(plan, actions)
    sure = {
        "due dates": [(r.action_id, r.confidence) for r in actions.deadlines if r.confidence],
        "bodies": [(r.action_id, r.confidence) for r in actions.bodies],
    }
    for action, row in pairs(plan.actions(), actions):
        wanted = expected_values(action)
        for part in PARTS.keys() & sure.keys() & wanted.keys() if row else ():
            assert row is not None
            right = published_value(row, part, actions) == wanted[part]
            least = min((c for key, c in sure[part] if key == row.action_id), default=None)
            if least is not None:
                yield Said("deadline" if part == "due dates" else "body", least, right)


def of_rows(plan: Plan, actions: Actions) -> Iterator[Said]:
    """What is said of whole rows: all cells under their own fields."""
    for action, row in pairs(plan.actions(), actions):
        if row:
            said = [(value, getattr(row, name)) for name, value in action.fields.items()]
            yield Said("row", row.confidence, all(blind(a) == blind(b) for a, b in said))


def of_gold(database: Path, folder: Path) -> Iterator[Said]:
    """The published figures that gold has, too."""
    for gold, row in figure_pairs(database, folder):
        same = {name: squash(row[name]) == squash(getattr(gold, name)) for name in ("unit", "kind")}
        yield Said("figure", row["confidence"], same["kind"])
        if row["unit_confidence"] is not None:
            yield Said("unit", row["unit_confidence"], same["unit"])
        if row["period_confidence"] is not None and "period" not in (gold.note or "").lower():
            right = squash(row["period"]) == squash(gold.period)
            yield Said("period", row["period_confidence"], right)
        if row["subject_confidence"] is not None:
            right = overlap(row["subject"], gold.subject) >= ALIKE
            yield Said("subject", row["subject_confidence"], right)


def table(said: Iterable[Said]) -> Iterator[str]:
    """The lines of a reliability table: for each field and bin, said and right."""
    found: dict[tuple[str, float], list[Said]] = {}
    for one in said:
        upper = next(upper for upper in BINS if one.confidence <= upper)
        found.setdefault((one.field, upper), []).append(one)
    for (field, upper), group in sorted(found.items()):
        total = sum(one.judged for one in group)
        mean = sum(one.confidence * one.judged for one in group) / total
        right = sum(one.right for one in group) / total
        yield f"{field:10} {f'to {upper:g}':8} {total:7} {mean:7.3f} {right:7.3f}"


def show(title: str, said: Iterable[Said]) -> None:
    """Print a table under its title."""
    print(f"{title}\n{'field':10} {'said':8} {'values':>7} {'mean':>7} {'right':>7}")
    print(*table(said), "", sep="\n")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs=2, type=Path, metavar=("DATABASE", "FOLDER"))
    options = parser.parse_args()
    show("Judged, each source foretold from the others", judged())
    show("Generated documents", (*of_acts(ACTS), *of_plans(PLANS)))
    if options.gold:
        show("Gold", of_gold(*options.gold))


if __name__ == "__main__":
    main()
