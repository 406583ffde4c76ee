"""What each language folder says of its language before any grammar is loaded.

What belongs here: finding the folders and reading their `language.toml`. What
does not: grammar and word lists (the folders themselves).
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from pydantic import Field

from schemas.document import Frozen

_PACKAGE = "extractors.languages"
_FILE = "language.toml"


class Profile(Frozen):
    """The facts of a language that others build on.

    `alphabet` holds its small letters in alphabetical order; `dictionary` names
    its Hunspell word list, where there is one; `lemmatiser` the library that
    gives its lemmas, our own unless another is named. `typed_as` says for letters
    that many keyboards lack what people type for them. `tesseract` names the data by which
    Tesseract reads it in pictures, where there are any, and `read_as` says for letters what
    they are mistaken for then. The `fallback` is the one
    language of texts whose words tell nothing.
    """

    name: str
    alphabet: str = Field(min_length=1)
    dictionary: str | None = None
    tesseract: str | None = None
    lemmatiser: str = "zhospar"
    typed_as: Mapping[str, str] = {}
    read_as: Mapping[str, tuple[str, ...]] = {}
    fallback: bool = False


def folder_of(code: str) -> Traversable:
    """Return the folder of a language."""
    return resources.files(f"{_PACKAGE}.{code}")


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the profile of each language by its code, the folder's name, in its order."""
    folders = [f for f in resources.files(_PACKAGE).iterdir() if f.joinpath(_FILE).is_file()]
    return {
        folder.name: Profile.model_validate(
            tomllib.loads(folder.joinpath(_FILE).read_text(encoding="utf-8"))
        )
        for folder in sorted(folders, key=lambda folder: folder.name)
    }


@cache
def fallback_language() -> str:
    """Return the code of the language of texts whose words tell nothing."""
    return next(code for code, profile in profiles().items() if profile.fallback)
