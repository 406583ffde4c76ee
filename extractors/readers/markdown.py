"""Markdown, and plain text with its marks, into blocks and tables.

What belongs here: what Markdown's marks say of the text, which is kept without
them. What does not: HTML inside Markdown (read by the HTML reader).
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extractors.losses import left_out
from extractors.readers.accounting import source_lines
from extractors.readers.blocks import (
    SourceLine,
    as_furniture,
    breaks_paragraph,
    join_cut_paragraphs,
    make_block,
    sourced_text,
    starts_list_item,
)
from extractors.readers.forms import form_by_ending
from extractors.readers.markup_tables import MarkupCell, MarkupRow, build_table
from extractors.readers.web_page import split_article, split_closing
from schemas.document import Block, Document, Furniture, Place, SourceText, Table

_SPACES = r"[^\S\n]*+"  # within a line
_HEADING = re.compile(r"^#{1,6}[^\S\n]+\S", re.M)
_BOLD = re.compile(rf"\*\*(?=\S)(?:[^*\n]|\n(?!{_SPACES}\n)){{1,400}}+\*\*")
_RULE = rf":?-{{3,}}+:?{_SPACES}"
_TABLE_RULE = re.compile(
    rf"^{_SPACES}\|?{_SPACES}{_RULE}(?:\|{_SPACES}{_RULE})++\|?{_SPACES}$", re.M
)
_LEFTOVER = re.compile(r"\*{2,}|(?<!\w)~~|~~(?!\w)|(?<=\])\[[^\]\n]*\]")
_NOTE_MARK = re.compile(r"\[\^[^\[\]\s]+\]")
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]:\s*")
_HEADED = 3  # columns; the same text in two may be two values
_BREAK = re.compile(r"<br\s*/?>", re.I)
# Lines of a key, lines set in and blank ones: what a line is, its first characters tell.
# What Markdown does not show: comments, tags, targets of links and their definitions.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*+>|(?<=\])\([^()\n]*+\)|^ {0,3}\[[^\]\n^]++\]:[^\n]*+",
    re.M | re.S,
)
_FRONT_MATTER = re.compile(r"\A---\n((?:(?:[\w-]++:|[^\S\n]|(?=\n))[^\n]*+\n)++)---\n")


def is_markdown(text: str) -> bool:
    """Tell whether plain text carries Markdown's marks: a table, or two headings or bold runs."""
    marks = len(_HEADING.findall(text)) + len(_BOLD.findall(text)) + text.count("\\*\\*") // 2
    return marks >= 2 or _TABLE_RULE.search(text) is not None


def read_markdown(path: str, text: str, *, sha256: str, encoding: str) -> Document:
    """Read Markdown; each block keeps the numbers of its lines.

    A list's bullets become markers; its printed numbers stay in the text. Plain text
    that carries Markdown's marks is of the form that its name says.
    """
    named = form_by_ending(path)
    metadata, head, text = _front_matter(text)
    tokens = _parser().parse(text)
    too_deep = list(_too_deep(text, tokens))
    _tell_too_deep(too_deep)
    walker = _MarkdownWalker(too_deep=too_deep)
    walker.walk(tokens)
    body, closing = split_closing(join_cut_paragraphs(walker.parts))
    body, furniture = split_article(body)
    return Document(
        path=path,
        form=named.name if named else "txt",
        sha256=sha256,
        encoding=encoding,
        metadata=metadata,
        body=body,
        notes=tuple(walker.notes),
        furniture=(*head, *furniture, *closing),
        source=(*_source(head), *source_lines(_without_markup(text))),
    )


_DEEPEST = 200  # levels: a list makes two, a quote one; the parser calls itself for each
_LEAVES = frozenset({"inline", "heading_open", "tr_open", "fence", "code_block", "html_block"})
_CONTAINER_MARKS = re.compile(r"(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))+\s*")


@cache
def _parser() -> MarkdownIt:
    """Indented text is no code here, and "[^1]: …" is a footnote, no link."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    return parser.enable("table").disable(["code", "reference"])


def _too_deep(text: str, tokens: Sequence[Token]) -> Iterator[SourceLine]:
    """Yield the lines that the parser left out, as it does below its deepest level."""
    if not any(token.level >= _DEEPEST - 1 for token in tokens):
        return
    read = {n for token in tokens if token.type in _LEAVES for n in range(*(token.map or [0, 0]))}
    for number, line in enumerate(text.split("\n")):
        if number not in read and (words := line[_end_of_marks(line) :]).strip():
            yield SourceLine(words, Place(line=number + 1))


def _tell_too_deep(lines: Sequence[SourceLine]) -> None:
    if lines:
        message = (
            f"{len(lines)} lines of lists and quotes are nested deeper than is read: "
            "they stand without their levels"
        )
        left_out(message, lines[0].text.strip(), lines[0].place)


def _source(head: Sequence[Block]) -> Iterator[SourceText]:
    return (SourceText(text=block.text, place=block.place) for block in head)


def _without_markup(text: str) -> str:
    """Return the text without tags, comments and targets of links; lines keep their numbers."""
    seen = _MARKUP.sub(lambda match: "\n" * match[0].count("\n"), text)
    return html.unescape(seen)


def _front_matter(text: str) -> tuple[dict[str, str], tuple[Furniture, ...], str]:
    """Return the fields of the YAML head, it, and the text without it; lines keep their numbers."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, (), text
    pairs = (line.partition(":") for line in match[1].splitlines() if ":" in line)
    metadata = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    lines = (SourceLine(line, Place(line=n)) for n, line in enumerate(match[1].split("\n"), 2))
    blocks = (make_block(sourced_text([line])) for line in lines if line.text.strip())
    head = as_furniture(blocks, "front_matter")
    return metadata, head, "\n" * match[0].count("\n") + text[match.end() :]


@dataclass
class _MarkdownWalker:
    """Goes through the parser's tokens in order and collects blocks."""

    parts: list[Block | Table] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    markers: list[str | None] = field(default_factory=list)  # one a list item that is open
    too_deep: list[SourceLine] = field(default_factory=list)  # to be taken in at their places
    fresh_item: bool = False
    level: int | None = None

    def walk(self, tokens: Sequence[Token]) -> None:
        """Take in all tokens."""
        i = 0
        while i < len(tokens):
            if tokens[i].type in _LEAVES:
                self._catch_up(_first_line(tokens[i]))
            if tokens[i].type == "table_open":
                end = next(j for j in range(i, len(tokens)) if tokens[j].type == "table_close")
                self.parts.append(_table(tokens[i : end + 1]))
                i = end
            else:
                self._take(tokens[i])
            i += 1
        self._catch_up(None)

    def _catch_up(self, line: int | None) -> None:
        """Take in what stands above a line (None: all) and is too deep for the parser."""
        while self.too_deep and (line is None or (self.too_deep[0].place.line or 0) < line):
            source = sourced_text([self.too_deep.pop(0)])
            self.parts.append(make_block(source, kind="list_item"))

    def _take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1])
            case "heading_close":
                self.level = None
            case "list_item_open":
                self.markers.append(f"{token.info}{token.markup}")
                self.fresh_item = True
            case "list_item_close":
                self.markers.pop()
                self.fresh_item = False  # it may have held nothing
            case "inline":
                self._add_text(token)
            case "fence" | "code_block":
                self._add_code(token)
            case "html_block":
                self._add_html(token)

    def _add_text(self, token: Token) -> None:
        lines = list(_inline_lines(token))
        for paragraph in _paragraphs(lines) if self.level is None else [lines]:
            self._add_block(paragraph, bold=_all_bold(token.children or []))

    def _add_block(self, lines: list[SourceLine], bold: bool) -> None:
        note = _NOTE.match(lines[0].text)
        if note:
            self._add_note(note, lines)
            return
        number, marker = self._open_marker()
        if number:
            lines = [SourceLine(f"{number} {lines[0].text}", lines[0].place), *lines[1:]]
        source = sourced_text(SourceLine(_without_marks(line.text), line.place) for line in lines)
        if not source.text:
            return
        is_item = number or marker or (self.level is None and starts_list_item(source.text))
        kind = "heading" if self.level else "list_item" if is_item else "paragraph"
        hints = {"kind": kind, "level": self.level, "marker": marker, "bold": bold}
        self.parts.append(make_block(source, **hints))

    def _open_marker(self) -> tuple[str, str | None]:
        """Return the number and the bullet of the item that opens here, if one does."""
        if not self.fresh_item:
            return "", None
        self.fresh_item = False
        marker = self.markers[-1] or ""
        return (marker, None) if marker[:1].isdigit() else ("", marker)

    def _add_note(self, note: re.Match[str], lines: list[SourceLine]) -> None:
        first = SourceLine(lines[0].text[note.end() :], lines[0].place)
        source = sourced_text(
            SourceLine(_without_marks(x.text), x.place) for x in [first, *lines[1:]]
        )
        self.notes.append(make_block(source, marker=note[1]))

    def _add_code(self, token: Token) -> None:
        first = _first_line(token) + (token.type == "fence")
        for i, line in enumerate(token.content.splitlines()):
            if line.strip():
                self.parts.append(
                    make_block(sourced_text([SourceLine(line, Place(line=first + i))]))
                )

    def _add_html(self, token: Token) -> None:
        from extractors.readers.html import read_fragment

        self.parts.extend(read_fragment(token.content, Place(line=_first_line(token))))


def _end_of_marks(line: str) -> int:
    match = _CONTAINER_MARKS.match(line)
    return match.end() if match else 0


def _first_line(token: Token) -> int:
    return (token.map or [0])[0] + 1


def _inline_lines(token: Token, *, forced_breaks: bool = False) -> Iterator[SourceLine]:
    """Yield a block's lines without marks of emphasis, links and pictures.

    With `forced_breaks`, "<br>" ends a line, too.
    """
    number, text = _first_line(token), ""
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            yield SourceLine(text, Place(line=number))
            number, text = number + 1, ""
        elif child.type == "html_inline":
            if _BREAK.match(child.content) and forced_breaks:
                yield SourceLine(text, Place(line=number))
                text = ""
            text += " " if _BREAK.match(child.content) else ""
        else:
            text += child.content
    yield SourceLine(text, Place(line=number))


def _without_marks(text: str) -> str:
    return _LEFTOVER.sub("", _NOTE_MARK.sub("", text))


def _paragraphs(lines: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    """Yield the paragraphs of a block: some begin without a blank line (`breaks_paragraph`)."""
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        if breaks_paragraph(before.text, line.text) or _NOTE.match(line.text):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _all_bold(children: Sequence[Token]) -> bool:
    """Tell whether all words stand between marks of strong emphasis."""
    depth = 0
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            depth += child.nesting
        elif depth == 0 and child.content.strip(" .:*"):
            return False
    return True


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[MarkupRow] = []
    cells: list[MarkupCell] = []
    in_header = False
    for token in tokens:
        match token.type:
            case "thead_open" | "thead_close":
                in_header = token.nesting > 0
            case "tr_open":
                cells = []
            case "inline":
                lines = _inline_lines(token, forced_breaks=True)
                bare = (SourceLine(_without_marks(x.text), x.place) for x in lines)
                cells.append(MarkupCell(sourced_text(bare, forced=True)))
            case "tr_close":
                rows.append(MarkupRow(_spanned(cells), is_header=in_header))
    return build_table(rows, Place(line=_first_line(tokens[0])))


def _spanned(cells: Sequence[MarkupCell]) -> tuple[MarkupCell, ...]:
    """Return a row's cells, or the one cell that spans them all.

    Markdown has no cells that span, so converters print a heading over all columns
    in each of them.
    """
    texts = {cell.content.text for cell in cells}
    repeated = len(cells) >= _HEADED and len(texts) == 1 and any(map(str.isalpha, texts.pop()))
    return (replace(cells[0], column_span=len(cells)),) if repeated else tuple(cells)
