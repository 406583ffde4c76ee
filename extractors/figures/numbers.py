"""Numbers in digits and in words: where they stand and what they are worth.

What belongs here: reading numbers, their scale words, and joining two into a
range. What does not: what is counted (`extractors.figures.units`), and which
digits are no quantity (`extractors.figures.not_figures`).
"""

import re
from collections.abc import Iterator
from functools import cache

from pydantic import Field

from extractors.figures.model import Number, Unit, replace
from extractors.figures.scanning import any_of
from extractors.lexica import load_toml
from schemas.document import Frozen
from schemas.tables import FigureKind, Language


class NumberWords(Frozen):
    """Words for numbers (numbers.toml), by language."""

    scales: dict[Language, dict[str, float]]
    homographs: dict[Language, tuple[str, ...]]
    cardinals: dict[Language, dict[str, float]]
    multipliers: dict[Language, dict[str, tuple[float, FigureKind, str]]]
    fractions: dict[Language, dict[str, float]]
    parts: dict[Language, dict[str, int]] = Field(description="Stems of ordinals that name a part")


# Case endings that Kazakh hangs on numerals, after a hyphen or right after a scale word.
KAZAKH_ENDINGS = (
    "ларының|лерінің|ларының|ларын|лерін|лары|лері|"
    "ының|інің|сының|сінің|ынан|інен|ында|інде|сында|сінде|ымен|імен|сымен|сімен|"
    "ндағы|ндегі|дағы|дегі|тағы|тегі|дың|дің|тың|тің|ның|нің|дан|ден|тан|тен|нан|нен|"
    "нда|нде|мен|бен|пен|дай|дей|тай|тей|дық|дік|тық|тік|лық|лік|лап|леп|ына|іне|сына|сіне|"
    "еуі|еуін|уын|уін|уы|уі|сын|сін|ға|ге|қа|ке|на|не|да|де|та|те|ды|ді|ты|ті|ны|ні|"
    "сы|сі|ын|ін|ы|і|а|е"
)
_GROUPED = r"\d{1,3}(?:\s{1,2}\d{3})+(?:[.,]\d+)?(?!\d)"
_BROKEN_GROUP = r"\d{1,3} \d{2},\d+(?!\d)"  # "184 99,8": printed so, meant as one number
_LOOSE_DECIMAL = r"\d+,\s\d{1,2}(?=\s?(?:тыс|млн|млрд|мың|%))"
_DIGITS = re.compile(
    rf"(?<![\w.,/])(?:{_GROUPED}|{_BROKEN_GROUP}|{_LOOSE_DECIMAL}|\d+(?:[.,]\d+)*)"
    rf"|(?<![\w.,])\w(?=\d)\d+(?:,\d+)?(?=\s?%)"
)
_ENDING = re.compile(rf"\s?[-–]\s?({KAZAKH_ENDINGS})\b")
_RUSSIAN_ENDING = re.compile(r"-(?:х|ти|ми|мя|м|ью)\b")
_PLUS = re.compile(r"\s?\+(?!\d)")
_MINUS = re.compile(r"(?:[–—:(]\s*[-–]\s?|\bминус\s+)$", re.IGNORECASE)
_HALF = re.compile(r"\s+(?:жарым|с\s+половиной)\b", re.IGNORECASE)


def number_words() -> NumberWords:
    """The lexicon of number words."""
    return load_toml("numbers.toml", NumberWords)


def find_numbers(text: str, language: Language, masked: list[bool]) -> list[Number]:
    """Find the numbers outside the masked characters, in order, ranges not yet joined."""
    digits = list(_in_digits(text, language, masked))
    taken = {place for number in digits for place in range(number.start, number.end)}
    spelled = (n for n in _in_words(text, language, masked) if n.start not in taken)
    return sorted([*digits, *spelled], key=lambda number: number.start)


# -- digits --------------------------------------------------------------------------------


def _in_digits(text: str, language: Language, masked: list[bool]) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        for start, end in _unmasked(match, masked):
            number = _digits(text, start, end)
            if number is not None:
                yield _with_ending(text, _scaled(text, number, language), language)


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


def _digits(text: str, start: int, end: int) -> Number | None:
    printed = text[start:end].rstrip(".,")
    end = start + len(printed)
    if not printed[0].isdigit():  # a stray letter, "қ94 %"
        start, printed = start + 1, printed[1:]
    value = parse_digits(printed)
    if value and _MINUS.search(text, max(0, start - 8), start):
        value = -value
    return None if value is None else Number(start, end, value)


def parse_digits(printed: str) -> float | None:
    """Return the value of digits as printed, None if they are no one number ("1,2,3")."""
    compact = re.sub(r"\s", "", printed)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", compact):
        compact = compact.replace(".", "")
    compact = compact.replace(",", ".")
    return float(compact) if compact.count(".") <= 1 else None


def _scaled(text: str, number: Number, language: Language) -> Number:
    """Take in the scale word after the number ("22,2 млрд"), and "with a half"."""
    half = _HALF.match(text, number.end)
    if half:
        number = replace(number, end=half.end(), value=number.value + 0.5)
    leftover = _LEFTOVER.match(text, number.end)
    match = _scale(language).match(text, leftover.end() if leftover else number.end)
    if not match:
        return number
    word = match["word"].casefold()
    scale = number_words().scales[language].get(word) or _OTHER_SCALES[word]
    end, ending = match.end(), match["ending"] or ""
    if text[end - 1] == "." and (word not in _OTHER_SCALES or not _GOES_ON.match(text, end)):
        end -= 1  # the sentence's own full stop
    return replace(number, end=end, value=_times(number.value, scale), scale=scale,
                   ending=ending.casefold(), plus=leftover is not None)  # fmt: skip


_GOES_ON = re.compile(r"\s*(?:[^\s\w]|[\d$€₸₽]|[a-zа-яёәіңғүұқөһ]|[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2})")
_LEFTOVER = re.compile(r"\s+с\s+(?:лишним|небольшим)\b(?=\s+\w)", re.IGNORECASE)
_OTHER_SCALES = {"тыс": 1e3, "млн": 1e6, "млрд": 1e9, "трлн": 1e12}


def _times(value: float, scale: float) -> float:
    """Multiply without the noise of binary fractions: 6.9 times a million is 6900000."""
    return float(f"{value * scale:.12g}")


@cache
def _scale(language: Language) -> re.Pattern[str]:
    """The scale words with what may hang on them."""
    words = {*number_words().scales[language], *_OTHER_SCALES}
    alternatives = any_of(words)
    kazakh = rf"(?:\.?\s?-?\s?(?P<ending>{KAZAKH_ENDINGS})\b)?"
    ending = kazakh if language == "kk" else "(?P<ending>)"
    return re.compile(
        rf"\s*(?P<word>{alternatives})(?:{ending})(?![^\W\d_]|-[^\W\d_]{{4}})\.?", re.IGNORECASE
    )


def _with_ending(text: str, number: Number, language: Language) -> Number:
    """Take in a case ending ("100-ге", "5-ти") or a plus sign ("8000+")."""
    plus = _PLUS.match(text, number.end)
    if plus:
        return replace(number, end=plus.end(), plus=True)
    if number.ending:
        return number
    if language == "ru":
        match = _RUSSIAN_ENDING.match(text, number.end)
        return replace(number, end=match.end()) if match else number
    match = _ENDING.match(text, number.end)
    if match:
        return replace(number, end=match.end(), ending=match[1].casefold())
    return number


# -- words ---------------------------------------------------------------------------------


def _in_words(text: str, language: Language, masked: list[bool]) -> Iterator[Number]:
    for match in _spelled(language).finditer(text):
        if masked[match.start()] or text[match.start() - 1 : match.start()] in ("-", "–"):
            continue
        number = _special(match, language) or _cardinal(text, match, language)
        if number is not None:
            yield number


@cache
def _spelled(language: Language) -> re.Pattern[str]:
    """A fraction, a multiplier, or a run of cardinals with its scale word."""
    words = number_words()
    ending = rf"(?:-?(?:{KAZAKH_ENDINGS}))?" if language == "kk" else ""
    cardinals = any_of(words.cardinals[language])
    scales = any_of(words.scales[language])
    homographs = rf"(?!(?:{'|'.join(words.homographs[language])})\b)"
    cardinal = rf"{homographs}(?:{cardinals})"
    run = rf"(?P<run>{cardinal}(?:\s+{cardinal})*(?P<scale>\s+(?:{scales}))?|(?P<lone>{scales}))"
    specials = [
        rf"(?P<fraction>(?:{any_of(words.fractions[language])})\b)",
        _part_pattern(language, cardinals),
    ]
    multipliers = words.multipliers.get(language)
    if multipliers:
        specials.append(rf"(?P<multiplier>(?:{any_of(multipliers)})\b)")
    return re.compile(
        rf"(?<![\w-]){homographs}(?:{'|'.join(specials)}|{run}(?P<ending>{ending})(?![\w]))",
        re.IGNORECASE,
    )


def _part_pattern(language: Language, cardinals: str) -> str:
    if language == "kk":
        return (
            rf"(?P<whole>{cardinals})(?:тен|тан|нан|нен|дан|ден)\s+(?P<some>{cardinals})"
            r"(?:і|ісі|сі|ін|сін|іне|сіне|інде|сінде|інен|сінен|інің)?\b(?P<of>\s+бөлі\w+)?"
        )
    stems = "|".join(number_words().parts["ru"])
    several = (
        r"(?P<many>две|двух|три|трех|трёх|четыре)\s+"
        r"(?P<of_many>трети|четверти|четвертых|пятых|десятых)\b"
    )
    return rf"{several}|(?P<whole>{stems})(?:ая|ую|ой|ью|ья|ьей|ей)\s+(?P<some>част|дол)\w+"


def _special(match: re.Match[str], language: Language) -> Number | None:
    """A multiplier ("вдвое"), a fraction ("треть") or a part ("үштен бір")."""
    words, groups = number_words(), match.groupdict()
    start, end = match.span()
    if groups.get("multiplier"):
        times, kind, unit = words.multipliers[language][match[0].casefold()]
        own = Unit(unit, kind, end, start)
        return Number(start, end, times, spelled=True, unit=own, rule="multiplier")
    value = _fraction(match, language)
    if value is None:
        return None
    own = Unit("доля" if language == "ru" else "үлес", "ratio", end, start)
    ending = re.search(r"[дтн][ае]н$", match[0]) if language == "kk" else None
    return Number(start, end, value, ending=ending[0] if ending else "", spelled=True, unit=own,
                  rule="fraction")  # fmt: skip


def _fraction(match: re.Match[str], language: Language) -> float | None:
    words = number_words()
    if match["fraction"]:
        return words.fractions[language][match["fraction"].casefold()]
    if language == "ru" and match["many"]:
        stem = match["of_many"].casefold()
        whole = next(n for part, n in words.parts["ru"].items() if stem.startswith(part))
        return words.cardinals["ru"][match["many"].casefold()] / whole
    if not match["whole"]:
        return None
    if language == "ru":
        return 1 / words.parts["ru"][match["whole"].casefold()]
    cardinals = words.cardinals["kk"]
    return cardinals[match["some"].casefold()] / cardinals[match["whole"].casefold()]


def _cardinal(text: str, match: re.Match[str], language: Language) -> Number | None:
    words = number_words()
    parts = match["run"].casefold().split()
    one = len(parts) == 1 and words.cardinals[language].get(parts[0]) == 1
    number = Number(
        match.start(), match.end(), spelled_value(parts, language), ending=match["ending"] or "",
        spelled=True, weak=one or bool(match["lone"]), rule="words",
        scale=words.scales[language].get(parts[-1], 1.0),
    )  # fmt: skip
    if number.scale > 1.0:
        return number
    scaled = _scaled(text, number, language)
    return scaled if scaled.value == number.value else replace(scaled, weak=False)


def spelled_value(parts: list[str], language: Language) -> float:
    """Return the value of number words in order ("екі", "мың", "бес" is 2005)."""
    words, total, current = number_words(), 0.0, 0.0
    for part in parts:
        scale = words.scales[language].get(part)
        if scale is not None:
            total, current = total + (current or 1) * scale, 0.0
        elif part == "жүз" and current:
            current *= 100
        else:
            current += words.cardinals[language][part]
    return total + current
