"""What figures ask of a language: one of few words will do, and grammar answers for its own."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from extractors.figures import figures_in
from extractors.languages import LANGUAGES
from extractors.languages.base import Language
from extractors.languages.data import ModelT

TABLES: dict[str, dict[str, Any]] = {
    "numbers": {"cardinals": {"uno": 1, "duo": 2}, "scales": {"kilo": 1000}, "minus": "minus"},
    "months": {"stems": ["januar", "februar"]},
    "periods": {
        "forms": [r"(?P<month_m>(?:januar|februar)\w*)\s+(?P<year_m>\d{4})", r"anno\s+(?P<y>\d{4})"]
    },
}
ROWS: dict[str, list[dict[str, str]]] = {
    "units": [{"pattern": r"passus\b", "unit": "passus", "kind": "measure"}],
    "qualifiers": [{"pattern": r"plus\s+quam", "side": "before", "qualifier": "more_than"}],
}


class Toy(Language):
    """A language that knows a few words, kept here instead of a folder, and no grammar."""

    def __init__(self) -> None:
        self.code = "xx"

    def data(
        self, name: str, model: type[ModelT], fragments: Mapping[str, str] | None = None
    ) -> ModelT:
        return model.model_validate(TABLES.get(name, {}))

    def rows(self, name: str, model: type[ModelT]) -> tuple[ModelT, ...]:
        return tuple(map(model.model_validate, ROWS.get(name, [])))


def forget_languages() -> None:
    """Empty every cache of the extractors, since some hold what all languages know."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "extractors":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Register the toy for one test, whatever tests ran before or come after."""
    with monkeypatch.context() as registry:
        registry.setitem(LANGUAGES, "xx", Toy())  # type: ignore[arg-type]
        forget_languages()
        yield "xx"
    forget_languages()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Erant 12,5 % anno 2024.", [(12.5, "%", None, "2024")]),
        ("Januaris 2025 plus quam 7 passus.", [(7, "passus", "more_than", "2025-01")]),
        ("Duo kilo passus, 5-6 passus.", [(2000, "passus", None, None), (5, "passus", None, None)]),
        ("Nihil, 12 horae.", []),
        ("Pretium $5.", [(5, "USD", None, None)]),
    ],
)
def test_a_language_of_few_words_has_figures(
    toy: str, text: str, expected: list[tuple[float, str, str | None, str | None]]
) -> None:
    found = [
        (f.value, f.unit, f.qualifier, f.period.text if f.period else None)
        for f in figures_in(text, toy)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("ending", "case", "possessive"),
    [
        ("ден", "ablative", False),
        ("ге", "dative", False),
        ("і", None, True),
        ("сынан", "ablative", True),
        ("інің", None, True),
    ],
)
def test_kazakh_endings_of_numerals(ending: str, case: str | None, possessive: bool) -> None:
    kazakh = LANGUAGES["kk"]
    assert ending in kazakh.numeral_endings()
    assert kazakh.case_of_ending(ending) == case
    assert kazakh.is_possessive_ending(ending) == possessive


@pytest.mark.parametrize(
    ("language", "words", "noun"),
    [
        ("kk", ["мектеп", "автобусы", "сатып", "алынды"], 1),
        ("kk", ["білім", "беру", "ұйымы"], 2),
        ("kk", ["салынды"], None),
        ("ru", ["новых", "и", "старых", "школ", "города"], 3),
        ("ru", ["построено"], None),
    ],
)
def test_a_language_says_which_noun_is_counted(
    language: str, words: list[str], noun: int | None
) -> None:
    assert LANGUAGES[language].counted_noun(words) == noun


def test_a_singular_that_no_count_takes() -> None:
    assert not LANGUAGES["ru"].may_be_several("этап")
    assert LANGUAGES["ru"].may_be_several("школ")


def test_a_place_before_brackets_is_not_what_is_counted() -> None:
    text = "Өңірлерде лагерьлер (17) ашылды: Ақтөбеде (33), Қостанайда (22)."
    assert [f.unit for f in figures_in(text, "kk")] == ["лагерь"] * 3
