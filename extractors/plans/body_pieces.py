"""The pieces of a cell of bodies: what its separators and its marks leave.

What belongs here: separators, quotes and brackets, numbers and bullets, roles before
names, words that bind bodies, and the mark of taking part by agreement. What does not:
what a piece names (`extractors.plans.responsible`).

The mark belongs to the one body before it; with a colon or a preposition after it, to
those that follow; in brackets with "all", to all that stand before it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors.bodies.names import QUOTES, body_words, looks_like_body
from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.data import choice_of_words

# Marks of agreement stand in a cell as one character each while it is cut.
_MARK, _MARK_OF_ALL, _MARK_OF_NEXT = "\ue000", "\ue001", "\ue002"
_ANY_MARK = re.compile(f"([{_MARK}{_MARK_OF_ALL}{_MARK_OF_NEXT}])")
_NAME_BEGINS = rf"[A-Z{CAPITAL}{QUOTES}]"
_ITEM = re.compile(r"(?:^|\n)\s*(?:\d{1,2}[.)]\s*(?=\D)|[-–—•·*▪]\s+)")
_NUMBER = re.compile(rf"(?<=[\s,;.])\d{{1,2}}(?:\)\s*|\.\s+)(?={_NAME_BEGINS}|[{SMALL}])")
# Commas, lines; slashes between words; full stops after words or capitals before a name.
_SEPARATOR = re.compile(
    r"[,;\n]|(?<=\s)/(?=\s)|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})"
    rf"|(?<=[{QUOTES})])\s?/|\s\+\s"
    rf"|(?:(?<=[{SMALL}]{{5}})|(?<=[A-Z{CAPITAL}]{{2}})|(?<=[{QUOTES}){_MARK}{_MARK_OF_ALL}]))\.(?=\s+[A-Z{CAPITAL}«\"“])"
)
_STRIPPED = " \t.,;:–—-"


@dataclass(frozen=True)
class Piece:
    """What stands between two separators; `name` is what to look up, if not `text`."""

    text: str
    agreed: bool = False
    name: str | None = None


def pieces_of(text: str) -> Iterator[Piece]:
    """Cut a cell at its separators; the mark of agreement ends a piece, too."""
    pieces: list[Piece] = []
    joints: list[str] = []  # the separator before each piece
    following = False
    for joint, chunk in _split_outside(_without_numbers(_with_marks(text))):
        role, rest = _parted_role(chunk)
        following = following and not role
        for part in _ANY_MARK.split(rest):
            if _ANY_MARK.fullmatch(part):
                following = following or _agree(pieces, joints, part)
            elif name := _trim(part):
                pieces.append(Piece(name, agreed=following))
                joints.append(joint)
    yield from pieces


def opens_item(line: str) -> bool:
    """Whether a line of a cell begins with a number, a bullet or a role."""
    marked = _with_marks(line)
    return bool(_ITEM.match(line) or marked.startswith(_MARK_OF_NEXT) or _parted_role(marked)[0])


def _agree(pieces: list[Piece], joints: list[str], mark: str) -> bool:
    """Give a mark to the pieces before it; tell whether it belongs to those that follow."""
    first = len(pieces) - 1
    if mark == _MARK_OF_NEXT or not pieces:
        return True
    if mark == _MARK_OF_ALL:  # as far back as the same separator goes
        joint = joints[first]
        while first and joints[first] == joint:
            first -= 1
    pieces[first:] = [replace(piece, agreed=True) for piece in pieces[first:]]
    return False


def _with_marks(text: str) -> str:
    """Put a character for each mark of agreement."""
    for pattern, mark in _marks():
        text = pattern.sub(mark, text)
    return text


def _without_numbers(text: str) -> str:
    """Put a line break for each number of an item, where the cell begins with one."""
    numbered = re.match(r"\s*\d{1,2}[.)]", text)
    text = _ITEM.sub("\n", text)
    return _NUMBER.sub("\n", text) if numbered else text


def _split_outside(text: str) -> Iterator[tuple[str, str]]:
    """Cut at separators that stand neither in quotes nor in brackets: each with its piece."""
    start, joint = 0, ""
    for match in _SEPARATOR.finditer(text):
        if not _in_quotes(text, match.start()) and not _in_brackets(text[: match.start()]):
            yield joint, text[start : match.start()]
            start, joint = match.end(), match.group()
    yield joint, text[start:]


def _parted_role(text: str) -> tuple[str, str]:
    """Part what a body does from its name: "за свод – Министерство финансов", "Жауапты: МФ"."""
    match = re.match(rf"\s*([^:–—{QUOTES}()]*?)\s*(:|\s[–—-])\s*(?={_NAME_BEGINS}|[{SMALL}])", text)
    if not match:
        return "", text
    role, rest = match[1], text[match.end() :]
    is_role = _roles().fullmatch(role)
    is_label = (
        match[2] == ":" and not re.search(_NAME_BEGINS, role[1:]) and not looks_like_body(role)
    )
    return (role or match[2], rest) if is_role or is_label else ("", text)


def _in_quotes(text: str, place: int) -> bool:
    """Whether a place lies between an opening and a closing quote, nested ones allowed for."""
    left = max((i for i in range(place) if text[i] in QUOTES), default=None)
    right = next((i for i in range(place, len(text)) if text[i] in QUOTES), None)
    return (
        left is not None
        and right is not None
        and not text[left - 1 : left].isalnum()
        and text[left + 1].isalnum()
        and text[right - 1].isalnum()
    )


def _in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def _trim(text: str) -> str:
    """A piece without what binds it to others."""
    text = text.strip(_STRIPPED)
    previous = ""
    while text != previous:
        previous = text
        text = _links().sub("", text).strip(_STRIPPED)
    return text if re.search(r"\w", text) else ""


def cut_at_links(text: str, known: Callable[[str], bool]) -> list[str] | None:
    """Cut a text at words that bind bodies so that each part is known; None if it cannot be."""
    if known(text):
        return [text]
    for link in reversed(list(inner_links().finditer(text))):
        right = text[link.end() :]
        left = cut_at_links(text[: link.start()], known) if known(right) else None
        if left:
            return [*left, right]
    return None


@cache
def _marks() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the marks of agreement, each with its character, in the order of trying."""
    words = body_words()
    mark = "|".join(one.agreement for one in words)
    every = "|".join(one.all_words for one in words)
    of = "|".join(one.agreement_of for one in words)
    sources = (
        (rf"\s*\(\s*(?:{every})\s*[–—-]?\s*(?:{mark})\s*\)", _MARK_OF_ALL),
        (
            rf"(?<!\w)(?:{mark})(?:\s*:|\s+[–—-](?=\s*{_NAME_BEGINS})|\s+(?:{of})(?=\s))",
            _MARK_OF_NEXT,
        ),
        (rf"\s*\(\s*(?:{mark})(?!\w)[^()]*\)", _MARK),
        (rf"\s*(?<!\w)(?:{mark})(?!\w)", _MARK),
    )
    return tuple((re.compile(source, re.IGNORECASE), character) for source, character in sources)


@cache
def _roles() -> re.Pattern[str]:
    return re.compile("|".join(one.roles for one in body_words()), re.IGNORECASE)


@cache
def _links() -> re.Pattern[str]:
    """Words that bind bodies, at the beginning or the end of a piece."""
    words = _link_words()
    return re.compile(rf"^(?:{words})\s+|\s+(?:{words})$", re.IGNORECASE)


@cache
def inner_links() -> re.Pattern[str]:
    """Words that bind bodies, between two."""
    return re.compile(rf"\s+(?:{_link_words()})\s+", re.IGNORECASE)


def _link_words() -> str:
    return choice_of_words({link for words in body_words() for link in words.links})
