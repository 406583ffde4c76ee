"""An act's requisites: type, number, date, issuer, title.

Two layouts are known: that of the legal database, where one line under the
title holds them all, and that of the printed form, where each has its own line.
What does not belong here: references to other acts (`extractors.references`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.dates import DATE_SOURCE, find_dates
from extractors.metadata.lexicon import act_by_word
from schemas.document import Frozen

NUMBER = r"№\s*(?P<number>[^\s,;]+(?:\s(?:ҚРЗ|ЗРК|[А-ЯӘҒҚҢӨҰҮҺІ]{2,4}-\d+))?)"


class Requisites(Frozen):
    """What an act says of itself; `title` is what stands over it or under it."""

    act_type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None


def read_requisites(front: Sequence[str]) -> Requisites:
    """Return the requisites in an act's front matter, empty if it is no act."""
    for index, text in enumerate(front):
        if match := _one_line().match(text):
            return Requisites(
                act_type=act_by_word()[_folded(match["ru"] or match["kk"])].name,
                number=_clean_number(match["number"] or match["number2"]),
                date=_first_date(text),
                issuer=(match["issuer"] or match["issuer2"]).strip(),
                title=" ".join(front[:index]) or None,
            )
    return _printed_form(front)


def _printed_form(front: Sequence[str]) -> Requisites:
    """Read the layout where the type stands alone, date and number after it, then the title."""
    for index, text in enumerate(front):
        if act := act_by_word().get(_folded(text)):
            rest = list(front[index + 1 :])
            dated = next((t for t in rest if re.search(NUMBER, t) and _first_date(t)), None)
            number = re.search(NUMBER, dated or "")
            return Requisites(
                act_type=act.name,
                number=_clean_number(number["number"]) if number else None,
                date=_first_date(dated) if dated else None,
                issuer=" ".join(front[:index]) or None,
                title=_title(rest, dated),
            )
    return Requisites()


def _title(rest: list[str], dated: str | None) -> str | None:
    after = rest[rest.index(dated) + 1 :] if dated else rest
    title = [text for text in after if not re.match(r"(?:г|қ)\.\s|\w+\s(?:қаласы|облысы)$", text)]
    return " ".join(title) or None


def _first_date(text: str) -> str | None:
    found = next(find_dates(text), None)
    return found.date.isoformat() if found else None


def _clean_number(number: str | None) -> str | None:
    return number.rstrip(".") if number else None


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


@cache
def _one_line() -> re.Pattern[str]:
    words = {language: [w for w, a in act_by_word().items() if a.language == language]
             for language in ("kk", "ru")}  # fmt: skip
    ru, kk = (
        "|".join(sorted(map(re.escape, words[k]), key=len, reverse=True)) for k in ("ru", "kk")
    )
    number2 = NUMBER.replace("<number>", "<number2>").replace(r"[^\s,;]+", r"(?:\S+\s)??\S+")
    return re.compile(
        rf"(?P<ru>{ru})\s+(?P<issuer>.+?)\s+от\s+(?:{DATE_SOURCE})\s*{NUMBER}"
        rf"|(?P<issuer2>.+?)\s+(?:{DATE_SOURCE})\s*{number2}\s+(?P<kk>{kk})\b",
        re.IGNORECASE,
    )
