"""Telling a file's form by its ending and its content; content wins where it is sure.

What belongs here: the order of the questions, and refusing what no reader takes.
What does not: the forms themselves (`extractors.readers.forms`).
"""

import io
import re
import struct
import zipfile
from importlib import import_module
from pathlib import PurePath

import filetype

from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.forms import (
    ENDINGS,
    FOREIGN_FORMS,
    IMAGES,
    DocumentForm,
    ForeignForm,
    form_by_ending,
    form_named,
)
from schemas.document import Form

_HEAD = 1024  # bytes in which PDF readers look for the signature: mailers put lines before it
_SKIPPED = r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+"  # what may stand before a page
_HTML = re.compile(rf"{_SKIPPED}<(?:!doctype\s+html|html)\b", re.I | re.S)
_HTML_FRAGMENT = re.compile(
    rf"{_SKIPPED}<(?:head|body|div|p|table|h[1-6]|ul|ol)\b[^<>]*+>", re.I | re.S
)


def form_of_file(path: str, data: bytes) -> DocumentForm:
    """Return the form of a file; what text it holds is told by `form_of_text`.

    Raises UnreadableDocumentError when no reader takes it.
    """
    named = form_by_ending(path)
    if named is None:
        raise UnreadableDocumentError(
            "unknown_form",
            f"No reader takes files that end in {PurePath(path).suffix or 'nothing'!r}; "
            f"save it as one of {', '.join(ENDINGS)}.",
        )
    found = _form_by_content(data, named.name)
    if found:
        return form_named(found)
    if named.holds == "bytes":
        raise _not_as_named(named.name)
    return named


def form_of_text(named: DocumentForm, text: str) -> DocumentForm:
    """Tell apart what a text file can hold; a name that ends in .md is believed."""
    if _HTML.match(text):
        return form_named("html")
    return form_named(_form_of_plain_text(text)) if named.name == "txt" else named


def _form_by_content(data: bytes, named: Form) -> Form | None:
    """Return the form that the first bytes are sure of, None where they may be text."""
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(b"PK"):
        return _form_of_zip(data)
    if named == "image" and filetype.guess_extension(data) in IMAGES:
        return "image"
    if foreign := _foreign_form(data):
        reason = "damaged" if named in foreign.damaged_as else foreign.reason
        raise UnreadableDocumentError(reason, foreign.detail)
    return None


def _form_of_zip(data: bytes) -> Form:
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


def _foreign_form(data: bytes) -> ForeignForm | None:
    kind = filetype.guess_extension(data)
    return next((form for form in FOREIGN_FORMS if _is_of(form, data, kind)), None)


def _is_of(form: ForeignForm, data: bytes, kind: str | None) -> bool:
    if form.signature:
        return data.startswith(form.signature) and form.contains in data
    return kind in form.kinds


def _not_as_named(named: Form) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        "damaged", f"The file's name says {named.upper()}, its content does not; get a whole copy."
    )


def _form_of_plain_text(text: str) -> Form:
    if _HTML_FRAGMENT.match(text):
        return "html"
    if not _looks("plain", "is_column_wrapped", text) and _looks("dump", "is_dump", text):
        return "dump"
    return "md" if _looks("markdown", "is_markdown", text) else "txt"


def _looks(module: str, test: str, text: str) -> bool:
    """Ask a reader whether a text is of its form; it is loaded only then."""
    return bool(getattr(import_module(f"extractors.readers.{module}"), test)(text))
