"""Readers ask the languages for their words, so that none is favoured."""

import pytest

from extractors.languages import LANGUAGES
from extractors.readers.blocks import (
    SourceLine,
    cell_texts,
    join_cut_paragraphs,
    make_block,
    sourced_text,
)
from extractors.readers.docx_styles import Styles
from extractors.readers.encoding import plausibility
from extractors.readers.lexicon import ReaderWords, reader_words
from extractors.readers.list_numbers import format_number
from extractors.readers.markup_tables import (
    MarkupCell,
    MarkupRow,
    build_table,
    is_layout_table,
    join_split_tables,
)
from schemas.document import Table


def table(*texts: str) -> Table:
    sources = [sourced_text([SourceLine(text)]) for text in texts]
    return build_table([MarkupRow(tuple(map(MarkupCell, sources)))])


@pytest.mark.parametrize("name", ["А. Бірінші", "Һ. Екінші", "Ү.Ө. Үшінші", "Ё. Й. Первый"])
def test_signature_may_begin_with_any_letter(name: str) -> None:
    assert is_layout_table(table("Министр", name), ruled=True)


def test_cells_of_data_are_no_signature() -> None:
    assert not is_layout_table(table("Министр", "3 адам"), ruled=True)


def test_numbering_by_letters_is_the_languages_own() -> None:
    assert [format_number(n, "russianLower") for n in (1, 7, 10, 28, 29)] == [
        "а",
        "ж",
        "к",
        "я",
        "аа",
    ]
    assert format_number(2, "russianUpper") == "Б"
    assert format_number(27, "lowerLetter") == "aa"
    assert format_number(3, "hebrew1") == "3"


def test_each_language_says_how_its_old_files_are_encoded() -> None:
    assert len(reader_words()) == len(LANGUAGES)
    for words in reader_words():
        for page in words.code_pages:
            "".encode(page)


def test_a_language_without_words_has_no_structure_to_tell() -> None:
    words = ReaderWords()
    assert not words.code_pages
    assert words.number_column_titles == words.heading_styles == r"(?!)"


def test_letters_of_all_languages_are_plausible() -> None:
    assert plausibility("әңгіме өткізу үшін") > 0.4
    assert plausibility("проведение беседы") > 0.4
    assert plausibility("ђџќўїћњљ") < 0.4


def test_a_cells_text_has_the_numbers_of_its_lists_and_no_bullets() -> None:
    items = [("1.", "бір"), ("•", "екі"), (None, "үш")]
    blocks = [make_block(sourced_text([SourceLine(text)]), marker=mark) for mark, text in items]
    assert list(cell_texts([*blocks, table("төрт", "бес")])) == [
        "1. бір", "екі", "үш", "төрт", "бес",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Title", "Название", "подзаголовок", "Тақырып"])
def test_styles_of_titles_are_known_by_name_in_each_language(name: str) -> None:
    assert Styles(None).get(name).is_heading


@pytest.mark.parametrize("name", ["toc 1", "Оглавление 2", "мазмұны 1"])
def test_styles_of_contents_are_known_by_name_in_each_language(name: str) -> None:
    assert Styles(None).get(name).is_contents


@pytest.mark.parametrize("title", ["№", "п/п", "Р/с", "қ/с"])
def test_a_table_with_a_header_of_its_own_is_not_joined_to_the_one_before(title: str) -> None:
    other = table(title, "Шара", "Мерзімі")
    unknown_widths = (0, 0, 0)
    parts = [(table("1", "бір", "екі"), unknown_widths), (other, unknown_widths)]
    assert len(join_split_tables(parts)) == 2
    parts[1] = (table("2", "үш", "төрт"), unknown_widths)
    assert len(join_split_tables(parts)) == 1


@pytest.mark.parametrize(("after", "count"), [("қайта жөнделді.", 1), ("а) қайта жөнделді.", 2)])
def test_a_list_item_does_not_go_on_the_paragraph_before(after: str, count: int) -> None:
    texts = ["Облыс орталығында және аудандарда мектептер мен балабақшалар", after]
    blocks = [make_block(sourced_text([SourceLine(text)]), kind="paragraph") for text in texts]
    assert len(join_cut_paragraphs(blocks)) == count
