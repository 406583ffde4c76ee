"""Names of bodies compared in spite of inflection, country, legal form and quotes.

What belongs here: folding a name to words, telling whether two words are forms
of one, and an index of names. What does not: abbreviations, and the order in
which a text's body is looked for (`resolve`).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from extractors.languages import LANGUAGES, data_of_all
from extractors.languages.lookalikes import as_cyrillic
from extractors.text.folding import fold, fold_ye
from schemas.document import Frozen

QUOTES = "\"«»“”„‟'’"

# Two words are forms of one if they begin alike, for inflection of both languages stands
# at the end. Bodies' names bend in case, rarely in number, so that their endings are
# shorter than those of abbreviations (`languages.words`); more would join derived words.
SHARED_BEGINNING = 0.6  # share of the longer word's letters
LONGEST_ENDING = 5  # letters of the longer word after what both share
SHORTEST_STEM = 3  # letters
ADJECTIVES_BEFORE_HEAD = 3


class BodyWords(Frozen):
    """A language's words of bodies' names (`bodies.toml`)."""

    country: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    small: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    agreement: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    synonyms: Mapping[str, str] = {}
    enumerations: Mapping[str, str] = {}
    places: Mapping[str, str] = {}

    def names_body(self, words: tuple[str, ...], *, head_first: bool) -> bool:
        """Whether the words of a name in the nominative have a noun for bodies as their head."""
        place = words[:ADJECTIVES_BEFORE_HEAD] if head_first else words[-1:]
        return any(word in self.heads for word in place)


def body_words() -> tuple[BodyWords, ...]:
    """Return the words of bodies' names, language by language."""
    return data_of_all("bodies", BodyWords)


def bare(text: str) -> str:
    """A name to be compared: without the country's and its legal form, in Cyrillic."""
    text = as_cyrillic(unicodedata.normalize("NFC", text))
    for pattern in _fillers():
        text = pattern.sub(" ", text)
    return " ".join(text.split()).strip(" ,;.")


def words_of(name: str) -> tuple[str, ...]:
    """Fold a name to what is compared: lower-case words, synonyms as one, no small words."""
    folded = fold_ye(bare(name))
    synonyms, small = _compared()
    return tuple(synonyms.get(w, w) for w in re.findall(r"\w+", folded) if w not in small)


def same_word(a: str, b: str) -> bool:
    """Whether two folded words are forms of one."""
    if a == b:
        return True
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    shared = min(len(a), len(b)) if shared is None else shared
    longest = max(len(a), len(b))
    return (
        shared >= SHORTEST_STEM
        and shared >= SHARED_BEGINNING * longest
        and longest - shared <= LONGEST_ENDING
    )


def same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names agree word for word."""
    return len(a) == len(b) and all(map(same_word, a, b))


def quoted(text: str) -> list[str]:
    """The pieces of a text between quotes of any kind, folded."""
    pieces = re.split(f"[{QUOTES}]", text)[1:-1]
    return [fold(piece) for piece in pieces if len(piece.strip()) > 1]


def looks_like_body(name: str) -> bool:
    """Whether a name in the nominative has a noun for bodies as its head, in any language.

    A legal form alone is no body.
    """
    words = words_of(name)
    return any(
        language.data("bodies", BodyWords).names_body(words, head_first=language.head_first)
        for language in LANGUAGES.values()
    )


class NameIndex:
    """Names of bodies, found in any of their case forms."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a name and a body's id."""
        self._by_start: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, body_id in names:
            words = words_of(name)
            if words:
                self._by_start.setdefault(words[0][:SHORTEST_STEM], []).append((words, body_id))

    def find(self, words: tuple[str, ...]) -> str | None:
        """Return the one body whose name these words are, else None."""
        near = [(w, i) for w, i in self._near(words) if same_words(w, words)]
        exact = {i for w, i in near if w == words}
        found = exact or {i for _, i in near}
        return found.pop() if len(found) == 1 else None

    def beginning(self, words: tuple[str, ...], last: tuple[str, ...] = ()) -> set[str]:
        """Return the bodies whose names begin with `words` (and end with `last`) and go on."""
        return {
            body_id
            for name, body_id in self._near(words)
            if len(name) > len(words) + len(last)
            and same_words(name[: len(words)], words)
            and (not last or same_words(name[-len(last) :], last))
        }

    def _near(self, words: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
        return self._by_start.get(words[0][:SHORTEST_STEM], []) if words else []


@cache
def _fillers() -> tuple[re.Pattern[str], ...]:
    """Patterns of the country's names and of legal forms, longest first."""
    fillers = (form for words in body_words() for form in (*words.country, *words.legal_forms))
    forms = sorted(fillers, key=len, reverse=True)
    return tuple(
        re.compile(
            rf"(?<!\w){re.escape(form)}(?!\w)",
            re.NOFLAG if form.isupper() else re.IGNORECASE,
        )
        for form in forms
    )


@cache
def _compared() -> tuple[Mapping[str, str], frozenset[str]]:
    """All languages' synonyms, and the words that are left out."""
    synonyms = {word: other for words in body_words() for word, other in words.synonyms.items()}
    return synonyms, frozenset(word for words in body_words() for word in words.small)
