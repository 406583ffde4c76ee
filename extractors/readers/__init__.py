"""Readers: one module a form, each from bytes to the same `Document`.

What belongs here: telling by name and content which reader takes a file. What
does not: reading (the module of each form).
"""

import hashlib
import io
import re
import struct
import zipfile
from importlib import import_module
from pathlib import PurePath

from extractors.errors import UnreadableDocumentError
from extractors.readers.encoding import decode
from schemas.document import Document

__all__ = ["ENDINGS", "SIZE_LIMIT", "read"]

SIZE_LIMIT = 100 * 1024 * 1024  # bytes

# The reader of each form: module and function, loaded when first needed.
_READERS = {
    "pdf": ("extractors.readers.pdf", "read"),
    "docx": ("extractors.readers.docx", "read_docx"),
    "html": ("extractors.readers.html", "read_html"),
    "md": ("extractors.readers.markdown", "read_markdown"),
    "dump": ("extractors.readers.dump", "read_dump"),
    "txt": ("extractors.readers.plain", "read_plain"),
}
ENDINGS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FORMS = (
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
)
_FRAGMENT = re.compile(r"\s*<(?:head|body|div|p|table|h[1-6]|ul|ol)\b[^<>]*>", re.I)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)


def read(path: str, data: bytes, *, size_limit: int = SIZE_LIMIT) -> Document:
    """Read a file's bytes into a Document; `path` is its name as the user gave it.

    Raises UnreadableDocumentError with a reason and a sentence for a person.
    """
    _check_size(data, size_limit)
    form = _form(path, data)
    if form in ("pdf", "docx"):
        return _call(form, path, data)
    decoded = decode(data)
    if not decoded.text.strip():
        raise _empty()
    return _call(
        _text_form(form, decoded.text),
        path,
        decoded.text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
    )


def _call(form: str, *arguments: object, **keywords: object) -> Document:
    module, function = _READERS[form]
    document = getattr(import_module(module), function)(*arguments, **keywords)
    assert isinstance(document, Document)
    return document


def _check_size(data: bytes, size_limit: int) -> None:
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise _empty()
    if len(data) > size_limit:
        raise UnreadableDocumentError(
            "too_large",
            f"The file has {len(data):,} bytes, the limit is {size_limit:,}; "
            "split it or raise the limit.",
        )


def _empty() -> UnreadableDocumentError:
    return UnreadableDocumentError("empty", "The file holds no text; supply the document itself.")


def _form(path: str, data: bytes) -> str:
    """Tell the form by ending and content; content wins where it is sure."""
    named = ENDINGS.get(PurePath(path).suffix.lower())
    if named is None:
        raise UnreadableDocumentError(
            "unknown_form",
            f"No reader takes files that end in {PurePath(path).suffix or 'nothing'!r}; "
            f"save it as one of {', '.join(ENDINGS)}.",
        )
    found = _form_by_content(data, named)
    if named in ("pdf", "docx") and found is None:
        return _damaged(named)
    return found or named


def _form_by_content(data: bytes, named: str) -> str | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _form_of_zip(data)
    if data.startswith(_OLE):
        raise _ole_error(data, named)
    for mark, name in _OTHER_FORMS:
        if data.startswith(mark):
            raise UnreadableDocumentError(
                "damaged" if named in ("pdf", "docx") else "unknown_form",
                f"The file is {name}, not what its name says; save it in a form that is read.",
            )
    return None


def _form_of_zip(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, struct.error, OSError, RuntimeError, ValueError) as error:
        raise UnreadableDocumentError(
            "damaged", "The file is a broken ZIP container; get a whole copy of it."
        ) from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    raise UnreadableDocumentError(
        "unknown_form",
        "The file is a ZIP container without a Word document; save the document as DOCX or PDF.",
    )


def _ole_error(data: bytes, named: str) -> UnreadableDocumentError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableDocumentError(
            "encrypted", "The document is protected by a password; save it without one."
        )
    return UnreadableDocumentError(
        "damaged" if named == "docx" else "unknown_form",
        "The file is in an old binary Office format; open it in Word and save it as DOCX.",
    )


def _damaged(named: str) -> str:
    raise UnreadableDocumentError(
        "damaged", f"The file's name says {named.upper()}, its content does not; get a whole copy."
    )


def _text_form(named: str, text: str) -> str:
    """Tell apart what a text file can hold; a name that ends in .md is believed."""
    if _HTML.match(text):
        return "html"
    if named != "txt":
        return named
    if _FRAGMENT.match(text):
        return "html"
    if not _looks("plain", "is_column_wrapped", text) and _looks("dump", "is_dump", text):
        return "dump"
    return "md" if _looks("markdown", "is_markdown", text) else "txt"


def _looks(module: str, test: str, text: str) -> bool:
    """Ask a reader whether a text is of its form."""
    return bool(getattr(import_module(f"extractors.readers.{module}"), test)(text))
