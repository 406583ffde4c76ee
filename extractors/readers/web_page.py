"""A saved web page's article, told from menus, counters, link lists and widgets by words.

What belongs here: telling by their text which blocks are the article. What does
not: mark-up that says so outright (`site_parts`), the words themselves
(`web_page.toml` of each language, and of the lexica for those of none).
"""

import re
from collections.abc import Mapping, Sequence, Set
from enum import Enum, auto
from functools import cache

from extractors.languages import data_of_all
from extractors.languages.lookalikes import lookalikes_of
from extractors.lexica import load_toml
from extractors.readers.blocks import as_furniture, make_block
from extractors.text.folding import fold_ye
from schemas.document import Block, Frozen, Furniture, FurnitureRole, Table

_PLACEHOLDER = re.compile(r"\[\[.{0,99}?\]\]|\{\{.{0,99}?\}\}|\$\{.{0,99}?\}|<%.{0,99}?%>")
_ONLY_NUMBER = re.compile(r"\d[\d\s.,]*$")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_COUNT = re.compile(r"(?<!\s)\s*\(\d+\)\s*$")  # "Comments (3)"
_CLOSING = re.compile(rf"©|\([{lookalikes_of('c')}]\)\s*\d{{4}}|copyright\b", re.I)
_PROSE = 60  # characters; shorter lines are headlines, names or buttons
_LONG_PROSE = 200  # characters that are prose whatever they end with
_MENU_RUN = 3  # lines of a menu that stand in a row
_LIST_RUN = 3  # short lines that an ambiguous heading needs below it
_TAIL_RUN = 4  # lines after the last paragraph that are more than a signature
_HEADING_WORDS = 4  # at the most, of a heading over links


class _Role(Enum):
    """What a block of a page is by its words; SHORT is what nothing tells."""

    PROSE = auto()
    SHORT = auto()
    LIST_HEADING = auto()
    WEAK_HEADING = auto()
    END_HEADING = auto()
    MENU = auto()
    TOOL = auto()
    NUMBER = auto()
    COUNTER = auto()
    CREDIT = auto()
    PLACEHOLDER = auto()


_SURE_FURNITURE = {_Role.NUMBER, _Role.COUNTER, _Role.CREDIT, _Role.PLACEHOLDER}
_FURNITURE: Mapping[_Role, FurnitureRole] = {
    _Role.COUNTER: "counter",
    _Role.NUMBER: "counter",
    _Role.CREDIT: "credit",
}
_HEADINGS = {_Role.LIST_HEADING, _Role.WEAK_HEADING}
_MENU_LINES = {_Role.MENU, _Role.TOOL, *_HEADINGS}


class _SiteWords(Frozen):
    """What sites write around an article, by kind."""

    list_headings: frozenset[str] = frozenset()
    weak_headings: frozenset[str] = frozenset()
    heading_openers: frozenset[str] = frozenset()
    heading_nouns: frozenset[str] = frozenset()
    end_headings: frozenset[str] = frozenset()
    menu_lines: frozenset[str] = frozenset()
    tool_lines: frozenset[str] = frozenset()
    credit_words: frozenset[str] = frozenset()
    counter_words: frozenset[str] = frozenset()


@cache
def _site_words() -> _SiteWords:
    """Return the words of all languages and those of none, folded."""
    sources = (load_toml("web_page.toml", _SiteWords), *data_of_all("web_page", _SiteWords))
    return _SiteWords(
        **{
            kind: frozenset(_fold(word) for source in sources for word in getattr(source, kind))
            for kind in _SiteWords.model_fields
        }
    )


def split_article(
    parts: Sequence[Block | Table], *, is_page: bool = False, has_tail: bool = True
) -> tuple[tuple[Block | Table, ...], tuple[Furniture, ...]]:
    """Return the article's parts, and the blocks around it if the text is a saved page.

    The article keeps its title, author, date and paragraphs. A text that shows
    no trace of a site is returned whole, unless `is_page` says that it is one.
    `has_tail` says whether short lines of the site may stand below the article.
    """
    roles = [_role(part) if isinstance(part, Block) else _Role.PROSE for part in parts]
    if not (is_page or _is_page(parts, roles)):
        return tuple(parts), ()
    kept = _keep(roles)
    kept = _without_tail(roles, kept) if has_tail else kept
    body = tuple(part for part, keep in zip(parts, kept, strict=True) if keep)
    around = (
        (p, _FURNITURE.get(r, "menu")) for p, r, k in zip(parts, roles, kept, strict=True) if not k
    )
    return body, tuple(piece for part, role in around for piece in _around(part, role))


def _around(part: Block | Table, role: FurnitureRole) -> tuple[Furniture, ...]:
    """Return what of a site a part is; a table's cells each for itself."""
    blocks = [part] if isinstance(part, Block) else [make_block(cell) for cell in part.cells]
    return as_furniture(blocks, role)


def split_menus(
    parts: Sequence[Block | Table],
) -> tuple[tuple[Block | Table, ...], tuple[Furniture, ...]]:
    """Return the parts without rows of a site's buttons, and those."""
    roles = [_role(part) if isinstance(part, Block) else _Role.PROSE for part in parts]
    menus = _runs(roles, {_Role.TOOL})
    body = tuple(part for i, part in enumerate(parts) if i not in menus)
    taken = (part for i, part in enumerate(parts) if i in menus)
    return body, tuple(piece for part in taken for piece in _around(part, "menu"))


def split_closing(
    parts: Sequence[Block | Table],
) -> tuple[tuple[Block | Table, ...], tuple[Furniture, ...]]:
    """Return the parts without the publisher's closing lines ("© 2012 …"), and those lines."""
    end = len(parts)
    while end and isinstance(last := parts[end - 1], Block) and _CLOSING.match(last.text):
        end -= 1
    closing = (piece for part in parts[end:] for piece in _around(part, "copyright"))
    return tuple(parts[:end]), tuple(closing)


def _fold(text: str) -> str:
    return fold_ye(_COUNT.sub("", text)).strip(" .:;,!-–—•|#→»›>")


def _role(block: Block) -> _Role:
    text, words = block.text, _site_words()
    if _PLACEHOLDER.search(text):
        return _Role.PLACEHOLDER
    if _ONLY_NUMBER.match(text) and not _DATE.match(text):
        return _Role.NUMBER
    role = _role_of_line(_fold(text), block.kind == "paragraph")
    if role is not None:
        return role
    if ":" in text and len(text) < _LONG_PROSE:
        label = _fold(text.split(":", 1)[0])
        if label in words.credit_words or label in words.list_headings:
            return _Role.CREDIT
    return _Role.PROSE if _is_prose(text) else _Role.SHORT


def _role_of_line(folded: str, plain: bool) -> _Role | None:
    """Return the role that a whole line's words give it."""
    words = _site_words()
    for role, lines in (
        (_Role.LIST_HEADING, words.list_headings),
        (_Role.WEAK_HEADING, words.weak_headings),
        (_Role.END_HEADING, words.end_headings),
        (_Role.MENU, words.menu_lines if plain else frozenset[str]()),
        (_Role.TOOL, words.tool_lines),
    ):
        if folded in lines:
            return role
    if _heads_links(set(folded.split())):
        return _Role.LIST_HEADING
    label = re.sub(r"\d[\d\s.,]*", "", folded)
    return _Role.COUNTER if label != folded and _fold(label) in words.counter_words else None


def _heads_links(line: set[str]) -> bool:
    """Tell whether the words of a short line head a list of links ("Other news")."""
    words = _site_words()
    short = len(line) <= _HEADING_WORDS
    return short and bool(line & words.heading_openers) and bool(line & words.heading_nouns)


def _is_prose(text: str) -> bool:
    return len(text) >= _LONG_PROSE or (len(text) >= _PROSE and text.rstrip('»”")')[-1:] in ".!:;")


def _is_page(parts: Sequence[Block | Table], roles: Sequence[_Role]) -> bool:
    """Tell whether a text shows a site: a list of links under its heading, or two other traces."""
    prose = next((i for i, role in enumerate(roles) if role is _Role.PROSE), len(roles))
    if any(_heads_list(parts, roles, i) for i in range(prose, len(roles))):
        return True
    traces = set(roles) & {_Role.COUNTER, _Role.CREDIT, _Role.PLACEHOLDER}
    traces |= set(roles[prose:]) & {_Role.LIST_HEADING, _Role.END_HEADING}
    return len(traces) + bool(_runs(roles, _MENU_LINES)) >= 2


def _heads_list(parts: Sequence[Block | Table], roles: Sequence[_Role], i: int) -> bool:
    """Tell whether a known heading has short lines under it; an ambiguous one needs plain ones."""
    wanted = {_Role.LIST_HEADING: 1, _Role.WEAK_HEADING: _LIST_RUN}.get(roles[i], 0)
    run = roles[i + 1 : i + 1 + wanted]
    if not wanted or len(run) < wanted or _Role.PROSE in run:
        return False
    plain = (isinstance(p, Block) and p.kind == "paragraph" for p in parts[i : i + 1 + wanted])
    return roles[i] is _Role.LIST_HEADING or all(plain)


def _keep(roles: Sequence[_Role]) -> list[bool]:
    """Return for each part whether it is the article's: no list under its heading, up to prose."""
    kept, started, in_list, ended = list[bool](), False, False, False
    menus = _runs(roles, _MENU_LINES)
    for i, role in enumerate(roles):
        if role is _Role.PROSE:
            started, in_list = True, False
        elif started and role in _HEADINGS:
            in_list = True
        elif started and role is _Role.END_HEADING:
            ended = True
        menu = i in menus or (started and role is _Role.TOOL)
        kept.append(not (ended or in_list or menu or role in _SURE_FURNITURE))
    return kept


def _runs(roles: Sequence[_Role], wanted: Set[_Role]) -> set[int]:
    """Return the indices of lines of these roles of which several stand in a row."""
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
    """Leave out the lines after the last paragraph, unless they are few enough for a signature."""
    last = max((i for i, role in enumerate(roles) if role is _Role.PROSE and kept[i]), default=None)
    if last is None:
        return kept
    tail = kept[last + 1 :]
    return kept if sum(tail) < _TAIL_RUN else kept[: last + 1] + [False] * len(tail)
