"""From bytes to text: a byte order mark, a declaration, UTF-8, or the likeliest old code page.

What belongs here: deciding on an encoding. What does not: telling forms of file
apart (`extractors.readers.detection`), and which letters and code pages a language
has (`extractors.languages`).
"""

import codecs
import re
from itertools import pairwise
from typing import NamedTuple

from charset_normalizer import from_bytes

from extractors.languages.statistics import LETTER_FREQUENCY
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.lexicon import reader_words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Code pages of old files of all languages; the first wins among equals.
_CODE_PAGES = tuple(dict.fromkeys(page for words in reader_words() for page in words.code_pages))
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{3,20})", re.I)
_SAMPLE = 200_000  # bytes or characters that a guess looks at
_PLAUSIBLE = 0.4  # mean weight a character, see `plausibility`
_MAX_REPLACED = 0.01  # share of broken characters at which UTF-8 is still UTF-8


# Weights of characters that are no letters, on the scale of `LETTER_FREQUENCY`, where a
# common letter weighs about 1: plain ones nearly as much, marks of typography less, since
# code pages put them where others have letters; what no text holds far below 0.
_PLAIN, _TYPOGRAPHY, _FOREIGN, _CONTROL = 0.8, 0.5, -4.0, -8.0
_ODD_CAPITAL = 2  # taken off for a capital right after a small letter: a wrong code page's sign
_UTF16_SAMPLE, _UTF16_SHARE = 4096, 0.9  # bytes looked at; share of high bytes 0x00 and 0x04
_MOST_CONTROLS = 0.05  # share of control characters above which data are no text


class Decoded(NamedTuple):
    """Text and the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a text file; line ends become "\\n".

    Raises UnreadableDocumentError ("undecodable") when no encoding gives text.
    """
    found = (
        _by_mark(data)
        or _utf16_without_mark(data)
        or _by_declaration(data)
        or _utf8(data)
        or _by_code_page(data)
        or _by_charset_normalizer(data)
    )
    if found is None:
        raise UnreadableDocumentError(
            "undecodable",
            "The text is in no encoding that we know; save the file as UTF-8 and run again.",
        )
    return Decoded(found.text.replace("\r\n", "\n").replace("\r", "\n"), found.encoding)


def plausibility(text: str) -> float:
    """Return how much a text looks like one of our languages or English.

    It is about 1 for prose, and below 0 for what no language writes.

    It is the mean over its characters: letters weigh by how common they are, and a
    capital inside a word, a control or a replaced character counts against it.
    """
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0
    odd_capitals = sum(a.islower() and b.isupper() for a, b in pairwise(sample))
    return (sum(map(_weight, sample)) - _ODD_CAPITAL * odd_capitals) / len(sample)


def _weight(character: str) -> float:
    if character in "\n\r\t":
        return _PLAIN
    if " " <= character <= "~":
        return _PLAIN
    weight = LETTER_FREQUENCY.get(character.lower())
    if weight is not None:
        return weight
    if character in "«»“”„–—…№§°•₸€\u00a0\u00ad’‘":
        return _TYPOGRAPHY
    return _FOREIGN if character.isprintable() else _CONTROL


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    return None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """In UTF-16 every other byte of Latin or Cyrillic text is 0x00 or 0x04."""
    sample = data[:_UTF16_SAMPLE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[offset::2]
        if high and sum(byte in (0, 4) for byte in high) > _UTF16_SHARE * len(high):
            return _plausible(_strict(data, encoding))
    return None


def _by_declaration(data: bytes) -> Decoded | None:
    """Trust what HTML or XML says of itself, if the bytes bear it out."""
    head = data[:2048]
    match = _DECLARED.search(head) if b"<" in head else None
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    if name.replace("-", "").startswith(("utf8", "utf16")):  # UTF-16 would not show as bytes
        return None
    return _plausible(_strict(data, name))


def _utf8(data: bytes) -> Decoded | None:
    whole = _strict(data, "utf-8")
    if whole is not None:
        return whole if _control_share(whole.text) < _MOST_CONTROLS else None
    text = data.decode("utf-8", "replace")
    good = sum(character > "\x7f" and character != "\ufffd" for character in text)
    broken = text.count("\ufffd")
    if good and broken <= max(1.0, _MAX_REPLACED * good):
        return Decoded(text.rstrip("\ufffd"), "utf-8")
    return None


def _control_share(text: str) -> float:
    controls = sum(c < " " and c not in "\n\r\t\f\v" for c in text[:_SAMPLE])
    return controls / max(1, len(text[:_SAMPLE]))


def _by_code_page(data: bytes) -> Decoded | None:
    sample = data[:_SAMPLE]
    scores = {name: plausibility(sample.decode(name, "replace")) for name in _CODE_PAGES}
    best = max(_CODE_PAGES, key=lambda name: scores[name])
    if scores[best] < _PLAUSIBLE:
        return None
    return Decoded(data.decode(best, "replace"), best)


def _by_charset_normalizer(data: bytes) -> Decoded | None:
    best = from_bytes(data[:_SAMPLE]).best()
    return None if best is None else _plausible(_strict(data, best.encoding))


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except (UnicodeDecodeError, LookupError):
        return None


def _plausible(decoded: Decoded | None) -> Decoded | None:
    return decoded if decoded and plausibility(decoded.text) >= _PLAUSIBLE else None
