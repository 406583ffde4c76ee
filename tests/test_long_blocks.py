"""Long paragraphs are cut where sentences end; nothing is lost and all keeps its place."""

import pytest

from extractors.readers import read
from extractors.readers.long_blocks import cut_block
from extractors.text.cutting import LONGEST, cuts
from schemas.document import Block, Join, Place, Span

TEXTS = {
    "sentences": "Мектеп ашылды. " * 900,
    "abbreviations": "В г. Самале на ул. А. Кунанбаева открыта школа, всего их 7. " * 300,
    "items": "мектеп ашылды; " * 900,
    "words": "мектеп " * 2000,
    "words at whose ends no piece can end": f"{'м' * 100} {'7' * (LONGEST - 2)} " * 3,
}


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_lost_and_no_piece_is_longer(name: str) -> None:
    block = Block(text=TEXTS[name].strip(), kind="list_item", marker="1)")
    pieces = list(cut_block(block))
    assert " ".join(piece.text for piece in pieces) == block.text
    assert max(len(piece.text) for piece in pieces) <= LONGEST
    assert [piece.marker for piece in pieces if piece.marker] == ["1)"]


def test_a_word_is_never_cut() -> None:
    number = "7" * (2 * LONGEST + 3)
    pieces = [piece.text for piece in cut_block(Block(text=f"Барлығы {number} мектеп бар."))]
    assert pieces == ["Барлығы", number, "мектеп бар."]


@pytest.mark.parametrize("name", ["sentences", "abbreviations"])
def test_sentences_stay_whole(name: str) -> None:
    text = TEXTS[name].strip()
    assert all(text[:cut].endswith((". ", "")) for cut in cuts(text)[1:-1])
    assert all(not text[:cut].endswith(("г. ", "ул. ", "А. ")) for cut in cuts(text)[1:-1])


def test_lines_joins_and_breaks_move_with_their_piece() -> None:
    sentence = "Мектеп ашылды. "
    size, count = len(sentence), 800
    spans = tuple(Span(start=i * size, place=Place(line=i + 1)) for i in range(count))
    join = Join(start=700 * size, left="Мек", right="теп", confidence=0.9, evidence="dictionary")
    text = (sentence * count).strip()
    block = Block(text=text, spans=spans, joins=(join,), breaks=(500 * size, 700 * size))
    at = 0
    for piece in cut_block(block):
        lines = [piece.place_at(i).line for i in range(0, len(piece.text), size)]
        assert lines == list(range(at // size + 1, at // size + 1 + len(lines)))
        assert all(piece.text[j.start :].startswith("Мектеп") for j in piece.joins)
        assert all(piece.text[b - 1] == " " for b in piece.breaks)
        at += len(piece.text) + 1
    assert sum(len(piece.joins) for piece in cut_block(block)) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_every_form_of_document_has_its_long_paragraphs_cut(name: str) -> None:
    text = "О школах\n\n" + "Школа принимает детей. " * 400 + "\n\nКонец."
    data = f"<html><body><p>{text}</p></body></html>" if name == "a.html" else text
    blocks = list(read(name, data.encode()).blocks)
    assert max(len(block.text) for block in blocks) <= LONGEST
    assert sum(block.text.count("Школа принимает детей.") for block in blocks) == 400
