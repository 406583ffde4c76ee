"""How the text hedges a number: "более", "кемінде", "до", "-дан астам".

What belongs here: the qualifier of a figure. What does not: ranges.
"""

import re
from functools import cache
from typing import Literal

from extractors.figures.model import Number, Unit
from extractors.figures.ranges import is_change
from extractors.figures.reading import Reading
from extractors.figures.units import case_of_ending
from extractors.lexica import load_tsv
from schemas.document import Frozen
from schemas.tables import Language, Qualifier

_Side = Literal["before", "after", "ablative", "dative"]
_PREPOSITION = r"(?:(?:в|на|с|со|из|за|чем|от|у|для)\s+)?"
# A level that is reached, not a limit: "увеличить охват до 95 %".
_RU_CHANGE = re.compile(
    r"\b(?:увелич|сниз|сниж|повы[сш]|довест|довед|достиж|ускор|замедл|выр[оа]с|вырас|сокра[тщ]|уменьш|достиг|раст[её]т|"
    r"рост|расшир|дове|измен|подня|возрос|упал|упас|пада)\w*",
    re.IGNORECASE,
)
_RU_CHANGED_FROM = re.compile(r"\b(?:с|со|от)\s+[\d,]+[^;.()]{0,30}\s+до\s+$", re.IGNORECASE)


class _Hedge(Frozen):
    pattern: str
    side: _Side
    qualifier: Qualifier
    language: Language


def qualifier(reading: Reading, number: Number, unit: Unit | None) -> Qualifier | None:
    """Return how the text hedges the figure, None if it does not."""
    if number.plus:
        return "more_than"
    if re.fullmatch(r"[дт][ае]й", number.ending):
        return "about"  # "11 мыңдай", "500-дей"
    after = _after(reading, number, unit)
    if after or (number.value_max is not None and reading.language == "kk"):
        return after if number.value_max is None else None
    return _before(reading, number)


@cache
def _hedges(language: Language, side: _Side) -> tuple[re.Pattern[str], tuple[Qualifier, ...]]:
    rows = [
        row for row in load_tsv("qualifiers.tsv", _Hedge)
        if row.language == language and row.side == side
    ]  # fmt: skip
    body = "|".join(f"(?P<q{i}>{row.pattern})" for i, row in enumerate(rows))
    if side == "before":
        pattern = rf"(?<!\w)(?:{body})\s*{_PREPOSITION}$"
    else:
        pattern = rf"\s*(?:{body})(?!\s+(?:чем\s+)?\d)"
    return re.compile(pattern, re.IGNORECASE), tuple(row.qualifier for row in rows)


def _found(match: re.Match[str] | None, names: tuple[Qualifier, ...]) -> Qualifier | None:
    if match is None:
        return None
    group = next(key for key, value in match.groupdict().items() if value is not None)
    return names[int(group[1:])]


def _before(reading: Reading, number: Number) -> Qualifier | None:
    start = max(reading.sentence(number.start)[0], number.start - 40)
    pattern, names = _hedges(reading.language, "before")
    found = _found(pattern.search(reading.text[start : number.start]), names)
    if found == "up_to" and reading.language == "ru" and _is_level(reading, number):
        return None
    if number.value_max is not None:
        return found if found == "about" else None
    return found


def _is_level(reading: Reading, number: Number) -> bool:
    """Whether "до" before the number names a level that is reached."""
    start = reading.sentence(number.start)[0]
    before = reading.text[start : number.start]
    if not re.search(r"\bдо\s+$", before, re.IGNORECASE):
        return False
    if re.search(r"[–—,]\s*до\s+$", before, re.IGNORECASE) and _RU_CHANGE.search(before):
        return True  # "выросла на 5 % – до 70"
    clause = re.split(r";|,(?!\d)", before)[-1]
    return bool(_RU_CHANGE.search(clause) or _RU_CHANGED_FROM.search(before))


def _after(reading: Reading, number: Number, unit: Unit | None) -> Qualifier | None:
    """Try after the number itself, then after its unit."""
    direct = unit is not None and unit.end > number.end
    places = [(number.end, case_of_ending(number.ending))]
    if direct and unit is not None:
        places.append((unit.end, unit.case))
    for place, case in places:
        sides: list[_Side] = ["after"]
        if reading.language == "kk" and case in ("ablative", "dative"):
            sides.insert(0, "ablative" if case == "ablative" else "dative")
        for side in sides:
            pattern, names = _hedges(reading.language, side)
            found = _found(pattern.match(reading.text, place), names)
            limit = found == "up_to" and side == "dative"
            if found and not (limit and _reached(reading, number, place)):
                return found
    return None


_KK_CAME_FROM = re.compile(r"\d[^;.]*[дтн][ае]н\s[^;.]{0,45}$")


def _reached(reading: Reading, number: Number, place: int) -> bool:
    """Whether Kazakh "-ға дейін" names the level that a change reached."""
    start = max(reading.sentence(number.start)[0], number.start - 60)
    came_from = _KK_CAME_FROM.search(reading.text, start, number.start)
    return is_change(reading, place) or came_from is not None
