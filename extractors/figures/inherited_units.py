"""Numbers without a noun of their own: what they share with the words or figures around.

What belongs here: a unit that comes later in a list, earlier in the sentence,
or stands before its number ("лагерьлер (17)"). What does not: units that
follow the number (`extractors.figures.units`).
"""

import re
from functools import cache
from typing import NamedTuple

from extractors.figures.changes import is_change_after
from extractors.figures.model import ListContext, Number, Unit, replace
from extractors.figures.passage_text import PassageText
from extractors.figures.units import case_of, is_pronominal
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern, PatternSource
from schemas.document import Frozen
from schemas.tables import Language

_LABEL = re.compile(r"\s*(?:[–—:]|-(?!\w)|(?<=\s)-)\s*(?:\w{1,9}\s+)?$")
# "былтыр 3 миллиард, биыл қосымша 3,5 миллиард теңге"
_MOST_PERCENT = 100  # a larger number that names no "%" of its own counts something
_TOTAL_GAP = 40  # characters that may stand between a total's noun and its part
_SCALED_GAP = re.compile(r"[^;:.!?()\d]{1,40}")


class SharedUnitForms(Frozen):
    """What says that numbers share a unit (shared_units.toml).

    `conjunctions` and `prepositions` stand between numbers of a list,
    `alternatives` before the same in per cent, `described` between numbers of
    things that only adjectives tell apart. A `sum` before a number makes it money;
    `refers_back` opens a sentence about what was counted before. Of a total, the
    noun is group 1: of `total_after` it follows the word for the total, of
    `total_before` it precedes it, of `told_before` it precedes its verb, which is
    group 2. A level, of what is not told, has `level_before` or `level_after` beside it.
    """

    conjunctions: PatternSource = ""
    prepositions: PatternSource = ""
    alternatives: PatternSource = ""
    described: Pattern = NEVER
    sum: Pattern = NEVER
    refers_back: Pattern = NEVER
    total_after: Pattern = NEVER
    total_before: Pattern = NEVER
    told_before: Pattern = NEVER
    level_before: Pattern = NEVER
    level_after: Pattern = NEVER


class _Patterns(NamedTuple):
    """The forms of a language, and patterns made of them."""

    forms: SharedUnitForms
    between: re.Pattern[str]
    or_percent: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    forms = LANGUAGES[language].data("shared_units", SharedUnitForms)
    conjunctions = f",|{forms.conjunctions}" if forms.conjunctions else ","
    prepositions = rf"(?:(?:{forms.prepositions})\s+)?" if forms.prepositions else ""
    alternatives = forms.alternatives or NEVER.pattern
    return _Patterns(
        forms,
        re.compile(rf"\s*(?:{conjunctions})?\s*{prepositions}"),
        re.compile(rf"\s+(?:{alternatives})\s+[\d,]+\s?%"),
    )


def _forms(passage: PassageText) -> SharedUnitForms:
    return _patterns(passage.language).forms


def refers_back(passage: PassageText, offset: int) -> bool:
    """Whether the sentence at `offset` opens with "из них" and the like."""
    start, end = passage.sentence(offset)
    return bool(_forms(passage).refers_back.match(passage.text[start:end]))


def shared_unit(
    passage: PassageText,
    number: Number,
    previous: list[tuple[Number, Unit]],
    context: ListContext,
) -> Unit | None:
    """Return the unit that a number shares; None if nothing says what it counts.

    `previous` are the figures before, with their units.
    """
    shares = (pair for pair in reversed(previous) if _may_share(passage, number, pair[1]))
    if number.scale > 1.0 and _forms(passage).sum.search(passage.text[: number.start]):
        currency = next((unit.name for _, unit in reversed(previous) if unit.kind == "money"), "")
        return Unit(currency, "money", number.end, number.end, way="figure before")
    return (
        _from_noun_before(passage, number, _follows_bracket(passage, number, previous))
        or _from_previous(passage, number, next(shares, None))
        or _unnamed(number)
        or _at(number, context.unit if is_listed(passage, number) else None, "list head")
    )


def _may_share(passage: PassageText, number: Number, unit: Unit) -> bool:
    """Durations, ages and multipliers are not shared, nor is "%" with large numbers."""
    if unit.kind in ("duration", "age", "ratio"):
        return False
    large = number.value > _MOST_PERCENT or number.scale > 1.0 or is_pronominal(passage, number)
    return not (unit.kind == "percent" and large)


def _unnamed(number: Number) -> Unit | None:
    """A number with a scale word is a quantity even where nothing says of what."""
    if number.scale == 1.0:
        return None
    return Unit("", "count", number.end, number.end, way="untold")


def _at(number: Number, unit: Unit | None, way: str) -> Unit | None:
    """The unit as another number's: it adds no words of its own."""
    if unit is None:
        return None
    return replace(unit, start=number.end, end=number.end, case=None, way=way)


def unit_of_list(
    passage: PassageText, number: Number, following: Number, unit: Unit | None
) -> Unit | None:
    """The next number's unit, where the two stand in a list or make a change."""
    if unit is None or unit.start < number.end or is_pronominal(passage, number):
        return None
    if unit.kind == "percent" and not _may_share(passage, number, unit):
        return None  # "24 965 или 18,8 %": that many are so many per cent
    start = passage.sentence(number.start)[0]
    if _total_before(passage, passage.text[start : number.start]):
        return None  # "оқушылар саны – 2,1 млн, 4,2 млн адам": counts what it is the number of
    gap = passage.text[number.end : following.start]
    changes = not gap.strip() and case_of(passage, number) == "ablative"
    between = _patterns(passage.language).between
    listed = between.fullmatch(gap) is not None and bool(gap.strip()) and not number.spelled
    described = _forms(passage).described.fullmatch(gap) is not None
    scaled = _SCALED_GAP.fullmatch(gap) is not None and unit.kind in ("money", "measure")
    both = number.scale > 1.0 and following.scale > 1.0
    shares = changes or listed or described or (scaled and both)
    return _at(number, unit, "figure after") if shares else None


def _from_previous(
    passage: PassageText, number: Number, previous: tuple[Number, Unit] | None
) -> Unit | None:
    if previous is None:
        return None
    start = passage.sentence(number.start)[0]
    near = previous[0].start >= start or refers_back(passage, number.start)
    return (
        _at(number, previous[1], "figure before")
        if near or is_pronominal(passage, number) or number.scale > 1.0
        else None
    )


def _follows_bracket(
    passage: PassageText, number: Number, previous: list[tuple[Number, Unit]]
) -> bool:
    """Whether the figure before stands in brackets, in the same sentence."""
    if not previous or previous[-1][0].start < passage.sentence(number.start)[0]:
        return False
    return passage.bracket(previous[-1][0].start) is not None


def _names_place(passage: PassageText, end: int) -> bool:
    """Whether the word before `end` is a name, or says where."""
    index = passage.word_index(end) - 1
    if index < 0 or not passage.words[index].is_word:
        return False
    word = passage.words[index].text
    locative = passage.grammar.analyse(word).case == "locative"
    return locative or (word[0].isupper() and not word.isupper())


def _from_noun_before(
    passage: PassageText, number: Number, previous_in_brackets: bool
) -> Unit | None:
    """A label's noun: in brackets after it, after its dash or colon, or counted as "число …"."""
    text, sentence = passage.text, passage.sentence(number.start)[0]
    around = passage.bracket(number.start)
    if around and not text[around[0] + 1 : number.start].strip(" \u00a0\n~"):
        if "%" in text[sentence : around[0]]:
            return None  # "24 % – мигрант отбасылар (29 мың)": counts what the whole is made of
        if previous_in_brackets and _names_place(passage, around[0]):
            return None  # "Ақтөбе (33), Қостанайда (22)": as the one before
        return _noun_ending_at(passage, number, around[0])
    if is_pronominal(passage, number):
        return _owner_before(passage, number)
    start = max(sentence, around[0] + 1 if around else 0)
    before = text[start : number.start]
    label = _LABEL.search(before)
    total = _total(passage, number, before)
    if total or not label:
        return total
    return _noun_ending_at(passage, number, start + label.start())


def _owner_before(passage: PassageText, number: Number) -> Unit | None:
    """The genitive before a number that stands for some of it: "кітапханалардың 12-сі"."""
    index = passage.word_index(number.start) - 1
    if index < 0 or not passage.words[index].is_word:
        return None
    found = passage.grammar.analyse(passage.words[index].text)
    owned = found.case == "genitive" and found.pos == "noun" and found.plural
    return _count(found.lemma, number) if owned else None


def _total(passage: PassageText, number: Number, before: str) -> Unit | None:
    """What a total before the number is of: "число школ", "оқушылардың саны", "школы строили"."""
    lemma = (
        _total_before(passage, before)
        or _told_before(passage, before)
        or _total_after(passage, before)
    )
    return _count(lemma, number) if lemma else None


def _total_before(passage: PassageText, before: str) -> str | None:
    match = _forms(passage).total_before.search(before)
    if match is None:
        return None
    found = passage.grammar.analyse(match[1])
    return None if found.pos == "invariable" else found.lemma


def _told_before(passage: PassageText, before: str) -> str | None:
    match, grammar = _forms(passage).told_before.search(before), passage.grammar
    if match and grammar.analyse(match[1]).countable and grammar.is_finite(match[2]):
        return grammar.counted_lemma(match[1])
    return None


def _total_after(passage: PassageText, before: str) -> str | None:
    found = list(_forms(passage).total_after.finditer(before))
    if not found or len(before) - found[-1].end() > _TOTAL_GAP:
        return None
    words = map(passage.grammar.analyse, found[-1][1].split())
    return next((word.lemma for word in words if word.pos == "noun"), None)


def _noun_ending_at(passage: PassageText, number: Number, end: int) -> Unit | None:
    """The noun right before `end`, in the nominative or what a label stands in."""
    index = passage.word_index(end) - 1
    if (
        index < 0
        or not passage.words[index].is_word
        or passage.text[passage.words[index].end : end].strip()
    ):
        return None
    word = passage.words[index].text
    if any(p.start <= passage.words[index].start < p.end for p in passage.periods):
        return None
    found = passage.grammar.analyse(word)
    if found.possessive and found.case == "locative":
        return None  # "Самал қаласында (25)": where, not what
    bent = found.plural or found.case is not None or found.possessive
    return _count(found.lemma, number) if found.pos == "noun" and bent else None


def _count(lemma: str, number: Number) -> Unit:
    return Unit(lemma, "count", number.end, number.end, way="noun before")


def is_listed(passage: PassageText, number: Number) -> bool:
    """Whether the number ends a list item of its own: "Смертность: 3,37"."""
    if passage.text[number.end :].strip(" .;"):
        return False
    return _LABEL.search(passage.text[: number.start]) is not None


def is_level(passage: PassageText, number: Number) -> bool:
    """Whether the words beside a number say that something is or gets as high."""
    forms, text = _forms(passage), passage.text
    before = forms.level_before.search(text, max(0, number.start - 30), number.start)
    if before or forms.level_after.match(text, number.end):
        return True
    moves = case_of(passage, number) in ("ablative", "dative")
    return moves and is_change_after(passage, number.end)


def precedes_percent(passage: PassageText, number: Number) -> bool:
    """Whether the number is said again in per cent: "55 или 8 %"."""
    return _patterns(passage.language).or_percent.match(passage.text, number.end) is not None
