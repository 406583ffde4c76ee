"""What several families of tables share: the languages."""

from typing import Annotated

from pydantic import StringConstraints

# The code of a language: a folder of `extractors.languages`, so that a new one needs no new type.
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
