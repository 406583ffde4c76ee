"""Kazakh noun phrases: where one begins, and its nominative.

The head of a Kazakh noun phrase is its last word, so the nominative needs that
word only; cases are agglutinated after number and possession (any grammar of
Kazakh, e.g. the tables of declension in "Қазақ грамматикасы", 2002).
"""

import re
from collections import Counter
from collections.abc import Sequence

from extractors.lexica import load_toml
from extractors.phrases import russian
from extractors.text.vocabulary import Vocabulary
from schemas.document import Frozen

# Case endings, each with what must stand before it. After the possessive of the third
# person the cases have forms of their own ("-ын", "-ына", "-ында", "-ынан").
VOWELS = "аәеёиоөуұүыіэюя"
AFTER_POSSESSIVE = re.compile(r"(?<=[ыі])(?:ның|нің|на|не|нда|нде|нан|нен|мен|н)$")
GENITIVE = re.compile(r"(?:ның|нің|дың|дің|тың|тің)$")
ACCUSATIVE = re.compile(rf"(?:(?<=[{VOWELS}])н[ыі]|(?<=[^{VOWELS}])[дт][ыі])$")
DATIVE = re.compile(r"(?:ға|ге|қа|ке)$")
LOCATIVE = re.compile(r"(?:да|де|та|те)$")
ABLATIVE = re.compile(r"(?:дан|ден|тан|тен|нан|нен)$")
INSTRUMENTAL = re.compile(r"(?:мен|бен|пен)$")
CASES = (GENITIVE, ACCUSATIVE, ABLATIVE, DATIVE, LOCATIVE, INSTRUMENTAL)
LONG_STEM = 7  # letters: a longer one is an inflected stem even if no dictionary has it
PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)(?:[ыі])?$")
PLURAL_ACCUSATIVE = re.compile(r"(?:лар|лер|дар|дер|тар|тер)д[ыі]$")
PARTICIPLE = re.compile(r"(?:[аей]т[ыі]н|ған|ген|қан|кен|йтын|йтін|уші|ушы)$")
VERBAL_NOUN = re.compile(r"[^аәоө](?:у|ү|ю)(?:[ыі](?:н|ның|нің)?|ға|ге|дың|дің|ды|ді)?$")
ADJECTIVE = re.compile(
    r"(?:лық|лік|дық|дік|тық|тік|лы|лі|ды|ді|ты|ті|ғы|гі|қы|кі|дағы|дегі|тағы|тегі|ндағы|ндегі|сыз|сіз"
    r"|[аей]т[ыі]н|ған|ген|қан|кен)$"
)
RELATIVE = re.compile(r"(?:дағы|дегі|тағы|тегі)$")
STOPPING = re.compile(
    r"(?:[^аәоөыі]ып|іп|ып|[ае]ды|[ае]ді|йды|йді|дан|ден|тан|тен|нан|нен|нда|нде|да|де|та|те)$"
)
CLUSTER = re.compile(r"(?:кт|нк|ск|кс|нг|мп|рк|лк|фт|пт)[ыі]$")

_KAZAKH_WORDS = Vocabulary(Counter(), ("kk",))


class PhraseWords(Frozen):
    """Words after which a phrase begins, and those that follow a whole phrase."""

    breaks_kk: frozenset[str]
    postpositions_kk: frozenset[str]


def nominative(word: str, before: str = "") -> str:
    """Return the nominative of a phrase's last word; number and possession stay.

    `before` is the word before it, which tells "Даму банкінің" (банкі) from
    "жасанды интеллектінің" (интеллект).
    """
    if PARTICIPLE.search(word) or not word[-1:].isalpha():
        return word
    folded = word.casefold()
    if match := AFTER_POSSESSIVE.search(folded):
        return _without_linking_vowel(word[: match.start()], match.group(), before)
    if PLURAL_ACCUSATIVE.search(folded):
        return word[:-2]
    if _is_possessed(folded):
        return word
    for case in CASES:
        if match := case.search(folded):
            stem = word[: match.start()]
            if _is_stem(stem, folded, case):
                return stem
    return word


def phrase_start(words: Sequence[str]) -> int:
    """Return the index where the noun phrase that ends the words begins.

    Going left from the head, the phrase takes in attributes; objects and
    adverbials only where a participle or verbal noun stands between them and
    the head, which they may belong to.
    """
    verbal = False
    for index in range(len(words) - 2, -1, -1):
        word = words[index].casefold()
        if word in _words().breaks_kk:
            return index + 1
        if _governs(word):
            verbal = True
        elif _ends_phrase(word, verbal):
            return index + 1
    return 0


def is_postposition(word: str) -> bool:
    """Tell whether a word follows a whole phrase ("… бойынша")."""
    return word.casefold() in _words().postpositions_kk


def _words() -> PhraseWords:
    return load_toml("phrases.toml", PhraseWords)


def _governs(word: str) -> bool:
    return bool(PARTICIPLE.search(word) or VERBAL_NOUN.search(word)) or word in (
        "арналған", "қатысты", "қарсы", "дейінгі", "байланысты", "тиісті",
    )  # fmt: skip


def _ends_phrase(word: str, verbal: bool) -> bool:
    if RELATIVE.search(word):
        return False
    if STOPPING.search(word) and len(word) > 4 and not _known_stem_only(word):
        return True
    object_case = DATIVE.search(word) or re.search(r"(?:[ыі]н|н[ыі]|[ыі]на|[ыі]не)$", word)
    return bool(object_case) and not verbal and not ADJECTIVE.search(word) and len(word) > 4


def _known_stem_only(word: str) -> bool:
    """Tell whether a word that looks inflected is one in itself ("сауда", "қағида")."""
    match = next((m for case in (LOCATIVE, ABLATIVE) if (m := case.search(word))), None)
    return bool(match) and not _known(word[: match.start() if match else None])


def _is_possessed(word: str) -> bool:
    """Tell "стандарты" (its standard) from "кодексті": what is left of its vowel is a word."""
    return bool(re.search(r"(?:лар|лер|дар|дер|тар|тер)[ыі]$", word)) or (
        word[-1] in "ыі" and _known(word[:-1])
    )


def _is_stem(stem: str, word: str, case: re.Pattern[str]) -> bool:
    if len(stem) < (3 if case in (GENITIVE, ACCUSATIVE, DATIVE) else 4):
        return False
    if len(stem) >= LONG_STEM and not _known(word):
        return True
    if case is GENITIVE or PLURAL.search(stem.casefold()):
        return True
    if case is ACCUSATIVE and ADJECTIVE.search(word) and not _known(stem):
        return False
    return _known(stem)


def _known(word: str) -> bool:
    return _KAZAKH_WORDS.in_dictionary(word)


def _without_linking_vowel(stem: str, ending: str, before: str) -> str:
    """Loans with a final cluster take a linking vowel, which is no possessive ending."""
    plain = CLUSTER.search(stem.casefold()) and ADJECTIVE.search(before.casefold())
    if ending in ("ның", "нің") and plain and russian.is_known(stem[:-1]):
        return stem[:-1]
    return stem
