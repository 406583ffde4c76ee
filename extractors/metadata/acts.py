"""An act's requisites: type, number, date, issuer, title.

Two layouts are known: that of the legal database, where one line under the
title holds them all, and that of the printed form, where each has its own line.
What does not belong here: references to other acts (`extractors.references`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.calendar.dates import DATE_PATTERN, DATE_SOURCE, find_dates
from extractors.languages import LANGUAGES
from extractors.metadata.lexicon import Act, act_by_word, cues
from extractors.metadata.plain import PLACE
from extractors.outline.headings import BLANK
from extractors.text.folding import fold
from schemas.document import Frozen
from schemas.tables import Language

NUMBER = r"(?:№|\bN(?=\s?\d))\s*(?P<number>[^\s,;]+(?:\s(?:ҚРЗ|ЗРК|[А-ЯӘҒҚҢӨҰҮҺІ]{2,4}-\d+))?)"
# A type follows, so that two words may be one number.
NUMBER_BEFORE = r"(?:№|\bN(?=\s?\d))\s*(?P<number>\S+(?:\s\S+)?)"
NUMBER_LINE = re.compile(r"(?:№|\bN(?=\s?\d))\s*(?P<number>[\w/.-]*[^\W_][\w/.-]*)")


MATTER = re.compile(r"^[«\"]?(?:О|Об|Обо)\s|\sтуралы[»\"]?(?:\s*\([^()]*\))?$", re.IGNORECASE)
STATE = re.compile(r"Республики\s+Казахстан|Қазақстан\s+Республикасының", re.IGNORECASE)
LONGEST_TYPED = 120  # characters of a line that names type and issuer
DATED_LINE = 70  # characters of a line that opens with a date: "…, Астана, Үкімет Үйі"


class Requisites(Frozen):
    """What an act says of itself; the issuer is in the nominative, the rest as printed."""

    act_type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    place: str | None = None


def read_requisites(lines: Sequence[str], language: Language) -> Requisites:
    """Return the requisites in an act's front matter, empty if it is no act."""
    front = [line for line in lines if fold(line) not in cues().statuses]
    for index, text in enumerate(front):
        for pattern in _one_line():
            if match := pattern.match(text):
                return Requisites(
                    act_type=act_by_word()[fold(match["type"])].name,
                    number=_clean_number(match["number"]),
                    date=_first_date(text),
                    issuer=_issuer(match["issuer"], language) if match["issuer"] else None,
                    title=" ".join(front[:index]) or _title_below(front[index + 1 :]),
                )
    return _printed_form(front, language)


def _title_below(lines: Sequence[str]) -> str | None:
    """Return the first of the lines that is worded as an act's title: "О …", "… туралы"."""
    return next(filter(names_matter, lines), None)


def names_matter(line: str) -> bool:
    """Tell whether a line is worded as an act's title: "Об утверждении …", "… бекіту туралы"."""
    return bool(MATTER.search(line))


def _printed_form(front: Sequence[str], language: Language) -> Requisites:
    """Read the layout where the type stands alone, date and number after it, then the title."""
    for index, text in enumerate(front):
        act, issuer = _typed_line(text, front[index + 1 :])
        if act:
            rest = front[index + 1 :]
            lines = [line for line in rest if _is_requisite(line)]
            number, place = (
                next(filter(None, map(pattern.search, [text, *lines])), None)
                for pattern in (NUMBER_LINE, PLACE)
            )
            above = issuer or " ".join(front[:index]) or None
            below = [] if above else _issuer_below(rest)
            return Requisites(
                act_type=act.name,
                number=_clean_number(number["number"]) if number else None,
                date=next(filter(None, map(_first_date, lines)), None),
                issuer=above or (_issuer(" ".join(below), language) if below else None),
                title=" ".join(line for line in rest if line not in (*lines, *below)) or None,
                place=place.group() if place else None,
            )
    return Requisites()


def _issuer_below(lines: Sequence[str]) -> list[str]:
    """Return the lines between the type and the date, unless they are the title."""
    dated = next((i for i, line in enumerate(lines) if _is_requisite(line)), 0)
    return [] if any(map(names_matter, lines[:dated])) else list(lines[:dated])


def _typed_line(text: str, below: Sequence[str]) -> tuple[Act | None, str | None]:
    """Return the type that a line names alone, or with the issuer.

    Unless it is in capitals, a line with the issuer needs a date soon after it, or
    the issuer is the state itself ("Закон Республики Казахстан").
    """
    bare = NUMBER_LINE.sub("", text).strip()
    act = act_by_word().get(fold(bare))
    if act or len(bare) > LONGEST_TYPED:
        return act, None
    for word, act in act_by_word().items():
        folded = fold(bare)
        if act.language == "ru" and folded.startswith(f"{word} "):
            issuer = bare[len(word) + 1 :]
        elif act.language == "kk" and folded.endswith(f" {word}"):
            issuer = bare[: -len(word) - 1]
        else:
            continue
        if text.isupper() or STATE.fullmatch(issuer) or any(map(_is_requisite, below[:2])):
            return act, LANGUAGES[act.language].nominative(issuer, governed=act.language == "ru")
    return None, None


def _is_requisite(line: str) -> bool:
    """Tell whether a line gives date, number or place only, filled in or not."""
    if BLANK.search(line) or (DATE_PATTERN.match(line) and len(line) <= DATED_LINE):
        return True
    rest = PLACE.sub("", DATE_PATTERN.sub("", NUMBER_LINE.sub("", line)))
    return len(rest.strip(" .,_от")) < 3


def _issuer(printed: str, language: Language) -> str:
    """Return the issuer in the nominative; offices that one person holds are parted by dashes."""
    parts = re.split(r"(\s+[-–—]\s+)", printed.strip())
    return "".join(
        part if index % 2 else LANGUAGES[language].nominative(part, governed=True)
        for index, part in enumerate(parts)
    )


def _first_date(text: str) -> str | None:
    found = next(find_dates(text), None)
    return found.date.isoformat() if found else None


def _clean_number(number: str | None) -> str | None:
    return number.rstrip(".") if number else None


@cache
def _one_line() -> tuple[re.Pattern[str], ...]:
    """The lines of the legal database: Russian, Kazakh, and Kazakh laws with the type first."""
    ru, kk = (_alternatives(language) for language in ("ru", "kk"))
    date = f"(?:{DATE_SOURCE})"
    forms = (
        rf"(?P<type>{ru})(?:\s+(?P<issuer>.+?))?\s+от\s+{date}\s*{NUMBER}",
        rf"(?P<issuer>.+?)\s+{date}\s*{NUMBER_BEFORE}\s+(?P<type>{kk})\b",
        rf"(?P<issuer>.+?)\s+(?P<type>{kk})\s+{date}\s*{NUMBER}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _alternatives(language: Language) -> str:
    words = (word for word, act in act_by_word().items() if act.language == language)
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
