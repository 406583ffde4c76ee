"""Unpacking the streams of a PDF, none beyond a bound.

What belongs here: the bound, and how pdfminer is made to keep it. It unpacks a stream whole
before it looks at it, and two kilobytes packed twice may be gigabytes: an object that unpacks
has to stop by itself. What does not: what streams hold.
"""

import zlib
from base64 import a85decode
from collections.abc import Callable
from types import SimpleNamespace

from pdfminer import pdftypes, utils
from pdfminer.pdfexceptions import PDFException

from extractors.losses import BoundExceededError

# Bytes. A page of text unpacks to some kB, a map to some MB; a font of all Chinese has 20 MB.
MOST_UNPACKED = 64_000_000
_LONGEST_LINE = 1_000_000  # bytes of a line of samples, which predictors hold whole
_CLEAR, _END = 256, 257  # codes of LZW (ISO 32000-1, 7.4.4.2)
_WIDEST = 12  # bits of such a code
_NO_MORE = 128  # ends run lengths (ISO 32000-1, 7.4.5)
_SPACE = b" \t\r\n\f\v\0"


def bound_streams() -> None:
    """Let pdfminer unpack no stream beyond the bound: then it raises BoundExceededError."""
    vars(pdftypes).update(
        zlib=SimpleNamespace(decompress=_unpacked, decompressobj=_Unpacking, error=zlib.error),
        lzwdecode=_unpacked_lzw,
        rldecode=_unpacked_runs,
        ascii85decode=_unpacked_ascii85,
        apply_png_predictor=_bounded_lines(utils.apply_png_predictor),
        apply_tiff_predictor=_bounded_lines(utils.apply_tiff_predictor),
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
            raise _too_much()
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


def _too_much() -> BoundExceededError:
    return BoundExceededError(f"a stream of it unpacks to more than {MOST_UNPACKED:,} bytes")


def _unpacked_lzw(data: bytes) -> bytes:
    """Unpack LZW, whose codes get wider one code early (ISO 32000-1, 7.4.4); damage ends it."""
    found, last = bytearray(), b""
    table, width = _first_table(), 9
    held = bits = 0
    for byte in data:
        held, bits = held << 8 | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & ((1 << bits) - 1)
        if code == _END or code > len(table):
            break
        if code == _CLEAR:
            table, width, last = _first_table(), 9, b""
            continue
        known = table[code] if code < len(table) else last + last[:1]
        if last and len(table) < 1 << _WIDEST:
            table.append(last + known[:1])
            width = min(_WIDEST, (len(table) + 1).bit_length())
        last = known
        found += known
        if len(found) > MOST_UNPACKED:
            raise _too_much()
    return bytes(found)


def _first_table() -> list[bytes]:
    return [*(bytes([byte]) for byte in range(_CLEAR)), b"", b""]


def _unpacked_runs(data: bytes) -> bytes:
    """Unpack runs: a length and so many bytes, or 257 less it and a byte to repeat."""
    found, place = bytearray(), 0
    while place < len(data) and (length := data[place]) != _NO_MORE:
        if length < _NO_MORE:
            found += data[place + 1 : place + 2 + length]
            place += length + 2
        else:
            found += data[place + 1 : place + 2] * (257 - length)
            place += 2
        if len(found) > MOST_UNPACKED:
            raise _too_much()
    return bytes(found)


def _unpacked_ascii85(data: bytes) -> bytes:
    """Unpack ASCII85 with its marks at both ends or without; "z" is four bytes (7.4.3)."""
    if len(data) + 3 * data.count(b"z") > MOST_UNPACKED:
        raise _too_much()
    data = data.strip(_SPACE)
    begun = data.removeprefix(b"<").lstrip(_SPACE)
    data = begun[1:] if begun.startswith(b"~") else data
    ended = data.removesuffix(b">").rstrip(_SPACE)
    data = ended[:-1] if ended.endswith(b"~") else data
    return a85decode(data)


def _bounded_lines(predict: Callable[..., bytes]) -> Callable[..., bytes]:
    """Let a predictor make no longer lines of samples than any picture has."""

    def bounded(*arguments: object) -> bytes:
        samples = 1
        for number in arguments[-4:-1]:  # colours, columns, bits; bytes come last
            if not isinstance(number, int) or number < 1:
                raise PDFException(f"A predictor of lines of {arguments[-4:-1]}")
            samples *= number
        if samples > 8 * _LONGEST_LINE:
            raise BoundExceededError(f"a line of its samples has more than {_LONGEST_LINE:,} bytes")
        return predict(*arguments)

    return bounded
