"""The forms of files: their names, what tells them, who reads them, what quarantine says.

What belongs here: a row for each form that a reader takes, and one for each that
none does. What does not: telling the form of a file (`extractors.readers.detection`).
"""

from pathlib import PurePath
from typing import Literal

from schemas.document import Form, Frozen
from schemas.tables import QuarantineReason


class DocumentForm(Frozen):
    """A form that we read.

    `reader` is the function that reads it, as "module:function"; readers of a form
    that `holds` text take decoded text. `description` is for the documentation.
    """

    name: Form
    reader: str
    holds: Literal["bytes", "text"]
    endings: tuple[str, ...] = ()
    description: str = ""


class ForeignForm(Frozen):
    """A form that we do not read: what tells it, and what quarantine says of such a file.

    It is told by the library `filetype` as one of `kinds`, or by its first bytes
    (`signature`) and bytes that it `contains`. The reason is "damaged" where the
    ending promises one of `damaged_as`, else `reason`.
    """

    detail: str
    kinds: frozenset[str] = frozenset()
    signature: bytes = b""
    contains: bytes = b""
    reason: QuarantineReason = "unknown_form"
    damaged_as: frozenset[Form] = frozenset()


FORMS = (
    DocumentForm(
        name="pdf",
        endings=(".pdf",),
        reader="extractors.readers.pdf:read",
        holds="bytes",
        description="PDF; pages that are pictures are read where the extra `ocr` is installed",
    ),
    DocumentForm(
        name="docx",
        endings=(".docx",),
        reader="extractors.readers.docx:read_docx",
        holds="bytes",
        description="Word",
    ),
    DocumentForm(
        name="html",
        endings=(".html", ".htm"),
        reader="extractors.readers.html:read_html",
        holds="text",
        description="a page, saved as it is; menus and the like are left out",
    ),
    DocumentForm(
        name="md",
        endings=(".md", ".markdown"),
        reader="extractors.readers.markdown:read_markdown",
        holds="text",
        description="Markdown",
    ),
    DocumentForm(
        name="txt",
        endings=(".txt",),
        reader="extractors.readers.plain:read_plain",
        holds="text",
        description="plain text, or what a text extractor left of a paged document "
        "(told from its form)",
    ),
    DocumentForm(
        name="image",
        endings=(".png", ".jpg", ".jpeg", ".tif", ".tiff"),
        reader="extractors.readers.image:read",
        holds="bytes",
        description="a picture of a page, TIFF of several; read with the extra `ocr`",
    ),
    # A dump has no ending of its own: it comes as .txt.
    DocumentForm(name="dump", reader="extractors.readers.dump:read_dump", holds="text"),
)

IMAGES = frozenset({"png", "jpg", "tif"})  # as the library `filetype` names what we read

# The container of old binary Office files; `filetype` tells only some of what it holds.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MISNAMED = "The file is {}, not what its name says; save it in a form that is read."

# In the order of trial. Kinds that are told by two letters alone, such as bmp ("BM"),
# are left out: a text may begin with them.
FOREIGN_FORMS = (
    ForeignForm(
        signature=_OLE,
        contains="EncryptedPackage".encode("utf-16-le"),
        reason="encrypted",
        detail="The document is protected by a password; save it without one.",
    ),
    ForeignForm(
        signature=_OLE,
        damaged_as=frozenset({"docx"}),
        detail="The file is in an old binary Office format; open it in Word and save it as DOCX.",
    ),
    ForeignForm(
        kinds=frozenset({"rtf"}),
        damaged_as=frozenset({"pdf", "docx"}),
        detail=_MISNAMED.format("an RTF document"),
    ),
    ForeignForm(
        kinds=frozenset({"png", "apng", "jpg", "jpx", "tif", "gif", "webp", "heic", "avif", "psd"}),
        damaged_as=frozenset({"pdf", "docx"}),
        detail=_MISNAMED.format("a picture"),
    ),
    ForeignForm(
        kinds=frozenset({"rar", "7z", "gz", "xz", "zst", "tar"}),
        damaged_as=frozenset({"pdf", "docx"}),
        detail=_MISNAMED.format("an archive"),
    ),
)

_BY_ENDING = {ending: form for form in FORMS for ending in form.endings}
ENDINGS = tuple(_BY_ENDING)


def form_by_ending(path: str) -> DocumentForm | None:
    """Return the form that a file's ending promises, None for an ending that no reader takes."""
    return _BY_ENDING.get(PurePath(path).suffix.lower())


def ending_table() -> str:
    """Return the endings and what they stand for, as a table in Markdown."""
    rows = [
        f"| {', '.join(f'`{ending}`' for ending in form.endings)} | {form.description} |"
        for form in FORMS
        if form.endings
    ]
    return "\n".join(["| ending | what it is |", "|---|---|", *rows])


def form_named(name: Form) -> DocumentForm:
    """Return the form of that name."""
    return next(form for form in FORMS if form.name == name)
