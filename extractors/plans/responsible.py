"""The responsible bodies of an action: a cell cut into bodies.

What belongs here: the steps from a cell's text to its bodies. What does not:
separators and marks (`body_pieces`), enumerations under one head
(`enumerations`), and which body a name means (`extractors.bodies`).

The mark belongs to the one body before it: acts of Kazakhstan put it after each
body that it concerns, so in "МП, НПП (по согласованию)" the ministry, which the
Government can charge, takes part without it. An enumeration under a common head
is one name, and the mark after it belongs to all its bodies.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.bodies import Resolver
from extractors.bodies.names import looks_like_body, words_of
from extractors.confidence import STEP
from extractors.languages.alphabet import CAPITAL
from extractors.languages.words import ABBREVIATION_ENDING
from extractors.plans.body_pieces import Piece, cut_at_links, inner_links, pieces_of
from extractors.plans.enumerations import name_in_full
from schemas.document import Frozen

LONGEST_NAME = 8  # pieces between commas that may be one name
LONGEST_RUN = 60  # words that names without separators may be looked for in


class NamedBody(Frozen):
    """A body as a cell names it, and which one it is.

    `evidence` is what that rests on, as in `extractors.confidence`.
    """

    text: str
    body_id: str | None
    by_agreement: bool = False
    evidence: str = ""


def split_bodies(text: str, resolver: Resolver) -> tuple[NamedBody, ...]:
    """Cut a cell into the bodies that it names, in order."""
    pieces = list(pieces_of(text))
    found: list[NamedBody] = []
    for piece in name_in_full(_whole_names(pieces, resolver), resolver):
        for part in _split_bound(piece, resolver):
            found.append(_named(part, resolver))
    return tuple(found)


def _named(piece: Piece, resolver: Resolver) -> NamedBody:
    told = resolver.tell(piece.name or piece.text)
    evidence = f"{told.way}{STEP}{'shared head' if piece.name else 'as printed'}"
    return NamedBody(
        text=piece.text, body_id=told.body_id, by_agreement=piece.agreed, evidence=evidence
    )


def _whole_names(pieces: Sequence[Piece], resolver: Resolver) -> Iterator[Piece]:
    """Join pieces that only together are one known name, commas and all."""
    place = 0
    while place < len(pieces):
        size = next(
            (
                size
                for size in range(min(LONGEST_NAME, len(pieces) - place), 1, -1)
                if not any(piece.agreed for piece in pieces[place : place + size - 1])
                and all(words_of(piece.text) for piece in pieces[place : place + size])
                and resolver.full_name(_joined(pieces[place : place + size]))
            ),
            1,
        )
        run = pieces[place : place + size]
        yield Piece(_joined(run), agreed=run[-1].agreed)
        place += size


def _joined(pieces: Sequence[Piece]) -> str:
    return ", ".join(piece.text for piece in pieces)


def _split_bound(piece: Piece, resolver: Resolver) -> list[Piece]:
    """Cut a piece that no separator cuts: "ОМ және ЖАО", "ЖАО ОМ-мен"; the last has the mark."""
    if piece.name or resolver.resolve(piece.text):
        return [piece]

    def known(text: str) -> bool:
        return bool(resolver.resolve(text) or _ABBREVIATION.fullmatch(text))

    cut = (
        cut_at_links(piece.text, known)
        or _cut_beside_known(piece.text, resolver)
        or _cut_at_spaces(piece.text, resolver)
    )
    parts = [Piece(part) for part in cut or [piece.text]]
    return [*parts[:-1], replace(parts[-1], agreed=piece.agreed)]


def _cut_beside_known(text: str, resolver: Resolver) -> list[str] | None:
    """Cut a text between a known body and another that only looks like one."""
    for link in inner_links().finditer(text):
        left, right = text[: link.start()], text[link.end() :]
        if any(
            resolver.resolve(a) and looks_like_body(b) for a, b in ((left, right), (right, left))
        ):
            return [left, right]
    return None


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


_ABBREVIATION = re.compile(rf"[A-Z{CAPITAL}]{{2,}}(?:{ABBREVIATION_ENDING})?")
