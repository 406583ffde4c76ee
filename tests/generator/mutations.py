"""Documents with small faults: bytes flipped, cut, doubled and swapped, members of containers too.

What belongs here: faults as plain values, and making them in a document. What does
not: what readers say of the outcome (`tests.test_fuzz`, `benchmarks.fuzz`).
"""

import io
import re
import zipfile
import zlib
from base64 import a85decode
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Literal, NamedTuple, get_args

from hypothesis import strategies as st
from lxml import etree

Level = Literal["bytes", "blocks", "parts"]
Kind = Literal["flip", "cut", "double", "swap", "splice", "number", "insert", "many"]
_KINDS: tuple[Kind, ...] = get_args(Kind)
_LEVELS: tuple[Level, ...] = get_args(Level)
_MOST = 4  # faults in one document
_LONGEST = 2_000_000  # bytes of a document with faults: they grow when parts are doubled
_MANY = 200  # times that something is repeated
# What parsers trip over: ends of strings, markers, numbers at the edge of a type.
_ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n" * 50, b" " * 500, b"\xd0", b"\xf0\x9f\x92",
    b"<", b">", b"&#x110000;", b"&#0;", b"<![CDATA[", b"<!--", b"<table><tr><td rowspan=0>",
    b"-1", b"0", b"99999999999999999999", b"2147483648", b"1e999", b"NaN", b"[", b"]", b"<<", b">>",
    b"%", b"(", b")", b"|", b"`" * 9, b"#" * 9, b"* " * 60, b"> " * 60, b"/Kids", b"endobj",
    b"\xcc\x88" * 40, b"\xe2\x80\xae", b"\x0c", b"\x1b", b"\xed\xa0\x80",
)  # fmt: skip
_NUMBERS = ("-1", "0", "", "99999999999999999999", "1e999", "NaN", "x", "3.5")


class Fault(NamedTuple):
    """A fault: what happens, to what size of part, where (`at`, `other`: 0 to 1) and how much."""

    kind: Kind
    level: Level
    at: float
    other: float
    size: int


_PLACE = st.floats(0, 1, exclude_max=True, width=32)
faults = st.lists(
    st.builds(
        Fault,
        kind=st.sampled_from(_KINDS),
        level=st.sampled_from(_LEVELS),
        at=_PLACE,
        other=_PLACE,
        size=st.integers(1, 255),
    ),
    min_size=1,
    max_size=_MOST,
)


def random_faults(random: Random) -> list[Fault]:
    """Return faults as `faults` gives them, without what Hypothesis does beside."""
    return [
        Fault(
            random.choice(_KINDS),
            random.choice(_LEVELS),
            random.random(),
            random.random(),
            random.randint(1, 255),
        )
        for _ in range(random.randint(1, _MOST))
    ]


def with_faults(data: bytes, found: Sequence[Fault], other: bytes) -> bytes:
    """Return a document with faults; `other` is one from which parts are spliced in."""
    for fault in found:
        data = _with_fault(data, fault, other)[:_LONGEST]
    return data


def _with_fault(data: bytes, fault: Fault, other: bytes) -> bytes:
    # A container with a byte changed is refused at once: most faults go within.
    if data.startswith(b"PK") and (fault.level == "parts" or fault.size % 8):
        return _in_zip(data, fault, other)
    if fault.level == "parts" and b"%PDF-" in data[:1024]:
        return _in_pdf(data, fault, other)
    pieces, spare = _split(data, fault.level), _split(other, fault.level)
    return b"".join(_changed(pieces, fault, spare))


def _split(data: bytes, level: Level) -> list[bytes]:
    """Cut a document into bytes, or into lines where it has some (blocks and parts)."""
    if level == "bytes":
        return [data[place : place + 1] for place in range(len(data))]
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _changed(pieces: list[bytes], fault: Fault, spare: Sequence[bytes]) -> list[bytes]:
    """Make the fault in a row of pieces."""
    if not pieces:
        return pieces
    start, far = int(fault.at * len(pieces)), int(fault.other * len(pieces))
    end = min(len(pieces), start + 1 + fault.size // 16)
    block = pieces[start:end]
    odd = _ODD[fault.size % len(_ODD)]
    made: dict[Kind, Callable[[], list[bytes]]] = {
        "flip": lambda: [_flipped(block[0], fault), *block[1:]],
        "cut": list,
        "double": lambda: block * 2,
        "swap": lambda: pieces[far : far + len(block)],
        "splice": lambda: list(spare[int(fault.other * len(spare)) :][: len(block)]),
        "number": lambda: [re.sub(rb"\d+", odd, piece, count=1) for piece in block],
        "insert": lambda: [odd, *block],
        "many": lambda: block * (1 + fault.size % _MANY),
    }
    return pieces[:start] + made[fault.kind]() + pieces[end:]


def _flipped(piece: bytes, fault: Fault) -> bytes:
    if not piece:
        return piece
    place = int(fault.other * len(piece))
    return piece[:place] + bytes([piece[place] ^ fault.size]) + piece[place + 1 :]


def _in_zip(data: bytes, fault: Fault, other: bytes) -> bytes:
    """Make the fault among a container's members, or within one of them."""
    members = _members(data)
    if not members:
        return data
    if fault.size % 4 == 0:  # among members: what has the one's name has the other's content
        contents = _changed([content for _, content in members], fault, [other])
        names = [name for name, _ in members]
        return _zip([(names[place % len(names)], c) for place, c in enumerate(contents)])
    place = int(fault.other * len(members))
    name, content = members[place]
    if fault.level == "bytes":
        content = b"".join(_changed(_split(content, "bytes"), fault, _split(other, "bytes")))
    else:
        content = _in_xml(content, fault)
    return _zip([*members[:place], (name, content), *members[place + 1 :]])


def _in_xml(content: bytes, fault: Fault) -> bytes:
    """Make the fault among the elements, so that the XML stays one that can be parsed."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return content
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    one = elements[int(fault.at * len(elements))]
    other = deepcopy(elements[int(fault.size / 256 * len(elements))])
    made: dict[Kind, Callable[[], object]] = {
        "flip": lambda: _retag(one, other),
        "cut": lambda: _replace(one, []),
        "double": lambda: _replace(one, [one, deepcopy(one)]),
        "swap": lambda: _replace(one, [other]),
        "splice": lambda: one.append(other),
        "number": lambda: one.attrib.update(dict.fromkeys(one.attrib, _NUMBERS[fault.size % 8])),
        "insert": lambda: _replace(other, [one, other]),
        "many": lambda: _replace(one, [deepcopy(one) for _ in range(fault.size % _MANY)]),
    }
    made[fault.kind]()
    return etree.tostring(root)


def _retag(one: etree._Element, other: etree._Element) -> None:
    one.tag = other.tag


def _replace(element: etree._Element, others: Sequence[etree._Element]) -> None:
    """Put others in an element's place; the root keeps its own."""
    if (parent := element.getparent()) is not None:
        place = parent.index(element)
        parent[place : place + 1] = others


def _members(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return [(name, container.read(name)) for name in container.namelist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError):
        return []


def _zip(members: Sequence[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in dict(members).items():
            container.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


_OBJECT = re.compile(rb"(\d+ \d+ obj\b.*?endobj\s*)", re.S)
_STREAM = re.compile(rb"(stream\r?\n)(.*?)(\r?\nendstream)", re.S)


def _in_pdf(data: bytes, fault: Fault, other: bytes) -> bytes:
    """Make the fault among a PDF's objects, or within the stream of one of them."""
    pieces = [piece for piece in _OBJECT.split(data) if piece]
    place = int(fault.other * len(pieces))
    if fault.size % 2 and (changed := _in_stream(pieces[place], fault)) is not None:
        return b"".join([*pieces[:place], changed, *pieces[place + 1 :]])
    return b"".join(_changed(pieces, fault, _OBJECT.split(other)))


def _in_stream(piece: bytes, fault: Fault) -> bytes | None:
    """Make the fault in what a stream inflates to; None where there is none that does."""
    if not (found := _STREAM.search(piece)) or b"FlateDecode" not in piece:
        return None
    try:
        packed = found[2]
        if b"ASCII85Decode" in piece:
            packed = a85decode(b"<~" + packed.strip(), adobe=True)
        content = zlib.decompress(packed)
    except (zlib.error, ValueError):
        return None
    words = re.findall(rb"\S+\s*", content)
    packed = zlib.compress(b"".join(_changed(words, fault, words)))
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(packed), piece[: found.start(2)])
    head = head.replace(b"/ASCII85Decode", b"")
    return head + packed + piece[found.end(2) :]
