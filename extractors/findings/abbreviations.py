"""Findings about abbreviations: used and not explained, explained and not used.

What belongs here: rules over abbreviations, and what in a text is one. What does not:
finding what they stand for (`extractors.abbreviations`).
"""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors.abbreviations.lexicon import common_abbreviations
from extractors.findings.rules import Evidence, Flaw, place_of, rule_of
from extractors.languages import LANGUAGES
from extractors.languages.alphabet import CAPITAL, LETTER, SMALL
from extractors.languages.lookalikes import is_roman
from extractors.languages.statistics import FUNCTION_WORDS
from extractors.parsed import Passage
from schemas.base import provenance

# Begins and ends with a capital, two at least: "ОМ", "БПҚСжАЕК"; endings follow a hyphen.
_ABBREVIATION = re.compile(
    rf"(?<![\w-])[{CAPITAL}](?:[{LETTER}]*[{CAPITAL}])(?=(?:-[{LETTER}]+)?(?!\w))"
)
# A surname in capitals after a given name or initials: "Асан ҮСЕНОВ", "А. ҮСЕНОВ".
_SURNAME = re.compile(
    rf"(?:(?<!\w)[{CAPITAL}][{LETTER}]*[{SMALL}]|[{CAPITAL}]\.)\s+[{CAPITAL}]{{5,}}(?!\w)"
)
# In the number of an act: after its sign, or after digits and a stroke.
_OF_NUMBER = re.compile(rf"№\s?(?:[{CAPITAL}]{{2,6}}\s)?[\w/.-]*|\d\s?/\s?[{CAPITAL}]{{1,6}}")
# A name that ends in a number, in quotes or tied to it: "«ТОП – 100", "АСО-3".
_WITH_NUMBER = re.compile(
    rf"(?<![\w-])[{CAPITAL}]{{2,8}}[-–‑]\d+|(?<=[«“\"])[{CAPITAL}]{{2,8}}\s?[–-]\s?\d+"
)
_BEFORE_NUMBER = re.compile(r"\s?[–-]\s?\d")
# A title in capitals.
_SHOUTED = re.compile(rf"(?<![\w-])(?:(?<!\w)[{CAPITAL}-]{{4,}}(?!\w)[\s,]*){{2,}}")


@rule_of("warning")
def abbreviation_unexplained(evidence: Evidence) -> Iterator[Flaw]:
    """An abbreviation is used, but nowhere explained."""
    known = _explained(evidence)
    for short, (uses, passage, offset) in _unexplained(evidence).items():
        if any(_is_near(short, other) for other in known):
            continue  # told by `abbreviation_near_miss`
        times = "once" if uses == 1 else f"{uses} times"
        message = f"“{short}” is used {times} and explained nowhere in the document"
        where = provenance(passage.source.place_at(offset))
        yield Flaw(where, message, short, "passages", passage.row.passage_id)


@rule_of("info")
def abbreviation_unused(evidence: Evidence) -> Iterator[Flaw]:
    """An abbreviation is explained, but never used."""
    for row in evidence.abbreviations.abbreviations:
        if row.uses == 0:
            message = f"“{row.abbreviation}” ({row.expansion}) is explained but never used"
            yield Flaw(
                place_of(row), message, row.abbreviation, "abbreviations", row.abbreviation_id
            )


@rule_of("warning")
def abbreviation_near_miss(evidence: Evidence) -> Iterator[Flaw]:
    """An unexplained abbreviation is one letter off explained ones: a slip, perhaps."""
    known = sorted(_explained(evidence))
    for short, (_, passage, offset) in _unexplained(evidence).items():
        near = [other for other in known if _is_near(short, other)]
        if near:
            listed = ", ".join(f"“{other}”" for other in near)
            message = f"“{short}” is explained nowhere in the document, and one letter off {listed}"
            where = provenance(passage.source.place_at(offset))
            yield Flaw(where, message, short, "passages", passage.row.passage_id)


def _explained(evidence: Evidence) -> frozenset[str]:
    """The abbreviations that the document explains."""
    return frozenset(row.abbreviation for row in evidence.abbreviations.abbreviations)


def _unexplained(evidence: Evidence) -> dict[str, tuple[int, Passage, int]]:
    """Abbreviations that nothing explains: how often, and where each is used first.

    What is explained as a part of a name ("МТ РК", "«Самал» ҰҒПИ") is explained.
    """
    names = " ".join(_explained(evidence))
    known = _explained(evidence) | common_abbreviations() | set(_ABBREVIATION.findall(names))
    found: dict[str, tuple[int, Passage, int]] = {}
    for passage in evidence.parsed.passages:
        if passage.part != "editorial_note":
            for short, offset in _abbreviations_in(passage.row.text):
                if short not in known:
                    uses, first, place = found.get(short, (0, passage, offset))
                    found[short] = (uses + 1, first, place)
    return found


def _abbreviations_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield what looks like an abbreviation; titles, surnames and words in capitals do not.

    Neither do letters of an act's number ("№ 378/НҚ") and of a name with a number ("ТОП – 100").
    """
    patterns = (_SHOUTED, _SURNAME, _OF_NUMBER, _WITH_NUMBER)
    apart = [m.span() for pattern in patterns for m in pattern.finditer(text)]
    for match in _ABBREVIATION.finditer(text):
        inside = any(start <= match.start() < end for start, end in apart)
        listed = _BEFORE_NUMBER.match(text, match.end()) and _is_common_word(match[0])
        if not inside and not listed and not _is_word(match[0]) and not is_roman(match[0]):
            yield match[0], match.start()


@cache
def _is_word(short: str) -> bool:
    """Whether it is a word of any language in capitals ("ПРИКАЗЫВАЮ", "БҰЙЫРАМЫН")."""
    if len(short) < 4:
        return short.lower() in FUNCTION_WORDS
    return any(language.is_word(short) for language in LANGUAGES.values())


def _is_common_word(short: str) -> bool:
    """Whether a dictionary has it in small letters: "ТОП – 100" is a list's name."""
    return any(language.is_word(short.lower()) for language in LANGUAGES.values())


def _is_near(short: str, known: str) -> bool:
    """Whether a letter added, dropped or (in three letters or more) changed makes them equal."""
    if len(short) == len(known) <= 2:
        return False
    return Levenshtein.distance(short, known, score_cutoff=1) == 1
