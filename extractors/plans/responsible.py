"""The responsible bodies of an action: a cell cut into bodies.

What belongs here: separators, enumerations under a common head ("министерства
образования, финансов"; "Қаржы, Көлік министрліктері") and the mark of taking part
by agreement. What does not: which body a name means (`extractors.bodies`).

The mark belongs to the one body before it: acts of Kazakhstan put it after each
body that it concerns, so in "МП, НПП (по согласованию)" the ministry, which the
Government can charge, takes part without it. An enumeration under a common head
is one name, and the mark after it belongs to all its bodies.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from extractors.bodies import Resolver, registry_rows
from extractors.bodies.names import QUOTES, body_words
from schemas.document import Frozen

LONGEST_NAME = 8  # pieces between commas that may be one name
LONGEST_RUN = 60  # words that names without separators may be looked for in


class NamedBody(Frozen):
    """A body as a cell names it, and which one it is."""

    text: str
    body_id: str | None
    by_agreement: bool = False


@dataclass(frozen=True)
class _Piece:
    """What stands between two separators; `name` is what to look up, if not `text`."""

    text: str
    agreed: bool = False
    name: str | None = None


def split_bodies(text: str, resolver: Resolver) -> tuple[NamedBody, ...]:
    """Cut a cell into the bodies that it names, in order."""
    pieces = list(_pieces(text))
    found: list[NamedBody] = []
    for piece in _enumerations(_whole_names(pieces, resolver), resolver):
        for part in _bound(piece, resolver):
            body_id = resolver.resolve(part.name or part.text)
            found.append(NamedBody(text=part.text, body_id=body_id, by_agreement=part.agreed))
    return tuple(found)


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut a cell at its separators; the mark of agreement ends a piece, too."""
    chunks = _agreement().split(text)
    for number, chunk in enumerate(chunks, start=1):
        parts = [part for part in map(_trim, _split_outside(chunk)) if part]
        for place, part in enumerate(parts, start=1):
            agreed = place == len(parts) and number < len(chunks)
            yield _Piece(part, agreed=agreed)


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


def _whole_names(pieces: Sequence[_Piece], resolver: Resolver) -> Iterator[_Piece]:
    """Join pieces that only together are one known name, commas and all."""
    place = 0
    while place < len(pieces):
        size = next(
            (
                size
                for size in range(min(LONGEST_NAME, len(pieces) - place), 1, -1)
                if not any(piece.agreed for piece in pieces[place : place + size - 1])
                and resolver.full_name(_joined(pieces[place : place + size]))
            ),
            1,
        )
        run = pieces[place : place + size]
        yield _Piece(_joined(run), agreed=run[-1].agreed)
        place += size


def _joined(pieces: Sequence[_Piece]) -> str:
    return ", ".join(piece.text for piece in pieces)


def _enumerations(pieces: Iterable[_Piece], resolver: Resolver) -> list[_Piece]:
    """Give each part of an enumeration the head that stands once for all."""
    russian = list(_spread(list(pieces), resolver, _RUSSIAN))
    return list(_spread(russian[::-1], resolver, _KAZAKH))[::-1]


@dataclass(frozen=True)
class _Order:
    """How a language enumerates.

    `head_first`: "министерства образования, финансов"; else "Қаржы, Көлік
    министрліктері". `heads` and `places` lead from plural to singular.
    """

    head_first: bool
    heads: Mapping[str, str]
    places: Mapping[str, str]

    def parted(self, text: str) -> tuple[str, str]:
        """The word where a head stands, in lower case, and the rest."""
        first, _, rest = text.partition(" ")
        if self.head_first:
            return first.lower(), rest
        rest, _, last = text.rpartition(" ")
        return last.lower(), rest

    def joined(self, *words: str) -> str:
        """Words in the language's order, the head first given."""
        return " ".join(filter(None, words if self.head_first else words[::-1]))

    def full_names(self, head: str, part: str, place: str) -> tuple[list[str], str]:
        """Return what a part may be called in full, and the kind of place that it leaves open."""
        word, rest = self.parted(part)
        if word in self.places and rest:
            place = self.places[word]
            return [self.joined(head, place, rest)], place
        before, _, last = part.rpartition(" ")
        if self.head_first and last.lower() in self.places and before:
            return [f"{head} {before} {self.places[last.lower()]}"], ""
        names = [self.joined(head, place, part), self.joined(head, part)]
        return names + [
            f"{head} {part} {kind}" for kind in dict.fromkeys(self.places.values())
        ], place


_RUSSIAN = _Order(True, body_words().enumerations.ru, body_words().places.ru)
_KAZAKH = _Order(False, body_words().enumerations.kk, body_words().places.kk)


def _spread(pieces: Sequence[_Piece], resolver: Resolver, order: _Order) -> Iterator[_Piece]:
    """Name the parts of enumerations in full; `pieces` come with heads before their parts."""
    place = 0
    while place < len(pieces):
        run = _run(pieces[place:], resolver, order)
        yield from run.parts or [pieces[place]]
        place += max(1, run.pieces)


class _Run(NamedTuple):
    """An enumeration: its parts, named in full, and the number of pieces that it takes."""

    parts: list[_Piece]
    pieces: int


def _run(pieces: Sequence[_Piece], resolver: Resolver, order: _Order) -> _Run:
    """Take the enumeration whose head stands in the first piece; empty if there is none."""
    word, rest = order.parted(pieces[0].text)
    head = order.heads.get(word)
    if not head or not rest or resolver.full_name(pieces[0].text) in _groups():
        return _Run([], 0)
    parts: list[_Piece] = []
    kind, taken = "", 0
    for piece in pieces:
        if taken and (pieces[taken - 1 if order.head_first else taken].agreed):
            break
        named = _name_parts(rest if not taken else piece.text, head, kind, resolver, order)
        if named is None or (taken and resolver.resolve(piece.text)):
            break
        found, kind = named
        if not taken:  # the head's own part is printed with it
            found[0] = replace(found[0], text=_with_head(piece.text, rest, found[0].text, order))
        parts += found
        taken += 1
    agreed = any(piece.agreed for piece in pieces[:taken])
    return _Run([replace(part, agreed=agreed) for part in parts], taken)


@cache
def _groups() -> frozenset[str | None]:
    """Bodies that are many at once, so that a plural head is their own: "акиматы областей"."""
    return frozenset(body.body_id for body in registry_rows()[0] if body.level == "group")


def _with_head(text: str, rest: str, part: str, order: _Order) -> str:
    """The part that stands at the head, as printed with it."""
    extra = len(text) - len(rest)
    return text[: extra + len(part)] if order.head_first else text[-extra - len(part) :]


def _name_parts(
    text: str, head: str, kind: str, resolver: Resolver, order: _Order
) -> tuple[list[_Piece], str] | None:
    """Name the parts of a piece in full, nearest to the head first; None if one is no body."""

    def known(part: str, kind: str) -> str | None:
        names = order.full_names(head, part, kind)[0]
        return next((name for name in names if resolver.resolve(name)), None)

    cut = _cut_at_links(
        text, lambda part: any(known(part, k) for k in (kind, *order.places.values()))
    )
    if cut is None:
        return None
    found = []
    for part in cut if order.head_first else cut[::-1]:
        name = known(part, kind)
        if name is None:
            return None
        kind = order.full_names(head, part, kind)[1]
        found.append(_Piece(part, name=name))
    return found, kind


def _bound(piece: _Piece, resolver: Resolver) -> list[_Piece]:
    """Cut a piece that no separator cuts: "ОМ және ЖАО", "ЖАО ОМ-мен"; the last has the mark."""
    if piece.name or resolver.resolve(piece.text):
        return [piece]

    def known(text: str) -> bool:
        return bool(resolver.resolve(text) or _ABBREVIATION.fullmatch(text))

    cut = _cut_at_links(piece.text, known) or _cut_at_spaces(piece.text, resolver)
    parts = [_Piece(part) for part in cut or [piece.text]]
    return [*parts[:-1], replace(parts[-1], agreed=piece.agreed)]


def _cut_at_spaces(text: str, resolver: Resolver) -> list[str] | None:
    """Cut a text into names that follow each other without a separator, each of them known."""
    words = text.split()
    if not words or len(words) > LONGEST_RUN:
        return [] if not words else None
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        known = resolver.resolve(name) if size == 1 else resolver.full_name(name)
        rest = _cut_at_spaces(" ".join(words[size:]), resolver) if known else None
        if rest is not None:
            return [name, *rest]
    return None


_ABBREVIATION = re.compile(r"[A-ZА-ЯӘІҢҒҮҰҚӨҺЁ]{2,}(?:-[а-яәіңғүұқөһё]{1,5})?")


def _cut_at_links(text: str, known: Callable[[str], bool]) -> list[str] | None:
    """Cut a text at words that bind bodies so that each part is known; None if it cannot be."""
    if known(text):
        return [text]
    for link in reversed(list(_inner_links().finditer(text))):
        right = text[link.end() :]
        left = _cut_at_links(text[: link.start()], known) if known(right) else None
        if left:
            return [*left, right]
    return None


@cache
def _agreement() -> re.Pattern[str]:
    marks = "|".join(
        re.escape(mark).replace(r"\ ", r"\s+") for mark in body_words().agreement.marks
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
    return "|".join(map(re.escape, sorted(body_words().links.words, key=len, reverse=True)))
