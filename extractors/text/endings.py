"""Endings of Kazakh words, by vowel harmony, and of Russian ones.

What belongs here: whether a piece of a word can be the ending of another piece.
What does not: lemmas and parts of speech (`extractors.language`).
"""

from collections.abc import Iterable
from functools import cache

from extractors.lexica import load_toml
from schemas.document import Frozen

BACK, FRONT = frozenset("аоұыяёАОҰЫ"), frozenset("әөүіеэӘӨҮІЕ")
_EITHER = frozenset("иуюИУЮ")
_FRONTED = str.maketrans("аықғ", "еікг")
_HEAD = 2  # letters of an ending that a cut may leave with the stem
_ONSETS = ("дтн", "лдт", "мбп", "ғгқк")


class _Endings(Frozen):
    """Endings after back vowels, with one shape for all stems, and those that are also words."""

    endings: tuple[str, ...]
    invariant: tuple[str, ...]
    conjunctions: frozenset[str]


class _RussianEndings(Frozen):
    endings: tuple[str, ...]


def is_ending(stem: str, rest: str) -> bool:
    """Whether a word may begin with `stem` and end with `rest`, by its endings.

    The cut may go through an ending: of "пен", "п" may stand with the stem.
    """
    rest = rest.casefold().rsplit("-", 1)[-1]
    longest = min(_HEAD, len(stem) - 1)
    whole = [stem[len(stem) - size :].casefold() + rest for size in range(longest + 1)]
    if any(ending in _unharmonic() for ending in whole):
        return True
    if not any(ending in _shapes() for ending in whole):
        return False
    last, first = _harmony(reversed(stem)), _harmony(rest)
    return not last or not first or last == first


def is_conjunction(word: str) -> bool:
    """Whether a word looks like an ending but joins two nouns."""
    return word.casefold() in load_toml("kazakh_endings.toml", _Endings).conjunctions


def _harmony(letters: Iterable[str]) -> str:
    """ "back" or "front" by the first vowel that tells, else ""."""
    for letter in letters:
        if letter in BACK:
            return "back"
        if letter in FRONT:
            return "front"
        if letter in _EITHER:
            return ""
    return ""


@cache
def _shapes() -> frozenset[str]:
    """All endings in all shapes."""
    backs = load_toml("kazakh_endings.toml", _Endings).endings
    both = {shape for ending in backs for shape in (ending, ending.translate(_FRONTED))}
    return frozenset(shape for ending in both for shape in _assimilated(ending))


@cache
def _unharmonic() -> frozenset[str]:
    """Endings that harmony leaves alone: some Kazakh ones, in all shapes, and Russian ones."""
    kazakh = load_toml("kazakh_endings.toml", _Endings).invariant
    russian = load_toml("russian_endings.toml", _RussianEndings).endings
    return frozenset(shape for ending in kazakh for shape in _assimilated(ending)) | set(russian)


def _assimilated(ending: str) -> set[str]:
    """The ending with every onset that may stand for its first consonant."""
    if len(ending) < 2:
        return {ending}
    return {ending} | {
        onset + ending[1:] for onsets in _ONSETS if ending[0] in onsets for onset in onsets
    }
