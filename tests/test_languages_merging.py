"""The words of all languages in one model."""

import re

import pytest

from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern
from extractors.languages.merging import merged_data
from schemas.document import Frozen


class Inner(Frozen):
    listed: tuple[str, ...] = ()
    found: Pattern = NEVER


class Words(Frozen):
    inner: Inner = Inner()
    chosen: frozenset[str] = frozenset()


class Told(Frozen):
    told: bool = False


def answers(monkeypatch: pytest.MonkeyPatch, **by_code: object) -> None:
    for code, language in LANGUAGES.items():
        answer = by_code.get(code)
        monkeypatch.setattr(language, "data", lambda name, model, a=answer: a or model())


def test_lists_follow_each_other_and_patterns_are_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(
        monkeypatch,
        kk=Words(inner=Inner(listed=("a",)), chosen=frozenset("x")),
        ru=Words(inner=Inner.model_validate({"listed": ("b",), "found": "lamp|light"})),
    )
    merged = merged_data("of a test", Words)
    assert (merged.inner.listed, merged.chosen) == (("a", "b"), frozenset("x"))
    assert merged.inner.found.fullmatch("LIGHT")  # though a language has no pattern at all
    assert merged.inner.found.flags & re.IGNORECASE


def test_what_holds_for_one_language_only_cannot_be_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch)
    with pytest.raises(TypeError, match="merged"):
        merged_data("of another test", Told)
