"""The front matter of documents that are no acts: reports, speeches, news, plans.

What does not belong here: acts (`acts`) and letters (`letters`).
"""

import re

from extractors.calendar.dates import find_dates
from extractors.languages import LANGUAGES
from extractors.languages.alphabet import CAPITAL
from extractors.metadata.front import Layout
from extractors.metadata.lexicon import FrontWords, cues
from extractors.metadata.titles import before_points, joined_lines, names_genre, title_of
from extractors.outline.headings import PERSON, is_stamp
from extractors.text.patterns import ACT_NUMBER_SIGN
from schemas.document import Frozen
from schemas.tables import Language

NUMBER = re.compile(rf"{ACT_NUMBER_SIGN}\s*(?P<number>[^\s,;\w]{{0,10}}[^\W_][^\s,;]*)")
PLACE_AND_YEAR = re.compile(rf"[{CAPITAL}][\w-]+,?\s+(?:[–—-]\s)?[12]\d{{3}}(?:\s?\w{{1,5}}\.?)?")
LONGEST_DATE_LINE = 40


class FrontMatter(Frozen):
    """What the lines before the text say, each part as printed."""

    title: str | None = None
    number: str | None = None
    date: str | None = None
    event: str | None = None
    place: str | None = None
    author: str | None = None


def read_front(layout: Layout, language: Language) -> FrontMatter:
    """Return what the lines before the text say; a line is one thing only."""
    approval = " ".join(layout.approval)
    aside = (*layout.approval, *layout.salutation)
    lines = before_points([line for line in layout.front if line not in aside])
    author = next((line for line in lines if _is_author(line)), None)
    place = next((match for match in map(cues().place.match, lines) if match), None)
    used = (author, place.string if place else None)
    rest = [line for line in lines if line not in used and not _is_aside(line)]
    titles = joined_lines(rest, language)
    event = next((x for x in lines if x is not author and _is_event(x, lines, titles)), None)
    titles = joined_lines([line for line in rest if line is not event], language)
    date = next(filter(None, map(_own_date, lines)), None)
    return FrontMatter(
        title=title_of(titles),
        number=_own_number(lines)
        or next(filter(None, map(_number, (*filter(_own_date, lines), approval))), None),
        date=date or _approval_date(approval),
        event=_event_name(event, language) if event else None,
        place=place.group() if place else None,
        author=_author_name(author) if author else None,
    )


def _own_number(lines: list[str]) -> str | None:
    """Return the number beside the bare word of a genre: "Протокол № 3"."""
    for line in lines:
        match = NUMBER.search(line)
        bare = NUMBER.sub("", line).strip()
        if match and len(bare.split()) == 1 and names_genre(bare):
            return match["number"].rstrip(".")
    return None


def _number(text: str) -> str | None:
    """Return the number in a line, unless it is a protocol's, or not filled in."""
    match = NUMBER.search(text)
    if match is None or cues().protocol.search(text[: match.start()]):
        return None
    return match["number"].rstrip(".")


def _is_author(line: str) -> bool:
    opening = line.partition(":")[0].casefold().strip()
    return (":" in line and opening in cues().author_openings) or bool(PERSON.fullmatch(line))


def _author_name(line: str) -> str:
    """Return the name without what leads to it and the office after it."""
    name = line.partition(":")[2] if ":" in line else line
    return re.split(r",|\s[–—-]\s", name, maxsplit=1)[0].strip()


def _is_event(line: str, lines: list[str], titles: list[str]) -> bool:
    """Tell whether a line names an event, and is no part of a title that names its genre."""
    folded = line.casefold()
    dedicated = cues().dedication_opening.match(line)
    dedicated_last = folded.endswith(cues().dedication_endings)
    if (dedicated or dedicated_last) and any(word in folded for word in cues().occasions):
        return True
    if any(line in title and names_genre(title) for title in titles):
        return False
    return (
        len(lines) > 1 and line[0].isupper() and any(word in folded for word in cues().event_words)
    )


def _event_name(line: str, language: Language) -> str:
    """Return the event without its date; without a preposition that dedicates to it."""
    found = next(find_dates(line), None)
    name = (line[: found.start] + line[found.end :] if found else line).strip(" ,.–—")
    if LANGUAGES[language].data("front_matter", FrontWords).dedication_opening.match(name):
        return LANGUAGES[language].nominative(name.split(maxsplit=1)[1], governed=True)
    return name


def _is_aside(line: str) -> bool:
    """Tell whether a line is a date, a counter, an office of the press: no title."""
    folded = line.casefold()
    is_date = _own_date(line) is not None and len(line) <= LONGEST_DATE_LINE
    return (
        is_date
        or is_stamp(line)
        or bool(PLACE_AND_YEAR.fullmatch(line))
        or not re.search(r"[^\W\d_]{3}", line)
        or re.fullmatch(r"[A-Z-]*+\d[A-Z\d-]*", line) is not None
        or "|" in line
        or folded.endswith(cues().author_offices)
    )


def _own_date(line: str) -> str | None:
    """Return the date of a line that is a date, or ends in one after an event's name."""
    found = list(find_dates(line))
    if len(found) != 1:
        return None
    rest = NUMBER.sub("", line[found[0].end :])
    at_end = not rest.strip(" .,)") or len(line) <= LONGEST_DATE_LINE
    return found[0].date.isoformat() if at_end else None


def _approval_date(mark: str) -> str | None:
    found = next(find_dates(mark), None)
    return found.date.isoformat() if found else None
