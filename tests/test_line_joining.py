"""One joiner for all readers: what a page tells of a break, and what words tell."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pytest

from extractors.languages import LANGUAGES
from extractors.readers.layout import LineBreaker
from extractors.text import Piece, Vocabulary, join_lines
from extractors.text.joining import Break, is_fragment
from extractors.text.patterns import ends_clause, ends_sentence
from extractors.text.spacing import close_typed_spacing, is_spelt_out, width_unspaced, word_extents
from extractors.text.widths import text_width
from schemas.document import Place, SourcedText

KAZAKH = Vocabulary(Counter(), ("kk",))
RUSSIAN = Vocabulary(Counter(), ("ru",))
FULL = Break(measured=True, full=True)
ENDED = Break(measured=True, ended=True)
UNSPACED = Break(measured=True, unspaced=True, hardly_spaced=True, full=True)


def joined(*lines: str, page: Break = FULL, vocabulary: Vocabulary = KAZAKH) -> SourcedText:
    """Lines (a space at the end is printed) joined as if all breaks were alike."""
    pieces = [Piece(line, Place(line=n), line.endswith(" ")) for n, line in enumerate(lines, 1)]
    return join_lines(pieces, [page for _ in pairwise(lines)], vocabulary)


@pytest.mark.parametrize(
    ("lines", "page", "text"),
    [
        (("кітапханаларын", "ың"), FULL, "кітапханаларының"),
        (("кітапханаларын", "ың"), ENDED, "кітапханаларын ың"),
        (("қала", "тар"), UNSPACED, "қалатар"),
        (("қала ", "тар"), UNSPACED, "қала тар"),
        (("№ 3", "/15"), UNSPACED, "№ 3/15"),
        (("2025–", "2027"), FULL, "2025–2027"),
        (("5 %-", "ға"), FULL, "5 %-ға"),
        (("1.2.", "3"), FULL, "1.2.3"),
        (("2025", "2026"), FULL, "2025 2026"),
        (("1", "500"), FULL, "1 500"),
        (("20", "26"), FULL, "2026"),
        (("қоры", "-"), FULL, "қоры-"),
        (("және/", "немесе"), FULL, "және/немесе"),
        (("және/", "немесе"), ENDED, "және/ немесе"),
    ],
)
def test_page_and_words_tell_what_goes_between(
    lines: tuple[str, ...], page: Break, text: str
) -> None:
    assert joined(*lines, page=page).text == text


def test_range_in_stripped_text_may_have_lost_its_space() -> None:
    assert joined("2025–", "2027", page=Break()).text == "2025– 2027"


def test_soft_hyphen_goes_unless_the_document_prints_a_hard_one() -> None:
    assert joined("согла\xad", "сование", vocabulary=RUSSIAN).text == "согласование"
    own = Vocabulary(Counter({"северо-запад": 1}), ("ru",))
    assert joined("северо\xad", "запад", vocabulary=own).text == "северо-запад"


def test_hyphen_goes_where_the_word_is_known_only_without_it() -> None:
    text = joined("согла-", "сование", vocabulary=RUSSIAN)
    assert text.text == "согласование"
    assert text.joins[0].evidence == "hyphenation"
    assert joined("материалдық-", "техникалық").text == "материалдық-техникалық"


def test_room_counts_for_or_against_a_cut() -> None:
    pieces = [Piece("жұмыс", Place()), Piece("тар", Place())]
    texts = [join_lines(pieces, [FULL._replace(score=s)], KAZAKH).text for s in (-30.0, 30.0)]
    assert texts == ["жұмыс тар", "жұмыстар"]


def test_only_a_fragment_is_cut() -> None:
    assert is_fragment("қосымшасын", "ың")
    assert not is_fragment("жаңа қосымшасын", "ың")
    assert not is_fragment("қала", "Астана")
    assert is_fragment("КІТАП", "ХАНА")
    assert not is_fragment("қала,", "аудан")


@dataclass
class Line:
    """A line as set, for the line breaker."""

    width: float
    first_width: float = 20.0
    first_letter: float = 5.0
    blank: float = 3.0


def breaker(*, prints_spaces: bool = False, hangs: bool = False) -> LineBreaker:
    """What breaks lines 100 wide."""
    return LineBreaker(100.0, 100.0, prints_spaces, hangs, exact=0.15, rough=0.6)


@pytest.mark.parametrize(
    ("width", "ended", "full"), [(60.0, True, False), (85.0, False, False), (97.0, False, True)]
)
def test_room_tells_why_a_line_ends(width: float, ended: bool, full: bool) -> None:
    page = breaker().break_between(Line(width), Line(50.0))
    assert (page.ended, page.full) == (ended, full)


@pytest.mark.parametrize(
    ("prints_spaces", "hangs", "width", "shows"),
    [
        (False, False, 80.0, False),
        (True, False, 80.0, True),
        (True, False, 99.0, False),
        (True, True, 99.0, True),
    ],
)
def test_space_shows_by_habit(prints_spaces: bool, hangs: bool, width: float, shows: bool) -> None:
    page = breaker(prints_spaces=prints_spaces, hangs=hangs)
    assert page.break_between(Line(width), Line(50.0)).unspaced is shows


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("П Р И К А З", "ПРИКАЗ"),
        ("П р и к а з  министра", "Приказ  министра"),
        ("А Б В Г", "А Б В Г"),
        ("и в с", "и в с"),
        ("о А б В г", "о А б В г"),
    ],
)
def test_spacing_that_an_author_typed_is_closed(text: str, closed: str) -> None:
    assert close_typed_spacing(text) == closed


def test_letters_in_a_row_are_titles_of_columns() -> None:
    assert is_spelt_out("ЕСЕП")
    assert not is_spelt_out("АБВ")


def test_letter_spaced_words_are_taken_whole() -> None:
    raw = "3 т а л а п  жаңа"
    assert [raw[a:b] for a, b in word_extents(raw)] == ["3", "т а л а п", "жаңа"]
    assert width_unspaced("т а л а п") == text_width("талап")


def test_ends_of_sentences_and_clauses() -> None:
    assert ends_sentence("Соңы.») ")
    assert not ends_sentence("соңы,")
    assert ends_clause("соңы,")
    assert not ends_clause("Тақырып")


def test_language_of_a_vocabulary_is_told_by_its_own_letters() -> None:
    assert Vocabulary.of(["жүйке жүйесі және қала"]).languages == ("kk",)
    assert Vocabulary.of(["план мероприятий"]).languages == ("ru",)
    assert Vocabulary(Counter()).languages == tuple(LANGUAGES)
