"""What of a web page is the article: a judge over its blocks.

What belongs here: telling sites from bare documents, asking trafilatura. What
does not: reading mark-up into blocks (`html`).
"""

import re

from lxml import html

_LANDMARKS = ("nav", "aside", "footer", "header")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_MANY_LINKS = 15
_LINK_SHARE = 0.3  # of a page's text
_ENOUGH = 0.2  # of a page's text: less than that found means that the remover failed
_LETTERS = re.compile(r"[\W_]+")


def is_landmark(element: html.HtmlElement) -> bool:
    """Tell whether an element holds what surrounds the text: menus, side columns, the footer.

    An article's own header is no such thing.
    """
    if element.get("role") in _ROLES:
        return True
    if element.tag == "header":
        return not element.xpath("ancestor::article | ancestor::main | .//h1")
    return element.tag in _LANDMARKS


def is_site(root: html.HtmlElement) -> bool:
    """Tell whether a page carries a site's navigation around its text."""
    if any(is_landmark(e) for e in root.iter(*_LANDMARKS)) or root.xpath("//*[@role='navigation']"):
        return True
    links = ["".join(a.itertext()) for a in root.iter("a") if a.get("href")]
    whole = len(_folded("".join(root.itertext())))
    return len(links) >= _MANY_LINKS and len(_folded("".join(links))) > _LINK_SHARE * whole


class Judge:
    """Knows the words of a page's article, as trafilatura finds them."""

    def __init__(self, source: str, page_length: int) -> None:
        from trafilatura import extract  # heavy, and most documents need it not

        found = extract(
            source, include_comments=False, include_tables=True, favor_recall=True, fast=False
        )
        folded = _folded(found or "")
        self.knows_article = len(folded) > _ENOUGH * page_length
        self._article = folded

    def keeps(self, text: str) -> bool:
        """Tell whether a block's words stand in the article."""
        return not self.knows_article or _folded(text) in self._article


def _folded(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
