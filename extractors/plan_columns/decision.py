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
from extractors.plan_vocabulary.titles import TitleMatch, TitleRank, match_title

CLIPPED = 6.0  # log-odds (400 to 1) beyond which a column is as sure as can be
# What a table needs to be a plan, in log-odds. Set on tables written by people who did not know
# the weights: of 120 plans 95 % are then taken for plans, of 160 tables of other kinds that look
# like them 3 %. Lower down it is little more of both, and tables of real acts come near.
LIKELY = -0.9
LIKELY_BY_WHOM = 1.0  # (3 to 1) the same where no column tells when: indicators have bodies, too
SURE_WHEN_OR_WHO = 3.0  # that it is told when, or by whom
# Where lists know the titles of the name and of another column, cells must speak against a plan
# (7 to 1) for it to be none.
LIKELY_TITLED = -2.0
# Log-odds (2 to 1) by which a field other than what, when and number must be told from the next
# best reading: below, its column is one that the contract does not name, and nothing is lost.
SURE_FIELD = 0.7
SHORT = 2  # letters of a stem that says nothing of what a table is about: "№ п/п", "и"
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


def understand(columns: Sequence[ColumnView], joined: Sequence[bool]) -> Understanding | None:
    """Return what the columns hold if they are a plan's, else None.

    `joined` tells for each column whether one title covers it and the one before.
    """
    features = [features_of(column) for column in columns]
    odds = _yielding(columns, [weigh(found, weights()) for found in features])
    best = best_assignment(odds, joined)
    if best is None or not says_what_and_when_or_who(best):
        return None
    plan = plan_odds(table_features(columns, features, odds, best) | title_features(features))
    if _has_plan_titles(columns, best):
        likely = plan > LIKELY_TITLED
    else:
        needed = LIKELY if "deadline" in best.fields else LIKELY_BY_WHOM
        likely = plan > needed and _when_or_who(odds, best) > SURE_WHEN_OR_WHO
    if not likely:
        return None
    told = margins(odds, joined, best)
    return Understanding(_sure_fields(columns, best.fields, told), told, plan)


def _yielding(columns: Sequence[ColumnView], odds: Sequence[Odds]) -> list[Odds]:
    """The odds where a weak title of a field yields to a column that lists name surely."""
    known = [_known_titles(column) for column in columns]
    sure = {match.field for matches in known for match in matches if match.rank == TitleRank.SURE}
    weak = [{match.field for match in matches if match.weak} & sure for matches in known]
    return [
        {field: min(value, 0.0) if field in yields else value for field, value in column.items()}
        for column, yields in zip(odds, weak, strict=True)
    ]


def _sure_fields(
    columns: Sequence[ColumnView], fields: Sequence[Field | None], told: Sequence[float]
) -> tuple[Field | None, ...]:
    """The fields without those that might as well be others."""
    kept = ("name", "number", "deadline")
    return tuple(
        f if f in kept or margin > SURE_FIELD or _is_titled(column, f) else None
        for column, f, margin in zip(columns, fields, told, strict=True)
    )


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


def _when_or_who(odds: Sequence[Odds], best: Assignment) -> float:
    """The odds of the surest column of deadlines or bodies."""
    held = zip(odds, best.fields, strict=True)
    return max((c[f] for c, f in held if f in ("deadline", "responsible") and f), default=0.0)


def table_features(
    columns: Sequence[ColumnView],
    features: Sequence[Features],
    odds: Sequence[Odds],
    best: Assignment,
) -> Features:
    """Return what tells plans from other tables."""
    found: Features = {"table bias": 1.0}
    for field in TELLING:
        own = [column[field] for column, f in zip(odds, best.fields, strict=True) if f == field]
        known = max(-CLIPPED, min(CLIPPED, max(own))) / CLIPPED if own else 0.0
        found[f"table {field}"] = known
        found[f"table no {field}"] = float(not own)
        for trait in _PROOF[field]:
            shares = [
                f.get(trait, 0.0)
                for f, held in zip(features, best.fields, strict=True)
                if held == field
            ]
            found[f"table {field} {trait}"] = max(shares, default=0.0)
    found["table known"] = sum(f is not None for f in best.fields) / len(best.fields)
    found["table sure titles"] = sum(map(_is_surely_titled, columns, best.fields)) / len(TELLING)
    found["table rows"] = float(any("cells none" not in f for f in features))
    unnumbered = [f for f, held in zip(features, best.fields, strict=True) if held != "number"]
    for trait in ("clock", "person", "figure", "amount"):
        found[f"table {trait}"] = max(
            (f.get(f"cells {trait}", 0.0) for f in unnumbered), default=0.0
        )
    return found


def title_features(features: Sequence[Features]) -> Features:
    """Return the words of all titles: some stand in tables that are no plans."""
    words = {name for found in features for name in found if name.startswith("word ")}
    return {f"table {name}": 1.0 for name in words if len(name) > len("word ") + SHORT}


def _has_plan_titles(columns: Sequence[ColumnView], best: Assignment) -> bool:
    """Whether lists know the titles of the name and of when, by whom or with what it ends."""
    pairs = zip(columns, best.fields, strict=True)
    known = {field for column, field in pairs if _is_surely_titled(column, field)}
    return "name" in known and len(known) > 1


def _is_surely_titled(column: ColumnView, field: Field | None) -> bool:
    return field in TELLING and any(
        m.field == field and m.rank == TitleRank.SURE for m in _known_titles(column)
    )


def _is_titled(column: ColumnView, field: Field | None) -> bool:
    return any(match.field == field for match in _known_titles(column))


def _known_titles(column: ColumnView) -> list[TitleMatch]:
    return [match for title in column.titles if (match := match_title(title))]
