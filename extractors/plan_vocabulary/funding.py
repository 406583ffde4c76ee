"""The words of funding, of all languages.

What belongs here: what a language may say of money (`funding.toml` of its
folder), the signs and codes of currencies, and the form of an amount's number.
What does not: what a cell of funding means (`extractors.plans.funding`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import get_args

from extractors.languages import data_of_all
from extractors.languages.data import NEVER, PatternSource, choice_of_words
from schemas.document import Frozen
from schemas.tables import SourceKind

NUMBER_SOURCE = (
    r"\d{1,3}(?:\.\d{3}){2,10}(?![\d.,])|\d{1,3}(?: \d{3}){1,10}(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)

_SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)  # the first that fits is taken
_CURRENCY_SIGNS = {
    "₸": "KZT", "kzt": "KZT", "usd": "USD", r"\$": "USD", "eur": "EUR", "€": "EUR",
}  # fmt: skip


class FundingKinds(Frozen):
    """The words of each kind of funding, as patterns."""

    none_required: tuple[str, ...] = ()
    within_allocated: tuple[str, ...] = ()
    off_budget: tuple[str, ...] = ()


class FundingSource(Frozen):
    """The words, as patterns, and the abbreviations of a kind of source."""

    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class FundingWords(Frozen):
    """What a language says of money, or all do; scales and currencies by what begins their words.

    `year_word` is what may follow a year, `conjunctions` what joins two sources;
    an amount after one of `totals`, or before one of `including`, sums up others. `fillers`
    may stand beside an amount, `range_joints` between the two ends of a range.
    """

    kinds: FundingKinds = FundingKinds()
    sources: Mapping[SourceKind, FundingSource] = {}
    scales: Mapping[str, float] = {}
    currencies: Mapping[str, str] = {}
    totals: PatternSource = NEVER.pattern
    year_word: PatternSource = NEVER.pattern
    conjunctions: PatternSource = NEVER.pattern
    including: PatternSource = NEVER.pattern
    fillers: PatternSource = NEVER.pattern
    range_joints: PatternSource = NEVER.pattern


@cache
def funding_lexicon() -> FundingWords:
    """Return the words of all languages together."""
    languages = data_of_all("funding", FundingWords)
    return FundingWords(
        kinds=_kinds(languages),
        sources={kind: _source(kind, languages) for kind in _SOURCE_KINDS},
        scales={word: factor for words in languages for word, factor in words.scales.items()},
        currencies=_CURRENCY_SIGNS
        | {word: code for words in languages for word, code in words.currencies.items()},
        totals=_any_of(words.totals for words in languages),
        year_word=_any_of(words.year_word for words in languages),
        conjunctions=_any_of(words.conjunctions for words in languages),
        including=_any_of(words.including for words in languages),
        fillers=_any_of(words.fillers for words in languages),
        range_joints=_any_of(words.range_joints for words in languages),
    )


def is_money_unit(text: str) -> bool:
    """Whether a text is nothing but a unit of money: "(млн тенге)"."""
    lexicon = funding_lexicon()
    scales, currencies = choice_of_words(lexicon.scales), choice_of_words(lexicon.currencies)
    pattern = rf"\W*(?:\w )?(?:(?:{scales})\w*\.? ?)?(?:{currencies})\w*\W*"
    return re.fullmatch(pattern, " ".join(text.lower().split())) is not None


def _kinds(languages: Sequence[FundingWords]) -> FundingKinds:
    return FundingKinds(
        **{
            kind: tuple(form for words in languages for form in getattr(words.kinds, kind))
            for kind in FundingKinds.model_fields
        }
    )


def _source(kind: SourceKind, languages: Sequence[FundingWords]) -> FundingSource:
    named = [words.sources[kind] for words in languages if kind in words.sources]
    return FundingSource(
        words=tuple(form for source in named for form in source.words),
        short=tuple(name for source in named for name in source.short),
    )


def _any_of(sources: Iterable[str]) -> str:
    return "|".join(f"(?:{source})" for source in sources)
