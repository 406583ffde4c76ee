"""Data of no single language: one file and one small typed loader a lexicon.

What belongs here: reading a TOML or TSV file of this folder into pydantic
models, once. What does not: any rule that uses the words; the loader of a
single lexicon stands beside the code that uses it.
"""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeVar, cast

from pydantic import BaseModel

ModelT = TypeVar("ModelT", bound=BaseModel)


def load_toml(name: str, model: type[ModelT]) -> ModelT:
    """Read a TOML lexicon into `model`; raises pydantic.ValidationError on a bad entry."""
    return cast(ModelT, _toml(name, model))


def load_tsv(name: str, model: type[ModelT]) -> tuple[ModelT, ...]:
    """Read a TSV lexicon, one `model` a line, columns named by the first line.

    Empty cells are left out, so that the model's defaults stand in for them;
    empty lines and lines that begin with "#" are skipped. Raises
    pydantic.ValidationError on a bad line.
    """
    return cast(tuple[ModelT, ...], _tsv(name, model))


def read(name: str) -> str:
    """Return the text of a lexicon's file."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def _toml(name: str, model: type[BaseModel]) -> BaseModel:
    return model.model_validate(tomllib.loads(read(name)))


@cache
def _tsv(name: str, model: type[BaseModel]) -> tuple[BaseModel, ...]:
    lines = [line for line in read(name).splitlines() if line and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(model.model_validate({k: v for k, v in row.items() if v}) for row in rows)
