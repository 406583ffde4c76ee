"""spaCy pipelines for Kazakh and Russian, made of our own parts.

What belongs here: the registered Kazakh language with its tokenizer, the
sentence splitter of the genre, norms and lemmas, and the component that
recognises figures. What does not: the grammar itself (`kazakh`, `russian`) and
what is a figure (`extractors.figures`).

spaCy is slow to import: this module is imported only where text is read.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.lang.char_classes import ALPHA, LIST_ELLIPSES, LIST_PUNCT, LIST_QUOTES
from spacy.language import BaseDefaults
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span
from spacy.util import registry

from extractors.figures.model import Carried, Figure, Word
from extractors.figures.reading import Reading
from extractors.figures.recognise import recognise
from extractors.languages.kk import morphology as kazakh
from extractors.languages.ru import morphology as russian
from extractors.lexica import load_toml
from extractors.linguistics.models import models_present
from schemas.document import Frozen
from schemas.tables import Language


class _Tokens(Frozen):
    """Abbreviations that keep their full stop, and which never end a sentence (tokens.toml)."""

    kk: tuple[str, ...]
    ru: tuple[str, ...]
    openers: tuple[str, ...]


_LEXICON = load_toml("tokens.toml", _Tokens)
_ENDS = (
    r"(?<=[.!?…])[»”\")\]]?\s+"
    r"(?=[«“„\"(]?(?:[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]|\d+[.,]?\d*(?:\s|%|-[^\W\d])|[-–—•]\s))"
)
_SENTENCE_END = re.compile(_ENDS)


_PREFIXES = [*LIST_PUNCT, *LIST_QUOTES, *LIST_ELLIPSES, "№", r"[–—−]", r"[$€₸₽]", "~", r"\("]
_SUFFIXES = [
    *LIST_PUNCT, *LIST_QUOTES, *LIST_ELLIPSES, r"(?<=[^\W\d_]{2})\.", r"(?<=\d)\.", r"[–—−]",
    r"(?<=\d)%", r"(?<=\d)[$€₸₽°]", r"\)",
]  # fmt: skip
_INFIXES = [
    *LIST_ELLIPSES, r"[–—−]", r"(?<=[^\W\d_])[.](?=[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ])", r"[()«»“”„\"]",
    rf"(?<=[{ALPHA}])[,;:!?](?=[{ALPHA}])", r"(?<=[0-9])(?=[%$€₸₽])", r"(?<=\d)/(?=\d)",
    r"(?<=[а-яё]\.)(?=[а-яё]{2})",
]  # fmt: skip


def _exceptions(words: tuple[str, ...]) -> dict[str, list[dict[str, str]]]:
    return {word: [{"ORTH": word, "NORM": word}] for word in words}


class _Defaults(BaseDefaults):
    """Tokens as people read them: "100-ге", "12,5", "млн-ға", "төсек-орын" are one each."""

    prefixes = _PREFIXES
    suffixes = _SUFFIXES
    infixes = _INFIXES


class _KazakhDefaults(_Defaults):
    tokenizer_exceptions = _exceptions(_LEXICON.kk)


class _RussianDefaults(_Defaults):
    tokenizer_exceptions = _exceptions(_LEXICON.ru)


@registry.languages("kk")
class Kazakh(Pipeline):  # type: ignore[no-untyped-call]
    """Kazakh, which spaCy does not have."""

    lang = "kk"
    Defaults = _KazakhDefaults


class Russian(Pipeline):  # type: ignore[no-untyped-call]
    """Russian with the tokenizer of the genre; lemmas come from pymorphy3 by our component."""

    lang = "ru"
    Defaults = _RussianDefaults


@cache
def pipeline(language: Language, *, lemmas: bool = False) -> Pipeline:
    """Return the pipeline of a language: tokens, sentences, norms, on demand lemmas, figures."""
    nlp = (Kazakh if language == "kk" else Russian)()
    nlp.add_pipe("zhospar_sentences")
    if lemmas:
        nlp.add_pipe("zhospar_lemmas")
    nlp.add_pipe("zhospar_figures")
    return nlp


@Pipeline.component("zhospar_sentences", assigns=["token.is_sent_start"])
def split_sentences(doc: Doc) -> Doc:
    """Mark the sentences' first tokens."""
    places = doc.to_array(["IDX"])
    starts = np.isin(places, list(sentence_starts(doc.text)))
    starts[:1] = True
    marks: Any = np.where(starts, 1, -1).astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], marks)


def sentence_starts(text: str) -> Iterator[int]:
    """Yield where sentences start: after a full stop that ends no abbreviation."""
    yield 0
    for match in _SENTENCE_END.finditer(text):
        last = text[max(0, match.start() - 24) : match.start()].split()[-1].strip('«“"(')
        if match.start() == len(last) and last[:1].isdigit():
            continue  # the text's own number: "1. …"
        if not _is_abbreviation(last, text[match.end() : match.end() + 1]):
            yield match.end()


def _is_abbreviation(word: str, following: str) -> bool:
    folded = word.casefold()
    if re.fullmatch(r"[^\W\d_]\.(?:[^\W\d_]\.)*", word):
        return True
    known = folded in _LEXICON.kk or folded in _LEXICON.ru
    return known and (folded in _LEXICON.openers or not following.isupper())


@Pipeline.component("zhospar_lemmas", assigns=["token.lemma", "token.norm"])
def set_lemmas(doc: Doc) -> Doc:
    """Set lemmas that no earlier component has set, and norms as search folds them."""
    grammar: Callable[[str], str] = kazakh.lemma if doc.lang_ == "kk" else russian.lemma
    for token in doc:
        token.norm_ = token.text.casefold().replace("ё", "е")
        if not token.lemma_:
            token.lemma_ = (
                grammar(token.text) if token.is_alpha or "-" in token.text else token.text
            )
    return doc


for _name, _default in (
    ("figures", None),
    ("reference_date", None),
    ("carried", None),
    ("carries", None),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@Pipeline.component("zhospar_figures")
def set_figures(doc: Doc) -> Doc:
    """Recognise the figures of a passage into `doc._.figures` and spans `doc.spans["figures"]`."""
    table: Any = doc.to_array(_COLUMNS)  # a Token for each would cost more than all the rest
    starts = table[:, 0].tolist()
    reading = Reading(
        doc.text, "kk" if doc.lang_ == "kk" else "ru", _words(doc, table), _sentences(doc, table)
    )
    figures, carries = recognise(reading, doc._.reference_date, doc._.carried or Carried())
    doc._.figures, doc._.carries = figures, carries
    doc.spans["figures"] = [_span(doc, starts, figure) for figure in figures]
    return doc


_COLUMNS: list[int | str] = ["IDX", "LENGTH", "SENT_START", "LEMMA", "DEP"]


def _span(doc: Doc, starts: list[int], figure: Figure) -> Span:
    """The tokens that a figure's text touches; `starts` are the tokens' offsets."""
    first = bisect_right(starts, figure.start) - 1
    return Span(doc, first, bisect_left(starts, figure.end), label=figure.kind)


def _sentences(doc: Doc, table: Any) -> list[int]:
    """Where sentences start: as marked, else by our own splitter."""
    if not table[1:, 2].any():  # the first token is one in any case
        return list(sentence_starts(doc.text))
    return [int(row[0]) for row in table if row[2] == 1]


def _words(doc: Doc, table: Any) -> list[Word]:
    """The tokens; a lemma or head only where a component before has set one."""
    tagged, parsed = bool(table[:, 3].any()), bool(table[:, 4].any())
    if parsed or tagged:
        return [
            Word(t.text, t.idx, t.idx + len(t), t.lemma_ or None, t.head.i if parsed else None)
            for t in doc
        ]
    text = doc.text
    spans = table[:, :2].tolist()
    return [Word(text[a : a + n], a, a + n) for a, n in spans if not text[a].isspace()]


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
    carried: Carried,
    model_dir: Path | None = None,
) -> tuple[list[Figure], Carried]:
    """Run the figures of the pipeline over one passage.

    Tokens are all that they need; with Stanza's models, they have lemmas and a tree too.
    """
    doc = pipeline(language).make_doc(text)
    if analyse := _stanza(language, model_dir):
        doc = analyse(doc)
    doc._.reference_date, doc._.carried = reference, carried
    set_figures(doc)
    return doc._.figures, doc._.carries
