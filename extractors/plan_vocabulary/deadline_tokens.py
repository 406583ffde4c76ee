"""The tokens of a deadline: its words, put together by the grammar.

What belongs here: the one call from text to tokens. What does not: words
(`deadline_words`), rules (`deadline_grammar`), and what tokens mean together
(`extractors.plans.deadlines`).
"""

from functools import lru_cache

from extractors.plan_vocabulary.deadline_grammar import Token, parse
from extractors.plan_vocabulary.deadline_words import words


@lru_cache(maxsize=1024)  # plans repeat their deadlines
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a deadline's text, in order; misprints are read as meant."""
    return tuple(parse(words(text)))
