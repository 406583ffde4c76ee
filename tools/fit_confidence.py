"""Fit how sure each kind of evidence makes a field, from what was judged.

`python -m tools.fit_confidence` reads `tools/confidence/judged.tsv` and writes
`extractors/lexica/confidence.tsv`; `--check` only prints how much is judged. A line of
the former says of how many values of a field with some evidence, in one source, how
many are right: judged by eye against the passage, or known of a generated plan. It
holds no text of any document.

The share of a kind of evidence leans on that of the step above it, as if `lean` values
more had been judged with that share, its own not counted there; above the first step
stands one half, as of two values (Laplace). How much it leans is what foretells best
each source from the others. What evidence is, stands beside each extractor.
"""

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from extractors.confidence import STEP

JUDGED = Path(__file__).parent / "confidence" / "judged.tsv"
TARGET = Path(__file__).parent.parent / "extractors" / "lexica" / "confidence.tsv"
HEAD = """\
# How often a field is right that rests on such evidence; without evidence, on any.
# Fitted by `python -m tools.fit_confidence`; not to be edited by hand.
field\tevidence\tconfidence
"""
LEANS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # of which the best is taken
LAPLACE = 2.0
SUREST = 0.999  # as so few hundred values are judged, nothing is surer than that

Shares = Mapping[str, float]  # by evidence, "" for any


class Judged(NamedTuple):
    """How many values of a field that rest on some evidence are right in one source."""

    field: str
    evidence: str
    source: str
    right: int
    judged: int


def load() -> list[Judged]:
    """Read what was judged."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    return [
        Judged(r["field"], r["evidence"], r["source"], int(r["right"]), int(r["judged"]))
        for r in rows
    ]


def steps(evidence: str) -> list[str]:
    """The evidence and all steps above it, any evidence first."""
    parts = evidence.split(STEP)
    return ["", *(STEP.join(parts[: i + 1]) for i in range(len(parts)))]


def fit(rows: Iterable[Judged], lean: float) -> dict[str, float]:
    """Return the share of right values of one field for each step of evidence."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for step in steps(row.evidence):
            counts.setdefault(step, Counter()).update(right=row.right, judged=row.judged)
    return {step: _share(steps(step) if step else [""], counts, lean) for step in counts}


def _share(path: Sequence[str], counts: Mapping[str, Counter[str]], lean: float) -> float:
    """The share at the end of a path; each step adds what is judged of nothing further down."""
    share, weight = 0.5, LAPLACE
    for step, below in zip(path, [*path[1:], None], strict=True):
        others = counts[below] if below is not None else Counter()
        right = counts[step]["right"] - others["right"]
        judged = counts[step]["judged"] - others["judged"]
        share = (right + weight * share) / (judged + weight)
        weight = lean
    return share


def said(shares: Shares, evidence: str) -> float:
    """What is said of evidence: the share of its lowest step that is known."""
    return next(shares[step] for step in reversed(steps(evidence)) if step in shares)


def foretold(rows: Sequence[Judged], lean: float) -> list[tuple[float, Judged]]:
    """Each row with what is said of it by the other sources."""
    found = []
    for source in dict.fromkeys(row.source for row in rows):
        others = fit((row for row in rows if row.source != source), lean)
        own = [row for row in rows if row.source == source]
        found += [(said(others, row.evidence) if others else 0.5, row) for row in own]
    return found


def surprise(rows: Sequence[Judged], lean: float) -> float:
    """Return the mean log-loss of what is foretold, in nats a value."""
    loss = 0.0
    for share, row in foretold(rows, lean):
        loss -= row.right * math.log(share) + (row.judged - row.right) * math.log(1 - share)
    return loss / sum(row.judged for row in rows)


def by_field(rows: Iterable[Judged]) -> dict[str, list[Judged]]:
    """The rows of each field."""
    found: dict[str, list[Judged]] = {}
    for row in rows:
        found.setdefault(row.field, []).append(row)
    return found


def best_lean(rows: Sequence[Judged]) -> float:
    """Return the lean that foretells each source best from the others."""
    return min(LEANS, key=lambda lean: surprise(rows, lean))


def main() -> None:
    """Print what was judged, and write the shares."""
    lines = []
    for field, rows in by_field(load()).items():
        lean = best_lean(rows)
        right, judged = (sum(counts) for counts in zip(*(row[3:] for row in rows), strict=True))
        print(f"{field}: {right} of {judged} right, leans {lean:g}")
        for step, share in sorted(fit(rows, lean).items()):
            lines.append(f"{field}\t{step}\t{min(share, SUREST):.3f}\n")
    if "--check" not in sys.argv:
        TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
