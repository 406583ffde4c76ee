"""The table of forms is the one place that knows endings, readers and what quarantine says."""

import io
import zipfile
from importlib import import_module
from typing import get_args

import pytest

from extractors.readers import read
from extractors.readers.detection import form_of_file, form_of_text
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.forms import FOREIGN_FORMS, FORMS, form_by_ending
from schemas.document import Form
from tests.form_page import PAGE, rendered

TEXT = "Министерство вымышленных дел построило двенадцать школ.".encode()


def test_each_form_of_a_document_has_a_reader() -> None:
    assert sorted(form.name for form in FORMS) == sorted(get_args(Form))
    for form in FORMS:
        module, function = form.reader.split(":")
        assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("path", ["a.PDF", "dir.txt/a.htm", "b.markdown"])
def test_ending_promises_a_form(path: str) -> None:
    assert form_by_ending(path)


def test_documentation_lists_the_endings() -> None:
    page = PAGE.read_text("utf-8")
    assert page.count("| `.") == sum(1 for form in FORMS if form.endings)
    assert rendered(page) == page, "run `make docs`"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{\\rtf1\\ansi text}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"GIF89a" + bytes(20), "a picture"),
        (b"II*\0" + bytes(20), "a picture"),
        (b"MM\0*" + bytes(20), "a picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"),
        (b"Rar!\x1a\x07\0", "an archive"),
        (b"7z\xbc\xaf\x27\x1c", "an archive"),
        (b"\x1f\x8b\x08" + bytes(20), "an archive"),
        (b"a" + bytes(256) + b"ustar\x0000", "an archive"),
    ],
)
@pytest.mark.parametrize(
    ("name", "reason"), [("a.pdf", "damaged"), ("a.docx", "damaged"), ("a.md", "unknown_form")]
)
def test_misnamed_file_is_refused_by_what_it_is(
    name: str, reason: str, data: bytes, what: str
) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read(name, data)
    sentence = f"The file is {what}, not what its name says; save it in a form that is read."
    assert (caught.value.reason, caught.value.detail) == (reason, sentence)


@pytest.mark.parametrize("beginning", [b"BMW ", b"MZ ", b"BZh ", b"%! ", b"AC10 "])
def test_letters_that_begin_a_text_make_no_picture_of_it(beginning: bytes) -> None:
    assert read("a.txt", beginning + TEXT).form == "txt"


def packed(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", b"\r\n\r\n%PDF-1.4", "pdf"),  # a mailer's lines may stand before it
        ("a.md", packed("word/document.xml"), "docx"),
        ("a.pdf", packed("word/document.xml"), "docx"),
        ("a.docx", b"%PDF-1.4", "pdf"),
        ("a.txt", b" " * 2000 + b"%PDF-1.4", "txt"),  # a text that speaks of PDF
        ("a.md", TEXT, "md"),
    ],
)
def test_content_wins_where_it_is_sure(name: str, data: bytes, form: str) -> None:
    assert form_of_file(name, data).name == form


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.md", "<!DOCTYPE html><html><p>text</p>", "html"),
        ("a.md", "<p>text</p>", "md"),
        ("a.txt", "<p>text</p>", "html"),
        ("a.txt", "# One\n\n# Two\n", "md"),
        ("a.txt", "One\n\nTwo\n", "txt"),
    ],
)
def test_text_is_told_apart_unless_its_ending_says_what_it_is(
    name: str, text: str, form: str
) -> None:
    named = form_by_ending(name)
    assert named
    assert form_of_text(named, text).name == form


def test_each_foreign_form_is_told_in_one_way() -> None:
    assert all(bool(form.signature) != bool(form.kinds) for form in FOREIGN_FORMS)


@pytest.mark.parametrize(("name", "said"), [("a.pdf", "PDF"), ("a.docx", "DOCX")])
def test_text_under_the_name_of_another_form_is_said_to_be_damaged(name: str, said: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read(name, TEXT)
    sentence = f"The file's name says {said}, its content does not; get a whole copy."
    assert (caught.value.reason, caught.value.detail) == ("damaged", sentence)
