"""The reading page has words in both languages for all that it says."""

import tomllib
from importlib.resources import files

import pytest

from extractors.languages import LANGUAGES
from pipelines.site.reading import LISTED
from schemas.base import Row
from schemas.generate.columns import columns
from schemas.tables import (
    AbbreviationRow,
    ActionFundingRow,
    DocumentRow,
    FigureRow,
    FindingRow,
)

WORDS = tomllib.loads(files("pipelines.site").joinpath("words.toml").read_text("utf-8"))
SAID: list[tuple[type[Row], str]] = [
    (DocumentRow, "kind"),
    (ActionFundingRow, "kind"),
    (FigureRow, "qualifier"),
    (AbbreviationRow, "origin"),
    (FindingRow, "severity"),
]


def test_languages_have_the_same_words() -> None:
    assert set(WORDS) == set(LANGUAGES)
    assert set(WORDS["kk"]) == set(WORDS["ru"])
    assert set(WORDS["kk"]["values"]) == set(WORDS["ru"]["values"])


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model.table)
def test_every_table_that_is_listed_has_a_word(model: type[Row]) -> None:
    assert WORDS["kk"][model.table]


@pytest.mark.parametrize(("model", "name"), SAID)
def test_every_value_of_a_closed_list_has_a_word(model: type[Row], name: str) -> None:
    (column,) = (column for column in columns(model) if column.name == name)
    assert column.choices
    assert set(WORDS["kk"]["values"]) >= set(column.choices)
