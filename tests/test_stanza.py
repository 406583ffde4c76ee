"""Stanza's analysis over our tokens, on real models trained here in a minute."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extractors.language.models import languages_with_models, models_present
from extractors.language.stanza import Word, annotate
from tests.treebank import HERE, train_models


@pytest.fixture(scope="session")
def model_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stanza")
    train_models(folder)
    return folder


def treebank_sentences(language: str) -> list[str]:
    lines = (HERE / f"{language}.conllu").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]


@pytest.mark.parametrize(
    ("language", "text", "counted", "lemma", "verb"),
    [
        ("ru", "В городе построено 77 школ.", "школ", "школа", "построено"),
        ("kk", "Қалада 77 мектеп салынды.", "мектеп", "мектеп", "салынды"),
    ],
)
def test_trained_models_say_what_is_counted(
    model_dir: Path, language: str, text: str, counted: str, lemma: str, verb: str
) -> None:
    nlp = spacy.blank(language if language == "ru" else "xx")
    nlp.lang = language
    nlp.add_pipe("stanza_analysis", config={"model_dir": str(model_dir)})
    doc = nlp(text)
    number = next(token for token in doc if token.text == "77")
    assert (number.head.text, number.head.lemma_, number.dep_) == (counted, lemma, "nummod")
    assert number.head.head.text == verb
    assert doc.text == text


def test_presence_needs_every_processor(model_dir: Path, tmp_path: Path) -> None:
    assert models_present("kk", model_dir)
    assert not models_present("de", model_dir)
    assert not models_present("kk", tmp_path)
    assert not models_present("kk", None)
    assert languages_with_models(model_dir) == ("kk", "ru")


def test_a_token_that_stanza_splits_takes_its_syntactic_head() -> None:
    doc = Doc(spacy.blank("xx").vocab, words=["100-ге", "жетті"], spaces=[True, False])
    words = [
        Word(0, 3, "100", "NUM", 3, "obl"),
        Word(3, 4, "-", "PUNCT", 0, "punct"),
        Word(4, 6, "ге", "X", 0, "dep"),
        Word(7, 12, "жет", "VERB", 3, "root"),
    ]
    made = annotate(doc, words)
    assert [(t.lemma_, t.head.text, t.dep_) for t in made] == [
        ("100", "жетті", "obl"),
        ("жет", "жетті", "ROOT"),
    ]


def test_tokens_that_stanza_joins_hang_on_the_first() -> None:
    doc = Doc(spacy.blank("xx").vocab, words=["1", "597", "мектеп"], spaces=[True, True, False])
    words = [Word(0, 5, "1597", "NUM", 1, "nummod"), Word(6, 12, "мектеп", "NOUN", 1, "root")]
    made = annotate(doc, words)
    assert [(t.head.text, t.dep_) for t in made] == [
        ("мектеп", "nummod"),
        ("1", "fixed"),
        ("мектеп", "ROOT"),
    ]
