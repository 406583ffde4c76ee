"""The pieces of a cell of bodies: what its separators and its marks leave.

What belongs here: separators, quotes and brackets, words that bind bodies, and
the mark of taking part by agreement. What does not: what a piece names
(`extractors.plans.responsible`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from extractors.bodies.names import QUOTES, body_words


@dataclass(frozen=True)
class Piece:
    """What stands between two separators; `name` is what to look up, if not `text`."""

    text: str
    agreed: bool = False
    name: str | None = None


def pieces_of(text: str) -> Iterator[Piece]:
    """Cut a cell at its separators; the mark of agreement ends a piece, too."""
    chunks = _agreement().split(text)
    for number, chunk in enumerate(chunks, start=1):
        parts = [part for part in map(_trim, _split_outside(chunk)) if part]
        for place, part in enumerate(parts, start=1):
            agreed = place == len(parts) and number < len(chunks)
            yield Piece(part, agreed=agreed)


def _split_outside(text: str) -> Iterator[str]:
    """Cut at commas and semicolons that stand neither in quotes nor in brackets."""
    start = 0
    for match in re.finditer(r"[,;\n]|(?<=\s)/(?=\s)", text):
        if not _in_quotes(text, match.start()) and not _in_brackets(text[: match.start()]):
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def _in_quotes(text: str, place: int) -> bool:
    """Whether a place lies between an opening and a closing quote, nested ones allowed for."""
    left = max((i for i in range(place) if text[i] in QUOTES), default=None)
    right = next((i for i in range(place, len(text)) if text[i] in QUOTES), None)
    return (
        left is not None
        and right is not None
        and not text[left - 1 : left].isalnum()
        and text[left + 1].isalnum()
        and text[right - 1].isalnum()
    )


def _in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def _trim(text: str) -> str:
    """A piece without what binds it to others."""
    text = text.strip(" \t.,;:–—-")
    previous = ""
    while text != previous:
        previous = text
        text = _links().sub("", text).strip(" \t.,;:–—-")
    return text if re.search(r"\w", text) else ""


def cut_at_links(text: str, known: Callable[[str], bool]) -> list[str] | None:
    """Cut a text at words that bind bodies so that each part is known; None if it cannot be."""
    if known(text):
        return [text]
    for link in reversed(list(_inner_links().finditer(text))):
        right = text[link.end() :]
        left = cut_at_links(text[: link.start()], known) if known(right) else None
        if left:
            return [*left, right]
    return None


@cache
def _agreement() -> re.Pattern[str]:
    marks = "|".join(
        re.escape(mark).replace(r"\ ", r"\s+") for words in body_words() for mark in words.agreement
    )
    return re.compile(rf"\s*\(\s*(?:{marks})\s*\)|\s*(?<!\w)(?:{marks})(?!\w)", re.IGNORECASE)


@cache
def _links() -> re.Pattern[str]:
    """Words that bind bodies, at the beginning or the end of a piece."""
    words = _link_words()
    return re.compile(rf"^(?:{words})\s+|\s+(?:{words})$", re.IGNORECASE)


@cache
def _inner_links() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_link_words()})\s+", re.IGNORECASE)


def _link_words() -> str:
    links = {link for words in body_words() for link in words.links}
    return "|".join(map(re.escape, sorted(links, key=lambda link: (-len(link), link))))
