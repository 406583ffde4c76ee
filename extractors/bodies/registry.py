"""The registry of bodies: entries of the lexica as published rows.

What belongs here: reading `bodies.toml` and `regions.tsv`, and their names as
rows. What does not: telling which body a text names (`resolve`).
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal

from pydantic import Field

from extractors.lexica import load_toml, load_tsv
from schemas.document import Frozen
from schemas.tables import BodyNameRow, BodyRow, Language


class FormerName(Frozen):
    """A name that a body bore before."""

    language: Language
    kind: Literal["full", "abbreviation"]
    name: str
    valid_from: str | None = Field(None, alias="from")
    valid_to: str | None = Field(None, alias="to")


class Entry(Frozen):
    """A body of the registry; see the lexicon's head for the fields."""

    id: str
    level: str
    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    kk_short: tuple[str, ...] = ()
    ru_short: tuple[str, ...] = ()
    en_short: tuple[str, ...] = ()
    valid_from: str | None = Field(None, alias="from")
    valid_to: str | None = Field(None, alias="to")
    successor: str | None = None
    former: tuple[FormerName, ...] = ()


class Entries(Frozen):
    """The lexicon's entries."""

    body: tuple[Entry, ...]


class Region(Frozen):
    """A name of a region or city whose akimat is a body."""

    body_id: str
    kind: Literal["region", "city"]
    kk: str
    ru: str
    en: str | None = None
    kk_short: str | None = None
    ru_short: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


def registry_rows() -> tuple[list[BodyRow], list[BodyNameRow]]:
    """Return the registry as rows of `bodies` and `body_names`, in the lexica's order."""
    names = {(n.body_id, n.language, n.kind, n.name): n for n in _names()}
    return list(bodies().values()), list(names.values())


@cache
def bodies() -> dict[str, BodyRow]:
    """The registry's bodies by id."""
    rows = [
        BodyRow(
            body_id=entry.id,
            level=entry.level,
            successor_id=entry.successor,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
        )
        for entry in _entries()
    ]
    rows += [BodyRow(body_id=region.body_id, level="local") for region in _regions()]
    return {row.body_id: row for row in rows}


def _names() -> Iterator[BodyNameRow]:
    """All names of all bodies."""
    for entry in _entries():
        yield from _entry_names(entry)
    for region in _regions():
        yield from _region_names(region)


def _entry_names(entry: Entry) -> Iterator[BodyNameRow]:
    """The names of an entry, official ones first, former ones last."""
    lists: tuple[tuple[Language, tuple[str, ...], tuple[str, ...]], ...] = (
        ("kk", entry.kk, entry.kk_short),
        ("ru", entry.ru, entry.ru_short),
        ("en", entry.en, entry.en_short),
    )
    for language, full, short in lists:
        for name in full:
            yield BodyNameRow(body_id=entry.id, language=language, kind="full", name=name)
        for name in short:
            yield BodyNameRow(body_id=entry.id, language=language, kind="abbreviation", name=name)
    for former in entry.former:
        yield BodyNameRow(body_id=entry.id, **former.model_dump())


def _region_names(region: Region) -> Iterator[BodyNameRow]:
    """The names of an akimat, made from its region's."""
    place = {"region": "облысының", "city": "қаласының"}[region.kind]
    names: list[tuple[Language, str]] = [
        ("kk", f"{region.kk} {place} әкімдігі"),
        ("ru", f"Акимат {region.ru}"),
    ]
    if region.en:
        names.append(("en", f"Akimat of {region.en}"))
    for language, name in names:
        yield BodyNameRow(
            body_id=region.body_id,
            language=language,
            kind="full",
            name=name,
            valid_from=region.valid_from,
            valid_to=region.valid_to,
        )
    shorts: list[tuple[Language, str | None]] = [
        ("kk", region.kk_short and f"{region.kk_short} әкімдігі"),
        ("ru", region.ru_short and f"Акимат {region.ru_short}"),
    ]
    for language, short in shorts:
        if short:
            yield BodyNameRow(
                body_id=region.body_id, language=language, kind="abbreviation", name=short
            )


def _entries() -> tuple[Entry, ...]:
    return load_toml("bodies.toml", Entries).body


def _regions() -> tuple[Region, ...]:
    return load_tsv("regions.tsv", Region)
