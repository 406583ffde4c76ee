"""Names of bodies compared in spite of inflection, country, legal form and quotes.

What belongs here: folding a name to words, telling whether two words are forms
of one, and an index of names. What does not: abbreviations, and the order in
which a text's body is looked for (`resolve`).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from extractors.languages import LANGUAGES, data_of_all
from extractors.languages.data import NEVER, PatternSource
from extractors.languages.inflection import is_same_word
from extractors.languages.lookalikes import as_cyrillic
from extractors.text.folding import fold, fold_ye
from schemas.document import Frozen
from schemas.tables import BodyKind

QUOTES = "\"«»“”„‟'’"

INDEXED = 3  # letters by which names are looked up: no ending reaches into them
WORDS_TO_HEAD = 3  # the head and the adjectives before it


class BodyWords(Frozen):
    """A language's words of bodies' names (`bodies.toml`)."""

    country: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()  # legal forms of companies and enterprises
    small: frozenset[str] = frozenset()
    heads: Mapping[BodyKind, frozenset[str]] = {}
    post_attributes: tuple[str, ...] = ()
    deputy: PatternSource = NEVER.pattern
    agreement: PatternSource = NEVER.pattern
    agreement_of: PatternSource = NEVER.pattern
    all_words: PatternSource = NEVER.pattern
    roles: PatternSource = NEVER.pattern
    links: tuple[str, ...] = ()
    compounds: frozenset[str] = frozenset()
    synonyms: Mapping[str, str] = {}
    enumerations: Mapping[str, str] = {}
    places: Mapping[str, str] = {}
    place_nouns: PatternSource = NEVER.pattern
    recipient_before: frozenset[str] = frozenset()
    recipient_endings: frozenset[str] = frozenset()

    def kind_of(self, words: tuple[str, ...], *, head_first: bool) -> BodyKind | None:
        """Return the kind of body that the head of a name in the nominative tells, if any."""
        place = words[:WORDS_TO_HEAD] if head_first else words[-1:]
        for word in place:
            for kind, heads in self.heads.items():
                if word in heads:
                    return kind
        return None


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
    small = _compared()[1]
    return tuple(_synonym(w) for w in re.findall(r"\w+", folded) if w not in small)


def proper_words(name: str) -> frozenset[str]:
    """Return the folded words of a name that stand in quotes: its proper name."""
    return frozenset(word for piece in quoted(name) for word in words_of(piece))


def same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names agree word for word."""
    return len(a) == len(b) and all(map(is_same_word, a, b))


def quoted(text: str) -> list[str]:
    """The pieces of a text between quotes of any kind, folded."""
    pieces = re.split(f"[{QUOTES}]", text)[1:-1]
    return [fold(piece) for piece in pieces if len(piece.strip()) > 1]


def looks_like_body(name: str) -> bool:
    """Whether a name in the nominative is a body's by its head, or a company's by its form.

    A legal form alone is no body.
    """
    return kind_of(name) is not None


def is_recipient(text: str, start: int, name: str) -> bool:
    """Whether the name at `start` of a text is that of whom something is sent to.

    A preposition before it tells so in Russian, an ending after it in Kazakh.
    """
    before = re.findall(r"\w+", text[:start])[-1:]
    ending = re.match(r"[-–‑]?(\w*)", text[start + len(name) :])
    return any(
        (bool(before) and before[0].lower() in words.recipient_before)
        or (ending is not None and ending[1] in words.recipient_endings)
        for words in body_words()
    )


@lru_cache(maxsize=10_000)
def kind_of(name: str) -> BodyKind | None:
    """Return the kind of body that a name in the nominative tells, in any language."""
    words = words_of(name)
    if words and _company_forms().search(as_cyrillic(name)):
        return "company"
    kinds = (
        language.data("bodies", BodyWords).kind_of(words, head_first=language.head_first)
        for language in LANGUAGES.values()
    )
    return next(filter(None, kinds), None)


class NameIndex:
    """Names of bodies, found in any of their case forms."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a name and a body's id."""
        self._by_start: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, body_id in names:
            words = words_of(name)
            if words:
                self._by_start.setdefault(words[0][:INDEXED], []).append((words, body_id))

    def find(self, words: tuple[str, ...], proper: frozenset[str] = frozenset()) -> str | None:
        """Return the one body whose name these words are, else None.

        `proper` are the words that stand in quotes: a proper name does not bend in them.
        """
        near = [
            (w, i)
            for w, i in self._near(words)
            if same_words(w, words) and not proper.intersection(words) - set(w)
        ]
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
        return self._by_start.get(words[0][:INDEXED], []) if words else []


@cache
def _fillers() -> tuple[re.Pattern[str], ...]:
    """Patterns of the country's names and of legal forms, longest first."""
    fillers = (
        form
        for words in body_words()
        for form in (*words.country, *words.legal_forms, *words.companies)
    )
    return tuple(map(_form_pattern, sorted(fillers, key=len, reverse=True)))


@cache
def _company_forms() -> re.Pattern[str]:
    forms = (form for words in body_words() for form in words.companies)
    return re.compile("|".join(_form_pattern(form).pattern for form in forms))


def _form_pattern(form: str) -> re.Pattern[str]:
    """A legal form as a whole word; one in capitals keeps them."""
    flags = "" if form.isupper() else "i"
    source = re.escape(as_cyrillic(form))
    return re.compile(rf"(?<!\w)(?{flags}:{source})(?!\w)")


@lru_cache(maxsize=100_000)
def _synonym(word: str) -> str:
    """The word that stands for another when names are compared, whatever its case."""
    synonyms = _compared()[0]
    bases = [base for base in synonyms if is_same_word(word, base)]
    # Of bases that end in an ending themselves, the longest is the word's own.
    own = max(bases, key=lambda base: (word.startswith(base), len(base)), default=word)
    return synonyms.get(own, word)


@cache
def _compared() -> tuple[Mapping[str, str], frozenset[str]]:
    """All languages' synonyms, and the words that are left out."""
    synonyms = {word: other for words in body_words() for word, other in words.synonyms.items()}
    return synonyms, frozenset(word for words in body_words() for word in words.small)
