"""The times that a passage names, in the contract's forms, and which holds for a figure.

What belongs here: years, dates and spans as periods ("2024", "2025-12-01",
"2024-2025", "2024/2025", "с 2019", "до 2027"). What does not: whole dates of
acts (`extractors.calendar.dates`) and deadlines (`extractors.plans`).
"""

import re
from calendar import monthrange
from datetime import date
from functools import cache

from extractors.calendar.months import month_number, months_of
from extractors.figures.model import Period
from extractors.figures.scanning import matches_near
from schemas.tables import Language

# What a time holds: four digits, a month after a day, or one of these words.
_PLACES: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"\d+|\b(?:текущ|эт(?:ого|ом|от)\b|нынешн|прошл|минувш|истекш|последн)", re.IGNORECASE
    ),
    "kk": re.compile(r"\d+|\b(?:ағымдағы|осы\b|биыл|өткен|былтыр|соңғы)", re.IGNORECASE),
}
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*[-–—]\s*"
_NUMBER = r"(?:\d+|[^\W\d_]+)"


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    forms = _KAZAKH if language == "kk" else _RUSSIAN
    return re.compile("|".join(f"(?:{form})" for form in (*forms, *_BOTH)), re.IGNORECASE)


_RU_MONTH = months_of("ru").stem_source
_KK_MONTH = months_of("kk").stem_source
_RU_YEARS = r"(?:-?(?:го|ого|ом|ый|ой|м|й|е|х))?\s*(?:год\w*|гг?\b\.?)"
_KK_YEARS = r"(?:жыл\w*|жж?\.)"
_BOTH = (r"(?<![\d.])(?P<day_d>[0-3]?\d)\.(?P<month_d>[01]?\d)\.(?P<year_d>" + _YEAR + r")(?!\d)",)
_RUSSIAN = (
    rf"(?<!\d)(?P<day_f>[0-3]?\d)\s+(?P<month_f>(?:{_RU_MONTH})\w*)(?:\s+(?P<year_f>{_YEAR})\s+года)?\s+"
    rf"(?:по|до)\s+(?P<day_l>[0-3]?\d)\s+(?P<month_l>(?:{_RU_MONTH})\w*)\s+(?P<year_l>{_YEAR})(?!\d)"
    r"(?:\s*(?:год\w*|г\.?)(?!\w))?",
    rf"(?<!\d)(?P<day>[0-3]?\d)\s+(?P<month>(?:{_RU_MONTH})\w*)\s+(?P<year>{_YEAR})(?!\d)"
    r"(?:\s*(?:год\w*|г\.?)(?!\w))?",
    rf"(?P<s1>{_YEAR})\s*[-–—/]\s*(?P<s2>{_YEAR})\s*(?:-?\w{{1,3}}\s+)?(?:учебн\w+\s+год\w*|уч\.\s?г\w*\.?)",
    rf"(?P<a1>{_YEAR})(?:{_DASH}|\s+(?:по|до|и)\s+)(?P<a2>{_YEAR}){_RU_YEARS}",
    rf"(?P<m1>\b(?:{_RU_MONTH})\w*){_DASH}(?P<m2>(?:{_RU_MONTH})\w*)\s+(?P<year_r>{_YEAR})"
    r"(?:\s*(?:год\w*|г\.?)(?!\w))?",
    rf"(?P<month_m>\b(?:{_RU_MONTH})\w*)\s+(?:(?P<year_m>{_YEAR})(?:\s*(?:год\w*|г\.?)(?!\w))?"
    r"|(?P<this_m>(?:текущ|этого|нынешн)\w*\s+года))",
    rf"(?:(?P<this>текущ\w*|эт(?:ого|ом|от)|нынешн\w*)|(?P<last>прошл\w*|минувш\w*|истекш\w*))\s+"
    rf"(?:(?P<year_t>{_YEAR})\s+)?год\w*",
    rf"(?<!\d)(?P<y>{_YEAR}){_RU_YEARS}(?!\w)",
    rf"последн(?:ие|их|ий|юю)\s+{_NUMBER}?\s*(?:лет|год\w*|месяц\w*)",
    rf"(?<!\d)[0-3]?\d\s+(?:{_RU_MONTH})\w*",
)
_KAZAKH = (
    rf"(?<!\d)(?P<year>{_YEAR})\s*{_KK_YEARS}\s*(?P<day>[0-3]?\d)\s+(?P<month>(?:{_KK_MONTH})\w*)",
    rf"(?P<s1>{_YEAR})\s*[-–—/]\s*(?P<s2>{_YEAR})\s*оқу\s+жыл\w*",
    rf"(?P<a1>{_YEAR})(?:{_DASH}|\s+(?:және|мен|пен|бен)\s+)(?P<a2>{_YEAR})\s*{_KK_YEARS}",
    rf"(?<!\d)(?P<year_r>{_YEAR})\s*{_KK_YEARS}\s*(?P<m1>(?:{_KK_MONTH})\w*){_DASH}"
    rf"(?P<m2>(?:{_KK_MONTH})\w*)(?:\s+айлары\w*)?",
    rf"(?<!\d)(?P<year_m>{_YEAR})\s*{_KK_YEARS}\s*(?P<month_m>(?:{_KK_MONTH})\w*)",
    rf"(?:(?P<this>ағымдағы|осы|биылғы)|(?P<last>өткен|былтырғы))\s+(?:(?P<year_t>{_YEAR})\s*)?жыл\w*",
    r"(?P<this_w>\bбиыл\b)",
    r"(?P<last_w>\bбылтыр\b)",
    rf"(?<!\d)(?P<y>{_YEAR})\s*{_KK_YEARS}",
    rf"(?<!\d)(?P<y_l>{_YEAR})-(?:да|де|та|те)\b",
    rf"соңғы\s+{_NUMBER}\s+(?:жыл|ай)",
    rf"(?<!\d)[0-3]?\d\s+(?:{_KK_MONTH})\w*",
)


def find_periods(text: str, language: Language, reference: date | None) -> list[Period]:
    """Find the times that the passage names, in order.

    `reference` is the document's date: it gives "this year" its number. Times
    that only date an act, or are only compared with, come with an empty `text`:
    they are no period, nor are their digits figures.
    """
    return [
        _period(match, language, reference)
        for match in matches_near(_pattern(language), text, _PLACES[language])
    ]


def _period(match: re.Match[str], language: Language, reference: date | None) -> Period:
    start, end = match.span()
    text, first, last = _normal(match, reference)
    if not text or _dates_an_act(match) or _is_compared(match, language):
        return Period(start, end, "")
    relation, start, end = _relation(match, language)
    if not relation and match.groupdict().keys() & _YEARLY and _begins(match):
        relation = "с"
    if language == "kk" and first is None and last is None:
        return Period(start, end, _as_printed(match.string[start:end]))
    return Period(
        start, end, f"{relation} {text}".strip(),
        None if relation.startswith(("до", "к")) else first,
        None if relation.startswith("с") else last,
    )  # fmt: skip


def _normal(match: re.Match[str], reference: date | None) -> tuple[str, date | None, date | None]:
    """The contract's form of the time, without relation, and its first and last day."""
    g = {name: value for name, value in match.groupdict().items() if value}
    for day, month, year in (("day", "month", "year"), ("day_d", "month_d", "year_d")):
        if day in g:
            return _day(g[year], g[month], g[day])
    for first, last, sign in (("s1", "s2", "/"), ("a1", "a2", "-")):
        if first in g:
            return _span(g[first], g[last], sign)
    if "day_l" in g:
        return _days(g)
    if "year_r" in g:
        return _months(g["year_r"], g["m1"], g["m2"])
    named = (
        g.get("y")
        or g.get("y_l")
        or g.get("year_m")
        or g.get("year_t")
        or _relative_year(g, reference)
    )
    if "month_m" in g:
        return _month(named, g["month_m"])
    if named:
        return named, date(int(named), 1, 1), date(int(named), 12, 31)
    return _as_printed(match[0]), None, None


def _as_printed(text: str) -> str:
    """What has no form of its own: as printed; "последних" in the dictionary's case."""
    return re.sub(r"последн\w+", "последние", " ".join(text.casefold().split()))


def _relative_year(groups: dict[str, str], reference: date | None) -> str | None:
    if reference is None:
        return None
    if groups.keys() & {"this", "this_w", "this_m"}:
        return str(reference.year)
    return str(reference.year - 1) if groups.keys() & {"last", "last_w"} else None


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
    if int(first) > int(last):
        return "", None, None
    if sign == "/":
        return f"{first}/{last}", date(int(first), 9, 1), date(int(last), 8, 31)
    return f"{first}-{last}", date(int(first), 1, 1), date(int(last), 12, 31)


def _dates_an_act(match: re.Match[str]) -> bool:
    """A whole date after "от" or before a number of an act is the act's."""
    groups = match.groupdict()
    if not groups.get("day") and not groups.get("day_d"):
        return False
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(re.search(r"\bот\s+$", before) or re.match(r"\W{0,3}(?:\w+\s+){0,2}№", after))


def _is_compared(match: re.Match[str], language: Language) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    if language == "kk":
        return bool(re.match(r"\s*(?:\w+\s+){0,2}(?:салыстырғанда|қарағанда)", after))
    return bool(re.search(_RU_COMPARED, before))


_RU_COMPARED = re.compile(
    r"(?:сравнению\s+со?(?:\s+[^\W\d_]+){0,3}|чем\s+в|относительно|против|(?:%|процент\w*)\s+к"
    r"|(?:больше|меньше|выше|ниже)(?:\s+[^\W\d_]+)?\s+период\w+"
    r"|(?:к|выше|ниже)\s+(?:уровн|показател)\w+(?:\s+[^\W\d_]+){0,2})\s+$",
    re.IGNORECASE,
)
_YEARLY = {"y", "this", "year_t"}
_BEGINNING = re.compile(
    r"\s+(?:года?\s+)?(?:начал(?:ась|ось|ся|ись)|стартовал\w*|дан\s+старт)\b", re.IGNORECASE
)


def _begins(match: re.Match[str]) -> bool:
    """ "В этом году началась …": from then on."""
    return bool(_BEGINNING.match(match.string, match.end()))


def _relation(match: re.Match[str], language: Language) -> tuple[str, int, int]:
    """ "с", "до" or nothing, in either language, and the span with its words."""
    start, end = match.span()
    if language == "kk":
        after = _KK_RELATION.match(match.string, end)
        if after is None or not after[0]:
            return "", start, end
        word = after["word"]
        opening = word in ("бастап", "бері")
        return ("с" if opening else "до"), start, after.end()
    before = _RU_RELATION.search(match.string, max(0, start - 20), start)
    if before is None:
        return "", start, end
    words = " ".join(before["word"].casefold().split())
    ends = {name for name, value in match.groupdict().items() if value} & {"a1", "day_l"}
    opens = words[0] == "с" and not ends
    return ("с" + words.removeprefix("со").removeprefix("с") if opens else
            "" if words[0] == "с" else words), before.start("word"), end  # fmt: skip


_KK_RELATION = re.compile(
    r"(?:\s+(?:бас\w*|соң\w*|аяғ\w*))?(?:\s+(?:бұрын\s+)?(?P<word>бастап|бері|дейін\w*|қарай))"
)
_RU_RELATION = re.compile(
    r"(?<!\w)(?P<word>(?:с|со|до|к)(?:\s+(?:начала|конца|концу|началу))?)\s+$", re.IGNORECASE
)


def period_of(
    text: str, periods: list[Period], sentence: tuple[int, int], span: tuple[int, int],
    bracket: tuple[int, int] | None,
) -> Period | None:  # fmt: skip
    """Return the time that holds for the figure at `span`: the nearest of its sentence.

    A time in brackets holds only inside them; one before the figure goes before
    one after it, unless the figure opens the sentence.
    """
    named = [
        p for p in periods
        if p.text and sentence[0] <= p.start < sentence[1] and not _overlaps(p, span)
    ]  # fmt: skip
    if bracket is not None:
        inside = [p for p in named if bracket[0] < p.start < bracket[1]]
        found = _nearest(inside, span, text)
        if found is not None:
            return found
    outside = [p for p in named if not _in_other_bracket(text, p, sentence[0], span)]
    return _nearest(outside, span, text)


# A bare "today" is no period, but it ends the one before.
_TODAY = re.compile(
    r"\b(?:қазіргі\s+(?:уақытта|таңда|кезде)|бүгін\w*|қазір\b|сегодня\w*|сейчас|на\s+данный\s+момент"
    r"|в\s+настоящее\s+время)",
    re.IGNORECASE,
)


def _overlaps(period: Period, span: tuple[int, int]) -> bool:
    return period.start < span[1] and span[0] < period.end


def _nearest(periods: list[Period], span: tuple[int, int], text: str) -> Period | None:
    before = [p for p in periods if p.end <= span[0]]
    if before:
        return None if _TODAY.search(text, before[-1].end, span[0]) else before[-1]
    after = [p for p in periods if p.start >= span[1]]
    if after and not re.search(r"[,;(]\s|\s[–—]\s", text[span[1] : after[0].start]):
        return after[0]
    return None


def _in_other_bracket(text: str, period: Period, start: int, span: tuple[int, int]) -> bool:
    """Whether the time stands in brackets that do not hold the figure."""
    opened = text.rfind("(", start, period.start)
    if opened < 0 or ")" in text[opened : period.start]:
        return False
    closed = text.find(")", period.end)
    return not opened < span[0] < (closed if closed >= 0 else len(text))
