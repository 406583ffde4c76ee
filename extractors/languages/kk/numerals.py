"""What Kazakh hangs on numerals: "100-ге", "12-сі", "8 мыңдай", "бесеуі".

What belongs here: the endings of number words and digits, made from those of the
cases. What does not: the number words (numbers.toml).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.languages.base import Case
from extractors.languages.kk.cases import PLAIN, POSSESSED
from extractors.languages.kk.phonology import fronted

_OWNERS = ("ы", "сы")
_PLURALS = ("лары", "ларын", "ларының")
_RELATIVE = ("дағы", "тағы", "ндағы")
_LIKE = ("дай", "тай")  # "500-дей": about
_ADJECTIVES = ("дық", "тық", "лық")
_ADVERBS = ("лап",)  # "мыңдап"
_COLLECTIVE = ("еуі", "еуін", "уы", "уын")
_SHORT = ("а",)
_OWNED_CASES: tuple[Case, ...] = ("genitive", "dative", "accusative", "locative", "ablative")


@cache
def numeral_endings() -> tuple[str, ...]:
    """Return all endings, in both harmonies."""
    return tuple(sorted(_both([*_of_cases(), *_owned(), *_OTHERS])))


_OTHERS = (*_PLURALS, *_RELATIVE, *_LIKE, *_ADJECTIVES, *_ADVERBS, *_COLLECTIVE, *_SHORT)


def is_possessive(ending: str) -> bool:
    """Tell whether an ending makes a number stand for what was named before: "45-і"."""
    return _possessive().search(ending) is not None


@cache
def _possessive() -> re.Pattern[str]:
    owned = {"ы", *("ы" + shape for case in _OWNED_CASES for shape in POSSESSED[case])}
    return re.compile(f"(?:{'|'.join(sorted(_both(owned)))})$")


def _of_cases() -> Iterator[str]:
    yield from (shape for shapes in PLAIN.values() for shape in shapes)
    yield from (*POSSESSED["dative"], *POSSESSED["locative"])


def _owned() -> Iterator[str]:
    for owner in _OWNERS:
        yield owner
        yield from (owner + shape for shapes in POSSESSED.values() for shape in shapes)


def _both(endings: Iterable[str]) -> set[str]:
    return {shape for ending in endings for shape in (ending, fronted(ending))}
