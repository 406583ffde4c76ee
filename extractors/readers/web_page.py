"""A saved web page's article, parted from menus, counters, link lists and widgets.

What belongs here: telling by their text which blocks are the article. What does
not: mark-up that says so outright (the HTML reader), the words themselves
(lexicon `web_page.toml`).
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cache

from pydantic import BaseModel, ConfigDict

from extractors.lexica import load_toml
from schemas.document import Block, Table

_PLACEHOLDER = re.compile(r"\[\[.*?\]\]|\{\{.*?\}\}|\$\{.*?\}|<%.*?%>")
_NUMBER = re.compile(r"\d[\d\s.,]*$")
_CLOSING = re.compile(r"©|\([cс]\)\s*\d{4}|copyright\b", re.I)
_PROSE = 60  # characters; shorter lines are headlines, names or buttons
_LONG_PROSE = 200
_MENU_RUN = 3
_LIST_RUN = 3
_TAIL_RUN = 4


class _Role(Enum):
    PROSE = auto()
    SHORT = auto()
    LIST_HEADING = auto()
    END_HEADING = auto()
    MENU = auto()
    TOOL = auto()
    COUNTER = auto()
    CREDIT = auto()
    PLACEHOLDER = auto()


_SURE_FURNITURE = {_Role.COUNTER, _Role.CREDIT, _Role.PLACEHOLDER}


class _Lexicon(BaseModel):
    """Words of widgets; all folded, "ё" as "е"."""

    model_config = ConfigDict(extra="forbid")
    list_headings: frozenset[str]
    end_headings: frozenset[str]
    menu_lines: frozenset[str]
    tool_lines: frozenset[str]
    credit_words: frozenset[str]
    counter_words: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    raw = load_toml("web_page.toml", _Lexicon)
    folded = {name: [_fold(w) for w in getattr(raw, name)] for name in _Lexicon.model_fields}
    return _Lexicon.model_validate(folded)


def split_article(
    parts: Sequence[Block | Table], *, is_page: bool = False
) -> tuple[tuple[Block | Table, ...], tuple[Block, ...]]:
    """Return the article's parts, and the blocks around it if the text is a saved page.

    The article keeps its title, author, date and paragraphs. A text that shows
    no trace of a site is returned whole, unless `is_page` says that it is one.
    """
    roles = [_role(part) if isinstance(part, Block) else _Role.PROSE for part in parts]
    if not (is_page or _is_page(parts, roles)):
        return tuple(parts), ()
    kept = _without_tail(roles, _keep(roles))
    body = tuple(part for part, keep in zip(parts, kept, strict=True) if keep)
    rest = (part for part, keep in zip(parts, kept, strict=True) if not keep)
    return body, tuple(part for part in rest if isinstance(part, Block))


def split_menus(
    parts: Sequence[Block | Table],
) -> tuple[tuple[Block | Table, ...], tuple[Block, ...]]:
    """Return the parts without rows of a site's buttons, and those."""
    roles = [_role(part) if isinstance(part, Block) else _Role.PROSE for part in parts]
    menus = _runs(roles, (_Role.TOOL,))
    body = tuple(part for i, part in enumerate(parts) if i not in menus)
    return body, tuple(
        part for i, part in enumerate(parts) if i in menus and isinstance(part, Block)
    )


def split_closing(
    parts: Sequence[Block | Table],
) -> tuple[tuple[Block | Table, ...], tuple[Block, ...]]:
    """Return the parts without the publisher's closing lines ("© 2012 …"), and those lines."""
    end = len(parts)
    while end and isinstance(last := parts[end - 1], Block) and _CLOSING.match(last.text):
        end -= 1
    return tuple(parts[:end]), tuple(part for part in parts[end:] if isinstance(part, Block))


def _fold(text: str) -> str:
    return text.casefold().replace("ё", "е").strip(" .:;,!-–—•|#→»›>")


def _role(block: Block) -> _Role:
    text, words = block.text, _lexicon()
    folded = _fold(text)
    if _PLACEHOLDER.search(text):
        return _Role.PLACEHOLDER
    for role, lines in (
        (_Role.LIST_HEADING, words.list_headings),
        (_Role.END_HEADING, words.end_headings),
        (_Role.MENU, words.menu_lines),
        (_Role.TOOL, words.tool_lines),
    ):
        if folded in lines and (role is not _Role.MENU or block.kind == "paragraph"):
            return role
    if _is_counter(folded):
        return _Role.COUNTER
    if ":" in text and len(text) < _LONG_PROSE:
        label = _fold(text.split(":", 1)[0])
        if label in words.credit_words or label in words.list_headings:
            return _Role.CREDIT
    return _Role.PROSE if _is_prose(text) else _Role.SHORT


def _is_counter(folded: str) -> bool:
    """A bare number, or one with a counter's label on either side."""
    if _NUMBER.match(folded):
        return not re.fullmatch(r"\d{1,2}[.]\d{1,2}[.]\d{4}", folded)  # a date
    label = _fold(re.sub(r"\d[\d\s.,]*", "", folded))
    return any(map(str.isdigit, folded)) and label in _lexicon().counter_words


def _is_prose(text: str) -> bool:
    return len(text) >= _LONG_PROSE or (len(text) >= _PROSE and text.rstrip('»”")')[-1:] in ".!:;")


def _is_page(parts: Sequence[Block | Table], roles: Sequence[_Role]) -> bool:
    """A list of links under a known heading, or traces of two kinds, show a site."""
    traces = {role for role in roles if role in _SURE_FURNITURE}
    for i, role in enumerate(roles):
        part = parts[i]
        if role is _Role.LIST_HEADING and _Role.PROSE in roles[:i]:
            traces.add(role)
            run = roles[i + 1 : i + 1 + _LIST_RUN]
            plain = isinstance(part, Block) and part.kind == "paragraph"
            if plain and len(run) == _LIST_RUN and _Role.PROSE not in run:
                return True
    return len(traces) >= 2


def _keep(roles: Sequence[_Role]) -> list[bool]:
    """Walk down the page: a list's heading opens a list, prose ends it."""
    kept, started, in_list, ended = list[bool](), False, False, False
    menus = _runs(roles, (_Role.MENU, _Role.TOOL, _Role.LIST_HEADING))
    for i, role in enumerate(roles):
        if role is _Role.PROSE:
            started, in_list = True, False
        elif started and role is _Role.LIST_HEADING:
            in_list = True
        elif started and role is _Role.END_HEADING:
            ended = True
        menu = i in menus or (started and role is _Role.TOOL)
        kept.append(not (ended or in_list or menu or role in _SURE_FURNITURE))
    return kept


def _runs(roles: Sequence[_Role], wanted: Sequence[_Role]) -> set[int]:
    """Return the places of lines of these roles that stand in a row."""
    found: set[int] = set()
    run: list[int] = []
    for i, role in enumerate([*roles, None]):
        if role in wanted:
            run.append(i)
            continue
        found.update(run if len(run) >= _MENU_RUN else ())
        run = []
    return found


def _without_tail(roles: Sequence[_Role], kept: list[bool]) -> list[bool]:
    """Drop the headlines after the last paragraph, unless they are few enough for a signature."""
    last = max((i for i, role in enumerate(roles) if role is _Role.PROSE and kept[i]), default=None)
    if last is None:
        return kept
    tail = kept[last + 1 :]
    return kept if sum(tail) < _TAIL_RUN else kept[: last + 1] + [False] * len(tail)
