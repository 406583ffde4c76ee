"""The words that say what is counted or measured, doing what.

What belongs here: cutting the figure's clause out of its sentence and leaving
out of it what other columns say (number, qualifier, period). Where a parser has
given heads, the words that depend on the counted noun and the verb over it.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractors.figures.model import Number, Unit
from extractors.figures.passage_text import PassageText
from extractors.figures.tree import subject_by_tree
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern, PatternSource
from schemas.document import Frozen
from schemas.tables import Language

_HARD_BORDER = re.compile(r"[;:]")
_LONGEST, _BEFORE, _AFTER = 14, 6, 9  # words


class SubjectForms(Frozen):
    """How a language bounds a figure's clause, and what says nothing there (subjects.toml).

    `conjunctions` end a clause as commas do; those among `joining` may also join
    nouns, and then do not. `item` is an item of a list before its figure, words
    in group 1. A clause of fewer than `thin` words says too little, unless
    `lists_share_opening`: the words before a list's first figure hold for all.
    Where what follows a figure begins with the end of `leaves_behind`, the first
    of `leftovers` goes.
    """

    conjunctions: PatternSource = ""
    joining: frozenset[str] = frozenset()
    item: Pattern = NEVER
    thin: int = 3
    lists_share_opening: bool = False
    prepositions: PatternSource = ""
    time_prepositions: PatternSource = ""
    fillers: PatternSource = ""
    openings: PatternSource = ""
    leaves_behind: Pattern = NEVER
    leftovers: Pattern = NEVER


class _Patterns(NamedTuple):
    """The patterns made of a language's forms."""

    border: re.Pattern[str]
    prepositions: re.Pattern[str]  # that end a text
    time_preposition: re.Pattern[str]  # that ends a text
    filler: re.Pattern[str]
    opening: re.Pattern[str]


@cache
def _forms(language: Language) -> SubjectForms:
    return LANGUAGES[language].data("subjects", SubjectForms)


@cache
def _patterns(language: Language) -> _Patterns:
    forms, never = _forms(language), NEVER.pattern
    border = rf"[;:]|\s[–—-]\s|,(?!\d)|\s(?:{forms.conjunctions or never})\s"
    prepositions = rf"(?:(?<!\w)(?:{forms.prepositions or never})\s*)+$"
    time_preposition = rf"(?<!\w)(?:{forms.time_prepositions or never})\s+$"
    filler = rf"(?<!\w)(?:{forms.fillers or never})(?!\w)"
    opening = rf"^\W*(?:{forms.openings or never})(?!\w)\s*,?\s*"
    return _Patterns(
        re.compile(border), *(
            re.compile(source, re.IGNORECASE)
            for source in (prepositions, time_preposition, filler, opening)
        ),
    )  # fmt: skip


def span_of(number: Number, unit: Unit) -> tuple[int, int]:
    """Return start and end of a figure's number with its unit; a counted noun is left out."""
    if unit.kind == "count" or unit.end <= number.end:
        return number.start, number.end
    return min(number.start, unit.start or number.start), unit.end


def subject(
    passage: PassageText, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> str | None:
    """Return the shortest stretch of the clause that says what is counted, doing what.

    `spans` are the figures of the passage, without their counted nouns. Where
    the words have heads, the tree decides.
    """
    if by_tree := subject_by_tree(passage, number, unit, spans):
        return by_tree
    around = passage.bracket(number.start)
    if label := _label(passage, number, unit, spans):
        return label
    words = _words(passage, number, unit, spans, around)
    if around is not None and len(words) < 2:
        outside = Number(around[0], around[1], 0.0)
        words = _words(passage, outside, None, spans, None)[-_BEFORE - 3 :] + words
    words = words or _around(passage, number, unit, spans)
    return " ".join(words).strip(",") or None


def _label(
    passage: PassageText, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> str | None:
    """What stands before the dash of a list's item: "…, в связи — 106,4 %, …"."""
    around, sentence = passage.bracket(number.start), passage.sentence(number.start)[0]
    first = max(sentence, around[0] + 1 if around else 0)
    start = span_of(number, unit)[0] if unit else number.start
    match = _forms(passage.language).item.search(passage.text, first, start)
    if match is None or not (around or any(first <= a < match.start(1) for a, _ in spans)):
        return None
    words = _split(_blanked(passage, match.start(1), match.end(1), spans))
    return " ".join(words) or None


def _around(
    passage: PassageText, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> list[str]:
    """The words next to a figure whose own clause has none: "Смертность: 3,37"."""
    first, last = passage.sentence(number.start)
    own = span_of(number, unit) if unit else (number.start, number.end)
    before = _patterns(passage.language).prepositions.sub(
        "", _blanked(passage, first, own[0], spans)
    )
    return _split(before)[-_BEFORE:] or _split(_blanked(passage, own[1], last, spans))[:_BEFORE]


def _words(
    passage: PassageText, number: Number, unit: Unit | None, spans: list[tuple[int, int]],
    around: tuple[int, int] | None,
) -> list[str]:  # fmt: skip
    start, end = _clause(passage, number, unit, around)
    own = span_of(number, unit) if unit else (number.start, number.end)
    before = _blanked(passage, start, own[0], spans) or ""
    after = _blanked(passage, own[1], end, spans)
    if not before.strip() and _shares_opening(passage, after):
        before = _list_opening(passage, start, spans)
    return _trimmed(passage, _without_preposition(passage, before), after)


def _shares_opening(passage: PassageText, text: str) -> bool:
    """Whether the words before a list's first figure hold for this one, which has no verb."""
    if not _forms(passage.language).lists_share_opening:
        return False
    return not any(passage.grammar.analyse(word).pos == "verb" for word in text.split())


def _borders(passage: PassageText, start: int, end: int) -> Iterator[re.Match[str]]:
    return _patterns(passage.language).border.finditer(passage.text, start, end)


def _without_preposition(passage: PassageText, text: str) -> str:
    return _patterns(passage.language).prepositions.sub("", text)


def _list_opening(passage: PassageText, start: int, spans: list[tuple[int, int]]) -> str:
    """The words before the first figure of a list, which hold for all: "Действуют 5 …, 7 …"."""
    sentence = passage.sentence(start)[0]
    first = min((a for a, _ in spans if sentence <= a < start), default=None)
    if first is None or "(" in passage.text[first:start]:
        return ""
    borders = [
        m.end() for m in _patterns(passage.language).border.finditer(passage.text, sentence, first)
    ]
    return _patterns(passage.language).prepositions.sub(
        "", _blanked(passage, max(borders, default=sentence), first, spans)
    )


def _clause(
    passage: PassageText, number: Number, unit: Unit | None, around: tuple[int, int] | None
) -> tuple[int, int]:
    """Borders of the clause around the figure."""
    first, last = around or passage.sentence(number.start)
    text = passage.text
    figure_end = max(number.end, unit.end if unit else 0)
    borders = [
        m
        for m in _patterns(passage.language).border.finditer(text, first, last)
        if _divides(passage, m)
    ]
    start = max((m.end() for m in borders if m.end() <= number.start), default=first)
    end = min((m.start() for m in borders if m.start() >= figure_end), default=last)
    forms = _forms(passage.language)
    listed = forms.lists_share_opening and not text[start : number.start].strip()
    if (
        len(text[start:end].split()) < forms.thin
        and not listed
        and not _HARD_BORDER.search(text[start - 3 : start])
    ):
        start = max((m.end() for m in borders if m.end() < start - 1), default=first)
    return start, end


def _divides(passage: PassageText, border: re.Match[str]) -> bool:
    """Whether a comma or "и" ends the clause: not before a participle, nor between nouns."""
    index, mark = passage.word_index(border.end()), border[0].strip()
    if mark not in _forms(passage.language).joining or index >= len(passage.words):
        return True
    following = passage.grammar.analyse(passage.words[index].text)
    if mark == ",":
        return following.pos != "participle" and not _closes_participle(passage, border.start())
    return following.pos not in ("noun", "adjective", "participle")


def _closes_participle(passage: PassageText, comma: int) -> bool:
    """Whether the comma before this one opened a participle's clause."""
    opened = passage.text.rfind(",", passage.sentence(comma)[0], comma)
    index = passage.word_index(opened + 1) if opened >= 0 else len(passage.words)
    if index >= len(passage.words):
        return False
    return passage.grammar.analyse(passage.words[index].text).pos == "participle"


def _blanked(passage: PassageText, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The text without figures, times and remarks in brackets, and without fillers."""
    text = passage.text
    times = [(_with_preposition(passage, p.start), p.end) for p in passage.periods]
    remarks = [(a, b) for a, b in passage.brackets if start <= a and b <= end]
    kept, at = "", start
    for gap_start, gap_end in sorted([*spans, *times, *remarks]):
        if gap_end > at and gap_start < end:
            kept, at = kept + text[at : max(at, gap_start)] + " ", min(gap_end, end)
    patterns = _patterns(passage.language)
    return patterns.filler.sub(" ", patterns.opening.sub(" ", kept + text[at:end]))


def _with_preposition(passage: PassageText, start: int) -> int:
    """Where a time begins with the preposition before it."""
    before = passage.text[max(0, start - 14) : start]
    match = _patterns(passage.language).time_preposition.search(before)
    return start - len(match[0]) if match else start


def _trimmed(passage: PassageText, before: str, after: str) -> list[str]:
    forms = _forms(passage.language)
    if forms.leaves_behind.search(after[:3]):
        after = forms.leftovers.sub(" ", after + " ", count=1)
    left, right = _split(before), _split(after)
    if len(left) + len(right) > _LONGEST:
        left, right = left[-_BEFORE:], right[:_AFTER]
    return [*left, *right]


def _split(text: str) -> list[str]:
    words = (word.strip(".:;()–—-*") for word in text.split())
    return [word for word in words if any(map(str.isalnum, word))]
