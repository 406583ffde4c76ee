"""Where a document uses its abbreviations, inflected or not.

What does not belong here: the places that define them, which the caller names.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.languages.words import is_acronym

CASE_ENDING = r"(?:[-–‑][а-яёәғқңөұүһі]{1,8})?"
SOFTENED = {"к": "[кг]", "қ": "[қғ]", "п": "[пб]"}
# Endings of nouns and adjectives; the Kazakh ones are number, possession and case in a row.
RUSSIAN_ENDINGS = (
    "(?:[аяоеыиуюьй]|[оеиы]й|[оеия]ю|[оеиы]м|[ая]м|[ая]ми|[ая]х|[оеё]в|и[яиюе]|ием|иям|иями|иях"
    "|[ое]го|[ое]му|[ыи]х|[ыи]ми|ую|юю|ая|яя|[оеыи]е)?"
)
KAZAKH_ENDINGS = (
    "[аеоыіиуө]?(?:[лдт][ае]р)?(?:с?[ыі])?"
    "(?:[ндт][ыі]ң|[ндт][ыі]|н|[ғгқк][ае]|н[ае]|[ндт][дт]?[ае]н?|[мбп]ен|н?[дт][ае]ғ[ыі])?"
)


def find_uses(short: str, text: str) -> Iterator[int]:
    """Yield the offsets at which `text` uses `short`."""
    if short[:3] not in text:  # all its forms begin alike, and most texts use it not
        return
    for match in use_pattern(short).finditer(text):
        yield match.start()


@cache
def use_pattern(short: str) -> re.Pattern[str]:
    """Return the pattern of a short name in any of its forms.

    An acronym takes Kazakh endings after a hyphen ("ОМ-ға") and none in
    Russian; a name in words is inflected itself, its capitals being kept.
    """
    if is_acronym(short) or not short[-1:].isalpha():
        body = re.escape(short).replace(r"\ ", r"\s+")
        return re.compile(rf"(?<![\w]){body}{CASE_ENDING}(?!\w)")
    return re.compile(r"(?<!\w)" + r"\s+".join(map(_inflected, short.split())) + r"(?!\w)")


def _inflected(word: str) -> str:
    """Any form of a word: its stem, which is what is left without a final vowel, and an ending."""
    if not word[-1:].isalpha() or len(word) < 4:
        return re.escape(word)
    stem = re.sub(r"(?:[аеёиоуыэюяйьі]|ый|ий|ой|ая|яя|ое|ее|ые|ие)$", "", word)
    last = stem[-1:]
    head = re.escape(stem[:-1]) + SOFTENED.get(last, re.escape(last))
    return rf"{head}(?:{RUSSIAN_ENDINGS}|{KAZAKH_ENDINGS})"
