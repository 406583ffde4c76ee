"""The tenge values of units that laws define anew each year (МРП, ПМ, МЗП).

What belongs here: the lexicon as published rows. What does not: finding such
units in a text (`extractors.figures.units`).
"""

from extractors.lexica import load_tsv
from schemas.tables import UnitValueRow


def unit_values() -> tuple[UnitValueRow, ...]:
    """Return the values, one row a unit and first day, as the budget laws set them."""
    return load_tsv("unit_values.tsv", UnitValueRow)
