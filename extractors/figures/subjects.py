"""The words that say what is counted or measured, doing what.

What belongs here: cutting the figure's clause out of its sentence and leaving
out of it what other columns say (number, hedge, period). Where a parser has
given heads, the words that depend on the counted noun and the verb over it.
"""

import re
from functools import cache

from extractors.figures.model import Number, Unit
from extractors.figures.reading import Reading
from extractors.figures.tree import subject_by_tree
from extractors.figures.units import case_of_ending
from extractors.languages.ru import morphology as russian
from extractors.lexica import load_toml
from schemas.document import Frozen

_BORDER = re.compile(r"[;:]|\s[–—-]\s|,(?!\d)|\s(?:и|және|ал|а|но|бірақ)\s")
_ITEM = re.compile(
    r"(?:^|(?<=\()|[,;]\s*)([^,;:()\d]{3,80})\s[–—-]\s+(?:(?:на|в|до|около|более)\s+)?$"
)
_HARD_BORDER = re.compile(r"[;:]")
_ORPHAN = re.compile(
    r"(?:^|\s)-?\s?(?:[дт][ыі]|[ыі]н|[ғқ]а|[гк]е|[дтн][ае]н|[дтн][ае]|[дтн][ыі]ң|[ыі]н[ае]?|[ыі])(?=\s)"
)
_PREPOSITION = re.compile(
    r"(?:(?<!\w)(?:в|во|на|до|от|с|со|по|за|из|над|для|к|ко|у|о|об|при|под|чем)\s*)+$",
    re.IGNORECASE,
)
_LONGEST, _BEFORE, _AFTER = 14, 6, 9  # words
_THIN = {"ru": 5, "kk": 3}  # a clause of fewer words says too little: Kazakh needs no prepositions


class _Fillers(Frozen):
    """Words that say nothing of the subject (subject_fillers.toml): regular expressions."""

    fillers: tuple[str, ...]
    openings: tuple[str, ...]


def span_of(number: Number, unit: Unit) -> tuple[int, int]:
    """What a figure takes of the text besides its counted noun."""
    if unit.kind == "count" or unit.end <= number.end:
        return number.start, number.end
    return min(number.start, unit.start or number.start), unit.end


def subject(
    reading: Reading, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> str | None:
    """Return the shortest stretch of the clause that says what is counted, doing what.

    `spans` are the figures of the passage, without their counted nouns. Where
    the words have heads, the tree decides.
    """
    if by_tree := subject_by_tree(reading, number, unit, spans):
        return by_tree
    around = reading.bracket(number.start)
    if label := _label(reading, number, unit, spans):
        return label
    words = _words(reading, number, unit, spans, around)
    if around is not None and len(words) < 2:
        outside = Number(around[0], around[1], 0.0)
        words = _words(reading, outside, None, spans, None)[-_BEFORE - 3 :] + words
    words = words or _around(reading, number, unit, spans)
    return " ".join(words).strip(",") or None


def _label(
    reading: Reading, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> str | None:
    """What stands before the dash of a Russian list's item: "…, в связи — 106,4 %, …"."""
    if reading.language == "kk":
        return None  # the clause's own borders do
    around, sentence = reading.bracket(number.start), reading.sentence(number.start)[0]
    first = max(sentence, around[0] + 1 if around else 0)
    start = span_of(number, unit)[0] if unit else number.start
    match = _ITEM.search(reading.text, first, start)
    if match is None or not (around or any(first <= a < match.start(1) for a, _ in spans)):
        return None
    words = _split(_blanked(reading, match.start(1), match.end(1), spans))
    return " ".join(words) or None


def _around(
    reading: Reading, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> list[str]:
    """The words next to a figure whose own clause has none: "Смертность: 3,37"."""
    first, last = reading.sentence(number.start)
    own = span_of(number, unit) if unit else (number.start, number.end)
    before = _PREPOSITION.sub("", _blanked(reading, first, own[0], spans))
    return _split(before)[-_BEFORE:] or _split(_blanked(reading, own[1], last, spans))[:_BEFORE]


def _words(
    reading: Reading, number: Number, unit: Unit | None, spans: list[tuple[int, int]],
    around: tuple[int, int] | None,
) -> list[str]:  # fmt: skip
    start, end = _clause(reading, number, unit, around)
    own = span_of(number, unit) if unit else (number.start, number.end)
    before = _blanked(reading, start, own[0], spans) or ""
    after = _blanked(reading, own[1], end, spans)
    if not before.strip() and not _has_verb(reading, after):
        before = _list_opening(reading, start, spans)
    return _trimmed(_PREPOSITION.sub("", before), after)


def _has_verb(reading: Reading, text: str) -> bool:
    if reading.language == "kk":
        return True  # it ends the sentence, and so the list
    return any(russian.analyse(word).pos == "verb" for word in text.split())


def _list_opening(reading: Reading, start: int, spans: list[tuple[int, int]]) -> str:
    """The words before the first figure of a list, which hold for all: "Действуют 5 …, 7 …"."""
    sentence = reading.sentence(start)[0]
    first = min((a for a, _ in spans if sentence <= a < start), default=None)
    if first is None or "(" in reading.text[first:start]:
        return ""
    borders = [m.end() for m in _BORDER.finditer(reading.text, sentence, first)]
    return _PREPOSITION.sub("", _blanked(reading, max(borders, default=sentence), first, spans))


def _clause(
    reading: Reading, number: Number, unit: Unit | None, around: tuple[int, int] | None
) -> tuple[int, int]:
    """Borders of the clause around the figure."""
    first, last = around or reading.sentence(number.start)
    text = reading.text
    figure_end = max(number.end, unit.end if unit else 0)
    borders = [m for m in _BORDER.finditer(text, first, last) if _divides(reading, m)]
    start = max((m.end() for m in borders if m.end() <= number.start), default=first)
    end = min((m.start() for m in borders if m.start() >= figure_end), default=last)
    listed = not text[start : number.start].strip() and reading.language == "ru"
    if (
        len(text[start:end].split()) < _THIN[reading.language]
        and not listed
        and not _HARD_BORDER.search(text[start - 3 : start])
    ):
        start = max((m.end() for m in borders if m.end() < start - 1), default=first)
    return start, end


def _divides(reading: Reading, border: re.Match[str]) -> bool:
    """Whether a comma or "и" ends the clause: not before a participle, nor between nouns."""
    if reading.language == "kk" or border[0].strip() not in (",", "и"):
        return True
    index = reading.word_index(border.end())
    if index >= len(reading.words):
        return True
    following = russian.analyse(reading.words[index].text)
    if border[0].strip() == ",":
        return following.pos != "participle" and not _closes_participle(reading, border.start())
    return following.pos not in ("noun", "adjective", "participle")


def _closes_participle(reading: Reading, comma: int) -> bool:
    """Whether the comma before this one opened a participle's clause."""
    opened = reading.text.rfind(",", reading.sentence(comma)[0], comma)
    index = reading.word_index(opened + 1) if opened >= 0 else len(reading.words)
    if index >= len(reading.words):
        return False
    return russian.analyse(reading.words[index].text).pos == "participle"


def _blanked(reading: Reading, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The text without figures, times and remarks in brackets, and without fillers."""
    text = reading.text
    times = [(_with_preposition(text, p.start), p.end) for p in reading.periods]
    remarks = [(a, b) for a, b in reading.brackets if start <= a and b <= end]
    kept, at = "", start
    for gap_start, gap_end in sorted([*spans, *times, *remarks]):
        if gap_end > at and gap_start < end:
            kept, at = kept + text[at : max(at, gap_start)] + " ", min(gap_end, end)
    fillers, openings = _patterns()
    return fillers.sub(" ", openings.sub(" ", kept + text[at:end]))


def _with_preposition(text: str, start: int) -> int:
    match = re.search(
        r"(?<!\w)(?:в|во|на|с|за|по|к|до|по\s+итогам|в\s+течение)\s+$",
        text[max(0, start - 14) : start],
        re.IGNORECASE,
    )
    return start - len(match[0]) if match else start


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = load_toml("subject_fillers.toml", _Fillers)
    fillers, openings = "|".join(lexicon.fillers), "|".join(lexicon.openings)
    return (
        re.compile(rf"(?<!\w)(?:{fillers})(?!\w)", re.IGNORECASE),
        re.compile(rf"^\W*(?:{openings})(?!\w)\s*,?\s*", re.IGNORECASE),
    )


def _trimmed(before: str, after: str) -> list[str]:
    after = _ORPHAN.sub(" ", after + " ", count=1) if case_of_ending(after[:3]) else after
    left, right = _split(before), _split(after)
    if len(left) + len(right) > _LONGEST:
        left, right = left[-_BEFORE:], right[:_AFTER]
    return [*left, *right]


def _split(text: str) -> list[str]:
    words = (word.strip(".:;()–—-*") for word in text.split())
    return [word for word in words if any(map(str.isalnum, word))]
