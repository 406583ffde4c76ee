"""Rates: quantities of which so many fall to each of something else, which is their base.

What belongs here: finding the base, as "/м³", "за 1 тонну" or "на 1000 живорожденных", and
naming the unit with it. What does not: units themselves (`extractors.figures.units`).
"""

import re
from functools import cache

from extractors.figures.changes import is_change_in
from extractors.figures.model import Number, Unit, replace
from extractors.figures.passage_text import PassageText
from extractors.figures.units import counted_noun_at, measure_at
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern
from schemas.document import Frozen
from schemas.tables import Language

_ROUND = frozenset({100.0, 1e3, 1e4, 1e5, 1e6})
_SLASH = re.compile(r"\s?/\s?")
_SHORT = 3  # letters: what is as long or shorter is an abbreviation
_BEFORE = 45  # characters before a number that may hold a base of one


class RateForms(Frozen):
    """How a language says the base of a rate (rates.toml).

    A round number is a base if `per` follows it, or if `opening` precedes it and
    `population` follows; not after a word of change, or `compared`, which say by how
    much something changed or differs. `base_first` says that the base precedes what it
    is the base of. `per_slash` are bases after a slash that are no units by themselves.
    A base of one follows the unit after `per_one`, after `per_measure`
    if it is a unit of measure, after `per_time` if it is one of time; or it precedes
    the number: `one_before` matches it (group `one`: the word for one, `base`, `per`: that
    so much falls to it). Counted things need that: in `per`, or as `falls_to` after them.
    """

    per: Pattern = NEVER
    opening: Pattern = NEVER
    population: Pattern = NEVER
    compared: Pattern = NEVER
    base_first: bool = False
    per_slash: Pattern = NEVER
    per_one: Pattern = NEVER
    per_measure: Pattern = NEVER
    per_time: Pattern = NEVER
    one_before: Pattern = NEVER
    falls_to: Pattern = NEVER


@cache
def _forms(language: Language) -> RateForms:
    return LANGUAGES[language].data("rates", RateForms)


# -- round numbers that are bases ------------------------------------------------------------


def rate_base(passage: PassageText, number: Number) -> str | None:
    """The words of a rate's base ("на 1000 живорожденных"), if the number is one."""
    if number.value not in _ROUND or number.value_max is not None:
        return None
    forms, text = _forms(passage.language), passage.text
    if match := forms.per.match(text, number.end):
        return text[number.start : match.end()]
    opening = forms.opening.search(text[max(0, number.start - 14) : number.start])
    match = forms.population.match(text, number.end)
    if not opening or not match:
        return None
    start = number.start - len(opening[0])
    return None if _says_by_how_much(passage, start) else text[start : match.end()]


def _says_by_how_much(passage: PassageText, start: int) -> bool:
    """Whether the two words before say that something changed or differs."""
    before = " ".join(passage.text[max(0, start - 40) : start].split()[-2:])
    compared = _forms(passage.language).compared.search(before)
    return compared is not None or is_change_in(before, passage.language)


def base_span(passage: PassageText, number: Number, words: str) -> tuple[int, int]:
    """Where the words of a base stand, which hold its number."""
    start = passage.text.find(words, max(0, number.start - len(words)))
    return start, start + len(words)


def rate_name(passage: PassageText, base: str, counted: str) -> str:
    """The unit of a rate: what is counted with the words of the base."""
    if _forms(passage.language).base_first:
        return f"{base} {counted}"
    return f"{counted} {base[:1].lower()}{base[1:]}"


# -- bases of one ------------------------------------------------------------------------------


def with_base_of_one(passage: PassageText, number: Number, unit: Unit) -> Unit:
    """The unit with the base that stands beside it: "тенге/м³", "тенге за 1 тонну"."""
    if unit.kind not in ("money", "measure", "count", "score") or unit.start < number.end:
        return unit
    return (
        _after_slash(passage, unit)
        or _after_words(passage, unit)
        or (_before_number(passage, number, unit) or unit)
    )


def _after_slash(passage: PassageText, unit: Unit) -> Unit | None:
    slash, text = _SLASH.match(passage.text, unit.end), passage.text
    if slash is None:
        return None
    base = measure_at(text, slash.end(), passage.language)
    short = _forms(passage.language).per_slash.match(text, slash.end())
    if base is None and short is None:
        return None
    end = base.end if base else short.end() if short else slash.end()
    per = _as_printed_or(text[slash.end() : end], base.name if base else None)
    name = unit.name
    if unit.kind == "measure":
        name = _as_printed_or(text[unit.start : unit.end], unit.name)
    return _rate(unit, name, per, (slash.start(), end))


def _as_printed_or(printed: str, name: str | None) -> str:
    """An abbreviation or a sign as it is printed ("м³"), a word in its dictionary form."""
    compact = "".join(printed.split()).rstrip(".")
    return compact if name is None or len(compact) <= _SHORT or not compact.isalpha() else name


def _rate(unit: Unit, name: str, per: str, span: tuple[int, int]) -> Unit:
    kind = "ratio" if unit.kind == "count" else unit.kind
    end = max(unit.end, span[1])
    return replace(unit, name=f"{name}/{per}", kind=kind, end=end, base=span)


def _after_words(passage: PassageText, unit: Unit) -> Unit | None:
    forms, text = _forms(passage.language), passage.text
    if match := forms.per_one.match(text, unit.end):
        base = measure_at(text, match.end(), passage.language) or counted_noun_at(
            passage, match.end()
        )
        base = base or _word_at(passage, match.end())
    elif match := forms.per_measure.match(text, unit.end):
        base = _of_kind(measure_at(text, match.end(), passage.language), "measure")
    elif unit.kind != "count" and (match := forms.per_time.match(text, unit.end)):
        base = _of_kind(measure_at(text, match.end(), passage.language), "duration")
    else:
        return None
    return _rate(unit, unit.name, base.name, (match.start(), base.end)) if base else None


def _word_at(passage: PassageText, start: int) -> Unit | None:
    """The word at `start` as what stands for a noun: "на одного занятого"."""
    index = passage.word_index(start)
    if index >= len(passage.words) or not passage.words[index].is_word:
        return None
    word = passage.words[index]
    return Unit(passage.grammar.lemma(word.text), "count", word.end, word.start)


def _of_kind(unit: Unit | None, kind: str) -> Unit | None:
    return unit if unit is not None and unit.kind == kind else None


def _before_number(passage: PassageText, number: Number, unit: Unit) -> Unit | None:
    """The base before the number: "бір жұмыскерге 13,8 млн теңге", "тоннасына 210 теңге"."""
    start = max(passage.sentence(number.start)[0], number.start - _BEFORE)
    match = _forms(passage.language).one_before.search(passage.text, start, number.start)
    falls = _forms(passage.language).falls_to.match(passage.text, unit.end)
    if match is None:
        return None
    shared = match["per"] or (match["one"] and falls)
    if unit.kind == "count" and not shared:
        return None
    name = _base_name(passage, match)
    span = match.span()
    return replace(_rate(unit, unit.name, name, span), end=unit.end) if name else None


def _base_name(passage: PassageText, match: re.Match[str]) -> str | None:
    """The dictionary form of the base that the match names."""
    measure = measure_at(passage.text, match.start("base"), passage.language)
    if measure is not None and measure.start == match.start("base"):
        return measure.name if measure.kind != "money" else None
    return None if match["one"] is None else passage.grammar.lemma(match["base"].split()[-1])
