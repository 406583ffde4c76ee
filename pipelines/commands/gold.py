"""Gold: what a person found in documents by hand, as JSON Lines in a folder.

    actions*.jsonl     one plan row a line: no, name, form, deadline, responsible, ...
    figures*.jsonl     one figure a line: doc, line, text, value, kind, unit, ...
    abbr*.jsonl        abbr, expansion, where ("list" or "inline")
    indicators*.jsonl  no, name, unit, values by year
    scope.json         {doc: [[first line, last line], ...]}: where figures are complete;
                       {"_partial": true}: the other files hold only some rows

`doc` is what a document's file name begins with, up to the first "_"; lines
without it belong to the document that they fit best. What does not belong here:
comparing (`pipelines.commands.evaluate`).
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from schemas.document import Frozen


class GoldRow(BaseModel):
    """A line of gold; keys that evaluation does not use are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    doc: str | None = None


class GoldAction(GoldRow):
    """A row of a plan, cells as printed."""

    no: str
    name: str | None = None
    form: str | None = None
    deadline: str | None = None
    responsible: str | None = None
    funding: str | None = None
    funding_source: str | None = None
    direction: int | str | None = None
    indicator: int | str | None = None


class GoldFigure(GoldRow):
    """A figure with its line in the source file."""

    line: int
    text: str
    number_text: str
    value: float
    value_max: float | None = None
    kind: str
    unit: str | None = None
    qualifier: str | None = None
    subject: str | None = None
    period: str | None = None
    spelled: bool = False
    note: str | None = None


class GoldAbbreviation(GoldRow):
    """An abbreviation and what it stands for."""

    abbr: str
    expansion: str
    where: str | None = None


class GoldIndicator(GoldRow):
    """A target indicator and its values by year."""

    no: int | str
    name: str
    unit: str | None = None
    values: dict[int, float]


class Gold(Frozen):
    """All gold of a folder; `partial` says that it holds only some of the rows."""

    actions: tuple[GoldAction, ...]
    figures: tuple[GoldFigure, ...]
    abbreviations: tuple[GoldAbbreviation, ...]
    indicators: tuple[GoldIndicator, ...]
    scope: dict[str, tuple[tuple[int, int], ...]]
    partial: bool

    def in_scope(self, doc: str, line: int) -> bool:
        """Tell whether the gold holds every figure on this line."""
        return any(first <= line <= last for first, last in self.scope.get(doc, ()))


AnyGold = TypeVar("AnyGold", bound=GoldRow)


def load_gold(folder: Path) -> Gold:
    """Read a folder of gold; raises ValueError for a line that is not as it should be."""
    scope_file = folder / "scope.json"
    scope = json.loads(scope_file.read_text("utf-8")) if scope_file.exists() else {}
    partial = bool(scope.pop("_partial", False))
    return Gold(
        actions=_load(folder.glob("actions*.jsonl"), GoldAction),
        figures=_load(folder.glob("figures*.jsonl"), GoldFigure),
        abbreviations=_load(folder.glob("abbr*.jsonl"), GoldAbbreviation),
        indicators=_load(folder.glob("indicators*.jsonl"), GoldIndicator),
        scope=scope,
        partial=partial,
    )


def _load(files: Iterable[Path], model: type[AnyGold]) -> tuple[AnyGold, ...]:
    lines = (line for file in sorted(files) for line in file.read_text("utf-8").splitlines())
    return tuple(model.model_validate_json(line) for line in lines if line.strip())
