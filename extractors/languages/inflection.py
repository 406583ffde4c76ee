"""How words bend: what may stand at the end of a word's forms.

What belongs here: the patterns of `inflection.toml`, and telling whether two words may
be forms of one by them. What does not: taking a word apart (`morphology` of a language).
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from extractors.languages import data_of_all
from extractors.languages.data import NEVER, PatternSource
from schemas.document import Frozen

SHORTEST_STEM = 3  # letters
LONGEST_ENDING = 4  # letters that the endings of two forms may have in common ("ыми", "ых")


class Inflection(Frozen):
    """How words bend (`inflection.toml`).

    `dropped` is what a stem may lose at its end, `softened` the shapes of its last
    letter, `ending` what may follow it.
    """

    dropped: PatternSource = NEVER.pattern
    softened: Mapping[str, str] = {}
    ending: PatternSource = ""


@lru_cache(maxsize=100_000)
def is_same_word(a: str, b: str) -> bool:
    """Tell whether two words in lower case are, by their endings, forms of one.

    What is left of each after a stem that both share must be an ending of one and the
    same language: two names that only begin alike are two.
    """
    if a == b:
        return True
    differ = (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y)
    shared = next(differ, min(len(a), len(b)))
    for endings, softened in _endings():
        last = min(shared + _is_softened(a[shared:], b[shared:], softened), len(a), len(b))
        for cut in range(last, max(SHORTEST_STEM, last - LONGEST_ENDING) - 1, -1):
            if endings.fullmatch(a, cut) and endings.fullmatch(b, cut):
                return True
    return False


def _is_softened(a: str, b: str, softened: tuple[frozenset[str], ...]) -> bool:
    """Whether two rests begin with shapes of one letter, as a stem's last one may have."""
    return any(a[:1] in shapes and b[:1] in shapes for shapes in softened)


@cache
def _endings() -> tuple[tuple[re.Pattern[str], tuple[frozenset[str], ...]], ...]:
    """Each language's endings, and the sets of letters that a stem's last one may be."""
    return tuple(
        (
            re.compile(one.ending),
            tuple(frozenset(shapes.strip("[]")) for shapes in one.softened.values()),
        )
        for one in data_of_all("inflection", Inflection)
    )
