"""Which words of a figure's clause say what is counted, doing what.

What belongs here: shortening the words before and after a figure to the noun phrase
and the verb, by the forms of words, as a parser's tree would. What does not: where
the clause begins and ends, and what in it other columns say
(`extractors.figures.subjects`).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors.languages.base import Analysis, Language
from extractors.languages.data import NEVER, PatternSource
from schemas.document import Frozen

ENOUGH = 7  # words: a clause as short says what is counted, and is taken whole
_LONGEST_PHRASE = 8  # words of a phrase that still say "what"
_OBJECT = 4  # words after a verb that still say "doing what"
_NEAR = 4  # words before a figure that belong to it where no verb is
_FAR = 6  # words from a verb to a figure: where more stand between, it is another's
_JOINTS = ("preposition", "conjunction", "particle")
_ATTRIBUTES = ("adjective", "participle", "numeral")


class Word(NamedTuple):
    """A word of the clause, and whether a comma follows it."""

    text: str
    comma: bool = False

    @property
    def printed(self) -> str:
        """The word with its comma."""
        return self.text + "," * self.comma


class PhraseForms(Frozen):
    """Words that say nothing at the ends of a phrase, and nouns that carry a value.

    `conjunctions` is the source of a pattern; `carriers` ("сумма") are dictionary forms;
    `purposes` are the prepositions that say what a sum is for.
    """

    conjunctions: PatternSource = ""
    carriers: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()


def shortened(
    grammar: Language,
    forms: PhraseForms,
    before: Sequence[Word],
    after: Sequence[Word],
    *,
    counted: int,
) -> list[str]:
    """Return the words that say what is counted, in order.

    `counted` is the number of words of `after` that are the counted noun with its
    attributes; 0 for a measure.
    """
    before, after = _clean(grammar, forms, before), _clean(grammar, forms, after)
    if len(before) + len(after) > ENOUGH:
        clause = _Clause(grammar, forms, before, after, counted)
        before, after = clause.of_first() if grammar.head_first else clause.of_last()
    words = (*_clean(grammar, forms, before), *_clean(grammar, forms, after))
    return [word.printed for word in words]


def _clean(grammar: Language, forms: PhraseForms, words: Sequence[Word]) -> list[Word]:
    """The words without what leads nowhere at their ends: conjunctions, prepositions."""
    kept = list(words)
    while kept and (_joins(grammar, forms, kept[-1]) or _pos(grammar, kept[-1]) in _JOINTS):
        kept.pop()
    while kept and (_joins(grammar, forms, kept[0]) or _pos(grammar, kept[0]) in _JOINTS[1:]):
        kept.pop(0)
    return kept


def _joins(grammar: Language, forms: PhraseForms, word: Word) -> bool:
    joins = _conjunction(forms.conjunctions).fullmatch(word.text)
    return (
        joins is not None
        or grammar.is_conjunction(word.text)
        or not any(map(str.isalpha, word.text))
    )


@cache
def _conjunction(source: str) -> re.Pattern[str]:
    return re.compile(source or NEVER.pattern, re.IGNORECASE)


def _pos(grammar: Language, word: Word) -> str:
    return grammar.analyse(word.text).pos


class _Clause:
    """The words around a figure, with the grammar that tells their forms."""

    def __init__(
        self,
        grammar: Language,
        forms: PhraseForms,
        before: list[Word],
        after: list[Word],
        counted: int,
    ) -> None:
        self.grammar, self.forms = grammar, forms
        self.before, self.after, self.counted = before, after, counted

    # -- languages whose phrases begin with their head -----------------------------------

    def of_first(self) -> tuple[list[Word], list[Word]]:
        """Shorten the clause of a language with heads first and the verb anywhere."""
        if self.counted or self._is_genitive(self.after):
            phrase = self._phrase(self.after, max(_LONGEST_PHRASE, self.counted))
            return self._predicate_before(phrase), phrase
        return self._measured()

    def _predicate_before(self, phrase: list[Word]) -> list[Word]:
        """The verb over what is counted; without any verb, the words that it hangs on."""
        verb = self._last_verb(self.before)
        far = verb is not None and len(self.before) - verb > _FAR
        if verb is not None and not (far and self._is_nominal(len(self.before) - 1)):
            return self.before[verb : verb + 1] if far else self.before[verb:]
        if verb is None and self._last_verb(phrase) is not None:
            return []
        if verb is None and (what := self._subject(self.before)):
            return what
        start = len(self.before)
        while start and len(self.before) - start < _NEAR and self._is_nominal(start - 1):
            start -= 1
        return self.before[start:]

    def _measured(self) -> tuple[list[Word], list[Word]]:
        """What is measured: the subject of the verb, else its purpose, else its object."""
        verb = self._last_verb(self.before)
        if verb is None:
            label = self._subject(self.before) or self._tail(self.before)
            doing = self._phrase(self.after, _OBJECT) if self._verb_first(self.after) else []
            return label, doing if label else self._phrase(self.after, _LONGEST_PHRASE)
        opening, rest = self.before[:verb], self.before[verb:]
        if len(rest) > _FAR:
            return self._tail(rest), []
        what = self._subject(opening) or self._purpose(opening)
        return [*what, *rest], [] if what else self._phrase(self.after, _LONGEST_PHRASE)

    def _subject(self, words: list[Word]) -> list[Word]:
        """The first noun that may be a nominative and that nothing governs, with its phrase."""
        texts = [word.text for word in words]
        for index, word in enumerate(words):
            found = self.grammar.analyse(word.text)
            if found.pos != "noun" or "nomn" not in found.noun_cases:
                continue
            start = self.grammar.attributes_start(texts, index)
            if not start or not self._governs(words[start - 1]):
                return self._phrase(words[start:], _LONGEST_PHRASE)
        return []

    def _governs(self, word: Word) -> bool:
        """Whether a word may govern the one after it, so that this is no subject."""
        pos = _pos(self.grammar, word)
        return not word.comma and pos in ("preposition", "noun", "adjective", "participle")

    def _purpose(self, words: list[Word]) -> list[Word]:
        """The first phrase with a preposition, one that says what for if there is one."""
        starts = [i for i, w in enumerate(words) if self.grammar.is_preposition(w.text)]
        for_what = [i for i in starts if words[i].text.casefold() in self.forms.purposes]
        first = next(iter((*for_what, *starts)), None)
        return self._cut(words, _NEAR) if first is None else self._prepositional(words[first:])

    def _prepositional(self, words: list[Word]) -> list[Word]:
        """A preposition with its phrase, up to the next preposition."""
        end = next(
            (i for i, w in enumerate(words) if i and self.grammar.is_preposition(w.text)),
            len(words),
        )
        return self._phrase(words[:end], _LONGEST_PHRASE - 2)

    def _tail(self, words: list[Word]) -> list[Word]:
        """The last words: from the last preposition that says enough, without it; else so many."""
        last = words[-ENOUGH:]
        if not last:
            return last
        carries = self.grammar.lemma(last[-1].text) in self.forms.carriers
        starts = [i + 1 for i, w in enumerate(last) if self.grammar.is_preposition(w.text)]
        enough = [i for i in starts if len(last) - i > 1]
        enough = enough[:-1] if carries and enough[1:] else enough
        return last[enough[-1] :] if enough else last

    def _phrase(self, words: list[Word], longest: int) -> list[Word]:
        """The words up to a comma or the end of a verb's object, cut at a phrase's border."""
        verb = next((i for i, w in enumerate(words) if self.grammar.is_verb(w.text)), None)
        end = longest if verb is None else min(longest, verb + 1 + _OBJECT)
        comma = next(
            (i + 1 for i, w in enumerate(words) if w.comma and not self._goes_on(words, i + 1)),
            len(words),
        )
        return self._cut(words[:comma], end)

    def _goes_on(self, words: list[Word], index: int) -> bool:
        return index < len(words) and _pos(self.grammar, words[index]) == "participle"

    def _cut(self, words: list[Word], longest: int) -> list[Word]:
        """At most so many words, without an attribute whose noun is cut off."""
        if len(words) <= longest:
            return words
        kept = words[:longest]
        while len(kept) > 1 and _pos(self.grammar, kept[-1]) in (*_JOINTS, *_ATTRIBUTES):
            kept.pop()
        return kept

    def _is_genitive(self, words: list[Word]) -> bool:
        return bool(words) and self.grammar.is_genitive(words[0].text)

    def _is_nominal(self, index: int) -> bool:
        return _pos(self.grammar, self.before[index]) in ("noun", *_ATTRIBUTES)

    def _verb_first(self, words: list[Word]) -> bool:
        return bool(words) and self.grammar.is_verb(words[0].text)

    def _last_verb(self, words: Sequence[Word]) -> int | None:
        places = [i for i, word in enumerate(words) if self.grammar.is_verb(word.text)]
        return places[-1] if places else None

    # -- languages whose phrases and clauses end with their head ---------------------------

    def of_last(self) -> tuple[list[Word], list[Word]]:
        """Shorten the clause of a language with heads last: noun phrase, figure, verb."""
        noun, rest = self.after[: self.counted], self.after[self.counted :]
        doing = self._up_to_verb(rest)
        if len(doing) > _OBJECT:
            verbal = self.grammar.is_verb(doing[-1].text)
            alone = not noun and not self.before
            doing = doing[-_OBJECT:] if alone else doing[-1:] if verbal else []
        return self._phrase_before(noun, bool(doing)), [*noun, *doing]

    def _up_to_verb(self, words: list[Word]) -> list[Word]:
        places = (i for i, w in enumerate(words) if self.grammar.is_verb(w.text))
        return words[: next(places, len(words) - 1) + 1]

    def _phrase_before(self, noun: list[Word], has_verb: bool) -> list[Word]:
        """The noun phrase that leads to the number: owners of a counted noun, or the measured."""
        if not self.before:
            return []
        found = self.grammar.analyse(self.before[-1].text)
        if noun and has_verb and not _belongs(found):
            return []
        start = self.grammar.phrase_start([word.text for word in (*self.before, *noun[-1:])])
        return self.before[max(start, len(self.before) - _LONGEST_PHRASE + 2) :]


def _belongs(found: Analysis) -> bool:
    """Whether a word before a number describes the counted noun or is its subject."""
    return (
        found.case == "genitive"
        or found.relative
        or found.pos == "participle"
        or (found.possessive and found.case is None)
    )
