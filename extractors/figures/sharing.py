"""Numbers without a noun of their own: what they share with the words or figures around.

What belongs here: a unit that comes later in a list, earlier in the sentence,
or stands before its number ("лагерьлер (17)"). What does not: units that
follow the number (`extractors.figures.units`).
"""

import re

from extractors.figures.model import Carried, Number, Unit, replace
from extractors.figures.reading import Reading
from extractors.figures.units import case_of_ending, is_pronominal
from extractors.languages.kk import morphology as kazakh
from extractors.languages.ru import morphology as russian

_LIST = re.compile(r"\s*(?:,|и|или|және|мен|пен|бен|немесе)?\s*(?:(?:в|на|от|до|с)\s+)?")
_LABEL = re.compile(r"\s*(?:[–—:]|-(?!\w)|(?<=\s)-)\s*(?:\w{1,9}\s+)?$")
# What is a sum of money even where its currency is not named.
_SUM = re.compile(
    r"(?:\bсумм[уеы]|стоимостью)\s+(?:(?:в|более|свыше|около|порядка|больше|почти)\s+)?$",
    re.IGNORECASE,
)
# "былтыр 3 миллиард, биыл қосымша 3,5 миллиард теңге"
_SCALED_GAP = re.compile(r"[^;:.!?()\d]{1,40}")
_ADJECTIVES = re.compile(
    r"\s+(?:алтын|күміс|қола|золот\w+|серебрян\w+|бронзов\w+)\s*(?:,|және|и)\s*"
)
_BACK_REFERENCE = re.compile(
    r"^\W*(?:Из\s+(?:них|этого|которых|общего)|В\s+том\s+числе|При\s+этом|Для\s+этого|На\s+каждого|Их\b"
    r"|Оның\s+ішінде|Соның\s+ішінде|Олардың|Оның|Бұл\s+ретте)",
    re.IGNORECASE,
)
_RU_TOTAL = re.compile(
    r"(?:число|количество|численность)\s+((?:[^\W\d_]+[\s-]+){1,4})", re.IGNORECASE
)
_RU_TOLD = re.compile(r"([^\W\d_]{3,})\s+([^\W\d_]{3,}(?:ли|лось|ло))\s+$")
_KK_TOTAL = re.compile(r"([^\W\d_-]+(?:-[^\W\d_]+)?)\s+саны(?:ның|н)?\b[^;.]{0,90}$", re.IGNORECASE)


def refers_back(reading: Reading, offset: int) -> bool:
    """Whether the sentence at `offset` opens with "из них" and the like."""
    start, end = reading.sentence(offset)
    return bool(_BACK_REFERENCE.match(reading.text[start:end]))


def shared_unit(
    reading: Reading,
    number: Number,
    previous: list[tuple[Number, Unit]],
    carried: Carried,
) -> Unit | None:
    """Return the unit that a number shares; None if nothing says what it counts.

    `previous` are the figures before, with their units.
    """
    shares = [pair for pair in previous if _may_share(number, pair[1])]
    if number.scale > 1.0 and _SUM.search(reading.text[: number.start]):
        currency = next((unit.name for _, unit in reversed(previous) if unit.kind == "money"), "")
        return Unit(currency, "money", number.end, number.end)
    return (
        _from_noun_before(reading, number, _follows_bracket(reading, number, previous))
        or _from_previous(reading, number, shares[-1] if shares else None)
        or _unnamed(number)
        or _at(number, carried.unit if is_listed(reading, number) else None)
    )


def _may_share(number: Number, unit: Unit) -> bool:
    """Durations, ages and multipliers are not shared, nor is "%" with large numbers."""
    if unit.kind in ("duration", "age", "ratio"):
        return False
    large = number.value > 100 or number.scale > 1.0 or is_pronominal(number)
    return not (unit.kind == "percent" and large)


def _unnamed(number: Number) -> Unit | None:
    """A number with a scale word is a quantity even where nothing says of what."""
    return Unit("", "count", number.end, number.end) if number.scale > 1.0 else None


def _at(number: Number, unit: Unit | None) -> Unit | None:
    """The unit as another number's: it adds no words of its own."""
    return None if unit is None else replace(unit, start=number.end, end=number.end, case=None)


def unit_of_list(
    reading: Reading, number: Number, following: Number, unit: Unit | None
) -> Unit | None:
    """The next number's unit, where the two stand in a list or make a change."""
    if unit is None or unit.start < number.end or is_pronominal(number):
        return None
    if unit.kind == "percent" and not _may_share(number, unit):
        return None  # "24 965 или 18,8 %": that many are so many per cent
    gap = reading.text[number.end : following.start]
    changes = not gap.strip() and case_of_ending(number.ending) == "ablative"
    listed = _LIST.fullmatch(gap) is not None and bool(gap.strip()) and not number.spelled
    described = _ADJECTIVES.fullmatch(gap) is not None
    scaled = _SCALED_GAP.fullmatch(gap) is not None and unit.kind in ("money", "measure")
    both = number.scale > 1.0 and following.scale > 1.0
    return _at(number, unit) if changes or listed or described or (scaled and both) else None


def _from_previous(
    reading: Reading, number: Number, previous: tuple[Number, Unit] | None
) -> Unit | None:
    if previous is None:
        return None
    start = reading.sentence(number.start)[0]
    near = previous[0].start >= start or refers_back(reading, number.start)
    return _at(number, previous[1]) if near or is_pronominal(number) or number.scale > 1.0 else None


def _follows_bracket(reading: Reading, number: Number, previous: list[tuple[Number, Unit]]) -> bool:
    """Whether the figure before stands in brackets, in the same sentence."""
    if not previous or previous[-1][0].start < reading.sentence(number.start)[0]:
        return False
    return reading.bracket(previous[-1][0].start) is not None


def _names_place(reading: Reading, end: int) -> bool:
    """Whether the word before `end` is a name, or says where."""
    index = reading.word_index(end) - 1
    if index < 0 or not reading.words[index].is_word:
        return False
    word = reading.words[index].text
    locative = reading.language == "kk" and kazakh.analyse(word).case == "locative"
    return locative or (word[0].isupper() and not word.isupper())


def _from_noun_before(reading: Reading, number: Number, previous_in_brackets: bool) -> Unit | None:
    """A label's noun: in brackets after it, after its dash or colon, or counted as "число …"."""
    text, sentence = reading.text, reading.sentence(number.start)[0]
    around = reading.bracket(number.start)
    if around and not text[around[0] + 1 : number.start].strip(" \u00a0\n~"):
        if "%" in text[sentence : around[0]]:
            return None  # "24 % – мигрант отбасылар (29 мың)": counts what the whole is made of
        if previous_in_brackets and _names_place(reading, around[0]):
            return None  # "Ақтөбе (33), Қостанайда (22)": as the one before
        return _noun_ending_at(reading, number, around[0])
    if reading.language == "kk" and is_pronominal(number):
        return _owner_before(reading, number)
    start = max(sentence, around[0] + 1 if around else 0)
    before = text[start : number.start]
    label = _LABEL.search(before)
    total = _total(reading, number, before)
    if total or not label:
        return total
    return _noun_ending_at(reading, number, start + label.start())


def _owner_before(reading: Reading, number: Number) -> Unit | None:
    """The genitive before a number that stands for some of it: "кітапханалардың 12-сі"."""
    index = reading.word_index(number.start) - 1
    if index < 0 or not reading.words[index].is_word:
        return None
    found = kazakh.analyse(reading.words[index].text)
    owned = found.case == "genitive" and found.pos == "noun" and found.plural
    return _count(found.lemma, number) if owned else None


def _total(reading: Reading, number: Number, before: str) -> Unit | None:
    if reading.language == "kk":
        match = _KK_TOTAL.search(before)
        pronoun = match is not None and kazakh.analyse(match[1]).pos == "invariable"
        return _count(kazakh.lemma(match[1]), number) if match and not pronoun else None
    told = _RU_TOLD.search(before)
    if told and russian.analyse(told[1]).countable and russian.is_finite(told[2]):
        return _count(russian.counted_lemma(told[1]), number)
    found = list(_RU_TOTAL.finditer(before))
    if not found or len(before) - found[-1].end() > 40:
        return None
    nouns = [a for a in map(russian.analyse, found[-1][1].split()) if a.pos == "noun"]
    return _count(nouns[0].lemma, number) if nouns else None


def _noun_ending_at(reading: Reading, number: Number, end: int) -> Unit | None:
    """The noun right before `end`, in the nominative or what a label stands in."""
    index = reading.word_index(end) - 1
    if (
        index < 0
        or not reading.words[index].is_word
        or reading.text[reading.words[index].end : end].strip()
    ):
        return None
    word = reading.words[index].text
    if any(p.start <= reading.words[index].start < p.end for p in reading.periods):
        return None
    if reading.language == "kk":
        found = kazakh.analyse(word)
        if found.possessive and found.case == "locative":
            return None  # "Самал қаласында (25)": where, not what
        plural_or_dative = found.plural or found.case is not None or found.possessive
        return _count(found.lemma, number) if found.pos == "noun" and plural_or_dative else None
    noun = russian.analyse(word)
    return _count(noun.lemma, number) if noun.pos == "noun" and noun.plural else None


def _count(lemma: str, number: Number) -> Unit:
    return Unit(lemma, "count", number.end, number.end)


def is_listed(reading: Reading, number: Number) -> bool:
    """Whether the number ends a list item of its own: "Смертность: 3,37"."""
    rest = reading.text[number.end :].strip(" .;")
    label = _LABEL.search(reading.text[: number.start])
    return not rest and label is not None
