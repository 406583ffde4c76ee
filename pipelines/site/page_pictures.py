"""A page of a PDF as it is printed, with a row's box marked: drawn on demand from the source file.

What belongs here: finding the file, drawing in a process of its own within limits, keeping what
was drawn. What does not: where a row stands (the database says).

`python -m pipelines.site.page_pictures FILE PAGE [BOX]` writes one page as PNG to its output.
"""

import hashlib
import io
import json
import resource
import sqlite3
import subprocess
import sys
from collections import OrderedDict
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from pipelines.site.asking import Record, records
from schemas.tables import TABLES

_WIDTH = 1000  # pixels: text of a page can be read
_PIXELS = 4_000_000  # of a picture; long pages are drawn smaller
_SECONDS = 20  # of a processor, for one page
_MEMORY = 1_500_000_000  # bytes
_KEPT = 60  # pictures, of some 200 kB each
_EDGE = (210, 72, 27)
_PLACED = [m for m in TABLES if "bbox" in m.model_fields and len(m.primary_key) == 1]
_kept: OrderedDict[tuple[str, int, str], bytes] = OrderedDict()


def source_of(document: Record, database: Path) -> Path | None:
    """Return the file that a document was read from, None if it is gone or has changed.

    It is looked for from the current folder and from the one that holds the output folder.
    """
    if document["format"] != "pdf":
        return None
    named = Path(document["path"])
    for path in (named, database.absolute().parent.parent / named):
        with suppress(OSError):
            told = path.stat()
            if _digest(path, told.st_mtime_ns, told.st_size) == document["sha256"]:
                return path
    return None


def box_of(db: sqlite3.Connection, row_id: str, page: int) -> str:
    """Return the box of a row, JSON [x0, top, x1, bottom] in points; "" if it has none there."""
    for model in _PLACED:
        sql = f'select bbox from "{model.table}" where "{model.primary_key[0]}" = ? and page = ?'
        for row in records(db, sql, (row_id, page)):
            return row["bbox"] or ""
    return ""


def picture(path: Path, digest: str, page: int, box: str) -> bytes | None:
    """Return a page as PNG, None if it cannot be drawn within the limits."""
    key = (digest, page, box)
    if key not in _kept:
        command = [sys.executable, "-m", __name__, str(path), str(page), box]
        try:
            done = subprocess.run(command, capture_output=True, timeout=3 * _SECONDS, check=True)
        except (subprocess.SubprocessError, OSError):
            return None
        _kept[key] = done.stdout
    _kept.move_to_end(key)
    while len(_kept) > _KEPT:
        _kept.popitem(last=False)
    return _kept[key]


@lru_cache(maxsize=100)
def _digest(path: Path, modified: int, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _draw(path: str, number: int, box: str) -> bytes:
    """Return the page as PNG. Raises what pypdfium2 raises."""
    import pypdfium2
    from PIL import ImageDraw

    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        page.set_cropbox(*page.get_mediabox())  # boxes are told on the whole sheet
        width, height = page.get_size()
        scale = min(_WIDTH / width, (_PIXELS / (width * height)) ** 0.5)
        image = page.render(scale=scale).to_pil().convert("RGB")
    if box:
        x0, top, x1, bottom = (edge * scale for edge in json.loads(box))
        edges = (min(x0, x1) - 4, min(top, bottom) - 4, max(x0, x1) + 4, max(top, bottom) + 4)
        ImageDraw.Draw(image).rectangle(edges, outline=_EDGE, width=3)
    held = io.BytesIO()
    image.quantize(16).save(held, "PNG", optimize=True)
    return held.getvalue()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.stdout.buffer.write(_draw(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
