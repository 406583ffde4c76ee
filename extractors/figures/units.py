"""What a number counts or measures, told from the words that follow it.

What belongs here: units of measure (`units.tsv` of the languages, and signs) and
counted nouns (which a language tells by the form of words). What does not:
numbers that share a unit with others (`extractors.figures.inherited_units`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.figures.model import Number, PassageToken, Unit, replace
from extractors.figures.numbers import ending_pattern
from extractors.figures.passage_text import PassageText
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern, PatternSource
from extractors.languages.lookalikes import plain_ye
from extractors.languages.words import is_abbreviation
from extractors.lexica import load_tsv
from schemas.document import Frozen
from schemas.tables import FigureKind, Language

_SHORTEST_WORD = 2
_LONGEST_PHRASE = 9  # words between a number and its noun
_SIGN = re.compile(r"(\$|€|₽|₸)\s?$")
_CURRENCIES = {"$": "USD", "€": "EUR", "₽": "RUB", "₸": "KZT"}
_LINK = r"\s?[-–]?\s?[-–]\s?"  # between a unit and its case ending


class UnitForm(Frozen):
    """A unit of measure: a pattern, its dictionary form (none: as printed), its kind."""

    pattern: PatternSource
    unit: str | None = None
    kind: FigureKind


class CompoundUnit(Frozen):
    """The second half of an adjective that begins with a number, with unit and kind."""

    pattern: PatternSource
    unit: str
    kind: FigureKind


class Term(Frozen):
    """A counted noun that stays whole with its adjectives, in dictionary form."""

    term: str


class CountingForms(Frozen):
    """What may stand between a number and its unit (counting.toml).

    `qualifiers` is what qualifies the number there, `limits` those of them that only
    say how far something goes, `compound_links` what may
    join digits to the second half of an adjective.
    """

    qualifiers: Pattern = re.compile(r"\s*")
    limits: Pattern = NEVER
    compound_links: PatternSource = ""


@cache
def counting_forms(language: Language) -> CountingForms:
    """Return what a language may put between a number and its unit."""
    return LANGUAGES[language].data("counting", CountingForms)


def find_unit(passage: PassageText, number: Number) -> Unit | None:
    """Return the unit or counted noun of a number; None if the words after it name none."""
    if number.unit is not None:
        return number.unit
    if is_pronominal(passage, number):
        return None
    return _compound(passage, number.end) or _before(passage, number) or _after(passage, number)


def is_pronominal(passage: PassageText, number: Number) -> bool:
    """Whether a possessive ending makes the number stand for what was named before: "45-і"."""
    return bool(number.ending) and passage.grammar.is_possessive_ending(number.ending)


def _after(passage: PassageText, number: Number) -> Unit | None:
    """Try right after the number, then past a remark in brackets or the number's own brackets."""
    place = number.end
    qualifiers = counting_forms(passage.language).qualifiers.match(passage.text, place)
    place = qualifiers.end() if qualifiers else place
    for start in dict.fromkeys((number.end, place)):
        found = measure_at(passage.text, start, passage.language)
        if found:
            return found
    beyond = passage.skip_bracket(place)
    if beyond != place:
        return measure_at(passage.text, beyond, passage.language) or _counted_noun(
            passage, beyond, number
        )
    around = _own_bracket(passage, number)
    if around is None:
        return _counted_noun(passage, place, number)
    found = measure_at(passage.text, around[1], passage.language) or _counted_noun(
        passage, around[1], number
    )
    return replace(found, start=around[0]) if found else None


def _own_bracket(passage: PassageText, number: Number) -> tuple[int, int] | None:
    """The bracket of "(54) оңалту орталығы": a number alone in it."""
    around = passage.bracket(number.start)
    if around is None:
        return None
    printed = passage.text[number.start : number.end]
    rest = passage.text[around[0] + 1 : around[1] - 1].replace(printed, "", 1)
    return None if rest.strip() else around


def _before(passage: PassageText, number: Number) -> Unit | None:
    """A currency sign before the digits: "$7 млн"."""
    match = _SIGN.search(passage.text[max(0, number.start - 2) : number.start])
    if not match:
        return None
    return Unit(_CURRENCIES[match[1]], "money", number.end, number.start - len(match[0]))


# -- units of measure ----------------------------------------------------------------------


@cache
def _units(language: Language) -> tuple[re.Pattern[str], tuple[UnitForm, ...]]:
    """A pattern of all units, and the one that each of its groups stands for."""
    rows = (*LANGUAGES[language].rows("units", UnitForm), *load_tsv("units.tsv", UnitForm))
    return re.compile(rf"\s*(?:{_groups(rows)})", re.IGNORECASE), rows


@cache
def _compounds(language: Language) -> tuple[re.Pattern[str], tuple[CompoundUnit, ...]]:
    rows = LANGUAGES[language].rows("compound_units", CompoundUnit)
    links = counting_forms(language).compound_links
    pattern = re.compile(rf"\s?-(?:{links})?\s?(?:{_groups(rows)})", re.IGNORECASE)
    return pattern if rows else NEVER, rows


def _groups(rows: Sequence[UnitForm | CompoundUnit]) -> str:
    return "|".join(f"(?P<u{index}>{row.pattern})" for index, row in enumerate(rows))


def measure_at(text: str, start: int, language: Language) -> Unit | None:
    """Return the unit of measure that stands at `start`, spaces aside; None if none does."""
    pattern, rows = _units(language)
    match = pattern.match(text, start)
    if match is None or not match.lastgroup:
        return None
    row = rows[int(match.lastgroup[1:])]
    printed = match[0].strip()
    grammar, end = LANGUAGES[language], match.end()
    case = grammar.analyse(printed.split()[-1]).case if printed[-1].isalpha() else None
    if ending := ending_pattern(language, _LINK).match(text, end):
        end, case = ending.end(), grammar.case_of_ending(ending[1])
    return Unit(row.unit or printed, row.kind, end, match.end() - len(printed), case)


def _compound(passage: PassageText, start: int) -> Unit | None:
    """The unit inside an adjective: "18-летнего возраста", "7-дневный срок"."""
    pattern, rows = _compounds(passage.language)
    match = pattern.match(passage.text, start)
    if match is None or not match.lastgroup:
        return None
    row = rows[int(match.lastgroup[1:])]
    return Unit(row.unit, row.kind, match.end(), start)


# -- counted nouns -------------------------------------------------------------------------


def counted_noun_at(passage: PassageText, start: int) -> Unit | None:
    """Return the noun that "one" before `start` counts; None if none does."""
    return _counted_noun(passage, start, Number(start, start, 1.0))


def _counted_noun(passage: PassageText, start: int, number: Number) -> Unit | None:
    index, grammar = passage.word_index(start), passage.grammar
    words = passage.words[index : index + _LONGEST_PHRASE]
    texts = [word.text for word in words]
    noun = grammar.counted_noun(texts)
    if noun is None or not _adjoins(passage, start, words) or len(texts[noun]) < 2:
        return None
    if texts[noun][0].isdigit():
        return None  # "1 01.08.2022г": the next cell of a row
    counted = texts[noun].partition("/")[0]
    if not _counts_one(number) and not grammar.may_be_several(counted):
        return None
    if _is_object(passage, number, start) and grammar.is_verbal_noun(texts[noun]):
        return None  # "он мыңға жеткізу", "21-ге дейін артуы": what is done to the number
    name, last = _name(passage, words, noun)
    case = grammar.analyse(texts[last]).case
    kind: FigureKind = "ratio" if "/" in name else "count"
    return Unit(name, kind, words[last].end, words[0].start, case)


def _is_object(passage: PassageText, number: Number, start: int) -> bool:
    """Whether the number's case, or a limit after it, makes it the object of what follows."""
    between = passage.text[number.end : start]
    limit = counting_forms(passage.language).limits.fullmatch(between)
    marked = case_of(passage, number) in ("dative", "ablative")
    return marked and (not between.strip() or limit is not None)


def case_of(passage: PassageText, number: Number) -> str | None:
    """Return the case that the number's ending marks, None if it marks none."""
    return passage.grammar.case_of_ending(number.ending)


def _counts_one(number: Number) -> bool:
    """Whether a number may stand with a singular."""
    return number.value % 10 == 1 or number.spelled or number.scale > 1.0


def _adjoins(passage: PassageText, start: int, words: Sequence[PassageToken]) -> bool:
    return bool(words) and not passage.text[start : words[0].start].strip(' \n\u00a0«"“')


def _name(passage: PassageText, words: Sequence[PassageToken], noun: int) -> tuple[str, int]:
    """The noun in dictionary form, with what a set term or a pair keeps, and its last word."""
    lemmas = [_lemma(word, passage.language) for word in words[: noun + 1]]
    for term, parts in _terms(passage.language).get(lemmas[-1], ()):
        if _ends_with(lemmas, parts):
            return term, noun
    second = passage.grammar.paired_noun([word.text for word in words], noun)
    if second is None:
        return lemmas[-1], noun
    between = " ".join(word.text for word in words[noun + 1 : second])
    return f"{lemmas[-1]} {between} {_lemma(words[second], passage.language)}", second


@cache
def _terms(language: Language) -> dict[str, list[tuple[str, list[str]]]]:
    """Set terms and their words by the lemma of their noun."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for row in LANGUAGES[language].rows("terms", Term):
        parts = row.term.split()
        lemma = LANGUAGES[language].lemma(parts[-1])
        found.setdefault(lemma, []).append((row.term, parts))
    return found


def _ends_with(lemmas: list[str], parts: list[str]) -> bool:
    """Adjectives of a term agree in gender with their noun: their stems are compared."""
    described, wanted = lemmas[-len(parts) : -1], parts[:-1]
    return len(described) == len(wanted) and all(
        plain_ye(a)[:-2] == plain_ye(b)[:-2] for a, b in zip(described, wanted, strict=True)
    )


def _lemma(word: PassageToken, language: Language) -> str:
    if word.lemma:
        return word.lemma
    grammar = LANGUAGES[language]
    if "/" in word.text:
        return "/".join(_lemma(word._replace(text=part), language) for part in word.text.split("/"))
    if is_abbreviation(word.text) or len(word.text) < _SHORTEST_WORD:
        return grammar.without_ending(word.text)
    return grammar.counted_lemma(word.text)
