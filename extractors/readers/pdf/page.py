"""From a page's drawing commands to runs of glyphs and ruling lines.

What belongs here: the pdfminer device that pdfplumber's pages are drawn on, and
what it keeps of a page. What does not: lines of text, grids, any meaning.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import LITERAL_FORM, PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_pt, mult_matrix

from extractors.losses import left_out
from extractors.readers.layout.page_model import Rule
from schemas.document import BoundingBox, Place, UnsureWord

_THIN = 3.0  # points: a filled rectangle no thicker than this is a ruling line
_THICK_STROKE = 5.0  # a stroke thicker than this is a coloured band, no rule
_STROKED_TEXT = {1, 2, 5, 6}  # text render modes that draw outlines: bold by stroking
_INVISIBLE_TEXT = 3  # the mode of a text layer that recognition laid over a picture
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_BOLD_WEIGHT = 600
_MOST_FORMS = 5000  # of a page, each at a place of its own: maps of signs have some thousands


class Glyph(NamedTuple):
    """A character and where it stands along its line."""

    x0: float
    x1: float
    text: str


class GlyphRun(NamedTuple):
    """Glyphs that one command draws, on one baseline `y`, in the frame of their `turn`."""

    glyphs: list[Glyph]
    y: float
    size: float
    bold: bool
    turn: int


class Frame(NamedTuple):
    """A page of `width` by `height` points, seen so that text of a `turn` is upright.

    A turn counts quarters counterclockwise: 1 is text that reads upwards. A page that
    was read from a picture was made straight: `onto` leads a box back onto the page.
    """

    turn: int
    width: float
    height: float
    onto: Callable[[BoundingBox], BoundingBox] | None = None

    def into(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point of the page into this frame."""
        if self.turn == 0:
            return x, y
        if self.turn == 1:
            return self.height - y, x
        if self.turn == 2:
            return self.width - x, self.height - y
        return y, self.width - x

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point of this frame back into the page."""
        if self.turn == 0:
            return x, y
        if self.turn == 1:
            return y, self.height - x
        if self.turn == 2:
            return self.width - x, self.height - y
        return self.width - y, x

    def box_back(self, box: BoundingBox) -> BoundingBox:
        """Turn a box of this frame back into the page."""
        turned = _box(self.back(box[0], box[1]), self.back(box[2], box[3]))
        return self.onto(turned) if self.onto else turned

    def place(self, page: int, box: BoundingBox) -> Place:
        """The place of a box of this frame on a page, in tenths of points."""
        x0, y0, x1, y1 = self.box_back(box)
        rounded = (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))
        return Place(page=page, bbox=rounded, source="ocr" if self.onto else "text")

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height as seen in this frame."""
        return (self.width, self.height) if self.turn % 2 == 0 else (self.height, self.width)


@dataclass
class PageContent:
    """What a page draws, in points from its top left.

    `runs` and the rules are in `frame`, the one in which most of the text is
    upright; `turned` holds runs of other turns, each in its own frame.
    `undefined` counts glyphs without Unicode; `pictures` are boxes on the page as it
    is displayed.
    """

    number: int
    frame: Frame
    runs: list[GlyphRun] = field(default_factory=list)
    turned: list[GlyphRun] = field(default_factory=list)
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    undefined: int = 0
    pictures: list[BoundingBox] = field(default_factory=list)
    unsure: list[UnsureWord] = field(default_factory=list)  # of a page that is a picture
    invisible: int = 0  # glyphs that leave no ink, as recognition lays them over pictures

    @property
    def text(self) -> str:
        """Its glyphs in the order in which they are drawn."""
        runs = (*self.runs, *self.turned)
        return " ".join("".join(glyph.text for glyph in run.glyphs) for run in runs)

    @cached_property
    def glyph_count(self) -> int:
        """The number of glyphs that leave ink."""
        runs = (*self.runs, *self.turned)
        return sum(not glyph.text.isspace() for run in runs for glyph in run.glyphs)

    def frame_of(self, turn: int) -> Frame:
        """The frame in which text of `turn` is upright."""
        return self.frame._replace(turn=turn)


def draw(page: Any) -> PageContent:
    """Draw a pdfplumber page and return what it holds."""
    device = _Device(page.pdf.rsrcmgr)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    if device.has_undrawn:
        message = f"The page draws more than {_MOST_FORMS} forms: the others are not read"
        left_out(message, place=Place(page=page.page_number))
    return device.content(page.page_number)


class _Interpreter(PDFPageInterpreter):
    """Draws a form once at each place: drawn again there, it shows nothing new.

    Forms that each draw the next twice would else be drawn 2^30 times by 2 kB.
    """

    device: "_Device"

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - pdfminer's name
        """Draw a picture, or a form unless it is drawn there already."""
        xobject = stream_value(self.xobjmap.get(literal_name(xobjid_arg)))
        form = xobject.objid if xobject.get("Subtype") is LITERAL_FORM else None
        if form is None or self.device.is_new(form, self.ctm):
            super().do_Do(xobjid_arg)


class _Device(PDFTextDevice):
    """Keeps runs and rules as a page draws them: pdfplumber's objects cost ten times as much."""

    ctm: Any

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self._frame = Frame(0, 0.0, 0.0)
        self._runs: list[GlyphRun] = []
        self._segments: list[tuple[float, float, float, float]] = []
        self._undefined = 0
        self._invisible = 0
        self._pictures: list[BoundingBox] = []
        self._letters: dict[tuple[Any, int], tuple[str, float]] = {}
        self._boldness: dict[Any, bool] = {}
        self._drawn: set[tuple[Any, ...]] = set()
        self.has_undrawn = False

    def is_new(self, form: int, ctm: Any) -> bool:
        """Note that a form is drawn where `ctm` puts it; tell whether it was not yet.

        Past `_MOST_FORMS` none is drawn, which is told as a loss.
        """
        place = (form, *ctm)
        if place in self._drawn:
            return False
        if len(self._drawn) >= _MOST_FORMS:
            self.has_undrawn = True
            return False
        self._drawn.add(place)
        return True

    def content(self, number: int) -> PageContent:
        """Return what was drawn, seen so that most of its text is upright."""
        turns = Counter[int]()
        for run in self._runs:
            turns[run.turn] += len(run.glyphs)
        turn = max(turns, key=lambda t: (turns[t], -t), default=0)
        content = PageContent(number, self._frame._replace(turn=turn))
        for run in self._runs:
            (content.runs if run.turn == turn else content.turned).append(run)
        for segment in self._segments:
            _add_rule(content, segment)
        content.undefined = self._undefined
        content.invisible = self._invisible
        content.pictures = self._pictures
        return content

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Note the page's size, as it is displayed."""
        x0, y0, x1, y1 = page.mediabox
        corner, opposite = apply_matrix_pt(ctm, (x0, y0)), apply_matrix_pt(ctm, (x1, y1))
        width, height = abs(corner[0] - opposite[0]), abs(corner[1] - opposite[1])
        self._frame = Frame(0, width, height)

    def render_image(self, name: str, stream: Any) -> None:
        """Note where a picture stands: it fills the unit square."""
        x0, y0, x1, y1 = _box(*map(self._on_page, ((0, 0), (0, 1), (1, 0), (1, 1))))
        width, height = self._frame.width, self._frame.height
        box = max(0.0, x0), max(0.0, y0), min(width, x1), min(height, y1)
        if box[0] < box[2] and box[1] < box[3]:
            self._pictures.append(box)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Keep a string's glyphs, with their advance widths, as one run."""
        font = textstate.font
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        size, scaling = textstate.fontsize, textstate.scaling * 0.01
        placed, x = self._place(font, seq, x, textstate, size * scaling)
        textstate.linematrix = (x, y)
        if not placed:
            return
        stretch = (a * a + b * b) ** 0.5
        turn = _turn(a, b)
        frame = self._frame._replace(turn=turn)
        rise = y + textstate.rise
        start = frame.into(c * rise + e, self._frame.height - d * rise - f)
        glyphs = [
            Glyph(start[0] + stretch * g.x0, start[0] + stretch * g.x1, g.text) for g in placed
        ]
        height = abs(size) * (c * c + d * d) ** 0.5
        if textstate.render == _INVISIBLE_TEXT:
            self._invisible += len(glyphs)
        bold = textstate.render in _STROKED_TEXT or self._is_bold(font)
        self._runs.append(GlyphRun(glyphs, start[1], height, bold, turn))

    def _place(
        self, font: Any, seq: Any, x: float, textstate: Any, scale: float
    ) -> tuple[list[Glyph], float]:
        """Set the glyphs of a string along its line; return them and where the pen ends."""
        scaling = textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0.0 if font.is_multibyte() else textstate.wordspace * scaling
        glyphs: list[Glyph] = []
        spaced = False
        for part in seq:
            if isinstance(part, int | float):
                x -= part * 0.001 * scale
                spaced = True
                continue
            if not isinstance(part, bytes):
                continue
            for cid in font.decode(part):
                if spaced:
                    x += charspace
                text, width = self._letter(font, cid)
                end = x + width * scale
                if text:
                    glyphs.append(Glyph(x, end, text))
                x = end
                if cid == 32:
                    x += wordspace
                spaced = True
        return glyphs, x

    def _letter(self, font: Any, cid: int) -> tuple[str, float]:
        """Return a glyph's text ("" where the font does not tell) and width."""
        key = (font, cid)
        known = self._letters.get(key)
        if known is None:
            try:
                text = _readable(font.to_unichr(cid))
            except PDFUnicodeNotDefined:
                text = ""
            known = self._letters[key] = (text, font.char_width(cid))
        if not known[0]:
            self._undefined += 1
        return known

    def _is_bold(self, font: Any) -> bool:
        known = self._boldness.get(font)
        if known is None:
            name = str(font.fontname).lower()
            weight = getattr(font, "descriptor", {}).get("FontWeight", 0)
            known = any(word in name for word in _BOLD_NAMES) or (
                isinstance(weight, int | float) and weight >= _BOLD_WEIGHT
            )
            self._boldness[font] = known
        return known

    def paint_path(
        self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        """Keep the straight lines of a path that a reader of the page can see as rules."""
        stroke = stroke and not _is_white(graphicstate.scolor)
        fill = fill and not _is_white(graphicstate.ncolor)
        a, b, c, d, _, _ = self.ctm
        band = graphicstate.linewidth * abs(a * d - b * c) ** 0.5 > _THICK_STROKE
        for points in _subpaths(path):
            placed = [self._on_page(point) for point in points]
            x0, y0, x1, y1 = _box(*placed)
            if (stroke or fill) and min(x1 - x0, y1 - y0) <= _THIN:
                if not (stroke and band):
                    self._segments.append((x0, y0, x1, y1))
            elif stroke:
                self._segments.extend((*start, *end) for start, end in pairwise(placed))

    def _on_page(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = apply_matrix_pt(self.ctm, point)
        return x, self._frame.height - y


def _readable(text: str) -> str:
    """Replace symbol fonts' private characters by a bullet, control characters by nothing."""
    if len(text) == 1 and "\ue000" <= text <= "\uf8ff":
        return "-" if text == "\uf02d" else "•"
    return "".join(char for char in text if char >= " " and char != "\x7f")


def _turn(a: float, b: float) -> int:
    """Quarters counterclockwise by which text of this matrix is turned."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _box(*points: tuple[float, float]) -> BoundingBox:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_white(color: Any) -> bool:
    """Tell whether nothing shows: 1 in grey and RGB, no ink in CMYK."""
    values = color if isinstance(color, tuple | list) else (color,)
    if not all(isinstance(value, int | float) for value in values):
        return False
    return all(v == 0 for v in values) if len(values) == 4 else all(v >= 0.999 for v in values)


def _subpaths(path: Iterable[Any]) -> list[list[tuple[float, float]]]:
    """Cut a path into runs of straight segments: lists of at least two points."""
    found: list[list[tuple[float, float]]] = []
    points: list[tuple[float, float]] = []
    for operator, *operands in path:
        if operator == "l":
            points.append((operands[0], operands[1]))
        elif operator == "h":
            points.extend(points[:1])
        else:  # a new start, or a curve, which no rule has
            found.append(points)
            points = [(operands[-2], operands[-1])]
    return [points for points in (*found, points) if len(points) > 1]


def _add_rule(content: PageContent, segment: tuple[float, float, float, float]) -> None:
    """Add a segment of the page to the rules of its direction, if it is one."""
    start, end = segment[:2], segment[2:]
    x0, y0, x1, y1 = _box(content.frame.into(*start), content.frame.into(*end))
    if y1 - y0 <= _THIN < x1 - x0:
        content.horizontals.append(Rule((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= _THIN < y1 - y0:
        content.verticals.append(Rule((x0 + x1) / 2, y0, y1))
