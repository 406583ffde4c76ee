"""What a number counts or measures, told from the words that follow it.

What belongs here: units of measure (a lexicon) and counted nouns (by the form
of the words, in either language). What does not: numbers that share a unit
with others (`extractors.figures.sharing`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.figures.model import Number, Unit, Word, replace
from extractors.figures.numbers import KAZAKH_ENDINGS
from extractors.figures.reading import Reading
from extractors.languages import Analysis
from extractors.languages.kk import morphology as kazakh
from extractors.languages.lookalikes import plain_ye
from extractors.languages.ru import morphology as russian
from extractors.lexica import load_tsv
from schemas.document import Frozen
from schemas.tables import FigureKind, Language

_AFTER_NUMBER = {
    "kk": re.compile(
        r"\s*(?:(?:-?(?:дан|ден|тан|тен|нан|нен)\s+)?(?:астам|артық|көп|аса|жуық|таяу|тарта|шақты|аз|кем|дейін|және\s+одан\s+(?:да\s+)?(?:көп|жоғары))\b)?",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\s*(?:и\s+(?:более|больше|менее|выше|старше)|с\s+лишним|с\s+небольшим)?(?=\W)",
        re.IGNORECASE,
    ),
}
_ENDING = re.compile(rf"\s?[-–]?\s?[-–]\s?({KAZAKH_ENDINGS})\b")
_LONGEST_PHRASE = 9  # words between a number and its noun


class _UnitWord(Frozen):
    pattern: str
    unit: str | None = None
    kind: FigureKind
    language: Language | None = None


class _Compound(Frozen):
    pattern: str
    unit: str
    kind: FigureKind


class _Term(Frozen):
    term: str
    language: Language


def find_unit(reading: Reading, number: Number) -> Unit | None:
    """Return the unit or counted noun of a number; None if the words after it name none."""
    if number.unit is not None:
        return number.unit
    if reading.language == "kk" and is_pronominal(number):
        return None
    compound = _compound(reading, number.end) if reading.language == "ru" else None
    return compound or _before(reading, number) or _after(reading, number)


_PRONOUN_ENDING = re.compile(r"(?:ы|і|ын|ін|ына|іне|ынан|інен|ының|інің|ында|інде)$")


def is_pronominal(number: Number) -> bool:
    """Whether a possessive ending makes the number stand for what was named before: "45-і"."""
    return bool(number.ending and _PRONOUN_ENDING.search(number.ending))


def _after(reading: Reading, number: Number) -> Unit | None:
    """Try right after the number, then past a remark in brackets or the number's own brackets."""
    place = number.end
    hedge = _AFTER_NUMBER[reading.language].match(reading.text, place)
    place = hedge.end() if hedge else place
    for start in dict.fromkeys((number.end, place)):
        found = measure_at(reading.text, start, reading.language)
        if found:
            return found
    beyond = reading.skip_bracket(place)
    if beyond != place:
        return measure_at(reading.text, beyond, reading.language) or _counted_noun(
            reading, beyond, number
        )
    around = _own_bracket(reading, number)
    if around is None:
        return _counted_noun(reading, place, number)
    found = measure_at(reading.text, around[1], reading.language) or _counted_noun(
        reading, around[1], number
    )
    return replace(found, start=around[0]) if found else None


def _own_bracket(reading: Reading, number: Number) -> tuple[int, int] | None:
    """The bracket of "(54) оңалту орталығы": a number alone in it."""
    around = reading.bracket(number.start)
    if around is None:
        return None
    printed = reading.text[number.start : number.end]
    rest = reading.text[around[0] + 1 : around[1] - 1].replace(printed, "", 1)
    return None if rest.strip() else around


def _before(reading: Reading, number: Number) -> Unit | None:
    """A currency sign before the digits: "$7 млн"."""
    match = re.search(r"(\$|€|₽|₸)\s?$", reading.text[max(0, number.start - 2) : number.start])
    if not match:
        return None
    name = {"$": "USD", "€": "EUR", "₽": "RUB", "₸": "KZT"}[match[1]]
    return Unit(name, "money", number.end, number.start - len(match[0]))


# -- units of measure ----------------------------------------------------------------------


@cache
def _unit_words(language: Language) -> tuple[re.Pattern[str], tuple[_UnitWord, ...]]:
    rows = tuple(
        row for row in load_tsv("units.tsv", _UnitWord) if row.language in (None, language)
    )
    pattern = "|".join(f"(?P<u{i}>{row.pattern})" for i, row in enumerate(rows))
    return re.compile(rf"\s*(?:{pattern})", re.IGNORECASE), rows


def measure_at(text: str, start: int, language: Language) -> Unit | None:
    """Return the unit of measure that stands at `start`, spaces aside; None if none does."""
    pattern, rows = _unit_words(language)
    match = pattern.match(text, start)
    if match is None or not match.lastgroup:
        return None
    row = rows[int(match.lastgroup[1:])]
    printed = match[0].strip()
    begin, end = match.end() - len(printed), match.end()
    if language == "ru":
        return Unit(row.unit or printed, row.kind, end, begin)
    ending = _ENDING.match(text, end)
    if ending:
        return Unit(row.unit or printed, row.kind, ending.end(), begin, case_of_ending(ending[1]))
    case = _case_of(printed) if printed[-1].isalpha() else None
    return Unit(row.unit or printed, row.kind, end, begin, case)


def _case_of(printed: str) -> str | None:
    return kazakh.analyse(printed.split()[-1]).case


def case_of_ending(ending: str) -> str | None:
    """The Kazakh case that an ending after digits shows, if it shows one."""
    if re.search(r"[дтн][ае]н$", ending):
        return "ablative"
    if re.search(r"(?:[ғқ]а|[гк]е|на|не)$", ending):
        return "dative"
    return "accusative" if re.search(r"(?:[дтн][ыі]|[ыі]н)$", ending) else None


@cache
def _compounds() -> tuple[re.Pattern[str], tuple[_Compound, ...]]:
    rows = load_tsv("compound_units.tsv", _Compound)
    pattern = "|".join(f"(?P<u{i}>{row.pattern})" for i, row in enumerate(rows))
    return re.compile(rf"\s?-(?:х-|ти-|и-)?\s?(?:{pattern})", re.IGNORECASE), rows


def _compound(reading: Reading, start: int) -> Unit | None:
    """The unit inside an adjective: "18-летнего возраста", "7-дневный срок"."""
    pattern, rows = _compounds()
    match = pattern.match(reading.text, start)
    if match is None or not match.lastgroup:
        return None
    row = rows[int(match.lastgroup[1:])]
    return Unit(row.unit, row.kind, match.end(), start)


# -- counted nouns -------------------------------------------------------------------------


def _counted_noun(reading: Reading, start: int, number: Number) -> Unit | None:
    index = reading.word_index(start)
    words = reading.words[index : index + _LONGEST_PHRASE]
    head = (_kazakh_head if reading.language == "kk" else _russian_head)(words)
    if head is None or not _adjoins(reading, start, words) or len(words[head].text) < 2:
        return None
    if reading.language == "ru" and _is_numbered(words[head], number):
        return None
    if case_of_ending(number.ending) == "dative" and words[head].text.endswith(("у", "ю")):
        return None  # "он мыңға жеткізу": what is done to the number
    name, last = _name(words, head, reading.language)
    case = kazakh.analyse(words[last].text).case if reading.language == "kk" else None
    return Unit(name, "count", words[last].end, words[0].start, case)


_UNCOUNTED = frozenset({"nomn", "accs", "datv", "ablt", "loct", "loc2"})


def _is_numbered(word: Word, number: Number) -> bool:
    """Whether a Russian noun stands in a singular that no count takes: "2 этап", "в 4 доме"."""
    cases = russian.analyse(word.text).noun_cases
    singular = not russian.analyse(word.text).plural
    counts_one = number.value % 10 == 1 or number.spelled or number.scale > 1.0
    return bool(cases) and cases <= _UNCOUNTED and singular and not counts_one


def _adjoins(reading: Reading, start: int, words: Sequence[Word]) -> bool:
    return bool(words) and not reading.text[start : words[0].start].strip(' \n\u00a0«"“')


def _name(words: Sequence[Word], head: int, language: Language) -> tuple[str, int]:
    """The noun in dictionary form, with what a set term or a pair keeps, and its last word."""
    lemmas = [_lemma(word, language) for word in words[: head + 1]]
    for term, parts in _terms(language).get(lemmas[-1], ()):
        if _ends_with(lemmas, parts):
            return term, head
    second = _paired(words, head) if language == "kk" else None
    if second is not None:
        both = f"{lemmas[-1]} {words[head + 1].text} {_lemma(words[second], language)}"
        return both, second
    return lemmas[-1], head


@cache
def _terms(language: Language) -> dict[str, list[tuple[str, list[str]]]]:
    """Set terms and their words by the lemma of their noun."""
    lemma = kazakh.lemma if language == "kk" else russian.lemma
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for row in load_tsv("terms.tsv", _Term):
        if row.language == language:
            parts = row.term.split()
            found.setdefault(lemma(parts[-1]), []).append((row.term, parts))
    return found


def _ends_with(lemmas: list[str], parts: list[str]) -> bool:
    """Adjectives of a term agree in gender with their noun: their stems are compared."""
    described, wanted = lemmas[-len(parts) : -1], parts[:-1]
    return len(described) == len(wanted) and all(
        plain_ye(a)[:-2] == plain_ye(b)[:-2] for a, b in zip(described, wanted, strict=True)
    )


def _lemma(word: Word, language: Language) -> str:
    if word.lemma:
        return word.lemma
    if language == "kk":
        dimension = _dimension(word.text)
        if dimension:
            return dimension
        text = word.text.rsplit("-", 1)[0] if _is_abbreviation(word.text) else word.text
        return text if _is_abbreviation(text) else kazakh.lemma(text)
    if _is_abbreviation(word.text):
        return word.text
    return russian.counted_lemma(word.text)


def _is_abbreviation(text: str) -> bool:
    stem = text.split("-")[0]
    return len(stem) > 1 and stem.isupper()


# Russian: adjectives and participles agree with the noun that they precede.


def _russian_head(words: Sequence[Word]) -> int | None:
    """The first noun; adjectives, participles and adverbs may stand before it."""
    substantive = None
    for index, word in enumerate(words):
        if not word.is_word:
            if word.text in ("«", '"', "“") or (
                word.text == "," and index and _agree(words, index)
            ):
                continue
            break
        found = russian.analyse(word.text)
        if found.pos == "noun" or _is_abbreviation(word.text):
            return index
        if found.pos == "verb" and found.countable:  # "парков", a short adjective as well
            return index
        if found.pos in ("adjective", "participle", "numeral"):
            substantive = index if found.animate else substantive
        elif not _passes(words, index, found):
            break
    return substantive


def _passes(words: Sequence[Word], index: int, found: Analysis) -> bool:
    """An adverb before an adjective, or "и" between two."""
    if found.pos == "adverb":
        return True
    return found.lemma in ("и", "или") and index > 0 and _agree(words, index)


def _agree(words: Sequence[Word], index: int) -> bool:
    """Whether adjectives stand on both sides."""
    sides = (words[index - 1], words[index + 1]) if index + 1 < len(words) else ()
    return bool(sides) and all(
        russian.analyse(w.text).pos in ("adjective", "participle") for w in sides
    )


# Kazakh: modifiers come first; a bare noun may lean on a possessed one ("мектеп автобусы").


def _kazakh_head(words: Sequence[Word]) -> int | None:
    """The last noun of the phrase that follows a numeral, or None."""
    index = 0
    while index < len(words):
        if words[index].text in ("«", '"', "“", "”", "»"):
            index += 1
            continue
        step = _kazakh_step(words, index)
        if step is None:
            return None
        if step == 0:
            return index
        index += step
    return None


_PRONOMINAL = re.compile(r"(?:астам|жуық|көбі|артығ|біреу|екеу|үшеу)")
# "көбі" is "most of it"; "жететіндігін" is "that it will reach": neither is counted.
# "отырғызылғанын": that it was planted.
_SAID = re.compile(r"\w{3}(?:ған|ген|қан|кен|атын|етін|йтын|йтін)(?:ын|ін|ына|іне|ынан|інен)$")
_CLAUSE = re.compile(r"^көбі|(?:[ғқ]ан|[гк]ен|ты|ті)н?(?:дығ|діг)\w+$")


def _kazakh_step(words: Sequence[Word], index: int) -> int | None:
    """0: this is the head; n: go n words on; None: there is no head."""
    word = words[index]
    if not word.is_word or word.text[0].isdigit():
        return None
    if _is_abbreviation(word.text):
        return 1 if _next_is(words, index, "бар") else 0
    found = kazakh.analyse(word.text)
    if _PRONOMINAL.match(found.lemma) or _CLAUSE.search(word.text):
        return None
    if found.pos == "invariable":
        return 1 if found.lemma in _LEADING else None
    if found.pos in ("verb", "converb"):
        return None
    if index == 0 and (found.relative or _dimension(word.text)):
        return 0
    if found.pos in ("adjective", "participle") and found.case is None:
        return 1
    return _noun_step(words, index, found)


def _dimension(word: str) -> str | None:
    """The noun in "үш ауысымды", "бес қабатты"."""
    match = re.fullmatch(r"(.{2,}?)(?:[лдт][ыі][қк]?)", word.casefold())
    return match[1] if match and match[1] in kazakh.kazakh_words().dimensions else None


_LEADING = frozenset(
    {
        "тек",
        "ғана",
        "бар",
        "дейінгі",
        "кейінгі",
        "тегін",
        "қазіргі",
        "бойынша",
        "жөніндегі",
        "туралы",
        "қарсы",
    }
)


def _noun_step(words: Sequence[Word], index: int, found: Analysis) -> int | None:
    if index + 1 < len(words) and words[index + 1].text in kazakh.kazakh_words().relational:
        return 0
    person = found.lemma in kazakh.kazakh_words().people
    if found.lemma in kazakh.kazakh_words().carriers and (found.possessive or found.case):
        return None
    if _next_is(words, index, "бар") or _next_is(words, index, "дейінгі"):
        return 0 if person and index == 0 else 2
    if found.case is not None:
        over = _over_verbal_noun(words, index) if found.plural else 0
        return over or _over_participle(words, index, found)
    if found.possessive:
        return 0
    if found.plural:
        return _over_verbal_noun(words, index) or 1
    if person:
        return 0
    return (
        _over_verbal_noun(words, index)
        or _over_agent(words, index)
        or (1 if _is_possessed(words, index + 1) else 0)
    )


def _over_agent(words: Sequence[Word], index: int) -> int:
    """2 where an agent noun leads to another noun: "бағдар беруші педагог"; else 0."""
    if index + 2 >= len(words) or not words[index + 1].text.endswith(("уші", "ушы")):
        return 0
    return 2 if kazakh.analyse(words[index + 2].text).pos == "noun" else 0


def _over_verbal_noun(words: Sequence[Word], index: int) -> int:
    """2 where a verbal noun and a possessed one follow: "білім беру ұйымы"; else 0."""
    if index + 2 >= len(words) or not words[index + 1].text.endswith(("у", "ю")):
        return 0
    return 2 if _is_possessed(words, index + 2) else 0


def _over_participle(words: Sequence[Word], index: int, found: Analysis) -> int:
    """1 where a participle takes a dative: "кәмелетке толмағандарды …"; else 0."""
    if found.case != "dative" or found.plural or found.possessive or index + 2 >= len(words):
        return 0
    if not words[index + 2].is_word:
        return 0  # "64 мың орынға арналған 561 …": what follows is counted by itself
    following = kazakh.analyse(words[index + 1].text)
    return 1 if following.pos == "participle" or "маған" in words[index + 1].text else 0


def _is_possessed(words: Sequence[Word], index: int) -> bool:
    if index >= len(words) or not words[index].is_word:
        return False
    found = kazakh.analyse(words[index].text)
    said = _SAID.search(words[index].text)
    return found.possessive and found.pos == "noun" and not said and found.lemma not in _goals()


def _goals() -> frozenset[str]:
    return kazakh.kazakh_words().goals


def _next_is(words: Sequence[Word], index: int, text: str) -> bool:
    return index + 2 < len(words) and words[index + 1].text == text and words[index + 2].is_word


def _paired(words: Sequence[Word], head: int) -> int | None:
    """The second noun of "бағдарлама мен жоба": a singular right after "мен"."""
    first = kazakh.analyse(words[head].text)
    if (
        head + 2 >= len(words)
        or words[head + 1].text not in ("мен", "бен", "пен")
        or not words[head + 2].is_word
    ):
        return None
    second = kazakh.analyse(words[head + 2].text)
    single = second.pos == "noun" and not second.plural and not second.possessive
    return head + 2 if single and first.case is None and not first.possessive else None
