"""Texts are compared in folded forms."""

import pytest

from extractors.text.folding import (
    fold,
    fold_alike,
    fold_closed,
    fold_in_place,
    fold_plain,
    fold_ye,
    plain_marks,
    squash,
)


def test_fold_keeps_the_words_apart() -> None:
    assert fold(" ЖАС\u00a0 Ел\n") == "жас ел"


def test_fold_closed_leaves_no_space() -> None:
    assert fold_closed("Жас  Ел.") == "жасел."


def test_fold_ye_takes_yo_for_ye() -> None:
    assert fold_ye("УЧЁТ") == "учет"


@pytest.mark.parametrize("text", ["Ёлка — 2\u202f000\t№", "İ ß ﬁ", "a\u2011b–c"])
def test_fold_in_place_keeps_every_place(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


def test_fold_in_place_has_one_kind_of_dash_and_space() -> None:
    assert fold_in_place("Ё‑1–2—3−\u00a0\u2009\n") == "е-1-2-3-   "


def test_squash_keeps_letters_digits_and_the_number_sign() -> None:
    assert squash("Объ ём_,\n№ 1") == squash("oбъeм№1") == "объем№1"


def test_plain_marks_are_those_of_a_keyboard() -> None:
    assert plain_marks("«Бала» – „и\u0306“") == '"Бала" - "й"'


def test_fold_plain_has_single_spaces_and_plain_dashes() -> None:
    assert fold_plain(" УЧЁТ \u00a0—  2025 ") == "учет - 2025"


def test_fold_alike_takes_latin_letters_for_the_cyrillic_that_look_so() -> None:
    assert fold_alike("Мaй") == "май"
