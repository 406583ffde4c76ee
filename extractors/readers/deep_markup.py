"""Mark-up of pages that nests deeper than it can be read: less of the mark-up, all of the words.

What belongs here: leaving out tags below the deepest level before a page is parsed. What does
not: the meaning of any tag (`html`).
"""

import re

from extractors.losses import left_out

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][\w:-]*+)(?P<rest>[^<>]*)>", re.I)
# No page is laid out so deep. The parser drops what stands below some 2,000 levels, what tells a
# page's parts looks at all that is around and inside each, and cells are read by calls that nest.
_DEEPEST = 200
_DEEPEST_TABLES = 10
# Their end tags may be missing (HTML 13.1.2.4), or they have none: they tell no level.
_NO_LEVEL_TAGS = (
    "html head body p li dt dd rt rp optgroup option colgroup caption thead tbody tfoot tr td th "
    "area base br col embed hr img input link meta source track wbr param"
)
_NO_LEVEL = frozenset(_NO_LEVEL_TAGS.split())
_OF_TABLES = frozenset(
    ["table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"]
)
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s "
    "samp small span strike strong sub sup time tt u var"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_LONGEST_WORDS = 200  # characters of what stands below, for the finding
_SOUGHT = 100_000  # characters among which they are sought


def flattened(text: str) -> str:
    """Return a page without the tags below the deepest level that is read, its words kept.

    A tag that begins a block leaves a break in its place. What is left out is told.
    """
    if len(_TAG.findall(text)) <= _DEEPEST_TABLES:
        return text
    flattener = _Flattener()
    shallow = _TAG.sub(flattener.tag, text)
    if flattener.first is None:
        return text
    words = " ".join(_TAG.sub(" ", text[flattener.first : flattener.first + _SOUGHT]).split())
    message = (
        f"The page nests deeper than the {_DEEPEST} levels, {_DEEPEST_TABLES} of them tables, that "
        f"are read: {flattener.dropped} tags below were left out, their words stand as paragraphs"
    )
    left_out(message, words[:_LONGEST_WORDS] or None)
    return shallow


class _Flattener:
    """Counts the levels of a page, tag after tag; `first` is where the first was left out."""

    def __init__(self) -> None:
        self.first: int | None = None
        self.dropped = 0
        self._depth = 0
        self._tables = 0

    def tag(self, match: re.Match[str]) -> str:
        """Return what stands for a tag."""
        name = match["name"].lower()
        self._open(name, match)
        deep_table = self._tables > _DEEPEST_TABLES and name in _OF_TABLES
        too_deep = deep_table or (self._depth > _DEEPEST and name not in _NO_LEVEL)
        self._close(name, match)
        if not too_deep:
            return match[0]
        self.first = match.end() if self.first is None else self.first
        self.dropped += 1
        return "" if name in _INLINE else "<br><br>"

    def _open(self, name: str, match: re.Match[str]) -> None:
        if not match["end"] and not match["rest"].endswith("/"):
            self._tables += name == "table"
            self._depth += name not in _NO_LEVEL

    def _close(self, name: str, match: re.Match[str]) -> None:
        if match["end"]:
            self._tables -= name == "table" and self._tables > 0
            self._depth -= name not in _NO_LEVEL and self._depth > 0
