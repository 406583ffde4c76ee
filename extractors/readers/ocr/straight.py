"""A page's picture made straight: turned upright, its rules level, bent paper flattened.

What belongs here: by how much a picture leans, and where each point of the straight picture
stands in the one that was given. What does not: finding strokes (`rules`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.readers.ocr.rules import Picture, Stroke, find_strokes, in_grids, ink_of

_STEEPEST = 8.0  # degrees by which a page may lie askew
_STEP, _FINE = 0.5, 0.1  # degrees
_SEEN = 700  # pixels of the longer side that show how a page lies
_FEW = 4  # strokes each way: fewer do not tell how paper is bent
_ROUNDS = 2  # of straightening: the first leaves a tenth of what was askew
_STRAIGHT = 0.0008  # of the length: what leans less is level


@dataclass(frozen=True)
class Bend:
    """How a picture's points stand in the one that it was made of: a turn and a bend.

    `across` gives the slope of rules at a point by (1, y, x, xy), `down` by (1, x, y, xy), both
    measured from the middle in shares of the longer side.
    """

    across: tuple[float, float, float, float]
    down: tuple[float, float, float, float]
    scale: float
    centre: tuple[float, float]

    def source(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Where points of the straight picture stand in the one before it, in pixels."""
        u, v = (x - self.centre[0]) / self.scale, (y - self.centre[1]) / self.scale
        a, b, c, d = self.across
        e, f, g, h = self.down
        down = (a + b * v) * u + (c + d * v) * u * u / 2
        aside = (e + f * u) * v + (g + h * u) * v * v / 2
        return x + aside * self.scale, y + down * self.scale


@dataclass(frozen=True)
class Straightening:
    """The steps that made a picture straight, the first of them first."""

    turn: NDArray[np.float64]  # 2 by 3: from the picture given into the first that is turned
    bends: tuple[Bend, ...] = ()

    def source(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the straight picture stands in the one given, in pixels."""
        for bend in reversed(self.bends):
            x, y = bend.source(x, y)
        back = np.linalg.inv(np.vstack([self.turn, [0.0, 0.0, 1.0]]))
        point = back @ np.array([x, y, 1.0])
        return float(point[0]), float(point[1])


def straightened(picture: Picture, dots: float) -> tuple[Picture, Straightening]:
    """Return a grey picture of `dots` an inch made straight, and how that was done."""
    turn, picture = _turned(picture, _lean(picture))
    steps = Straightening(turn)
    for _ in range(_ROUNDS):
        bend = _bend(picture, dots)
        if bend is None:
            break
        picture = _unbent(picture, bend)
        steps = Straightening(turn, (*steps.bends, bend))
    return picture, steps


def _lean(picture: Picture) -> float:
    """The degrees by which lines of text and rules fall to the right."""
    import cv2

    scale = min(1.0, _SEEN / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = ink_of(np.asarray(small, np.uint8), _SEEN / 11.7)
    coarse = _sharpest(ink, np.arange(-_STEEPEST, _STEEPEST + _STEP, _STEP))
    return _sharpest(ink, np.arange(coarse - _STEP, coarse + _STEP, _FINE))


def _sharpest(ink: Picture, angles: NDArray[np.float64]) -> float:
    """The angle at which rows of ink and rows without differ most."""
    return float(max(angles, key=lambda angle: _sharpness(_turned(ink, angle, paper=0)[1])))


def _sharpness(ink: Picture) -> float:
    rows = ink.sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _turned(
    picture: Picture, angle: float, paper: int = 255
) -> tuple[NDArray[np.float64], Picture]:
    """Turn a picture about its middle so that what falls to the right by `angle` is level."""
    import cv2

    height, width = picture.shape
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), np.float64)
    if abs(angle) < _FINE / 2:
        return np.eye(2, 3), picture
    done = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=(paper,),
    )  # fmt: skip
    return turn, np.asarray(done, np.uint8)


def _bend(picture: Picture, dots: float) -> Bend | None:
    """How the rules of a picture lean, place by place; None if it has few or they are level."""
    strokes = find_strokes(ink_of(picture, dots), dots)
    across, down = in_grids(strokes, dots)
    height, width = picture.shape
    scale, centre = float(max(picture.shape)), (width / 2, height / 2)
    flat = _slopes(((s.start + s.end) / 2, s.at, s) for s in across)
    steep = _slopes((s.at, (s.start + s.end) / 2, s) for s in down)
    if len(flat) < _FEW and len(steep) < _FEW:
        return None
    by_row = _fitted(flat, scale, centre, swap=False)
    by_column = _fitted(steep, scale, centre, swap=True)
    if max(map(abs, (*by_row, *by_column))) < _STRAIGHT:
        return None
    return Bend(by_row, by_column, scale, centre)


def _slopes(places: Iterable[tuple[float, float, Stroke]]) -> NDArray[np.float64]:
    """Rows of x, y, slope and length, one a stroke."""
    rows = [(x, y, one.slope, one.end - one.start) for x, y, one in places]
    return np.array(rows, np.float64).reshape(-1, 4)


def _fitted(
    slopes: NDArray[np.float64], scale: float, centre: tuple[float, float], *, swap: bool
) -> tuple[float, float, float, float]:
    """Fit how slopes change over the page, twice: the second time without what is far off."""
    if len(slopes) < _FEW:
        return 0.0, 0.0, 0.0, 0.0
    u, v = (slopes[:, 0] - centre[0]) / scale, (slopes[:, 1] - centre[1]) / scale
    first, second = (u, v) if swap else (v, u)
    terms = np.stack([np.ones_like(u), first, second, first * second], axis=1)
    weights = np.sqrt(slopes[:, 3] / scale)
    found = np.zeros(4)
    for _ in range(3):
        ridge = 0.02 * np.eye(4)  # what few strokes do not tell stays nought
        ridge[0, 0] = 0.0
        left = np.vstack([terms * weights[:, None], ridge])
        right = np.concatenate([slopes[:, 2] * weights, np.zeros(4)])
        found = np.linalg.lstsq(left, right, rcond=None)[0]
        off = np.abs(terms @ found - slopes[:, 2])
        weights = np.sqrt(slopes[:, 3] / scale) / (1 + (off / 0.004) ** 2)
    return float(found[0]), float(found[1]), float(found[2]), float(found[3])


def _unbent(picture: Picture, bend: Bend) -> Picture:
    import cv2

    height, width = picture.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    from_x, from_y = bend.source(x, y)
    done = cv2.remap(
        picture, np.asarray(from_x, np.float32), np.asarray(from_y, np.float32),
        cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,),
    )  # fmt: skip
    return np.asarray(done, np.uint8)
