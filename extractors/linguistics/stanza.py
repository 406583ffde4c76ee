"""Stanza's words, lemmas, tags and dependency trees brought into our spaCy pipelines.

What belongs here: loading Stanza's models from disk and laying its analysis
over our own tokens. What does not: any use of the tree. Stanza is an optional
extra (`pip install zhospar[stanza]`); nothing here ever downloads unless
`download_models` is called.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractors.linguistics.models import PROCESSORS


class StanzaWord(NamedTuple):
    """A word as Stanza sees it; `head` is an index into the text's words, its own for a root."""

    start: int
    end: int
    lemma: str
    upos: str
    head: int
    deprel: str


def download_models(languages: Sequence[str], model_dir: Path) -> None:
    """Fetch the models of `languages` into `model_dir`; the one function that needs a network."""
    import stanza

    for language in languages:
        stanza.download(language, model_dir=str(model_dir), processors=",".join(PROCESSORS))


@Language.factory("stanza_analysis", default_config={"model_dir": ""})
def make_stanza_analysis(nlp: Language, name: str, model_dir: str) -> "StanzaAnalysis":
    """Make the component; `model_dir` is a folder in Stanza's own layout."""
    return StanzaAnalysis(str(nlp.lang), Path(model_dir))


class StanzaAnalysis:
    """A spaCy component that sets lemma, part of speech, head and relation of each token.

    Our tokens stay as they are: a token that Stanza splits takes the analysis
    of its syntactic head, tokens that Stanza takes for one word hang on the first.
    Put it first in a pipeline: it makes the Doc anew.
    """

    def __init__(self, language: str, model_dir: Path) -> None:
        import stanza

        self._analyse: Any = stanza.Pipeline(
            language,
            dir=str(model_dir),
            processors=",".join(PROCESSORS),
            download_method=None,
            use_gpu=False,
            verbose=False,
        )

    def __call__(self, doc: Doc) -> Doc:
        """Return the same tokens with Stanza's analysis."""
        return annotate(doc, words_of(self._analyse(doc.text)))


def words_of(analysis: Any) -> list[StanzaWord]:
    """Flatten Stanza's sentences into words with heads counted over the whole text."""
    words: list[StanzaWord] = []
    for sentence in analysis.sentences:
        offset = len(words)
        for index, word in enumerate(sentence.words):
            place = word if word.start_char is not None else word.parent
            head = index if word.head == 0 else word.head - 1
            words.append(
                StanzaWord(
                    start=place.start_char,
                    end=place.end_char,
                    lemma=word.lemma or word.text,
                    upos=word.upos or "X",
                    head=offset + head,
                    deprel=word.deprel or "dep",
                )
            )
    return words


def annotate(doc: Doc, words: Sequence[StanzaWord]) -> Doc:
    """Lay the analysis of `words` over the tokens of `doc`, by their places in the text."""
    word_of, token_of = _align(doc, words)
    heads, relations, lemmas, tags = [], [], [], []
    for token in doc:
        index = word_of[token.i]
        first = token_of.get(index, token.i) if index is not None else token.i
        if index is None or first != token.i:
            heads.append(first if first != token.i else max(token.i - 1, 0))
            relations.append("fixed" if index is not None else "dep")
            lemmas.append(token.text)
            tags.append("X")
            continue
        word = words[index]
        heads.append(token_of.get(word.head, token.i))
        relations.append("ROOT" if word.head == index else word.deprel)
        lemmas.append(word.lemma)
        tags.append(word.upos)
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        lemmas=lemmas,
        pos=tags,
        heads=heads,
        deps=relations,
    )


def _align(doc: Doc, words: Sequence[StanzaWord]) -> tuple[dict[int, int | None], dict[int, int]]:
    """Say for each token which word it carries, and for each word which token carries it."""
    owner = {
        offset: index for index, word in enumerate(words) for offset in range(word.start, word.end)
    }
    covering = {
        token.i: sorted({owner[o] for o in range(token.idx, token.idx + len(token)) if o in owner})
        for token in doc
    }
    word_of: dict[int, int | None] = {}
    token_of: dict[int, int] = {}
    for token in doc:
        candidates = covering[token.i]
        top = next((i for i in candidates if words[i].head not in candidates), None)
        word_of[token.i] = top if top is not None else next(iter(candidates), None)
        for index in candidates:
            token_of.setdefault(index, token.i)
    return word_of, token_of
