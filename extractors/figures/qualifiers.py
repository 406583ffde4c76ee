"""What the text says of a number's precision: "более", "кемінде", "до", "-дан астам".

What belongs here: the qualifier of a figure. What does not: ranges, and the words
themselves (`qualifiers.tsv` and `qualifiers.toml` of the languages).
"""

import re
from functools import cache
from typing import Literal

from extractors.figures.changes import is_change_after, is_change_before, is_change_in
from extractors.figures.model import Number, Unit
from extractors.figures.passage_text import PassageText
from extractors.figures.units import case_of
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern, PatternSource
from schemas.document import Frozen
from schemas.tables import Language, Qualifier

_Side = Literal["before", "after", "ablative", "dative", "ending"]


class QualifierWord(Frozen):
    """A pattern, where it stands, and what it says (qualifiers.tsv).

    `ablative` and `dative` are after a number or unit in that case, `ending` is
    what hangs on the number.
    """

    pattern: PatternSource
    side: _Side
    qualifier: Qualifier


class QualifierForms(Frozen):
    """What surrounds qualifiers, and what makes a limit a level that is reached (qualifiers.toml).

    A limit before the number (`limit`) is such a level if a word of change stands in
    its clause, or before `limit_after_break`, or if `changed_from` leads to it. A
    limit after the number is one if `came_from` precedes the number. What a change
    starts from (`goes_to` follows it) is no lower bound.
    """

    prepositions: PatternSource = ""  # between a qualifier and its number
    comparing: PatternSource = ""  # between a qualifier and the number that follows it
    of_ranges: bool = False  # whether words before a range qualify it
    limit: Pattern = NEVER
    limit_after_break: Pattern = NEVER
    changed_from: Pattern = NEVER
    goes_to: Pattern = NEVER
    came_from: Pattern = NEVER


def qualifier(passage: PassageText, number: Number, unit: Unit | None) -> Qualifier | None:
    """Return how the text qualifies the figure, None if it does not."""
    if number.plus:
        return "more_than"
    pattern, names = _patterns(passage.language, "ending")
    if hangs_on := _found(pattern.fullmatch(number.ending), names):
        return hangs_on
    after = _after(passage, number, unit)
    if after:
        return after if number.value_max is None else None
    return _before(passage, number)


@cache
def _forms(language: Language) -> QualifierForms:
    return LANGUAGES[language].data("qualifiers", QualifierForms)


@cache
def _patterns(language: Language, side: _Side) -> tuple[re.Pattern[str], tuple[Qualifier, ...]]:
    """A pattern of all qualifiers on a side, and what each of its groups says."""
    words = LANGUAGES[language].rows("qualifiers", QualifierWord)
    rows = [word for word in words if word.side == side]
    body = "|".join(f"(?P<q{i}>{row.pattern})" for i, row in enumerate(rows)) or NEVER.pattern
    return re.compile(_around(body, side, _forms(language)), re.IGNORECASE), tuple(
        row.qualifier for row in rows
    )


def _around(body: str, side: _Side, forms: QualifierForms) -> str:
    """Return the source of a pattern for qualifiers with what may stand around them."""
    if side == "ending":
        return body
    if side == "before":
        prepositions = rf"(?:(?:{forms.prepositions})\s+)?" if forms.prepositions else ""
        return rf"(?<!\w)(?:{body})\s*{prepositions}$"
    comparing = rf"(?:(?:{forms.comparing})\s+)?" if forms.comparing else ""
    return rf"\s*(?:{body})(?!\s+{comparing}\d)"


def _found(match: re.Match[str] | None, names: tuple[Qualifier, ...]) -> Qualifier | None:
    if match is None:
        return None
    group = next(key for key, value in match.groupdict().items() if value is not None)
    return names[int(group[1:])]


def _before(passage: PassageText, number: Number) -> Qualifier | None:
    start = max(passage.sentence(number.start)[0], number.start - 40)
    pattern, names = _patterns(passage.language, "before")
    found = _found(pattern.search(passage.text[start : number.start]), names)
    if found == "up_to" and _is_level(passage, number):
        return None
    if found == "from" and _forms(passage.language).goes_to.match(passage.text, number.end):
        return None
    if number.value_max is not None:
        return found if found == "about" and _forms(passage.language).of_ranges else None
    return found


def _is_level(passage: PassageText, number: Number) -> bool:
    """Whether "до" before the number names a level that is reached."""
    forms = _forms(passage.language)
    before = passage.text[passage.sentence(number.start)[0] : number.start]
    if not forms.limit.search(before):
        return False
    if forms.limit_after_break.search(before) and is_change_in(before, passage.language):
        return True  # "выросла на 5 % – до 70"
    changed = is_change_before(passage, number.start)
    return changed or forms.changed_from.search(before) is not None


def _after(passage: PassageText, number: Number, unit: Unit | None) -> Qualifier | None:
    """Try after the number itself, then after its unit."""
    places = [(number.end, case_of(passage, number))]
    if unit is not None and unit.end > number.end:
        places.append((unit.end, unit.case))
    for place, case in places:
        for side in _sides(case):
            pattern, names = _patterns(passage.language, side)
            found = _found(pattern.match(passage.text, place), names)
            limit = found == "up_to" and side == "dative"
            if found and not (limit and _is_reached(passage, number, place)):
                return found
    return None


def _sides(case: str | None) -> tuple[_Side, ...]:
    """What qualifiers may follow a number or unit in a case."""
    if case == "ablative":
        return ("ablative", "after")
    return ("dative", "after") if case == "dative" else ("after",)


def _is_reached(passage: PassageText, number: Number, place: int) -> bool:
    """Whether a limit after the number is the level that a change reached."""
    start = max(passage.sentence(number.start)[0], number.start - 60)
    came_from = _forms(passage.language).came_from.search(passage.text[start : number.start])
    return is_change_after(passage, place) or came_from is not None
