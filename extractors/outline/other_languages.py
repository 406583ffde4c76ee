"""Which other language a document is in, of those that nothing here reads.

What belongs here: telling languages without a folder from those that have one.
What does not: which of ours a text is in (`extractors.languages.detection`), and what
becomes of the document (`extractors.outline`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log

from pydantic import RootModel

from extractors.languages.alphabet import SMALL
from extractors.languages.lookalikes import mended_words
from extractors.languages.statistics import FUNCTION_WORDS, LETTER_WEIGHTS, percent_of
from extractors.languages.words import QUOTED_PATTERN
from extractors.lexica import load_toml
from schemas.document import Frozen

FEWEST_LETTERS, FEWEST_WORDS = 40, 8  # of a document's different texts: fewer tell no language
LEAST_OURS = 0.1  # of a document's letters in a language of ours, and it is read
LEAD, SURE = 2.5, 6.0  # log odds, of a passage and of a document: 12 to 1, and 400 to 1
_WORD = 3.0  # what a function word weighs: it is about 20 times as common as elsewhere
_LONGEST_WORD = 60  # letters; longer runs are no words of any language
_NEVER = 0.02  # percent of a letter that a language has only in names
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLAUSE = re.compile(r"[^.,;:–—()]+")
_APOSTROPHES = str.maketrans("’‘ʻʼ`", "'''''")


class _Other(Frozen):
    """A language that nothing reads: how common its letters are, and words of its grammar.

    A letter before those that `untold` gives is spelt so in ours, too, and tells nothing.
    """

    letters: Mapping[str, float] = {}
    untold: Mapping[str, str] = {}
    words: frozenset[str] = frozenset()


class _Others(RootModel[dict[str, _Other]]):
    """The languages of `other_languages.toml` by their names."""


def foreign_language(texts: Iterable[str]) -> str | None:
    """Return the language that a document's texts are in if none of it is in one of ours.

    The name is in English; "" if only the letters tell that it is another. A text that
    is repeated counts once: a thousand cells that say "no" tell no more than one.
    """
    groups: dict[str, list[str]] = {"ours": [], "strange": [], "rest": []}
    texts = _distinct(texts)
    total, known = sum(map(_length, texts)), 0
    for text in texts:
        group = _group_of(text)
        groups[group].append(text)
        known += _length(text) if group == "ours" else 0
        if known > LEAST_OURS * total:
            return None
    letters = {group: sum(map(_length, members)) for group, members in groups.items()}
    # Short cells that tell nothing each tell together; if not, they are taken for ours.
    rest = _other_language(groups["rest"], SURE)
    ours = letters["ours"] + (letters["rest"] if rest is None else 0)
    if total < FEWEST_LETTERS or ours > LEAST_OURS * total:
        return None
    if len(_distinct_words(" ".join(texts))) < FEWEST_WORDS:
        return None
    if rest is not None and letters["rest"] >= letters["strange"]:
        return rest
    return _strange_language(" ".join(groups["strange"]))


def _group_of(text: str) -> str:
    """Tell whether a text is in one of ours, in letters of neither, or neither told."""
    if _is_strange(text):
        return "strange"
    scores = _scores_of(text)
    rivals = max(map(scores.__getitem__, _others_in_our_letters()))
    lead = max(map(scores.__getitem__, LETTER_WEIGHTS)) - rivals
    return "ours" if lead >= LEAD else "rest"


def _distinct_clauses(texts: Iterable[str]) -> list[str]:
    """Return the clauses of texts, one of those that differ in numbers only."""
    return _distinct(clause for text in texts for clause in _CLAUSE.findall(text))


def _distinct(texts: Iterable[str]) -> list[str]:
    """Return texts in order, one of those of the same words."""
    return list({tuple(_TOKEN.findall(text)): text for text in texts}.values())


def _length(text: str) -> int:
    return sum(map(str.isalpha, text))


def _other_language(texts: Sequence[str], lead: float) -> str | None:
    """Return the language that explains texts better than ours do, each clause by one of ours."""
    scores = [_scores_of(clause) for clause in _distinct_clauses(texts)]
    ours = sum(max(map(score.__getitem__, LETTER_WEIGHTS)) for score in scores)
    names = _others_in_our_letters()
    others = {name: sum(score[name] for score in scores) for name in names}
    best = max(others, key=lambda name: (others[name], name))
    return best if others[best] - ours >= lead else None


def _strange_language(text: str) -> str:
    """Return the language that words tell of a text in letters of neither; "" if none does."""
    scores = _scores_of(text)
    counted = _letters_of(_distinct_words(text))
    told = {name: scores[name] - _letter_score(name, counted) for name in _others()}
    best = max(told, key=lambda name: (told[name], name))
    return best if told[best] >= LEAD else ""


def _folded(text: str) -> str:
    """Return a text without what it quotes, unless it is all in quotes."""
    unquoted = QUOTED_PATTERN.sub(" ", text)
    text = unquoted if _length(unquoted) else text
    return mended_words(text).casefold().translate(_APOSTROPHES)


def _is_strange(text: str) -> bool:
    """Tell whether most letters of a text are of an alphabet that no language of ours has."""
    letters = list(filter(str.isalpha, _folded(text)))
    return sum(letter not in _known_letters() for letter in letters) > len(letters) / 2


def _scores_of(text: str) -> dict[str, float]:
    """Return the log odds of each language, ours and others, to have such a text."""
    words = _distinct_words(text)
    counted = _letters_of(words)
    scores = {name: _letter_score(name, counted) for name in _percents()}
    for word in words:
        for name in _names_by_word().get(word, ()):
            scores[name] += _WORD
    return scores


def _distinct_words(text: str) -> Sequence[str]:
    """Return a text's words in order, each once: repeated, it tells no more of a language."""
    words = (word for word in _TOKEN.findall(_folded(text)) if len(word) <= _LONGEST_WORD)
    return list(dict.fromkeys(words))


def _letters_of(words: Sequence[str]) -> Counter[str]:
    return Counter(filter(str.isalpha, _untold().sub("", " ".join(words))))


def _letter_score(name: str, counted: Counter[str]) -> float:
    """Return the log odds of the letters that tell languages, and of all others together."""
    telling = {letter: counted[letter] for letter in _telling() if counted[letter]}
    percents = _percents()[name]
    rest = max(1 - sum(percents.values()) / 100, _NEVER / 100)
    plain = (counted.total() - sum(telling.values())) * log(rest)
    return plain + sum(n * log(percents[letter] / 100) for letter, n in telling.items())


@cache
def _others() -> Mapping[str, _Other]:
    return load_toml("other_languages.toml", _Others).root


@cache
def _untold() -> re.Pattern[str]:
    """A letter that tells languages where it tells none."""
    pairs = {pair for other in _others().values() for pair in other.untold.items()}
    return re.compile("|".join(f"{letter}(?=[{after}])" for letter, after in sorted(pairs)))


@cache
def _others_in_our_letters() -> tuple[str, ...]:
    """The others that use letters of ours: only they can be taken for one of ours."""
    return tuple(name for name, other in _others().items() if other.letters)


@cache
def _telling() -> frozenset[str]:
    """The letters that some language has and the others lack."""
    ours = (
        letter
        for code in LETTER_WEIGHTS
        for letter in SMALL
        if percent_of(code, letter) >= 5 * _NEVER
        and any(percent_of(other, letter) < _NEVER for other in LETTER_WEIGHTS)
    )
    return frozenset(ours).union(*(other.letters for other in _others().values()))


@cache
def _percents() -> Mapping[str, Mapping[str, float]]:
    """How common each telling letter is in each language."""
    ours = {c: {x: max(percent_of(c, x), _NEVER) for x in _telling()} for c in LETTER_WEIGHTS}
    others = {n: {x: o.letters.get(x, _NEVER) for x in _telling()} for n, o in _others().items()}
    return ours | others


@cache
def _known_letters() -> frozenset[str]:
    return frozenset(SMALL) | _telling()


@cache
def _names_by_word() -> Mapping[str, tuple[str, ...]]:
    """The languages of which each word is one that carries grammar."""
    words = {word: [code] for word, code in FUNCTION_WORDS.items()}
    for name, other in _others().items():
        for word in other.words:
            words.setdefault(word.translate(_APOSTROPHES), []).append(name)
    return {word: tuple(names) for word, names in words.items()}
