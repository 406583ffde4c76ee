"""Russian nouns after numerals: adjectives and participles agree with the noun that they precede.

What belongs here: which noun a numeral counts. What does not: units of measure (units.tsv).
"""

from collections.abc import Sequence

from extractors.languages.base import Analysis
from extractors.languages.ru.morphology import analyse, may_describe
from extractors.languages.ru.phrases import attributes_start
from extractors.languages.words import is_abbreviation, is_lettered

OPENING_QUOTES = ("«", '"', "“")
_UNCOUNTED = frozenset({"nomn", "accs", "datv", "ablt", "loct", "loc2"})


def counted_noun(words: Sequence[str]) -> int | None:
    """Return the index of the first noun; adjectives, participles and adverbs may stand before it.

    Where there is no noun, an adjective that stands for a living being is counted.
    """
    substantive = None
    for index, word in enumerate(words):
        if not is_lettered(word):
            if word in OPENING_QUOTES or (word == "," and index and _agree(words, index)):
                continue
            break
        found = analyse(word)
        if _describes_next(words, index):
            continue
        if _is_countable(word, found):
            return index
        if found.pos in ("adjective", "participle", "numeral"):
            substantive = index if found.animate else substantive
        elif not _passes(words, index, found):
            break
    return substantive


def may_be_several(word: str) -> bool:
    """Tell whether a noun is no singular that no count takes: "2 этап", "в 4 доме"."""
    found = analyse(word)
    return not found.noun_cases or not found.noun_cases <= _UNCOUNTED or found.plural


def _is_countable(word: str, found: Analysis) -> bool:
    """Tell whether a word is a noun, or may be one ("парков", a short adjective as well)."""
    may_be_noun = found.pos == "verb" and found.countable
    return found.pos == "noun" or is_abbreviation(word) or may_be_noun


def _describes_next(words: Sequence[str], index: int) -> bool:
    """Tell whether a word, a noun at times, describes the noun after it: "пожарных депо"."""
    if index + 1 >= len(words) or not is_lettered(words[index + 1]):
        return False
    following = analyse(words[index + 1])
    if following.pos != "noun" or following.animate or not may_describe(words[index]):
        return False
    return attributes_start(words[index : index + 2], 1) == 0


def _passes(words: Sequence[str], index: int, found: Analysis) -> bool:
    """Tell whether a word is an adverb before an adjective, or "и" between two."""
    if found.pos == "adverb":
        return True
    return found.lemma in ("и", "или") and index > 0 and _agree(words, index)


def _agree(words: Sequence[str], index: int) -> bool:
    """Tell whether adjectives stand on both sides."""
    sides = (words[index - 1], words[index + 1]) if index + 1 < len(words) else ()
    return bool(sides) and all(analyse(w).pos in ("adjective", "participle") for w in sides)
