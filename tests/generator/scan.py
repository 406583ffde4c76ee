"""Print a PDF's pages as pictures, as scanners and phones give them: the same bytes each time.

What belongs here: what becomes of paper on its way to a file, by trait. What does not: what is
printed (`pdf`).
"""

from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]
Spoil = Callable[[Picture, Random], Picture]
DOTS = 200  # an inch
QUALITY = 85  # of JPEG, where no trait says another


def _noise(picture: Picture, rng: Random) -> Picture:
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, 12, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def _skew(picture: Picture, rng: Random) -> Picture:
    height, width = picture.shape
    angle = rng.choice((-1, 1)) * rng.uniform(0.8, 3.0)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), borderValue=(255,)), np.uint8)


def _trapezoid(picture: Picture, rng: Random) -> Picture:
    height, width = picture.shape
    off = 0.025 * width
    given = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = given + np.array([[rng.uniform(0, off), rng.uniform(0, off)] for _ in range(4)])
    turn = cv2.getPerspectiveTransform(given, moved.astype(np.float32))
    done = cv2.warpPerspective(picture, turn, (width, height), borderValue=(255,))
    return np.asarray(done, np.uint8)


def _blur(picture: Picture, rng: Random) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.7, 1.1)), np.uint8)


def _shadow(picture: Picture, rng: Random) -> Picture:
    height, width = picture.shape
    x = np.linspace(0, 1, width)[None, :]
    y = np.linspace(0, 1, height)[:, None]
    slope = rng.uniform(0.2, 0.45)
    shade = 1 - slope * (x if rng.random() < 0.5 else 1 - x) * (0.5 + y / 2)
    return np.clip(picture * shade, 0, 255).astype(np.uint8)


def _stamp(picture: Picture, rng: Random) -> Picture:
    """A round stamp and a signature over the lower half."""
    height, width = picture.shape
    ink = np.zeros_like(picture)
    x, y = rng.randint(width // 2, 3 * width // 4), rng.randint(height // 2, 3 * height // 4)
    radius = round(0.7 * DOTS)
    cv2.circle(ink, (x, y), radius, (255,), 5)
    cv2.circle(ink, (x, y), round(0.7 * radius), (255,), 3)
    points = np.array(
        [(x - 2 * radius + 18 * n, y + rng.randint(-40, 40)) for n in range(20)], np.int32
    )
    cv2.polylines(ink, [points], False, (255,), 3)
    return np.where(ink > 0, np.minimum(picture, 110), picture).astype(np.uint8)


def _watermark(picture: Picture, _: Random) -> Picture:
    height, width = picture.shape
    ink = np.zeros_like(picture)
    where = (width // 8, height // 2)
    cv2.putText(ink, "COPY COPY COPY", where, cv2.FONT_HERSHEY_SIMPLEX, width / 600, (255,), 9)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 35, 1.0)
    slanted = cv2.warpAffine(ink, turn, (width, height))
    return np.where(slanted > 0, np.minimum(picture, 205), picture).astype(np.uint8)


def _upside_down(picture: Picture, _: Random) -> Picture:
    return np.ascontiguousarray(picture[::-1, ::-1])


def _sideways(picture: Picture, _: Random) -> Picture:
    return np.ascontiguousarray(np.rot90(picture))


TRAITS: Mapping[str, Spoil] = {
    "noise": _noise,
    "skew": _skew,
    "trapezoid": _trapezoid,
    "blur": _blur,
    "shadow": _shadow,
    "stamp": _stamp,
    "watermark": _watermark,
    "upside down": _upside_down,
    "sideways": _sideways,
}
QUALITIES = {"JPEG 60": 60, "JPEG 30": 30}


def pictures_of(pdf: bytes, traits: tuple[str, ...] = (), seed: int = 0) -> list[Picture]:
    """Each page of a PDF in grey, with what traits do to it."""
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        rendered = page.render(scale=DOTS / 72, grayscale=True).to_numpy()
        picture = np.ascontiguousarray(rendered.reshape(rendered.shape[:2]))
        rng = Random(f"{seed} {number}")
        for trait in traits:
            if trait in TRAITS:
                picture = TRAITS[trait](picture, rng)
        pages.append(picture)
    return pages


def to_scan(pdf: bytes, traits: tuple[str, ...] = (), seed: int = 0) -> bytes:
    """A PDF whose pages are pictures of another's."""
    quality = min((QUALITIES[trait] for trait in traits if trait in QUALITIES), default=QUALITY)
    images = [Image.fromarray(picture) for picture in pictures_of(pdf, traits, seed)]
    out = BytesIO()
    images[0].save(
        out, "PDF", save_all=True, append_images=images[1:], resolution=DOTS, quality=quality
    )
    return out.getvalue()
