"""Whether a piece of a Kazakh word can be the ending of the piece before it.

What belongs here: endings of all kinds, in all shapes (endings.toml lists them
after back vowels). What does not: lemmas and parts of speech (`morphology`).
"""

from functools import cache

from extractors.languages import data
from extractors.languages.kk.phonology import fronted, is_harmonic
from schemas.document import Frozen

_HEAD = 2  # letters of an ending that a cut may leave with the stem
_ONSETS = ("дтн", "лдт", "мбп", "ғгқк")


class _Endings(Frozen):
    """Endings after back vowels, with one shape for all stems, and those that are also words."""

    endings: tuple[str, ...]
    invariant: tuple[str, ...]
    conjunctions: frozenset[str]


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
    return is_harmonic(stem.casefold(), rest, strict=False)


def is_conjunction(word: str) -> bool:
    """Whether a word looks like an ending but joins two nouns."""
    return word.casefold() in _endings().conjunctions


@cache
def _shapes() -> frozenset[str]:
    """All endings in all shapes."""
    backs = _endings().endings
    both = {shape for ending in backs for shape in (ending, fronted(ending))}
    return frozenset(shape for ending in both for shape in _assimilated(ending))


@cache
def _unharmonic() -> frozenset[str]:
    """Endings that harmony leaves alone, in all shapes."""
    return frozenset(shape for ending in _endings().invariant for shape in _assimilated(ending))


def _endings() -> _Endings:
    return data.load("kk", "endings", _Endings)


def _assimilated(ending: str) -> set[str]:
    """The ending with every onset that may stand for its first consonant."""
    if len(ending) < 2:
        return {ending}
    return {ending} | {
        onset + ending[1:] for onsets in _ONSETS if ending[0] in onsets for onset in onsets
    }
