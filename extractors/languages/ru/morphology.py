"""Russian words: dictionary form and grammatical shape, by pymorphy3, remembered.

What belongs here: taking one word apart. What does not: phrases and sentences.
"""

from functools import cache, lru_cache
from typing import Any

from extractors.languages import data
from extractors.languages.base import Analysis, PartOfSpeech
from schemas.document import Frozen

_PARTS: dict[str, PartOfSpeech] = {
    "NOUN": "noun", "ADJF": "adjective", "ADJS": "verb", "COMP": "adverb", "VERB": "verb",
    "INFN": "infinitive", "PRTF": "participle", "PRTS": "verb", "GRND": "adverb",
    "NUMR": "numeral", "ADVB": "adverb", "NPRO": "pronoun", "PRED": "verb", "PREP": "preposition",
    "CONJ": "conjunction", "PRCL": "particle",
}  # fmt: skip


class _Lemma(Frozen):
    form: str
    lemma: str


def lemma(word: str) -> str:
    """Return the dictionary form, in lower case, with its ё."""
    return analyse(word).lemma


def stem(word: str) -> str:
    """Return what all forms of a word share, for search: the lemma with е for ё."""
    return lemma(word).replace("ё", "е")


def is_known(word: str) -> bool:
    """Tell whether the dictionary has a word, in any of its forms."""
    return bool(_analyser().word_is_known(word))


@cache
def parses(word: str) -> tuple[Any, ...]:
    """Return pymorphy's readings of a word as it stands, the most probable first."""
    return tuple(_analyser().parse(word))


def is_word(word: str) -> bool:
    """Tell whether the dictionary has a word, as more than an abbreviation."""
    readings = _analyser().parse(word.casefold())
    return any(r.is_known and "Abbr" not in r.tag for r in readings)


@lru_cache(maxsize=10_000)
def is_finite(word: str) -> bool:
    """Tell whether a word is most probably a verb in a finite form, one that the dictionary has."""
    best = _analyser().parse(word.casefold())[0]
    return bool(best.is_known and best.tag.POS == "VERB" and best.score > 0.5)


@lru_cache(maxsize=200_000)
def analyse(word: str) -> Analysis:
    """Take a word apart by its most probable reading."""
    folded = word.casefold()
    if folded in _own_lemmas():
        own = _own_lemmas()[folded]
        return Analysis(own, "noun", plural=True)
    readings = _analyser().parse(folded)
    best = readings[0]
    nouns = [r for r in readings if r.tag.POS == "NOUN" and r.score >= 0.01]
    return Analysis(
        lemma=_normal(best, folded),
        pos=_PARTS.get(str(best.tag.POS), "other"),
        plural=best.tag.number == "plur",
        noun_cases=frozenset(str(r.tag.case) for r in nouns),
        animate=bool(nouns) and "anim" in nouns[0].tag,
        countable=any({"gent", "plur"} in r.tag for r in nouns),
    )


@lru_cache(maxsize=50_000)
def counted_lemma(word: str) -> str:
    """Return the dictionary form of a word that a numeral governs: rather a genitive plural."""
    folded = word.casefold()
    if folded in _own_lemmas():
        return _own_lemmas()[folded]
    readings = [r for r in _analyser().parse(folded) if r.tag.POS in ("NOUN", "ADJF", "PRTF")]
    ranked = sorted(readings, key=_counted_rank)
    return _normal(ranked[0], folded) if ranked else lemma(word)


def _counted_rank(reading: Any) -> tuple[bool, bool, bool, bool, float]:
    tag = reading.tag
    genitive = tag.case == "gent"
    return (
        tag.POS != "NOUN" or "Geox" in tag or "Name" in tag or "Surn" in tag,
        not (genitive and tag.number == "plur"), not genitive,
        reading.normal_form.endswith(("ово", "ево")),  # villages, guessed from the ending
        -float(reading.score),
    )  # fmt: skip


def _normal(reading: Any, word: str) -> str:
    """The dictionary form; a participle stays one, a compound bends whole."""
    if "-" in word:
        *first, last = word.split("-")
        return "-".join((*map(_first_part, first), _own_lemmas().get(last) or lemma(last)))
    if reading.tag.POS == "PRTF":
        form = reading.inflect({"nomn", "masc", "sing"})
        return str(form.word if form else reading.word)
    return str(reading.normal_form)


def _first_part(part: str) -> str:
    """The first part of a compound: with a linking vowel it does not bend ("койко-мест")."""
    own = _own_lemmas().get(part)
    return own or (part if part.endswith(("о", "е")) else lemma(part))


def may_describe(word: str) -> bool:
    """Tell whether a noun for a living being is also an adjective: "пожарных" of "депо"."""
    readings = parses(word.casefold())
    animate = any(r.tag.POS == "NOUN" and "anim" in r.tag for r in readings)
    return animate and any(r.tag.POS == "ADJF" for r in readings)


@cache
def _own_lemmas() -> dict[str, str]:
    """Words of the genre that pymorphy guesses wrong."""
    return {row.form: row.lemma for row in data.load_rows("ru", "lemmas", _Lemma)}


@cache
def _analyser() -> Any:
    import pymorphy3  # slow to import, and not always needed

    return pymorphy3.MorphAnalyzer(lang="ru")
