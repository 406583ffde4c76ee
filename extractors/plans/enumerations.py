"""Enumerations of bodies under one head: "министерства образования, финансов".

What belongs here: giving each part of an enumeration its full name, in the order
of each language. What does not: cutting a cell into pieces (`body_pieces`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from extractors.bodies import Resolver, registry_rows
from extractors.bodies.names import QUOTES, body_words, looks_like_body
from extractors.languages import LANGUAGES
from extractors.languages.alphabet import CAPITAL
from extractors.languages.data import PatternSource
from extractors.plans.body_pieces import Piece, cut_at_links, inner_links


def name_in_full(pieces: Iterable[Piece], resolver: Resolver) -> list[Piece]:
    """Give each part of an enumeration the head that stands once for all."""
    named = list(pieces)
    for order in _orders():
        along = list(_named_in_full(order.along(named), resolver, order))
        named = order.along(along)
    return named


@dataclass(frozen=True)
class _Order:
    """How a language enumerates.

    `head_first`: "министерства образования, финансов"; else "Қаржы, Көлік
    министрліктері". `heads` and `places` lead from plural to singular.
    """

    head_first: bool
    heads: Mapping[str, str]
    places: Mapping[str, str]
    place_nouns: PatternSource

    def is_places(self, text: str) -> bool:
        """Whether a text names places of a kind where its head stands, and none by its own name."""
        noun = rf"^{self._place_noun}" if self.head_first else rf"{self._place_noun}$"
        own = re.search(rf"\s[{CAPITAL}]", text) or looks_like_body(text)
        return bool(re.search(noun, text, re.IGNORECASE)) and not own

    def names_places(self, text: str) -> bool:
        """Whether a text has a noun for places anywhere."""
        return bool(re.search(self._place_noun, text, re.IGNORECASE))

    @property
    def _place_noun(self) -> str:
        return rf"(?<!\w)(?:{self.place_nouns})(?!\w)"

    def along(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces with heads before their parts, or back in their order from that."""
        return pieces if self.head_first else pieces[::-1]

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
        if self.head_first:  # "Актюбинской, Атырауской областей": the kind is yet to come
            names += [f"{head} {part} {kind}" for kind in dict.fromkeys(self.places.values())]
        return names, place


@cache
def _orders() -> tuple[_Order, ...]:
    """How each language enumerates, those with the head first before the others."""
    words = zip(LANGUAGES.values(), body_words(), strict=True)
    orders = [_Order(own.head_first, w.enumerations, w.places, w.place_nouns) for own, w in words]
    return tuple(sorted(orders, key=lambda order: not order.head_first))


def _named_in_full(pieces: Sequence[Piece], resolver: Resolver, order: _Order) -> Iterator[Piece]:
    """Yield pieces, parts of enumerations with full names; heads come before their parts."""
    place = 0
    while place < len(pieces):
        rest = pieces[place:]
        found = _enumeration(rest, resolver, order)
        if not found.size:
            found = _group(rest, order) or _offices(rest, resolver, order)
        yield from found.parts or [pieces[place]]
        place += max(1, found.size)


class _Enumeration(NamedTuple):
    """An enumeration: its parts, named in full, and the number of pieces that these were."""

    parts: list[Piece]
    size: int


def _enumeration(pieces: Sequence[Piece], resolver: Resolver, order: _Order) -> _Enumeration:
    """Return the enumeration whose head stands in the first piece; empty if there is none."""
    word, rest = order.parted(pieces[0].text)
    head = order.heads.get(word)
    if not head or not rest or resolver.full_name(pieces[0].text) in _groups():
        return _Enumeration([], 0)
    parts: list[Piece] = []
    kind, taken = "", 0
    for piece in pieces:
        if taken and (pieces[taken - 1 if order.head_first else taken].agreed):
            break
        named = _name_parts(rest if not taken else piece.text, head, kind, resolver, order)
        if named is None and order.names_places(piece.text):
            return _Enumeration([], 0)  # places of another kind, which no body is known of
        if named is None or (taken and resolver.resolve(piece.text)):
            break
        found, kind = named
        if not taken:  # the head's own part is printed with it
            found[0] = replace(found[0], text=_with_head(piece.text, rest, found[0].text, order))
        parts += found
        taken += 1
    agreed = any(piece.agreed for piece in pieces[:taken])
    return _Enumeration([replace(part, agreed=agreed) for part in parts], taken)


def _group(pieces: Sequence[Piece], order: _Order) -> _Enumeration | None:
    """Return the places of one group as one piece: "акимы районов, городов"."""
    word, rest = order.parted(pieces[0].text)
    if word not in order.heads or not order.is_places(rest):
        return None
    taken = 1 + sum(1 for _ in takewhile(lambda p: order.is_places(p.text), pieces[1:]))
    run = order.along(list(pieces[:taken]))
    text = ", ".join(piece.text for piece in run)
    return _Enumeration([Piece(text, agreed=any(piece.agreed for piece in run))], taken)


def _offices(pieces: Sequence[Piece], resolver: Resolver, order: _Order) -> _Enumeration:
    """Return offices under one head that no registry knows, a piece each.

    "управления образования, здравоохранения и культуры области" are three.
    """
    word, rest = order.parted(pieces[0].text)
    if word not in order.heads or not rest:
        return _Enumeration([], 0)
    followers = takewhile(lambda piece: _is_part(piece, resolver), pieces[1:])
    run = [pieces[0], *followers]
    parts = [Piece(part) for piece in order.along(run) for part in _cut_fields(piece.text)]
    if len(parts) < 2:
        return _Enumeration([], 0)
    agreed = any(piece.agreed for piece in run)
    return _Enumeration(order.along([replace(part, agreed=agreed) for part in parts]), len(run))


def _is_part(piece: Piece, resolver: Resolver) -> bool:
    """Whether a piece is but a field of an office: no name, short name or office of its own."""
    own = _OWN_NAME.search(piece.text) or resolver.resolve(piece.text)
    heads = {head for words in body_words() for head in words.enumerations}
    return not (own or looks_like_body(piece.text) or heads & set(piece.text.lower().split()))


def _cut_fields(text: str) -> list[str]:
    """Cut fields at words that join them, where these are no part of one office's name."""
    cuts = [
        link
        for link in inner_links().finditer(text)
        if _pair(text[: link.start()], text[link.end() :]) not in _compounds()
    ]
    starts, ends = (
        [0, *(link.end() for link in cuts)],
        [*(link.start() for link in cuts), len(text)],
    )
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _pair(left: str, right: str) -> tuple[str, str]:
    """The words on both sides of a joint, in lower case."""
    return re.findall(r"\w+", left)[-1].lower(), re.findall(r"\w+", right)[0].lower()


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    """The pairs of words that names of one body join: "культуры и спорта"."""
    names = [row.name for row in registry_rows()[1] if row.kind == "full"]
    names += [compound for words in body_words() for compound in words.compounds]
    return frozenset(
        _pair(name[: link.start()], name[link.end() :])
        for name in names
        for link in inner_links().finditer(name)
    )


# A short name or a proper one in quotes.
_OWN_NAME = re.compile(rf"[A-Z{CAPITAL}]{{2}}|[{QUOTES}]")


@cache
def _groups() -> frozenset[str | None]:
    """Return the ids of bodies that are many at once, whose plural is their own name."""
    return frozenset(body.body_id for body in registry_rows()[0] if body.level == "group")


def _with_head(text: str, rest: str, part: str, order: _Order) -> str:
    """Return the part that stands at the head, as printed with it."""
    extra = len(text) - len(rest)
    return text[: extra + len(part)] if order.head_first else text[-extra - len(part) :]


def _name_parts(
    text: str, head: str, kind: str, resolver: Resolver, order: _Order
) -> tuple[list[Piece], str] | None:
    """Name the parts of a piece in full, nearest to the head first; None if one is no body."""

    def known(part: str, kind: str) -> str | None:
        names = order.full_names(head, part, kind)[0]
        return next((name for name in names if resolver.resolve(name)), None)

    cut = cut_at_links(
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
        found.append(Piece(part, name=name))
    return found, kind
