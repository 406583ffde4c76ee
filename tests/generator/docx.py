"""Print a manuscript as DOCX, the same bytes each time.

Written as bare OOXML parts, so that merged cells (gridSpan, vMerge) are exactly
those of the manuscript.
"""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.generator.manuscript import Grid, GridCell, Manuscript, Paragraph

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ALIGN = {"justify": "both", "left": "left", "centre": "center", "right": "right"}
STYLES = ("Title", "Heading1", "Heading2", "Heading3")
RULES = {
    "all": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "horizontal": ("top", "bottom", "insideH"),
    "none": (),
}
_PAPER = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850"/></w:sectPr>'
)
_ROOM = '<w:top w:w="60" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>'
_FILLING = f'<w:tblW w:w="5000" w:type="pct"/><w:tblCellMar>{_ROOM}</w:tblCellMar>'
_SMALL = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
)


def to_docx(manuscript: Manuscript, rules: str | None = None) -> bytes:
    """A package of the parts that a word processor needs.

    With `rules`, one of `RULES`, it is set out for paper: A4, tables as wide as the page.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, text in package_parts(manuscript, rules):
            part = ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            package.writestr(part, DECLARATION + text, ZIP_DEFLATED)
    return buffer.getvalue()


def package_parts(manuscript: Manuscript, rules: str | None) -> Iterator[tuple[str, str]]:
    """The package's parts by name."""
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{OFFICE}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
        'package.core-properties+xml"/></Types>',
    )
    yield (
        "_rels/.rels",
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
    )
    yield (
        "word/_rels/document.xml.rels",
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATION}/styles" Target="styles.xml"/></Relationships>',
    )
    yield (
        "docProps/core.xml",
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(manuscript.title)}</dc:title></cp:coreProperties>",
    )
    size, section = (_SMALL, _PAPER) if rules else ("", "<w:sectPr/>")
    styles = size + "".join(map(style, STYLES))
    yield "word/styles.xml", f"<w:styles {WORD}>{styles}</w:styles>"
    body = "".join(part_xml(part, rules) for part in manuscript.parts)
    yield "word/document.xml", f"<w:document {WORD}><w:body>{body}{section}</w:body></w:document>"


def style(name: str) -> str:
    """A paragraph style; headings state their outline level."""
    digits = name.removeprefix("Heading")
    level = f'<w:pPr><w:outlineLvl w:val="{int(digits) - 1}"/></w:pPr>' if digits.isdigit() else ""
    shown = f"heading {digits}" if digits.isdigit() else name
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>{level}</w:style>'
    )


def part_xml(part: Paragraph | Grid, rules: str | None) -> str:
    """One paragraph or table; a word processor wants a paragraph after each table."""
    if isinstance(part, Grid):
        return grid_xml(part, rules) + "<w:p/>"
    styles = {"title": "Title", "heading": f"Heading{part.level}"}
    named = f'<w:pStyle w:val="{styles[part.kind]}"/>' if part.kind in styles else ""
    return paragraph_xml(part.text, ALIGN[part.align], part.bold, named)


def paragraph_xml(text: str, align: str, bold: bool, named: str = "") -> str:
    """A paragraph of one run."""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f'<w:p><w:pPr>{named}<w:jc w:val="{align}"/></w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def grid_xml(grid: Grid, rules: str | None) -> str:
    """A table; places below a cell that reaches down hold empty continuing cells."""
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in RULES[rules or "all"])
    filling = _FILLING if rules else ""
    ruled = f"<w:tblPr>{filling}<w:tblBorders>{edges}</w:tblBorders></w:tblPr>"
    columns = "".join(f'<w:gridCol w:w="{share * 1300:.0f}"/>' for share in grid.widths)
    rows = "".join(row_xml(grid, row) for row in range(grid.row_count))
    return f"<w:tbl>{ruled}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def row_xml(grid: Grid, row: int) -> str:
    """A row; header rows are marked as such."""
    marked = "<w:trPr><w:tblHeader/></w:trPr>" if row < grid.header_rows else ""
    here = sorted(
        (c for c in grid.cells if c.row <= row < c.row + c.row_span), key=lambda c: c.column
    )
    return f"<w:tr>{marked}{''.join(cell_xml(cell, row) for cell in here)}</w:tr>"


def cell_xml(cell: GridCell, row: int) -> str:
    """A cell, or its continuation in a lower row."""
    begins = cell.row == row
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    merge = merge if cell.row_span > 1 else ""
    align = "center" if cell.centred else "left"
    texts = cell.text.split("\n") if begins else [""]
    inside = "".join(paragraph_xml(text, align, cell.bold) for text in texts)
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside}</w:tc>"
