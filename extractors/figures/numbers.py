"""Numbers in digits and in words: where they stand and what they are worth.

What belongs here: reading numbers, their scale words, and joining two into a
range. What does not: what is counted (`extractors.figures.units`), and which
digits are no quantity (`extractors.figures.not_figures`).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import Field

from extractors.figures.model import Number, Unit, replace
from extractors.figures.scanning import any_of
from extractors.languages import LANGUAGES
from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.data import NEVER, PatternSource
from extractors.text.capital_units import is_capital_unit_at
from extractors.text.digits import TOO_LONG
from schemas.document import Frozen
from schemas.tables import FigureKind, Language


class NumberWords(Frozen):
    """A language's words for numbers, and what may follow digits (numbers.toml).

    Words are whole and in small letters; other entries are sources of patterns,
    "" where the language has no such thing.
    """

    scales: Mapping[str, float] = Field({}, description="Words and what they multiply by")
    short_scales: Mapping[str, float] = Field({}, description="Scales that may end in a full stop")
    cardinals: Mapping[str, float] = Field({}, description="Words in all forms, and their values")
    hundreds: frozenset[str] = Field(frozenset(), description="Multiply the number before them")
    one_is_a_number: bool = Field(True, description="Whether the word for 1 may count")
    multipliers: Mapping[str, tuple[float, FigureKind, str]] = Field(
        {}, description="Words that say number and unit: value, kind, unit"
    )
    fractions: Mapping[str, float] = Field({}, description="Words and their values")
    fraction_unit: str = Field("", description="The unit of fractions and parts")
    parts: Mapping[str, int] = Field({}, description="Stems of ordinals that name a part")
    part_endings: PatternSource = Field("", description="After an ordinal that names a part, or "
                                        "after the number of parts")  # fmt: skip
    part_nouns: PatternSource = Field("", description="What a part is called")
    whole_endings: PatternSource = Field("", description="After the number that is the whole")
    counts_of_parts: PatternSource = Field("", description="Words before `counted_parts`")
    counted_parts: PatternSource = ""
    homographs: PatternSource = Field("", description="What begins like a number and is none")
    half: PatternSource = Field("", description="Adds a half to the number before it")
    excess: PatternSource = Field("", description="Between a number and its scale: and more")
    minus: PatternSource = Field("", description="Makes the number after it negative")
    before_minus: PatternSource = Field(
        "", description="After it a hyphen before digits is a minus"
    )
    digit_endings: PatternSource = Field("", description="After digits and a hyphen, no case")


_GROUPED = r"\d{1,3}(?:(?:\s{1,2}|['’ʼ`´])\d{3})+(?:[.,]\d+)?(?!\d)"
_BROKEN_GROUP = r"\d{1,3} \d{2},\d+(?!\d)"  # "184 99,8": printed so, meant as one number
_DEGREES = re.compile(r"\s?°")
_LONGEST_BEFORE_MINUS = 30  # characters of a word, spaces behind it included
_MINUS_SIGN = "\u2212"
_SIGN = re.compile(rf"(?:^|(?<=[\s(«\"]))([-–{_MINUS_SIGN}])$")
_PLUS = re.compile(r"\s?\+(?!\s?\d)")

# What follows a full stop that does not end the sentence.
_SAME_SENTENCE = re.compile(rf"\s*(?:[^\s\w]|[\d$€₸₽]|[a-z{SMALL}]|[A-Z{CAPITAL}]{{2}})")


@cache
def number_words(language: Language) -> NumberWords:
    """Return a language's number words."""
    return LANGUAGES[language].data("numbers", NumberWords)


def find_numbers(text: str, language: Language, masked: list[bool]) -> list[Number]:
    """Find the numbers outside the masked characters, in order, ranges not yet joined."""
    digits = list(_in_digits(text, language, masked))
    taken = {place for number in digits for place in range(number.start, number.end)}
    spelled = (n for n in _in_words(text, language, masked) if n.start not in taken)
    return sorted([*digits, *spelled], key=lambda number: number.start)


# -- digits --------------------------------------------------------------------------------


def _in_digits(text: str, language: Language, masked: list[bool]) -> Iterator[Number]:
    for match in _digit_pattern(language).finditer(text):
        for start, end in _unmasked(match, masked):
            number = _digits(text, start, end, language)
            if number is not None:
                yield _with_ending(text, _scaled(text, number, language), language)


@cache
def _digit_pattern(language: Language) -> re.Pattern[str]:
    """Digits in groups, with a comma or stop, or a stray letter before them."""
    loose_decimal = rf"\d+,\s\d{{1,2}}(?=\s?(?:{any_of(_all_scales(language)) or NEVER.pattern}|%))"
    return re.compile(
        rf"(?<![\w.,/])(?:{_GROUPED}|{_BROKEN_GROUP}|{loose_decimal}|\d+(?:[.,]\d+)*)"
        rf"|(?<![\w.,])\w(?=\d)\d+(?:,\d+)?(?=\s?%)"
    )


@cache
def _all_scales(language: Language) -> dict[str, float]:
    words = number_words(language)
    return {**words.short_scales, **words.scales}


def _unmasked(match: re.Match[str], masked: list[bool]) -> Iterator[tuple[int, int]]:
    """The match, or what is left of it after a year that it swallowed ("2024 698")."""
    start, end = match.span()
    if not any(masked[start:end]):
        yield start, end
        return
    while start < end and masked[start]:
        start += 1
    rest = re.compile(r"\s+(\d+(?:,\d+)?)$").fullmatch(match.string, start, end)
    if rest and not any(masked[start:end]):
        yield rest.span(1)


def _digits(text: str, start: int, end: int, language: Language) -> Number | None:
    printed = text[start:end].rstrip(".,")
    end = start + len(printed)
    if not printed[0].isdigit():  # a stray letter, "қ94 %"
        start, printed = start + 1, printed[1:]
    value = parse_digits(printed)
    if value and _minus(language).search(text, max(0, start - 8), start):
        value = -value
    elif value and _is_signed(text, start, end, language):
        start, value = start - 1, -value
    return None if value is None else Number(start, end, value)


def _is_signed(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the hyphen or dash right before digits is a minus sign: "составил -3,5 %".

    A minus sign proper is one; a hyphen or dash only before degrees and after words that
    take negative values, since many print the dash after a label without a space ("школ -5").
    """
    sign = _SIGN.search(text, max(0, start - 2), start)
    if sign is None:
        return False
    certain = sign[1] == _MINUS_SIGN or _DEGREES.match(text, end) is not None
    return certain or _takes_minus(text, sign.start(1), language)


def _takes_minus(text: str, end: int, language: Language) -> bool:
    found = _before_minus(language).search(text, max(0, end - _LONGEST_BEFORE_MINUS), end)
    return found is not None


@cache
def _before_minus(language: Language) -> re.Pattern[str]:
    words = number_words(language).before_minus or NEVER.pattern
    return re.compile(rf"(?:[(:]|(?<!\w)(?:{words}))\s*$", re.IGNORECASE)


def parse_digits(printed: str) -> float | None:
    """Return the value of digits as printed.

    None if they are no one number ("1,2,3"), or more digits than any number has.
    """
    compact = re.sub(r"[\s'’ʼ`´]", "", printed)
    if TOO_LONG.search(compact):
        return None
    if re.fullmatch(r"\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})", compact):
        compact = re.sub(r"[.,]", "", compact)
    compact = compact.replace(",", ".")
    return float(compact) if compact.count(".") <= 1 else None


@cache
def _minus(language: Language) -> re.Pattern[str]:
    word = number_words(language).minus or NEVER.pattern
    return re.compile(rf"(?:[–—:(]\s*[-–]\s?|\b{word}\s+)$", re.IGNORECASE)


def _scaled(text: str, number: Number, language: Language) -> Number:
    """Take in the scale word after the number ("22,2 млрд"), and "with a half"."""
    half, excess, scale_word = _after_digits(language)
    if found := half.match(text, number.end):
        number = replace(number, end=found.end(), value=number.value + 0.5)
    beyond = excess.match(text, number.end)
    match = scale_word.match(text, beyond.end() if beyond else number.end)
    if not match:
        return number
    word = match["word"].casefold()
    scale = _all_scales(language)[word]
    end = match.end() - _is_full_stop(text, match.end(), word, language)
    return replace(number, end=end, value=_times(number.value, scale), scale=scale,
                   ending=(match["ending"] or "").casefold(),
                   plus=beyond is not None)  # fmt: skip


def _is_full_stop(text: str, end: int, word: str, language: Language) -> bool:
    """Tell whether the full stop at the end of a scale word is the sentence's own."""
    if text[end - 1] != ".":
        return False
    short = word in number_words(language).short_scales
    goes_on = _SAME_SENTENCE.match(text, end) or is_capital_unit_at(text, end)
    return not (short and goes_on)


def _times(value: float, scale: float) -> float:
    """Multiply without the noise of binary fractions: 6.9 times a million is 6900000."""
    return float(f"{value * scale:.12g}")


@cache
def _after_digits(
    language: Language,
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns of a half, of "and more", and of a scale word with what hangs on it."""
    words, ends = number_words(language), _endings(language)
    ending = rf"(?:\.?\s?-?\s?(?P<ending>{ends})\b)?" if ends else "(?P<ending>)"
    scale = rf"\s*(?P<word>{any_of(_all_scales(language)) or NEVER.pattern})(?:{ending})"
    return (
        re.compile(rf"\s+(?:{words.half or NEVER.pattern})\b", re.IGNORECASE),
        re.compile(rf"\s+(?:{words.excess or NEVER.pattern})\b(?=\s+\w)", re.IGNORECASE),
        re.compile(rf"{scale}(?![^\W\d_]|-[^\W\d_]{{4}})\.?", re.IGNORECASE),
    )


@cache
def _endings(language: Language) -> str:
    """Return the source of a pattern for what a language hangs on numerals."""
    return any_of(LANGUAGES[language].numeral_endings())


@cache
def ending_pattern(language: Language, link: str) -> re.Pattern[str]:
    """Return a pattern of an ending that `link`, the source of a pattern, ties to digits."""
    return re.compile(rf"{link}({_endings(language) or NEVER.pattern})\b")


def _with_ending(text: str, number: Number, language: Language) -> Number:
    """Take in a case ending ("100-ге", "5-ти") or a plus sign ("8000+")."""
    plus = _PLUS.match(text, number.end)
    if plus:
        return replace(number, end=plus.end(), plus=True)
    if number.ending:
        return number
    match = ending_pattern(language, r"\s?[-–]\s?").match(text, number.end)
    if match:
        return replace(number, end=match.end(), ending=match[1].casefold())
    match = _digit_ending(language).match(text, number.end)
    return replace(number, end=match.end()) if match else number


@cache
def _digit_ending(language: Language) -> re.Pattern[str]:
    return re.compile(rf"-(?:{number_words(language).digit_endings or NEVER.pattern})\b")


# -- words ---------------------------------------------------------------------------------


def _in_words(text: str, language: Language, masked: list[bool]) -> Iterator[Number]:
    taken = 0
    for match in _spelled(language).finditer(text):
        if (
            masked[match.start()]
            or match.start() < taken
            or text[match.start() - 1 : match.start()] in ("-", "–")
        ):
            continue
        number = _special(match, language) or _cardinal(text, match, language)
        if number is not None:
            taken = number.end  # with a half that follows it
            yield number


@cache
def _spelled(language: Language) -> re.Pattern[str]:
    """A fraction, a multiplier, or a run of cardinals with its scale word."""
    words, ends = number_words(language), _endings(language)
    cardinals = any_of(words.cardinals) or NEVER.pattern
    scales = any_of(words.scales) or NEVER.pattern
    homographs = rf"(?!(?:{words.homographs})\b)" if words.homographs else ""
    cardinal = rf"{homographs}(?:{cardinals})"
    run = rf"(?P<run>{cardinal}(?:\s+{cardinal})*(?P<scale>\s+(?:{scales}))?|(?P<lone>{scales}))"
    ending = rf"(?P<ending>(?:-?(?:{ends}))?)" if ends else "(?P<ending>)"
    specials = "|".join(_specials(words, cardinals))
    return re.compile(rf"(?<![\w-]){homographs}(?:{specials}|{run}{ending}(?![\w]))", re.IGNORECASE)


def _specials(words: NumberWords, cardinals: str) -> Iterator[str]:
    """Yield patterns of number words that say a unit, too: fractions, parts, multipliers."""
    yield rf"(?P<fraction>(?:{any_of(words.fractions) or NEVER.pattern})\b)"
    if words.whole_endings:
        yield (
            rf"(?P<whole>{cardinals})(?:{words.whole_endings})\s+(?P<some>{cardinals})"
            rf"(?:{words.part_endings})?\b(?P<of>\s+{words.part_nouns})?"
        )
    if words.counted_parts:
        yield rf"(?P<many>{words.counts_of_parts})\s+(?P<of_many>{words.counted_parts})\b"
    if words.parts:
        stems = "|".join(words.parts)
        yield rf"(?P<part>{stems})(?:{words.part_endings})\s+{words.part_nouns}"
    if words.multipliers:
        yield rf"(?P<multiplier>(?:{any_of(words.multipliers)})\b)"


def _special(match: re.Match[str], language: Language) -> Number | None:
    """A multiplier ("вдвое"), a fraction ("треть") or a part ("үштен бір")."""
    words, groups = number_words(language), match.groupdict()
    start, end = match.span()
    if groups.get("multiplier"):
        times, kind, unit = words.multipliers[match[0].casefold()]
        own = Unit(unit, kind, end, start)
        return Number(start, end, times, spelled=True, unit=own, rule="multiplier")
    value = _fraction(groups, words)
    if value is None:
        return None
    own = Unit(words.fraction_unit, "ratio", end, start)
    ending = re.search(rf"(?:{words.whole_endings or NEVER.pattern})$", match[0])
    return Number(start, end, value, ending=ending[0] if ending else "", spelled=True, unit=own,
                  rule="fraction")  # fmt: skip


def _fraction(groups: dict[str, str | None], words: NumberWords) -> float | None:
    found = {name: text.casefold() for name, text in groups.items() if text}
    if "fraction" in found:
        return words.fractions[found["fraction"]]
    if "of_many" in found:
        stems = words.parts.items()
        whole = next(n for stem, n in stems if found["of_many"].startswith(stem))
        return words.cardinals[found["many"]] / whole
    if "part" in found:
        return 1 / words.parts[found["part"]]
    if "whole" in found:
        return words.cardinals[found["some"]] / words.cardinals[found["whole"]]
    return None


def _cardinal(text: str, match: re.Match[str], language: Language) -> Number | None:
    words = number_words(language)
    parts = match["run"].casefold().split()
    one = len(parts) == 1 and words.cardinals.get(parts[0]) == 1
    number = Number(
        match.start(), match.end(), spelled_value(parts, words), ending=match["ending"] or "",
        spelled=True, weak=one or bool(match["lone"]), rule="words",
        scale=words.scales.get(parts[-1], 1.0),
    )  # fmt: skip
    if number.scale > 1.0:
        return number
    scaled = _scaled(text, number, language)
    return scaled if scaled.value == number.value else replace(scaled, weak=False)


def spelled_value(parts: list[str], words: NumberWords) -> float:
    """Return the value of number words in order ("екі", "мың", "бес" is 2005)."""
    total, current = 0.0, 0.0
    for part in parts:
        scale = words.scales.get(part)
        if scale is not None:
            total, current = total + (current or 1) * scale, 0.0
        elif part in words.hundreds and current:
            current *= 100
        else:
            current += words.cardinals[part]
    return total + current


@cache
def number_beginnings(language: Language) -> str:
    """Return the source of a pattern for the beginnings of all number words."""
    words = number_words(language)
    spelled = (words.cardinals, words.scales, words.fractions, words.multipliers, words.parts)
    return any_of(word for group in spelled for word in group) or NEVER.pattern
