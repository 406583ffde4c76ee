"""The endings of the Kazakh cases, said once.

What belongs here: their shapes after nouns, and after the possessive of the
third person, and patterns made from them. What does not: taking words apart.

Source: the tables of declension of any Kazakh grammar.
"""

import re
from collections.abc import Mapping
from functools import cache

from extractors.languages.base import Case
from extractors.languages.kk.phonology import fronted

# The shapes after back vowels; `fronted` gives those after front ones.
PLAIN: Mapping[Case, tuple[str, ...]] = {
    "genitive": ("ның", "дың", "тың"),
    "dative": ("ға", "қа"),
    "accusative": ("ны", "ды", "ты"),
    "locative": ("да", "та"),
    "ablative": ("дан", "нан", "тан"),
    "instrumental": ("мен", "бен", "пен"),
}
POSSESSED: Mapping[Case, tuple[str, ...]] = {
    "genitive": ("ның",), "dative": ("на",), "accusative": ("н",), "locative": ("нда",),
    "ablative": ("нан",), "instrumental": ("мен",),
}  # fmt: skip
# The vowel of possession: the accusative "н" after it is no ending without it.
_OWNED = "ы"


@cache
def case_pattern(case: Case, *, possessed: bool) -> re.Pattern[str]:
    """Return a pattern of the ending of a case at the end of a word."""
    shapes = (POSSESSED if possessed else PLAIN)[case]
    both = sorted({shape for back in shapes for shape in (back, fronted(back))})
    return re.compile(f"(?:{'|'.join(both)})$", re.IGNORECASE)


@cache
def case_after_digits(ending: str) -> Case | None:
    """Return the case that an ending after digits shows ("ден": ablative), None if none."""
    return next((case for case, form in _after_digits().items() if form.search(ending)), None)


@cache
def _after_digits() -> Mapping[Case, re.Pattern[str]]:
    """Return patterns of the cases that an ending after digits may show, in their order."""
    shown: tuple[Case, ...] = ("ablative", "dative", "accusative")
    return {case: re.compile(f"(?:{'|'.join(_all_shapes(case))})$") for case in shown}


@cache
def fragments() -> Mapping[str, str]:
    """Return the source of a pattern for the endings of each case, by its name."""
    return {case: "|".join(_all_shapes(case)) for case in PLAIN}


def _all_shapes(case: Case) -> list[str]:
    """Return the endings of a case in both harmonies, after possession too, the longest first."""
    owned = (_OWNED + shape if len(shape) == 1 else shape for shape in POSSESSED[case])
    backs = {*PLAIN[case], *owned}
    both = {shape for back in backs for shape in (back, fronted(back))}
    return sorted(both, key=lambda shape: (-len(shape), shape))
