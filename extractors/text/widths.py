"""Width of text in a serif book face, to tell whether a word would have fitted a line.

What belongs here: advance widths of Times New Roman, in thousandths of the type
size, and a fair guess for all other characters. What does not: any decision.
"""

from functools import lru_cache

_GROUPS = {
    250: " .,",
    278: "ijlt/;:іїt",
    333: "frI()[]-І‐‑",
    389: "sJ",
    408: '"',
    410: "гғз",
    437: "тэ",
    444: "aceаеcёсәz“”„",
    459: "яь",
    472: "вб",
    486: "кқ",
    499: "лч",
    500: "bdghknopquvxy0123456789–«»өоурхүұһ_$§ ",
    535: "ийнпцң",
    556: "PSР",
    575: "ГҒБЬ",
    611: "ELTZЕТЁ",
    633: "м",
    648: "фюЮ",
    667: "BCRВКҚСЯЭ",
    684: "жыъ",
    690: "ДЛЧАADGHKNOQUVXYУХЦИЙНПОӘӨҮҰҺҢ",
    722: "w",
    770: "шщm",
    833: "%&",
    889: "MЖМФЫ",
    950: "№WШЩ",
    1000: "—…",
}
_WIDTHS = {character: width for width, characters in _GROUPS.items() for character in characters}
_DEFAULT = 500


@lru_cache(maxsize=65536)
def text_width(text: str) -> float:
    """Return the width of `text` in ems."""
    return sum(_WIDTHS.get(character, _DEFAULT) for character in text) / 1000
