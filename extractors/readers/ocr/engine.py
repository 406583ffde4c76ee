"""Tesseract: whether it is there, for which languages, and the words that it reads in a picture.

What belongs here: the one place that knows tesserocr. What does not: what a page's picture
is cut into, and whether a word is believed.

Tesseract is an optional part (`pip install zhospar[ocr]`), its languages are packages of the
system: both are looked for at run time.
"""

import os
from collections.abc import Iterator
from functools import cache
from glob import glob
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from extractors.languages.profiles import profiles
from extractors.losses import left_out

if TYPE_CHECKING:
    from extractors.readers.ocr.rules import Picture

Layout = Literal["block", "line", "page"]

_PARTS = ("tesserocr", "cv2", "pypdfium2")
_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_DATA = "{}.traineddata"
_SEGMENTATION: dict[Layout, int] = {"block": 6, "line": 7, "page": 4}  # Tesseract's own numbers
_LSTM_ONLY = 1
_LONGEST = 120_000  # milliseconds by the clock for one piece of a page; most take some hundredths
_DOTS = 300  # an inch: what Tesseract is told; letters are scaled to the height of such a print


class ReadWord(NamedTuple):
    """A word as Tesseract gives it: box in pixels, baseline and size of its line, percent sure."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    line: int
    sure: float


@cache
def languages() -> tuple[str, ...]:
    """The codes of our languages whose data Tesseract has here; none without the extra."""
    folder = _folder()
    if folder is None or not all(map(find_spec, _PARTS)):
        return ()
    return tuple(
        code
        for code, profile in profiles().items()
        if profile.tesseract and (folder / _DATA.format(profile.tesseract)).exists()
    )


@cache
def _folder() -> Path | None:
    """Where the data of languages lie, None if nowhere."""
    stated = os.environ.get("TESSDATA_PREFIX")
    found = [stated] if stated else [place for form in _FOLDERS for place in sorted(glob(form))]
    return next((Path(place) for place in found if Path(place).is_dir()), None)


def read_words(picture: "Picture", spoken: tuple[str, ...], layout: Layout) -> Iterator[ReadWord]:
    """Read the words of a grey picture in languages of our codes, line by line.

    Empty words are left out. The picture's letters are to be some 27 pixels high without
    their ascenders.
    """
    api = _api(spoken)
    height, width = picture.shape
    api.SetPageSegMode(_SEGMENTATION[layout])
    api.SetImageBytes(picture.tobytes(), width, height, 1, width)
    api.SetSourceResolution(_DOTS)
    if not api.Recognize(_LONGEST):
        left_out(f"A piece of a picture took more than {_LONGEST // 1000} s: its rest is not read")
    yield from _words(api)
    api.Clear()


def _words(api: Any) -> Iterator[ReadWord]:
    from tesserocr import RIL, iterate_level

    found = api.GetIterator()
    line = 0
    for word in iterate_level(found, RIL.WORD) if found else ():
        if word.Empty(RIL.WORD):
            continue
        line += word.IsAtBeginningOf(RIL.TEXTLINE)
        text = word.GetUTF8Text(RIL.WORD).strip()
        x0, y0, x1, y1 = word.BoundingBox(RIL.WORD)
        if text:
            base = _height_at((x0 + x1) / 2, word.Baseline(RIL.TEXTLINE), y1)
            yield ReadWord(text, x0, y0, x1, y1, base, line, word.Confidence(RIL.WORD))


def _height_at(x: float, baseline: Any, bottom: float) -> float:
    """Where a line's baseline, given by two points, is at `x`."""
    if not baseline:
        return bottom
    (x0, y0), (x1, y1) = baseline
    return float(y0 + (y1 - y0) * (x - x0) / (x1 - x0)) if x1 > x0 else float(y0)


@cache
def _api(spoken: tuple[str, ...]) -> Any:
    """Tesseract with the data of languages loaded: it costs a tenth of a second."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads cost more than they gain
    from tesserocr import PyTessBaseAPI

    names = "+".join(profiles()[code].tesseract or "" for code in spoken)
    return PyTessBaseAPI(path=str(_folder()), lang=names, oem=_LSTM_ONLY)
