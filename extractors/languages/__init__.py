"""The languages, a folder each, and the registry of them.

What belongs here: all that is known of a language: its alphabet, grammar, words
and patterns. What does not: extraction. Everything else in the house asks
`LANGUAGES[code]`, or all of them where the text's language is not known.

A new language is a new folder with a `language.toml` (`profiles.Profile`) and an
`__init__.py` that makes `LANGUAGE`, a `base.Language`; nothing else changes.
"""

from collections.abc import Mapping
from importlib import import_module

from extractors.languages.base import Analysis, Language
from extractors.languages.data import ModelT
from extractors.languages.profiles import profiles

__all__ = [
    "LANGUAGES",
    "Analysis",
    "Language",
    "data_of_all",
    "is_conjunction",
    "is_ending",
    "rows_of_all",
]


def _language(code: str) -> Language:
    language = import_module(f"{__name__}.{code}").LANGUAGE
    assert isinstance(language, Language)
    return language


LANGUAGES: Mapping[str, Language] = {code: _language(code) for code in profiles()}


def data_of_all(name: str, model: type[ModelT]) -> tuple[ModelT, ...]:
    """Return what each language's `NAME.toml` holds, in the order of the registry."""
    return tuple(language.data(name, model) for language in LANGUAGES.values())


def rows_of_all(name: str, model: type[ModelT]) -> tuple[ModelT, ...]:
    """Return the lines of all languages' `NAME.tsv`, in the order of the registry."""
    return tuple(row for language in LANGUAGES.values() for row in language.rows(name, model))


def is_ending(stem: str, rest: str) -> bool:
    """Tell whether `rest` may end a word that begins with `stem`, in any of the languages."""
    return any(language.is_ending(stem, rest) for language in LANGUAGES.values())


def is_conjunction(word: str) -> bool:
    """Tell whether a word looks like an ending but joins two nouns, in any of the languages."""
    return any(language.is_conjunction(word) for language in LANGUAGES.values())
