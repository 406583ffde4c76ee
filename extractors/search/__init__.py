"""What full-text search looks through: words folded and stemmed, of text and query alike.

What belongs here: making entries and query expressions so that any form of a
word finds any other ("министрлік", "министрлігінің"), in either spelling
("казак", "қазақ"; "е", "ё"). What does not: the index itself (`pipelines`).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractors.languages import LANGUAGES
from extractors.languages.lookalikes import as_typed
from extractors.parsed import ParsedDocument
from schemas.tables import Actions, Figures, Language, SearchEntryRow, SearchKind

_WORD = re.compile(r"\w+(?:-\w+)*")


def search_entries(
    parsed: ParsedDocument, figures: Figures, actions: Actions
) -> tuple[SearchEntryRow, ...]:
    """Return an entry for each passage, action and figure; a plan's cells are in its actions."""
    return tuple(
        _entry(parsed, kind, row_id, language, text)
        for kind, row_id, language, text in _texts(parsed, figures, actions)
    )


def _texts(
    parsed: ParsedDocument, figures: Figures, actions: Actions
) -> Iterator[tuple[SearchKind, str, Language, str]]:
    plans = {action.table_id for action in actions.actions}
    tables = (table for table in parsed.tables if table.row.table_id in plans)
    in_plans = {cell.passage_id for table in tables for cell in table.cells}
    for passage in parsed.passages:
        row = passage.row
        if row.passage_id not in in_plans:
            yield "passage", row.passage_id, row.language, row.text
    for action in actions.actions:
        text = _joined((action.name, action.form, action.responsible))
        yield "action", action.action_id, parsed.language, text
    for figure in figures.figures:
        text = _joined((figure.text, figure.subject))
        yield "figure", figure.figure_id, parsed.language, text


def terms(text: str, language: Language) -> str:
    """Return the words of a text as the index holds them, separated by spaces."""
    return " ".join(
        term for word in words(text) for term in sorted(_terms_with_parts(word, (language,)))
    )


def query_expression(query: str) -> str:
    """Return the FTS5 expression for what a person typed; an empty one if that has no word.

    It asks for all words, each in any form of any language.
    """
    return " AND ".join(
        "(" + " OR ".join(f'"{term}"' for term in sorted(query_terms(word))) + ")"
        for word in words(query)
    )


def query_terms(word: str) -> frozenset[str]:
    """Return all terms that a word may stand under in the index."""
    return frozenset().union(*(_terms_of(word, language) for language in LANGUAGES))


def text_terms(word: str) -> set[str]:
    """Return all terms by which a word of a text can be found: also those of its parts."""
    return _terms_with_parts(word, LANGUAGES)


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, hyphenated ones whole."""
    for match in _WORD.finditer(text):
        yield match[0]


def fold(word: str) -> str:
    """Return a word in lower case, without the letters that a Russian keyboard lacks."""
    return as_typed(word.casefold())


def _terms_with_parts(word: str, languages: Iterable[Language]) -> set[str]:
    """The terms of a word and, if it is hyphenated, of each part ("көлік" in "жол-көлік")."""
    parts = {word, *word.split("-")}
    return set().union(*(_terms_of(part, language) for language in languages for part in parts))


@lru_cache(maxsize=100_000)
def _terms_of(word: str, language: Language) -> frozenset[str]:
    return frozenset((fold(LANGUAGES[language].stem(word)), fold(word)))


def _entry(
    parsed: ParsedDocument, kind: SearchKind, row_id: str, language: Language, text: str
) -> SearchEntryRow:
    digest = hashlib.sha256(f"{kind}\x1f{row_id}".encode()).hexdigest()
    return SearchEntryRow(
        entry_id=int(digest[:15], 16),
        document_id=parsed.document_id,
        kind=kind,
        row_id=row_id,
        language=language,
        text=text,
        terms=terms(text, language),
    )


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)
