"""Numbers and bullets of lists as word processors and browsers print them.

What belongs here: a number in a list's style, the signs that serve as bullets.
What does not: counting (`docx_numbering`, `html`).
"""

BULLET = "•"  # what stands for signs of symbol fonts
BULLETS = "•-–—*·+>√✓"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # Word leaves out ё, й, ъ, ы, ь
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def format_number(number: int, style: str) -> str:
    """Return a number in a style named as in OOXML's ST_NumberFormat; unknown ones are decimal."""
    match style:
        case "lowerLetter":
            return _letters(number, _LATIN)
        case "upperLetter":
            return _letters(number, _LATIN).upper()
        case "russianLower":
            return _letters(number, _RUSSIAN)
        case "russianUpper":
            return _letters(number, _RUSSIAN).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "none":
            return ""
    return str(number)


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
