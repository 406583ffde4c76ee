"""Stanza's analysis over our tokens, on real models trained here in a minute."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extractors.figures.model import ListContext, Number, PassageToken, Unit
from extractors.figures.passage_text import PassageText
from extractors.figures.pipeline import read_figures
from extractors.figures.tree import subject_by_tree
from extractors.linguistics.models import languages_with_models, models_present
from extractors.linguistics.spacy_pipelines import pipeline_class
from extractors.linguistics.stanza import StanzaWord, annotate
from schemas.tables import Language
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
    nlp = pipeline_class(language)()
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
        StanzaWord(0, 3, "100", "NUM", 3, "obl"),
        StanzaWord(3, 4, "-", "PUNCT", 0, "punct"),
        StanzaWord(4, 6, "ге", "X", 0, "dep"),
        StanzaWord(7, 12, "жет", "VERB", 3, "root"),
    ]
    made = annotate(doc, words)
    assert [(t.lemma_, t.head.text, t.dep_) for t in made] == [
        ("100", "жетті", "obl"),
        ("жет", "жетті", "ROOT"),
    ]


def test_tokens_that_stanza_joins_hang_on_the_first() -> None:
    doc = Doc(spacy.blank("xx").vocab, words=["1", "597", "мектеп"], spaces=[True, True, False])
    words = [
        StanzaWord(0, 5, "1597", "NUM", 1, "nummod"),
        StanzaWord(6, 12, "мектеп", "NOUN", 1, "root"),
    ]
    made = annotate(doc, words)
    assert [(t.head.text, t.dep_) for t in made] == [
        ("мектеп", "nummod"),
        ("1", "fixed"),
        ("мектеп", "ROOT"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "subject", "unit"),
    [
        ("ru", "Помощь получили 77 детей.", "Помощь получили детей", "ребёнок"),
        ("kk", "Көмекті 77 бала алды.", "Көмекті бала алды", "бала"),
    ],
)
def test_subject_follows_the_tree(
    model_dir: Path, language: Language, text: str, subject: str, unit: str
) -> None:
    figures, _ = read_figures(text, language, None, ListContext(), model_dir)
    assert [(f.value, f.unit, f.subject) for f in figures] == [(77, unit, subject)]


def test_tree_leaves_out_other_figures_and_what_lies_far() -> None:
    heads = {"В": 1, "саду": 2, "посажено": 2, "9": 4, "яблонь": 2, "и": 7, "12": 7, "груш": 4}
    text = " ".join(heads)
    words, offset = [], 0
    for word, head in heads.items():
        words.append(PassageToken(word, offset, offset + len(word), word, head))
        offset += len(word) + 1
    reading = PassageText(text, "ru", words, [0])
    number = Number(text.index("9"), text.index("9") + 1, 9.0)
    unit = Unit("яблоня", "count", text.index("яблонь") + 6, text.index("яблонь"))
    spans = [(number.start, number.end), (text.index("12"), text.index("12") + 2)]
    assert subject_by_tree(reading, number, unit, spans) == "В саду посажено яблонь и груш"


def test_without_heads_there_is_no_tree() -> None:
    reading = PassageText(
        "9 яблонь", "ru", [PassageToken("9", 0, 1), PassageToken("яблонь", 2, 8)], [0]
    )
    assert subject_by_tree(reading, Number(0, 1, 9.0), None, []) is None
