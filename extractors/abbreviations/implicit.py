"""Abbreviations that a document prints beside the very words they stand for.

A text may speak of "республиканский бюджет" and later of "РБ" without saying
that they are one. What is asked here is strict: letters that are exactly the
initials of a whole noun phrase, and only one such phrase. What does not belong
here: definitions with a mark or a bracket (`inline`).
"""

import re
from collections.abc import Iterator, Sequence, Set

from extractors.abbreviations.letters import letters_of
from extractors.abbreviations.lexicon import (
    any_words,
    common_abbreviations,
    words_of_language,
)
from extractors.languages import LANGUAGES
from extractors.languages import Language as Grammar
from extractors.languages.alphabet import CAPITAL
from extractors.languages.lookalikes import is_roman
from extractors.languages.words import Word, words_of
from extractors.parsed import Passage
from schemas.tables import Language

ACRONYM = re.compile(rf"(?<![\w-])[{CAPITAL}]{{2,8}}(?!\w)")
SHORTEST_HALF = 3
PUNCTUATION = re.compile(r"[^\w\s«»\"'’‑-]")
AHEAD = 4  # times that a phrase must be commoner than all others with its initials
NEAR = 6  # passages: a phrase that is printed once explains letters only this near


def find_implicit(
    passages: Sequence[Passage], known: Set[str]
) -> Iterator[tuple[str, str, Passage]]:
    """Yield short name, expansion and the passage that first uses the short name."""
    first_use: dict[str, int] = {}
    for index, passage in enumerate(passages):
        for short in _acronyms(passage.row.text):
            if short not in known and not is_roman(short):
                first_use.setdefault(short, index)
    yield from _clipped(passages, known)
    texts = [_Text(passage) for passage in passages]
    for short, index in first_use.items():
        phrase = _only_one(_phrases(letters_of(short), texts), index)
        if phrase and (short not in common_abbreviations() or _is_proper(phrase)):
            yield short, phrase, passages[index]


def _is_proper(phrase: str) -> bool:
    """Tell whether all words are names: a name in full explains even what all know ("РК")."""
    return all(word.text[0].isupper() for word in words_of(phrase))


def _clipped(passages: Sequence[Passage], known: Set[str]) -> Iterator[tuple[str, str, Passage]]:
    """Yield names made of the beginnings of two words ("Нацфонд"), which no dictionary has."""
    seen = set(known)
    for passage in passages:
        language = LANGUAGES[passage.row.language]
        for match in words_of_language(language.code).clipped.finditer(passage.row.text):
            short = match.group()
            if short in seen or language.is_known(short):
                continue
            seen.add(short)
            phrases = (_spelled_out(short, p.row.text, language) for p in passages)
            phrase = next(filter(None, phrases), None)
            if phrase:
                yield short, phrase, passage


def _spelled_out(short: str, text: str, language: Grammar) -> str | None:
    """Return an adjective and its noun that begin with the two halves of a clipped name."""
    halves_of = words_of_language(language.code).clipped_halves
    for cut in range(SHORTEST_HALF, len(short) - SHORTEST_HALF + 1):
        first = halves_of.get(short[:cut], short[:cut])
        halves = rf"(?<!\w){first}\w+\s+{short[cut:]}\w*"
        match = re.search(halves, text, re.IGNORECASE)
        if match and (phrase := language.told_nominative(match.group())):
            return phrase
    return None


class _Text:
    """A passage's words that may carry a letter, and their initials."""

    def __init__(self, passage: Passage) -> None:
        self.text = passage.row.text
        self.language: Language = passage.row.language
        self.words = [w for w in words_of(self.text) if _carries_letter(w)]
        self.initials = "".join(word.text[0].casefold() for word in self.words)

    def runs(self, letters: str) -> Iterator[list[Word]]:
        """Yield the runs of words with these initials."""
        start = self.initials.find(letters)
        while start >= 0:
            yield self.words[start : start + len(letters)]
            start = self.initials.find(letters, start + 1)


def _carries_letter(word: Word) -> bool:
    return word.text[0].isalpha() and word.text.casefold() not in any_words().function_words


def _acronyms(text: str) -> Iterator[str]:
    """Yield the acronyms of a text, but for a line that is all in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) < len(letters) / 2:
        for match in ACRONYM.finditer(text):
            yield match.group()


def _phrases(letters: str, texts: Sequence[_Text]) -> dict[str, list[int]]:
    """Return the noun phrases, in the nominative, and the passages they occur in."""
    found: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        for run in text.runs(letters):
            phrase = _noun_phrase(text, run)
            if phrase:
                found.setdefault(phrase, []).append(index)
    return found


def _only_one(found: dict[str, list[int]], index: int) -> str | None:
    """Return the phrase that stands alone or far ahead, printed twice or near the short name."""
    ranked = sorted(found, key=lambda phrase: -len(found[phrase]))
    if not ranked:
        return None
    places = found[ranked[0]]
    if sum(map(len, found.values())) - len(places) > len(places) / AHEAD:
        return None
    near = min(abs(place - index) for place in places) <= NEAR
    return ranked[0] if near or len(places) > 1 else None


def _noun_phrase(text: _Text, run: Sequence[Word]) -> str | None:
    phrase = text.text[run[0].start : run[-1].end]
    if PUNCTUATION.search(phrase) or any(word.text.isupper() for word in run):
        return None
    if _opens_sentence(text, run):
        return None
    language = LANGUAGES[text.language]
    is_phrase = _is_headed(run, language) if language.head_first else len(run) > 2
    return language.told_nominative(phrase) if is_phrase else None


def _opens_sentence(text: _Text, run: Sequence[Word]) -> bool:
    """Tell whether the run is where a new sentence happens to begin, its subject: no term."""
    before = text.text[: run[0].start].rstrip()
    rest_small = all(word.text[0].islower() for word in run[1:])
    goes_on = bool(text.text[run[-1].end :].strip())
    return run[0].text[0].isupper() and rest_small and before.endswith((".", "!", "?")) and goes_on


def _is_headed(run: Sequence[Word], language: Grammar) -> bool:
    """An adjective and its noun, or a noun and genitives; proper names side by side too."""
    head = next((i for i, word in enumerate(run) if language.is_head(word.text)), None)
    if head is None or not language.is_head(run[-1].text):
        return False
    proper = all(word.text[0].isupper() for word in run)
    return proper or all(language.is_genitive(word.text) for word in run[head + 1 :])
