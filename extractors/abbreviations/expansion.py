"""Which words before a definition its short name stands for, in the nominative.

Letters decide where they fit; for short names that are words, the word itself
and grammar do. What does not belong here: finding definitions (`inline`).
"""

import re
from typing import NamedTuple

from extractors.abbreviations.clause import (
    after_pointers,
    clause_before,
    outside_quotes,
    phrase_before,
    without_clauses,
)
from extractors.abbreviations.letters import best_fit, letters_of
from extractors.abbreviations.lexicon import any_words, words_of_language
from extractors.languages import LANGUAGES
from extractors.languages import Language as Grammar
from extractors.languages.detection import detect_language
from extractors.languages.words import Word, is_acronym, with_quotes, words_of
from schemas.tables import Language

# Cost allowed to the shortest names: a word without a letter, and one of state (`letters`).
LEAST_ALLOWED = 1.3
LOOSE, STRICT = 0.5, 0.4  # the cost allowed: a letter with the mark "hereinafter", in all without
LONGEST_TAIL = 5  # words between the last letter's word and the definition
QUOTED_NAME = re.compile(r"(?:«[^«»]{2,60}»|“[^“”]{2,60}”)\s$")
TYPO_LENGTH = 5  # letters from which on one may be wrong, but for the first
CLIPPED = 3  # letters of the first part of a clipped compound
SHORTEST_PART = 4  # letters of the last part of a compound


def expand(
    short: str, text: str, start: int, end: int, language: Language, floor: int
) -> str | None:
    """Return what `short` stands for, whose definition is `text[start:end]`; None if unclear."""
    clause = _words_before(text, start, floor)
    words = after_pointers(clause)
    if not words:
        return None
    if is_acronym(short):
        found = _by_letters(short, words, language)
        if found:
            return _phrase(text, found, language)
        words = clause = _after_comma(text, words)
    grammar = LANGUAGES[language]
    if grammar.head_first:
        found_name = _name_after_head(short, text, clause, end, grammar)
    else:
        found_name = _name_before_head(short, text, words, end, grammar)
    return found_name if found_name and re.search(r"[^\W\d_]{3}", found_name) else None


def expand_pair(short: str, text: str, start: int, language: Language) -> str | None:
    """Return the phrase before the bracket if all letters of `short` fit it.

    `language` is the passage's; the phrase itself may be of the other.
    """
    _, words = clause_before(text, start)
    if not words or text[words[-1].end : start].strip(' »"”'):
        return None
    fit = best_fit(short, [word.text for word in words])
    if fit and fit.cost <= STRICT and fit.end - fit.start > 1 and _is_state(words[fit.end :]):
        first: int | None = fit.start
    else:
        first = _with_typo(short, [word.text for word in words])
    if first is None:
        return None
    language = detect_language(text[words[first].start : start], language)
    return _phrase(text, _Found(words, first, len(words)), language)


def fits_whole(short: str, phrase: str) -> bool:
    """Tell whether the letters fit a phrase from its first word to its last."""
    words = [word.text for word in words_of(phrase)]
    fit = best_fit(short, words) if len(words) > 1 else None
    whole = fit is not None and fit.start == 0 and fit.end == len(words)
    return whole and fit is not None and fit.cost <= STRICT


class _Found(NamedTuple):
    """The phrase found: `words[start:end]`."""

    words: list[Word]
    start: int
    end: int


def _words_before(text: str, start: int, floor: int) -> list[Word]:
    """Return the words that may be the phrase; a bracket right before the definition is none."""
    bare = text[:start].rstrip()
    if bare.endswith(")") and "(" in bare[floor:]:
        start = bare.rindex("(")
    _, words = clause_before(text, start, floor)
    return words


def _after_comma(text: str, words: list[Word]) -> list[Word]:
    """Return the words after the last comma or bracket."""
    for index in range(len(words) - 1, 0, -1):
        if re.search(r"[,()]", text[words[index - 1].end : words[index].start]):
            return words[index:]
    return words


def _by_letters(short: str, words: list[Word], language: Language) -> _Found | None:
    """Find the phrase that the letters fit; what follows a head that stands first belongs to it."""
    head_first = LANGUAGES[language].head_first
    fit = best_fit(short, [word.text for word in words])
    if fit is None or fit.cost > max(LEAST_ALLOWED, LOOSE * len(letters_of(short))):
        return None
    rest = len(words) - fit.end
    if rest > (2 * LONGEST_TAIL if head_first else LONGEST_TAIL):
        return None
    end = len(words) if head_first or rest <= 1 else fit.end
    return _Found(words, fit.start, end)


def _is_state(words: list[Word]) -> bool:
    return all(word.text.casefold() in any_words().state_words for word in words)


def _with_typo(short: str, words: list[str]) -> int | None:
    """Find a run of words whose initials are the letters but for one."""
    letters = letters_of(short)
    run = words[-len(letters) :]
    if len(letters) < TYPO_LENGTH or len(run) < len(letters):
        return None
    wrong = sum(word[0].casefold() != letter for word, letter in zip(run, letters, strict=True))
    fits = wrong == 1 and run[0][0].casefold() == letters[0]
    return len(words) - len(letters) if fits else None


def _phrase(text: str, found: _Found, language: Language) -> str:
    words, first, end = found
    first = _with_state(words, first, language)
    phrase = with_quotes(text, words[first].start, _end(text, words[end - 1]))
    governed = first > 0 and LANGUAGES[language].is_preposition(words[first - 1].text)
    return LANGUAGES[language].nominative(phrase, governed=governed)


def _with_state(words: list[Word], first: int, language: Language) -> int:
    """Take in the state's name right before the phrase, which is part of a body's or act's."""
    before = [word.text.casefold() for word in words[:first]]
    names = (name.split() for name in words_of_language(language).state_names)
    return first - next((len(name) for name in names if before[-len(name) :] == name), 0)


def _end(text: str, last: Word) -> int:
    end = last.end
    while end < len(text) and text[end] in '»"”':
        end += 1
    return end


def _name_before_head(
    short: str, text: str, words: list[Word], end: int, language: Grammar
) -> str | None:
    """Return the phrase whose head, the last word, is the short name's."""
    head = words_of(short)[-1].text
    words = _without_postposition(words, language)
    if not words:
        return None
    if not _same_head(head, words[-1].text) and (displaced := _glued_later(head, text, end)):
        start = language.phrase_start([*(word.text for word in words), displaced])
        before = with_quotes(text, words[start].start, _end(text, words[-1]))
        return language.nominative(f"{before} {displaced}")
    outside = outside_quotes(text, words) or words
    first = language.phrase_start([word.text for word in outside])
    while first < len(outside) - 1 and outside[first].text.casefold() in any_words().function_words:
        first += 1
    begin = _title_start(text, outside[first].start, words[-1].start, language)
    begin = _name_start(text, begin)
    return language.nominative(with_quotes(text, begin, _end(text, words[-1])))


def _without_postposition(words: list[Word], language: Grammar) -> list[Word]:
    while words and language.is_postposition(words[-1].text):
        words = words[:-1]
    return words


def _title_start(text: str, start: int, head: int, language: Grammar) -> int:
    """Return where the title of an act opens that the phrase holds or follows, else `start`.

    Where the head stands last, an act is cited by its title first: "… туралы" Заңы.
    """
    title = None
    for match in words_of_language(language.code).act_title.finditer(text, 0, head):
        if match.end() >= start - 1:
            title = match
    return title.start() if title else start


def _name_start(text: str, start: int) -> int:
    """Return where the name in quotes right before a phrase opens, else `start`."""
    name = QUOTED_NAME.search(text, 0, start)
    return name.start() if name else start


def _same_head(head: str, word: str) -> bool:
    stem = head.casefold()[: max(3, len(head) - 2)]
    return word.casefold().startswith(stem)


def _glued_later(head: str, text: str, end: int) -> str | None:
    """Find the head where a text extractor put it out of its place: glued to a sentence's end."""
    for word in words_of(text[end:]):
        if _same_head(head, word.text) and text[end + word.start - 1] in ".,:;":
            return word.text
    return None


def _name_after_head(
    short: str, text: str, words: list[Word], end: int, language: Grammar
) -> str | None:
    """Return the phrase that the head of the short name begins, after its adjectives.

    `words` are the whole clause: what a pointer ("настоящим") introduces is the phrase
    only if the head does not stand before it.
    """
    name = [word.text for word in words_of(short)]
    last = _end(text, words[-1])
    tail = _continuation(text[end:], language)
    for part in (after_pointers(words), words):
        outside = outside_quotes(text, part) or part
        place = _place_of_name(name, outside, language)
        if place is not None:
            first = language.attributes_start([word.text for word in outside], place)
            return _nominative_of(text, outside, first, last, name, tail, language)
    outside = outside_quotes(text, after_pointers(words)) or words
    if suffix := _place_of_suffix(name, outside, language):
        index, dropped = suffix
        rest = text[outside[index + len(name) - dropped - 1].end : last]
        is_clause = any(language.is_verb(word.text) for word in words_of(rest))
        return None if is_clause else without_clauses(f"{short}{rest}{tail}", language)
    if party := _party(short, text, words):
        return party
    first_word = _clipped(short, outside)
    if first_word is None:
        first_word = phrase_before(text, outside, language)
    if first_word is None:
        return None
    return _nominative_of(text, outside, first_word, last, name, tail, language)


def _nominative_of(
    text: str,
    words: list[Word],
    first: int,
    last: int,
    name: list[str],
    tail: str,
    language: Grammar,
) -> str:
    """Return the phrase from a word to `last` in the nominative, without clauses after it."""
    phrase = without_clauses(with_quotes(text, words[first].start, last), language)
    governed = first > 0 and language.is_preposition(words[first - 1].text)
    number = language.number_of(name)
    return (language.told_nominative(phrase, governed=governed, number=number) or phrase) + tail


def _clipped(short: str, words: list[Word]) -> int | None:
    """Return the last word that a compound's clipped first part begins ("Гос…" of "Госстрой")."""
    part = short[:CLIPPED]
    named = [i for i, word in enumerate(words) if word.text.startswith(part)]
    return named[-1] if named and part[0].isupper() else None


def _party(short: str, text: str, words: list[Word]) -> str | None:
    """Return the company named right before, where the short name is a word for one."""
    lexicon = any_words()
    match = lexicon.company.search(text[: _end(text, words[-1])])
    return match[0] if match and lexicon.party.fullmatch(short) else None


def _place_of_name(name: list[str], words: list[Word], language: Grammar) -> int | None:
    """Return the index of the name's head in the text: the last of its kind."""
    for index in range(len(words) - len(name), -1, -1):
        run = words[index : index + len(name)]
        if _same_words(run, name, language):
            return index + _head_index(name, language)
    head = name[_head_index(name, language)]
    for is_like in (_is_form, _is_last_part):
        for index in range(len(words) - 1, -1, -1):
            if language.is_noun(head) and is_like(words[index].text, head, language):
                return index
    return None


def _is_form(word: str, head: str, language: Grammar) -> bool:
    return bool(language.lemmas(word) & language.lemmas(head))


def _is_last_part(word: str, head: str, language: Grammar) -> bool:
    """Tell whether a compound ends in a word: "законопроект" is some "проект"."""
    return len(word) >= SHORTEST_PART and any(
        len(part) >= SHORTEST_PART and whole != part and whole.endswith(part)
        for whole in language.lemmas(head)
        for part in language.lemmas(word)
    )


def _same_words(run: list[Word], name: list[str], language: Grammar) -> bool:
    """Whether each word of the text may be a form of the name's."""
    pairs = zip(run, name, strict=True)
    return all(language.lemmas(word.text) & language.lemmas(part) for word, part in pairs)


def _head_index(name: list[str], language: Grammar) -> int:
    return next((i for i, word in enumerate(name) if language.is_head(word)), len(name) - 1)


def _place_of_suffix(
    name: list[str], words: list[Word], language: Grammar
) -> tuple[int, int] | None:
    """Find the name without its first words: "проект Национального плана" for "… план"."""
    for dropped in range(1, len(name)):
        rest = name[dropped:]
        for index in range(len(words) - len(rest), -1, -1):
            run = words[index : index + len(rest)]
            if _same_words(run, rest, language):
                return index, dropped
    return None


def _continuation(after: str, language: Grammar) -> str:
    """Return the attribute that goes on after the bracket ("… по вопросам …"), or nothing."""
    if not after.lstrip().casefold().startswith(words_of_language(language.code).continuations):
        return ""
    clause = re.split(r"[.,;:(]", after, maxsplit=1)[0]
    words = words_of(clause)
    verb = next((word for word in words if language.is_verb(word.text)), None)
    return clause[: verb.start if verb else None].rstrip()
