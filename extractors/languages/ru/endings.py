"""Whether a piece of a Russian word can be the ending of the piece before it.

What does not belong here: lemmas and parts of speech (`morphology`).
"""

from functools import cache

from extractors.languages import data
from schemas.document import Frozen

_HEAD = 2  # letters of an ending that a cut may leave with the stem


class _Endings(Frozen):
    endings: frozenset[str]


def is_ending(stem: str, rest: str) -> bool:
    """Whether a word may begin with `stem` and end with `rest`, by its endings."""
    rest = rest.casefold().rsplit("-", 1)[-1]
    longest = min(_HEAD, len(stem) - 1)
    return any(
        stem[len(stem) - size :].casefold() + rest in _known() for size in range(longest + 1)
    )


@cache
def _known() -> frozenset[str]:
    return data.load("ru", "endings", _Endings).endings
