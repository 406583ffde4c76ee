"""Language: which of the two a text is in, and what is known of each.

What belongs here: detection, and grammar of one language in a module of its
own. What does not: extraction.
"""

import re

from extractors.language.letters import ENDINGS, FUNCTION_WORDS, KAZAKH_LETTERS, LANGUAGE_WEIGHTS
from schemas.tables import Language

__all__ = ["detect_language"]

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SURE = 3.0  # what a function word weighs, and half of what a letter does that Russian has not
_ENOUGH = 2.5  # the least evidence to go by
_LIKELY = 1.5  # the most that mere letters weigh: both languages share loanwords
_TELLING = 2.0  # what an ending weighs
_LONG = 5  # letters; shorter words end so by chance
_LONG_CAPITALS = 6  # letters; shorter words in capitals are abbreviations
_NAME = 0.1  # what a name weighs, which may be of the other language


def detect_language(text: str, default: Language = "ru") -> Language:
    """Tell the language of a passage or a whole document.

    Titles in quotes count only where nothing else does, and names count little:
    neither turns a text into the other language. `default` (a passage's
    document's language) is the answer where the words tell nothing.
    """
    for part in (_QUOTED.sub(" ", text), text):
        evidence = sum(map(_evidence, _weighted_words(part)))
        if abs(evidence) >= _ENOUGH:
            return "kk" if evidence > 0 else "ru"
    return default


def _weighted_words(text: str) -> list[tuple[str, float]]:
    """Return the words with their weights: a capital inside a sentence shows a name."""
    words = list(_WORD.finditer(text))
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


def _evidence(weighted: tuple[str, float]) -> float:
    """Return how much a word speaks for Kazakh (above 0) or Russian (below 0)."""
    word, weight = weighted[0].casefold(), weighted[1]
    language = FUNCTION_WORDS.get(word)
    if language is not None:
        return weight * (_SURE if language == "kk" else -_SURE)
    if KAZAKH_LETTERS.intersection(word):
        return weight * 2 * _SURE
    letters = sum(LANGUAGE_WEIGHTS.get(letter, 0.0) for letter in word)
    return weight * (max(-_LIKELY, min(_LIKELY, letters)) + _ending(word))


def _ending(word: str) -> float:
    """Return what the longest known ending of a word says."""
    for length in (5, 4, 3, 2):
        language = ENDINGS.get(word[-length:]) if len(word) >= _LONG else None
        if language is not None:
            return _TELLING if language == "kk" else -_TELLING
    return 0.0
