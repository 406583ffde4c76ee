"""HTML in document order: blocks, lists and tables, the article without its site.

What belongs here: what mark-up and inline style say. What does not: laying
cells on a grid (`markup_tables`), what is a site's and not the text's (`site_parts`,
`web_page`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree, html

from extractors.readers.blocks import (
    NOWHERE,
    SourceLine,
    as_furniture,
    cell_texts,
    clean_text,
    is_indented,
    join_cut_paragraphs,
    make_block,
    sourced_text,
    split_paragraphs,
    starts_list_item,
    superscript,
)
from extractors.readers.deep_markup import flattened
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.list_numbers import BULLET, format_number
from extractors.readers.markup_tables import (
    MarkupCell,
    MarkupRow,
    build_table,
    is_layout_table,
    join_split_tables,
    layout_blocks,
)
from extractors.readers.plain import line_paragraphs
from extractors.readers.raised_marks import split_raised_notes
from extractors.readers.site_parts import (
    PagePart,
    is_landmark,
    is_main_text,
    is_site,
    split_main_text,
    split_site,
)
from extractors.readers.web_page import split_article, split_closing
from schemas.document import Block, Document, Place, SourcedText, SourceText, Table

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main "
    "menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSEEN_TAGS = (
    "script style noscript template head svg math iframe object embed audio video canvas map "
    "button select option input textarea datalist colgroup col"
)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_CONTROLS = ("button", "option", "textarea")
_NOT_SHOWN = frozenset(["head", "script", "style", "noscript", "template"])
_CONTAINERS = frozenset(["article", "body", "div", "main", "section", "td", "form"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.I)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_ALIGNED = re.compile(r"text-align\s*:", re.I)
_INDENT = re.compile(r"text-indent\s*:\s*0*(?:[1-9]|\.0*[1-9])", re.I)
_BORDER = re.compile(
    r"border[\w-]{0,30}\s*:[^;]{0,100}(?:solid|double|dashed|[1-9]\d{0,3}(?:\.\d{1,6})?p[xt])", re.I
)
_NOTE_LINK = re.compile(r"#_?(?:ftn|fn|edn|footnote|endnote|note|cite)[-_a-z]*\d", re.I)
_NOTE_BACK = re.compile(r"#_?(?:ftn|fn|edn|footnote|endnote|note|cite)[-_]?(?:note)?[-_]?ref", re.I)
_NOTE_MARK = re.compile(r"\[?(\d{1,3}|\*{1,3})\]?$")
_SPACES = re.compile(r"[ \t\r\n\f]+")  # a no-break space is none
_XML_HEAD = re.compile(r"<\?xml[^<>]*\?>")
_ANY_BLOCK = re.compile(rf"<(?:{'|'.join(sorted(_BLOCKS - {'html', 'body'}))})\b", re.I)
_ANY_PARAGRAPH = re.compile(r"<(?:p|li|d[dt]|t[dh]|h[1-6]|pre|blockquote)\b", re.I)
_ANY_BREAK = re.compile(r"<br\b", re.I)
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_MOST_COLUMNS_SPANNED = 1000  # by one cell (HTML 4.9.12.1)
_NESTED_SHARE = 0.5  # of the text of a table that lays out a page: what its inner tables hold


def read_html(path: str, text: str, *, sha256: str, encoding: str) -> Document:
    """Read a web page or a document saved as HTML.

    Raises UnreadableDocumentError ("damaged", "empty") when it holds no text.
    """
    root = _parse(text)
    walker = _walker_of_page(text)
    walker.walk(root)
    of_site, marked = is_site(root), split_main_text(walker.parts, _page_title(root))
    kept, around = marked or (split_site(walker.parts, text) if of_site else (walker.parts, []))
    joined = join_split_tables([(part.content, part.column_widths) for part in kept])
    joined = join_cut_paragraphs(joined) if walker.lines else joined
    body, widgets = split_article(joined, is_page=of_site, has_tail=marked is None)
    body, closing = split_closing(body)
    body, raised = split_raised_notes(body)
    if not body:
        raise UnreadableDocumentError("empty", "The page holds no text; save it anew.")
    return Document(
        path=path,
        form="html",
        sha256=sha256,
        encoding=encoding,
        metadata=_metadata(root),
        body=body,
        notes=(*walker.notes, *raised),
        furniture=(*as_furniture((*_blocks(around), *_controls(root)), "menu"), *widgets, *closing),
        source=tuple(_source(root)),
    )


def _controls(root: html.HtmlElement) -> Iterator[Block]:
    """Yield what stands on a page's buttons and in its lists to choose from."""
    for element in root.iter(*_CONTROLS):
        text = clean_text(" ".join(element.itertext()))
        if text:
            yield make_block(sourced_text([SourceLine(text)]))


def _source(root: html.HtmlElement) -> Iterator[SourceText]:
    """Yield the text of every element that a page shows."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            text = element.tail
        elif element.tag in _NOT_SHOWN:
            walk.skip_subtree()
            continue
        else:
            text = element.text
        if text:
            yield SourceText(text=text)


def _walker_of_page(text: str) -> "_HtmlWalker":
    """Return what walks a page; one without mark-up of paragraphs has lines in their place."""
    has_breaks = _ANY_BREAK.search(text) is not None
    typed = not has_breaks and _ANY_BLOCK.search(text) is None
    lines = typed or (has_breaks and _ANY_PARAGRAPH.search(text) is None)
    return _HtmlWalker(contexts=[_Context(preformatted=typed)], lines=lines)


def read_fragment(text: str, place: Place) -> tuple[Block | Table, ...]:
    """Read HTML that stands inside another form, all of it at `place`."""
    walker = _HtmlWalker(place)
    try:
        root = html.fragment_fromstring(text, create_parent="div", parser=_parser())
    except etree.ParserError:  # to lxml it holds nothing, as "<!" does: then it is no markup
        return (make_block(sourced_text([SourceLine(text, place)])),)
    walker.walk(root)
    return join_split_tables([(part.content, part.column_widths) for part in walker.parts])


def _parse(text: str) -> html.HtmlElement:
    text = flattened(_XML_HEAD.sub("", text).replace("\0", ""))
    try:
        root = html.document_fromstring(text, parser=_parser())
    except (etree.ParserError, ValueError) as error:
        raise UnreadableDocumentError("damaged", "The file is no readable HTML.") from error
    for element in root.xpath("//*[@style or @hidden]"):
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
            element.tag = "template"
    return root


def _parser() -> html.HTMLParser:
    return html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)


def _page_title(root: html.HtmlElement) -> str:
    return clean_text(root.findtext(".//title") or "")


def _metadata(root: html.HtmlElement) -> dict[str, str]:
    """Return what the page says of itself in its head."""
    found = {"title": _page_title(root), "lang": root.get("lang", "")}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        if name and meta.get("content"):
            found.setdefault(name.lower(), clean_text(meta.get("content", "")))
    return {name: value for name, value in found.items() if value}


@dataclass(frozen=True)
class _Context:
    """What the elements around a piece of text say of it: how it looks, and where it stands.

    `level` is a heading's; `raised` is superscript; for the last three see `PagePart`.
    """

    bold: bool = False
    centred: bool = False
    indent: bool = False
    level: int | None = None
    linked: bool = False
    raised: bool = False
    in_landmark: bool = False
    preformatted: bool = False
    container: int = 0
    main_texts: tuple[int, ...] = ()


@dataclass
class _OpenList:
    """A list that is open, and the number of its next item."""

    style: str | None
    number: int = 1
    step: int = 1


@dataclass
class _HtmlWalker:
    """Goes through elements in document order and collects what they hold."""

    place: Place = NOWHERE
    parts: list[PagePart] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    contexts: list[_Context] = field(default_factory=lambda: [_Context()])
    lists: list[_OpenList] = field(default_factory=list)
    marker: str | None = None
    note: str | None = None
    text: str = ""
    lines: bool = False  # whether each line of the page is a paragraph
    containers: int = 0  # entered so far
    seen: int = 0  # characters of the text, those in bold, those in links
    bold: int = 0
    linked: int = 0

    def walk(self, root: html.HtmlElement) -> None:
        """Take in an element and all that it holds; no recursion, pages nest deeply."""
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "start":
                if self._enter(element, inside=element is not root):
                    continue
                steps.skip_subtree()
                self.contexts.append(self.contexts[-1])
            else:
                self._leave(element, root)
        self._flush()

    def _enter(self, element: html.HtmlElement, inside: bool) -> bool:
        """Open an element; return False if what it holds was read already or is hidden."""
        tag = element.tag
        if tag in _UNSEEN or self._is_note_mark(element):
            return False
        if tag in _BLOCKS:
            self._flush()
        if inside and tag == "table" and self._add_table(element):
            return False
        context = _context(element, self.contexts[-1])
        if tag in _CONTAINERS:
            self.containers += 1
            main = (self.containers,) if is_main_text(element) else ()
            context = replace(
                context, container=self.containers, main_texts=context.main_texts + main
            )
        self.contexts.append(context)
        self._open_list(element)
        if tag == "br":
            self._break_line()
        self._add_text(element.text)
        return True

    def _break_line(self) -> None:
        if self.lines:
            self._flush()
        else:
            self.text += "\n"

    def _leave(self, element: html.HtmlElement, root: html.HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        if element.tag in ("ol", "ul", "dir", "menu") and self.lists:
            self.lists.pop()
        if element.tag == "li":
            self.marker = None
        self.contexts.pop()
        if element is not root:
            self._add_text(element.tail)

    def _open_list(self, element: html.HtmlElement) -> None:
        if element.tag in ("ul", "dir", "menu"):
            self.lists.append(_OpenList(None))
        elif element.tag == "ol":
            step = -1 if element.get("reversed") is not None else 1
            style = _LIST_STYLES.get(element.get("type", ""), "decimal")
            self.lists.append(_OpenList(style, _number(element, "start", 1), step))
        elif element.tag == "li" and self.lists:
            self.marker = _next_marker(self.lists[-1], element)

    def _is_note_mark(self, element: html.HtmlElement) -> bool:
        """Tell whether an element is a footnote's mark; one that begins a note opens the note."""
        link = element if element.tag == "a" else None
        if element.tag == "sup":
            link = next(element.iter("a"), None)
        target = link.get("href", "") if link is not None else ""
        mark = _NOTE_MARK.match(clean_text("".join(element.itertext())))
        if not (mark and target.startswith("#")):
            return False
        if _NOTE_BACK.match(target) and not self.text.strip():
            self.note = mark[1]
            return True
        return element.tag == "sup" or _NOTE_LINK.match(target) is not None

    def _add_text(self, text: str | None) -> None:
        if not text:
            return
        context = self.contexts[-1]
        text = text if context.preformatted else _SPACES.sub(" ", text)
        if context.raised and text.strip():
            text = superscript(text.strip())
        length = len(clean_text(text))
        self.seen += length
        self.bold += length * context.bold
        self.linked += length * context.linked
        self.text += text

    def _flush(self) -> None:
        """End the block that is open: add its paragraphs to the parts, or to the notes."""
        context, share = self.contexts[-1], self.linked / max(1, self.seen)
        for paragraph in (line_paragraphs if self.lines else split_paragraphs)(self.text):
            lines = (SourceLine(line, self.place) for line in paragraph.split("\n"))
            source = sourced_text(lines, forced=True)
            block = make_block(source, **self._hints(paragraph, context))
            if self.note is not None:
                self.notes.append(block.model_copy(update={"marker": self.note}))
            else:
                self._add(block, link_share=share)
            self.marker = None
        if self.text.strip():
            self.note = None
        self.text, self.seen, self.bold, self.linked = "", 0, 0, 0

    def _hints(self, paragraph: str, context: _Context) -> dict[str, object]:
        is_item = self.marker is not None or starts_list_item(paragraph)
        return {
            "kind": "heading" if context.level else "list_item" if is_item else "paragraph",
            "level": context.level,
            "marker": self.marker,
            "bold": self.bold >= self.seen > 0,
            "centred": context.centred,
            "indent": context.indent or is_indented(paragraph),
        }

    def _add_table(self, element: html.HtmlElement) -> bool:
        """Add a table of data; False if it only places text, which is then read as blocks."""
        groups = list(_row_groups(element))
        if _frames_tables(element, sum(map(len, groups))):
            return False
        rows = [self._row(row, len(group) - n) for group in groups for n, row in enumerate(group)]
        table = build_table(rows, self.place)
        if not table.cells or is_layout_table(table, _is_ruled(element)):
            blocks = layout_blocks(table)
            for block in blocks or ():
                self._add(block)
            return blocks is not None
        for caption in element.findall("caption"):
            inner = _HtmlWalker(self.place, contexts=[self.contexts[-1]])
            inner.walk(caption)
            self.parts.extend(inner.parts)
        self._collect_table(element, table)
        return True

    def _collect_table(self, element: html.HtmlElement, table: Table) -> None:
        links = sum(len(clean_text("".join(a.itertext()))) for a in element.iter("a"))
        length = sum(len(cell.text) for cell in table.cells)
        unknown_widths = (0,) * table.column_count
        self._add(table, column_widths=unknown_widths, link_share=links / max(1, length))

    def _add(
        self,
        content: Block | Table,
        *,
        column_widths: tuple[int, ...] = (),
        link_share: float = 0.0,
    ) -> None:
        context = self.contexts[-1]
        self.parts.append(
            PagePart(
                content, column_widths, link_share, context.in_landmark, context.container,
                context.main_texts,
            )
        )  # fmt: skip

    def _row(self, row: html.HtmlElement, rows_left: int) -> MarkupRow:
        """Return a row as marked up; its cells reach over no more than the rows left in its group.

        So HTML 4.9.12.1 has it ("ends at the row group's end").
        """
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        group = row.getparent()
        headed = (group is not None and group.tag == "thead") or (
            bool(cells) and all(cell.tag == "th" for cell in cells)
        )
        return MarkupRow(tuple(self._cell(cell, rows_left) for cell in cells), is_header=headed)

    def _cell(self, cell: html.HtmlElement, rows_left: int) -> MarkupCell:
        rows = _number(cell, "rowspan", 1) or rows_left  # 0: all of them
        return MarkupCell(
            self._cell_text(cell),
            column_span=max(1, min(_MOST_COLUMNS_SPANNED, _number(cell, "colspan", 1))),
            row_span=max(1, min(rows, rows_left)),
        )

    def _cell_text(self, cell: html.HtmlElement) -> SourcedText:
        """Return all that a cell holds as one text; numbers of its lists are part of it."""
        inner = _HtmlWalker(self.place)
        inner.walk(cell)
        self.notes.extend(inner.notes)
        texts = cell_texts(part.content for part in inner.parts)
        return sourced_text((SourceLine(text, self.place) for text in texts), forced=True)


def _context(element: html.HtmlElement, outer: _Context) -> _Context:
    """Return what holds inside an element."""
    tag, style = element.tag, element.get("style", "")
    inner = replace(
        outer,
        bold=(outer.bold or tag in ("b", "strong", "th") or bool(_BOLD.search(style)))
        and not _NOT_BOLD.search(style),
        linked=outer.linked or (tag == "a" and bool(element.get("href"))),
        raised=outer.raised or tag == "sup",
        preformatted=outer.preformatted or tag == "pre",
        in_landmark=outer.in_landmark or is_landmark(element),
    )
    return _block_context(element, outer, inner) if tag in _BLOCKS else inner


def _block_context(element: html.HtmlElement, outer: _Context, inner: _Context) -> _Context:
    """Return what holds inside an element that is a block: also how its lines are set."""
    tag, style = str(element.tag), element.get("style", "")
    level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else outer.level
    centred = _CENTRED.search(style) or element.get("align") == "center" or tag == "center"
    aligned = _ALIGNED.search(style) or element.get("align")
    return replace(
        inner,
        level=level,
        bold=inner.bold or level is not None,
        centred=bool(centred) or (outer.centred and not aligned),
        indent=bool(_INDENT.search(style)),
    )


def _number(element: html.HtmlElement, name: str, default: int) -> int:
    """Return an attribute as a number, `default` if it is none."""
    match = re.match(r"\s*(-?\d{1,9})", element.get(name, ""))
    return int(match[1]) if match else default


def _next_marker(opened: _OpenList, item: html.HtmlElement) -> str:
    if opened.style is None:
        return BULLET
    opened.number = _number(item, "value", opened.number)
    marker = f"{format_number(opened.number, opened.style)}."
    opened.number += opened.step
    return marker


def _row_groups(table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    """Yield a table's own rows group by group, without those of tables inside it."""
    for in_group, children in groupby(table, key=lambda child: child.tag in _ROW_GROUPS):
        if in_group:
            yield from ([row for row in group if row.tag == "tr"] for group in children)
        else:
            yield [row for row in children if row.tag == "tr"]


def _frames_tables(table: html.HtmlElement, row_count: int) -> bool:
    """Tell whether a table lays out a page that has tables of its own."""
    below = (t for t in table.iter("table") if t is not table)
    nested = [t for t in below if next(t.iterancestors("table")) is table]
    if not nested:
        return False
    inside = sum(len(clean_text("".join(t.itertext()))) for t in nested)
    return row_count <= 2 or inside > _NESTED_SHARE * len(clean_text("".join(table.itertext())))


def _is_ruled(table: html.HtmlElement) -> bool | None:
    """Tell whether a table draws its borders; None if only a style sheet knows."""
    if _number(table, "border", 0) > 0:
        return True
    styles = (element.get("style", "") for element in table.iter("table", "tr", "td", "th"))
    return True if any(map(_BORDER.search, styles)) else None


def _blocks(parts: Iterable[PagePart]) -> Iterator[Block]:
    for part in parts:
        if isinstance(part.content, Block):
            yield part.content
        else:
            yield make_block(sourced_text([SourceLine(part.text)]))
