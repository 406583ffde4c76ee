"""Russian noun phrases: where one begins, and its nominative.

The head of a Russian noun phrase is its first noun; the adjectives before it
agree with it, what follows it (genitives, prepositions) stays as it is.
"""

from collections.abc import Sequence
from itertools import product, takewhile
from typing import Any

from extractors.languages.ru.morphology import parses
from extractors.languages.words import Word, words_of

ATTRIBUTES = {"ADJF", "PRTF"}
NOMINATIVE = "nomn"
MOST_PARSES = 6


def nominative(phrase: str, *, governed: bool = False, number: str | None = None) -> str | None:
    """Return the phrase with its head and the head's adjectives in the nominative.

    `governed` says that a preposition stands before it, so that it is in no
    nominative yet; `number` ("sing", "plur") is that of its short name, which
    settles forms that are both. None if the phrase does not begin as one.
    """
    words = words_of(phrase)
    head = _head(words)
    if head is None:
        return None
    forms = _agreeing(words[: head + 1], governed, number)
    if forms is None:
        return None
    for word, form in reversed(list(zip(words, forms, strict=False))):
        phrase = phrase[: word.start] + form + phrase[word.end :]
    return phrase


def lemmas(word: str) -> frozenset[str]:
    """Return the dictionary forms that a word may be of, ё as е."""
    return frozenset(parse.normal_form.replace("ё", "е") for parse in parses(word))


def number_of(words: Sequence[str]) -> str | None:
    """Return the number of a short name in the nominative, None if it cannot be told."""
    numbers = {
        parse.tag.number
        for word in words[:1]
        for parse in parses(word)
        if parse.tag.case == NOMINATIVE
    }
    return numbers.pop() if len(numbers) == 1 else None


def attributes_start(words: Sequence[str], head: int) -> int:
    """Return the index of the first adjective of those right before `head` that agree with it."""
    start = head
    while start and _agree(words[start - 1], words[head]):
        start -= 1
    return start


def phrase_start(words: Sequence[str]) -> int:
    """Return the index where the noun phrase that ends the words begins.

    Going left, it takes in genitives and adjectives; a verb, a conjunction or a
    preposition that governs the whole ends it.
    """
    start = len(words)
    while start:
        if _joins_attributes(words, start - 1):
            start -= 2
        elif _in_phrase(words[start - 1], last=start == len(words)):
            start -= 1
        else:
            break
    return min(start, len(words) - 1)


def is_noun(word: str) -> bool:
    """Tell whether a word may be a noun."""
    return any(parse.tag.POS == "NOUN" for parse in parses(word))


def is_head(word: str) -> bool:
    """Tell whether a word is likeliest a noun: the head of a short name."""
    return bool(parses(word)[0].tag.POS == "NOUN")


def is_preposition(word: str) -> bool:
    """Tell whether a word is a preposition."""
    return bool(parses(word)[0].tag.POS == "PREP")


def is_verb(word: str) -> bool:
    """Tell whether a word is a verb, or a short participle that serves as one."""
    return parses(word)[0].tag.POS in ("VERB", "PRTS", "INFN", "GRND")


def is_genitive(word: str) -> bool:
    """Tell whether a word may be a noun, adjective or participle in the genitive."""
    return any(
        parse.tag.case == "gent" and parse.tag.POS in ATTRIBUTES | {"NOUN"}
        for parse in parses(word)
    )


def _head(words: Sequence[Word]) -> int | None:
    for index, word in enumerate(words):
        tags = [parse.tag for parse in parses(word.text)]
        agrees = index + 1 < len(words) and _agree(word.text, words[index + 1].text)
        if tags[0].POS in ATTRIBUTES or agrees or word.text.casefold() == "и":
            continue
        return index if any(tag.POS == "NOUN" for tag in tags) else None
    return None


def _agreeing(words: Sequence[Word], governed: bool, number: str | None) -> list[str] | None:
    """Return the words in the nominative, by the likeliest parses that agree."""
    choices = [_inflectable(word.text) for word in words]
    best = None
    for choice in product(*choices):
        head = choice[-1]
        if head is None or not all(p is None or _same_form(p, head) for p in choice):
            continue
        rank = (
            governed and head.tag.case == NOMINATIVE,
            bool(number) and head.tag.number != number,
        )
        if best is None or rank < best[0]:
            best = (rank, choice)
    if best is None:
        return None
    return [_to_nominative(w.text, p, best[1][-1]) for w, p in zip(words, best[1], strict=True)]


def _inflectable(word: str) -> list[Any]:
    if word.casefold() == "и":
        return [None]
    kinds = ATTRIBUTES | {"NOUN"}
    found = [parse for parse in parses(word) if parse.tag.POS in kinds and parse.tag.case]
    return found[:MOST_PARSES]


def _same_form(attribute: Any, head: Any) -> bool:
    if attribute is head:
        return bool(head.tag.POS == "NOUN")
    a, h = attribute.tag, head.tag
    if a.POS not in ATTRIBUTES:
        return False
    same_gender = a.number == "plur" or a.gender == h.gender
    return bool(a.case == h.case and a.number == h.number and same_gender)


def _to_nominative(word: str, parse: Any, head: Any) -> str:
    if parse is None:
        return word
    grammemes = {NOMINATIVE, head.tag.number}
    if parse is not head and head.tag.number == "sing":
        grammemes.add(head.tag.gender)
    forms = [f.word for f in parse.lexeme if grammemes - {None} <= f.tag.grammemes]
    # Of several forms, as of a superlative and its adjective, the one most like the word.
    nearest = max(forms, key=lambda form: _shared(form, word.casefold()), default=word)
    return _like(nearest, word)


def _shared(form: str, word: str) -> int:
    """Return how many letters two forms have in common at their beginnings."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(form, word, strict=False))
    return sum(1 for _ in pairs)


def _like(form: str, word: str) -> str:
    """Return `form` with the capitals of `word`, and with ё only if `word` has it."""
    if "ё" not in word.casefold():
        form = form.replace("ё", "е")
    if word.isupper() and len(word) > 1:
        return form.upper()
    if "-" in word and word[:1].isupper():
        parts = zip(form.split("-"), word.split("-"), strict=False)
        return "-".join(f.capitalize() if w[:1].isupper() else f for f, w in parts)
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def _agree(attribute: str, head: str) -> bool:
    nouns = [parse for parse in parses(head) if parse.tag.POS == "NOUN"]
    return any(
        _same_form(a, n) for a in parses(attribute)[:MOST_PARSES]
        if a.tag.POS in ATTRIBUTES for n in nouns
    )  # fmt: skip


def _joins_attributes(words: Sequence[str], index: int) -> bool:
    """Tell whether a word is the "и" between two adjectives of one noun."""
    between = 0 < index < len(words) - 1 and words[index].casefold() in ("и", "или")
    return between and _in_phrase(words[index - 1], last=False) and _is_attribute(words[index + 1])


def _is_attribute(word: str) -> bool:
    return parses(word)[0].tag.POS in ATTRIBUTES


def _in_phrase(word: str, *, last: bool) -> bool:
    if last:
        return True
    tags = [parse.tag for parse in parses(word)]
    return tags[0].POS in ATTRIBUTES | {"NOUN"}
