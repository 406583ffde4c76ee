"""Figures as a component of the spaCy pipelines, and the reading of one passage by it.

What belongs here: handing tokens, lemmas and trees to the recognition of figures.
What does not: the pipelines themselves (`extractors.linguistics`) and what is a
figure (`extractors.figures.recognise`).

spaCy is slow to import: this module is imported only where text is read.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span, Token

from extractors.figures.model import Figure, ListContext, PassageToken
from extractors.figures.passage_text import PassageText
from extractors.figures.recognise import recognise
from extractors.linguistics.models import models_present
from extractors.linguistics.spacy_pipelines import pipeline, sentence_starts
from schemas.tables import Language

for _name in ("figures", "reference_date", "list_context", "next_list_context"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


@Pipeline.component("zhospar_figures")
def set_figures(doc: Doc) -> Doc:
    """Recognise the figures of a passage into `doc._.figures` and spans `doc.spans["figures"]`."""
    table: Any = doc.to_array(_COLUMNS)  # a Token for each would cost more than all the rest
    starts = table[:, 0].tolist()
    text = doc.text  # put together from the tokens at each call
    words, sentences = _words(doc, text, table), _sentences(text, table)
    passage = PassageText(text, doc.lang_, words, sentences)
    context = doc._.list_context or ListContext()
    figures, following = recognise(passage, doc._.reference_date, context)
    doc._.figures, doc._.next_list_context = figures, following
    doc.spans["figures"] = [_span(doc, starts, figure) for figure in figures]
    return doc


_COLUMNS: list[int | str] = ["IDX", "LENGTH", "SENT_START", "LEMMA", "DEP"]


def _span(doc: Doc, starts: list[int], figure: Figure) -> Span:
    """The tokens that a figure's text touches; `starts` are the tokens' offsets."""
    first = bisect_right(starts, figure.start) - 1
    return Span(doc, first, bisect_left(starts, figure.end), label=figure.kind)


def _sentences(text: str, table: Any) -> list[int]:
    """Where sentences start: as marked, else by our own splitter."""
    if not table[1:, 2].any():  # the first token is one in any case
        return list(sentence_starts(text))
    return [int(row[0]) for row in table if row[2] == 1]


def _words(doc: Doc, text: str, table: Any) -> list[PassageToken]:
    """The tokens; a lemma or head only where a component before has set one."""
    tagged, parsed = bool(table[:, 3].any()), bool(table[:, 4].any())
    if parsed or tagged:
        return [
            PassageToken(
                t.text, t.idx, t.idx + len(t), t.lemma_ or None, t.head.i if parsed else None
            )
            for t in doc
        ]
    spans = table[:, :2].tolist()
    return [PassageToken(text[a : a + n], a, a + n) for a, n in spans if not text[a].isspace()]


def _analysed(token: Token, parsed: bool) -> PassageToken:
    head = token.head.i if parsed else None
    return PassageToken(token.text, token.idx, token.idx + len(token), token.lemma_ or None, head)


@cache
def _stanza(language: Language, model_dir: Path | None) -> Callable[[Doc], Doc] | None:
    """Stanza's analysis, or None without its models: the disk is asked once, not a passage."""
    if model_dir is None or not models_present(language, model_dir):
        return None
    from extractors.linguistics.stanza import StanzaAnalysis

    return StanzaAnalysis(language, model_dir)


def read_figures(
    text: str,
    language: Language,
    reference: date | None,
    context: ListContext,
    model_dir: Path | None = None,
) -> tuple[list[Figure], ListContext]:
    """Run the figures of the pipeline over one passage.

    Tokens are all that they need; with Stanza's models, they have lemmas and a tree too.
    """
    doc = pipeline(language).make_doc(text)
    if analyse := _stanza(language, model_dir):
        doc = analyse(doc)
    doc._.reference_date, doc._.list_context = reference, context
    set_figures(doc)
    return doc._.figures, doc._.next_list_context
