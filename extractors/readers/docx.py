"""DOCX: paragraphs, lists, tables and notes from the parts of the container.

What belongs here: WordprocessingML into blocks and tables. What does not:
styles (`docx_styles`), numbering (`docx_numbering`), the table grid (`markup_tables`).
"""

import hashlib
import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from extractors.readers.blocks import (
    SourceLine,
    as_furniture,
    cell_texts,
    clean_text,
    is_indented,
    make_block,
    sourced_text,
    split_paragraphs,
    starts_list_item,
    superscript,
)
from extractors.readers.docx_nesting import flattened
from extractors.readers.docx_numbering import Numbering
from extractors.readers.docx_styles import (
    Element,
    Style,
    Styles,
    attribute,
    centred,
    child,
    children,
    has_borders,
    local,
    number,
    numbering_of,
    outline_level,
    switch,
)
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.list_numbers import BULLETS
from extractors.readers.markup_tables import (
    MarkupCell,
    MarkupRow,
    build_table,
    is_layout_table,
    join_split_tables,
    layout_blocks,
)
from extractors.readers.raised_marks import split_raised_notes
from extractors.readers.web_page import split_closing, split_menus
from schemas.document import (
    Block,
    Document,
    Furniture,
    FurnitureRole,
    SourcedText,
    SourceText,
    Table,
)

_LARGEST_PART = 150 * 1024 * 1024  # bytes; a bigger part is a trap
# Elements that only wrap others, and those whose text the author has struck out.
_WRAPPERS = frozenset(
    ["sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple",
     "dir", "bdo", "AlternateContent", "Choice"]
)  # fmt: skip
_RUNNING: tuple[FurnitureRole, ...] = ("header", "footer")  # kinds of parts, and roles
# What a printed page does not show: struck-out text, and what stands for a drawing elsewhere.
_UNPRINTED = frozenset(["del", "moveFrom", "Fallback"])
_NOTE_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
# Characters of symbol fonts that people use in text, by code below F000.
_SYMBOLS = {
    0xB7: "•", 0xA7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xD7: "×",
    0xB9: "≠", 0xBB: "≈", 0x2D: "–", 0xFC: "✓", 0xFE: "☑", 0x6F: "☐", 0xAE: "→",
}  # fmt: skip
# What unpacking and parsing a part may raise.
_BROKEN = (
    etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, struct.error,
    OSError, RuntimeError, EOFError, ValueError,
)  # fmt: skip
_ColumnWidths = tuple[int, ...]
_ValueT = TypeVar("_ValueT")


def read_docx(path: str, data: bytes) -> Document:
    """Read a Word document; its pages are not known.

    Raises UnreadableDocumentError ("damaged", "empty", "needs_ocr").
    """
    package = _Package(data)
    reader = _DocxReader(package)
    body, menus = split_menus(reader.body())
    body, closing = split_closing(body)
    body, raised = split_raised_notes(body)
    if not body:
        raise _without_text(package)
    return Document(
        path=path,
        form="docx",
        sha256=hashlib.sha256(data).hexdigest(),
        metadata=package.metadata(),
        body=body,
        notes=(*reader.notes(), *raised),
        furniture=(*menus, *reader.furniture(), *closing),
        source=tuple(package.source()),
    )


def _without_text(package: "_Package") -> UnreadableDocumentError:
    if any("/media/" in name for name in package.names):
        return UnreadableDocumentError(
            "needs_ocr", "The document holds pictures and no text; recognise its text first."
        )
    return UnreadableDocumentError("empty", "The document holds no text.")


class _Package:
    """The parts of the container that are read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise _damaged("is no ZIP container") from error
        self.names = sorted(self._zip.namelist())
        self.main = self._related("", "officeDocument") or "word/document.xml"

    def root(self, name: str | None) -> Element | None:
        """Return a part's XML; None if there is no such part."""
        if name is None or name not in self.names:
            return None
        if self._zip.getinfo(name).flag_bits & 1:
            raise UnreadableDocumentError(
                "encrypted", "The container is protected by a password; save it without one."
            )
        if self._zip.getinfo(name).file_size > _LARGEST_PART:
            raise UnreadableDocumentError(
                "too_large", f"The part {name} unpacks to more than {_LARGEST_PART:,} bytes."
            )
        try:
            return _parsed(self._zip.read(name))
        except _BROKEN as error:
            raise _damaged(f"has a broken part {name}") from error

    def related(self, kind: str) -> Element | None:
        """Return the part that the main document relates to by `kind`."""
        return self.root(self._related(self.main, kind))

    def all_related(self, kind: str) -> Iterator[Element]:
        """Yield all parts of a kind, by name."""
        for name in sorted(self._targets(self.main, kind)):
            root = self.root(name)
            if root is not None:
                yield root

    def source(self) -> Iterator[SourceText]:
        """Yield the text of every paragraph that is printed, as it stands in its part."""
        kinds = ("footnotes", "endnotes", *_RUNNING)
        names = (self.main, *(name for kind in kinds for name in self._targets(self.main, kind)))
        for root in map(self.root, dict.fromkeys(names)):
            if root is None:
                continue
            walk = etree.iterwalk(root, events=("start",))
            for _, element in walk:
                if local(element) in _UNPRINTED:
                    walk.skip_subtree()
                elif local(element) == "t" and element.text:
                    yield SourceText(text=element.text)

    def metadata(self) -> dict[str, str]:
        """Return the core properties."""
        root = self.root("docProps/core.xml")
        pairs = [
            (local(e).lower(), clean_text(e.text or "")) for e in (() if root is None else root)
        ]
        return {name: text for name, text in pairs if text}

    def _related(self, source: str, kind: str) -> str | None:
        return next(iter(self._targets(source, kind)), None)

    def _targets(self, source: str, kind: str) -> list[str]:
        folder, name = posixpath.split(source)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [
            posixpath.normpath(posixpath.join("/", folder, attribute(r, "Target") or ""))[1:]
            for r in (() if root is None else root)
            if (attribute(r, "Type") or "").endswith(f"/{kind}")
        ]


def _parsed(part: bytes) -> Element:
    """Parse a part; one that nests deeper than XML is parsed by default is made less deep."""
    try:
        return etree.fromstring(part, _parser(deep=False))
    except etree.XMLSyntaxError:
        return flattened(etree.fromstring(part, _parser(deep=True)))


def _parser(*, deep: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, huge_tree=deep
    )


def _damaged(what: str) -> UnreadableDocumentError:
    return UnreadableDocumentError("damaged", f"The file {what}; get a whole copy of it.")


@dataclass
class _Runs:
    """The text of a paragraph as it is put together, and how it looks."""

    text: str = ""
    seen: int = 0  # characters of the text, and those in bold
    bold: int = 0
    size: float | None = None
    boxes: list[Element] = field(default_factory=list)  # text boxes that hang on it


class _DocxReader:
    """Reads the parts of one document in order, since lists and fields run across paragraphs."""

    def __init__(self, package: _Package) -> None:
        self._package = package
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        self._fields: list[bool] = []  # one an open field: whether its result has begun
        self._referred: list[tuple[str, str]] = []  # kind and id of notes, in order
        self._contents: list[Block] = []  # the table of contents
        self._table_depth = 0  # tables around what is read

    def body(self) -> tuple[Block | Table, ...]:
        """Return blocks and tables in order."""
        root = self._package.root(self._package.main)
        if root is None:
            raise _damaged("holds no main document")
        return join_split_tables(list(self._parts(child(root, "body"))))

    def notes(self) -> tuple[Block, ...]:
        """Return footnotes and endnotes in the order of their marks."""
        found: dict[tuple[str, str], Element] = {}
        for kind in ("footnote", "endnote"):
            for note in children(self._package.related(f"{kind}s"), kind):
                found[kind, attribute(note, "id") or ""] = note
        referred = list(dict.fromkeys(self._referred))
        texts = ((i, self._text_of(found.get(key))) for i, key in enumerate(referred, 1))
        return tuple(make_block(text, marker=str(i)) for i, text in texts if text.text)

    def furniture(self) -> Iterator[Furniture]:
        """Yield the table of contents, running headers and footers, each text once."""
        yield from as_furniture(self._contents, "contents")
        for kind in _RUNNING:
            roots = self._package.all_related(kind)
            blocks = (block for root in roots for block in _blocks_of(self._parts(root)))
            texts = dict.fromkeys(block.text for block in blocks if block.text)
            running = (make_block(sourced_text([SourceLine(text)])) for text in texts)
            yield from as_furniture(running, kind)

    def _parts(self, container: Element | None) -> Iterator[tuple[Block | Table, _ColumnWidths]]:
        """Yield what a container holds, tables with the widths of their columns."""
        for element in () if container is None else container:
            name = local(element)
            if name == "p":
                yield from ((block, ()) for block in self._paragraph(element))
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt" and _is_contents(element):
                self._contents.extend(_blocks_of(self._parts(child(element, "sdtContent"))))
            elif name in _WRAPPERS:
                yield from self._parts(element)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        style_id = attribute(child(properties, "pStyle"), "val")
        style = self._styles.get(style_id)
        runs = _Runs()
        self._collect(paragraph, style, runs)
        marker = self._marker(properties, style, style_id)
        blocks = self._blocks(runs, properties, style, marker)
        if style.is_contents:
            self._contents.extend(blocks)
        else:
            yield from blocks
        for box in runs.boxes:
            yield from _blocks_of(self._parts(box))

    def _blocks(
        self, runs: _Runs, properties: Element | None, style: Style, marker: str | None
    ) -> list[Block]:
        blocks = []
        for text in split_paragraphs(runs.text):
            source = sourced_text(map(SourceLine, text.split("\n")), forced=True)
            hints = _hints(text, runs, properties, style, marker)
            blocks.append(make_block(source, **hints))
            marker = None
        if not blocks and marker and self._table_depth and marker not in BULLETS:
            blocks.append(
                make_block(sourced_text([SourceLine(marker)]))
            )  # a row's automatic number
        return blocks

    def _marker(self, properties: Element | None, style: Style, style_id: str | None) -> str | None:
        """Count a numbered paragraph and return what stands before its text."""
        numbering = numbering_of(properties) or style.numbering
        if numbering is None or numbering[0] == 0:
            return None
        num_id, depth = numbering
        if depth is None:
            depth = self._numbering.level_of_style(num_id, style_id)
        return self._numbering.next_marker(num_id, depth)

    def _collect(self, container: Element, style: Style, runs: _Runs) -> None:
        """Gather the text of a paragraph's runs, without what is deleted or hidden."""
        for element in container:
            name = local(element)
            if name == "r":
                self._run(element, style, runs)
            elif name in ("oMath", "oMathPara"):
                runs.text += "".join(t.text or "" for t in element.iter() if local(t) == "t")
            elif name in _WRAPPERS:
                self._collect(element, style, runs)

    def _run(self, run: Element, style: Style, runs: _Runs) -> None:
        properties = child(run, "rPr")
        character = _character_style(self._styles, properties)
        if _first_stated(switch(properties, "vanish"), character.hidden, style.hidden):
            return
        text = "".join(self._piece(element, runs) for element in run)
        if attribute(child(properties, "vertAlign"), "val") == "superscript":
            text = superscript(text)
        length = len(clean_text(text))
        runs.seen += length
        runs.bold += length * bool(
            _first_stated(switch(properties, "b"), character.bold, style.bold)
        )
        size = number(child(properties, "sz"))
        if length and runs.size is None:
            runs.size = _first_stated(
                None if size is None else size / 2, character.size, style.size
            )
        runs.text += text

    def _piece(self, element: Element, runs: _Runs) -> str:
        """Return the text of one part of a run."""
        name = local(element)
        if name == "fldChar":
            self._turn_field(attribute(element, "fldCharType"))
            return ""
        if not all(self._fields):
            return ""  # a field's code, not its result
        if name == "t":
            return " ".join((element.text or "").splitlines()) if element.text else ""
        if name in _NOTE_REFERENCES:
            self._referred.append((_NOTE_REFERENCES[name], attribute(element, "id") or ""))
        if name in ("drawing", "pict", "AlternateContent", "object"):
            runs.boxes.extend(_text_boxes(element))
        return _character(name, element)

    def _turn_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _table(self, table: Element) -> Iterator[tuple[Block | Table, _ColumnWidths]]:
        """Yield a table, or the blocks of one that only places text."""
        rows = list(_inside(table, "tr"))
        self._table_depth += 1
        cells = [[list(self._parts(cell)) for cell in _inside(row, "tc")] for row in rows]
        self._table_depth -= 1
        raw = [_row(row, contents) for row, contents in zip(rows, cells, strict=True)]
        nested = any(isinstance(part, Table) for row in cells for cell in row for part, _ in cell)
        built = build_table([row for row in raw if row is not None])
        if not built.cells:
            return
        if nested and len(rows) <= 2:
            yield from (part for row in cells for cell in row for part in cell)
        elif is_layout_table(built, self._is_ruled(table)):
            blocks = layout_blocks(built)
            flow = (part for row in cells for cell in row for part in cell)
            yield from flow if blocks is None else ((block, ()) for block in blocks)
        else:
            yield built, _widths(table, built.column_count)

    def _is_ruled(self, table: Element) -> bool:
        """Tell whether a table, its cells or its style draw any border."""
        properties = child(table, "tblPr")
        own = has_borders(child(properties, "tblBorders"))
        style = self._styles.get(attribute(child(properties, "tblStyle"), "val")).ruled
        borders = (child(c, "tcPr", "tcBorders") for r in _inside(table, "tr") for c in r)
        return bool(_first_stated(own, style)) or any(map(has_borders, borders))

    def _text_of(self, container: Element | None) -> SourcedText:
        return _cell_text(list(self._parts(container)))


def _first_stated(*values: _ValueT | None) -> _ValueT | None:
    """Return the first value that is stated."""
    return next((value for value in values if value is not None), None)


def _character_style(styles: Styles, properties: Element | None) -> Style:
    style_id = attribute(child(properties, "rStyle"), "val")
    return styles.get(style_id) if style_id else Style()


def _character(name: str, element: Element) -> str:
    match name:
        case "tab" | "ptab":
            return " "
        case "br" | "cr":
            return "\n\n" if attribute(element, "type") in ("page", "column") else "\n"
        case "noBreakHyphen":
            return "-"
        case "sym":
            digits = attribute(element, "char") or ""
            code = int(digits, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", digits) else 0xF000
            return _SYMBOLS.get(code & 0xFF, "") if code >= 0xF000 else chr(code)
    return ""


def _text_boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes of a drawing, without the copies kept for old programs."""
    walk = etree.iterwalk(element, events=("start",))
    for _, inner in walk:
        if local(inner) in ("Fallback", "txbxContent"):
            walk.skip_subtree()
        if local(inner) == "txbxContent":
            yield inner


def _hints(
    text: str, runs: _Runs, properties: Element | None, style: Style, marker: str | None
) -> dict[str, object]:
    level = _first_stated(outline_level(properties), style.level)
    is_heading = style.is_heading or level is not None
    is_item = marker is not None or starts_list_item(text)
    first_line = number(child(properties, "ind"), 0, "firstLine") or 0
    return {
        "kind": "heading" if is_heading else "list_item" if is_item else "paragraph",
        "level": level,
        "marker": marker,
        "bold": runs.bold >= runs.seen > 0,
        "centred": bool(_first_stated(centred(properties), style.centred)),
        "indent": is_indented(text) or first_line > 0,
        "size": runs.size,
    }


def _is_contents(element: Element) -> bool:
    """Tell whether a content control is the table of contents."""
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"


def _blocks_of(parts: Iterator[tuple[Block | Table, _ColumnWidths]]) -> Iterator[Block]:
    for part, _ in parts:
        if isinstance(part, Block):
            yield part
        else:
            yield from (make_block(cell) for cell in part.cells)


def _inside(container: Element, name: str) -> Iterator[Element]:
    """Yield children of that name, those in wrappers too."""
    for element in container:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _inside(element, name)


def _row(
    row: Element, contents: Sequence[list[tuple[Block | Table, _ColumnWidths]]]
) -> MarkupRow | None:
    """Return a row as marked up; None if it is deleted."""
    properties = child(row, "trPr")
    if child(properties, "del") is not None:
        return None
    cells: list[MarkupCell] = []
    for cell, parts in zip(_inside(row, "tc"), contents, strict=True):
        raw = _cell(cell, parts)
        if cells and attribute(child(cell, "tcPr", "hMerge"), "val") == "continue":
            before = cells.pop()
            span = before.column_span + raw.column_span
            raw = MarkupCell(
                before.content, column_span=span, continues_above=before.continues_above
            )
        cells.append(raw)
    skipped = number(child(properties, "gridBefore"), 0) or 0
    return MarkupRow(tuple(cells), skipped, is_header=bool(switch(properties, "tblHeader")))


def _cell(cell: Element, parts: list[tuple[Block | Table, _ColumnWidths]]) -> MarkupCell:
    properties = child(cell, "tcPr")
    merge = child(properties, "vMerge")
    return MarkupCell(
        _cell_text(parts),
        column_span=max(1, number(child(properties, "gridSpan"), 1) or 1),
        continues_above=merge is not None and attribute(merge, "val") != "restart",
    )


def _cell_text(parts: Sequence[tuple[Block | Table, _ColumnWidths]]) -> SourcedText:
    """Return all that a cell holds as one text; numbers of its lists are part of it."""
    return sourced_text(map(SourceLine, cell_texts(part for part, _ in parts)), forced=True)


def _widths(table: Element, column_count: int) -> _ColumnWidths:
    columns = children(child(table, "tblGrid"), "gridCol")
    widths = [number(column, 0, "w") or 0 for column in columns]
    if len(widths) != column_count:
        return (0,) * column_count
    return tuple(widths)
