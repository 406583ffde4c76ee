"""Which language a text is in.

What belongs here: weighing the evidence of a text's words. What does not: the
numbers behind it (`statistics`).
"""

import re
from collections.abc import Iterable

from extractors.languages.profiles import fallback_language
from extractors.languages.statistics import ENDINGS, FUNCTION_WORDS, LETTER_WEIGHTS, OWN_LETTERS
from extractors.languages.words import QUOTED_PATTERN, WORD_PATTERN
from schemas.tables import Language

_SURE = 3.0  # what a function word weighs, and half of what a letter does that no other has
_ENOUGH = 2.5  # the least lead over the next language to go by
_LIKELY = 1.5  # the most that mere letters weigh: languages share loanwords
_TELLING = 2.0  # what an ending weighs
_LONG = 5  # letters; shorter words end so by chance
_LONG_CAPITALS = 6  # letters; shorter words in capitals are abbreviations
_NAME = 0.1  # what a name weighs, which may be of another language


def detect_language(text: str, default: Language | None = None) -> Language:
    """Tell the language of a passage or a whole document.

    Titles in quotes count only where nothing else does, and names count little:
    neither turns a text into another language. `default` (a passage's
    document's language, or the fallback of the languages) is the answer where the
    words tell nothing.
    """
    for part in (QUOTED_PATTERN.sub(" ", text), text):
        evidence = _evidence(_weighted_words(part))
        best, *others = sorted(evidence, key=lambda code: -evidence[code])
        if evidence[best] - max((evidence[other] for other in others), default=0.0) >= _ENOUGH:
            return best
    return default or fallback_language()


def _weighted_words(text: str) -> list[tuple[str, float]]:
    """Return the words with their weights: a capital inside a sentence shows a name."""
    words = list(WORD_PATTERN.finditer(text))
    capitals = [m[0] for m in words if m[0].isupper()]
    if len(capitals) > len(words) / 2 and max(map(len, capitals)) >= _LONG_CAPITALS:
        return [(m[0], 1.0) for m in words]  # a heading in capitals
    if len(words) > 1 and all(m[0][0].isupper() for m in words):
        return [(m[0], _NAME) for m in words]
    return [(m[0], _weight(text, m)) for m in words]


def _weight(text: str, match: re.Match[str]) -> float:
    word = match[0]
    if len(word) > 1 and word.isupper():
        return 0.0  # an abbreviation
    before = text[: match.start()].rstrip(' «“"(—–-')
    opens_sentence = not before or before[-1] in ".!?:;\n"
    return _NAME if word[0].isupper() and not opens_sentence else 1.0


def _evidence(words: Iterable[tuple[str, float]]) -> dict[Language, float]:
    """Return how much the words speak for each language."""
    total: dict[Language, float] = dict.fromkeys(LETTER_WEIGHTS, 0.0)
    for word, weight in words:
        for language, points in _points(word.casefold()).items():
            total[language] += weight * points
    return total


def _points(word: str) -> dict[Language, float]:
    """Return the points of one word for each language that it speaks for."""
    if word in FUNCTION_WORDS:
        return {FUNCTION_WORDS[word]: _SURE}
    own = [language for language, letters in OWN_LETTERS.items() if letters.intersection(word)]
    if own:
        return dict.fromkeys(own, 2 * _SURE)
    points = {language: _letter_points(word, language) for language in LETTER_WEIGHTS}
    telling = _ending(word)
    if telling:
        points[telling] = points[telling] + _TELLING
    return points


def _letter_points(word: str, language: Language) -> float:
    """Half of what the letters say, since they say as much against the rival."""
    weights = LETTER_WEIGHTS[language]
    ratio = sum(weights.get(letter, 0.0) for letter in word)
    return max(-_LIKELY, min(_LIKELY, ratio)) / 2


def _ending(word: str) -> Language | None:
    """Return the language that the longest known ending of a word speaks for."""
    for length in (5, 4, 3, 2):
        language = ENDINGS.get(word[-length:]) if len(word) >= _LONG else None
        if language is not None:
            return language
    return None
