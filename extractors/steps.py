"""What a step is: a function whose parameters name the steps, or the inputs, that it takes.

What belongs here: keeping steps, ordering them, running them. What does not:
the steps themselves (`extractors.flow`).
"""

from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from inspect import getdoc, signature
from typing import Protocol, TypeAlias, TypeVar, get_origin, get_type_hints

from extractors.losses import part
from schemas.base import Family, Row


class Rows(Protocol):
    """Anything that holds rows: a `schemas.base.Family`, a parsed document."""

    def rows(self) -> Iterator[Row]:
        """All its rows."""
        ...


Found: TypeAlias = Row | tuple[Row, ...] | Rows
StepT = TypeVar("StepT", bound=Callable[..., Found])


class Steps:
    """A registry of steps; iterating over it gives their names in the order of definition."""

    def __init__(self) -> None:
        self._functions: dict[str, Callable[..., Found]] = {}

    def register(self, function: StepT) -> StepT:
        """Keep a step under its function's name: a decorator."""
        self._functions[function.__name__] = function
        return function

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def description(self, name: str) -> str:
        """Return what a step finds: its function's docstring."""
        return getdoc(self._functions[name]) or ""

    def takes(self, name: str) -> tuple[str, ...]:
        """Return what a step takes: the names of its parameters."""
        return tuple(signature(self._functions[name]).parameters)

    def made_from(self, name: str) -> tuple[str, ...]:
        """Return the steps whose results a step takes."""
        return tuple(taken for taken in self.takes(name) if taken in self._functions)

    def order(self) -> tuple[str, ...]:
        """Return the steps, each after those that it is made from."""
        edges = {name: self.made_from(name) for name in self}
        return tuple(TopologicalSorter(edges).static_order())

    def run(self, **inputs: object) -> dict[str, tuple[Row, ...]]:
        """Take all steps; return the rows of each, in the order of definition."""
        results: dict[str, Found] = {}
        for name in self.order():
            known = {**inputs, **results}
            results[name] = self._take(name, {key: known[key] for key in self.takes(name)})
        return {name: _rows(results[name]) for name in self}

    def _take(self, name: str, taken: dict[str, object]) -> Found:
        """Take a step; one that fails finds nothing, unless others cannot do without it."""
        function = self._functions[name]
        nothing = _nothing(function)
        if nothing is None:
            return function(**taken)
        found = nothing
        with part(f"What the step {name} looks for", then="is missing for this document"):
            found = function(**taken)
        return found


def _nothing(function: Callable[..., Found]) -> Found | None:
    """What a step returns that finds nothing: an empty family or tuple; None if it must find."""
    returned = get_type_hints(function).get("return")
    if isinstance(returned, type) and issubclass(returned, Family):
        return returned()
    return () if get_origin(returned) is tuple else None


def _rows(found: Found) -> tuple[Row, ...]:
    if isinstance(found, Row):
        return (found,)
    return found if isinstance(found, tuple) else tuple(found.rows())
