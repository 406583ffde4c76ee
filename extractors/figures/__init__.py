"""Figures: every quantity that a text states, with what it counts, when, and how sure.

What belongs here: the two ways in, a document and a passage. The steps stand
in `extractors.figures.recognise`.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from extractors.figures.model import Carried, Figure, replace
from extractors.figures.numbers import number_words
from extractors.figures.scanning import any_of
from extractors.parsed import ParsedDocument, Passage
from schemas.base import stable_id
from schemas.tables import DocumentRow, FigureRow, Figures, Language

__all__ = ["Figure", "figures_in", "find_figures"]

# A cell that holds a number alone, or only says how often ("жылына екі рет, мамыр, қараша").
_BARE_CELL = re.compile(r"[\W\d]*")
_FREQUENCY_CELL = re.compile(
    r"(?:[\W\d]|(?<!\w)(?:жыл\w*|айына|тоқсан\w*|апта\w*|сайын|бір|екі|үш|төрт|рет|раза?|один|два|три|в|год\w*"
    r"|ежегодн\w*|квартал\w*|месяц\w*|полугоди\w*|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек"
    r"|қазан|қараша|желтоқсан|январ\w*|феврал\w*|март\w*|апрел\w*|ма[йяе]|и|және|мен|июн\w*|июл\w*|август\w*|сентябр\w*"
    r"|октябр\w*|ноябр\w*|декабр\w*)(?!\w))*",
    re.IGNORECASE,
)


def figures_in(text: str, language: Language, reference_date: date | None = None) -> list[Figure]:
    """Return the figures of one passage in order; `text[f.start:f.end] == f.text` for each.

    `reference_date` is the document's date, by which "this year" is read.
    """
    return _read(text, language, reference_date, Carried())[0]


def find_figures(
    parsed: ParsedDocument, document: DocumentRow | None, model_dir: Path | None = None
) -> Figures:
    """Return the figures of a document, in order, with their places in the source.

    Where `model_dir` holds Stanza's models of a language, its trees and lemmas serve.
    """
    reference = _reference_date(parsed, document)
    carried, position, rows = Carried(), 0, []
    goes_on = False
    for passage in parsed.passages:
        if passage.row.kind == "heading" or (passage.row.kind == "paragraph" and not goes_on):
            carried = Carried()
        goes_on = passage.row.text.rstrip().endswith((":", ";", ","))
        found, carries = _figures_of(passage, reference, carried, model_dir)
        carried = _next(carried, carries, passage)
        for figure in found:
            position += 1
            rows.append(_row(figure, passage, position))
    return Figures(figures=tuple(rows))


def _figures_of(
    passage: Passage, reference: date | None, carried: Carried, model_dir: Path | None
) -> tuple[list[Figure], Carried]:
    text = passage.row.text
    bare = _BARE_CELL.fullmatch(text) or _FREQUENCY_CELL.fullmatch(text)
    if passage.row.kind == "table_cell" and bare:
        return [], carried  # a bare number counts nothing that the cell itself tells
    return _read(text, passage.row.language, reference, carried, model_dir)


def _next(carried: Carried, carries: Carried, passage: Passage) -> Carried:
    """What a list's head says holds for all its items."""
    listed = passage.row.kind == "list_item" or passage.row.text.rstrip().endswith((":", ";", ","))
    return carries if carries != Carried() or not listed else carried


def _read(
    text: str,
    language: Language,
    reference: date | None,
    carried: Carried,
    model_dir: Path | None = None,
) -> tuple[list[Figure], Carried]:
    """Read a passage that may hold a number; the others are not even cut into words."""
    if not _candidate(language).search(text):
        return [], Carried()
    from extractors.linguistics.spacy_pipelines import (
        read_figures,  # spaCy takes a second to import
    )

    figures, carries = read_figures(text.translate(_PLAIN), language, reference, carried, model_dir)
    return [_as_printed(figure, text) for figure in figures], carries


# Every blank and dash as the patterns expect it, one character for one: offsets stay.
_PLAIN = str.maketrans(
    {**dict.fromkeys("\n\r\t\u00a0\u2007\u2009\u202f", " "), "\u2010": "-", "\u2011": "-",
     "\u2012": "–", "\u2212": "–"}
)  # fmt: skip


def _as_printed(figure: Figure, text: str) -> Figure:
    """The figure with its words as the text prints them."""
    printed = text[figure.start : figure.end]
    if printed == figure.text:
        return figure
    at = figure.text.find(figure.number_text)
    number = printed[at : at + len(figure.number_text)]
    return replace(figure, text=printed, number_text=number)


@cache
def _candidate(language: Language) -> re.Pattern[str]:
    """A digit, or a word that begins like a number's."""
    words = number_words()
    spelled = {
        *words.cardinals[language], *words.scales[language], *words.fractions[language],
        *words.multipliers.get(language, ()),
        *(words.parts["ru"] if language == "ru" else ()),
    }  # fmt: skip
    return re.compile(rf"\d|:\s*\*{{0,2}}$|(?<![\w-])(?:{any_of(spelled)})", re.IGNORECASE)


def _reference_date(parsed: ParsedDocument, document: DocumentRow | None) -> date | None:
    """The document's date; else the last its opening names, as of the letter it answers."""
    if document is not None and document.date:
        return date.fromisoformat(document.date)
    return max(_dates(parsed), default=None)


def _dates(parsed: ParsedDocument) -> Iterator[date]:
    from extractors.calendar.dates import find_dates

    for passage in parsed.passages[:12]:
        yield from (found.date for found in find_dates(passage.row.text))


def _row(figure: Figure, passage: Passage, position: int) -> FigureRow:
    period = figure.period
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
        confidence=figure.confidence,
    )  # fmt: skip
