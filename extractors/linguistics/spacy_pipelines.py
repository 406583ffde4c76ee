"""spaCy pipelines of all languages, made of our own parts.

What belongs here: the tokenizer and the sentence splitter of the genre, norms and
lemmas. What does not: the grammar itself (`extractors.languages`) and components
of other rooms, which register them beside their own code (`extractors.figures`).

spaCy is slow to import: this module is imported only where text is read.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from spacy.lang.char_classes import ALPHA, LIST_ELLIPSES, LIST_PUNCT, LIST_QUOTES
from spacy.language import BaseDefaults
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from extractors.languages import LANGUAGES, data_of_all
from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.lookalikes import plain_ye
from extractors.text.capital_units import is_capital_unit_at
from schemas.document import Frozen
from schemas.tables import Language


class SentenceWords(Frozen):
    """A language's abbreviations that keep their full stop (sentences.toml).

    After one of them a sentence ends only before a capital, after an opener never; after
    one of `measures` that follows a number it ends before a capital, whatever else it is.
    """

    abbreviations: tuple[str, ...] = ()
    openers: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()


_BETWEEN_SENTENCES = re.compile(
    r"(?<=[.!?…])[»”\")\]]?\s+"
    rf"(?=[«“„\"(]?(?:[A-Z{CAPITAL}]|\d+(?:[.,]\d+)*\.?(?:\s|%|-[^\W\d])|[-–—•]\s))"
)


_PREFIXES = [*LIST_PUNCT, *LIST_QUOTES, *LIST_ELLIPSES, "№", r"[–—−]", r"[$€₸₽]", "~", r"\("]
_SUFFIXES = [
    *LIST_PUNCT, *LIST_QUOTES, *LIST_ELLIPSES, r"(?<=[^\W\d_]{2})\.", r"(?<=\d)\.", r"[–—−]",
    r"(?<=\d)%", r"(?<=\d)[$€₸₽°]", r"\)",
]  # fmt: skip
_INFIXES = [
    *LIST_ELLIPSES, r"[–—−]", rf"(?<=[^\W\d_])[.](?=[A-Z{CAPITAL}])", r"[()«»“”„\"]",
    rf"(?<=[{ALPHA}])[,;:!?](?=[{ALPHA}])", r"(?<=[0-9])(?=[%$€₸₽])", r"(?<=\d)/(?=\d)",
    rf"(?<=[{SMALL}]\.)(?=[{SMALL}]{{2}})",
]  # fmt: skip


class _Defaults(BaseDefaults):
    """Tokens as people read them: "100-ге", "12,5", "млн-ға", "төсек-орын" are one each."""

    prefixes = _PREFIXES
    suffixes = _SUFFIXES
    infixes = _INFIXES


@cache
def pipeline_class(language: Language) -> type[Pipeline]:
    """Return spaCy's class of a language, with the tokenizer of the genre."""
    exceptions = {
        word: [{"ORTH": word, "NORM": word}] for word in _words_of(language).abbreviations
    }
    defaults = type("Defaults", (_Defaults,), {"tokenizer_exceptions": exceptions})
    return type(language, (Pipeline,), {"lang": language, "Defaults": defaults})


def _words_of(language: Language) -> SentenceWords:
    return LANGUAGES[language].data("sentences", SentenceWords)


@cache
def pipeline(language: Language, *, lemmas: bool = False) -> Pipeline:
    """Return the pipeline of a language: tokens, sentences, norms, and on demand lemmas."""
    nlp = pipeline_class(language)()
    nlp.add_pipe("zhospar_sentences")
    if lemmas:
        nlp.add_pipe("zhospar_lemmas")
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
    for match in _BETWEEN_SENTENCES.finditer(text):
        last = text[max(0, match.start() - 24) : match.start()].split()[-1].strip('«“"(')
        if match.start() == len(last) and last[:1].isdigit():
            continue  # the text's own number: "1. …"
        measured = last.casefold() in _measures() and _measured(text, match.start() - len(last))
        if measured or not _is_abbreviation(last, text, match.end()):
            yield match.end()


def _measured(text: str, place: int) -> bool:
    """Whether a number stands before `place`."""
    return text[max(0, place - 2) : place].rstrip()[-1:].isdigit()


def _is_abbreviation(word: str, text: str, place: int) -> bool:
    """Whether a full stop before `place` is a word's own, in whichever language."""
    if _INITIALS.fullmatch(word):
        return True
    folded, (known, openers) = word.casefold(), _stops()
    if folded not in known:
        return False
    opens = text[place : place + 1].isupper() and not is_capital_unit_at(text, place)
    return folded in openers or not opens


_INITIALS = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)*")


@cache
def _measures() -> frozenset[str]:
    return frozenset(m for words in data_of_all("sentences", SentenceWords) for m in words.measures)


@cache
def _stops() -> tuple[frozenset[str], frozenset[str]]:
    """The abbreviations of all languages, and those that open a name or number."""
    languages = data_of_all("sentences", SentenceWords)
    known = frozenset(word for words in languages for word in words.abbreviations)
    return known, frozenset(word for words in languages for word in words.openers)


@Pipeline.component("zhospar_lemmas", assigns=["token.lemma", "token.norm"])
def set_lemmas(doc: Doc) -> Doc:
    """Set lemmas that no earlier component has set, and norms as search folds them."""
    grammar = LANGUAGES[doc.lang_]
    for token in doc:
        token.norm_ = plain_ye(token.text.casefold())
        if not token.lemma_:
            token.lemma_ = (
                grammar.lemma(token.text) if token.is_alpha or "-" in token.text else token.text
            )
    return doc
