"""The grammar of deadlines: which typed words make a time, one for all languages.

What belongs here: the rules, as patterns over types of words, and what a match of each
says. What does not: telling words and their types (`deadline_words`), how languages word
them (their folders), and what times mean together (`extractors.plans.deadlines`).

Languages order words differently, and the rules name the orders that there are: a number
stands before what it counts in all of them. At each word the first rule that matches takes
its words (a cascade of finite-state rules, linear in the number of words).
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from extractors.plan_vocabulary.deadline_words import LAST, Word

TimeUnit = Literal["day", "month", "quarter", "half_year"]
TokenKind = Literal[
    "years", "period", "day", "every", "always", "need", "following", "whole_year", "within",
    "vague", "duration", "weekday", "thereafter", "since", "until", "between", "end", "glue",
    "and", "words", "dash", "comma", "semicolon", "open", "close",
]  # fmt: skip
MONTHS_IN = {"day": 1, "month": 1, "quarter": 3, "half_year": 6, "year": 12}
_COMMON_YEAR = 2023  # of 365 days


class PartOfYear(NamedTuple):
    """A part of a year: month 1–12, quarter 1–4 or half-year 1–2; a day has its month."""

    unit: TimeUnit
    number: int
    day: int | None = None


class Token(NamedTuple):
    """One or more words of a deadline, `text[start:end]`, and what they say together.

    `every` is a unit of time: `number` times in `apart` of them, on `weekdays` (RFC 5545's,
    from 0 for Monday), of a month the `nth`; `month` counts months within the unit. `number`
    of a day is that day, LAST for the last. `school` says that years are a school year.
    """

    kind: TokenKind
    start: int
    end: int
    years: tuple[int, ...] = ()
    periods: tuple[PartOfYear, ...] = ()
    number: int = 0
    every: str = ""
    apart: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    month: int = 0
    school: bool = False


def parse(words: Sequence[Word]) -> Iterator[Token]:
    """Yield the tokens that words make, in order."""
    line = "".join(_symbol(word) for word in words)
    place = 0
    while place < len(words):
        match, make = _first_match(line, place)
        if match and make:
            found = _Found(match, words)
            yield from _within_words(make(found), found)
            place = match.end()
        else:
            yield from _alone(words[place])
            place += 1


class _Found:
    """The words that a rule matched, by the names of its groups."""

    def __init__(self, match: re.Match[str], words: Sequence[Word]) -> None:
        self.match = match
        self.all = words[match.start() : match.end()]
        self._words = words

    def words(self, group: str) -> Sequence[Word]:
        """The words of a group; none if it did not match."""
        start, end = self.match.span(group) if group in self.match.re.groupindex else (-1, -1)
        return self._words[max(start, 0) : max(end, 0)]

    def number(self, group: str, default: int = 1) -> int:
        """The number that a group's first word says; LAST for "last"."""
        found = self.words(group)
        if not found:
            return default
        return LAST if found[0].type == "last" else found[0].number

    def unit(self, group: str = "unit") -> str:
        """The unit of time of a group's first word."""
        return next((word.unit for word in self.words(group)), "")

    def of(self, *types: str) -> list[Word]:
        """The words of these types."""
        return [word for word in self.all if word.type in types]


_Make = Callable[[_Found], Iterable[Token]]


def _within_words(tokens: Iterable[Token], found: _Found) -> Iterator[Token]:
    """Give tokens without a place that of all the words matched."""
    start, end = found.all[0].start, found.all[-1].end
    for token in tokens:
        yield token if token.end else token._replace(start=start, end=end)


def _alone(word: Word) -> Iterator[Token]:
    """Yield what a word says that no rule takes."""
    yield Token(_ALONE.get(word.type, "words"), word.start, word.end)


_ALONE: dict[str, TokenKind] = {
    kind: kind
    for kind in (
        "always", "need", "thereafter", "since", "until", "between", "end", "glue", "dash",
        "comma", "semicolon", "open", "close",
    )
} | {
    "item": "semicolon", "colon": "and", "and": "and", "or": "and",
    "beginning": "vague", "middle": "vague",
    "throughout": "glue", "each": "glue", "each_after": "glue", "at_least": "glue",
    "reporting": "glue", "results": "glue", "behind": "glue", "period": "glue", "unit": "glue",
    "times": "glue",
}  # fmt: skip


def _every(found: _Found) -> Iterator[Token]:
    """So many times in so many units of time."""
    times = found.words("times")
    own = times[0].number if times else 0
    unit = found.unit() or found.unit("every")
    number, apart = own or found.number("n"), found.number("span")
    yield Token("every", 0, 0, every=unit, number=number, apart=apart)


def _in_one_word(found: _Found) -> Iterator[Token]:
    yield Token("every", 0, 0, every=found.all[0].unit, number=1)


def _several_times(found: _Found) -> Iterator[Token]:
    """So many times, in a year or in times that are named; once says nothing."""
    number = found.words("times")[0].number or found.number("n")
    if number > 1:
        yield Token("every", 0, 0, every="year", number=number)
    else:
        yield Token("glue", 0, 0)


def _every_on_day(found: _Found) -> Iterator[Token]:
    """A day of each month: of every one, or the first or last of every unit."""
    unit = found.unit() or "month"
    yield Token("every", 0, 0, every=unit, number=1, month=found.number("month", 0))
    yield Token("day", 0, 0, number=found.number("day"))


def _every_at(found: _Found) -> Iterator[Token]:
    """The beginning, middle or end of every unit: only the end is a day."""
    yield Token("every", 0, 0, every=found.unit(), number=1)
    if not found.of("end"):
        yield Token("vague", 0, 0)


def _every_months(found: _Found) -> Iterator[Token]:
    """A month of each quarter, half-year or year, by its number there."""
    yield Token("every", 0, 0, every=found.unit(), number=1, month=found.number("nth"))


def _following(found: _Found) -> Iterator[Token]:
    """The time after the one that is reported on; `lead` is what follows, `unit` what is."""
    unit = found.unit() or (found.unit("lead") if not found.of("period") else "") or "year"
    yield Token("following", 0, 0, every=unit)


def _weekdays(found: _Found) -> Iterator[Token]:
    """Days of the week, which come again if the words say so."""
    numbers = [word.number for word in found.of("weekday")]
    if found.of("dash") and len(numbers) == 2 and numbers[0] < numbers[1]:
        numbers = list(range(numbers[0], numbers[1] + 1))
    many = any(word.plural for word in found.of("weekday", "unit", "day_noun"))
    again = many or found.of("each", "each_after", "every")
    days = tuple(sorted(set(numbers)))
    if again:
        yield Token("every", 0, 0, every="week", number=1, weekdays=days)
    else:
        yield Token("weekday", 0, 0, weekdays=days)


def _nth_weekday(found: _Found) -> Iterator[Token]:
    """A weekday of every month by its number."""
    day = found.of("weekday")[0].number
    nth = found.number("nth")
    yield Token("every", 0, 0, every="month", number=1, weekdays=(day,), nth=nth)


def _nth_alone(found: _Found) -> Iterator[Token]:
    """A weekday by its number in a month that other words name."""
    day = found.of("weekday")[0].number
    yield Token("weekday", 0, 0, weekdays=(day,), nth=found.number("nth"))


def _years(found: _Found) -> Iterator[Token]:
    """Years, and what their case or the words around say of them."""
    years = found.words("years")[0].years
    yield Token("years", 0, 0, years=years, school=bool(found.of("school")))
    if found.of("beginning", "middle"):
        yield Token("vague", 0, 0)
    yield from _from(found)


def _from(found: _Found) -> Iterator[Token]:
    """Yield "since" if the last word says "from"."""
    if found.all[-1].ablative:
        yield Token("since", 0, 0)


def _date(found: _Found) -> Iterator[Token]:
    """A date in figures: a day or a month, with its year if it is named."""
    word = found.all[0]
    if word.day:
        yield Token("period", 0, 0, periods=(PartOfYear("day", word.number, word.day),))
    else:
        yield Token("period", 0, 0, periods=(PartOfYear("month", word.number),))
    if word.years:
        yield Token("years", 0, 0, years=word.years)


def _days(found: _Found) -> Iterator[Token]:
    """Days of a month: one, several with their own words, or the ends of a span."""
    month = found.of("month")[0]
    days = [word for word in found.of("num", "nth", "daynum") if word.number]
    if any(not 1 <= word.number <= 31 for word in days):
        yield Token("words", 0, 0)
        return
    periods = [PartOfYear("day", month.number, word.number) for word in days]
    if len(days) == 1:
        yield Token("period", 0, 0, periods=tuple(periods))
        yield from _from(found)
    elif found.of("dash", "until") or days[0].ablative:
        yield from _ranged([periods[0], periods[-1]])
    else:
        ends = [day.end for day in days[:-1]] + [found.all[-1].end]
        for period, day, end in zip(periods, days, ends, strict=True):
            yield Token("period", day.start, end, periods=(period,))


def _last_day(found: _Found) -> Iterator[Token]:
    month = found.of("month")[0]
    yield Token("period", 0, 0, periods=(PartOfYear("day", month.number, LAST),))


def _ranged(periods: Sequence[PartOfYear]) -> Iterator[Token]:
    yield Token("period", 0, 0, periods=(periods[0],))
    if len(periods) > 1:
        yield Token("dash", 0, 0)
        yield Token("period", 0, 0, periods=(periods[-1],))


def _month(found: _Found) -> Iterator[Token]:
    month = found.of("month")[0]
    yield Token("period", 0, 0, periods=(PartOfYear("month", month.number),))
    yield from _from(found)


def _part_of_month(found: _Found) -> Iterator[Token]:
    """A third or a half of a month; the last runs to its end, in February to the 28th."""
    month = found.of("month")[0].number
    parts, size = (2, 15) if found.of("half") else (3, 10)
    which = found.number("nth")
    which = parts if which == LAST else which
    if not 1 <= which <= parts:
        yield Token("words", 0, 0)
        return
    end = monthrange(_COMMON_YEAR, month)[1] if which == parts else size * which
    days = (size * (which - 1) + 1, end)
    yield from _ranged([PartOfYear("day", month, day) for day in days])


def _half_of_year(found: _Found) -> Iterator[Token]:
    yield Token("period", 0, 0, periods=(PartOfYear("half_year", found.number("nth")),))


def _parts(found: _Found) -> Iterator[Token]:
    """Quarters or half-years: one, several, or a span."""
    unit: TimeUnit = "half_year" if found.unit() == "half_year" else "quarter"
    most = 12 // MONTHS_IN[unit]
    numbers = [word.number for word in found.of("ord", "nth", "num")]
    periods = [PartOfYear(unit, number) for number in numbers if 1 <= number <= most]
    if len(periods) < len(numbers):
        yield Token("words", 0, 0)
    elif len(numbers) > 1 and found.of("dash", "until"):
        yield from _ranged(periods)
    else:
        yield Token("period", 0, 0, periods=tuple(periods))
    yield from _from(found)


def _month_of_part(found: _Found) -> Iterator[Token]:
    """A month of a quarter or half-year that is named, by its number there."""
    size = MONTHS_IN[found.unit()]
    which = found.number("nth")
    month = size * found.number("part") - (0 if which == LAST else size - which)
    yield Token("period", 0, 0, periods=(PartOfYear("month", month),))


def _season(found: _Found) -> Iterator[Token]:
    """The three months of a season; winter goes on in the next year."""
    numbers = [word.number for word in found.of("season")]
    first, last = 3 * numbers[0] + 3, (3 * numbers[-1] + 5 - 1) % 12 + 1
    yield from _ranged([PartOfYear("month", first), PartOfYear("month", last)])


def _day(found: _Found) -> Iterator[Token]:
    if found.number("day") == LAST or 1 <= found.number("day") <= 31:
        yield Token("day", 0, 0, number=found.number("day"))


def _several_days(found: _Found) -> Iterator[Token]:
    for word in found.of("num", "nth", "daynum"):
        yield Token("day" if 1 <= word.number <= 31 else "words", 0, 0, number=word.number)


def _whole(found: _Found) -> Iterator[Token]:
    """All of a unit that is not named, or its end, or no more than that it falls in it."""
    unit = found.unit()
    school = bool(found.of("school"))
    vague = bool(found.of("beginning", "middle"))
    if unit == "year" and not vague:
        yield Token("whole_year", 0, 0, school=school)
        if found.of("end"):
            yield Token("end", 0, 0)
    else:
        yield Token("within", 0, 0, every=unit)
        if found.of("end"):
            yield Token("end", 0, 0)


def _duration(_: _Found) -> Iterator[Token]:
    yield Token("duration", 0, 0)


def _vague(_: _Found) -> Iterator[Token]:
    yield Token("vague", 0, 0)


def _words(_: _Found) -> Iterator[Token]:
    yield Token("words", 0, 0)


_FRAGMENTS = {
    "COUNT": "(?:num|card)",
    "ORDINAL": "(?:ord|nth|num)",
    "DAYNUMBER": "(?:num|nth|daynum)",
    "FILLER": "(?:glue|throughout){0,4}",
    "UNIT": "(?:unit_year|unit_half_year|unit_quarter|unit_month|unit_ten_days|unit_week"
    "|unit_day|unit_hour)",
    "LONG": "(?:unit_year|unit_half_year|unit_quarter)",
    "PART": "(?:unit_quarter|unit_half_year)",
    "SPAN": "(?:unit_half_year|unit_quarter|unit_month|unit_week)",
    "TERM": "(?:unit_day|unit_week|unit_month|unit_year|unit_hour|unit_ten_days|unit_half_year)",
    "BOUND": "(?:beginning|middle|end)",
    "WEEKDAYS": "weekday(?:(?:comma|and|or|dash)(?:each|until|glue){0,3}weekday){0,6}",
}

# Each rule: its pattern over types of words (spaces only part them), and what makes its
# tokens. Repetitions have bounds, so that a row of the same words is read in linear time.
_RULES: tuple[tuple[str, _Make], ...] = (
    # Years.
    (r"(?:(?:beginning|middle) (?P<years>year) unit_year{0,3})", _years),
    (r"(?P<years>year) unit_year{0,3} (?:beginning|middle)", _years),
    (r"(?P<years>year) unit_year{0,3} (?:school unit_year)?", _years),
    (r"date (?:unit_year)?", _date),
    (r"BOUND(?=dash|colon)", _words),
    # How often.
    (r"at_least{0,2} (?P<n>COUNT)? at_least? (?P<times>times) FILLER each? "
     r"(?P<span>COUNT)? school? (?P<unit>UNIT)", _every),
    (r"at_least{0,2} (?P<n>COUNT)? at_least? (?P<times>times) FILLER (?P<every>every)", _every),
    (r"each? at_least{0,2} (?P<span>COUNT)? (?P<unit>UNIT) each_after? FILLER "
     r"at_least{0,2} (?P<n>COUNT)? at_least? (?P<times>times)(?!FILLER each? COUNT? UNIT)", _every),
    (r"(?P<unit>day_noun) at_least{0,2} (?P<n>COUNT)? (?P<times>times)", _every),
    (r"(?P<every>every) FILLER at_least{0,2} (?P<n>COUNT)? at_least? "
     r"(?P<times>times)(?!FILLER each? COUNT? UNIT)", _every),
    (r"at_least{0,2} (?P<n>COUNT)? at_least? (?P<times>times)", _several_times),
    (r"each? (?P<nth>last|ord|nth|num) weekday (?:unit_day|day_noun)? each? unit_month",
     _nth_weekday),
    (r"each (?P<nth>last|ord|nth|num) weekday", _nth_weekday),
    (r"(?P<nth>last|ord|nth) weekday (?:unit_day|day_noun)?", _nth_alone),
    (r"each? unit_month each_after? (?P<nth>last|ord|nth|num) weekday (?:unit_day|day_noun)?",
     _nth_weekday),
    (r"(?:each|every|until|glue){0,4} WEEKDAYS (?:unit_day|day_noun)? each_after?", _weekdays),
    (r"each (?P<day>DAYNUMBER) day_noun (?:unit_month)?", _every_on_day),
    (r"(?P<day>last|ord) (?:unit_day|day_noun) each (?P<unit>UNIT)", _every_on_day),
    (r"each (?P<unit>UNIT) (?P<day>last|ord) (?:unit_day|day_noun)", _every_on_day),
    (r"(?P<unit>UNIT) each_after (?P<day>last|ord) (?:unit_day|day_noun)", _every_on_day),
    (r"BOUND each (?P<unit>UNIT)", _every_at),
    (r"each (?P<unit>UNIT) BOUND", _every_at),
    (r"(?P<unit>UNIT) each_after BOUND", _every_at),
    (r"(?P<nth>last|ord|nth) unit_month FILLER each? (?P<unit>LONG)", _every_months),
    (r"each? (?P<unit>LONG) each_after? (?P<nth>last|ord|nth) unit_month", _every_months),
    (r"each (?P<span>COUNT|ord)? school? (?P<unit>UNIT) each_after?", _every),
    (r"(?P<span>COUNT)? (?P<unit>UNIT) each_after", _every),
    (r"results (?:each|glue){0,3} (?P<unit>UNIT)", _every),
    (r"(?P<unit>UNIT) results", _every),
    (r"every", _in_one_word),
    # What follows the time that is reported on.
    (r"(?P<lead>UNIT)? comma? next behind reporting (?:(?P<unit>UNIT)|period)?", _following),
    (r"reporting (?:(?P<unit>UNIT)|period) (?:behind|since|next){1,3} (?P<lead>UNIT)?", _following),
    (r"next (?P<unit>unit_month|unit_quarter|unit_year)", _following),
    (r"reporting (?P<unit>UNIT)", _every),
    # Parts of a year.
    (r"(?P<nth>last|ord|nth) unit_month (?P<part>ORDINAL) (?P<unit>PART)", _month_of_part),
    (r"(?P<part>ORDINAL) (?P<unit>PART) (?P<nth>last|ord|nth) unit_month", _month_of_part),
    (r"(?P<nth>last|ORDINAL) (?:unit_ten_days|half) FILLER month", _part_of_month),
    (r"month unit_month? (?P<nth>last|ORDINAL) (?:unit_ten_days|half)", _part_of_month),
    (r"unit_month (?:ord|nth|num) half|(?:ord|nth|num) half unit_month", _vague),
    (r"(?P<nth>ord|nth|num) half(?!unit_month) (?:unit_year)?(?!unit_month)", _half_of_year),
    (r"(?:last|ORDINAL) unit_week month", _vague),
    (r"month unit_month? (?:last|ORDINAL) unit_week", _vague),
    (r"DAYNUMBER (?:(?:dash|comma|and|until) DAYNUMBER|(?<=daynum) DAYNUMBER){0,9} "
     r"(?:day_noun)? month unit_month?", _days),
    (r"month unit_month? (?:daynum (?:(?:dash|comma|and|until)? daynum){0,9}|DAYNUMBER "
     r"day_noun)", _days),
    (r"last (?:unit_day|day_noun) month (?:unit_month)?", _last_day),
    (r"month unit_month? last (?:unit_day|day_noun)", _last_day),
    (r"(?:beginning|middle) month", _month),
    (r"month (?:unit_month)? (?:beginning|middle)", _month),
    (r"month unit_month?", _month),
    (r"ORDINAL (?:(?:dash|comma|and|or|until) ORDINAL){0,3} dash? (?P<unit>PART)", _parts),
    (r"(?P<unit>sign) num", _parts),
    (r"season (?:dash season)?", _season),
    (r"DAYNUMBER (?:(?:comma|and) DAYNUMBER){1,4} day_noun", _several_days),
    (r"(?P<day>DAYNUMBER) day_noun", _day),
    (r"unit_month? (?P<day>last) (?:unit_day|day_noun)", _day),
    (r"(?P<day>last) (?:unit_day|day_noun) unit_month?", _day),
    (r"(?P<day>daynum)", _day),
    # Units that are not named, and terms that are counted from an event.
    (r"(?:BOUND|throughout|glue){0,4} (?:BOUND|throughout) glue{0,4} school? "
     r"(?P<unit>unit_year)", _whole),
    (r"(?:school)? (?P<unit>unit_year) (?:BOUND|throughout)", _whole),
    (r"(?:BOUND|throughout|glue){0,4} school (?P<unit>unit_year)", _whole),
    (r"(?:BOUND|throughout|glue){0,4} (?:BOUND|throughout) glue{0,4} (?P<unit>SPAN)", _whole),
    (r"(?P<unit>SPAN) (?:BOUND|throughout)", _whole),
    (r"(?:throughout|behind){0,2} COUNT working? TERM (?:throughout|term){0,2}", _duration),
    (r"(?:throughout|behind){0,2} COUNT? working (?:TERM|day_noun) (?:throughout|term){0,2}",
     _duration),
    (r"COUNT? term", _duration),
    (r"(?:last|ORDINAL) (?:period|word)", _words),
    (r"last", _vague),
)  # fmt: skip


def _first_match(line: str, place: int) -> tuple[re.Match[str] | None, _Make | None]:
    """Return the first rule's match at a place, and what makes its tokens."""
    for pattern, make in _rules():
        match = pattern.match(line, place)
        if match and match.end() > place:
            return match, make
    return None, None


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Make], ...]:
    return tuple((re.compile(_in_symbols(pattern)), make) for pattern, make in _RULES)


_TYPES = (
    "date", "year", "num", "nth", "daynum", "card", "ord", "sign", "month", "weekday", "season",
    "unit_year", "unit_half_year", "unit_quarter", "unit_month", "unit_ten_days", "unit_week",
    "unit_day", "unit_hour", "every", "always", "need", "thereafter", "since", "until", "between",
    "beginning", "middle", "end", "throughout", "each", "each_after", "times", "at_least", "next",
    "behind", "reporting", "results", "last", "half", "period", "day_noun", "working", "term",
    "school", "glue", "and", "or", "dash", "comma", "semicolon", "item", "open", "close", "colon",
    "word",
)  # fmt: skip
_SYMBOLS = {name: chr(0x4E00 + place) for place, name in enumerate(_TYPES)}
_NAMES = re.compile(
    r"\?P<\w+>|\?<=|" + "|".join(sorted((*_SYMBOLS, *_FRAGMENTS), key=len, reverse=True))
)


def _in_symbols(pattern: str) -> str:
    """Return a rule's pattern with one letter for each type, the longest names first."""
    return _NAMES.sub(lambda match: _symbols_of(match[0]), pattern.replace(" ", ""))


def _symbols_of(name: str) -> str:
    if name in _FRAGMENTS:
        return _in_symbols(_FRAGMENTS[name])
    return _SYMBOLS.get(name, name)


def _symbol(word: Word) -> str:
    """Return the letter of a word's type; a type without a rule is a word like any other."""
    name = f"unit_{word.unit}" if word.type == "unit" else word.type
    return _SYMBOLS.get(name, _SYMBOLS["word"])
