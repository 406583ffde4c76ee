"""Fit what the features of a plan's columns weigh, on made-up tables.

`python -m tools.fit_columns` prints scores on tables under titles that were held back,
then fits on all titles and writes `extractors/lexica/plan_columns.tsv`; `--check` only
prints. The tables are made up of the banks in `tools/columns/` and of the plans of the
tests' generator. What a feature is stands in `extractors.plan_columns.features`.
"""

import math
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from extractors.plan_columns.assignment import best_assignment
from extractors.plan_columns.cells import CellPatterns
from extractors.plan_columns.decision import (
    says_what_and_when_or_who,
    table_features,
    title_features,
)
from extractors.plan_columns.features import ColumnView, Features, features_of
from extractors.plan_columns.scores import Weights, weigh
from extractors.plan_vocabulary.fields import FIELDS, Field
from tests.generator.plans import Action, random_plan

SEED = 20260501
TABLES = 1800  # made up for fitting, half as many for measuring
STRANGE = 0.15  # share of tables in a language of which only its lists of titles are known
PLANS = 0.6  # share of tables that are plans
UNLIKE = 0.9  # share of plans none of whose actions is printed twice
PASSES = 12  # over the columns; more change the scores by less than a tenth of a percent
RATE = 0.3  # first step of AdaGrad
DECAY = 0.0004  # of weights a step: words seen once stay light
PLAN_DECAY = 0.004  # the same for whole tables, of which there are fewer, with more in common
SMALLEST = 0.12  # log-odds; smaller weights change no score below and are not worth a line
TARGET = Path(__file__).parent.parent / "extractors" / "lexica" / "plan_columns.tsv"
BANKS = Path(__file__).parent / "columns"
HEAD = """\
# What the features of a plan's columns weigh: log-odds of each field against holding
# none of them, and of a table's being a plan. Fitted by `python -m tools.fit_columns`
# (seed {seed}); not to be edited by hand.
feature\tfield\tweight
"""

USUAL = ("number", "name", "form", "deadline", "responsible", "funding", "funding_source")
SHARE = {"number": 0.7, "form": 0.45, "deadline": 0.92, "responsible": 0.9, "funding": 0.3,
         "funding_source": 0.2}  # fmt: skip

# Traits of cells that are told by a language's own words.
WORDED = frozenset(f"cells {name}" for name in CellPatterns.model_fields if name != "clock")

Columns = tuple[tuple[ColumnView, Field | None], ...]
Model = dict[str, dict[str, float]]


class Made(NamedTuple):
    """A made-up table: columns with what they hold, and whether it is a plan.

    `listed` says of each column whether the lists of titles may be asked. A table is
    `strange` where nothing but these lists is known of its language.
    """

    columns: Columns
    plan: bool
    listed: tuple[bool, ...]
    strange: bool = False

    def features(self) -> list[Features]:
        """The features of each column."""
        found = [
            features_of(view, known_titles=listed)
            for (view, _), listed in zip(self.columns, self.listed, strict=True)
        ]
        return [_estranged(features) for features in found] if self.strange else found


def _estranged(features: Features) -> Features:
    """Leave out what only a language's own words tell."""
    return {
        name: value
        for name, value in features.items()
        if not name.startswith(("word ", "first ", "final ")) and name not in WORDED
    }


def bank(language: str) -> dict[str, Any]:
    """The titles and cells of a language."""
    return tomllib.loads((BANKS / f"{language}.toml").read_text(encoding="utf-8"))


def made_tables(rng: Random, count: int, titles: Sequence[str]) -> list[Made]:
    """Make tables up under titles of the lists named: "fit", "held"."""
    banks = {language: bank(language) for language in ("kk", "ru")}
    return [_made(rng, language, banks[language], titles) for language in _languages(rng, count)]


def _languages(rng: Random, count: int) -> Iterator[str]:
    return (rng.choice(["kk", "ru"]) for _ in range(count))


def _made(rng: Random, language: str, words: dict[str, Any], titles: Sequence[str]) -> Made:
    plan = rng.random() < PLANS
    columns = _plan(rng, language, words, titles) if plan else _other(rng, words)
    chance = rng.random()
    if chance < 0.06:
        columns = [(view.model_copy(update={"titles": ("",)}), field) for view, field in columns]
    elif chance < 0.18:
        blank = rng.choice(["", "x", "-"])
        columns = [(_blanked(view, blank), field) for view, field in columns]
    strange = rng.random() < STRANGE
    listed = tuple(strange or rng.random() < 0.5 for _ in columns)
    return Made(tuple(_placed(columns)), plan, listed, strange)


def _blanked(view: ColumnView, blank: str) -> ColumnView:
    """A column whose cells say nothing."""
    return view.model_copy(update={"cells": (blank,) * len(view.cells) if blank else ()})


def _plan(
    rng: Random, language: str, words: dict[str, Any], titles: Sequence[str]
) -> list[tuple[ColumnView, Field | None]]:
    fields: list[Any] = [f for f in USUAL if f == "name" or rng.random() < SHARE[f]]
    if not {"deadline", "responsible"} & set(fields):
        fields.append(rng.choice(["deadline", "responsible"]))
    if rng.random() < 0.3:
        rest = fields[fields[0] == "number" :]
        rng.shuffle(rest)
        fields = [*fields[: fields[0] == "number"], *rest]
    rows = rng.choice([1, 2, 3, 3, 4, 6, 10, 20])
    cells = _generated(rng, language, rows) if rng.random() < 0.3 else {}
    columns = [
        (ColumnView(titles=own, cells=_cells(rng, words, f, rows, cells)), f)
        for f in fields
        for own in _titles_of_field(rng, words, f, titles)
    ]
    for extra in rng.sample(words["extra"], rng.choice([0, 0, 1, 1, 2])):
        view = ColumnView(
            titles=(rng.choice(extra["titles"]),), cells=_drawn(rng, extra["cells"], rows)
        )
        columns.insert(rng.randint(min(1, len(columns)), len(columns)), (view, None))
    return columns


def _titles_of_field(
    rng: Random, words: dict[str, Any], field: str, lists: Sequence[str]
) -> list[tuple[str, ...]]:
    """The titles of the columns of a field: sometimes none, shouted, or years under another."""
    chance = rng.random()
    if chance < 0.1:
        return [("",)]
    title = rng.choice([t for name in lists for t in words["titles"][field][name]])
    if field == "funding" and chance < 0.35:
        form = rng.choice(words["years"])
        return [(title, form.format(year)) for year in range(2026, rng.randint(2028, 2030))]
    return [(title.upper() if chance > 0.9 else title,)]


def _cells(
    rng: Random, words: dict[str, Any], field: str, rows: int, generated: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """A column's cells: sometimes none that say anything."""
    if rng.random() < 0.05:
        return rng.choice([(), ("x",) * rows, ("",) * rows])
    if field == "number":
        form = rng.choice(["{}", "{}.", "{})", "1.{}", "1.{}."])
        return tuple(form.format(n) for n in range(1, rows + 1))
    if field in generated:
        return generated[field]
    if field == "name" and rows <= len(words["cells"]["name"]) and rng.random() < UNLIKE:
        return tuple(rng.sample(words["cells"]["name"], rows))
    return _drawn(rng, words["cells"][field], rows, empty=0.06)


def _drawn(rng: Random, bank: Sequence[str], rows: int, empty: float = 0.0) -> tuple[str, ...]:
    kinds = rng.sample(bank, min(len(bank), rng.choice([2, 4, 50])))
    return tuple("" if rng.random() < empty else rng.choice(kinds) for _ in range(rows))


def _generated(rng: Random, language: str, rows: int) -> dict[str, tuple[str, ...]]:
    """The cells of a plan of the tests' generator, by field."""
    plan = random_plan(rng, language, rows, 7)
    actions = [row for row in plan.rows if isinstance(row, Action)]
    return {
        column.role: tuple(" ".join(row.cells[at].split()) for row in actions)
        for at, column in enumerate(plan.columns)
    }


def _other(rng: Random, words: dict[str, Any]) -> list[tuple[ColumnView, Field | None]]:
    """A table that is no plan: its columns hold nothing but row numbers that plans know."""
    kind = rng.choice(words["others"])
    rows = rng.choice([2, 3, 5, 8, 15])
    columns: list[tuple[ColumnView, Field | None]] = []
    for titles, cells in zip(kind["titles"], kind["cells"], strict=True):
        running = cells == ["#"]
        held = tuple(map(str, range(1, rows + 1))) if running else _drawn(rng, cells, rows)
        title = "" if rng.random() < 0.05 else rng.choice(titles)
        columns.append((ColumnView(titles=(title,), cells=held), "number" if running else None))
    return columns


def _placed(
    columns: Sequence[tuple[ColumnView, Field | None]],
) -> Iterator[tuple[ColumnView, Field | None]]:
    """Tell each column where it stands."""
    lengths = [sum(map(len, view.cells)) for view, _ in columns]
    for at, (view, field) in enumerate(columns):
        place = {
            "first": at == 0,
            "last": at == len(columns) - 1,
            "longest": lengths[at] == max(lengths) > 0,
        }
        yield view.model_copy(update=place), field


# -- fitting ------------------------------------------------------------------------------


def fit_fields(rng: Random, tables: Sequence[Made]) -> Model:
    """Fit multinomial logistic regression on plans' columns: the weights of no field are 0."""
    samples = [
        (features, field)
        for table in tables
        if table.plan
        for features, (_, field) in zip(table.features(), table.columns, strict=True)
    ]
    weights: Model = {}
    steps: Model = {}
    for _ in range(PASSES):
        rng.shuffle(samples)
        for features, field in samples:
            _step(weights, steps, features, _errors(weigh(features, weights), field))
    return weights


def _errors(odds: dict[Field, float], field: Field | None) -> dict[str, float]:
    """What each field's probability is too small by."""
    powers = {f: math.exp(min(o, 30.0)) for f, o in odds.items()}
    total = 1.0 + sum(powers.values())
    return {f: (f == field) - power / total for f, power in powers.items()}


def _step(
    weights: Model,
    steps: Model,
    features: Features,
    errors: dict[str, float],
    decay: float = DECAY,
) -> None:
    for feature, value in features.items():
        own, taken = weights.setdefault(feature, {}), steps.setdefault(feature, {})
        for field, error in errors.items():
            slope = error * value - decay * own.get(field, 0.0)
            taken[field] = taken.get(field, 1.0) + slope * slope
            own[field] = own.get(field, 0.0) + RATE * slope / math.sqrt(taken[field])


def fit_plan(rng: Random, tables: Sequence[Made], weights: Weights) -> Model:
    """Fit logistic regression of being a plan."""
    samples = [
        (features, table.plan)
        for table in tables
        for worded in (True, False)  # half without words, so that cells weigh enough
        if (features := _table(table, weights, worded=worded))
    ]
    fitted: Model = {}
    steps: Model = {}
    for _ in range(PASSES):
        rng.shuffle(samples)
        for features, plan in samples:
            odds = sum(v * fitted.get(f, {}).get("plan", 0.0) for f, v in features.items())
            _step(
                fitted, steps, features, {"plan": plan - 1.0 / (1.0 + math.exp(-odds))}, PLAN_DECAY
            )
    return fitted


def _table(table: Made, weights: Weights, *, worded: bool = True) -> Features | None:
    features = table.features()
    odds = [weigh(found, weights) for found in features]
    best = best_assignment(odds, _joined(table))
    if best is None or not says_what_and_when_or_who(best):
        return None
    found = table_features([view for view, _ in table.columns], features, odds, best)
    return found | title_features(features) if worded else found


def _joined(table: Made) -> list[bool]:
    tops = [view.titles[0] for view, _ in table.columns]
    return [at > 0 and bool(top) and top == tops[at - 1] for at, top in enumerate(tops)]


# -- measuring ----------------------------------------------------------------------------


def measure(tables: Sequence[Made], weights: Weights) -> Counter[str]:
    """Count columns and tables that are told right."""
    counts: Counter[str] = Counter()
    for made in tables:
        table = made._replace(listed=(True,) * len(made.columns), strange=False)
        features = table.features()
        odds = [weigh(found, weights) for found in features]
        best = best_assignment(odds, _joined(table))
        found = _table(table, weights)
        score = sum(v * weights.get(f, {}).get("plan", 0.0) for f, v in (found or {}).items())
        plan = found is not None and score > 0
        counts["tables"] += 1
        counts["tables right"] += plan == table.plan
        counts["others taken for plans"] += plan and not table.plan
        if "--odds" in sys.argv and any(
            "".join(view.cells).strip("x-") for view, _ in table.columns
        ):
            titles = [view.titles[0] for view, _ in table.columns]
            print("odds", table.plan, f"{score:.1f}" if found else "-", titles, sep="\t")
        if table.plan and best:
            for (view, field), got in zip(table.columns, best.fields, strict=True):
                counts["columns"] += 1
                counts["columns right"] += field == got
                counts[f"wrong {field or 'extra'}"] += got != field
                if got != field and "--wrong" in sys.argv:
                    print(*view.titles, view.cells[:3], field, got, sep=" | ")
    return counts


def fitted(rng: Random, titles: Sequence[str]) -> Model:
    """Weights fitted on tables under titles of the lists named."""
    tables = made_tables(rng, TABLES, titles)
    weights = fit_fields(rng, tables)
    weights = pruned(weights)
    for feature, own in fit_plan(rng, tables, weights).items():
        weights.setdefault(feature, {}).update(own)
    return weights


def pruned(weights: Model) -> Model:
    """Leave out what weighs next to nothing."""
    return {
        feature: kept
        for feature, own in weights.items()
        if (kept := {field: w for field, w in own.items() if abs(w) >= SMALLEST})
    }


def write(weights: Model) -> None:
    """Write the weights that count, in order."""
    lines = [
        f"{feature}\t{field}\t{weight:.2f}\n"
        for feature in sorted(weights)
        for field in (*FIELDS, "plan")
        if (weight := weights[feature].get(field, 0.0))
    ]
    TARGET.write_text(HEAD.format(seed=SEED) + "".join(lines), encoding="utf-8")


def main() -> None:
    """Print the scores under titles held back, and write weights fitted on all."""
    rng = Random(SEED)
    held_back = fitted(rng, ["fit"])
    for name, count in sorted(measure(made_tables(rng, TABLES // 2, ["held"]), held_back).items()):
        print(f"{name}: {count}")
    if "--check" not in sys.argv:
        write(fitted(Random(SEED), ["fit", "held"]))


if __name__ == "__main__":
    main()
