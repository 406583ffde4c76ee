"""Where a document uses its abbreviations, inflected or not.

What does not belong here: the places that define them, which the caller names.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from extractors.languages import data_of_all
from extractors.languages.inflection import Inflection
from extractors.languages.words import ABBREVIATION_ENDING, is_acronym


def find_uses(short: str, text: str) -> Iterator[int]:
    """Yield the offsets at which `text` uses `short`."""
    if short[:3] not in text:  # all its forms begin alike, and most texts use it not
        return
    for match in use_pattern(short).finditer(text):
        yield match.start()


@cache
def use_pattern(short: str) -> re.Pattern[str]:
    """Return the pattern of a short name in any of its forms.

    An acronym takes endings after a hyphen ("ОМ-ға") only; a name in words is
    inflected itself, its capitals being kept.
    """
    if is_acronym(short) or not short[-1:].isalpha():
        body = re.escape(short).replace(r"\ ", r"\s+")
        return re.compile(rf"(?<![\w]){body}(?:{ABBREVIATION_ENDING})?(?!\w)")
    return re.compile(r"(?<!\w)" + r"\s+".join(map(_inflected, short.split())) + r"(?!\w)")


def _inflected(word: str) -> str:
    """Any form of a word: its stem, which is what is left without a final vowel, and an ending."""
    if not word[-1:].isalpha() or len(word) < 4:
        return re.escape(word)
    dropped, softened, endings = _inflections()
    stem = dropped.sub("", word)
    last = stem[-1:]
    return re.escape(stem[:-1]) + softened.get(last, re.escape(last)) + endings


@cache
def _inflections() -> tuple[re.Pattern[str], Mapping[str, str], str]:
    """Return how words bend in any language, since a name may be of another than its text.

    That is a pattern of what a stem may lose at its end, the shapes that its last
    letter may take, and the source of a pattern of the endings.
    """
    every = data_of_all("inflection", Inflection)
    dropped = re.compile(f"(?:{'|'.join(one.dropped for one in every)})$")
    softened = {last: shapes for one in every for last, shapes in one.softened.items()}
    return dropped, softened, f"(?:{'|'.join(one.ending for one in every)})"
