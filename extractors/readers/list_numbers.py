"""Numbers and bullets of lists as word processors and browsers print them.

What belongs here: a number in a list's style, the signs that serve as bullets.
What does not: counting (`docx_numbering`, `html`).
"""

from collections.abc import Mapping
from functools import cache

from extractors.readers.lexicon import reader_words

BULLET = "•"  # what stands for signs of symbol fonts
BULLETS = "•-–—*·+>√✓"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def format_number(number: int, style: str) -> str:
    """Return a number in a style named as in OOXML's ST_NumberFormat; unknown ones are decimal."""
    if letters := _letters_by_style().get(style):
        return _letters(number, letters)
    match style:
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "none":
            return ""
    return str(number)


@cache
def _letters_by_style() -> Mapping[str, str]:
    """Return the letters that count in each style of numbering by letters."""
    found = {"lowerLetter": _LATIN, "upperLetter": _LATIN.upper()}
    for words in reader_words():
        if words.letter_numbering:
            found[f"{words.letter_numbering}Lower"] = words.list_letters
            found[f"{words.letter_numbering}Upper"] = words.list_letters.upper()
    return found


def _letters(number: int, alphabet: str) -> str:
    """a, b, … z, aa, bb, … as Word counts."""
    if number < 1:
        return str(number)
    turns, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (turns + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters
