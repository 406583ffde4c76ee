"""Telling forms and encodings apart, and refusing what no reader takes."""

import hashlib
import io
import zipfile

import pytest

from extractors.readers import read
from extractors.readers.encoding import decode
from extractors.readers.errors import UnreadableDocumentError

RUSSIAN = (
    "Министерство вымышленных дел сообщает, что в районе построено двенадцать школ.\n"
    "Охват детей дошкольным образованием вырос, а очередь в детские сады сократилась вдвое."
)
KAZAKH = (
    "Ойдан шығарылған министрліктің хабарлауынша, ауданда он екі мектеп салынды.\n"
    "Балаларды мектепке дейінгі тәрбиемен қамту өсті, ал балабақшадағы кезек екі есе қысқарды."
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def reason(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read(name, data)
    assert caught.value.detail.endswith(".")
    return caught.value.reason


def packed(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "<x/>")  # no time of day: workers agree on ids
    return buffer.getvalue()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1251", "koi8-r", "cp866"],
)
def test_russian_text_in_any_encoding(encoding: str) -> None:
    found = decode(RUSSIAN.encode(encoding))
    assert found == (RUSSIAN, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "kz1048", "ptcp154"])
def test_kazakh_text_in_any_encoding(encoding: str) -> None:
    assert decode(KAZAKH.encode(encoding)) == (KAZAKH, encoding)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8", "kz1048"])
def test_heading_in_capitals_is_enough(encoding: str) -> None:
    text = "ОТЧЁТ О ВЫПОЛНЕНИИ ПЛАНА МЕРОПРИЯТИЙ"
    assert decode(text.encode(encoding)).text == text


def test_byte_order_mark_is_no_text() -> None:
    assert decode(KAZAKH.encode("utf-8-sig")) == (KAZAKH, "utf-8")


def test_line_ends_of_all_systems() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_declared_encoding_of_html() -> None:
    html = f"<html><head><meta charset='kz1048'></head><p>{KAZAKH}</p></html>"
    document = read("a.html", html.encode("kz1048"))
    assert document.encoding == "kz1048"


def test_wrong_declaration_is_not_believed() -> None:
    html = f"<html><head><meta charset='koi8-r'></head><p>{KAZAKH}</p></html>"
    document = read("a.html", html.encode("utf-8"))
    assert document.encoding == "utf-8"


def test_utf8_cut_in_the_middle_of_a_letter() -> None:
    assert decode((KAZAKH + "қ").encode()[:-1]) == (KAZAKH, "utf-8")


def test_a_few_broken_bytes_leave_utf8() -> None:
    data = (KAZAKH * 3).encode()
    decoded = decode(data[:50] + b"\xff" + data[50:])
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_undecodable(seed: int) -> None:
    noise = bytes((i * i * 31 + seed * 7 + i // 3 * 101) % 256 for i in range(1, 4000))
    assert reason("a.txt", noise) == "undecodable"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", " \n\t\n\u00a0".encode(), "empty"),
        ("a.pdf", b"", "empty"),
        ("a.xyz", b"text", "unknown_form"),
        ("README", b"text", "unknown_form"),
        ("a.docx", b"no zip at all", "damaged"),
        ("a.docx", packed("word/document.xml")[:60], "damaged"),
        ("a.docx", packed("xl/workbook.xml"), "unknown_form"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.docx", OLE + b"WordDocument", "damaged"),
        ("a.pdf", RUSSIAN.encode(), "damaged"),
        ("a.txt", b"{\\rtf1 text}", "unknown_form"),
        ("a.txt", b"\x89PNG\r\n", "unknown_form"),
        ("a.txt", packed("xl/workbook.xml"), "unknown_form"),
    ],
)
def test_refused_with_a_reason(name: str, data: bytes, expected: str) -> None:
    assert reason(name, data) == expected


@pytest.mark.parametrize("name", ["a.txt", "A.HTM", "dir/a.html"])
def test_content_tells_html(name: str) -> None:
    assert read(name, b"<!DOCTYPE html><html><p>text</p></html>").form == "html"


def test_fragment_of_html_in_a_text_file() -> None:
    assert read("a.txt", b"<p align=center>text</p><p>more</p>").form == "html"


def test_document_says_what_was_read() -> None:
    document = read("dir/a.txt", RUSSIAN.encode("windows-1251"))
    assert (document.path, document.form, document.encoding) == ("dir/a.txt", "txt", "windows-1251")
    assert document.sha256 == hashlib.sha256(RUSSIAN.encode("windows-1251")).hexdigest()


def test_same_bytes_give_the_same_document() -> None:
    assert read("a.txt", KAZAKH.encode()) == read("a.txt", KAZAKH.encode())
