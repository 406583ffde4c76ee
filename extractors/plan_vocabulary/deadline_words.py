"""The words of deadlines, each with its type: what the grammar of deadlines is built on.

What belongs here: cutting a deadline's text into typed words, misprinted ones too. What
does not: how languages say them (`deadlines.toml` and `deadline_numbers.toml` of each
language's folder), and what they mean together (`deadline_grammar`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from extractors.calendar.months import abbreviated_months, month_of, month_source, nearly_month
from extractors.languages import LANGUAGES, data_of_all
from extractors.languages.alphabet import SMALL
from extractors.languages.data import NEVER, PatternSource, choice
from extractors.languages.lookalikes import as_cyrillic, as_cyrillic_pattern, as_typed
from extractors.lexica import load_toml
from extractors.text.folding import fold_alike
from schemas.document import Frozen

LAST = -1  # the last of several, as RFC 5545 counts
SHORTEST_MISPRINT = 6  # letters of a word; shorter ones are one letter off too many others
_CENTURY_ENDS = 70  # two-digit years from here on are of the 20th century: no plan reaches 2070


class _ByUnit(Frozen):
    """Forms for each unit of time."""

    year: tuple[str, ...] = ()
    half_year: tuple[str, ...] = ()
    quarter: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    ten_days: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    hour: tuple[str, ...] = ()


class DeadlineWords(Frozen):
    """What a language says in deadlines; the head of its `deadlines.toml` explains the forms."""

    year_abbreviations: tuple[str, ...] = ()
    conjunctions: PatternSource = NEVER.pattern
    disjunctions: PatternSource = NEVER.pattern
    plural: PatternSource = NEVER.pattern
    ablative: PatternSource = NEVER.pattern
    weekdays: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = {}
    unit: _ByUnit = _ByUnit()
    every: _ByUnit = _ByUnit()


class _Numbers(Frozen):
    """Numbers by their words (of ordinals, patterns), and what may follow the digits of one."""

    ordinal_ending: PatternSource = NEVER.pattern
    day_ending: PatternSource = NEVER.pattern
    cardinals: Mapping[str, int] = {}
    ordinals: Mapping[str, int] = {}
    multiplicatives: Mapping[str, int] = {}


class Word(NamedTuple):
    """A word of a deadline, `text[start:end]`, with its type.

    `number` is a number's value, a month (1–12), a weekday (0–6 from Monday) or a season
    (0–3 from spring), `unit` a unit of time, `years` those named, `day` a date's day.
    `plural` and `ablative` tell a form; `misprint` that it is a letter off what it is read as.
    """

    type: str
    start: int
    end: int
    number: int = 0
    unit: str = ""
    years: tuple[int, ...] = ()
    day: int = 0
    plural: bool = False
    ablative: bool = False
    misprint: bool = False


class Misprint(NamedTuple):
    """A word that is one letter off: as printed, and the month (1–12) or other word meant."""

    text: str
    month: int
    meant: str


class _RomanNumerals(Frozen):
    """Roman numerals as people type them."""

    numerals: Mapping[str, int]
    lookalikes: Mapping[str, int]


_DATES = (
    ("date", r"(?P<day>\d{1,2}) ?[./] ?(?P<month>\d{1,2}) ?[./] ?(?P<year>(?:19|20)\d\d)(?!\d)"),
    ("date", r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d\d)(?!\d)"),
    ("date", r"(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>(?:19|20)\d\d)(?!\d)"),
    ("date", r"(?P<year>(?:19|20)\d\d)[-.](?P<month>\d\d)[-.](?P<day>\d\d)(?!\d)"),
    ("date", r"(?P<month>\d{1,2}) ?[./] ?(?P<year>(?:19|20)\d\d)(?!\d)"),
    ("date", r"(?P<day>\d\d)\.(?P<month>\d\d)(?!\d|\.\d)"),
)
_MARKS = (
    ("item", r"(?<![^\s;,.])\d{1,2}\)(?= ?[^\W\d_])"),
    ("dash", "-"),
    ("comma", ","),
    ("semicolon", ";"),
    ("colon", ":"),
    ("open", r"[(\[]"),
    ("close", r"[)\]]"),
    ("word", rf"[^\W_](?:[^\s,;()\[\]]*[{SMALL}\w])?"),
)
_DIGIT = "0"
_MAY_FOLLOW_DIGITS = r"(?<![^\W\d_])"
_WORD_ENDS = r"(?![^\W\d_])"


def words(text: str) -> list[Word]:
    """Cut a deadline's text into words and marks, in order; misprints are read as meant."""
    folded = fold_alike(text)
    found = [_as_meant(word, folded) for word in _cut(folded)]
    if any(word.unit == "quarter" for word in found):
        return found
    return [_month_meant(found, i, folded) for i in range(len(found))]


def misprints(text: str) -> tuple[Misprint, ...]:
    """Return the words of a deadline that are one letter off, in order."""
    return tuple(
        Misprint(
            text[word.start : word.end],
            word.number if word.type == "month" else 0,
            word.unit.replace("_", "-") or word.type,
        )
        for word in words(text)
        if word.misprint
    )


@cache
def deadline_words() -> tuple[DeadlineWords, ...]:
    """Return what each language says in deadlines."""
    return tuple(lang.data("deadlines", DeadlineWords) for lang in LANGUAGES.values())


def _cut(text: str) -> Iterator[Word]:
    """Cut folded text: at each place, the first pattern that matches takes its letters."""
    place, depth = 0, 0
    while place < len(text):
        letter = text[place]
        lexer = _lexer(_DIGIT if letter.isdigit() else letter)
        match = lexer.match(text, place) if letter != " " else None
        if not match:
            place += 1
            continue
        word = _word(match)
        depth = max(0, depth + (word.type == "open") - (word.type == "close"))
        yield word._replace(type="word") if word.type == "item" and depth else word
        place = match.end()


def _word(match: re.Match[str]) -> Word:
    """Make the word of a match."""
    terminal = _terminals()[match.lastgroup or ""]
    word = terminal.read(match, terminal) if terminal.read else None
    if word is None:
        word = Word("word" if terminal.read else terminal.type, 0, 0, unit=terminal.unit)
    text = match[0]
    return word._replace(
        start=match.start(),
        end=match.end(),
        plural=bool(_form("plural").fullmatch(text)),
        ablative=bool(_form("ablative").fullmatch(text)),
    )


class _Terminal(NamedTuple):
    """A pattern of words of one type; `read` makes a word of its match, None if it is none.

    `first` is the only letter that it may begin with, _DIGIT for any digit, "" for others.
    """

    type: str
    source: str
    unit: str = ""
    number: int = 0
    first: str = ""
    read: "Callable[[re.Match[str], _Terminal], Word | None] | None" = None


@cache
def _lexer(first: str) -> re.Pattern[str]:
    """Return one pattern for all words that may begin with a letter, each type a group."""
    possible = ((name, t) for name, t in _terminals().items() if t.first in ("", first))
    return re.compile("|".join(_grouped(name, terminal) for name, terminal in possible))


def _grouped(name: str, terminal: _Terminal) -> str:
    """Return a terminal's source in a group; the names of its own groups get its number."""
    source = re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>_{name}>", terminal.source)
    return rf"(?P<{name}>{source})"


@cache
def _terminals() -> Mapping[str, _Terminal]:
    """Return all terminals in the order in which they are tried, by the name of their group."""
    return {f"t{i}": terminal for i, terminal in enumerate(_all_terminals())}


def _all_terminals() -> Iterator[_Terminal]:
    for kind, source in _DATES:
        yield _Terminal(kind, rf"(?<![\d.]){source}", first=_DIGIT, read=_date)
    yield from _years()
    yield from _roman()
    yield from _numbers_in_digits()
    yield from _spoken()
    yield from (_Terminal(kind, source) for kind, source in _MARKS)


def _years() -> Iterator[_Terminal]:
    shorts = choice(a for words in deadline_words() for a in words.year_abbreviations)
    between = rf" ?(?:(?:{as_cyrillic_pattern(shorts)})\.?)? ?[-/] ?"
    year = r"(?:19|20)\d\d"
    span = rf"(?P<first>{year}){between}(?P<last>{year})(?!\d| ?-[ \d])"
    for source in (span, rf"(?P<first>{year})[-/](?P<last>\d\d)(?![\d./]| ?-)",
                   rf"(?P<first>{year})(?!\d)-?"):  # fmt: skip
        yield _Terminal("year", rf"(?<!\d){source}", first=_DIGIT, read=_year)


def _numbers_in_digits() -> Iterator[_Terminal]:
    """Yield numbers with an ending, after which they are days or ordinals, and without."""
    numbers = data_of_all("deadline_numbers", _Numbers)
    for kind, field in (("daynum", "day_ending"), ("nth", "ordinal_ending")):
        ending = as_cyrillic_pattern(choice(getattr(n, field) for n in numbers))
        source = rf"(?<!\d)(?P<n>\d{{1,2}}) ?-? ?(?:{ending}){_WORD_ENDS}"
        yield _Terminal(kind, source, first=_DIGIT, read=_number)
    yield _Terminal("sign", rf"{_MAY_FOLLOW_DIGITS}{as_cyrillic('q')}(?= ?[1-4](?!\d))", "quarter")
    source = r"(?<!\d)(?P<n>\d{1,2})(?!\d)(?: ?-(?=[^\W\d_]))?"
    yield _Terminal("num", source, first=_DIGIT, read=_number)


def _roman() -> Iterator[_Terminal]:
    """Yield Roman numerals with their endings, which the word that they number may touch."""
    endings = choice(n.ordinal_ending for n in data_of_all("deadline_numbers", _Numbers))
    numbered = (getattr(w.unit, unit) for w in deadline_words() for unit in _NUMBERED)
    units = choice(form for forms in numbered for form in forms)
    roman = load_toml("roman_numerals.toml", _RomanNumerals)
    unit = rf" ?-? ?(?=(?:{units}){_WORD_ENDS})"
    another = rf"(?= ?[-,] ?(?:{choice((*roman.numerals, *roman.lookalikes))})(?![^\W_]))"
    for forms, after in (
        (roman.numerals, f"{unit}|{_WORD_ENDS}"),
        (roman.lookalikes, f"{unit}|{another}"),
    ):
        for form, number in forms.items():
            source = as_cyrillic_pattern(rf"(?:{form})(?:-(?:{endings}))?(?:{after})")
            yield _Terminal("ord", rf"(?<![^\W_]){source}", number=number, read=_given)


_NUMBERED = ("quarter", "half_year")


def _spoken() -> Iterator[_Terminal]:
    """Yield what languages say in words, phrases before the words that they begin with."""
    found = sorted(_spoken_unsorted(), key=lambda t: -t.source.count(" "))
    for terminal in found:
        folded = as_cyrillic_pattern(terminal.source)
        source = rf"{_MAY_FOLLOW_DIGITS}(?:{folded}){_WORD_ENDS}"
        yield terminal._replace(source=source, first=_plain_start(terminal.source)[:1])


def _spoken_unsorted() -> Iterator[_Terminal]:
    for language in deadline_words():
        yield from _numbered("weekday", language.weekdays)
        yield from _numbered("season", language.seasons)
        for kind in ("unit", "every"):
            for unit, forms in getattr(language, kind):
                yield from (_Terminal(kind, form, unit) for form in forms)
        for kind, forms in language.words.items():
            yield from (_Terminal(kind, form, _UNITS.get(kind, "")) for form in forms)
        abbreviations = choice(language.year_abbreviations)
        yield _Terminal("unit", rf"(?:{abbreviations})\.?", "year")
        yield _Terminal("and", language.conjunctions)
        yield _Terminal("or", language.disjunctions)
    yield _Terminal("month", month_source(), read=_month)
    for number, source in abbreviated_months():
        yield _Terminal("month", source, number=number, read=_given)
    yield from _numbers_in_words()


_UNITS = {"day_noun": "day"}  # words that name a unit but are no word for it


def _numbered(kind: str, forms: tuple[str, ...]) -> Iterator[_Terminal]:
    for number, form in enumerate(forms):
        yield _Terminal(kind, form, number=number, read=_given)


def _numbers_in_words() -> Iterator[_Terminal]:
    kinds = (("times", "multiplicatives"), ("card", "cardinals"), ("ord", "ordinals"))
    for numbers in data_of_all("deadline_numbers", _Numbers):
        for kind, field in kinds:
            for form, number in getattr(numbers, field).items():
                yield _Terminal(kind, form, number=number, read=_given)


def _given(match: re.Match[str], terminal: _Terminal) -> Word:
    return Word(terminal.type, 0, 0, number=terminal.number)


def _month(match: re.Match[str], terminal: _Terminal) -> Word | None:
    return Word("month", 0, 0, number=month_of(match[0]) or 0)


def _groups(match: re.Match[str]) -> dict[str, str]:
    """The groups of the terminal that matched, by their own names."""
    suffix = f"_{match.lastgroup}"
    found = match.groupdict().items()
    return {name.removesuffix(suffix): t for name, t in found if t and name.endswith(suffix)}


def _number(match: re.Match[str], terminal: _Terminal) -> Word:
    return Word(terminal.type, 0, 0, number=int(_groups(match)["n"]))


def _year(match: re.Match[str], _: _Terminal) -> Word | None:
    groups = _groups(match)
    first = int(groups["first"])
    last = int(groups.get("last", first))
    last = last if last > 99 else first // 100 * 100 + last
    if first <= last <= first + 50:
        return Word("year", 0, 0, years=tuple(range(first, last + 1)))
    return None


def _date(match: re.Match[str], _: _Terminal) -> Word | None:
    groups = _groups(match)
    month, day, year = (int(groups.get(name, 0)) for name in ("month", "day", "year"))
    if not 1 <= month <= 12 or day > 31 or (day == 0 and "day" in groups):
        return None
    if len(groups.get("year", "")) == 2:
        year += 1900 if year >= _CENTURY_ENDS else 2000
    return Word("date", 0, 0, number=month, day=day, years=(year,) if year else ())


@cache
def _form(name: str) -> re.Pattern[str]:
    """Return the pattern of words in a grammatical form, in any language."""
    return re.compile(as_cyrillic_pattern(choice(getattr(w, name) for w in deadline_words())))


def _as_meant(word: Word, text: str) -> Word:
    """Return an unknown word as the one that it is but for a letter, or typed without."""
    printed = text[word.start : word.end]
    if word.type != "word" or not printed.isalpha():
        return word
    meant = _typed(printed) or _nearly(printed)
    if not meant:
        return word
    return meant._replace(start=word.start, end=word.end, misprint=True)


@cache
def _typed_lexer() -> tuple[tuple[re.Pattern[str], _Terminal], ...]:
    """Return the terminals of words without the letters that some keyboards lack."""
    spoken = [t for t in _spoken() if t.type in _MISPRINTED]
    return tuple((re.compile(as_typed(t.source)), t) for t in spoken)


_MISPRINTED = ("unit", "every", "each_after", "each", "always", "weekday")


@cache
def _typed(printed: str) -> Word | None:
    """Return the word that is typed without letters of its language, None if it is none."""
    if len(printed) < SHORTEST_MISPRINT - 1:
        return None
    for pattern, terminal in _typed_lexer():
        if pattern.fullmatch(as_typed(printed)):
            return Word(terminal.type, 0, 0, number=terminal.number, unit=terminal.unit)
    return None


@cache
def _nearly(printed: str) -> Word | None:
    """Return the only word that is one letter off, None if there is none."""
    found = {
        Word(terminal.type, 0, 0, number=terminal.number, unit=terminal.unit)
        for stem, terminal in _stems()
        if any(
            OSA.distance(printed[:size], stem, score_cutoff=1) == 1
            for size in range(len(stem) - 1, min(len(stem) + 1, len(printed)) + 1)
        )
        and len(printed) <= len(stem) + _LONGEST_ENDING
    }
    return found.pop() if len(found) == 1 else None


_LONGEST_ENDING = 5  # letters


@cache
def _stems() -> tuple[tuple[str, _Terminal], ...]:
    """Return what single words begin with, where that is long enough to tell a misprint."""
    single = (t for t in _spoken_unsorted() if t.type in _MISPRINTED and " " not in t.source)
    found = ((_plain_start(t.source), t) for t in single)
    return tuple((stem, t) for stem, t in found if len(stem) >= SHORTEST_MISPRINT)


def _plain_start(source: str) -> str:
    """Return the letters, folded, that all matches of a pattern begin with."""
    plain = re.match(r"[^\W\d_]*(?![?*{])", source)
    whole = "|" not in re.sub(r"\([^()]*\)", "", source)
    return as_cyrillic(plain[0]) if plain and whole else ""


def _month_meant(found: list[Word], index: int, text: str) -> Word:
    """Return a word that stands beside a time and is a month's name but for a letter as such."""
    word = found[index]
    if word.type != "word" or not _beside_time(found, index):
        return word
    month = nearly_month(text[word.start : word.end])
    return word._replace(type="month", number=month, misprint=True) if month else word


def _beside_time(found: list[Word], index: int) -> bool:
    """Whether a word stands alone or next to one that says when, but for what binds times."""
    around = [_nearest(found, range(index - 1, max(index - _NEAR, 0) - 1, -1)),
              _nearest(found, range(index + 1, min(index + _NEAR, len(found))))]  # fmt: skip
    alone = around == [None, None] and len(found) < _NEAR
    return alone or any(word and word.type in _SAYING_WHEN for word in around)


def _nearest(found: list[Word], places: range) -> Word | None:
    """Return the first word at places that does more than bind times."""
    return next((found[i] for i in places if found[i].type not in _BINDING), None)


_NEAR = 8  # words
_BINDING = ("glue", "and", "or", "comma", "open", "close", "until", "since", "throughout", "unit")
_SAYING_WHEN = ("year", "month", "date", "every", "times", "each_after", "num", "daynum", "nth")
