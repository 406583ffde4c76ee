"""Comparing a published database with gold: precision, recall and F1 of each table.

Words are compared without regard to spaces, case, and kinds of dashes and
quotation marks. What does not belong here: reading gold (`pipelines.commands.gold`).
"""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from extractors.languages.lookalikes import plain_ye
from extractors.text import folding
from pipelines.commands.gold import (
    AnyGold,
    Gold,
    GoldAbbreviation,
    GoldAction,
    GoldFigure,
    GoldIndicator,
    load_gold,
)
from pipelines.commands.listing import Listing
from pipelines.publishing.database import reading
from schemas.document import Frozen

CELLS = ("name", "form", "deadline", "responsible", "funding", "funding_source")
_LINES_OFF = 2  # how far a figure's line may be from that of the gold
Key = TypeVar("Key")
Rows = list[sqlite3.Row]


class Score(Frozen):
    """How well one kind of row was found, and of those found, each attribute.

    `predicted` is None where the gold is only a part, so that what is published
    beyond it may be right; precision and F1 are None then. `attributes` are
    shares from 0 to 1 of the rows found.
    """

    name: str
    right: int
    predicted: int | None
    gold: int
    attributes: dict[str, float]

    @property
    def precision(self) -> float | None:
        """Share of the published rows that are in the gold."""
        return None if self.predicted is None else self.right / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        """Share of the gold that was published."""
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        if self.precision is None:
            return None
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


def evaluate(database: Path, gold_folder: Path) -> list[Score]:
    """Return the scores of a database against a folder of gold."""
    gold = load_gold(gold_folder)
    with reading(database) as connection:
        documents = _documents(connection)
        return [
            *_score_actions(connection, gold, documents),
            *_score_figures(connection, gold, documents),
            *_score_abbreviations(connection, gold, documents),
            *_score_indicators(connection, gold, documents),
        ]


def figure_pairs(database: Path, gold_folder: Path) -> list[tuple[GoldFigure, sqlite3.Row]]:
    """Return each figure of a folder of gold that is published, with its row."""
    gold = load_gold(gold_folder)
    with reading(database) as connection:
        documents, published = _documents(connection), _by_document(connection, "figures")
    pairs: list[tuple[GoldFigure, sqlite3.Row]] = []
    for doc in dict.fromkeys(figure.doc for figure in gold.figures if figure.doc):
        rows = [row for row in published.get(documents.get(doc, ""), []) if row["line"]]
        pairs += _match_figures((figure for figure in gold.figures if figure.doc == doc), rows)
    return pairs


def _documents(connection: sqlite3.Connection) -> dict[str, str]:
    """The ids of documents by what the names of their files begin with."""
    return {
        Path(row["path"]).name.split("_")[0].split(".")[0]: row["document_id"]
        for row in connection.execute("SELECT path, document_id FROM documents")
    }


def as_plain(score: Score) -> dict[str, object]:
    """Return a score as plain data, shares rounded to four places."""
    shares = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    rounded = {name: None if x is None else round(x, 4) for name, x in shares.items()}
    attributes = {name: round(share, 4) for name, share in score.attributes.items()}
    return {**score.model_dump(exclude={"attributes"}), **rounded, "attributes": attributes}


def as_listing(scores: Sequence[Score]) -> Listing:
    """Return scores as rows: a column each for precision, recall, F1 and what they rest on."""
    rows = [as_plain(score) for score in scores]
    names = tuple(name for name in rows[0] if name != "attributes") if rows else ()
    return Listing("scores", names, [tuple(row[name] for name in names) for row in rows])


def fold(text: str | None) -> str:
    """Return a text in the form in which texts are compared, spaces kept."""
    return folding.fold(folding.plain_marks(text or ""))


def squash(text: object) -> str:
    """Return a text in the form in which texts are compared, without spaces; "-" is nothing."""
    squashed = fold(None if text is None else str(text)).replace(" ", "")
    return "" if squashed == "-" else squashed


def _score_actions(
    connection: sqlite3.Connection, gold: Gold, documents: Mapping[str, str]
) -> Iterable[Score]:
    """Score the rows of plans, found by number, and their cells."""
    rows = _by_document(connection, "actions")
    pairs, predicted = _matched(gold.actions, rows, documents, _match_actions)
    if not gold.actions:
        return
    cells = {
        name: [squash(row[name]) == squash(getattr(g, name)) for g, row in pairs] for name in CELLS
    }
    headings = {
        name: [squash(row[column]) == squash(getattr(g, name)) for g, row in pairs]
        for name, column in (("direction", "direction_number"), ("indicator", "indicator_number"))
    }
    whole = [all(column) for column in zip(*cells.values(), strict=True)]
    yield Score(
        name="actions",
        right=len(pairs),
        predicted=None if gold.partial else predicted,
        gold=len(gold.actions),
        attributes=_shares({**cells, "whole row": whole, **headings}),
    )


def _match_actions(gold: Sequence[GoldAction], rows: Rows) -> list[tuple[GoldAction, sqlite3.Row]]:
    return _match_by(gold, rows, lambda g: g.no, lambda row: row["number"])


def _score_figures(
    connection: sqlite3.Connection, gold: Gold, documents: Mapping[str, str]
) -> Iterable[Score]:
    """Score the figures of each language, found by value and line, within the gold's scope."""
    languages = dict(connection.execute("SELECT document_id, language FROM documents").fetchall())
    by_language: dict[str, list[str]] = defaultdict(list)
    for doc in sorted({figure.doc for figure in gold.figures if figure.doc}):
        language = languages.get(documents.get(doc, ""), "not published")
        by_language[language].append(doc)
    published = _by_document(connection, "figures")
    for language, docs in sorted(by_language.items()):
        figures = [figure for figure in gold.figures if figure.doc in docs]
        pairs: list[tuple[GoldFigure, sqlite3.Row]] = []
        predicted = 0
        for doc in docs:
            rows = published.get(documents.get(doc, ""), [])
            rows = [row for row in rows if row["line"] and gold.in_scope(doc, row["line"])]
            pairs += _match_figures([figure for figure in figures if figure.doc == doc], rows)
            predicted += len(rows)
        yield Score(
            name=f"figures ({language})",
            right=len(pairs),
            predicted=predicted,
            gold=len(figures),
            attributes=_figure_attributes(pairs),
        )


def _match_figures(gold: Iterable[GoldFigure], rows: Rows) -> list[tuple[GoldFigure, sqlite3.Row]]:
    """Pair each figure of the gold with the published one that is most like it."""
    left = list(rows)
    pairs = []
    for figure in sorted(gold, key=lambda figure: figure.line):
        alike = [row for row in left if _same_figure(figure, row)]
        if alike:
            best = min(alike, key=lambda row: _unlikeness(figure, row))
            left.remove(best)
            pairs.append((figure, best))
    return pairs


def _same_figure(figure: GoldFigure, row: sqlite3.Row) -> bool:
    if row["value"] is None or abs(row["line"] - figure.line) > _LINES_OFF:
        return False
    return math.isclose(row["value"], figure.value, rel_tol=1e-6, abs_tol=1e-6)


def _unlikeness(figure: GoldFigure, row: sqlite3.Row) -> tuple[bool, int, bool]:
    return (
        row["value_max"] != figure.value_max,
        abs(row["line"] - figure.line),
        squash(row["number_text"]) != squash(figure.number_text),
    )


def _figure_attributes(pairs: Sequence[tuple[GoldFigure, sqlite3.Row]]) -> dict[str, float]:
    """Return the shares of right attributes; a period that a note discusses is not counted."""
    dated = [(g, row) for g, row in pairs if "period" not in (g.note or "").lower()]
    shares = _shares(
        {
            "kind": [row["kind"] == g.kind for g, row in pairs],
            "unit": [_unit(row["unit"]) == _unit(g.unit) for g, row in pairs],
            "qualifier": [row["qualifier"] == g.qualifier for g, row in pairs],
            "value_max": [row["value_max"] == g.value_max for g, row in pairs],
            "period": [squash(row["period"]) == squash(g.period) for g, row in dated],
        }
    )
    overlaps = [overlap(row["subject"], g.subject) for g, row in pairs]
    return shares | ({"subject overlap": sum(overlaps) / len(overlaps)} if overlaps else {})


def _unit(unit: str | None) -> str:
    return plain_ye(squash(unit))


def overlap(one: str | None, other: str | None) -> float:
    """Return how many words two texts share, as Dice's coefficient."""
    left, right = set(fold(one).split()), set(fold(other).split())
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def _score_abbreviations(
    connection: sqlite3.Connection, gold: Gold, documents: Mapping[str, str]
) -> Iterable[Score]:
    """Score abbreviations, by where the gold says that they are explained."""
    rows = _by_document(connection, "abbreviations")
    for where in sorted({entry.where or "" for entry in gold.abbreviations}):
        entries = [entry for entry in gold.abbreviations if (entry.where or "") == where]
        here = {
            document: [row for row in listed if where in ("", row["origin"])]
            for document, listed in rows.items()
        }
        pairs, predicted = _matched(entries, here, documents, _match_abbreviations)
        right = [squash(row["expansion"]) == squash(entry.expansion) for entry, row in pairs]
        yield Score(
            name=f"abbreviations ({where})" if where else "abbreviations",
            right=len(pairs),
            predicted=None if gold.partial else predicted,
            gold=len(entries),
            attributes=_shares({"expansion": right}),
        )


def _match_abbreviations(
    gold: Sequence[GoldAbbreviation], rows: Rows
) -> list[tuple[GoldAbbreviation, sqlite3.Row]]:
    return _match_by(gold, rows, lambda g: squash(g.abbr), lambda row: squash(row["abbreviation"]))


def _score_indicators(
    connection: sqlite3.Connection, gold: Gold, documents: Mapping[str, str]
) -> Iterable[Score]:
    """Score the values of target indicators, found by number and year."""
    if not gold.indicators:
        return
    rows = _by_document(connection, "indicators")
    pairs, _ = _matched(gold.indicators, rows, documents, _match_indicators)
    values: dict[str, dict[int, float]] = defaultdict(dict)
    for row in connection.execute("SELECT indicator_id, year, value FROM indicator_values"):
        values[row["indicator_id"]][row["year"]] = row["value"]
    predicted = sum(len(values[row["indicator_id"]]) for _, row in pairs)
    yield Score(
        name="indicator values",
        right=sum(
            values[row["indicator_id"]].get(year) == value
            for indicator, row in pairs
            for year, value in indicator.values.items()
        ),
        predicted=predicted,
        gold=sum(len(indicator.values) for indicator in gold.indicators),
        attributes=_shares(
            {
                "name": [squash(row["name"]) == squash(g.name) for g, row in pairs],
                "unit": [_unit(row["unit"]) == _unit(g.unit) for g, row in pairs],
            }
        ),
    )


def _match_indicators(
    gold: Sequence[GoldIndicator], rows: Rows
) -> list[tuple[GoldIndicator, sqlite3.Row]]:
    return _match_by(gold, rows, lambda g: str(g.no), lambda row: row["number"])


def _matched(
    gold: Iterable[AnyGold],
    rows: Mapping[str, Rows],
    documents: Mapping[str, str],
    match: Callable[[Sequence[AnyGold], Rows], list[tuple[AnyGold, sqlite3.Row]]],
) -> tuple[list[tuple[AnyGold, sqlite3.Row]], int]:
    """Pair gold with published rows; return the pairs and how many rows were published.

    Gold that names no document is compared with the one that it fits best.
    """
    by_doc: dict[str | None, list[AnyGold]] = defaultdict(list)
    for entry in gold:
        by_doc[entry.doc].append(entry)
    pairs, predicted = [], 0
    for doc, entries in by_doc.items():
        ids = sorted(rows) if doc is None else [documents.get(doc, "")]
        fits = [(match(entries, rows.get(key, [])), len(rows.get(key, []))) for key in ids]
        best, count = max(fits, key=lambda fit: len(fit[0]), default=([], 0))
        pairs += best
        predicted += count
    return pairs, predicted


def _match_by(
    gold: Iterable[AnyGold],
    rows: Rows,
    gold_key: Callable[[AnyGold], Key],
    row_key: Callable[[sqlite3.Row], Key],
) -> list[tuple[AnyGold, sqlite3.Row]]:
    """Pair gold and rows with the same key; the first row with a key stands for it."""
    first: dict[Key, sqlite3.Row] = {}
    for row in rows:
        first.setdefault(row_key(row), row)
    return [(entry, first[gold_key(entry)]) for entry in gold if gold_key(entry) in first]


def _by_document(connection: sqlite3.Connection, table: str) -> dict[str, Rows]:
    """Return the rows of a table by document, in a fixed order."""
    rows: dict[str, Rows] = defaultdict(list)
    for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY document_id, rowid'):
        rows[row["document_id"]].append(row)
    return rows


def _shares(answers: Mapping[str, Sequence[bool]]) -> dict[str, float]:
    return {name: sum(right) / len(right) for name, right in answers.items() if right}
