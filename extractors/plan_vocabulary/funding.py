"""The words of funding, read from `lexica/funding.toml` and checked on load.

What belongs here: the lexicon and the form of an amount's number. What does not:
what a cell of funding means (`extractors.plans.funding`).
"""

from collections.abc import Mapping

from extractors.lexica import load_toml
from schemas.document import Frozen
from schemas.tables import SourceKind

NUMBER_SOURCE = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"


class Kinds(Frozen):
    """The words of each kind of funding."""

    none_required: tuple[str, ...]
    within_allocated: tuple[str, ...]
    off_budget: tuple[str, ...]


class Source(Frozen):
    """The words and abbreviations of a kind of source."""

    words: tuple[str, ...]
    short: tuple[str, ...]


class Totals(Frozen):
    """The words before a sum of other amounts."""

    words: tuple[str, ...]


class FundingLexicon(Frozen):
    """The lexicon of funding."""

    kinds: Kinds
    sources: Mapping[SourceKind, Source]
    scales: Mapping[str, float]
    currencies: Mapping[str, str]
    totals: Totals


def funding_lexicon() -> FundingLexicon:
    """The lexicon, validated."""
    return load_toml("funding.toml", FundingLexicon)
