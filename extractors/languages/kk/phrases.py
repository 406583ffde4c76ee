"""Kazakh noun phrases: where one begins, and its nominative.

The head of a Kazakh noun phrase is its last word, so the nominative needs that
word only; number and possession stay. What does not belong here: taking a word
apart (`morphology`).
"""

import re
from collections.abc import Sequence

from extractors.languages import data
from extractors.languages.base import Analysis
from extractors.languages.kk.cases import case_pattern
from extractors.languages.kk.morphology import analyse
from extractors.languages.ru.morphology import is_known
from schemas.document import Frozen

OBJECTS = ("dative", "accusative")
ADVERBIALS = ("locative", "ablative", "instrumental")
CLUSTER = re.compile(r"(?:кт|нк|ск|рк|лк|фт|пт)[ыі]$")
ATTRIBUTES = ("adjective", "participle")


class PhraseWords(Frozen):
    """Words after which a phrase begins, and those that follow a whole phrase."""

    breaks: frozenset[str]
    postpositions: frozenset[str]
    governing: frozenset[str]


def nominative(word: str, before: str = "") -> str:
    """Return the nominative of a phrase's last word; number and possession stay.

    `before` is the word before it, which tells "Даму банкінің" (банкі) from
    "жасанды интеллектінің" (интеллект).
    """
    found = analyse(word)
    if found.case is None or found.pos not in ("noun", "adjective"):
        return word
    for possessed in (True, False) if found.possessive else (False,):
        if match := case_pattern(found.case, possessed=possessed).search(word):
            stem = word[: match.start()]
            return stem if found.case == "accusative" else _without_linking_vowel(stem, before)
    return word


def phrase_start(words: Sequence[str]) -> int:
    """Return the index where the noun phrase that ends the words begins.

    Going left from the head, the phrase takes in attributes; objects and
    adverbials only where a participle or verbal noun stands between them and
    the head, which they may belong to.
    """
    verbal = False
    for index in range(len(words) - 2, -1, -1):
        found = analyse(words[index])
        if words[index].casefold() in _words().breaks or _ends_phrase(found, verbal):
            return index + 1
        verbal = verbal or _governs(words[index], found)
    return 0


def is_postposition(word: str) -> bool:
    """Tell whether a word follows a whole phrase ("… бойынша")."""
    return word.casefold() in _words().postpositions


def _words() -> PhraseWords:
    return data.load("kk", "phrases", PhraseWords)


def _governs(word: str, found: Analysis) -> bool:
    """Tell whether a word may have objects: a participle, a verbal noun, some adjectives."""
    is_verbal = found.pos == "noun" and found.lemma.endswith(("у", "ю", "ушы", "уші"))
    return found.pos == "participle" or is_verbal or word.casefold() in _words().governing


def _ends_phrase(found: Analysis, verbal: bool) -> bool:
    if found.pos in ("verb", "converb"):
        return True
    if found.relative or found.pos in ATTRIBUTES:
        return False
    if found.case == "locative" and found.possessive:
        return not verbal  # a place: "… Республикасында"
    return found.case in ADVERBIALS or (found.case in OBJECTS and not verbal)


def _without_linking_vowel(stem: str, before: str) -> str:
    """Loans with a final cluster take a linking vowel, which is no possessive ending.

    A possessive ending needs a noun before it, whose possession it marks.
    """
    is_linking = CLUSTER.search(stem.casefold()) and before and analyse(before).pos != "noun"
    return stem[:-1] if is_linking and is_known(stem[:-1]) else stem
