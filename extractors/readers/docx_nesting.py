"""Parts of a DOCX that nest deeper than XML is parsed by default: less mark-up, all of the words.

What belongs here: replacing what stands below the deepest level by plain paragraphs before a part
is read. What does not: the meaning of any element (`docx`).
"""

from collections.abc import Iterator

from lxml import etree

from extractors.losses import left_out
from extractors.readers.docx_styles import Element, local

# No document is laid out so deep; what reads them calls itself at each level.
_DEEPEST_TABLES = 10
_DEEPEST = 120  # elements around an element: ten tables and what else surrounds a text
_REPLACED = frozenset(["p", "r", "tbl", "sdt", "customXml"])  # what holds texts, and can be one
_HOLDERS = frozenset(["p", "tc", "txbxContent", "body"])
_LONGEST_WORDS = 200  # characters of what stands below, for the finding


def flattened(root: Element) -> Element:
    """Return a part whose deep elements hold but paragraphs with their words; it is told."""
    deep = list(_deep(root))
    for element in deep:
        words = list(_paragraphs(element))
        parent = element.getparent()
        assert parent is not None
        around = (local(outer) for outer in element.iterancestors())
        in_paragraph = next((name for name in around if name in _HOLDERS), "") == "p"
        parts = [_part(element, text, in_paragraph) for text in words if text.strip()]
        place = parent.index(element)
        parent[place : place + 1] = parts or [_part(element, "", in_paragraph)]
        message = (
            f"The document nests deeper than the {_DEEPEST} levels, {_DEEPEST_TABLES} of them "
            "tables, that are read: what stands below are paragraphs"
        )
        left_out(message, " ".join(" ".join(words).split())[:_LONGEST_WORDS] or None)
    return root


def _deep(root: Element) -> Iterator[Element]:
    """Yield the outermost elements that stand too deep."""
    depth = tables = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        step = 1 if event == "start" else -1
        depth += step
        tables += step * (local(element) == "tbl")
        too_deep = tables > _DEEPEST_TABLES or depth > _DEEPEST
        if event == "start" and too_deep and local(element) in _REPLACED:
            walk.skip_subtree()
            yield element


def _paragraphs(element: Element) -> Iterator[str]:
    """Yield the words of each paragraph below an element, and those that are in none."""
    texts: list[list[str]] = [[]]
    inside = [texts[0]]
    for event, below in etree.iterwalk(element, events=("start", "end")):
        if local(below) == "p" and event == "start":
            texts.append([])
            inside.append(texts[-1])
        elif local(below) == "p":
            inside.pop()
        elif local(below) == "t" and event == "start":
            inside[-1].append(below.text or "")
    yield from map("".join, texts)


def _part(like: Element, text: str, in_paragraph: bool) -> Element:
    """Make a paragraph, or a run of one, in the name space of an element."""
    space = f"{{{etree.QName(like).namespace or ''}}}"
    run = etree.Element(f"{space}r")
    etree.SubElement(run, f"{space}t").text = f"{text} "
    if in_paragraph:
        return run
    paragraph = etree.Element(f"{space}p")
    paragraph.append(run)
    return paragraph
