"""What to ask instead, when a search finds nothing.

What belongs here: words of the index that are like those typed, and the query without one of its
words. What does not: the search itself (`pipelines.site.search`).
"""

import sqlite3
from typing import NamedTuple

from rapidfuzz import fuzz, process

from extractors.search import fold, text_terms, words
from pipelines.site.search import hits_of

_MOST = 8  # words of a query that are looked at
_LIKE = 75.0  # similarity in percent
_TRIED = 5  # terms like a word
_VOCABULARY = "create virtual table if not exists temp.vocabulary using fts5vocab({}, {}, row)"
_WITH_TERM = """
    select e.text from search_index i join search_entries e on e.entry_id = i.rowid
    where search_index match ? limit 1
"""


class Suggestion(NamedTuple):
    """Another query, and how many entries it finds."""

    query: str
    found: int


def instead(db: sqlite3.Connection, query: str) -> tuple[list[Suggestion], list[Suggestion]]:
    """Return the query with its unknown words mended, and without one of its words."""
    asked = list(words(query))[:_MOST]
    fewer = [asked[:place] + asked[place + 1 :] for place in range(len(asked))]
    without = [Suggestion(" ".join(rest), hits_of(db, rest)) for rest in fewer if rest]
    return _mended(db, asked), [other for other in without if other.found]


def _mended(db: sqlite3.Connection, asked: list[str]) -> list[Suggestion]:
    unknown = [place for place, word in enumerate(asked) if not hits_of(db, [word])]
    if not unknown:
        return []
    vocabulary = _vocabulary(db)
    mended = list(asked)
    for place in unknown:
        like = _like(db, asked[place], vocabulary)
        if like is None:
            return []
        mended[place] = like
    count = hits_of(db, mended)
    return [Suggestion(" ".join(mended), count)] if count else []


def _like(db: sqlite3.Connection, word: str, vocabulary: list[str]) -> str | None:
    """Return a word of the documents that is like one typed, as it is printed there."""
    best = process.extract(
        fold(word), vocabulary, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_TRIED
    )
    for term, *_ in best:
        for (text,) in db.execute(_WITH_TERM, (f'"{term}"',)):
            printed = next((w for w in words(text) if term in text_terms(w)), None)
            if printed:
                return printed.lower()
    return None


def _vocabulary(db: sqlite3.Connection) -> list[str]:
    db.execute(_VOCABULARY.format("'main'", "'search_index'"))
    return [term for (term,) in db.execute("select term from temp.vocabulary")]
