"""The clause that leads up to a definition.

What does not belong here: where in the clause the phrase begins, which is a
matter of letters and grammar.
"""

import re
from collections.abc import Sequence

from extractors.abbreviations.lexicon import any_words
from extractors.languages import Language
from extractors.languages.alphabet import CAPITAL
from extractors.languages.words import QUOTED_PATTERN, Word, words_of

LONGEST_CLAUSE = 60  # words
_LONGEST_WORD = 40  # characters, for how far back a clause is looked for
_STOP = 2  # characters of the stop and bracket that end a definition
_PART = re.compile(r",?[^,]+")  # of a phrase, between commas
BOUNDARY = re.compile(
    rf"(?<=[^\W\d_]{{3}})[.!?]\W?\s+(?=[\"«“]?[A-Z{CAPITAL}])|;\s|^\s*\d+(?:-\d+)?[.)]\s|^\s*[-–•]\s"
)


def clause_before(text: str, end: int, floor: int = 0) -> tuple[int, list[Word]]:
    """Return where the clause that `end` closes begins, and its words (places in `text`).

    `floor` is where an earlier definition ended: the clause begins after it.
    """
    begin = max(0, floor - _STOP, end - _LONGEST_WORD * LONGEST_CLAUSE)
    ends = (match.end() for match in BOUNDARY.finditer(text, begin, end))
    start = max((floor, *ends))
    words = (Word(w.text, w.start + begin, w.end + begin) for w in words_of(text[begin:end]))
    return start, [word for word in words if word.start >= start][-LONGEST_CLAUSE:]


def after_pointers(words: list[Word]) -> list[Word]:
    """Return the words after the last one that merely points at the phrase ("прилагаемый")."""
    folded = [word.text.casefold() for word in words]
    for index in range(len(words) - 1, 0, -1):
        for pointer in any_words().pointers:
            parts = pointer.split()
            if folded[max(0, index - len(parts)) : index] == parts:
                return words[index:]
    return words


def phrase_before(text: str, words: Sequence[Word], language: Language) -> int | None:
    """Return which of the words begins the noun phrase that ends them, with what depends on it.

    Its head stands first: it is what the last verb, comma or beginning of the clause leaves,
    after a preposition that governs the whole. None if no noun phrase is left.
    """
    first = len(words)
    while first and not _ends_before(text, words, first - 1, language):
        first -= 1
    while first < len(words) - 1 and _leads(words[first].text, language):
        first += 1
    if first == len(words):
        return None
    heads = [word.text for word in words[first:]]
    begins = next((i for i, word in enumerate(heads) if language.is_head(word)), None)
    leading = heads[: begins or 0]
    return None if begins is None or any(map(language.is_preposition, leading)) else first


def _ends_before(text: str, words: Sequence[Word], index: int, language: Language) -> bool:
    """Tell whether the phrase begins only after this word: a verb, or one before a comma."""
    following = words[index + 1].start if index + 1 < len(words) else words[index].end
    return "," in text[words[index].end : following] or language.is_verb(words[index].text)


def _leads(word: str, language: Language) -> bool:
    return language.is_preposition(word) or word.casefold() in any_words().function_words


def without_clauses(phrase: str, language: Language) -> str:
    """Return a phrase without the clauses after it that say where it is from.

    Such a clause follows a comma, and begins with a telling word or has a verb.
    """
    kept = 0
    for match in _PART.finditer(QUOTED_PATTERN.sub(lambda quoted: "_" * len(quoted[0]), phrase)):
        part = match[0].strip(" ,")
        if kept and part.casefold().startswith(any_words().clause_openings):
            break
        if kept and any(language.is_verb(word.text) for word in words_of(part)):
            break
        kept = match.end()
    return phrase[:kept].rstrip(" ,")


def outside_quotes(text: str, words: list[Word]) -> list[Word]:
    """Return the words that stand in no quoted title and in no brackets."""
    if not words:
        return []
    start = words[0].start - (words[0].start > 0 and text[words[0].start - 1] in '"«“')
    return [word for word in words if _is_outside(text[start : word.start])]


def _is_outside(before: str) -> bool:
    pairs = (("«", "»"), ("“", "”"), ("(", ")"))
    straight = before.count('"') % 2 == 0
    return straight and all(before.count(a) <= before.count(b) for a, b in pairs)
