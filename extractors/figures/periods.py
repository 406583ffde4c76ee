"""The times that a passage names, in the contract's forms, and which holds for a figure.

What belongs here: years, dates and spans as periods ("2024", "2025-12-01",
"2024-2025", "2024/2025", "с 2019", "до 2027"). What does not: whole dates of
acts (`extractors.calendar.dates`) and deadlines (`extractors.plans`).
"""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from extractors.calendar.months import month_number, months_of
from extractors.figures.model import Period
from extractors.figures.passage_text import PassageText
from extractors.figures.scanning import matches_near
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, CasedPattern, Pattern, PatternSource
from extractors.languages.lookalikes import as_cyrillic, lookalikes_of
from extractors.lexica import load_toml
from schemas.document import Frozen
from schemas.tables import Language

_YEAR = r"(?:19|20)\d\d"
_DATE = rf"(?<![\d.])(?P<day_d>[0-3]?\d)\.(?P<month_d>[01]?\d)\.(?P<year_d>{_YEAR})(?!\d)"
# A year alone, as the label of an amount ("2021 – 53,3 млрд", "2021: 5") or in brackets. Two
# numbers of four digits are a range sooner.
_LABEL = (
    rf"(?<![\w.,])(?P<y_a>{_YEAR})(?=(?:\s*\([^()\d]{{1,30}}\))?\s+[-–—]\s+(?:[^\W\d_]+\s+){{0,2}}(?!\d{{4}}(?!\d))\d"
    r"|\s*:\s)"
)
_IN_BRACKETS = rf"(?<=\()(?:(?P<y_b>{_YEAR})|(?P<a1_b>{_YEAR})\s*[-–—]\s*(?P<a2_b>{_YEAR}))(?=\))"
_ROMAN = rf"[{lookalikes_of('I')}]{{1,3}}|[{lookalikes_of('I')}]V"
_FRAGMENTS = {
    "year": _YEAR, "dash": r"\s*[-–—]\s*", "number": r"(?:\d{1,3}|[^\W\d_]+)", "roman": _ROMAN,
}  # fmt: skip
_TO_ACT = 20  # characters before a date that lead up to it as an act's
_COMPARED = 100  # characters before a time that say it is compared with
_HALF, _QUARTER = 6, 3  # months
_FEW_WORDS = 4  # between a figure and a time in brackets that is its own


class Spelling(Frozen):
    """A form that is printed otherwise in the contract, as "последних" is "последние"."""

    form: Pattern
    printed: str


class PeriodForms(Frozen):
    """How a language names times (periods.toml).

    In `forms`, groups say what is what: `y` or `y_l` a year; `a1` and `a2` the first and
    the last; `s1` and `s2` those of a school year; `day`, `month`, `year` a date;
    `day_f` … and `day_l` … a first and a last one; `month_m` with `year_m` or
    `this_m` a month; `m1` and `m2` with `year_r` a first and a last; `half` or
    `quarter` (and `quarter_l`, the last of several) with `year_p`, `this_p` or `last_p` a
    part of a year, which one `ordinals` say beside digits and Roman numerals; `this`,
    `this_w`, `last`, `last_w` a year told by the document's, `year_t` its number.
    `places` are what the search for them starts from beside digits.

    A relation stands before the time (`relation_before`) or after it
    (`relation_after`): group `since`, `until` or `towards` is what it says, `edge`
    a word to keep. Acts' dates come after `before_act_date`, compared times after
    `compared_before` or before `compared_after`; a year before `beginning` is
    the first of many; `today` between a time and a figure parts the two. Where times
    stand `time_first`, one after a figure is not its own if another figure follows; else
    one right after a figure is, past `own_before`.
    """

    forms: tuple[PatternSource, ...] = ()
    places: PatternSource = ""
    relation_before: Pattern = NEVER
    relation_after: CasedPattern = NEVER
    before_act_date: CasedPattern = NEVER
    compared_before: Pattern = NEVER
    compared_after: CasedPattern = NEVER
    beginning: Pattern = NEVER
    today: Pattern = NEVER
    time_first: bool = False
    own_before: Pattern = NEVER
    ordinals: Mapping[PatternSource, int] = {}
    spellings: tuple[Spelling, ...] = ()
    frequency_words: tuple[PatternSource, ...] = ()


class RelationWords(Frozen):
    """The words of the contract for relations of times, in all languages."""

    since: str
    until: str
    towards: str


class _Relation(NamedTuple):
    """What a text says of a time: it begins or ends something; where this stands."""

    words: str  # in the contract's form, "" for none
    opens: bool
    closes: bool
    start: int
    end: int


@cache
def period_forms(language: Language) -> PeriodForms:
    """Return how a language names times."""
    month = months_of(language).stem_source
    return LANGUAGES[language].data("periods", PeriodForms, {"month": month, **_FRAGMENTS})


def _relation_words() -> RelationWords:
    return load_toml("period_relations.toml", RelationWords)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    forms = (*period_forms(language).forms, _DATE, _LABEL, _IN_BRACKETS)
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


@cache
def _places(language: Language) -> re.Pattern[str]:
    """What a time holds: four digits, a month after a day, or one of a few words."""
    words = period_forms(language).places or NEVER.pattern
    return re.compile(rf"\d+|\b(?:{words})", re.IGNORECASE)


def find_periods(text: str, language: Language, reference: date | None) -> list[Period]:
    """Find the times that the passage names, in order.

    `reference` is the document's date: it gives "this year" its number. Times
    that only date an act, or are only compared with, come with an empty `text`:
    they are no period, nor are their digits figures.
    """
    forms = period_forms(language)
    return [
        _period(match, forms, reference)
        for match in matches_near(_pattern(language), text, _places(language))
    ]


def _period(match: re.Match[str], forms: PeriodForms, reference: date | None) -> Period:
    start, end = match.span()
    text, first, last = _normal(match, forms, reference)
    if not text or _dates_an_act(match, forms) or _is_compared(match, forms):
        return Period(start, end, "")
    relation = _relation(match, forms)
    if first is None and last is None and relation.end > end:
        printed = match.string[start : relation.end]
        return Period(start, relation.end, _as_printed(printed, forms))
    return Period(
        relation.start, relation.end, f"{relation.words} {text}".strip(),
        None if relation.closes else first, None if relation.opens else last, relation.words,
    )  # fmt: skip


def _normal(
    match: re.Match[str], forms: PeriodForms, reference: date | None
) -> tuple[str, date | None, date | None]:
    """The contract's form of the time, without relation, and its first and last day."""
    g = {name: value for name, value in match.groupdict().items() if value}
    if "half" in g or "quarter" in g:
        return _part(match, g, forms, reference)
    if exact := _exact(g):
        return exact
    named = (
        g.get("y")
        or g.get("y_l")
        or g.get("y_a")
        or g.get("y_b")
        or g.get("year_m")
        or g.get("year_t")
        or _relative_year(g, reference)
    )
    if "month_m" in g:
        return _month(named, g["month_m"])
    if named:
        return named, date(int(named), 1, 1), date(int(named), 12, 31)
    return _as_printed(match[0], forms), None, None


def _exact(g: dict[str, str]) -> tuple[str, date | None, date | None] | None:
    """A day, or a span whose first and last are named; None if the groups say neither."""
    for day, month, year in (("day", "month", "year"), ("day_d", "month_d", "year_d")):
        if day in g:
            return _day(g[year], g[month], g[day])
    for first, last, sign in (("s1", "s2", "/"), ("a1", "a2", "-"), ("a1_b", "a2_b", "-")):
        if first in g:
            return _span(g[first], g[last], sign)
    if "day_l" in g:
        return _days(g)
    return _months(g["year_r"], g["m1"], g["m2"]) if "year_r" in g else None


def _as_printed(text: str, forms: PeriodForms) -> str:
    """Return a period that has no normal form (such as "2025-01") in lower case, as printed.

    Only the spellings that the language lists (`spellings`) are put in their one form.
    """
    printed = " ".join(text.casefold().split())
    for spelling in forms.spellings:
        printed = spelling.form.sub(spelling.printed, printed)
    return printed


def _relative_year(groups: dict[str, str], reference: date | None) -> str | None:
    if reference is None:
        return None
    if groups.keys() & {"this", "this_w", "this_m", "this_p"}:
        return str(reference.year)
    return str(reference.year - 1) if groups.keys() & {"last", "last_w", "last_p"} else None


def _part(
    match: re.Match[str], groups: dict[str, str], forms: PeriodForms, reference: date | None
) -> tuple[str, date | None, date | None]:
    """Half-years and quarters keep their words: "I квартал 2025 года"."""
    text = " ".join(match[0].split())
    text = text if text[:2].isupper() or text[1:2] == " " else text[:1].lower() + text[1:]
    year = groups.get("year_p") or _relative_year(groups, reference)
    months = _HALF if "half" in groups else _QUARTER
    first = _ordinal(groups.get("half") or groups["quarter"], forms)
    last = _ordinal(groups["quarter_l"], forms) if "quarter_l" in groups else first
    if year is None or not 1 <= first <= last <= 12 // months:
        return text, None, None
    end = last * months
    begin = date(int(year), (first - 1) * months + 1, 1)
    return text, begin, date(int(year), end, monthrange(int(year), end)[1])


def _ordinal(text: str, forms: PeriodForms) -> int:
    """Return 1 to 4 for a digit, a Roman numeral or an ordinal, 0 for another word."""
    if text.isdigit():
        return int(text)
    roman = as_cyrillic(text.upper())
    if not roman.strip(as_cyrillic("I") + "V"):
        return 4 if roman.endswith("V") else len(roman)
    found = (n for form, n in forms.ordinals.items() if re.match(form, text, re.IGNORECASE))
    return next(found, 0)


def _day(year: str, month: str, day: str) -> tuple[str, date | None, date | None]:
    try:
        found = date(int(year), month_number(month) or 0, int(day))
    except ValueError:
        return "", None, None
    return found.isoformat(), found, found


def _month(year: str | None, month: str) -> tuple[str, date | None, date | None]:
    number = month_number(month)
    if not year or not number:
        return "", None, None
    last = monthrange(int(year), number)[1]
    return f"{year}-{number:02}", date(int(year), number, 1), date(int(year), number, last)


def _days(groups: dict[str, str]) -> tuple[str, date | None, date | None]:
    """ "с 1 января по 10 июля 2024 года" is "2024-01-01-2024-07-10"."""
    last, end, _ = _day(groups["year_l"], groups["month_l"], groups["day_l"])
    first, begin, _ = _day(
        groups.get("year_f") or groups["year_l"], groups["month_f"], groups["day_f"]
    )
    return (f"{first}-{last}", begin, end) if begin and end and begin < end else ("", None, None)


def _months(year: str, first: str, last: str) -> tuple[str, date | None, date | None]:
    """ "январь – май 2025 года" is "2025-01-2025-05"."""
    start, begin, _ = _month(year, first)
    stop, _, end = _month(year, last)
    return (f"{start}-{stop}", begin, end) if begin and end and begin < end else ("", None, None)


def _span(first: str, last: str, sign: str) -> tuple[str, date | None, date | None]:
    last = first[:2] + last if len(last) == 2 else last
    if int(first) > int(last):
        return "", None, None
    if sign == "/":
        return f"{first}/{last}", date(int(first), 9, 1), date(int(last), 8, 31)
    return f"{first}-{last}", date(int(first), 1, 1), date(int(last), 12, 31)


_NUMBER_OF_ACT = re.compile(r"\W{0,3}(?:\w+\s+){0,2}№")


def _dates_an_act(match: re.Match[str], forms: PeriodForms) -> bool:
    """A whole date after "от" or before a number of an act is the act's."""
    groups = match.groupdict()
    if not groups.get("day") and not groups.get("day_d"):
        return False
    before = match.string[max(0, match.start() - _TO_ACT) : match.start()]
    follows = _NUMBER_OF_ACT.match(match.string, match.end())
    return bool(follows or forms.before_act_date.search(before))


def _is_compared(match: re.Match[str], forms: PeriodForms) -> bool:
    before = match.string[max(0, match.start() - _COMPARED) : match.start()]
    follows = forms.compared_after.match(match.string, match.end())
    return bool(follows or forms.compared_before.search(before))


def _begins(match: re.Match[str], forms: PeriodForms) -> bool:
    """ "В этом году началась …": from then on."""
    return bool(forms.beginning.match(match.string, match.end()))


def _relation(match: re.Match[str], forms: PeriodForms) -> _Relation:
    """What the words beside a time say of it, and the span with them."""
    start, end = match.span()
    found = forms.relation_after.match(match.string, end) or forms.relation_before.search(
        match.string, max(0, start - 20), start
    )
    relation = _found_relation(match, found) if found else _Relation("", False, False, start, end)
    if not relation.words and _begins(match, forms):
        return relation._replace(words=_relation_words().since, opens=True)
    return relation


def _found_relation(match: re.Match[str], found: re.Match[str]) -> _Relation:
    groups = {name: text for name, text in found.groupdict().items() if text}
    start, end = min(match.start(), found.start()), max(match.end(), found.end())
    opens = "since" in groups
    if opens and found.start() < match.start() and _names_its_end(match):
        return _Relation("", False, False, start, end)
    words = _relation_words()
    word = words.since if opens else words.until if "until" in groups else words.towards
    edge = " ".join(groups.get("edge", "").casefold().split())
    if "towards" in groups and not edge:
        return _Relation("", False, False, start, end)  # by then it is so: the year itself
    return _Relation(f"{word} {edge}".strip(), opens, not opens, start, end)


def _names_its_end(match: re.Match[str]) -> bool:
    """Whether a time is a span, whose end "с … по …" names."""
    return any(match.groupdict().get(name) for name in ("a1", "day_l"))


def period_of(
    passage: PassageText, periods: list[Period], sentence: tuple[int, int], span: tuple[int, int],
    bracket: tuple[int, int] | None, claimed: Collection[Period] = (),
) -> Period | None:  # fmt: skip
    """Return the time that holds for the figure at `span`: the nearest of its sentence.

    A time in brackets holds only inside them, but for one alone in its brackets. One
    before the figure goes before one after it, unless that follows at once, or the one
    before is that of a figure which it follows (`claimed`).
    """
    named = [
        p for p in periods
        if p.text and sentence[0] <= p.start < sentence[1] and not _overlaps(p, span)
    ]  # fmt: skip
    if bracket is not None:
        inside = [p for p in named if bracket[0] < p.start < bracket[1]]
        found = _nearest(passage, inside, span, claimed)
        if found is not None:
            return found
    outside = [p for p in named if _holds_outside(passage.text, p, sentence[0], span, claimed)]
    return _nearest(passage, outside, span, claimed)


def _overlaps(period: Period, span: tuple[int, int]) -> bool:
    return period.start < span[1] and span[0] < period.end


def _nearest(
    passage: PassageText, periods: list[Period], span: tuple[int, int], claimed: Collection[Period]
) -> Period | None:
    """The nearest time before the figure, which a bare "today" ends; else the one after it."""
    forms, text = period_forms(passage.language), passage.text
    before = next((p for p in reversed(periods) if p.end <= span[0]), None)
    after = next((p for p in periods if p.start >= span[1]), None)
    after = after if after and _is_own(text, span[1], after, forms) else None
    if before is None:
        return after
    if after and (before in claimed or _follows_at_once(text, span[1], after, forms)):
        return after
    return None if forms.today.search(text, before.end, span[0]) else before


def _is_own(text: str, end: int, period: Period, forms: PeriodForms) -> bool:
    """Whether a time after a figure belongs to it: in its clause, and not to a later figure."""
    if _is_alone(text, period):
        return _stands_near(text[end : text.rfind("(", 0, period.start)])
    if re.search(r"[,;(]\s|\s[–—]\s", text[end : period.start]):
        return False
    border = re.compile(r"[,;.:]\s|$").search(text, period.end)
    clause = text[period.end : border.start() if border else None]
    return not (forms.time_first and re.search(r"\d", clause))


def _follows_at_once(text: str, end: int, period: Period, forms: PeriodForms) -> bool:
    gap = text[end : period.start]
    return _is_alone(text, period) or forms.own_before.fullmatch(gap) is not None


def _is_alone(text: str, period: Period) -> bool:
    """Whether a time is all that stands in its brackets."""
    opened = text.rfind("(", max(0, period.start - 4), period.start)
    return opened >= 0 and text.startswith(")", period.end)


def _stands_near(gap: str) -> bool:
    """Whether so few words are between a figure and a time in brackets that it is its own."""
    return len(gap.split()) <= _FEW_WORDS and not re.search(r"[\d,;:–—]", gap)


def _holds_outside(
    text: str, period: Period, start: int, span: tuple[int, int], claimed: Collection[Period]
) -> bool:
    """Whether a time is in no brackets but the figure's, or alone in them and no other's."""
    if _is_alone(text, period):
        return period not in claimed
    opened = text.rfind("(", start, period.start)
    if opened < 0 or ")" in text[opened : period.start]:
        return True
    closed = text.find(")", period.end)
    return opened < span[0] < (closed if closed >= 0 else len(text))
