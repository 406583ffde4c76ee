"""An act's requisites: type, number, date, issuer, title.

Two layouts are known: that of the legal database, where one line under the
title holds them all, and that of the printed form, where each has its own line.
What does not belong here: references to other acts (`extractors.references`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from extractors.calendar.dates import DATE_PATTERN, find_dates
from extractors.languages import LANGUAGES
from extractors.languages.acts import law_series
from extractors.languages.data import choice_of_words
from extractors.metadata.lexicon import Act, act_by_word, act_heads, cues, kind_words
from extractors.outline.headings import BLANK
from extractors.text.folding import fold
from extractors.text.patterns import ACT_NUMBER_SIGN, ends_clause
from schemas.document import Frozen
from schemas.tables import Language

NUMBER_LINE = re.compile(
    rf"{ACT_NUMBER_SIGN}\s*(?P<number>[\w/.-]*[^\W_][\w/.-]*"
    rf"(?:\s(?:{choice_of_words(law_series())})(?!\w))?)"
)

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
        for pattern in (form for heads in act_heads() for form in heads.one_line):
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
    return bool(cues().matter.search(line))


def _printed_form(front: Sequence[str], language: Language) -> Requisites:
    """Read the layout where the type stands alone, date and number after it, then the title."""
    for index, text in enumerate(front):
        act, issuer = _typed_line(text, front[index + 1 :])
        if act:
            rest = front[index + 1 :]
            lines = [line for line in rest if _is_requisite(line)]
            number, place = (
                next(filter(None, map(pattern.search, [text, *lines])), None)
                for pattern in (NUMBER_LINE, cues().place)
            )
            above = issuer or " ".join(front[:index]) or None
            below = [] if above else _issuer_below(rest)
            return Requisites(
                act_type=act.name,
                number=_clean_number(number["number"]) if number else None,
                date=next(filter(None, map(_first_date, lines)), None),
                issuer=above or (_issuer(" ".join(below), language) if below else None),
                title=_title([line for line in rest if line not in (*lines, *below)]),
                place=place.group() if place else None,
            )
    return Requisites()


def _title(lines: Sequence[str]) -> str | None:
    """Return the lines of a title: up to a note on changes or a sentence, if it is none itself."""
    titles = takewhile(lambda line: not _ends_title(line), lines)
    return " ".join(titles) or next(iter(lines), None)


def _ends_title(line: str) -> bool:
    return line.startswith("<") or ends_clause(line) or bool(cues().registration.search(line))


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
    for code in LANGUAGES:
        for act, issuer in _types_with_issuer(bare, code):
            if text.isupper() or _is_state(issuer) or any(map(_is_requisite, below[:2])):
                governed = LANGUAGES[code].head_first
                return act, LANGUAGES[code].nominative(issuer, governed=governed)
    return None, None


def _types_with_issuer(line: str, code: str) -> Iterator[tuple[Act, str]]:
    """Yield the types that a line may name at its head's end, and the rest of the line."""
    folded, head_first = fold(line), LANGUAGES[code].head_first
    for word, act in kind_words(code).act_by_word.items():
        if not head_first and folded.endswith(f" {word}"):
            yield act, line[: -len(word) - 1]
        elif head_first and folded.startswith(f"{word} "):
            yield act, line[len(word) + 1 :]


def _is_state(issuer: str) -> bool:
    return bool(cues().state.fullmatch(issuer))


def _is_requisite(line: str) -> bool:
    """Tell whether a line gives date, number or place only, filled in or not."""
    if BLANK.search(line) or (DATE_PATTERN.match(line) and len(line) <= DATED_LINE):
        return True
    rest = cues().place.sub("", DATE_PATTERN.sub("", NUMBER_LINE.sub("", line)))
    return len(rest.strip(" .,_" + "".join(cues().date_preposition))) < 3


def _issuer(printed: str, language: Language) -> str:
    """Return the issuer in the nominative; offices that one person holds are parted by dashes."""
    parts = re.split(r"(\s+[-–—]\s+)", cues().session.sub("", printed).strip())
    return "".join(
        part if index % 2 else LANGUAGES[language].nominative(part, governed=True)
        for index, part in enumerate(parts)
    )


def _first_date(text: str) -> str | None:
    found = next(find_dates(text), None)
    return found.date.isoformat() if found else None


def _clean_number(number: str | None) -> str | None:
    return number.rstrip(".") if number else None
