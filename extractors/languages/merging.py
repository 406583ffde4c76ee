"""The words of all languages in one model, for texts whose language is not known.

What belongs here: putting the same data file of several languages together.
What does not: reading the files (`data`).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from pydantic import BaseModel

from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, ModelT, choice


def merged_data(name: str, model: type[ModelT]) -> ModelT:
    """Return what all languages' `NAME.toml` hold, as one `model`.

    Lists follow each other in the order of the registry, and a pattern is the
    choice among the languages' own, so that it may name no groups.
    """
    return cast(ModelT, _merged(name, model))


@cache
def _merged(name: str, model: type[BaseModel]) -> BaseModel:
    return merge([language.data(name, model) for language in LANGUAGES.values()])


def merge(models: Sequence[ModelT]) -> ModelT:
    """Return one model with what all of them hold."""
    kind = type(models[0])
    merged = {
        field: _merge_values([getattr(model, field) for model in models])
        for field in kind.model_fields
    }
    return kind.model_construct(**merged)


def _merge_values(values: Sequence[Any]) -> Any:
    first = values[0]
    if isinstance(first, BaseModel):
        return merge(values)
    if isinstance(first, re.Pattern):
        return _any_of([value for value in values if value.pattern != NEVER.pattern])
    if isinstance(first, tuple):
        return tuple(entry for value in values for entry in value)
    if isinstance(first, frozenset):
        return frozenset().union(*values)
    if isinstance(first, Mapping):
        return {key: entry for value in values for key, entry in value.items()}
    raise TypeError(
        f"only lists, tables and patterns of several languages can be merged: {first!r}"
    )


def _any_of(patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str]:
    """Return the pattern of what any of these matches."""
    if not patterns:
        return NEVER
    return re.compile(choice(p.pattern for p in patterns), patterns[0].flags)
