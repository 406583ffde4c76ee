"""Words typed in Latin letters, read as words of the languages: "mektep", "shkola".

What belongs here: reading letters. What does not: which letters stand for which (`latin.toml` in
each language's folder).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product

from extractors.languages import LANGUAGES
from extractors.languages.lookalikes import CYRILLIC
from schemas.document import Frozen

_MOST = 32  # readings of a word in a language; of letters beyond that the first is taken
_LATIN = re.compile(rf"[^\W\d_{CYRILLIC}]{{2,40}}(?:['-][^\W\d_{CYRILLIC}]{{1,40}})*")


class Latin(Frozen):
    """What Latin letters, one or several together, may stand for, the likeliest first."""

    letters: Mapping[str, Sequence[str]] = {}


def readings(word: str) -> frozenset[str]:
    """Return what a word in Latin letters may be in any of the languages; none of another word."""
    if not _LATIN.fullmatch(word):
        return frozenset()
    return frozenset().union(*(_read(word.casefold(), code) for code in LANGUAGES))


def _read(word: str, code: str) -> frozenset[str]:
    letters = LANGUAGES[code].data("latin", Latin).letters
    choices: list[Sequence[str]] = []
    count = 1
    for piece in _pieces(code).findall(word):
        meant = letters.get(piece, (piece,))
        meant = meant if count * len(meant) <= _MOST else meant[:1]
        count *= len(meant)
        choices.append(meant)
    return frozenset(map("".join, product(*choices))) if letters else frozenset()


@cache
def _pieces(code: str) -> re.Pattern[str]:
    letters = LANGUAGES[code].data("latin", Latin).letters
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest_first), "."]))
