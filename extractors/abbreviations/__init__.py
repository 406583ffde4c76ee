"""Abbreviations that a document explains: what each stands for and where it is used.

`find_abbreviations` is the whole of it. What does not belong here: bodies and
their abbreviations in general (`extractors.bodies`), and what is wrong with a
document's abbreviations (`extractors.findings`).
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from extractors.abbreviations.implicit import find_implicit
from extractors.abbreviations.inline import find_inline
from extractors.abbreviations.listing import find_lists
from extractors.abbreviations.uses import find_uses
from extractors.bodies import Resolver, body_of_name
from extractors.bodies.names import looks_like_body
from extractors.parsed import ParsedDocument, Passage
from schemas.base import stable_id
from schemas.document import Frozen
from schemas.tables import AbbreviationRow, Abbreviations, AbbreviationUseRow

ENDINGS = 8  # letters by which the phrase in the text may be longer than in the nominative


class Explained(Frozen):
    """A short name, explained from `start` to `end` of a passage."""

    short: str
    expansion: str
    origin: Literal["list", "inline"]
    passage: Passage
    start: int
    end: int


def find_abbreviations(parsed: ParsedDocument) -> Abbreviations:
    """Find the abbreviations of a document, each once per origin, and their uses.

    A document without a list may also explain one silently, by printing both
    the letters and the words that they fit (`implicit`).
    """
    listed = list(_listed(parsed))
    explained = [*listed, *_inline(parsed)]
    if not listed:
        known = {word for item in explained for word in (item.short, *item.short.split())}
        explained += _implicit(parsed, known)
    abbreviations, uses = [], []
    for item in _first_of_each(explained):
        row = _row(parsed, item)
        found = list(_uses(parsed, row, explained))
        abbreviations.append(row.model_copy(update={"uses": len(found)}))
        uses += found
    return Abbreviations(abbreviations=_with_bodies(abbreviations, parsed), uses=tuple(uses))


def _listed(parsed: ParsedDocument) -> Iterator[Explained]:
    passages = {passage.row.passage_id: passage for passage in parsed.passages}
    for entry in find_lists(parsed):
        yield Explained(
            short=entry.short,
            expansion=entry.expansion,
            origin="list",
            passage=passages[entry.passage_id],
            start=entry.start,
            end=entry.start + len(entry.short),
        )


def _inline(parsed: ParsedDocument) -> Iterator[Explained]:
    for passage in parsed.passages:
        for found in find_inline(passage.row.text, passage.row.language):
            yield Explained(**found.model_dump(), origin="inline", passage=passage)


def _implicit(parsed: ParsedDocument, known: set[str]) -> Iterator[Explained]:
    for short, expansion, passage in find_implicit(parsed.passages, known):
        yield Explained(
            short=short, expansion=expansion, origin="inline", passage=passage, start=0, end=0
        )


def _first_of_each(explained: Iterable[Explained]) -> Iterator[Explained]:
    seen = set()
    for item in explained:
        if (item.origin, item.short) not in seen:
            seen.add((item.origin, item.short))
            yield item


def _row(parsed: ParsedDocument, item: Explained) -> AbbreviationRow:
    return AbbreviationRow.at(
        item.passage.source.place_at(item.start),
        abbreviation_id=stable_id("abbr", parsed.document_id, item.origin, item.short),
        document_id=parsed.document_id,
        passage_id=item.passage.row.passage_id,
        abbreviation=item.short,
        expansion=item.expansion,
        origin=item.origin,
    )


def _with_bodies(
    rows: list[AbbreviationRow], parsed: ParsedDocument
) -> tuple[AbbreviationRow, ...]:
    """Name the bodies that expansions name: the registry's, or those the document defines."""
    resolver = Resolver(Abbreviations(abbreviations=tuple(rows)), parsed.language)
    return tuple(row.model_copy(update={"body_id": _body(row.expansion, resolver)}) for row in rows)


def _body(name: str, resolver: Resolver) -> str | None:
    """Return the body of a whole name; a ministry's first words alone may name its subject."""
    whole = resolver.full_name(name)
    return whole or (body_of_name(name) if looks_like_body(name) else None)


def _uses(
    parsed: ParsedDocument, row: AbbreviationRow, explained: Iterable[Explained]
) -> Iterator[AbbreviationUseRow]:
    """Yield the uses of an abbreviation outside all its explanations, phrases included."""
    places = {
        (item.passage.row.passage_id, item.start - len(item.expansion) - ENDINGS, item.end)
        for item in explained
        if item.short == row.abbreviation and item.end
    }
    for passage in parsed.passages:
        passage_id = passage.row.passage_id
        for start in find_uses(row.abbreviation, passage.row.text):
            if not any(p == passage_id and a <= start < b for p, a, b in places):
                yield AbbreviationUseRow.at(
                    passage.source.place_at(start),
                    abbreviation_id=row.abbreviation_id,
                    passage_id=passage_id,
                    char_start=start,
                )
