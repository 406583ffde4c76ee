"""Forms of a PDF that draw each other: each is drawn once at a place, and not without end."""

from io import BytesIO

import pdfplumber

from extractors.losses import collected
from extractors.readers.pdf.page import draw

LEVELS = 30


def pdf(draws: str) -> bytes:
    """A page whose forms each draw the next by `draws`; the last writes a word."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[5 0 R]/Count 1>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream("/X Do", ""),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</XObject<</X 6 0 R>>>>>>",
    ]
    for number in range(6, 6 + LEVELS):
        objects.append(stream(draws, f"/Resources<</XObject<</X {number + 1} 0 R>>>>"))
    text = "BT /F1 12 Tf 50 700 Td (word) Tj ET"
    objects.append(stream(text, "/Resources<</Font<</F1 3 0 R>>>>"))
    body = "".join(f"{i} 0 obj\n{obj}\nendobj\n" for i, obj in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF\n".encode()


def stream(content: str, fields: str) -> str:
    head = f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]{fields}/Length {len(content)}>>"
    return f"{head}stream\n{content}\nendstream"


def read_words(data: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(data)) as opened:
        runs = draw(opened.pages[0]).runs
    return ["".join(glyph.text for glyph in run.glyphs) for run in runs]


def test_a_form_is_drawn_once_at_a_place() -> None:
    assert read_words(pdf("/X Do /X Do")) == ["word"]


def test_a_form_is_drawn_at_each_of_its_places() -> None:
    moved = "q 1 0 0 1 0 20 cm /X Do Q"
    once = pdf("/X Do").replace(b"/X Do", f"/X Do {moved}".encode(), 1)
    assert read_words(once) == ["word", "word"]


def test_forms_that_double_at_other_places_end() -> None:
    with collected() as losses:
        assert read_words(pdf("q 1 0 0 1 1 0 cm /X Do Q q .5 0 0 .5 0 0 cm /X Do Q"))
    assert ["forms" in loss.message for loss in losses.found] == [True]
