"""The words that say what is counted or measured, doing what.

What belongs here: cutting the figure's clause out of its sentence and leaving
out of it what other columns say (number, hedge, period). Where a parser has
given heads, the words that depend on the counted noun and the verb over it.
"""

import re

from extractors.figures.model import Number, Unit
from extractors.figures.reading import Reading

_BORDER = re.compile(r"[;:]|\s[–—-]\s|,(?!\d)|\s(?:и|және|ал|а|но|бірақ)\s")
_INTRO = re.compile(
    r"^\W*(?:(?:Кроме\s+того|Вместе\s+с\s+тем|Так|Также|Наряду\s+с\s+этим|В\s+целом|Всего|Ещё|Еще|Уже|Только|При\s+этом"
    r"|Сонымен\s+қатар|Сондай-ақ|Бұл\s+ретте|Мысалы|Мәселен|Айталық|Атап\s+айтқанда|Барлығы|Тек|Осылайша)\s*,?\s*)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?<!\w)(?:на\s+сегодня(?:шний\s+день)?|сегодня|сейчас|в\s+настоящее\s+время|на\s+данный\s+момент|ежегодно|всего|более|свыше"
    r"|около|порядка|почти|примерно|менее|не\s+менее|не\s+более|по\s+итогам|по\s+состоянию\s+на|в\s+размере|на\s+сумму"
    r"|қазіргі\s+(?:уақытта|таңда)|бүгінгі\s+(?:таңда|күні)|бүгінде|жыл\s+сайын|астам\w*|артық|шамамен|жуық\w*|кемінде|бойынша"
    r"|жағдай\s+бойынша|бұл|оның\s+ішінде|в\s+том\s+числе|из\s+них|из\s+которых|ещё|еще|уже|также|и|және)(?!\w)",
    re.IGNORECASE,
)
_LONGEST, _BEFORE, _AFTER = 14, 6, 7  # words


def subject(
    reading: Reading, number: Number, unit: Unit | None, spans: list[tuple[int, int]]
) -> str | None:
    """Return the shortest stretch of the clause that says what is counted, doing what.

    `spans` are the figures of the passage, numbers only.
    """
    start, end = _clause(reading, number, unit)
    pieces = _without(reading, start, end, number, spans)
    words = _trimmed(pieces)
    return " ".join(words) or None


def _clause(reading: Reading, number: Number, unit: Unit | None) -> tuple[int, int]:
    """Borders of the clause around the figure."""
    first, last = reading.bracket(number.start) or reading.sentence(number.start)
    text = reading.text
    figure_end = max(number.end, unit.end if unit else 0)
    borders = list(_BORDER.finditer(text, first, last))
    start = max((m.end() for m in borders if m.end() <= number.start), default=first)
    end = min((m.start() for m in borders if m.start() >= figure_end), default=last)
    if len(text[start:end].split()) < 5:
        start = max((m.end() for m in borders if m.end() < start - 1), default=first)
    return start, end


def _without(
    reading: Reading, start: int, end: int, number: Number, spans: list[tuple[int, int]]
) -> tuple[str, str]:
    """The clause's text before and after the number, other numbers and times left out."""
    text = reading.text
    gaps = [*spans, *((p.start, p.end) for p in reading.periods)]
    before_at = max((e for s, e in spans if start <= s and e <= number.start), default=start)
    after_to = min((s for s, _ in spans if number.end <= s < end), default=end)
    before = _blanked(text, before_at, number.start, gaps)
    return before, _blanked(text, number.end, after_to, gaps)


def _blanked(text: str, start: int, end: int, gaps: list[tuple[int, int]]) -> str:
    kept = "".join(
        " " if any(s <= place < e for s, e in gaps) else text[place] for place in range(start, end)
    )
    return _FILLER.sub(" ", _INTRO.sub(" ", kept))


def _trimmed(pieces: tuple[str, str]) -> list[str]:
    before, after = (re.findall(r"[^\s()%]*\w[^\s()%]*", piece) for piece in pieces)
    if len(before) + len(after) > _LONGEST:
        before, after = before[-_BEFORE:], after[:_AFTER]
    return [word.strip(".,:;()") for word in (*before, *after) if word.strip(".,:;()–—-")]


