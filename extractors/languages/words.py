"""Words of a text with their places: what the search for a phrase walks over."""

import re
from typing import NamedTuple

from extractors.languages.alphabet import SMALL

WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"  # letters, hyphenated ones whole
WORD_PATTERN = re.compile(WORD)
# The ending that a hyphen, also printed as a dash, parts from an abbreviation ("ОМ-ға"), of
# as many letters as the longest chain of plural, possession and case has ("-ларының").
ABBREVIATION_ENDING = rf"[-–‑][{SMALL}]{{1,7}}"
# Words, names and numbers alike, with apostrophes: phrases hold "COVID-19" and "О’Коннор".
_TOKEN = re.compile(r"[^\W_]+(?:[-‑’'][^\W_]+)*")
QUOTED_PATTERN = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
OPENING_QUOTES, CLOSING_QUOTES = "«“„", "»”"
_LONGEST_QUOTED = 200  # characters: a quote that opened further back belongs to another phrase


class Word(NamedTuple):
    """A word and where it stands in its text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of `text`; what a hyphen joins is one word."""
    return [Word(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def is_acronym(short: str) -> bool:
    """Tell whether a short name is made of letters ("ӘҚБтК", "АХЖ-10", "МТ РК"), not of words."""
    letters = re.sub(r"\s*[-–—]?\s*(?<!\d)\d+$", "", short)
    words = letters.split()
    return bool(words) and all(sum(letter.isupper() for letter in word) > 1 for word in words)


def is_abbreviation(word: str) -> bool:
    """Tell whether a word is in capitals, up to a hyphen before an ending or another word."""
    stem = word.split("-")[0]
    return len(stem) > 1 and stem.isupper()


def is_lettered(token: str) -> bool:
    """Tell whether a token is made of letters, at least in part."""
    return any(map(str.isalpha, token))


def with_quotes(text: str, start: int, end: int) -> str:
    """Return `text[start:end]`, widened to the left to the quote that it closes or begins with."""
    if start and text[start - 1] in OPENING_QUOTES + '"':
        start -= 1
    phrase = text[start:end]
    straight = phrase.count('"') % 2
    curly = sum(phrase.count(q) for q in CLOSING_QUOTES) - sum(
        phrase.count(q) for q in OPENING_QUOTES
    )
    opening = text.rfind('"', 0, start) if straight else -1
    if curly > 0:
        opening = max(text.rfind(q, 0, start) for q in OPENING_QUOTES)
    if opening >= 0 and start - opening < _LONGEST_QUOTED:
        start = opening
    return text[start:end].strip(" ,;:–—-")
