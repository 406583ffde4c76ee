"""Kazakh nouns after numerals: modifiers come first, a bare noun may lean on a possessed one.

What belongs here: which noun a numeral counts ("5 мектеп автобусы": buses). What
does not: units of measure (units.tsv), taking words apart (`morphology`).
"""

import re
from collections.abc import Sequence

from extractors.languages.base import Analysis
from extractors.languages.kk.endings import is_conjunction
from extractors.languages.kk.morphology import analyse, is_infinitive, kazakh_words
from extractors.languages.words import is_abbreviation, is_lettered

_QUOTES = frozenset('«"“”»')
_PRONOMINAL = re.compile(r"(?:астам|жуық|көбі|артығ|біреу|екеу|үшеу)")
# "көбі" is "most of it"; "жететіндігін" is "that it will reach": neither is counted.
_CLAUSE = re.compile(r"^көбі|(?:[ғқ]ан|[гк]ен|ты|ті)н?(?:дығ|діг)\w{1,20}$")
# "отырғызылғанын": that it was planted.
_SAID = re.compile(r"\w{3}(?:ған|ген|қан|кен|атын|етін|йтын|йтін)(?:ын|ін|ына|іне|ынан|інен)$")
_DIMENSION = re.compile(r"(.{2,}?)(?:[лдт][ыі][қк]?)")
_BAR, _UNTIL = "бар", "дейінгі"  # "… бар", "… дейінгі": what stands before them leads to a noun
_VERBAL, _AGENT = ("у", "ю"), ("уші", "ушы")
_NOT_YET = "маған"  # a negated participle's ending, wherever the participle goes on


def counted_noun(words: Sequence[str]) -> int | None:
    """Return the index of the last noun of the phrase that follows a numeral, None if none does."""
    index = 0
    while index < len(words):
        if words[index] in _QUOTES:
            index += 1
            continue
        step = _step(words, index)
        if step is None:
            return None
        if step == 0:
            return index
        index += step
    return None


def paired_noun(words: Sequence[str], noun: int) -> int | None:
    """Return the index of the second noun of "бағдарлама мен жоба": a singular after "мен"."""
    if noun + 2 >= len(words) or not is_lettered(words[noun + 2]):
        return None
    if not is_conjunction(words[noun + 1]):
        return None
    first, second = analyse(words[noun]), analyse(words[noun + 2])
    single = second.pos == "noun" and not second.plural and not second.possessive
    return noun + 2 if single and first.case is None and not first.possessive else None


def dimension(word: str) -> str | None:
    """Return the noun in "үш ауысымды", "бес қабатты", None if a word is no such adjective."""
    match = _DIMENSION.fullmatch(word.casefold())
    return match[1] if match and match[1] in kazakh_words().dimensions else None


def is_verbal_noun(word: str) -> bool:
    """Tell whether a word ends as infinitives do, under any ending of possession and case."""
    return word.endswith(_VERBAL) or is_infinitive(analyse(word).lemma)


def _step(words: Sequence[str], index: int) -> int | None:
    """Return 0 where this is the head, n to go n words on, None where there is no head."""
    word = words[index]
    if not is_lettered(word) or word[0].isdigit():
        return None
    if is_abbreviation(word):
        return 1 if _next_is(words, index, _BAR) else 0
    found = analyse(word)
    if _PRONOMINAL.match(found.lemma) or _CLAUSE.search(word):
        return None
    if found.pos == "invariable":
        return 1 if found.lemma in kazakh_words().leading else None
    if found.pos in ("verb", "converb"):
        return None
    if index == 0 and (found.relative or dimension(word)):
        return 0
    if found.pos in ("adjective", "participle") and found.case is None:
        return 1
    return _noun_step(words, index, found)


def _noun_step(words: Sequence[str], index: int, found: Analysis) -> int | None:
    own = kazakh_words()
    if index + 1 < len(words) and words[index + 1] in own.relational:
        return 0
    person = found.lemma in own.people
    if found.lemma in own.carriers and (found.possessive or found.case):
        return None
    if _next_is(words, index, _BAR) or _next_is(words, index, _UNTIL):
        return 0 if person and index == 0 else 2
    if found.case is not None:
        over = _over_verbal_noun(words, index) if found.plural else 0
        return over or _over_participle(words, index, found)
    if found.possessive:
        return 0
    if found.plural:
        return _over_verbal_noun(words, index) or 1
    return 0 if person else _over_bare_noun(words, index)


def _over_bare_noun(words: Sequence[str], index: int) -> int:
    """Return how many words lead from a bare noun to the one that it leans on, 0 if none does."""
    over = _over_verbal_noun(words, index) or _over_agent(words, index)
    return over or (1 if _is_possessed(words, index + 1) else 0)


def _over_agent(words: Sequence[str], index: int) -> int:
    """Return 2 where an agent noun leads to another noun ("бағдар беруші педагог"), else 0."""
    if index + 2 >= len(words) or not words[index + 1].endswith(_AGENT):
        return 0
    return 2 if analyse(words[index + 2]).pos == "noun" else 0


def _over_verbal_noun(words: Sequence[str], index: int) -> int:
    """Return 2 where a verbal noun and a possessed one follow ("білім беру ұйымы"), else 0."""
    if index + 2 >= len(words) or not words[index + 1].endswith(_VERBAL):
        return 0
    return 2 if _is_possessed(words, index + 2) else 0


def _over_participle(words: Sequence[str], index: int, found: Analysis) -> int:
    """Return 1 where a participle takes a dative ("кәмелетке толмағандарды …"), else 0."""
    if found.case != "dative" or found.plural or found.possessive or index + 2 >= len(words):
        return 0
    if not all(map(is_lettered, words[index + 2 : index + 4])):
        return 0  # "64 мың орынға арналған 561 …": what follows is counted by itself
    following = analyse(words[index + 1])
    return 1 if following.pos == "participle" or _NOT_YET in words[index + 1] else 0


def _is_possessed(words: Sequence[str], index: int) -> bool:
    if index >= len(words) or not is_lettered(words[index]):
        return False
    found = analyse(words[index])
    is_goal = found.lemma in kazakh_words().goals
    said = _SAID.search(words[index])
    return found.possessive and found.pos == "noun" and not said and not is_goal


def _next_is(words: Sequence[str], index: int, text: str) -> bool:
    return index + 2 < len(words) and words[index + 1] == text and is_lettered(words[index + 2])
