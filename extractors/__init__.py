r"""A pure library: from the bytes of a document to typed rows.

Readers turn each form into a `schemas.document.Document`; everything after
them sees only that. No Dagster, no SQLite, no network in here.

`extract` is the whole of it, `read` and `parse` are its first two steps:

>>> from extractors import extract, parse, read
>>> data = "# Отчёт\n\nВ 2024 году открыто 12 школ.\n".encode()
>>> [(figure.value, figure.unit, figure.period) for figure in extract("a.md", data)["figures"]]
[(12.0, 'школа', '2024')]
>>> parsed = parse(read("a.md", data))
>>> [passage.row.text for passage in parsed.passages]
['Отчёт', 'В 2024 году открыто 12 школ.']

`extractors.flow` shows all steps; `schemas.tables` declares the rows. Each verb is
loaded when it is first asked for, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.flow import extract
    from extractors.outline import parse
    from extractors.readers import read

__all__ = ["extract", "parse", "read"]

_HOMES = {"extract": "extractors.flow", "parse": "extractors.outline", "read": "extractors.readers"}


def __getattr__(name: str) -> object:
    """Load one of the verbs."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
