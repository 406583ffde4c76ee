"""Slips of letters: a letter stuck to a number, letters of two alphabets in one word.

What belongs here: what is misprinted in any text. What does not: misprinted months, which
deadlines know (`plan_words`), and mending anything.
"""

import re
from collections.abc import Iterator

from extractors.findings.rules import Evidence, Flaw, rule_of
from extractors.languages.alphabet import SMALL
from extractors.languages.lookalikes import (
    CYRILLIC,
    LATIN,
    LIKE_DIGITS,
    LIKE_ZERO,
    as_cyrillic,
    as_latin,
    is_roman,
)
from extractors.parsed import Passage
from schemas.base import provenance

MANY = 10  # words in letters of two alphabets: more are the habit of a whole document

# A letter before a number with its unit, in it, or before its percent sign; never in a code.
_BEFORE = re.compile(rf"(?<![\w№/.\-–])[{SMALL}](?=\d)(?P<number>\d+(?:[.,]\d+)?)(?![\w/.\-–])")
_WITHIN = re.compile(
    rf"(?<![\w№/.,\-–])\d+(?:[{LIKE_DIGITS}]\d+|[{LIKE_ZERO}](?=\s?%))(?:,\d+)?(?![\w/\-–])"
)
_AFTER = re.compile(rf"(?<![\w№/.\-–])\d+(?:[.,]\d+)?[{SMALL}](?=\s?%)")
_PERCENT = re.compile(r"\s?%")
_POWERS = ("2", "3")  # of a metre: "м2" is no slip
_WORD = re.compile(r"[^\W\d_]+")
_BOTH = re.compile(rf"[{LATIN}][{CYRILLIC}]|[{CYRILLIC}][{LATIN}]")
_LATIN = re.compile(rf"[{LATIN}]")
_CYRILLIC = re.compile(rf"[{CYRILLIC}]")


@rule_of("warning")
def letter_in_number(evidence: Evidence) -> Iterator[Flaw]:
    """A letter stands in or at a number where none belongs: "р87 %", "2О25"."""
    figures = {(row.passage_id, row.char_start) for row in evidence.figures.figures}
    for passage in evidence.parsed.passages:
        for match in _strays(passage, figures):
            message = f"“{match[0]}” holds a letter that does not belong to the number"
            yield _of_passage(passage, match.start(), message, _around(passage, match))


def _strays(passage: Passage, figures: set[tuple[str, int]]) -> Iterator[re.Match[str]]:
    text = passage.row.text
    for match in _BEFORE.finditer(text):
        figure = (passage.row.passage_id, match.start("number")) in figures
        measured = figure and match["number"] not in _POWERS
        if measured or _PERCENT.match(text, match.end()):
            yield match
    yield from _WITHIN.finditer(text)
    yield from _AFTER.finditer(text)


def _around(passage: Passage, match: re.Match[str]) -> str:
    """The misprinted number with the few words around it."""
    text = passage.row.text
    start = text.rfind(" ", 0, max(0, match.start() - 20)) + 1
    end = text.find(" ", min(len(text), match.end() + 20))
    return text[start : end if end >= 0 else len(text)]


@rule_of("warning")
def alphabets_mixed(evidence: Evidence) -> Iterator[Flaw]:
    """A word holds letters of another alphabet that only look like its own; each word once.

    Where that is the habit of a document, it is told once for all its words.
    """
    words = _mixed_words(evidence.parsed.passages)
    if len(words) > MANY:
        passage, place, _ = next(iter(words.values()))
        listed = ", ".join(f"“{word}”" for word in list(words)[:MANY])
        message = f"{len(words)} words mix the Latin and the Cyrillic alphabet: {listed}, …"
        yield _of_passage(passage, place, message, ", ".join(list(words)[:MANY]))
        return
    for word, (passage, place, times) in words.items():
        message = f"“{word}” mixes the Latin and the Cyrillic alphabet: {_foreign(word)}"
        message += f" (in {times} places)" if times > 1 else ""
        yield _of_passage(passage, place, message, word)


def _mixed_words(passages: tuple[Passage, ...]) -> dict[str, tuple[Passage, int, int]]:
    """Words of two alphabets: where each stands first, and how often it does."""
    found: dict[str, tuple[Passage, int, int]] = {}
    for passage in passages:
        if _BOTH.search(passage.row.text):
            for match in _WORD.finditer(passage.row.text):
                if _is_mixed(match[0]):
                    first, place, times = found.get(match[0], (passage, match.start(), 0))
                    found[match[0]] = (first, place, times + 1)
    return found


def _is_mixed(word: str) -> bool:
    """Tell whether all letters of one alphabet in a word of the other are its look-alikes."""
    if not _BOTH.search(word) or is_roman(word):
        return False
    return not _LATIN.search(as_cyrillic(word)) or not _CYRILLIC.search(as_latin(word))


def _foreign(word: str) -> str:
    """Say which letters are of the alphabet that fewer of the word's letters are of."""
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    letters, name = (
        (latin, "Latin") if not _LATIN.search(as_cyrillic(word)) else (cyrillic, "Cyrillic")
    )
    return f"{', '.join(dict.fromkeys(letters))} {'is' if len(set(letters)) == 1 else 'are'} {name}"


def _of_passage(passage: Passage, place: int, message: str, evidence: str) -> Flaw:
    where = provenance(passage.source.place_at(place))
    return Flaw(where, message, evidence, "passages", passage.row.passage_id)
