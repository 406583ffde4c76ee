"""The files in `raw_docs/` are what the generator makes."""

import io
import zipfile

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream

from tests.generator.written import RAW_DOCS, sample_files, sample_plan

FILES = sample_files()


def streams(data: bytes) -> list[bytes]:
    """The decoded streams of a PDF: pages and fonts, however they are compressed."""
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    numbers = sorted(number for xref in document.xrefs for number in xref.get_objids())
    objects = [document.getobj(number) for number in numbers]
    return [thing.get_data() for thing in objects if isinstance(thing, PDFStream)]


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a DOCX by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", FILES)
def test_committed_sample_is_what_the_generator_makes(name: str) -> None:
    committed = (RAW_DOCS / name).read_bytes()
    unpack = {"pdf": streams, "docx": parts}.get(name.rpartition(".")[2])
    if unpack is None:
        assert committed == FILES[name]
    else:
        assert unpack(committed) == unpack(FILES[name])


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_sample_plan_has_thirty_rows(language: str) -> None:
    assert [action.fields["number"] for action in sample_plan(language).actions()] == [
        str(number) for number in range(1, 31)
    ]
