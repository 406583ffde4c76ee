"""Target indicators and their values by year, from prose, plan headings and tables.

What belongs here: indicators of the document as a whole, and where two places
of it give the same indicator differently. What does not: the findings made of
that (`extractors.findings`) and figures (`extractors.figures`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from extractors.figures.numbers import parse_digits
from extractors.figures.units import measure_at
from extractors.indicators.model import Indicator
from extractors.indicators.tables import in_table
from extractors.languages import data_of_all
from extractors.languages.data import NEVER, Pattern, PatternSource
from extractors.parsed import ParsedDocument, Passage
from extractors.text.folding import fold
from schemas.base import stable_id
from schemas.document import Frozen, Place
from schemas.tables import IndicatorRow, Indicators, IndicatorValueRow, Language

_ITEM = re.compile(r"(?:(?<=\s)|^)(?P<number>\d{1,3}(?:\.\d{1,2})?)[.)]\s+(?=[^\W\d])")
_BEFORE_HEADING, _AFTER_HEADING = re.compile(r"\W{0,4}"), re.compile(r"[\s.:–—-]*")
_STEM = 4  # letters by which words of two names are compared
_NAME_EDGES = " \u00a0\n(:–—-,;.*"


class IndicatorDifference(Frozen):
    """Two places that give the same indicator differently.

    `what` is "name", "unit" or a year; `first` and `second` are what each says
    ("—" where it says nothing).
    """

    indicator_id: str
    number: str
    what: str
    first: str
    second: str
    second_place: Place


class _Words(Frozen):
    """A language's words of indicators (`indicators.toml`)."""

    context: Pattern = NEVER
    heading: Pattern = NEVER
    year: PatternSource = NEVER.pattern


def find_indicators(parsed: ParsedDocument) -> Indicators:
    """Return the document's target indicators; of several places the first one counts."""
    rows, values = [], []
    for indicator_id, found in found_indicators(parsed):
        rows.append(
            IndicatorRow.at(
                found.place, indicator_id=indicator_id, document_id=parsed.document_id,
                number=found.number, name=found.name, unit=found.unit,
            )
        )  # fmt: skip
        values += [
            IndicatorValueRow.at(
                found.value_places[year], indicator_id=indicator_id, year=year, value=value
            )
            for year, value in sorted(found.values.items())
        ]
    return Indicators(indicators=tuple(rows), values=tuple(values))


def indicator_differences(parsed: ParsedDocument) -> tuple[IndicatorDifference, ...]:
    """Return where a later place (the plan) says otherwise than the first (the chapter)."""
    differences: list[IndicatorDifference] = []
    for found, first in _with_first_places(parsed):
        if found is not first and found.number and first.number:
            differences += _differences(_id(parsed, first), first, found)
    return tuple(differences)


def places(parsed: ParsedDocument) -> Iterator[Indicator]:
    """Yield each indicator each time that the document gives it, in document order."""
    yield from _in_prose(parsed)
    for table in parsed.tables:
        yield from in_table(table, parsed.language)


def found_indicators(parsed: ParsedDocument) -> list[tuple[str, Indicator]]:
    """Return each indicator as the first of its places gives it, with its id."""
    firsts = (found for found, first in _with_first_places(parsed) if found is first)
    return [(_id(parsed, found), found) for found in firsts]


def _with_first_places(parsed: ParsedDocument) -> Iterator[tuple[Indicator, Indicator]]:
    """Yield each place of each indicator, and the first of the same indicator."""
    known: dict[str, list[Indicator]] = defaultdict(list)
    for found in places(parsed):
        keys = {found.number or "", f" {_folded(found.name)}"}
        alike = (other for key in keys for other in known[key] if _are_one(found, other))
        first = next(alike, found)
        if first is found:
            for key in keys:
                known[key].append(found)
        yield found, first


def _are_one(one: Indicator, other: Indicator) -> bool:
    """Tell whether two places give one indicator: by its number, or its name without one.

    Numbers of a table's rows are its own: there the names count, too.
    """
    if one.table and one.table == other.table:
        return False
    same_name = _folded(one.name) == _folded(other.name)
    if one.table and other.table:
        return same_name and one.number == other.number
    if not (one.number and other.number):
        return same_name and not (one.number or other.number)
    in_table = one.table or other.table
    return one.number == other.number and not (in_table and not _are_akin(one.name, other.name))


def _are_akin(one: str, other: str) -> bool:
    """Tell whether most words of the shorter name stand in the other, endings aside."""
    names = sorted((_folded(name).split() for name in (one, other)), key=len)
    stems = {word[:_STEM] for word in names[1]}
    return 2 * sum(word[:_STEM] in stems for word in names[0]) > len(names[0])


def _id(parsed: ParsedDocument, found: Indicator) -> str:
    again = (found.occurrence,) if found.occurrence else ()
    return stable_id(
        "indicator", parsed.document_id, found.number or "", _folded(found.name), *again
    )


def _folded(text: str) -> str:
    return fold(re.sub(r"\W+", " ", text))


def _differences(
    indicator_id: str, first: Indicator, second: Indicator
) -> Iterator[IndicatorDifference]:
    pairs = (
        [("name", first.name, second.name)] if _folded(first.name) != _folded(second.name) else []
    )
    if first.unit != second.unit:
        pairs.append(("unit", first.unit or "—", second.unit or "—"))
    for year in sorted(first.values.keys() | second.values.keys()):
        if first.values.get(year) != second.values.get(year):
            pairs.append((str(year), _printed(first, year), _printed(second, year)))
    for what, one, other in pairs:
        yield IndicatorDifference(
            indicator_id=indicator_id, number=first.number or "", what=what, first=one,
            second=other, second_place=second.place,
        )  # fmt: skip


def _printed(indicator: Indicator, year: int) -> str:
    value = indicator.values.get(year)
    return "—" if value is None else f"{value:g}"


# -- prose ---------------------------------------------------------------------------------


def _in_prose(parsed: ParsedDocument) -> Iterator[Indicator]:
    """Items of a list of indicators, and headings of plans that name one."""
    chapters = {s.section_id for s in parsed.sections if _announces(s.heading)}
    listed = False
    for passage in parsed.passages:
        text = passage.row.text
        listed = (_announces(text) and text.rstrip().endswith(":")) or (
            listed and passage.row.kind == "list_item"
        )  # fmt: skip
        if heading := _heading(text):
            number, start = heading
            yield from _read(passage, start, len(text), number)
        elif passage.row.kind != "table_cell" and (listed or passage.row.section_id in chapters):
            yield from _items(passage)


def _items(passage: Passage) -> Iterator[Indicator]:
    """The items of a passage that holds one or more, numbered or not."""
    text = passage.row.text
    marks = [m for m in _ITEM.finditer(text) if not _inside_values(text, m.start())]
    starts: list[tuple[int, str | None]] = [(m.end(), m["number"]) for m in marks] or [(0, None)]
    ends = [m.start() for m in marks[1:]] + [len(text)]
    for (start, number), end in zip(starts, ends, strict=True):
        yield from _read(passage, start, end, number)


def _inside_values(text: str, offset: int) -> bool:
    """Whether a bracket is open at `offset`."""
    return text.count("(", 0, offset) > text.count(")", 0, offset)


def _read(passage: Passage, start: int, end: int, number: str | None) -> Iterator[Indicator]:
    """The indicator in `text[start:end]`: a name and, after it, values by year."""
    text, language = passage.row.text, passage.row.language
    pairs = list(_pair().finditer(text, start, end))
    if not pairs:
        return
    name = text[start : pairs[0].start()].strip(_NAME_EDGES)
    values = {int(m["year"]): _value(m["value"]) for m in pairs}
    known = {year: value for year, value in values.items() if value is not None}
    if name and known:
        yield Indicator(
            number=number, name=_closed(name), unit=_unit(text, pairs, language), values=known,
            value_places={int(m["year"]): passage.source.place_at(m.start()) for m in pairs},
            facts={}, place=passage.source.place_at(start),
        )  # fmt: skip


def _closed(name: str) -> str:
    """The name with the bracket that the edges' cleaning may have taken."""
    return name + ")" if name.count("(") > name.count(")") else name


def _value(printed: str) -> float | None:
    return parse_digits(printed)


def _unit(text: str, pairs: list[re.Match[str]], language: Language) -> str | None:
    """The unit of the first value that has one."""
    units = (measure_at(text, match.end(), language) for match in pairs)
    return next((unit.name for unit in units if unit), None)


def _words() -> tuple[_Words, ...]:
    return data_of_all("indicators", _Words)


@cache
def _pair() -> re.Pattern[str]:
    """A year and the value that stands by it."""
    years = "|".join(words.year for words in _words())
    return re.compile(
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)\s*-?\s*(?:{years})?\s*[-–—:]\s*"
        r"(?:[^\W\d_]{1,12}\s+)?[^\W\d_]?(?P<value>\d+(?:[  ]\d{3})*(?:[.,]\d+)?)"
    )


def _heading(text: str) -> tuple[str, int] | None:
    """The number of the indicator that a text opens with, and where its name begins."""
    start = _match_end(_BEFORE_HEADING, text, 0)
    for words in _words():
        if match := words.heading.match(text, start):
            return match["number"], _match_end(_AFTER_HEADING, text, match.end())
    return None


def _match_end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _announces(text: str) -> bool:
    return any(words.context.search(text) for words in _words())
