"""Text repair: letter-spacing, words cut at a cell's edge, punctuation."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.languages import is_ending
from extractors.readers.layout import join_stripped
from extractors.text import Piece, Vocabulary, close_letter_spacing, text_width, tidy
from schemas.document import Place, SourcedText

KAZAKH = Vocabulary(Counter(), ("kk",))
RUSSIAN = Vocabulary(Counter(), ("ru",))


def joined(*lines: str, limit: float | None = None, vocabulary: Vocabulary = KAZAKH) -> SourcedText:
    """Lines as a dump prints them (a space at the end is a word's end) as one text."""
    pieces = [Piece(line, Place(line=i), line.endswith(" ")) for i, line in enumerate(lines, 1)]
    return join_stripped(pieces, vocabulary, limit)


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("т а л а п  ", "талап"),
        ("О М - ғ а  ", "ОМ-ға"),
        ("3 )  ", "3)"),
        ("К М ,  ", "КМ,"),
        ("б іл ім  ", "білім"),
        ("1 1 1 \"  ", '111"'),
        ("№  3 2 0  ", "№ 320"),
        ("к  ж ә н е  ", "к және"),
        ("9 )  а зот  ", "9) азот"),
        ("тіз імін ", "тізімін"),
        ("О М т а л а п  ", "ОМ талап"),
        ("жаңа кітап ", "жаңа кітап"),
        ("5 км радиуста", "5 км радиуста"),
        ("тетіг і  ", "тетігі"),
        ("қор алғ ан  ", "қоралған"),
        ("Цифрл ық ", "Цифрлық"),
        ("өзара іс-қимыл ", "өзара іс-қимыл"),
        ("МЖ,  АО «", "МЖ, АО «"),
        ("2030 жылғы I тоқсан", "2030 жылғы I тоқсан"),
        ("М Ж О - ғ а  ", "МЖО-ға"),
    ],
)  # fmt: skip
def test_letter_spacing_is_closed(line: str, closed: str) -> None:
    assert close_letter_spacing(line, KAZAKH) == closed


def test_prepositions_stay_apart_though_both_make_a_word() -> None:
    assert close_letter_spacing("по следующим ", RUSSIAN) == "по следующим"


def test_end_of_a_cut_word_stays_apart_from_the_next_word() -> None:
    assert close_letter_spacing("ң б іл ім  ", KAZAKH, before="ұйымдарыны") == "ң білім"


def test_word_cut_at_the_edge_is_made_whole_and_recorded() -> None:
    text = joined("қосымшасын", "ың жаңа ", "түрі", limit=text_width("қосымшасын") + 0.2)
    assert text.text == "қосымшасының жаңа түрі"
    (join,) = text.joins
    assert (join.start, join.left, join.right) == (0, "қосымшасын", "ың")
    assert 0.5 < join.confidence <= 1
    assert text.confidence == join.confidence


def test_word_that_would_have_fitted_is_not_cut() -> None:
    assert joined("қала", "да", limit=12).text == "қала да"


def test_common_word_is_no_ending() -> None:
    prose = Vocabulary(Counter({"мен": 200, "педагогтер": 3}), ("kk",))
    width = text_width("педагогтер") + 0.2
    assert joined("педагогтер", "мен ата", limit=width, vocabulary=prose).text == (
        "педагогтер мен ата"
    )


def test_own_text_knows_words_that_no_dictionary_has() -> None:
    prose = Vocabulary(Counter({"маркетплейстер": 1}), ("kk",))
    width = text_width("маркетплейс") + 0.2
    text = joined("маркетплейс", "тердің ", limit=width, vocabulary=prose)
    assert text.text == "маркетплейстердің"
    assert "own stem" in text.joins[0].evidence


def test_hyphenated_name_is_cut_within_a_part() -> None:
    width = text_width("Премьер-Мин") + 0.2
    assert joined("Премьер-Мин", "истрінің өкімі", limit=width).text == "Премьер-Министрінің өкімі"


def test_russian_word_cut_before_its_last_letter() -> None:
    width = text_width("согласовани") + 0.3
    text = joined("(по ", "согласовани", "ю), МИО", limit=width, vocabulary=RUSSIAN)
    assert text.text == "(по согласованию), МИО"


def test_number_cut_at_the_edge() -> None:
    assert joined("2027-203", "0 годы", limit=text_width("2027-203") + 0.2).text == "2027-2030 годы"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("ОМ", ", МАМ"), "ОМ, МАМ"),
        (("бойынша (", "келісу)"), "бойынша (келісу)"),
        (('жүйесі "', 'Парақ" деп'), 'жүйесі "Парақ" деп'),
        (('нөмірі "111', '" байланыс'), 'нөмірі "111" байланыс'),
        (("материалдық-", "техникалық"), "материалдық-техникалық"),
        (("12 %", "-ға"), "12 %-ға"),
        (("микро- ", "және"), "микро- және"),
        (("қоры –", "кітапханаға"), "қоры – кітапханаға"),
        (("МЖ,", '"', 'Парақ"'), 'МЖ, "Парақ"'),
        (('"Ұлттық', '"Парақ" қоры"'), '"Ұлттық "Парақ" қоры"'),
    ],
)
def test_punctuation_at_the_joint(lines: tuple[str, ...], text: str) -> None:
    assert joined(*lines).text == text


def test_every_line_keeps_its_place() -> None:
    text = joined("кітап ", "қоры ", "жаңарды")
    assert [span.place.line for span in text.spans] == [1, 2, 3]
    assert [text.text[span.start :].split()[0] for span in text.spans] == [
        "кітап", "қоры", "жаңарды",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stem", "rest", "fits"),
    [
        ("қосымшасын", "ың", True),
        ("мектеп", "тің", True),
        ("мектеп", "тың", False),
        ("аппараттарым", "ен", True),
        ("қала", "кітап", False),
        ("согласовани", "ю", True),
    ],
)
def test_endings_obey_vowel_harmony(stem: str, rest: str, fits: bool) -> None:
    assert is_ending(stem, rest) is fits


def test_tidy_is_normal_form() -> None:
    assert tidy("  ( а\u00a0б ) , в\u00adг : «д »") == "(а б), вг: «д»"


@given(st.text(alphabet="абвгә ,.()«»\u00a0\n", max_size=60))
def test_tidy_changes_nothing_twice(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.lists(st.text(alphabet="абвгд", min_size=1, max_size=9), min_size=1, max_size=8))
def test_lines_of_whole_words_lose_no_letter(words: list[str]) -> None:
    text = joined(*(f"{word} " for word in words), limit=5.0)
    assert text.text == " ".join(words)
    assert not text.joins


def test_two_whole_words_are_not_one_though_neither_is_listed() -> None:
    words = Vocabulary(Counter({"қала": 5, "мектеп": 5}), ("kk",))
    lines = [Piece("бөлімшелерін", Place(line=1), False), Piece("ашу", Place(line=2), False)]
    assert join_stripped(lines, words, limit=6.0).text == "бөлімшелерін ашу"


@pytest.mark.parametrize(
    ("text", "ems"), [(" ", 0.25), ("қала", 1.874), ("ОМ, МЖӘ", 4.618), ("№ 12\u00a0%", 3.277)]
)
def test_widths_are_those_of_times(text: str, ems: float) -> None:
    assert text_width(text) == pytest.approx(ems, abs=0.02)


@pytest.mark.parametrize(
    ("lines", "room", "text"),
    [
        # the line is full: the space did not fit
        (("жұмыстар", "тізбесі"), 0.1, "жұмыстар тізбесі"),
        # there is room for a space: the word is cut, though both halves are words
        (("жұмыс", "тар"), 0.4, "жұмыстар"),
        (("қажеттілік", "пен сұраныс"), 0.1, "қажеттілік пен сұраныс"),
        (("қажеттілікп", "ен сұраныс"), 0.1, "қажеттілікпен сұраныс"),
        (("Көлік", "мині, ДСМ"), 0.1, "Көлікмині, ДСМ"),
        (("2-жарты", "жылдық"), 0.1, "2-жартыжылдық"),
        (("киберқауіпс", "іздік"), 0.1, "киберқауіпсіздік"),
        (("видеоресу", "рста"), 0.3, "видеоресурста"),
    ],
)
def test_room_and_words_tell_a_cut(lines: tuple[str, ...], room: float, text: str) -> None:
    limit = text_width(lines[0]) + room
    pieces = [Piece(line, Place(line=i), False) for i, line in enumerate(lines, 1)]
    assert join_stripped(pieces, KAZAKH, limit, spaces_tell=True).text == text


def test_letter_before_a_mark_is_no_word() -> None:
    text = joined("(страниц", "а), раздел", limit=text_width("(страниц") + 0.1, vocabulary=RUSSIAN)
    assert text.text == "(страница), раздел"


def test_words_of_other_lines_are_known() -> None:
    words = KAZAKH.and_of(["жаңа библиотур", "библиотур"])
    assert words.count("библиотур") == 2
    assert words.cost("библиотур") < KAZAKH.cost("библиотур")
    assert KAZAKH.count("библиотур") == 0


def test_number_broken_after_its_comma_is_one() -> None:
    pieces = [
        Piece("2025 жыл – 49,", Place(), False),
        Piece("5 %, 2026 жыл – 57 %", Place(), False),
    ]
    joined = join_stripped(pieces, KAZAKH, spaces_tell=True)
    assert joined.text == "2025 жыл – 49,5 %, 2026 жыл – 57 %"
