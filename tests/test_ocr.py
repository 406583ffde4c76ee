"""Pages that are pictures are read as if they were drawn."""

from io import BytesIO
from random import Random

import pytest
from rapidfuzz.fuzz import ratio

from extractors import flow
from extractors.readers import ocr, read
from extractors.readers.errors import UnreadableDocumentError
from schemas.tables import ActionRow
from tests.generator.look import LEGAL
from tests.generator.manuscript import Manuscript
from tests.generator.pdf import to_pdf
from tests.generator.plans import manuscript_of, random_plan

TESSERACT = pytest.mark.skipif(
    not ocr.can_read(), reason="Tesseract, OpenCV or the data of languages are not installed"
)


def plan(seed: int = 7, rows: int = 5) -> Manuscript:
    rng = Random(seed)
    return manuscript_of(random_plan(rng, language="kk", columns=5, rows=rows), 1, 0)


@TESSERACT
def test_scanned_plan_is_a_plan() -> None:
    from tests.generator.scan import to_scan

    printed = random_plan(Random(7), language="kk", columns=5, rows=4)
    scanned = to_scan(to_pdf(manuscript_of(printed, 1, 0), LEGAL), ("noise", "skew", "shadow"))
    actions = [
        row for row in flow.extract("a.pdf", scanned)["actions"] if isinstance(row, ActionRow)
    ]
    names = [action.fields["name"] for action in printed.actions()]
    assert len(actions) == len(names)
    likeness = [ratio(row.name or "", name) for row, name in zip(actions, names, strict=True)]
    assert min(likeness) > 90


@TESSERACT
def test_pictures_are_a_form_and_rows_say_what_they_were_read_from() -> None:
    from PIL import Image

    from tests.generator.scan import pictures_of

    manuscript = plan(rows=3)
    images = [Image.fromarray(p) for p in pictures_of(to_pdf(manuscript, LEGAL))]
    file = BytesIO()
    images[0].save(file, "TIFF", save_all=True, append_images=images[1:])
    rows = flow.extract("plan.tiff", file.getvalue())
    actions = [row for row in rows["actions"] if isinstance(row, ActionRow)]
    assert len(actions) == 3
    assert {row.source for row in actions} == {"ocr"}
    assert all(row.bbox for row in actions)


@TESSERACT
def test_text_pages_of_a_mixed_file_stay_text() -> None:
    import pypdfium2

    from tests.generator.scan import to_scan

    printed = to_pdf(plan(rows=2), LEGAL)
    mixed = pypdfium2.PdfDocument(printed)
    mixed.import_pages(pypdfium2.PdfDocument(to_scan(printed)))
    out = BytesIO()
    mixed.save(out)
    places = [block.place for block in read("mixed.pdf", out.getvalue()).blocks]
    half = max(p.page or 0 for p in places) // 2
    assert {(p.source, (p.page or 0) > half) for p in places} == {("text", False), ("ocr", True)}


def test_without_the_extra_quarantine_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    monkeypatch.setattr("extractors.readers.image.can_read", lambda: False)
    file = BytesIO()
    Image.new("L", (400, 600), 255).save(file, "PNG")
    with pytest.raises(UnreadableDocumentError) as caught:
        read("page.png", file.getvalue())
    assert caught.value.reason == "needs_ocr"
    assert "zhospar[ocr]" in caught.value.detail
    assert "tesseract-ocr-kaz" in caught.value.detail


@TESSERACT
def test_blank_picture_says_that_nothing_was_read() -> None:
    from PIL import Image

    file = BytesIO()
    Image.new("L", (1700, 2400), 255).save(file, "PNG")
    with pytest.raises(UnreadableDocumentError) as caught:
        read("page.png", file.getvalue())
    assert caught.value.reason == "needs_ocr"
    assert "No words" in caught.value.detail


def test_broken_picture_is_damaged() -> None:
    if not ocr.can_read():
        pytest.skip("a picture is not opened without Tesseract")
    with pytest.raises(UnreadableDocumentError) as caught:
        read("page.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(30))
    assert caught.value.reason == "damaged"


@TESSERACT
def test_rules_of_a_picture_serve_the_words_that_recognition_laid_over_it() -> None:
    import numpy as np
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    picture = np.full((1684, 1190), 255, np.uint8)  # two pixels a point
    for y in (200, 280, 360, 440):
        picture[y : y + 3, 100:1000] = 0
    for x in (100, 400, 700, 1000):
        picture[200:443, x : x + 3] = 0
    out = BytesIO()
    canvas = Canvas(out, (595, 842))
    canvas.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, 595, 842)
    for row in range(3):
        for column in range(3):
            text = canvas.beginText(60 + 150 * column, 842 - 125 - 40 * row)
            text.setTextRenderMode(3)
            text.textLine(f"cell number {row} {column}")
            canvas.drawText(text)
    canvas.save()
    (table,) = read("layer.pdf", out.getvalue()).tables
    assert (table.row_count, table.column_count) == (3, 3)
    assert table.cells[0].text == "cell number 0 0"
