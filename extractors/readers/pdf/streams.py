"""Unpacking the streams of a PDF, none beyond a bound.

What belongs here: the bound, and how pdfminer is made to keep it. It unpacks a stream whole
before it looks at it, and two kilobytes packed twice may be gigabytes: an object that unpacks
has to stop by itself. What does not: what streams hold.
"""

import zlib
from types import SimpleNamespace

from pdfminer import pdftypes

from extractors.losses import BoundExceededError

# Bytes. A page of text unpacks to some kB, a map to some MB; a font of all Chinese has 20 MB.
MOST_UNPACKED = 64_000_000


def bound_streams() -> None:
    """Let pdfminer unpack no stream beyond the bound: then it raises BoundExceededError."""
    vars(pdftypes)["zlib"] = SimpleNamespace(
        decompress=_unpacked, decompressobj=_Unpacking, error=zlib.error
    )


class _Unpacking:
    """What unpacks a stream piece by piece, as `zlib.decompressobj` does."""

    def __init__(self) -> None:
        self._unpacking = zlib.decompressobj()
        self._left = MOST_UNPACKED

    def decompress(self, data: bytes) -> bytes:
        """Unpack a piece; raise BoundExceededError where all pieces are more than the bound."""
        found = self._unpacking.decompress(data, self._left + 1)
        self._left -= len(found)
        if self._left < 0:
            raise BoundExceededError(f"a stream of it unpacks to more than {MOST_UNPACKED:,} bytes")
        return found

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was reached."""
        return self._unpacking.eof


def _unpacked(data: bytes) -> bytes:
    """Unpack a stream, as `zlib.decompress` does."""
    unpacking = _Unpacking()
    found = unpacking.decompress(data)
    if not unpacking.eof:
        raise zlib.error("incomplete or truncated stream")
    return found
