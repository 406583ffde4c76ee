"""Whether a table is a plan, by what its columns hold.

What belongs here: the features of a whole table, and weighing them. What does not:
one column's odds (`scores`), and which rows are the header.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.plan_columns.assignment import Assignment, best_assignment, margins
from extractors.plan_columns.features import ColumnView, Features, features_of
from extractors.plan_columns.scores import Odds, weigh, weights
from extractors.plan_vocabulary.fields import Field
from extractors.plan_vocabulary.titles import TitleRank, match_title

CLIPPED = 6.0  # log-odds (400 to 1) beyond which a column is as sure as can be
# Log-odds above which a table is a plan: of plans under titles held back the least had
# -0.7, of 34 other tables (lists of staff, services, acts, equipment, ...) the greatest -1.9.
# Other tables are made up more often than they stand in documents, so even odds are too many.
LIKELY = -1.0
# The same where lists know the titles of the name and of another column: cells must speak
# against it (7 to 1) for it to be none.
LIKELY_TITLED = -2.0
# Log-odds by which the name's column must be told from others: in plans under titles held
# back it was 3.9 or more, in tables of rates, statistics and diagnoses 2.2 or less.
SURE_NAME = 3.0
TELLING: tuple[Field, ...] = ("name", "form", "deadline", "responsible")


# What the cells of a plan's column share, beyond what its title says.
_PROOF: Mapping[Field, tuple[str, ...]] = {
    "name": ("cells act", "cells length", "cells distinct", "cells figure", "cells person"),
    "form": ("cells document",),
    "deadline": ("cells time", "cells worded_time", "cells clock", "cells figure"),
    "responsible": ("cells office", "cells body", "cells acronym", "cells figure"),
}


class Understanding(NamedTuple):
    """What the columns of a table hold, and the log-odds that it is a plan.

    `margins` tell for each column how much better its field is than the next best reading.
    """

    fields: tuple[Field | None, ...]
    margins: tuple[float, ...]
    odds: float

    def margin(self, field: Field) -> float:
        """How sure the field's place is: the surest of its columns; 0 if it has none."""
        held = zip(self.fields, self.margins, strict=True)
        return max((margin for own, margin in held if own == field), default=0.0)


def understand(columns: Sequence[ColumnView], joined: Sequence[bool]) -> Understanding | None:
    """Return what the columns hold if they are a plan's, else None.

    `joined` tells for each column whether one title covers it and the one before.
    """
    features = [features_of(column) for column in columns]
    odds = [weigh(found, weights()) for found in features]
    best = best_assignment(odds, joined)
    if best is None or not says_what_and_when_or_who(best):
        return None
    plan = plan_odds(table_features(columns, features, odds, best) | title_features(features))
    if plan <= (LIKELY_TITLED if _has_plan_titles(columns, best) else LIKELY):
        return None
    found = Understanding(best.fields, margins(odds, joined, best), plan)
    return found if found.margin("name") > SURE_NAME else None


def plan_odds(features: Features) -> float:
    """Return the log-odds that a table is a plan."""
    return sum(value * weights().get(f, {}).get("plan", 0.0) for f, value in features.items())


def says_what_and_when_or_who(best: Assignment) -> bool:
    """Whether a name stands beside a deadline or bodies.

    With nothing but whom, most columns must be a plan's: tables of other matters
    name who acts, too.
    """
    known = sum(field is not None for field in best.fields)
    by_whom = "responsible" in best.fields and known > len(best.fields) / 2
    return "deadline" in best.fields or by_whom


def table_features(
    columns: Sequence[ColumnView],
    features: Sequence[Features],
    odds: Sequence[Odds],
    best: Assignment,
) -> Features:
    """Return what tells plans from other tables."""
    found: Features = {"table bias": 1.0}
    for field in TELLING:
        held = [column[field] for column, f in zip(odds, best.fields, strict=True) if f == field]
        known = max(-CLIPPED, min(CLIPPED, max(held))) / CLIPPED if held else 0.0
        found[f"table {field}"] = known
        found[f"table no {field}"] = float(not held)
        for trait in _PROOF[field]:
            shares = [
                f.get(trait, 0.0)
                for f, own in zip(features, best.fields, strict=True)
                if own == field
            ]
            found[f"table {field} {trait}"] = max(shares, default=0.0)
    found["table known"] = sum(f is not None for f in best.fields) / len(best.fields)
    found["table sure titles"] = sum(map(_is_surely_titled, columns, best.fields)) / len(TELLING)
    found["table rows"] = float(any("cells none" not in f for f in features))
    for trait in ("clock", "person", "figure", "amount"):
        found[f"table {trait}"] = max(f.get(f"cells {trait}", 0.0) for f in features)
    return found


def title_features(features: Sequence[Features]) -> Features:
    """Return the words of all titles: some stand in tables that are no plans."""
    return {
        f"table {name}": 1.0 for found in features for name in found if name.startswith("word ")
    }


def _has_plan_titles(columns: Sequence[ColumnView], best: Assignment) -> bool:
    """Whether lists know the titles of the name and of when, by whom or with what it ends."""
    pairs = zip(columns, best.fields, strict=True)
    known = {field for column, field in pairs if _is_surely_titled(column, field)}
    return "name" in known and len(known) > 1


def _is_surely_titled(column: ColumnView, field: Field | None) -> bool:
    matches = [match for title in column.titles if (match := match_title(title))]
    return field in TELLING and any(m.field == field and m.rank == TitleRank.SURE for m in matches)
