"""Endings that Kazakh allows after a stem, by vowel harmony.

What belongs here: whether a piece of a word can be the ending of another piece.
What does not: lemmas and parts of speech (`extractors.language`).
"""

from functools import cache

from extractors.lexica import load_toml
from schemas.document import Frozen

BACK, FRONT = frozenset("аоұыяёАОҰЫ"), frozenset("әөүіеэӘӨҮІЕ")
_FRONTED = str.maketrans("аықғ", "еікг")
_ONSETS = ("дтн", "лдт", "мбп", "ғгқк")


class _Endings(Frozen):
    endings: tuple[str, ...]


def is_ending(stem: str, ending: str) -> bool:
    """Whether `ending` can end a Kazakh word that begins with `stem`."""
    ending = ending.casefold().rsplit("-", 1)[-1]
    if ending not in _shapes():
        return False
    last, first = _harmony(reversed(stem)), _harmony(ending)
    return not last or not first or last == first


def _harmony(letters: object) -> str:
    """ "back" or "front" by the first vowel that tells, else ""."""
    for letter in letters:  # type: ignore[attr-defined]
        if letter in BACK:
            return "back"
        if letter in FRONT:
            return "front"
    return ""


@cache
def _shapes() -> frozenset[str]:
    """All endings in all shapes."""
    backs = load_toml("kazakh_endings.toml", _Endings).endings
    both = {shape for ending in backs for shape in (ending, ending.translate(_FRONTED))}
    return frozenset(shape for ending in both for shape in _assimilated(ending))


def _assimilated(ending: str) -> set[str]:
    """The ending with every onset that may stand for its first consonant."""
    if len(ending) < 2:
        return {ending}
    return {ending} | {
        onset + ending[1:] for onsets in _ONSETS if ending[0] in onsets for onset in onsets
    }
