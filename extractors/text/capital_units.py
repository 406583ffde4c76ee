"""Units of measure that begin with a capital letter: a full stop before one ends no sentence.

What belongs here: telling whether one stands in a text. What does not: reading
units (`extractors.figures.units`).
"""

import re
from functools import cache

from extractors.lexica import load_toml
from schemas.document import Frozen


class CapitalUnits(Frozen):
    """The units, as they are printed (capital_units.toml)."""

    units: tuple[str, ...]


def is_capital_unit_at(text: str, place: int) -> bool:
    """Tell whether a unit that begins with a capital stands at `place`, spaces aside."""
    return _capital_unit().match(text, place) is not None


@cache
def _capital_unit() -> re.Pattern[str]:
    units = "|".join(map(re.escape, load_toml("capital_units.toml", CapitalUnits).units))
    return re.compile(rf"\s*(?:{units})(?![^\W\d_])")
