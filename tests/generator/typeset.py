"""Lines of type: where they break, and how far their letters are spread.

What belongs here: measures of text in the one font there is. What does not:
where lines stand on a page (`pdf`).
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.generator.look import Look

REGULAR, BOLD = "PTSerif", "PTSerif-Bold"
LETTER_SHARE = 0.2  # of the room to spread a line over, if it has spaces
PIECES = re.compile(r"\s+|[\w.%№-]+|[^\w\s]")
OFFICE_PIECES = re.compile(r"\s+|[^\s-]+-*|-+")


@cache
def load_fonts() -> None:
    """Make the fonts known to reportlab, once."""
    folder = files("fontpkg_pt_serif") / "files"
    for name, file in ((REGULAR, "PT_Serif-Web-Regular.ttf"), (BOLD, "PT_Serif-Web-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))


def width_of(text: str, font: str, size: float) -> float:
    """Width in points."""
    load_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))


@dataclass(frozen=True)
class Line:
    """A line of text; its printed spaces may include one at the end. `last` of a paragraph."""

    text: str
    last: bool


def break_text(text: str, width: float, font: str, size: float, look: Look) -> list[Line]:
    """Break each paragraph of `text` into lines no wider than `width` points."""
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        broken = break_paragraph(paragraph, width, font, size, look.cut_words)
        ended = [end_line(line, width, font, size, look.end_space) for line in broken]
        lines += [Line(line, i == len(ended) - 1) for i, line in enumerate(ended)]
    return lines


def break_paragraph(text: str, width: float, font: str, size: float, cut_words: bool) -> list[str]:
    """Fill lines piece by piece; a piece wider than a line is cut at the line's edge."""
    lines, line = [], ""
    for piece in (PIECES if cut_words else OFFICE_PIECES).findall(text):
        if width_of((line + piece).rstrip(" "), font, size) > width and not piece.isspace():
            lines.append(line)
            line = ""
        while width_of(piece, font, size) > width and len(piece) > 1:
            fits = fitting(piece, width, font, size)
            lines.append(piece[:fits])
            piece = piece[fits:]
        line += piece if line or not lines or not piece.isspace() else ""
    return [line for line in [*lines, line] if line.strip()] or [""]


def fitting(piece: str, width: float, font: str, size: float) -> int:
    """How many letters of `piece` fit on a line, at least one."""
    fits = 1
    while fits < len(piece) and width_of(piece[: fits + 1], font, size) <= width:
        fits += 1
    return fits


def end_line(line: str, width: float, font: str, size: float, end_space: str) -> str:
    """The line with the space at its end, or without it, as the look has it."""
    fits = width_of(line, font, size) <= width
    return line if end_space == "always" or (end_space == "fitting" and fits) else line.rstrip(" ")


def gaps(text: str, spare: float) -> list[float]:
    """The gap in points after each character but the last that spreads `text` over `spare` more.

    Four fifths of the room go to the spaces and one fifth to the letters, or
    all of it to the letters where there is no space: the rule of the XHTML
    renderer that prints the legal database's PDFs.
    """
    spaces = text.count(" ")
    letters = len(text) - spaces
    beside_letter = spare * (LETTER_SHARE if spaces else 1.0) / max(letters - 1, 1)
    beside_space = spare * (1 - LETTER_SHARE) / max(spaces, 1)
    return [beside_space if character == " " else beside_letter for character in text[:-1]]
