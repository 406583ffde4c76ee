"""Width of text in a serif book face, to tell whether a word would have fitted a line.

What belongs here: measuring with the advance widths of `lexica/letter_widths.toml`,
and a fair guess for all other characters. What does not: any decision.
"""

from functools import lru_cache

from pydantic import RootModel

from extractors.lexica import load_toml

_DEFAULT = 500  # thousandths of the type size


class _Widths(RootModel[dict[int, str]]):
    """For each width the characters that have it."""


_WIDTHS = {
    character: width
    for width, characters in load_toml("letter_widths.toml", _Widths).root.items()
    for character in characters
}


@lru_cache(maxsize=65536)
def text_width(text: str) -> float:
    """Return the width of `text` in ems."""
    return sum(_WIDTHS.get(character, _DEFAULT) for character in text) / 1000
