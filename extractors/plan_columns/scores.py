"""What a column's features say of each field: log-odds against holding none.

What belongs here: weighing features. What does not: the weights, which are fitted
(`lexica/plan_columns.tsv`, written by `tools.fit_columns`).
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from extractors.lexica import load_tsv
from extractors.plan_columns.features import Features
from extractors.plan_vocabulary.fields import FIELDS, Field
from schemas.document import Frozen

Odds = Mapping[Field, float]
Weights = Mapping[str, Mapping[str, float]]


class Weight(Frozen):
    """What a feature of full value adds to a field's log-odds; or to a table's being a plan."""

    feature: str
    field: Field | Literal["plan"]
    weight: float


def weigh(features: Features, known: Weights) -> dict[Field, float]:
    """Return the sum of what the features weigh, by field."""
    odds: dict[Field, float] = dict.fromkeys(FIELDS, 0.0)
    for feature, value in features.items():
        for field, weight in known.get(feature, {}).items():
            odds[field] += value * weight  # type: ignore[index]
    return odds


@cache
def weights() -> Weights:
    """The fitted weights, by feature and field."""
    found: dict[str, dict[str, float]] = {}
    for row in load_tsv("plan_columns.tsv", Weight):
        found.setdefault(row.feature, {})[row.field] = row.weight
    return found
