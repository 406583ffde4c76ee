"""Width of text in a serif book face, to tell whether a word would have fitted a line.

What belongs here: advance widths of Times New Roman, in thousandths of the type
size, and a fair guess for all other characters. What does not: any decision.
"""

from functools import lru_cache

_GROUPS = {
    180: "'",
    200: "|",
    250: " \u00a0,.·",
    278: "/:;\\ijltі",
    333: "!()-I[]`frІ‐‑",
    389: "Js",
    395: "з",
    400: "°",
    408: '"',
    410: "гғ",
    429: "э",
    437: "т",
    444: "?acezаеёсә“”„",
    456: "ья",
    472: "в",
    486: "кқ",
    500: "#$*0123456789_bdghknopquvxy§«»орухөүұһЗ–лч",
    509: "бд",
    517: "ъ",
    535: "ийнпцң",
    556: "FPSР",
    564: "+<=>~−×",
    576: "БГҒЬ",
    611: "ELTZЕТЁ",
    633: "м",
    648: "фЧЭ",
    667: "BCRВКҚСЯ",
    680: "ыЛД",
    691: "ж",
    722: "wADGHKNOQUVXYАИЙНОПУХЦЪӘӨҮҰҺҢ",
    747: "ю",
    770: "шщm&",
    790: "Ф",
    833: "%",
    889: "MЖМЫ",
    944: "W№",
    1000: "—…",
    1015: "ШЩЮ",
}
_WIDTHS = {character: width for width, characters in _GROUPS.items() for character in characters}
_DEFAULT = 500


@lru_cache(maxsize=65536)
def text_width(text: str) -> float:
    """Return the width of `text` in ems."""
    return sum(_WIDTHS.get(character, _DEFAULT) for character in text) / 1000
