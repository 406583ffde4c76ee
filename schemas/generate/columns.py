"""A table's columns, read off its model: the one place that looks into pydantic.

What does not belong here: any output format (the modules beside this one).
"""

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from schemas.base import IS_DATE, Row, View

Kind = Literal["text", "integer", "real", "boolean", "date"]
_KINDS: dict[type, Kind] = {str: "text", int: "integer", float: "real", bool: "boolean"}


@dataclass(frozen=True)
class Column:
    """A column: its kind, what it may hold, and what it means.

    `choices` is the closed list of a text column, empty where any text will do;
    `bounds` holds pairs of an SQL comparison and a number (">=", 0).
    """

    name: str
    kind: Kind
    nullable: bool
    description: str
    choices: tuple[str, ...] = ()
    bounds: tuple[tuple[str, float], ...] = ()
    references: str | None = None  # "table.column"


@cache
def columns(model: type[Row]) -> tuple[Column, ...]:
    """Return a table's columns: its own in declared order, then those of its place."""
    own = model.__annotations__
    fields = sorted(model.model_fields.items(), key=lambda item: item[0] not in own)
    return tuple(_column(model, name, field) for name, field in fields)


def _column(model: type[Row], name: str, field: FieldInfo) -> Column:
    annotation, nullable = _without_none(field.annotation)
    marks = [*field.metadata, *getattr(annotation, "__metadata__", ())]
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    choices = get_args(annotation) if get_origin(annotation) is Literal else ()
    return Column(
        name=name,
        kind="text" if choices else "date" if IS_DATE in marks else _KINDS[annotation],
        nullable=nullable,
        description=field.description or "",
        choices=choices,
        bounds=tuple(_bounds(field)),
        references=model.foreign_keys.get(name),
    )


def _without_none(annotation: object) -> tuple[type, bool]:
    """Split an annotation into the type of the values and whether null may stand for one."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False  # type: ignore[return-value]
    (only,) = (arg for arg in get_args(annotation) if arg is not NoneType)
    return only, True


def _bounds(field: FieldInfo) -> list[tuple[str, float]]:
    """Return the limits that pydantic keeps in a field's metadata, as SQL comparisons."""
    signs = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
    return [
        (sign, getattr(constraint, name))
        for constraint in field.metadata
        for name, sign in signs.items()
        if getattr(constraint, name, None) is not None
    ]


def description(model: type[Row]) -> str:
    """Return a table's description: the first line of the model's docstring."""
    return (model.__doc__ or "").strip().splitlines()[0]


def order(model: type[Row]) -> tuple[str, ...]:
    """Return the columns that put a table's rows in the order of its documents."""
    if issubclass(model, View):
        return model.sorted_by
    natural = ("document_id", "position")
    names = {column.name for column in columns(model)}
    leading = natural if names.issuperset(natural) else ()
    return (*leading, *(name for name in model.primary_key if name not in leading))
