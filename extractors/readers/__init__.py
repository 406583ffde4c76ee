"""Readers: one module a form, each from bytes to the same `Document`.

What belongs here: handing a file to the reader of its form. What does not:
telling its form (`detection`, by the table in `forms`) and reading (the module
of each form).
"""

import hashlib
from importlib import import_module

from extractors.readers.detection import form_of_file, form_of_text
from extractors.readers.encoding import decode
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.forms import DocumentForm
from schemas.document import Document

__all__ = ["read"]

_NO_TEXT = b"\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe"  # spaces of any encoding, and byte order marks


def read(path: str, data: bytes) -> Document:
    """Read a file's bytes into a Document; `path` is its name as the user gave it.

    Raises UnreadableDocumentError with a reason and a sentence for a person.
    """
    # It loads lists of words, which a run that reads nothing can do without.
    from extractors.readers.accounting import with_accounting
    from extractors.readers.block_numbers import with_blocks_numbered
    from extractors.readers.long_blocks import with_long_blocks_cut

    if not data.strip(_NO_TEXT):
        raise _empty()
    form = form_of_file(path, data)
    document = _call(form, path, data) if form.holds == "bytes" else _read_text(form, path, data)
    return with_long_blocks_cut(with_blocks_numbered(with_accounting(document)))


def _read_text(named: DocumentForm, path: str, data: bytes) -> Document:
    text, encoding = decode(data)
    if not text.strip():
        raise _empty()
    sha256 = hashlib.sha256(data).hexdigest()
    return _call(form_of_text(named, text), path, text, sha256=sha256, encoding=encoding)


def _call(form: DocumentForm, *arguments: object, **keywords: object) -> Document:
    """Call a form's reader; its module is loaded when it is first needed."""
    module, function = form.reader.split(":")
    document = getattr(import_module(module), function)(*arguments, **keywords)
    assert isinstance(document, Document)
    return document


def _empty() -> UnreadableDocumentError:
    return UnreadableDocumentError("empty", "The file holds no text; supply the document itself.")
