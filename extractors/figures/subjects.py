"""The words that say what is counted or measured, doing what.

What belongs here: cutting the figure's clause out of its sentence and leaving
out of it what other columns say (number, qualifier, period). Where a parser has
given heads, the words that depend on the counted noun and the verb over it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractors.figures.model import Number, Unit
from extractors.figures.passage_text import PassageText
from extractors.figures.subject_phrases import ENOUGH, PhraseForms, Word, shortened
from extractors.figures.tree import subject_by_tree
from extractors.languages import LANGUAGES
from extractors.languages.base import Analysis
from extractors.languages.data import NEVER, Pattern, PatternSource
from extractors.languages.words import QUOTED_PATTERN
from schemas.tables import Language

Counted = Sequence[tuple[Number, Unit]]
_HARD_BORDER = re.compile(r"[;:]")
_LONGEST_PREPOSITION = 14  # characters, the space after it included
_OVERLAPPING = 2  # figures before a sentence whose units may reach into it
_NEAR = 6  # words next to a figure whose clause has none


class SubjectForms(PhraseForms):
    """How a language bounds a figure's clause, and what says nothing there (subjects.toml).

    `conjunctions` end a clause as commas do; those among `joining` may also join
    nouns, and then do not. `item` is an item of a list before its figure, words
    in group 1. A clause of fewer than `thin` words says too little, unless
    `lists_share_opening`: the words before a list's first figure hold for all.
    Where what follows a figure begins with the end of `leaves_behind`, the first
    of `leftovers` goes. The units `times` say how often.
    """

    joining: frozenset[str] = frozenset()
    item: Pattern = NEVER
    thin: int = 3
    times: frozenset[str] = frozenset()
    lists_share_opening: bool = False
    prepositions: PatternSource = ""
    time_prepositions: PatternSource = ""
    fillers: PatternSource = ""
    openings: PatternSource = ""
    leaves_behind: Pattern = NEVER
    leftovers: Pattern = NEVER


class Subject(NamedTuple):
    """The words that say what is counted, and in a few words how they were found."""

    words: str | None
    way: str


class _Found(NamedTuple):
    """Words of a subject in order, and how they were found."""

    words: list[str]
    way: str


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
    prepositions = rf"(?:(?<!\w)(?:{forms.prepositions or never})\s*){{1,8}}$"
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
    counts = unit.kind == "count" or (unit.base and unit.base[1] <= number.start)
    if counts or unit.end <= number.end:
        return number.start, number.end
    return min(number.start, unit.start or number.start), unit.end


def subject(
    passage: PassageText,
    number: Number,
    unit: Unit | None,
    counted: Counted,
    before_it: str | None = None,
) -> Subject:
    """Return the shortest words of the clause that say what is counted, doing what.

    `counted` are the figures of the passage in order, `before_it` is the subject of the figure
    before this one in its sentence, which holds for one without words of its own.
    Where the words have heads, the tree decides.
    """
    around = passage.bracket(number.start)
    counted = _beside(passage, number, around, counted)
    spans = [span_of(*figure) for figure in counted]
    parsed = bool(passage.words) and passage.words[0].head is not None
    if parsed and (by_tree := subject_by_tree(passage, number, unit, spans)):
        return Subject(by_tree, "tree")
    if label := _label(passage, number, unit, spans):
        return Subject(label, "label")
    words, way = _words(passage, number, unit, counted, around, before_it)
    own = _own_span(passage, number, unit)
    has_noun = bool(_noun_of(passage, number, unit, own[1]).strip())
    inside = has_noun and unit is not None and around is not None and unit.end <= around[1]
    if around is not None and len(words) < 2 and not inside:
        outside = Number(around[0], around[1], 0.0)
        words = _words(passage, outside, None, counted, None, None).words + words
        way = "outside brackets"
    if not words:
        words, way = _around(passage, number, unit, spans), "words around"
    return Subject(" ".join(words).strip(",") or None, way)


def _beside(
    passage: PassageText, number: Number, around: tuple[int, int] | None, counted: Counted
) -> Counted:
    """The figures of the sentence, and of the brackets around the figure: no others matter."""
    first, last = passage.sentence(number.start)
    if around:
        first = min(first, passage.sentence(around[0])[0])
        last = max(last, passage.sentence(around[1])[1])
    index = bisect_left(counted, first, key=_start)
    return counted[max(0, index - _OVERLAPPING) : bisect_left(counted, last, key=_start) + 1]


def _start(figure: tuple[Number, Unit]) -> int:
    return figure[0].start


def _label(
    passage: PassageText, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> str | None:
    """What stands before the dash of a list's item: "…, в связи — 106,4 %, …"."""
    around, sentence = passage.bracket(number.start), passage.sentence(number.start)[0]
    first = max(sentence, around[0] + 1 if around else 0)
    start = span_of(number, unit)[0] if unit else number.start
    match = _forms(passage.language).item.search(passage.text, first, start)
    if match is None:
        return None
    words = _split(_blanked(passage, match.start(1), match.end(1), spans))
    noun = _split(_noun_of(passage, number, unit, start))
    if not words or any(passage.grammar.is_verb(word.text) for word in (*words, *noun)):
        return None
    forms = _forms(passage.language)
    found = shortened(passage.grammar, forms, words, noun, counted=len(noun))
    return " ".join(found) or None


def _noun_of(passage: PassageText, number: Number, unit: Unit | None, start: int) -> str:
    """The words between a number and the end of its counted noun; none for a measure."""
    if unit is None or unit.kind not in ("count", "ratio") or _is_times(passage, unit):
        return ""
    return passage.text[max(number.end, start) : max(unit.end, number.end)]


def _aged(passage: PassageText, unit: Unit | None, after: str) -> int:
    """How many words after an age are those who are of it, where a language names them there."""
    if unit is None or unit.kind != "age" or passage.grammar.head_first:
        return 0
    noun = passage.grammar.counted_noun([word.text for word in _split(after)])
    return 0 if noun is None else noun + 1


def _is_times(passage: PassageText, unit: Unit) -> bool:
    """Whether the unit says how often, which is nothing that is counted."""
    return unit.name in _forms(passage.language).times


def _around(
    passage: PassageText, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> list[str]:
    """The words next to a figure whose own clause has none: "Смертность: 3,37"."""
    first, last = passage.sentence(number.start)
    own = span_of(number, unit) if unit else (number.start, number.end)
    before = _patterns(passage.language).prepositions.sub(
        "", _blanked(passage, first, own[0], spans)
    )
    after = _blanked(passage, own[1], last, spans)
    return _texts(_split(before)[-_NEAR:] or _split(after)[:_NEAR])


def _words(
    passage: PassageText, number: Number, unit: Unit | None, counted: Counted,
    around: tuple[int, int] | None, before_it: str | None,
) -> _Found:  # fmt: skip
    start, end = _clause(passage, number, unit, around)
    own = _own_span(passage, number, unit)
    spans = [span_of(*figure) for figure in counted]
    noun = _noun_of(passage, number, unit, own[1])
    first, last = _between_figures(passage, counted, own, (start, end), has_noun=bool(noun.strip()))
    after = _without_ending(passage, _blanked(passage, own[1], last, spans))
    before = _before(passage, first, own[0], spans)
    if before_it and not noun.strip() and not _split(before + after):
        return _Found(before_it.split(), "figure before")
    bare = first > start and not _has_noun(passage, before)
    way = "noun" if noun.strip() else "clause"
    if bare or _lacks_opening(passage, before, after, has_noun=bool(noun.strip())):
        opening = _opening(passage, start, first, own, spans)
        before, way = f"{opening} {before}", "opening" if opening.strip() else way
    forms = _forms(passage.language)
    size = len(_split(noun)) or _aged(passage, unit, after)
    before_words, after_words = _split(before), _split(after)
    whole = len(before_words) + len(after_words) <= ENOUGH
    words = shortened(passage.grammar, forms, before_words, after_words, counted=size)
    return _Found(words, f"{way}/{'whole' if whole else 'cut'}")


def _has_noun(passage: PassageText, text: str) -> bool:
    """Whether a text has a noun; in a language that has its verb last, none need be there."""
    if not passage.grammar.head_first:
        return True
    return any(passage.grammar.analyse(word.text).pos == "noun" for word in _split(text))


def _lacks_opening(passage: PassageText, before: str, after: str, *, has_noun: bool) -> bool:
    """Whether what opens the clause or list holds for a figure further on in it, too."""
    if after.lstrip()[:1] in tuple("–—-"):
        return False  # a dash after the figure tells what is counted
    if _forms(passage.language).lists_share_opening:
        return not _says_what(passage, before) and _shares_opening(passage, after)
    return not has_noun and not _split(before)


def _own_span(passage: PassageText, number: Number, unit: Unit | None) -> tuple[int, int]:
    if unit is None:
        return number.start, number.end
    return _whole(number, unit) if _is_times(passage, unit) else span_of(number, unit)


def _says_what(passage: PassageText, text: str) -> bool:
    """Whether the words have a verb, or a noun that may be a subject."""
    governed = False
    for word in _split(text):
        found = passage.grammar.analyse(word.text)
        leads = found.pos == "noun" and not governed and _may_lead(passage, found)
        if leads or found.pos in ("verb", "infinitive"):
            return True
        governed = found.pos == "preposition" or (governed and found.pos != "noun")
    return False


def _may_lead(passage: PassageText, noun: Analysis) -> bool:
    return "nomn" in noun.noun_cases or not passage.grammar.head_first


def _opening(
    passage: PassageText,
    start: int,
    first: int,
    own: tuple[int, int],
    spans: list[tuple[int, int]],
) -> str:
    """The words before the first figure of the clause or, if this is the first, of the list."""
    shared = _forms(passage.language).lists_share_opening and first == start
    listed = _list_opening(passage, start, spans) if shared else ""
    opens = _first_of_clause(spans, start, own)
    return listed or (_before(passage, start, opens, spans) if opens < own[0] else "")


def _between_figures(
    passage: PassageText,
    counted: Counted,
    own: tuple[int, int],
    clause: tuple[int, int],
    *,
    has_noun: bool,
) -> tuple[int, int]:
    """Where the words of the clause begin and end that stand at no other figure.

    The counted noun of the figure before may say what is measured: "человек на сумму".
    """
    keeps_noun = passage.grammar.head_first and not has_noun
    before = [(span_of if keeps_noun else _whole)(*figure) for figure in counted]
    first = max((b for _, b in before if clause[0] < b <= own[0]), default=clause[0])
    wholes = [_whole(*figure) for figure in counted]
    return first, min((a for a, _ in wholes if own[1] < a < clause[1]), default=clause[1])


def _whole(number: Number, unit: Unit) -> tuple[int, int]:
    return min(number.start, unit.start or number.start), max(number.end, unit.end)


def _first_of_clause(spans: list[tuple[int, int]], start: int, own: tuple[int, int]) -> int:
    return min((a for a, _ in spans if start <= a < own[0]), default=own[0])


def _before(passage: PassageText, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    return _without_preposition(passage, _blanked(passage, start, end, spans))


def _without_ending(passage: PassageText, after: str) -> str:
    """The words after a figure without the ending or preposition that it leaves behind."""
    forms = _forms(passage.language)
    if forms.leaves_behind.search(after[:3]):
        after = forms.leftovers.sub(" ", after + " ", count=1)
    return _without_preposition(passage, after)


def _shares_opening(passage: PassageText, text: str) -> bool:
    """Whether the words before a list's first figure hold for this one, which has no verb."""
    return not any(passage.grammar.analyse(word).pos == "verb" for word in text.split())


def _borders(passage: PassageText, start: int, end: int) -> Iterator[re.Match[str]]:
    """The borders of clauses outside quotes and remarks in brackets."""
    quoted = [m.span() for m in QUOTED_PATTERN.finditer(passage.text, start, end)]
    closed = [(a, b) for a, b in passage.brackets if start <= a and b <= end] + quoted
    for border in _patterns(passage.language).border.finditer(passage.text, start, end):
        if not any(a < border.start() < b for a, b in closed):
            yield border


def _without_preposition(passage: PassageText, text: str) -> str:
    return _patterns(passage.language).prepositions.sub("", text)


def _list_opening(passage: PassageText, start: int, spans: list[tuple[int, int]]) -> str:
    """The words before the first figure of a list, which hold for all: "Действуют 5 …, 7 …"."""
    sentence = passage.sentence(start)[0]
    first = min((a for a, _ in spans if sentence <= a < start), default=None)
    if first is None or "(" in passage.text[first:start]:
        return ""
    borders = [m.end() for m in _borders(passage, sentence, first)]
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
    borders = [m for m in _borders(passage, first, last) if _divides(passage, m)]
    start = max((m.end() for m in borders if m.end() <= number.start), default=first)
    after = [m for m in borders if m.start() >= figure_end]
    if after and _tells_after_dash(passage, text[start : number.start], figure_end, after[0]):
        after = after[1:]
    end = min((m.start() for m in after), default=last)
    if _is_thin(passage, start, end, number) and not _HARD_BORDER.search(text[start - 3 : start]):
        start = max((m.end() for m in borders if m.end() < start - 1), default=first)
    return start, end


def _tells_after_dash(
    passage: PassageText, before: str, figure_end: int, border: re.Match[str]
) -> bool:
    """Whether a dash right after a figure without words before it tells what is counted."""
    at_once = not passage.text[figure_end : border.start()].strip()
    if not at_once or border[0].strip() not in ("–", "—", "-"):
        return False
    return not _texts(_split(_patterns(passage.language).filler.sub(" ", before)))[1:]


def _is_thin(passage: PassageText, start: int, end: int, number: Number) -> bool:
    """Whether a clause says too little by itself."""
    forms, text = _forms(passage.language), passage.text
    if forms.lists_share_opening and not text[start : number.start].strip():
        return False
    return len(text[start:end].split()) < forms.thin and not _has_verb(passage, text[start:end])


def _has_verb(passage: PassageText, text: str) -> bool:
    return any(passage.grammar.is_verb(word.text) for word in _split(text))


def _divides(passage: PassageText, border: re.Match[str]) -> bool:
    """Whether a comma or "и" ends the clause: not before a participle, nor between nouns."""
    index, mark = passage.word_index(border.end()), border[0].strip()
    if not passage.grammar.head_first and mark in _forms(passage.language).joining:
        return _ends_with_verb(passage, border.start())
    if mark not in _forms(passage.language).joining or index >= len(passage.words):
        return True
    following = passage.grammar.analyse(passage.words[index].text)
    if mark == ",":
        return not _opens_attribute(passage, index) and not _closes_participle(
            passage, border.start()
        )
    return following.pos not in ("noun", "adjective", "participle")


def _closes_participle(passage: PassageText, comma: int) -> bool:
    """Whether the comma before this one opened a participle's clause."""
    opened = passage.text.rfind(",", passage.sentence(comma)[0], comma)
    index = passage.word_index(opened + 1) if opened >= 0 else len(passage.words)
    if index >= len(passage.words):
        return False
    return _opens_attribute(passage, index)


def _opens_attribute(passage: PassageText, index: int) -> bool:
    """Whether a participle stands there, or an adjective like one: "занятых под посадку"."""
    words = [word.text for word in passage.words[index : index + 2]]
    pos = passage.grammar.analyse(words[0]).pos
    leads = len(words) > 1 and passage.grammar.is_preposition(words[1])
    return pos == "participle" or (pos == "adjective" and leads)


def _ends_with_verb(passage: PassageText, end: int) -> bool:
    """Whether the word before `end` is a verb, as at the end of a clause."""
    index = passage.word_index(end) - 1
    if index < 0 or not passage.words[index].is_word:
        return True
    return passage.grammar.analyse(passage.words[index].text).pos in ("verb", "converb")


def _blanked(passage: PassageText, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The text without figures, times and remarks in brackets, and without fillers."""
    text = passage.text
    times = [
        (_with_preposition(passage, p.start), p.end) for p in passage.periods
        if p.end > start and p.start < end + _LONGEST_PREPOSITION
    ]  # fmt: skip
    times += passage.rate_bases
    remarks = [(a, b) for a, b in passage.brackets if start <= a and b <= end]
    kept, at = "", start
    for gap_start, gap_end in sorted([*spans, *times, *remarks]):
        if gap_end > at and gap_start < end:
            kept, at = kept + text[at : max(at, gap_start)] + " ", min(gap_end, end)
    patterns = _patterns(passage.language)
    return patterns.filler.sub(" ", patterns.opening.sub(" ", kept + text[at:end]))


def _with_preposition(passage: PassageText, start: int) -> int:
    """Where a time begins with the preposition before it."""
    before = passage.text[max(0, start - _LONGEST_PREPOSITION) : start]
    match = _patterns(passage.language).time_preposition.search(before)
    return start - len(match[0]) if match else start


def _split(text: str) -> list[Word]:
    """The words of a text; those without letters only between others."""
    words = (Word(word.strip(".,:;()–—-*"), word.endswith(",")) for word in text.split())
    return [word for word in words if any(map(str.isalnum, word.text))]


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.printed for word in words]
