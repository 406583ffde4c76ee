"""Words recognised in pictures are repaired where evidence allows, else doubted."""

from extractors.misread import with_doubts
from schemas.document import Block, Cell, Document, Place, Span, Table, UnsureWord

BOX = (10.0, 10.0, 200.0, 20.0)


def block(text: str, source: str = "ocr") -> Block:
    place = Place.model_validate({"page": 1, "bbox": BOX, "source": source})
    return Block(text=text, spans=(Span(start=0, place=place),))


def judged(*texts: str, unsure: tuple[UnsureWord, ...] = ()) -> list[Block]:
    document = Document(
        path="a.pdf",
        form="pdf",
        sha256="0" * 64,
        body=tuple(map(block, texts)),
        unsure_words=unsure,
    )
    return list(with_doubts(document).blocks)


def test_letters_that_look_alike_are_repaired_by_a_dictionary() -> None:
    (found,) = judged("эскери тәрбие")
    assert found.text == "әскери тәрбие"
    assert [(d.read, d.evidence) for d in found.doubts] == [("эскери", "letters that look alike")]
    assert 0.8 <= found.sure_of_letters < 1


def test_abbreviations_are_repaired_by_the_registry_and_by_the_documents_own_list() -> None:
    (found,) = judged("ТЖМ, ПМ (келісу бойынша)")
    assert found.text == "ТЖМ, ІІМ (келісу бойынша)"
    assert found.doubts[0].start == 5
    cell, _ = judged("УКҚБ", "ҰҚҚБ – ұйымның қорғау қызметі басқармасы")
    assert cell.text == "ҰҚҚБ"


def test_unknown_words_are_doubted_and_known_ones_are_not() -> None:
    good, bad = judged("Бұйрық жобасын әзірлеу", "Бұйрықшл дкғт")
    assert good.sure_of_letters == 1.0
    assert bad.sure_of_letters < 0.8


def test_numbers_need_a_sure_reading() -> None:
    unsure = UnsureWord(page=1, bbox=(20.0, 11.0, 40.0, 19.0), text="347", sure=0.5)
    (found,) = judged("347 млн теңге", unsure=(unsure,))
    assert [doubt.text for doubt in found.doubts] == ["347"]


def test_running_numbers_tell_one_that_was_misread() -> None:
    place = Place(page=1, bbox=BOX, source="ocr")
    numbers = ("1.", "е;", "3.")
    cells = tuple(
        Cell(text=text, spans=(Span(start=0, place=place),), row=row, column=0)
        for row, text in enumerate(numbers)
    )
    table = Table(cells=cells, row_count=3, column_count=1, place=place)
    document = Document(path="a.pdf", form="pdf", sha256="0" * 64, body=(table,))
    (read,) = with_doubts(document).tables
    assert [cell.text for cell in read.cells] == ["1.", "2.", "3."]


def test_texts_that_were_no_pictures_stay_as_they_are() -> None:
    document = Document(
        path="a.pdf", form="pdf", sha256="0" * 64, body=(block("эскери дкғт", "text"),)
    )
    assert with_doubts(document) is document


def test_word_of_another_language_is_what_the_document_prints_more_often() -> None:
    found, *_ = judged("оку жылы", "оқу жылы", "оқу залы")
    assert found.text == "оқу жылы"
