"""Word lists and patterns of a language, read from its folder into the models that ask.

What belongs here: reading `NAME.toml` and `NAME.tsv` of a language's folder, and
the types of patterns in them. What does not: which words and patterns there
are: the module that uses them declares a model for them, so that a language
that lacks the file, or a part of it, has the model's defaults.

In a pattern, `{small}`, `{capital}` and `{letter}` stand for the letters of all
languages (`alphabet`), inside a character class, and other names in braces for
what the file's own table `[fragments]` or the one who asks says. A list of
patterns is the choice among them.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, cast

from pydantic import BaseModel, BeforeValidator

from extractors.languages.alphabet import CAPITAL, LETTER, SMALL
from extractors.languages.profiles import folder_of

ModelT = TypeVar("ModelT", bound=BaseModel)

_ALPHABET = {"small": SMALL, "capital": CAPITAL, "letter": LETTER}
_FRAGMENT = re.compile(r"\{([a-z][a-z_]+)\}")

NEVER = re.compile(r"(?!)")  # the pattern of what a language does not have


def choice(sources: Iterable[str]) -> str:
    """Return the source of a choice among patterns, in their order; of none it matches nothing."""
    return "|".join(f"(?:{source})" for source in sources) or NEVER.pattern


def choice_of_words(words: Iterable[str]) -> str:
    """Return the source of a choice among words or phrases, the longest first.

    Any spaces may stand between the words of a phrase; of no words it matches nothing.
    """
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest_first) or NEVER.pattern


def _source(value: object) -> str:
    forms = [value] if isinstance(value, str) else value
    if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
        raise ValueError("a pattern is a string or a list of strings")
    return forms[0] if len(forms) == 1 else choice(forms)


def _compiled(flags: int) -> BeforeValidator:
    def compiled(value: object) -> re.Pattern[str]:
        return value if isinstance(value, re.Pattern) else re.compile(_source(value), flags)

    return BeforeValidator(compiled)


# A pattern that takes small letters for capitals, one that does not, and the
# source of one, to build others with.
Pattern = Annotated[re.Pattern[str], _compiled(re.IGNORECASE)]
CasedPattern = Annotated[re.Pattern[str], _compiled(0)]
PatternSource = Annotated[str, BeforeValidator(_source)]


def load(
    code: str, name: str, model: type[ModelT], fragments: Mapping[str, str] = MappingProxyType({})
) -> ModelT:
    """Read `NAME.toml` of a language into `model`; its defaults where there is no such file.

    `fragments` gives patterns that the file may name beside its own.
    Raises pydantic.ValidationError on a bad entry, KeyError on an unknown fragment.
    """
    return cast(ModelT, _toml(code, name, model, tuple(fragments.items())))


def load_rows(code: str, name: str, model: type[ModelT]) -> tuple[ModelT, ...]:
    """Read `NAME.tsv` of a language, one `model` a line; none where there is no such file.

    Columns are named by the first line. Empty cells are left out, so that the
    model's defaults stand in for them; empty lines and lines that begin with "#"
    are skipped. Raises pydantic.ValidationError on a bad line.
    """
    return cast(tuple[ModelT, ...], _tsv(code, name, model))


@cache
def _toml(
    code: str, name: str, model: type[BaseModel], given: tuple[tuple[str, str], ...]
) -> BaseModel:
    entries = tomllib.loads(_read(code, f"{name}.toml"))
    fragments = _ALPHABET | dict(given) | entries.pop("fragments", {})
    return model.model_validate(_expanded(entries, fragments))


@cache
def _tsv(code: str, name: str, model: type[BaseModel]) -> tuple[BaseModel, ...]:
    lines = _read(code, f"{name}.tsv").splitlines()
    rows = csv.DictReader(
        [line for line in lines if line and not line.startswith("#")],
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    return tuple(
        model.model_validate({k: _expanded(v, _ALPHABET) for k, v in row.items() if v})
        for row in rows
    )


def _read(code: str, name: str) -> str:
    file = folder_of(code).joinpath(name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _expanded(value: Any, fragments: Mapping[str, str]) -> Any:
    """Return an entry with the fragments that its patterns name put in."""
    if isinstance(value, str):
        return _FRAGMENT.sub(lambda match: _expanded(fragments[match[1]], fragments), value)
    if isinstance(value, list):
        return [_expanded(entry, fragments) for entry in value]
    if isinstance(value, dict):
        return {key: _expanded(entry, fragments) for key, entry in value.items()}
    return value
