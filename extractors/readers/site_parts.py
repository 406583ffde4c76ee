"""Which parts of a web page are the article, and which the site around it, by mark-up.

What belongs here: telling sites from bare documents, choosing among the parts
of a page. What does not: reading mark-up into parts (`html`), choosing by the
words of the parts (`web_page`).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lxml import html

from extractors.text.folding import squash
from schemas.document import Block, Table

_LANDMARKS = ("nav", "aside", "footer", "header")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_MANY_LINKS = 15
_LINK_SHARE = 0.3  # of a page's text
_ARTICLE_SHARE = 0.2  # of a page's text that its article has at the least
_LONG_PART = 40  # characters of a part that show where the article is
_LINK_LIST_SHARE = 0.6  # of a part's text: with more of it in links it is a list of links


def is_landmark(element: html.HtmlElement) -> bool:
    """Tell whether an element holds what surrounds the text: menus, side columns, the footer.

    An article's own header is no such thing.
    """
    if element.get("role") in _ROLES:
        return True
    if element.tag == "header":
        return not element.xpath("ancestor::article | ancestor::main | .//h1")
    return element.tag in _LANDMARKS


def is_main_text(element: html.HtmlElement) -> bool:
    """Tell whether an element says of itself that it is the text that the page is for.

    `main` does not: it holds side columns and menus as well.
    """
    named = (element.get("role"), element.get("itemprop"))
    return element.tag == "article" or "article" in named or "articleBody" in named


def is_site(root: html.HtmlElement) -> bool:
    """Tell whether a page carries a site's navigation around its text."""
    if any(is_landmark(e) for e in root.iter(*_LANDMARKS)) or root.xpath("//*[@role='navigation']"):
        return True
    links = ["".join(a.itertext()) for a in root.iter("a") if a.get("href")]
    whole = len(squash("".join(root.itertext())))
    return len(links) >= _MANY_LINKS and len(squash("".join(links))) > _LINK_SHARE * whole


@dataclass(frozen=True)
class PagePart:
    """A block or table of a page, with what tells the text from its surroundings.

    `column_widths` are as in `markup_tables.join_split_tables`; `link_share` is the
    share of its text that is links, 0 to 1; `in_landmark` says that it stands in a
    menu, side column or footer (`is_landmark`); parts with one `container` number
    stand directly in the same element. `main_texts` are the numbers of the elements
    around it that say they are the page's text (`is_main_text`), from the outermost.
    """

    content: Block | Table
    column_widths: tuple[int, ...] = ()
    link_share: float = 0.0
    in_landmark: bool = False
    container: int = 0
    main_texts: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words of the part."""
        if isinstance(self.content, Block):
            return self.content.text
        return " ".join(cell.text for cell in self.content.cells)


_MAIN_SHARE = 0.2  # of a page's prose that an element has at the least to be its text
_WHOLE_SHARE = 0.8  # of the prose of such an element: an inner one with as much stands for it
_NUMBERED = re.compile(r"\d")


def split_main_text(
    parts: Sequence[PagePart], page_title: str
) -> tuple[list[PagePart], list[PagePart]] | None:
    """Split a page into the text that its mark-up names, with its title, and all around it.

    None where no element is named, or teasers are. `page_title` is that of the page's head.
    """
    prose = {i: len(part.text) for i, part in enumerate(parts) if _is_text(part)}
    chosen = _main_elements(parts, prose)
    if not chosen:
        return None
    kept = [i for i, part in enumerate(parts) if chosen & {*part.main_texts} and _is_text(part)]
    kept = [*_head_before(parts, kept, page_title), *kept]
    around = [part for i, part in enumerate(parts) if i not in {*kept}]
    return [parts[i] for i in kept], around


def _is_prose(part: PagePart) -> bool:
    return len(part.text) >= _LONG_PART and part.link_share <= _LINK_LIST_SHARE


def _is_text(part: PagePart) -> bool:
    """Tell whether a part of the named element is text: no menu in it, no list of links.

    A numbered point may be one link: acts list other acts.
    """
    linked = part.link_share > _LINK_LIST_SHARE and not _NUMBERED.match(part.text)
    return not part.in_landmark and not linked


def _main_elements(parts: Sequence[PagePart], prose: dict[int, int]) -> set[int]:
    """Return the numbers of the elements that are the page's text, none if it cannot be told."""
    outer = _held(parts, prose, lambda main: main[:1])
    whole = sum(length for i, length in prose.items() if not parts[i].in_landmark)
    chosen = {number for number, length in outer.items() if length >= _MAIN_SHARE * whole}
    if len(chosen) != 1:
        return chosen
    held = outer[number := min(chosen)]
    inner = _held(parts, prose, lambda main: main if main[:1] == (number,) else ())
    return {max(n for n, length in inner.items() if length >= _WHOLE_SHARE * held)}


def _held(
    parts: Sequence[PagePart],
    prose: dict[int, int],
    elements: Callable[[tuple[int, ...]], Iterable[int]],
) -> Counter[int]:
    """Return how much prose each element holds, of those that `elements` takes."""
    held = Counter[int]()
    for i, length in prose.items():
        if not parts[i].in_landmark:
            held.update(dict.fromkeys(elements(parts[i].main_texts), length))
    return held


def _head_before(parts: Sequence[PagePart], kept: Sequence[int], page_title: str) -> list[int]:
    """Return the indices of a title that stands before the text, and of the lines under it.

    A page may have other top headings, such as the site's name: the one that
    the page's own title repeats counts, else the last.
    """
    if not kept or any(_level(parts[i]) == 1 for i in kept):
        return []
    titles = [i for i in range(kept[0]) if _level(parts[i]) == 1]
    named = [i for i in titles if squash(parts[i].text) in squash(page_title)]
    if not titles:
        return []
    title = (named or titles)[-1]
    return [title, *(i for i in range(title + 1, kept[0]) if _is_under(parts[i], parts[title]))]


def _is_under(part: PagePart, title: PagePart) -> bool:
    return part.container == title.container and _is_prose(part)


def _level(part: PagePart) -> int | None:
    return part.content.level if isinstance(part.content, Block) else None


def split_site(parts: Sequence[PagePart], source: str) -> tuple[list[PagePart], list[PagePart]]:
    """Split a site's page into the parts of the article and those around it.

    trafilatura finds where the article is; all that stands between its first and
    last part or in one container with them is kept, but for lists of links: it
    is worse to lose a short point of an act than to keep a caption.
    """
    inside = [part for part in parts if not part.in_landmark]
    around = [part for part in parts if part.in_landmark]
    known = _found_in(squash(_article(source)), inside)
    if not known:
        return inside, around
    kept = _near(known, inside)
    dropped = [part for i, part in enumerate(inside) if i not in kept]
    return [inside[i] for i in sorted(kept)], [*around, *dropped]


def _found_in(article: str, parts: Sequence[PagePart]) -> list[int]:
    """Return the indices of long parts that stand in the article, none if they are too few.

    `article` is squashed. Too few means that trafilatura took something else for it.
    """
    known = [
        i
        for i, part in enumerate(parts)
        if len(part.text) >= _LONG_PART and squash(part.text) in article
    ]
    found = sum(len(parts[i].text) for i in known)
    return known if found >= _ARTICLE_SHARE * sum(len(part.text) for part in parts) else []


def _near(known: Sequence[int], parts: Sequence[PagePart]) -> set[int]:
    """Return the indices of parts that stand among the known ones or in one element with them."""
    span = range(_title_before(parts, known[0]), known[-1] + 1)
    containers = {parts[i].container for i in known}
    return {
        i
        for i, part in enumerate(parts)
        if (i in span or part.container in containers) and part.link_share <= _LINK_LIST_SHARE
    }


def _title_before(parts: Sequence[PagePart], first: int) -> int:
    """Return where the article starts: at the top heading, if one stands before its text."""
    for i in range(first, -1, -1):
        content = parts[i].content
        if isinstance(content, Block) and content.level == 1:
            return i
    return first


def _article(source: str) -> str:
    """Return the words of a page's article, "" if none is found."""
    from trafilatura import extract  # heavy, and most documents need it not

    return extract(source, include_comments=False, include_tables=True, favor_recall=True) or ""
