"""Figures: every quantity that a text states, with what it counts, when, and how sure.

What belongs here: the two ways in, a document and a passage. The steps stand
in `extractors.figures.recognise`.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from extractors.calendar.dates import find_dates
from extractors.confidence import confidence
from extractors.figures.model import Figure, ListContext, replace
from extractors.figures.numbers import number_beginnings
from extractors.figures.periods import period_forms
from extractors.figures.plain_text import plain_text
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER
from extractors.languages.words import WORD_PATTERN
from extractors.losses import part
from extractors.parsed import ParsedDocument, Passage
from extractors.text.cutting import cuts
from schemas.base import stable_id
from schemas.tables import DocumentRow, FigureRow, Figures, Language

__all__ = ["Figure", "document_figures", "figures_in", "find_figures"]

# A cell that holds a number alone.
_BARE_CELL = re.compile(r"[\W\d]*")


def figures_in(text: str, language: Language, reference_date: date | None = None) -> list[Figure]:
    """Return the figures of one passage in order; `text[f.start:f.end] == f.text` for each.

    `reference_date` is the document's date, by which "this year" is read.
    """
    return _read(text, language, reference_date, ListContext())[0]


def find_figures(
    parsed: ParsedDocument, document: DocumentRow | None, model_dir: Path | None = None
) -> Figures:
    """Return the figures of a document, in order, with their places in the source.

    Where `model_dir` holds Stanza's models of a language, its trees and lemmas serve.
    """
    found = document_figures(parsed, document, model_dir)
    rows = (_row(figure, passage, at) for at, (figure, passage) in enumerate(found, start=1))
    return Figures(figures=tuple(rows))


def document_figures(
    parsed: ParsedDocument, document: DocumentRow | None, model_dir: Path | None = None
) -> Iterator[tuple[Figure, Passage]]:
    """Yield the figures of a document in order, each with its passage."""
    reference = _reference_date(parsed, document)
    context, goes_on = ListContext(), False
    for passage in parsed.passages:
        if passage.row.kind == "heading" or (passage.row.kind == "paragraph" and not goes_on):
            context = ListContext()
        goes_on = passage.row.text.rstrip().endswith((":", ";", ","))
        found: list[Figure] = []
        own_context = ListContext()
        with part("The figures of a passage", passage.source.place, passage.row.text):
            found, own_context = _figures_of(passage, reference, context, model_dir)
        context = _next(context, own_context, passage)
        yield from ((figure, passage) for figure in found)


def _figures_of(
    passage: Passage, reference: date | None, context: ListContext, model_dir: Path | None
) -> tuple[list[Figure], ListContext]:
    text = passage.row.text
    if passage.row.kind == "table_cell" and _counts_nothing(text):
        return [], context  # a bare number counts nothing that the cell itself tells
    return _read(text, passage.row.language, reference, context, model_dir)


def _counts_nothing(text: str) -> bool:
    """Whether a cell holds a number alone, or only says how often something happens."""
    return bool(_BARE_CELL.fullmatch(text) or _frequency_cell().fullmatch(text))


@cache
def _frequency_cell() -> re.Pattern[str]:
    """A cell like "жылына екі рет, мамыр, қараша", in any of the languages."""
    words = "|".join(word for code in LANGUAGES for word in period_forms(code).frequency_words)
    return re.compile(rf"(?:[\W\d]|(?<!\w)(?:{words or NEVER.pattern})(?!\w))*", re.IGNORECASE)


def _next(context: ListContext, own_context: ListContext, passage: Passage) -> ListContext:
    """What a list's head says holds for all its items."""
    listed = passage.row.kind == "list_item" or passage.row.text.rstrip().endswith((":", ";", ","))
    return own_context if own_context != ListContext() or not listed else context


def _read(
    text: str,
    language: Language,
    reference: date | None,
    context: ListContext,
    model_dir: Path | None = None,
) -> tuple[list[Figure], ListContext]:
    """Read a passage, a long cell piece by piece, of which the last leads up to a list."""
    figures: list[Figure] = []
    own_context = ListContext()
    for start, end in pairwise(cuts(text)):
        found, own_context = _read_piece(text[start:end], language, reference, context, model_dir)
        figures += [_moved(figure, start) for figure in found]
    return figures, own_context


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by) if by else figure


def _read_piece(
    text: str,
    language: Language,
    reference: date | None,
    context: ListContext,
    model_dir: Path | None,
) -> tuple[list[Figure], ListContext]:
    """Read a text that may hold a number; the others are not even cut into words."""
    plain = plain_text(text, language)
    if not _candidate(language).search(plain):
        return [], ListContext()
    from extractors.figures.pipeline import read_figures  # spaCy takes a second to import

    figures, own_context = read_figures(plain, language, reference, context, model_dir)
    if plain == text:
        return figures, own_context
    return [_as_printed(figure, text, plain) for figure in figures], own_context


def _as_printed(figure: Figure, text: str, plain: str) -> Figure:
    """The figure with its words as the text prints them."""
    printed = text[figure.start : figure.end]
    at = figure.text.find(figure.number_text)
    number = printed[at : at + len(figure.number_text)]
    subject = figure.subject and _words_as_printed(figure.subject, text, plain)
    return replace(figure, text=printed, number_text=number, subject=subject)


def _words_as_printed(subject: str, text: str, plain: str) -> str:
    """The subject's words with the letters that the text has, look-alikes too."""
    words = WORD_PATTERN.finditer(plain)
    printed = {word[0]: text[word.start() : word.end()] for word in words}
    return WORD_PATTERN.sub(lambda match: printed.get(match[0], match[0]), subject)


@cache
def _candidate(language: Language) -> re.Pattern[str]:
    """A digit, or a word that begins like a number's."""
    words = number_beginnings(language)
    return re.compile(rf"\d|:\s*\*{{0,2}}$|(?<![\w-])(?:{words})", re.IGNORECASE)


def _reference_date(parsed: ParsedDocument, document: DocumentRow | None) -> date | None:
    """The document's date; else the last its opening names, as of the letter it answers."""
    if document is not None and document.date:
        return date.fromisoformat(document.date)
    return max(_dates(parsed), default=None)


def _dates(parsed: ParsedDocument) -> Iterator[date]:
    for passage in parsed.passages[:12]:
        yield from (found.date for found in find_dates(passage.row.text))


def _row(figure: Figure, passage: Passage, position: int) -> FigureRow:
    period, evidence = figure.period, figure.evidence
    return FigureRow.at(
        passage.source.place_at(figure.start),
        figure_id=stable_id("figure", passage.row.passage_id, figure.start, figure.end),
        document_id=passage.row.document_id, passage_id=passage.row.passage_id, position=position,
        text=figure.text, number_text=figure.number_text, value=figure.value,
        value_max=figure.value_max, kind=figure.kind, unit=figure.unit,
        qualifier=figure.qualifier, subject=figure.subject,
        period=period.text if period else None,
        period_start=period.first.isoformat() if period and period.first else None,
        period_end=period.last.isoformat() if period and period.last else None,
        spelled=figure.spelled, char_start=figure.start, char_end=figure.end, rule=figure.rule,
        confidence=confidence("figure", evidence.figure),
        unit_confidence=_sure("unit", evidence.unit),
        period_confidence=_sure("period", evidence.period),
        subject_confidence=_sure("subject", evidence.subject),
    )  # fmt: skip


def _sure(field: str, evidence: str | None) -> float | None:
    return confidence(field, evidence) if evidence else None
