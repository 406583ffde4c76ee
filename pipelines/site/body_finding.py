"""Which body a reader means: by any name, case form or abbreviation, with small slips forgiven.

What belongs here: from what was typed to bodies of the database. What does not: how names are
compared (`extractors.bodies`).
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process

from extractors.bodies import resolve
from extractors.bodies.names import NameIndex, words_of
from extractors.languages.sorting import alphabetical
from extractors.search import fold
from schemas.tables import Abbreviations

SUGGESTED = 6
_SLIP = 90.0  # similarity in percent: two letters wrong in a name of twenty
_MARGIN = 3.0  # by which the best must be better than any other body
_LIKE = 65.0
_LONGEST = 300  # letters: no name has more
_SHORTEST = 6  # letters of a name in which a slip can be told from another name

_NAMES = "select body_id, name, kind from body_names"
_LABELS = """
    select b.body_id, coalesce(n.name, b.name, b.body_id), coalesce(n.language, '')
    from bodies b left join (
        select body_id, name, language, min(language <> ?1) from body_names where preferred
        group by body_id
    ) n using (body_id)
"""
_RESPONSIBLE = "select distinct body_id from action_bodies where body_id is not null"


class Body(NamedTuple):
    """A body as the reader is to see it: its name, and the language of that."""

    body_id: str
    name: str
    language: str


class Found(NamedTuple):
    """The one body that was meant, if that is clear; if not, or if it has no actions, others."""

    body: Body | None = None
    suggestions: tuple[Body, ...] = ()


def labels(db: sqlite3.Connection, language: str) -> dict[str, Body]:
    """Return every body by its id, called as in `language` where it has a name in that."""
    return {row[0]: Body(*row) for row in db.execute(_LABELS, (language,))}


def responsible_bodies(db: sqlite3.Connection, language: str) -> list[Body]:
    """Return the bodies that have actions, in alphabetical order."""
    named, ids = labels(db, language), {body_id for (body_id,) in db.execute(_RESPONSIBLE)}
    found = (named[body_id] for body_id in ids if body_id in named)
    return sorted(found, key=lambda body: alphabetical(body.name))


def find_body(db: sqlite3.Connection, typed: str, language: str) -> Found:
    """Return the body that `typed` means; where that is not clear, what it may mean."""
    typed = typed[:_LONGEST]
    named, names = labels(db, language), db.execute(_NAMES).fetchall()
    active = {body_id for (body_id,) in db.execute(_RESPONSIBLE)}
    ids = [body_id for body_id in _meant(typed, names) if body_id in named]
    ids = [body_id for body_id in ids if body_id in active] or ids
    meant = named[ids[0]] if len(ids) == 1 else None
    if meant and meant.body_id in active:
        return Found(meant)
    like = _like(typed, names, active) if meant or not ids else ids
    return Found(meant, tuple(named[body_id] for body_id in like[:SUGGESTED]))


def _meant(typed: str, names: Iterable[tuple[str, str, str]]) -> list[str]:
    """The bodies that have this very name or abbreviation, in any case form, or but for a slip."""
    key = _key(typed)
    exact = dict.fromkeys(body_id for body_id, name, _ in names if _key(name) == key)
    if exact:
        return list(exact)
    full = NameIndex((name, body_id) for body_id, name, kind in names if kind == "full")
    told = full.find(words_of(typed)) or resolve(typed, Abbreviations())
    slipped = told or _but_for_a_slip(key, names)
    return [slipped] if slipped else []


def _but_for_a_slip(key: str, names: Iterable[tuple[str, str, str]]) -> str | None:
    if len(key) < _SHORTEST:
        return None
    best = _scores(key, names, fuzz.ratio, _SLIP - _MARGIN)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _SLIP:
        return None
    alone = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _MARGIN
    return ranked[0][0] if alone else None


def _like(typed: str, names: Iterable[tuple[str, str, str]], active: set[str]) -> list[str]:
    """Bodies with actions whose names are like what was typed, the likest first."""
    of_active = [name for name in names if name[0] in active]
    best = _scores(_key(typed), of_active, fuzz.WRatio, _LIKE)
    return sorted(best, key=lambda body_id: -best[body_id])


def _scores(
    key: str, names: Iterable[tuple[str, str, str]], scorer: object, least: float
) -> Mapping[str, float]:
    """The best score of each body that reaches the least."""
    pairs = [(_key(name), body_id) for body_id, name, _ in names]
    best: dict[str, float] = {}
    for _, score, place in process.extract(
        key,
        [name for name, _ in pairs],
        scorer=scorer,  # type: ignore[arg-type]
        score_cutoff=least,
        limit=50,
    ):
        body_id = pairs[place][1]
        best[body_id] = max(score, best.get(body_id, 0.0))
    return best


def _key(name: str) -> str:
    """A name as it is compared here: its words, as typed on any keyboard."""
    return " ".join(fold(name).replace('"', " ").split())
